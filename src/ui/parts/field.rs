//! A one-line text field, edited by grapheme and always composed (NFC). It knows no form and no meaning of its text;
//! how it looks is in `field_draw`.
//!
//! Vietnamese typing programs send a letter, then backspaces, then the composed letters, often in one burst; others
//! send a letter and a combining mark. Both end as the same composed text here. The program's own way of typing works
//! on the word before the caret, which ends with any other key, a paste or a click.

mod vietnamese;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::domain::typing::Word;
use crate::ui::input::{Input, Key, KeyCode};
use crate::ui::keymap::{Act, Scope, act};
use crate::ui::text::{composed, many_lines, one_line};
use crate::ui::typing::nothing_left;

/// Steps that Ctrl+Z can take back inside one field.
const UNDO_STEPS: usize = 100;

/// Characters a field holds unless told otherwise; a paste is cut there.
const DEFAULT_LIMIT: usize = 1000;

/// Characters of a text of several lines.
const LONG_LIMIT: usize = 8000;

/// Cells of its lines until it is told how wide its place is.
const LONG_COLUMNS: u16 = 64;

/// What a field did with an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The text changed.
    Changed,
    /// The cursor or the selection moved.
    Moved,
    /// The field has no use for it.
    Ignored,
}

/// The state of a field. `cursor` and `anchor` are byte positions that always lie between graphemes.
#[derive(Clone, Debug)]
pub struct Field {
    text: String,
    cursor: usize,
    anchor: Option<usize>,
    undo: Vec<(String, usize)>,
    /// What was taken back and can be put back, until something else is typed.
    redo: Vec<(String, usize)>,
    limit: usize,
    /// Cells of a line where the text may have several; `None` for a text of one line.
    pub(super) columns: Option<u16>,
    /// The word that the program's own way of typing is at; its text stands right before the cursor.
    word: Word,
    /// The last word that was finished: its text and the keys it was typed with, where they differ.
    last: Option<Box<(String, String)>>,
    /// Characters of no width that were just typed and dropped. A typing program sends a backspace for each.
    dropped: usize,
}

impl Default for Field {
    fn default() -> Field {
        Field::new("")
    }
}

impl Field {
    /// A field with a text and the cursor at its end.
    pub fn new(text: &str) -> Field {
        let text = one_line(text);
        Field {
            cursor: text.len(),
            text,
            anchor: None,
            undo: Vec::new(),
            redo: Vec::new(),
            limit: DEFAULT_LIMIT,
            columns: None,
            word: Word::default(),
            last: None,
            dropped: 0,
        }
    }

    /// A field for a text of several lines: Enter begins a new one.
    pub fn long(text: &str) -> Field {
        let mut field = Field { columns: Some(LONG_COLUMNS), limit: LONG_LIMIT, ..Field::default() };
        field.text = many_lines(text);
        field.cursor = field.text.len();
        field
    }

    /// What a key or a paste may bring into it.
    fn clean(&self, text: &str) -> String {
        if self.columns.is_some() { many_lines(text) } else { one_line(text) }
    }

    /// The same field holding at most `limit` characters.
    pub fn with_limit(mut self, limit: usize) -> Field {
        self.limit = limit;
        self
    }

    /// The text, composed, as typed (not trimmed).
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The cursor as a byte position in [`Field::text`].
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The selected bytes, if any are.
    pub fn selection(&self) -> Option<(usize, usize)> {
        let anchor = self.anchor.filter(|at| *at != self.cursor)?;
        Some((anchor.min(self.cursor), anchor.max(self.cursor)))
    }

    /// Replaces the whole text; Ctrl+Z brings the old one back.
    pub fn set(&mut self, text: &str) {
        self.word = Word::default();
        self.remember();
        self.text = self.clean(text);
        self.cursor = self.text.len();
        self.anchor = None;
    }

    /// Puts a text where the caret stands, as a paste does.
    pub fn put_in(&mut self, text: &str) {
        self.input(&Input::Paste(text.to_owned()));
    }

