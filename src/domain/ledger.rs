//! The due-date ledger as the rules read it: which line holds as seen from a moment, and what a new line is to say.
//!
//! What was told to a citizen is written down, so that an edited calendar moves no date that was told: the line of a
//! pause that closed, of an extension, of a date given by hand. Only what came after a line moves it. A dossier without
//! such lines (a register of format 1, a pause that is open) is computed from its terms. It knows no store and no
//! screen.

use crate::domain::calendar::Calendar;
use crate::domain::day::{Day, Moment};
use crate::domain::deadline::{self, Counted, PauseRule, Terms};
use crate::domain::facts::{Facts, ProcedureFacts, Repromise};
use crate::domain::limit::{Limit, Unit};
use crate::domain::line_cause::LineCause;
use crate::domain::pause::Pause;
use crate::domain::rulebook::Rulebook;

/// A moment later than any that occurs: "seen when everything is known".
pub const FAR_FUTURE: Moment = Day::from_epoch(2_932_896).at(0);

/// The instant from which a due date is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What had been promised before this moment counts: the cut-off (REPORTS.md §1, "those in force at C").
    pub known_at: Moment,
    /// Pauses count up to this moment: the end of the dossier, where that came before the cut-off.
    pub until: Moment,
}

impl Seen {
    /// A dossier that ended at `ended` (or is open), looked at from `cutoff`.
    pub fn from(cutoff: Moment, ended: Option<Moment>) -> Seen {
        Seen { known_at: cutoff, until: ended.map_or(cutoff, |ended| ended.min(cutoff)) }
    }
}

/// The terms a due date follows from, and the pauses that act on them, as known then.
///
/// The latest line of the ledger takes the place of the first promise; pauses before it are contained in it.
pub fn terms_seen(facts: &Facts, procedure: &ProcedureFacts, seen: Seen) -> Option<(Terms, Vec<Pause>)> {
    let first = first_terms(facts, procedure, facts.clock_start()?);
    let given = given(facts, seen);
    let line = frozen(facts, given, seen).or(given);
    Some(after_line(facts, first, line, seen))
}

/// Terms and pauses that lead to the same due moment as [`terms_seen`], told from as early as possible: where counting
/// the pauses again today leads where their lines stand, the pauses are told and not their lines. For explanations.
pub fn terms_told(
    facts: &Facts,
    procedure: &ProcedureFacts,
    rules: &Rulebook,
    seen: Seen,
) -> Option<(Terms, Vec<Pause>)> {
    let stands = terms_seen(facts, procedure, seen)?;
    let counted = terms_given(facts, procedure, seen)?;
    let due = |(terms, pauses): &(Terms, Vec<Pause>)| {
        deadline::due(terms, pauses, rules.pauses.at(terms.start.day), &rules.calendar, seen.until)
    };
    Some(if due(&counted) == due(&stands) { counted } else { stands })
}

/// The terms of what was promised as seen, and every pause since: the lines that closed pauses left are passed
/// over, so that another rule than the desk's can be asked what it makes of the pauses.
pub fn terms_given(facts: &Facts, procedure: &ProcedureFacts, seen: Seen) -> Option<(Terms, Vec<Pause>)> {
    let first = first_terms(facts, procedure, facts.clock_start()?);
    Some(after_line(facts, first, given(facts, seen), seen))
}

/// The terms of the first promise.
pub(in crate::domain) fn first_terms(facts: &Facts, procedure: &ProcedureFacts, start: Moment) -> Terms {
    Terms {
        start,
        limit: procedure.limit_of(facts),
        extension: facts.extension,
        same_day_cutoff: procedure.same_day_cutoff,
        promise: facts.due_at,
        promise_computed: facts.due_computed,
        counted_to: None,
    }
}

/// The latest promise that somebody gave as seen, pauses apart.
fn given(facts: &Facts, seen: Seen) -> Option<&Repromise> {
    facts.repromises.iter().rev().find(|line| line.cause != LineCause::Pause && counts(line, seen))
}

/// Whether a line that somebody gave holds as seen. A date that was named after the dossier had ended judges it no
/// more; corrected terms do, from the start of the clock on.
fn counts(line: &Repromise, seen: Seen) -> bool {
    line.effective_at < seen.known_at && (line.cause == LineCause::Amend || line.effective_at <= seen.until)
}

/// The latest line of a closed pause that holds as seen: written after `given`, at a moment when the clock ran again.
///
/// While another pause still lasts, the date goes on moving, and what it stood at in between binds nothing.
fn frozen<'f>(facts: &'f Facts, given: Option<&Repromise>, seen: Seen) -> Option<&'f Repromise> {
    let since = given.map(|line| line.effective_at);
    let stands = |line: &&Repromise| {
        let at = line.effective_at;
        line.cause == LineCause::Pause
            && at <= seen.until
            && since.is_none_or(|since| at > since)
            && !facts.pauses.iter().any(|pause| pause.from < at && pause.to.is_none_or(|to| to > at))
            // A pause of no length in the very minute of looking has not happened yet.
            && !(at == seen.until && facts.pauses.iter().any(|pause| pause.from == at && pause.to == Some(at)))
    };
    facts.repromises.iter().filter(stands).max_by_key(|line| line.effective_at)
}

