//! What corrected terms make of the due-date ledger: nothing, or lines that take the place of those that were given.
//!
//! A date moves only where limit, unit or start of the clock really differ and lead elsewhere by one and the same
//! calendar, so that an edited calendar slips in with no correction. It knows no store and no screen.

use crate::domain::day::Moment;
use crate::domain::deadline::{self, Counted};
use crate::domain::facts::{Facts, ProcedureFacts, Repromise};
use crate::domain::ledger;
use crate::domain::limit::Limit;
use crate::domain::line_cause::LineCause;
use crate::domain::rulebook::Rulebook;

/// A dossier with the procedure version it is under.
#[derive(Clone, Copy, Debug)]
pub struct Case<'f> {
    /// The dossier.
    pub facts: &'f Facts,
    /// Its procedure.
    pub procedure: &'f ProcedureFacts,
}

/// What becomes of the lines that were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anew {
    /// They stand.
    Stands,
    /// The date in force lies before the start of the clock, and no limit gives another one.
    Passed,
    /// These take their place, each with the place of the line that it repeats among those that were given.
    Lines(Vec<(Option<usize>, Repromise)>),
}

impl Case<'_> {
    fn limit(&self) -> (Option<Limit>, Option<Limit>) {
        (self.procedure.limit_of(self.facts), self.facts.extension)
    }

    /// The promise that the terms give by the calendar of today, no line of the ledger being looked at.
    fn counted(&self, rules: &Rulebook) -> Option<Counted> {
        let terms = ledger::first_terms(self.facts, self.procedure, self.facts.clock_start()?);
        terms.limit?;
        deadline::promise_counted(&terms, &rules.calendar)
    }
}

/// Whether somebody named the date of a line, so that no terms lead to it.
fn named(line: &Repromise) -> bool {
    match line.cause {
        LineCause::Hand => true,
        LineCause::Extension => line.extension.is_none(),
        LineCause::Pause | LineCause::Calendar | LineCause::Amend => false,
    }
}

/// Whether the date in force rests on one that somebody named or that was recorded, not on the terms alone.
pub fn rests_on_a_named_date(facts: &Facts) -> bool {
    let mut given = facts.repromises.iter().rev();
    let base = given.find(|line| named(line) || line.cause == LineCause::Amend);
    base.map_or(!facts.due_computed, named)
}

/// What the lines become where `before` is corrected to `after`; both hold the lines as they are.
pub fn anew(before: Case<'_>, after: Case<'_>, rules: &Rulebook) -> Anew {
    let Some(start) = after.facts.clock_start() else { return Anew::Stands };
    let given = || before.facts.repromises.iter().rev().filter(|line| line.cause != LineCause::Pause);
    let in_force = given().next().map(|line| line.due_at).or(before.facts.due_at);
    let passed = in_force.is_some_and(|due| due < start);
    let (moved, other_limit) = (before.facts.clock_start() != Some(start), before.limit() != after.limit());
    let on_named = given().find(|line| named(line) || line.cause == LineCause::Amend).is_some_and(named);
    let extended = given().take_while(|line| line.cause != LineCause::Amend).any(|line| line.extension.is_some());
    // A recorded promise, and one that was extended, outlive a corrected start; a date that was named outlives both.
    let follows = !on_named && (other_limit || moved && !extended && !rests_on_a_named_date(before.facts));
    if !passed && !follows {
        return Anew::Stands;
    }
    let Some(counted) = after.counted(rules) else { return if passed { Anew::Passed } else { Anew::Stands } };
    let same = before.counted(rules).is_some_and(|before| before.due == counted.due);
    if !passed && same {
        return Anew::Stands;
    }
    let lines = lines(after, start, counted, rules);
    let told = lines.last().map(|(_, line)| line.due_at);
    if told == in_force { Anew::Stands } else { Anew::Lines(lines) }
}

/// The promise counted from the terms, and the extensions by an amount after it, each from the date then in force.
fn lines(case: Case<'_>, start: Moment, counted: Counted, rules: &Rulebook) -> Vec<(Option<usize>, Repromise)> {
    let given = case.facts.repromises.iter().filter(|line| line.cause != LineCause::Pause);
    let former: Vec<&Repromise> = given.collect();
    let from = former.iter().rposition(|line| named(line) || line.cause == LineCause::Amend).map_or(0, |at| at + 1);
    let mut lines = vec![(None, line(LineCause::Amend, counted, start, None))];
    let mut known = vec![lines[0].1];
    let kept = former.into_iter().enumerate().skip(from).filter(|(_, line)| line.cause == LineCause::Extension);
    for (at, old) in kept {
        let Some(added) = old.extension else { continue };
        let granted = old.effective_at.max(start);
        let seen = ledger::as_of(granted);
        let Some(in_force) = ledger::recount(case.facts, &known, case.procedure, rules, seen) else { continue };
        let extended = deadline::extend(in_force, added, &rules.calendar);
        let new = line(LineCause::Extension, extended, granted, Some(added));
        known.push(new);
        lines.push((Some(at), new));
    }
    lines
}

/// The lines that put a date right that was wrongly typed: those that lead to `wish` by the terms alone.
pub fn put_right(case: Case<'_>, wish: Moment, rules: &Rulebook) -> Option<Vec<(Option<usize>, Repromise)>> {
    let start = case.facts.clock_start()?;
    let lines = lines(case, start, case.counted(rules)?, rules);
    let known: Vec<Repromise> = lines.iter().map(|(_, line)| *line).collect();
    let seen = ledger::Seen::from(ledger::FAR_FUTURE, case.facts.settled_at);
    let due = ledger::recount(case.facts, &known, case.procedure, rules, seen)?.due;
    (due == wish && rests_on_a_named_date(case.facts)).then_some(lines)
}

fn line(cause: LineCause, counted: Counted, effective_at: Moment, extension: Option<Limit>) -> Repromise {
    let Counted { due, counted_to, closing } = counted;
    Repromise { due_at: due, effective_at, cause, counted_to, closing, extension }
}
