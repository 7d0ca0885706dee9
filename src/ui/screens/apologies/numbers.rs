//! The numbers of letters that were given out in a year, cancelled ones among them, to print or to save.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::report::Format;
use crate::ui::action::{Around, Effect, Part, Screen};
use crate::ui::input::Input;
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put, row};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::pointing::between;
use crate::ui::parts::popup::{Answer as Given, Popup};
use crate::ui::parts::table::{Cell, Column, Row};
use crate::ui::screens::arranged::{Arranged, Heard};
use crate::ui::screens::detail::Detail;
use crate::ui::work::apologies::{Answer, Ask, Cancelled, FORMATS, Fate, Numbered, summary};
use crate::ui::work::list::ticket;
use crate::ui::work::{Job, Reply};

/// The screen.
pub struct Numbers {
    year: i32,
    rows: Vec<Numbered>,
    known: bool,
    table: Arranged,
    ticket: u64,
    /// A file was asked for and is not there yet.
    letting: Option<Act>,
}

impl Numbers {
    /// The screen of a year before its first answer.
    pub fn new(year: i32) -> Numbers {
        let columns = vec![
            Column::new("Số", 7, 14, 0),
            Column::new("Ban hành", 10, 10, 2),
            Column::new("Mã hồ sơ", 18, 26, 1).tight(14),
            Column::new("Người nộp", 12, 26, 4),
            Column::new("Người ký", 10, 24, 5),
            Column::new("Tình trạng", 30, 70, 1).tight(8),
        ];
        let table = Arranged::at_hand("letter_numbers", columns).findable();
        Numbers { year, rows: Vec::new(), known: false, table, ticket: 0, letting: None }
    }

    fn load(&mut self) -> Vec<Effect<Job>> {
        self.ticket = ticket();
        vec![Effect::Job(Job::Apologies(Ask::Numbers { ticket: self.ticket, year: self.year }))]
    }

    fn take(&mut self, rows: &[Numbered]) {
        self.rows = rows.to_vec();
        self.known = true;
        self.table.fill(rows.iter().zip(1..).map(|(numbered, at)| line(at, numbered)).collect());
    }

    fn open(&self) -> Vec<Effect<Job>> {
        match self.selected().map(|numbered| &numbered.fate) {
            Some(Fate::Letter(letter)) => vec![Effect::Push(Box::new(Detail::new(letter.dossier)))],
            Some(Fate::Cancelled(Cancelled { dossier: Some((id, _)), .. })) => {
                vec![Effect::Push(Box::new(Detail::new(*id)))]
            }
            Some(_) => vec![Effect::Say(Tone::Warning, "Số này không còn trên văn bản nào.".to_owned())],
            None => Vec::new(),
        }
    }

    fn heard(&self, heard: Heard) -> Vec<Effect<Job>> {
        if matches!(heard, Heard::Row(true)) { self.open() } else { heard.done() }
    }

    fn let_out(&mut self, act: Act, format: Format) -> Vec<Effect<Job>> {
        self.letting = Some(act);
        vec![Effect::Job(Job::Apologies(Ask::NumbersOut { act, year: self.year, format }))]
    }

    fn selected(&self) -> Option<&Numbered> {
        let at = usize::try_from(self.table.table.selected()?.id - 1).ok()?;
        self.rows.get(at)
    }

    /// The selected number in full.
    fn about(&self) -> Option<String> {
        let numbered = self.selected()?;
        Some(match &numbered.fate {
            Fate::Letter(letter) => {
                format!("{}: {} · {} · {}", numbered.text, letter.code, letter.name, letter.issued_at.vietnamese())
            }
            Fate::Cancelled(Cancelled { dossier: Some((_, code)), why }) => {
                format!("{}: {code} · đã hủy ({why})", numbered.text)
            }
            other => format!("{}: {}", numbered.text, other.words()),
        })
    }

    fn heading(&self) -> String {
        if self.rows.is_empty() {
            return format!("Số văn bản xin lỗi đã cấp năm {}", self.year);
        }
        format!("Năm {}: {}", self.year, summary(&self.rows))
    }
}

fn line(at: i64, numbered: &Numbered) -> Row {
    let (issued, code, name, signer) = match &numbered.fate {
        Fate::Letter(letter) => (
            Cell::plain(letter.issued_at.day.vietnamese()).by(letter.issued_at.to_string()),
            letter.code.as_str(),
            letter.name.as_str(),
            letter.signer.as_str(),
        ),
        Fate::Cancelled(Cancelled { dossier: Some((_, code)), .. }) => (Cell::plain(""), code.as_str(), "", ""),
        _ => (Cell::plain(""), "", "", ""),
    };
    let tone = match numbered.fate {
        Fate::Letter(_) => Tone::Normal,
        Fate::Cancelled(_) => Tone::Dim,
        Fate::Lost | Fate::Free => Tone::Warning,
    };
    Row {
        id: at,
        version: 0,
        cells: vec![
            Cell::plain(numbered.text.as_str()).by(format!("{:09}", numbered.n.unwrap_or(i64::from(i32::MAX)))),
            issued,
            Cell::plain(code),
            Cell::plain(name),
            Cell::plain(signer),
            Cell::toned(numbered.fate.words(), tone),
        ],
        tone,
    }
}

