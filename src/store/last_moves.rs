//! What the last moves of their kind said: what the next one may repeat. Each is found by an index or from the end of its
//! table, so that the size of the register does not matter.

use rusqlite::OptionalExtension;

use crate::domain::pause::PauseReason;
use crate::store::error::StoreError;
use crate::store::read::Read;

/// The last moves that were written and not undone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastMoves {
    /// To whom a dossier was handed over last: code of the officer, name of the office; either may be empty.
    pub handed_to: Option<(String, String)>,
    /// Why a clock was stopped last.
    pub paused_for: Option<PauseReason>,
    /// Who signed the letter of apology with the highest number of the newest year; empty where none was written.
    pub signer: String,
}

impl Read<'_> {
    /// The last moves of the kinds that are often made alike.
    pub fn last_moves(&self) -> Result<LastMoves, StoreError> {
        let mut handed = self.conn().prepare_cached(
            "SELECT ifnull(t.code, ''), o.to_office FROM handover o LEFT JOIN officer t ON t.id = o.to_officer
             WHERE o.voided = 0 ORDER BY o.id DESC LIMIT 1",
        )?;
        let mut paused =
            self.conn().prepare_cached("SELECT reason FROM pause WHERE voided = 0 ORDER BY id DESC LIMIT 1")?;
        let mut signed = self.conn().prepare_cached(
            "SELECT apology_signer FROM dossier WHERE voided = 0 AND apology_number <> '' AND apology_number =
                 (SELECT text FROM issued_number WHERE series = 'apology' ORDER BY scope DESC, n DESC LIMIT 1)
             ORDER BY id DESC LIMIT 1",
        )?;
        let reason: Option<String> = paused.query_row([], |row| row.get(0)).optional()?;
        Ok(LastMoves {
            handed_to: handed.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?,
            paused_for: reason.as_deref().and_then(PauseReason::from_code),
            signer: signed.query_row([], |row| row.get(0)).optional()?.unwrap_or_default(),
        })
    }
}
