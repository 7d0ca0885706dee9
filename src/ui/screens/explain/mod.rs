//! Why a dossier's due date is what it is: day by day, every date it ever had, what it rests on. It can be printed and
//! saved from here.
//!
//! It loads itself when it is shown and after every write that could move the date; the place on the page stays.

pub mod told;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::domain::change::{Changes, Kind};
use crate::report::Format;
use crate::ui::action::{Around, Effect, Screen};
use crate::ui::input::{Input, Mouse};
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::{Look, Tone};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::page::Page;
use crate::ui::parts::popup::{Answer as Said, Popup};
use crate::ui::work::explain::{Account, Ask};
use crate::ui::work::{Job, Reply, Wrote};

/// Formats of the page.
const FORMATS: [Format; 4] = [Format::Docx, Format::Text, Format::Csv, Format::Json];

/// What is known of the account.
enum Known {
    /// It was asked for.
    Asked,
    /// It is not in the register.
    Missing,
    /// Everything.
    Whole(Box<Account>),
}

/// The screen.
pub struct Explain {
    id: i64,
    known: Known,
    page: Page,
    /// The width for which the page was laid out.
    width: u16,
    /// Print or export that was asked for and not answered yet.
    waiting: Option<Act>,
}

impl Explain {
    /// The account of the dossier with this id.
    pub fn new(id: i64) -> Explain {
        Explain { id, known: Known::Asked, page: Page::default(), width: 0, waiting: None }
    }

    fn load(&self) -> Effect<Job> {
        Effect::Job(Job::Explain(Ask::Load(self.id)))
    }

    /// Lays the page out anew; how far it was scrolled is kept.
    fn lay_out(&mut self, around: &Around) {
        let lines = match &self.known {
            Known::Asked => vec![(Tone::Dim, "Đang đọc…".to_owned())],
            Known::Missing => vec![(Tone::Warning, "? Hồ sơ không còn trong sổ.".to_owned())],
            Known::Whole(account) => told::lines(account, usize::from(around.area.width)),
        };
        self.width = around.area.width;
        self.page.replace(lines);
    }

    /// The form that asks how the page leaves the desk.
    fn ask(&self, act: Act) -> Vec<Effect<Job>> {
        let names = [("masked", "viết tắt (N. V. A.)"), ("full", "đầy đủ")];
        let names = FormRow::choice("names", "Họ tên người nộp", &names, "masked")
            .hint("← → để chọn. Tên đầy đủ chỉ khi thật cần: việc này được ghi vào nhật ký.");
        let (title, rows) = if act == Act::Print {
            ("In bản giải trình hạn", vec![names])
        } else {
            let formats = FORMATS.map(|format| (format.code(), format.label()));
            let format = FormRow::choice("format", "Định dạng", &formats, Format::Docx.code());
            ("Xuất bản giải trình hạn", vec![format, names])
        };
        vec![Effect::Popup(Box::new(Popup::prompt(act, title, Form::new(rows))))]
    }

    fn let_out(&mut self, act: Act, form: &Form) -> Vec<Effect<Job>> {
        if self.waiting.is_some() {
            return Vec::new();
        }
        self.waiting = Some(act);
        let format = Format::from_code(form.get("format")).unwrap_or(Format::Docx);
        let unmasked = form.get("names") == "full";
        vec![Effect::Job(Job::Explain(Ask::LetOut { id: self.id, act, format, unmasked }))]
    }

    fn wrote(&mut self, wrote: &Wrote) -> Vec<Effect<Job>> {
        let mut effects = Vec::new();
        if self.waiting.take_if(|waiting| *waiting == wrote.act).is_some() {
            effects.push(Effect::Close(wrote.act));
            // A path may be longer than the status line; a message shows all of it.
            let popup = Popup::message(wrote.act, Tone::Good, "Xong", &wrote.said);
            effects.push(if wrote.said.chars().count() < 70 {
                Effect::Say(Tone::Good, wrote.said.clone())
            } else {
                Effect::Popup(Box::new(popup))
            });
        }
        if self.touched(&wrote.changes) {
            effects.push(self.load());
        }
        effects
    }

    fn touched(&self, changes: &Changes) -> bool {
        let rules = [Kind::Procedure, Kind::Officer, Kind::CalendarDay, Kind::OfficeHours, Kind::Setting];
        changes.records.contains(&(Kind::Dossier, self.id)) || rules.into_iter().any(|kind| changes.touches(kind))
    }
}

impl Screen<Job> for Explain {
    fn scope(&self) -> Scope {
        Scope::Explain
    }

    fn title(&self) -> String {
        match &self.known {
            Known::Whole(account) => format!("Giải trình hạn {}", account.code),
            _ => "Giải trình hạn".to_owned(),
        }
    }

    fn input(&mut self, input: &Input, around: &Around) -> Option<Vec<Effect<Job>>> {
        let act = match input {
            Input::Mouse(Mouse::WheelUp, ..) => Act::Up,
            Input::Mouse(Mouse::WheelDown, ..) => Act::Down,
            _ => return None,
        };
        self.page.act(act, around.area);
        Some(Vec::new())
    }

    fn act(&mut self, act: Act, around: &Around) -> Vec<Effect<Job>> {
        match act {
            Act::Back => vec![Effect::Back],
            Act::Print | Act::Export => self.ask(act),
            Act::Undo | Act::Redo => vec![Effect::Job(Job::Undo { redo: act == Act::Redo })],
            act => {
                self.page.act(act, around.area);
                Vec::new()
            }
        }
    }

    fn why_not(&self, act: Act) -> Option<String> {
        let out = matches!(act, Act::Print | Act::Export);
        match &self.known {
            Known::Whole(_) if self.waiting.is_some() && out => {
                Some("Đang ghi bản giải trình, chờ một chút.".to_owned())
            }
            Known::Whole(_) => None,
            _ => out.then(|| "Chưa có gì để in.".to_owned()),
        }
    }

    fn answered(&mut self, popup: &Popup, answer: &Said, _around: &Around) -> Vec<Effect<Job>> {
        match (popup.purpose, answer, popup.form()) {
            (act @ (Act::Print | Act::Export), Said::Submitted, Some(form)) => self.let_out(act, form),
            _ => Vec::new(),
        }
    }

    fn reply(&mut self, reply: &Reply, around: &Around) -> Vec<Effect<Job>> {
        match reply {
            Reply::Explain(answer) if answer.id == self.id => {
                self.known = answer.account.clone().map_or(Known::Missing, Known::Whole);
                self.lay_out(around);
                Vec::new()
            }
            Reply::Wrote(wrote) => self.wrote(wrote),
            Reply::Refused(act, refusal) if self.waiting.take_if(|waiting| waiting == act).is_some() => {
                vec![Effect::Refuse(*act, refusal.clone())]
            }
            Reply::Failed(act, said) if self.waiting.take_if(|waiting| waiting == act).is_some() => {
                vec![Effect::Close(*act), Effect::Say(Tone::Error, said.clone())]
            }
            Reply::Failed(Act::Explain, said) => vec![Effect::Say(Tone::Error, said.clone())],
            Reply::Elsewhere => vec![self.load()],
            _ => Vec::new(),
        }
    }

    fn shown(&mut self, around: &Around) -> Vec<Effect<Job>> {
        if self.width != around.area.width {
            self.lay_out(around);
        }
        vec![self.load()]
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        self.page.draw(buf, around.area, look);
        None
    }
}
