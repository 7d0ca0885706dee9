//! Postings of published procedures (niêm yết thủ tục hành chính): what is due first stands first.

use crate::desk::Target;
use crate::domain::day::Day;
use crate::domain::refusal::Refusal;
use crate::ui::action::{Around, Effect};
use crate::ui::entry::{self, DAY_HINT, Ground};
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::Tone;
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::parts::popup::{Answer as Given, Popup};
use crate::ui::parts::table::{Cell, Column, Row, Table};
use crate::ui::screens::arranged::Arranged;
use crate::ui::screens::papers::paper::{Desk, Paper, fail, targets, void_form, write};
use crate::ui::screens::papers::span_form;
use crate::ui::work::Job;
use crate::ui::work::detail::Aids;
use crate::ui::work::papers::{Change, List, Listed, Posting, Seen, Sheet};

/// The list.
#[derive(Default)]
pub struct Postings {
    seen: Vec<Seen>,
    /// The posting that the open form is about; none for a new one.
    editing: Option<Target>,
    /// The postings that are about to be noted as posted, or taken back.
    picked: Vec<Target>,
}

/// A row for an officer of those in office.
fn officer_row(aids: Option<&Aids>, chosen: &str) -> FormRow {
    let officers = aids.map(|aids| aids.officers.as_slice()).unwrap_or_default();
    let mut items: Vec<PickItem> =
        officers.iter().map(|officer| PickItem::new(&officer.code, "", &officer.name, &officer.position)).collect();
    if !chosen.is_empty() && items.iter().all(|item| item.id != chosen) {
        let name = aids.map_or_else(|| chosen.to_owned(), |aids| aids.officer(chosen));
        items.push(PickItem::new(chosen, "", &name, ""));
    }
    let chosen = Some(chosen).filter(|code| !code.is_empty());
    FormRow::pick("officer", "Cán bộ", Pick::new(items), chosen).hint("Gõ vài chữ của tên; Backspace: bỏ chọn")
}

impl Postings {
    fn selected(&self, table: &Table) -> Option<&Seen> {
        let row = table.selected()?;
        self.seen.iter().find(|seen| seen.held.id == row.id)
    }

    fn ask(&mut self, act: Act, known: Option<Seen>, desk: &Desk<'_>) -> Vec<Effect<Job>> {
        let held = known.map(|seen| seen.held);
        self.editing = held.as_ref().map(|held| Target { id: held.id, version: held.version });
        let name = held.as_ref().map_or("posting.new".to_owned(), |held| format!("posting.{}", held.id));
        let title = if held.is_some() { "Sửa dòng niêm yết" } else { "Thủ tục mới công bố" };
        let known = held.map(|held| held.record);
        let text = |of: fn(&Posting) -> &String| known.as_ref().map_or("", |posting| of(posting).as_str());
        let day = |day: Option<Day>| day.map(Day::vietnamese).unwrap_or_default();
        let published = known.as_ref().map_or(desk.around.now.day, |posting| posting.published_on);
        let mut rows = vec![
            FormRow::code("decision", "Quyết định số", text(|p| &p.decision)).hint("Ví dụ 1234/QĐ-UBND"),
            FormRow::day("published_on", "Ngày công bố", &published.vietnamese()).hint(DAY_HINT),
            FormRow::code("procedure_code", "Mã thủ tục", text(|p| &p.procedure_code))
                .hint("Một hay nhiều mã, cách nhau dấu phẩy; để trống nếu chỉ ghi tên"),
            FormRow::text("subject", "Thủ tục", text(|p| &p.subject)).hint("Để trống: lấy tên theo mã trong danh mục"),
            FormRow::day("posted_on", "Ngày niêm yết", &day(known.as_ref().and_then(|p| p.posted_on)))
                .hint("Để trống nếu chưa niêm yết"),
            FormRow::text("place", "Nơi niêm yết", text(|p| &p.place)),
            officer_row(desk.aids.map(AsRef::as_ref), text(|p| &p.officer)),
            FormRow::text("note", "Ghi chú", text(|p| &p.note)),
        ];
        if known.is_some() {
            rows.push(FormRow::text("reason", "Lý do sửa", "").hint("Bắt buộc; bản cũ vẫn nằm trong lịch sử"));
        }
        vec![Effect::Popup(Box::new(Popup::prompt(act, title, Form::new(rows)).kept(name)))]
    }

    fn put(&self, act: Act, form: &Form, ground: &Ground<'_>) -> Vec<Effect<Job>> {
        let mut refusal = Refusal::default();
        let mut day = |key: &'static str| {
            let read = entry::day(form.get(key), ground);
            read.map_err(|said| refusal.add(key, said)).ok()
        };
        let published = day("published_on");
        let posted_on = if form.get("posted_on").is_empty() { None } else { day("posted_on") };
        let (Some(published_on), true) = (published, refusal.problems.is_empty()) else { return fail(act, refusal) };
        let text = |key: &str| form.get(key).to_owned();
        let posting = Posting {
            decision: text("decision"),
            published_on,
            procedure_code: text("procedure_code"),
            subject: text("subject"),
            posted_on,
            place: text("place"),
            officer: text("officer"),
            note: text("note"),
        };
        let (target, posting) = (self.editing, Box::new(posting));
        write(act, Change::Posting { target, posting, reason: text("reason") })
    }

    fn ask_posted(&mut self, desk: &Desk<'_>) -> Vec<Effect<Job>> {
        self.picked = targets(desk.table);
        let place = desk.aids.map_or("", |aids| aids.settings.get("posting_place"));
        let form = Form::new(vec![
            FormRow::note(&format!("Ghi đã niêm yết {} dòng.", self.picked.len())),
            FormRow::day("posted_on", "Ngày niêm yết", &desk.around.now.day.vietnamese()).hint(DAY_HINT),
            FormRow::text("place", "Nơi niêm yết", place),
            officer_row(desk.aids.map(AsRef::as_ref), desk.aids.map_or("", |aids| aids.settings.get("last_officer"))),
        ]);
        vec![Effect::Popup(Box::new(Popup::prompt(Act::Post, "Đã niêm yết", form).kept("posting.posted".to_owned())))]
    }

    fn posted(&self, form: &Form, ground: &Ground<'_>) -> Vec<Effect<Job>> {
        match entry::day(form.get("posted_on"), ground) {
            Err(said) => fail(Act::Post, Refusal::at("posted_on", said)),
            Ok(on) => {
                let (place, officer) = (form.get("place").to_owned(), form.get("officer").to_owned());
                write(Act::Post, Change::Posted { targets: self.picked.clone(), on, place, officer })
            }
        }
    }
}

