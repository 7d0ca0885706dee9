//! The calendar by the year: twelve months with every day off, worked Saturday and day that is not sure yet, and what
//! falls due on the chosen day. Days are written, confirmed, proposed and taken from a file here.
//!
//! It reads the calendar when it is shown and after every write; the chosen day stays. No change of a day moves a
//! printed promise.

mod draw;
mod forms;
mod layout;
mod mark;
mod outlook;
mod told;

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::domain::calendar::{CalendarDay, DayStatus};
use crate::domain::day::Day;
use crate::domain::holidays::{self, Pattern};
use crate::report::Format;
use crate::store::pages::{Order, Query, Show};
use crate::ui::action::{Around, Effect, Screen};
use crate::ui::input::{Input, Mouse};
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put};
use crate::ui::parts::form::Form;
use crate::ui::parts::popup::{Answer as Said, Popup};
use crate::ui::screens::calendar::draw::Picture;
use crate::ui::screens::calendar::layout::{Layout, first_of, last_of};
use crate::ui::screens::differing::Differing;
use crate::ui::screens::dossiers::Dossiers;
use crate::ui::screens::weighing::{self, Heard, Weighing};
use crate::ui::work::calendar::{Answer, Ask, File, LONGEST, Outlook, Whole};
use crate::ui::work::differing::Edit;
use crate::ui::work::list::ticket;
use crate::ui::work::{Job, Reply, Wrote};

/// Years that can be turned to.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2200;

/// The screen.
pub struct Calendar {
    whole: Option<Arc<Whole>>,
    /// The chosen day, which the year's list in the catalogue looks at as well.
    place: Rc<Cell<Day>>,
    /// The day at which the choice of a stretch began.
    anchor: Option<Day>,
    /// The rows that the form or question in front is about, as they were seen.
    seen: Vec<CalendarDay>,
    /// The number of the last question about a file, and the file that was looked through.
    ticket: u64,
    file: Option<(Arc<File>, Vec<CalendarDay>)>,
    /// The change that is being weighed or asked about.
    weighing: Option<Weighing>,
    /// Print or export that was asked for and not answered yet.
    waiting: Option<Act>,
}

impl Calendar {
    /// The calendar at a day; the day stays in `place` when the screen is left.
    pub fn new(place: Rc<Cell<Day>>) -> Calendar {
        Calendar {
            whole: None,
            place,
            anchor: None,
            seen: Vec::new(),
            ticket: 0,
            file: None,
            weighing: None,
            waiting: None,
        }
    }

    fn day(&self) -> Day {
        self.place.get()
    }

    fn load(&self) -> Effect<Job> {
        ask(Ask::Load)
    }

    /// The chosen stretch: the day alone where none was begun.
    fn stretch(&self) -> (Day, Day) {
        let (day, other) = (self.day(), self.anchor.unwrap_or(self.day()));
        (day.min(other), day.max(other))
    }

    fn row(&self) -> Option<&CalendarDay> {
        self.whole.as_ref()?.row(self.day())
    }

    /// The rows of the chosen stretch.
    fn rows(&self) -> Vec<CalendarDay> {
        let (from, to) = self.stretch();
        self.whole.as_ref().map_or_else(Vec::new, |whole| whole.rows(from, to))
    }

    /// Rows that are confirmed together: those of the stretch that await it, else those of the day's
    /// holiday or swap.
    fn awaiting(&self) -> Vec<CalendarDay> {
        let Some(whole) = &self.whole else { return Vec::new() };
        let awaits = |row: &CalendarDay| row.status != DayStatus::Announced;
        if self.anchor.is_some() {
            return self.rows().into_iter().filter(awaits).collect();
        }
        match self.row().filter(|row| awaits(row)) {
            Some(row) => holidays::awaiting_with(row, &whole.year(row.date.year())).into_iter().cloned().collect(),
            None => Vec::new(),
        }
    }

    fn go(&mut self, day: Day) {
        if YEARS.contains(&day.year()) {
            self.place.set(day);
        }
    }

