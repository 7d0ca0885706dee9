//! From the terminal library's events to the screens' own inputs. Nothing else knows that library's keys.

use crossterm::event::{Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};

use crate::ui::input::{Input, Key, KeyCode, Mouse};
use crate::ui::keys::ROWS;

/// The inputs that an event is. A terminal sends Alt and a letter as Esc and the letter, so a clerk's quick Esc with the
/// next letter behind it looks the same; no row of the table has Alt and a letter, and so it is these two keys.
pub fn inputs(event: Event) -> impl Iterator<Item = Input> {
    let input = input(event);
    let two = match &input {
        Some(Input::Key(key)) if cfg!(unix) => esc_and(*key),
        _ => None,
    };
    let (first, second) = match two {
        Some((esc, letter)) => (Some(Input::Key(esc)), Some(Input::Key(letter))),
        None => (input, None),
    };
    first.into_iter().chain(second)
}

/// Esc and the letter, for Alt and a letter that no row of the table names.
fn esc_and(key: Key) -> Option<(Key, Key)> {
    let known = |key: &Key| ROWS.iter().any(|row| row.keys.contains(key));
    let letter = matches!(key.code, KeyCode::Char(_)) && key.alt && !key.ctrl && !known(&key);
    letter.then_some((Key::plain(KeyCode::Esc), Key { alt: false, ..key }))
}

/// The input that an event is, if it is one. Windows tells of every release as well; only presses count, except for the
/// signs that `burst` picks out.
fn input(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => self::key(key).map(Input::Key),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Resize(columns, rows) => Some(Input::Resize(columns, rows)),
        Event::Mouse(mouse) => {
            let kind = match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Mouse::Click,
                MouseEventKind::ScrollUp => Mouse::WheelUp,
                MouseEventKind::ScrollDown => Mouse::WheelDown,
                _ => return None,
            };
            Some(Input::Mouse(kind, mouse.column, mouse.row))
        }
        _ => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let held = |modifier| event.modifiers.contains(modifier);
    let mut key = Key {
        code: KeyCode::Esc,
        ctrl: held(KeyModifiers::CONTROL),
        alt: held(KeyModifiers::ALT),
        shift: held(KeyModifiers::SHIFT),
    };
    key.code = match event.code {
        Code::Char(c) => {
            key.shift = false;
            if key.ctrl && key.alt && !c.is_ascii_alphabetic() {
                // AltGr arrives from Windows as Ctrl+Alt with the character it gives: on its Vietnamese keyboard a digit.
                (key.ctrl, key.alt) = (false, false);
            }
            if key.ctrl { KeyCode::Char(c.to_ascii_lowercase()) } else { KeyCode::Char(c) }
        }
        Code::F(n) => KeyCode::F(n),
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Tab => KeyCode::Tab,
        Code::BackTab => {
            key.shift = true;
            KeyCode::Tab
        }
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Insert => KeyCode::Insert,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        _ => return None,
    };
    Some(key.settled())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: Code, modifiers: KeyModifiers) -> Option<Input> {
        input(Event::Key(KeyEvent::new(code, modifiers)))
    }

    #[test]
    fn releases_are_dropped_and_repeats_kept() {
        let kind = |kind| input(Event::Key(KeyEvent::new_with_kind(Code::Enter, KeyModifiers::NONE, kind)));
        assert_eq!(kind(KeyEventKind::Release), None);
        assert!(kind(KeyEventKind::Repeat).is_some());
    }

    #[cfg(unix)]
    #[test]
    fn a_quick_escape_before_a_letter_is_two_keys() {
        let two = |c| inputs(Event::Key(KeyEvent::new(Code::Char(c), KeyModifiers::ALT))).collect::<Vec<_>>();
        let esc = Input::Key(Key::plain(KeyCode::Esc));
        assert_eq!(two('Đ'), [esc.clone(), Input::Key(Key::char('Đ'))]);
        assert_eq!(two('k'), [esc, Input::Key(Key::char('k'))]);
        assert_eq!(two('7'), [Input::Key(Key::alt('7'))], "the twin of F7");
    }

    #[test]
    fn keys_arrive_as_the_table_writes_them() {
        assert_eq!(of(Code::Char('P'), KeyModifiers::CONTROL), Some(Input::Key(Key::ctrl('p'))));
        assert_eq!(of(Code::Char('Đ'), KeyModifiers::SHIFT), Some(Input::Key(Key::char('Đ'))));
        assert_eq!(of(Code::BackTab, KeyModifiers::SHIFT), Some(Input::Key(Key::shift(KeyCode::Tab))));
        assert_eq!(of(Code::Char('h'), KeyModifiers::CONTROL), Some(Input::Key(Key::plain(KeyCode::Backspace))));
        let alt_gr = KeyModifiers::CONTROL | KeyModifiers::ALT;
        assert_eq!(of(Code::Char('@'), alt_gr), Some(Input::Key(Key::char('@'))));
        assert_eq!(of(Code::Char('7'), alt_gr), Some(Input::Key(Key::char('7'))));
        assert_eq!(of(Code::Char('a'), alt_gr), Some(Input::Key(Key { alt: true, ..Key::ctrl('a') })));
    }
}
