//! Keeping what is typed. A key must not wait for the disk, so a text is written when the typing rests, when a field is
//! left, and at the latest after some seconds.

use crate::app::clock::Clock;
use crate::app::worker::Desk;
use crate::store::StoreError;
use crate::ui::keymap::Act;
use crate::ui::work::Reply;
use crate::ui::work::draft::Keep;

/// Milliseconds of typing that may be lost at the most when the power fails.
const LATEST: i64 = 2_000;

impl<C: Clock> Desk<C> {
    pub(super) fn keep(&mut self, keep: Keep) -> Reply {
        let now = self.clock.utc_ms();
        self.unwritten.insert(keep.form, keep.body);
        let since = *self.unwritten_since.get_or_insert(now);
        // A clock that was set back must not put the writing off.
        if keep.now || now < since || now - since >= LATEST {
            return self.write_drafts().map_or_else(|error| unkept(&error), |()| Reply::Kept);
        }
        Reply::Kept
    }

    /// Writes what is still to be written. What could not be is tried again the next time.
    pub(super) fn write_drafts(&mut self) -> Result<(), StoreError> {
        while let Some((form, body)) = self.unwritten.first_key_value() {
            self.store.keep_draft(form, body, self.clock.now())?;
            self.unwritten.pop_first();
        }
        self.unwritten_since = None;
        Ok(())
    }

    /// The form has been saved: its draft goes. One that stays all the same is only offered once too often.
    pub(super) fn forget_draft(&mut self, form: &str) {
        self.unwritten.remove(form);
        let _ = self.store.keep_draft(form, "", self.clock.now());
    }

    /// The drafts of every form, by name.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn drafts(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.store.read().drafts()
    }
}

fn unkept(error: &StoreError) -> Reply {
    Reply::Failed(Act::Leave, format!("Chưa giữ được chữ đang gõ: {error}"))
}
