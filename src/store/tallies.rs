//! Numbers that are kept and not counted: how many dossiers have come to a moment, how many a whole set has.
//!
//! Triggers keep them, whatever writes (see format 4); `check` counts them anew. Reading one costs the same at any size
//! of the register. It must not know any list's page: a number here is the length of a list with the same conditions.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;
use rusqlite::{Connection, params};

use crate::domain::day::{Day, Moment};
use crate::domain::dossier::Outcome;
use crate::store::due_days;
use crate::store::error::StoreError;
use crate::store::order::Order;
use crate::store::query::{Query, Show};
use crate::store::read::Read;

/// What has come by a minute: whole months, the days of its month, the hours of its day, the minutes of its hour. A span
/// is the beginning of the text of a moment, so it stands before every moment that it holds.
const COME: &str = "SELECT
    (SELECT ifnull(sum(n), 0) FROM mark_tally WHERE kind = ?1 AND width = 7 AND span < substr(?2, 1, 7))
    + (SELECT ifnull(sum(n), 0) FROM mark_tally
       WHERE kind = ?1 AND width = 10 AND span > substr(?2, 1, 7) AND span < substr(?2, 1, 10))
    + (SELECT ifnull(sum(n), 0) FROM mark_tally
       WHERE kind = ?1 AND width = 13 AND span > substr(?2, 1, 10) AND span < substr(?2, 1, 13))
    + (SELECT ifnull(sum(n), 0) FROM mark_tally
       WHERE kind = ?1 AND width = 16 AND span > substr(?2, 1, 13) AND span <= ?2)";

impl Read<'_> {
    /// How many dossiers a whole list has, where that is kept: exact at any length. `None` where something narrows the
    /// set, or the order leaves out dossiers of it that are not told apart.
    pub(in crate::store) fn tallied(&self, query: &Query, now: Moment) -> Result<Option<u64>, StoreError> {
        if *query != (Query { show: query.show, order: query.order, ..Query::default() }) {
            return Ok(None);
        }
        Ok(match (query.order, query.show) {
            // Only dossiers whose clock is on have a place in the one order, only those that have ended in the other.
            (Order::Due, Show::All | Show::OnClock) => Some(self.whole("clock", "")?),
            (
                Order::Due,
                Show::Overdue
                | Show::OverdueWithoutApology
                | Show::DueOn(_)
                | Show::Warned
                | Show::ApologyDue
                | Show::Unanswered,
            ) => Some(self.length(query.show, now)?),
            (Order::Settled, Show::All) => Some(self.ended()?),
            (Order::Settled, Show::Ended(_) | Show::SettledOn(_)) => Some(self.length(query.show, now)?),
            (Order::Due | Order::Settled, _) => None,
            (_, show) => Some(self.length(show, now)?),
        })
    }

    /// How many dossiers a set has.
    pub(in crate::store) fn length(&self, show: Show, now: Moment) -> Result<u64, StoreError> {
        let before = now.plus_minutes(-1);
        match show {
            Show::All => self.kept("dossier"),
            Show::Open => self.whole("open", ""),
            Show::OnClock => self.whole("clock", ""),
            Show::Paused => self.whole("paused", ""),
            Show::Unanswered => self.whole("unanswered", ""),
            Show::Overdue => self.late("", now),
            Show::OverdueWithoutApology => Ok(self.late("", now)?.saturating_sub(self.come("told", now)?)),
            // What was warned of and is not late yet; so with the last moment of an apology.
            Show::Warned => Ok(self.come("warned", now)?.saturating_sub(self.late("w", now)?)),
            Show::ApologyDue => Ok(self.come("apology", now)?.saturating_sub(self.late("a", now)?)),
            Show::HandoverLate => self.come("handover", before),
            Show::AcceptanceLate => self.come("acceptance", before),
            Show::AcceptanceNear(by) => {
                Ok(self.come("acceptance", by)?.saturating_sub(self.come("acceptance", before)?))
            }
            Show::DueOn(day) => self.open_due_on(day),
            Show::AcceptedOn(day) => self.whole("accepted", &day.to_string()),
            Show::ReturnedOn(day) => self.whole("returned", &day.to_string()),
            Show::SettledOn(day) => self.whole("settled", &day.to_string()),
            Show::Ended(outcome) => self.whole("ended", outcome.code()),
            Show::Owed(kind) => self.kept(&format!("owed.{}", kind.bit())),
        }
    }

    /// Ratings that were given on a day.
    pub(in crate::store) fn ratings_on(&self, day: Day) -> Result<u64, StoreError> {
        self.whole("rating", &day.to_string())
    }

    fn ended(&self) -> Result<u64, StoreError> {
        Outcome::ALL.iter().map(|outcome| self.whole("ended", outcome.code())).sum()
    }

    /// How many are late by a minute, of those whose lateness ends what a letter stands for (see the schema).
    fn late(&self, ended: &str, by: Moment) -> Result<u64, StoreError> {
        let kinds = ["late", "latew", "latea", "latewa"].into_iter();
        kinds.filter(|kind| kind["late".len()..].contains(ended)).map(|kind| self.come(kind, by)).sum()
    }

    /// How many of a kind have come by a minute.
    fn come(&self, kind: &str, by: Moment) -> Result<u64, StoreError> {
        let n: i64 = self.conn().prepare_cached(COME)?.query_row(params![kind, by.to_string()], |row| row.get(0))?;
        Ok(u64::try_from(n).unwrap_or(0))
    }

    /// How many of a kind a set holds that time does not change.
    fn whole(&self, kind: &str, span: &str) -> Result<u64, StoreError> {
        let sql = "SELECT ifnull(max(n), 0) FROM mark_tally WHERE kind = ?1 AND width = 0 AND span = ?2";
        let n: i64 = self.conn().prepare_cached(sql)?.query_row([kind, span], |row| row.get(0))?;
        Ok(u64::try_from(n).unwrap_or(0))
    }

    fn kept(&self, name: &str) -> Result<u64, StoreError> {
        let sql = "SELECT ifnull(max(n), 0) FROM tally WHERE name = ?1";
        let n: i64 = self.conn().prepare_cached(sql)?.query_row([name], |row| row.get(0))?;
        Ok(u64::try_from(n).unwrap_or(0))
    }
}

