//! The word before the caret while it is being typed.

use super::spell::Spelling;
use super::syllable::{is_whole, mend};
use super::{Method, Style};

/// The keys of a word and what they show. Empty between words.
#[derive(Clone, Debug, Default)]
pub struct Word {
    style: Style,
    /// Letters that were there before the keys: what a backspace left.
    seed: String,
    keys: Vec<char>,
    shown: String,
    /// The keys are shown as they were typed.
    raw: bool,
}

/// What became of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// It belongs to the word, whose text is now another one.
    Taken,
    /// It belongs to the word and ends it: a digit or bracket given back as itself.
    Last,
    /// It is no part of the word, which ends before it.
    Apart,
}

impl Word {
    /// The text of the word; the same text stands before the caret.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Whether a word is being typed.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// Gives the word a character. After anything but [`Pressed::Taken`] it is for the caller to begin a new word.
    pub fn press(&mut self, key: char, style: Style) -> Pressed {
        let letter = key.is_ascii_alphabetic();
        let sign = match style.method {
            Method::Off => return Pressed::Apart,
            Method::Telex => matches!(key, '[' | ']' | '{' | '}'),
            Method::Vni => key.is_ascii_digit() && !self.is_empty(),
        };
        if !letter && !sign {
            return Pressed::Apart;
        }
        self.style = style;
        self.keys.push(key);
        let spelling = self.spelling();
        if !sign {
            self.show(&spelling);
            return Pressed::Taken;
        }
        let itself = spelling.letters.last().is_some_and(|last| last.base == key && last.by.is_none());
        if itself && spelling.taken_back != Some(self.keys.len() - 1) {
            self.keys.pop();
            return Pressed::Apart;
        }
        self.show(&spelling);
        if itself { Pressed::Last } else { Pressed::Taken }
    }

    /// Takes the last letter off, or the last key where the keys are shown as typed.
    pub fn back(&mut self) {
        if !(self.raw && self.keys.pop().is_some()) {
            self.keys.clear();
            self.shown.pop();
            self.seed = std::mem::take(&mut self.shown);
        }
        let spelling = self.spelling();
        self.show(&spelling);
    }

    /// The word is over: its text for good. One that is no Vietnamese gets its keys back.
    pub fn finished(&self) -> String {
        let spelling = self.spelling();
        let mut letters = spelling.letters.clone();
        mend(&mut letters);
        if self.raw || spelling.taken_back.is_some() || is_whole(&letters, spelling.tone, !spelling.from_afar) {
            return self.shown.clone();
        }
        self.typed()
    }

    fn spelling(&self) -> Spelling {
        Spelling::of(&self.seed, &self.keys, self.style)
    }

    /// The keys as they were typed.
    pub fn typed(&self) -> String {
        self.seed.chars().chain(self.keys.iter().copied()).collect()
    }

    /// Whether the keys spell Vietnamese. A key given back makes sense only where without it there would be a mark to
    /// take back: "tesst" is test, "message" is itself.
    fn makes_sense(&self, spelling: &Spelling, keys: &[char]) -> bool {
        let Some(place) = spelling.taken_back else { return spelling.fits() };
        let mut once = keys.to_vec();
        once.remove(place);
        self.makes_sense(&Spelling::of(&self.seed, &once, self.style), &once)
    }

    fn show(&mut self, spelling: &Spelling) {
        // The www of an address is itself.
        let web = spelling.letters.iter().all(|letter| letter.base == 'w') && self.keys.len() > 2;
        self.raw = web || !self.makes_sense(spelling, &self.keys);
        self.shown = if !self.raw { spelling.text(self.style.placement) } else { self.typed() };
    }
}

#[cfg(test)]
mod tests {
    use super::super::Placement;
    use super::*;

    /// What a line of keys becomes, word by word.
    fn typed(method: Method, placement: Placement, keys: &str) -> String {
        let style = Style { method, placement };
        let (mut line, mut word) = (String::new(), Word::default());
        for key in keys.chars() {
            match key {
                '<' => word.back(),
                key => match word.press(key, style) {
                    Pressed::Taken => {}
                    Pressed::Last => line.push_str(&std::mem::take(&mut word).shown),
                    Pressed::Apart => {
                        line.push_str(&std::mem::take(&mut word).finished());
                        line.push(key);
                    }
                },
            }
        }
        line.push_str(&word.finished());
        line
    }

    fn telex(keys: &str) -> String {
        typed(Method::Telex, Placement::Old, keys)
    }

    fn vni(keys: &str) -> String {
        typed(Method::Vni, Placement::Old, keys)
    }

