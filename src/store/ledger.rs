//! The lines that closed pauses leave in the due-date ledger, kept in step with the pauses at the end of an entry.
//!
//! A pause that closed has a line with the due date as it was computed then; an edited calendar moves it no more. Where
//! an entry corrects what a line rested on, the line is voided, stays visible, and another one is added. What the lines
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

/// From when on lines of closed pauses may no longer say what holds, by dossier, and the correction that made it so.
pub(in crate::store) type Shaken = BTreeMap<i64, (Moment, VoidCause)>;

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
        let shaken = self.shaken().entry(dossier).or_insert((since, cause));
        // What a corrected pause shakes is told as that, whatever else the entry did.
        *shaken = (shaken.0.min(since), if cause == VoidCause::Pause { cause } else { shaken.1 });
    }

    /// Every line of the dossier is to be looked at.
    pub(in crate::store) fn shake_all(&mut self, dossier: i64) {
        self.shake(dossier, FROM_THE_FIRST, VoidCause::Amend);
    }

    /// A pause that was `before` is `after` now; `None` where there is none.
    pub(in crate::store) fn pause_changed(&mut self, dossier: i64, before: Option<&Pause>, after: Option<&Pause>) {
        if let Some(since) = shaken_since(before, after) {
            self.shake(dossier, since, VoidCause::Pause);
        }
    }

    /// Brings the lines of closed pauses in step for every dossier that this entry shook.
    pub(in crate::store) fn write_pause_lines(&mut self) -> Result<(), StoreError> {
        for (dossier, (since, cause)) in std::mem::take(self.shaken()) {
            self.count_parts(dossier)?;
            let pauses = self.known_pauses(dossier)?;
            let lines = self.frozen_lines(dossier)?;
            if pauses.iter().all(|(_, pause)| pause.to.is_none()) && lines.is_empty() {
                continue;
            }
            self.bring_in_step(dossier, (since, cause), &pauses, lines)?;
        }
        Ok(())
    }

    fn bring_in_step(
        &mut self,
        dossier: i64,
        (since, cause): (Moment, VoidCause),
        pauses: &[Known],
        lines: Vec<Frozen>,
    ) -> Result<(), StoreError> {
        let Some((mut facts, procedure)) = self.rules_facts(dossier)? else { return Ok(()) };
        let (kept, mut doubted): (Vec<Frozen>, Vec<Frozen>) =
            lines.into_iter().partition(|line| line.line.effective_at <= since && of_pause(line, pauses).is_some());
        facts.repromises.retain(|line| line.cause != LineCause::Pause);
        facts.repromises.extend(kept.iter().map(|line| line.line));
        let mut ended: Vec<(Moment, &Known)> = pauses.iter().filter_map(|known| Some((known.1.to?, known))).collect();
        ended.sort_by_key(|(to, known)| (*to, known.1.from, known.0));
        let mut added = Vec::new();
        for (to, (id, pause)) in ended {
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
        let reworded = kept.into_iter().filter(|line| added.iter().any(|(id, ..)| *id == line.pause));
        doubted.extend(reworded);
        for line in doubted {
            self.void_line(dossier, line.id, cause)?;
        }
        for (id, pause, line) in added {
            self.add_pause_line(dossier, id, pause, &line)?;
        }
        self.touch_dossier(dossier)
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
