//! One list of dossiers: its query or its ids, the window the table holds, the questions under way.
//!
//! It turns what the table wants into questions and answers into windows. Keys and drawing are its screens'.

use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::day::Moment;
use crate::domain::number::vietnamese_number;
use crate::domain::rulebook::Rulebook;
use crate::store::pages::{ListRow, Order, Query};
use crate::ui::action::Effect;
use crate::ui::look::Tone;
use crate::ui::parts::given::cut;
use crate::ui::parts::table::{Column, Row, RowId, Table, Want, Window};
use crate::ui::work::Job;
use crate::ui::work::list::{self, Answer, Ask, At, COUNTED_AT_ONCE, Source};
use crate::ui::work::stop::Stop;

/// How a row of the register becomes a row of the table.
pub type Show = Box<dyn Fn(&ListRow, Option<&Rulebook>, Moment) -> Row>;

/// A list with the window of it that is on screen.
pub struct Listing {
    /// The table: selection, marks, scrolling.
    pub table: Table,
    /// The rules that rows are told by; `None` until they have come.
    pub rules: Option<Arc<Rulebook>>,
    source: Source,
    show: Show,
    rows: Vec<ListRow>,
    ticket: u64,
    counting: u64,
    /// Rows before the window that was asked for, where known.
    before: Option<usize>,
    asked: bool,
    /// Rows are asked for, and no answer has come: what stands there is nothing, or belongs to another question.
    awaited: bool,
    /// The window that was asked for takes a while to find.
    seeking: bool,
    total: Option<usize>,
    /// It has more rows than that; the rest is being counted.
    more: bool,
    /// The wish to stop that count.
    whole: Stop,
    /// The rest could not be counted.
    uncounted: bool,
    /// The order that the list had before one that it is too long for was asked.
    order_before: Order,
    /// The question which marked rows the list holds.
    among: u64,
    /// Marked rows that the list does not hold.
    hidden: HashSet<RowId>,
}

impl Listing {
    /// A list that has asked for nothing yet.
    pub fn new(columns: Vec<Column>, source: Source, show: Show) -> Listing {
        Listing {
            table: Table::new(columns),
            rules: None,
            source,
            show,
            rows: Vec::new(),
            ticket: 0,
            counting: 0,
            before: None,
            asked: false,
            awaited: false,
            seeking: false,
            total: None,
            more: false,
            whole: Stop::default(),
            uncounted: false,
            order_before: Order::Newest,
            among: 0,
            hidden: HashSet::new(),
        }
    }

    /// Shows the rows by other columns.
    pub fn show_as(&mut self, columns: Vec<Column>, show: Show, now: Moment) {
        self.table.set_columns(columns);
        self.show = show;
        self.retell(now);
    }

    /// The selected dossier as it was last read.
    pub fn selected(&self) -> Option<&ListRow> {
        let id = self.table.selected()?.id;
        self.rows.iter().find(|row| row.id == id)
    }

    /// What it holds.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Its query; `None` for a list of given dossiers.
    pub fn query(&self) -> Option<&Query> {
        match &self.source {
            Source::Query(query) => Some(query),
            Source::Ids(_) | Source::At(..) | Source::Lines(_) => None,
        }
    }

    /// Whether an answer has come since the list was made.
    pub fn known(&self) -> bool {
        self.asked && self.total.is_some()
    }

    /// Whether its first rows are asked for and have not come, so that keys about rows have to wait for them.
    pub fn is_awaited(&self) -> bool {
        self.awaited
    }

    /// Puts another query in. The selected dossier stays selected where the new list has it.
    pub fn requery(&mut self, query: Query) -> Vec<Effect<Job>> {
        if self.query() == Some(&query) {
            return Vec::new();
        }
        if let Some(order) = self.query().map(|query| query.order).filter(|order| order.indexed()) {
            self.order_before = order;
        }
        let whole = |order| !matches!(order, Order::Due | Order::Settled);
        let same = self.query().is_some_and(|old| {
            whole(old.order) && whole(query.order) && *old == Query { order: old.order, ..query.clone() }
        });
        self.source = Source::Query(query);
        // Only those two orders leave dossiers out. A length that is still being counted is asked for anew: the new
        // question may end the count.
        self.total = self.exact_total().filter(|_| same);
        let selected = self.table.selected().map(|row| row.id);
        let count = self.table.window_size();
        let effects = match selected {
            Some(id) => {
                self.table.unmoved();
                self.before = None;
                self.window(At::Around(id), count)
            }
            None => self.first(),
        };
        // The rows that still stand there are those of the old question.
        self.awaited = true;
        effects
    }

