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
use crate::ui::parts::given::cut;
use crate::ui::parts::table::{Column, Row, RowId, Table, Want, Window};
use crate::ui::work::Job;
use crate::ui::work::list::{self, Answer, Ask, At, Source, count_most};

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
    /// The window that was asked for takes a while to find.
    seeking: bool,
    total: Option<usize>,
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
            seeking: false,
            total: None,
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
            Source::Ids(_) => None,
        }
    }

    /// Whether an answer has come since the list was made.
    pub fn known(&self) -> bool {
        self.asked && self.total.is_some()
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
        // Only those two orders leave dossiers out.
        self.total = self.total.filter(|_| same);
        let selected = self.table.selected().map(|row| row.id);
        let count = self.table.window_size();
        match selected {
            Some(id) => {
                self.table.unmoved();
                self.before = None;
                self.window(At::Around(id), count)
            }
            None => self.first(),
        }
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
        self.before = Some(from);
        self.ticket = list::ticket();
        vec![Effect::Job(Job::List(Ask::Rows { ticket: self.ticket, ids, frame: None }))]
    }

    /// Takes an answer; `None` when it was to somebody else or to an older question.
    pub fn answer(&mut self, answer: &Answer, now: Moment) -> Option<Vec<Effect<Job>>> {
        match answer {
            Answer::Seeking { ticket } if *ticket == self.ticket => {
                self.seeking = true;
                Some(Vec::new())
            }
            Answer::Window { ticket, rows, first, last } if *ticket == self.ticket => {
                self.seeking = false;
                let before = if *first { Some(0) } else { self.before };
                let total = self.exact_total();
                let before =
                    if *last && !*first { before.or(total.map(|n| n.saturating_sub(rows.len()))) } else { before };
                let mut effects = self.take(rows, *first, *last, before, now);
                effects.extend(self.ask_among());
                Some(effects)
            }
            Answer::TooLong { ticket, .. } if *ticket == self.ticket => {
                let order = self.order_before;
                self.query().cloned().map(|mut query| {
                    query.only.retain(|(column, _)| !column.narrows_short());
                    if !query.order.indexed() {
                        query.order = order;
                    }
                    self.requery(query)
                })
            }
            Answer::Among { ticket, ids } if *ticket == self.among => {
                let held: HashSet<RowId> = ids.iter().copied().collect();
                self.hidden = self.table.marks().iter().copied().filter(|id| !held.contains(id)).collect();
                Some(Vec::new())
            }
            Answer::Rows { ticket, rows } if *ticket == self.ticket => {
                let Source::Ids(ids) = &self.source else { return None };
                let (from, total) = (self.before.unwrap_or(0), ids.len());
                self.total = Some(total);
                let last = from + self.table.window_size() >= total;
                Some(self.take(rows, from == 0, last, Some(from), now))
            }
            Answer::Count { ticket, n } if *ticket == self.counting => {
                self.total = Some(*n);
                Some(Vec::new())
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
        self.total.filter(|n| *n < self.most())
    }

    /// From which length on it is not known exactly; given dossiers are all counted.
    fn most(&self) -> usize {
        self.query().map_or(usize::MAX, count_most)
    }

    /// How many rows the list has, in words; empty while that is not known.
    pub fn length(&self) -> String {
        match self.total {
            None => String::new(),
            Some(n) if n >= self.most() => format!("hơn {}", vietnamese_number(self.most() as i64 - 1)),
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
