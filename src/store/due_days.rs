//! How many open dossiers fall due on which day, for a calendar to show.

use crate::domain::day::Day;
use crate::store::error::StoreError;
use crate::store::read::Read;

impl Read<'_> {
    /// Each day on which open dossiers fall due, and how many do, in order: for a day as many as the list
    /// `Show::DueOn` of it has. A dossier in a pause that counts falls due on no day yet.
    pub fn open_due_days(&self) -> Result<Vec<(Day, u64)>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT substr(due_now, 1, 10), count(*) FROM dossier INDEXED BY dossier_open_by_day
             WHERE settled_at IS NULL AND accepted_at IS NOT NULL AND voided = 0 AND due_now IS NOT NULL
             AND left_paused IS NULL
             GROUP BY 1 ORDER BY 1",
        )?;
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
}