    /// Puts another query in, or the same one anew, and selects a dossier that it holds.
    pub fn go_to(&mut self, id: RowId, query: Query) -> Vec<Effect<Job>> {
        self.source = Source::Query(query);
        self.table.seek(id);
        (self.total, self.before) = (None, None);
        let count = self.table.window_size();
        let effects = self.window(At::Around(id), count);
        self.awaited = true;
        effects
    }

    /// Asks for the beginning of the list and its length.
    pub fn first(&mut self) -> Vec<Effect<Job>> {
        let want = self.table.start();
        let mut effects = self.fetch(want);
        effects.extend(self.count());
        effects
    }

    /// Asks for what is on screen once more: something was written.
    pub fn again(&mut self) -> Vec<Effect<Job>> {
        if !self.asked {
            return Vec::new();
        }
        let want = self.table.again();
        let mut effects = self.fetch(want);
        if !matches!(want, Want::First { .. }) && self.query().is_some() {
            // Rows may have come or gone before it.
            self.before = None;
        }
        effects.extend(self.count());
        effects
    }

    fn window(&mut self, at: At, limit: usize) -> Vec<Effect<Job>> {
        let Source::Query(query) = &self.source else { return Vec::new() };
        self.asked = true;
        self.awaited = self.table.rows().is_empty();
        self.seeking = false;
        self.ticket = list::ticket();
        let ask = Ask::Window { ticket: self.ticket, query: query.clone(), at, limit };
        let mut effects = vec![Effect::Job(Job::List(ask))];
        if self.total.is_none() {
            effects.extend(self.count());
        }
        effects
    }

    fn count(&mut self) -> Option<Effect<Job>> {
        let Source::Query(query) = &self.source else { return None };
        self.counting = list::ticket();
        // The answer to the older question is heard no more.
        std::mem::take(&mut self.whole).ask();
        self.uncounted = false;
        Some(Effect::Job(Job::List(Ask::Count { ticket: self.counting, query: query.clone() })))
    }

    /// Asks for what the table wants.
    pub fn fetch(&mut self, want: Want) -> Vec<Effect<Job>> {
        if let Source::Ids(ids) = &self.source {
            let cut = cut(ids, want);
            return cut.map_or_else(Vec::new, |(from, window)| self.given(from, window));
        }
        let index = |id: RowId| self.table.rows().iter().position(|row| row.id == id);
        let held = self.table.window().before;
        let (at, count, before) = match want {
            Want::Nothing => return Vec::new(),
            Want::First { count } => (At::First, count, Some(0)),
            Want::Last { count } => (At::Last, count, None),
            Want::From { id, count } => (At::From(id), count, held.zip(index(id)).map(|(before, at)| before + at)),
            Want::UpTo { id, count } => {
                // The window ends with the row, so what is before it follows once its length is known.
                let end = held.zip(index(id)).map(|(before, at)| before + at + 1);
                (At::UpTo(id), count, end.map(|end| end.saturating_sub(count)))
            }
        };
        self.before = before;
        self.window(at, count)
    }

    fn given(&mut self, from: usize, ids: Vec<RowId>) -> Vec<Effect<Job>> {
        self.asked = true;
        self.awaited = self.table.rows().is_empty();
        self.before = Some(from);
        self.ticket = list::ticket();
        vec![Effect::Job(Job::List(Ask::Rows { ticket: self.ticket, ids, frame: None }))]
    }

