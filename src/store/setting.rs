//! Settings of the desk, numbers given out, exports made, drafts of forms.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params};

use crate::domain::change::Kind;
use crate::domain::day::{Day, Moment};
use crate::domain::settings::Settings;
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::open::Store;
use crate::store::read::Read;

/// An export as the register remembers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Report kind or list.
    pub what: String,
    /// First and last day.
    pub period: (String, String),
    /// Format code.
    pub format: String,
    /// File name, without its folder.
    pub file: String,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// Citizens' data was shown in full.
    pub unmasked: bool,
}

/// A number that was given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenNumber {
    /// The number itself.
    pub n: i64,
    /// As it is printed.
    pub text: String,
    /// It was taken back or cancelled.
    pub voided: bool,
    /// The last entry that touched it: for a cancelled one the entry that says why.
    pub entry: i64,
}

impl Read<'_> {
    /// The key of the setting with an id.
    pub fn setting_key(&self, id: i64) -> Result<Option<String>, StoreError> {
        let mut statement = self.conn().prepare_cached("SELECT key FROM setting WHERE id = ?1")?;
        let mut rows = statement.query([id])?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
    }

    /// All settings that the desk has set.
    pub fn settings(&self) -> Result<Settings, StoreError> {
        let mut statement = self.conn().prepare_cached("SELECT key, value FROM setting WHERE voided = 0")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Settings(rows.collect::<Result<_, _>>()?))
    }

    /// Whether the desk has ever given this number out in a series, in any scope; one that was voided counts. The plus
    /// signs keep SQLite from reading along all numbers of the series, which for a book are those of a whole year.
    pub fn number_issued(&self, series: &str, text: &str) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM issued_number WHERE text = ?1 AND +series = ?2)";
        Ok(self.conn().prepare_cached(sql)?.query_row([text, series], |row| row.get(0))?)
    }

    /// Whether the desk has ever given this number out in a series within a scope.
    pub fn number_issued_in(&self, series: &str, scope: &str, text: &str) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM issued_number WHERE text = ?1 AND +series = ?2 AND +scope = ?3)";
        Ok(self.conn().prepare_cached(sql)?.query_row([text, series, scope], |row| row.get(0))?)
    }

    /// Whether the letter of a dossier other than `but` has this number in this year; a voided dossier's counts.
    pub fn letter_taken(&self, number: &str, year: Day, but: Option<i64>) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM dossier WHERE apology_number = ?1 AND apology_number <> ''
             AND substr(apology_issued_at, 1, 4) = ?2 AND id IS NOT ?3)";
        let year = format!("{:04}", year.year());
        Ok(self.conn().prepare_cached(sql)?.query_row(params![number, year, but], |row| row.get(0))?)
    }

    /// The last number given out in a series within a scope; 0 where none was.
    pub fn last_number(&self, series: &str, scope: &str) -> Result<i64, StoreError> {
        let sql = "SELECT ifnull(max(n), 0) FROM issued_number WHERE series = ?1 AND scope = ?2";
        Ok(self.conn().prepare_cached(sql)?.query_row([series, scope], |row| row.get(0))?)
    }

    /// The next number after `last`, and its printed form; one that `taken` knows is passed over.
    pub fn number_after(
        &self,
        last: i64,
        text: impl Fn(i64) -> String,
        taken: impl Fn(&Read<'_>, &str) -> Result<bool, StoreError>,
    ) -> Result<(i64, String), StoreError> {
        let mut n = last + 1;
        while taken(self, &text(n))? {
            n += 1;
        }
        Ok((n, text(n)))
    }

    /// Every number that was given out in a series within a scope, in their order.
    pub fn numbers_given(&self, series: &str, scope: &str) -> Result<Vec<GivenNumber>, StoreError> {
        let sql = "SELECT n, text, voided, version FROM issued_number WHERE series = ?1 AND scope = ?2 ORDER BY n";
        let mut statement = self.conn().prepare_cached(sql)?;
        let given = |row: &rusqlite::Row<'_>| {
            Ok(GivenNumber { n: row.get(0)?, text: row.get(1)?, voided: row.get(2)?, entry: row.get(3)? })
        };
        Ok(statement.query_map([series, scope], given)?.collect::<Result<_, _>>()?)
    }

    /// The text of an unfinished form.
    pub fn draft(&self, form: &str) -> Result<Option<String>, StoreError> {
        let mut statement = self.conn().prepare_cached("SELECT body FROM draft WHERE form = ?1")?;
        Ok(statement.query_row([form], |row| row.get(0)).optional()?)
    }

    /// The texts of all unfinished forms, by name.
    pub fn drafts(&self) -> Result<Vec<(String, String)>, StoreError> {
        let mut statement = self.conn().prepare_cached("SELECT form, body FROM draft ORDER BY form")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Sets one setting.
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        let known: Option<i64> = self
            .conn()
            .prepare_cached("SELECT id FROM setting WHERE key = ?1")?
            .query_row([key], |row| row.get(0))
            .optional()?;
        let value = Value::from(value.to_owned());
        match known {
            Some(id) => {
                let values = vec![("value", value), ("voided", Value::Integer(0))];
                self.update(Kind::Setting, id, None, values)?;
            }
            None => {
                self.create(Kind::Setting, None, vec![("key", Value::from(key.to_owned())), ("value", value)])?;
            }
        }
        Ok(())
    }

    /// Gives out the next number of a series within a scope (a day, a year). `text` makes the printed form of a
    /// number; one that `taken` knows is passed over, since another system may have used it.
    pub fn issue_number(
        &mut self,
        series: &str,
        scope: &str,
        text: impl Fn(i64) -> String,
        taken: impl Fn(&Read<'_>, &str) -> Result<bool, StoreError>,
    ) -> Result<String, StoreError> {
        let last = self.read().last_number(series, scope)?;
        let (n, printed) = self.read().number_after(last, &text, &taken)?;
        self.give_number(series, scope, n, &printed)?;
        Ok(printed)
    }

    /// Writes down that a number was given out.
    pub(in crate::store) fn give_number(
        &mut self,
        series: &str,
        scope: &str,
        n: i64,
        printed: &str,
    ) -> Result<(), StoreError> {
        let values = vec![
            ("series", Value::from(series.to_owned())),
            ("scope", Value::from(scope.to_owned())),
            ("n", Value::Integer(n)),
            ("text", Value::from(printed.to_owned())),
        ];
        self.create(Kind::IssuedNumber, None, values)?;
        Ok(())
    }

    /// Marks a number as cancelled: it stays given out, and nobody uses it again.
    pub fn cancel_number(&mut self, series: &str, scope: &str, text: &str) -> Result<(), StoreError> {
        self.mark_number(series, scope, text, true)
    }

    /// Takes back that a number was cancelled, where what bears it comes back to life.
    pub(in crate::store) fn restore_number(&mut self, series: &str, scope: &str, text: &str) -> Result<(), StoreError> {
        self.mark_number(series, scope, text, false)
    }

    fn mark_number(&mut self, series: &str, scope: &str, text: &str, cancelled: bool) -> Result<(), StoreError> {
        let sql = "SELECT id FROM issued_number WHERE text = ?3 AND +series = ?1 AND +scope = ?2";
        let found: Option<i64> =
            self.conn().prepare_cached(sql)?.query_row([series, scope, text], |row| row.get(0)).optional()?;
        if let Some(id) = found {
            self.update(Kind::IssuedNumber, id, None, vec![("voided", Value::Integer(i64::from(cancelled)))])?;
        }
        Ok(())
    }

    /// Remembers an export.
    pub fn note_export(&mut self, export: &Exported) -> Result<i64, StoreError> {
        let text = |text: &str| Value::from(text.to_owned());
        let values = vec![
            ("what", text(&export.what)),
            ("period_from", text(&export.period.0)),
            ("period_to", text(&export.period.1)),
            ("format", text(&export.format)),
            ("file", text(&export.file)),
            ("sha256", text(&export.sha256)),
            ("unmasked", Value::Integer(i64::from(export.unmasked))),
        ];
        self.create(Kind::Export, None, values)
    }
}

impl Store {
    /// Keeps the text of an unfinished form; an empty text forgets it. A draft is not part of the register, so it
    /// has no journal entry.
    pub fn keep_draft(&self, form: &str, body: &str, at: Moment) -> Result<(), StoreError> {
        if body.is_empty() {
            self.conn.prepare_cached("DELETE FROM draft WHERE form = ?1")?.execute([form])?;
        } else {
            self.conn
                .prepare_cached("INSERT OR REPLACE INTO draft (form, body, at) VALUES (?1, ?2, ?3)")?
                .execute(params![form, body, at.to_string()])?;
        }
        Ok(())
    }
}
