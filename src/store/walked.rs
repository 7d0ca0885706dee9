//! Pages of what common words find, in another order than that of entry: the index of the order is walked a block at a
//! time, and of each block only those rows are looked at that the index of words holds.
//!
//! To put all in order that a common word finds would cost more with every dossier of the register; a page of a common
//! word is found after a few steps. Words that find little are put in order one by one (see `find`).

use std::collections::HashSet;

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::domain::day::Moment;
use crate::store::error::StoreError;
use crate::store::pages::{Order, Place, Query};
use crate::store::read::Read;

/// Steps of the first block; each next one is four times as long.
const FIRST_BLOCK: usize = 250;

/// Steps after which a walk is given up: words whose dossiers all lie far from the edge of the order (a family name in
/// the order of names) are then put in order one by one after all.
const WALKED_MOST: usize = 40_000;

/// Dossiers whose conditions are looked at together.
const LOOKED_AT: usize = 250;

/// How an index is walked.
pub(in crate::store) struct Walk<'a> {
    /// The words, as the index of words is asked for them.
    pub(in crate::store) words: &'a str,
    /// The order's sort expression; rows without a value are not met.
    pub(in crate::store) key: &'static str,
    /// From small to large.
    pub(in crate::store) forward: bool,
}

impl Walk<'_> {
    /// The statement of one block beyond a place. It asks nothing that the index does not hold; what is voided is not in
    /// the index of words.
    fn statement(&self, order: Order, place: Option<&Place>, block: usize) -> (String, Vec<Value>) {
        let key = self.key;
        let (from, mut wheres) = if order == Order::Due {
            ("dossier d INDEXED BY dossier_by_clock", "d.settled_at IS NULL AND d.voided = 0 AND ".to_owned())
        } else {
            ("dossier d", String::new())
        };
        wheres.push_str(&format!("{key} IS NOT NULL"));
        let mut bound = Vec::new();
        if let Some(place) = place {
            let equal = if place.itself { "=" } else { "" };
            let sign = if self.forward { ">" } else { "<" };
            wheres.push_str(&format!(" AND ({key}, d.id) {sign}{equal} (?, ?)"));
            bound.extend([place.key.clone(), Value::Integer(place.id)]);
        }
        let direction = if self.forward { "ASC" } else { "DESC" };
        let sql = format!(
            "SELECT {key}, d.id FROM {from} WHERE {wheres} ORDER BY {key} {direction}, d.id {direction} LIMIT {block}"
        );
        (sql, bound)
    }
}

impl Read<'_> {
    /// Ids of up to `limit` rows beyond a place, in the order of the walk; `None` where they are not met soon.
    pub(in crate::store) fn walked(
        &self,
        query: &Query,
        now: Moment,
        walk: &Walk<'_>,
        place: Option<&Place>,
        limit: usize,
    ) -> Result<Option<Vec<i64>>, StoreError> {
        let (mut found, mut at, mut block, mut walked) = (Vec::new(), place.cloned(), FIRST_BLOCK, 0);
        loop {
            let steps = self.steps(query.order, walk, at.as_ref(), block)?;
            let ids: Vec<i64> = steps.iter().map(|step| step.id).collect();
            let worded = self.worded(walk.words, &ids)?;
            let worded: Vec<i64> = ids.into_iter().filter(|id| worded.contains(id)).collect();
            for some in worded.chunks(LOOKED_AT) {
                let held = self.holding(query, now, some)?;
                found.extend(some.iter().filter(|id| held.contains(id)));
                if found.len() >= limit {
                    found.truncate(limit);
                    return Ok(Some(found));
                }
            }
            walked += steps.len();
            if steps.len() < block {
                return Ok(Some(found));
            }
            if walked >= WALKED_MOST {
                return Ok(None);
            }
            at = steps.into_iter().last();
            block = (block * 4).min(WALKED_MOST);
        }
    }

    /// Keys and ids of one block.
    fn steps(
        &self,
        order: Order,
        walk: &Walk<'_>,
        place: Option<&Place>,
        block: usize,
    ) -> Result<Vec<Place>, StoreError> {
        let (sql, bound) = walk.statement(order, place, block);
        let mut statement = self.conn().prepare_cached(&sql)?;
        let steps = statement
            .query_map(params_from_iter(bound), |row| Ok(Place { key: row.get(0)?, id: row.get(1)?, itself: false }))?;
        Ok(steps.collect::<Result<_, _>>()?)
    }

    /// Which of some dossiers a list holds, words to find apart.
    pub(in crate::store) fn holding(
        &self,
        query: &Query,
        now: Moment,
        ids: &[i64],
    ) -> Result<HashSet<i64>, StoreError> {
        let wordless = Query { find: String::new(), ..query.clone() };
        let Some(mut conditions) = self.conditions(&wordless, now, false)? else { return Ok(HashSet::new()) };
        conditions.name_officer();
        let wanted = ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
        // Led by the ids, whatever index the list itself is led by.
        let sql = format!("SELECT d.id FROM dossier d WHERE d.id IN ({wanted}) AND {}", conditions.sql.join(" AND "));
        let mut statement = self.conn().prepare(&sql)?;
        let rows = statement.query_map(params_from_iter(conditions.bound), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
