//! The file of the calendar: days off, worked Saturdays, and where each is announced.

use crate::domain::calendar::{CalendarDay, DayKind, DayStatus};
use crate::domain::day::Day;
use crate::exchange::column::{Canonical, Column, columns};

impl Canonical for CalendarDay {
    const NOUN: &'static str = "calendar";

    const COLUMNS: &'static [Column<CalendarDay>] = columns! {
        "date" Key date;
        "kind" New kind;
        "name" New name;
        "source" Free source;
        "status" New status;
    };

    fn blank() -> CalendarDay {
        CalendarDay {
            date: Day::from_epoch(0),
            kind: DayKind::Off,
            name: String::new(),
            source: String::new(),
            status: DayStatus::Announced,
        }
    }

    fn key(&self) -> Option<String> {
        Some(self.date.to_string())
    }
}
