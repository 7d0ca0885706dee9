//! Editing a row of the catalogue: its form, what has to be asked before it is written, writing it.

use crate::domain::clock_rule::RuleKind;
use crate::domain::office_hours::spans_text;
use crate::domain::pin;
use crate::domain::procedure::Procedure;
use crate::domain::setting_words;
use crate::domain::settings::SETTINGS;
use crate::ui::action::{Around, Effect};
use crate::ui::entry::Ground;
use crate::ui::keymap::Act;
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::popup::Popup;
use crate::ui::screens::catalogue::part::Part;
use crate::ui::screens::catalogue::version_form::Versioning;
use crate::ui::screens::catalogue::{Catalogue, Editing, forms, rule_form};
use crate::ui::screens::weighing::{Heard, Weighing};
use crate::ui::typing::takes_prose;
use crate::ui::work::Job;
use crate::ui::work::catalogue::{Ask, Change, Entry};
use crate::ui::work::differing::Edit;

impl Catalogue {
    pub(super) fn edit(&mut self, act: Act) -> Vec<Effect<Job>> {
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
    pub(super) fn versions_of(&self, edited: &Procedure) -> Vec<&Procedure> {
        let all = self.whole.entries.iter().filter_map(|(_, entry)| match entry {
            Entry::Procedure(it) => Some(it),
            _ => None,
        });
        all.filter(|it| it.code == edited.code).collect()
    }

    pub(super) fn edit_setting(&mut self) -> Vec<Effect<Job>> {
        let Some(setting) = self.selected_setting() else { return Vec::new() };
        // A PIN is typed anew: what is kept of it is a hash.
        let secret = pin::SETTINGS.contains(&setting.key);
        let value = if secret { String::new() } else { self.whole.settings.get(setting.key).to_owned() };
        if let Some(kind) = RuleKind::of_setting(setting.key) {
            let form = rule_form::form(kind, &self.whole.settings);
            let id = self.table().selected().map(|row| row.id);
            return self.prompt(Editing { part: Part::Settings, id, seen: None }, Act::Edit, kind.label(), form);
        }
        let options = setting_words::options(setting.key);
        let row = if !options.is_empty() {
            FormRow::choice("value", setting.label, &options, &value)
        } else if takes_prose(setting) {
            FormRow::text("value", setting.label, &value)
        } else {
            FormRow::code("value", setting.label, &value)
        };
        let form = Form::new(vec![row.hint(setting.help)]);
        let id = self.table().selected().map(|row| row.id);
        self.prompt(Editing { part: Part::Settings, id, seen: None }, Act::Edit, "Thiết lập", form)
    }

    pub(super) fn prompt(&mut self, editing: Editing, act: Act, title: &str, form: Form) -> Vec<Effect<Job>> {
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

    pub(super) fn save(&mut self, act: Act, form: &Form, around: &Around) -> Vec<Effect<Job>> {
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
    pub(super) fn ask_how(&mut self, id: i64, seen: Procedure, put: Procedure) -> Vec<Effect<Job>> {
        self.ticket += 1;
        let ticket = self.ticket;
        self.versioning = Some(Versioning { ticket, seen, put });
        vec![Effect::Job(Job::Catalogue(Ask::Uses { ticket, version: id }))]
    }

    /// Keeps the edited procedure as the second form says.
    pub(super) fn keep_version(&self, form: &Form, around: &Around) -> Vec<Effect<Job>> {
        let Some(versioning) = &self.versioning else { return Vec::new() };
        let ground = Ground { now: around.now, calendar: &forms::calendar(&self.whole.entries) };
        match versioning.read(form, &ground) {
            Ok(edit) => vec![Effect::Job(Job::Catalogue(Ask::Version { edit: Box::new(edit) }))],
            Err(refusal) => vec![Effect::Refuse(Act::Save, refusal)],
        }
    }

    /// Asks what a change of a rule would do; the answer is put before the clerk before anything is written.
    pub(super) fn weigh(&mut self, kind: RuleKind, form: &Form, around: &Around) -> Vec<Effect<Job>> {
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
    pub(super) fn weighed(&mut self, (over, effects): Heard) -> Vec<Effect<Job>> {
        if over {
            self.weighing = None;
        }
        effects
    }

    /// Changes a row; one that may move dates is weighed before.
    pub(super) fn change(&mut self, act: Act, seen: Option<Entry>, put: Option<Entry>) -> Vec<Effect<Job>> {
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
    pub(super) fn confirm(&mut self) -> Vec<Effect<Job>> {
        match self.selected().map(|(_, entry)| entry.clone()) {
            Some(Entry::Procedure(seen)) => {
                let put = Procedure { confirmed: true, ..seen.clone() };
                self.change(Act::Confirm, Some(Entry::Procedure(seen)), Some(Entry::Procedure(put)))
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn ask_removal(&mut self) -> Vec<Effect<Job>> {
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
