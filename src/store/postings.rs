//! Postings of published procedures, and directing documents.

use rusqlite::Row;
use rusqlite::types::Value;

use crate::domain::change::Kind;
use crate::domain::day::Day;
use crate::domain::directing::DirectingDocument;
use crate::domain::posting::Posting;
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::read::{self, Read};

const POSTING: &str = "SELECT p.id, p.version, p.decision, p.published_on, p.procedure_code, p.subject, p.posted_on, \
     p.place, ifnull(o.code, ''), p.note FROM posting p LEFT JOIN officer o ON o.id = p.officer_id WHERE p.voided = 0";

const DIRECTING: &str =
    "SELECT id, version, number, date, issuer, subject, note FROM directing_document WHERE voided = 0";

/// A record of a short list, with the id and version that a change names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held<T> {
    /// Id.
    pub id: i64,
    /// Version.
    pub version: i64,
    /// The record.
    pub record: T,
}

fn day_of(row: &Row<'_>, column: usize) -> Result<Day, StoreError> {
    let missing = || StoreError::Value { place: "posting".to_owned(), value: "NULL".to_owned() };
    read::day(row, column)?.ok_or_else(missing)
}

fn posting_row(row: &Row<'_>) -> Result<Held<Posting>, StoreError> {
    let record = Posting {
        decision: row.get(2)?,
        published_on: day_of(row, 3)?,
        procedure_code: row.get(4)?,
        subject: row.get(5)?,
        posted_on: read::day(row, 6)?,
        place: row.get(7)?,
        officer: row.get(8)?,
        note: row.get(9)?,
    };
    Ok(Held { id: row.get(0)?, version: row.get(1)?, record })
}

fn directing_row(row: &Row<'_>) -> Result<Held<DirectingDocument>, StoreError> {
    let record = DirectingDocument {
        number: row.get(2)?,
        date: day_of(row, 3)?,
        issuer: row.get(4)?,
        subject: row.get(5)?,
        note: row.get(6)?,
    };
    Ok(Held { id: row.get(0)?, version: row.get(1)?, record })
}

impl Read<'_> {
    fn held<T>(
        &self,
        sql: &str,
        bound: &[Value],
        row: fn(&Row<'_>) -> Result<Held<T>, StoreError>,
    ) -> Result<Vec<Held<T>>, StoreError> {
        let mut statement = self.conn().prepare_cached(sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(bound))?;
        let mut found = Vec::new();
        while let Some(next) = rows.next()? {
            found.push(row(next)?);
        }
        Ok(found)
    }

    /// What was published from a day on, and everything that is not posted yet.
    pub fn postings_since(&self, since: Day) -> Result<Vec<Held<Posting>>, StoreError> {
        let sql = format!("{POSTING} AND (p.published_on >= ?1 OR p.posted_on IS NULL) ORDER BY p.published_on, p.id");
        self.held(&sql, &[Value::from(since.to_string())], posting_row)
    }

    /// One posting; `None` where there is none with this id, or it was voided.
    pub fn posting(&self, id: i64) -> Result<Option<Held<Posting>>, StoreError> {
        Ok(self.held(&format!("{POSTING} AND p.id = ?1"), &[Value::from(id)], posting_row)?.pop())
    }

    /// The directing documents whose day lies in a span, the first day first. For section I of a report.
    pub fn directing_documents(&self, from: Day, to: Day) -> Result<Vec<Held<DirectingDocument>>, StoreError> {
        let sql = format!("{DIRECTING} AND date >= ?1 AND date <= ?2 ORDER BY date, id");
        self.held(&sql, &[Value::from(from.to_string()), Value::from(to.to_string())], directing_row)
    }

    /// One directing document; `None` where there is none with this id, or it was voided.
    pub fn directing_document(&self, id: i64) -> Result<Option<Held<DirectingDocument>>, StoreError> {
        Ok(self.held(&format!("{DIRECTING} AND id = ?1"), &[Value::from(id)], directing_row)?.pop())
    }

    /// Whether another directing document of this issuer has the same number and day.
    pub fn directing_is_known(&self, document: &DirectingDocument, but: Option<i64>) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM directing_document WHERE voided = 0 AND number = ?1 AND date = ?2
             AND issuer = ?3 AND id IS NOT ?4)";
        let values = rusqlite::params![document.number, document.date.to_string(), document.issuer, but];
        Ok(self.conn().prepare_cached(sql)?.query_row(values, |row| row.get(0))?)
    }
}

impl Tx<'_> {
    /// Writes a posting: a new one, or over the one with this id. Returns whether anything differed.
    pub fn put_posting(&mut self, id: Option<i64>, posting: &Posting) -> Result<bool, StoreError> {
        let text = |text: &str| Value::from(text.to_owned());
        let officer = if posting.officer.is_empty() { None } else { self.read().officer_id(&posting.officer)? };
        let values = vec![
            ("decision", text(&posting.decision)),
            ("published_on", Value::from(posting.published_on.to_string())),
            ("procedure_code", text(&posting.procedure_code)),
            ("subject", text(&posting.subject)),
            ("posted_on", posting.posted_on.map_or(Value::Null, |day| Value::from(day.to_string()))),
            ("place", text(&posting.place)),
            ("officer_id", officer.map_or(Value::Null, Value::Integer)),
            ("note", text(&posting.note)),
        ];
        self.put_held(Kind::Posting, id, values)
    }

    /// Writes a directing document: a new one, or over the one with this id. Returns whether anything differed.
    pub fn put_directing(&mut self, id: Option<i64>, document: &DirectingDocument) -> Result<bool, StoreError> {
        let text = |text: &str| Value::from(text.to_owned());
        let values = vec![
            ("number", text(&document.number)),
            ("date", Value::from(document.date.to_string())),
            ("issuer", text(&document.issuer)),
            ("subject", text(&document.subject)),
            ("note", text(&document.note)),
        ];
        self.put_held(Kind::DirectingDocument, id, values)
    }

    /// Voids a record of a short list.
    pub fn void_held(&mut self, kind: Kind, id: i64) -> Result<bool, StoreError> {
        self.update(kind, id, None, vec![("voided", Value::Integer(1))])
    }

    fn put_held(
        &mut self,
        kind: Kind,
        id: Option<i64>,
        values: Vec<(&'static str, Value)>,
    ) -> Result<bool, StoreError> {
        match id {
            Some(id) => self.update(kind, id, None, values),
            None => self.create(kind, None, values).map(|_| true),
        }
    }
}
