//! How far a question may go: it is broken off after some steps of SQLite, or when nobody wants the answer any more.
//!
//! Steps are counted, not time: a question is broken off at the same place on every machine.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::store::error::StoreError;
use crate::store::open::Store;

/// Steps of SQLite's machine between two looks.
const BETWEEN_LOOKS: i32 = 5_000;

/// The steps that SQLite took on one connection since they are counted.
#[derive(Clone, Debug, Default)]
pub struct Steps(Arc<AtomicU64>);

impl Steps {
    /// How many there were.
    pub fn taken(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    fn one_more(&self) -> u64 {
        self.0.fetch_add(1, Ordering::Relaxed) + 1
    }
}

impl Store {
    /// Counts every step that SQLite takes on this connection from now on: what a question costs, the same on every
    /// machine. Counting costs time itself, so it is for measuring only.
    ///
    /// # Errors
    /// When the connection does not let itself be watched.
    pub fn count_steps(&mut self) -> Result<Steps, StoreError> {
        let steps = self.steps.get_or_insert_default().clone();
        self.look_no_more()?;
        Ok(steps)
    }

    /// Looks at no question from now on, unless steps are counted.
    fn look_no_more(&mut self) -> Result<(), StoreError> {
        match self.steps.clone() {
            None => self.conn.progress_handler(0, None::<fn() -> bool>)?,
            Some(steps) => self.conn.progress_handler(
                1,
                Some(move || {
                    steps.one_more();
                    false
                }),
            )?,
        }
        Ok(())
    }

    /// Looks at a question after every [`BETWEEN_LOOKS`] steps.
    fn look(&mut self, mut look: impl FnMut() -> bool + Send + 'static) -> Result<(), StoreError> {
        match self.steps.clone() {
            None => self.conn.progress_handler(BETWEEN_LOOKS, Some(look))?,
            Some(steps) => {
                self.conn.progress_handler(1, Some(move || steps.one_more() % BETWEEN_LOOKS as u64 == 0 && look()))?
            }
        }
        Ok(())
    }

    /// Asks a question that goes no further than about `steps` steps; `None` where it would have to.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn within<T>(
        &mut self,
        steps: u64,
        ask: impl FnOnce(&Store) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut left = steps / BETWEEN_LOOKS as u64;
        self.unless(
            move || {
                left = left.saturating_sub(1);
                left == 0
            },
            ask,
        )
    }

    /// Asks a question until `stop` says that nobody wants the answer; `None` then.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn unless<T>(
        &mut self,
        mut stop: impl FnMut() -> bool + Send + 'static,
        ask: impl FnOnce(&Store) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let broken_off = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&broken_off);
        let look = move || {
            // Once broken off, whatever the same question asks after that is too.
            let now = told.load(Ordering::Relaxed) || stop();
            told.store(now, Ordering::Relaxed);
            now
        };
        self.look(look)?;
        let answer = ask(self);
        self.look_no_more()?;
        match answer {
            Err(_) if broken_off.load(Ordering::Relaxed) => Ok(None),
            answer => answer.map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts to `n` the long way.
    fn count(store: &Store, n: i64) -> Result<i64, StoreError> {
        let sql =
            "WITH RECURSIVE up (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < ?1) SELECT max(n) FROM up";
        Ok(store.read().conn().query_row(sql, [n], |row| row.get(0))?)
    }

    #[test]
    fn a_question_goes_as_far_as_it_may_and_the_next_one_is_not_held_to_that() {
        let mut store = Store::in_memory().expect("a register");
        assert_eq!(store.within(200_000, |store| count(store, 100)).expect("asked"), Some(100));
        assert_eq!(store.within(200_000, |store| count(store, 1_000_000)).expect("asked"), None);
        assert_eq!(count(&store, 300_000).expect("asked"), 300_000);
        assert_eq!(store.unless(|| true, |store| count(store, 1_000_000)).expect("asked"), None);
        assert_eq!(store.unless(|| false, |store| count(store, 300_000)).expect("asked"), Some(300_000));
    }

    #[test]
    fn steps_are_counted_also_of_a_question_that_goes_no_further_than_it_may() {
        let mut store = Store::in_memory().expect("a register");
        let steps = store.count_steps().expect("counted");
        let mut taken = |n: i64| {
            let before = steps.taken();
            assert_eq!(store.within(1_000_000, |store| count(store, n)).expect("asked"), Some(n));
            let within = steps.taken() - before;
            assert_eq!(count(&store, n).expect("asked"), n);
            (within, steps.taken() - before - within)
        };
        let (few, many) = (taken(100), taken(1_000));
        assert!(few.0 >= 100 && many.0 > few.0 * 8, "{few:?} {many:?}");
        // Preparing a statement takes no steps of its own, so both ways cost the same.
        assert_eq!((few.0, many.0), (few.1, many.1));
        assert_eq!(store.within(200_000, |store| count(store, 1_000_000)).expect("asked"), None);
    }
}