/// Terms with `line` as their promise, and the pauses that come after it.
fn after_line(facts: &Facts, mut terms: Terms, line: Option<&Repromise>, seen: Seen) -> (Terms, Vec<Pause>) {
    let Some(line) = line else { return (terms, facts.pauses.clone()) };
    terms.promise = Some(line.due_at);
    terms.promise_computed = line.closing;
    terms.counted_to = line.counted_to;
    terms.extension = extension(facts, facts.repromises.iter().filter(|line| counts(line, seen)));
    (terms, pauses_since(facts, line.effective_at))
}

/// The pauses after `since`, and the rest of those that it cuts.
fn pauses_since(facts: &Facts, since: Moment) -> Vec<Pause> {
    let after = facts.pauses.iter().filter(|pause| pause.to.is_none_or(|to| to > since));
    after.map(|pause| Pause { from: pause.from.max(since), ..pause.clone() }).collect()
}

/// The extension that a limit begun anew has: the dossier's own with what the lines added. Amounts of one unit add up;
/// of several units the last one counts, since a limit has room for one.
fn extension<'f>(facts: &Facts, lines: impl Iterator<Item = &'f Repromise>) -> Option<Limit> {
    let added = lines.filter(|line| line.cause == LineCause::Extension).filter_map(|line| line.extension);
    added.fold(facts.extension, |so_far, added| match so_far {
        Some(so_far) if so_far.unit == added.unit => {
            Some(Limit { count: so_far.count.saturating_add(added.count), ..added })
        }
        _ => Some(added),
    })
}

/// The due moment in force as seen (DOMAIN.md §4). `None` where there is no limit, or while the clock
/// has not started.
pub fn due_seen(facts: &Facts, procedure: &ProcedureFacts, rules: &Rulebook, seen: Seen) -> Option<Moment> {
    if facts.pauses.is_empty() && facts.repromises.is_empty() && facts.due_at.is_some() {
        facts.clock_start()?;
        return facts.due_at;
    }
    counted_seen(facts, procedure, rules, seen).map(|counted| counted.due)
}

/// [`due_seen`], with what a new line of the ledger needs.
pub fn counted_seen(facts: &Facts, procedure: &ProcedureFacts, rules: &Rulebook, seen: Seen) -> Option<Counted> {
    let (terms, pauses) = terms_seen(facts, procedure, seen)?;
    deadline::counted(&terms, &pauses, rules.pauses.at(terms.start.day), &rules.calendar, seen.until)
}

/// The due moment after all closed pauses and later promises: what lists show. A pause that is open does not move it.
pub fn due_closed(facts: &Facts, procedure: &ProcedureFacts, rules: &Rulebook) -> Option<Moment> {
    if facts.pauses.is_empty() {
        return due_seen(facts, procedure, rules, Seen::from(FAR_FUTURE, facts.settled_at));
    }
    let seen = Seen::from(FAR_FUTURE, facts.settled_at);
    let (terms, mut pauses) = terms_seen(facts, procedure, seen)?;
    if facts.settled_at.is_none() {
        pauses.retain(|pause| pause.to.is_some());
    }
    deadline::due(&terms, &pauses, rules.pauses.at(terms.start.day), &rules.calendar, seen.until)
}

/// What the line of a pause that closed at `closed` is to say. Other pauses count up to that moment.
///
/// `facts` hold the lines before it. `None` where there is no due date, or where the clock started only afterwards.
pub fn pause_line(facts: &Facts, procedure: &ProcedureFacts, rules: &Rulebook, closed: Moment) -> Option<Counted> {
    let (terms, pauses) = terms_seen(facts, procedure, Seen { known_at: closed, until: closed })?;
    if closed <= terms.start {
        return None;
    }
    let so_far = pauses.into_iter().filter(|pause| pause.from < closed || pause.to == Some(closed));
    let so_far: Vec<Pause> =
        so_far.map(|pause| Pause { to: Some(pause.to.map_or(closed, |to| to.min(closed))), ..pause }).collect();
    // A pause of no length at `closed` is over as well, so the look is from the minute after.
    let (rule, seen_at) = (rules.pauses.at(terms.start.day), closed.plus_minutes(1));
    deadline::counted(&terms, &so_far, rule, &rules.calendar, seen_at)
}

/// The due date in force, and the unit in which it is extended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InForce {
    /// The date.
    pub counted: Counted,
    /// Working days, calendar days or working hours: what a bare number means.
    pub unit: Unit,
}

