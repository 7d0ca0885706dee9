//! The words that a desk writes in a report, section by section: how far each is, how it reads with the figures of the
//! period, what the figures suggest; and the form in which a section is written.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::figure::{FIGURES, full_name};
use crate::domain::narrative::Section;
use crate::report::template::{self, TemplateError, UNACCEPTED};
use crate::ui::action::{Around, Effect, Part, Screen};
use crate::ui::input::{Input, Mouse};
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put, row};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::page::Page;
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::parts::popup::{Answer, Popup};
use crate::ui::parts::table::{Cell, Column, Row, Table, Window};
use crate::ui::parts::table_draw::{draw_table, row_at};
use crate::ui::work::report::{Answer as Told, Ask, Made};
use crate::ui::work::{Job, Reply};

/// How a section is written, for the line below the form.
const HINT: &str = "Ctrl+S: lưu; Enter: xuống dòng; đầu dòng “- ” hoặc “+ ” là gạch đầu dòng; số liệu viết trong {…} \
                    tự tính lại: {received.total}, {settled.overdue:pct}, {settled.overdue:share}";

/// How the list of figures is worked.
const INSERT_HINT: &str =
    "Gõ tên chỉ tiêu, Enter: chèn vào chỗ con trỏ của lời văn; thêm :pct cho tỷ lệ, :share cho n/m";

/// The screen, as an effect: on top of the report it belongs to.
pub fn opened(made: Arc<Made>, section: Section) -> Effect<Job> {
    Effect::Push(Box::new(Texts::new(made, section)))
}

/// The screen.
pub struct Texts {
    made: Arc<Made>,
    table: Table,
    page: Page,
}

impl Texts {
    fn new(made: Arc<Made>, section: Section) -> Texts {
        let columns = vec![Column::new("Mục", 20, 36, 0), Column::new("Lời văn", 14, 80, 1)];
        let mut texts = Texts { made, table: Table::new(columns), page: Page::default() };
        texts.fill();
        texts.table.act(Act::First);
        let at = Section::ALL.iter().position(|known| *known == section).unwrap_or(0);
        texts.table.select(at as i64);
        texts.show();
        texts
    }

    fn section(&self) -> Section {
        let at = self.table.selected().and_then(|row| usize::try_from(row.id).ok());
        at.and_then(|at| Section::ALL.get(at).copied()).unwrap_or(Section::Direction)
    }

    fn text(&self, section: Section) -> &str {
        self.made.written.narrative.texts.get(&section).map_or("", String::as_str)
    }

    fn suggestion(&self, section: Section) -> Option<&str> {
        self.made.written.narrative.suggestions.get(&section).map(String::as_str)
    }

    /// The lines of the suggestion that the text does not have.
    fn new_lines(&self, section: Section) -> Vec<&str> {
        let has = |line: &&str| !self.text(section).lines().any(|known| known.trim() == line.trim());
        self.suggestion(section).map_or_else(Vec::new, |suggestion| suggestion.lines().filter(has).collect())
    }

    fn fill(&mut self) {
        let row = |(at, section): (usize, &Section)| {
            let paragraphs = self.text(*section).lines().filter(|line| !line.trim().is_empty()).count();
            let (state, tone) = match (paragraphs, self.suggestion(*section)) {
                (0, Some(_)) => ("chưa có lời văn; có gợi ý".to_owned(), Tone::Waiting),
                (0, None) => ("chưa có lời văn".to_owned(), Tone::Waiting),
                (n, _) => (format!("đã soạn {n} đoạn"), Tone::Good),
            };
            let state = Cell::toned(format!("{} {state}", tone.sign()).trim(), tone);
            Row { id: at as i64, version: 0, cells: vec![Cell::plain(section.label()), state], tone: Tone::Normal }
        };
        let rows: Vec<Row> = Section::ALL.iter().enumerate().map(row).collect();
        let total = Some(rows.len());
        self.table.set_window(Window { rows, first: true, last: true, before: Some(0), total });
    }

