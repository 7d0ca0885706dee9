//! The lines that closed pauses leave in the due-date ledger, kept in step with the pauses at the end of an entry.
//!
//! A pause that closed has a line with the due date as it was computed then; an edited calendar moves it no more. Where
//! an entry corrects what a line rested on, the line is voided, stays visible, and another one is added; extensions and
//! dates promised anew that were counted with a pause which then became another one follow it. What the lines
//! say is the domain's. Undo takes lines back as it does everything else, and nothing is counted anew by it.

use std::collections::BTreeMap;

use rusqlite::types::Value;

use crate::domain::change::Kind;
use crate::domain::day::{Day, Moment};
use crate::domain::deadline::Counted;
use crate::domain::facts::{Facts, ProcedureFacts, Repromise};
use crate::domain::ledger;
use crate::domain::line_cause::{LineCause, VoidCause};
use crate::domain::pause::Pause;
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::facts::{self, facts_of_procedure};
use crate::store::parts::DueDate;
use crate::store::read;

/// Earlier than any line.
const FROM_THE_FIRST: Moment = Day::from_epoch(0).at(0);

/// What an entry shook, by dossier.
pub(in crate::store) type Shaken = BTreeMap<i64, Shake>;

/// From when on lines of a dossier may no longer say what holds.
#[derive(Clone, Copy)]
pub(in crate::store) struct Shake {
    /// Lines of closed pauses.
    since: Moment,
    /// The correction that made it so.
    cause: VoidCause,
    /// Extensions by an amount and dates promised anew: where a pause that they were counted with became another one.
    counted: Option<Moment>,
}

/// A line that was counted from the date in force when it was given, and the same counted again.
struct Given {
    id: i64,
    told: DueDate,
    anew: DueDate,
}

/// A line of a closed pause.
struct Frozen {
    id: i64,
    pause: i64,
    line: Repromise,
    reason: String,
    document: String,
}

/// A pause and its id.
type Known = (i64, Pause);

