//! Ratings (đánh giá mức độ hài lòng): what citizens thought of the service.
//!
//! The set of levels is data (DOMAIN.md §2): an office may use other ones, so a rating holds the code of its level, and
//! the level says as which of the three that reports name it counts.

use crate::domain::day::Moment;

/// The code of the best of the default levels.
pub const VERY_SATISFIED: &str = "very_satisfied";
/// The code of the middle one.
pub const SATISFIED: &str = "satisfied";
/// The code of the level that takes a dossier out of the satisfaction index.
pub const DISSATISFIED: &str = "dissatisfied";

/// The written form of the default levels.
pub const USUAL: &str = "very_satisfied=rất hài lòng=++; satisfied=hài lòng=+; dissatisfied=không hài lòng=-";

/// Most levels that can be offered at once: each has a key and a box on the kiosk.
pub const MOST: usize = 5;

/// As what a level counts in reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// Very satisfied.
    VerySatisfied,
    /// Satisfied.
    Satisfied,
    /// In the total only.
    Neither,
    /// Dissatisfied: it takes a dossier out of the satisfaction index.
    Dissatisfied,
}

impl Counts {
    const ALL: [(Counts, &'static str, &'static str); 4] = [
        (Counts::VerySatisfied, "++", VERY_SATISFIED),
        (Counts::Satisfied, "+", SATISFIED),
        (Counts::Neither, "0", ""),
        (Counts::Dissatisfied, "-", DISSATISFIED),
    ];

    /// The level that reports name; empty where it is none of them.
    pub fn named(self) -> &'static str {
        Counts::ALL.iter().find(|(counts, ..)| *counts == self).map_or("", |(_, _, named)| named)
    }
}

/// One level of satisfaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The word of the canonical files.
    pub code: String,
    /// The Vietnamese word on screen and paper.
    pub label: String,
    /// As what it counts.
    pub counts: Counts,
    /// No longer offered; older ratings keep it.
    pub retired: bool,
}

/// The levels of a desk, best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Levels(pub Vec<Level>);

/// Why levels cannot be as they are written; one Vietnamese sentence each.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LevelsFault {
    /// One of them is not `code=label=counts`.
    #[error("Chưa đọc được mức \"{0}\"; mỗi mức viết mã=tên=cách đếm, ví dụ satisfied=hài lòng=+")]
    Unreadable(String),
    /// Two share a code or a word.
    #[error("Có hai mức cùng mã hoặc cùng tên \"{0}\"")]
    Doubled(String),
    /// Too few or too many are in use.
    #[error("Phải có từ 2 đến 5 mức đang dùng")]
    Count,
}

impl Default for Levels {
    /// Rất hài lòng, hài lòng, không hài lòng.
    fn default() -> Levels {
        let level = |code: &str, label: &str, counts| Level {
            code: code.to_owned(),
            label: label.to_owned(),
            counts,
            retired: false,
        };
        Levels(vec![
            level(VERY_SATISFIED, "rất hài lòng", Counts::VerySatisfied),
            level(SATISFIED, "hài lòng", Counts::Satisfied),
            level(DISSATISFIED, "không hài lòng", Counts::Dissatisfied),
        ])
    }
}

impl Levels {
    /// Reads the written form: `code=label=counts` parted by semicolons, where counts is `++`, `+`, `0` or `-`, and an
    /// `x` behind it retires the level.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn read(text: &str) -> Result<Levels, LevelsFault> {
        let mut levels: Vec<Level> = Vec::new();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let level = read_level(part).ok_or_else(|| LevelsFault::Unreadable(part.to_owned()))?;
            let lower = level.label.to_lowercase();
            if levels.iter().any(|known| known.code == level.code || known.label.to_lowercase() == lower) {
                return Err(LevelsFault::Doubled(level.label));
            }
            levels.push(level);
        }
        let levels = Levels(levels);
        if (2..=MOST).contains(&levels.offered().count()) { Ok(levels) } else { Err(LevelsFault::Count) }
    }

    /// The levels that are offered, best first.
    pub fn offered(&self) -> impl Iterator<Item = &Level> {
        self.0.iter().filter(|level| !level.retired)
    }

    /// The level that a file or a person means by its code or, in any case, by its Vietnamese word.
    pub fn find(&self, word: &str) -> Option<&Level> {
        let lower = word.to_lowercase();
        self.0.iter().find(|level| level.code == word || level.label.to_lowercase() == lower)
    }

    /// The word of a level that a rating holds. One that the desk has since forgotten shows its code.
    pub fn label<'a>(&'a self, code: &'a str) -> &'a str {
        self.0.iter().find(|level| level.code == code).map_or(code, |level| level.label.as_str())
    }

    /// The level of a report as which a rating of this level counts; empty where it counts in the total only. A level
    /// that the desk has since forgotten counts as what its code says.
    pub fn counted_as<'a>(&self, code: &'a str) -> &'a str {
        self.0.iter().find(|level| level.code == code).map_or(code, |level| level.counts.named())
    }

    /// The codes as one list, for a sentence that says what may be written.
    pub fn codes(&self) -> String {
        self.0.iter().map(|level| level.code.as_str()).collect::<Vec<_>>().join(", ")
    }
}

