//! What each kind of report prints: which words beside its figures, and what of single dossiers.
//!
//! Every kind counts the same figures, so that what moves a figure is asked elsewhere (`touched`). Here is what one kind
//! says and another does not: a name in a list, a target, a signature.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::domain::masking;
use crate::domain::period::Period;
use crate::report::kind::ReportKind;
use crate::store::journal::Line;
use crate::store::{Read, StoreError};

use ReportKind::{Commune, Daily, Directive, Form07a, Ii06a, Index766, Overdue, Register};

/// Figures that every kind splits by officer in its JSON form.
const BY_OFFICER: [&str; 3] = ["settled.overdue", "digitized.components.gap", "digitized.results.gap"];

/// What the lists of overdue dossiers say of each beside its code.
const DUE: [&str; 10] = [
    "procedure_id",
    "accepted_at",
    "forwarded_at",
    "limit",
    "extension",
    "due_at",
    "limit_kept",
    "due_computed",
    "settled_at",
    "handled_by",
];

/// What the list of overdue dossiers says of delay and letter.
const DELAY: [&str; 8] = [
    "late_kind",
    "late_cause",
    "late_officer",
    "apology_number",
    "apology_issued_at",
    "apology_uploaded_at",
    "apology_posted_at",
    "no_apology_reason",
];

/// What a line of the book says of a dossier. It is the desk's working book: a return is written into it whenever it
/// happens.
const BOOK: [&str; 14] = [
    "book_no",
    "code",
    "procedure_id",
    "sets",
    "applicant_name",
    "phone",
    "address",
    "note",
    "office",
    "accepted_at",
    "due_at",
    "returned_at",
    "return_channel",
    "voided",
];

/// Whether a kind prints a setting that it prints at all.
pub(super) fn setting(kind: ReportKind, key: &str) -> bool {
    match key {
        "superior" | "place" => matches!(kind, Commune | Directive | Overdue | Register),
        "symbol" => matches!(kind, Commune | Directive),
        "recipient" => matches!(kind, Commune | Directive | Ii06a | Form07a | Index766),
        "recipients" | "signer_prefix" | "signer_position" => matches!(kind, Commune | Directive | Overdue),
        "signer_name" => !matches!(kind, Register | Daily),
        "charts" | "suggestions" => kind == Commune,
        "apology_threshold" => kind == Directive,
        _ => true,
    }
}

/// Whether a kind prints records of these: texts and targets are the narrative's, published points the index's.
pub(super) fn record(kind: ReportKind, record: &str) -> bool {
    match record {
        "directing_document" | "report_text" | "target" => !kind.sections().is_empty(),
        "published_score" => kind == Index766,
        _ => true,
    }
}

/// Whether a kind prints a field of a procedure. Every kind has the table by field in its JSON form.
pub(super) fn procedure(kind: ReportKind, column: &str) -> bool {
    match column {
        "name" => matches!(kind, Commune | Overdue | Register | Daily),
        "code" => kind == Directive,
        _ => true,
    }
}

/// The dossiers that a kind has a line of its own for in the book of a period, whatever figures they count in.
pub(super) fn book_of(read: &Read<'_>, kind: ReportKind, period: &Period) -> Result<BTreeSet<i64>, StoreError> {
    match kind {
        Register => Ok(read.accepted_between(period.from, period.to)?.into_iter().collect()),
        _ => Ok(BTreeSet::new()),
    }
}

/// Where a dossier stands in the reports of one kind.
#[derive(Clone, Debug, Default)]
pub(super) struct Place<'a> {
    /// The figures that it counts in.
    pub figures: BTreeSet<&'a str>,
    /// It is named in a list of the kind.
    pub listed: bool,
    /// It has a line in the book of the period.
    pub in_book: bool,
}

