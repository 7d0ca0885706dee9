//! The calendar by the year: read, changed by days, confirmed, proposed, taken from a file, let out as a list.

use std::sync::Arc;

pub use crate::desk::calendar::{FORMATS, LONGEST, Span, Whole};
pub use crate::desk::import::{DayChange, Preview};
use crate::domain::calendar::CalendarDay;
use crate::domain::holidays::Pattern;
use crate::domain::refusal::Refusal;
use crate::report::Format;
use crate::ui::keymap::Act;

/// What is asked.
#[derive(Clone, Debug)]
pub enum Ask {
    /// The calendar and what falls due.
    Load,
    /// Write days.
    Put {
        /// What asked for it.
        act: Act,
        /// The days.
        span: Box<Span>,
        /// The rows that stand there, as they were seen.
        seen: Vec<CalendarDay>,
    },
    /// Take rows away.
    Void {
        /// The rows as they were seen.
        seen: Vec<CalendarDay>,
    },
    /// Confirm rows by their announcement.
    Confirm {
        /// The rows as they were seen.
        seen: Vec<CalendarDay>,
        /// The document.
        source: String,
    },
    /// Propose the holidays of a year.
    Propose {
        /// The year.
        year: i32,
        /// What the law leaves open.
        pattern: Pattern,
    },
    /// What a file would change.
    Preview {
        /// Question's number.
        ticket: u64,
        /// The file as it was typed.
        path: String,
    },
    /// Take a file that was looked through into the register.
    Import {
        /// The file.
        file: Arc<File>,
    },
    /// The list of a year as a file, printed where `act` is `Print`.
    LetOut {
        /// What asked for it: `Print` or `Export`.
        act: Act,
        /// The year.
        year: i32,
        /// As which kind of file.
        format: Format,
    },
}

/// A file of calendar days that was read.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name, for the journal.
    pub name: String,
    /// Its bytes: what was looked through is what is taken.
    pub bytes: Vec<u8>,
}

/// What a file would change.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// The file.
    pub file: Arc<File>,
    /// Counts and faults.
    pub preview: Preview,
    /// Every row that would change something.
    pub rows: Vec<DayChange>,
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Answer {
    /// The calendar.
    Whole(Arc<Whole>),
    /// What a file would change, or why that cannot be said.
    Outlook {
        /// Question's number.
        ticket: u64,
        /// The answer.
        outlook: Result<Arc<Outlook>, Refusal>,
    },
}
