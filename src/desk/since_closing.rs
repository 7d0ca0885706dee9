//! What has changed since a period was closed: dossier by dossier, which figure each change moves, and by what entry.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::desk::closed::{self, Kept, Shift, members_in};
use crate::desk::count::{self, Scope};
use crate::desk::error::Error;
use crate::desk::history::{Change, told};
use crate::desk::touched::is_fact;
use crate::domain::figure::by_id;
use crate::domain::standing::Frame;
use crate::store::closing::Closing;
use crate::store::journal::{Entry, Line};
use crate::store::{Read, Store, StoreError};

/// Kinds of records that all dossiers share: a change of one can move figures of dossiers that nobody touched.
const SHARED: [&str; 4] = ["procedure", "calendar_day", "office_hours", "setting"];

/// Settings are written down for many reasons; these judge dossiers.
const JUDGING: [&str; 4] = ["pause_rules", "lateness", "acceptance_hours", "rating_levels"];

/// Shared changes that are named; an import of a catalogue is one entry.
const NAMED: usize = 200;

/// Everything that differs from what was reported.
#[derive(Clone, Debug)]
pub struct SinceClosing {
    /// The closing.
    pub closing: Closing,
    /// Dossiers whose figures changed, by code.
    pub dossiers: Vec<Moved>,
    /// Figures that differ.
    pub figures: Vec<Shift>,
    /// Changes of the catalogue, the calendar, the rules, ratings and feedback since, where something moved without an
    /// entry of its own.
    pub shared: Vec<Entry>,
}

/// A dossier whose figures changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Id.
    pub id: i64,
    /// Code.
    pub code: String,
    /// Ids of the figures that it counted in and does no more.
    pub gone: Vec<String>,
    /// Ids of the figures that it counts in since.
    pub come: Vec<String>,
    /// What was changed in it since, oldest first; empty where a rule, the calendar or the catalogue moved it.
    pub changes: Vec<Touch>,
}

/// One entry that changed a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    /// Number of the entry.
    pub seq: i64,
    /// The minute, as stored.
    pub at: String,
    /// Code of the officer.
    pub officer: String,
    /// The verb; see [`crate::store::journal::op_label`].
    pub op: String,
    /// The reason; may be empty.
    pub reason: String,
    /// Fields that reports count by.
    pub fields: Vec<Change>,
}

/// Compares a closed period with the register as it is now.
///
/// # Errors
/// A refusal where the period is not closed; [`Error::Cancelled`] when `progress` answers `false`.
pub fn since_closing(
    store: &Store,
    scope: &Scope,
    mut progress: impl FnMut(u64) -> bool,
) -> Result<SinceClosing, Error> {
    // One snapshot: the members, the figures and the entries that moved them are of the same instant.
    store.snapshot(|read| {
        let closing = closed::standing(&read, &scope.period)?;
        // The report year is the one that was reported, whatever is asked for now.
        let (scope, rules) = (Scope { cutoff: closing.cutoff, ..scope.clone() }, read.rulebook()?);
        let now = members_in(read, &rules, &scope, &mut progress)?;
        let (figures, _) = count::count_in(read, &rules, (&scope, &[]), &mut progress)?;
        let (kept, counted) = (Kept::of(&closing)?, Kept::counted(&figures));
        let before = read.closed_dossiers(&closing)?;
        let mut dossiers = Vec::new();
        for moved in differing(&kept, &before, &counted, &now)? {
            let changes = touches_since(read, moved.id, closing.upto)?;
            dossiers.push(Moved { code: read.code_of(moved.id)?, changes, ..moved });
        }
        dossiers.sort_by(|a, b| a.code.cmp(&b.code));
        let figures = kept.moved(&counted);
        let unexplained = dossiers.iter().any(|moved| moved.changes.is_empty());
        let shared = if unexplained || !figures.is_empty() {
            shared_since(read, &scope.frame(), closing.upto)?
        } else {
            Vec::new()
        };
        Ok(SinceClosing { closing, dossiers, figures, shared })
    })
}

