//! What came to its moment between two looks at the clock: warnings that a desk hears while the program is open.

use rusqlite::types::Value;

use crate::domain::day::Moment;
use crate::domain::rulebook::Rulebook;
use crate::domain::warning;
use crate::store::error::StoreError;
use crate::store::read::Read;

/// How many dossiers reached each kind of moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// Near their due date.
    pub warned: u64,
    /// An apology is at its last moment.
    pub apology: u64,
    /// Late.
    pub late: u64,
    /// To be handed over by now.
    pub handover: u64,
    /// The acceptance clock is near its end.
    pub acceptance_near: u64,
    /// The acceptance clock has run out.
    pub acceptance_late: u64,
}

/// When a dossier's clock starts, as `Facts::clock_start` has it.
const CLOCK_START: &str = "CASE WHEN out_of_area THEN forwarded_at ELSE accepted_at END";

impl Read<'_> {
    /// What reached its moment in `(since, now]`. A moment that a dossier was accepted with (a limit so short that it is
    /// warned of from the beginning) is no news, and a dossier that reached its last moment is not named for the first.
    pub fn reached(&self, rules: &Rulebook, since: Moment, now: Moment) -> Result<Reached, StoreError> {
        let near = |at: Moment| warning::acceptance_near(at, &rules.calendar, &rules.warnings);
        let between = |index: &str, column: &str, also: &str, from: Moment, to: Moment| {
            let sql = format!(
                "SELECT count(*) FROM dossier INDEXED BY {index} WHERE {column} > ?1 AND {column} <= ?2 AND {column} \
                 IS NOT NULL AND settled_at IS NULL AND voided = 0{also}"
            );
            let bound = [Value::from(from.to_string()), Value::from(to.to_string()), Value::from(now.to_string())];
            let used = if also.contains("?3") { 3 } else { 2 };
            let n: i64 = self
                .conn()
                .prepare_cached(&sql)?
                .query_row(rusqlite::params_from_iter(&bound[..used]), |row| row.get(0))?;
            Ok::<u64, StoreError>(u64::try_from(n).unwrap_or(0))
        };
        let not_late = format!(" AND late_from > ?3 AND warn_from > {CLOCK_START}");
        let not_yet_last = format!("{not_late} AND (apology_by IS NULL OR apology_by > ?3)");
        let apology = format!(" AND late_from > ?3 AND apology_by > {CLOCK_START}");
        Ok(Reached {
            warned: between("dossier_warned", "warn_from", &not_yet_last, since, now)?,
            apology: between("dossier_apology_due", "apology_by", &apology, since, now)?,
            late: between("dossier_open_by_late", "late_from", " AND accepted_at IS NOT NULL", since, now)?,
            handover: between("dossier_handover_due", "handover_due", "", since, now)?,
            acceptance_near: between(
                "dossier_acceptance_due",
                "acceptance_due",
                " AND acceptance_due >= ?3",
                near(since),
                near(now),
            )?,
            // The minute of the limit itself is still in time.
            acceptance_late: between(
                "dossier_acceptance_due",
                "acceptance_due",
                "",
                since.plus_minutes(-1),
                now.plus_minutes(-1),
            )?,
        })
    }
}
