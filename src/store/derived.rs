//! What is derived of a dossier and kept beside it: due moment, lateness, work owed, search and sort forms.
//!
//! The door refreshes it for every dossier that an entry touches; `check` rebuilds it. The rules are the domain's.

use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::day::Day;
use crate::domain::day::Moment;
use crate::domain::facts::Facts;
use crate::domain::stage::{self, Derived, Owed};
use crate::domain::text;
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::facts;
use crate::store::journal::Stamp;
use crate::store::open::Store;
use crate::store::read::Read;
use crate::store::tallies::{right_tallies, wrong_tallies};

/// Dossiers that are computed anew in one transaction.
const BATCH: usize = 2_000;

/// A window that waits to write tries again at least this often (SQLite's busy handler sleeps 100 ms at most).
const BETWEEN_BATCHES: Duration = Duration::from_millis(110);

/// How often numbers are counted while other windows move them.
const LOOKS: usize = 3;

/// The kinds of work that rows of `owed` tell of a dossier, as a mask. The kinds are named since the key begins with
/// them: without them each dossier would read the whole table.
fn owed_rows() -> String {
    let kinds: Vec<String> = Owed::ALL.iter().map(|kind| kind.bit().to_string()).collect();
    format!("SELECT ifnull(sum(kind), 0) FROM owed WHERE dossier_id = ?1 AND kind IN ({})", kinds.join(", "))
}

impl Store {
    /// Computes everything derived anew and puts right what had gone stale. Returns how many dossiers and tallied numbers
    /// that were. The index of words is rebuilt where it does not pass SQLite's own check, which looks at how it is built
    /// and compares no words with the dossiers: a fault there is never one of the register.
    ///
    /// Other windows can write meanwhile: dossiers go batch by batch, with a wait between two of them, and numbers and
    /// words are looked over without the right to write, which is taken only to put right what is wrong.
    pub fn rebuild_derived(&mut self, stamp: &Stamp) -> Result<u64, StoreError> {
        let (mut last, mut stale) = (0, 0);
        loop {
            let found = self.maintain(stamp, |tx| tx.rebuild_after(last))?;
            stale += found.stale;
            match found.last {
                Some(next) => last = next,
                None => break,
            }
            std::thread::sleep(BETWEEN_BATCHES);
        }
        stale += self.right_numbers(stamp)?;
        if !self.snapshot(words_stand)? {
            self.maintain(stamp, |tx| {
                Ok(tx.conn().execute("INSERT INTO dossier_search (dossier_search) VALUES ('rebuild')", [])?)
            })?;
        }
        Ok(stale)
    }

    /// Counts the tallies, puts right what is wrong, and looks again, since a number that was moved meanwhile is left.
    fn right_numbers(&mut self, stamp: &Stamp) -> Result<u64, StoreError> {
        let mut righted = 0;
        for _ in 0..LOOKS {
            let wrong = self.snapshot(wrong_tallies)?;
            if wrong.is_empty() {
                break;
            }
            righted += self.maintain(stamp, |tx| right_tallies(tx.conn(), &wrong))?;
        }
        Ok(righted)
    }
}

/// Whether the index of words passes SQLite's own check. Asked as a question: the check that the index itself offers is
/// an INSERT, which takes the right to write for as long as it reads.
pub(in crate::store) fn words_stand(read: Read<'_>) -> Result<bool, StoreError> {
    let verdict = read.conn().query_row("PRAGMA integrity_check(dossier_search)", [], |row| row.get::<_, String>(0));
    Ok(verdict.is_ok_and(|verdict| verdict == "ok"))
}

/// What was put right of some dossiers.
struct Batch {
    stale: u64,
    /// The last of them, where there may be more behind it.
    last: Option<i64>,
}

/// Fills in everything derived, within the transaction of an upgrade.
pub(in crate::store) fn fill_in(conn: &Connection) -> Result<(), StoreError> {
    let nobody = Stamp { at: Day::from_epoch(0).at(0), utc_ms: 0, utc_offset_min: 0, officer: String::new(), desk: 0 };
    let mut tx = Tx::begun(conn, &nobody, 0, Arc::new(Read::new(conn).rulebook()?));
    for id in tx.all_dossiers()? {
        tx.refresh_dossier(id)?;
    }
    Ok(())
}

