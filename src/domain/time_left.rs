//! Working time that is left until a moment, and its words: days of work, hours, minutes.
//!
//! It knows office hours and no dossier. A day of work is as long as the office hours.

use crate::domain::calendar::Calendar;
use crate::domain::day::Moment;

/// A length of working time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkingTime {
    /// All of it, in working minutes; never negative.
    pub minutes: i64,
    /// Working minutes of one day.
    day: i64,
}

/// The working time from `now` until `due`; none once `due` is past. Where office hours differ between the two days,
/// the longer day is the measure, so that half a day of office hours does not double the days.
pub fn time_left(now: Moment, due: Moment, calendar: &Calendar) -> WorkingTime {
    let length = |at: Moment| i64::from(calendar.hours(at.day).length());
    WorkingTime { minutes: calendar.working_minutes_between(now, due).max(0), day: length(now).max(length(due)).max(1) }
}

impl WorkingTime {
    /// A length that was measured before, told by the days of work at `now`.
    pub fn of(minutes: i64, now: Moment, calendar: &Calendar) -> WorkingTime {
        let day = i64::from(calendar.hours(calendar.next_working(now.day)).length());
        WorkingTime { minutes: minutes.max(0), day: day.max(1) }
    }

    /// Whole days, hours beyond them, minutes beyond those.
    fn parts(self) -> (i64, i64, i64) {
        let rest = self.minutes % self.day;
        (self.minutes / self.day, rest / 60, rest % 60)
    }

    /// In full: `1 ngày 3 giờ`, `3 giờ 05 phút`, `45 phút`.
    pub fn words(self) -> String {
        let (days, hours, minutes) = self.parts();
        let mut said = Vec::new();
        if days > 0 {
            said.push(format!("{days} ngày"));
        }
        if hours > 0 {
            said.push(format!("{hours} giờ"));
        }
        if minutes > 0 && !said.is_empty() {
            said.push(format!("{minutes:02} phút"));
        }
        if said.is_empty() { format!("{minutes} phút") } else { said.join(" ") }
    }

    /// For a cell of a list: `12 ngày`, `2 ngày 6g`, `3g20`, `3 giờ`, `45 phút`.
    pub fn short(self) -> String {
        match self.parts() {
            (days @ 10.., ..) | (days @ 1.., 0, _) => format!("{days} ngày"),
            (days @ 1.., hours, _) => format!("{days} ngày {hours}g"),
            (_, 0, minutes) => format!("{minutes} phút"),
            (_, hours, 0) => format!("{hours} giờ"),
            (_, hours, minutes) => format!("{hours}g{minutes:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::OfficeHours;

    fn left(now: &str, due: &str, calendar: &Calendar) -> (String, String) {
        let at = |text: &str| text.parse::<Moment>().expect("a moment");
        let left = time_left(at(now), at(due), calendar);
        (left.words(), left.short())
    }

    #[test]
    fn time_is_told_in_days_of_work_hours_and_minutes() {
        let calendar = Calendar::new([], Vec::new());
        let cases = [
            ("2026-11-20 09:15", "2026-11-24 17:00", "2 ngày 6 giờ 15 phút", "2 ngày 6g"),
            ("2026-11-20 13:00", "2026-11-23 16:00", "1 ngày 3 giờ", "1 ngày 3g"),
            ("2026-11-20 13:00", "2026-11-23 10:30", "7 giờ", "7 giờ"),
            ("2026-11-20 13:00", "2026-11-24 10:30", "1 ngày 7 giờ", "1 ngày 7g"),
            ("2026-11-20 16:15", "2026-11-20 17:00", "45 phút", "45 phút"),
            ("2026-11-20 11:40", "2026-11-20 14:05", "1 giờ 05 phút", "1g05"),
            ("2026-11-20 17:00", "2026-12-08 17:00", "12 ngày", "12 ngày"),
            ("2026-11-21 09:00", "2026-11-20 17:00", "0 phút", "0 phút"),
            ("2026-11-20 16:30", "2026-11-23 17:00", "1 ngày 30 phút", "1 ngày"),
        ];
        for (now, due, words, short) in cases {
            assert_eq!(left(now, due, &calendar), (words.to_owned(), short.to_owned()), "{now} {due}");
        }
    }

    #[test]
    fn a_half_day_does_not_double_the_days() {
        let half = OfficeHours::new("2026-11-20".parse().ok(), &[(450, 690)]).expect("hours");
        let whole = OfficeHours::new("2026-11-21".parse().ok(), &[(450, 690), (780, 1020)]).expect("hours");
        let calendar = Calendar::new([], vec![half, whole]);
        assert_eq!(left("2026-11-20 11:30", "2026-11-24 17:00", &calendar).0, "2 ngày");
        let now = "2026-11-21 08:00".parse().expect("a moment");
        assert_eq!(WorkingTime::of(600, now, &calendar).words(), "1 ngày 2 giờ");
    }
}
