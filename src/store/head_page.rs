//! The numbers of the section head's page, by officer or by field, and the dossiers behind each.
//!
//! A number and its list ask the same conditions, so they cannot disagree. Each reads a small index only: of open
//! dossiers, of work owed, of what was settled late. A leg counts with its request, as in every report.

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::domain::day::{Day, Moment};
use crate::domain::stage::Owed;
use crate::store::error::StoreError;
use crate::store::query::{Query, Show};
use crate::store::read::Read;

/// One number that is told of an officer or a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeadNumber {
    /// Open and late.
    Overdue,
    /// Of those, without an apology and without a reason for none.
    OverdueMissing,
    /// Settled late since the first day of the year.
    Settled,
    /// Of those, without an apology and without a reason for none.
    SettledMissing,
    /// Open, not late, near the due date.
    DueSoon,
    /// Components not digitized.
    Components,
    /// Result not digitized.
    Result,
    /// Work done, not closed on the portal.
    NotClosed,
}

impl HeadNumber {
    /// Every number, in the order of the page.
    pub const ALL: [HeadNumber; 8] = [
        HeadNumber::Overdue,
        HeadNumber::OverdueMissing,
        HeadNumber::Settled,
        HeadNumber::SettledMissing,
        HeadNumber::DueSoon,
        HeadNumber::Components,
        HeadNumber::Result,
        HeadNumber::NotClosed,
    ];

    /// What the list of its dossiers is called.
    pub const fn label(self) -> &'static str {
        match self {
            HeadNumber::Overdue => "Đang quá hạn",
            HeadNumber::OverdueMissing => "Đang quá hạn, chưa xin lỗi, chưa ghi lý do",
            HeadNumber::Settled => "Đã xong quá hạn trong năm",
            HeadNumber::SettledMissing => "Đã xong quá hạn trong năm, chưa xin lỗi, chưa ghi lý do",
            HeadNumber::DueSoon => "Sắp đến hạn",
            HeadNumber::Components => "Chưa số hóa thành phần",
            HeadNumber::Result => "Chưa số hóa kết quả",
            HeadNumber::NotClosed => "Xong việc, chưa kết thúc trên Cổng",
        }
    }

    /// The heading of its column.
    pub const fn short(self) -> &'static str {
        match self {
            HeadNumber::Overdue => "Q.hạn",
            HeadNumber::OverdueMissing => "Chưa XL",
            HeadNumber::Settled => "Xong trễ",
            HeadNumber::SettledMissing => "Chưa XL*",
            HeadNumber::DueSoon => "Sắp hạn",
            HeadNumber::Components => "SH giấy",
            HeadNumber::Result => "SH k.quả",
            HeadNumber::NotClosed => "Chưa KT",
        }
    }

    fn show(self) -> Option<Show> {
        match self {
            HeadNumber::Overdue => Some(Show::Overdue),
            HeadNumber::OverdueMissing => Some(Show::OverdueWithoutApology),
            HeadNumber::Settled | HeadNumber::SettledMissing => None,
            HeadNumber::DueSoon => Some(Show::Warned),
            HeadNumber::Components => Some(Show::Owed(Owed::DigitizeComponents)),
            HeadNumber::Result => Some(Show::Owed(Owed::DigitizeResult)),
            HeadNumber::NotClosed => Some(Show::Owed(Owed::Close)),
        }
    }
}

/// What is summed: requests, not their legs.
const REQUESTS: &str = "d.leg_of IS NULL";

/// By what the numbers are told apart. Reception answers for components, settlement for the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum HeadGroup {
    /// By officer.
    #[default]
    Officer,
    /// By field.
    Field,
}

impl HeadGroup {
    const fn column(self, number: HeadNumber) -> &'static str {
        match (self, number) {
            (HeadGroup::Field, _) => "d.field_id",
            (HeadGroup::Officer, HeadNumber::Components) => "d.received_by",
            (HeadGroup::Officer, _) => "d.handled_by",
        }
    }
}

