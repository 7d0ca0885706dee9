//! Papers given to citizens: the slips that the desk issued, and the lines of its book.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params};

use crate::domain::change::Kind;
use crate::domain::day::{Day, Moment};
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::read::{self, Read};

/// A slip as it was issued (forms 02, 03, 05).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slip {
    /// Number of the form: `02`, `03` or `05`.
    pub form: String,
    /// Number of the slip, e.g. `12/HDHS`.
    pub number: String,
    /// When it was issued.
    pub issued_at: Option<Moment>,
    /// What is asked for, one thing a line.
    pub items: String,
    /// Why.
    pub reason: String,
    /// Legal basis.
    pub basis: String,
    /// Whom to ask.
    pub contact: String,
    /// Who signs.
    pub signer: String,
    /// Id of the officer who wrote it.
    pub officer: Option<i64>,
}

impl Read<'_> {
    /// The newest slip of a form that was issued for a dossier.
    pub fn slip(&self, dossier: i64, form: &str) -> Result<Option<Slip>, StoreError> {
        let sql = "SELECT form, number, issued_at, items, reason, basis, contact, signer, officer_id FROM slip
             WHERE dossier_id = ?1 AND form = ?2 AND voided = 0 ORDER BY issued_at DESC, id DESC LIMIT 1";
        let mut statement = self.conn().prepare_cached(sql)?;
        let mut rows = statement.query(params![dossier, form])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(Slip {
            form: row.get(0)?,
            number: row.get(1)?,
            issued_at: read::moment(row, 2)?,
            items: row.get(3)?,
            reason: row.get(4)?,
            basis: row.get(5)?,
            contact: row.get(6)?,
            signer: row.get(7)?,
            officer: row.get(8)?,
        }))
    }

    /// Whether a slip of these forms has this number in the year of a day; one that was voided counts.
    pub fn slip_number_taken(&self, forms: &[&str], number: &str, year: Day) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM slip WHERE number = ?1 AND substr(issued_at, 1, 4) = ?2
             AND instr(?3, form) > 0)";
        let values = params![number, format!("{:04}", year.year()), forms.join(" ")];
        Ok(self.conn().prepare_cached(sql)?.query_row(values, |row| row.get(0))?)
    }

    /// Id of the pause of a dossier that began last.
    pub fn last_pause_id(&self, dossier: i64) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT id FROM pause WHERE dossier_id = ?1 AND voided = 0 ORDER BY from_at DESC, id DESC LIMIT 1";
        Ok(self.conn().prepare_cached(sql)?.query_row([dossier], |row| row.get(0)).optional()?)
    }

    /// Ids of the dossiers accepted from the first to the last day, in the order of the book.
    pub fn accepted_between(&self, from: Day, to: Day) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT id FROM dossier WHERE accepted_at >= ?1 AND accepted_at < ?2 AND voided = 0
             ORDER BY book_year, book_no, id";
        let mut statement = self.conn().prepare_cached(sql)?;
        let after = to.plus(1);
        let rows = statement.query_map([from.to_string(), after.to_string()], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Issues a slip for a dossier.
    pub fn add_slip(&mut self, dossier: i64, slip: &Slip, at: Moment, pause: Option<i64>) -> Result<i64, StoreError> {
        let text = |text: &str| Value::from(text.to_owned());
        let id = |id: Option<i64>| id.map_or(Value::Null, Value::Integer);
        let values = vec![
            ("dossier_id", Value::Integer(dossier)),
            ("form", text(&slip.form)),
            ("number", text(&slip.number)),
            ("issued_at", Value::from(at.to_string())),
            ("items", text(&slip.items)),
            ("reason", text(&slip.reason)),
            ("basis", text(&slip.basis)),
            ("contact", text(&slip.contact)),
            ("signer", text(&slip.signer)),
            ("officer_id", id(slip.officer)),
            ("pause_id", id(pause)),
        ];
        let made = self.create(Kind::Slip, Some(dossier), values)?;
        self.touch_dossier(dossier)?;
        Ok(made)
    }
}
