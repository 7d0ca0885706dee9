//! The history of the whole register.

pub use crate::desk::history::{Told, ToldEntry};
pub use crate::store::journal::HistoryRow;

/// Where a window of the history lies. Newest entries come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// It begins with the newest entry.
    Newest,
    /// It ends with the oldest.
    Oldest,
    /// It begins with this entry and goes on to older ones.
    From(i64),
    /// It ends with this entry.
    UpTo(i64),
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Up to `limit` entries.
    Page {
        /// Question's number.
        ticket: u64,
        /// Where.
        at: At,
        /// How many.
        limit: usize,
    },
    /// What an entry changed.
    Entry(i64),
    /// Undo this entry, if nothing later stands on it.
    Undo(i64),
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Entries, newest first.
    Page {
        /// The question's number.
        ticket: u64,
        /// The entries.
        rows: Vec<HistoryRow>,
        /// Entries in all: they are numbered from 1 without gaps.
        length: i64,
    },
    /// An entry with what it changed; `None` when there is none.
    Entry(Option<Box<ToldEntry>>),
}
