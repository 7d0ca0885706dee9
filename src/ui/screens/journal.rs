//! The history of the whole register, newest entry first: who did what and when, what it changed, and taking it back.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::day::Moment;
use crate::domain::number::vietnamese_number;
use crate::store::journal::{Entry, op_label};
use crate::ui::action::{Around, Effect, Part, Screen};
use crate::ui::input::Input;
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put, row};
use crate::ui::parts::page::Page;
use crate::ui::parts::pointing::{Pointed, between, point};
use crate::ui::parts::popup::{Answer as Answered, Popup};
use crate::ui::parts::table::{Cell, Column, Row, Table, Want, Window};
use crate::ui::parts::table_draw::draw_table;
use crate::ui::work::detail::{self, Aids};
use crate::ui::work::history::{Answer, Ask, At, HistoryRow, Told, ToldEntry};
use crate::ui::work::list::ticket;
use crate::ui::work::{Job, Reply};

/// The button that takes an entry back.
const YES: &str = "yes";

/// The screen.
pub struct Journal {
    table: Table,
    rows: Vec<HistoryRow>,
    ticket: u64,
    length: Option<i64>,
    /// The entry whose contents were asked for.
    opening: Option<i64>,
    aids: Option<Arc<Aids>>,
    begun: bool,
}

impl Journal {
    /// The screen before its first answer.
    pub fn new() -> Journal {
        let columns = vec![
            Column::new("Mục", 5, 9, 0).right(),
            Column::new("Lúc", 16, 16, 1),
            Column::new("Việc", 12, 26, 2),
            Column::new("Cán bộ", 12, 22, 3),
            Column::new("Hồ sơ", 18, 44, 4),
            Column::new("Lý do", 10, 40, 5),
        ];
        Journal {
            table: Table::new(columns),
            rows: Vec::new(),
            ticket: 0,
            length: None,
            opening: None,
            aids: None,
            begun: false,
        }
    }

    fn fetch(&mut self, want: Want) -> Vec<Effect<Job>> {
        let (at, limit) = match want {
            Want::Nothing => return Vec::new(),
            Want::First { count } => (At::Newest, count),
            Want::Last { count } => (At::Oldest, count),
            Want::From { id, count } => (At::From(id), count),
            Want::UpTo { id, count } => (At::UpTo(id), count),
        };
        self.ticket = ticket();
        vec![Effect::Job(Job::History(Ask::Page { ticket: self.ticket, at, limit }))]
    }

    fn again(&mut self) -> Vec<Effect<Job>> {
        if !self.begun {
            return Vec::new();
        }
        let want = self.table.again();
        self.fetch(want)
    }

    /// Entries are numbered from 1 without gaps, so a window's place in the list follows from its numbers.
    fn take(&mut self, rows: &[HistoryRow], length: i64) -> Vec<Effect<Job>> {
        self.rows = rows.to_vec();
        self.length = Some(length);
        let newest = rows.first().map_or(length, |row| row.entry.seq);
        let oldest = rows.last().map_or(1, |row| row.entry.seq);
        let shown = rows.iter().map(|row| self.row(row)).collect();
        let window = Window {
            rows: shown,
            first: newest >= length,
            last: oldest <= 1,
            before: usize::try_from(length - newest).ok(),
            total: usize::try_from(length).ok(),
        };
        let want = self.table.set_window(window);
        self.fetch(want)
    }

    fn officer(&self, code: &str) -> String {
        match &self.aids {
            _ if code.is_empty() => "–".to_owned(),
            Some(aids) => aids.officer(code),
            None => code.to_owned(),
        }
    }

