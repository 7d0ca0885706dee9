//! The catalogue: procedures, officers, calendar, office hours, targets, settings, each a table with a form for its rows.

mod forms;
mod hours;
mod part;
mod rule_form;
mod version_form;

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::clock_rule::RuleKind;
use crate::domain::day::Day;
use crate::domain::office_hours::spans_text;
use crate::domain::pin;
use crate::domain::procedure::Procedure;
use crate::domain::settings::{SETTINGS, SUGGESTIONS, Setting};
use crate::domain::typing::{Method, Placement};
use crate::ui::action::{Around, Effect, Part as Piece, Screen};
use crate::ui::entry::Ground;
use crate::ui::input::Input;
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put, put_right, row};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::pointing::between;
use crate::ui::parts::popup::{Answer, Popup};
use crate::ui::parts::table::Table;
use crate::ui::screens::arranged::Arranged;
use crate::ui::screens::calendar::Calendar;
use crate::ui::screens::catalogue::part::Part;
use crate::ui::screens::catalogue::version_form::Versioning;
use crate::ui::screens::differing::Differing;
use crate::ui::screens::weighing::{self, Heard, Weighing};
use crate::ui::text::width;
use crate::ui::typing::takes_prose;
use crate::ui::work::catalogue::{Ask, Change, Entry, Whole};
use crate::ui::work::differing::Edit;
use crate::ui::work::list;
use crate::ui::work::{Job, Reply};

/// What is being edited: the part, the row (none for a new one) and the row as it was seen.
#[derive(Clone, Debug, PartialEq)]
struct Editing {
    part: Part,
    id: Option<i64>,
    seen: Option<Entry>,
}

/// The screen.
pub struct Catalogue {
    part: Part,
    tables: Vec<Arranged>,
    words: Vec<String>,
    whole: Arc<Whole>,
    loaded: bool,
    /// The year of the calendar's list; 0 until the clock is known.
    year: i32,
    /// The day that the calendar by the year was last at.
    place: Rc<Cell<Day>>,
    editing: Option<Editing>,
    /// The row that the open question would take away.
    removing: Option<Entry>,
    /// The change of a rule, the calendar or the office hours that is being weighed or asked about.
    weighing: Option<Weighing>,
    /// The edit of a procedure that waits for the answer how it is to be kept.
    versioning: Option<Versioning>,
    /// The number of the last such question.
    ticket: u64,
    /// It lies on another screen, to which Esc leads back.
    above: bool,
}

impl Default for Catalogue {
    fn default() -> Catalogue {
        Catalogue::new()
    }
}

impl Catalogue {
    /// The screen before it has read anything.
    pub fn new() -> Catalogue {
        Catalogue {
            part: Part::Procedures,
            tables: Part::ALL.iter().map(|part| Arranged::at_hand(part.table(), part.columns())).collect(),
            words: vec![String::new(); Part::ALL.len()],
            whole: Arc::default(),
            loaded: false,
            year: 0,
            place: Rc::new(Cell::new(Day::from_epoch(0))),
            editing: None,
            removing: None,
            weighing: None,
            versioning: None,
            ticket: 0,
            above: false,
        }
    }

    /// The targets, above the report that is held against them.
    pub fn targets() -> Catalogue {
        Catalogue { part: Part::Targets, above: true, ..Catalogue::new() }
    }

    fn table(&self) -> &Table {
        &self.tables[self.part.index()].table
    }

    /// Fills every table again; each keeps its row selected.
    fn fill(&mut self) {
        for part in Part::ALL {
            let rows = part.rows(&self.whole, self.year, &self.words[part.index()]);
            self.tables[part.index()].fill(rows);
        }
    }

    fn load(&self) -> Vec<Effect<Job>> {
        vec![Effect::Job(Job::Catalogue(Ask::Load))]
    }

    fn turn(&mut self, forward: bool) {
        let count = Part::ALL.len();
        let to = if forward { self.part.index() + 1 } else { self.part.index() + count - 1 };
        self.part = Part::ALL[to % count];
    }

    fn selected(&self) -> Option<(i64, &Entry)> {
        let id = self.table().selected()?.id;
        Some((id, self.part.entry(&self.whole, id)?))
    }

