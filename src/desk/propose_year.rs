//! Proposing the public holidays of a year that has no announced calendar yet (DOMAIN.md §4).
//!
//! The rows are `proposed`: no due date moves by them, and one that they would move shows both outcomes.

use crate::desk::error::Error;
use crate::domain::calendar::CalendarDay;
use crate::domain::change::Changes;
use crate::domain::holidays::{self, Pattern};
use crate::domain::refusal::Refusal;
use crate::store::{Op, Stamp, Store};

/// Adds the holidays of `year` that the calendar lacks, in one entry that can be undone. Days that have a row keep it.
/// Returns what was added; nothing where the calendar lacks nothing.
///
/// # Errors
/// A refusal at `year` for a year that cannot be foreseen, or when the register fails.
pub fn propose_year(
    store: &mut Store,
    stamp: &Stamp,
    year: i32,
    pattern: Pattern,
) -> Result<(Vec<CalendarDay>, Changes), Error> {
    if !holidays::YEARS.contains(&year) {
        let (first, last) = (holidays::YEARS.start(), holidays::YEARS.end());
        return Err(Refusal::at("year", format!("Chỉ đề xuất được ngày nghỉ của các năm {first}–{last}.")).into());
    }
    let op = Op::because("propose_year", &format!("năm {year}"));
    store.transact(&op, stamp, |tx| -> Result<_, Error> {
        let added = holidays::missing(year, pattern, &tx.read().calendar_days()?);
        for day in &added {
            tx.put_calendar_day(day)?;
        }
        Ok(added)
    })
}