impl Tx<'_> {
    /// Recomputes the derived columns of a dossier and its rows of owed work.
    pub(in crate::store) fn refresh_dossier(&mut self, id: i64) -> Result<(), StoreError> {
        self.count_parts(id)?;
        let read = self.read();
        let Some(facts) = read.facts(id)? else { return Ok(()) };
        let procedure = read
            .procedure(facts.procedure)?
            .ok_or_else(|| StoreError::Missing(format!("procedure {}", facts.procedure)))?;
        let rules = self.rules();
        let derived = stage::derive(&facts, &facts::facts_of_procedure(&procedure, 0, 0), &rules);
        let field = self.field_id(&procedure.field)?;
        let (name, voided, before): (String, bool, i64) = self
            .conn()
            .prepare_cached("SELECT applicant_name, voided, owed FROM dossier WHERE id = ?1")?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let owed = if voided { 0 } else { derived.owed };
        self.conn()
            .prepare_cached(
                "UPDATE dossier SET name_fold = ?2, name_sort = ?3, field_id = ?4, due_now = ?5, late_from = ?6,
                 paused_since = ?7, owed = ?8, warn_from = ?9, apology_by = ?10, handover_due = ?11,
                 acceptance_due = ?12, left_paused = ?13, clock_order = ?14 WHERE id = ?1",
            )?
            .execute(params![
                id,
                text::fold(&name),
                text::sort_key(&name),
                field,
                written(derived.due_now),
                written(derived.late_from),
                written(derived.paused_since),
                owed,
                written(derived.clocks.warn_from),
                written(derived.clocks.apology_by),
                written(derived.clocks.handover_due),
                written(derived.clocks.acceptance_due),
                derived.clocks.left_paused,
                clock_order(&facts, &derived)
            ])?;
        self.keep_owed(id, before, owed)
    }

    fn all_dossiers(&self) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.conn().prepare("SELECT id FROM dossier ORDER BY id")?;
        let ids = statement.query_map([], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Computes the dossiers after `last` anew, as many as go into one transaction.
    fn rebuild_after(&mut self, last: i64) -> Result<Batch, StoreError> {
        let ids: Vec<i64> = {
            let mut next = self.conn().prepare_cached("SELECT id FROM dossier WHERE id > ?1 ORDER BY id LIMIT ?2")?;
            let ids = next.query_map(params![last, BATCH as i64], |row| row.get(0))?;
            ids.collect::<Result<_, _>>()?
        };
        let rows = owed_rows();
        let mut stale = 0;
        for id in &ids {
            let before = self.derived_of(*id)?;
            // The rows follow the mask; where they do not, what they say is what there is to put right.
            let told: i64 = self.conn().prepare_cached(&rows)?.query_row([id], |row| row.get(0))?;
            let parted = self
                .conn()
                .prepare_cached("UPDATE dossier SET owed = ?2 WHERE id = ?1 AND owed <> ?2")?
                .execute(params![id, told])?;
            self.refresh_dossier(*id)?;
            stale += u64::from(parted > 0 || self.derived_of(*id)? != before);
        }
        Ok(Batch { stale, last: ids.last().copied().filter(|_| ids.len() == BATCH) })
    }

    /// The derived columns of a dossier, as one text to compare.
    fn derived_of(&self, id: i64) -> Result<String, StoreError> {
        Ok(self
            .conn()
            .prepare_cached(
                "SELECT json_array(name_fold, name_sort, field_id, due_now, late_from, paused_since, owed, pause_count,
                 due_count, handover_count, warn_from, apology_by, handover_due, acceptance_due, left_paused, clock_order)
                 FROM dossier WHERE id = ?1",
            )?
            .query_row([id], |row| row.get(0))?)
    }

    /// Counts of the dossier's parts.
    pub(in crate::store) fn count_parts(&mut self, id: i64) -> Result<(), StoreError> {
        self.conn()
            .prepare_cached(
                "UPDATE dossier SET
                 pause_count = (SELECT count(*) FROM pause WHERE dossier_id = ?1 AND voided = 0),
                 due_count = (SELECT count(*) FROM due_date WHERE dossier_id = ?1 AND voided = 0),
                 handover_count = (SELECT count(*) FROM handover WHERE dossier_id = ?1 AND voided = 0)
                 WHERE id = ?1",
            )?
            .execute([id])?;
        Ok(())
    }

    fn keep_owed(&self, id: i64, before: i64, now: i64) -> Result<(), StoreError> {
        for kind in Owed::ALL {
            let bit = kind.bit();
            if before & bit == now & bit {
                continue;
            }
            let sql = if now & bit != 0 {
                "INSERT OR IGNORE INTO owed (kind, dossier_id) VALUES (?1, ?2)"
            } else {
                "DELETE FROM owed WHERE kind = ?1 AND dossier_id = ?2"
            };
            self.conn().prepare_cached(sql)?.execute([bit, id])?;
        }
        Ok(())
    }

    fn field_id(&self, name: &str) -> Result<i64, StoreError> {
        let mut find = self.conn().prepare_cached("SELECT id FROM field WHERE name = ?1")?;
        if let Some(id) = find.query_row([name], |row| row.get(0)).optional()? {
            return Ok(id);
        }
        self.conn().prepare_cached("INSERT INTO field (name) VALUES (?1)")?.execute([name])?;
        Ok(self.conn().last_insert_rowid())
    }
}

fn written(moment: Option<Moment>) -> Option<String> {
    moment.map(|moment| moment.to_string())
}

/// The place in the order of the clock (see the schema); none for what has ended and for what has no due date.
fn clock_order(facts: &Facts, derived: &Derived) -> Option<String> {
    if facts.settled_at.is_some() {
        return None;
    }
    if facts.accepted_at.is_none() {
        let without = || facts.submitted_at.map(|submitted| format!("~~{submitted}"));
        return written(derived.clocks.acceptance_due).or_else(without);
    }
    match derived.clocks.left_paused {
        Some(minutes) => Some(format!("~{minutes:09}")),
        None => written(derived.due_now),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owed_work_of_one_dossier_is_found_by_its_key() {
        let store = Store::in_memory().expect("a register");
        let plan = format!("EXPLAIN QUERY PLAN {}", owed_rows());
        let mut statement = store.read().conn().prepare(&plan).expect("a plan");
        let steps = statement.query_map([1_i64], |row| row.get::<_, String>(3)).expect("a plan");
        let steps: Vec<String> = steps.collect::<Result<_, _>>().expect("a plan");
        assert!(steps.iter().all(|step| step.starts_with("SEARCH owed")), "{steps:?}");
    }
}