    fn selected_setting(&self) -> Option<&'static Setting> {
        SETTINGS.get(usize::try_from(self.table().selected()?.id).ok()?)
    }

    fn edit(&mut self, act: Act) -> Vec<Effect<Job>> {
        if self.part == Part::Settings {
            return self.edit_setting();
        }
        let selected = if act == Act::Add { None } else { self.selected().map(|(id, entry)| (id, entry.clone())) };
        if act != Act::Add && selected.is_none() {
            return Vec::new();
        }
        let (id, seen) = selected.map_or((None, None), |(id, entry)| (Some(id), Some(entry)));
        let mut form = forms::form(self.part, seen.as_ref());
        if let Some(Entry::Procedure(edited)) = &seen {
            forms::show_versions(&mut form, &self.versions_of(edited), edited);
        }
        let title = format!("{}: {}", self.part.label(), if act == Act::Add { "thêm" } else { "sửa" });
        self.prompt(Editing { part: self.part, id, seen }, act, &title, form)
    }

    /// Every version of a procedure.
    fn versions_of(&self, edited: &Procedure) -> Vec<&Procedure> {
        let all = self.whole.entries.iter().filter_map(|(_, entry)| match entry {
            Entry::Procedure(it) => Some(it),
            _ => None,
        });
        all.filter(|it| it.code == edited.code).collect()
    }

    fn edit_setting(&mut self) -> Vec<Effect<Job>> {
        let Some(setting) = self.selected_setting() else { return Vec::new() };
        // A PIN is typed anew: what is kept of it is a hash.
        let secret = pin::SETTINGS.contains(&setting.key);
        let value = if secret { String::new() } else { self.whole.settings.get(setting.key).to_owned() };
        if let Some(kind) = RuleKind::of_setting(setting.key) {
            let form = rule_form::form(kind, &self.whole.settings);
            let id = self.table().selected().map(|row| row.id);
            return self.prompt(Editing { part: Part::Settings, id, seen: None }, Act::Edit, kind.label(), form);
        }
        let row = match setting.key {
            "cutoff" => {
                let options = crate::domain::period::Cutoff::ALL.map(|cutoff| (cutoff.code(), cutoff.label()));
                FormRow::choice("value", setting.label, &options, &value)
            }
            "typing" => {
                let options = Method::ALL.map(|method| (method.code(), method.label()));
                FormRow::choice("value", setting.label, &options, &value)
            }
            "tone_placement" => {
                let options = Placement::ALL.map(|placement| (placement.code(), placement.label()));
                FormRow::choice("value", setting.label, &options, &value)
            }
            "suggestions" => FormRow::choice("value", setting.label, &SUGGESTIONS, &value),
            _ if takes_prose(setting) => FormRow::text("value", setting.label, &value),
            _ => FormRow::code("value", setting.label, &value),
        };
        let form = Form::new(vec![row.hint(setting.help)]);
        let id = self.table().selected().map(|row| row.id);
        self.prompt(Editing { part: Part::Settings, id, seen: None }, Act::Edit, "Thiết lập", form)
    }

    fn prompt(&mut self, editing: Editing, act: Act, title: &str, form: Form) -> Vec<Effect<Job>> {
        let row = editing.id.map_or_else(|| "new".to_owned(), |id| id.to_string());
        let secret = editing.part == Part::Settings
            && editing
                .id
                .and_then(|id| SETTINGS.get(usize::try_from(id).ok()?))
                .is_some_and(|s| pin::SETTINGS.contains(&s.key));
        // A PIN half typed is on no disk.
        let kept_as = if secret { String::new() } else { format!("catalogue.{:?}.{row}", editing.part) };
        self.editing = Some(editing);
        vec![Effect::Popup(Box::new(Popup::prompt(act, title, form).kept(kept_as)))]
    }

    fn save(&mut self, act: Act, form: &Form, around: &Around) -> Vec<Effect<Job>> {
        let Some(editing) = &self.editing else { return Vec::new() };
        if editing.part == Part::Settings {
            let at = editing.id.and_then(|id| usize::try_from(id).ok());
            let Some(setting) = at.and_then(|at| SETTINGS.get(at)) else { return Vec::new() };
            if let Some(kind) = RuleKind::of_setting(setting.key) {
                return self.weigh(kind, form, around);
            }
            let seen = self.whole.settings.get(setting.key).to_owned();
            let ask = Ask::Setting { key: setting.key, seen, value: form.get("value").to_owned() };
            return vec![Effect::Job(Job::Catalogue(ask))];
        }
        let ground = Ground { now: around.now, calendar: &forms::calendar(&self.whole.entries) };
        match forms::read(editing.part, form, editing.seen.as_ref(), &ground) {
            Ok(entry) => {
                let (seen, id) = (editing.seen.clone(), editing.id);
                match (seen, entry, id) {
                    (Some(Entry::Procedure(seen)), Entry::Procedure(put), Some(id)) if asks_how(&seen, &put) => {
                        self.ask_how(id, seen, put)
                    }
                    (seen, entry, _) => self.change(act, seen, Some(entry)),
                }
            }
            Err(refusal) => vec![Effect::Refuse(act, refusal)],
        }
    }

    /// Asks how an edited procedure is to be kept, once it is known how many dossiers use this version.
    fn ask_how(&mut self, id: i64, seen: Procedure, put: Procedure) -> Vec<Effect<Job>> {
        self.ticket += 1;
        let ticket = self.ticket;
        self.versioning = Some(Versioning { ticket, seen, put });
        vec![Effect::Job(Job::Catalogue(Ask::Uses { ticket, version: id }))]
    }

    /// Keeps the edited procedure as the second form says.
    fn keep_version(&self, form: &Form, around: &Around) -> Vec<Effect<Job>> {
        let Some(versioning) = &self.versioning else { return Vec::new() };
        let ground = Ground { now: around.now, calendar: &forms::calendar(&self.whole.entries) };
        match versioning.read(form, &ground) {
            Ok(edit) => vec![Effect::Job(Job::Catalogue(Ask::Version { edit: Box::new(edit) }))],
            Err(refusal) => vec![Effect::Refuse(Act::Save, refusal)],
        }
    }

    /// Asks what a change of a rule would do; the answer is put before the clerk before anything is written.
    fn weigh(&mut self, kind: RuleKind, form: &Form, around: &Around) -> Vec<Effect<Job>> {
        let ground = Ground { now: around.now, calendar: &forms::calendar(&self.whole.entries) };
        match rule_form::read(kind, form, &self.whole.settings, &ground) {
            Ok((asked, said)) => {
                let (weighing, effect) = Weighing::rule(asked, said);
                self.weighing = Some(weighing);
                vec![effect]
            }
            Err(refusal) => vec![Effect::Refuse(Act::Edit, refusal)],
        }
    }

    /// Takes what became of a weighing: over or not, and what it asks for.
    fn weighed(&mut self, (over, effects): Heard) -> Vec<Effect<Job>> {
        if over {
            self.weighing = None;
        }
        effects
    }

    /// Changes a row; one that may move dates is weighed before.
    fn change(&mut self, act: Act, seen: Option<Entry>, put: Option<Entry>) -> Vec<Effect<Job>> {
        if let Some(Err(refusal)) = put.as_ref().map(Entry::check) {
            return vec![Effect::Refuse(act, refusal)];
        }
        let edit = edit_of(seen.as_ref(), put.as_ref());
        let write = Job::Catalogue(Ask::Change { act, change: Box::new(Change { seen, put }) });
        let Some(edit) = edit else { return vec![Effect::Job(write)] };
        let (weighing, effect) = Weighing::edit(edit, write);
        self.weighing = Some(weighing);
        vec![effect]
    }

    /// Says that a procedure's limits were held against the decision.
    fn confirm(&mut self) -> Vec<Effect<Job>> {
        match self.selected().map(|(_, entry)| entry.clone()) {
            Some(Entry::Procedure(seen)) => {
                let put = Procedure { confirmed: true, ..seen.clone() };
                self.change(Act::Confirm, Some(Entry::Procedure(seen)), Some(Entry::Procedure(put)))
            }
            _ => Vec::new(),
        }
    }

    fn ask_removal(&mut self) -> Vec<Effect<Job>> {
        self.removing = self.selected().map(|(_, entry)| entry.clone());
        let text = match &self.removing {
            Some(Entry::Day(day)) => format!(
                "Bỏ ngày {} ({}) khỏi lịch?\nNgày hẹn trả đã in không đổi; hạn tính từ nay về sau theo lịch mới.",
                day.date.vietnamese(),
                day.name
            ),
            Some(Entry::Hours(hours)) => format!(
                "Bỏ giờ làm việc {} ({})?\nNgày hẹn trả đã in không đổi; hạn tính từ nay về sau theo giờ còn lại.",
                spans_text(hours.spans()),
                hours.valid_from().map_or("từ trước".to_owned(), |day| format!("từ {}", day.vietnamese()))
            ),
            Some(Entry::Target(_)) => "Bỏ chỉ tiêu này? Báo cáo lập từ nay không so với nó nữa.".to_owned(),
            _ => return Vec::new(),
        };
        let buttons = [('k', "Không", "no"), ('b', "Bỏ", "yes")];
        vec![Effect::Popup(Box::new(Popup::confirm(Act::Remove, "Bỏ dòng", &text, &buttons)))]
    }

    fn find(&self) -> Vec<Effect<Job>> {
        let words = FormRow::text("words", "Tìm", &self.words[self.part.index()]);
        let form = Form::new(vec![words.hint("gõ không cần dấu; Enter giữ kết quả, Esc bỏ tìm")]);
        vec![Effect::Popup(Box::new(Popup::prompt(Act::Find, self.part.label(), form)))]
    }

    fn search(&mut self, words: &str) {
        words.clone_into(&mut self.words[self.part.index()]);
        self.fill();
        self.tables[self.part.index()].table.act(Act::First);
    }

    fn turn_year(&mut self, by: i32) {
        if self.part == Part::Calendar {
            let day = self.place.get();
            let year = (self.year + by).clamp(1970, 2200);
            self.place.set(Day::new(year, day.month(), day.date().min(28)).unwrap_or(day));
            self.follow_place();
        }
    }

    /// The list of the calendar follows the day that the calendar by the year was left at.
    fn follow_place(&mut self) {
        let day = self.place.get();
        if self.year != day.year() {
            self.year = day.year();
            self.fill();
        }
    }

    /// Opens the calendar by the year, at the row of its list where one is selected.
    fn open_calendar(&mut self) -> Vec<Effect<Job>> {
        if let (Part::Calendar, Some((_, Entry::Day(day)))) = (self.part, self.selected()) {
            self.place.set(day.date);
        }
        self.part = Part::Calendar;
        vec![Effect::Push(Box::new(Calendar::new(Rc::clone(&self.place))))]
    }

    fn draw_parts(&self, buf: &mut Buffer, line: Rect, look: &Look) {
        let mut x = 1;
        // Where not all fit, the part in front stands alone with its place among them.
        let all: usize = Part::ALL.iter().map(|part| width(part.label()) + 2).sum();
        let alone = all + 8 > usize::from(line.width);
        for part in Part::ALL.into_iter().filter(|part| !alone || *part == self.part) {
            let on = part == self.part;
            let year = if part == Part::Calendar && on { format!(" ‹{}›", self.year) } else { String::new() };
            let name = format!("{}{year}", part.label());
            // The part in front is bracketed as well, so that it is known without colour.
            let (text, tone) = if on { (format!("[{name}]"), Tone::TabOn) } else { (format!(" {name} "), Tone::Dim) };
            x += put(buf, line, x, 0, &text, look.style(tone));
        }
        if alone {
            put(buf, line, x + 1, 0, &format!("{}/{}", self.part.index() + 1, Part::ALL.len()), look.style(Tone::Dim));
        }
        let words = &self.words[self.part.index()];
        if !words.is_empty() {
            put_right(buf, line, 0, &format!("tìm “{words}” "), look.style(Tone::Warning));
        }
    }
}

