//! A field under the keys that clerks and their typing programs send.

use super::*;
use crate::domain::typing::{Method, Style};
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
    let forth = Input::Key(Key::ctrl('y'));
    press(&mut field, &[Key::ctrl('y'), Key::ctrl('y')]);
    assert_eq!(field.text(), "y", "what was taken back is put back");
    assert!(field.nothing_to_take_back(&forth).is_some_and(|said| said.contains("Ctrl+Y")));
    assert_eq!(field.input(&forth), Typed::Moved, "nor does this one");
    press(&mut field, &[Key::ctrl('z'), Key::char('x'), Key::ctrl('y')]);
    assert_eq!(field.text(), "một Xbax", "after typing there is nothing to put back");
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