    /// The section in focus as it reads with the figures, and what they suggest for it.
    fn show(&mut self) {
        let section = self.section();
        let mut lines = Vec::new();
        let mut say = |tone: Tone, text: &str| lines.extend(text.lines().map(|line| (tone, line.to_owned())));
        if self.text(section).is_empty() {
            say(Tone::Dim, "Chưa có lời văn. Enter: soạn; c: chép lời văn kỳ trước.");
        } else {
            say(Tone::Normal, &self.printed(section, self.text(section)));
        }
        let suggested = self.new_lines(section);
        if !suggested.is_empty() {
            say(Tone::Waiting, &format!("\n{UNACCEPTED} y: nhận làm lời văn"));
            say(Tone::Dim, &self.printed(section, &suggested.join("\n")));
        }
        self.page = Page::toned(lines);
    }

    fn printed(&self, section: Section, text: &str) -> String {
        let written = &self.made.written;
        let printed = template::preview(section, text, &written.figures, &written.values);
        printed.unwrap_or_else(|error| error.to_string())
    }

    fn write(&self, section: Section, body: String) -> Vec<Effect<Job>> {
        let (made, seen) = (Arc::clone(&self.made), self.text(section).to_owned());
        vec![Effect::Job(Job::Report(Ask::Write { made, section, seen, body }))]
    }

    fn take_suggestion(&self) -> Vec<Effect<Job>> {
        let section = self.section();
        let text = self.text(section).lines();
        let body = text.chain(self.new_lines(section)).collect::<Vec<_>>().join("\n");
        self.write(section, body)
    }

    fn compose(&self) -> Vec<Effect<Job>> {
        let section = self.section();
        let period = &self.made.scope.period;
        let mut form = form(self.text(section));
        self.echo(&mut form);
        let name = format!("report.text.{}.{}.{}.{}", self.made.kind.code(), section.code(), period.from, period.to);
        let title = format!("{}, {}", section.label(), period.name());
        vec![Effect::Popup(Box::new(Popup::prompt(Act::WriteText, &title, form).kept(name)))]
    }

    /// Says what is wrong with a placeholder, and how the text reads.
    fn echo(&self, form: &mut Form) {
        let (section, written) = (self.section(), &self.made.written);
        match template::preview(section, form.get("body"), &written.figures, &written.values) {
            Ok(printed) => {
                form.set_echo("body", "", false);
                let shown = if printed.is_empty() { String::new() } else { format!("Khi in:\n{printed}") };
                form.set("preview", &shown);
            }
            Err(TemplateError::Text { what, .. } | TemplateError::Template { what, .. }) => {
                form.set_echo("body", &what, true);
            }
        }
    }

    fn places(&self, area: Rect) -> (Rect, Rect) {
        let head = area.height.min(1);
        let list = (Section::ALL.len() as u16 + 1).min(area.height.saturating_sub(head).div_ceil(2).max(4));
        let list = Rect { y: area.y + head, height: list.min(area.height - head), ..area };
        let below = area.height - head - list.height;
        let gap = below.min(1);
        let page =
            Rect { x: area.x + 1, y: list.bottom() + gap, width: area.width.saturating_sub(2), height: below - gap };
        (list, page)
    }
}

/// The form of one section.
fn form(text: &str) -> Form {
    let public = FIGURES.iter().filter(|figure| figure.is_public());
    let figures = public.map(|figure| PickItem::new(figure.id, "", &full_name(figure.id), figure.id)).collect();
    Form::new(vec![
        FormRow::long("body", "Lời văn", text).hint(HINT),
        FormRow::pick("insert", "Chèn số liệu", Pick::new(figures), None).hint(INSERT_HINT),
        FormRow::told("preview", ""),
    ])
}

impl Screen<Job> for Texts {
    fn scope(&self) -> Scope {
        Scope::Narrative
    }

    fn title(&self) -> String {
        "Lời văn".into()
    }

    fn input(&mut self, input: &Input, around: &Around) -> Option<Vec<Effect<Job>>> {
        let Input::Mouse(kind, x, y) = input else { return None };
        match kind {
            Mouse::WheelUp => Some(self.act(Act::PageUp, around)),
            Mouse::WheelDown => Some(self.act(Act::PageDown, around)),
            Mouse::Click => {
                let (list, _) = self.places(around.area);
                let hit = row_at(&self.table, list, *x, *y).is_some_and(|id| self.table.select(id));
                self.show();
                hit.then(|| self.compose())
            }
        }
    }