/// Whether it has to be asked how an edit is kept: a mark of having checked the limits is no change of them.
fn asks_how(seen: &Procedure, put: &Procedure) -> bool {
    let mut same = put.clone();
    same.confirmed = seen.confirmed;
    same != *seen
}

/// What a change of a row does to the calendar and the office hours; `None` for one of anything else.
fn edit_of(seen: Option<&Entry>, put: Option<&Entry>) -> Option<Edit> {
    let mut edit = Edit::default();
    match seen {
        Some(Entry::Day(day)) => edit.void.push(day.date),
        Some(Entry::Hours(hours)) => edit.void_hours.push(hours.clone()),
        _ => {}
    }
    match put {
        Some(Entry::Day(day)) => edit.put.push(day.clone()),
        Some(Entry::Hours(hours)) => edit.put_hours.push(hours.clone()),
        _ => {}
    }
    (edit != Edit::default()).then_some(edit)
}

fn body(area: Rect) -> Rect {
    between(area, 1, 0)
}

impl Screen<Job> for Catalogue {
    fn scope(&self) -> Scope {
        self.tables[self.part.index()].scope(Scope::Catalogue)
    }

    fn title(&self) -> String {
        "Danh mục".into()
    }

    fn input(&mut self, input: &Input, around: &Around) -> Option<Vec<Effect<Job>>> {
        let heard = self.tables[self.part.index()].input(input, body(around.area))?;
        Some(heard.done())
    }

