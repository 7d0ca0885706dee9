//! Questions about lists that a key waits for: answered at once where that is quick, beside the worker where it is not.
//!
//! Most lists are found by an index in a few steps at any size of the register. A list that several filters narrow to
//! almost nothing may have to be looked for through the whole of it; no key waits for that.

use crate::app::clock::Clock;
use crate::app::worker::{Desk, unread};
use crate::store::pages::Query;
use crate::store::{Read, StoreError};
use crate::ui::keymap::Act;
use crate::ui::work::Reply;
use crate::ui::work::list::Answer;
use crate::ui::work::stop::Stop;

/// Steps of SQLite that a key waits for at most: about ten milliseconds, and twice that on a weak machine.
const AT_ONCE: u64 = 500_000;

/// What is looked for beside the worker: the list and the wish to stop.
#[derive(Default)]
pub(super) struct Sought(Vec<(Query, Stop)>);

impl Sought {
    /// Begins to look for an answer. Whoever types on, or takes another order, wants the older answers no more.
    fn begin(&mut self, query: &Query) -> Stop {
        let bare = |query: &Query| Query { find: String::new(), order: Query::default().order, ..query.clone() };
        let (of, stop) = (bare(query), Stop::default());
        self.0.retain(|(known, older)| {
            // The window and the length of one list are asked for together.
            if bare(known) == of && known != query {
                older.ask();
            }
            !older.asked()
        });
        // What was answered long ago is forgotten with what nobody stopped.
        if self.0.len() > 16 {
            self.0.remove(0);
        }
        self.0.push((query.clone(), stop.clone()));
        stop
    }
}

impl<C: Clock> Desk<C> {
    /// Answers at once, or says that it takes longer and answers when it is there.
    pub(super) fn soon(
        &mut self,
        ticket: u64,
        query: &Query,
        ask: impl Fn(Read<'_>) -> Result<Answer, StoreError> + Send + 'static,
    ) -> Reply {
        match self.store.within(AT_ONCE, |store| store.snapshot(&ask)) {
            Ok(Some(answer)) => return Reply::List(answer),
            Ok(None) => {}
            Err(error) => return unread(Act::Dossiers, &error),
        }
        let stop = self.sought.begin(query);
        let wish = stop.clone();
        self.aside(&wish, Reply::List(Answer::Seeking { ticket }), move |store, _| {
            match store.unless(move || stop.asked(), |store| store.snapshot(&ask)) {
                Ok(Some(answer)) => Reply::List(answer),
                // A newer question has taken its place; nobody hears this.
                Ok(None) => Reply::List(Answer::Seeking { ticket }),
                Err(error) => unread(Act::Dossiers, &error),
            }
        })
    }
}
