//! The history of the whole register.

pub use crate::desk::history::{Told, ToldEntry};
pub use crate::store::journal::HistoryRow;
pub use crate::store::journal_list::{JournalColumn, JournalQuery};

/// Where a window of the history lies. Newest entries come first, unless the list is turned round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// It begins with the list's first entry.
    First,
    /// It ends with the list's last.
    Last,
    /// It begins with this entry and goes on to later ones of the list.
    From(i64),
    /// It ends with this entry.
    UpTo(i64),
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Up to `limit` entries.
    Page {
        /// Question's number.
        ticket: u64,
        /// Where.
        at: At,
        /// How many.
        limit: usize,
        /// The list begins with the oldest entry; then [`At`] is to be read from that end.
        oldest_first: bool,
    },
    /// The numbers of all entries that a query asks for.
    List {
        /// Question's number.
        ticket: u64,
        /// The query.
        query: JournalQuery,
    },
    /// Given entries.
    Rows {
        /// Question's number.
        ticket: u64,
        /// Their numbers.
        seqs: Vec<i64>,
    },
    /// What an entry changed.
    Entry(i64),
    /// Undo this entry, if nothing later stands on it.
    Undo(i64),
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Answer {
    /// It takes longer than a key waits: the answer follows. Until then the screen says so.
    Begun,
    /// Entries in the order of the list.
    Page {
        /// The question's number.
        ticket: u64,
        /// The entries.
        rows: Vec<HistoryRow>,
        /// Entries in all: they are numbered from 1 without gaps.
        length: i64,
    },
    /// Numbers in the order of the query.
    List {
        /// The question's number.
        ticket: u64,
        /// The numbers, or how many entries there are where those are too many.
        seqs: Result<Vec<i64>, usize>,
    },
    /// Entries in the order in which they were asked for.
    Rows {
        /// The question's number.
        ticket: u64,
        /// The entries.
        rows: Vec<HistoryRow>,
    },
    /// An entry with what it changed; `None` when there is none.
    Entry(Option<Box<ToldEntry>>),
}
