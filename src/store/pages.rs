//! Lists by key: windows of dossiers sought by the sort key, never by counting rows, so that a page costs the same
//! at any size of the register.

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::domain::day::Moment;
use crate::store::error::StoreError;
use crate::store::find::{MATCH, WORDS};
pub use crate::store::list_column::{ListColumn, SORT_MOST};
pub use crate::store::list_row::{ListRow, More};
use crate::store::list_row::{ROW_COLUMNS, ROW_FROM, list_row};
use crate::store::order::How;
pub use crate::store::order::Order;
pub use crate::store::query::{Query, Show};
use crate::store::read::Read;
use crate::store::walked::Walk;

/// One part of a list.
#[derive(Clone, Copy, Debug)]
enum Part {
    /// All of it.
    Whole,
    /// Rows with a value of this expression.
    Valued(&'static str),
    /// Rows without one.
    Gap(&'static str),
}

/// Where a page begins: the sort key and id of the row beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub(in crate::store) key: Value,
    pub(in crate::store) id: i64,
    pub(in crate::store) itself: bool,
}

impl Place {
    /// The same place, with the row itself as the first of the page.
    pub fn with_itself(self) -> Place {
        Place { itself: true, ..self }
    }
}

/// Which way a page runs from its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Rows after the place.
    After,
    /// Rows before the place, returned in list order all the same.
    Before,
}

