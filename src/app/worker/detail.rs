//! Answers about one dossier.

use std::sync::Arc;

use crate::app::clock::Clock;
use crate::app::worker::{Desk, unread};
use crate::desk::look;
use crate::store::StoreError;
use crate::ui::keymap::Act;
use crate::ui::work::Reply;
use crate::ui::work::detail::{Answer, Ask};

impl<C: Clock> Desk<C> {
    pub(super) fn detail(&self, ask: Ask) -> Reply {
        match self.detail_answer(ask) {
            Ok(answer) => Reply::Detail(Box::new(answer)),
            Err(error) => unread(Act::Open, &error),
        }
    }

    fn detail_answer(&self, ask: Ask) -> Result<Answer, StoreError> {
        let now = self.now();
        let aids = Arc::new(look::aids(&self.store, now.day)?);
        Ok(match ask {
            Ask::Load(id) => {
                let found = look::whole(&self.store, id, now)?.map(Box::new);
                Answer::Whole { id, found, aids }
            }
            Ask::Aids => Answer::Aids(aids),
        })
    }
}
