//! Typing in a choice of a few words: the letters typed one after the other find a word, and letters that find none
//! change nothing. It knows no form.
//!
//! Letters count as they are without marks, whoever composes them: the keys of the program's own Telex or VNI find the
//! word that they spell, and a typing program outside that takes letters back and sends composed ones is followed.

use crate::domain::typing::{Style, Word};
use crate::ui::input::{Input, KeyCode};
use crate::ui::text::fold;

/// What was typed into the choice in focus since it was last moved by an arrow or entered.
#[derive(Clone, Debug, Default)]
pub struct Ahead {
    typed: String,
    /// The choice before the first letter: letters that find nothing lead back to it.
    before: usize,
}

/// Where an input leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chose {
    /// To this choice.
    To(usize),
    /// The letters find nothing: back to the choice from before them.
    Back(usize),
    /// The choice has no use for it.
    Nothing,
}

impl Ahead {
    /// Forgets the letters.
    pub fn clear(&mut self) {
        self.typed.clear();
    }

    /// The letters.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Arrows and the space bar step; letters find, and a backspace takes the last of them back. The same letter again
    /// goes on to the next word that begins with it, and a second letter that begins another word goes there.
    pub fn input(&mut self, options: &[(String, String)], at: usize, input: &Input, style: Style) -> Chose {
        let Input::Key(key) = input else { return Chose::Nothing };
        let count = options.len();
        let key = key.settled();
        if count == 0 || key.ctrl || key.alt {
            return Chose::Nothing;
        }
        match key.code {
            KeyCode::Right => Chose::To((at + 1) % count),
            KeyCode::Char(' ') if self.typed.is_empty() => Chose::To((at + 1) % count),
            KeyCode::Left => Chose::To((at + count - 1) % count),
            KeyCode::Backspace if !self.typed.is_empty() => self.take_back(options, style),
            KeyCode::Char(c) if key.typed().is_some() => self.letter(options, at, c, style),
            _ => Chose::Nothing,
        }
    }

    /// One letter less: where the others lead, or back to the choice from before them.
    fn take_back(&mut self, options: &[(String, String)], style: Style) -> Chose {
        self.typed.pop();
        let words: Vec<String> = options.iter().map(|(_, word)| fold(word)).collect();
        let found = || of_letters(&words, &self.typed, self.before, style);
        let to = if self.typed.is_empty() { None } else { found() };
        Chose::To(to.unwrap_or(self.before))
    }

    fn letter(&mut self, options: &[(String, String)], at: usize, c: char, style: Style) -> Chose {
        if self.typed.is_empty() {
            self.before = at;
        }
        let one = fold(&c.to_string());
        let first = self.typed.is_empty();
        let again = !first && fold(&self.typed).chars().all(|known| one.starts_with(known));
        self.typed.push(c);
        let words: Vec<String> = options.iter().map(|(_, word)| fold(word)).collect();
        let query = fold(&self.typed);
        let onward = if first || again { next(&words, &one, at + 1) } else { None };
        let found = next(&words, &query, at).filter(|_| !first).or(onward);
        let found = found.or_else(|| of_letters(&words, &self.typed, at, style));
        // Someone who presses single letters means the next word; someone who types a name has typed more.
        let other = || if query.chars().count() == 2 { next(&words, &one, at + 1) } else { None };
        match found {
            Some(to) => Chose::To(to),
            None => match other() {
                Some(to) => {
                    self.typed = c.to_string();
                    Chose::To(to)
                }
                None => Chose::Back(self.before),
            },
        }
    }
}

/// The next word from here on that begins with the letters.
fn next(words: &[String], query: &str, from: usize) -> Option<usize> {
    let mut order = (0..words.len()).map(|step| (from + step) % words.len());
    order.find(|index| words[*index].starts_with(query))
}

/// The word that the letters find as they stand, or as the program's own way of typing composes them.
fn of_letters(words: &[String], typed: &str, from: usize, style: Style) -> Option<usize> {
    let found = |query: &str| next(words, query, from).or_else(|| inside(words, query));
    found(&fold(typed)).or_else(|| found(&fold(&composed(typed, style))))
}