fn body(area: Rect) -> Rect {
    between(area, 1, 1)
}

impl Screen<Job> for Numbers {
    fn scope(&self) -> Scope {
        self.table.scope(Scope::Table)
    }

    fn title(&self) -> String {
        format!("Số văn bản xin lỗi năm {}", self.year)
    }

    fn input(&mut self, input: &Input, around: &Around) -> Option<Vec<Effect<Job>>> {
        let heard = self.table.input(input, body(around.area))?;
        Some(self.heard(heard))
    }

    fn act(&mut self, act: Act, _around: &Around) -> Vec<Effect<Job>> {
        if let Some(heard) = self.table.act(act) {
            return self.heard(heard);
        }
        match act {
            Act::Back => vec![Effect::Back],
            Act::Open => self.open(),
            Act::Print => self.let_out(act, Format::Docx),
            Act::Export => {
                let formats = FORMATS.map(|format| (format.code(), format.label()));
                let format = FormRow::choice("format", "Định dạng", &formats, Format::Docx.code());
                let form = Form::new(vec![format.hint("← → để chọn; họ tên người nộp được viết tắt")]);
                let title = format!("Xuất số văn bản năm {}", self.year);
                vec![Effect::Popup(Box::new(Popup::prompt(act, &title, form)))]
            }
            _ => Vec::new(),
        }
    }

    fn why_not(&self, act: Act) -> Option<String> {
        let said = match act {
            Act::Open | Act::Print | Act::Export if self.rows.is_empty() => "Năm này chưa cấp số nào.",
            act => return self.table.why_not(act),
        };
        Some(said.to_owned())
    }

    fn answered(&mut self, popup: &Popup, answer: &Given, _around: &Around) -> Vec<Effect<Job>> {
        if let Some(heard) = self.table.answered(popup, answer) {
            return self.heard(heard);
        }
        match (popup.purpose, answer, popup.form()) {
            (Act::Export, Given::Submitted, Some(form)) if self.letting.is_none() => {
                let format = Format::from_code(form.get("format")).unwrap_or(Format::Docx);
                self.let_out(Act::Export, format)
            }
            _ => Vec::new(),
        }
    }

    fn reply(&mut self, reply: &Reply, _around: &Around) -> Vec<Effect<Job>> {
        self.table.hear(reply);
        match reply {
            Reply::Apologies(Answer::Numbers { ticket, rows }) if *ticket == self.ticket => {
                self.take(rows);
                Vec::new()
            }
            Reply::Wrote(wrote) if self.letting == Some(wrote.act) => {
                self.letting = None;
                let done = Popup::message(wrote.act, Tone::Good, "Xong", &wrote.said);
                vec![Effect::Close(wrote.act), Effect::Popup(Box::new(done))]
            }
            Reply::Refused(act, refusal) if self.letting == Some(*act) => {
                self.letting = None;
                vec![Effect::Refuse(*act, refusal.clone())]
            }
            Reply::Failed(act, said) if self.letting == Some(*act) => {
                self.letting = None;
                vec![Effect::Close(*act), Effect::Say(Tone::Error, said.clone())]
            }
            Reply::Wrote(_) | Reply::Elsewhere => self.load(),
            _ => Vec::new(),
        }
    }

    fn shown(&mut self, around: &Around) -> Vec<Effect<Job>> {
        self.table.set_area(body(around.area));
        if self.ticket == 0 { self.load() } else { Vec::new() }
    }

    fn status(&self) -> String {
        self.table.table.status()
    }

    fn parts(&self) -> Vec<Part<'_>> {
        vec![Part::Table(&self.table.table)]
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        fill(buf, around.area, look.style(Tone::Normal));
        put(buf, row(around.area, 0), 1, 0, &self.heading(), look.style(Tone::Title));
        let empty = if self.known {
            "Năm này chưa cấp số văn bản xin lỗi nào; ban hành văn bản ở Sổ xin lỗi (phím b)."
        } else {
            "Đang đọc các số đã cấp…"
        };
        self.table.draw(buf, body(around.area), look, empty);
        if let (Some(about), true) = (self.about(), around.area.height > 2) {
            put(buf, row(around.area, around.area.height - 1), 1, 0, &about, look.style(Tone::Dim));
        }
        None
    }
}
