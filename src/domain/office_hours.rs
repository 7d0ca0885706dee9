//! Office hours: the spans of a working day in which the desk works, as dated versions.
//!
//! It knows minutes of a day and nothing of which days are worked.

use crate::domain::day::{Day, MINUTES_PER_DAY};

/// Office hours in force from a day on. Minutes are counted from midnight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeHours {
    valid_from: Option<Day>,
    spans: Vec<(u16, u16)>,
}

/// The spans are no working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("giờ làm việc phải gồm các khoảng nối tiếp nhau trong một ngày, giờ đầu trước giờ cuối, ví dụ 07:30–11:30")]
pub struct HoursError;

impl OfficeHours {
    /// Hours from `valid_from` on (`None` = always), as spans in rising order; a half day has one span.
    pub fn new(valid_from: Option<Day>, spans: &[(u16, u16)]) -> Result<OfficeHours, HoursError> {
        let rising = spans.iter().all(|(from, to)| from < to && *to < MINUTES_PER_DAY);
        let apart = spans.windows(2).all(|pair| pair[0].1 <= pair[1].0);
        if spans.is_empty() || !rising || !apart {
            return Err(HoursError);
        }
        Ok(OfficeHours { valid_from, spans: spans.to_vec() })
    }

    /// First day of this version; `None` = always was.
    pub fn valid_from(&self) -> Option<Day> {
        self.valid_from
    }

    /// The spans `[from, to)` in minutes after midnight, in rising order, at least one.
    pub fn spans(&self) -> &[(u16, u16)] {
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
        OfficeHours { valid_from: None, spans: vec![(450, 690), (780, 1020)] }
    }
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
}
