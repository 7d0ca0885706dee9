//! Text made harmless before it goes into any file: no control characters, no marks that turn or hide text.
//!
//! What is typed or imported has passed the domain's door already; a register can still have been written by another
//! hand, so the writers do not rely on it.

use std::borrow::Cow;

use crate::domain::text::visible;

/// The text without such characters. White space of any kind becomes plain blanks.
pub fn clean(text: &str) -> Cow<'_, str> {
    if harmless(text).eq(text.chars()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(harmless(text).collect())
}

/// What a reader can see, less the non-characters that XML forbids.
fn harmless(text: &str) -> impl Iterator<Item = char> + '_ {
    visible(text).filter(|&c| (c as u32) & 0xFFFE != 0xFFFE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_passes_untouched() {
        let name = "Nguyễn Thị Hòa – Đặng Ư\u{323} (123) & “con”";
        assert!(matches!(clean(name), Cow::Borrowed(same) if same == name));
    }

    #[test]
    fn tricks_are_dropped() {
        assert_eq!(clean("a\u{202e}b\u{200b}c\u{1b}[31m\u{0}\u{ffff}\td\r\ne"), "abc[31m d  e");
    }
}