fn line(seen: &Seen) -> Row {
    let posting = &seen.held.record;
    let tone = match (seen.state.late(), seen.state.open()) {
        (true, true) => Tone::Overdue,
        (true, false) => Tone::Warning,
        (false, true) => Tone::DueSoon,
        (false, false) => Tone::Normal,
    };
    let day = |day: Option<Day>| {
        let said = day.map_or_else(|| "–".to_owned(), Day::vietnamese);
        Cell::plain(said).by(day.map(|day| day.to_string()).unwrap_or_default())
    };
    Row {
        id: seen.held.id,
        version: seen.held.version,
        cells: vec![
            day(Some(seen.due)),
            Cell::toned(seen.state.label(), tone),
            Cell::plain(posting.decision.as_str()),
            day(Some(posting.published_on)),
            Cell::plain(posting.subject.as_str()),
            day(posting.posted_on),
            Cell::plain(posting.place.as_str()),
            Cell::plain(seen.officer.as_str()),
        ],
        tone,
    }
}

impl Paper for Postings {
    const SCOPE: Scope = Scope::Postings;
    const TITLE: &'static str = "Niêm yết TTHC";

    fn table() -> Arranged {
        let columns = vec![
            Column::new("Hạn niêm yết", 12, 12, 0),
            Column::new("Tình trạng", 16, 21, 2).tight(12),
            Column::new("Quyết định", 14, 22, 1).tight(10),
            Column::new("Công bố", 10, 10, 4),
            Column::new("Thủ tục", 16, 70, 3),
            Column::new("Niêm yết", 10, 10, 5),
            Column::new("Nơi niêm yết", 12, 34, 7),
            Column::new("Cán bộ", 12, 24, 6),
        ];
        Arranged::at_hand("postings", columns)
    }

    fn list(&mut self, _around: &Around) -> List {
        List::Postings
    }

    fn take(&mut self, listed: &Listed) -> Option<Vec<Row>> {
        let Listed::Postings(seen) = listed else { return None };
        self.seen.clone_from(seen);
        Some(seen.iter().map(line).collect())
    }

    fn heading(&self) -> String {
        let open = self.seen.iter().filter(|seen| seen.state.open()).count();
        let late = self.seen.iter().filter(|seen| seen.state.open() && seen.state.late()).count();
        format!("Niêm yết thủ tục được công bố: chờ niêm yết {open}, trong đó quá hạn {late}")
    }

    fn nothing(&self) -> String {
        "Chưa có thủ tục nào phải niêm yết. Nhấn a để ghi một quyết định công bố.".to_owned()
    }

    fn sheets(&self) -> Vec<(&'static str, Sheet)> {
        vec![("Danh sách niêm yết thủ tục", Sheet::Postings)]
    }

    fn act(&mut self, act: Act, desk: &Desk<'_>) -> Vec<Effect<Job>> {
        match act {
            Act::Add => self.ask(act, None, desk),
            Act::Edit | Act::Open => match self.selected(desk.table).cloned() {
                Some(seen) => self.ask(Act::Edit, Some(seen), desk),
                None => Vec::new(),
            },
            Act::Post => self.ask_posted(desk),
            Act::Remove => {
                self.picked = targets(desk.table);
                void_form(act, "Bỏ dòng niêm yết", self.picked.len())
            }
            _ => Vec::new(),
        }
    }

    fn why_not(&self, act: Act, table: &Table) -> Option<String> {
        let posted = |seen: &Seen| table.targets().contains(&seen.held.id) && !seen.state.open();
        let done = act == Act::Post && self.seen.iter().any(posted);
        done.then(|| "Trong các dòng chọn có dòng đã ghi niêm yết; sai thì sửa (e), có lý do.".to_owned())
    }

    fn edited(&self, _purpose: Act, form: &mut Form, key: &str, ground: &Ground<'_>) {
        if matches!(key, "published_on" | "posted_on") {
            span_form::echo(form, key, ground);
        }
    }

    fn answered(&mut self, popup: &Popup, _answer: &Given, desk: &Desk<'_>) -> Vec<Effect<Job>> {
        let (Some(form), Some(ground)) = (popup.form(), desk.ground()) else { return Vec::new() };
        match popup.purpose {
            act @ (Act::Add | Act::Edit) => self.put(act, form, &ground),
            Act::Post => self.posted(form, &ground),
            Act::Remove => {
                let reason = form.get("reason").to_owned();
                write(Act::Remove, Change::VoidPostings(self.picked.clone(), reason))
            }
            _ => Vec::new(),
        }
    }
}
