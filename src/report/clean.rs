//! Text made harmless before it goes into any file: no control characters, no marks that turn or hide text.
//!
//! Names come from other people's files. A name may hold characters that break XML, steer a terminal, or show
//! something else than is stored; none of them has a use in Vietnamese.

use std::borrow::Cow;

/// The text without such characters. Tabs and line ends become spaces.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| replacement(c) != Some(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(replacement).collect())
}

fn replacement(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() || hidden(c) => None,
        c => Some(c),
    }
}

/// Marks of direction, zero-width characters, tags and the non-characters that XML forbids.
fn hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
        || (c as u32) & 0xFFFE == 0xFFFE
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
