//! The big list of dossiers: found, narrowed, ordered, marked; opened one by one, or let out as a file.
//!
//! It holds the rows of its window only. A counter, a report's number and F7 open the same screen with their own query.

pub mod filter;
mod head;
pub mod listing;
pub mod moving;
mod newcomer;
pub mod out;
pub mod rows;
mod screen;
pub mod view;
mod viewing;

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::domain::change::{Changes, Kind};
use crate::domain::rulebook::Rulebook;
use crate::domain::stage::Owed;
use crate::domain::typing::Style;
use crate::store::pages::{ListColumn, ListRow, Order, Query, Show};
use crate::ui::action::{Around, Effect};
use crate::ui::input::{Input, KeyCode, Mouse};
use crate::ui::keymap::Act;
use crate::ui::look::Tone;
use crate::ui::parts::arranging::Arranging;
use crate::ui::parts::field::{Field, Typed};
use crate::ui::parts::form::Form;
use crate::ui::parts::pointing::{Pointed, between, point};
use crate::ui::parts::popup::Popup;
use crate::ui::parts::table::Want;
use crate::ui::screens::detail::Detail;
use crate::ui::screens::explain::Explain;
use crate::ui::work::detail::{self, Aids};
use crate::ui::work::list::{Answer as ListAnswer, Ask, Source, Views};
use crate::ui::work::{Job, Reply};
use listing::Listing;
use viewing::too_long;

/// Why given dossiers are neither found, filtered nor sorted.
const GIVEN: &str = "Đây là đúng các hồ sơ đã được đếm; hãy tìm và lọc ở màn hình Hồ sơ (F4).";

/// The screen.
pub struct Dossiers {
    /// Name of the list it was opened with.
    title: String,
    /// What it shows when nothing is found or filtered; `None` for given dossiers.
    base: Option<Query>,
    list: Listing,
    find: Field,
    finding: bool,
    /// How Vietnamese is typed.
    typing: Style,
    aids: Option<Arc<Aids>>,
    sending: Option<out::Sending>,
    moving: moving::Moving,
    /// The dossier that was accepted last.
    newcomer: Option<newcomer::Newcomer>,
    /// The columns that are shown.
    columns: Vec<ListColumn>,
    /// The box of columns, while it is open.
    arranging: Option<Arranging>,
    /// The saved views, and whether they have come.
    views: Views,
    views_known: bool,
    /// What the name that is asked for is for.
    naming: viewing::Naming,
    /// A change of the views is with the worker.
    asked_name: bool,
    /// What the list of what is late stands in the place of.
    own: Option<Own>,
    /// It is the first screen of its tab.
    root: bool,
    begun: bool,
}

/// A list as the clerk left it for the one of what is late.
struct Own {
    query: Query,
    words: Field,
    selected: Option<i64>,
}

impl Dossiers {
    /// The first screen of the tab: every dossier, newest first.
    pub fn new() -> Dossiers {
        Dossiers { root: true, ..Dossiers::of("Hồ sơ", Query::default()) }
    }

    /// A list opened from elsewhere, such as a counter of the day.
    pub fn of(title: &str, query: Query) -> Dossiers {
        let source = Source::Query(query.clone());
        let list = if query.show == Show::Owed(Owed::HandOver) { to_hand_over(source) } else { usual(source) };
        Dossiers {
            title: title.to_owned(),
            base: Some(query),
            list,
            find: Field::default().with_limit(100),
            finding: false,
            typing: Style::default(),
            aids: None,
            sending: None,
            moving: moving::Moving::idle(),
            newcomer: None,
            columns: rows::USUAL.to_vec(),
            arranging: None,
            views: Views::default(),
            views_known: false,
            naming: viewing::Naming::default(),
            asked_name: false,
            own: None,
            root: false,
            begun: false,
        }
    }

    /// Every dossier, with the cursor in the find field.
    pub fn search_all() -> Dossiers {
        Dossiers { finding: true, ..Dossiers::of("Tìm hồ sơ", Query::default()) }
    }

