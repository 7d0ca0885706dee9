//! The start screen: what today asks for. Live counters that open their lists, and what falls due next.
//!
//! The numbers come from the worker; a minute, a write here or in another window makes it ask again.

mod counters;
mod date_line;
mod reminder;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::change::Kind;
use crate::domain::day::Moment;
use crate::domain::stage::Owed;
use crate::store::counters::Counter;
use crate::store::pages::{Order, Query, Show};
use crate::ui::action::{Around, Effect, Part, Screen};
use crate::ui::input::{Input, Key, KeyCode, Mouse};
use crate::ui::keymap::{Act, Scope, act as act_of, key_of};
use crate::ui::keys::COUNTERS;
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put, put_right, row};
use crate::ui::parts::table::Want;
use crate::ui::parts::table_draw::{draw_table, row_at};
use crate::ui::screens::detail::Detail;
use crate::ui::screens::differing::Differing;
use crate::ui::screens::digitising::Digitising;
use crate::ui::screens::dossiers::listing::Listing;
use crate::ui::screens::dossiers::{Dossiers, rows};
use crate::ui::screens::explain::Explain;
use crate::ui::text::width;
use crate::ui::work::detail;
use crate::ui::work::differing;
use crate::ui::work::gaps::GapPart;
use crate::ui::work::list::{self, Source};
use crate::ui::work::stop::Stop;
use crate::ui::work::today::{Answer, Ask, Counters};
use crate::ui::work::{Job, Reply};

/// Rows of the due list worth showing beside the counters; with fewer, only the part in focus is shown.
const LEAST_ROWS: u16 = 4;

/// What the lists choose from and tell deadlines by. This screen, which is always there, asks for it again when it
/// has changed; every list hears the answer.
const AIDS: [Kind; 5] = [Kind::Procedure, Kind::Officer, Kind::CalendarDay, Kind::OfficeHours, Kind::Setting];

/// What dates are counted by.
const CALENDAR: [Kind; 2] = [Kind::CalendarDay, Kind::OfficeHours];

/// The screen.
pub struct Today {
    counters: Counters,
    /// The last moment of which warnings were looked for.
    looked: Option<Moment>,
    list: Listing,
    /// Dossiers in the register, where known.
    register: Option<usize>,
    counting: u64,
    /// The counter under the bar.
    at: usize,
    /// The question which dates differ by an edited calendar.
    differing: u64,
    /// The due list has the focus.
    in_list: bool,
    begun: bool,
}

/// How the screen is divided at a size.
struct Parts {
    head: Rect,
    grid: Rect,
    list: Rect,
}

impl Today {
    /// The screen before its first answer.
    pub fn new() -> Today {
        let query = Query { show: Show::OnClock, order: Order::Due, ..Query::default() };
        let list = Listing::new(
            rows::columns(rows::USUAL),
            Source::Query(query),
            Box::new(|row, rules, now| rows::row(rows::USUAL, row, rules, now)),
        );
        Today {
            counters: Counters::default(),
            looked: None,
            list,
            register: None,
            counting: 0,
            differing: 0,
            at: 0,
            in_list: false,
            begun: false,
        }
    }

    /// Counters and the length of the register.
    fn count(&mut self) -> Vec<Effect<Job>> {
        self.counting = list::ticket();
        let register = list::Ask::Count { ticket: self.counting, query: Query::default() };
        vec![Effect::Job(Job::Today(Ask::Counters)), Effect::Job(Job::List(register))]
    }

    fn again(&mut self) -> Vec<Effect<Job>> {
        if !self.begun {
            return Vec::new();
        }
        let mut effects = self.count();
        effects.extend(self.list.again());
        effects
    }

    fn parts(&self, area: Rect) -> Parts {
        let head = Rect { height: area.height.min(1), ..area };
        let rest = Rect { y: area.y + head.height, height: area.height - head.height, ..area };
        let lines = counters::lines(rest.width);
        // A blank line and the heading of the table stand between.
        if rest.height < lines + 2 + LEAST_ROWS {
            let none = Rect { height: 0, ..rest };
            let (grid, list) = if self.in_list { (none, rest) } else { (rest, none) };
            return Parts { head, grid, list };
        }
        let grid = Rect { height: lines, ..rest };
        let list = Rect { y: rest.y + lines + 1, height: rest.height - lines - 1, ..rest };
        Parts { head, grid, list }
    }

