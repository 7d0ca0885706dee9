//! A form: rows of labelled fields with one in focus. It knows no dossier; the screen gives it rows and reads values.
//!
//! A refusal puts its sentences beside the fields that it names and the cursor into the first of them. Nothing that
//! was typed is ever taken away by the form itself. Drawing is in `form_draw`.

use crate::domain::refusal::{Problem, Refusal};
use crate::domain::typing::Style;
use crate::ui::input::{Input, Key, KeyCode};
use crate::ui::keymap::{Act, Scope, act};
use crate::ui::parts::ahead::{Ahead, Chose, said_unknown};
use crate::ui::parts::field::{Field, Typed};
use crate::ui::parts::paper::Paper;
use crate::ui::parts::pick::{Pick, Picked};

/// Rows of a list of choices under its field.
pub const PICK_ROWS: u16 = 8;

/// Key of the line that stands above all rows.
const HEAD: &str = "_head";

/// What a row holds.
#[derive(Clone, Debug)]
pub enum Value {
    /// Typed text; dates and moments too, read by the screen through `entry`.
    Text(Field),
    /// One of a few words: (code, word).
    Choice {
        /// The code kept and the word shown.
        options: Vec<(String, String)>,
        /// The one chosen.
        at: usize,
    },
    /// Yes or no.
    Check(bool),
    /// One of many, found by typing.
    Pick {
        /// The list and its query.
        pick: Box<Pick>,
        /// The id chosen, if one is.
        chosen: Option<String>,
        /// Whether the list is open below the field.
        open: bool,
    },
    /// A paper of a dossier: a line of small cells.
    Paper(Box<Paper>),
    /// A line to read; the focus passes over it.
    Note(String),
}

/// One row of a form.
#[derive(Clone, Debug)]
pub struct FormRow {
    /// The field's name in the canonical files, by which a refusal finds it.
    pub key: &'static str,
    /// What stands before it.
    pub label: String,
    /// How to fill it in; shown below the form while the row has the focus.
    pub hint: String,
    /// What the screen understood or doubts, shown after the field: `Thứ Năm 25/06/2026`.
    pub echo: String,
    /// Whether `echo` is a warning.
    pub doubt: bool,
    /// What it holds.
    pub value: Value,
    /// Whether it is asked at all; the screen switches rows that depend on other answers.
    pub shown: bool,
    /// Whether it holds Vietnamese text, so that the program's own way of typing works in it.
    pub prose: bool,
}

impl FormRow {
    /// A row with an empty hint.
    pub fn new(key: &'static str, label: &str, value: Value) -> FormRow {
        FormRow {
            key,
            label: label.to_owned(),
            hint: String::new(),
            echo: String::new(),
            doubt: false,
            value,
            shown: true,
            prose: true,
        }
    }

    /// A row for a day.
    pub fn day(key: &'static str, label: &str, text: &str) -> FormRow {
        FormRow::text(key, label, text).plain()
    }

    /// A row for a day with its hour.
    pub fn moment(key: &'static str, label: &str, text: &str) -> FormRow {
        FormRow::text(key, label, text).plain()
    }

    /// A row for a count, a sum, a share or a limit.
    pub fn number(key: &'static str, label: &str, text: &str) -> FormRow {
        FormRow::text(key, label, text).plain()
    }

    /// A row for what is no text in any language: codes, phones, mail addresses, hours of the day, files, patterns.
    pub fn code(key: &'static str, label: &str, text: &str) -> FormRow {
        FormRow::text(key, label, text).plain()
    }

    /// The same row for codes, patterns and numbers: keys are taken as they come.
    fn plain(mut self) -> FormRow {
        self.prose = false;
        self
    }

    /// A row of typed text: words. For anything else there is a row of its kind.
    pub fn text(key: &'static str, label: &str, text: &str) -> FormRow {
        FormRow::new(key, label, Value::Text(Field::new(text)))
    }

    /// A row with a few words to choose from; the first is chosen unless `code` names another.
    pub fn choice(key: &'static str, label: &str, options: &[(&str, &str)], code: &str) -> FormRow {
        let at = options.iter().position(|(option, _)| *option == code).unwrap_or(0);
        let options = options.iter().map(|(code, word)| ((*code).to_owned(), (*word).to_owned())).collect();
        FormRow::new(key, label, Value::Choice { options, at })
    }

