//! Answers about the day.

use crate::app::clock::Clock;
use crate::app::worker::{Desk, unread};
use crate::store::StoreError;
use crate::store::counters::Counter;
use crate::ui::keymap::Act;
use crate::ui::work::Reply;
use crate::ui::work::today::{Answer, Ask};

impl<C: Clock> Desk<C> {
    pub(super) fn today(&self, ask: Ask) -> Reply {
        let Ask::Counters = ask;
        match self.counters() {
            Ok(answer) => Reply::Today(answer),
            Err(error) => unread(Act::Today, &error),
        }
    }

    fn counters(&self) -> Result<Answer, StoreError> {
        let rules = self.store.rulebook()?;
        let now = self.now();
        self.store.snapshot(|read| {
            let mut counters = Vec::with_capacity(Counter::ALL.len());
            for counter in Counter::ALL {
                counters.push((counter, read.counter(counter, &rules, now)?));
            }
            Ok(Answer { counters, unanswered_late: read.unanswered_late(&rules, now)? })
        })
    }
}
