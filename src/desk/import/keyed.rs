//! Nouns that are told apart by a key and written as a whole record: procedures, officers, calendar days, feedback.

use std::collections::HashMap;

use crate::desk::import::{Batch, ImportError, Update, Verdict};
use crate::exchange::fault::RowError;
use crate::exchange::{Canonical, ColumnSet, Sheet};
use crate::store::{Read, StoreError, Tx};

/// A noun with a key.
pub(super) trait Record: Canonical + Clone + PartialEq {
    /// Every record of the register, voided ones apart.
    fn all(read: Read<'_>) -> Result<Vec<Self>, StoreError>;

    /// The keys by which a row may mean a record, the exact one first. `columns` are those that the file has.
    fn keys(&self, columns: ColumnSet<Self>) -> Vec<String>;

    /// The keys under which a record of the register is found, the exact one first.
    fn known_as(&self) -> Vec<String>;

    /// What tells the record from others, for people.
    fn shown(&self) -> String;

    /// Why the record as it would stand cannot be taken: column and reason.
    fn problem(&self, _read: Read<'_>) -> Result<Option<(&'static str, String)>, StoreError> {
        Ok(None)
    }

    /// Creates the record or brings it to this.
    fn put(&self, tx: &mut Tx<'_>) -> Result<(), StoreError>;
}

/// A file of such a noun.
pub(super) struct Keyed<T: Canonical> {
    sheet: Sheet<T>,
    known: HashMap<String, T>,
    missing: Vec<&'static str>,
}

impl<T: Record> Keyed<T> {
    pub(super) fn new(sheet: Sheet<T>, read: Read<'_>) -> Result<Keyed<T>, ImportError> {
        let mut known = HashMap::new();
        // A later record takes a shared key over: of several versions the newest one is meant.
        for record in T::all(read)? {
            for key in record.known_as() {
                known.insert(key, record.clone());
            }
        }
        let missing = sheet.columns.missing_for_new();
        Ok(Keyed { sheet, known, missing })
    }

    /// The record as the register has it, and as it would stand.
    pub(super) fn outcome(&self, at: usize) -> (Option<&T>, T) {
        let row = &self.sheet.rows[at].value;
        let before = row.keys(self.sheet.columns).iter().find_map(|key| self.known.get(key));
        let mut after = before.cloned().unwrap_or_else(T::blank);
        self.sheet.columns.apply(row, &mut after);
        (before, after)
    }
}

impl<T: Record> Batch for Keyed<T> {
    fn len(&self) -> usize {
        self.sheet.rows.len()
    }

    fn judge(&mut self, at: usize, read: Read<'_>) -> Result<Verdict, ImportError> {
        let line = self.sheet.rows[at].line;
        let (before, after) = self.outcome(at);
        let bad = |column: &'static str, reason: String| {
            Verdict::Bad(vec![RowError::new(line, column, &after.cell(column), reason)])
        };
        if before.is_none() && !self.missing.is_empty() {
            return Ok(bad(T::COLUMNS[0].name, missing_columns(&self.missing)));
        }
        if before == Some(&after) {
            return Ok(Verdict::Same);
        }
        if let Some(found) = after.contradictions().into_iter().next() {
            return Ok(bad(found.fields[0], found.message.to_owned()));
        }
        if let Some((column, reason)) = after.problem(read)? {
            return Ok(bad(column, reason));
        }
        Ok(match before {
            None => Verdict::New,
            Some(before) => {
                let fields = self.sheet.columns.differences(before, &after);
                Verdict::Differs(Update { line, key: after.shown(), fields })
            }
        })
    }

    fn put(&mut self, at: usize, tx: &mut Tx<'_>, _reason: &str) -> Result<(), ImportError> {
        Ok(self.outcome(at).1.put(tx)?)
    }
}

/// Why a record cannot be created from a file.
pub(super) fn missing_columns(missing: &[&str]) -> String {
    format!("chưa có trong sổ, mà tệp thiếu cột {} để lập mới", missing.join(", "))
}