    fn act(&mut self, act: Act, _around: &Around) -> Vec<Effect<Job>> {
        if let Some(heard) = self.tables[self.part.index()].act(act) {
            return heard.done();
        }
        match act {
            Act::NextPart => self.turn(true),
            Act::PreviousPart => self.turn(false),
            Act::NextField => self.turn_year(1),
            Act::PreviousField => self.turn_year(-1),
            Act::Add => return self.edit(act),
            Act::Calendar => return self.open_calendar(),
            Act::Open if self.part == Part::Calendar => return self.open_calendar(),
            Act::Edit | Act::Open => return self.edit(Act::Edit),
            Act::Confirm => return self.confirm(),
            Act::Remove => return self.ask_removal(),
            Act::Find => return self.find(),
            Act::Back if self.above && self.words[self.part.index()].is_empty() => return vec![Effect::Back],
            Act::Back => self.search(""),
            Act::Differing => return vec![Effect::Push(Box::new(Differing::new()))],
            _ => {}
        }
        Vec::new()
    }

    fn why_not(&self, act: Act) -> Option<String> {
        let said = match (act, self.part) {
            (Act::Add, Part::Settings) => "Thiết lập không thêm dòng; nhấn Enter để sửa giá trị.",
            (Act::Confirm, Part::Procedures) => match self.selected() {
                Some((_, Entry::Procedure(procedure))) if procedure.confirmed => "Thủ tục này đã được kiểm tra.",
                Some(_) => return None,
                None => "Chưa chọn thủ tục nào.",
            },
            (Act::Confirm, _) => "Chỉ xác nhận thủ tục.",
            (Act::Remove, Part::Procedures) => "Thủ tục không bị bỏ: sửa và ghi ngày hết hiệu lực.",
            (Act::Remove, Part::Officers) => "Cán bộ không bị bỏ: sửa và ghi ngày thôi làm việc.",
            (Act::Remove, Part::Settings) => "Thiết lập không bị bỏ; nhấn Enter để sửa giá trị.",
            (Act::Open, Part::Calendar) => return None,
            (Act::Edit | Act::Open | Act::Remove, _) if self.table().selected().is_none() => "Chưa chọn dòng nào.",
            (Act::NextField | Act::PreviousField, part) if part != Part::Calendar => "Chỉ lịch có năm.",
            (Act::Print | Act::Export, Part::Hours) => "Giờ làm việc chỉ xem và sửa ở đây, không xuất ra tệp.",
            (Act::Print | Act::Export, _) => "Danh mục xuất bằng lệnh motcua export procedures, officers, calendar.",
            (act, part) => return self.tables[part.index()].why_not(act),
        };
        Some(said.to_owned())
    }

