//! What a recount of a closed period says of itself: that it is one, and what reads otherwise than was reported.
//!
//! Each kind of report says what it prints itself: its figures, words beside them, dossiers that it names (`prints`).

use std::collections::{BTreeMap, BTreeSet};

use crate::desk::closed::{Kept, Shift, how_many};
use crate::desk::count::Scope;
use crate::desk::error::Error;
use crate::desk::net::together;
use crate::desk::printed::reworded;
use crate::desk::prints::{self, Place};
use crate::desk::rerun;
use crate::desk::touched::{Ended, touches};
use crate::domain::number::prose_number;
use crate::domain::standing::Frame;
use crate::report::figures::Figures;
use crate::report::kind::ReportKind;
use crate::report::model::Report;
use crate::report::source::CHECK_CODE;
use crate::store::closing::Closing;
use crate::store::journal::Line;
use crate::store::{Read, StoreError};

/// Figures that a recount names as moved; the rest is counted.
const NAMED: usize = 6;

/// How the ids of figures begin that count from the beginning of the report year.
const YEAR: &str = "year.";

/// The note of a report; `None` where the period is not closed or it reads as it was reported, so that the same facts give
/// the same document. Of a kind whose files the closing kept, those decide; what was changed since only says in what it
/// differs.
pub(super) fn note(
    read: &Read<'_>,
    kind: ReportKind,
    figures: &Figures,
    report: &Report,
) -> Result<Option<String>, Error> {
    let Some(closing) = read.closing_of(&figures.period)? else { return Ok(None) };
    // What is kept is of the report year that was reported.
    let comparable = closing.cutoff == figures.cutoff;
    let same = if comparable { rerun::reads_as_kept(read, &closing, kind, report)? } else { None };
    if same == Some(true) {
        return Ok(None);
    }
    let kept = Kept::of(&closing)?;
    let restated = restated(read, (kind, true), figures, (&closing, &kept))?;
    let mut moved = kept.moved(&Kept::counted(figures));
    // Where the report year is another one than was reported, its figures are other questions and not other answers.
    moved.retain(|shift| closing.cutoff == figures.cutoff || !shift.id.starts_with(YEAR));
    let words = words_moved(read, kind, figures, &closing)?;
    let mut said = Vec::new();
    if !moved.is_empty() {
        said.push(shifts(&moved));
    }
    if restated > 0 {
        let n = prose_number(restated as i64);
        said.push(format!("nội dung in của {n} hồ sơ đã đổi (xem thay đổi sau chốt)"));
    }
    let closed_at = closing.closed_at.vietnamese();
    let begun = match (moved.is_empty(), restated) {
        (true, 0) if words.is_empty() && same.is_none() => return Ok(None),
        (true, 0) => format!("Kỳ đã chốt lúc {closed_at}; đây là bản lập lại, số liệu như bản đã chốt, "),
        (true, _) => {
            format!("Kỳ đã chốt lúc {closed_at}; đây là số liệu tính lại, các chỉ tiêu như bản đã chốt nhưng ")
        }
        (false, _) => format!("Kỳ đã chốt lúc {closed_at}; đây là số liệu tính lại, khác bản đã chốt, "),
    };
    said.extend(Some(words).filter(|words| !words.is_empty()));
    if said.is_empty() {
        // Neither a dossier of the period nor its words: the calendar, a term of office, the period compared with.
        said.push("nội dung in khác bản đã chốt (xem thay đổi sau chốt)".to_owned());
    }
    Ok(Some(format!("{begun}{}.", said.join("; "))))
}

/// What a report says of the closed periods that it compares with and whose numbers are not those that were reported;
/// `figures` are those of the periods compared with, as they are counted now.
pub(super) fn beside(read: &Read<'_>, figures: &Figures) -> Result<Option<String>, StoreError> {
    let Some(closing) = read.closing_of(&figures.period)? else { return Ok(None) };
    let mut moved = Kept::of(&closing)?.moved(&Kept::counted(figures));
    moved.retain(|shift| closing.cutoff == figures.cutoff || !shift.id.starts_with(YEAR));
    let said = || {
        let (name, at) = (figures.period.name(), closing.closed_at.vietnamese());
        format!(
            "Số liệu của kỳ so sánh, {name}, đã chốt lúc {at}, ở đây là tính lại, khác bản đã chốt, {}.",
            shifts(&moved)
        )
    };
    Ok((!moved.is_empty()).then(said))
}

/// The note of the same report with citizens' names in full, where its masked form reads as it was reported: names tell
/// more than initials, and only masked documents are kept.
pub(super) fn note_in_full(read: &Read<'_>, kind: ReportKind, figures: &Figures) -> Result<Option<String>, Error> {
    let Some(closing) = read.closing_of(&figures.period)? else { return Ok(None) };
    let restated = restated(read, (kind, false), figures, (&closing, &Kept::of(&closing)?))?;
    let (closed_at, n) = (closing.closed_at.vietnamese(), prose_number(restated as i64));
    let said = || {
        format!(
            "Kỳ đã chốt lúc {closed_at}; đây là bản lập lại, số liệu như bản đã chốt, tên hoặc thông tin người nộp của \
             {n} hồ sơ đã đổi."
        )
    };
    Ok((restated > 0).then(said))
}