    /// Selects everything, so that the next letter replaces it.
    pub fn select_all(&mut self) {
        self.finish();
        self.anchor = Some(0);
        self.cursor = self.text.len();
    }

    /// Gives the field an input as it came.
    pub fn input(&mut self, input: &Input) -> Typed {
        self.finish();
        match input {
            Input::Key(key) => self.key(key.settled()),
            Input::Paste(text) => self.insert(&self.clean(text)),
            _ => Typed::Ignored,
        }
    }

    fn key(&mut self, key: Key) -> Typed {
        if let Some(typed) = self.long_key(key) {
            return typed;
        }
        if let Some(c) = key.typed() {
            let text = one_line(c.encode_utf8(&mut [0; 4]));
            self.dropped = if text.is_empty() { self.dropped + 1 } else { 0 };
            return self.insert(&text);
        }
        let dropped = std::mem::take(&mut self.dropped);
        if dropped > 0 && key.code == KeyCode::Backspace && !key.ctrl {
            self.dropped = dropped - 1;
            return Typed::Moved;
        }
        // Shift is still held while a capital is taken back.
        let erases = matches!(key.code, KeyCode::Backspace | KeyCode::Delete);
        let far = matches!(key.code, KeyCode::Home | KeyCode::End);
        match act(Scope::Field, Key { shift: key.shift && !erases, ctrl: key.ctrl && !far, ..key }) {
            Some(Act::CaretLeft) => self.go(self.left(), false),
            Some(Act::CaretRight) => self.go(self.right(), false),
            Some(Act::WordLeft) => self.go(self.word_left(), false),
            Some(Act::WordRight) => self.go(self.word_right(), false),
            Some(Act::TextStart) => self.go(0, false),
            Some(Act::TextEnd) => self.go(self.text.len(), false),
            Some(Act::Select) => self.go(self.reach(key), true),
            Some(Act::SelectAll) => {
                self.select_all();
                Typed::Moved
            }
            Some(Act::EraseLeft) => self.delete(Field::left),
            Some(Act::EraseRight) => self.delete(Field::right),
            Some(Act::EraseWordLeft) => self.delete(Field::word_left),
            Some(Act::EraseWordRight) => self.delete(Field::word_right),
            Some(Act::EraseToStart) => self.delete(|_| 0),
            Some(Act::EraseToEnd) => self.delete(|field| field.text.len()),
            Some(Act::TakeBack) => self.take_back(),
            Some(Act::PutBack) => self.put_back(),
            Some(Act::AsTyped) => self.as_typed(),
            _ => Typed::Ignored,
        }
    }

    /// Where a key that moves the caret leads.
    fn reach(&self, key: Key) -> usize {
        match (key.code, key.ctrl) {
            (KeyCode::Left, false) => self.left(),
            (KeyCode::Left, true) => self.word_left(),
            (KeyCode::Right, false) => self.right(),
            (KeyCode::Right, true) => self.word_right(),
            (KeyCode::Home, _) => 0,
            _ => self.text.len(),
        }
    }

    /// Puts text at the cursor in place of the selection.
    ///
    /// What stands before the cursor is composed together with it, because a combining mark may arrive on its own.
    pub(super) fn insert(&mut self, added: &str) -> Typed {
        if added.is_empty() {
            return Typed::Ignored;
        }
        let (from, to) = self.selection().unwrap_or((self.cursor, self.cursor));
        let mut before = composed(&format!("{}{added}", &self.text[..from]));
        let after = &self.text[to..];
        let room = self.limit.saturating_sub(after.chars().count());
        if let Some((cut, _)) = before.char_indices().nth(room) {
            before.truncate(cut);
            if before.len() <= from {
                return Typed::Ignored;
            }
        }
        let text = composed(&format!("{before}{after}"));
        self.remember();
        self.cursor = snap(&text, before.len());
        self.text = text;
        self.anchor = None;
        Typed::Changed
    }

