//! A one-line text field, edited by grapheme and always composed (NFC). It knows no form and no meaning of its text;
//! how it looks is in `field_draw`.
//!
//! Vietnamese typing programs send a letter, then backspaces, then the composed letters, often in one burst; others
//! send a letter and a combining mark. Both end as the same composed text here. The program's own way of typing works
//! on the word before the caret, which ends with any other key, a paste or a click.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::domain::typing::{Method, Pressed, Style, Word};
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
    fn at_word(&self) -> bool {
        let alone = self.selection().is_none();
        alone && !self.word.is_empty() && self.text[..self.cursor].ends_with(self.word.shown())
    }

    /// A letter of the word being typed; `None` where it belongs to none.
    fn letter(&mut self, c: char, style: Style) -> Option<Typed> {
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
    fn rewrite(&mut self, before: &str) -> Typed {
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
    }

    /// Ctrl+Z. Where there is nothing to take back the key is used up all the same: it must not go on to the register.
    fn take_back(&mut self) -> Typed {
        let Some((text, cursor)) = self.undo.pop() else { return Typed::Moved };
        self.text = text;
        self.cursor = cursor;
        self.anchor = None;
        Typed::Changed
    }

    /// The converted word before the cursor, or before the blanks and signs that were typed after it: from where to
    /// where it stands, and the keys it was typed with.
    fn converted(&self) -> Option<(usize, usize, &str)> {
        let before = &self.text[..self.cursor];
        // Any key but a letter finishes the word first, so the last one is the one that was being typed.
        let (shown, typed) = self.last.as_deref()?;
        let end = before.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        let from = before[..end].strip_suffix(shown.as_str())?.len();
        Some((from, end, typed))
    }

    /// The last converted word becomes the keys it was typed with; Ctrl+Z undoes that.
    fn as_typed(&mut self) -> Typed {
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

    /// Why a key that takes typing back has nothing to take back in this field; `None` for any other key, and where
    /// there is something.
    pub fn nothing_to_take_back(&self, input: &Input) -> Option<String> {
        let Input::Key(key) = input else { return None };
        match act(Scope::Field, key.settled())? {
            Act::TakeBack if self.undo.is_empty() && self.word.is_empty() => Some(nothing_left()),
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
mod tests {
    use super::*;
    use crate::ui::look::Look;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    fn press(field: &mut Field, keys: &[Key]) {
        for key in keys {
            field.input(&Input::Key(*key));
        }
    }

    const BACK: Key = Key::plain(KeyCode::Backspace);

    #[test]
    fn a_typing_programs_burst_ends_as_the_composed_word() {
        // Telex "nguyeexn": the program takes letters back and sends the composed ones, in one burst.
        let mut field = Field::default();
        for c in "nguye".chars() {
            press(&mut field, &[Key::char(c)]);
        }
        press(&mut field, &[BACK, Key::char('ê'), BACK, Key::char('ễ'), Key::char('n')]);
        assert_eq!(field.text(), "nguyễn");
    }

    #[test]
    fn both_backspace_codes_take_back_one_grapheme() {
        let mut field = Field::new("đườ");
        press(&mut field, &[Key::char('\u{7f}'), Key::ctrl('h'), BACK, BACK]);
        assert_eq!(field.text(), "");
    }

    #[test]
    fn a_lone_mark_composes_with_what_stands_before() {
        let mut field = Field::new("ab");
        press(&mut field, &[Key::plain(KeyCode::Left)]);
        for c in ['e', '\u{302}', '\u{301}'] {
            press(&mut field, &[Key::char(c)]);
        }
        assert_eq!((field.text(), field.cursor()), ("aếb", "aế".len()));
    }

    #[test]
    fn paste_becomes_one_harmless_line() {
        let mut field = Field::new("");
        field.input(&Input::Paste("Nguyễn\r\nVăn\tA\u{1b}\u{202e}".into()));
        assert_eq!(field.text(), "Nguyễn Văn A");
    }

    #[test]
    fn words_selection_and_undo() {
        let mut field = Field::new("một hai ba");
        press(&mut field, &[Key { ctrl: true, ..Key::plain(KeyCode::Left) }]);
        assert_eq!(&field.text()[field.cursor()..], "ba");
        press(&mut field, &[Key { ctrl: true, ..Key::shift(KeyCode::Left) }, Key::char('X')]);
        assert_eq!(field.text(), "một Xba");
        press(&mut field, &[Key::ctrl('a'), Key::char('y')]);
        assert_eq!(field.text(), "y");
        press(&mut field, &[Key::ctrl('z'), Key::ctrl('z')]);
        assert_eq!(field.text(), "một hai ba");
        let again = Input::Key(Key::ctrl('z'));
        assert!(field.nothing_to_take_back(&again).is_some_and(|said| said.contains("Ctrl+Z")));
        assert_eq!(field.input(&again), Typed::Moved, "the key goes no further than the field");
    }

    #[test]
    fn one_key_clears_before_or_behind_the_caret() {
        let mut field = Field::new("một hai ba");
        press(&mut field, &[Key { ctrl: true, ..Key::plain(KeyCode::Left) }, Key::ctrl('k')]);
        assert_eq!(field.text(), "một hai ");
        press(&mut field, &[Key::ctrl('u'), Key::ctrl('z')]);
        assert_eq!(field.text(), "một hai ");
        press(&mut field, &[Key { alt: true, ..BACK }, Key { ctrl: true, ..BACK }, Key::char('x')]);
        assert_eq!(field.text(), "x");
    }

    #[test]
    fn a_character_of_no_width_takes_a_backspace_with_it() {
        let mut field = Field::new("tie");
        press(&mut field, &[Key::char('\u{200c}'), BACK, BACK, Key::char('ê'), Key::char('\u{202f}'), BACK, BACK]);
        assert_eq!(field.text(), "ti");
    }

    /// Telex into a field, keys as they come.
    fn telex(field: &mut Field, keys: &[Key]) {
        let style = Style { method: Method::Telex, ..Style::default() };
        for key in keys {
            field.typed(&Input::Key(*key), style);
        }
    }

    fn letters(text: &str) -> Vec<Key> {
        text.chars().map(Key::char).collect()
    }

    #[test]
    fn the_own_method_works_on_the_word_before_the_caret() {
        let mut field = Field::new("Ông  Nam");
        telex(&mut field, &[Key::plain(KeyCode::Home), Key { ctrl: true, ..Key::plain(KeyCode::Right) }]);
        telex(&mut field, &[Key::plain(KeyCode::Left)]);
        telex(&mut field, &letters("ddoongf"));
        assert_eq!((field.text(), &field.text()[field.cursor()..]), ("Ông đồng Nam", " Nam"));
        // A move ends the word: what follows begins another one.
        telex(&mut field, &[Key::plain(KeyCode::Left), Key::plain(KeyCode::Right)]);
        telex(&mut field, &letters("s"));
        assert_eq!(field.text(), "Ông đồngs Nam");
        telex(&mut field, &[Key::ctrl('a')]);
        telex(&mut field, &letters("windows "));
        telex(&mut field, &letters("user"));
        field.input(&Input::Paste("!".into()));
        assert_eq!(field.text(), "windows user!");
    }

    #[test]
    fn a_word_given_back_comes_again_by_undo() {
        let mut field = Field::default();
        telex(&mut field, &letters("EEddee"));
        assert_eq!(field.text(), "EEddee");
        let mut field = Field::default();
        telex(&mut field, &letters("user "));
        assert_eq!(field.text(), "user ");
        telex(&mut field, &[Key::ctrl('z'), Key::ctrl('z')]);
        assert_eq!(field.text(), "ủe");
    }

    #[test]
    fn one_key_gives_the_last_word_back_as_it_was_typed() {
        let as_typed = Key::ctrl('e');
        for (typed, shown, given) in
            [("car", "cả", "car"), ("Mr. test, ", "Mr. tét, ", "Mr. test, "), ("a cos", "a có", "a cos")]
        {
            let mut field = Field::default();
            telex(&mut field, &letters(typed));
            telex(&mut field, &[as_typed]);
            assert_eq!(field.text(), given, "{shown}");
            assert_eq!(field.cursor(), given.len());
            telex(&mut field, &[Key::ctrl('z')]);
            assert_eq!(field.text(), shown);
        }
        let mut field = Field::default();
        telex(&mut field, &letters("cos "));
        telex(&mut field, &[Key::plain(KeyCode::Home), as_typed]);
        assert_eq!(field.text(), "có ", "the word is no longer the one before the caret");
        assert!(field.nothing_to_take_back(&Input::Key(as_typed)).is_some());
    }

    #[test]
    fn a_full_field_does_not_lose_its_word() {
        let mut field = Field::default().with_limit(4);
        telex(&mut field, &letters("nghieengx"));
        assert_eq!(field.text(), "nghi");
        telex(&mut field, &[BACK, BACK]);
        assert_eq!(field.text(), "ng");
    }

    #[test]
    fn the_limit_counts_characters() {
        let mut field = Field::new("").with_limit(3);
        field.input(&Input::Paste("đườngphố".into()));
        assert_eq!(field.text(), "đườ");
        assert_eq!(field.input(&Input::Key(Key::char('x'))), Typed::Ignored);
    }

    /// Any key that a field may get, hostile characters included.
    fn any_input() -> impl Strategy<Value = Input> {
        let codes = prop::sample::select(vec![
            KeyCode::Left,
            KeyCode::Right,
            KeyCode::Home,
            KeyCode::End,
            KeyCode::Backspace,
            KeyCode::Delete,
            KeyCode::Enter,
            KeyCode::Char('z'),
            KeyCode::Char('a'),
            KeyCode::Char('w'),
        ]);
        let moves = (codes, any::<bool>(), any::<bool>())
            .prop_map(|(code, ctrl, shift)| Input::Key(Key { code, ctrl, shift, alt: false }));
        let typed = prop_oneof![
            prop::sample::select("aeouwdsfrxjzintgh[]0123456789".chars().collect::<Vec<_>>()),
            prop::sample::select(vec![
                '\u{301}', '\u{302}', '\u{31b}', 'đ', 'e', ' ', '漢', '👩', '\u{200d}', '🇻', '🇳', 'ư'
            ]),
            any::<char>()
        ]
        .prop_map(|c| Input::Key(Key::char(c)));
        prop_oneof![moves, typed, ".{0,6}".prop_map(Input::Paste)]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn any_keys_leave_a_whole_composed_field(
            inputs in prop::collection::vec(any_input(), 0..60),
            room in 0u16..30,
            method in prop::sample::select(Method::ALL.to_vec()),
        ) {
            let style = Style { method, ..Style::default() };
            let mut field = Field::new("").with_limit(40);
            for input in &inputs {
                field.typed(input, style);
                prop_assert_eq!(field.text(), composed(field.text()));
                prop_assert_eq!(snap(field.text(), field.cursor()), field.cursor());
                if let Some((from, to)) = field.selection() {
                    prop_assert!(from < to && to <= field.text().len());
                    prop_assert_eq!(snap(field.text(), from), from);
                }
                prop_assert!(!field.text().chars().any(char::is_control));
                let mut buf = Buffer::empty(Rect::new(0, 0, 30, 1));
                let area = Rect::new(0, 0, room, 1);
                if let Some(caret) = field.draw(&mut buf, area, &Look::mono(), true) {
                    prop_assert!(caret.x < room);
                }
            }
        }
    }
}
