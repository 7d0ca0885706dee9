//! The file of ratings. Whether a level is one of the office's own set is for the import to check: the set is data.

use crate::domain::day::Day;
use crate::domain::rating::Rating;
use crate::exchange::column::{Canonical, Column, columns};

impl Canonical for Rating {
    const NOUN: &'static str = "ratings";

    const COLUMNS: &'static [Column<Rating>] = columns! {
        "at" Key at;
        "dossier_code" Free dossier_code;
        "officer" Free officer;
        "level" Key level;
        "comment" Free comment;
        "source" Free source;
    };

    fn blank() -> Rating {
        Rating {
            at: Day::from_epoch(0).start(),
            dossier_code: String::new(),
            officer: String::new(),
            level: String::new(),
            comment: String::new(),
            source: String::new(),
        }
    }

    /// A dossier is rated once in a minute for one officer. Without a dossier two people may well give the same rating
    /// in the same minute, so such a rating has no key.
    fn key(&self) -> Option<String> {
        let known = !self.dossier_code.is_empty();
        known.then(|| format!("{}\n{}\n{}", self.at, self.dossier_code, self.officer))
    }
}
