//! Which entries of the history could have touched the facts of a period: lines of a record, and versions of what all
//! dossiers of a period share. What a line means for a figure is not known here.

use rusqlite::params;

use crate::domain::day::{Day, Moment};
use crate::domain::officer::Officer;
use crate::domain::period::Period;
use crate::store::error::StoreError;
use crate::store::journal::{Entry, Line};
use crate::store::read::Read;

/// A line of the history with the entry that its own takes back, if any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactLine {
    /// The line.
    pub line: Line,
    /// The entry that the line's entry reverts.
    pub reverts: Option<i64>,
}

impl Read<'_> {
    /// Lines about a dossier and its parts after an entry, newest first.
    pub fn dossier_lines_after(&self, dossier: i64, after: i64) -> Result<Vec<FactLine>, StoreError> {
        let sql = "SELECT l.seq, l.kind, l.record, l.dossier, l.action, l.body, j.reverts
             FROM journal_line l JOIN journal j ON j.seq = l.seq
             WHERE l.dossier = ?1 AND l.seq > ?2 ORDER BY l.seq DESC, l.n DESC";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map(params![dossier, after], |row| {
            let line = Line {
                seq: row.get(0)?,
                kind: row.get(1)?,
                record: row.get(2)?,
                dossier: row.get(3)?,
                action: row.get(4)?,
                body: row.get(5)?,
            };
            Ok(FactLine { line, reverts: row.get(6)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The last entry that touched what the dossiers of a period share: procedures that hold by its last day, days of
    /// the calendar up to it, office hours and targets that hold by then, ratings and feedback of the period, its
    /// narrative, documents and published points, and the settings with these keys. All are small tables, or found over
    /// an index of moments. Rows that were voided count too: taking one away is a change.
    pub fn last_shared_fact(&self, period: &Period, cutoff: Moment, keys: &[&str]) -> Result<i64, StoreError> {
        let (from, until) = (period.start().to_string(), cutoff.to_string());
        let (first_day, to): (Day, Day) = (period.from, period.to);
        let (first_day, to) = (first_day.to_string(), to.to_string());
        let mut last = 0;
        for (sql, bound) in [
            ("SELECT max(version) FROM procedure WHERE valid_from <= ?1", vec![&to]),
            ("SELECT max(version) FROM calendar_day WHERE date <= ?1", vec![&to]),
            ("SELECT max(version) FROM office_hours WHERE valid_from <= ?1", vec![&to]),
            ("SELECT max(version) FROM target WHERE valid_from <= ?1", vec![&to]),
            ("SELECT max(version) FROM rating WHERE at >= ?1 AND at <= ?2", vec![&from, &until]),
            ("SELECT max(version) FROM feedback WHERE received_at >= ?1 AND received_at <= ?2", vec![&from, &until]),
            ("SELECT max(version) FROM directing_document WHERE date >= ?1 AND date <= ?2", vec![&first_day, &to]),
            ("SELECT max(version) FROM report_text WHERE period_from = ?1 AND period_to = ?2", vec![&first_day, &to]),
            (
                "SELECT max(version) FROM published_score WHERE period_from = ?1 AND period_to = ?2",
                vec![&first_day, &to],
            ),
        ] {
            let mut statement = self.conn().prepare_cached(sql)?;
            let found: Option<i64> = statement.query_row(rusqlite::params_from_iter(bound), |row| row.get(0))?;
            last = last.max(found.unwrap_or(0));
        }
        let mut setting = self.conn().prepare_cached("SELECT max(version) FROM setting WHERE key = ?1")?;
        for key in keys {
            let found: Option<i64> = setting.query_row([key], |row| row.get(0))?;
            last = last.max(found.unwrap_or(0));
        }
        Ok(last)
    }

    /// The last entry that touched one of these officers.
    pub fn last_touch_of_officers(&self, ids: impl Iterator<Item = i64>) -> Result<i64, StoreError> {
        let mut statement = self.conn().prepare_cached("SELECT max(version) FROM officer WHERE id = ?1")?;
        let mut last = 0;
        for id in ids {
            let found: Option<i64> = statement.query_row([id], |row| row.get(0))?;
            last = last.max(found.unwrap_or(0));
        }
        Ok(last)
    }

    /// Entries after `after` with a line of one of these kinds that belongs to no dossier, oldest first, `most` at most.
    pub fn entries_of_kinds(&self, kinds: &[&str], after: i64, most: usize) -> Result<Vec<Entry>, StoreError> {
        let mut seqs = std::collections::BTreeSet::new();
        let mut statement = self.conn().prepare_cached(
            "SELECT DISTINCT seq FROM journal_line WHERE dossier IS NULL AND kind = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
        )?;
        for kind in kinds {
            let rows = statement.query_map(params![kind, after, most as i64], |row| row.get::<_, i64>(0))?;
            for seq in rows {
                seqs.insert(seq?);
            }
        }
        let mut found = Vec::new();
        for seq in seqs.into_iter().take(most) {
            found.extend(self.entry(seq)?);
        }
        Ok(found)
    }

    /// Entries after `after` that last touched a rating or a piece of feedback of a span of time, `most` at most.
    pub fn voices_since(&self, from: Moment, end: Moment, after: i64, most: usize) -> Result<Vec<Entry>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT version FROM rating WHERE at >= ?1 AND at < ?2 AND version > ?3
             UNION SELECT version FROM feedback WHERE received_at >= ?1 AND received_at < ?2 AND version > ?3 LIMIT ?4",
        )?;
        let bound = params![from.to_string(), end.to_string(), after, most as i64];
        let seqs: Vec<i64> = statement.query_map(bound, |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut found = Vec::new();
        for seq in seqs {
            found.extend(self.entry(seq)?);
        }
        Ok(found)
    }

    /// The hash of an entry in hexadecimal digits; of none, that of an empty history.
    pub fn entry_hash(&self, seq: i64) -> Result<String, StoreError> {
        use rusqlite::OptionalExtension;
        let mut statement = self.conn().prepare_cached("SELECT hash FROM journal WHERE seq = ?1")?;
        let hash: Option<Vec<u8>> = statement.query_row([seq], |row| row.get(0)).optional()?;
        Ok(crate::domain::text::hex(&hash.unwrap_or_else(|| vec![0; 32])))
    }

    /// Officers taken off the list whom dossiers may still name: id and printed name.
    pub fn removed_officers(&self) -> Result<std::collections::BTreeMap<i64, String>, StoreError> {
        let mut statement = self.conn().prepare_cached("SELECT id, name, code FROM officer WHERE voided = 1")?;
        let rows = statement.query_map([], |row| {
            Ok((row.get(0)?, Officer::told_apart(&row.get::<_, String>(1)?, &row.get::<_, String>(2)?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
