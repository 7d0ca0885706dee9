//! What is not digitized, and whether the scans that are kept are there.

pub use crate::desk::gaps::{Found, Span};
pub use crate::store::gaps::{Gap, GapPart, Gaps};
use crate::ui::work::stop::Stop;

/// What is asked.
#[derive(Clone, Debug)]
pub enum Ask {
    /// The list.
    Find {
        /// The question's number.
        ticket: u64,
        /// What is lacking.
        part: GapPart,
        /// Of which dossiers.
        span: Span,
        /// What a row must have; empty for every row.
        words: String,
    },
    /// Which scans are not where they were said to be.
    Scans {
        /// The question's number.
        ticket: u64,
        /// The wish to stop.
        stop: Stop,
    },
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Answer {
    /// The list.
    Found {
        /// The question's number.
        ticket: u64,
        /// The list.
        found: Box<Found>,
    },
    /// How far the check of the scans is; 0 as it begins.
    Looking {
        /// The question's number.
        ticket: u64,
        /// Scans looked for.
        done: u64,
    },
    /// The scans were looked for.
    Scans {
        /// The question's number.
        ticket: u64,
        /// What came of it.
        seen: Seen,
    },
    /// It ended without an answer.
    Ended {
        /// The question's number.
        ticket: u64,
        /// Why, as one sentence.
        said: String,
    },
}

/// What came of a check of the scans.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Files that are there.
    pub there: u64,
    /// Links, which are not checked.
    pub links: u64,
    /// Files that are not there, a sentence each; only so many are named.
    pub missing: Vec<String>,
    /// How many are not there.
    pub lost: u64,
}
