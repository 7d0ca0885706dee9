//! The rulebook of the desk: calendar, office hours and dated rules, read once and kept until they change.

use std::sync::Arc;

use rusqlite::OptionalExtension;
use rusqlite::types::Value;

use crate::domain::calendar::{Calendar, CalendarDay, DayKind, DayStatus};
use crate::domain::change::Kind;
use crate::domain::office_hours::{OfficeHours, read_spans, spans_text};
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
            acceptance: settings.acceptance(),
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
        Ok(self.office_hours_by_id()?.into_iter().map(|(_, hours)| hours).collect())
    }

    /// The same, each with its id.
    pub fn office_hours_by_id(&self) -> Result<Vec<(i64, OfficeHours)>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT valid_from, valid_to, spans, saturday, source, id FROM office_hours WHERE voided = 0
             ORDER BY valid_from, valid_to",
        )?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (text, saturday): (String, String) = (row.get(2)?, row.get(3)?);
            let wrong = || StoreError::Value { place: "office_hours".to_owned(), value: format!("{text} {saturday}") };
            let (spans, receives) = read_spans(&text).zip(read_spans(&saturday)).ok_or_else(wrong)?;
            let source: String = row.get(4)?;
            let hours = OfficeHours::new(read::day(row, 0)?, &spans)
                .and_then(|hours| hours.receiving_on_saturday(&receives))
                .map_err(|_| wrong())?
                .by(&source);
            let hours = match read::day(row, 1)? {
                Some(last) => hours.until(last).map_err(|_| wrong())?,
                None => hours,
            };
            found.push((row.get(5)?, hours));
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

    /// Sets the office hours that have these first and last days; returns whether anything differed.
    pub fn put_office_hours(&mut self, hours: &OfficeHours) -> Result<bool, StoreError> {
        let last = hours.valid_to().map_or(Value::Null, |day| Value::from(day.to_string()));
        let mut values = vec![
            ("spans", Value::from(spans_text(hours.spans()))),
            ("saturday", Value::from(spans_text(hours.saturday()))),
            ("source", Value::from(hours.source().to_owned())),
            ("voided", Value::Integer(0)),
        ];
        match self.office_hours_id(hours)? {
            Some((id, _)) => self.update(Kind::OfficeHours, id, None, values),
            None => {
                values.push(("valid_from", Value::from(first_text(hours))));
                values.push(("valid_to", last));
                self.create(Kind::OfficeHours, None, values)?;
                Ok(true)
            }
        }
    }

    /// Takes the office hours with these first and last days away; the row stays, voided. Returns whether there were any.
    pub fn void_office_hours(&mut self, hours: &OfficeHours) -> Result<bool, StoreError> {
        match self.office_hours_id(hours)? {
            Some((id, false)) => self.update(Kind::OfficeHours, id, None, vec![("voided", Value::Integer(1))]),
            _ => Ok(false),
        }
    }

    /// The row with the first and last day of these hours, and whether it is voided.
    fn office_hours_id(&self, hours: &OfficeHours) -> Result<Option<(i64, bool)>, StoreError> {
        let last = hours.valid_to().map_or_else(String::new, |day| day.to_string());
        Ok(self
            .conn()
            .prepare_cached("SELECT id, voided FROM office_hours WHERE valid_from = ?1 AND ifnull(valid_to, '') = ?2")?
            .query_row([first_text(hours), last], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    }
}

/// The first day as it is kept: empty for one that always was.
fn first_text(hours: &OfficeHours) -> String {
    hours.valid_from().map_or_else(String::new, |day| day.to_string())
}