    #[test]
    fn telex_as_it_is_taught() {
        for (keys, text) in [
            ("Nguyeenx Thij Thuyr Duwowng", "Nguyễn Thị Thủy Dương"),
            ("DDawsk Lawsk", "Đắk Lắk"),
            ("dduwowcj hanhj khuyur nghieeng", "được hạnh khuỷu nghiêng"),
            ("UWOWCS Quynhf giuwx ginf", "ƯỚC Quỳnh giữ gìn"),
            ("ddoongf doongdf dongdof ddonofg", "đồng đồng đồng đồng"),
            ("w uow [ ] dd][ngf T][ {", "ư ươ ơ ư đường Tươ Ơ"),
            ("tieengs tieesng tiesneg tiengse", "tiếng tiếng tiếng tiếng"),
            ("hoaf hoafn thuowr thuowng nwocs dwong", "hòa hoàn thuở thương nước dương"),
            ("xooong mooocs goofm goongf", "xoong moóc gồm gồng"),
            ("asz toansz hoafz", "a toan hoa"),
            ("khoeo ngoaos queo rieeu uyeen", "khoeo ngoáo queo riêu uyên"),
        ] {
            assert_eq!(telex(keys), text, "{keys}");
        }
    }

    #[test]
    fn vni_as_it_is_taught() {
        for (keys, text) in [
            ("Nguye64n Thi5 Thuy3 Du7o7ng", "Nguyễn Thị Thủy Dương"),
            ("D9a81k La81k d9uo7c5", "Đắk Lắk được"),
            ("U7O71C Quynh2 giu74 gin2 khuyu3", "ƯỚC Quỳnh giữ gìn khuỷu"),
            ("d9o6ng2 do6ng29 dong962", "đồng đồng đồng"),
            ("so61 12, 2026 QD9 B2 toan10", "số 12, 2026 QĐ B2 toan"),
            ("a11 a66 d99 u77 a88 123", "a1 a6 d9 u7 a8 123"),
        ] {
            assert_eq!(vni(keys), text, "{keys}");
        }
    }

    #[test]
    fn a_key_pressed_again_gives_itself() {
        for (keys, text) in [
            ("aaa", "aa"),
            ("ddd", "dd"),
            ("ooo eee", "oo ee"),
            ("ww", "w"),
            ("uww aww oww", "uw aw ow"),
            ("ass aff", "as af"),
            ("[[ ]]", "[ ]"),
            ("tesst thiss dataa", "test this data"),
            ("DDD Ww", "DD W"),
        ] {
            assert_eq!(telex(keys), text, "{keys}");
        }
    }

    #[test]
    fn foreign_words_get_their_keys_back() {
        for word in "windows email google user password message address access file format word excel microsoft office \
                     data status press www zalo facebook website fax print driver book look class world"
            .split_whitespace()
        {
            assert_eq!(telex(word), word);
        }
        assert_eq!(telex("khoong ddc QDD HDDND TTDD dkkd"), "không đc QĐ HĐND TTĐ dkkd");
    }

    #[test]
    fn names_of_the_highlands() {
        for (keys, text) in [
            ("Kroong Buks Pawcs M'DDrawks", "Krông Búk Pắc M'Đrắk"),
            ("DDawk Noong Chuw Pawh Cuw Juts", "Đăk Nông Chư Păh Cư Jút"),
            ("Niee Kddawm Mnoong Xtieeng Hree Braau DDaj Terh", "Niê Kđăm Mnông Xtiêng Hrê Brâu Đạ Tẻh"),
        ] {
            assert_eq!(telex(keys), text);
        }
    }

    #[test]
    fn the_tone_stands_where_the_desk_wants_it() {
        let new = |keys| typed(Method::Telex, Placement::New, keys);
        for (keys, old, latest) in [
            ("hoas", "hóa", "hoá"),
            ("thuyr", "thủy", "thuỷ"),
            ("hoef", "hòe", "hoè"),
            ("quys", "quý", "quý"),
            ("toans", "toán", "toán"),
            ("muaf", "mùa", "mùa"),
            ("khuyur", "khuỷu", "khuỷu"),
            ("HOAJ", "HỌA", "HOẠ"),
        ] {
            assert_eq!((telex(keys).as_str(), new(keys).as_str()), (old, latest));
        }
    }

    #[test]
    fn backspace_takes_a_letter_and_goes_on_composing() {
        for (keys, text) in [
            ("ddawsk<", "đắ"),
            ("ddawsk<t", "đắt"),
            ("tieengs<<u", "tiếu"),
            ("nguyeenx<<<<<<", ""),
            ("hoafn<", "hòa"),
            ("tieeg<ngs", "tiếng"),
            ("as<s", "s"),
            ("ass<s", "á"),
            ("thuwowngr<<ng", "thưởng"),
        ] {
            assert_eq!(telex(keys), text, "{keys}");
        }
    }
}