    /// Opens the list of a counter; ratings, feedback and what is not digitized have screens of their own.
    fn open_counter(&mut self, at: usize, around: &Around) -> Vec<Effect<Job>> {
        let Some(counter) = Counter::ALL.get(at).copied() else { return Vec::new() };
        self.at = at;
        self.in_list = false;
        let part = match counter {
            Counter::ComponentsNotDigitized => Some(GapPart::Papers),
            Counter::ResultNotDigitized => Some(GapPart::Results),
            _ => None,
        };
        if let Some(part) = part {
            return vec![Effect::Push(Box::new(Digitising::of(part)))];
        }
        let Some(show) = counter.show(around.now) else {
            return vec![Effect::Show(if counter == Counter::Feedback { Act::Feedback } else { Act::Ratings })];
        };
        let order = match show {
            Show::Overdue
            | Show::OverdueWithoutApology
            | Show::DueOn(_)
            | Show::Warned
            | Show::ApologyDue
            | Show::Unanswered => Order::Due,
            Show::Owed(Owed::HandOver) => Order::Oldest,
            _ => Order::Newest,
        };
        let query = Query { show, order, ..Query::default() };
        // The ledger of apologies is of a year; this list is of all of them.
        let title = match counter {
            Counter::SettledWithoutApology => format!("{} (mọi năm)", counter.label()),
            counter => counter.label().to_owned(),
        };
        vec![Effect::Push(Box::new(Dossiers::of(&title, query)))]
    }

    fn open(&mut self, around: &Around) -> Vec<Effect<Job>> {
        if !self.in_list {
            return self.open_counter(self.at, around);
        }
        self.list.table.selected().map_or_else(Vec::new, |row| vec![Effect::Push(Box::new(Detail::new(row.id)))])
    }

    /// Steps among the counters; from the last line down into the list.
    fn step(&mut self, act: Act, around: &Around) -> Vec<Effect<Job>> {
        if self.in_list {
            if act == Act::Up && self.list.table.index() == Some(0) {
                self.in_list = false;
                return Vec::new();
            }
            let want = self.list.table.act(act).unwrap_or(Want::Nothing);
            return self.list.fetch(want);
        }
        let lines = usize::from(counters::lines(around.area.width));
        let (last, at) = (Counter::ALL.len() - 1, self.at);
        self.at = match act {
            Act::Up => at.saturating_sub(1),
            Act::Down if at == last || (at + 1) % lines == 0 => {
                self.in_list = !self.list.table.rows().is_empty();
                at
            }
            Act::Down => at + 1,
            Act::PreviousField => at.checked_sub(lines).unwrap_or(at),
            Act::NextField => Some(at + lines).filter(|to| *to <= last).unwrap_or(at),
            Act::First | Act::PageUp => 0,
            Act::Last | Act::PageDown => last,
            _ => at,
        };
        Vec::new()
    }

    fn mouse(&mut self, kind: Mouse, x: u16, y: u16, around: &Around) -> Vec<Effect<Job>> {
        let parts = self.parts(around.area);
        match kind {
            Mouse::WheelUp | Mouse::WheelDown => {
                let want = self.list.table.wheel(if kind == Mouse::WheelUp { -1 } else { 1 });
                self.list.fetch(want)
            }
            Mouse::Click => {
                if let Some(at) = counters::at(parts.grid, self.at, x, y) {
                    return self.open_counter(at, around);
                }
                let before = self.list.table.selected().map(|row| row.id).filter(|_| self.in_list);
                let Some(id) = row_at(&self.list.table, parts.list, x, y) else { return Vec::new() };
                self.in_list = true;
                self.list.table.select(id);
                if before == Some(id) { self.open(around) } else { Vec::new() }
            }
        }
    }

    fn set_height(&mut self, around: &Around) {
        let height = self.parts(around.area).list.height;
        self.list.table.set_height(height.saturating_sub(1));
    }

    fn undone(reply: &Reply) -> Vec<Effect<Job>> {
        match reply {
            Reply::Wrote(wrote) if matches!(wrote.act, Act::Undo | Act::Redo) => {
                vec![Effect::Say(Tone::Good, wrote.said.clone())]
            }
            Reply::Refused(act @ (Act::Undo | Act::Redo), refusal) => vec![Effect::Refuse(*act, refusal.clone())],
            Reply::Failed(Act::Undo | Act::Redo | Act::Today, said) => vec![Effect::Say(Tone::Warning, said.clone())],
            _ => Vec::new(),
        }
    }

