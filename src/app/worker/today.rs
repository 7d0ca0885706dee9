//! Answers about the day.

use crate::app::clock::Clock;
use crate::app::worker::{Desk, unread};
use crate::domain::day::Moment;
use crate::store::StoreError;
use crate::store::counters::Counter;
use crate::store::reached::Reached;
use crate::ui::keymap::Act;
use crate::ui::work::Reply;
use crate::ui::work::today::{Answer, Ask, Counters};

impl<C: Clock> Desk<C> {
    pub(super) fn today(&mut self, ask: Ask) -> Reply {
        let answer = match ask {
            Ask::Counters => self.counters().map(Answer::Counters),
            Ask::Reached { since } => self.reached(since),
        };
        answer.map_or_else(|error| unread(Act::Today, &error), Reply::Today)
    }

    /// Counts every counter of the day.
    pub(super) fn count_anew(&self) -> Result<Counters, StoreError> {
        let rules = self.store.rulebook()?;
        let now = self.now();
        self.store.snapshot(|read| {
            let mut values = Vec::with_capacity(Counter::ALL.len());
            for counter in Counter::ALL {
                values.push((counter, read.counter(counter, now)?, read.pressing(counter, &rules, now)?));
            }
            Ok(Counters { values })
        })
    }

    /// Outside office hours nothing is said; what came to its moment then is said when the desk opens.
    fn reached(&self, since: Moment) -> Result<Answer, StoreError> {
        let rules = self.store.rulebook()?;
        let now = self.now();
        if now <= since || !rules.calendar.in_hours(now) {
            return Ok(Answer::Reached { until: since, found: Reached::default() });
        }
        let found = self.store.snapshot(|read| read.reached(&rules, since, now))?;
        Ok(Answer::Reached { until: now, found })
    }
}
