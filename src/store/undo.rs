//! Undo and redo: appending the inverse of an entry.
//!
//! An entry is reverted only while every record it touched still has the version that it left; otherwise the later
//! entries are named and nothing changes. What was created is voided, never removed, so a number stays given.

use std::collections::BTreeSet;

use rusqlite::types::Value;
use serde_json::Value as Json;

use crate::domain::change::Kind;
use crate::domain::refusal::Refusal;
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::journal::{self, Entry, Line};
use crate::store::record::{Table, from_json};

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
        let mut later = Vec::new();
        for version in versions {
            later.extend(journal::entry(self.conn(), version)?);
        }
        Ok(later)
    }

    fn revert_line(&mut self, line: &Line) -> Result<(), StoreError> {
        let table = table_of(line)?;
        let values: Vec<(&'static str, Value)> = if line.action == "create" {
            vec![("voided", Value::Integer(1))]
        } else {
            let body: Json = serde_json::from_str(&line.body)
                .map_err(|_| StoreError::Value { place: "journal_line".to_owned(), value: line.body.clone() })?;
            let fields = body.as_object().into_iter().flatten();
            fields
                .filter_map(|(field, pair)| {
                    let column = table.columns.iter().find(|column| *column == field)?;
                    Some((*column, from_json(pair.get(0)?)))
                })
                .collect()
        };
        if values.is_empty() && table.kind == Kind::Dossier {
            return self.touch_dossier(line.record);
        }
        self.update(table.kind, line.record, line.dossier, values)?;
        Ok(())
    }
}

fn table_of(line: &Line) -> Result<&'static Table, StoreError> {
    Table::named(&line.kind)
        .ok_or_else(|| StoreError::Value { place: "journal_line.kind".to_owned(), value: line.kind.clone() })
}
