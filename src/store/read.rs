//! What everybody may ask of the register. The nouns' files add their questions to [`Read`].

use std::sync::Arc;

use rusqlite::{Connection, Row};

use crate::domain::day::{Day, Moment};
use crate::store::error::StoreError;
use crate::store::found::{Found, Head};
use crate::store::journal;
use crate::store::open::Store;

/// A view of the register: of its present state, or of one snapshot, or of a transaction's own state.
#[derive(Clone, Copy)]
pub struct Read<'a> {
    conn: &'a Connection,
    found: Option<&'a Found>,
}

impl<'a> Read<'a> {
    pub(in crate::store) fn new(conn: &'a Connection) -> Read<'a> {
        Read { conn, found: None }
    }

    /// Looks among what was found last, and keeps what it finds.
    fn remembering(self, found: &'a Found) -> Read<'a> {
        Read { found: Some(found), ..self }
    }

    /// What was found last as of the newest entry of the history; a transaction, which sees what no other does, keeps
    /// nothing. The entry is asked for before anything is found, so that what is found is never older.
    pub(in crate::store) fn found(&self) -> Result<Option<(&'a Found, Head)>, StoreError> {
        let Some(found) = self.found else { return Ok(None) };
        let forgotten = found.forgotten();
        Ok(Some((found, (journal::head(self.conn)?.0, forgotten))))
    }

    pub(in crate::store) fn conn(&self) -> &'a Connection {
        self.conn
    }
}

impl Store {
    /// The present state; each question sees what is committed when it is asked.
    pub fn read(&self) -> Read<'_> {
        Read::new(&self.conn).remembering(&self.found)
    }

    /// Runs `ask` on one snapshot: everything it asks is of the same instant.
    pub fn snapshot<T, E: From<StoreError>>(&self, ask: impl FnOnce(Read<'_>) -> Result<T, E>) -> Result<T, E> {
        let tx = self.conn.unchecked_transaction().map_err(StoreError::from)?;
        ask(Read::new(&tx).remembering(&self.found))
    }

    /// What was found last, for another connection to the same register to remember too.
    pub fn found(&self) -> Arc<Found> {
        Arc::clone(&self.found)
    }

    /// Remembers what another connection to the same register found last, together with it.
    pub fn remember(&mut self, found: Arc<Found>) {
        self.found = found;
    }
}

/// A stored moment.
pub(in crate::store) fn moment(row: &Row<'_>, column: usize) -> Result<Option<Moment>, StoreError> {
    parsed(row, column)
}

/// A stored moment that must be there.
pub(in crate::store) fn moment_of(row: &Row<'_>, column: usize) -> Result<Moment, StoreError> {
    moment(row, column)?.ok_or_else(|| bad_value(row, column, "NULL"))
}

/// A stored day; an empty text is none.
pub(in crate::store) fn day(row: &Row<'_>, column: usize) -> Result<Option<Day>, StoreError> {
    parsed(row, column)
}

/// A stored text that reads as `T`; NULL and the empty text are none.
pub(in crate::store) fn parsed<T: std::str::FromStr>(row: &Row<'_>, column: usize) -> Result<Option<T>, StoreError> {
    match row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)? {
        None | Some("") => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| bad_value(row, column, text)),
    }
}

/// A stored word of a closed set.
pub(in crate::store) fn word<T>(
    row: &Row<'_>,
    column: usize,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, StoreError> {
    match row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)? {
        None | Some("") => Ok(None),
        Some(text) => read(text).map(Some).ok_or_else(|| bad_value(row, column, text)),
    }
}

fn bad_value(row: &Row<'_>, column: usize, value: &str) -> StoreError {
    let name = row.as_ref().column_name(column).unwrap_or("?").to_owned();
    StoreError::Value { place: name, value: value.to_owned() }
}

impl Read<'_> {
    /// One entry of the history, by its sequence.
    pub fn entry(&self, seq: i64) -> Result<Option<crate::store::journal::Entry>, StoreError> {
        crate::store::journal::entry(self.conn, seq)
    }
}
