//! Questions about lists that a key waits for: answered at once where that is quick, beside the worker where it is not.
//!
//! Most lists are found by an index in a few steps at any size of the register. A list that several filters narrow to
//! almost nothing may have to be looked for through the whole of it, common words along the whole index of words, and a
//! long list without an index for its order has to be sorted; no key waits for that.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::app::clock::Clock;
use crate::app::worker::Desk;
use crate::app::worker::seeker::Seeker;
use crate::store::pages::{Order, Query};
use crate::store::{Found, Read, Store, StoreError};
use crate::ui::work::Reply;
use crate::ui::work::list::Answer;
use crate::ui::work::stop::Stop;

/// How long a key waits for a list at most.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Steps of SQLite.
    pub steps: u64,
    /// For what words find: the rows and their number together.
    pub wait: Duration,
    /// Rows that are sorted while it waits.
    pub rows: usize,
}

impl Default for Patience {
    /// Steps for about four milliseconds, and twice that on a weak machine; a moment for words, so that in a register of
    /// a commune's size no notice flashes up before the rows.
    fn default() -> Patience {
        Patience { steps: 200_000, wait: Duration::from_millis(2), rows: 200 }
    }
}

/// What a key wants to know of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// A window of its rows.
    Rows,
    /// How many it has; asked for together with its rows, and after them.
    Length,
}

/// What is looked for beside the worker: the list and the wish to stop.
#[derive(Default)]
pub(super) struct Sought {
    patience: Patience,
    asked: Vec<(Query, Stop)>,
    seeker: Option<Seeker>,
    /// What the rows that were asked for last have left of the wait.
    left: Duration,
}

impl Sought {
    /// Steps of SQLite after which what is no list goes beside the worker: a small part of those for a list, as a ledger
    /// that is longer than a page is mostly much longer.
    pub(super) fn few_steps(&self) -> u64 {
        self.patience.steps / 16
    }

    /// Begins to look for an answer. Whoever types on, or takes another order, wants the older answers no more.
    fn begin(&mut self, query: &Query) -> Stop {
        let stop = Stop::default();
        let bare = |query: &Query| Query { find: String::new(), order: Query::default().order, ..query.clone() };
        let of = bare(query);
        self.asked.retain(|(known, older)| {
            // The window and the length of one list are asked for together.
            if bare(known) == of && known != query {
                older.ask();
            }
            !older.asked()
        });
        // What was answered long ago is forgotten with what nobody stopped.
        if self.asked.len() > 16 {
            self.asked.remove(0);
        }
        self.asked.push((query.clone(), stop.clone()));
        stop
    }
}

impl Drop for Sought {
    /// The program ends: nobody waits for an answer any more.
    fn drop(&mut self) {
        for (_, stop) in &self.asked {
            stop.ask();
        }
    }
}

impl<C: Clock> Desk<C> {
    /// Gives the desk another patience than the usual one.
    pub fn patient(mut self, patience: Patience) -> Desk<C> {
        self.sought.patience = patience;
        self
    }

    /// Answers at once, or says that it takes longer and answers when it is there.
    pub(super) fn soon(
        &mut self,
        (of, ticket): (Of, u64),
        query: &Query,
        ask: impl Fn(Read<'_>) -> Result<Answer, StoreError> + Send + 'static,
    ) -> Reply {
        let long = match self.long(query) {
            Ok(long) => long,
            Err(error) => return unanswered(ticket, &error),
        };
        if long.is_none() {
            match self.store.within(self.sought.patience.steps, |store| store.snapshot(&ask)) {
                Ok(Some(answer)) => return Reply::List(answer),
                Ok(None) => {}
                Err(error) => return unanswered(ticket, &error),
            }
        }
        let stop = self.sought.begin(query);
        let seek = seeking(ticket, stop.clone(), self.store.found(), ask);
        match long {
            Some(Long::Words) => self.seek((of, ticket), seek),
            Some(Long::Sorting) | None => {
                self.aside_for_list(ticket, &stop, Reply::List(Answer::Seeking { ticket }), seek)
            }
        }
    }

    /// Answers beside the worker, until the asker wants to stop: a list ends its own counting, and no other list's.
    pub(super) fn beside_keys(
        &mut self,
        (ticket, stop): (u64, Stop),
        ask: impl Fn(Read<'_>) -> Result<Answer, StoreError> + Send + 'static,
    ) -> Reply {
        let seek = seeking(ticket, stop.clone(), self.store.found(), ask);
        self.aside_for_list(ticket, &stop, Reply::List(Answer::Seeking { ticket }), seek)
    }

    /// What takes a list longer than a key may wait, where that is known beforehand.
    fn long(&mut self, query: &Query) -> Result<Option<Long>, StoreError> {
        let now = self.now();
        if self.store.read().is_in_order(query, now)? {
            return Ok(None);
        }
        if !query.find.trim().is_empty() {
            return Ok(Some(Long::Words));
        }
        if query.order.indexed() {
            return Ok(None);
        }
        let Patience { steps, rows, .. } = self.sought.patience;
        let unsorted = Query { order: Order::Newest, ..query.clone() };
        let n = self.store.within(steps, |store| store.read().count(&unsorted, now, rows + 1))?;
        Ok(n.is_none_or(|n| n > rows).then_some(Long::Sorting))
    }

    /// Has the seeker look for what words find.
    fn seek(&mut self, (of, ticket): (Of, u64), task: impl FnOnce(&mut Store) -> Reply + Send + 'static) -> Reply {
        let path = self.store.path().to_owned();
        // A register in memory is seen by its own connection only.
        let Some(voice) = self.voice.clone().filter(|_| path.exists()) else { return task(&mut self.store) };
        if self.sought.seeker.is_none() {
            match Seeker::start(&path, self.store.found()) {
                Ok(seeker) => self.sought.seeker = Some(seeker),
                Err(error) => return unanswered(ticket, &error),
            }
        }
        let wait = if of == Of::Rows { self.sought.patience.wait } else { self.sought.left };
        let begun = Instant::now();
        let answer = self.sought.seeker.as_ref().and_then(|seeker| seeker.ask(voice, wait, task));
        self.sought.left = wait.saturating_sub(begun.elapsed());
        answer.unwrap_or(Reply::List(Answer::Seeking { ticket }))
    }
}

/// The question as another connection asks it, until the wish to stop.
fn seeking(
    ticket: u64,
    stop: Stop,
    found: Arc<Found>,
    ask: impl Fn(Read<'_>) -> Result<Answer, StoreError> + Send + 'static,
) -> impl FnOnce(&mut Store) -> Reply + Send + 'static {
    move |store| {
        store.remember(found);
        // A newer question has taken its place: nobody hears the answer.
        let nobody = Reply::List(Answer::Seeking { ticket });
        if stop.asked() {
            return nobody;
        }
        match store.unless(move || stop.asked(), |store| store.snapshot(&ask)) {
            Ok(answer) => answer.map_or(nobody, Reply::List),
            Err(error) => unanswered(ticket, &error),
        }
    }
}

/// The list hears by its ticket that there will be no answer.
pub(super) fn unanswered(ticket: u64, error: &StoreError) -> Reply {
    Reply::List(Answer::Unanswered { ticket, said: error.to_string() })
}

/// Why a list takes longer than a key may wait.
enum Long {
    /// The index of words is read along whole words.
    Words,
    /// Many rows have to be sorted.
    Sorting,
}
