//! Whether a line of the history touched a fact that a period sees at its cut-off.
//!
//! A dossier that is settled after a period is the same dossier for that period as before: a moment behind the cut-off,
//! and what only counts together with such a moment, is no fact of it. Names, telephone numbers and the
//! like are counted by no figure; which kind of report prints them is said in `prints`.

use serde_json::Value as Json;

use crate::domain::standing::Frame;
use crate::store::journal::Line;

/// Moments of a dossier: facts of a period that they lie before the cut-off of.
const MOMENTS: [&str; 9] = [
    "submitted_at",
    "accepted_at",
    "forwarded_at",
    "settled_at",
    "done_at",
    "returned_at",
    "apology_issued_at",
    "apology_uploaded_at",
    "apology_posted_at",
];

/// What is counted of settled dossiers only.
const OF_SETTLED: [&str; 5] = ["outcome", "fee", "paid_by", "result_digitized", "result_note"];

/// What is counted, or printed in a list, of any dossier. The kind of lateness and its cause bear no moment: lists print
/// them of open dossiers too, as they are known.
const ALWAYS: [&str; 26] = [
    "code",
    "source_code",
    "procedure_id",
    "channel",
    "out_of_area",
    "limit",
    "extension",
    "due_at",
    "limit_kept",
    "due_computed",
    "received_by",
    "handled_by",
    "office",
    "components_required",
    "components_digitized",
    "components_reused",
    "components_note",
    "late_kind",
    "late_cause",
    "late_officer",
    "apology_number",
    "no_apology_reason",
    "system",
    "leg_of",
    "voided",
    "return_channel",
];

/// How a dossier stands now, as far as a period sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ended {
    /// It was settled by the cut-off.
    pub settled: bool,
    /// It was returned by the cut-off.
    pub returned: bool,
}

/// Whether a column of a dossier's own row is a fact that reports count by.
pub(super) fn is_fact(column: &str) -> bool {
    MOMENTS.contains(&column) || OF_SETTLED.contains(&column) || ALWAYS.contains(&column)
}

/// Whether a line about a dossier or one of its parts touched a fact of the period.
pub(super) fn touches(line: &Line, frame: &Frame, ended: Ended) -> bool {
    let body: Json = serde_json::from_str(&line.body).unwrap_or(Json::Null);
    let seen = |value: &Json| frame.happened(value.as_str().and_then(|text| text.parse().ok()));
    let moved = |column: &str| {
        let pair = body.get(column);
        pair.is_some_and(|pair| [0, 1].into_iter().any(|side| pair.get(side).is_some_and(&seen)))
    };
    let columns: Vec<&str> = body.as_object().into_iter().flatten().map(|(column, _)| column.as_str()).collect();
    let created = line.action == "create";
    match line.kind.as_str() {
        "dossier" => created || columns.iter().any(|column| touches_dossier(column, moved(column), ended)),
        "pause" if created => body.get("from_at").is_some_and(&seen),
        "pause" => moved("from_at") || moved("to_at") || columns.iter().any(|c| matches!(*c, "reason" | "voided")),
        "due_date" if created => body.get("effective_at").is_some_and(&seen),
        "due_date" => !columns.is_empty(),
        "component" => true,
        // Ratings and feedback are asked for by their own moment; the rest is counted by no figure.
        _ => false,
    }
}

fn touches_dossier(column: &str, moved: bool, ended: Ended) -> bool {
    match column {
        "return_channel" => ended.returned,
        column if MOMENTS.contains(&column) => moved,
        column if OF_SETTLED.contains(&column) => ended.settled,
        column => ALWAYS.contains(&column),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Moment;

    fn frame() -> Frame {
        let at = |text: &str| text.parse::<Moment>().expect("a moment");
        let (from, end) = (at("2025-01-01 00:00"), at("2025-07-01 00:00"));
        Frame { from, end, cutoff: end, year_from: from }
    }

    fn line(kind: &str, action: &str, body: &str) -> Line {
        let (kind, action, body) = (kind.to_owned(), action.to_owned(), body.to_owned());
        Line { seq: 1, kind, record: 1, dossier: Some(1), action, body }
    }

    #[test]
    fn what_happens_after_the_cut_off_is_no_fact_of_the_period() {
        let open = Ended { settled: false, returned: false };
        let touched = |kind: &str, body: &str| touches(&line(kind, "update", body), &frame(), open);
        assert!(!touched("dossier", r#"{"settled_at":[null,"2025-07-02 09:00"],"outcome":[null,"settled"]}"#));
        assert!(touched("dossier", r#"{"settled_at":[null,"2025-06-30 23:59"],"outcome":[null,"settled"]}"#));
        assert!(touched("dossier", r#"{"settled_at":["2025-06-30 23:59","2025-07-02 09:00"]}"#));
        assert!(touched("dossier", r#"{"handled_by":[1,2]}"#));
        assert!(
            touched("dossier", r#"{"office":["","Phòng Tư pháp"]}"#),
            "the directive splits by the settling office"
        );
        assert!(!touched("dossier", r#"{"note":["","gọi lại"],"phone":["","09"]}"#));
        assert!(!touched("dossier", "{}"));
        assert!(!touched("pause", r#"{"to_at":[null,"2025-07-03 10:00"]}"#));
        assert!(!touched("handover", r#"{"received_at":[null,"2025-06-03 10:00"]}"#));
        assert!(touches(&line("dossier", "create", "{}"), &frame(), open));
        assert!(!touches(&line("pause", "create", r#"{"from_at":"2025-07-03 10:00"}"#), &frame(), open));
        let settled = Ended { settled: true, returned: false };
        assert!(touches(&line("dossier", "update", r#"{"late_kind":[null,"actual"]}"#), &frame(), settled));
    }
}
