//! The counters of the day, and what has come to its moment since they were looked at.

use crate::domain::day::Moment;
use crate::store::counters::{Counter, Pressing};
use crate::store::reached::Reached;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Every counter as of now.
    Counters,
    /// What reached a moment of warning after this one, up to now. Outside office hours nothing is looked for.
    Reached {
        /// The last moment that was looked at.
        since: Moment,
    },
}

/// What comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// To [`Ask::Counters`].
    Counters(Counters),
    /// To [`Ask::Reached`].
    Reached {
        /// The moment up to which was looked; `since` again where the desk is closed.
        until: Moment,
        /// What there is to say.
        found: Reached,
    },
}

/// The counters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Each counter with its value and what of it is pressing, in the order of [`Counter::ALL`].
    pub values: Vec<(Counter, u64, Pressing)>,
}
