//! A row of the calendar: a day off, or a weekend day that is worked, and how sure that is.

use crate::domain::day::Day;

/// Whether a row of the calendar takes a day off or makes it worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayKind {
    /// Not worked.
    Off,
    /// Worked, although a weekend.
    Work,
}

impl DayKind {
    /// Every kind, in the order of a choice on screen.
    pub const ALL: [DayKind; 2] = [DayKind::Off, DayKind::Work];

    /// The word of the canonical files.
    pub const fn code(self) -> &'static str {
        match self {
            DayKind::Off => "off",
            DayKind::Work => "work",
        }
    }

    /// Reads the word of the canonical files.
    pub fn from_code(text: &str) -> Option<DayKind> {
        DayKind::ALL.into_iter().find(|kind| kind.code() == text)
    }

    /// The Vietnamese word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            DayKind::Off => "nghỉ",
            DayKind::Work => "làm việc",
        }
    }
}

/// How sure a row of the calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayStatus {
    /// Fixed by law or announced; counts.
    Announced,
    /// Follows from the law, the announcement is still to come; counts, and is named where a date depends on it.
    Expected,
    /// Only proposed; does not count.
    Proposed,
}

impl DayStatus {
    /// Every status, in the order of a choice on screen.
    pub const ALL: [DayStatus; 3] = [DayStatus::Announced, DayStatus::Expected, DayStatus::Proposed];

    /// The word of the canonical files.
    pub const fn code(self) -> &'static str {
        match self {
            DayStatus::Announced => "announced",
            DayStatus::Expected => "expected",
            DayStatus::Proposed => "proposed",
        }
    }

    /// Reads the word of the canonical files.
    pub fn from_code(text: &str) -> Option<DayStatus> {
        DayStatus::ALL.into_iter().find(|status| status.code() == text)
    }

    /// The Vietnamese word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            DayStatus::Announced => "đã công bố",
            DayStatus::Expected => "dự kiến",
            DayStatus::Proposed => "đề xuất",
        }
    }
}

/// One row of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    /// The day it concerns.
    pub date: Day,
    /// Off or worked.
    pub kind: DayKind,
    /// Name of the day, e.g. `Tết Nguyên đán`.
    pub name: String,
    /// The document it comes from; may be empty.
    pub source: String,
    /// How sure it is.
    pub status: DayStatus,
}
