//! A late entry for a closed period: allowed, and said aloud, since what was reported stays as it is.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::desk::count::Scope;
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

/// What is to be said of an entry that touched facts of a closed period; `None` where it touched none. A register in
/// which nothing is closed pays one look at an empty table.
pub fn notice(read: &Read<'_>, seq: i64) -> Result<Option<String>, StoreError> {
    let closings = read.closings(false)?;
    if closings.is_empty() || seq == 0 {
        return Ok(None);
    }
    let (lines, _) = read.journal_lines(seq, LOOKED_AT)?;
    let mut periods: BTreeSet<usize> = BTreeSet::new();
    let mut dossiers: BTreeSet<i64> = BTreeSet::new();
    for line in &lines {
        let Some(dossier) = line.dossier else { continue };
        let Some(facts) = read.facts(dossier)? else { continue };
        for (at, closing) in closings.iter().enumerate() {
            if touches_closed(line, &facts, closing) {
                periods.insert(at);
                dossiers.insert(dossier);
            }
        }
    }
    let names = periods.into_iter().filter_map(|at| closings[at].period().ok()).map(|period| period.name());
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        return Ok(None);
    }
    let whose = match dossiers.len() {
        1 => "hồ sơ này".to_owned(),
        n => format!("{} hồ sơ", vietnamese_number(n as i64)),
    };
    Ok(Some(format!("Kỳ {} đã chốt; {whose} sẽ hiện trong phần thay đổi sau chốt.", names.join(", "))))
}

fn touches_closed(line: &Line, facts: &Facts, closing: &Closing) -> bool {
    let Ok(period) = closing.period() else { return false };
    let frame = Scope { period, cutoff: closing.cutoff, now: closing.closed_at }.frame();
    let ended = Ended { settled: frame.happened(facts.settled_at), returned: frame.happened(facts.returned_at) };
    let counts = frame.happened(facts.accepted_at.or(facts.submitted_at))
        && facts.settled_at.is_none_or(|settled| settled >= since(&frame));
    (counts || moved_within(line, &frame)) && touches(line, &frame, ended)
}

/// From when on an end counts in a figure of the period: its own first day, or that of its report year.
fn since(frame: &Frame) -> Moment {
    frame.from.min(frame.year_from)
}

/// Whether a line took a moment out of the period or put one into it.
fn moved_within(line: &Line, frame: &Frame) -> bool {
    let body: Json = serde_json::from_str(&line.body).unwrap_or(Json::Null);
    let values = body.as_object().into_iter().flatten().flat_map(|(_, value)| match value {
        Json::Array(pair) => pair.clone(),
        one => vec![one.clone()],
    });
    let mut moments = values.filter_map(|value| value.as_str().and_then(|text| text.parse::<Moment>().ok()));
    moments.any(|at| since(frame) <= at && at < frame.end)
}
