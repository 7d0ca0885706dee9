//! The numbers of letters that were given out in a year, cancelled ones among them, to print or to save.

use ratatui::layout::Rect;

use crate::report::Format;
use crate::ui::action::{Around, Effect};
use crate::ui::keymap::Act;
use crate::ui::look::Tone;
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::popup::{Answer as Given, Popup};
use crate::ui::parts::table::{Cell, Column, Row};
use crate::ui::screens::arranged::Arranged;
use crate::ui::screens::detail::Detail;
use crate::ui::screens::letting::Letting;
use crate::ui::screens::listed::Listed;
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
    letting: Letting,
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
        Numbers { year, rows: Vec::new(), known: false, table, ticket: 0, letting: Letting::default() }
    }

    fn load(&mut self) -> Vec<Effect<Job>> {
        self.ticket = ticket();
        vec![Effect::Job(Job::Apologies(Ask::Numbers { ticket: self.ticket, year: self.year }))]
    }

    fn came(&mut self, rows: &[Numbered]) {
        self.rows = rows.to_vec();
        self.known = true;
        self.table.fill(rows.iter().zip(1..).map(|(numbered, at)| line(at, numbered)).collect());
    }

    fn let_out(&mut self, act: Act, format: Format) -> Vec<Effect<Job>> {
        self.letting.ask(act, Job::Apologies(Ask::NumbersOut { act, year: self.year, format }))
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

impl Listed for Numbers {
    fn list(&self) -> &Arranged {
        &self.table
    }

    fn list_mut(&mut self) -> &mut Arranged {
        &mut self.table
    }

    fn name(&self) -> String {
        format!("Số văn bản xin lỗi năm {}", self.year)
    }

    fn edges(&self, _area: Rect) -> (u16, u16) {
        (1, 1)
    }

    fn heading(&self) -> String {
        if self.rows.is_empty() {
            return format!("Số văn bản xin lỗi đã cấp năm {}", self.year);
        }
        format!("Năm {}: {}", self.year, summary(&self.rows))
    }

    fn nothing(&self) -> String {
        let said = if self.known {
            "Năm này chưa cấp số văn bản xin lỗi nào; ban hành văn bản ở Sổ xin lỗi (phím b)."
        } else {
            "Đang đọc các số đã cấp…"
        };
        said.to_owned()
    }

    fn foot(&self) -> Option<(Tone, String)> {
        Some((Tone::Dim, self.about()?))
    }

    fn begin(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        self.load()
    }

    fn open(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        match self.selected().map(|numbered| &numbered.fate) {
            Some(Fate::Letter(letter)) => vec![Effect::Push(Box::new(Detail::new(letter.dossier)))],
            Some(Fate::Cancelled(Cancelled { dossier: Some((id, _)), .. })) => {
                vec![Effect::Push(Box::new(Detail::new(*id)))]
            }
            Some(_) => vec![Effect::Say(Tone::Warning, "Số này không còn trên văn bản nào.".to_owned())],
            None => Vec::new(),
        }
    }

    fn carry(&mut self, act: Act, _around: &Around) -> Vec<Effect<Job>> {
        match act {
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

    fn hindered(&self, act: Act) -> Option<String> {
        let needs_row = matches!(act, Act::Open | Act::Print | Act::Export) && self.rows.is_empty();
        needs_row.then(|| "Năm này chưa cấp số nào.".to_owned())
    }

    fn told(&mut self, popup: &Popup, answer: &Given, _around: &Around) -> Vec<Effect<Job>> {
        match (popup.purpose, answer, popup.form()) {
            (Act::Export, Given::Submitted, Some(form)) => {
                let format = Format::from_code(form.get("format")).unwrap_or(Format::Docx);
                self.let_out(Act::Export, format)
            }
            _ => Vec::new(),
        }
    }

    fn take(&mut self, reply: &Reply, _around: &Around) -> Vec<Effect<Job>> {
        if let Some(effects) = self.letting.answer(reply) {
            return effects;
        }
        match reply {
            Reply::Apologies(Answer::Numbers { ticket, rows }) if *ticket == self.ticket => {
                self.came(rows);
                Vec::new()
            }
            Reply::Wrote(_) | Reply::Elsewhere => self.load(),
            _ => Vec::new(),
        }
    }
}
