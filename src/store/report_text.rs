//! The text blocks of narrative reports, by kind, section and period.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params};

use crate::domain::change::Kind;
use crate::domain::day::Day;
use crate::domain::period::Period;
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::read::Read;

impl Read<'_> {
    /// The texts of a period as section and body; sections without words are left out.
    pub fn report_texts(&self, kind: &str, from: Day, to: Day) -> Result<Vec<(String, String)>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT section, body FROM report_text WHERE kind = ?1 AND period_from = ?2 AND period_to = ?3
             AND voided = 0 AND body <> '' ORDER BY id",
        )?;
        let rows = statement
            .query_map(params![kind, from.to_string(), to.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The days of the period whose texts are the last ones before a period: those of the period just before it where it
    /// has any, else of the one that began last.
    pub fn last_text_period(&self, kind: &str, period: &Period) -> Result<Option<(Day, Day)>, StoreError> {
        let before = period.previous();
        let mut statement = self.conn().prepare_cached(
            "SELECT period_from, period_to FROM report_text
             WHERE kind = ?1 AND voided = 0 AND body <> '' AND period_from < ?2
             ORDER BY (period_from = ?3 AND period_to = ?4) DESC, period_to DESC, period_from DESC LIMIT 1",
        )?;
        let mut rows =
            statement.query(params![kind, period.from.to_string(), before.from.to_string(), before.to.to_string()])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(super::read::day(row, 0)?.zip(super::read::day(row, 1)?))
    }
}

impl Tx<'_> {
    /// Writes the text of one section of a period; an empty one leaves the row with nothing in it. Returns whether
    /// anything differed.
    pub fn put_report_text(
        &mut self,
        kind: &str,
        section: &str,
        period: &Period,
        body: &str,
    ) -> Result<bool, StoreError> {
        let (from, to) = (period.from.to_string(), period.to.to_string());
        let known: Option<i64> = self
            .conn()
            .prepare_cached(
                "SELECT id FROM report_text WHERE kind = ?1 AND section = ?2 AND period_from = ?3 AND period_to = ?4",
            )?
            .query_row([kind, section, &from, &to], |row| row.get(0))
            .optional()?;
        let text = |text: &str| Value::from(text.to_owned());
        let mut values = vec![("body", text(body)), ("voided", Value::Integer(0))];
        match known {
            Some(id) => self.update(Kind::ReportText, id, None, values),
            None if body.is_empty() => Ok(false),
            None => {
                values.extend([
                    ("kind", text(kind)),
                    ("section", text(section)),
                    ("period_from", text(&from)),
                    ("period_to", text(&to)),
                ]);
                self.create(Kind::ReportText, None, values)?;
                Ok(true)
            }
        }
    }
}
