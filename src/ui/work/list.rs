//! Windows of lists.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

pub use crate::desk::list::Source;
use crate::domain::period::Period;
use crate::domain::standing::Frame;
use crate::report::Format;
use crate::store::pages::{ListColumn, ListRow, Query, Way};
use crate::ui::work::stop::Stop;

/// A number that no other question of this program has: every screen hears every answer.
pub fn ticket() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

/// Where a window of a list lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// At the list's beginning.
    First,
    /// At its end.
    Last,
    /// It begins with this dossier, or with the next one where it has left the list.
    From(i64),
    /// It ends with this dossier, or with the one before.
    UpTo(i64),
    /// This dossier stands in its middle; at the beginning where it is not in the list.
    Around(i64),
}

/// A list as a file.
#[derive(Clone, Debug)]
pub struct Out {
    /// Question's number.
    pub ticket: u64,
    /// What the list is called, e.g. `Hồ sơ quá hạn`.
    pub title: String,
    /// What it holds.
    pub source: Source,
    /// The figure that it stands behind, by its address, and its period.
    pub figure: Option<(String, Period)>,
    /// The columns as they are chosen on screen; `None` for those that a list has without a choice.
    pub columns: Option<Vec<ListColumn>>,
    /// Format.
    pub format: Format,
    /// Applicants' names as initials (DOMAIN.md §9).
    pub masked: bool,
    /// The wish to stop.
    pub stop: Stop,
}

/// A list that is on disk.
#[derive(Clone, Debug)]
pub struct OnDisk {
    /// What the list is called.
    pub title: String,
    /// The figure that it stands behind, by its address, and its period.
    pub figure: Option<(String, Period)>,
    /// Format.
    pub format: Format,
    /// Applicants' names as initials.
    pub masked: bool,
    /// The file.
    pub path: PathBuf,
    /// SHA-256 of its bytes in hexadecimal.
    pub sha256: String,
    /// Dossiers or other records in it.
    pub rows: u64,
}

/// What is asked. `ticket` comes back with the answer: a screen passes over answers that are not to its last question.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Up to `limit` rows beside the dossier `beside` (or from the list's edge).
    Page {
        /// Question's number.
        ticket: u64,
        /// The list.
        query: Query,
        /// Id of the row beside which the window begins.
        beside: Option<i64>,
        /// Which way from there.
        way: Way,
        /// How many rows.
        limit: usize,
    },
    /// Up to `limit` rows at a place.
    Window {
        /// Question's number.
        ticket: u64,
        /// The list.
        query: Query,
        /// Where.
        at: At,
        /// How many rows.
        limit: usize,
    },
    /// The list as a file: every row of it.
    Out(Out),
    /// Remember that a list left the desk, and print it where that is wanted.
    LetOut {
        /// The file.
        file: Box<OnDisk>,
        /// Print it.
        print: bool,
    },
    /// How many rows the list has, counted to [`COUNTED_AT_ONCE`].
    Count {
        /// Question's number.
        ticket: u64,
        /// The list.
        query: Query,
    },
    /// How many rows the list has, however many: counted beside the keys.
    Whole {
        /// Question's number.
        ticket: u64,
        /// The list.
        query: Query,
        /// The wish to stop: the list was asked for its length anew.
        stop: Stop,
    },
    /// Rows of given dossiers, in the given order.
    Rows {
        /// Question's number.
        ticket: u64,
        /// Ids.
        ids: Vec<i64>,
        /// As they stood at the cut-off of a period; without one, as they stand.
        frame: Option<Frame>,
    },
    /// Given dossiers in the order of a column.
    Sorted {
        /// Question's number.
        ticket: u64,
        /// Ids.
        ids: Vec<i64>,
        /// As they stood at the cut-off of a period; without one, as they stand.
        frame: Option<Frame>,
        /// The column, and whether it descends.
        by: (ListColumn, bool),
        /// The wish to stop.
        stop: Stop,
    },
    /// Which of some dossiers the list holds.
    Among {
        /// Question's number.
        ticket: u64,
        /// The list.
        query: Query,
        /// The dossiers.
        ids: Vec<i64>,
    },
    /// The saved views and the columns that are shown.
    Views,
    /// Show these columns from now on.
    KeepColumns {
        /// Of which table; [`DOSSIERS`] for lists of dossiers.
        table: String,
        /// The columns, as the table writes them.
        columns: String,
    },
    /// Change the saved views.
    View(ViewChange),
}

/// The name of the lists of dossiers among the tables.
pub const DOSSIERS: &str = "dossiers";

/// A change of the saved views.
#[derive(Clone, Debug)]
pub enum ViewChange {
    /// Save one under a name; one that has the name already is written over.
    Save {
        /// The name.
        name: String,
        /// What it shows.
        body: String,
    },
    /// Give one another name.
    Rename {
        /// The name that it has.
        from: String,
        /// The name that it gets.
        to: String,
    },
    /// Take one away.
    Remove(String),
}

/// The saved views, and the columns that are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Views {
    /// Names with what they show, in the order of names.
    pub named: Vec<(String, String)>,
    /// Codes of the columns; empty for the usual ones.
    pub columns: String,
    /// Columns of other tables, by the table's name.
    pub tables: BTreeMap<String, String>,
}

/// How far [`Ask::Count`] counts while a key waits; what is longer and not tallied is counted by [`Ask::Whole`].
pub const COUNTED_AT_ONCE: usize = 1_000;

/// What comes back.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Rows in list order.
    Rows {
        /// The question's number.
        ticket: u64,
        /// The rows.
        rows: Vec<ListRow>,
    },
    /// A window.
    Window {
        /// The question's number.
        ticket: u64,
        /// The rows in list order.
        rows: Vec<ListRow>,
        /// No row comes before them.
        first: bool,
        /// No row comes after them.
        last: bool,
    },
    /// It takes longer to find than a key may: the answer follows when it is there. Until then the list stands as it
    /// stood and says so.
    Seeking {
        /// The question's number.
        ticket: u64,
    },
    /// There will be no answer.
    Unanswered {
        /// The question's number.
        ticket: u64,
        /// Why.
        said: String,
    },
    /// The list is too long for its order.
    TooLong {
        /// The question's number.
        ticket: u64,
        /// How many rows it has, counted a little further than the order allows.
        n: usize,
    },
    /// A sorting has begun.
    Sorting,
    /// Given dossiers in the order that was asked for.
    Sorted {
        /// The question's number.
        ticket: u64,
        /// The dossiers.
        ids: Vec<i64>,
    },
    /// Those of the dossiers that the list holds.
    Among {
        /// The question's number.
        ticket: u64,
        /// The dossiers.
        ids: Vec<i64>,
    },
    /// The saved views.
    Views(Views),
    /// How far a file is.
    OutAt {
        /// The question's number.
        ticket: u64,
        /// Rows written.
        done: u64,
    },
    /// The list is on disk. It has not been remembered yet: [`Ask::LetOut`] follows.
    OutDone {
        /// The question's number.
        ticket: u64,
        /// The file.
        file: Box<OnDisk>,
    },
    /// A file did not come to be; one sentence says why.
    OutEnded {
        /// The question's number.
        ticket: u64,
        /// Why.
        said: String,
    },
    /// A length.
    Count {
        /// The question's number.
        ticket: u64,
        /// How many.
        n: usize,
        /// There are more: it was counted no further than a key waits for.
        more: bool,
    },
}
