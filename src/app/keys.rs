//! From the terminal library's events to the screens' own inputs. Nothing else knows that library's keys.

use crossterm::event::{Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};

use crate::ui::input::{Input, Key, KeyCode, Mouse};

/// The input that an event is, if it is one. Windows tells of every release as well; only presses count.
pub fn input(event: Event) -> Option<Input> {
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
            if key.ctrl && key.alt && !c.is_ascii_alphanumeric() {
                // AltGr arrives from Windows as Ctrl+Alt with the character it gives.
                (key.ctrl, key.alt) = (false, false);
            }
            if key.ctrl || key.alt { KeyCode::Char(c.to_ascii_lowercase()) } else { KeyCode::Char(c) }
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

    #[test]
    fn keys_arrive_as_the_table_writes_them() {
        assert_eq!(of(Code::Char('P'), KeyModifiers::CONTROL), Some(Input::Key(Key::ctrl('p'))));
        assert_eq!(of(Code::Char('Đ'), KeyModifiers::SHIFT), Some(Input::Key(Key::char('Đ'))));
        assert_eq!(of(Code::BackTab, KeyModifiers::SHIFT), Some(Input::Key(Key::shift(KeyCode::Tab))));
        assert_eq!(of(Code::Char('h'), KeyModifiers::CONTROL), Some(Input::Key(Key::plain(KeyCode::Backspace))));
        let alt_gr = KeyModifiers::CONTROL | KeyModifiers::ALT;
        assert_eq!(of(Code::Char('@'), alt_gr), Some(Input::Key(Key::char('@'))));
    }
}
