//! What has changed since a period was closed: dossier by dossier, which figure each change moves, and by what entry;
//! and what moves no figure but reads otherwise when the report is written again.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::desk::closed::{self, Kept, Shift, members_in};
use crate::desk::count::{self, Scope};
use crate::desk::error::Error;
use crate::desk::history::{Change, told};
pub use crate::desk::printed::Reworded;
use crate::desk::printed::{JUDGING_SETTINGS, kinds_of_rules, reworded};
use crate::desk::prints::{self, Place};
use crate::desk::recount;
use crate::desk::report;
use crate::desk::rerun;
use crate::desk::touched::{Ended, is_fact, touches};
use crate::domain::figure::by_id;
use crate::domain::standing::Frame;
use crate::report::kind::ReportKind;
use crate::store::closing::Closing;
use crate::store::journal::{Entry, Line};
use crate::store::{Read, Store, StoreError};

/// Shared changes that are named; an import of a catalogue is one entry.
const NAMED: usize = 200;

/// Everything that differs from what was reported.
#[derive(Clone, Debug)]
pub struct SinceClosing {
    /// The closing.
    pub closing: Closing,
    /// Dossiers whose figures changed, by code.
    pub dossiers: Vec<Moved>,
    /// Dossiers that count as they did, but of which a fact of the period was changed (who handled it, why it was late),
    /// by code.
    pub restated: Vec<Moved>,
    /// Figures that differ.
    pub figures: Vec<Shift>,
    /// Changes of the catalogue, the calendar, the rules, ratings and feedback since, where anything differs.
    pub shared: Vec<Entry>,
    /// Directing documents, words, targets, settings and names that reports of the period print and that read otherwise.
    pub reworded: Vec<Reworded>,
    /// Reports that read otherwise when they are written again, although nothing of the above differs: the calendar,
    /// a term of office or a period that is compared with has changed.
    pub reprints: Vec<Reprint>,
}

/// A report that reads otherwise when it is written again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reprint {
    /// Its kind.
    pub kind: ReportKind,
    /// Lines of the reported text that it has no more.
    pub then: Vec<String>,
    /// Lines that it has instead.
    pub now: Vec<String>,
}

impl SinceClosing {
    /// Whether nothing was found that differs: no figure, no fact of a dossier that a figure counts, no name of a citizen
    /// in a list that was reported, nothing that reports print beside their figures, no report written again.
    pub fn nothing(&self) -> bool {
        self.as_counted() && self.reprints.is_empty()
    }