    /// The same date so many months on, or the last one of a shorter month.
    fn turn(&mut self, months: i32) {
        let (day, at) = (self.day(), self.day().year() * 12 + self.day().month() as i32 - 1 + months);
        let first = first_of(at.div_euclid(12), at.rem_euclid(12) as u32 + 1);
        self.go(first.plus(day.date() as i32 - 1).min(last_of(first)));
    }

    fn moved(&mut self, act: Act, around: &Around) {
        let day = self.day();
        match act {
            Act::PreviousField => self.go(day.plus(-1)),
            Act::NextField => self.go(day.plus(1)),
            Act::Up => self.go(day.plus(-7)),
            Act::Down => self.go(day.plus(7)),
            Act::PageUp => self.turn(-1),
            Act::PageDown => self.turn(1),
            Act::PreviousYear => self.turn(-12),
            Act::NextYear => self.turn(12),
            Act::First => self.go(around.now.day),
            Act::Mark => self.anchor = if self.anchor.is_some() { None } else { Some(day) },
            _ => {}
        }
    }

    /// Opens a form, which is kept for the day that it was opened at.
    fn prompt(&self, act: Act, title: &str, form: Form) -> Vec<Effect<Job>> {
        let (day, _) = self.stretch();
        let popup = Popup::prompt(act, title, form).kept(format!("calendar.{act:?}.{day}"));
        vec![Effect::Popup(Box::new(popup))]
    }

    fn add(&mut self, around: &Around) -> Vec<Effect<Job>> {
        let (from, to) = self.stretch();
        let Some(whole) = &self.whole else { return Vec::new() };
        let mut form = forms::add(from, to, &whole.calendar);
        forms::follow_add(&mut form, whole, around.now);
        self.prompt(Act::AddDays, "Ghi ngày vào lịch", form)
    }

    fn edit(&mut self) -> Vec<Effect<Job>> {
        let Some(row) = self.row().cloned() else { return Vec::new() };
        let form = forms::edit(&row);
        self.seen = vec![row];
        self.prompt(Act::EditDay, "Sửa ngày trong lịch", form)
    }

    fn confirm(&mut self) -> Vec<Effect<Job>> {
        self.seen = self.awaiting();
        let day = self.day();
        let first = self.seen.iter().find(|row| row.date == day).or(self.seen.first());
        let chosen = self.anchor.is_some();
        let Some(form) = first.map(|row| forms::confirm(row, &self.seen, chosen)) else { return Vec::new() };
        self.prompt(Act::ConfirmDays, "Xác nhận ngày nghỉ, ngày làm bù", form)
    }

    fn propose(&self) -> Vec<Effect<Job>> {
        let Some(whole) = &self.whole else { return Vec::new() };
        // A year that has its calendar needs no proposal: the first after it does that lacks a day.
        let shown = self.day().year();
        let lacks = |year: &i32| !holidays::missing(*year, Pattern::usual(*year), &whole.year(*year)).is_empty();
        let year = (shown..shown + 5).find(lacks).unwrap_or(shown);
        self.prompt(Act::ProposeYear, "Đề xuất ngày nghỉ của năm", forms::propose(whole, year))
    }

    fn remove(&mut self) -> Vec<Effect<Job>> {
        self.seen = self.rows();
        let days: Vec<String> = self.seen.iter().map(|row| format!("{}: {}", told::name(row.date), row.name)).collect();
        let text = format!(
            "Bỏ khỏi lịch?\n{}\n\nNgày hẹn trả đã in không đổi; hạn tính từ nay về sau theo lịch mới.",
            days.join("\n")
        );
        let buttons = [('k', "Không", "no"), ('b', "Bỏ", "yes")];
        vec![Effect::Popup(Box::new(Popup::confirm(Act::RemoveDays, "Bỏ ngày khỏi lịch", &text, &buttons)))]
    }

    fn open(&self) -> Vec<Effect<Job>> {
        let day = self.day();
        let query = Query { show: Show::DueOn(day), order: Order::Due, ..Query::default() };
        vec![Effect::Push(Box::new(Dossiers::of(&format!("Hẹn trả {}", day.vietnamese()), query)))]
    }