    /// Given dossiers in their order, such as those that a figure counted.
    pub fn of_ids(title: &str, ids: Vec<i64>) -> Dossiers {
        let list = usual(Source::Ids(ids));
        Dossiers { base: None, list, ..Dossiers::of(title, Query::default()) }
    }

    /// The list of what is late, as F7 shows it from anywhere.
    pub fn overdue() -> Query {
        Query { show: Show::Overdue, order: Order::Due, ..Query::default() }
    }

    fn query(&self) -> Query {
        self.list.query().cloned().unwrap_or_default()
    }

    /// What the list is called on screen and paper.
    fn name(&self, around: &Around) -> String {
        match self.list.query() {
            Some(query) if Some(query.show) != self.base.as_ref().map(|base| base.show) => {
                head::capital(&format!("hồ sơ {}", filter::show_label(query.show, around.now.day)))
            }
            _ => self.title.clone(),
        }
    }

    fn open(&self) -> Vec<Effect<Job>> {
        self.list.table.selected().map_or_else(Vec::new, |row| vec![Effect::Push(Box::new(Detail::new(row.id)))])
    }

    /// Why the date of the selected dossier is what it is.
    fn explain(&self) -> Vec<Effect<Job>> {
        self.list.table.selected().map_or_else(Vec::new, |row| vec![Effect::Push(Box::new(Explain::new(row.id)))])
    }

    /// One level back: the words to find, the filters, the marks, the screen.
    fn back(&mut self) -> Vec<Effect<Job>> {
        if self.finding || !self.find.text().is_empty() {
            self.finding = false;
            self.find = Field::default().with_limit(100);
            return self.search();
        }
        if self.own.is_some() {
            return self.back_to_own();
        }
        let query = self.query();
        if let Some(base) = &self.base
            && query != (Query { order: query.order, ..base.clone() })
        {
            return self.list.requery(Query { order: query.order, ..base.clone() });
        }
        if !self.list.table.marks().is_empty() {
            self.list.table.unmark();
            return Vec::new();
        }
        vec![if self.root { Effect::Show(Act::Today) } else { Effect::Back }]
    }

    /// The find field holds these words, as the list that is opened does.
    fn find_again(&mut self, words: &str) {
        self.finding = false;
        self.find = Field::new(words).with_limit(100);
    }

    /// The list follows the words while they are typed.
    fn search(&mut self) -> Vec<Effect<Job>> {
        let query = Query { find: self.find.text().trim().to_owned(), ..self.query() };
        self.list.requery(query)
    }

    fn only_overdue(&mut self) -> Vec<Effect<Job>> {
        let query = self.query();
        let show = if query.show == Show::Overdue { Show::All } else { Show::Overdue };
        self.list.requery(Query { show, ..query })
    }

    /// Shows what is late, until the clerk goes back to the list that was there.
    fn preset_overdue(&mut self) -> Vec<Effect<Job>> {
        if self.own.is_none() {
            let selected = self.list.table.selected().map(|row| row.id);
            self.own = Some(Own { query: self.query(), words: self.find.clone(), selected });
        }
        self.finding = false;
        self.find = Field::default().with_limit(100);
        self.list.table.unmark();
        if self.list.query() == Some(&Dossiers::overdue()) {
            self.list.again()
        } else {
            self.list.requery(Dossiers::overdue())
        }
    }

    /// The list that [`Dossiers::preset_overdue`] took the place of, in its order and with its filter.
    fn back_to_own(&mut self) -> Vec<Effect<Job>> {
        let Some(own) = self.own.take() else { return Vec::new() };
        (self.finding, self.find) = (false, own.words);
        self.list.table.unmark();
        match own.selected.filter(|_| self.list.query() != Some(&own.query)) {
            Some(id) => self.list.go_to(id, own.query),
            None => self.list.requery(own.query),
        }
    }

