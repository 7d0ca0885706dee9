//! What stands behind a number of a report: dossiers in a list that opens each, or other records to read.
//!
//! It shows exactly the records that the number counted, as of the minute it was counted.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::desk::count::Scope as Counted;
use crate::domain::day::Moment;
use crate::domain::number::vietnamese_number;
use crate::domain::rulebook::Rulebook;
use crate::domain::standing::{Acceptance, Frame};
use crate::report::model::FigureRef;
use crate::store::pages::ListRow;
use crate::ui::action::{Around, Effect, Part, Screen};
use crate::ui::input::Input;
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put, row};
use crate::ui::parts::given::cut;
use crate::ui::parts::pointing::{Pointed, between, point};
use crate::ui::parts::table::{Cell, Column, Row, Table, Want, Window};
use crate::ui::parts::table_draw::draw_table;
use crate::ui::screens::detail::Detail;
use crate::ui::work::detail;
use crate::ui::work::list;
use crate::ui::work::report::{Answer, Ask, Found};
use crate::ui::work::stop::Stop;
use crate::ui::work::{Job, Reply};

/// What is known so far.
enum State {
    /// Being looked for.
    Looking(u64),
    /// Ids of all dossiers; the table holds a window of them.
    Dossiers(Vec<i64>),
    /// Other records, all in the table.
    Listing,
    /// Nothing came of it, and why.
    Ended(String),
}

/// The screen.
pub struct Behind {
    title: String,
    /// What to ask when the screen comes up; nothing for dossiers named by a finding.
    question: Option<(Counted, FigureRef)>,
    /// The figure is of the acceptance clock, so that one is told in place of the due moment.
    acceptance: bool,
    /// What the acceptance clock is told by.
    rules: Option<Arc<Rulebook>>,
    state: State,
    stop: Stop,
    table: Table,
    /// Number of the first question; those for windows follow.
    ticket: u64,
    pages: u64,
    /// Place of the window under way among all ids.
    from: usize,
    begun: bool,
}

impl Behind {
    /// The records behind a number. Tickets from `ticket` on belong to this screen.
    pub fn figure(title: &str, scope: Counted, reference: FigureRef, ticket: u64) -> Behind {
        let acceptance = reference.id.starts_with("acceptance.");
        let behind = Behind::dossiers(title, Vec::new(), ticket);
        let table = if acceptance { Table::new(columns("Hạn tiếp nhận", 31)) } else { behind.table };
        Behind { question: Some((scope, reference)), acceptance, table, ..behind }
    }

    /// Given dossiers, such as those that a finding names.
    pub fn dossiers(title: &str, ids: Vec<i64>, ticket: u64) -> Behind {
        let table = Table::new(columns("Hẹn trả", 16));
        Behind {
            title: title.to_owned(),
            question: None,
            acceptance: false,
            rules: None,
            state: State::Dossiers(ids),
            stop: Stop::default(),
            table,
            ticket,
            pages: 0,
            from: 0,
            begun: false,
        }
    }

    /// The period of the number: its dossiers are told as they stood at its cut-off.
    fn frame(&self) -> Option<Frame> {
        self.question.as_ref().map(|(scope, _)| scope.frame())
    }

    /// Asks for the window that the table wants; ids are at hand, so a window is a stretch of them.
    fn fetch(&mut self, want: Want) -> Vec<Effect<Job>> {
        let State::Dossiers(ids) = &self.state else { return Vec::new() };
        let Some((from, window)) = cut(ids, want) else { return Vec::new() };
        self.from = from;
        self.pages += 1;
        let (ticket, frame) = (self.ticket + self.pages, self.frame());
        vec![Effect::Job(Job::List(list::Ask::Rows { ticket, ids: window, frame }))]
    }

    fn rows_came(&mut self, rows: &[ListRow], now: Moment) -> Vec<Effect<Job>> {
        let State::Dossiers(ids) = &self.state else { return Vec::new() };
        let (before, total) = (self.from, ids.len());
        let now = self.frame().map_or(now, |frame| frame.cutoff);
        let window = Window {
            first: before == 0,
            last: before + rows.len() >= total,
            rows: rows.iter().map(|row| dossier_row(row, self.deadline(row, now))).collect(),
            before: Some(before),
            total: Some(total),
        };
        let want = self.table.set_window(window);
        self.fetch(want)
    }