    fn answered(&mut self, popup: &Popup, answer: &Answer, around: &Around) -> Vec<Effect<Job>> {
        if let Some(heard) = self.tables[self.part.index()].answered(popup, answer) {
            return heard.done();
        }
        match (popup.purpose, answer) {
            (Act::Find, Answer::Submitted) => vec![Effect::Close(Act::Find)],
            (Act::Find, Answer::Closed) => {
                self.search("");
                Vec::new()
            }
            (act @ (Act::Add | Act::Edit), Answer::Submitted) => {
                popup.form().map_or_else(Vec::new, |form| self.save(act, form, around))
            }
            (Act::Add | Act::Edit, Answer::Closed) => {
                // A form that is left is not written, nor asked about, by an answer that comes late.
                (self.editing, self.weighing) = (None, None);
                Vec::new()
            }
            (Act::Save, Answer::Submitted) => {
                popup.form().map_or_else(Vec::new, |form| self.keep_version(form, around))
            }
            (Act::Save, Answer::Closed) if popup.form().is_some() => {
                self.versioning = None;
                Vec::new()
            }
            (weighing::ABOUT, answer) => match &self.weighing {
                Some(weighing) => {
                    let done = weighing.answered(answer);
                    self.weighed(done)
                }
                None => Vec::new(),
            },
            (Act::Remove, Answer::Chosen(code)) if code == "yes" => {
                let seen = self.removing.take();
                self.change(Act::Remove, seen, None)
            }
            _ => Vec::new(),
        }
    }

