//! Text as the register keeps it: composed (NFC), without anything that cannot be seen.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// `text` in NFC, without control, bidirectional and zero-width characters, and without blanks at its ends. Line breaks
/// inside stay, as `\n`; a tab becomes a space. Cleaning twice changes nothing more.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| c.is_control() || invisible(c)) && is_nfc(text) {
        return Cow::Borrowed(text.trim());
    }
    let seen: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter_map(|c| match c {
            '\n' | '\r' => Some('\n'),
            '\t' => Some(' '),
            c if c.is_control() || invisible(c) => None,
            c => Some(c),
        })
        .nfc()
        .collect();
    Cow::Owned(seen.trim().to_owned())
}

/// Characters that change how others are shown, or show nothing themselves.
fn invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_goes_and_letters_are_composed() {
        assert_eq!(clean(" Nguyễn\u{202e} Thị\u{200b}\tHoa\u{7} "), "Nguyễn Thị Hoa");
        assert_eq!(clean("trợ câ\u{301}p tai na\u{323}n"), "trợ cấp tai nạn");
        assert_eq!(clean("một\r\nhai\rba"), "một\nhai\nba");
        // A mark held apart from its letter by an invisible character is joined to it, once and for all.
        let joined = clean("a\u{200b}\u{301}").into_owned();
        assert_eq!(joined, "á");
        assert_eq!(clean(&joined), joined);
    }
}
