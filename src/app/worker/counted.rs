//! Counts that are still true: as long as nobody has written, here or in another window, and the minute is the same, a
//! counter has the value that it had. Going from screen to screen then counts nothing, however large the register is.

use crate::app::clock::Clock;
use crate::app::worker::Desk;
use crate::domain::day::Moment;
use crate::store::StoreError;
use crate::store::pages::Query;
use crate::ui::work::today::Counters;

/// Lists whose length is remembered; a clerk goes between a few.
const LISTS: usize = 16;

/// What was counted as of an entry of the history, a write of another window and a minute: what mends the register writes
/// no entry.
#[derive(Default)]
pub(super) struct Counted {
    of: Option<(i64, i64, Moment)>,
    counters: Option<Counters>,
    lengths: Vec<(Query, usize)>,
}

impl<C: Clock> Desk<C> {
    /// Forgets what was counted before the newest entry, before another window wrote, or in another minute.
    fn only_true(&mut self) -> Result<(), StoreError> {
        let of = Some((self.store.chain_head()?.0, self.store.data_version()?, self.now()));
        if self.counted.of != of {
            self.counted = Counted { of, ..Counted::default() };
        }
        Ok(())
    }

    /// The counters of the day.
    pub(super) fn counters(&mut self) -> Result<Counters, StoreError> {
        self.only_true()?;
        if let Some(counters) = &self.counted.counters {
            return Ok(counters.clone());
        }
        let counters = self.count_anew()?;
        self.counted.counters = Some(counters.clone());
        Ok(counters)
    }

    /// The length of a list, where it has been counted and is still true.
    pub(super) fn known_length(&mut self, query: &Query) -> Result<Option<usize>, StoreError> {
        self.only_true()?;
        match self.counted.lengths.iter().find(|(known, _)| known == query) {
            Some((_, n)) => Ok(Some(*n)),
            None => self.store.read().known_length(query, self.now()),
        }
    }

    /// Remembers the length of a list that was counted just now.
    pub(super) fn keep_length(&mut self, query: Query, n: usize) {
        if self.counted.lengths.len() == LISTS {
            self.counted.lengths.remove(0);
        }
        self.counted.lengths.push((query, n));
    }
}