/// Dossiers whose sets differ in the figures that both programs know, without their codes and changes.
fn differing(
    kept: &Kept,
    before: &BTreeMap<i64, String>,
    counted: &Kept,
    now: &BTreeMap<i64, String>,
) -> Result<Vec<Moved>, StoreError> {
    let broken = |set: &str| StoreError::Value { place: "closed_dossier".to_owned(), value: set.to_owned() };
    let known = |id: &&str| kept.order.ids().iter().any(|known| known == id);
    let still = |id: &&str| counted.order.ids().iter().any(|known| known == id);
    let mut ids: Vec<i64> = before.keys().chain(now.keys()).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    let mut found = Vec::new();
    for id in ids {
        let was = before.get(&id).map(|set| kept.order.read(set).ok_or_else(|| broken(set))).transpose()?;
        let is = now.get(&id).map(|set| counted.order.read(set).ok_or_else(|| broken(set))).transpose()?;
        let (was, is) = (was.unwrap_or_default(), is.unwrap_or_default());
        let only = |mut one: Vec<&str>| {
            one.sort_by_key(|id| by_id(id).map(|(at, _)| at));
            one.into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        let gone = only(was.difference(&is).copied().filter(still).collect());
        let come = only(is.difference(&was).copied().filter(known).collect());
        if !gone.is_empty() || !come.is_empty() {
            found.push(Moved { id, gone, come, code: String::new(), changes: Vec::new() });
        }
    }
    Ok(found)
}

/// What was changed in a dossier after an entry, as far as reports count by it; oldest first.
fn touches_since(read: Read<'_>, id: i64, upto: i64) -> Result<Vec<Touch>, StoreError> {
    let mut touches: Vec<Touch> = Vec::new();
    for found in read.dossier_lines_after(id, upto)?.into_iter().rev() {
        let counted = counted_fields(&found.line);
        if counted.is_null() {
            continue;
        }
        let fields = told(read, &Line { body: counted.to_string(), ..found.line.clone() })?.fields;
        match touches.last_mut().filter(|touch| touch.seq == found.line.seq) {
            Some(touch) => touch.fields.extend(fields),
            None => {
                let Some(entry) = read.entry(found.line.seq)? else { continue };
                let Entry { seq, at, officer, op, reason, .. } = entry;
                touches.push(Touch { seq, at, officer, op, reason, fields });
            }
        }
    }
    Ok(touches)
}

/// The fields of a line that reports count by; null where the line has none. Names, numbers and addresses of citizens
/// are not among them; words that an officer wrote are, and stay at the desk (see `since_closing_paper`).
fn counted_fields(line: &Line) -> Json {
    let body: Json = serde_json::from_str(&line.body).unwrap_or(Json::Null);
    let of_dossier = line.kind == "dossier";
    let counts = |column: &str| match line.kind.as_str() {
        "dossier" => is_fact(column),
        "pause" => matches!(column, "reason" | "from_at" | "to_at" | "voided"),
        "due_date" => matches!(column, "due_at" | "effective_at" | "extension" | "voided"),
        "component" => matches!(column, "required" | "digitized" | "reused" | "not_applicable" | "voided"),
        "rating" => matches!(column, "at" | "voided"),
        "feedback" => matches!(column, "received_at" | "handled_at" | "published_at" | "voided"),
        _ => false,
    };
    let fields = body.as_object().into_iter().flatten().filter(|(column, value)| {
        // A new dossier says a hundred things; when it came in and ended is what the period asks.
        let telling = line.action != "create" || !of_dossier || value.as_str().is_some_and(is_moment);
        counts(column) && telling
    });
    let fields: serde_json::Map<String, Json> = fields.map(|(column, value)| (column.clone(), value.clone())).collect();
    if fields.is_empty() && !(of_dossier && line.action == "create") { Json::Null } else { Json::Object(fields) }
}

fn is_moment(text: &str) -> bool {
    text.parse::<crate::domain::day::Moment>().is_ok()
}

/// Entries since that changed what all dossiers share, and those about ratings and feedback of the period.
fn shared_since(read: Read<'_>, frame: &Frame, upto: i64) -> Result<Vec<Entry>, StoreError> {
    let mut judging = read.voices_since(frame.from, frame.end, upto, NAMED)?;
    for entry in read.entries_of_kinds(&SHARED, upto, NAMED)? {
        let (lines, _) = read.journal_lines(entry.seq, NAMED)?;
        let mut counts = false;
        for line in lines.iter().filter(|line| SHARED.contains(&line.kind.as_str())) {
            counts |= match line.kind.as_str() {
                "setting" => read.setting_key(line.record)?.is_some_and(|key| JUDGING.contains(&key.as_str())),
                _ => true,
            };
        }
        if counts && judging.iter().all(|known| known.seq != entry.seq) {
            judging.push(entry);
        }
    }
    judging.sort_by_key(|entry| entry.seq);
    Ok(judging)
}
