//! Who sits at the keyboard: stamped on every entry, and remembered for the next start when it changes.

use crate::app::clock::Clock;
use crate::app::worker::{Desk, not_done, unread};
use crate::desk::{Error, set_up};
use crate::domain::day::Moment;
use crate::domain::officer::Officer;
use crate::domain::refusal::Refusal;
use crate::domain::typing::Style;
use crate::store::StoreError;
use crate::ui::keymap::Act;
use crate::ui::work::Reply;
use crate::ui::work::seat::{Answer, Ask};

/// The setting that remembers the officer.
const LAST: &str = "last_officer";

/// The setting that remembers how Vietnamese is typed.
const TYPING: &str = "typing";

impl<C: Clock> Desk<C> {
    pub(super) fn seat(&mut self, ask: Ask) -> Reply {
        match ask {
            Ask::Officers => match self.officers_now() {
                Ok(officers) => Reply::Seat(Answer::Officers { officers, seated: self.officer.clone() }),
                Err(error) => unread(Act::SwitchOfficer, &error),
            },
            Ask::Sit(code) => self.sit_down(&code),
            Ask::Typing(method) => match self.remember(TYPING, method.code()) {
                Ok(()) => Reply::Seat(Answer::Remembered),
                Err(error) => not_done(Act::Typing, error),
            },
        }
    }

    /// The officers in office today.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn officers_now(&self) -> Result<Vec<Officer>, StoreError> {
        let today = self.now().day;
        let officers = self.store.read().officers()?.into_iter().map(|(_, officer)| officer);
        Ok(officers.filter(|officer| officer.in_office(today)).collect())
    }

    /// The code of who sits there; empty when nobody does.
    pub fn seated(&self) -> &str {
        &self.officer
    }

    /// When the register was last written to.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn last_entry(&self) -> Result<Option<Moment>, StoreError> {
        let (seq, _) = self.store.chain_head()?;
        Ok(self.store.read().entry(seq)?.and_then(|entry| entry.at.parse().ok()))
    }

    /// Puts an officer in the seat. The register hears of it only when it is another one than last time, so that
    /// starting the program leaves no trace in the history.
    pub fn sit_down(&mut self, code: &str) -> Reply {
        let found = match self.officers_now() {
            Ok(officers) => officers.into_iter().find(|officer| officer.code == code),
            Err(error) => return unread(Act::SwitchOfficer, &error),
        };
        let Some(officer) = found else {
            let said = format!("Không còn cán bộ {code} trong danh sách; hãy chọn lại.");
            return Reply::Refused(Act::SwitchOfficer, Refusal::whole(said));
        };
        if self.officer != code {
            // A key takes back what one's own hand has written; another's work is looked at first (F8).
            self.undoable.clear();
            self.redoable.clear();
        }
        code.clone_into(&mut self.officer);
        match self.remember(LAST, code) {
            Ok(()) => Reply::Seat(Answer::Seated(officer.name)),
            Err(error) => not_done(Act::SwitchOfficer, error),
        }
    }

    /// Writes a setting down where it is another one than the register has.
    pub(super) fn remember(&mut self, key: &str, value: &str) -> Result<(), Error> {
        if self.store.read().settings()?.get(key) == value {
            return Ok(());
        }
        let stamp = self.stamp();
        set_up::change_settings(&mut self.store, &stamp, &[(key.to_owned(), value.to_owned())]).map(drop)
    }

    /// How the register says that Vietnamese is typed here.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn typing(&self) -> Result<Style, StoreError> {
        Ok(self.store.read().settings()?.typing())
    }
}