/// Puts the note into a report, before the check code.
pub(super) fn say(report: &mut Report, note: &str) {
    let code = report.small_print.iter().position(|line| line.starts_with(CHECK_CODE));
    report.small_print.insert(code.unwrap_or(report.small_print.len()), note.to_owned());
}

/// How many figures moved, the first of them, and how many more.
fn shifts(moved: &[Shift]) -> String {
    // A share whose whole has moved has moved with it; what is named are the numbers themselves.
    let mut numbers = moved.iter().filter(|shift| shift.of_number()).map(Shift::said);
    let first: Vec<String> = numbers.by_ref().take(NAMED).collect();
    let rest = match numbers.count() {
        0 => String::new(),
        n => format!("; và {n} chỉ tiêu khác (xem thay đổi sau chốt)"),
    };
    let named = if first.is_empty() { String::new() } else { format!(": {}{rest}", first.join("; ")) };
    format!("{}{named}", how_many(moved))
}

/// What the kind prints beside its figures and that reads otherwise since; empty where all is as it was.
fn words_moved(read: &Read<'_>, kind: ReportKind, figures: &Figures, closing: &Closing) -> Result<String, StoreError> {
    let reworded = reworded(*read, &frame_of(figures, closing), (closing.upto, &[kind]))?;
    if reworded.is_empty() {
        return Ok(String::new());
    }
    let names: Vec<&str> = reworded.iter().take(NAMED).map(|reworded| reworded.told.record.as_str()).collect();
    let more = if reworded.len() > NAMED { "…" } else { "" };
    Ok(format!("nội dung in đã đổi: {}{more} (xem thay đổi sau chốt)", names.join(", ")))
}

fn frame_of(figures: &Figures, closing: &Closing) -> Frame {
    Scope { period: figures.period, cutoff: closing.cutoff, now: closing.closed_at }.frame()
}

/// How many dossiers the kind prints otherwise than when the period was closed.
fn restated(
    read: &Read<'_>,
    (kind, masked): (ReportKind, bool),
    figures: &Figures,
    (closing, kept): (&Closing, &Kept),
) -> Result<usize, StoreError> {
    let touched = read.dossiers_touched_after(closing.upto)?;
    if touched.is_empty() {
        return Ok(0);
    }
    let (before, book) = (read.closed_dossiers(closing)?, prints::book_of(read, kind, &figures.period)?);
    let named: BTreeSet<i64> = figures.listed.values().flatten().copied().collect();
    let frame = frame_of(figures, closing);
    let mut n = 0;
    for id in touched {
        let counted = before.get(&id).and_then(|set| kept.order.read(set)).unwrap_or_default();
        let listed = named.contains(&id) || kind.listed().iter().any(|figure| counted.contains(figure));
        let place = Place { figures: counted, listed, in_book: book.contains(&id) };
        // Most of what is touched after a closing belongs to later periods.
        if !place.figures.is_empty() || place.listed || place.in_book {
            n += usize::from(reads_otherwise(read, (kind, masked, id), &place, (&frame, closing.upto))?);
        }
    }
    Ok(n)
}

/// Whether anything that the kind prints of a dossier is another than when the period was closed.
fn reads_otherwise(
    read: &Read<'_>,
    (kind, masked, id): (ReportKind, bool, i64),
    place: &Place<'_>,
    (frame, upto): (&Frame, i64),
) -> Result<bool, StoreError> {
    let Some(facts) = read.facts(id)? else { return Ok(false) };
    let ended = Ended { settled: frame.happened(facts.settled_at), returned: frame.happened(facts.returned_at) };
    let told = |line: &Line| {
        place.renamed(kind, line, masked)
            || (masked && place.told(kind, line).is_some_and(|line| touches(&line, frame, ended)))
    };
    Ok(since(*read, id, upto)?.iter().any(told))
}

/// What has happened to the records of a dossier after an entry, each as one line, in the order of the history.
pub(super) fn since(read: Read<'_>, id: i64, upto: i64) -> Result<Vec<Line>, StoreError> {
    let mut records: BTreeMap<(String, i64), Vec<Line>> = BTreeMap::new();
    for line in read.dossier_lines_after(id, upto)?.into_iter().rev().map(|found| found.line) {
        records.entry((line.kind.clone(), line.record)).or_default().push(line);
    }
    let mut left: Vec<Line> = records.values().filter_map(|lines| together(lines)).collect();
    left.sort_by_key(|line| line.seq);
    Ok(left)
}