    fn edited(&mut self, purpose: Act, form: &mut Form, key: &'static str, around: &Around) {
        match purpose {
            Act::Find => {
                let words = form.get("words").to_owned();
                self.search(&words);
            }
            Act::Save if key == "how" => version_form::follow(form),
            Act::Add | Act::Edit if key == "what" => rule_form::follow(form),
            Act::Save | Act::Add | Act::Edit => {
                let calendar = forms::calendar(&self.whole.entries);
                forms::echo(form, key, &Ground { now: around.now, calendar: &calendar });
            }
            _ => {}
        }
    }

    fn reply(&mut self, reply: &Reply, around: &Around) -> Vec<Effect<Job>> {
        self.tables.iter_mut().for_each(|table| table.hear(reply));
        match reply {
            Reply::Catalogue(whole) => {
                let before = self.loaded.then(|| self.whole.settings.typing());
                self.whole = Arc::clone(whole);
                self.loaded = true;
                self.fill();
                let typing = self.whole.settings.typing();
                // Said only when the setting was changed: the clerk may have switched by key since.
                let changed = before.is_some_and(|before| before != typing);
                changed.then_some(Effect::Typing(typing)).into_iter().collect()
            }
            Reply::Weighed(_) | Reply::Differing(_) => match self.weighing.as_mut().and_then(|it| it.hear(reply)) {
                Some(done) => self.weighed(done),
                None => Vec::new(),
            },
            Reply::Uses(uses) => match &self.versioning {
                Some(versioning) if versioning.ticket == uses.ticket => {
                    let form = versioning.form(uses.dossiers, around.now.day);
                    let kept_as = format!("catalogue.version.{}", versioning.seen.code);
                    let popup = Popup::prompt(Act::Save, "Lưu thay đổi của thủ tục", form).kept(kept_as);
                    vec![Effect::Popup(Box::new(popup))]
                }
                _ => Vec::new(),
            },
            Reply::Wrote(wrote) if wrote.act == Act::Save && self.versioning.is_some() => {
                (self.versioning, self.editing) = (None, None);
                let mut effects = self.load();
                effects.extend([Effect::Close(Act::Save), Effect::Close(Act::Edit)]);
                effects.push(Effect::Say(Tone::Good, wrote.said.clone()));
                effects
            }
            Reply::Refused(Act::Save, refusal) if self.versioning.is_some() => {
                vec![Effect::Refuse(Act::Save, refusal.clone())]
            }
            Reply::Failed(Act::Save, said) if self.versioning.is_some() => {
                vec![Effect::Say(Tone::Error, said.clone())]
            }
            Reply::Wrote(wrote) => {
                let mut effects = if self.loaded { self.load() } else { Vec::new() };
                if matches!(wrote.act, Act::Add | Act::Edit | Act::Confirm | Act::Remove) {
                    self.editing = None;
                    effects.push(Effect::Close(wrote.act));
                    effects.push(Effect::Say(Tone::Good, wrote.said.clone()));
                }
                effects
            }
            Reply::Elsewhere if self.loaded => self.load(),
            Reply::Refused(act @ (Act::Add | Act::Edit | Act::Confirm | Act::Remove), refusal) => {
                vec![Effect::Refuse(*act, refusal.clone())]
            }
            Reply::Failed(Act::Catalogue | Act::Add | Act::Edit | Act::Confirm | Act::Remove, said) => {
                vec![Effect::Say(Tone::Error, said.clone())]
            }
            _ => Vec::new(),
        }
    }

    fn shown(&mut self, around: &Around) -> Vec<Effect<Job>> {
        if self.year == 0 {
            self.place.set(around.now.day);
        }
        self.follow_place();
        for table in &mut self.tables {
            table.set_area(body(around.area));
        }
        if self.loaded {
            return Vec::new();
        }
        let mut effects = self.load();
        effects.push(Effect::Job(Job::List(list::Ask::Views)));
        effects
    }

    fn status(&self) -> String {
        self.table().status()
    }

    fn parts(&self) -> Vec<Piece<'_>> {
        self.tables.iter().map(|it| Piece::Table(&it.table)).collect()
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        fill(buf, around.area, look.style(Tone::Normal));
        self.draw_parts(buf, row(around.area, 0), look);
        self.tables[self.part.index()].draw(buf, body(around.area), look, self.part.empty());
        None
    }
}
