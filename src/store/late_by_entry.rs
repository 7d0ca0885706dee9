//! Open late dossiers in the order of entry, a page at a time.
//!
//! Which open dossiers are late follows from the clock, so no index holds them in the order of entry, and a walk through
//! the open ones would pass all that are not late yet. But which of them became late in a month or on a day does not
//! follow from the clock: each such span has an order of entry of its own, and the spans are put together. A page costs
//! its rows and a look at each span, however many dossiers are open.

use rusqlite::{OptionalExtension, params};

use crate::domain::day::Moment;
use crate::store::error::StoreError;
use crate::store::pages::{Place, Query, Show};
use crate::store::read::Read;

/// How much of the text of a moment is its month, and its day.
const MONTH: usize = "2026-11".len();
const DAY: usize = "2026-11-21".len();

/// The open dossiers, as the indexes by span hold them.
const OPEN: &str = "settled_at IS NULL AND accepted_at IS NOT NULL AND voided = 0";

/// The dossiers by their spans of one width, each in the order of entry.
fn indexed(width: usize) -> &'static str {
    if width == MONTH {
        "dossier INDEXED BY dossier_open_by_late_month"
    } else {
        "dossier INDEXED BY dossier_open_by_late_day"
    }
}

fn direction(forward: bool) -> &'static str {
    if forward { "ASC" } else { "DESC" }
}

/// The ids nearest to the edge, nearest first, no more than a page holds.
struct Nearest {
    ids: Vec<i64>,
    limit: usize,
    forward: bool,
    /// No id at or before this one is on the page.
    beyond: Option<i64>,
}

impl Nearest {
    /// How an id of the page compares with one that is not: none beyond the place, and when the page is full none beyond
    /// its last.
    fn bounds(&self) -> (i64, i64) {
        let last = if self.ids.len() == self.limit { self.ids.last().copied() } else { None };
        if self.forward {
            (self.beyond.unwrap_or(i64::MIN), last.unwrap_or(i64::MAX))
        } else {
            (last.unwrap_or(i64::MIN), self.beyond.unwrap_or(i64::MAX))
        }
    }

    /// Whether a span can have anything for the page whose id nearest to the edge is this one.
    fn may_hold(&self, edge: i64) -> bool {
        let (after, before) = self.bounds();
        if self.forward { edge < before } else { edge > after }
    }

    fn take(&mut self, more: Vec<i64>) {
        self.ids.extend(more);
        self.ids.sort_unstable();
        if !self.forward {
            self.ids.reverse();
        }
        self.ids.truncate(self.limit);
    }
}

impl Read<'_> {
    /// Ids of up to `limit` open late dossiers beyond a place in the order of entry, from old to new where it is
    /// `forward`; `None` where the query asks for anything else.
    pub(in crate::store) fn late_by_entry(
        &self,
        query: &Query,
        now: Moment,
        forward: bool,
        place: Option<&Place>,
        limit: usize,
    ) -> Result<Option<Vec<i64>>, StoreError> {
        if *query != (Query { show: Show::Overdue, order: query.order, ..Query::default() }) {
            return Ok(None);
        }
        // A place that is itself the first of the page is passed by one that lies just before it.
        let beside = |place: &Place| match (place.itself, forward) {
            (false, _) => place.id,
            (true, true) => place.id - 1,
            (true, false) => place.id + 1,
        };
        let mut page = Nearest { ids: Vec::new(), limit, forward, beyond: place.map(beside) };
        let now = now.to_string();
        page.take(self.late_today(&now, page.bounds())?);
        // Who entered last became late last, by and large: what is near the edge fills the page first.
        let (months, days) = ((MONTH, "", &now[..MONTH]), (DAY, &now[..MONTH], &now[..DAY]));
        for (width, from, to) in if forward { [months, days] } else { [days, months] } {
            let (mut after, mut before) = (from.to_owned(), to.to_owned());
            while let Some((span, edge)) = self.late_span(width, (&after, &before), forward)? {
                if page.may_hold(edge) {
                    page.take(self.late_in(&span, &page)?);
                }
                if forward { after = span } else { before = span }
            }
        }
        Ok(Some(page.ids))
    }

    /// The next span between two, from the side that the page begins at, in which a dossier that is still open became
    /// late, and its id nearest to the edge.
    fn late_span(
        &self,
        width: usize,
        (after, before): (&str, &str),
        forward: bool,
    ) -> Result<Option<(String, i64)>, StoreError> {
        let (from, direction) = (indexed(width), direction(forward));
        let sql = format!(
            "SELECT substr(late_from, 1, {width}), id FROM {from} WHERE substr(late_from, 1, {width}) > ?1
             AND substr(late_from, 1, {width}) < ?2 AND {OPEN}
             ORDER BY substr(late_from, 1, {width}) {direction}, id {direction} LIMIT 1"
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        Ok(statement.query_row([after, before], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    /// What of a span may stand on a page.
    fn late_in(&self, span: &str, page: &Nearest) -> Result<Vec<i64>, StoreError> {
        let (from, width, direction) = (indexed(span.len()), span.len(), direction(page.forward));
        let sql = format!(
            "SELECT id FROM {from} WHERE substr(late_from, 1, {width}) = ?1 AND {OPEN} AND id > ?2 AND id < ?3
             ORDER BY id {direction} LIMIT ?4"
        );
        let ((after, before), most) = (page.bounds(), i64::try_from(page.limit).unwrap_or(i64::MAX));
        let mut statement = self.conn().prepare_cached(&sql)?;
        let ids = statement.query_map(params![span, after, before, most], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// What became late today, between two ids: one day's work, in no order.
    fn late_today(&self, now: &str, (after, before): (i64, i64)) -> Result<Vec<i64>, StoreError> {
        let sql = format!(
            "SELECT id FROM dossier INDEXED BY dossier_open_by_late WHERE late_from >= substr(?1, 1, 10)
             AND late_from <= ?1 AND {OPEN} AND id > ?2 AND id < ?3"
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let ids = statement.query_map(params![now, after, before], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}
