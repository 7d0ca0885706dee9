//! Linked legs of a request (liên thông): which dossiers are legs of which.
//!
//! What may be linked is the domain's rule; this only asks and tells.

use rusqlite::OptionalExtension;

use crate::store::error::StoreError;
use crate::store::read::Read;

impl Read<'_> {
    /// Ids of the legs of a request in the order of entry, voided ones apart.
    pub fn leg_ids(&self, request: i64) -> Result<Vec<i64>, StoreError> {
        let mut statement =
            self.conn().prepare_cached("SELECT id FROM dossier WHERE leg_of = ?1 AND voided = 0 ORDER BY id")?;
        let ids = statement.query_map([request], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Codes of the legs of a request that have not ended, in the order of entry.
    pub fn open_legs(&self, request: i64) -> Result<Vec<(i64, String)>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT id, code FROM dossier WHERE leg_of = ?1 AND voided = 0 AND settled_at IS NULL ORDER BY id",
        )?;
        let legs = statement.query_map([request], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(legs.collect::<Result<_, _>>()?)
    }

    /// Id of the request of which a dossier is a leg.
    pub fn request_of(&self, leg: i64) -> Result<Option<i64>, StoreError> {
        let mut statement = self.conn().prepare_cached("SELECT leg_of FROM dossier WHERE id = ?1")?;
        Ok(statement.query_row([leg], |row| row.get(0)).optional()?.flatten())
    }
}
