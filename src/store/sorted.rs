//! Lists in an order that no index holds: sorted in memory, and only while they are short enough for that.
//!
//! What is not short enough keeps the order of entry, so that no row is lost; the screen asks beforehand and says so.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use crate::domain::collation::sort_key;
use crate::domain::day::Moment;
use crate::domain::dossier::Outcome;
use crate::domain::stage::{Milestones, Stage, stage};
use crate::store::error::StoreError;
use crate::store::find::{FEW, Sought};
use crate::store::found::{InOrder, Key, Sorted};
use crate::store::list_column::{ListColumn, SORT_MOST, Sort};
use crate::store::list_row::ROW_FROM;
use crate::store::pages::{ListRow, Order, Place, Query, Way};
use crate::store::read::{self, Read};

/// Keys made once for each text: thousands of dossiers have a handful of procedures.
#[derive(Default)]
struct Keys(HashMap<String, Arc<str>>);

impl Keys {
    fn of(&mut self, sort: Sort, row: &Row<'_>, now: Moment) -> Result<Key, StoreError> {
        if sort == Sort::Stage {
            return Ok(Some(format!("{:02}", stage(&milestones(row)?, now) as u8).into()));
        }
        let text: Option<String> = row.get(1)?;
        if matches!(sort, Sort::Index(_) | Sort::Gaps(_)) {
            return Ok(text.map(Arc::from));
        }
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
        Ok(Some(match sort {
            Sort::Text(_) => self.0.entry(text).or_insert_with_key(|text| sort_key(text).into()).clone(),
            _ => text.into(),
        }))
    }
}

fn milestones(row: &Row<'_>) -> Result<Milestones, StoreError> {
    Ok(Milestones {
        accepted_at: read::moment(row, 1)?,
        done_at: read::moment(row, 2)?,
        settled_at: read::moment(row, 3)?,
        returned_at: read::moment(row, 4)?,
        outcome: read::word(row, 5, Outcome::from_code)?,
        paused: row.get(6)?,
    })
}

/// What is read of each row.
const fn expression(sort: Sort) -> &'static str {
    match sort {
        Sort::Index(expression) | Sort::Gaps(expression) | Sort::Plain(expression) | Sort::Text(expression) => {
            expression
        }
        Sort::Entry => "NULL",
        Sort::Stage => "d.accepted_at, d.done_at, d.settled_at, d.returned_at, d.outcome, d.paused_since IS NOT NULL",
    }
}

/// The order of two rows in a list.
fn compare(left: &(Key, i64), right: &(Key, i64), down: bool) -> Ordering {
    let turned = |order: Ordering| if down { order.reverse() } else { order };
    match (&left.0, &right.0) {
        (Some(one), Some(other)) => turned(one.cmp(other)).then(turned(left.1.cmp(&right.1))),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => turned(left.1.cmp(&right.1)),
    }
}

fn in_turn(mut all: Vec<(Key, i64)>, down: bool) -> Vec<(Key, i64)> {
    all.sort_unstable_by(|left, right| compare(left, right, down));
    all
}

/// The query without the values that no index holds: what has to be looked through for them.
fn looked_through(query: &Query) -> Query {
    let only = query.only.iter().filter(|(column, _)| !column.narrows_short()).cloned().collect();
    Query { only, ..query.clone() }
}

