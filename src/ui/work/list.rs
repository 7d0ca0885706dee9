//! Windows of lists.

use crate::store::pages::{ListRow, Query, Way};

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
    /// How many rows the list has, counted to at most 10 000.
    Count {
        /// Question's number.
        ticket: u64,
        /// The list.
        query: Query,
    },
    /// Rows of given dossiers, in the given order.
    Rows {
        /// Question's number.
        ticket: u64,
        /// Ids.
        ids: Vec<i64>,
    },
}

/// How far [`Ask::Count`] counts.
pub const COUNT_MOST: usize = 10_001;

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
    /// A length; [`COUNT_MOST`] means "more than 10 000".
    Count {
        /// The question's number.
        ticket: u64,
        /// How many.
        n: usize,
    },
}
