//! Fees taken: what is on record of one dossier, and the dossiers of a span of days.

use rusqlite::params;
use rusqlite::types::Value;

use crate::domain::change::Kind;
use crate::domain::day::{Day, Moment};
use crate::domain::dossier::PaidBy;
use crate::domain::fee::Fee;
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::read::{self, Read};

/// The fee of one dossier as a list of them has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeRow {
    /// Id of the dossier.
    pub dossier: i64,
    /// Its code.
    pub code: String,
    /// Name of its procedure.
    pub procedure: String,
    /// Id of the officer who took it, else who received the dossier.
    pub officer: Option<i64>,
    /// When it was taken, else when the dossier was accepted.
    pub at: Moment,
    /// Amount in đồng, above 0.
    pub amount: i64,
    /// How it was paid; `None` where that was not noted.
    pub paid_by: Option<PaidBy>,
    /// Nothing is said of its having been taken.
    pub open: bool,
}

/// Of a fee whose moment was noted, and of one that was taken at acceptance. Each is sought in its own index.
const NOTED: &str = "d.paid_at >= ?1 AND d.paid_at < ?2";
const AT_ACCEPTANCE: &str = "d.paid_at IS NULL AND d.accepted_at >= ?1 AND d.accepted_at < ?2";

impl Read<'_> {
    /// Visits the fees above 0 of a span of days: those taken then, and those of dossiers accepted then of which nothing
    /// is said. No order is kept.
    pub fn each_fee<E: From<StoreError>>(
        &self,
        (from, to): (Day, Day),
        mut each: impl FnMut(FeeRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let span = [from.start().to_string(), to.plus(1).start().to_string()];
        for condition in [NOTED, AT_ACCEPTANCE] {
            let sql = format!(
                "SELECT d.id, d.code, p.name, ifnull(d.paid_to, d.received_by), ifnull(d.paid_at, d.accepted_at), d.fee,
                 d.paid_by, d.paid_at IS NULL AND d.paid_by IS NULL FROM dossier d
                 JOIN procedure p ON p.id = d.procedure_id WHERE d.voided = 0 AND d.fee > 0 AND {condition}"
            );
            let mut statement = self.conn().prepare_cached(&sql).map_err(StoreError::from)?;
            let mut rows = statement.query(params![span[0], span[1]]).map_err(StoreError::from)?;
            while let Some(row) = rows.next().map_err(StoreError::from)? {
                each(fee_row(row)?)?;
            }
        }
        Ok(())
    }

    /// What is on record of the fee of a dossier.
    pub fn fee_of(&self, dossier: i64) -> Result<Option<Fee>, StoreError> {
        let sql = "SELECT d.fee, d.paid_by, d.paid_at, ifnull(o.code, '') FROM dossier d
             LEFT JOIN officer o ON o.id = d.paid_to WHERE d.id = ?1";
        let mut statement = self.conn().prepare_cached(sql)?;
        let mut rows = statement.query([dossier])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(Fee {
            amount: row.get(0)?,
            paid_by: read::word(row, 1, PaidBy::from_code)?,
            paid_at: read::moment(row, 2)?,
            paid_to: row.get(3)?,
        }))
    }
}

fn fee_row(row: &rusqlite::Row<'_>) -> Result<FeeRow, StoreError> {
    Ok(FeeRow {
        dossier: row.get(0)?,
        code: row.get(1)?,
        procedure: row.get(2)?,
        officer: row.get(3)?,
        at: read::moment_of(row, 4)?,
        amount: row.get(5)?,
        paid_by: read::word(row, 6, PaidBy::from_code)?,
        open: row.get(7)?,
    })
}

impl Tx<'_> {
    /// Writes what is known of the fee of a dossier. Returns whether anything differed.
    pub fn put_fee(&mut self, dossier: i64, fee: &Fee) -> Result<bool, StoreError> {
        let officer = if fee.paid_to.is_empty() { None } else { self.read().officer_id(&fee.paid_to)? };
        let values = vec![
            ("fee", fee.amount.map_or(Value::Null, Value::Integer)),
            ("paid_by", fee.paid_by.map_or(Value::Null, |by| Value::from(by.code().to_owned()))),
            ("paid_at", fee.paid_at.map_or(Value::Null, |at| Value::from(at.to_string()))),
            ("paid_to", officer.map_or(Value::Null, Value::Integer)),
        ];
        self.update(Kind::Dossier, dossier, Some(dossier), values)
    }
}
