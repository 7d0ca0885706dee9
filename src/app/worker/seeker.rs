//! A thread that looks for what a key waits for, with a connection that it keeps: its answer is taken by the worker where
//! it comes soon, and spoken where it does not, so that no key waits longer for it than it may.
//!
//! It goes by the clock, not by steps of SQLite: the index of words is read along whole words without a step.

use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::app::worker::aside::Voice;
use crate::store::{Found, Mode, Store, StoreError};
use crate::ui::work::Reply;

type Errand = Box<dyn FnOnce(&mut Store) + Send>;

/// The thread.
pub(super) struct Seeker {
    errands: Option<Sender<Errand>>,
    thread: Option<JoinHandle<()>>,
}

impl Seeker {
    /// Begins with a connection of its own, which remembers with the worker's what was found.
    pub(super) fn start(path: &Path, found: Arc<Found>) -> Result<Seeker, StoreError> {
        let mut store = Store::open(path, Mode::Existing)?;
        store.remember(found);
        let (errands, asked) = channel::<Errand>();
        let run = move || {
            while let Ok(errand) = asked.recv() {
                errand(&mut store);
            }
        };
        let thread = thread::Builder::new().name("seek".into()).spawn(run);
        let thread = thread.map_err(|error| StoreError::Open { path: path.to_owned(), cause: error.to_string() })?;
        Ok(Seeker { errands: Some(errands), thread: Some(thread) })
    }

    /// Looks for an answer and waits a while for it; where that is not long enough the answer is spoken.
    pub(super) fn ask(
        &self,
        voice: Voice,
        wait: Duration,
        task: impl FnOnce(&mut Store) -> Reply + Send + 'static,
    ) -> Option<Reply> {
        let handed = Arc::new(Handed::new(wait));
        let there = Arc::clone(&handed);
        let errand = Box::new(move |store: &mut Store| {
            if let Some(late) = there.give(task(store)) {
                voice(late);
            }
        });
        // The thread hears as long as this end of it is there.
        let _ = self.errands.as_ref()?.send(errand);
        handed.take(wait)
    }
}

impl Drop for Seeker {
    fn drop(&mut self) {
        self.errands = None;
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has ended the program already.
            let _ = thread.join();
        }
    }
}

/// Where an answer passes from one thread to the other.
struct Handed {
    slot: Mutex<Slot>,
    told: Condvar,
}

enum Slot {
    Awaited,
    Given(Box<Reply>),
    /// Nobody waits any more.
    Left,
}

impl Handed {
    fn new(wait: Duration) -> Handed {
        let slot = if wait.is_zero() { Slot::Left } else { Slot::Awaited };
        Handed { slot: Mutex::new(slot), told: Condvar::new() }
    }

    /// Gives the answer; it comes back where nobody waits any more.
    fn give(&self, reply: Reply) -> Option<Reply> {
        let mut slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*slot, Slot::Left) {
            return Some(reply);
        }
        *slot = Slot::Given(Box::new(reply));
        self.told.notify_one();
        None
    }

    /// Waits for the answer and takes it, or leaves.
    fn take(&self, wait: Duration) -> Option<Reply> {
        let slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.told.wait_timeout_while(slot, wait, |slot| matches!(slot, Slot::Awaited));
        let (mut slot, _) = waited.unwrap_or_else(PoisonError::into_inner);
        match std::mem::replace(&mut *slot, Slot::Left) {
            Slot::Given(reply) => Some(*reply),
            Slot::Awaited | Slot::Left => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::work::list::Answer;

    fn seeking() -> Reply {
        Reply::List(Answer::Seeking { ticket: 7 })
    }

    #[test]
    fn an_answer_is_taken_once_or_comes_back() {
        let handed = Handed::new(Duration::from_secs(5));
        assert!(handed.give(seeking()).is_none());
        assert!(handed.take(Duration::from_secs(5)).is_some());
        let handed = Handed::new(Duration::from_millis(1));
        assert!(handed.take(Duration::from_millis(1)).is_none());
        assert!(handed.give(seeking()).is_some());
        assert!(Handed::new(Duration::ZERO).give(seeking()).is_some());
    }
}
