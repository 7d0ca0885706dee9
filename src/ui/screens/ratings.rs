//! Ratings as sums: by level and by officer for a span of days, with the share of returned dossiers that were rated.
//!
//! Who gave which is confidential (DOMAIN.md §9): single ratings are shown to the head alone, after a PIN. There are no
//! roles yet, so that PIN is all that tells the head from others.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::calendar::Calendar;
use crate::domain::change::Kind;
use crate::domain::day::{Day, Moment};
use crate::domain::number::{percent, vietnamese_number};
use crate::domain::period::{Cutoff, Period};
use crate::domain::rating::source_label;
use crate::ui::action::{Around, Effect, Part, Screen};
use crate::ui::entry::Ground;
use crate::ui::input::Input;
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put, row};
use crate::ui::parts::form::Form;
use crate::ui::parts::page::Page;
use crate::ui::parts::pin::{PinDid, PinPad};
use crate::ui::parts::popup::{Answer as Given, Popup};
use crate::ui::parts::table::{Cell, Column, Row};
use crate::ui::screens::arranged::Arranged;
use crate::ui::screens::kiosk::Kiosk;
use crate::ui::screens::report::period_form;
use crate::ui::work::detail;
use crate::ui::work::list::{self, ticket};
use crate::ui::work::rating::{Answer, Apart, Ask, HEAD_PIN, LEAST, OfOfficer, Rating, Sums};
use crate::ui::work::{Job, Reply};

/// A span of days that a key reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Span {
    Today,
    Month,
    Quarter,
    Year,
}

const SPANS: [Span; 4] = [Span::Today, Span::Month, Span::Quarter, Span::Year];

impl Span {
    /// Its days and its name.
    fn of(self, today: Day) -> (Period, String) {
        let code = match self {
            Span::Today => None,
            Span::Month => Some(format!("{}-{:02}", today.year(), today.month())),
            Span::Quarter => Some(format!("{}-Q{}", today.year(), (today.month() - 1) / 3 + 1)),
            Span::Year => Some(today.year().to_string()),
        };
        let preset = code.and_then(|code| Period::preset(&code, Cutoff::Calendar).ok());
        let name = preset.as_ref().map_or_else(|| format!("hôm nay, {}", today.vietnamese()), Period::name);
        let one = || Period::free(today, today).unwrap_or_else(|_| Period::half_year_for(today, Cutoff::Calendar));
        (preset.unwrap_or_else(one), name)
    }
}

/// The head's list.
enum Head {
    /// Closed.
    Closed,
    /// The PIN is being typed.
    Asking(PinPad),
    /// Open: every rating of the span.
    Open(Box<Arranged>),
}

/// The screen.
pub struct Ratings {
    span: Span,
    free: Option<Period>,
    cutoff: Cutoff,
    sums: Option<Sums>,
    head: Head,
    page: Page,
    calendar: Calendar,
    ticket: u64,
    begun: bool,
    /// The kiosk was asked for and is not here yet.
    opening: bool,
    /// The day on which it was asked last.
    asked: Option<Day>,
}

impl Default for Ratings {
    fn default() -> Ratings {
        Ratings::new()
    }
}

impl Ratings {
    /// The screen before it has asked.
    pub fn new() -> Ratings {
        Ratings {
            span: Span::Month,
            free: None,
            cutoff: Cutoff::Calendar,
            sums: None,
            head: Head::Closed,
            page: Page::new(""),
            calendar: Calendar::new([], Vec::new()),
            ticket: 0,
            begun: false,
            opening: false,
            asked: None,
        }
    }

    fn period(&self, today: Day) -> (Period, String) {
        match self.free {
            Some(free) => (free, free.name()),
            None => self.span.of(today),
        }
    }

    fn ask(&mut self, now: Moment) -> Vec<Effect<Job>> {
        self.ticket = ticket();
        self.asked = Some(now.day);
        let (period, _) = self.period(now.day);
        let (ticket, from, end) = (self.ticket, period.start(), period.end());
        let sums = Ask::Sums { ticket, from: period.from, to: period.to };
        let whole = matches!(self.head, Head::Open(_)).then_some(Ask::Whole { ticket, from, end });
        [Some(sums), whole].into_iter().flatten().map(|ask| Effect::Job(Job::Rating(ask))).collect()
    }

    fn step(&mut self, by: usize, now: Moment) -> Vec<Effect<Job>> {
        let at = SPANS.iter().position(|span| *span == self.span).unwrap_or(0);
        // From a chosen period the first key leads back to where one was.
        if self.free.take().is_none() {
            self.span = SPANS[(at + by) % SPANS.len()];
        }
        self.ask(now)
    }

