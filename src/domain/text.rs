//! Text as people type and read it: the door it comes in by, folding for search, width on screen.
//!
//! It knows letters and cells, no field, file or screen. The order of names is in `collation`, numbers in `number`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub use crate::domain::collation::sort_key;
pub use crate::domain::number::{percent, prose_number, vietnamese_number};

/// Characters that show nothing and can reorder, hide or split what a person reads: zero-width characters, marks of
/// writing direction, soft hyphen, fillers, selectors and tags.
const fn invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// Every white space becomes a plain blank; control and invisible characters go. Nothing is trimmed or composed.
pub fn visible(text: &str) -> impl Iterator<Item = char> + '_ {
    let blank = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    blank.filter(|c| !c.is_control() && !invisible(*c))
}

/// The door for every typed or imported text of one line: composed (NFC), trimmed, without control characters and
/// without anything that can trick a terminal or a reader. Line breaks and tabs become blanks.
pub fn nfc(text: &str) -> String {
    let text: String = visible(text).nfc().collect();
    text.trim().to_owned()
}

/// The same door for text of several lines; line breaks stay, as `\n`.
pub fn nfc_lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(nfc).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// [`nfc`] with runs of blanks made one: for names, codes and addresses.
pub fn tidy(text: &str) -> String {
    single_spaces(&nfc(text))
}

fn single_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The form that search compares: no marks, đ as d, lower case, single blanks. `ĐẶNG  Thị Ánh` → `dang thi anh`.
pub fn fold(text: &str) -> String {
    let bare = visible(text).nfkd().filter(|c| !is_combining_mark(*c));
    let lower = bare.flat_map(char::to_lowercase).filter(|c| !is_combining_mark(*c));
    let plain: String = lower.map(|c| if c == 'đ' { 'd' } else { c }).collect();
    single_spaces(&plain)
}

/// Cells that the text takes on a terminal.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text in at most `cells` cells; what does not fit is replaced by `…`. A letter is never split from its marks.
pub fn clip(text: &str, cells: usize) -> String {
    if text.width() <= cells {
        return text.to_owned();
    }
    let Some(room) = cells.checked_sub(1) else { return String::new() };
    let (mut out, mut used) = (String::new(), 0);
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used > room {
            break;
        }
        out.push_str(grapheme);
    }
    out.push('…');
    out
}

/// Bytes as two hexadecimal digits each, as hashes are printed.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_input_is_the_same_text() {
        let typed: String = "Đường Nguyễn Huệ".nfd().collect();
        assert_ne!(typed, "Đường Nguyễn Huệ");
        assert_eq!(nfc(&typed), "Đường Nguyễn Huệ");
        assert_eq!(fold(&typed), "duong nguyen hue");
    }

    #[test]
    fn the_door_lets_no_trick_in() {
        assert_eq!(nfc("  Lê\u{202E} Văn\u{200B}\u{FEFF} A\u{1b}[2J\u{7}\u{200F}\u{2066}\u{61C} "), "Lê Văn A[2J");
        assert_eq!(nfc("Lê\tVăn\nA"), "Lê Văn A");
        assert_eq!(tidy(" Lê\u{A0}\u{A0} Văn \n A "), "Lê Văn A");
        assert_eq!(nfc_lines("một\r\n\u{202D}hai\t\n\nba\n\n"), "một\nhai\n\nba");
    }

    #[test]
    fn folding_knows_the_letter_d_with_a_stroke() {
        for (text, folded) in [("Đắk Lắk", "dak lak"), ("ĐẶNG  Thị Ánh", "dang thi anh"), ("Ｈồ①", "ho1"), ("İ", "i")]
        {
            assert_eq!(fold(text), folded);
        }
        assert_eq!(fold("Ă Â Đ Ê Ô Ơ Ư ỳ ỷ ỹ ý ỵ"), "a a d e o o u y y y y y");
    }

    #[test]
    fn cells_are_neither_bytes_nor_characters() {
        let decomposed: String = "Đường".nfd().collect();
        assert_eq!([width("Đường"), width(&decomposed), width("漢字"), width("")], [5, 5, 4, 0]);
        assert_eq!(clip("Đường", 5), "Đường");
        assert_eq!(clip("Đường", 4), "Đườ…");
        assert_eq!(width(&clip(&decomposed, 4)), 4);
        assert_eq!(nfc(&clip(&decomposed, 4)), "Đườ…");
        assert_eq!([clip("漢字", 3), clip("漢字", 2), clip("ab", 1), clip("ab", 0)], ["漢…", "…", "…", ""]);
    }
}
