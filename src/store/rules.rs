//! The rulebook of the desk: calendar, office hours and dated rules, read once and kept until they change.

use std::sync::Arc;

use rusqlite::OptionalExtension;
use rusqlite::types::Value;

use crate::domain::calendar::{Calendar, CalendarDay, DayKind, DayStatus};
use crate::domain::change::Kind;
use crate::domain::day::parse_clock;
use crate::domain::office_hours::OfficeHours;
use crate::domain::rulebook::Rulebook;
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::open::Store;
use crate::store::read::{self, Read};

impl Store {
    /// The rules in force. They are read again when another process has written, since it may have changed them.
    pub fn rulebook(&self) -> Result<Arc<Rulebook>, StoreError> {
        let version = self.data_version()?;
        if let Some((seen, rules)) = &*self.rules.borrow()
            && *seen == version
        {
            return Ok(Arc::clone(rules));
        }
        let rules = Arc::new(self.read().rulebook()?);
        *self.rules.borrow_mut() = Some((version, Arc::clone(&rules)));
        Ok(rules)
    }

    pub(in crate::store) fn forget_rulebook(&self) {
        *self.rules.borrow_mut() = None;
    }
}

impl Read<'_> {
    /// Reads the rules in force.
    pub fn rulebook(&self) -> Result<Rulebook, StoreError> {
        let settings = self.settings()?;
        Ok(Rulebook {
            calendar: Calendar::new(self.calendar_days()?, self.office_hours()?),
            pauses: settings.pause_rules(),
            lateness: settings.lateness(),
            acceptance_hours: settings.acceptance_hours(),
            warnings: settings.warnings(),
        })
    }

    /// The rows of the calendar in the order of their days.
    pub fn calendar_days(&self) -> Result<Vec<CalendarDay>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT date, kind, name, source, status FROM calendar_day WHERE voided = 0 ORDER BY date",
        )?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (Some(date), Some(kind), Some(status)) = (
                read::day(row, 0)?,
                read::word(row, 1, DayKind::from_code)?,
                read::word(row, 4, DayStatus::from_code)?,
            ) else {
                continue;
            };
            found.push(CalendarDay { date, kind, name: row.get(2)?, source: row.get(3)?, status });
        }
        Ok(found)
    }

    /// The versions of office hours; empty means the usual ones.
    pub fn office_hours(&self) -> Result<Vec<OfficeHours>, StoreError> {
        let mut statement =
            self.conn().prepare_cached("SELECT valid_from, spans FROM office_hours WHERE voided = 0")?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let text: String = row.get(1)?;
            let wrong = || StoreError::Value { place: "office_hours".to_owned(), value: text.clone() };
            let spans = text
                .split_whitespace()
                .map(|span| {
                    let (from, to) = span.split_once('-')?;
                    Some((parse_clock(from).ok()?, parse_clock(to).ok()?))
                })
                .collect::<Option<Vec<_>>>()
                .ok_or_else(wrong)?;
            found.push(OfficeHours::new(read::day(row, 0)?, &spans).map_err(|_| wrong())?);
        }
        Ok(found)
    }
}

impl Tx<'_> {
    /// Sets one day of the calendar; returns whether anything differed.
    pub fn put_calendar_day(&mut self, day: &CalendarDay) -> Result<bool, StoreError> {
        let text = |text: &str| Value::from(text.to_owned());
        let date = day.date.to_string();
        let known: Option<i64> = self
            .conn()
            .prepare_cached("SELECT id FROM calendar_day WHERE date = ?1")?
            .query_row([&date], |row| row.get(0))
            .optional()?;
        let mut values = vec![
            ("kind", text(day.kind.code())),
            ("name", text(&day.name)),
            ("source", text(&day.source)),
            ("status", text(day.status.code())),
            ("voided", Value::Integer(0)),
        ];
        match known {
            Some(id) => self.update(Kind::CalendarDay, id, None, values),
            None => {
                values.push(("date", text(&date)));
                self.create(Kind::CalendarDay, None, values)?;
                Ok(true)
            }
        }
    }

    /// Takes one day out of the calendar: its usual kind holds again. The row stays, voided.
    pub fn void_calendar_day(&mut self, date: crate::domain::day::Day) -> Result<bool, StoreError> {
        let known: Option<i64> = self
            .conn()
            .prepare_cached("SELECT id FROM calendar_day WHERE date = ?1 AND voided = 0")?
            .query_row([date.to_string()], |row| row.get(0))
            .optional()?;
        match known {
            Some(id) => self.update(Kind::CalendarDay, id, None, vec![("voided", Value::Integer(1))]),
            None => Ok(false),
        }
    }
}