    /// The moment that the figure judges a dossier by, and how it stands.
    fn deadline(&self, row: &ListRow, now: Moment) -> (String, Tone) {
        if self.acceptance {
            let clock = self.rules.as_deref().and_then(|rules| row.acceptance(rules, now));
            return clock.map_or_else(|| ("–".to_owned(), Tone::Normal), |(due, state)| told(due, state));
        }
        let late = row.late_from.is_some_and(|from| row.milestones.settled_at.map_or(now >= from, |end| end >= from));
        let tone = match (late, row.milestones.paused) {
            (true, _) => Tone::Overdue,
            (false, true) => Tone::Waiting,
            (false, false) => Tone::Normal,
        };
        (row.due.map_or_else(|| "–".to_owned(), Moment::vietnamese), tone)
    }

    fn found(&mut self, found: &Found) -> Vec<Effect<Job>> {
        match found {
            Found::Dossiers(ids) => {
                self.state = State::Dossiers(ids.clone());
                let want = self.table.start();
                self.fetch(want)
            }
            Found::Listing(listing) => {
                let columns = listing.headings.iter().enumerate();
                let columns = columns.map(|(at, title)| Column::new(title, 12, 80, at as u8)).collect();
                let height = self.table.window_size() / 3;
                self.table = Table::new(columns);
                self.table.set_height(u16::try_from(height).unwrap_or(u16::MAX));
                let row = |(id, words): &(i64, Vec<String>)| Row {
                    id: *id,
                    version: 0,
                    cells: words.iter().map(|word| Cell::plain(word.as_str())).collect(),
                    tone: Tone::Normal,
                };
                let rows: Vec<Row> = listing.rows.iter().map(row).collect();
                let total = Some(rows.len());
                self.table.start();
                self.table.set_window(Window { rows, first: true, last: true, before: Some(0), total });
                self.state = State::Listing;
                Vec::new()
            }
        }
    }

    fn open(&self) -> Vec<Effect<Job>> {
        match (&self.state, self.table.selected()) {
            (State::Dossiers(_), Some(row)) => vec![Effect::Push(Box::new(Detail::new(row.id)))],
            _ => Vec::new(),
        }
    }

    fn total(&self) -> Option<usize> {
        match &self.state {
            State::Dossiers(ids) => Some(ids.len()),
            State::Listing => Some(self.table.rows().len()),
            State::Looking(_) | State::Ended(_) => None,
        }
    }
}

/// The columns, with the deadline's name and the most cells that it takes.
fn columns(deadline: &str, most: u16) -> Vec<Column> {
    vec![
        Column::new("Mã hồ sơ", 16, 26, 0),
        Column::new("Người nộp", 14, 28, 2),
        Column::new("Thủ tục", 14, 60, 3),
        Column::new(deadline, most, most, 1).tight(16),
        Column::new("Cán bộ", 10, 24, 4),
    ]
}

/// The acceptance clock: its last moment and whether it was kept.
fn told(due: Moment, state: Acceptance) -> (String, Tone) {
    let tone = match state {
        Acceptance::Late | Acceptance::WaitingOverdue => Tone::Overdue,
        Acceptance::Waiting => Tone::DueSoon,
        Acceptance::InTime | Acceptance::Outside => Tone::Normal,
    };
    (format!("{} {}", due.vietnamese(), state.label()), tone)
}

fn dossier_row(row: &ListRow, (due, tone): (String, Tone)) -> Row {
    let officer = if row.officer.is_empty() { "chưa phân công" } else { row.officer.as_str() };
    Row {
        id: row.id,
        version: row.version,
        cells: vec![
            Cell::plain(row.code.as_str()),
            Cell::plain(row.name.as_str()),
            Cell::plain(row.procedure.as_str()),
            Cell::toned(due, tone),
            Cell::plain(officer),
        ],
        tone,
    }
}

fn body(area: Rect) -> Rect {
    between(area, 1, 0)
}

impl Screen<Job> for Behind {
    fn scope(&self) -> Scope {
        Scope::List
    }

    fn title(&self) -> String {
        self.title.clone()
    }

