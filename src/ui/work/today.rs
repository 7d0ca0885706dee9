//! The counters of the day.

use crate::store::counters::Counter;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Every counter as of now.
    Counters,
}

/// What comes back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Each counter with its value, in the order of [`Counter::ALL`].
    pub counters: Vec<(Counter, u64)>,
    /// Of the online dossiers waiting for acceptance, those past the limit.
    pub unanswered_late: u64,
}