    /// Takes an answer; `None` when it was to somebody else or to an older question.
    pub fn answer(&mut self, answer: &Answer, now: Moment) -> Option<Vec<Effect<Job>>> {
        match answer {
            Answer::Seeking { ticket } if *ticket == self.ticket => {
                // A search that takes its time is an answer too: no key waits for its end.
                (self.seeking, self.awaited) = (true, false);
                Some(Vec::new())
            }
            Answer::Window { ticket, rows, first, last } if *ticket == self.ticket => {
                (self.seeking, self.awaited) = (false, false);
                let before = if *first { Some(0) } else { self.before };
                let total = self.exact_total();
                let before =
                    if *last && !*first { before.or(total.map(|n| n.saturating_sub(rows.len()))) } else { before };
                let mut effects = self.take(rows, *first, *last, before, now);
                effects.extend(self.ask_among());
                Some(effects)
            }
            Answer::TooLong { ticket, .. } if *ticket == self.ticket => {
                self.awaited = false;
                let order = self.order_before;
                // A length that came meanwhile may have been counted no further than the order allows.
                self.total = None;
                self.query().cloned().map(|mut query| {
                    query.only.retain(|(column, _)| !column.narrows_short());
                    if !query.order.indexed() {
                        query.order = order;
                    }
                    self.requery(query)
                })
            }
            Answer::Unanswered { ticket, said } if [self.ticket, self.counting].contains(ticket) => {
                if *ticket == self.ticket {
                    (self.seeking, self.awaited) = (false, false);
                } else {
                    self.uncounted = true
                }
                Some(vec![Effect::Say(Tone::Error, said.clone())])
            }
            Answer::Among { ticket, ids } if *ticket == self.among => {
                let held: HashSet<RowId> = ids.iter().copied().collect();
                self.hidden = self.table.marks().iter().copied().filter(|id| !held.contains(id)).collect();
                Some(Vec::new())
            }
            Answer::Rows { ticket, rows } if *ticket == self.ticket => {
                self.awaited = false;
                let Source::Ids(ids) = &self.source else { return None };
                let (from, total) = (self.before.unwrap_or(0), ids.len());
                (self.total, self.more) = (Some(total), false);
                let last = from + self.table.window_size() >= total;
                Some(self.take(rows, from == 0, last, Some(from), now))
            }
            Answer::Count { ticket, n, more } if *ticket == self.counting => {
                self.total = Some(*n);
                self.more = *more;
                let rest = self.query().filter(|_| *more).cloned();
                let stop = self.whole.clone();
                let rest = rest.map(|query| Effect::Job(Job::List(Ask::Whole { ticket: *ticket, query, stop })));
                Some(rest.into_iter().collect())
            }
            _ => None,
        }
    }

    /// Asks which of the marked rows are in the list, where one may not be.
    fn ask_among(&mut self) -> Option<Effect<Job>> {
        let (marks, query) = (self.table.marks(), self.query()?);
        if marks.iter().all(|id| self.table.rows().iter().any(|row| row.id == *id)) {
            self.hidden.clear();
            return None;
        }
        let (ids, query) = (marks.iter().copied().collect(), query.clone());
        self.among = list::ticket();
        Some(Effect::Job(Job::List(Ask::Among { ticket: self.among, query, ids })))
    }

    fn take(
        &mut self,
        rows: &[ListRow],
        first: bool,
        last: bool,
        before: Option<usize>,
        now: Moment,
    ) -> Vec<Effect<Job>> {
        let rules = self.rules.as_deref();
        let shown = rows.iter().map(|row| (self.show)(row, rules, now)).collect();
        let want = self.table.set_window(Window { rows: shown, first, last, before, total: None });
        // The table may keep a screen of rows beside the new window; marked rows are kept wherever they are.
        let known: HashSet<RowId> = rows.iter().map(|row| row.id).collect();
        let held: HashSet<RowId> = self.table.rows().iter().map(|row| row.id).collect();
        let marks = self.table.marks();
        self.rows.retain(|row| !known.contains(&row.id) && (held.contains(&row.id) || marks.contains(&row.id)));
        self.rows.extend(rows.iter().cloned());
        self.fetch(want)
    }

    /// The rows that a move acts on, as they were last read: the marked ones, else the selected one.
    pub fn targets(&self) -> Vec<&ListRow> {
        let wanted = self.table.targets();
        wanted.iter().filter_map(|id| self.rows.iter().find(|row| row.id == *id)).collect()
    }

    /// Tells the rows anew: a minute has passed or the rules have come.
    pub fn retell(&mut self, now: Moment) {
        let rules = self.rules.as_deref();
        for row in &self.rows {
            self.table.put((self.show)(row, rules, now));
        }
    }

    fn exact_total(&self) -> Option<usize> {
        self.total.filter(|_| !self.more)
    }

    /// How many rows the list has, in words; empty while that is not known.
    pub fn length(&self) -> String {
        match self.total {
            None => String::new(),
            Some(_) if self.more => format!("hơn {}", vietnamese_number(COUNTED_AT_ONCE as i64)),
            Some(n) => vietnamese_number(n as i64),
        }
    }

