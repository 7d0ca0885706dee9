//! Office hours: the spans of a working day in which the desk works, as dated versions.
//!
//! It knows minutes of a day and which version holds when, and nothing of which days are worked.

use std::cmp::Reverse;

use crate::domain::day::{Day, MINUTES_PER_DAY, parse_clock};

/// A span `[from, to)` of a day in minutes after midnight.
pub type Span = (u16, u16);

/// A version of the office hours. One without a last day holds until the next such version begins; one with a last day
/// holds for that while only, over the others (a half day is its own first and last day).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeHours {
    valid_from: Option<Day>,
    valid_to: Option<Day>,
    spans: Vec<Span>,
    saturday: Vec<Span>,
    source: String,
}

/// The spans are no working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("giờ làm việc phải gồm các khoảng nối tiếp nhau trong một ngày, giờ đầu trước giờ cuối, ví dụ 07:30–11:30")]
pub struct HoursError;

/// Spans must lie in one day, each after the one before it.
fn rising(spans: &[Span]) -> bool {
    spans.iter().all(|(from, to)| from < to && *to < MINUTES_PER_DAY)
        && spans.windows(2).all(|pair| pair[0].1 <= pair[1].0)
}

impl OfficeHours {
    /// Hours from `valid_from` on (`None` = always), as spans in rising order; a half day has one span.
    pub fn new(valid_from: Option<Day>, spans: &[Span]) -> Result<OfficeHours, HoursError> {
        if spans.is_empty() || !rising(spans) {
            return Err(HoursError);
        }
        let (spans, saturday, source) = (spans.to_vec(), Vec::new(), String::new());
        Ok(OfficeHours { valid_from, valid_to: None, spans, saturday, source })
    }

    /// The same hours for a while only: `last` is their last day.
    ///
    /// # Errors
    /// Where they have no first day, or one after `last`.
    pub fn until(self, last: Day) -> Result<OfficeHours, HoursError> {
        match self.valid_from {
            Some(first) if first <= last => Ok(OfficeHours { valid_to: Some(last), ..self }),
            _ => Err(HoursError),
        }
    }

    /// The same hours with spans in which the desk receives on a Saturday that is not worked. Reception does not make
    /// the day a counted one (DOMAIN.md §4).
    ///
    /// # Errors
    /// Where the spans are no part of a day.
    pub fn receiving_on_saturday(self, spans: &[Span]) -> Result<OfficeHours, HoursError> {
        if rising(spans) { Ok(OfficeHours { saturday: spans.to_vec(), ..self }) } else { Err(HoursError) }
    }

    /// The same hours with the document that sets them.
    #[must_use]
    pub fn by(self, source: &str) -> OfficeHours {
        OfficeHours { source: source.to_owned(), ..self }
    }

    /// Last day of a version that holds for a while only.
    pub fn valid_to(&self) -> Option<Day> {
        self.valid_to
    }

    /// The spans in which the desk receives on a Saturday that is not worked; often none.
    pub fn saturday(&self) -> &[Span] {
        &self.saturday
    }

    /// The document that sets them; may be empty.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether the version is in force on a day, should no other stand over it.
    fn covers(&self, day: Option<Day>) -> bool {
        let begun = self.valid_from.is_none_or(|from| day.is_some_and(|day| from <= day));
        begun && self.valid_to.is_none_or(|to| day.is_some_and(|day| day <= to))
    }

    /// First day of this version; `None` = always was.
    pub fn valid_from(&self) -> Option<Day> {
        self.valid_from
    }

    /// The spans `[from, to)` in minutes after midnight, in rising order, at least one.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The minute at which the day begins.
    pub fn opening(&self) -> u16 {
        self.spans.first().map_or(0, |span| span.0)
    }

    /// The minute at which the day ends.
    pub fn closing(&self) -> u16 {
        self.spans.last().map_or(0, |span| span.1)
    }

    /// Working minutes of a whole day.
    pub fn length(&self) -> u16 {
        self.spans.iter().map(|(from, to)| to - from).sum()
    }

    /// Working minutes from midnight to `minute`.
    pub fn worked_until(&self, minute: u16) -> u16 {
        self.spans.iter().map(|&(from, to)| minute.clamp(from, to) - from).sum()
    }

    /// The first minute at which `worked` minutes of the day have passed: what ends as lunch begins ends there.
    pub fn minute_after(&self, worked: u16) -> u16 {
        let mut rest = worked;
        for &(from, to) in &self.spans {
            if rest <= to - from {
                return from + rest;
            }
            rest -= to - from;
        }
        self.closing()
    }
}

impl Default for OfficeHours {
    /// 07:30–11:30 and 13:00–17:00, always.
    fn default() -> OfficeHours {
        let spans = vec![(450, 690), (780, 1020)];
        OfficeHours { valid_from: None, valid_to: None, spans, saturday: Vec::new(), source: String::new() }
    }
}

