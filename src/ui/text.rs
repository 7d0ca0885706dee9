//! Text as the screen needs it: composed, folded for comparing, measured and cut in cells, and made harmless.
//!
//! This is the one place of the screens that knows Unicode's tables.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The composed form (NFC), the only one that goes into a field or the register.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// Lower case, without marks, đ as d: what a search compares.
pub fn fold(text: &str) -> String {
    let bare = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    bare.map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

/// Width in terminal cells.
pub fn width(text: &str) -> usize {
    text.graphemes(true).map(cells).sum()
}

/// Cells of one grapheme. A cluster is never wider than two cells on the terminals in use.
pub fn cells(grapheme: &str) -> usize {
    grapheme.width().min(2)
}

/// The text in at most `max` cells; what does not fit ends in `…`. No grapheme is ever split.
pub fn clip(text: &str, max: usize) -> String {
    if width(text) <= max {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = cells(grapheme);
        if used + wide + 1 > max {
            break;
        }
        out.push_str(grapheme);
        used += wide;
    }
    if max > 0 {
        out.push('…');
    }
    out
}

/// Characters that change how their neighbours are shown without being seen: directions and zero widths.
/// The two joiners of Indic and emoji text are among them on purpose: no Vietnamese name needs one.
pub fn is_trick(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// The text for the screen: a control character or a direction trick of a hostile name is shown as `?`.
pub fn harmless(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || is_trick(c) { '?' } else { c }).collect()
}

/// What a paste may bring into a one-line field: line ends and tabs become one space, control characters and
/// direction tricks vanish, the rest is composed.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\r' | '\t' | '\u{a0}' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            c if c.is_control() || is_trick(c) => {}
            c => out.push(c),
        }
    }
    nfc(&out)
}

/// Breaks a text into lines of at most `max` cells, at spaces where there are any.
pub fn wrap(text: &str, max: usize) -> Vec<String> {
    let max = max.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            if !line.is_empty() && width(&line) + 1 + width(word) > max {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            push_long(&mut lines, &mut line, word, max);
        }
        lines.push(line);
    }
    lines
}

/// Appends a word to the line; a word longer than a whole line is broken between graphemes.
fn push_long(lines: &mut Vec<String>, line: &mut String, word: &str, max: usize) {
    if width(line) + width(word) <= max {
        line.push_str(word);
        return;
    }
    for grapheme in word.graphemes(true) {
        if width(line) + cells(grapheme) > max && !line.is_empty() {
            lines.push(std::mem::take(line));
        }
        line.push_str(grapheme);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_knows_every_vietnamese_letter() {
        assert_eq!(fold("ĐƯỜNG Nguyễn Huệ"), "duong nguyen hue");
        assert_eq!(fold("Đu\u{031b}o\u{031b}\u{0300}ng"), "duong");
    }

    #[test]
    fn clipping_counts_cells_and_never_splits() {
        assert_eq!(clip("Đường", 5), "Đường");
        assert_eq!(clip("Đường", 4), "Đườ…");
        assert_eq!(clip("Đường", 1), "…");
        assert_eq!(clip("Đường", 0), "");
        assert_eq!(clip("漢字漢", 4), "漢…");
    }

    #[test]
    fn hostile_text_is_made_harmless() {
        assert_eq!(harmless("a\u{1b}[2Jb\u{202e}c"), "a?[2Jb?c");
        assert_eq!(one_line("a\r\nb\tc\u{7}\u{200b}d"), "a b cd");
        assert_eq!(one_line("e\u{0302}\u{0301}"), "ế");
    }

    #[test]
    fn wrapping_breaks_at_spaces_and_long_words_anywhere() {
        assert_eq!(wrap("một hai ba", 7), ["một hai", "ba"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("", 3), [""]);
        assert_eq!(wrap("a\nb", 0), ["a", "b"]);
    }
}
