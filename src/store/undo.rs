//! Undo and redo: appending the inverse of an entry.
//!
//! An entry is reverted only while every record it touched still has the version that it left, and while no later
//! entry leans on what it created; otherwise the later entries are named and nothing changes. What was created is
//! voided, never removed, so a number stays given.

use std::collections::BTreeSet;

use rusqlite::types::Value;
use serde_json::Value as Json;

use crate::domain::change::Kind;
use crate::domain::refusal::Refusal;
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::journal::{self, Entry, Line};
use crate::store::record::{Table, from_json};

/// Which tables name a record of a kind without touching its version, so that its version alone does not tell of them.
const LEANING: &[(Kind, &str, &str)] = &[
    (Kind::Procedure, "dossier", "procedure_id"),
    (Kind::Dossier, "rating", "dossier_id"),
    (Kind::Dossier, "feedback", "dossier_id"),
];

/// Why an entry cannot be reverted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotReverted {
    /// There is no such entry.
    Missing,
    /// Later entries touched the same records.
    Overtaken(Vec<Entry>),
}

impl NotReverted {
    /// As a refusal that names the later entries.
    pub fn refusal(&self) -> Refusal {
        match self {
            NotReverted::Missing => Refusal::whole("Không có thao tác nào để hoàn tác."),
            NotReverted::Overtaken(entries) => {
                let named: Vec<String> = entries
                    .iter()
                    .map(|entry| {
                        format!(
                            "mục {} ({} lúc {}, {})",
                            entry.seq,
                            journal::op_label(&entry.op),
                            entry.at,
                            entry.officer
                        )
                    })
                    .collect();
                Refusal::whole(format!(
                    "Không hoàn tác được vì sau đó đã có {}. Chưa thay đổi gì; hãy xem lịch sử hồ sơ.",
                    named.join("; ")
                ))
            }
        }
    }
}

impl Tx<'_> {
    /// Reverts entry `seq` within this transaction.
    pub fn revert(&mut self, seq: i64) -> Result<Result<(), NotReverted>, StoreError> {
        let lines = journal::lines(self.conn(), seq)?;
        if lines.is_empty() {
            return Ok(Err(NotReverted::Missing));
        }
        let later = self.later_entries(seq, &lines)?;
        if !later.is_empty() {
            return Ok(Err(NotReverted::Overtaken(later)));
        }
        for line in lines.iter().rev() {
            self.revert_line(line)?;
        }
        Ok(Ok(()))
    }

    fn later_entries(&self, seq: i64, lines: &[Line]) -> Result<Vec<Entry>, StoreError> {
        let mut versions = BTreeSet::new();
        for line in lines {
            let table = table_of(line)?;
            let version = self.version(table, line.record)?.unwrap_or(seq);
            if version != seq {
                versions.insert(version);
            }
        }
        for line in lines {
            self.leaning(seq, line, &mut versions)?;
        }
        let mut later = Vec::new();
        for version in versions {
            later.extend(journal::entry(self.conn(), version)?);
        }
        Ok(later)
    }

    /// Adds the later entries whose records would be left leaning on a voided one. The first few are enough to say why.
    fn leaning(&self, seq: i64, line: &Line, versions: &mut BTreeSet<i64>) -> Result<(), StoreError> {
        let table = table_of(line)?;
        if !voids(&inverse(table, line)?) {
            return Ok(());
        }
        for (_, child, column) in LEANING.iter().filter(|(kind, ..)| *kind == table.kind) {
            let sql = format!(
                "SELECT DISTINCT version FROM {child} WHERE {column} = ?1 AND voided = 0 AND version <> ?2 LIMIT 3"
            );
            let mut statement = self.conn().prepare_cached(&sql)?;
            let found = statement.query_map([line.record, seq], |row| row.get(0))?;
            versions.extend(found.collect::<Result<Vec<i64>, _>>()?);
        }
        Ok(())
    }

    /// Whether a record that is not voided names this officer.
    fn officer_in_use(&self, officer: i64) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM dossier WHERE received_by = ?1 AND voided = 0)
             OR EXISTS (SELECT 1 FROM dossier WHERE handled_by = ?1 AND voided = 0)
             OR EXISTS (SELECT 1 FROM rating WHERE officer_id = ?1 AND voided = 0)
             OR EXISTS (SELECT 1 FROM handover WHERE (from_officer = ?1 OR to_officer = ?1) AND voided = 0)";
        Ok(self.conn().prepare_cached(sql)?.query_row([officer], |row| row.get(0))?)
    }

    fn revert_line(&mut self, line: &Line) -> Result<(), StoreError> {
        let table = table_of(line)?;
        let values = inverse(table, line)?;
        // An officer who came in with a dossier and has others by now stays: nobody would want those refused.
        if table.kind == Kind::Officer && voids(&values) && self.officer_in_use(line.record)? {
            return Ok(());
        }
        if values.is_empty() && table.kind == Kind::Dossier {
            return self.touch_dossier(line.record);
        }
        self.update(table.kind, line.record, line.dossier, values)?;
        Ok(())
    }
}

/// What the inverse of a line sets.
fn inverse(table: &Table, line: &Line) -> Result<Vec<(&'static str, Value)>, StoreError> {
    if line.action == "create" {
        return Ok(vec![("voided", Value::Integer(1))]);
    }
    let body: Json = serde_json::from_str(&line.body)
        .map_err(|_| StoreError::Value { place: "journal_line".to_owned(), value: line.body.clone() })?;
    let fields = body.as_object().into_iter().flatten();
    let old = fields.filter_map(|(field, pair)| {
        let column = table.columns.iter().find(|column| *column == field)?;
        Some((*column, from_json(pair.get(0)?)))
    });
    Ok(old.collect())
}

fn voids(values: &[(&'static str, Value)]) -> bool {
    values.contains(&("voided", Value::Integer(1)))
}

fn table_of(line: &Line) -> Result<&'static Table, StoreError> {
    Table::named(&line.kind)
        .ok_or_else(|| StoreError::Value { place: "journal_line.kind".to_owned(), value: line.kind.clone() })
}
