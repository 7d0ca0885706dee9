//! Typing Vietnamese without another program: Telex and VNI.
//!
//! A [`Word`] takes keys and says what the word before the caret now is. It knows no field, caret or screen. Each key
//! spells the whole word anew from all of its keys, so a mark or a tone may come at once or at the end. A word that
//! cannot be Vietnamese shows the keys as they were typed.

mod letter;
mod spell;
mod syllable;
mod word;

pub use word::{Pressed, Word};

/// How keys become letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Method {
    /// Keys are taken as they come: another program types, or nobody does.
    #[default]
    Off,
    /// Marks and tones by letters.
    Telex,
    /// Marks and tones by digits.
    Vni,
}

impl Method {
    /// Every method, in the order in which the key goes through them.
    pub const ALL: [Method; 3] = [Method::Off, Method::Telex, Method::Vni];

    /// The setting's value.
    pub const fn code(self) -> &'static str {
        match self {
            Method::Off => "off",
            Method::Telex => "telex",
            Method::Vni => "vni",
        }
    }

    /// The method of a setting's value.
    pub fn from_code(code: &str) -> Option<Method> {
        Method::ALL.into_iter().find(|method| method.code() == code)
    }

    /// Its name on the status line.
    pub const fn label(self) -> &'static str {
        match self {
            Method::Off => "tắt",
            Method::Telex => "Telex",
            Method::Vni => "VNI",
        }
    }

    /// The one that the key switches to.
    pub const fn next(self) -> Method {
        match self {
            Method::Off => Method::Telex,
            Method::Telex => Method::Vni,
            Method::Vni => Method::Off,
        }
    }
}

/// Where the tone stands in oa, oe and uy without a final consonant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Placement {
    /// On the first letter: hóa, thủy.
    #[default]
    Old,
    /// On the second letter: hoá, thuỷ.
    New,
}

impl Placement {
    /// Both, the usual one first.
    pub const ALL: [Placement; 2] = [Placement::Old, Placement::New];

    /// The setting's value.
    pub const fn code(self) -> &'static str {
        match self {
            Placement::Old => "old",
            Placement::New => "new",
        }
    }

    /// The placement of a setting's value.
    pub fn from_code(code: &str) -> Option<Placement> {
        Placement::ALL.into_iter().find(|placement| placement.code() == code)
    }

    /// Its name with an example.
    pub const fn label(self) -> &'static str {
        match self {
            Placement::Old => "kiểu cũ: hóa, thủy",
            Placement::New => "kiểu mới: hoá, thuỷ",
        }
    }
}

/// How a desk types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// The method.
    pub method: Method,
    /// Where tones stand.
    pub placement: Placement,
}
