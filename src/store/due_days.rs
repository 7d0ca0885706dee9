//! How many open dossiers fall due on which day, for a calendar to show.
//!
//! The tally is kept by triggers (see the schema), whatever writes; `check` counts it anew (see `tallies`).

use crate::domain::day::Day;
use crate::store::error::StoreError;
use crate::store::read::Read;

impl Read<'_> {
    /// Each day on which open dossiers fall due, and how many do, in order: for a day as many as the list
    /// `Show::DueOn` of it has. A dossier in a pause that counts falls due on no day yet.
    pub fn open_due_days(&self) -> Result<Vec<(Day, u64)>, StoreError> {
        let mut statement = self.conn().prepare_cached("SELECT day, n FROM due_tally WHERE n > 0 ORDER BY day")?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (day, count): (String, i64) = (row.get(0)?, row.get(1)?);
            if let Ok(day) = day.parse() {
                found.push((day, u64::try_from(count).unwrap_or(0)));
            }
        }
        Ok(found)
    }

    /// How many open dossiers fall due on a day: as many as the list `Show::DueOn` of it has.
    pub fn open_due_on(&self, day: Day) -> Result<u64, StoreError> {
        let mut statement = self.conn().prepare_cached("SELECT ifnull(max(n), 0) FROM due_tally WHERE day = ?1")?;
        let n: i64 = statement.query_row([day.to_string()], |row| row.get(0))?;
        Ok(u64::try_from(n).unwrap_or(0))
    }
}

/// The tally counted anew.
pub(in crate::store) const COUNTED: &str =
    "SELECT substr(due_now, 1, 10), count(*) FROM dossier INDEXED BY dossier_open_by_day
    WHERE settled_at IS NULL AND accepted_at IS NOT NULL AND voided = 0 AND due_now IS NOT NULL
    AND left_paused IS NULL GROUP BY 1";
