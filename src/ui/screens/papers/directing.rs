//! Directing documents (văn bản chỉ đạo): the list by date, and its forms.

use crate::desk::Target;
use crate::domain::day::Day;
use crate::domain::refusal::Refusal;
use crate::ui::action::{Around, Effect};
use crate::ui::entry::{self, DAY_HINT, Ground};
use crate::ui::keymap::{Act, Scope};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::popup::{Answer as Given, Popup};
use crate::ui::parts::table::{Cell, Column, Row, Table};
use crate::ui::screens::arranged::Arranged;
use crate::ui::screens::papers::paper::{Desk, Paper, again, fail, targets, void_form, write};
use crate::ui::screens::papers::span_form;
use crate::ui::work::Job;
use crate::ui::work::papers::{Change, DirectingDocument, Held, List, Listed, Sheet, span};

/// The list.
#[derive(Default)]
pub struct Directing {
    span: Option<(Day, Day)>,
    found: Vec<Held<DirectingDocument>>,
    /// The document that the open form is about; none for a new one.
    editing: Option<Target>,
    /// The day of the document that is being written.
    writing: Option<Day>,
    /// The documents that are about to be taken back.
    picked: Vec<Target>,
}

impl Directing {
    fn selected(&self, table: &Table) -> Option<&Held<DirectingDocument>> {
        let row = table.selected()?;
        self.found.iter().find(|held| held.id == row.id)
    }

    fn ask(&mut self, act: Act, known: Option<Held<DirectingDocument>>, today: Day) -> Vec<Effect<Job>> {
        self.editing = known.as_ref().map(|held| Target { id: held.id, version: held.version });
        let name = known.as_ref().map_or("directing.new".to_owned(), |held| format!("directing.{}", held.id));
        let title = if known.is_some() { "Sửa văn bản chỉ đạo" } else { "Văn bản chỉ đạo mới" };
        let known = known.map(|held| held.record);
        let text = |of: fn(&DirectingDocument) -> &String| known.as_ref().map_or("", |document| of(document).as_str());
        let date = known.as_ref().map_or(today, |document| document.date);
        let mut rows = vec![
            FormRow::code("number", "Số văn bản", text(|d| &d.number)).hint("Ví dụ 15/CT-UBND"),
            FormRow::day("date", "Ngày văn bản", &date.vietnamese()).hint(DAY_HINT),
            FormRow::text("issuer", "Cơ quan ban hành", text(|d| &d.issuer)).hint("Ví dụ UBND xã"),
            FormRow::text("subject", "Trích yếu", text(|d| &d.subject)).hint("Được nêu nguyên văn trong báo cáo"),
            FormRow::text("note", "Ghi chú", text(|d| &d.note)),
        ];
        if known.is_some() {
            rows.push(FormRow::text("reason", "Lý do sửa", "").hint("Bắt buộc; bản cũ vẫn nằm trong lịch sử"));
        }
        vec![Effect::Popup(Box::new(Popup::prompt(act, title, Form::new(rows)).kept(name)))]
    }

    fn put(&mut self, act: Act, form: &Form, ground: &Ground<'_>) -> Vec<Effect<Job>> {
        let date = match entry::day(form.get("date"), ground) {
            Ok(date) => date,
            Err(said) => return fail(act, Refusal::at("date", said)),
        };
        self.writing = Some(date);
        let text = |key: &str| form.get(key).to_owned();
        let document = DirectingDocument {
            number: text("number"),
            date,
            issuer: text("issuer"),
            subject: text("subject"),
            note: text("note"),
        };
        let (target, document) = (self.editing, Box::new(document));
        write(act, Change::Directing { target, document, reason: text("reason") })
    }

    fn span(&self, today: Day) -> (Day, Day) {
        let year = Day::new(today.year(), 1, 1).unwrap_or(today);
        self.span.unwrap_or((year, today))
    }
}

impl Paper for Directing {
    const SCOPE: Scope = Scope::Directing;
    const TITLE: &'static str = "Văn bản chỉ đạo";