    /// What stands in place of rows: what to do next.
    fn nothing(&self) -> String {
        let key = |act| key_of(Scope::Today, act).map(|key| key.to_string()).unwrap_or_default();
        match self.register {
            None => "Đang đọc sổ…".to_owned(),
            Some(0) => format!("Sổ chưa có hồ sơ nào. {} để tiếp nhận hồ sơ đầu tiên.", key(Act::NewDossier)),
            Some(_) => {
                format!("Không có hồ sơ nào đang giải quyết. {} để xem tất cả hồ sơ.", key(Act::Dossiers))
            }
        }
    }
}

impl Default for Today {
    fn default() -> Today {
        Today::new()
    }
}

/// What an edited calendar leaves to decide.
fn differ(total: u64) -> Vec<Effect<Job>> {
    if total == 0 {
        return Vec::new();
    }
    let key = key_of(Scope::Today, Act::Differing).map(|key| key.to_string()).unwrap_or_default();
    let said = format!("{total:02} hồ sơ có hạn theo lịch mới khác ngày đã hẹn; F3 rồi {key} để xem và hẹn lại.");
    vec![Effect::Say(Tone::Warning, said)]
}

impl Screen<Job> for Today {
    fn scope(&self) -> Scope {
        Scope::Today
    }

    fn title(&self) -> String {
        "Hôm nay".to_owned()
    }

    fn input(&mut self, input: &Input, around: &Around) -> Option<Vec<Effect<Job>>> {
        match input {
            Input::Mouse(kind, x, y) => Some(self.mouse(*kind, *x, *y, around)),
            Input::Key(key) if act_of(Scope::Today, *key) == Some(Act::Counter) => {
                let at = COUNTERS.iter().position(|known| same(*known, *key))?;
                Some(self.open_counter(at, around))
            }
            _ => None,
        }
    }

    fn act(&mut self, act: Act, around: &Around) -> Vec<Effect<Job>> {
        match act {
            Act::Undo | Act::Redo => return vec![Effect::Job(Job::Undo { redo: act == Act::Redo })],
            Act::Open => return self.open(around),
            Act::Explain => {
                let row = self.list.table.selected();
                return row.map_or_else(Vec::new, |row| vec![Effect::Push(Box::new(Explain::new(row.id)))]);
            }
            Act::OnlyOverdue => {
                let at = Counter::ALL.iter().position(|counter| *counter == Counter::Overdue);
                return at.map_or_else(Vec::new, |at| self.open_counter(at, around));
            }
            Act::NextPart => self.in_list = !self.in_list && !self.list.table.rows().is_empty(),
            Act::Back => self.in_list = false,
            Act::Find => return vec![Effect::Push(Box::new(Dossiers::search_all()))],
            Act::Differing => return vec![Effect::Push(Box::new(Differing::new()))],
            act => {
                let effects = self.step(act, around);
                self.set_height(around);
                return effects;
            }
        }
        self.set_height(around);
        Vec::new()
    }

    fn why_not(&self, act: Act) -> Option<String> {
        let said = match act {
            Act::Print | Act::Export => "Mở danh sách của một con số (Enter) rồi in hoặc xuất danh sách ấy.",
            Act::Explain if !self.in_list || self.list.table.selected().is_none() => {
                "Chọn một hồ sơ ở danh sách bên dưới (Tab) rồi xem giải trình hạn."
            }
            Act::Open if self.in_list && self.list.table.rows().is_empty() => "Danh sách đang trống.",
            _ => return None,
        };
        Some(said.to_owned())
    }

