//! A letter as its parts: the bare letter, its mark, its case; and the six tones.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

/// What stands on or through a letter and makes it another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    #[default]
    Bare,
    /// â ê ô.
    Hat,
    /// ă.
    Breve,
    /// ơ ư.
    Horn,
    /// đ.
    Stroke,
}

impl Mark {
    /// The combining mark; the stroke has none.
    const fn combining(self) -> Option<char> {
        match self {
            Mark::Bare | Mark::Stroke => None,
            Mark::Hat => Some('\u{302}'),
            Mark::Breve => Some('\u{306}'),
            Mark::Horn => Some('\u{31b}'),
        }
    }
}

/// A tone other than the level one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Sắc.
    Acute,
    /// Huyền.
    Grave,
    /// Hỏi.
    Hook,
    /// Ngã.
    Tilde,
    /// Nặng.
    Dot,
}

impl Tone {
    const ALL: [Tone; 5] = [Tone::Acute, Tone::Grave, Tone::Hook, Tone::Tilde, Tone::Dot];

    /// The combining mark.
    const fn combining(self) -> char {
        match self {
            Tone::Acute => '\u{301}',
            Tone::Grave => '\u{300}',
            Tone::Hook => '\u{309}',
            Tone::Tilde => '\u{303}',
            Tone::Dot => '\u{323}',
        }
    }

    /// The tone of a Telex key, in lower case.
    pub fn telex(key: char) -> Option<Tone> {
        "sfrxj".find(key).and_then(|at| Tone::ALL.get(at)).copied()
    }

    /// The tone of a VNI key.
    pub fn vni(key: char) -> Option<Tone> {
        "12345".find(key).and_then(|at| Tone::ALL.get(at)).copied()
    }
}

/// One letter of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The bare letter in lower case.
    pub base: char,
    /// Its mark.
    pub mark: Mark,
    /// Whether it is a capital.
    pub upper: bool,
    /// It came by a key that is no letter of its own: ư by w, ơ by [. Taken back, it becomes that key.
    pub by: Option<char>,
}

impl Letter {
    /// The letter of a key.
    pub fn typed(key: char) -> Letter {
        Letter { base: key.to_ascii_lowercase(), mark: Mark::Bare, upper: key.is_ascii_uppercase(), by: None }
    }

    /// Whether it can carry a tone.
    pub const fn is_vowel(self) -> bool {
        matches!(self.base, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
    }

    /// The character with a tone or without.
    pub fn draw(self, tone: Option<Tone>) -> char {
        let marked = match self.mark {
            Mark::Stroke => 'đ',
            mark => mark.combining().and_then(|mark| compose(self.base, mark)).unwrap_or(self.base),
        };
        // The dot below goes under the bare letter first, so only the whole composition finds ặ and ậ.
        let toned = tone.and_then(|tone| [marked, tone.combining()].into_iter().nfc().next()).unwrap_or(marked);
        if self.upper { toned.to_uppercase().next().unwrap_or(toned) } else { toned }
    }

    /// The parts of a character and the tone it carries.
    pub fn read(c: char) -> (Letter, Option<Tone>) {
        let lower = c.to_lowercase().next().unwrap_or(c);
        let mut letter = Letter { base: lower, mark: Mark::Bare, upper: lower != c, by: None };
        if lower == 'đ' {
            return (Letter { base: 'd', mark: Mark::Stroke, ..letter }, None);
        }
        let mut tone = None;
        for part in std::iter::once(lower).nfd() {
            let mark = [Mark::Hat, Mark::Breve, Mark::Horn].into_iter().find(|mark| mark.combining() == Some(part));
            match (mark, Tone::ALL.into_iter().find(|tone| tone.combining() == part)) {
                (Some(mark), _) => letter.mark = mark,
                (None, Some(found)) => tone = Some(found),
                (None, None) => letter.base = part,
            }
        }
        (letter, tone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vietnamese_letter_is_read_and_drawn() {
        let all = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ";
        for c in all.chars().flat_map(|c| [c, c.to_uppercase().next().unwrap_or(c)]) {
            let (letter, tone) = Letter::read(c);
            assert!(letter.base.is_ascii_lowercase(), "{c}");
            assert_eq!(letter.draw(tone), c);
        }
    }
}