    fn input(&mut self, input: &Input, around: &Around) -> Option<Vec<Effect<Job>>> {
        match point(&mut self.table, body(around.area), input)? {
            Pointed::Moved(want) => Some(self.fetch(want)),
            Pointed::Row { .. } => Some(self.open()),
            Pointed::Heading(_) => Some(Vec::new()),
        }
    }

    fn act(&mut self, act: Act, _around: &Around) -> Vec<Effect<Job>> {
        match act {
            Act::Back => {
                self.stop.ask();
                vec![Effect::Back]
            }
            Act::Open => self.open(),
            act => {
                let want = self.table.act(act).unwrap_or(Want::Nothing);
                self.fetch(want)
            }
        }
    }

    fn why_not(&self, act: Act) -> Option<String> {
        let said = match act {
            Act::Open if !matches!(self.state, State::Dossiers(_)) => "Danh sách này chỉ để xem.",
            Act::Find => "Danh sách sau một con số không tìm được; hãy tìm ở màn hình Hồ sơ (F4).",
            Act::Print | Act::Export => "Danh sách này xuất bằng lệnh motcua list.",
            _ => return None,
        };
        Some(said.to_owned())
    }

    fn reply(&mut self, reply: &Reply, around: &Around) -> Vec<Effect<Job>> {
        match reply {
            Reply::Report(Answer::Progress { ticket, done, .. }) if *ticket == self.ticket => {
                if let State::Looking(seen) = &mut self.state {
                    *seen = *done;
                }
                Vec::new()
            }
            Reply::Report(Answer::Behind { ticket, found }) if *ticket == self.ticket => self.found(found),
            Reply::Report(Answer::Ended { ticket, said }) if *ticket == self.ticket => {
                self.state = State::Ended(said.clone());
                Vec::new()
            }
            Reply::List(list::Answer::Rows { ticket, rows }) if *ticket == self.ticket + self.pages => {
                self.rows_came(rows, around.now)
            }
            Reply::Detail(answer) if self.acceptance => {
                let (detail::Answer::Whole { aids, .. } | detail::Answer::Aids(aids)) = answer.as_ref();
                let first = self.rules.replace(Arc::clone(&aids.rules)).is_none();
                let want = if first { self.table.again() } else { Want::Nothing };
                self.fetch(want)
            }
            // The list stays that of the number; what its rows say is read again.
            Reply::Wrote(_) | Reply::Elsewhere => {
                let want = self.table.again();
                self.fetch(want)
            }
            _ => Vec::new(),
        }
    }

    fn shown(&mut self, around: &Around) -> Vec<Effect<Job>> {
        self.table.set_height(body(around.area).height.saturating_sub(1));
        if std::mem::replace(&mut self.begun, true) {
            return Vec::new();
        }
        match self.question.clone() {
            Some((scope, reference)) => {
                self.state = State::Looking(0);
                let (ticket, stop) = (self.ticket, self.stop.clone());
                let ask = Effect::Job(Job::Report(Ask::Behind { ticket, scope, reference, stop }));
                let aids = self.acceptance.then_some(Effect::Job(Job::Detail(detail::Ask::Aids)));
                aids.into_iter().chain([ask]).collect()
            }
            None => {
                let want = self.table.start();
                self.fetch(want)
            }
        }
    }

    fn closing(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        self.stop.ask();
        Vec::new()
    }

    fn status(&self) -> String {
        let Some(total) = self.total() else { return String::new() };
        let before = self.table.window().before.unwrap_or(0);
        let at = self.table.index().map_or(0, |at| before + at + 1);
        format!("{}/{}", vietnamese_number(at as i64), vietnamese_number(total as i64))
    }

    fn parts(&self) -> Vec<Part<'_>> {
        vec![Part::Table(&self.table)]
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        let area = around.area;
        fill(buf, area, look.style(Tone::Normal));
        put(buf, row(area, 0), 1, 0, &self.title, look.style(Tone::Title));
        let said = match &self.state {
            State::Looking(0) => "Đang tìm hồ sơ… Esc để dừng.".to_owned(),
            State::Looking(done) => format!("Đang tìm hồ sơ, đã đọc {}… Esc để dừng.", vietnamese_number(*done as i64)),
            State::Ended(said) => said.clone(),
            State::Dossiers(_) | State::Listing => "Không có gì sau con số này.".to_owned(),
        };
        draw_table(&self.table, buf, body(area), look, &said);
        None
    }
}