    fn reply(&mut self, reply: &Reply, around: &Around) -> Vec<Effect<Job>> {
        match reply {
            Reply::Today(Answer::Counters(counters)) => {
                self.counters = counters.clone();
                Vec::new()
            }
            Reply::Today(Answer::Reached { until, found }) => {
                self.looked = Some(*until);
                reminder::effect(found).into_iter().collect()
            }
            Reply::List(list::Answer::Count { ticket, n, .. }) if *ticket == self.counting => {
                self.register = Some(*n);
                Vec::new()
            }
            Reply::List(answer) => self.list.answer(answer, around.now).unwrap_or_default(),
            Reply::Detail(answer) => {
                let (detail::Answer::Whole { aids, .. } | detail::Answer::Aids(aids)) = answer.as_ref();
                self.list.rules = Some(Arc::clone(&aids.rules));
                self.list.retell(around.now);
                Vec::new()
            }
            Reply::Differing(differing::Answer::Found { ticket, found }) if *ticket == self.differing => {
                differ(found.total)
            }
            Reply::Wrote(wrote) => {
                let mut effects = self.again();
                if CALENDAR.into_iter().any(|kind| wrote.changes.touches(kind)) {
                    self.differing = list::ticket();
                    let ask = differing::Ask::Find { ticket: self.differing, stop: Stop::default(), warns: true };
                    effects.push(Effect::Job(Job::Differing(ask)));
                }
                if AIDS.into_iter().any(|kind| wrote.changes.touches(kind)) {
                    effects.push(Effect::Job(Job::Detail(detail::Ask::Aids)));
                }
                effects.extend(Today::undone(reply));
                effects
            }
            Reply::Elsewhere => {
                let mut effects = self.again();
                effects.push(Effect::Job(Job::Detail(detail::Ask::Aids)));
                effects
            }
            _ => Today::undone(reply),
        }
    }

    fn shown(&mut self, around: &Around) -> Vec<Effect<Job>> {
        self.set_height(around);
        if std::mem::replace(&mut self.begun, true) {
            self.list.retell(around.now);
            return self.again();
        }
        let mut effects = self.count();
        effects.extend(self.list.first());
        effects.push(Effect::Job(Job::Detail(detail::Ask::Aids)));
        effects
    }

    fn minute(&mut self, around: &Around) -> Vec<Effect<Job>> {
        // Warnings that came before the program was opened stand in the counters already.
        let since = *self.looked.get_or_insert(around.now);
        if since < around.now { vec![Effect::Job(Job::Today(Ask::Reached { since }))] } else { Vec::new() }
    }

    fn status(&self) -> String {
        if self.in_list { self.list.status() } else { String::new() }
    }

    fn parts(&self) -> Vec<Part<'_>> {
        vec![Part::Table(&self.list.table)]
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        fill(buf, around.area, look.style(Tone::Normal));
        let parts = self.parts(around.area);
        let rules = self.list.rules.as_deref();
        date_line::draw(buf, parts.head, around.now.day, rules.map(|rules| &rules.calendar), look);
        let bar = (!self.in_list).then_some(self.at);
        let grid = counters::Grid { counters: &self.counters, bar, focus: self.at, look };
        grid.draw(buf, parts.grid);
        if parts.list.height > 0 {
            draw_table(&self.list.table, buf, parts.list, look, &self.nothing());
        }
        if parts.grid.height > 0 && parts.list.height > 0 {
            let line = row(Rect { y: parts.list.y - 1, height: 1, ..parts.list }, 0);
            let length = format!("{} ", self.list.length());
            put(buf, line, 1, 0, heading(usize::from(line.width), &length), look.style(Tone::Title));
            put_right(buf, line, 0, &length, look.style(Tone::Dim));
        }
        None
    }
}

/// How the list is ordered, as far as it fits beside the length. A paused dossier has its own place: its date moves.
fn heading(room: usize, length: &str) -> &'static str {
    const WORDS: [&str; 3] = [
        "Theo thời gian còn lại, ít nhất đứng trước; hồ sơ tạm dừng ở cuối, theo thời gian còn khi tiếp tục",
        "Theo thời gian còn lại, ít nhất đứng trước; hồ sơ tạm dừng ở cuối",
        "Gấp nhất trước, tạm dừng ở cuối",
    ];
    let fits = |words: &&str| width(words) + width(length) + 2 <= room;
    WORDS.into_iter().find(fits).unwrap_or(WORDS[2])
}

/// Whether a key is the one of the table; with Caps Lock on it still is.
fn same(known: Key, pressed: Key) -> bool {
    match (known.code, pressed.settled().code) {
        (KeyCode::Char(known), KeyCode::Char(pressed)) => known == pressed.to_ascii_lowercase(),
        _ => false,
    }
}
