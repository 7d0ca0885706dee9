//! The catalogue: procedure versions, the papers they ask for, targets.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params};

use crate::domain::change::Kind;
use crate::domain::day::{Day, parse_clock};
use crate::domain::procedure::{OnlineLevel, Procedure};
use crate::domain::text;
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::read::{self, Read};

const PROCEDURE_COLUMNS: &str = "id, code, name, field, limit_direct, limit_online, limit_postal, same_day_cutoff, \
     online_level, fee, online_payment, postal_receive, postal_return, result_document, valid_from, valid_to, basis, \
     decision, confirmed";

/// A paper that a procedure asks for, as the desk remembers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedPaper {
    /// Name of the paper.
    pub name: String,
    /// bản chính / bản sao, as the component file writes it.
    pub kind: String,
    /// How many.
    pub copies: u32,
    /// Whether it must be there.
    pub required: bool,
}

/// A dated target: a figure's percentage is to be at most or at least a bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTarget {
    /// Figure id.
    pub figure: String,
    /// At most (`true`) or at least.
    pub at_most: bool,
    /// Hundredths of a percent.
    pub value: u32,
    /// First day it holds; `None` = always.
    pub valid_from: Option<Day>,
    /// Source document.
    pub source: String,
}

impl Read<'_> {
    /// Every procedure version with its id, in the order of entry.
    pub fn procedures(&self) -> Result<Vec<(i64, Procedure)>, StoreError> {
        let all = self.every_procedure()?.into_iter();
        Ok(all.filter(|(_, _, voided)| !voided).map(|(id, procedure, _)| (id, procedure)).collect())
    }

    /// The same with the voided ones, and whether each is: a dossier keeps its version whatever becomes of it.
    pub fn every_procedure(&self) -> Result<Vec<(i64, Procedure, bool)>, StoreError> {
        let sql = format!("SELECT {PROCEDURE_COLUMNS}, voided FROM procedure ORDER BY id");
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push((row.get(0)?, procedure_of(row)?, row.get("voided")?));
        }
        Ok(found)
    }

    /// One procedure version.
    pub fn procedure(&self, id: i64) -> Result<Option<Procedure>, StoreError> {
        let sql = format!("SELECT {PROCEDURE_COLUMNS} FROM procedure WHERE id = ?1");
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        rows.next()?.map(procedure_of).transpose()
    }

    /// Id of the version of a procedure in force on `day`; where none was, the earliest one.
    pub fn procedure_version(&self, code: &str, day: Day) -> Result<Option<i64>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT id FROM procedure WHERE code = ?1 AND voided = 0
             ORDER BY (valid_from <= ?2 AND (valid_to IS NULL OR valid_to >= ?2)) DESC, valid_from <= ?2 DESC,
             CASE WHEN valid_from <= ?2 THEN valid_from END DESC, valid_from LIMIT 1",
        )?;
        Ok(statement.query_row(params![code, day.to_string()], |row| row.get(0)).optional()?)
    }

    /// How many dossiers came in under a procedure version.
    pub fn dossiers_under(&self, version: i64) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM dossier WHERE procedure_id = ?1 AND voided = 0";
        let n: i64 = self.conn().prepare_cached(sql)?.query_row([version], |row| row.get(0))?;
        Ok(u64::try_from(n).unwrap_or(0))
    }

    /// Codes of the procedures of the newest `recent` dossiers, the most used first.
    pub fn procedures_in_use(&self, recent: u32) -> Result<Vec<String>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT p.code FROM (SELECT procedure_id FROM dossier WHERE voided = 0 ORDER BY id DESC LIMIT ?1) d
             JOIN procedure p ON p.id = d.procedure_id GROUP BY p.code ORDER BY count(*) DESC, p.code",
        )?;
        let rows = statement.query_map([recent], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The papers a procedure asks for.
    pub fn asked_papers(&self, procedure_code: &str) -> Result<Vec<AskedPaper>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT name, kind, copies, required FROM procedure_component
             WHERE procedure_code = ?1 AND voided = 0 ORDER BY id",
        )?;
        let rows = statement.query_map([procedure_code], |row| {
            Ok(AskedPaper { name: row.get(0)?, kind: row.get(1)?, copies: row.get(2)?, required: row.get(3)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every target with its id, past and coming ones too, in the order they were entered.
    pub fn every_target(&self) -> Result<Vec<(i64, StoredTarget)>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT figure, bound, value, valid_from, source, id FROM target WHERE voided = 0 ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push((row.get(5)?, target_of(row)?));
        }
        Ok(found)
    }

    /// The targets that hold on `day`, the latest version of each.
    pub fn targets(&self, day: Day) -> Result<Vec<StoredTarget>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT figure, bound, value, valid_from, source FROM target t WHERE voided = 0 AND valid_from <= ?1
             AND NOT EXISTS (SELECT 1 FROM target later WHERE later.figure = t.figure AND later.voided = 0
             AND later.valid_from <= ?1 AND later.valid_from > t.valid_from) ORDER BY id",
        )?;
        let mut rows = statement.query([day.to_string()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(target_of(row)?);
        }
        Ok(found)
    }
}