/// What the numbers are counted at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadAt {
    /// Now.
    pub now: Moment,
    /// The first day of the year of what was settled.
    pub year_from: Day,
}

impl Read<'_> {
    /// One number for every officer (or field) that has any: its id, 0 for none, and the count.
    pub fn head_counts(&self, number: HeadNumber, group: HeadGroup, at: HeadAt) -> Result<Vec<(i64, u64)>, StoreError> {
        let (from, wheres, bound) = self.head_set(number, at)?;
        let key = group.column(number);
        let sql = format!("SELECT ifnull({key}, 0), count(*) FROM {from} WHERE {wheres} GROUP BY 1");
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(bound), |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))?;
        let counted = rows.map(|row| row.map(|(key, n)| (key, u64::try_from(n).unwrap_or(0))));
        Ok(counted.collect::<Result<_, _>>()?)
    }

    /// The dossiers behind one number, newest last: of one officer (or field; 0 for those without), or of all.
    pub fn head_dossiers(
        &self,
        number: HeadNumber,
        group: HeadGroup,
        of: Option<i64>,
        at: HeadAt,
    ) -> Result<Vec<i64>, StoreError> {
        let (from, mut wheres, mut bound) = self.head_set(number, at)?;
        if let Some(of) = of {
            wheres.push_str(&format!(" AND ifnull({}, 0) = ?", group.column(number)));
            bound.push(Value::Integer(of));
        }
        let mut statement =
            self.conn().prepare_cached(&format!("SELECT d.id FROM {from} WHERE {wheres} ORDER BY d.id"))?;
        let rows = statement.query_map(params_from_iter(bound), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Names of fields by id.
    pub fn field_names(&self) -> Result<Vec<(i64, String)>, StoreError> {
        let mut statement = self.conn().prepare_cached("SELECT id, name FROM field")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn head_set(&self, number: HeadNumber, at: HeadAt) -> Result<(&'static str, String, Vec<Value>), StoreError> {
        let Some(show) = number.show() else {
            let missing = if number == HeadNumber::SettledMissing {
                " AND d.apology_issued_at IS NULL AND d.no_apology_reason = ''"
            } else {
                ""
            };
            let wheres =
                format!("d.voided = 0 AND {REQUESTS} AND d.late_from <= d.settled_at AND d.settled_at >= ?{missing}");
            let from = "dossier d INDEXED BY dossier_settled_late";
            return Ok((from, wheres, vec![Value::from(at.year_from.start().to_string())]));
        };
        let conditions = self.conditions(&Query { show, ..Query::default() }, at.now, true)?;
        let mut conditions = conditions.ok_or_else(|| StoreError::Missing("a set of dossiers".to_owned()))?;
        conditions.add(REQUESTS);
        let from = conditions.counted_from(show);
        Ok((from, conditions.sql.join(" AND "), conditions.bound))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    /// At any size of the register a number reads a small index, never every dossier.
    #[test]
    fn every_number_is_found_in_a_small_index() {
        let store = Store::in_memory().expect("a register");
        let now: Moment = "2026-11-21 09:00".parse().expect("a moment");
        let at = HeadAt { now, year_from: "2026-01-01".parse().expect("a day") };
        for number in HeadNumber::ALL {
            let (from, wheres, bound) = store.read().head_set(number, at).expect("a set");
            let sql = format!("EXPLAIN QUERY PLAN SELECT d.handled_by, count(*) FROM {from} WHERE {wheres} GROUP BY 1");
            let mut statement = store.read().conn().prepare(&sql).expect("a statement");
            let steps = statement.query_map(params_from_iter(bound), |row| row.get::<_, String>(3)).expect("a plan");
            let steps: Vec<String> = steps.collect::<Result<_, _>>().expect("a plan");
            let led = steps.first().map_or("", String::as_str);
            assert!(led.starts_with("SEARCH d USING") || led.starts_with("SEARCH owed"), "{number:?}: {steps:?}");
        }
    }
}
