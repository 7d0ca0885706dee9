//! The Vietnamese order of names.
//!
//! Code-point order puts Ánh and Đào after Uyên. The key here makes plain binary comparison the right order, so that a
//! database column and a sort in memory agree. It knows no locale but Vietnamese.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The alphabet; f, j, w and z stand in their usual Latin places.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// Ends a level of the key; less than anything in it.
const LEVEL: char = '\u{1}';
/// A blank; less than any letter, so that "An Bình" comes before "Ana".
const BLANK: char = '\u{2}';
/// Keys of ASCII signs begin here, those of letters at `A`; digits stand for themselves between them.
const SIGNS: u32 = 3;
const LETTERS: u32 = 'A' as u32;

/// A key whose binary comparison is the Vietnamese order: letters of the whole text first, then tones (ngang, huyền,
/// hỏi, ngã, sắc, nặng), then case (small first). It is a text without NUL, safe in a SQLite TEXT column under BINARY.
pub fn sort_key(text: &str) -> String {
    let (mut letters, mut tones, mut cases) = (String::with_capacity(text.len() + 8), String::new(), String::new());
    for (i, word) in text.split_whitespace().enumerate() {
        if i > 0 {
            push(&mut letters, &mut tones, &mut cases, Letter { place: BLANK, tone: '0', case: '0' });
        }
        let mut chars = word.nfd().filter(|c| !c.is_control()).peekable();
        while let Some(base) = chars.next() {
            let mut marks = Marks::default();
            while let Some(mark) = chars.next_if(|c| is_combining_mark(*c)) {
                marks.add(mark);
            }
            if !is_combining_mark(base) {
                push(&mut letters, &mut tones, &mut cases, Letter::new(base, marks));
            }
        }
    }
    // Equal letters mean equally many of them, so trailing zeros carry nothing.
    let (tones, cases) = (tones.trim_end_matches('0'), cases.trim_end_matches('0'));
    letters.push(LEVEL);
    letters.push_str(tones);
    letters.push(LEVEL);
    letters.push_str(cases);
    letters
}

struct Letter {
    place: char,
    tone: char,
    case: char,
}

fn push(letters: &mut String, tones: &mut String, cases: &mut String, letter: Letter) {
    letters.push(letter.place);
    tones.push(letter.tone);
    cases.push(letter.case);
}

/// What stands above, below and beside a letter.
#[derive(Clone, Copy, Default)]
struct Marks {
    /// Circumflex, breve or horn: it makes another letter.
    shape: Option<char>,
    /// 0 ngang … 5 nặng; 6 for a mark that Vietnamese lacks.
    tone: u8,
}

impl Marks {
    fn add(&mut self, mark: char) {
        match mark {
            '\u{302}' | '\u{306}' | '\u{31B}' => self.shape = Some(mark),
            '\u{300}' => self.tone = 1,
            '\u{309}' => self.tone = 2,
            '\u{303}' => self.tone = 3,
            '\u{301}' => self.tone = 4,
            '\u{323}' => self.tone = 5,
            _ => self.tone = 6,
        }
    }
}

impl Letter {
    fn new(base: char, mut marks: Marks) -> Letter {
        let small = base.to_lowercase().next().unwrap_or(base);
        let shaped = match (small, marks.shape) {
            ('a', Some('\u{306}')) => 'ă',
            ('a', Some('\u{302}')) => 'â',
            ('e', Some('\u{302}')) => 'ê',
            ('o', Some('\u{302}')) => 'ô',
            ('o', Some('\u{31B}')) => 'ơ',
            ('u', Some('\u{31B}')) => 'ư',
            (_, Some(_)) => {
                marks.tone = 6;
                small
            }
            (_, None) => small,
        };
        let case = if small == base { '0' } else { '1' };
        Letter { place: place(shaped), tone: char::from(b'0' + marks.tone), case }
    }
}

/// The place of a small letter, digit or sign among all others. What is not ASCII nor Vietnamese comes last.
fn place(c: char) -> char {
    if let Some(at) = ALPHABET.chars().position(|letter| letter == c) {
        return char::from_u32(LETTERS + at as u32).unwrap_or(c);
    }
    if c.is_ascii_punctuation() {
        let before = (0x21..c as u8).filter(u8::is_ascii_punctuation).count() as u32;
        return char::from_u32(SIGNS + before).unwrap_or(c);
    }
    c
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(mut names: Vec<&str>) -> Vec<&str> {
        names.sort_by_key(|name| sort_key(name));
        names
    }

    #[test]
    fn the_alphabet_has_its_order() {
        let letters: Vec<String> = ALPHABET.chars().map(|c| sort_key(&c.to_string())).collect();
        assert!(letters.is_sorted_by(|a, b| a < b));
        assert!(sort_key("9") < sort_key("a") && sort_key("~") < sort_key("0") && sort_key(" z") < sort_key("漢"));
    }

    #[test]
    fn letters_come_before_tones_and_tones_before_case() {
        let tones = ["ma", "Ma", "MA", "mà", "mả", "mã", "má", "Má", "mạ", "măng", "mắng", "mâm"];
        assert_eq!(sorted(tones.iter().rev().copied().collect()), tones);
        let names = ["An", "An Bình", "Án An", "Ana", "Ánh", "Ân", "Bình", "Dung", "Đào", "Đông", "Em", "Phúc", "Uyên"];
        let right = ["An", "Án An", "An Bình", "Ana", "Ánh", "Ân", "Bình", "Dung", "Đào", "Đông", "Em", "Phúc", "Uyên"];
        assert_eq!(sorted(names.iter().rev().copied().collect()), right);
    }

    #[test]
    fn every_tone_of_every_vowel_is_told_apart() {
        for row in [
            "aàảãáạ",
            "ăằẳẵắặ",
            "âầẩẫấậ",
            "eèẻẽéẹ",
            "êềểễếệ",
            "iìỉĩíị",
            "oòỏõóọ",
            "ôồổỗốộ",
            "ơờởỡớợ",
            "uùủũúụ",
            "ưừửữứự",
            "yỳỷỹýỵ",
        ] {
            let keys: Vec<String> = row.chars().map(|c| sort_key(&c.to_string())).collect();
            assert!(keys.is_sorted_by(|a, b| a < b), "{row}");
            let places: Vec<Option<char>> = keys.iter().map(|key| key.chars().next()).collect();
            assert!(places.iter().all(|place| *place == places[0]), "{row}");
        }
    }

    #[test]
    fn the_form_of_the_input_does_not_matter() {
        let decomposed: String = "Nguyễn Thị Đượm".nfd().collect();
        assert_eq!(sort_key(&decomposed), sort_key("  Nguyễn  Thị Đượm "));
        assert!(!sort_key("A\0b").contains('\0'));
    }
}
