//! A clock that a test sets; its clones show the same time, in whatever thread.

#![allow(dead_code, reason = "each test binary uses its own part of this module")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use motcua::app::clock::Clock;
use motcua::domain::day::{Day, Moment};

/// The clock: the minute since 1970 in civil time, and the offset that the PC claims.
#[derive(Clone, Debug)]
pub struct Hand(Arc<AtomicI64>, i32);

impl Hand {
    /// A clock that shows a moment, on a PC set to Viet Nam's time.
    pub fn at(now: &str) -> Hand {
        Hand::on_a_pc_at(now, 420)
    }

    /// The same on a PC set to another offset from UTC, in minutes.
    pub fn on_a_pc_at(now: &str, offset: i32) -> Hand {
        let hand = Hand(Arc::default(), offset);
        hand.set(now);
        hand
    }

    /// Puts the clock to a moment.
    pub fn set(&self, now: &str) {
        let now: Moment = now.parse().expect("a moment of the test");
        self.0.store(now.epoch_minutes(), Ordering::SeqCst);
    }
}

impl Clock for Hand {
    fn now(&self) -> Moment {
        Day::from_epoch(0).start().plus_minutes(self.0.load(Ordering::SeqCst))
    }

    fn utc_ms(&self) -> i64 {
        (self.now().epoch_minutes() - 420) * 60_000
    }

    fn pc_offset_min(&self) -> i32 {
        self.1
    }

    fn until_next_minute(&self) -> Duration {
        Duration::from_secs(30)
    }
}