/// What the keys spell.
fn composed(typed: &str, style: Style) -> String {
    let spelled = typed.split(' ').map(|keys| {
        let mut word = Word::default();
        for key in keys.chars() {
            word.press(key, style);
        }
        if word.is_empty() { keys.to_owned() } else { word.shown().to_owned() }
    });
    spelled.collect::<Vec<_>>().join(" ")
}

/// The one word that has the letters at the beginning of a part of it, or as its first letters.
fn inside(words: &[String], query: &str) -> Option<usize> {
    let has = |word: &&String| {
        let parts: Vec<&str> = word.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
        let initials: String = parts.iter().filter_map(|part| part.chars().next()).collect();
        let at_part = word.match_indices(query).any(|(at, _)| !word[..at].ends_with(|c: char| c.is_alphanumeric()));
        at_part || (query.chars().count() > 1 && initials.starts_with(query))
    };
    words.iter().position(|word| has(&word))
}

/// What is said of letters that find nothing.
pub fn said_unknown(typed: &str, kept: Option<&(String, String)>) -> String {
    let kept = kept.map_or("", |(_, word)| word.as_str());
    format!("Ô này chỉ chọn: “{typed}” không khớp mục nào, vẫn là “{kept}”. ← → để đổi; phím xóa lùi để gõ lại.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::typing::Method;
    use crate::ui::input::Key;

    fn typed(words: &[&str], from: usize, text: &str) -> usize {
        typed_so(words, from, text, Style::default())
    }

    fn typed_so(words: &[&str], from: usize, text: &str, style: Style) -> usize {
        let options: Vec<(String, String)> = words.iter().map(|word| (String::new(), (*word).to_owned())).collect();
        let (mut ahead, mut at) = (Ahead::default(), from);
        for c in text.chars() {
            let key = if c == '\u{8}' { Key::plain(KeyCode::Backspace) } else { Key::char(c) };
            match ahead.input(&options, at, &Input::Key(key), style) {
                Chose::To(to) | Chose::Back(to) => at = to,
                Chose::Nothing => {}
            }
        }
        at
    }

    #[test]
    fn letters_find_and_other_letters_lead_back() {
        let channels = ["trực tiếp", "trực tuyến", "bưu chính công ích"];
        assert_eq!(typed(&channels, 0, "truc tuyen"), 1);
        assert_eq!(typed(&channels, 0, "t"), 1, "a letter goes on to the next word");
        assert_eq!(typed(&channels, 0, "tt"), 0, "the same letter again goes on once more");
        assert_eq!(typed(&channels, 0, "tb"), 2);
        assert_eq!(typed(&channels, 1, "chinh"), 2);
        assert_eq!(typed(&channels, 1, "bcci"), 2);
        for name in ["Nguyễn Văn A", "Trần Thị Tí", "Bùi Bích", "Đỗ Thị Thu"] {
            assert_eq!(typed(&channels, 1, name), 1, "{name}");
        }
        let papers = ["chưa số hóa", "đã số hóa", "dùng lại bản đã số hóa", "không áp dụng"];
        assert_eq!([typed(&papers, 0, "d"), typed(&papers, 0, "dd"), typed(&papers, 0, "k")], [1, 2, 3]);
        assert_eq!(typed(&["chưa chọn", "1 Rất hài lòng", "2 Hài lòng"], 0, "2"), 2);
        assert_eq!(typed(&[], 0, "a"), 0);
    }

    #[test]
    fn letters_that_are_being_composed_find_the_same_word() {
        let whys = ["yêu cầu bổ sung", "chờ nghĩa vụ tài chính", "lý do khác"];
        let style = |method| Style { method, ..Style::default() };
        for (method, keys) in [(Method::Telex, "chowf nghiax"), (Method::Vni, "cho72 nghi4a")] {
            assert_eq!(typed_so(&whys, 0, keys, style(method)), 1, "{keys}");
        }
        assert_eq!(typed_so(&whys, 0, "khacs", style(Method::Telex)), 2);
        // A program outside takes back what it composes: k h a c, two back, ác.
        assert_eq!(typed(&whys, 0, "khac\u{8}\u{8}ác"), 2);
        assert_eq!(typed(&whys, 0, "ly\u{8}\u{8}bs"), 0, "taken back, and other letters");
        assert_eq!(typed(&whys, 1, "k\u{8}"), 1, "nothing typed is nothing chosen");
    }
}
