//! Keeping what is typed. A key must not wait for the disk, so a text is written when the typing rests, when a field is
//! left, and at the latest after some tenths of a second.

use std::time::Duration;

use crate::app::clock::Clock;
use crate::app::worker::Desk;
use crate::store::StoreError;
use crate::store::pages::Query;
use crate::ui::keymap::Act;
use crate::ui::work::Reply;
use crate::ui::work::draft::Keep;

/// Milliseconds after which typing that does not rest is written at the next key.
const LATEST: i64 = 300;

/// How long the worker waits for another key before it writes what is typed. With [`LATEST`] it says how much a failing
/// power may take: what was typed in the last three tenths of a second.
const REST: Duration = Duration::from_millis(200);

/// How long it waits while there is nothing to write.
const IDLE: Duration = Duration::from_secs(1);

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

    /// How long the worker may wait for a job before it looks around.
    pub fn rest(&self) -> Duration {
        if self.unwritten.is_empty() { IDLE } else { REST }
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

    /// How many dossiers the register holds.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn dossiers(&self) -> Result<usize, StoreError> {
        self.store.read().count(&Query::default(), self.now(), usize::MAX >> 1)
    }

    /// Whether the register has a catalogue of procedures.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn has_procedures(&self) -> Result<bool, StoreError> {
        Ok(!self.store.read().procedures()?.is_empty())
    }
}

fn unkept(error: &StoreError) -> Reply {
    Reply::Failed(Act::Leave, format!("Chưa giữ được chữ đang gõ: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Moment;
    use crate::store::{Mode, Store};
    use std::cell::Cell;
    use std::rc::Rc;

    /// A clock whose milliseconds a test moves.
    #[derive(Clone, Default)]
    struct Hand(Rc<Cell<i64>>);

    impl Clock for Hand {
        fn now(&self) -> Moment {
            "2026-11-20 09:15".parse().expect("a moment")
        }

        fn utc_ms(&self) -> i64 {
            self.0.get()
        }

        fn pc_offset_min(&self) -> i32 {
            420
        }

        fn until_next_minute(&self) -> Duration {
            Duration::from_secs(60)
        }
    }

    #[test]
    fn no_more_than_the_last_tenths_of_a_second_are_off_the_disk() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("so.db");
        let (clock, store) = (Hand::default(), Store::open(&path, Mode::CreateIfMissing).expect("a register"));
        let disk = Store::open(&path, Mode::Existing).expect("a second connection");
        let mut desk = Desk::new(store, clock.clone()).expect("a desk");
        let mut key = |at: i64, body: &str| {
            clock.0.set(at);
            let written = desk.unwritten.is_empty();
            desk.keep(Keep { form: "accept".into(), body: body.into(), now: false });
            (written, desk.rest(), disk.read().draft("accept").expect("read").unwrap_or_default())
        };
        assert_eq!(key(0, "L"), (true, REST, String::new()), "a key waits for no disk");
        assert_eq!(key(190, "Lê"), (false, REST, String::new()));
        let (_, rest, on_disk) = key(380, "Lê T");
        assert_eq!((rest, on_disk.as_str()), (IDLE, "Lê T"), "typing that does not rest is written on its way");
        key(500, "Lê Th");
        assert!(REST.as_millis() as i64 + LATEST <= 500);
        desk.idle();
        assert_eq!(disk.read().draft("accept").expect("read").as_deref(), Some("Lê Th"), "a rest writes");
    }
}