    fn row(&self, row: &HistoryRow) -> Row {
        let entry = &row.entry;
        let mut codes = row.codes.join(", ");
        if row.more {
            codes.push_str(" và hồ sơ khác");
        }
        Row {
            id: entry.seq,
            version: 0,
            cells: vec![
                Cell::plain(entry.seq.to_string()),
                Cell::plain(moment(&entry.at)),
                Cell::plain(op_label(&entry.op)),
                Cell::plain(self.officer(&entry.officer)),
                Cell::plain(codes),
                Cell::plain(entry.reason.as_str()),
            ],
            tone: if entry.reverts.is_some() { Tone::Warning } else { Tone::Normal },
        }
    }

    fn open(&mut self) -> Vec<Effect<Job>> {
        let Some(seq) = self.table.selected().map(|row| row.id) else { return Vec::new() };
        self.opening = Some(seq);
        vec![Effect::Job(Job::History(Ask::Entry(seq)))]
    }

    fn ask_undo(&self) -> Vec<Effect<Job>> {
        let Some(row) = self.table.selected() else { return Vec::new() };
        let cell = |at: usize| row.cells.get(at).map_or("", |cell| cell.text.as_str());
        let said = format!(
            "{} lúc {}, {}. Việc hoàn tác cũng được ghi thành một mục mới; nếu sau đó đã có lần ghi khác trên cùng hồ \
             sơ thì không thay đổi gì.",
            cell(2),
            cell(1),
            cell(3)
        );
        let title = format!("Hoàn tác mục {}?", row.id);
        let buttons = [('k', "Không", "no"), ('h', "Hoàn tác", YES)];
        vec![Effect::Popup(Box::new(Popup::confirm(Act::UndoEntry, &title, &said, &buttons)))]
    }

    fn told(&self, told: &ToldEntry) -> Vec<Effect<Job>> {
        let entry = &told.entry;
        let mut lines = vec![(Tone::Normal, self.headline(entry))];
        if !entry.reason.is_empty() {
            lines.push((Tone::Normal, format!("Lý do: {}", entry.reason)));
        }
        for line in &told.lines {
            lines.push((Tone::Normal, String::new()));
            lines.extend(line_told(line));
        }
        if told.more > 0 {
            let more = vietnamese_number(told.more as i64);
            lines.push((Tone::Dim, format!("… và {more} bản ghi nữa trong cùng lần ghi.")));
        }
        let title = format!("Nhật ký, mục {}", entry.seq);
        vec![Effect::Popup(Box::new(Popup::text(Act::Open, &title, Page::toned(lines))))]
    }

    fn headline(&self, entry: &Entry) -> String {
        let reverts = entry.reverts.map_or(String::new(), |seq| format!(" (của mục {seq})"));
        format!("{}{reverts}, {}, {}", op_label(&entry.op), moment(&entry.at), self.officer(&entry.officer))
    }

    fn set_height(&mut self, area: Rect) {
        self.table.set_height(body(area).height.saturating_sub(1));
    }
}

impl Default for Journal {
    fn default() -> Journal {
        Journal::new()
    }
}

/// A stored minute as papers write it.
fn moment(at: &str) -> String {
    at.parse::<Moment>().map_or_else(|_| at.to_owned(), Moment::vietnamese)
}

/// A line with its fields: what stood there, an arrow, what stands there since.
fn line_told(told: &Told) -> Vec<(Tone, String)> {
    let what = if told.created { "Ghi mới" } else { "Sửa" };
    let mut lines = vec![(Tone::Title, format!("{what} {}", told.record))];
    for field in &told.fields {
        let blank = |text: &str| if text.is_empty() { "(trống)".to_owned() } else { text.to_owned() };
        let said = if told.created {
            format!("- {}: {}", field.label, field.new)
        } else {
            format!("- {}: {} → {}", field.label, blank(&field.old), blank(&field.new))
        };
        lines.push((Tone::Normal, said));
    }
    lines
}

/// The place below the heading.
fn body(area: Rect) -> Rect {
    between(area, 1, 0)
}

impl Screen<Job> for Journal {
    fn scope(&self) -> Scope {
        Scope::Journal
    }

    fn title(&self) -> String {
        "Nhật ký".to_owned()
    }