impl Read<'_> {
    /// Up to `limit` rows of a list, beginning beside `place` (or at the list's edge), in list order.
    pub fn page(
        &self,
        query: &Query,
        now: Moment,
        place: Option<&Place>,
        way: Way,
        limit: usize,
    ) -> Result<Vec<ListRow>, StoreError> {
        if self.few(&query.find)?.is_some() {
            return self.sorted_page(query, now, query.order.in_memory(), place, way, limit);
        }
        match query.order.how() {
            How::Key(key, down) => self.part(query, now, (key, down), Part::Whole, place, way, limit),
            How::Gaps(key, down) => self.with_gaps(query, now, (key, down), place, way, limit),
            How::Memory(sort, down) => self.sorted_page(query, now, (sort, down), place, way, limit),
        }
    }

    /// A page of rows with a value and, behind them, rows without one.
    fn with_gaps(
        &self,
        query: &Query,
        now: Moment,
        (key, down): (&'static str, bool),
        place: Option<&Place>,
        way: Way,
        limit: usize,
    ) -> Result<Vec<ListRow>, StoreError> {
        let valued = |place: Option<&Place>, limit: usize| {
            self.part(query, now, (key, down), Part::Valued(key), place, way, limit)
        };
        let gap = |place: Option<&Place>, limit: usize| {
            self.part(query, now, ("d.id", down), Part::Gap(key), place, way, limit)
        };
        let in_gap = place.map(|place| place.key == Value::Null);
        Ok(match (way, in_gap) {
            (Way::After, Some(true)) => gap(place, limit)?,
            (Way::After, _) => {
                let mut rows = valued(place, limit)?;
                if rows.len() < limit {
                    rows.extend(gap(None, limit - rows.len())?);
                }
                rows
            }
            (Way::Before, Some(false)) => valued(place, limit)?,
            (Way::Before, _) => {
                let tail = gap(place, limit)?;
                let mut rows = if tail.len() < limit { valued(None, limit - tail.len())? } else { Vec::new() };
                rows.extend(tail);
                rows
            }
        })
    }

    /// A page of a part of the list, sought by its key.
    #[allow(clippy::too_many_arguments, reason = "a page has as many sides")]
    fn part(
        &self,
        query: &Query,
        now: Moment,
        (key, descends): (&'static str, bool),
        part: Part,
        place: Option<&Place>,
        way: Way,
        limit: usize,
    ) -> Result<Vec<ListRow>, StoreError> {
        let forward = descends != (way == Way::After);
        if key != "d.id"
            && let Some(words) = self.common_words(&query.find)?
            && let Some(mut ids) = self.walked(query, now, &Walk { words: &words, key, forward }, place, limit)?
        {
            if way == Way::Before {
                ids.reverse();
            }
            return self.rows_of(&ids);
        }
        // In the order of entry no index holds what is late: a walk would pass every open dossier that is not.
        if key == "d.id"
            && matches!(part, Part::Whole)
            && let Some(mut ids) = self.late_by_entry(query, now, forward, place, limit)?
        {
            if way == Way::Before {
                ids.reverse();
            }
            return self.rows_of(&ids);
        }
        let asked = self.statement(query, now, (key, descends), part, place, way, limit)?;
        let Some((sql, bound)) = asked else { return Ok(Vec::new()) };
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(bound))?;
        let mut found = Vec::with_capacity(limit.min(256));
        while let Some(row) = rows.next()? {
            found.push(list_row(row)?);
        }
        if way == Way::Before {
            found.reverse();
        }
        Ok(found)
    }

    /// The statement for that, with what is bound to it; `None` where nothing can match.
    #[allow(clippy::too_many_arguments, reason = "a page has as many sides")]
    fn statement(
        &self,
        query: &Query,
        now: Moment,
        (key, descends): (&'static str, bool),
        part: Part,
        place: Option<&Place>,
        way: Way,
        limit: usize,
    ) -> Result<Option<(String, Vec<Value>)>, StoreError> {
        let Some(mut conditions) = self.conditions(query, now, key == "d.id")? else { return Ok(None) };
        match part {
            Part::Whole => {}
            Part::Valued(key) => conditions.add(&format!("{key} IS NOT NULL")),
            Part::Gap(key) => conditions.add(&format!("{key} IS NULL")),
        }
        let key = if key == "d.id" { conditions.id } else { key };
        let by_id = key == conditions.id;
        let forward = descends != (way == Way::After);
        if let Some(place) = place {
            let sign = match (forward, place.itself) {
                (true, false) => ">",
                (false, false) => "<",
                (true, true) => ">=",
                (false, true) => "<=",
            };
            if by_id {
                conditions.sql.push(format!("{key} {sign} ?"));
            } else {
                conditions.sql.push(format!("({key}, d.id) {sign} (?, ?)"));
                conditions.bound.push(place.key.clone());
            }
            conditions.bound.push(Value::Integer(place.id));
        }
        let direction = if forward { "ASC" } else { "DESC" };
        let sort = if by_id { format!("{key} {direction}") } else { format!("{key} {direction}, d.id {direction}") };
        let sql = conditions.select(&sort, by_id, direction, limit);
        Ok(Some((sql, conditions.bound)))
    }

    /// The place of a row in an order; `None` where it has none.
    pub fn place(&self, order: Order, id: i64, now: Moment) -> Result<Option<Place>, StoreError> {
        let (key, gaps) = match order.how() {
            How::Key(key, _) => (key, false),
            How::Gaps(key, _) => (key, true),
            How::Memory(sort, _) => return self.place_in_memory(sort, id, now),
        };
        let sql = format!("SELECT {key} FROM dossier d WHERE d.id = ?1");
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        let key: Option<Value> = rows.next()?.map(|row| row.get(0)).transpose()?;
        Ok(key.filter(|key| gaps || *key != Value::Null).map(|key| Place { key, id, itself: false }))
    }

    /// Rows of given dossiers, in the given order: what a figure opens.
    pub fn rows_of(&self, ids: &[i64]) -> Result<Vec<ListRow>, StoreError> {
        let sql = format!("SELECT {ROW_COLUMNS} FROM dossier d {ROW_FROM} WHERE d.id = ?1");
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            let mut rows = statement.query([id])?;
            if let Some(row) = rows.next()? {
                found.push(list_row(row)?);
            }
        }
        Ok(found)
    }

    /// The count of what common words find in a set that an index of its own holds: the set is read and the index of words
    /// asked which of it it holds. Led by the words, every dossier that they find would be looked at.
    fn count_among_few(&self, query: &Query, now: Moment, most: usize) -> Result<Option<usize>, StoreError> {
        let wordless = Query { find: String::new(), ..query.clone() };
        let Some(mut conditions) = self.conditions(&wordless, now, true)? else { return Ok(None) };
        let from = conditions.counted_from(query.show);
        if from == "dossier d" {
            return Ok(None);
        }
        let Some(words) = self.common_words(&query.find)? else { return Ok(None) };
        conditions.name_officer();
        let sql = format!("SELECT d.id FROM {from} WHERE {}", conditions.sql.join(" AND "));
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(conditions.bound), |row| row.get(0))?;
        let ids: Vec<i64> = rows.collect::<Result<_, _>>()?;
        Ok(Some(self.worded(&words, &ids)?.len().min(most)))
    }

    /// How many rows a list has: exactly where that is tallied, else counted no further than `most`.
    pub fn count(&self, query: &Query, now: Moment, most: usize) -> Result<usize, StoreError> {
        if let Some(n) = self.tallied(query, now)? {
            return Ok(usize::try_from(n).unwrap_or(usize::MAX));
        }
        if self.few(&query.find)?.is_some() {
            let (sort, down) = query.order.in_memory();
            return Ok(self.sorted(query, now, sort, down)?.map_or(0, |all| all.len()).min(most));
        }
        if let Some(n) = self.count_among_few(query, now, most)? {
            return Ok(n);
        }
        let Some(mut conditions) = self.conditions(query, now, true)? else { return Ok(0) };
        conditions.name_officer();
        let from = conditions.counted_from(query.show);
        let (from, sql) = if from == WORDS && conditions.sql.len() == 2 {
            // Nothing but words is asked, and the index of words holds no voided dossier: it alone can count.
            ("dossier_search", vec![MATCH.to_owned()])
        } else {
            (from, conditions.sql)
        };
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {from} WHERE {} LIMIT {most})", sql.join(" AND "));
        let n: i64 =
            self.conn().prepare_cached(&sql)?.query_row(params_from_iter(conditions.bound), |row| row.get(0))?;
        Ok(usize::try_from(n).unwrap_or(0))
    }

    /// The length of a list that was counted to its end, here or by another connection, and is still true.
    pub fn known_length(&self, query: &Query, now: Moment) -> Result<Option<usize>, StoreError> {
        Ok(self.found()?.and_then(|(found, head)| found.length(head, query, now)))
    }

    /// How many rows a list has, counted to its end and remembered.
    pub fn whole_length(&self, query: &Query, now: Moment) -> Result<usize, StoreError> {
        let kept = self.found()?;
        let n = self.count(query, now, i64::MAX as usize)?;
        if let Some((found, head)) = kept {
            found.keep_length(head, query.clone(), now, n);
        }
        Ok(n)
    }
}

