//! The day's list of what is not digitized (chưa số hóa): today's, this period's or all.

use crate::domain::day::{Day, Moment};
use crate::domain::period::{Cutoff, Period};
use crate::store::gaps::{GapPart, Gaps};
use crate::store::{Store, StoreError};

/// Rows that are shown at a time; the officer's first ones come first, and others follow as work is done.
const SHOWN: usize = 1_000;

/// Which dossiers the list is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Span {
    /// Accepted (results: settled) today.
    Today,
    /// In the month of reporting that today is in.
    Period,
    /// All.
    #[default]
    All,
}

impl Span {
    /// The one after it.
    pub const fn next(self) -> Span {
        match self {
            Span::All => Span::Today,
            Span::Today => Span::Period,
            Span::Period => Span::All,
        }
    }
}

/// The list, with the days that it is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What is lacking.
    pub gaps: Gaps,
    /// First and last day; `None` for all.
    pub days: Option<(Day, Day)>,
}

/// What is not digitized, as of `now`; where there are `words`, what has them all in its row.
///
/// # Errors
/// When the register cannot be read.
pub fn find(store: &Store, part: GapPart, span: Span, words: &str, now: Moment) -> Result<Found, StoreError> {
    store.snapshot(|read| {
        let days = match span {
            Span::Today => Some((now.day, now.day)),
            Span::Period => {
                let cutoff = Cutoff::from_code(read.settings()?.get("cutoff")).unwrap_or_default();
                month_of(now.day, cutoff).map(|period| (period.from, period.to))
            }
            Span::All => None,
        };
        Ok(Found { gaps: read.gaps(part, days, words, SHOWN)?, days })
    })
}

/// The month of reporting in which a day lies: from the 15th on an administrative one is the next month's.
fn month_of(day: Day, cutoff: Cutoff) -> Option<Period> {
    [day, day.plus(20)].into_iter().find_map(|near| {
        let text = near.to_string();
        let period = Period::preset(text.get(..7)?, cutoff).ok()?;
        (period.from <= day && day <= period.to).then_some(period)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_month_of_a_day_follows_the_cut_off() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let month = |text: &str, cutoff| month_of(day(text), cutoff).and_then(|period| period.code());
        assert_eq!(month("2026-03-14", Cutoff::Administrative).as_deref(), Some("2026-03"));
        assert_eq!(month("2026-03-15", Cutoff::Administrative).as_deref(), Some("2026-04"));
        assert_eq!(month("2026-12-31", Cutoff::Administrative).as_deref(), Some("2027-01"));
        assert_eq!(month("2026-03-31", Cutoff::Calendar).as_deref(), Some("2026-03"));
    }
}
