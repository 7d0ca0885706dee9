//! The program's own way of typing in a field: the word before the caret becomes what its keys show.

use crate::domain::typing::{Method, Pressed, Style, Word};
use crate::ui::input::{Input, KeyCode};
use crate::ui::parts::field::{Field, Typed, snap};
use crate::ui::text::composed;

impl Field {
    /// Gives the field an input, letters in the program's own way of typing.
    pub fn typed(&mut self, input: &Input, style: Style) -> Typed {
        let key = match input {
            Input::Key(key) if style.method != Method::Off => key.settled(),
            _ => return self.input(input),
        };
        match key.typed() {
            Some(c) => self.letter(c, style).unwrap_or_else(|| self.input(input)),
            None if key.code == KeyCode::Backspace && !key.ctrl && !key.alt && self.at_word() => {
                let before = self.word.shown().to_owned();
                self.word.back();
                self.rewrite(&before)
            }
            None => self.input(input),
        }
    }

    /// Whether the word being typed stands before the cursor. It does not where the text was cut at its limit.
    pub(super) fn at_word(&self) -> bool {
        let alone = self.selection().is_none();
        alone && !self.word.is_empty() && self.text[..self.cursor].ends_with(self.word.shown())
    }

    /// A letter of the word being typed; `None` where it belongs to none.
    pub(super) fn letter(&mut self, c: char, style: Style) -> Option<Typed> {
        if !self.at_word() {
            self.word = Word::default();
        }
        let before = self.word.shown().to_owned();
        match self.word.press(c, style) {
            Pressed::Apart => None,
            Pressed::Taken => Some(self.rewrite(&before)),
            Pressed::Last => {
                let typed = self.rewrite(&before);
                self.word = Word::default();
                Some(typed)
            }
        }
    }

    /// The word before the cursor, if one stands there, becomes what its keys now show.
    pub(super) fn rewrite(&mut self, before: &str) -> Typed {
        let shown = self.word.shown().to_owned();
        if !before.is_empty() {
            // [`Field::at_word`] was asked before the word changed.
            self.anchor = Some(self.cursor - before.len());
        }
        if shown.is_empty() {
            return self.delete(Field::left);
        }
        self.insert(&shown)
    }

    /// The word being typed is over. One that is no Vietnamese gets its keys back; Ctrl+Z undoes that.
    pub fn finish(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let (before, text) = (self.word.shown().to_owned(), self.word.finished());
        let typed = std::mem::take(&mut self.word).typed();
        self.last = (text != typed).then(|| Box::new((text.clone(), typed)));
        if let Some(start) = self.text[..self.cursor].strip_suffix(&before).filter(|_| before != text) {
            let (from, anchor) = (start.len(), self.anchor.take());
            self.anchor = Some(from);
            self.insert(&text);
            self.anchor = anchor.filter(|at| *at < from);
        }
    }

    /// The converted word before the cursor, or before the blanks and signs that were typed after it: from where to
    /// where it stands, and the keys it was typed with.
    pub(super) fn converted(&self) -> Option<(usize, usize, &str)> {
        let before = &self.text[..self.cursor];
        // Any key but a letter finishes the word first, so the last one is the one that was being typed.
        let (shown, typed) = self.last.as_deref()?;
        let end = before.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        let from = before[..end].strip_suffix(shown.as_str())?.len();
        Some((from, end, typed))
    }

    /// The last converted word becomes the keys it was typed with; Ctrl+Z undoes that.
    pub(super) fn as_typed(&mut self) -> Typed {
        let Some((from, end, typed)) = self.converted().map(|(from, end, typed)| (from, end, typed.to_owned())) else {
            return Typed::Moved;
        };
        if self.text.chars().count() - self.text[from..end].chars().count() + typed.chars().count() > self.limit {
            return Typed::Moved;
        }
        self.remember();
        let before = format!("{}{typed}{}", &self.text[..from], &self.text[end..self.cursor]);
        self.text = composed(&format!("{before}{}", &self.text[self.cursor..]));
        self.cursor = snap(&self.text, before.len());
        (self.anchor, self.last) = (None, None);
        Typed::Changed
    }
}