    fn choose_period(&self, around: &Around) -> Vec<Effect<Job>> {
        let ground = Ground { now: around.now, calendar: &self.calendar };
        let form = period_form::form(self.free.as_ref(), self.cutoff, &ground);
        vec![Effect::Popup(Box::new(Popup::prompt(Act::Period, "Chọn kỳ", form).kept("ratings.period".to_owned())))]
    }

    fn take_period(&mut self, form: &Form, around: &Around) -> Vec<Effect<Job>> {
        match period_form::read(form, &Ground { now: around.now, calendar: &self.calendar }) {
            Ok((period, cutoff)) => {
                (self.free, self.cutoff) = (Some(period), cutoff);
                let close = Effect::Close(Act::Period);
                [close].into_iter().chain(self.ask(around.now)).collect()
            }
            Err(refusal) => vec![Effect::Refuse(Act::Period, refusal)],
        }
    }

    /// Opens the question for the head's PIN, or closes the list again.
    fn unlock(&mut self) -> Vec<Effect<Job>> {
        match self.head {
            Head::Closed => {
                self.head = Head::Asking(PinPad::default());
                Vec::new()
            }
            Head::Asking(_) | Head::Open(_) => self.lock(),
        }
    }

    fn lock(&mut self) -> Vec<Effect<Job>> {
        self.head = Head::Closed;
        vec![Effect::Job(Job::Rating(Ask::Lock))]
    }

    fn whole_came(&mut self, rows: Option<&Vec<(i64, Rating)>>, area: Rect) -> Vec<Effect<Job>> {
        match (rows, &mut self.head) {
            (Some(rows), Head::Open(table)) => {
                table.fill(rows.iter().map(line).collect());
                table.set_area(body(area));
                Vec::new()
            }
            (None, Head::Open(_)) => {
                self.head = Head::Closed;
                vec![Effect::Say(Tone::Warning, "Đã quá 5 phút; người đứng đầu gõ lại mã để xem tiếp.".to_owned())]
            }
            _ => Vec::new(),
        }
    }

    fn heading(&self, today: Day) -> String {
        let (period, name) = self.period(today);
        if period.from == period.to { name } else { format!("{name} ({})", period.dates()) }
    }

    /// How many of those who got their result answered.
    fn response(sums: &Sums) -> String {
        let (n, of) = (sums.answered as i64, sums.returned as i64);
        match percent(n, of) {
            None => "Chưa trả kết quả hồ sơ nào trong kỳ.".to_owned(),
            Some(share) => format!(
                "Có đánh giá: {}/{} hồ sơ đã trả kết quả trong kỳ ({share}%)",
                vietnamese_number(n),
                vietnamese_number(of)
            ),
        }
    }

    fn lines(&self) -> Vec<(Tone, String)> {
        let Some(sums) = &self.sums else { return vec![(Tone::Dim, "Đang đếm…".to_owned())] };
        if sums.total == 0 {
            let said = "Chưa có lượt đánh giá nào trong kỳ. Mời công dân đánh giá sau khi trả kết quả: phím J ở hồ sơ, \
                        màn hình đánh giá mở bằng Alt+M hoặc lệnh motcua kiosk.";
            return vec![(Tone::Normal, Self::response(sums)), (Tone::Normal, said.to_owned())];
        }
        let mut lines = vec![(Tone::Title, format!("Lượt đánh giá: {}", vietnamese_number(sums.total as i64)))];
        for (label, n) in &sums.levels {
            let share = percent(*n as i64, sums.total as i64).unwrap_or_default();
            lines.push((Tone::Normal, format!("  {label:<24} {:>7}   {share:>6}%", vietnamese_number(*n as i64))));
        }
        lines.push((Tone::Normal, Self::response(sums)));
        lines.push((Tone::Normal, String::new()));
        let by_officer = match sums.apart {
            Apart::Months => format!("Theo cán bộ (cộng các tháng đã hết; tháng có ít hơn {LEAST} lượt không hiện)"),
            Apart::NotWhole => "Theo cán bộ: chỉ có cho các tháng báo cáo trọn vẹn (Tab, hoặc t để chọn kỳ)".to_owned(),
            Apart::NotEnded => "Theo cán bộ: có khi tháng kết thúc, để không suy ra từng công dân".to_owned(),
        };
        lines.push((Tone::Title, by_officer));
        for (name, told) in &sums.officers {
            lines.push((Tone::Normal, format!("  {name}: {}", officer_said(told, sums))));
        }
        if sums.unassigned > 0 {
            let n = vietnamese_number(sums.unassigned as i64);
            lines.push((Tone::Normal, format!("  không gắn với cán bộ nào: {n} lượt")));
        }
        lines.push((Tone::Normal, String::new()));
        let note =
            "Công dân không trả lời thì không tính là hài lòng. Ai đánh giá mức nào chỉ người đứng đầu xem (phím U).";
        lines.push((Tone::Dim, note.to_owned()));
        lines
    }