    fn act(&mut self, act: Act, around: &Around) -> Vec<Effect<Job>> {
        match act {
            Act::WriteText | Act::Open => self.compose(),
            Act::TakeSuggestion => self.take_suggestion(),
            Act::CopyTexts => {
                let made = Arc::clone(&self.made);
                vec![Effect::Job(Job::Report(Ask::CopyLast { made }))]
            }
            Act::Back => vec![Effect::Back],
            Act::PageUp | Act::PageDown => {
                self.page.act(act, self.places(around.area).1);
                Vec::new()
            }
            act => {
                self.table.act(act);
                self.show();
                Vec::new()
            }
        }
    }

    fn why_not(&self, act: Act) -> Option<String> {
        match act {
            Act::TakeSuggestion if self.new_lines(self.section()).is_empty() => {
                Some("Số liệu kỳ này không có gợi ý nào cho mục đang chọn mà lời văn chưa có.".to_owned())
            }
            Act::Find => Some("Sáu mục này không cần tìm; chọn bằng mũi tên.".to_owned()),
            Act::Print | Act::Export => Some("In, xuất cả báo cáo: Esc về báo cáo rồi nhấn i hoặc x.".to_owned()),
            _ => None,
        }
    }

    fn answered(&mut self, popup: &Popup, answer: &Answer, _around: &Around) -> Vec<Effect<Job>> {
        match (popup.purpose, answer, popup.form()) {
            (Act::WriteText, Answer::Submitted, Some(form)) => self.write(self.section(), form.get("body").to_owned()),
            _ => Vec::new(),
        }
    }

    fn edited(&mut self, purpose: Act, form: &mut Form, key: &'static str, _around: &Around) {
        if purpose != Act::WriteText {
            return;
        }
        let chosen = form.get("insert").to_owned();
        if key == "insert" && !chosen.is_empty() {
            form.insert("body", &format!("{{{chosen}}}"));
            form.set("insert", "");
        }
        self.echo(form);
    }

    fn reply(&mut self, reply: &Reply, around: &Around) -> Vec<Effect<Job>> {
        match reply {
            Reply::Report(Told::Composed { of, made }) if Arc::ptr_eq(of, &self.made) => {
                self.made = Arc::clone(made);
                self.fill();
                self.show();
            }
            Reply::Wrote(wrote) if matches!(wrote.act, Act::WriteText | Act::CopyTexts) => {
                let said = Effect::Say(Tone::Good, wrote.said.clone());
                return vec![Effect::Close(Act::WriteText), said];
            }
            Reply::Refused(act @ (Act::WriteText | Act::CopyTexts), refusal) => {
                return vec![Effect::Refuse(*act, refusal.clone())];
            }
            Reply::Failed(Act::WriteText | Act::CopyTexts, said) => {
                return vec![Effect::Say(Tone::Error, said.clone())];
            }
            _ => {}
        }
        self.table.set_height(self.places(around.area).0.height.saturating_sub(1));
        Vec::new()
    }

    fn shown(&mut self, around: &Around) -> Vec<Effect<Job>> {
        self.table.set_height(self.places(around.area).0.height.saturating_sub(1));
        Vec::new()
    }

    fn status(&self) -> String {
        let open = self.made.written.narrative.unwritten().len();
        if open == 0 { "đủ lời văn".to_owned() } else { format!("{open} mục còn trống") }
    }

    fn parts(&self) -> Vec<Part<'_>> {
        vec![Part::Table(&self.table)]
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        let area = around.area;
        fill(buf, area, look.style(Tone::Normal));
        let title = format!("Lời văn báo cáo, {}", self.made.scope.period.name());
        put(buf, row(area, 0), 1, 0, &title, look.style(Tone::Title));
        let (list, page) = self.places(area);
        draw_table(&self.table, buf, list, look, "Báo cáo này không có mục nào để soạn.");
        if page.y > list.bottom() {
            let line = Rect { y: list.bottom(), height: 1, ..area };
            put(buf, line, 1, 0, self.section().label(), look.style(Tone::Strong));
        }
        self.page.draw(buf, page, look);
        None
    }
}
