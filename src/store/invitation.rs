//! Whom the kiosk of a desk invites to rate: one row a desk, gone with the citizen, no part of the history.

use rusqlite::{OptionalExtension, params};

use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::open::Store;
use crate::store::read::Read;

/// How long a citizen is waited for.
pub const LASTS_MS: i64 = 3 * 60_000;

/// An invitation that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The dossier.
    pub dossier: i64,
    /// Its code.
    pub code: String,
    /// Code of the officer whom it concerns; empty where nobody is named.
    pub officer: String,
    /// When it was given, in UTC milliseconds.
    pub at_utc_ms: i64,
}

impl Read<'_> {
    /// The invitation at a desk, while it stands.
    pub fn invitation(&self, desk: i64, now_ms: i64) -> Result<Option<Invitation>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT i.dossier_id, d.code, ifnull(o.code, ''), i.at_utc_ms FROM invitation i
             JOIN dossier d ON d.id = i.dossier_id AND d.voided = 0 LEFT JOIN officer o ON o.id = i.officer_id
             WHERE i.desk = ?1 AND i.at_utc_ms > ?2 AND i.at_utc_ms <= ?3",
        )?;
        // One from the future is of a clock that was set back since; nobody waits for it.
        let found = statement.query_row(params![desk, now_ms - LASTS_MS, now_ms + LASTS_MS], |row| {
            Ok(Invitation { dossier: row.get(0)?, code: row.get(1)?, officer: row.get(2)?, at_utc_ms: row.get(3)? })
        });
        Ok(found.optional()?)
    }
}

impl Store {
    /// Invites to rate a dossier, in the place of whom the desk invited before.
    pub fn invite(&self, desk: i64, dossier: i64, officer: Option<i64>, now_ms: i64) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT OR REPLACE INTO invitation (desk, dossier_id, officer_id, at_utc_ms) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![desk, dossier, officer, now_ms])?;
        Ok(())
    }
}

impl Tx<'_> {
    /// The invitation of a desk to rate a dossier was answered; `false` where the desk invites to no such rating any
    /// more.
    pub fn answer_invitation(&mut self, desk: i64, dossier: i64) -> Result<bool, StoreError> {
        let sql = "DELETE FROM invitation WHERE desk = ?1 AND dossier_id = ?2";
        Ok(self.conn().prepare_cached(sql)?.execute([desk, dossier])? > 0)
    }
}
