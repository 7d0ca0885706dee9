//! Dossiers that a report names one by one: what its lists print of each, as it stood at the cut-off of the period.
//!
//! Which dossiers they are is the figure's business; here is only what is known of one. It reads no register.

use std::collections::BTreeMap;

use crate::domain::day::Moment;
use crate::domain::dossier::{Apology, LateKind};
use crate::domain::lateness::Lateness;
use crate::domain::masking;

/// A dossier of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedDossier {
    /// Id in the register.
    pub id: i64,
    /// Code.
    pub code: String,
    /// Name of the procedure.
    pub procedure: String,
    /// Field.
    pub field: String,
    /// The applicant in full; what is printed is [`NamedDossier::applicant`].
    pub name: String,
    /// Accepted.
    pub accepted_at: Option<Moment>,
    /// Due moment in force.
    pub due: Option<Moment>,
    /// Ended by the cut-off.
    pub settled_at: Option<Moment>,
    /// Returned by the cut-off.
    pub returned_at: Option<Moment>,
    /// How late, where it is.
    pub late: Option<Lateness>,
    /// Actual or operational.
    pub late_kind: Option<LateKind>,
    /// Why it is late, and whom that is due to where somebody is named.
    pub cause: String,
    /// Printed name of the officer who settles; empty = nobody.
    pub officer: String,
    /// The letter; moments after the cut-off are left out.
    pub apology: Apology,
}

impl NamedDossier {
    /// The applicant as a list may print him.
    pub fn applicant(&self, masked: bool) -> String {
        if masked { masking::name(&self.name) } else { self.name.clone() }
    }

    /// The letter in one cell: number, and the days on which it was issued, uploaded and posted; or why there is none.
    pub fn apology_words(&self) -> String {
        let apology = &self.apology;
        let Some(issued) = apology.issued_at else {
            return match apology.none_reason.as_str() {
                "" => "Chưa có, không ghi lý do".to_owned(),
                reason => format!("Chưa có: {reason}"),
            };
        };
        let number = if apology.number.is_empty() { String::new() } else { format!("{}: ", apology.number) };
        let step = |word: &str, at: Option<Moment>| {
            at.map_or_else(|| format!("chưa {word}"), |at| format!("{word} {}", at.day.vietnamese()))
        };
        let (uploaded, posted) = (step("đăng tải", apology.uploaded_at), step("niêm yết", apology.posted_at));
        format!("{number}ban hành {}, {uploaded}, {posted}", issued.day.vietnamese())
    }
}

/// Lists by the id of their figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    lists: BTreeMap<&'static str, Vec<NamedDossier>>,
}

impl Lists {
    /// Adds the list of a figure.
    pub fn insert(&mut self, figure: &'static str, rows: Vec<NamedDossier>) {
        self.lists.insert(figure, rows);
    }

    /// The dossiers of a figure; none where the kind does not name them.
    pub fn of(&self, figure: &str) -> &[NamedDossier] {
        self.lists.get(figure).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_is_told_with_each_of_its_days_or_why_there_is_none() {
        let at = |text: &str| text.parse().ok();
        let with = |apology| NamedDossier { apology, ..NamedDossier::default() }.apology_words();
        assert_eq!(with(Apology::default()), "Chưa có, không ghi lý do");
        let told = Apology { none_reason: "đã gọi điện".into(), ..Apology::default() };
        assert_eq!(with(told), "Chưa có: đã gọi điện");
        let letter = Apology {
            number: "05/PXL".into(),
            issued_at: at("2025-03-12 09:00"),
            posted_at: at("2025-03-13 10:00"),
            ..Apology::default()
        };
        assert_eq!(with(letter), "05/PXL: ban hành 12/03/2025, chưa đăng tải, niêm yết 13/03/2025");
    }
}
