//! Ratings (đánh giá mức độ hài lòng): what citizens thought of the service.
//!
//! The set of levels is data (DOMAIN.md §2): an office may use other ones, so a rating holds the code of its level.

use crate::domain::day::Moment;

/// The code of the best of the default levels.
pub const VERY_SATISFIED: &str = "very_satisfied";
/// The code of the middle one.
pub const SATISFIED: &str = "satisfied";
/// The code of the level that takes a dossier out of the satisfaction index.
pub const DISSATISFIED: &str = "dissatisfied";

/// One level of satisfaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The word of the canonical files.
    pub code: String,
    /// The Vietnamese word on screen and paper.
    pub label: String,
}

/// The levels in use, best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Levels(pub Vec<Level>);

impl Default for Levels {
    /// Rất hài lòng, hài lòng, không hài lòng.
    fn default() -> Levels {
        let level = |code: &str, label: &str| Level { code: code.to_owned(), label: label.to_owned() };
        Levels(vec![
            level(VERY_SATISFIED, "rất hài lòng"),
            level(SATISFIED, "hài lòng"),
            level(DISSATISFIED, "không hài lòng"),
        ])
    }
}

impl Levels {
    /// The level that a file or a person means by its code or, in any case, by its Vietnamese word.
    pub fn find(&self, word: &str) -> Option<&Level> {
        let lower = word.to_lowercase();
        self.0.iter().find(|level| level.code == word || level.label.to_lowercase() == lower)
    }

    /// The codes as one list, for a sentence that says what may be written.
    pub fn codes(&self) -> String {
        self.0.iter().map(|level| level.code.as_str()).collect::<Vec<_>>().join(", ")
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
}
