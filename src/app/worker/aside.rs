//! Long questions beside the worker: a thread of its own with its own connection, so that a clerk who accepts a
//! dossier meanwhile never waits for a report.

use std::sync::Arc;
use std::thread::{self, JoinHandle};

use crate::app::clock::Clock;
use crate::app::worker::{Desk, unread};
use crate::store::{Mode, Store, StoreError};
use crate::ui::keymap::Act;
use crate::ui::work::Reply;
use crate::ui::work::list::Answer;
use crate::ui::work::stop::Stop;

/// Where a long task speaks while it runs and when it is done.
pub(super) type Voice = Arc<dyn Fn(Reply) + Send + Sync>;

/// Tasks under way, each with the wish to stop it.
#[derive(Default)]
pub(super) struct Asides(Vec<(Stop, JoinHandle<()>)>, Latest);

/// The last question of each kind that went beside the worker: a newer one takes its place.
type Latest = Vec<(Act, Stop)>;

impl Drop for Asides {
    /// The program ends: nobody waits for an answer any more, but a connection is closed properly.
    fn drop(&mut self) {
        for (stop, _) in &self.0 {
            stop.ask();
        }
        for (_, thread) in self.0.drain(..) {
            // A task that panicked has ended the program already.
            let _ = thread.join();
        }
    }
}

impl<C: Clock> Desk<C> {
    /// Gives the desk a voice for long tasks. Without one they run like any other job.
    pub fn speaking(mut self, voice: impl Fn(Reply) + Send + Sync + 'static) -> Desk<C> {
        self.voice = Some(Arc::new(voice));
        self
    }

    /// Answers at once where a key may wait for it. What takes more steps is read beside the worker instead of an older
    /// question of the same act, and `begun` is the answer until then.
    pub(super) fn soon_or_aside<F>(&mut self, act: Act, begun: Reply, ask: F) -> Reply
    where
        F: Fn(&Store) -> Result<Reply, StoreError> + Send + 'static,
    {
        let latest = &mut self.asides.1;
        if let Some(at) = latest.iter().position(|(of, _)| *of == act) {
            latest.swap_remove(at).1.ask();
        }
        match self.store.within(self.sought.few_steps(), &ask) {
            Ok(Some(reply)) => return reply,
            Ok(None) => {}
            Err(error) => return unread(act, &error),
        }
        let stop = Stop::default();
        self.asides.1.push((act, stop.clone()));
        let wish = stop.clone();
        let failed = move |said| Reply::Failed(act, said);
        self.aside_unless_unwanted(failed, &wish, begun, move |store, _| {
            let answer = store.unless(move || stop.asked(), ask);
            answer.unwrap_or_else(|error| Some(unread(act, &error)))
        })
    }

    /// Runs a question that only reads. Where the desk has a voice it runs beside the worker and `begun` is the
    /// answer at once; else the task's own answer is.
    pub(super) fn aside<F>(&mut self, stop: &Stop, begun: Reply, task: F) -> Reply
    where
        F: FnOnce(&mut Store, &dyn Fn(Reply)) -> Reply + Send + 'static,
    {
        let failed = |said| Reply::Failed(Act::Reports, said);
        self.aside_unless_unwanted(failed, stop, begun, move |store, tell| Some(task(store, tell)))
    }

    /// As [`Desk::aside`], for a question about a list, which hears by its ticket also that nobody could be asked.
    pub(super) fn aside_for_list<F>(&mut self, ticket: u64, stop: &Stop, begun: Reply, task: F) -> Reply
    where
        F: FnOnce(&mut Store) -> Reply + Send + 'static,
    {
        let failed = move |said| Reply::List(Answer::Unanswered { ticket, said });
        self.aside_unless_unwanted(failed, stop, begun, move |store, _| Some(task(store)))
    }

    /// As [`Desk::aside`], for a question whose answer may be wanted by nobody any more when it ends. `failed` is the
    /// answer where there is no connection to ask it.
    pub(super) fn aside_unless_unwanted<F>(
        &mut self,
        failed: impl Fn(String) -> Reply + Send + Sync + 'static,
        stop: &Stop,
        begun: Reply,
        task: F,
    ) -> Reply
    where
        F: FnOnce(&mut Store, &dyn Fn(Reply)) -> Option<Reply> + Send + 'static,
    {
        self.asides.0.retain(|(_, thread)| !thread.is_finished());
        let Some(voice) = self.voice.clone() else { return task(&mut self.store, &|_| {}).unwrap_or(begun) };
        let path = self.store.path().to_owned();
        // A register in memory is seen by its own connection only.
        if !path.exists() {
            return task(&mut self.store, &|reply| voice(reply)).unwrap_or(begun);
        }
        let (spoken, failed) = (Arc::clone(&voice), Arc::new(failed));
        let lost = Arc::clone(&failed);
        let run = move || {
            let reply = match open(&path) {
                Ok(mut store) => task(&mut store, &|reply| spoken(reply)),
                Err(error) => Some(lost(error.to_string())),
            };
            if let Some(reply) = reply {
                spoken(reply);
            }
        };
        match thread::Builder::new().name("count".into()).spawn(run) {
            Ok(thread) => {
                self.asides.0.push((stop.clone(), thread));
                begun
            }
            Err(error) => failed(error.to_string()),
        }
    }
}

fn open(path: &std::path::Path) -> Result<Store, StoreError> {
    Store::open(path, Mode::Existing)
}
