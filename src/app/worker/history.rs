//! Answers about the history, and undoing an entry of it.

use crate::app::clock::Clock;
use crate::app::worker::{Desk, not_done, unread};
use crate::desk::{history, undo};
use crate::store::pages::Way;
use crate::store::{Read, StoreError};
use crate::ui::keymap::Act;
use crate::ui::work::history::{Answer, Ask, At, HistoryRow};
use crate::ui::work::{Reply, Wrote};

impl<C: Clock> Desk<C> {
    pub(super) fn history(&mut self, ask: Ask) -> Reply {
        let answer = match ask {
            Ask::Page { ticket, at, limit } => self.store.snapshot(|read| {
                Ok::<_, StoreError>(Answer::Page {
                    ticket,
                    rows: page(read, at, limit)?,
                    length: read.journal_length()?,
                })
            }),
            Ask::Entry(seq) => history::entry(&self.store, seq).map(|entry| Answer::Entry(entry.map(Box::new))),
            Ask::Undo(seq) => return self.undo_entry(seq),
        };
        answer.map_or_else(|error| unread(Act::Journal, &error), Reply::History)
    }

    /// Undoes any entry. What this window wrote since stays in the order in which it can be undone.
    fn undo_entry(&mut self, seq: i64) -> Reply {
        let stamp = self.stamp();
        match undo::undo(&mut self.store, &stamp, seq, false) {
            Ok(changes) => {
                self.undoable.retain(|own| *own != seq);
                // What wrote no entry can be taken back by none.
                if !changes.is_empty() {
                    self.redoable.push(changes.seq);
                }
                Reply::Wrote(Wrote { act: Act::Undo, said: format!("Đã hoàn tác mục {seq}."), changes })
            }
            Err(error) => not_done(Act::Undo, error),
        }
    }
}

fn page(read: Read<'_>, at: At, limit: usize) -> Result<Vec<HistoryRow>, StoreError> {
    match at {
        At::Newest => read.journal_page(None, Way::After, limit),
        At::Oldest => read.journal_page(None, Way::Before, limit),
        // Entries are numbered without gaps, so the one before the first wanted is its neighbour.
        At::From(seq) => read.journal_page(Some(seq + 1), Way::After, limit),
        At::UpTo(seq) => read.journal_page(Some(seq - 1), Way::Before, limit),
    }
}
