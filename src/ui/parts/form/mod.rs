//! A form: rows of labelled fields with one in focus. It knows no dossier; the screen gives it rows and reads values.
//!
//! A refusal puts its sentences beside the fields that it names and the cursor into the first of them. Nothing that
//! was typed is ever taken away by the form itself. What a row holds is in `row`, what keys do in `input`; drawing is
//! in `form_draw`.

mod input;
mod row;

pub use input::FormDid;
pub use row::{FormRow, Value};

use crate::domain::refusal::{Problem, Refusal};
use crate::domain::typing::Style;
use crate::ui::parts::ahead::Ahead;

/// Rows of a list of choices under its field.
pub const PICK_ROWS: u16 = 8;

/// Key of the line that stands above all rows.
const HEAD: &str = "_head";

/// The rows and the focus.
#[derive(Clone, Debug, Default)]
pub struct Form {
    rows: Vec<FormRow>,
    focus: usize,
    problems: Vec<Problem>,
    touched: bool,
    ahead: Ahead,
    /// Letters that no item of a choice answered to, by its row: what stands there is not what was typed.
    unfound: Vec<(&'static str, String)>,
    notice: String,
    style: Style,
    scroll: i32,
}

impl Form {
    /// A form with the focus on its first field.
    pub fn new(mut rows: Vec<FormRow>) -> Form {
        let focus = rows.iter().position(FormRow::takes_focus).unwrap_or(0);
        // Like a field that one comes to with Tab: typing replaces what it was filled with.
        if let Some(Value::Text(field)) = rows.get_mut(focus).map(|row| &mut row.value)
            && !field.is_long()
        {
            field.select_all();
        }
        Form { rows, focus, ..Form::default() }
    }

    /// The rows.
    pub fn rows(&self) -> &[FormRow] {
        &self.rows
    }

    /// Lines that were scrolled on from where the row in focus stands, less than none where they were scrolled back; any
    /// other input goes back to it.
    pub const fn scrolled(&self) -> i32 {
        self.scroll
    }

    /// Scrolls so many lines on, or back; at most `back` lines before where the row in focus stands and `on` after it.
    pub fn scroll(&mut self, lines: i32, (back, on): (u16, u16)) {
        let bounds = |lines: i32| lines.clamp(-i32::from(back), i32::from(on));
        self.scroll = bounds(bounds(self.scroll) + lines);
    }

    /// How Vietnamese is typed in its fields.
    pub fn set_typing(&mut self, style: Style) {
        self.style = style;
    }

    /// The long texts stand in lines of so many cells.
    pub fn fit(&mut self, columns: u16) {
        for row in &mut self.rows {
            if let Value::Text(field) = &mut row.value {
                field.fit(columns);
            }
        }
    }

    /// Whether anything is typed into it; a form of choices and marks only is gone through in a moment.
    pub fn is_typed(&self) -> bool {
        self.rows.iter().any(|row| matches!(row.value, Value::Text(_) | Value::Pick { .. } | Value::Paper(_)))
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

    /// Says something of the last key; the next one takes it away.
    pub fn say(&mut self, notice: &str) {
        notice.clone_into(&mut self.notice);
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
    /// What was wrong with another value is wrong no more.
    pub fn set(&mut self, key: &str, text: &str) {
        let before = self.get(key).to_owned();
        self.put(key, text);
        if self.get(key) != before {
            self.problems.retain(|problem| problem.field != key);
        }
    }

    fn put(&mut self, key: &str, text: &str) {
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

    /// Puts a text where the caret stands in a row of typed text, and the focus there.
    pub fn insert(&mut self, key: &str, text: &str) {
        if let Some(Value::Text(field)) = self.row_mut(key).map(|row| &mut row.value) {
            field.put_in(text);
            self.touched = true;
            self.problems.retain(|problem| problem.field != key);
        }
        self.focus_on_key(key);
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
        self.unfound.clear();
        self.touched = false;
        self.focus = self.rows.iter().position(FormRow::takes_focus).unwrap_or(0);
    }

    /// Shows a refusal: each sentence beside its field, the focus on the first field named.
    pub fn refuse(&mut self, refusal: &Refusal) {
        self.problems.clone_from(&refusal.problems);
        // The time that passes while a form is open may ask more than the form did: what is named can be answered.
        for row in self.rows.iter_mut().filter(|row| !row.key.is_empty() && row.key != HEAD) {
            row.shown |= refusal.problems.iter().any(|problem| problem.field == row.key);
        }
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

    /// The next row that takes the focus, in one direction.
    fn next(&self, forward: bool) -> Option<usize> {
        if forward {
            (self.focus + 1..self.rows.len()).find(|index| self.rows[*index].takes_focus())
        } else {
            (0..self.focus).rev().find(|index| self.rows[*index].takes_focus())
        }
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
