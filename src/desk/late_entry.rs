//! A late entry for a closed period: allowed, and said aloud, since what was reported stays as it is.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::desk::closed;
use crate::desk::count::Scope;
use crate::desk::net::together;
use crate::desk::printed::{JUDGING, Sides};
use crate::desk::touched::{Ended, touches};
use crate::domain::day::Moment;
use crate::domain::facts::Facts;
use crate::domain::number::vietnamese_number;
use crate::domain::standing::Frame;
use crate::store::closing::Closing;
use crate::store::journal::Line;
use crate::store::{Read, StoreError};

/// Lines of an entry that are looked at; an import has thousands, and one dossier is enough to say so.
const LOOKED_AT: usize = 500;

/// What an entry touched of closed periods.
#[derive(Default)]
struct Met<'a> {
    /// Places of the closings.
    periods: BTreeSet<usize>,
    dossiers: BTreeSet<i64>,
    /// The entry has more lines than were looked at.
    more: bool,
    /// Kinds of records that dossiers share.
    shared: BTreeSet<&'a str>,
}

/// What is to be said of an entry that touched facts of a closed period; `None` where it touched none. A register in
/// which nothing is closed pays one look at an empty table.
pub fn notice(read: &Read<'_>, seq: i64) -> Result<Option<String>, StoreError> {
    let closings = read.closings(false)?;
    if closings.is_empty() || seq == 0 {
        return Ok(None);
    }
    let (lines, all) = read.journal_lines(seq, LOOKED_AT)?;
    let mut met = Met { more: all > lines.len(), ..Met::default() };
    for line in &lines {
        met.shared_line(read, line, &closings)?;
        met.line_of_dossier(read, line, &closings)?;
    }
    let names = met.periods.iter().filter_map(|at| closings[*at].period().ok()).map(|period| period.name());
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        return Ok(None);
    }
    let (what, when) = met.said();
    Ok(Some(format!("Kỳ {} đã chốt; {what} {when} hiện trong phần thay đổi sau chốt.", names.join(", "))))
}

/// What has happened to a line's record since a closing, as one line; `None` where it is as it was when the period was
/// closed. What was done after the closing and taken back, or put back by hand, leaves nothing to show.
fn since(read: &Read<'_>, line: &Line, closing: &Closing) -> Result<Option<Line>, StoreError> {
    let mut lines: Vec<Line> = read
        .record_lines_after((line.dossier, &line.kind, line.record), closing.upto)?
        .into_iter()
        .map(|found| found.line)
        .collect();
    lines.reverse();
    Ok(together(&lines))
}

impl<'a> Met<'a> {
    fn shared_line(&mut self, read: &Read<'_>, line: &'a Line, closings: &[Closing]) -> Result<(), StoreError> {
        let Some(sides) = Sides::of_line(read, line)? else { return Ok(()) };
        for (at, closing) in closings.iter().enumerate() {
            let Some(frame) = frame_of(closing) else { continue };
            let kinds = closed::kinds(read, closing)?;
            let shows = |sides: &Sides<'_>| sides.judges() || kinds.iter().any(|kind| sides.printed_by(*kind));
            if !shows(&sides) || !sides.touches(read, &frame)? {
                continue;
            }
            let Some(left) = since(read, line, closing)? else { continue };
            let Some(left) = Sides::of_line(read, &left)? else { continue };
            if shows(&left) && left.touches(read, &frame)? {
                self.periods.insert(at);
                self.shared.insert(sides.kind());
            }
        }
        Ok(())
    }

    fn line_of_dossier(&mut self, read: &Read<'_>, line: &Line, closings: &[Closing]) -> Result<(), StoreError> {
        let Some(dossier) = line.dossier else { return Ok(()) };
        let Some(facts) = read.facts(dossier)? else { return Ok(()) };
        for (at, closing) in closings.iter().enumerate() {
            if !touches_closed(line, &facts, closing) {
                continue;
            }
            if since(read, line, closing)?.is_some_and(|left| touches_closed(&left, &facts, closing)) {
                self.periods.insert(at);
                self.dossiers.insert(dossier);
            }
        }
        Ok(())
    }

    /// What it was, and whether it is sure to show: a change of what dossiers are judged by may move none.
    fn said(&self) -> (String, &'static str) {
        let dossiers = match self.dossiers.len() {
            0 => None,
            n if self.more => Some(format!("ít nhất {} hồ sơ", vietnamese_number(n as i64))),
            1 => Some("hồ sơ này".to_owned()),
            n => Some(format!("{} hồ sơ", vietnamese_number(n as i64))),
        };
        let what: Vec<String> = dossiers.into_iter().chain(named(&self.shared).map(str::to_owned)).collect();
        let sure = !self.dossiers.is_empty() || self.shared.iter().any(|kind| !JUDGING.contains(kind));
        (what.join(", "), if sure { "sẽ" } else { "nếu làm đổi số liệu thì sẽ" })
    }
}

/// The kinds in words, as a sentence goes on with them.
fn named<'a>(kinds: &BTreeSet<&'a str>) -> impl Iterator<Item = &'a str> {
    kinds.iter().map(|kind| match *kind {
        "directing_document" => "văn bản này",
        "report_text" => "lời văn này",
        "published_score" => "điểm này",
        "target" => "chỉ tiêu này",
        "setting" => "thiết lập này",
        "officer" => "tên cán bộ này",
        "procedure" => "thủ tục này",
        "calendar_day" => "ngày trong lịch này",
        "office_hours" => "giờ làm việc này",
        "rating" => "đánh giá này",
        "feedback" => "phản ánh này",
        other => other,
    })
}

fn frame_of(closing: &Closing) -> Option<Frame> {
    let period = closing.period().ok()?;
    Some(Scope { period, cutoff: closing.cutoff, now: closing.closed_at }.frame())
}

fn touches_closed(line: &Line, facts: &Facts, closing: &Closing) -> bool {
    let Some(frame) = frame_of(closing) else { return false };
    let ended = Ended { settled: frame.happened(facts.settled_at), returned: frame.happened(facts.returned_at) };
    let counts = frame.happened(facts.accepted_at.or(facts.submitted_at))
        && facts.settled_at.is_none_or(|settled| settled >= frame.since());
    (counts || moved_within(line, &frame)) && touches(line, &frame, ended)
}

/// Whether a line took a moment out of the period or put one into it.
fn moved_within(line: &Line, frame: &Frame) -> bool {
    let body: Json = serde_json::from_str(&line.body).unwrap_or(Json::Null);
    let values = body.as_object().into_iter().flatten().flat_map(|(_, value)| match value {
        Json::Array(pair) => pair.clone(),
        one => vec![one.clone()],
    });
    let mut moments = values.filter_map(|value| value.as_str().and_then(|text| text.parse::<Moment>().ok()));
    moments.any(|at| frame.since() <= at && at < frame.end)
}