/// The version in force on a day (`None` = before every first day), by its place among `versions`. Of those that hold
/// for a while the one begun last, and of these the one that ends first: what is said of fewer days is meant for them.
/// Where there is none, the version without a last day begun last. Of two alike the later in the list.
fn holder(versions: &[OfficeHours], day: Option<Day>) -> Option<usize> {
    let covering = || versions.iter().enumerate().filter(|(_, hours)| hours.covers(day));
    let passing = covering().filter(|(_, hours)| hours.valid_to.is_some());
    let passing = passing.max_by_key(|(_, hours)| (hours.valid_from, Reverse(hours.valid_to)));
    let lasting = || covering().filter(|(_, hours)| hours.valid_to.is_none()).max_by_key(|(_, hours)| hours.valid_from);
    passing.or_else(lasting).map(|(at, _)| at)
}

/// Which version holds from which day on, in order of the days: the first from ever. The usual hours hold where no
/// version does.
pub fn in_force(versions: &[OfficeHours]) -> Vec<(Option<Day>, OfficeHours)> {
    let edges = versions.iter().flat_map(|hours| [hours.valid_from, hours.valid_to.map(|last| last.plus(1))]);
    let mut edges: Vec<Option<Day>> = edges.chain([None]).collect();
    edges.sort_unstable();
    edges.dedup();
    let mut found: Vec<(Option<Day>, Option<usize>)> = Vec::with_capacity(edges.len());
    for edge in edges {
        let holds = holder(versions, edge);
        if found.last().is_none_or(|(_, before)| *before != holds) {
            found.push((edge, holds));
        }
    }
    let hours = |at: Option<usize>| at.map_or_else(OfficeHours::default, |at| versions[at].clone());
    found.into_iter().map(|(from, at)| (from, hours(at))).collect()
}

/// Spans as the register keeps them: `07:30-11:30 13:00-17:00`.
pub fn spans_text(spans: &[Span]) -> String {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    spans.iter().map(|&(from, to)| format!("{}-{}", clock(from), clock(to))).collect::<Vec<_>>().join(" ")
}

/// Reads spans as the register keeps them; `None` where the text is none.
pub fn read_spans(text: &str) -> Option<Vec<Span>> {
    let span = |text: &str| {
        let (from, to) = text.split_once('-')?;
        Some((parse_clock(from).ok()?, parse_clock(to).ok()?))
    };
    text.split_whitespace().map(span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_walked_through_lunch() {
        let hours = OfficeHours::default();
        assert_eq!((hours.opening(), hours.closing(), hours.length()), (450, 1020, 480));
        assert_eq!(
            [0, 450, 600, 690, 720, 780, 1020, 1439].map(|m| hours.worked_until(m)),
            [0, 0, 150, 240, 240, 240, 480, 480]
        );
        assert_eq!([1, 240, 241, 480].map(|n| hours.minute_after(n)), [451, 690, 781, 1020]);
    }

    #[test]
    fn spans_must_rise() {
        assert!(OfficeHours::new(None, &[(450, 690)]).is_ok());
        for wrong in [&[][..], &[(690, 450)], &[(450, 690), (600, 1020)], &[(450, 1440)]] {
            assert_eq!(OfficeHours::new(None, wrong), Err(HoursError));
        }
    }

    #[test]
    fn spans_read_as_they_are_written() {
        let spans = [(450, 690), (780, 1020)];
        assert_eq!(spans_text(&spans), "07:30-11:30 13:00-17:00");
        assert_eq!(read_spans("07:30-11:30 13:00-17:00").as_deref(), Some(&spans[..]));
        assert_eq!(read_spans(""), Some(Vec::new()));
        assert_eq!(read_spans("07:30"), None);
    }

    #[test]
    fn hours_for_a_while_stand_over_the_others_and_give_way_again() {
        let day = |n| Day::from_epoch(20_000 + n);
        let hours = |from, minute| OfficeHours::new(Some(day(from)), &[(minute, 700)]).expect("hours");
        let summer = hours(10, 400).until(day(40)).expect("a while");
        let half = hours(20, 500).until(day(20)).expect("a half day");
        let new = hours(30, 450);
        let last_begun = hours(10, 420).until(day(12)).expect("a while");
        let found = in_force(&[new.clone(), half.clone(), last_begun.clone(), summer.clone()]);
        let expected = [
            (None, OfficeHours::default()),
            (Some(day(10)), last_begun),
            (Some(day(13)), summer.clone()),
            (Some(day(20)), half),
            (Some(day(21)), summer),
            (Some(day(41)), new),
        ];
        assert_eq!(found, expected);
        assert_eq!(in_force(&[]), [(None, OfficeHours::default())]);
        assert!(hours(10, 400).until(day(9)).is_err() && OfficeHours::default().until(day(1)).is_err());
    }
}