    /// Whether dossiers, figures and words are as they were.
    fn as_counted(&self) -> bool {
        self.dossiers.is_empty() && self.restated.is_empty() && self.figures.is_empty() && self.reworded.is_empty()
    }
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
pub fn since_closing(store: &Store, scope: &Scope, progress: impl FnMut(u64) -> bool) -> Result<SinceClosing, Error> {
    since_closing_by(store, scope, &|_| Ok(None), progress)
}

/// The same by the office's own texts, where it has any.
///
/// # Errors
/// As [`since_closing`]; a refusal that names the line for a text of the office's own that cannot be used.
pub fn since_closing_by(
    store: &Store,
    scope: &Scope,
    own: &report::Own<'_>,
    mut progress: impl FnMut(u64) -> bool,
) -> Result<SinceClosing, Error> {
    // One snapshot: the members, the figures and the entries that moved them are of the same instant.
    let mut since = store.snapshot(|read| compared(read, scope, &mut progress))?;
    if since.as_counted() {
        let scope = Scope { cutoff: since.closing.cutoff, ..scope.clone() };
        for kind in closed::kinds(&store.read(), &since.closing)? {
            let mut written = report::build_by(store, kind, &scope, own, &mut progress)?;
            let Some(note) = written.recount else { continue };
            // That it was counted again is no difference of its own.
            written.report.small_print.retain(|line| *line != note);
            let (then, now) = rerun::other_lines(&store.read(), &since.closing, kind, &written.report)?;
            since.reprints.push(Reprint { kind, then, now });
        }
    }
    // What all dossiers share may be why something reads otherwise that another entry explains as well.
    if !since.nothing() {
        since.shared = shared_since(store.read(), &scope.frame(), since.closing.upto)?;
    }
    Ok(since)
}

/// The comparison but for what needs a report written again.
fn compared(read: Read<'_>, scope: &Scope, mut progress: impl FnMut(u64) -> bool) -> Result<SinceClosing, Error> {
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
    let counted_ids: BTreeSet<i64> = before.keys().chain(now.keys()).copied().collect();
    let moved: BTreeSet<i64> = dossiers.iter().map(|moved| moved.id).collect();
    let kinds = closed::kinds(&read, &closing)?;
    let named = Named::of(&read, &kinds, (&scope, &counted, &now))?;
    let ids = counted_ids.union(&named.book).filter(|id| !moved.contains(id));
    let restated = restated(read, &scope.frame(), (closing.upto, &named), ids)?;
    let reworded = reworded(read, &scope.frame(), (closing.upto, &kinds))?;
    let (figures, shared, reprints) = (kept.moved(&counted), Vec::new(), Vec::new());
    Ok(SinceClosing { closing, dossiers, restated, figures, shared, reworded, reprints })
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

/// Dossiers that the closed kinds name one by one.
struct Named {
    /// Of overdue dossiers.
    listed: BTreeSet<i64>,
    /// Of the book of the period.
    book: BTreeSet<i64>,
}

impl Named {
    fn of(
        read: &Read<'_>,
        kinds: &[ReportKind],
        (scope, counted, now): (&Scope, &Kept, &BTreeMap<i64, String>),
    ) -> Result<Named, StoreError> {
        let lists = kinds.iter().filter(|kind| kind.names_citizens());
        let figures: BTreeSet<&str> = lists.flat_map(|kind| kind.listed().iter().copied()).collect();
        let listed = |set: &str| counted.order.read(set).is_some_and(|set| set.iter().any(|id| figures.contains(id)));
        let mut book = BTreeSet::new();
        for kind in kinds {
            book.append(&mut prints::book_of(read, *kind, &scope.period)?);
        }
        Ok(Named { listed: now.iter().filter(|(_, set)| listed(set)).map(|(id, _)| *id).collect(), book })
    }

    /// Whether a list or the book prints a field of a dossier otherwise than before.
    fn prints(&self, id: i64, column: &str, values: &Json) -> bool {
        let place = Place { listed: self.listed.contains(&id), in_book: self.book.contains(&id), ..Place::default() };
        ReportKind::ALL.iter().any(|kind| place.names(*kind, column, values, true))
    }
}

/// Of dossiers whose figures are as they were, those with a fact of the period that is not, and of the named ones those
/// of which something printed reads otherwise.
fn restated<'a>(
    read: Read<'_>,
    frame: &Frame,
    (upto, named): (i64, &Named),
    ids: impl Iterator<Item = &'a i64>,
) -> Result<Vec<Moved>, StoreError> {
    let touched = read.dossiers_touched_after(upto)?;
    let mut found = Vec::new();
    for id in ids.filter(|id| touched.contains(id)) {
        let Some(facts) = read.facts(*id)? else { continue };
        let ended = Ended { settled: frame.happened(facts.settled_at), returned: frame.happened(facts.returned_at) };
        // What a reported list prints is a fact too.
        let of_dossier = |column: &str, values: &Json| is_fact(column) || named.prints(*id, column, values);
        let printed = |line: &Line| {
            let body: Json = serde_json::from_str(&line.body).unwrap_or(Json::Null);
            let mut fields = body.as_object().into_iter().flatten();
            line.kind == "dossier" && fields.any(|(column, values)| named.prints(*id, column, values))
        };
        let stands = |line: &Line| {
            !counted_fields(line, &of_dossier).is_null() && (touches(line, frame, ended) || printed(line))
        };
        let left: Vec<Line> = recount::since(read, *id, upto)?.into_iter().filter(stands).collect();
        if !left.is_empty() {
            let changes = touches_of(read, left.iter(), &of_dossier)?;
            found.push(Moved { id: *id, code: read.code_of(*id)?, gone: Vec::new(), come: Vec::new(), changes });
        }
    }
    found.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(found)
}

/// What was changed in a dossier after an entry, as far as reports count by it; oldest first.
fn touches_since(read: Read<'_>, id: i64, upto: i64) -> Result<Vec<Touch>, StoreError> {
    let lines: Vec<Line> = read.dossier_lines_after(id, upto)?.into_iter().rev().map(|found| found.line).collect();
    touches_of(read, lines.iter(), &|column, _| is_fact(column))
}

fn touches_of<'a>(
    read: Read<'_>,
    lines: impl Iterator<Item = &'a Line>,
    of_dossier: &dyn Fn(&str, &Json) -> bool,
) -> Result<Vec<Touch>, StoreError> {
    let mut touches: Vec<Touch> = Vec::new();
    for line in lines {
        let counted = counted_fields(line, of_dossier);
        if counted.is_null() {
            continue;
        }
        let fields = told(read, &Line { body: counted.to_string(), ..line.clone() })?.fields;
        match touches.last_mut().filter(|touch| touch.seq == line.seq) {
            Some(touch) => touch.fields.extend(fields),
            None => {
                let Some(entry) = read.entry(line.seq)? else { continue };
                let Entry { seq, at, officer, op, reason, .. } = entry;
                touches.push(Touch { seq, at, officer, op, reason, fields });
            }
        }
    }
    Ok(touches)
}

/// The fields of a line that reports count by; null where the line has none. Which columns of a dossier's own row they are
/// is asked; numbers and addresses of citizens are never among them. Words that an officer wrote are, and names may be:
/// both stay at the desk (see `since_closing_paper`).
fn counted_fields(line: &Line, told_of_dossier: &dyn Fn(&str, &Json) -> bool) -> Json {
    let body: Json = serde_json::from_str(&line.body).unwrap_or(Json::Null);
    let of_dossier = line.kind == "dossier";
    let counts = |column: &str, values: &Json| match line.kind.as_str() {
        "dossier" => told_of_dossier(column, values),
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
        counts(column, value) && telling
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
    let kinds: Vec<&str> = kinds_of_rules().collect();
    for entry in read.entries_of_kinds(&kinds, upto, NAMED)? {
        let (lines, _) = read.journal_lines(entry.seq, NAMED)?;
        let mut counts = false;
        for line in lines.iter().filter(|line| kinds.contains(&line.kind.as_str())) {
            counts |= match line.kind.as_str() {
                "setting" => read.setting_key(line.record)?.is_some_and(|key| JUDGING_SETTINGS.contains(&key.as_str())),
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