#[cfg(test)]
pub(in crate::store) mod tests {
    use super::*;
    use crate::store::Store;

    /// The plans of the statements that fetch a page from a place within the list.
    pub(in crate::store) fn plans(read: &Read<'_>, query: &Query, now: Moment) -> Vec<String> {
        let parts = match query.order.how() {
            How::Key(key, down) => vec![(key, down, Part::Whole)],
            How::Gaps(key, down) => vec![(key, down, Part::Valued(key)), ("d.id", down, Part::Gap(key))],
            How::Memory(..) => Vec::new(),
        };
        let place = Place { key: Value::from("2026-11-20 09:15".to_owned()), id: 7, itself: false };
        let mut found = Vec::new();
        for (key, down, part) in parts {
            let asked = read.statement(query, now, (key, down), part, Some(&place), Way::After, 60);
            let Some((sql, bound)) = asked.expect("a statement") else { continue };
            let mut plan = read.conn().prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect("a plan");
            let lines = plan.query_map(params_from_iter(bound), |row| row.get::<_, String>(3)).expect("lines");
            found.extend(lines.map(|line| line.expect("a line")));
        }
        found
    }

    #[test]
    fn a_number_is_sought_in_its_indexes_also_beyond_a_place_and_in_any_order() {
        let store = Store::in_memory().expect("a register");
        let now: Moment = "2026-11-20 09:15".parse().expect("a moment");
        for order in Order::ALL {
            let query = Query { find: "091234567".to_owned(), order, ..Query::default() };
            let plan = plans(&store.read(), &query, now).join("\n");
            assert!(
                plan.contains("dossier_by_phone") && plan.contains("SEARCH d USING INTEGER PRIMARY KEY (rowid=?)"),
                "{order:?}: {plan}"
            );
        }
    }

    #[test]
    fn a_short_list_in_the_order_of_the_clock_is_led_by_its_own_index() {
        let store = Store::in_memory().expect("a register");
        let now: Moment = "2026-11-20 09:15".parse().expect("a moment");
        let led = |show| {
            let query = Query { show, order: Order::Due, ..Query::default() };
            store.read().page(&query, now, None, Way::After, 5).expect("a page that its index can answer");
            store.read().conditions(&query, now, false).expect("read").expect("conditions").from
        };
        for (show, index) in [
            (Show::Warned, "dossier_warned"),
            (Show::ApologyDue, "dossier_apology_due"),
            (Show::HandoverLate, "dossier_handover_due"),
            (Show::AcceptanceLate, "dossier_acceptance_due"),
            (Show::AcceptanceNear(now), "dossier_acceptance_due"),
            (Show::DueOn(now.day), "dossier_open_by_day"),
            (Show::Paused, "dossier_open_paused"),
            (Show::Unanswered, "dossier_unanswered"),
            (Show::OnClock, "dossier_by_clock"),
            (Show::Overdue, "dossier_by_clock"),
        ] {
            assert_eq!(led(show), format!("dossier d INDEXED BY {index}"), "{show:?}");
        }
    }
}
