//! The desk's calendar as a year is looked at and changed: the days with what falls due on them, rows written and taken
//! away, the year's list for the wall.
//!
//! No change of a day moves a printed promise: dossiers keep the due date they were given.

mod days;
mod list;

use std::collections::BTreeMap;

pub use days::{LONGEST, Span, put, void};
pub use list::{FORMATS, file};

use crate::domain::calendar::{Calendar, CalendarDay};
use crate::domain::day::Day;
use crate::store::{Store, StoreError};

/// The calendar, and how many open dossiers fall due on which day.
#[derive(Clone, Debug)]
pub struct Whole {
    /// Days and office hours.
    pub calendar: Calendar,
    /// Days on which open dossiers fall due, with their number.
    pub due: BTreeMap<Day, u64>,
}

impl Whole {
    /// The row of a day, counting or only proposed.
    pub fn row(&self, day: Day) -> Option<&CalendarDay> {
        self.calendar.rows(day, day).next().or_else(|| self.calendar.proposed(day))
    }

    /// Every row in `[from, to]`, in order.
    pub fn rows(&self, from: Day, to: Day) -> Vec<CalendarDay> {
        let mut rows: Vec<CalendarDay> = self.calendar.rows(from, to).cloned().collect();
        rows.extend(self.calendar.proposals(from, to).cloned());
        rows.sort_by_key(|row| row.date);
        rows
    }

    /// Every row of a year, in order.
    pub fn year(&self, year: i32) -> Vec<CalendarDay> {
        match (Day::new(year, 1, 1), Day::new(year, 12, 31)) {
            (Some(from), Some(to)) => self.rows(from, to),
            _ => Vec::new(),
        }
    }

    /// Open dossiers that fall due on a day.
    pub fn due_on(&self, day: Day) -> u64 {
        self.due.get(&day).copied().unwrap_or(0)
    }
}

/// Reads it, all of one instant.
///
/// # Errors
/// When the register cannot be read.
pub fn whole(store: &Store) -> Result<Whole, StoreError> {
    store.snapshot(|read| {
        let calendar = Calendar::new(read.calendar_days()?, read.office_hours()?);
        Ok(Whole { calendar, due: read.open_due_days()?.into_iter().collect() })
    })
}
