//! What is derived of a dossier and kept beside it: due moment, lateness, work owed, search and sort forms.
//!
//! The door refreshes it for every dossier that an entry touches; `check` rebuilds it. The rules are the domain's.

use rusqlite::{OptionalExtension, params};

use crate::domain::stage::{self, Owed};
use crate::domain::text;
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::facts;

impl Tx<'_> {
    /// Recomputes the derived columns of a dossier and its rows of owed work.
    pub(in crate::store) fn refresh_dossier(&mut self, id: i64) -> Result<(), StoreError> {
        self.count_parts(id)?;
        let read = self.read();
        let Some(facts) = read.facts(id)? else { return Ok(()) };
        let procedure = read
            .procedure(facts.procedure)?
            .ok_or_else(|| StoreError::Missing(format!("procedure {}", facts.procedure)))?;
        let rules = self.rules();
        let derived = stage::derive(&facts, &facts::facts_of_procedure(&procedure, 0, 0), &rules);
        let field = self.field_id(&procedure.field)?;
        let (name, voided, before): (String, bool, i64) = self
            .conn()
            .prepare_cached("SELECT applicant_name, voided, owed FROM dossier WHERE id = ?1")?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let owed = if voided { 0 } else { derived.owed };
        self.conn()
            .prepare_cached(
                "UPDATE dossier SET name_fold = ?2, name_sort = ?3, field_id = ?4, due_now = ?5, late_from = ?6,
                 paused_since = ?7, owed = ?8 WHERE id = ?1",
            )?
            .execute(params![
                id,
                text::fold(&name),
                text::sort_key(&name),
                field,
                derived.due_now.map(|moment| moment.to_string()),
                derived.late_from.map(|moment| moment.to_string()),
                derived.paused_since.map(|moment| moment.to_string()),
                owed
            ])?;
        self.keep_owed(id, before, owed)
    }

    /// Counts of the dossier's parts, and whether its first promise is the computed one.
    fn count_parts(&mut self, id: i64) -> Result<(), StoreError> {
        self.conn()
            .prepare_cached(
                "UPDATE dossier SET
                 pause_count = (SELECT count(*) FROM pause WHERE dossier_id = ?1 AND voided = 0),
                 due_count = (SELECT count(*) FROM due_date WHERE dossier_id = ?1 AND voided = 0),
                 handover_count = (SELECT count(*) FROM handover WHERE dossier_id = ?1 AND voided = 0)
                 WHERE id = ?1",
            )?
            .execute([id])?;
        Ok(())
    }

    fn keep_owed(&self, id: i64, before: i64, now: i64) -> Result<(), StoreError> {
        for kind in Owed::ALL {
            let bit = kind.bit();
            if before & bit == now & bit {
                continue;
            }
            let sql = if now & bit != 0 {
                "INSERT OR IGNORE INTO owed (kind, dossier_id) VALUES (?1, ?2)"
            } else {
                "DELETE FROM owed WHERE kind = ?1 AND dossier_id = ?2"
            };
            self.conn().prepare_cached(sql)?.execute([bit, id])?;
        }
        Ok(())
    }

    fn field_id(&self, name: &str) -> Result<i64, StoreError> {
        let mut find = self.conn().prepare_cached("SELECT id FROM field WHERE name = ?1")?;
        if let Some(id) = find.query_row([name], |row| row.get(0)).optional()? {
            return Ok(id);
        }
        self.conn().prepare_cached("INSERT INTO field (name) VALUES (?1)")?.execute([name])?;
        Ok(self.conn().last_insert_rowid())
    }
}
