//! The door for imported text: what it lets in is decided in `domain::text`.

use std::borrow::Cow;

use crate::domain::text::nfc_lines;

/// A cell as the register keeps text: composed, trimmed, nothing invisible; line breaks inside stay. Most cells (codes,
/// moments, numbers) are plain ASCII and pass without a copy.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text.trim());
    }
    Cow::Owned(nfc_lines(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_goes_and_cleaning_twice_changes_nothing() {
        for (raw, kept) in [
            (" Nguyễn\u{202e} Thị\u{200b}\tHoa\u{7} ", "Nguyễn Thị Hoa"),
            ("trợ câ\u{301}p tai na\u{323}n", "trợ cấp tai nạn"),
            ("một\r\nhai \n", "một\nhai"),
            ("a\u{200b}\u{301}", "á"),
            (" H15.12-250702-0001 ", "H15.12-250702-0001"),
        ] {
            assert_eq!(clean(raw), kept);
            assert_eq!(clean(kept), kept);
        }
    }
}
