//! The section head's page: what is overdue, what lacks an apology and what work is owed, by officer or by field.

use std::collections::BTreeMap;

use crate::desk::error::Error;
use crate::desk::papers::NOBODY;
use crate::domain::collation::sort_key;
use crate::domain::day::Moment;
use crate::domain::period::Period;
use crate::store::Store;
pub use crate::store::head_page::{HeadAt, HeadGroup, HeadNumber};

/// The numbers of one officer or field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadRow {
    /// Id of the officer or field, 0 where there is none.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// In the order of [`HeadNumber::ALL`].
    pub numbers: [u64; 8],
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadPage {
    /// By what.
    pub group: HeadGroup,
    /// As of when.
    pub at: HeadAt,
    /// Those that have any number but 0, in the order of names; without officer or field last.
    pub rows: Vec<HeadRow>,
    /// All together.
    pub whole: HeadRow,
}

/// What the numbers are counted at: now, and the first day of the report year by the desk's own cut-off.
///
/// # Errors
/// When the register cannot be read.
pub fn at(store: &Store, now: Moment) -> Result<HeadAt, Error> {
    let cutoff = store.read().settings()?.cutoff();
    let year_from = Period::free(now.day, now.day)?.report_year_start(cutoff);
    Ok(HeadAt { now, year_from })
}

/// Counts the page on one snapshot. `go_on` is asked between two numbers.
///
/// # Errors
/// [`Error::Cancelled`] when `go_on` answers `false`, or when the register cannot be read.
pub fn page(store: &Store, group: HeadGroup, now: Moment, go_on: impl Fn() -> bool) -> Result<HeadPage, Error> {
    let at = at(store, now)?;
    store.snapshot(|read| {
        let names: BTreeMap<i64, String> = match group {
            HeadGroup::Officer => read.officer_names()?,
            HeadGroup::Field => read.field_names()?.into_iter().collect(),
        };
        let mut rows: BTreeMap<i64, HeadRow> = BTreeMap::new();
        let mut whole = HeadRow { name: "Tổng cộng".to_owned(), ..HeadRow::default() };
        for (place, number) in HeadNumber::ALL.into_iter().enumerate() {
            if !go_on() {
                return Err(Error::Cancelled);
            }
            for (id, n) in read.head_counts(number, group, at)? {
                let none = if group == HeadGroup::Officer { NOBODY } else { "chưa rõ lĩnh vực" };
                let name = || names.get(&id).cloned().unwrap_or_else(|| none.to_owned());
                let row = rows.entry(id).or_insert_with(|| HeadRow { id, name: name(), ..HeadRow::default() });
                row.numbers[place] = n;
                whole.numbers[place] += n;
            }
        }
        let mut rows: Vec<HeadRow> = rows.into_values().collect();
        rows.sort_by_cached_key(|row| (row.id == 0, sort_key(&row.name)));
        Ok(HeadPage { group, at, rows, whole })
    })
}

/// The dossiers behind a number of the page: of one row, or of all.
///
/// # Errors
/// When the register cannot be read.
pub fn behind(
    store: &Store,
    number: HeadNumber,
    group: HeadGroup,
    of: Option<i64>,
    at: HeadAt,
) -> Result<Vec<i64>, Error> {
    Ok(store.read().head_dossiers(number, group, of, at)?)
}
