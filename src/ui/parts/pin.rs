//! Typing a PIN: digits that show as dots, never kept as a draft. Whether it is right is not known here.

use crate::ui::input::{Key, KeyCode};

/// Most digits that a PIN has.
const MOST: usize = 12;

/// A PIN being typed.
#[derive(Clone, Debug, Default)]
pub struct PinPad {
    typed: String,
    said: String,
    sent: bool,
}

/// What a key did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PinDid {
    /// Nothing, or a digit more or less.
    Typed,
    /// The PIN is to be looked at.
    Submitted(String),
    /// Nobody wants to type one any more.
    Left,
}

impl PinPad {
    /// Takes a key.
    pub fn key(&mut self, key: Key) -> PinDid {
        match key.code {
            KeyCode::Esc => return PinDid::Left,
            KeyCode::Enter if !self.sent && !self.typed.is_empty() => {
                self.sent = true;
                return PinDid::Submitted(std::mem::take(&mut self.typed));
            }
            KeyCode::Backspace => {
                self.typed.pop();
            }
            KeyCode::Char(digit) if digit.is_ascii_digit() && !key.ctrl && !key.alt && self.typed.len() < MOST => {
                self.said.clear();
                self.typed.push(digit);
            }
            _ => {}
        }
        PinDid::Typed
    }

    /// It was wrong; so many seconds must pass before another is looked at.
    pub fn wrong(&mut self, wait: i64) {
        self.sent = false;
        self.said = match wait {
            0 => "Mã chưa đúng.".to_owned(),
            wait => format!("Mã chưa đúng; chờ {wait} giây rồi thử lại."),
        };
    }

    /// A dot for each digit.
    pub fn dots(&self) -> String {
        "•".repeat(self.typed.len())
    }

    /// What there is to say of the last one.
    pub fn said(&self) -> &str {
        &self.said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_dots_and_go_out_once() {
        let mut pad = PinPad::default();
        for key in "73a05".chars().map(Key::char).chain([Key::plain(KeyCode::Backspace), Key::ctrl('9')]) {
            assert_eq!(pad.key(key), PinDid::Typed);
        }
        assert_eq!(pad.dots(), "•••");
        let enter = Key::plain(KeyCode::Enter);
        assert_eq!(pad.key(enter), PinDid::Submitted("730".to_owned()));
        pad.key(Key::char('1'));
        assert_eq!(pad.key(enter), PinDid::Typed, "the one before is still being looked at");
        pad.wrong(5);
        assert!(pad.said().contains("5 giây") && !format!("{pad:?}").contains("730"));
        assert_eq!(pad.key(Key::plain(KeyCode::Esc)), PinDid::Left);
    }
}