    fn place(&self, area: Rect) -> Rect {
        Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..body(area) }
    }
}

/// What is told of an officer.
fn officer_said(told: &OfOfficer, sums: &Sums) -> String {
    let own = told.sums.iter().sum::<u64>();
    if own == 0 {
        return "tháng nào cũng ít lượt, không hiện riêng".to_owned();
    }
    let parts = sums.levels.iter().zip(&told.sums).filter(|(_, n)| **n > 0);
    let parts: Vec<String> = parts.map(|((label, _), n)| format!("{label} {}", vietnamese_number(*n as i64))).collect();
    let back = match told.kept_back {
        0 => String::new(),
        n => format!("; không kể {n:02} tháng ít lượt"),
    };
    format!("{} lượt: {}{back}", vietnamese_number(own as i64), parts.join(", "))
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Lúc", 16, 16, 0),
        Column::new("Mức độ", 12, 20, 0),
        Column::new("Mã hồ sơ", 14, 26, 1),
        Column::new("Cán bộ", 12, 26, 2),
        Column::new("Nguồn", 10, 18, 4),
        Column::new("Ý kiến", 12, 60, 3),
    ]
}

fn line((id, rating): &(i64, Rating)) -> Row {
    Row {
        id: *id,
        version: 0,
        cells: vec![
            Cell::plain(rating.at.vietnamese()).by(rating.at.to_string()),
            Cell::plain(rating.level.as_str()),
            Cell::plain(rating.dossier_code.as_str()),
            Cell::plain(rating.officer.as_str()),
            Cell::plain(source_label(&rating.source)),
            Cell::plain(rating.comment.as_str()),
        ],
        tone: Tone::Normal,
    }
}

/// The place below the heading.
fn body(area: Rect) -> Rect {
    let head = area.height.min(1);
    Rect { y: area.y + head, height: area.height - head, ..area }
}

impl Screen<Job> for Ratings {
    fn scope(&self) -> Scope {
        match &self.head {
            Head::Open(table) => table.scope(Scope::Ratings),
            _ => Scope::Ratings,
        }
    }

    fn title(&self) -> String {
        "Đánh giá".to_owned()
    }

    fn input(&mut self, input: &Input, around: &Around) -> Option<Vec<Effect<Job>>> {
        match (&mut self.head, input) {
            (Head::Asking(pad), Input::Key(key)) if key.typed().is_some() || !(key.alt || key.ctrl) => {
                Some(match pad.key(*key) {
                    PinDid::Typed => Vec::new(),
                    PinDid::Submitted(typed) => vec![Effect::Job(Job::Rating(Ask::Pin { key: HEAD_PIN, typed }))],
                    PinDid::Left => self.lock(),
                })
            }
            (Head::Open(table), input) => table.input(input, body(around.area)).map(|heard| heard.done()),
            _ => None,
        }
    }

    fn act(&mut self, act: Act, around: &Around) -> Vec<Effect<Job>> {
        if let Head::Open(table) = &mut self.head
            && let Some(heard) = table.act(act)
        {
            return heard.done();
        }
        match act {
            Act::NextPart => self.step(1, around.now),
            Act::PreviousPart => self.step(SPANS.len() - 1, around.now),
            Act::Period => self.choose_period(around),
            Act::Unlock => self.unlock(),
            Act::Kiosk => {
                self.opening = true;
                vec![Effect::Job(Job::Rating(Ask::Kiosk))]
            }
            Act::Back if !matches!(self.head, Head::Closed) => self.lock(),
            Act::Back => vec![Effect::Show(Act::Today)],
            act => {
                self.page.act(act, self.place(around.area));
                Vec::new()
            }
        }
    }

    fn why_not(&self, act: Act) -> Option<String> {
        let said = match (act, &self.head) {
            (Act::Find, _) => "Đánh giá không tìm theo chữ.",
            (Act::Print | Act::Export, _) => {
                "Số liệu đánh giá có trong báo cáo (F5); danh sách từng lượt không xuất từ đây."
            }
            (Act::Open, _) => "Ở đây chỉ để xem.",
            (_, Head::Open(table)) => return table.why_not(act),
            (Act::Sort | Act::FilterBy | Act::Columns | Act::Copy, _) => {
                "Chỉ danh sách từng lượt (phím U) mới sắp xếp được."
            }
            _ => return None,
        };
        Some(said.to_owned())
    }

    fn answered(&mut self, popup: &Popup, answer: &Given, around: &Around) -> Vec<Effect<Job>> {
        if let Head::Open(table) = &mut self.head
            && let Some(heard) = table.answered(popup, answer)
        {
            return heard.done();
        }
        match (popup.purpose, answer, popup.form()) {
            (Act::Period, Given::Submitted, Some(form)) => self.take_period(form, around),
            _ => Vec::new(),
        }
    }

