//! Which entries of the history could have touched the facts of a period: lines of a record, and versions of what all
//! dossiers of a period share. What a line means for a figure is not known here.

use std::collections::BTreeSet;

use rusqlite::{Row, params};

use crate::domain::day::Moment;
use crate::domain::officer::Officer;
use crate::store::error::StoreError;
use crate::store::journal::{Entry, Line, line_of};
use crate::store::read::Read;
use crate::store::record::Table;

/// A line of the history with the entry that its own takes back, if any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactLine {
    /// The line.
    pub line: Line,
    /// The entry that the line's entry reverts.
    pub reverts: Option<i64>,
}

fn fact_line(row: &Row<'_>) -> rusqlite::Result<FactLine> {
    Ok(FactLine { line: line_of(row)?, reverts: row.get(6)? })
}

impl Read<'_> {
    /// Lines about a dossier and its parts after an entry, newest first.
    pub fn dossier_lines_after(&self, dossier: i64, after: i64) -> Result<Vec<FactLine>, StoreError> {
        let sql = "SELECT l.seq, l.kind, l.record, l.action, l.body, l.dossier, j.reverts
             FROM journal_line l JOIN journal j ON j.seq = l.seq
             WHERE l.dossier = ?1 AND l.seq > ?2 ORDER BY l.seq DESC, l.n DESC";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map(params![dossier, after], fact_line)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Lines about a record, of a dossier or of none, after an entry; newest first.
    pub fn record_lines_after(
        &self,
        (dossier, kind, record): (Option<i64>, &str, i64),
        after: i64,
    ) -> Result<Vec<FactLine>, StoreError> {
        // Each of the two indexes of lines holds one sort, so the condition must be one that the planner can match.
        let of = if dossier.is_some() { "l.dossier = ?1" } else { "l.dossier IS NULL AND ?1 IS NULL" };
        let mut statement = self.conn().prepare_cached(&format!(
            "SELECT l.seq, l.kind, l.record, l.action, l.body, l.dossier, j.reverts
             FROM journal_line l JOIN journal j ON j.seq = l.seq
             WHERE {of} AND l.kind = ?2 AND l.record = ?3 AND l.seq > ?4 ORDER BY l.seq DESC, l.n DESC"
        ))?;
        let rows = statement.query_map(params![dossier, kind, record, after], fact_line)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Records of a kind that were touched after an entry, with the last entry of each, newest first. Rows that were voided
    /// count too: taking one away is a change.
    pub fn touched_of_kind(&self, kind: &str, after: i64) -> Result<Vec<(i64, i64)>, StoreError> {
        let Some(table) = Table::named(kind) else { return Ok(Vec::new()) };
        let sql = format!("SELECT version, id FROM {} WHERE version > ?1 ORDER BY version DESC", table.name);
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows = statement.query_map([after], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The last entry that touched a rating or a piece of feedback of a span of time: many, found over indexes of moments.
    pub fn last_voice(&self, from: Moment, until: Moment) -> Result<i64, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT max(ifnull((SELECT max(version) FROM rating WHERE at >= ?1 AND at < ?2), 0),
             ifnull((SELECT max(version) FROM feedback WHERE received_at >= ?1 AND received_at < ?2), 0))",
        )?;
        Ok(statement.query_row([from.to_string(), until.to_string()], |row| row.get(0))?)
    }

    /// Entries after `after` with a line of one of these kinds that belongs to no dossier, oldest first, `most` at most.
    pub fn entries_of_kinds(&self, kinds: &[&str], after: i64, most: usize) -> Result<Vec<Entry>, StoreError> {
        let mut seqs = BTreeSet::new();
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

    /// Lines after `after` about records of these kinds that belong to no dossier, oldest first.
    pub fn shared_lines_after(&self, kinds: &[&str], after: i64) -> Result<Vec<Line>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT seq, kind, record, action, body, dossier FROM journal_line
             WHERE dossier IS NULL AND kind = ?1 AND seq > ?2 ORDER BY seq, n",
        )?;
        let mut found = Vec::new();
        for kind in kinds {
            let lines = statement.query_map(params![kind, after], line_of)?;
            for line in lines {
                found.push(line?);
            }
        }
        found.sort_by_key(|line| line.seq);
        Ok(found)
    }

    /// Dossiers that any entry after `after` has a line about.
    pub fn dossiers_touched_after(&self, after: i64) -> Result<BTreeSet<i64>, StoreError> {
        let sql = "SELECT DISTINCT dossier FROM journal_line WHERE seq > ?1 AND dossier IS NOT NULL";
        let mut statement = self.conn().prepare_cached(sql)?;
        let ids = statement.query_map([after], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// A record as it is now, field by field; null where there is none. Fields without a value may be left out.
    pub fn record_now(&self, kind: &str, id: i64) -> Result<serde_json::Value, StoreError> {
        let Some(table) = Table::named(kind) else { return Ok(serde_json::Value::Null) };
        let found = table.read(self.conn(), id)?.map(|(_, values)| table.image(&values));
        Ok(found.and_then(|image| serde_json::from_str(&image).ok()).unwrap_or_default())
    }

    /// Whether an officer received or handled a dossier that counts in a span of time.
    pub fn officer_counts(&self, officer: i64, from: Moment, end: Moment) -> Result<bool, StoreError> {
        self.names_counting("(received_by = ?1 OR handled_by = ?1)", officer, from, end)
    }

    /// Whether a dossier of a procedure counts in a span of time.
    pub fn procedure_counts(&self, procedure: i64, from: Moment, end: Moment) -> Result<bool, StoreError> {
        self.names_counting("procedure_id = ?1", procedure, from, end)
    }

    /// Whether a dossier that names something was under way in a span of time, waited there for its acceptance, or was
    /// returned there.
    fn names_counting(&self, names: &str, id: i64, from: Moment, end: Moment) -> Result<bool, StoreError> {
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM dossier WHERE {names} AND voided = 0
             AND ifnull(accepted_at, submitted_at) < ?3
             AND (settled_at IS NULL OR settled_at >= ?2 OR returned_at >= ?2))"
        );
        let bound = params![id, from.to_string(), end.to_string()];
        Ok(self.conn().prepare_cached(&sql)?.query_row(bound, |row| row.get(0))?)
    }

    /// Whether another target of the same figure stands in the place of one that holds from a day, until another day.
    pub fn target_superseded(&self, id: i64, figure: &str, from: &str, until: &str) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM target WHERE figure = ?2 AND id <> ?1 AND voided = 0
             AND valid_from > ?3 AND valid_from <= ?4)";
        Ok(self.conn().prepare_cached(sql)?.query_row(params![id, figure, from, until], |row| row.get(0))?)
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