impl Place<'_> {
    /// Whether a kind prints a fact of this dossier.
    fn fact(&self, kind: ReportKind, column: &str) -> bool {
        let counts = !self.figures.is_empty();
        let narrative = kind == Commune && counts;
        let list = self.listed
            && match kind {
                Overdue => DUE.contains(&column) || DELAY.contains(&column) || column == "code",
                Commune => DUE.contains(&column) || matches!(column, "code" | "no_apology_reason"),
                Directive | Index766 => DUE.contains(&column) || column == "code",
                Daily => DUE.contains(&column) || matches!(column, "code" | "settled_at" | "returned_at"),
                Ii06a | Form07a | Register => false,
            };
        let told = match column {
            "procedure_id" => counts,
            "received_by" | "handled_by" => {
                (counts && matches!(kind, Commune | Directive | Overdue | Index766))
                    || BY_OFFICER.iter().any(|id| self.figures.contains(id))
            }
            // The charts count by week.
            "accepted_at" | "settled_at" => narrative,
            "office" => counts && matches!(kind, Commune | Directive),
            "components_note" => narrative && self.figures.contains("digitized.components.gap"),
            "result_note" => narrative && self.figures.contains("digitized.results.gap"),
            _ => false,
        };
        list || told
    }

    /// The part of a line about this dossier that a kind prints, of what reports count by; `None` where it prints none.
    pub(super) fn told(&self, kind: ReportKind, line: &Line) -> Option<Line> {
        match line.kind.as_str() {
            "dossier" if line.action == "update" => {
                let mut body: Json = serde_json::from_str(&line.body).unwrap_or(Json::Null);
                let fields = body.as_object_mut()?;
                fields.retain(|column, _| self.fact(kind, column));
                (!fields.is_empty()).then(|| Line { body: body.to_string(), ..line.clone() })
            }
            // One that came in since moves figures, or stands in the book alone.
            "dossier" => None,
            // A pause and a new due date move the promise that lists name.
            "pause" | "due_date" => (self.listed && kind != Daily).then(|| line.clone()),
            _ => None,
        }
    }

    /// Whether a kind names the dossier with what no figure counts by, and prints a field of it otherwise than before.
    /// `values` are the old and the new one; with `masked` citizens are named by what is left of them then.
    pub(super) fn names(&self, kind: ReportKind, column: &str, values: &Json, masked: bool) -> bool {
        let printed = match kind {
            Overdue => self.listed && column == "applicant_name",
            Register => self.in_book && BOOK.contains(&column),
            _ => false,
        };
        printed && told_apart(column, values, masked)
    }

    /// Whether a line changed such a field.
    pub(super) fn renamed(&self, kind: ReportKind, line: &Line, masked: bool) -> bool {
        if line.kind != "dossier" {
            return false;
        }
        let body: Json = serde_json::from_str(&line.body).unwrap_or(Json::Null);
        let mut fields = body.as_object().into_iter().flatten();
        match line.action.as_str() {
            "update" => fields.any(|(column, values)| self.names(kind, column, values, masked)),
            _ => kind == Register && self.in_book,
        }
    }
}

/// Whether the values of a field still differ as they are printed.
fn told_apart(column: &str, values: &Json, masked: bool) -> bool {
    let side = |at: usize| values.get(at).and_then(Json::as_str).unwrap_or_default();
    match (column, masked) {
        ("applicant_name", true) => masking::name(side(0)) != masking::name(side(1)),
        ("phone", true) => masking::phone(side(0)) != masking::phone(side(1)),
        ("address" | "note", true) => false,
        _ => values.get(0) != values.get(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_masked_list_prints_a_name_otherwise_only_where_its_initials_are_other_ones() {
        let listed = Place { listed: true, ..Place::default() };
        let renamed = |values: Json, masked| listed.names(Overdue, "applicant_name", &values, masked);
        assert!(renamed(json!(["Lò Văn An", "Lò Thị An"]), true));
        assert!(!renamed(json!(["Lò Văn Mai", "Lò Văn Minh"]), true));
        assert!(renamed(json!(["Lò Văn Mai", "Lò Văn Minh"]), false));
        assert!(!Place::default().names(Overdue, "applicant_name", &json!(["A", "B"]), false));
        let book = Place { in_book: true, ..Place::default() };
        assert!(book.names(Register, "phone", &json!(["0912345678", "0912345999"]), true));
        assert!(!book.names(Register, "address", &json!(["Bản A", "Bản B"]), true));
        assert!(book.names(Register, "address", &json!(["Bản A", "Bản B"]), false));
    }
}
