//! Officers.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row};

use crate::domain::change::Kind;
use crate::domain::officer::Officer;
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::read::{self, Read};

impl Read<'_> {
    /// Every officer with their id, in the order they were entered.
    pub fn officers(&self) -> Result<Vec<(i64, Officer)>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT id, code, name, position, office, valid_from, valid_to FROM officer WHERE voided = 0 ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push((row.get(0)?, officer_of(row)?));
        }
        Ok(found)
    }

    /// Printed names by id: the name alone, or with the code where two share it.
    pub fn officer_names(&self) -> Result<BTreeMap<i64, String>, StoreError> {
        let officers = self.officers()?;
        let twice = |name: &str| officers.iter().filter(|(_, officer)| officer.name == name).count() > 1;
        let printed = |officer: &Officer| {
            if twice(&officer.name) { format!("{} ({})", officer.name, officer.code) } else { officer.name.clone() }
        };
        Ok(officers.iter().map(|(id, officer)| (*id, printed(officer))).collect())
    }

    /// Id of the officer with this code, or, where no code matches, of the only one with this name.
    pub fn officer_id(&self, code_or_name: &str) -> Result<Option<i64>, StoreError> {
        let by_code = self
            .conn()
            .prepare_cached("SELECT id FROM officer WHERE code = ?1")?
            .query_row([code_or_name], |row| row.get(0))
            .optional()?;
        if by_code.is_some() {
            return Ok(by_code);
        }
        let mut by_name =
            self.conn().prepare_cached("SELECT id FROM officer WHERE name = ?1 AND voided = 0 LIMIT 2")?;
        let ids: Vec<i64> = by_name.query_map([code_or_name], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(if let [id] = ids[..] { Some(id) } else { None })
    }
}

fn officer_of(row: &Row<'_>) -> Result<Officer, StoreError> {
    Ok(Officer {
        code: row.get(1)?,
        name: row.get(2)?,
        position: row.get(3)?,
        office: row.get(4)?,
        valid_from: read::day(row, 5)?,
        valid_to: read::day(row, 6)?,
    })
}

impl Tx<'_> {
    /// Creates an officer or changes the one with this code; returns the id and whether anything differed.
    pub fn put_officer(&mut self, officer: &Officer) -> Result<(i64, bool), StoreError> {
        let text = |text: &str| Value::from(text.to_owned());
        let day = |day: Option<crate::domain::day::Day>| day.map_or(Value::Null, |day| Value::from(day.to_string()));
        let mut values = vec![
            ("name", text(&officer.name)),
            ("position", text(&officer.position)),
            ("office", text(&officer.office)),
            ("valid_from", day(officer.valid_from)),
            ("valid_to", day(officer.valid_to)),
            ("voided", Value::Integer(0)),
        ];
        let known: Option<i64> = self
            .conn()
            .prepare_cached("SELECT id FROM officer WHERE code = ?1")?
            .query_row([&officer.code], |row| row.get(0))
            .optional()?;
        match known {
            Some(id) => Ok((id, self.update(Kind::Officer, id, None, values)?)),
            None => {
                values.push(("code", text(&officer.code)));
                Ok((self.create(Kind::Officer, None, values)?, true))
            }
        }
    }

    /// Id of the officer that a file or form names; an unknown one is created, an undone one comes back to life.
    /// Empty = none. The flag says whether one was created.
    pub fn officer_or_new(&mut self, code_or_name: &str) -> Result<(Option<i64>, bool), StoreError> {
        if code_or_name.is_empty() {
            return Ok((None, false));
        }
        if let Some(id) = self.read().officer_id(code_or_name)? {
            self.update(Kind::Officer, id, None, vec![("voided", Value::Integer(0))])?;
            return Ok((Some(id), false));
        }
        let (id, _) = self.put_officer(&Officer::named(code_or_name))?;
        Ok((Some(id), true))
    }
}