    /// `12/1.503`, with marks where there are any.
    pub fn status(&self) -> String {
        if self.seeking {
            return "đang tìm…".to_owned();
        }
        let window = self.table.window();
        let place = self.table.index().zip(window.before).map(|(index, before)| index + before + 1);
        let length = self.length();
        let mut said = match (place, length.as_str()) {
            (_, "0") => "không có hồ sơ nào".to_owned(),
            (Some(place), "") => format!("dòng {}", vietnamese_number(place as i64)),
            (Some(place), length) => format!("{}/{length}", vietnamese_number(place as i64)),
            (None, "") => String::new(),
            (None, length) => format!("{length} hồ sơ"),
        };
        if self.more {
            said.push_str(if self.uncounted { ", chưa đếm được" } else { ", đang đếm…" });
        }
        let marks = self.table.marks().len();
        if marks > 0 {
            said.push_str(&format!(" · đã đánh dấu {marks}"));
        }
        let hidden = self.table.marks().iter().filter(|id| self.hidden.contains(id)).count();
        if hidden > 0 {
            said.push_str(&format!(" ({hidden:02} không hiện)"));
        }
        said
    }
}

impl Drop for Listing {
    /// The list is left: nobody waits for its length any more.
    fn drop(&mut self) {
        self.whole.ask();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::pages::{ListColumn, SORT_MOST};

    fn asked(effects: &[Effect<Job>]) -> Vec<&Ask> {
        let of_list = |effect| if let &Effect::Job(Job::List(ref ask)) = effect { Some(ask) } else { None };
        effects.iter().filter_map(of_list).collect()
    }

    /// A list of which more than a thousand rows are known and the rest is being counted, with the wish to stop that.
    fn counting() -> (Listing, Stop) {
        let show = |_: &ListRow, _: Option<&Rulebook>, _| unreachable!("no row is shown");
        let mut list = Listing::new(Vec::new(), Source::Query(Query::default()), Box::new(show));
        list.first();
        let more = Answer::Count { ticket: list.counting, n: COUNTED_AT_ONCE + 1, more: true };
        let effects = list.answer(&more, "2026-11-20 09:15".parse().expect("a moment")).expect("its own answer");
        let [Ask::Whole { stop, .. }] = asked(&effects)[..] else { panic!("one question") };
        let stop = stop.clone();
        assert!(list.status().contains("hơn 1.000") && !stop.asked());
        (list, stop)
    }

    #[test]
    fn another_order_asks_anew_for_a_length_that_was_being_counted() {
        let (mut list, stop) = counting();
        let effects = list.requery(Query { order: Order::Oldest, ..Query::default() });
        assert!(asked(&effects).iter().any(|ask| matches!(ask, Ask::Count { .. })));
        assert!(stop.asked());
    }

    #[test]
    fn a_list_that_is_too_long_for_its_order_asks_for_its_length_anew() {
        let now = "2026-11-20 09:15".parse().expect("a moment");
        let show = |_: &ListRow, _: Option<&Rulebook>, _| unreachable!("no row is shown");
        let mut list = Listing::new(Vec::new(), Source::Query(Query::default()), Box::new(show));
        list.first();
        list.requery(Query { order: Order::By(ListColumn::Procedure, false), ..Query::default() });
        let n = SORT_MOST + 1;
        list.answer(&Answer::Count { ticket: list.counting, n, more: false }, now).expect("its own answer");
        let effects = list.answer(&Answer::TooLong { ticket: list.ticket, n }, now).expect("its own answer");
        assert!(asked(&effects).iter().any(|ask| matches!(ask, Ask::Count { .. })), "{:?}", asked(&effects));
        assert!(!list.status().contains("20.001"), "{}", list.status());
    }

    #[test]
    fn a_list_that_is_left_stops_its_count() {
        let (list, stop) = counting();
        drop(list);
        assert!(stop.asked(), "it would be counted to its end for nobody");
    }

    #[test]
    fn a_list_that_is_counted_anew_stops_the_count_before() {
        let (mut list, stop) = counting();
        let effects = list.again();
        assert!(asked(&effects).iter().any(|ask| matches!(ask, Ask::Count { .. })));
        assert!(stop.asked(), "nobody hears its answer");
    }
}