    fn save(&mut self, act: Act, form: &Form, around: &Around) -> Vec<Effect<Job>> {
        let edited = (act == Act::EditDay).then(|| self.seen.first().map(|row| row.date)).flatten();
        let Some(whole) = &self.whole else { return Vec::new() };
        let read = forms::read_span(form, edited, around.now, &whole.calendar);
        match read.and_then(|span| span.check().map(|()| span)) {
            Ok(span) => {
                // A form of new days says how many rows it replaces, so what is shown now is what was seen.
                let seen = match (act, &self.whole) {
                    (Act::AddDays, Some(whole)) => whole.rows(span.from, span.to),
                    _ => self.seen.clone(),
                };
                self.weigh(Ask::Put { act, span: Box::new(span), seen })
            }
            Err(refusal) => vec![Effect::Refuse(act, refusal)],
        }
    }

    fn submitted(&mut self, act: Act, form: &Form, around: &Around) -> Vec<Effect<Job>> {
        match act {
            Act::AddDays | Act::EditDay => self.save(act, form, around),
            Act::ConfirmDays => {
                let seen = forms::confirmed(form, &self.seen);
                self.weigh(Ask::Confirm { seen, source: form.get("source").to_owned() })
            }
            Act::ProposeYear => match forms::read_proposal(form) {
                Ok((year, pattern)) => vec![ask(Ask::Propose { year, pattern })],
                Err(refusal) => vec![Effect::Refuse(act, refusal)],
            },
            Act::ImportDays => {
                self.ticket = ticket();
                vec![ask(Ask::Preview { ticket: self.ticket, path: form.get("file").to_owned() })]
            }
            Act::Export => {
                let format = Format::from_code(form.get("format")).unwrap_or(Format::Docx);
                self.let_out(act, format)
            }
            _ => Vec::new(),
        }
    }

    /// Weighs a change before it is written.
    fn weigh(&mut self, change: Ask) -> Vec<Effect<Job>> {
        let file = self.file.as_ref().map_or(&[][..], |(_, days)| days);
        let Some(edit) = edit_of(&change, file) else { return vec![ask(change)] };
        let (weighing, effect) = Weighing::edit(edit, Job::Calendar(change));
        self.weighing = Some(weighing);
        vec![effect]
    }

    /// Takes what became of a weighing: over or not, and what it asks for.
    fn weighed(&mut self, (over, effects): Heard) -> Vec<Effect<Job>> {
        if over {
            self.weighing = None;
        }
        effects
    }

    fn let_out(&mut self, act: Act, format: Format) -> Vec<Effect<Job>> {
        if self.waiting.is_some() {
            return Vec::new();
        }
        self.waiting = Some(act);
        vec![ask(Ask::LetOut { act, year: self.day().year(), format })]
    }

    /// Puts what a file would change before the clerk.
    fn looked_through(&mut self, outlook: &Outlook) -> Vec<Effect<Job>> {
        if let Some(refusal) = outlook::refusal(&outlook.preview) {
            return vec![Effect::Refuse(Act::ImportDays, refusal)];
        }
        let days = outlook.rows.iter().map(|change| change.after.clone()).collect();
        self.file = Some((Arc::clone(&outlook.file), days));
        let buttons = [('k', "Không", "no"), ('g', "Ghi vào lịch", "yes")];
        let text = outlook::question(outlook);
        vec![Effect::Popup(Box::new(Popup::confirm(Act::Accept, "Xem trước khi nhập lịch", &text, &buttons)))]
    }

    fn wrote(&mut self, wrote: &Wrote) -> Vec<Effect<Job>> {
        let mut effects = vec![self.load()];
        if OWN.contains(&wrote.act) {
            self.anchor = None;
            effects.push(Effect::Close(wrote.act));
            effects.push(Effect::Say(Tone::Good, wrote.said.clone()));
        }
        if self.waiting.take_if(|waiting| *waiting == wrote.act).is_some() {
            effects.push(Effect::Close(wrote.act));
            // A path may be longer than the status line; a message shows all of it.
            effects.push(if wrote.said.chars().count() < 70 {
                Effect::Say(Tone::Good, wrote.said.clone())
            } else {
                Effect::Popup(Box::new(Popup::message(wrote.act, Tone::Good, "Xong", &wrote.said)))
            });
        }
        effects
    }
}