    fn input(&mut self, input: &Input, around: &Around) -> Option<Vec<Effect<Job>>> {
        match point(&mut self.table, body(around.area), input)? {
            Pointed::Moved(want) => Some(self.fetch(want)),
            Pointed::Row { again: true, .. } => Some(self.open()),
            Pointed::Row { .. } | Pointed::Heading(_) => Some(Vec::new()),
        }
    }

    fn act(&mut self, act: Act, _around: &Around) -> Vec<Effect<Job>> {
        match act {
            Act::Open => self.open(),
            Act::UndoEntry => self.ask_undo(),
            Act::Back => vec![Effect::Show(Act::Today)],
            act => {
                let want = self.table.act(act).unwrap_or(Want::Nothing);
                self.fetch(want)
            }
        }
    }

    fn why_not(&self, act: Act) -> Option<String> {
        let said = match act {
            Act::Open | Act::UndoEntry if self.table.rows().is_empty() => "Nhật ký đang trống.",
            Act::Find => "Nhật ký không tìm theo chữ; lịch sử của một hồ sơ xem ở chính hồ sơ ấy.",
            Act::Print | Act::Export => "Nhật ký không in ra từ đây.",
            _ => return None,
        };
        Some(said.to_owned())
    }

    fn answered(&mut self, popup: &Popup, answer: &Answered, _around: &Around) -> Vec<Effect<Job>> {
        let yes = popup.purpose == Act::UndoEntry && *answer == Answered::Chosen(YES.to_owned());
        match self.table.selected().filter(|_| yes) {
            Some(row) => vec![Effect::Job(Job::History(Ask::Undo(row.id)))],
            None => Vec::new(),
        }
    }

    fn reply(&mut self, reply: &Reply, _around: &Around) -> Vec<Effect<Job>> {
        match reply {
            Reply::History(Answer::Page { ticket, rows, length }) if *ticket == self.ticket => self.take(rows, *length),
            Reply::History(Answer::Entry(Some(told))) if self.opening == Some(told.entry.seq) => {
                self.opening = None;
                self.told(told)
            }
            Reply::Detail(answer) => {
                let (detail::Answer::Whole { aids, .. } | detail::Answer::Aids(aids)) = answer.as_ref();
                self.aids = Some(Arc::clone(aids));
                for at in 0..self.rows.len() {
                    let row = self.row(&self.rows[at]);
                    self.table.put(row);
                }
                Vec::new()
            }
            Reply::Wrote(_) | Reply::Elsewhere => self.again(),
            Reply::Failed(Act::Journal, said) => vec![Effect::Say(Tone::Error, said.clone())],
            _ => Vec::new(),
        }
    }

    fn shown(&mut self, around: &Around) -> Vec<Effect<Job>> {
        self.set_height(around.area);
        if std::mem::replace(&mut self.begun, true) {
            return Vec::new();
        }
        let want = self.table.start();
        let mut effects = self.fetch(want);
        effects.push(Effect::Job(Job::Detail(detail::Ask::Aids)));
        effects
    }

    fn status(&self) -> String {
        let Some(length) = self.length else { return String::new() };
        let window = self.table.window();
        let place = self.table.index().zip(window.before).map_or(0, |(at, before)| at + before + 1);
        format!("{}/{}", vietnamese_number(place as i64), vietnamese_number(length))
    }

    fn parts(&self) -> Vec<Part<'_>> {
        vec![Part::Table(&self.table)]
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        fill(buf, around.area, look.style(Tone::Normal));
        let head = "Nhật ký của sổ, mới nhất trước; không mục nào bị xóa";
        put(buf, row(around.area, 0), 1, 0, head, look.style(Tone::Title));
        let said = if self.length.is_some() { "Sổ chưa có lần ghi nào." } else { "Đang đọc nhật ký…" };
        draw_table(&self.table, buf, body(around.area), look, said);
        None
    }
}