    fn choose_filter(&self) -> Vec<Effect<Job>> {
        let Some(aids) = &self.aids else { return vec![Effect::Job(Job::Detail(detail::Ask::Aids))] };
        let popup = Popup::prompt(Act::Filter, "Lọc hồ sơ", filter::form(&self.query(), aids));
        vec![Effect::Popup(Box::new(popup.kept("list.filter".to_owned())))]
    }

    fn take_filter(&mut self, form: &Form, around: &Around) -> Vec<Effect<Job>> {
        let Some(aids) = self.aids.clone() else { return Vec::new() };
        match filter::read(form, &self.query(), &aids.rules, around.now) {
            Ok(query) => {
                let mut effects = vec![Effect::Close(Act::Filter)];
                effects.extend(self.list.requery(query));
                effects
            }
            Err(refusal) => vec![Effect::Refuse(Act::Filter, refusal)],
        }
    }

    /// Lists the moves for the marked dossiers, or for the selected one.
    fn begin_move(&mut self, around: &Around) -> Vec<Effect<Job>> {
        let Some(aids) = self.aids.clone() else { return vec![Effect::Job(Job::Detail(detail::Ask::Aids))] };
        let rows: Vec<_> = self.list.targets().into_iter().cloned().collect();
        self.moving.begin(&rows, &aids, around.now)
    }

    fn let_out(&mut self, act: Act, form: &Form, around: &Around) -> Vec<Effect<Job>> {
        let (sending, effects) = out::Sending::start(act, form, &self.name(around), self.list.source(), &self.columns);
        self.sending = Some(sending);
        effects
    }

    fn take_aids(&mut self, aids: &Arc<Aids>, around: &Around) {
        self.aids = Some(Arc::clone(aids));
        self.list.rules = Some(Arc::clone(&aids.rules));
        self.list.retell(around.now);
    }

    fn wrote(&mut self, changes: &Changes) -> Vec<Effect<Job>> {
        if !self.begun {
            return Vec::new();
        }
        if changes.records.iter().any(|(kind, _)| !matches!(kind, Kind::Export | Kind::IssuedNumber)) {
            return self.list.again();
        }
        Vec::new()
    }

    fn moved(&mut self, act: Act) -> Vec<Effect<Job>> {
        let want = self.list.table.act(act).unwrap_or(Want::Nothing);
        self.list.fetch(want)
    }

    /// Keys while the cursor stands in the find field: letters are typed, arrows move the list.
    fn find_input(&mut self, input: &Input) -> Option<Vec<Effect<Job>>> {
        if let Input::Key(key) = input
            && !key.ctrl
            && !key.alt
        {
            match key.settled().code {
                KeyCode::Esc => return Some(self.back()),
                KeyCode::Enter | KeyCode::Tab => {
                    self.finding = false;
                    let before = self.find.text().to_owned();
                    self.find.finish();
                    return Some(if self.find.text() == before { Vec::new() } else { self.search() });
                }
                KeyCode::Up => return Some(self.moved(Act::Up)),
                KeyCode::Down => return Some(self.moved(Act::Down)),
                KeyCode::PageUp => return Some(self.moved(Act::PageUp)),
                KeyCode::PageDown => return Some(self.moved(Act::PageDown)),
                _ => {}
            }
        }
        if let Some(said) = self.find.nothing_to_take_back(input) {
            return Some(vec![Effect::Say(Tone::Warning, said)]);
        }
        match self.find.typed(input, self.typing) {
            Typed::Changed => Some(self.search()),
            Typed::Moved => Some(Vec::new()),
            Typed::Ignored => None,
        }
    }