fn target_of(row: &Row<'_>) -> Result<StoredTarget, StoreError> {
    let bound: String = row.get(1)?;
    Ok(StoredTarget {
        figure: row.get(0)?,
        at_most: bound == "max",
        value: row.get(2)?,
        valid_from: read::day(row, 3)?,
        source: row.get(4)?,
    })
}

fn procedure_of(row: &Row<'_>) -> Result<Procedure, StoreError> {
    let cutoff: Option<String> = row.get(7)?;
    Ok(Procedure {
        code: row.get(1)?,
        name: row.get(2)?,
        field: row.get(3)?,
        limit_direct: read::parsed(row, 4)?,
        limit_online: read::parsed(row, 5)?,
        limit_postal: read::parsed(row, 6)?,
        same_day_cutoff: cutoff.and_then(|clock| parse_clock(&clock).ok()),
        online_level: read::word(row, 8, OnlineLevel::from_code)?,
        fee: row.get(9)?,
        online_payment: row.get(10)?,
        postal_receive: row.get(11)?,
        postal_return: row.get(12)?,
        result_document: row.get(13)?,
        valid_from: read::day(row, 14)?,
        valid_to: read::day(row, 15)?,
        basis: row.get(16)?,
        decision: row.get(17)?,
        confirmed: row.get(18)?,
    })
}

