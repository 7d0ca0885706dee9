//! What reports of a period print beside the facts of its dossiers: directing documents, words, targets, settings, names.
//!
//! One rule for every reader: whether a line of the history touched what the dossiers of a period share. It is asked when
//! something is saved (`late_entry`), when a closed period is compared (`since_closing`), and for the entry that a report
//! prints as the last one of its period (`fact_head`). Only of ratings and feedback, which are many, the last asks their
//! tables by the same moments instead.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::desk::history::{Told, told};
use crate::desk::net::together;
use crate::desk::prints;
use crate::domain::clock_rule::RuleKind;
use crate::domain::setting_words::versions;
use crate::domain::standing::Frame;
use crate::report::kind::ReportKind;
use crate::store::journal::{Entry, Line};
use crate::store::{Read, StoreError};

/// Settings that are printed in a report or judge its dossiers.
const SETTINGS: [&str; 17] = [
    "unit",
    "superior",
    "place",
    "symbol",
    "recipient",
    "recipients",
    "signer_prefix",
    "signer_position",
    "signer_name",
    "cutoff",
    "pause_rules",
    "lateness",
    "acceptance_hours",
    "rating_levels",
    "apology_threshold",
    "charts",
    "suggestions",
];

/// Those of them that judge dossiers.
pub(super) const JUDGING_SETTINGS: [&str; 4] = ["pause_rules", "lateness", "acceptance_hours", "rating_levels"];

/// Kinds of records whose words stand in a report; a change of one need not move a figure.
const WORDS: [&str; 7] =
    ["directing_document", "report_text", "target", "published_score", "setting", "procedure", "officer"];

/// Kinds of records that dossiers are judged by: a change of one need not move anything. (A procedure does both.)
pub(super) const JUDGING: [&str; 5] = ["procedure", "calendar_day", "office_hours", "rating", "feedback"];

/// What citizens said: it belongs to the period by its own moment.
const VOICES: [&str; 2] = ["rating", "feedback"];

/// Kinds of records that belong to no dossier: those that reports print or that judge, each once.
pub(super) fn kinds_of_records() -> impl Iterator<Item = &'static str> {
    let judging = JUDGING.into_iter().filter(|kind| !VOICES.contains(kind) && !WORDS.contains(kind));
    WORDS.into_iter().chain(judging)
}

/// Kinds of records that all dossiers share: a change of one can move figures of dossiers that nobody touched.
pub(super) fn kinds_of_rules() -> impl Iterator<Item = &'static str> {
    kinds_of_records().filter(|kind| JUDGING.contains(kind) || *kind == "setting")
}

/// Fields of a procedure and of an officer that are printed; the others judge dossiers or stay at the desk.
const NAMING: [&str; 4] = ["code", "name", "field", "voided"];

/// Fields of a procedure that name it.
const NAMES: [&str; 4] = ["code", "name", "name_fold", "field"];

/// Fields that say which record it is, and of which period.
const PLACE: [&str; 8] = ["kind", "section", "period_from", "period_to", "figure", "component", "key", "number"];

/// Something printed that reads otherwise than when the period was closed.
#[derive(Clone, Debug)]
pub struct Reworded {
    /// The last entry that changed it.
    pub entry: Entry,
    /// What it is, and its fields then and now.
    pub told: Told,
}

/// What reads otherwise since an entry, in the order of the history; what was changed and changed back is none of it.
/// `kinds` are the kinds of report that are asked about: what none of them prints is left out.
pub(super) fn reworded(
    read: Read<'_>,
    frame: &Frame,
    (upto, kinds): (i64, &[ReportKind]),
) -> Result<Vec<Reworded>, StoreError> {
    let mut records: BTreeMap<(String, i64), Vec<Line>> = BTreeMap::new();
    for line in read.shared_lines_after(&WORDS, upto)? {
        records.entry((line.kind.clone(), line.record)).or_default().push(line);
    }
    let mut found = Vec::new();
    for line in records.values().filter_map(|lines| together(lines)) {
        let touches = match Sides::of_line(&read, &line)? {
            Some(sides) => {
                kinds.iter().any(|kind| sides.printed_by(*kind))
                    && sides.names_of(&read, frame)?
                    && sides.touches(&read, frame)?
            }
            None => false,
        };
        if !touches {
            continue;
        }
        if let Some(entry) = read.entry(line.seq)? {
            found.push(Reworded { entry, told: told(read, &without_its_place(line))? });
        }
    }
    found.sort_by_key(|reworded| reworded.entry.seq);
    Ok(found)
}

/// A line without what the record's name says already, or the period itself.
fn without_its_place(line: Line) -> Line {
    let mut body: Json = serde_json::from_str(&line.body).unwrap_or(Json::Null);
    if let (Some(fields), "create") = (body.as_object_mut(), line.action.as_str()) {
        fields.retain(|column, _| !PLACE.contains(&column.as_str()));
    }
    Line { body: body.to_string(), ..line }
}

/// A line about something that dossiers of a period share, with the record that it is about.
pub(super) struct Sides<'a> {
    line: &'a Line,
    body: Json,
    now: Json,
}