impl Tx<'_> {
    /// Lines that hold from after `since` are to be looked at when the entry is finished.
    pub(in crate::store) fn shake(&mut self, dossier: i64, since: Moment, cause: VoidCause) {
        let shaken = self.shaken().entry(dossier).or_insert(Shake { since, cause, counted: None });
        shaken.since = shaken.since.min(since);
        // What a corrected pause shakes is told as that, whatever else the entry did.
        if cause == VoidCause::Pause {
            shaken.cause = cause;
        }
    }

    /// Every line of the dossier is to be looked at.
    pub(in crate::store) fn shake_all(&mut self, dossier: i64) {
        self.shake(dossier, FROM_THE_FIRST, VoidCause::Amend);
    }

    /// Writes the lines of every closed pause of a register that has none: format 1 wrote no lines.
    pub(in crate::store) fn write_all_pause_lines(&mut self) -> Result<(), StoreError> {
        let mut statement = self.conn().prepare(
            "SELECT id FROM dossier WHERE voided = 0
             AND id IN (SELECT dossier_id FROM pause WHERE voided = 0 AND to_at IS NOT NULL)",
        )?;
        let ids = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        drop(statement);
        for id in ids {
            self.shake_all(id);
        }
        self.write_pause_lines()
    }

    /// A pause that was `before` is `after` now; `None` where there is none.
    pub(in crate::store) fn pause_changed(&mut self, dossier: i64, before: Option<&Pause>, after: Option<&Pause>) {
        if let Some(since) = shaken_since(before, after) {
            self.shake(dossier, since, VoidCause::Pause);
            if let (Some(_), Some(_), Some(shaken)) = (before, after, self.shaken().get_mut(&dossier)) {
                shaken.counted = Some(shaken.counted.map_or(since, |counted| counted.min(since)));
            }
        }
    }

    /// Brings the lines of closed pauses in step for every dossier that this entry shook.
    pub(in crate::store) fn write_pause_lines(&mut self) -> Result<(), StoreError> {
        for (dossier, shake) in std::mem::take(self.shaken()) {
            self.count_parts(dossier)?;
            let pauses = self.known_pauses(dossier)?;
            let lines = self.frozen_lines(dossier)?;
            let given = self.counted_lines(dossier, shake.counted)?;
            if pauses.iter().all(|(_, pause)| pause.to.is_none()) && lines.is_empty() && given.is_empty() {
                continue;
            }
            self.bring_in_step(dossier, shake, &pauses, lines, given)?;
        }
        Ok(())
    }

    fn bring_in_step(
        &mut self,
        dossier: i64,
        Shake { since, cause, .. }: Shake,
        pauses: &[Known],
        lines: Vec<Frozen>,
        mut given: Vec<Given>,
    ) -> Result<(), StoreError> {
        let Some((mut facts, procedure)) = self.rules_facts(dossier)? else { return Ok(()) };
        let (kept, mut doubted): (Vec<Frozen>, Vec<Frozen>) =
            lines.into_iter().partition(|line| line.line.effective_at <= since && of_pause(line, pauses).is_some());
        facts.repromises.retain(|line| line.cause != LineCause::Pause);
        // They are the last ones that somebody gave; each comes back when it is its turn.
        facts.repromises.truncate(facts.repromises.len() - given.len());
        let mut waiting = given.as_mut_slice();
        facts.repromises.extend(kept.iter().map(|line| line.line));
        let mut ended: Vec<(Moment, &Known)> = pauses.iter().filter_map(|known| Some((known.1.to?, known))).collect();
        ended.sort_by_key(|(to, known)| (*to, known.1.from, known.0));
        let mut added = Vec::new();
        for (to, (id, pause)) in ended {
            waiting = self.count_given(&mut facts, &procedure, waiting, to);
            let known = kept.iter().find(|line| line.pause == *id);
            let line = match known {
                Some(known) => Some(known.line),
                None => self.line_at(&facts, &procedure, to),
            };
            let Some(line) = line else { continue };
            let same_words =
                |told: &Frozen| (told.reason.as_str(), &told.document) == (pause.reason.label(), &pause.document);
            let stands = doubted.iter().position(|old| old.pause == *id && old.line == line && same_words(old));
            if known.is_none() {
                facts.repromises.push(line);
            }
            match (known, stands) {
                (Some(known), _) if same_words(known) => {}
                (None, Some(stands)) => {
                    doubted.remove(stands);
                }
                _ => added.push((*id, pause, line)),
            }
        }
        self.count_given(&mut facts, &procedure, waiting, ledger::FAR_FUTURE);
        let reworded = kept.into_iter().filter(|line| added.iter().any(|(id, ..)| *id == line.pause));
        doubted.extend(reworded);
        for line in doubted {
            self.void_line(dossier, line.id, cause)?;
        }
        for (id, pause, line) in added {
            self.add_pause_line(dossier, id, pause, &line)?;
        }
        self.put_given(dossier, &given, cause)?;
        self.touch_dossier(dossier)
    }

    /// The counted lines that were given after `since`, as far as no date that somebody named came after them: that one
    /// stands, and what it took the place of moves nothing any more.
    fn counted_lines(&self, dossier: i64, since: Option<Moment>) -> Result<Vec<Given>, StoreError> {
        let Some(since) = since else { return Ok(Vec::new()) };
        let ids = self.part_ids("due_date", dossier, "n")?;
        let mut found: Vec<Given> = Vec::new();
        for (id, told) in ids.into_iter().zip(self.read().due_dates(dossier)?).rev() {
            if told.cause == LineCause::Pause {
                continue;
            }
            let counted = told.cause == LineCause::Calendar || told.extension.is_some();
            // A clock that was set back leaves lines out of order; those are left as they are.
            let in_order = found.last().is_none_or(|later| told.effective_at <= later.told.effective_at);
            if !counted || !in_order || told.effective_at <= since {
                break;
            }
            found.push(Given { id, anew: told.clone(), told });
        }
        found.reverse();
        Ok(found)
    }

    /// Counts the lines given before `before` again and adds them to the facts; returns those that still wait.
    fn count_given<'g>(
        &self,
        facts: &mut Facts,
        procedure: &ProcedureFacts,
        waiting: &'g mut [Given],
        before: Moment,
    ) -> &'g mut [Given] {
        let now = waiting.iter().take_while(|given| given.told.effective_at < before).count();
        let (now, later) = waiting.split_at_mut(now);
        for Given { told, anew, .. } in now {
            let mut line = Repromise {
                due_at: told.due_at,
                effective_at: told.effective_at,
                cause: told.cause,
                counted_to: told.counted_to,
                closing: told.closing,
                extension: told.extension,
            };
            if let Some(counted) = ledger::recounted(facts, procedure, &self.rules(), &line) {
                (line.due_at, line.counted_to, line.closing) = (counted.due, counted.counted_to, counted.closing);
                (anew.due_at, anew.counted_to, anew.closing) = (counted.due, counted.counted_to, counted.closing);
            }
            facts.repromises.push(line);
        }
        later
    }

    /// Voids the lines that came out otherwise, and what was given after them, and adds them as they are now: the last
    /// one that is written is the last one given.
    fn put_given(&mut self, dossier: i64, given: &[Given], cause: VoidCause) -> Result<(), StoreError> {
        let from = given.iter().position(|given| given.anew != given.told).unwrap_or(given.len());
        for Given { id, .. } in &given[from..] {
            self.void_line(dossier, *id, cause)?;
        }
        for Given { anew, .. } in &given[from..] {
            let due = DueDate { officer: self.stamp().officer.clone(), ..anew.clone() };
            self.add_line(dossier, &due)?;
        }
        Ok(())
    }

    /// What today's calendar gives for each line of a closed pause; `None` where there is no such line, or the dossier
    /// was undone.
    pub(in crate::store) fn counted_again(&mut self, dossier: i64) -> Result<Option<Vec<Option<Counted>>>, StoreError> {
        let lines = self.frozen_lines(dossier)?;
        if lines.is_empty() || self.read().dossier(dossier)?.is_none_or(|stored| stored.voided) {
            return Ok(None);
        }
        self.count_parts(dossier)?;
        let Some((mut facts, procedure)) = self.rules_facts(dossier)? else { return Ok(None) };
        facts.repromises.retain(|line| line.cause != LineCause::Pause);
        let rules = self.rules();
        let again = |line: &Frozen| ledger::pause_line(&facts, &procedure, &rules, line.line.effective_at);
        Ok(Some(lines.iter().map(again).collect()))
    }

    fn rules_facts(&self, dossier: i64) -> Result<Option<(Facts, ProcedureFacts)>, StoreError> {
        let read = self.read();
        let Some(facts) = read.facts(dossier)? else { return Ok(None) };
        let procedure = read.procedure(facts.procedure)?;
        Ok(procedure.map(|procedure| (facts, facts_of_procedure(&procedure, 0, 0))))
    }

    fn line_at(&self, facts: &Facts, procedure: &ProcedureFacts, ended: Moment) -> Option<Repromise> {
        let Counted { due, counted_to, closing } = ledger::pause_line(facts, procedure, &self.rules(), ended)?;
        let cause = LineCause::Pause;
        Some(Repromise { due_at: due, effective_at: ended, cause, counted_to, closing, extension: None })
    }

    fn add_pause_line(&mut self, dossier: i64, id: i64, pause: &Pause, line: &Repromise) -> Result<(), StoreError> {
        let due = DueDate {
            cause: LineCause::Pause,
            pause: Some(id),
            counted_to: line.counted_to,
            closing: line.closing,
            reason: pause.reason.label().to_owned(),
            document: pause.document.clone(),
            officer: self.stamp().officer.clone(),
            ..DueDate::by_hand(line.due_at, line.effective_at)
        };
        self.add_line(dossier, &due)
    }

    /// Voids the lines that somebody gave: terms that they rest on were corrected.
    pub(in crate::store) fn void_given(&mut self, dossier: i64) -> Result<(), StoreError> {
        let sql = "SELECT id FROM due_date WHERE dossier_id = ?1 AND voided = 0 AND ifnull(cause, '') <> 'pause'
             ORDER BY n";
        let mut statement = self.conn().prepare_cached(sql)?;
        let ids = statement.query_map([dossier], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        drop(statement);
        ids.into_iter().try_for_each(|id| self.void_line(dossier, id, VoidCause::Amend))
    }

    fn void_line(&mut self, dossier: i64, id: i64, cause: VoidCause) -> Result<(), StoreError> {
        let values = vec![("voided", Value::Integer(1)), ("void_cause", Value::from(cause.code().to_owned()))];
        self.update(Kind::DueDate, id, Some(dossier), values).map(|_| ())
    }

    fn known_pauses(&self, dossier: i64) -> Result<Vec<Known>, StoreError> {
        let ids = self.part_ids("pause", dossier, "from_at, id")?;
        Ok(ids.into_iter().zip(facts::pauses(self.conn(), dossier)?).collect())
    }

    fn frozen_lines(&self, dossier: i64) -> Result<Vec<Frozen>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT id, pause_id, due_at, effective_at, counted_to, ifnull(closing, 0), reason, document FROM due_date
             WHERE dossier_id = ?1 AND voided = 0 AND cause = 'pause' ORDER BY n",
        )?;
        let mut rows = statement.query([dossier])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let line = Repromise {
                due_at: read::moment_of(row, 2)?,
                effective_at: read::moment_of(row, 3)?,
                cause: LineCause::Pause,
                counted_to: read::day(row, 4)?,
                closing: row.get(5)?,
                extension: None,
            };
            let pause = row.get::<_, Option<i64>>(1)?.unwrap_or(0);
            found.push(Frozen { id: row.get(0)?, pause, line, reason: row.get(6)?, document: row.get(7)? });
        }
        Ok(found)
    }
}