/// A table of numbers: its name, the columns of its key, and its rows as they are when counted anew. A key may come in
/// parts, row by row and not sorted into groups: that would take memory for every dossier of the register.
type Kept = (&'static str, &'static [&'static str], &'static str);

const KEPT: [Kept; 3] = [
    (
        "tally",
        &["name"],
        "SELECT 'dossier', count(*) FROM dossier WHERE voided = 0
         UNION ALL SELECT 'owed.' || kind, count(*) FROM owed GROUP BY kind",
    ),
    ("due_tally", &["day"], due_days::COUNTED),
    (
        "mark_tally",
        &["kind", "width", "span"],
        "SELECT kind, CAST(width AS TEXT), span, n FROM dossier_mark
         UNION ALL SELECT 'rating', '0', substr(at, 1, 10), 1 FROM rating WHERE voided = 0",
    ),
];

/// A number that is not what counting gives.
pub(in crate::store) struct Wrong {
    of: Kept,
    key: Vec<String>,
    kept: i64,
    counted: i64,
}

/// Counts every tally anew and tells which numbers are wrong. It writes nothing, so that nobody waits for it.
pub(in crate::store) fn wrong_tallies(read: Read<'_>) -> Result<Vec<Wrong>, StoreError> {
    let mut wrong = Vec::new();
    for of @ (table, columns, counted) in KEPT {
        let key: Vec<String> = columns.iter().map(|column| format!("CAST({column} AS TEXT)")).collect();
        let kept = numbers(read.conn(), columns.len(), &format!("SELECT {}, n FROM {table}", key.join(", ")))?;
        let counted = numbers(read.conn(), columns.len(), counted)?;
        let keys: BTreeSet<&Vec<String>> = kept.keys().chain(counted.keys()).collect();
        for key in keys {
            let n = |numbers: &BTreeMap<Vec<String>, i64>| numbers.get(key).copied().unwrap_or(0);
            let (kept, counted) = (n(&kept), n(&counted));
            if kept != counted {
                wrong.push(Wrong { of, key: key.clone(), kept, counted });
            }
        }
    }
    Ok(wrong)
}

/// Puts wrong numbers right, each as long as it stands as it was read: what another window has moved since is not
/// touched, and told by the next count. Returns how many were put right.
pub(in crate::store) fn right_tallies(conn: &Connection, wrong: &[Wrong]) -> Result<u64, StoreError> {
    let mut righted = 0;
    for Wrong { of: (table, columns, _), key, kept, counted } in wrong {
        let places: Vec<String> = (1..=columns.len()).map(|n| format!("?{n}")).collect();
        let (names, places, k) = (columns.join(", "), places.join(", "), columns.len());
        let sql = format!(
            "INSERT INTO {table} ({names}, n) SELECT {places}, ?{} - ?{}
             WHERE ifnull((SELECT n FROM {table} WHERE ({names}) = ({places})), 0) = ?{}
             ON CONFLICT ({names}) DO UPDATE SET n = n + excluded.n",
            k + 1,
            k + 2,
            k + 2
        );
        let numbers = [Value::Integer(*counted), Value::Integer(*kept)];
        let bound = key.iter().cloned().map(Value::Text).chain(numbers);
        righted += conn.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(bound))? as u64;
    }
    Ok(righted)
}

