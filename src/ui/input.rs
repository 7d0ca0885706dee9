//! What comes to the screens: keys, pastes, the mouse, sizes, minutes. It knows no terminal library.

use std::fmt;

use crate::domain::day::Moment;

/// The key itself, without modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are those on the keyboard")]
pub enum KeyCode {
    /// A character as the keyboard layout or the Vietnamese typing program gave it.
    Char(char),
    F(u8),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
}

/// One key press with its modifiers. A character carries no shift: the capital letter says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The key.
    pub code: KeyCode,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift.
    pub shift: bool,
}

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Key {
        Key { code, ctrl: false, alt: false, shift: false }
    }

    /// A character.
    pub const fn char(c: char) -> Key {
        Key::plain(KeyCode::Char(c))
    }

    /// A function key.
    pub const fn f(n: u8) -> Key {
        Key::plain(KeyCode::F(n))
    }

    /// Ctrl and a letter.
    pub const fn ctrl(c: char) -> Key {
        Key { ctrl: true, ..Key::char(c) }
    }

    /// Alt and a letter or digit.
    pub const fn alt(c: char) -> Key {
        Key { alt: true, ..Key::char(c) }
    }

    /// Shift and a key that is no character.
    pub const fn shift(code: KeyCode) -> Key {
        Key { shift: true, ..Key::plain(code) }
    }

    /// The character that this key types into a field, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt && !c.is_control() => Some(c),
            _ => None,
        }
    }

    /// The key as every screen means it: 0x08 and Ctrl+H are what some terminals send for Backspace.
    pub const fn settled(self) -> Key {
        match self.code {
            KeyCode::Char('h') if self.ctrl && !self.alt => Key::plain(KeyCode::Backspace),
            KeyCode::Char('\u{8}' | '\u{7f}') => Key::plain(KeyCode::Backspace),
            _ => self,
        }
    }
}

impl fmt::Display for Key {
    /// The key's name in footers, help and README: `Ctrl+P`, `Alt+1`, `Dấu cách`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl+"), (self.alt, "Alt+"), (self.shift, "Shift+")] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Dấu cách"),
            KeyCode::Char(c) if self.ctrl || self.alt => write!(f, "{}", c.to_ascii_uppercase()),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(n) => write!(f, "F{n}"),
            KeyCode::Left => f.write_str("←"),
            KeyCode::Right => f.write_str("→"),
            KeyCode::Up => f.write_str("↑"),
            KeyCode::Down => f.write_str("↓"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            KeyCode::Delete => f.write_str("Del"),
            KeyCode::Insert => f.write_str("Ins"),
            other => write!(f, "{other:?}"),
        }
    }
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// The left button went down.
    Click,
    /// The wheel turned towards earlier rows.
    WheelUp,
    /// The wheel turned towards later rows.
    WheelDown,
}

/// One thing that happened outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed, or repeats.
    Key(Key),
    /// Text was pasted in one piece.
    Paste(String),
    /// The mouse, at a cell counted from the top left corner.
    Mouse(Mouse, u16, u16),
    /// The window now has this many columns and rows.
    Resize(u16, u16),
    /// A new minute began.
    Tick(Moment),
    /// The terminal goes away or the system shuts down: save the draft, there is no next key.
    Hangup,
    /// A program asks this one to stop, as Ctrl+C would where it is no key.
    Interrupt,
    /// Time goes on, in UTC milliseconds: told some times a second while a screen covers the window.
    Pulse(i64),
}
