//! Writing down the points that a portal published for a period (điểm Cổng công bố), beside the desk's own estimate.

use crate::desk::error::Error;
use crate::domain::change::Changes;
use crate::domain::number::decimal;
use crate::domain::period::Period;
use crate::domain::published_score::{GROUPS, MOST, PublishedScore, TOTAL, greatest, name, read_points};
use crate::domain::refusal::Refusal;
use crate::store::{Op, Stamp, Store};

/// What is typed: the points of each group and of the whole, by code, and where they were read. Empty points take away
/// what was there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Code and points as typed; codes are those of [`GROUPS`] and [`TOTAL`].
    pub points: Vec<(&'static str, String)>,
    /// Source.
    pub source: String,
}

/// Every code that points are typed for.
pub fn codes() -> impl Iterator<Item = &'static str> {
    GROUPS.iter().map(|(code, _)| *code).chain([TOTAL])
}

/// Writes the points of a period down.
///
/// # Errors
/// A refusal that names each field that cannot be read or holds more points than there are, and a missing source.
pub fn publish_score(store: &mut Store, stamp: &Stamp, period: &Period, typed: &Typed) -> Result<Changes, Error> {
    let scores = read(typed)?;
    let op = Op::because("publish_score", &period.name());
    let ((), changes) = store.transact(&op, stamp, |tx| -> Result<(), Error> {
        for code in codes() {
            tx.put_published_score(period, code, scores.iter().find(|score| score.component == code))?;
        }
        Ok(())
    })?;
    Ok(changes)
}

fn read(typed: &Typed) -> Result<Vec<PublishedScore>, Refusal> {
    let (mut refusal, mut scores) = (Refusal::default(), Vec::new());
    let source = typed.source.trim();
    for (code, text) in typed.points.iter().filter(|(_, text)| !text.trim().is_empty()) {
        match read_points(text) {
            Ok(value) if value > greatest(code).unwrap_or(MOST) => refusal.add(code, above(code)),
            Ok(value) => scores.push(PublishedScore { component: (*code).into(), value, source: source.to_owned() }),
            Err(said) => refusal.add(code, said),
        }
    }
    if !scores.is_empty() && source.is_empty() {
        refusal.add("source", "Ghi nguồn: điểm xem ở đâu, ngày nào.");
    }
    refusal.or_ok()?;
    Ok(scores)
}

/// What is said of more points than there are.
fn above(code: &str) -> String {
    let (name, most) = (name(code).unwrap_or(code), decimal(greatest(code).unwrap_or(MOST)));
    format!("{name} nhiều nhất {most} điểm; xem lại số đã gõ.")
}
