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
            Ask::Page { ticket, at, limit, oldest_first } => self.store.snapshot(|read| {
                Ok::<_, StoreError>(Answer::Page {
                    ticket,
                    rows: page(read, at, limit, oldest_first)?,
                    length: read.journal_length()?,
                })
            }),
            Ask::List { ticket, query } => {
                return self.soon_or_aside(Act::Journal, Reply::History(Answer::Begun), move |store| {
                    store.snapshot(|read| Ok(Reply::History(Answer::List { ticket, seqs: read.journal_list(&query)? })))
                });
            }
            Ask::Rows { ticket, seqs } => {
                self.store.snapshot(|read| Ok(Answer::Rows { ticket, rows: read.journal_rows(&seqs)? }))
            }
            Ask::Entry(seq) => history::entry(&self.store, seq).map(|entry| Answer::Entry(entry.map(Box::new))),
            Ask::Undo(seq) => return self.undo_entry(seq),
        };
        answer.map_or_else(|error| unread(Act::Journal, &error), Reply::History)
    }

    /// Undoes any entry. What this window wrote since stays in the order in which it can be undone.
    fn undo_entry(&mut self, seq: i64) -> Reply {
        match undo::why_not(&self.store, seq) {
            Ok(None) => {}
            Ok(Some(why)) => return Reply::Failed(Act::Undo, why),
            Err(error) => return not_done(Act::Undo, error),
        }
        let stamp = self.stamp();
        match undo::undo(&mut self.store, &stamp, seq, false) {
            Ok(changes) => {
                self.undoable.retain(|own| *own != seq);
                // What wrote no entry can be taken back by none.
                if !changes.is_empty() {
                    self.redoable.push(changes.seq);
                }
                let (what, whose) = (self.first_done(seq), self.whose(&changes));
                Reply::Wrote(Wrote {
                    act: Act::Undo, said: format!("Đã hoàn tác mục {seq}{what}{whose}."), changes
                })
            }
            Err(error) => not_done(Act::Undo, error),
        }
    }
}

/// A window of the history. Entries are numbered without gaps, so the one beside the first wanted is its neighbour.
fn page(read: Read<'_>, at: At, limit: usize, oldest_first: bool) -> Result<Vec<HistoryRow>, StoreError> {
    let (on, back, step) = if oldest_first { (Way::Before, Way::After, -1) } else { (Way::After, Way::Before, 1) };
    let mut rows = match at {
        At::First => read.journal_page(None, on, limit),
        At::Last => read.journal_page(None, back, limit),
        At::From(seq) => read.journal_page(Some(seq + step), on, limit),
        At::UpTo(seq) => read.journal_page(Some(seq - step), back, limit),
    }?;
    if oldest_first {
        rows.reverse();
    }
    Ok(rows)
}