fn read_level(text: &str) -> Option<Level> {
    let mut parts = text.split('=').map(str::trim);
    let (code, label, counts) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if parts.next().is_some() || code.is_empty() || !code.chars().all(plain) || label.is_empty() {
        return None;
    }
    let (sign, retired) = counts.strip_suffix('x').map_or((counts, false), |sign| (sign.trim_end(), true));
    let counts = Counts::ALL.iter().find(|(_, known, _)| *known == sign)?.0;
    Some(Level { code: code.to_owned(), label: label.to_owned(), counts, retired })
}

/// Where a rating was given.
pub const KIOSK: &str = "kiosk";
/// Entered by a clerk.
pub const DESK: &str = "desk";

/// The word for a source of ratings.
pub fn source_label(source: &str) -> &str {
    match source {
        KIOSK => "màn hình đánh giá",
        DESK => "cán bộ ghi",
        "" => "từ tệp",
        other => other,
    }
}

/// One rating. Who gave it is confidential (DOMAIN.md §9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// When it was given.
    pub at: Moment,
    /// The dossier it is about; empty for one given at the counter without a dossier.
    pub dossier_code: String,
    /// Code of the officer it is about; may be empty.
    pub officer: String,
    /// Code of the level, one of [`Levels`].
    pub level: String,
    /// What the citizen added.
    pub comment: String,
    /// [`KIOSK`], [`DESK`], or empty for a file and older entries.
    pub source: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_found_by_code_or_by_its_vietnamese_word() {
        let levels = Levels::default();
        assert_eq!(levels.find("Không hài lòng").map(|l| l.code.as_str()), Some(DISSATISFIED));
        assert_eq!(levels.find("satisfied").map(|l| l.label.as_str()), Some("hài lòng"));
        assert_eq!(levels.find("tốt"), None);
        assert_eq!(levels.codes(), "very_satisfied, satisfied, dissatisfied");
    }

    #[test]
    fn levels_are_data_and_each_says_as_what_it_counts() {
        assert_eq!(Levels::read(USUAL), Ok(Levels::default()));
        let text = "good=tốt=++; fair=được=+; so_so=bình thường=0; bad=kém=-; satisfied=hài lòng=+x";
        let levels = Levels::read(text).expect("levels");
        assert_eq!(levels.offered().count(), 4);
        assert_eq!(
            ["good", "so_so", "bad", "satisfied"].map(|code| levels.counted_as(code)),
            [VERY_SATISFIED, "", DISSATISFIED, SATISFIED]
        );
        // One of which the desk knows nothing any more.
        assert_eq!((levels.counted_as(DISSATISFIED), levels.label("cũ")), (DISSATISFIED, "cũ"));
    }

    #[test]
    fn what_cannot_be_levels_is_said() {
        let fault = |text: &str| Levels::read(text).expect_err("a fault").to_string();
        assert!(fault("a=tốt=++; b=kém=?").contains("b=kém=?"));
        assert!(fault("a=tốt=++; a=kém=-").contains("hai mức"));
        assert!(fault("a=tốt=++; b=TỐT=-").contains("hai mức"));
        assert!(fault("a=tốt=++; b=kém=-x").contains("từ 2 đến 5"));
        assert!(fault("A b=tốt=++; b=kém=-").contains("A b"));
    }
}