/// The due date in force in minute `at`, for an extension to be counted from.
pub fn in_force(facts: &Facts, procedure: &ProcedureFacts, rules: &Rulebook, at: Moment) -> Option<InForce> {
    let unit = match terms_seen(facts, procedure, as_of(at))?.0.unit() {
        Unit::WorkingHours => Unit::WorkingHours,
        Unit::CalendarDays | Unit::Months => Unit::CalendarDays,
        Unit::WorkingDays | Unit::SameDay => Unit::WorkingDays,
    };
    Some(InForce { counted: counted_seen(facts, procedure, rules, as_of(at))?, unit })
}

/// The first promise, with what an extension needs of it.
pub fn first_promise(facts: &Facts, procedure: &ProcedureFacts, calendar: &Calendar) -> Option<Counted> {
    let terms = first_terms(facts, procedure, facts.clock_start()?);
    deadline::counted(&terms, &[], PauseRule::Subtract, calendar, terms.start)
}

/// The date as [`due_by_calendar`] gives it, seen from within minute `at` as [`in_force`] is.
pub fn by_calendar(facts: &Facts, procedure: &ProcedureFacts, rules: &Rulebook, at: Moment) -> Option<Counted> {
    due_by_calendar(facts, procedure, rules, as_of(at))
}

/// Looked at from within minute `at`: what was promised in this very minute is known.
pub(in crate::domain) fn as_of(at: Moment) -> Seen {
    Seen { known_at: at.plus_minutes(1), until: at }
}

/// The due date as it would be if everything that was computed were computed again with today's calendar and rules: the
/// first promise, closed pauses, extensions by an amount, dates promised anew after an edited calendar. A date that
/// somebody named stays, and what came after it is computed again. Only an officer's decision makes it the promise.
pub fn due_by_calendar(facts: &Facts, procedure: &ProcedureFacts, rules: &Rulebook, seen: Seen) -> Option<Counted> {
    recount(facts, &facts.repromises, procedure, rules, seen)
}

/// What an extension by an amount, or a date promised anew, says when it is counted again as of the minute in which it
/// was given. `facts` hold the lines before it. `None` where nothing was counted, or there is no due date.
pub fn recounted(facts: &Facts, procedure: &ProcedureFacts, rules: &Rulebook, line: &Repromise) -> Option<Counted> {
    match (line.cause, line.extension) {
        (LineCause::Calendar, _) => by_calendar(facts, procedure, rules, line.effective_at),
        (LineCause::Extension, Some(added)) => {
            let from = in_force(facts, procedure, rules, line.effective_at)?;
            Some(deadline::extend(from.counted, added, &rules.calendar))
        }
        _ => None,
    }
}

pub(in crate::domain) fn recount(
    facts: &Facts,
    lines: &[Repromise],
    procedure: &ProcedureFacts,
    rules: &Rulebook,
    seen: Seen,
) -> Option<Counted> {
    let mut terms = first_terms(facts, procedure, facts.clock_start()?);
    let holds = |line: &Repromise| !matches!(line.cause, LineCause::Pause | LineCause::Calendar) && counts(line, seen);
    let mut pauses = facts.pauses.clone();
    if let Some(at) = lines.iter().rposition(holds) {
        let (before, line) = (&lines[..at], &lines[at]);
        let from = match (line.cause, line.extension) {
            (LineCause::Amend, _) => None,
            (LineCause::Extension, Some(added)) => {
                let in_force = recount(facts, before, procedure, rules, as_of(line.effective_at))?;
                Some(deadline::extend(in_force, added, &rules.calendar))
            }
            _ => Some(Counted { due: line.due_at, counted_to: line.counted_to, closing: line.closing }),
        };
        terms.promise = from.map(|from| from.due);
        terms.promise_computed = from.is_some_and(|from| from.closing);
        terms.counted_to = from.and_then(|from| from.counted_to);
        if from.is_some() {
            terms.extension = extension(facts, lines[..=at].iter());
        }
        pauses = pauses_since(facts, line.effective_at);
    } else if terms.promise_computed && terms.limit.is_some() {
        terms.promise = None;
    }
    deadline::counted(&terms, &pauses, rules.pauses.at(terms.start.day), &rules.calendar, seen.until)
}

/// The amount that leads from the due date in force exactly to `due`, where there is one.
pub fn amount_to(from: &InForce, due: Moment, calendar: &Calendar) -> Option<Limit> {
    let InForce { counted, unit } = *from;
    let count = match unit {
        Unit::WorkingHours => calendar.working_minutes_between(counted.due, due) / 60,
        Unit::CalendarDays => i64::from(due.day.since(counted.counted_to.unwrap_or(counted.due.day))),
        _ => i64::from(calendar.working_days_between(counted.due.day.plus(1), due.day.plus(1))),
    };
    let count = u32::try_from(count).ok().filter(|count| (1..=9_999).contains(count))?;
    Some(Limit { unit, count }).filter(|added| deadline::extend(counted, *added, calendar).due == due)
}