impl Tx<'_> {
    /// Creates a procedure version or changes the one with this code and first day; returns its id and whether
    /// anything differed.
    pub fn put_procedure(&mut self, procedure: &Procedure) -> Result<(i64, bool), StoreError> {
        let text = |text: &str| Value::from(text.to_owned());
        let shown = |shown: Option<String>| shown.map_or(Value::Null, Value::from);
        let flag = |flag: Option<bool>| flag.map_or(Value::Null, |flag| Value::Integer(i64::from(flag)));
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        let valid_from = procedure.valid_from.map_or_else(String::new, |day| day.to_string());
        let mut values = vec![
            ("name", text(&procedure.name)),
            ("name_fold", text(&text::fold(&procedure.name))),
            ("field", text(&procedure.field)),
            ("limit_direct", shown(procedure.limit_direct.map(|limit| limit.to_string()))),
            ("limit_online", shown(procedure.limit_online.map(|limit| limit.to_string()))),
            ("limit_postal", shown(procedure.limit_postal.map(|limit| limit.to_string()))),
            ("same_day_cutoff", shown(procedure.same_day_cutoff.map(clock))),
            ("online_level", shown(procedure.online_level.map(|level| level.code().to_owned()))),
            ("fee", flag(procedure.fee)),
            ("online_payment", flag(procedure.online_payment)),
            ("postal_receive", flag(procedure.postal_receive)),
            ("postal_return", flag(procedure.postal_return)),
            ("result_document", flag(procedure.result_document)),
            ("valid_to", shown(procedure.valid_to.map(|day| day.to_string()))),
            ("basis", text(&procedure.basis)),
            ("decision", text(&procedure.decision)),
            ("confirmed", Value::Integer(i64::from(procedure.confirmed))),
            ("voided", Value::Integer(0)),
        ];
        let known: Option<i64> = self
            .conn()
            .prepare_cached("SELECT id FROM procedure WHERE code = ?1 AND valid_from = ?2")?
            .query_row([&procedure.code, &valid_from], |row| row.get(0))
            .optional()?;
        match known {
            Some(id) => Ok((id, self.update(Kind::Procedure, id, None, values)?)),
            None => {
                values.push(("code", text(&procedure.code)));
                values.push(("valid_from", text(&valid_from)));
                Ok((self.create(Kind::Procedure, None, values)?, true))
            }
        }
    }

    /// Remembers a paper that a procedure asks for.
    pub fn put_asked_paper(&mut self, procedure_code: &str, paper: &AskedPaper) -> Result<(), StoreError> {
        let text = |text: &str| Value::from(text.to_owned());
        let known: Option<i64> = self
            .conn()
            .prepare_cached("SELECT id FROM procedure_component WHERE procedure_code = ?1 AND name = ?2")?
            .query_row([procedure_code, &paper.name], |row| row.get(0))
            .optional()?;
        let mut values = vec![
            ("kind", text(&paper.kind)),
            ("copies", Value::Integer(i64::from(paper.copies))),
            ("required", Value::Integer(i64::from(paper.required))),
            ("voided", Value::Integer(0)),
        ];
        match known {
            Some(id) => {
                self.update(Kind::ProcedureComponent, id, None, values)?;
            }
            None => {
                values.push(("procedure_code", text(procedure_code)));
                values.push(("name", text(&paper.name)));
                self.create(Kind::ProcedureComponent, None, values)?;
            }
        }
        Ok(())
    }

    /// Sets a target from its first day on.
    pub fn put_target(&mut self, target: &StoredTarget) -> Result<bool, StoreError> {
        let text = |text: &str| Value::from(text.to_owned());
        let valid_from = target.valid_from.map_or_else(String::new, |day| day.to_string());
        let known: Option<i64> = self
            .conn()
            .prepare_cached("SELECT id FROM target WHERE figure = ?1 AND valid_from = ?2")?
            .query_row([&target.figure, &valid_from], |row| row.get(0))
            .optional()?;
        let mut values = vec![
            ("bound", text(if target.at_most { "max" } else { "min" })),
            ("value", Value::Integer(i64::from(target.value))),
            ("source", text(&target.source)),
            ("voided", Value::Integer(0)),
        ];
        match known {
            Some(id) => self.update(Kind::Target, id, None, values),
            None => {
                values.push(("figure", text(&target.figure)));
                values.push(("valid_from", text(&valid_from)));
                self.create(Kind::Target, None, values)?;
                Ok(true)
            }
        }
    }

    /// Takes a target away; the row stays, voided. Returns whether there was one.
    pub fn void_target(&mut self, target: &StoredTarget) -> Result<bool, StoreError> {
        let valid_from = target.valid_from.map_or_else(String::new, |day| day.to_string());
        let known: Option<i64> = self
            .conn()
            .prepare_cached("SELECT id FROM target WHERE figure = ?1 AND valid_from = ?2 AND voided = 0")?
            .query_row([&target.figure, &valid_from], |row| row.get(0))
            .optional()?;
        match known {
            Some(id) => self.update(Kind::Target, id, None, vec![("voided", Value::Integer(1))]),
            None => Ok(false),
        }
    }
}