    fn edited(&mut self, purpose: Act, form: &mut Form, key: &'static str, around: &Around) {
        if purpose != Act::Period {
            return;
        }
        let ground = Ground { now: around.now, calendar: &self.calendar };
        if matches!(key, "from" | "to") {
            period_form::typed_a_day(form, &ground);
        }
        period_form::echo(form, &ground);
    }

    fn reply(&mut self, reply: &Reply, around: &Around) -> Vec<Effect<Job>> {
        if let Head::Open(table) = &mut self.head {
            table.hear(reply);
        }
        match reply {
            Reply::Rating(Answer::Begun) => {
                self.sums = None;
                let lines = self.lines();
                self.page.replace(lines);
                Vec::new()
            }
            Reply::Rating(Answer::Sums { ticket, sums }) if *ticket == self.ticket => {
                self.sums = Some(sums.as_ref().clone());
                let lines = self.lines();
                self.page.replace(lines);
                Vec::new()
            }
            Reply::Failed(Act::Ratings, said) => {
                self.page.replace(vec![(Tone::Error, said.clone())]);
                vec![Effect::Say(Tone::Error, said.clone())]
            }
            Reply::Rating(Answer::Whole { ticket, rows }) if *ticket == self.ticket => {
                self.whole_came(rows.as_ref(), around.area)
            }
            Reply::Rating(Answer::Pin { key, right, wait }) if *key == HEAD_PIN => match &mut self.head {
                Head::Asking(_) if *right => {
                    let table = Arranged::at_hand("ratings", columns());
                    self.head = Head::Open(Box::new(table));
                    let views = Effect::Job(Job::List(list::Ask::Views));
                    self.ask(around.now).into_iter().chain([views]).collect()
                }
                Head::Asking(pad) => {
                    pad.wrong(*wait);
                    Vec::new()
                }
                _ => Vec::new(),
            },
            Reply::Rating(Answer::Kiosk(front)) if std::mem::take(&mut self.opening) => {
                if front.pin_set {
                    return vec![Effect::Push(Box::new(Kiosk::new(false)))];
                }
                let said = "Chưa đặt mã rời màn hình đánh giá: đặt ở Danh mục (F6), mục Thiết lập, rồi mở lại.";
                vec![Effect::Say(Tone::Warning, said.to_owned())]
            }
            Reply::Wrote(wrote) if self.begun && wrote.changes.touches(Kind::Rating) => self.ask(around.now),
            Reply::Elsewhere if self.begun => self.ask(around.now),
            Reply::Detail(answer) => {
                let (detail::Answer::Whole { aids, .. } | detail::Answer::Aids(aids)) = answer.as_ref();
                self.calendar.clone_from(&aids.rules.calendar);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn shown(&mut self, around: &Around) -> Vec<Effect<Job>> {
        if let Head::Open(table) = &mut self.head {
            table.set_area(body(around.area));
        }
        if std::mem::replace(&mut self.begun, true) {
            return Vec::new();
        }
        let mut effects = self.ask(around.now);
        effects.push(Effect::Job(Job::Detail(detail::Ask::Aids)));
        effects
    }

    /// A new day is another today; and the head's list closes when the PIN holds no longer.
    fn minute(&mut self, around: &Around) -> Vec<Effect<Job>> {
        let (open, day) = (matches!(self.head, Head::Open(_)), around.now.day);
        if self.begun && (open || self.asked != Some(day)) { self.ask(around.now) } else { Vec::new() }
    }

    fn status(&self) -> String {
        match &self.head {
            Head::Open(table) => table.table.status(),
            _ => String::new(),
        }
    }

    fn parts(&self) -> Vec<Part<'_>> {
        match &self.head {
            Head::Open(table) => vec![Part::Table(&table.table)],
            _ => Vec::new(),
        }
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        let area = around.area;
        fill(buf, area, look.style(Tone::Normal));
        put(buf, row(area, 0), 1, 0, &self.heading(around.now.day), look.style(Tone::Title));
        match &self.head {
            Head::Closed => self.page.draw(buf, self.place(area), look),
            Head::Open(table) => table.draw(buf, body(area), look, "Chưa có lượt đánh giá nào trong kỳ."),
            Head::Asking(pad) => {
                let said = "Mã của người đứng đầu, rồi Enter (Esc: thôi). Đặt mã ở Danh mục, mục Thiết lập.";
                put(buf, area, 1, 2, said, look.style(Tone::Normal));
                let dots = pad.dots();
                put(buf, area, 1, 4, if dots.is_empty() { "_" } else { &dots }, look.style(Tone::Field));
                put(buf, area, 1, 6, pad.said(), look.style(Tone::Warning));
            }
        }
        None
    }
}
