//! The bytes that Vietnamese typing programs send to a terminal while a clerk types.
//!
//! UniKey lets a key that only adds a letter pass. Where a key changes letters that are there already, it keeps the key
//! and sends a backspace for each letter from the first changed one on, then the new letters, all at once. Others
//! send the whole word anew, put an empty character before the backspaces so that a browser's completion is dropped,
//! or send nothing until the word is done.

use std::sync::LazyLock;

use motcua::domain::typing::{Method, Placement, Style, Word};

use crate::keys::{self, Case, Way, When, cased};
use crate::syllables::{self, Syllable};

static TABLE: LazyLock<Vec<Syllable>> = LazyLock::new(syllables::all);

/// The words that are typed, with the tone of oa, oe, uy placed the new way.
pub const NEW: &str = "Nguyễn Thị Thuỳ Dương Đắk Lắk được hạnh khuỷu nghiêng ƯỚC Quỳnh giữ gìn";

/// The same, the old way.
pub const OLD: &str = "Nguyễn Thị Thùy Dương Đắk Lắk được hạnh khuỷu nghiêng ƯỚC Quỳnh giữ gìn";

/// How a program sends what a key changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Backspaces from the first changed letter on, then the letters: UniKey, EVKey.
    Changed,
    /// Backspaces for the whole word, then the word.
    Whole,
    /// As UniKey, with a narrow blank before the backspaces and one backspace more for it: EVKey's and OpenKey's way
    /// for completing programs.
    Blank,
    /// The same with a character of no width.
    NoWidth,
    /// The finished word alone: fcitx, ibus.
    Commit,
    /// The finished word decomposed, as input methods of macOS do.
    Decomposed,
}

pub const TOOLS: [Tool; 6] = [Tool::Changed, Tool::Whole, Tool::Blank, Tool::NoWidth, Tool::Commit, Tool::Decomposed];

/// One way in which a line reaches the program.
#[derive(Clone, Copy, Debug)]
pub struct Typing {
    pub way: Way,
    pub when: When,
    pub placement: Placement,
    pub tool: Tool,
    pub backspace: char,
}

/// Every combination.
pub fn all() -> Vec<Typing> {
    let mut all = Vec::new();
    for way in [Way::Telex, Way::Vni] {
        for when in [When::Last, When::Early, When::Free] {
            for tool in TOOLS {
                for backspace in ['\u{7f}', '\u{8}'] {
                    for placement in Placement::ALL {
                        all.push(Typing { way, when, placement, tool, backspace });
                    }
                }
            }
        }
    }
    all
}

/// How the own method is driven in every form: Telex with the tone last, VNI with the tone early; and how often its key
/// is pressed for it.
pub fn own() -> [(Typing, usize); 2] {
    let typing = |way, when| Typing { way, when, placement: Placement::Old, tool: Tool::Changed, backspace: '\u{7f}' };
    [(typing(Way::Telex, When::Last), 1), (typing(Way::Vni, When::Early), 2)]
}

impl Typing {
    /// The line that comes out.
    pub fn line(&self) -> &'static str {
        if self.placement == Placement::New { NEW } else { OLD }
    }

    fn style(&self) -> Style {
        let method = if self.way == Way::Telex { Method::Telex } else { Method::Vni };
        Style { method, placement: self.placement }
    }

    /// The keys that the clerk presses for the line.
    pub fn keys(&self) -> String {
        let words: Vec<String> = self.line().split(' ').map(|word| self.keys_of(word)).collect();
        words.join(" ")
    }

    fn keys_of(&self, word: &str) -> String {
        let lower = word.to_lowercase();
        // The two words that are names of the Central Highlands are in no table.
        let own = match (lower.as_str(), self.way) {
            ("đắk", Way::Telex) => Some("ddawsk"),
            ("lắk", Way::Telex) => Some("lawks"),
            ("đắk", Way::Vni) => Some("d9a81k"),
            ("lắk", Way::Vni) => Some("la8k1"),
            _ => None,
        };
        let new = self.placement == Placement::New;
        let keys = own.map(str::to_owned).unwrap_or_else(|| {
            let found = TABLE.iter().find(|syllable| syllable.text(new) == lower);
            keys::of(found.unwrap_or_else(|| panic!("{word} is in the table")), self.way, self.when)
        });
        let upper = |c: char| c.is_uppercase();
        let case = match (word.chars().all(upper), word.starts_with(upper)) {
            (true, _) => Case::Upper,
            (_, true) => Case::Capital,
            _ => Case::Lower,
        };
        cased(&keys, case)
    }

    /// What the program gets for the line.
    pub fn sent(&self) -> String {
        let words: Vec<String> = self.line().split(' ').map(|word| self.sent_for(word)).collect();
        words.join(" ")
    }

    fn sent_for(&self, word: &str) -> String {
        use unicode_normalization::UnicodeNormalization;
        match self.tool {
            Tool::Commit => return word.to_owned(),
            Tool::Decomposed => return word.nfd().collect(),
            _ => {}
        }
        let mut sent = String::new();
        let mut model = Word::default();
        for key in self.keys_of(word).chars() {
            let before: Vec<char> = model.shown().chars().collect();
            model.press(key, self.style());
            let after: Vec<char> = model.shown().chars().collect();
            sent.push_str(&self.change(&before, &after, key));
        }
        assert_eq!(model.shown(), word, "the model of the typing program");
        sent
    }

    /// What is sent where a key makes one word of another.
    fn change(&self, before: &[char], after: &[char], key: char) -> String {
        if after.len() == before.len() + 1 && after.starts_with(before) && after.last() == Some(&key) {
            return key.to_string();
        }
        let same = match self.tool {
            Tool::Whole => 0,
            _ => before.iter().zip(after).take_while(|(a, b)| a == b).count(),
        };
        let (empty, more) = match self.tool {
            Tool::Blank => ("\u{202f}", 1),
            Tool::NoWidth => ("\u{200c}", 1),
            _ => ("", 0),
        };
        let backspaces = (0..before.len() - same + more).map(|_| self.backspace);
        empty.chars().chain(backspaces).chain(after[same..].iter().copied()).collect()
    }
}
