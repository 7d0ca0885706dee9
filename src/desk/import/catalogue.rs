//! What the files of procedures, officers and calendar days mean to the register.

use crate::desk::import::keyed::Record;
use crate::domain::calendar::CalendarDay;
use crate::domain::officer::Officer;
use crate::domain::procedure::Procedure;
use crate::exchange::ColumnSet;
use crate::store::{Read, StoreError, Tx};

impl Record for Procedure {
    fn all(read: Read<'_>) -> Result<Vec<Procedure>, StoreError> {
        let mut versions: Vec<Procedure> = read.procedures()?.into_iter().map(|(_, procedure)| procedure).collect();
        versions.sort_by_key(|version| version.valid_from);
        Ok(versions)
    }

    /// A file without the column of first days means the newest version of each code.
    fn keys(&self, columns: ColumnSet<Procedure>) -> Vec<String> {
        if columns.has("valid_from") { self.known_as()[..1].to_vec() } else { vec![self.code.clone()] }
    }

    fn known_as(&self) -> Vec<String> {
        let from = self.valid_from.map_or_else(String::new, |day| day.to_string());
        vec![format!("{}\n{from}", self.code), self.code.clone()]
    }

    fn shown(&self) -> String {
        self.code.clone()
    }

    fn put(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.put_procedure(self).map(|_| ())
    }
}

impl Record for Officer {
    fn all(read: Read<'_>) -> Result<Vec<Officer>, StoreError> {
        Ok(read.officers()?.into_iter().map(|(_, officer)| officer).collect())
    }

    fn keys(&self, _columns: ColumnSet<Officer>) -> Vec<String> {
        self.known_as()
    }

    fn known_as(&self) -> Vec<String> {
        vec![self.code.clone()]
    }

    fn shown(&self) -> String {
        self.code.clone()
    }

    fn put(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.put_officer(self).map(|_| ())
    }
}

impl Record for CalendarDay {
    fn all(read: Read<'_>) -> Result<Vec<CalendarDay>, StoreError> {
        read.calendar_days()
    }

    fn keys(&self, _columns: ColumnSet<CalendarDay>) -> Vec<String> {
        self.known_as()
    }

    fn known_as(&self) -> Vec<String> {
        vec![self.date.to_string()]
    }

    fn shown(&self) -> String {
        self.date.to_string()
    }

    fn put(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.put_calendar_day(self).map(|_| ())
    }
}
