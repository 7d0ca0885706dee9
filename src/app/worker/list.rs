//! Answers about lists.

use crate::app::clock::Clock;
use crate::app::worker::{Desk, unread};
use crate::store::StoreError;
use crate::ui::keymap::Act;
use crate::ui::work::Reply;
use crate::ui::work::list::{Answer, Ask, COUNT_MOST};

impl<C: Clock> Desk<C> {
    pub(super) fn list(&self, ask: Ask) -> Reply {
        self.list_answer(ask).map_or_else(|error| unread(Act::Dossiers, &error), Reply::List)
    }

    fn list_answer(&self, ask: Ask) -> Result<Answer, StoreError> {
        let (read, now) = (self.store.read(), self.now());
        Ok(match ask {
            Ask::Page { ticket, query, beside, way, limit } => {
                let place = beside.map(|id| read.place(query.order, id)).transpose()?.flatten();
                Answer::Rows { ticket, rows: read.page(&query, now, place.as_ref(), way, limit)? }
            }
            Ask::Count { ticket, query } => Answer::Count { ticket, n: read.count(&query, now, COUNT_MOST)? },
            Ask::Rows { ticket, ids } => Answer::Rows { ticket, rows: read.rows_of(&ids)? },
        })
    }
}