    /// A row to tick.
    pub fn check(key: &'static str, label: &str, on: bool) -> FormRow {
        FormRow::new(key, label, Value::Check(on))
    }

    /// A row that chooses one of many by typing.
    pub fn pick(key: &'static str, label: &str, pick: Pick, chosen: Option<&str>) -> FormRow {
        let chosen = chosen.map(str::to_owned);
        FormRow::new(key, label, Value::Pick { pick: Box::new(pick), chosen, open: false })
    }

    /// A line to read.
    pub fn note(text: &str) -> FormRow {
        FormRow::new("", "", Value::Note(text.to_owned()))
    }

    /// A paper of a dossier.
    pub fn paper(key: &'static str, label: &str, paper: Paper) -> FormRow {
        FormRow::new(key, label, Value::Paper(Box::new(paper)))
    }

    /// The same row, asked only while the screen says so.
    pub fn hidden(mut self) -> FormRow {
        self.shown = false;
        self
    }

    /// The same row with a hint.
    pub fn hint(mut self, hint: &str) -> FormRow {
        self.hint = hint.to_owned();
        self
    }

    /// The value as one text: typed text, the chosen code or id, `1` or nothing for a tick.
    pub fn get(&self) -> &str {
        match &self.value {
            Value::Text(field) => field.text().trim(),
            Value::Choice { options, at } => options.get(*at).map_or("", |(code, _)| code),
            Value::Check(on) => {
                if *on {
                    "1"
                } else {
                    ""
                }
            }
            Value::Pick { chosen, .. } => chosen.as_deref().unwrap_or(""),
            Value::Paper(paper) => paper.name(),
            Value::Note(_) => "",
        }
    }

    /// The paper it holds, where it holds one.
    pub fn as_paper(&self) -> Option<&Paper> {
        match &self.value {
            Value::Paper(paper) => Some(paper),
            _ => None,
        }
    }

    /// Whether the focus can stand here.
    pub fn takes_focus(&self) -> bool {
        self.shown && !matches!(self.value, Value::Note(_))
    }
}