/// Actions that this screen alone asks for, so that their answers are its own.
const OWN: [Act; 6] =
    [Act::AddDays, Act::EditDay, Act::RemoveDays, Act::ConfirmDays, Act::ProposeYear, Act::ImportDays];

/// What a change does to the calendar; `None` for one that moves no date, or that is a question.
fn edit_of(ask: &Ask, file: &[CalendarDay]) -> Option<Edit> {
    let mut edit = Edit::default();
    match ask {
        Ask::Put { span, .. } => edit.put = span.rows(),
        Ask::Void { seen } => edit.void = seen.iter().map(|row| row.date).collect(),
        // Without a document it is refused, so there is nothing to weigh.
        Ask::Confirm { source, .. } if source.is_empty() => return None,
        Ask::Confirm { seen, source } => {
            edit.put = seen.iter().map(|row| holidays::confirmed(row, source)).collect();
        }
        Ask::Import { .. } => edit.put = file.to_vec(),
        Ask::Load | Ask::Propose { .. } | Ask::Preview { .. } | Ask::LetOut { .. } => return None,
    }
    Some(edit)
}

fn ask(ask: Ask) -> Effect<Job> {
    Effect::Job(Job::Calendar(ask))
}

impl Screen<Job> for Calendar {
    fn scope(&self) -> Scope {
        Scope::Calendar
    }

    fn title(&self) -> String {
        format!("Lịch năm {}", self.day().year())
    }

    fn input(&mut self, input: &Input, around: &Around) -> Option<Vec<Effect<Job>>> {
        let Input::Mouse(kind, x, y) = input else { return None };
        match kind {
            Mouse::WheelUp => self.turn(-1),
            Mouse::WheelDown => self.turn(1),
            Mouse::Click => self.go(Layout::new(around.area, self.day()).day_at(*x, *y)?),
        }
        Some(Vec::new())
    }

    fn act(&mut self, act: Act, around: &Around) -> Vec<Effect<Job>> {
        match act {
            Act::Open => self.open(),
            Act::Differing => vec![Effect::Push(Box::new(Differing::new()))],
            Act::AddDays => self.add(around),
            Act::EditDay => self.edit(),
            Act::RemoveDays => self.remove(),
            Act::ConfirmDays => self.confirm(),
            Act::ProposeYear => self.propose(),
            Act::ImportDays => self.prompt(act, "Nhập lịch từ tệp", forms::import()),
            Act::Export => self.prompt(act, &format!("Xuất lịch năm {}", self.day().year()), forms::export()),
            Act::Print => self.let_out(act, Format::Docx),
            Act::Back if self.anchor.is_some() => {
                self.anchor = None;
                Vec::new()
            }
            Act::Back | Act::YearList => vec![Effect::Back],
            act => {
                self.moved(act, around);
                Vec::new()
            }
        }
    }

    fn why_not(&self, act: Act) -> Option<String> {
        let Some(whole) = &self.whole else {
            return (OWN.contains(&act) || act == Act::Open).then(|| "Đang đọc lịch, chờ một chút.".to_owned());
        };
        let day = self.day().vietnamese();
        let (from, to) = self.stretch();
        match act {
            Act::Open if whole.due_on(self.day()) == 0 => Some(format!("Không có hồ sơ nào hẹn trả ngày {day}.")),
            Act::AddDays if to.since(from) >= LONGEST => Some(format!("Mỗi lần ghi được nhiều nhất {LONGEST} ngày.")),
            Act::EditDay if self.row().is_none() => Some(format!("Ngày {day} không có dòng nào; nhấn t để thêm.")),
            Act::RemoveDays if self.rows().is_empty() => Some(format!("Ngày {day} không có dòng nào trong lịch.")),
            Act::ConfirmDays if self.awaiting().is_empty() => Some(match self.row() {
                Some(_) => format!("Ngày {day} đã được công bố."),
                None => format!("Ngày {day} không có gì chờ xác nhận."),
            }),
            Act::Export | Act::Print if whole.year(self.day().year()).is_empty() => {
                Some("Năm này chưa có ngày nào để xuất; nhấn p để đề xuất hoặc t để thêm.".to_owned())
            }
            _ => None,
        }
    }