    /// A reply about the list itself.
    fn hear(&mut self, reply: &Reply, around: &Around) -> Vec<Effect<Job>> {
        match reply {
            Reply::List(ListAnswer::Views(views)) => {
                self.take_views(views, around);
                Vec::new()
            }
            Reply::List(answer @ ListAnswer::TooLong { n, .. }) => {
                let asked = self.query();
                let Some(mut effects) = self.list.answer(answer, around.now) else { return Vec::new() };
                effects.push(Effect::Say(Tone::Warning, too_long(&asked, *n)));
                effects
            }
            Reply::List(answer @ ListAnswer::Among { .. }) => {
                let placed = self.place_newcomer(answer, around);
                placed.or_else(|| self.list.answer(answer, around.now)).unwrap_or_default()
            }
            Reply::List(answer) => self.list.answer(answer, around.now).unwrap_or_default(),
            Reply::Detail(answer) => {
                let (detail::Answer::Whole { aids, .. } | detail::Answer::Aids(aids)) = answer.as_ref();
                self.take_aids(aids, around);
                Vec::new()
            }
            Reply::Wrote(wrote) => {
                self.accepted(wrote);
                let mut effects = self.wrote(&wrote.changes);
                if wrote.changes.touches(Kind::Setting) {
                    effects.push(Effect::Job(Job::List(Ask::Views)));
                }
                if [Act::SaveView, Act::Edit].contains(&wrote.act) && self.asked_name {
                    self.asked_name = false;
                    effects.extend([Effect::Close(wrote.act), Effect::Say(Tone::Good, wrote.said.clone())]);
                } else if wrote.act == Act::Remove && std::mem::take(&mut self.asked_name) {
                    effects.push(Effect::Say(Tone::Good, wrote.said.clone()));
                }
                effects
            }
            Reply::Refused(act @ (Act::SaveView | Act::Edit), refusal) if self.asked_name => {
                self.asked_name = false;
                vec![Effect::Refuse(*act, refusal.clone())]
            }
            Reply::Elsewhere if self.begun => self.list.again(),
            Reply::Failed(Act::Dossiers, said) => vec![Effect::Say(Tone::Error, said.clone())],
            _ => Vec::new(),
        }
    }

    fn mouse(&mut self, input: &Input, around: &Around) -> Vec<Effect<Job>> {
        if let (Some(arranging), Input::Mouse(Mouse::Click, x, y)) = (&mut self.arranging, input) {
            arranging.click(around.area, *x, *y);
            let shown = viewing::columns_at(&arranging.shown());
            self.show_columns(shown, around);
            return Vec::new();
        }
        let body = self.body(around.area);
        let pointed = point(&mut self.list.table, body, input);
        if matches!(input, Input::Mouse(Mouse::Click, ..)) && !matches!(pointed, Some(Pointed::Heading(_))) {
            self.finding = false;
        }
        // The first click selects, one on the selected row opens it.
        match pointed {
            Some(Pointed::Moved(want)) => self.list.fetch(want),
            Some(Pointed::Heading(at)) => self.sort_by_heading(at),
            Some(Pointed::Row { again: true, .. }) => self.open(),
            Some(Pointed::Row { .. }) | None => Vec::new(),
        }
    }

    fn body(&self, area: Rect) -> Rect {
        between(area, self.head_lines(), 0)
    }

    fn set_height(&mut self, around: &Around) {
        let height = self.body(around.area).height.saturating_sub(1);
        self.list.table.set_height(height);
    }
}

/// A list with the usual columns.
fn usual(source: Source) -> Listing {
    let show = |row: &ListRow, rules: Option<&Rulebook>, now| rows::row(rows::USUAL, row, rules, now);
    Listing::new(rows::columns(rows::USUAL), source, Box::new(show))
}

/// The list of what is to be handed over, which tells what is late for that.
fn to_hand_over(source: Source) -> Listing {
    let show = |row: &ListRow, rules: Option<&Rulebook>, now| rows::to_hand_over(rows::USUAL, row, rules, now);
    Listing::new(rows::columns(rows::USUAL), source, Box::new(show))
}

impl Default for Dossiers {
    fn default() -> Dossiers {
        Dossiers::new()
    }
}