fn numbers(conn: &Connection, width: usize, sql: &str) -> Result<BTreeMap<Vec<String>, i64>, StoreError> {
    let mut statement = conn.prepare(sql)?;
    let (mut rows, mut found) = (statement.query([])?, BTreeMap::new());
    while let Some(row) = rows.next()? {
        let key: Vec<String> = (0..width).map(|at| row.get(at)).collect::<Result<_, _>>()?;
        *found.entry(key).or_default() += row.get::<_, i64>(width)?;
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::derived::words_stand;
    use crate::store::{Stamp, Store};

    #[test]
    fn numbers_that_are_wrong_are_counted_anew_and_told() {
        let mut store = Store::in_memory().expect("a register");
        let wrong = "INSERT INTO due_tally (day, n) VALUES ('2026-11-20', 3);
             INSERT INTO mark_tally (kind, width, span, n) VALUES ('late', 7, '2026-11', 2), ('open', 0, '', 1);
             UPDATE tally SET n = 8 WHERE name = 'dossier';";
        store.conn.execute_batch(wrong).expect("wrong numbers");
        let now: Moment = "2026-12-01 08:00".parse().expect("a moment");
        assert_eq!(store.read().length(Show::Overdue, now).expect("read"), 2);
        let at = Day::from_epoch(0).at(0);
        let stamp = Stamp { at, utc_ms: 0, utc_offset_min: 420, officer: String::new(), desk: 1 };
        assert_eq!(store.rebuild_derived(&stamp).expect("rebuilt"), 4);
        assert_eq!(store.read().open_due_days().expect("days"), []);
        assert_eq!(store.read().length(Show::All, now).expect("read"), 0);
        assert_eq!(store.rebuild_derived(&stamp).expect("rebuilt"), 0);
    }

    #[test]
    fn counting_waits_for_nobody_and_leaves_alone_what_was_moved_meanwhile() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("so.db");
        let store = Store::open(&path, crate::store::Mode::CreateIfMissing).expect("a register");
        let other = Connection::open(&path).expect("opened beside it");
        other.execute_batch("UPDATE tally SET n = 8 WHERE name = 'dossier'; BEGIN IMMEDIATE").expect("writing");
        let wrong = store.snapshot(wrong_tallies).expect("counted while another window writes");
        assert_eq!(wrong.iter().map(|wrong| (wrong.kept, wrong.counted)).collect::<Vec<_>>(), [(8, 0)]);
        assert!(store.snapshot(words_stand).expect("looked at while another window writes"));
        other.execute_batch("UPDATE tally SET n = 9 WHERE name = 'dossier'; COMMIT").expect("written");
        assert_eq!(right_tallies(&store.conn, &wrong).expect("asked"), 0);
        let wrong = store.snapshot(wrong_tallies).expect("counted");
        assert_eq!(right_tallies(&store.conn, &wrong).expect("put right"), 1);
        assert!(store.snapshot(wrong_tallies).expect("counted").is_empty());
    }

    #[test]
    fn what_has_come_is_read_in_the_order_of_the_tally_alone() {
        let store = Store::in_memory().expect("a register");
        let mut plan = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {COME}")).expect("a plan");
        let steps = plan.query_map(["late", "2026-11-20 09:15"], |row| row.get::<_, String>(3)).expect("a plan");
        let steps: Vec<String> = steps.collect::<Result<_, _>>().expect("a plan");
        let found =
            steps.iter().filter(|step| step.starts_with("SEARCH mark_tally USING PRIMARY KEY (kind=? AND width=?"));
        assert_eq!((found.count(), steps.iter().any(|step| step.starts_with("SCAN mark"))), (4, false), "{steps:?}");
    }
}
