//! Answers about one dossier.

use crate::app::clock::Clock;
use crate::app::worker::{Desk, unread};
use crate::desk::look;
use crate::ui::keymap::Act;
use crate::ui::work::Reply;
use crate::ui::work::detail::{Answer, Ask};

impl<C: Clock> Desk<C> {
    pub(super) fn detail(&self, ask: Ask) -> Reply {
        let Ask::Load(id) = ask;
        match look::whole(&self.store, id, self.now()) {
            Ok(found) => Reply::Detail(Box::new(Answer { id, found })),
            Err(error) => unread(Act::Open, &error),
        }
    }
}
