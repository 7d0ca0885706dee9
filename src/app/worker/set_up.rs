//! The first start: the desk's own words and the starter files, written as one entry.

use crate::app::clock::Clock;
use crate::app::worker::Desk;
use crate::desk::{Error, set_up};
use crate::domain::refusal::Refusal;
use crate::exchange::{self, Canonical};
use crate::ui::keymap::Act;
use crate::ui::work::Reply;
use crate::ui::work::set_up::Command;

/// The starter catalogue of procedures.
const PROCEDURES: &[u8] = include_bytes!("../../../assets/procedures.csv");

/// The days off and worked Saturdays known when this program was made.
const CALENDAR: &[u8] = include_bytes!("../../../assets/calendar.csv");

impl<C: Clock> Desk<C> {
    pub(super) fn set_up(&mut self, command: &Command) -> Reply {
        self.write(Act::Save, "Đã thiết lập sổ.", |store, stamp| {
            if command.officers.is_empty() {
                return Err(Refusal::at("officer.0.name", "Cần ít nhất một cán bộ.").into());
            }
            let answers = set_up::SetUp {
                settings: command.settings.clone(),
                officers: command.officers.clone(),
                procedures: if command.catalogue { starter(PROCEDURES)? } else { Vec::new() },
                calendar: if command.calendar { starter(CALENDAR)? } else { Vec::new() },
            };
            set_up::set_up(store, stamp, &answers)
        })
    }
}

/// The rows of a starter file. The files are part of the program and a test reads them, so an error is a fault of it.
fn starter<T: Canonical>(bytes: &[u8]) -> Result<Vec<T>, Error> {
    let sheet = exchange::read::<T>(bytes).map_err(|error| Refusal::whole(error.to_string()))?;
    Ok(sheet.rows.into_iter().map(|row| row.value).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::CalendarDay;
    use crate::domain::procedure::Procedure;

    #[test]
    fn the_starter_files_are_sound() {
        let procedures = exchange::read::<Procedure>(PROCEDURES).expect("read");
        let calendar = exchange::read::<CalendarDay>(CALENDAR).expect("read");
        assert!(procedures.errors.is_empty() && calendar.errors.is_empty());
        assert!(procedures.rows.len() > 90 && calendar.rows.len() > 30);
    }
}
