//! How far a question may go: it is broken off after some steps of SQLite, or when nobody wants the answer any more.
//!
//! Steps are counted, not time: a question is broken off at the same place on every machine.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::store::error::StoreError;
use crate::store::open::Store;

/// Steps of SQLite's machine between two looks.
const BETWEEN_LOOKS: i32 = 5_000;

impl Store {
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
        self.conn.progress_handler(BETWEEN_LOOKS, Some(look))?;
        let answer = ask(self);
        self.conn.progress_handler(0, None::<fn() -> bool>)?;
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
}
