//! The desk's book (sổ theo dõi hồ sơ): every accepted dossier has one running number of its year of acceptance, given
//! out once and the same on its receipt, in form 07 and in the register.
//!
//! A dossier whose acceptance moves into another year leaves the one book and enters the other: the old number stays
//! cancelled, since nobody may stand under it in a year in which nothing was accepted. One that was undone keeps its
//! number, cancelled, and has it again when it comes back.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::change::Kind;
use crate::domain::day::Moment;
use crate::store::door::{Set, Tx};
use crate::store::error::StoreError;
use crate::store::read::Read;

/// The series of these numbers; the scope is the year.
const SERIES: &str = "book";

/// A dossier's place in the book: year and number.
type Place = (i64, i64);

impl Read<'_> {
    /// Whether a number of a year's book was ever given out.
    pub fn book_taken(&self, year: i32, no: u32) -> Result<bool, StoreError> {
        self.number_issued_in(SERIES, &year.to_string(), &no.to_string())
    }

    /// The last number of a year's book; 0 where none was given out.
    pub fn last_book_number(&self, year: i32) -> Result<i64, StoreError> {
        self.last_number(SERIES, &year.to_string())
    }
}

impl Tx<'_> {
    /// The columns of a dossier that is accepted at `accepted`: its place in the book where that differs from the one
    /// that it has. `wish` is the number that it has in a book brought along; it is looked at only where the dossier
    /// has no place yet.
    pub(in crate::store) fn book_values(
        &mut self,
        had: Option<Place>,
        accepted: Option<Moment>,
        wish: Option<u32>,
    ) -> Result<Vec<Set>, StoreError> {
        let year = accepted.map(|at| i64::from(at.day.year()));
        if had.map(|(year, _)| year) == year {
            if let Some((year, no)) = had {
                self.restore_number(SERIES, &year.to_string(), &no.to_string())?;
            }
            return Ok(Vec::new());
        }
        if let Some((year, no)) = had {
            self.cancel_number(SERIES, &year.to_string(), &no.to_string())?;
        }
        let Some(year) = year else { return Ok(vec![("book_year", Value::Null), ("book_no", Value::Null)]) };
        let no = self.enter_in_book(&year.to_string(), wish.filter(|_| had.is_none()))?;
        Ok(vec![("book_year", Value::Integer(year)), ("book_no", Value::Integer(no))])
    }

    /// Gives out the wished number of a year, where it is free, else the next one.
    fn enter_in_book(&mut self, year: &str, wish: Option<u32>) -> Result<i64, StoreError> {
        let no = match wish.map(i64::from) {
            Some(no) if !self.read().number_issued_in(SERIES, year, &no.to_string())? => no,
            _ => self.read().last_number(SERIES, year)? + 1,
        };
        self.give_number(SERIES, year, no, &no.to_string())?;
        Ok(no)
    }

    /// The place that a dossier has in the book, though it may be undone.
    pub(in crate::store) fn book_place(&self, id: i64) -> Result<Option<Place>, StoreError> {
        let sql = "SELECT book_year, book_no FROM dossier WHERE id = ?1 AND book_no IS NOT NULL";
        let place = self.conn().prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)));
        Ok(place.optional()?)
    }

    /// Puts the place in the book right after an entry was taken back, which knows only what the entry itself did: a
    /// dossier may have got its number later, by an upgrade of the register.
    pub(in crate::store) fn keep_book(&mut self, id: i64) -> Result<(), StoreError> {
        let Some(stored) = self.read().dossier(id)? else { return Ok(()) };
        let had = self.book_place(id)?;
        if stored.voided {
            if let Some((year, no)) = had {
                self.cancel_number(SERIES, &year.to_string(), &no.to_string())?;
            }
            return Ok(());
        }
        let values = self.book_values(had, stored.dossier.accepted_at, None)?;
        if !values.is_empty() {
            self.update(Kind::Dossier, id, None, values)?;
        }
        Ok(())
    }

    /// Enters accepted dossiers without a number in the book, in order of acceptance and at most `most`; returns how
    /// many. For registers of a format that had no book.
    pub(in crate::store) fn enter_old(&mut self, most: usize) -> Result<usize, StoreError> {
        let found = without_number(self.conn(), most)?;
        for (id, year) in &found {
            let no = self.enter_in_book(&year.to_string(), None)?;
            let values = vec![("book_year", Value::Integer(*year)), ("book_no", Value::Integer(no))];
            self.update(Kind::Dossier, *id, None, values)?;
        }
        Ok(found.len())
    }
}

/// Ids and years of the first accepted dossiers without a number. An undone one gets its number if it comes back.
fn without_number(conn: &Connection, most: usize) -> Result<Vec<(i64, i64)>, StoreError> {
    let sql = "SELECT id, CAST(substr(accepted_at, 1, 4) AS INTEGER) FROM dossier
         WHERE accepted_at IS NOT NULL AND book_no IS NULL AND voided = 0 ORDER BY accepted_at, id LIMIT ?1";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params![most as i64], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