impl<'a> Sides<'a> {
    /// `None` for a line about anything else.
    pub(super) fn of_line(read: &Read<'_>, line: &'a Line) -> Result<Option<Sides<'a>>, StoreError> {
        let kind = line.kind.as_str();
        if !WORDS.contains(&kind) && !JUDGING.contains(&kind) {
            return Ok(None);
        }
        let now = read.record_now(kind, line.record)?;
        Ok(Some(Sides { body: serde_json::from_str(&line.body).unwrap_or(Json::Null), now, line }))
    }

    /// The kind of the record.
    pub(super) fn kind(&self) -> &'a str {
        &self.line.kind
    }

    /// Whether it changed words, and not only what dossiers are judged by.
    fn prints_words(&self) -> bool {
        self.names_changed(|_| true)
    }

    /// Whether a kind of report prints the words that it changed.
    pub(super) fn printed_by(&self, kind: ReportKind) -> bool {
        match self.kind() {
            "procedure" => self.names_changed(|column| prints::procedure(kind, column)),
            "setting" => self.of("key").iter().any(|key| prints::setting(kind, key)),
            record => WORDS.contains(&record) && prints::record(kind, record) && self.prints_words(),
        }
    }

    /// Whether dossiers are judged by it: such a change belongs to every kind of report.
    pub(super) fn judges(&self) -> bool {
        match self.kind() {
            "procedure" => !self.only_names(),
            "setting" => self.of("key").iter().any(|key| JUDGING_SETTINGS.contains(&key.as_str()) || key == "cutoff"),
            kind => JUDGING.contains(&kind),
        }
    }

    fn names_changed(&self, printed: impl Fn(&str) -> bool) -> bool {
        let naming = |column: &str| NAMING.contains(&column) && printed(column);
        let named = || self.body.as_object().into_iter().flatten().any(|(column, _)| naming(column));
        match self.kind() {
            // A new one is printed with the dossiers that name it, and those are entries of their own.
            "procedure" | "officer" => self.line.action == "update" && named(),
            _ => true,
        }
    }

    /// Whether it renamed a procedure and did nothing else.
    fn only_names(&self) -> bool {
        let names = |(column, _): (&String, _)| NAMES.contains(&column.as_str());
        self.line.action == "update" && self.body.as_object().is_some_and(|body| body.iter().all(names))
    }

    /// Whether dossiers of the period name the officer or the procedure that was changed; what is printed by itself is
    /// none of both.
    fn names_of(&self, read: &Read<'_>, frame: &Frame) -> Result<bool, StoreError> {
        let (record, update) = (self.line.record, self.line.action == "update");
        match self.kind() {
            "procedure" => Ok(update && read.procedure_counts(record, frame.since(), frame.end)?),
            "officer" => Ok(update && read.officer_counts(record, frame.since(), frame.end)?),
            _ => Ok(true),
        }
    }

    /// Whether it touched what reports of a period print or are judged by. Until when an officer is there, or as what, is
    /// the desk's own matter.
    pub(super) fn touches(&self, read: &Read<'_>, frame: &Frame) -> Result<bool, StoreError> {
        let (first, last) = (frame.from.day.to_string(), frame.end.day.plus(-1).to_string());
        let within = |at: &str| frame.holds(at.parse().ok());
        Ok(match self.kind() {
            "directing_document" => self.any("date", |day| first.as_str() <= day && day <= last.as_str()),
            "report_text" | "published_score" => {
                self.any("period_from", |day| day == first) && self.any("period_to", |day| day == last)
            }
            "procedure" => {
                let judges = !self.only_names() && self.any("valid_from", |day| day <= last.as_str());
                judges || self.names_of(read, frame)?
            }
            "target" => self.target(read, &first, &frame.end.day.to_string())?,
            "office_hours" => self.any("valid_from", |day| day <= last.as_str()),
            "calendar_day" => self.any("date", |day| day <= last.as_str()),
            "rating" => self.any("at", within),
            "feedback" => self.any("received_at", within),
            "setting" => self.setting(&last),
            "officer" => self.prints_words() && self.names_of(read, frame)?,
            _ => false,
        })
    }

    /// The values of a field before and after the line; as it is now where the line does not speak of it.
    fn of(&self, column: &str) -> Vec<String> {
        let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
        match self.body.get(column) {
            Some(Json::Array(pair)) => pair.iter().map(text).collect(),
            Some(value) => vec![text(value)],
            None => vec![self.now.get(column).map(text).unwrap_or_default()],
        }
    }

    fn any(&self, column: &str, test: impl Fn(&str) -> bool) -> bool {
        self.of(column).iter().any(|value| test(value))
    }

    /// A target that is printed: one that holds on a day of the period or on the first one after it, which the tasks of
    /// the next are about.
    fn target(&self, read: &Read<'_>, first: &str, after: &str) -> Result<bool, StoreError> {
        for (figure, from) in
            self.of("figure").iter().flat_map(|it| self.of("valid_from").into_iter().map(move |day| (it, day)))
        {
            if from.as_str() <= after && !read.target_superseded(self.line.record, figure, &from, first)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A setting that reports print; of a dated rule only the versions that hold by the last day.
    fn setting(&self, last: &str) -> bool {
        let keys = self.of("key");
        let Some(key) = keys.first().filter(|key| SETTINGS.contains(&key.as_str())) else { return false };
        let mut values = self.of("value");
        if self.line.action == "create" {
            // Where nothing is written down, nothing is printed.
            values.insert(0, String::new());
        }
        let Some(kind) = RuleKind::of_setting(key) else { return values.first() != values.last() };
        let by_then = |value: &String| {
            let held = |(from, _): &(Option<crate::domain::day::Day>, String)| {
                from.is_none_or(|from| from.to_string().as_str() <= last)
            };
            versions(kind, value).into_iter().filter(held).collect::<Vec<_>>()
        };
        values.first().map(by_then) != values.last().map(by_then)
    }
}
