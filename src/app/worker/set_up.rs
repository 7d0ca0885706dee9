//! The first start: the desk's own words and the starter files, written as one entry.

use std::collections::BTreeSet;

use crate::app::clock::Clock;
use crate::app::worker::Desk;
use crate::desk::{Error, set_up};
use crate::domain::calendar::CalendarDay;
use crate::domain::day::Day;
use crate::domain::procedure::Procedure;
use crate::domain::refusal::Refusal;
use crate::exchange::{self, Canonical};
use crate::store::{Store, StoreError};
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
            let (procedures, days) = known(store)?;
            let answers = set_up::SetUp {
                settings: command.settings.clone(),
                officers: command.officers.clone(),
                procedures: starter(PROCEDURES, |procedure: &Procedure| {
                    command.catalogue && !procedures.contains(&procedure.code)
                })?,
                calendar: starter(CALENDAR, |day: &CalendarDay| command.calendar && !days.contains(&day.date))?,
            };
            set_up::set_up(store, stamp, &answers)
        })
    }
}

/// What the register has already, from an import before the first start: the desk's own rows are not overwritten.
fn known(store: &Store) -> Result<(BTreeSet<String>, BTreeSet<Day>), StoreError> {
    let read = store.read();
    let procedures = read.procedures()?.into_iter().map(|(_, procedure)| procedure.code).collect();
    Ok((procedures, read.calendar_days()?.into_iter().map(|day| day.date).collect()))
}

/// The wanted rows of a starter file. The files are part of the program and a test reads them, so an error is a fault
/// of it.
fn starter<T: Canonical>(bytes: &[u8], wanted: impl Fn(&T) -> bool) -> Result<Vec<T>, Error> {
    let sheet = exchange::read::<T>(bytes).map_err(|error| Refusal::whole(error.to_string()))?;
    Ok(sheet.rows.into_iter().map(|row| row.value).filter(wanted).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_starter_files_are_sound() {
        let procedures = exchange::read::<Procedure>(PROCEDURES).expect("read");
        let calendar = exchange::read::<CalendarDay>(CALENDAR).expect("read");
        assert!(procedures.errors.is_empty() && calendar.errors.is_empty());
        assert!(procedures.rows.len() > 90 && calendar.rows.len() > 30);
    }
}
