//! Text as the screen needs it beyond `domain::text`: composed while it is typed, harmless when drawn, wrapped.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::domain::text::visible;
pub use crate::domain::text::{clip, fold, width};

/// The composed form of what is being typed; unlike the register's door it keeps a blank at the end, since the next
/// word may follow.
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// The text for the screen: a control character or a direction trick of a hostile name is shown as `?`.
pub fn harmless(text: &str) -> String {
    text.chars().map(|c| visible(c.encode_utf8(&mut [0; 4])).next().unwrap_or('?')).collect()
}

/// What a key or a paste may bring into a one-line field: line ends and tabs become one blank, control characters and
/// direction tricks vanish, the rest is composed.
pub fn one_line(text: &str) -> String {
    visible(&text.replace("\r\n", "\n")).nfc().collect()
}

/// What a key or a paste may bring into a text of several lines: as [`one_line`], but line ends stay.
pub fn many_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").split('\n').map(one_line).collect::<Vec<_>>().join("\n")
}

/// Breaks a text into lines of at most `max` cells, at spaces where there are any.
pub fn wrap(text: &str, max: usize) -> Vec<String> {
    let max = max.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let (mut line, mut used) = (String::new(), 0);
        for word in paragraph.split(' ') {
            let more = width(word);
            if !line.is_empty() && used + 1 + more > max {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if !line.is_empty() {
                line.push(' ');
                used += 1;
            }
            if used + more <= max {
                line.push_str(word);
                used += more;
            } else {
                push_long(&mut lines, &mut line, word, max);
                used = width(&line);
            }
        }
        lines.push(line);
    }
    lines
}

/// The end of a text that is too wide for its place, from the beginning of a word on: of a heading the number and the
/// days at its end tell more than the name of the screen, which the line of tabs has too.
pub fn clip_front(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let tails = text.match_indices(' ').map(|(at, _)| format!("…{}", &text[at..]));
    tails.into_iter().find(|tail| width(tail) <= room).unwrap_or_else(|| clip(text, room))
}

/// Appends a word that is longer than a whole line, broken between graphemes.
fn push_long(lines: &mut Vec<String>, line: &mut String, word: &str, max: usize) {
    for grapheme in word.graphemes(true) {
        if width(line) + width(grapheme) > max && !line.is_empty() {
            lines.push(std::mem::take(line));
        }
        line.push_str(grapheme);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_made_harmless() {
        assert_eq!(harmless("a\u{1b}[2Jb\u{202e}c\n"), "a?[2Jb?c ");
        assert_eq!(one_line("a\r\nb\tc\u{7}\u{200b}d "), "a b cd ");
        assert_eq!(one_line("e\u{0302}\u{0301}"), "ế");
    }

    #[test]
    fn a_heading_that_is_too_wide_keeps_its_end() {
        let heading = "Phí, lệ phí đã thu ngày 21/11/2026: 12.000 đồng";
        assert_eq!(clip_front(heading, 60), heading);
        assert_eq!(clip_front(heading, 39), "… đã thu ngày 21/11/2026: 12.000 đồng");
        assert_eq!(clip_front("mộttừrấtdài", 5), "mộtt…");
    }

    #[test]
    fn wrapping_breaks_at_spaces_and_long_words_anywhere() {
        assert_eq!(wrap("một hai ba", 7), ["một hai", "ba"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("", 3), [""]);
        assert_eq!(wrap("a\nb", 0), ["a", "b"]);
    }
}
