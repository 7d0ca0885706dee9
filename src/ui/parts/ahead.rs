//! Typing in a choice of a few words: the letters typed one after the other find a word, and letters that find none
//! change nothing. It knows no form.

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

    /// Arrows and the space bar step; letters find. The same letter again goes on to the next word that begins with it,
    /// and a second letter that begins another word goes there.
    pub fn input(&mut self, options: &[(String, String)], at: usize, input: &Input) -> Chose {
        let Input::Key(key) = input else { return Chose::Nothing };
        let count = options.len();
        if count == 0 || key.ctrl || key.alt {
            return Chose::Nothing;
        }
        match key.code {
            KeyCode::Right => Chose::To((at + 1) % count),
            KeyCode::Char(' ') if self.typed.is_empty() => Chose::To((at + 1) % count),
            KeyCode::Left => Chose::To((at + count - 1) % count),
            KeyCode::Char(c) if key.typed().is_some() => self.letter(options, at, c),
            _ => Chose::Nothing,
        }
    }

    fn letter(&mut self, options: &[(String, String)], at: usize, c: char) -> Chose {
        if self.typed.is_empty() {
            self.before = at;
        }
        let one = fold(&c.to_string());
        let first = self.typed.is_empty();
        let again = !first && fold(&self.typed).chars().all(|known| one.starts_with(known));
        self.typed.push(c);
        let words: Vec<String> = options.iter().map(|(_, word)| fold(word)).collect();
        let query = fold(&self.typed);
        let next = |query: &str, from: usize| {
            let mut order = (0..words.len()).map(|step| (from + step) % words.len());
            order.find(|index| words[*index].starts_with(query))
        };
        let onward = if first || again { next(&one, at + 1) } else { None };
        let found = next(&query, at).filter(|_| !first).or(onward).or_else(|| inside(&words, &query));
        // Someone who presses single letters means the next word; someone who types a name has typed more.
        let other = || if query.chars().count() == 2 { next(&one, at + 1) } else { None };
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
    format!("Ô này chỉ chọn: “{typed}” không khớp mục nào, vẫn là “{kept}”. ← → để đổi.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::input::Key;

    fn typed(words: &[&str], from: usize, text: &str) -> usize {
        let options: Vec<(String, String)> = words.iter().map(|word| (String::new(), (*word).to_owned())).collect();
        let (mut ahead, mut at) = (Ahead::default(), from);
        for c in text.chars() {
            match ahead.input(&options, at, &Input::Key(Key::char(c))) {
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
}