    /// Deletes the selection, or from the cursor to where `reach` says.
    fn delete(&mut self, reach: impl Fn(&Field) -> usize) -> Typed {
        let (from, to) = self.selection().unwrap_or_else(|| {
            let other = reach(self);
            (other.min(self.cursor), other.max(self.cursor))
        });
        if from == to {
            // Backspace in an empty field is used up, so that it never leaves the form by surprise.
            return Typed::Moved;
        }
        self.remember();
        let joined = format!("{}{}", &self.text[..from], &self.text[to..]);
        self.text = composed(&joined);
        self.cursor = snap(&self.text, from);
        self.anchor = None;
        Typed::Changed
    }

    pub(super) fn go(&mut self, to: usize, selecting: bool) -> Typed {
        self.anchor = if selecting { self.anchor.or(Some(self.cursor)) } else { None };
        self.cursor = to;
        Typed::Moved
    }

    fn remember(&mut self) {
        if self.undo.len() == UNDO_STEPS {
            self.undo.remove(0);
        }
        self.undo.push((self.text.clone(), self.cursor));
        self.redo.clear();
    }

    /// Ctrl+Z. Where there is nothing to take back the key is used up all the same: it must not go on to the register.
    fn take_back(&mut self) -> Typed {
        let Some((text, cursor)) = self.undo.pop() else { return Typed::Moved };
        self.redo.push((self.text.clone(), self.cursor));
        self.text = text;
        self.cursor = cursor;
        self.anchor = None;
        Typed::Changed
    }

    /// Ctrl+Y. Like Ctrl+Z it is used up where there is nothing.
    fn put_back(&mut self) -> Typed {
        let Some((text, cursor)) = self.redo.pop() else { return Typed::Moved };
        self.undo.push((self.text.clone(), self.cursor));
        self.text = text;
        self.cursor = cursor;
        self.anchor = None;
        Typed::Changed
    }

    /// Why a key that takes typing back has nothing to take back in this field; `None` for any other key, and where
    /// there is something.
    pub fn nothing_to_take_back(&self, input: &Input) -> Option<String> {
        let Input::Key(key) = input else { return None };
        match act(Scope::Field, key.settled())? {
            Act::TakeBack if self.undo.is_empty() && self.word.is_empty() => Some(nothing_left(Act::TakeBack)),
            Act::PutBack if self.redo.is_empty() => Some(nothing_left(Act::PutBack)),
            Act::AsTyped if self.word.is_empty() && self.converted().is_none() => {
                Some("Không có từ nào vừa được bộ gõ đổi ở trước con trỏ.".to_owned())
            }
            _ => None,
        }
    }

    fn left(&self) -> usize {
        let at = GraphemeCursor::new(self.cursor, self.text.len(), true).prev_boundary(&self.text, 0);
        at.ok().flatten().unwrap_or(0)
    }

    fn right(&self) -> usize {
        let at = GraphemeCursor::new(self.cursor, self.text.len(), true).next_boundary(&self.text, 0);
        at.ok().flatten().unwrap_or(self.text.len())
    }

    fn word_left(&self) -> usize {
        let mut words = self.text[..self.cursor].split_word_bound_indices();
        words.rfind(|(_, word)| !word.trim().is_empty()).map_or(0, |(at, _)| snap_back(&self.text, at))
    }

    fn word_right(&self) -> usize {
        let mut words = self.text[self.cursor..].split_word_bound_indices().skip(1);
        words
            .find(|(_, word)| !word.trim().is_empty())
            .map_or(self.text.len(), |(at, _)| snap(&self.text, self.cursor + at))
    }
}

/// The first place between graphemes at or after `byte`.
fn snap(text: &str, byte: usize) -> usize {
    text.grapheme_indices(true).map(|(at, _)| at).find(|at| *at >= byte).unwrap_or(text.len())
}

/// The last place between graphemes at or before `byte`.
fn snap_back(text: &str, byte: usize) -> usize {
    text.grapheme_indices(true).map(|(at, _)| at).take_while(|at| *at <= byte).last().unwrap_or(0)
}

#[cfg(test)]
mod tests;