/// The pause that a line is of, where that ended when the line says.
fn of_pause<'p>(line: &Frozen, pauses: &'p [Known]) -> Option<&'p Pause> {
    let ended = Some(line.line.effective_at);
    pauses.iter().find(|(id, pause)| *id == line.pause && pause.to == ended).map(|(_, pause)| pause)
}

/// From when on the lines of a dossier are shaken by a change of one of its pauses.
fn shaken_since(before: Option<&Pause>, after: Option<&Pause>) -> Option<Moment> {
    // One of no length touches the very minute in which it lies.
    let begin = |pause: &Pause| if pause.to == Some(pause.from) { pause.from.plus_minutes(-1) } else { pause.from };
    match (before, after) {
        (Some(before), Some(after)) if before.from != after.from || before.reason != after.reason => {
            Some(begin(before).min(begin(after)))
        }
        (Some(before), Some(after)) if before.to != after.to => {
            let end = before.to.into_iter().chain(after.to).min()?;
            Some(if end == after.from { begin(after).min(begin(before)) } else { end })
        }
        // The papers of a pause are told with its line; they move nothing.
        (Some(before), Some(after)) if before.document != after.document => Some(ledger::FAR_FUTURE),
        (None, Some(one)) | (Some(one), None) => Some(begin(one)),
        _ => None,
    }
}