/// What became of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormDid {
    /// The value of the row with this key changed; the screen may fill in others and set echoes.
    Changed(&'static str),
    /// Only focus or cursor moved. The key is that of the row that was left, when one was.
    Moved(Option<&'static str>),
    /// The user wants to save.
    Save,
    /// The user wants to leave; ask nothing when [`Form::touched`] is false, else keep a draft.
    Leave,
    /// The form has no use for it.
    Ignored,
}

/// The rows and the focus.
#[derive(Clone, Debug, Default)]
pub struct Form {
    rows: Vec<FormRow>,
    focus: usize,
    problems: Vec<Problem>,
    touched: bool,
    ahead: Ahead,
    notice: String,
    style: Style,
    scroll: u16,
}

impl Form {
    /// A form with the focus on its first field.
    pub fn new(mut rows: Vec<FormRow>) -> Form {
        let focus = rows.iter().position(FormRow::takes_focus).unwrap_or(0);
        // Like a field that one comes to with Tab: typing replaces what it was filled with.
        if let Some(Value::Text(field)) = rows.get_mut(focus).map(|row| &mut row.value) {
            field.select_all();
        }
        Form { rows, focus, ..Form::default() }
    }

    /// The rows.
    pub fn rows(&self) -> &[FormRow] {
        &self.rows
    }

    /// Lines that were scrolled on from where the row in focus stands; any other input goes back to it.
    pub const fn scrolled(&self) -> u16 {
        self.scroll
    }

    /// Scrolls a page of `lines`, on or back, at most `most` lines from where the row in focus stands.
    pub fn scroll(&mut self, on: bool, lines: u16, most: u16) {
        let from = self.scroll.min(most);
        self.scroll = if on { from.saturating_add(lines).min(most) } else { from.saturating_sub(lines) };
    }

    /// How Vietnamese is typed in its fields.
    pub fn set_typing(&mut self, style: Style) {
        self.style = style;
    }

    /// Index of the row in focus.
    pub fn focus(&self) -> usize {
        self.focus
    }

    /// The row in focus.
    pub fn focused(&self) -> Option<&FormRow> {
        self.rows.get(self.focus)
    }

    /// Whether a list of choices is open.
    pub fn choosing(&self) -> bool {
        matches!(self.focused().map(|row| &row.value), Some(Value::Pick { open: true, .. }))
    }

    /// What is to be said of the last key, such as letters that no choice answers to; empty where there is nothing.
    pub fn notice(&self) -> &str {
        &self.notice
    }

    /// Whether the user changed anything.
    pub fn touched(&self) -> bool {
        self.touched
    }

    /// The user changed something by way of the screen: what was copied for them is theirs.
    pub fn touch(&mut self) {
        self.touched = true;
    }

    /// Problems that name a field, and those that concern the whole.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The problem beside a row.
    pub fn problem(&self, key: &str) -> Option<&str> {
        if key.is_empty() {
            return None;
        }
        self.problems.iter().find(|problem| problem.field == key).map(|problem| problem.message.as_str())
    }

    /// The problems that no row of this form can show beside itself.
    pub fn problems_of_the_whole(&self) -> impl Iterator<Item = &str> {
        let known = |field: &str| !field.is_empty() && self.rows.iter().any(|row| row.shown && row.key == field);
        self.problems.iter().filter(move |problem| !known(problem.field)).map(|problem| problem.message.as_str())
    }

    /// The value of a row; empty where the form has no such row.
    pub fn get(&self, key: &str) -> &str {
        self.row(key).map_or("", FormRow::get)
    }

    /// Whether a row is ticked.
    pub fn checked(&self, key: &str) -> bool {
        self.get(key) == "1"
    }

    /// A row by its key.
    pub fn row(&self, key: &str) -> Option<&FormRow> {
        self.rows.iter().find(|row| row.key == key)
    }

    /// A row by its key, to be changed by the screen: other choices, another hint. Only call it with keys of the form.
    pub fn row_mut(&mut self, key: &str) -> Option<&mut FormRow> {
        self.rows.iter_mut().find(|row| row.key == key)
    }

    /// Shows or hides a row. A hidden row keeps its value; the focus leaves it.
    pub fn show(&mut self, key: &str, shown: bool) {
        if let Some(row) = self.row_mut(key) {
            row.shown = shown;
        }
        if !self.focused().is_some_and(FormRow::takes_focus) {
            self.focus = self.next(true).or_else(|| self.next(false)).unwrap_or(0);
        }
    }

    /// Puts other rows in place of those that `of` names, where the first of them stood. The focus stays on its row
    /// where that is still there by its key.
    pub fn replace_rows(&mut self, of: impl Fn(&FormRow) -> bool, rows: Vec<FormRow>) {
        let key = self.focused().map(|row| row.key);
        let at = self.rows.iter().position(&of).unwrap_or(self.rows.len());
        self.rows.retain(|row| !of(row));
        self.rows.splice(at..at, rows);
        let same = |row: &FormRow| row.takes_focus() && Some(row.key) == key;
        let focus = self.rows.iter().position(same);
        self.focus = focus.or_else(|| self.rows.iter().position(FormRow::takes_focus)).unwrap_or(0);
    }

    /// Sets a value from outside: a default that follows from another field, or a draft. It does not count as touched.
    pub fn set(&mut self, key: &str, text: &str) {
        let Some(row) = self.row_mut(key) else { return };
        match &mut row.value {
            Value::Text(field) => field.set(text),
            Value::Choice { options, at } => {
                if let Some(found) = options.iter().position(|(code, _)| code == text) {
                    *at = found;
                }
            }
            Value::Check(on) => *on = text == "1",
            Value::Pick { chosen, pick, .. } => *chosen = pick.item(text).map(|item| item.id.clone()),
            Value::Paper(paper) => paper.rename(text),
            Value::Note(note) => *note = text.to_owned(),
        }
    }

    /// Sets what stands after a field.
    pub fn set_echo(&mut self, key: &str, echo: &str, doubt: bool) {
        if let Some(row) = self.row_mut(key) {
            row.echo = echo.to_owned();
            row.doubt = doubt;
        }
    }

    /// Every value with its key, to be kept as a draft and set again.
    pub fn draft(&self) -> Vec<(String, String)> {
        let rows = self.rows.iter().filter(|row| row.takes_focus());
        rows.map(|row| (row.key.to_owned(), row.get().to_owned())).collect()
    }

    /// Fills in a draft; rows that no longer exist are passed over.
    pub fn restore(&mut self, draft: &[(String, String)]) {
        for (key, value) in draft {
            self.set(key, value);
        }
        self.touched = true;
    }

    /// Puts a line to read above all rows, in place of one that was put there before.
    pub fn head(&mut self, text: &str) {
        self.drop_head();
        let mut row = FormRow::new(HEAD, "", Value::Note(text.to_owned()));
        row.doubt = true;
        self.rows.insert(0, row);
        self.focus += 1;
    }

    fn drop_head(&mut self) {
        if self.rows.first().is_some_and(|row| row.key == HEAD) {
            self.rows.remove(0);
            self.focus = self.focus.saturating_sub(1);
        }
    }

    /// The form as it was when it was opened with these values: nothing typed, nothing wrong, the focus on its first
    /// field.
    pub fn begin_anew(&mut self, values: &[(String, String)]) {
        self.close_pick();
        self.drop_head();
        for (key, value) in values {
            self.set(key, value);
        }
        self.problems.clear();
        self.touched = false;
        self.focus = self.rows.iter().position(FormRow::takes_focus).unwrap_or(0);
    }

    /// Shows a refusal: each sentence beside its field, the focus on the first field named.
    pub fn refuse(&mut self, refusal: &Refusal) {
        self.problems.clone_from(&refusal.problems);
        self.scroll = 0;
        let named = |row: &FormRow| row.takes_focus() && refusal.problems.iter().any(|p| p.field == row.key);
        if let Some(first) = self.rows.iter().position(named) {
            self.close_pick();
            self.focus = first;
        }
    }

    /// Puts the focus on a row, as a click does.
    pub fn focus_on(&mut self, index: usize) {
        if self.rows.get(index).is_some_and(FormRow::takes_focus) && index != self.focus {
            self.close_pick();
            self.ahead.clear();
            self.notice.clear();
            self.focus = index;
        }
    }

    /// Puts the focus on the row with a key.
    pub fn focus_on_key(&mut self, key: &str) {
        if let Some(index) = self.rows.iter().position(|row| row.key == key) {
            self.focus_on(index);
        }
    }

    /// Gives the form an input. `scope` is the one whose keys hold ([`Scope::Form`], `Accept` or `Prompt`).
    pub fn input(&mut self, input: &Input, scope: Scope) -> FormDid {
        self.notice.clear();
        self.scroll = 0;
        if !matches!(input, Input::Key(key) if key.typed().is_some()) {
            self.ahead.clear();
        }
        if let Some(said) = self.nothing_to_take_back(input) {
            self.notice = said;
            return FormDid::Moved(None);
        }
        let value = self.value_input(input);
        if value != FormDid::Ignored {
            return value;
        }
        let Input::Key(key) = input else { return FormDid::Ignored };
        match act(scope, *key) {
            // Enter, unlike Tab, saves at the last field: a prompt with one field is answered by typing and Enter.
            Some(Act::NextField) if key.code == KeyCode::Enter && self.next(true).is_none() => FormDid::Save,
            Some(Act::NextField) => self.go(true),
            Some(Act::PreviousField) => self.go(false),
            Some(Act::Choices) => self.open_pick(),
            Some(Act::Save) => FormDid::Save,
            Some(Act::Leave) => FormDid::Leave,
            _ => FormDid::Ignored,
        }
    }

    /// The next row that takes the focus, in one direction.
    fn next(&self, forward: bool) -> Option<usize> {
        if forward {
            (self.focus + 1..self.rows.len()).find(|index| self.rows[*index].takes_focus())
        } else {
            (0..self.focus).rev().find(|index| self.rows[*index].takes_focus())
        }
    }

    /// Moves the focus; at an end it goes round, so that Tab never gets stuck.
    fn go(&mut self, forward: bool) -> FormDid {
        self.ahead.clear();
        let left = self.focused().map(|row| row.key);
        self.close_pick();
        let round = || {
            let mut all = (0..self.rows.len()).filter(|index| self.rows[*index].takes_focus());
            if forward { all.next() } else { all.next_back() }
        };
        if let Some(to) = self.next(forward).or_else(round) {
            self.focus = to;
        }
        // Tabbing into a text selects it, so that typing replaces a default at once.
        match self.rows.get_mut(self.focus).map(|row| &mut row.value) {
            Some(Value::Text(field)) => field.select_all(),
            Some(Value::Paper(paper)) => paper.entered(),
            _ => {}
        }
        FormDid::Moved(left)
    }

    fn changed(&mut self) -> FormDid {
        self.touched = true;
        let Some(key) = self.focused().map(|row| row.key) else { return FormDid::Ignored };
        self.problems.retain(|problem| problem.field != key);
        FormDid::Changed(key)
    }

    /// What is said of a key that takes typing back where there is none: such a key never leaves the form.
    fn nothing_to_take_back(&self, input: &Input) -> Option<String> {
        let field = match &self.focused()?.value {
            Value::Text(field) => field,
            Value::Paper(paper) => paper.field(),
            Value::Pick { open: true, .. } => return None,
            // Nothing is typed in the others, so there is nothing to take back.
            _ => return Field::default().nothing_to_take_back(input),
        };
        field.nothing_to_take_back(input)
    }

    /// Offers the input to the value in focus.
    fn value_input(&mut self, input: &Input) -> FormDid {
        let Some(row) = self.rows.get_mut(self.focus) else { return FormDid::Ignored };
        let style = if row.prose { self.style } else { Style::default() };
        let changed = match &mut row.value {
            Value::Text(field) => match field.typed(input, style) {
                Typed::Changed => true,
                Typed::Moved => return FormDid::Moved(None),
                Typed::Ignored => return FormDid::Ignored,
            },
            Value::Choice { options, at } => match self.ahead.input(options, *at, input) {
                Chose::To(to) => std::mem::replace(at, to) != to,
                Chose::Back(to) => {
                    self.notice = said_unknown(self.ahead.typed(), options.get(to));
                    if std::mem::replace(at, to) == to {
                        return FormDid::Moved(None);
                    }
                    true
                }
                Chose::Nothing => return FormDid::Ignored,
            },
            Value::Check(on) => match input {
                Input::Key(key) if key.typed() == Some(' ') => {
                    *on = !*on;
                    true
                }
                Input::Key(key) if key.typed().is_some() => {
                    "Ô này chỉ đánh dấu: dấu cách để đánh hoặc bỏ.".clone_into(&mut self.notice);
                    return FormDid::Moved(None);
                }
                _ => return FormDid::Ignored,
            },
            Value::Pick { .. } => return self.pick_input(input),
            Value::Paper(paper) => match paper.input(input, style) {
                Typed::Changed => true,
                Typed::Moved => return FormDid::Moved(None),
                Typed::Ignored => return FormDid::Ignored,
            },
            Value::Note(_) => return FormDid::Ignored,
        };
        if changed { self.changed() } else { FormDid::Moved(None) }
    }

    fn pick_input(&mut self, input: &Input) -> FormDid {
        let style = self.style;
        let Some(Value::Pick { pick, chosen, open }) = self.rows.get_mut(self.focus).map(|row| &mut row.value) else {
            return FormDid::Ignored;
        };
        let key = match input {
            Input::Key(key) => Some(key.settled()),
            _ => None,
        };
        if *open {
            match key.map(|key| (key.code, key.ctrl || key.alt)) {
                Some((KeyCode::Enter | KeyCode::Tab, false)) => return self.take_pick(),
                Some((KeyCode::Esc, _)) => {
                    self.close_pick();
                    return FormDid::Moved(None);
                }
                _ => {}
            }
            return match pick.input(input, PICK_ROWS, style) {
                Picked::Moved => FormDid::Moved(None),
                Picked::Ignored => FormDid::Ignored,
            };
        }
        match (key, input) {
            (Some(key), _) if key.code == KeyCode::Delete || key.code == KeyCode::Backspace => {
                if chosen.take().is_some() { self.changed() } else { FormDid::Moved(None) }
            }
            (Some(Key { ctrl: false, alt: false, code: KeyCode::Char(_), .. }), _) | (_, Input::Paste(_)) => {
                *open = true;
                pick.clear();
                // A space opens the whole list; any other letter is the first of the query.
                if key != Some(Key::char(' ')) {
                    pick.input(input, PICK_ROWS, style);
                }
                FormDid::Moved(None)
            }
            _ => FormDid::Ignored,
        }
    }

    fn open_pick(&mut self) -> FormDid {
        if let Some(Value::Pick { pick, chosen, open }) = self.rows.get_mut(self.focus).map(|row| &mut row.value) {
            *open = true;
            pick.clear();
            if let Some(id) = chosen {
                pick.highlight(id);
            }
        }
        FormDid::Moved(None)
    }

    /// Takes the item under the bar and goes on to the next field. Nothing found: the list stays open.
    fn take_pick(&mut self) -> FormDid {
        let Some(Value::Pick { pick, chosen, open }) = self.rows.get_mut(self.focus).map(|row| &mut row.value) else {
            return FormDid::Ignored;
        };
        let Some(item) = pick.current() else { return FormDid::Moved(None) };
        *chosen = Some(item.id.clone());
        *open = false;
        let did = self.changed();
        if self.next(true).is_some() {
            self.go(true);
        }
        did
    }

    /// Closes an open list without choosing, and ends the word being typed.
    fn close_pick(&mut self) {
        match self.rows.get_mut(self.focus).map(|row| &mut row.value) {
            Some(Value::Pick { open, .. }) => *open = false,
            // The row is left: a word that was being typed in it is over.
            Some(Value::Text(field)) => field.finish(),
            Some(Value::Paper(paper)) => paper.finish(),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::parts::pick::PickItem;
    use proptest::prelude::*;

    pub(crate) fn sample() -> Form {
        let pick = Pick::new(vec![
            PickItem::new("p1", "1.001193", "Đăng ký khai sinh", "Hộ tịch"),
            PickItem::new("p2", "1.000894", "Đăng ký kết hôn", "Hộ tịch"),
        ]);
        Form::new(vec![
            FormRow::note("Hồ sơ mới"),
            FormRow::pick("procedure_code", "Thủ tục", pick, None),
            FormRow::choice("channel", "Kênh", &[("direct", "trực tiếp"), ("online", "trực tuyến")], ""),
            FormRow::text("applicant_name", "Người nộp", ""),
            FormRow::check("out_of_area", "Phi địa giới", false),
            FormRow::text("accepted_at", "Tiếp nhận lúc", "bg"),
        ])
    }

    fn press(form: &mut Form, keys: &[Key]) -> Vec<FormDid> {
        keys.iter().map(|key| form.input(&Input::Key(*key), Scope::Accept)).collect()
    }

    fn keys(text: &str) -> Vec<Key> {
        text.chars().map(Key::char).collect()
    }

    const ENTER: Key = Key::plain(KeyCode::Enter);
    const TAB: Key = Key::plain(KeyCode::Tab);

    #[test]
    fn a_dossier_is_typed_without_touching_the_mouse() {
        let mut form = sample();
        press(&mut form, &keys("ket hon"));
        assert_eq!(press(&mut form, &[ENTER]), [FormDid::Changed("procedure_code")]);
        assert_eq!(form.get("procedure_code"), "p2");
        press(&mut form, &[Key::char(' '), TAB]);
        assert_eq!(form.get("channel"), "online");
        press(&mut form, &keys("Lê Thị Ánh"));
        press(&mut form, &[ENTER, Key::char(' '), ENTER]);
        assert_eq!((form.get("applicant_name"), form.checked("out_of_area")), ("Lê Thị Ánh", true));
        assert_eq!(press(&mut form, &[ENTER]), [FormDid::Save]);
        assert_eq!(press(&mut form, &[Key::ctrl('s')]), [FormDid::Save]);
    }

    #[test]
    fn a_refusal_stands_beside_its_field_and_keeps_the_text() {
        let mut form = sample();
        press(&mut form, &[TAB, TAB]);
        press(&mut form, &keys("Lê"));
        let mut refusal = Refusal::at("accepted_at", "Tháng 2 không có ngày 31.");
        refusal.add("", "Sổ đang mở chỉ để đọc.");
        form.refuse(&refusal);
        assert_eq!(form.focused().map(|row| row.key), Some("accepted_at"));
        assert_eq!(form.get("applicant_name"), "Lê");
        assert_eq!(form.problems_of_the_whole().collect::<Vec<_>>(), ["Sổ đang mở chỉ để đọc."]);
        press(&mut form, &keys("2"));
        assert_eq!(form.problem("accepted_at"), None);
    }

    #[test]
    fn leaving_is_silent_when_untouched_and_a_draft_comes_back() {
        let mut form = sample();
        assert_eq!(press(&mut form, &[Key::plain(KeyCode::Esc)]), [FormDid::Leave]);
        assert!(!form.touched());
        press(&mut form, &[TAB, TAB]);
        press(&mut form, &keys("Lê"));
        let mut again = sample();
        again.restore(&form.draft());
        assert_eq!(again.draft(), form.draft());
        assert!(again.touched());
    }

    #[test]
    fn escape_closes_an_open_list_before_it_leaves() {
        let mut form = sample();
        press(&mut form, &keys("kh"));
        assert_eq!(press(&mut form, &[Key::plain(KeyCode::Esc)]), [FormDid::Moved(None)]);
        assert_eq!(press(&mut form, &[Key::plain(KeyCode::Esc)]), [FormDid::Leave]);
    }

    #[test]
    fn letters_that_no_choice_answers_change_nothing_and_say_so() {
        let mut form = sample();
        press(&mut form, &[TAB]);
        press(&mut form, &keys("trực tuyến"));
        assert_eq!(form.get("channel"), "online");
        // A name typed one field too high passes over choices on its way and leaves none of them.
        press(&mut form, &[TAB, Key::shift(KeyCode::Tab)]);
        press(&mut form, &keys("Trần Thị Tí"));
        assert_eq!(form.get("channel"), "online");
        assert!(form.notice().contains("Trần Thị Tí") && form.notice().contains("trực tuyến"), "{}", form.notice());
        press(&mut form, &[Key::plain(KeyCode::Left)]);
        assert_eq!((form.get("channel"), form.notice()), ("direct", ""));
    }

    #[test]
    fn a_form_without_fields_takes_every_key() {
        let mut form = Form::new(vec![FormRow::note("Chỉ để đọc")]);
        for key in [TAB, ENTER, Key::char('a'), Key::plain(KeyCode::Up)] {
            form.input(&Input::Key(key), Scope::Form);
        }
        let mut empty = Form::default();
        assert_eq!(empty.input(&Input::Key(ENTER), Scope::Form), FormDid::Save);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn any_keys_leave_the_focus_on_a_field(codes in prop::collection::vec((0usize..14, any::<bool>()), 0..80)) {
            let all = [
                TAB, ENTER, Key::char(' '), Key::char('k'), Key::char('đ'), Key::plain(KeyCode::Esc),
                Key::plain(KeyCode::Up), Key::plain(KeyCode::Down), Key::plain(KeyCode::Left),
                Key::plain(KeyCode::Backspace), Key::plain(KeyCode::Delete), Key::ctrl('a'), Key::ctrl('z'),
                Key::plain(KeyCode::PageDown),
            ];
            let mut form = sample();
            for (index, shift) in codes {
                form.input(&Input::Key(Key { shift, ..all[index] }), Scope::Accept);
                prop_assert!(form.focused().is_some_and(FormRow::takes_focus));
                if let Some(Value::Choice { options, at }) = form.row("channel").map(|row| &row.value) {
                    prop_assert!(*at < options.len());
                }
            }
        }
    }
}