    fn table() -> Arranged {
        let columns = vec![
            Column::new("Số văn bản", 14, 22, 0),
            Column::new("Ngày", 10, 10, 1),
            Column::new("Nơi ban hành", 14, 26, 3),
            Column::new("Trích yếu", 16, 90, 2).tight(8),
        ];
        Arranged::at_hand("directing", columns).findable()
    }

    fn list(&mut self, around: &Around) -> List {
        let (from, to) = self.span(around.now.day);
        self.span = Some((from, to));
        List::Directing(from, to)
    }

    fn take(&mut self, listed: &Listed) -> Option<Vec<Row>> {
        let Listed::Directing(found) = listed else { return None };
        self.found.clone_from(found);
        let line = |held: &Held<DirectingDocument>| {
            let document = &held.record;
            Row {
                id: held.id,
                version: held.version,
                cells: vec![
                    Cell::plain(document.number.as_str()),
                    Cell::plain(document.date.vietnamese()).by(document.date.to_string()),
                    Cell::plain(document.issuer.as_str()),
                    Cell::plain(document.subject.as_str()),
                ],
                tone: crate::ui::look::Tone::Normal,
            }
        };
        Some(found.iter().rev().map(line).collect())
    }

    fn heading(&self) -> String {
        let days = self.span.map_or_else(String::new, |(from, to)| format!(" {}", span(from, to)));
        format!("Văn bản chỉ đạo, đôn đốc{days}: {}", self.found.len())
    }

    fn nothing(&self) -> String {
        "Chưa có văn bản chỉ đạo nào trong khoảng ngày này. Nhấn a để ghi văn bản, t để chọn khoảng ngày khác."
            .to_owned()
    }

    fn sheets(&self) -> Vec<(&'static str, Sheet)> {
        self.span.map(|(from, to)| ("Danh sách văn bản chỉ đạo", Sheet::Directing(from, to))).into_iter().collect()
    }

    fn act(&mut self, act: Act, desk: &Desk<'_>) -> Vec<Effect<Job>> {
        let today = desk.around.now.day;
        match act {
            Act::Add => self.ask(act, None, today),
            Act::Edit | Act::Open => match self.selected(desk.table).cloned() {
                Some(held) => self.ask(Act::Edit, Some(held), today),
                None => Vec::new(),
            },
            Act::Remove => {
                self.picked = targets(desk.table);
                void_form(act, "Bỏ văn bản chỉ đạo", self.picked.len())
            }
            Act::Period => {
                let (from, to) = self.span(today);
                vec![Effect::Popup(Box::new(Popup::prompt(act, "Khoảng ngày", span_form::form(from, to))))]
            }
            _ => Vec::new(),
        }
    }

    /// A document outside the days that are shown would be written and not seen: the list goes as far as its day.
    fn wrote(&mut self, act: Act) -> Option<String> {
        let date = self.writing.take().filter(|_| matches!(act, Act::Add | Act::Edit))?;
        let (from, to) = self.span?;
        let wider = (from.min(date), to.max(date));
        self.span = Some(wider);
        (wider != (from, to)).then(|| format!("Danh sách nay {}.", span(wider.0, wider.1)))
    }

    fn edited(&self, purpose: Act, form: &mut Form, key: &str, ground: &Ground<'_>) {
        if key == "date" || purpose == Act::Period {
            span_form::echo(form, key, ground);
        }
    }

    fn answered(&mut self, popup: &Popup, _answer: &Given, desk: &Desk<'_>) -> Vec<Effect<Job>> {
        let (Some(form), Some(ground)) = (popup.form(), desk.ground()) else { return Vec::new() };
        match popup.purpose {
            act @ (Act::Add | Act::Edit) => self.put(act, form, &ground),
            Act::Remove => {
                let reason = form.get("reason").to_owned();
                write(Act::Remove, Change::VoidDirecting(self.picked.clone(), reason))
            }
            Act::Period => match span_form::read(form, &ground) {
                Ok(span) => {
                    self.span = Some(span);
                    again(Act::Period, List::Directing(span.0, span.1))
                }
                Err(refusal) => fail(Act::Period, refusal),
            },
            _ => Vec::new(),
        }
    }
}