    fn answered(&mut self, popup: &Popup, answer: &Said, around: &Around) -> Vec<Effect<Job>> {
        match (popup.purpose, answer, popup.form()) {
            (weighing::ABOUT, answer, _) => match &self.weighing {
                Some(weighing) => {
                    let done = weighing.answered(answer);
                    self.weighed(done)
                }
                None => Vec::new(),
            },
            (act, Said::Submitted, Some(form)) => self.submitted(act, form, around),
            (_, Said::Closed, Some(_)) => {
                // A form that is left is not written by an answer that comes late.
                self.weighing = None;
                Vec::new()
            }
            (Act::RemoveDays, Said::Chosen(code), _) if code == "yes" => {
                let seen = std::mem::take(&mut self.seen);
                self.weigh(Ask::Void { seen })
            }
            (Act::Accept, Said::Chosen(code), _) if code == "yes" => {
                let file = self.file.as_ref().map(|(file, _)| Arc::clone(file));
                file.map_or_else(Vec::new, |file| self.weigh(Ask::Import { file }))
            }
            _ => Vec::new(),
        }
    }

    fn edited(&mut self, purpose: Act, form: &mut Form, key: &'static str, around: &Around) {
        let Some(whole) = &self.whole else { return };
        match purpose {
            Act::AddDays => forms::follow_add(form, whole, around.now),
            Act::ProposeYear => forms::follow_propose(form, whole, key),
            _ => {}
        }
    }

    fn reply(&mut self, reply: &Reply, _around: &Around) -> Vec<Effect<Job>> {
        match reply {
            Reply::Calendar(Answer::Whole(whole)) => {
                self.whole = Some(Arc::clone(whole));
                Vec::new()
            }
            Reply::Calendar(Answer::Outlook { ticket, outlook }) if *ticket == self.ticket => match outlook {
                Ok(outlook) => self.looked_through(outlook),
                Err(refusal) => vec![Effect::Refuse(Act::ImportDays, refusal.clone())],
            },
            Reply::Differing(_) => match self.weighing.as_mut().and_then(|weighing| weighing.hear(reply)) {
                Some(done) => self.weighed(done),
                None => Vec::new(),
            },
            Reply::Wrote(wrote) => self.wrote(wrote),
            Reply::Elsewhere => vec![self.load()],
            Reply::Refused(act, refusal) if self.waiting.take_if(|waiting| waiting == act).is_some() => {
                vec![Effect::Refuse(*act, refusal.clone())]
            }
            Reply::Failed(act, said) if self.waiting.take_if(|waiting| waiting == act).is_some() => {
                vec![Effect::Close(*act), Effect::Say(Tone::Error, said.clone())]
            }
            Reply::Refused(act, refusal) if OWN.contains(act) => vec![Effect::Refuse(*act, refusal.clone())],
            Reply::Failed(act, said) if OWN.contains(act) || *act == Act::Calendar => {
                vec![Effect::Say(Tone::Error, said.clone())]
            }
            _ => Vec::new(),
        }
    }

    fn shown(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        if self.whole.is_none() { vec![self.load()] } else { Vec::new() }
    }

    fn status(&self) -> String {
        self.day().vietnamese()
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        fill(buf, around.area, look.style(Tone::Normal));
        let Some(whole) = &self.whole else {
            put(buf, around.area, 1, 0, "Đang đọc lịch…", look.style(Tone::Dim));
            return None;
        };
        let picture = Picture { whole, day: self.day(), anchor: self.anchor, today: around.now.day, look };
        picture.draw(buf, &Layout::new(around.area, self.day()))
    }
}