impl Read<'_> {
    /// The length of a list that is too long for its order, or for a value that it would have to be looked through for; counted no further than needed; one that an index holds is
    /// never too long.
    pub fn too_long(&self, query: &Query, now: Moment) -> Result<Option<usize>, StoreError> {
        if query.only.iter().any(|(column, _)| column.narrows_short()) {
            let n = self.count(&Query { order: Order::Newest, ..looked_through(query) }, now, SORT_MOST + 1)?;
            return Ok(Some(n).filter(|n| *n > SORT_MOST));
        }
        if query.order.indexed() || matches!(self.in_order_already(query, now)?, Some(Some(_))) {
            return Ok(None);
        }
        Ok(Some(self.count(query, now, SORT_MOST + 1)?).filter(|n| *n > SORT_MOST))
    }

    /// Ids of the dossiers in a stage, as a list of JSON, among those that a query would find without values that have
    /// to be looked for row by row. A stage follows from moments, so it is told here as everywhere else.
    pub(in crate::store) fn in_stage(&self, query: &Query, now: Moment, label: &str) -> Result<String, StoreError> {
        let wanted = Stage::ALL.into_iter().find(|stage| stage.label() == label);
        let wanted = wanted.map(|stage| Arc::from(format!("{:02}", stage as u8)));
        let all = self.sorted(&looked_through(query), now, Sort::Stage, false)?.unwrap_or_default();
        let ids: Vec<String> = all.iter().filter(|(key, _)| *key == wanted).map(|(_, id)| id.to_string()).collect();
        Ok(format!("[{}]", ids.join(",")))
    }

    /// Which of some dossiers a list holds.
    pub fn among(&self, query: &Query, now: Moment, ids: &[i64]) -> Result<Vec<i64>, StoreError> {
        let held = self.holding(query, now, ids)?;
        let mut among: Vec<i64> = ids.iter().copied().filter(|id| held.contains(id)).collect();
        match self.sought(&query.find)? {
            _ if query.find.trim().is_empty() => {}
            Sought::Words(matched) => {
                let worded = self.worded(&matched, &among)?;
                among.retain(|id| worded.contains(id));
            }
            Sought::Nothing => among.clear(),
            Sought::Code(_) | Sought::Digits(_) => {
                // Such a list is short.
                let found = self.found_ids(query, now)?;
                among.retain(|id| found.contains(id));
            }
        }
        Ok(among)
    }

    /// Every dossier of a list that a number or a code finds.
    fn found_ids(&self, query: &Query, now: Moment) -> Result<HashSet<i64>, StoreError> {
        let Some(mut conditions) = self.conditions(query, now, true)? else { return Ok(HashSet::new()) };
        conditions.name_officer();
        let sql = format!("SELECT d.id FROM {} WHERE {}", conditions.from, conditions.sql.join(" AND "));
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(conditions.bound), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Given dossiers in the order of a column; those without a value stand last, equal ones in the order of entry.
    pub fn in_order(&self, ids: &[i64], column: ListColumn, down: bool, now: Moment) -> Result<Vec<i64>, StoreError> {
        let mut all: Vec<(Key, i64)> = Vec::with_capacity(ids.len());
        for id in ids {
            let key = match self.place(Order::By(column, down), *id, now)?.map(|place| place.key) {
                Some(Value::Text(text)) => Some(Arc::from(text)),
                _ => None,
            };
            all.push((key, *id));
        }
        all.sort_unstable_by(|left, right| compare(left, right, down));
        Ok(all.into_iter().map(|(_, id)| id).collect())
    }

    /// A page of a list that is sorted in memory.
    pub(in crate::store) fn sorted_page(
        &self,
        query: &Query,
        now: Moment,
        (sort, down): (Sort, bool),
        place: Option<&Place>,
        way: Way,
        limit: usize,
    ) -> Result<Vec<ListRow>, StoreError> {
        let Some(all) = self.sorted(query, now, sort, down)? else {
            let by_entry = Query { order: if down { Order::Newest } else { Order::Oldest }, ..query.clone() };
            return self.page(&by_entry, now, place, way, limit);
        };
        let here = place.map(|place| {
            let key = match &place.key {
                Value::Text(text) => Some(Arc::from(text.as_str())),
                _ => None,
            };
            ((key, place.id), place.itself)
        });
        let before = |with: bool| {
            here.as_ref().map(|(here, itself)| {
                all.partition_point(|row| match compare(row, here, down) {
                    Ordering::Less => true,
                    Ordering::Equal => *itself == with,
                    Ordering::Greater => false,
                })
            })
        };
        let part = match way {
            // The place itself belongs to the page where that was asked for.
            Way::After => {
                let from = before(false).unwrap_or(0);
                &all[from..(from + limit).min(all.len())]
            }
            Way::Before => {
                let to = before(true).unwrap_or(all.len());
                &all[to.saturating_sub(limit)..to]
            }
        };
        self.rows_of(&part.iter().map(|(_, id)| *id).collect::<Vec<_>>())
    }

    /// Whether a list of an order that no index holds is in that order already, so that a page of it is cut at once.
    pub fn is_in_order(&self, query: &Query, now: Moment) -> Result<bool, StoreError> {
        Ok(self.in_order_already(query, now)?.is_some())
    }

    fn in_order_already(&self, query: &Query, now: Moment) -> Result<Option<Option<InOrder>>, StoreError> {
        let (sort, down) = query.order.in_memory();
        let list = Sorted { query: query.clone(), now, sort, down };
        Ok(self.found()?.and_then(|(found, head)| found.list(head, &list)))
    }

    /// Keys and ids of a list in its order; `None` where there are too many.
    pub(in crate::store) fn sorted(
        &self,
        query: &Query,
        now: Moment,
        sort: Sort,
        down: bool,
    ) -> Result<Option<InOrder>, StoreError> {
        let list = Sorted { query: query.clone(), now, sort, down };
        let kept = self.found()?;
        if let Some(order) = kept.and_then(|(found, head)| found.list(head, &list)) {
            return Ok(order);
        }
        let order = self.sorted_anew(&list)?.map(Arc::new);
        if let Some((found, head)) = kept {
            found.keep_list(head, list, order.clone());
        }
        Ok(order)
    }

    fn sorted_anew(&self, list: &Sorted) -> Result<Option<Vec<(Key, i64)>>, StoreError> {
        let Sorted { query, now, sort, down } = list;
        let Some(mut conditions) = self.conditions(query, *now, true)? else { return Ok(Some(Vec::new())) };
        conditions.name_officer();
        let nothing_else = conditions.from == FEW && conditions.sql.len() == 1;
        if *sort == Sort::Entry && nothing_else {
            // The index of words holds nothing that is voided: no dossier has to be looked at.
            return Ok(self.few(&query.find)?.map(|ids| in_turn(ids.iter().map(|id| (None, *id)).collect(), *down)));
        }
        let (from, wheres) = (conditions.from, conditions.sql.join(" AND "));
        let (read, most) = (expression(*sort), SORT_MOST + 1);
        let sql = format!("SELECT d.id, {read} FROM {from} {ROW_FROM} WHERE {wheres} LIMIT {most}");
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(conditions.bound))?;
        let (mut all, mut keys) = (Vec::new(), Keys::default());
        while let Some(row) = rows.next()? {
            all.push((keys.of(*sort, row, *now)?, row.get(0)?));
        }
        if all.len() > SORT_MOST {
            return Ok(None);
        }
        Ok(Some(in_turn(all, *down)))
    }

    /// The place of a row in such an order.
    pub(in crate::store) fn place_in_memory(
        &self,
        sort: Sort,
        id: i64,
        now: Moment,
    ) -> Result<Option<Place>, StoreError> {
        let sql = format!("SELECT d.id, {} FROM dossier d {ROW_FROM} WHERE d.id = ?1", expression(sort));
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let key = Keys::default().of(sort, row, now)?.map_or(Value::Null, |key| Value::Text(key.to_string()));
        Ok(Some(Place { key, id, itself: false }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::open::Store;
    use crate::store::pages::Show;

    /// What SQLite does for the statements of a page, one line a step.
    fn plan(store: &Store, query: &Query) -> String {
        let now: Moment = "2026-11-20 09:15".parse().expect("a moment");
        crate::store::pages::tests::plans(&store.read(), query, now).join("\n")
    }

    #[test]
    fn an_order_with_an_index_reads_no_more_than_its_page() {
        let store = Store::in_memory().expect("a register");
        for column in ListColumn::ALL.into_iter().filter(|column| column.indexed()) {
            for down in [false, true] {
                let query = Query { order: Order::By(column, down), ..Query::default() };
                let plan = plan(&store, &query);
                assert!(plan.contains("USING INDEX"), "{column:?}: {plan}");
                assert!(!plan.contains("TEMP B-TREE"), "{column:?}: {plan}");
            }
        }
    }

    #[test]
    fn a_value_that_narrows_a_list_is_sought_in_an_index() {
        let store = Store::in_memory().expect("a register");
        for column in ListColumn::ALL.into_iter().filter(|column| column.narrows()) {
            let value = if matches!(column.sort(), Sort::Gaps(_)) || column == ListColumn::Returned {
                "2026-11-20"
            } else {
                "direct"
            };
            let query = Query { only: vec![(column, value.to_owned())], show: Show::All, ..Query::default() };
            let plan = plan(&store, &query);
            assert!(plan.contains("SEARCH d USING INDEX"), "{column:?}: {plan}");
        }
    }
}
