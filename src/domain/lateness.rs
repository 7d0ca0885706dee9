//! How late a dossier is: in working days, and in working hours and minutes.
//!
//! A limit in days is late by days: the working days after the due date, up to and including the day it ended
//! (DOMAIN.md §4). Where that is less than one day, which only the rule "late from the exact time" and a weekend allow,
//! the working hours that have passed are said instead. A limit in hours is late by working hours and minutes.

use crate::domain::calendar::Calendar;
use crate::domain::clock_rule::LatenessRule;
use crate::domain::day::Moment;
use crate::domain::deadline::{days_late, late_from};
use crate::domain::limit::Unit;
use crate::domain::number::vietnamese_number;

/// How late a dossier is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lateness {
    /// Working days after the due date, up to and including the last day; 0 where it is not late.
    pub working_days: i32,
    /// Working minutes from the due moment (of a limit in days that is late after its due date: from the midnight
    /// after it) to the end; 0 where it is not late.
    pub working_minutes: i64,
    /// Whether the limit is one of hours, so that lateness is said in hours.
    pub by_hours: bool,
}

/// How late a dossier is that was due at `due` and ended at `ended`, or is open then.
///
/// For a cut-off at midnight pass the minute before it: the last day before the cut-off is the last one that counts.
pub fn lateness(due: Moment, ended: Moment, unit: Unit, calendar: &Calendar, rule: LatenessRule) -> Lateness {
    let by_hours = unit == Unit::WorkingHours;
    let late = late_from(due, by_hours, rule);
    lateness_since(due, late, ended, by_hours, calendar)
}

/// The same for a dossier that is known to be late from `late` on, as lists keep it.
pub fn lateness_since(due: Moment, late: Moment, ended: Moment, by_hours: bool, calendar: &Calendar) -> Lateness {
    if ended < late {
        return Lateness { by_hours, ..Lateness::default() };
    }
    // A day limit that is late after its due date leaves the rest of that date to the desk.
    let from = if late.day > due.day { late } else { due };
    Lateness {
        working_days: days_late(due, ended.day, calendar),
        working_minutes: calendar.working_minutes_between(from, ended).max(0),
        by_hours,
    }
}

impl Lateness {
    /// Whether it is said in hours and minutes: a limit in hours, or less than a working day.
    pub fn in_hours(self) -> bool {
        self.working_minutes > 0 && (self.by_hours || self.working_days == 0)
    }

    /// `03 ngày làm việc`, `2 giờ 05 phút làm việc`, `chưa hết 01 ngày làm việc`.
    pub fn words(self) -> String {
        match self {
            late if late.in_hours() => format!("{} làm việc", hours(late.working_minutes)),
            Lateness { by_hours: true, .. } => "chưa đến giờ làm việc tiếp theo".to_owned(),
            Lateness { working_days: 0, .. } => "chưa hết 01 ngày làm việc".to_owned(),
            Lateness { working_days, .. } => format!("{working_days:02} ngày làm việc"),
        }
    }

    /// The same for a cell: `3 ngày`, `3g20`, `45 phút`, `<1 ngày`.
    pub fn short(self) -> String {
        match self {
            late if late.in_hours() => match (late.working_minutes / 60, late.working_minutes % 60) {
                (0, minutes) => format!("{minutes} phút"),
                (hours, 0) => format!("{hours} giờ"),
                (hours, minutes) => format!("{hours}g{minutes:02}"),
            },
            Lateness { by_hours: true, .. } => "ngoài giờ".to_owned(),
            Lateness { working_days: 0, .. } => "<1 ngày".to_owned(),
            Lateness { working_days, .. } => format!("{working_days} ngày"),
        }
    }
}

/// Minutes in words: `2 giờ 05 phút`, `1.092 giờ`.
pub fn hours(minutes: i64) -> String {
    match (vietnamese_number(minutes / 60).as_str(), minutes % 60) {
        ("0", minutes) => format!("{minutes} phút"),
        (hours, 0) => format!("{hours} giờ"),
        (hours, minutes) => format!("{hours} giờ {minutes:02} phút"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn late(due: &str, ended: &str, unit: Unit, rule: LatenessRule) -> (i32, i64, String) {
        let at = |text: &str| text.parse::<Moment>().expect("a moment");
        let late = lateness(at(due), at(ended), unit, &Calendar::new([], Vec::new()), rule);
        (late.working_days, late.working_minutes, late.short())
    }

    /// 17/11/2026 is a Tuesday.
    #[test]
    fn days_are_counted_to_the_last_and_hours_to_the_minute() {
        let (days, hours) = (Unit::WorkingDays, Unit::WorkingHours);
        let (after, exact) = (LatenessRule::AfterDueDate, LatenessRule::ExactTime);
        let cases = [
            ("2026-11-17 17:00", "2026-11-17 23:59", days, after, (0, 0, "<1 ngày")),
            ("2026-11-17 17:00", "2026-11-18 07:31", days, after, (1, 1, "1 ngày")),
            ("2026-11-17 17:00", "2026-11-20 09:15", days, after, (3, 16 * 60 + 105, "3 ngày")),
            ("2026-11-20 17:00", "2026-11-21 10:00", days, after, (0, 0, "<1 ngày")),
            ("2026-11-17 10:00", "2026-11-17 14:00", days, exact, (0, 150, "2g30")),
            ("2026-11-17 10:00", "2026-11-17 14:00", days, after, (0, 0, "<1 ngày")),
            ("2026-11-17 10:00", "2026-11-18 08:00", days, after, (1, 30, "1 ngày")),
            ("2026-11-20 08:30", "2026-11-20 09:15", hours, after, (0, 45, "45 phút")),
            ("2026-11-20 08:30", "2026-11-23 08:30", hours, after, (1, 480, "8 giờ")),
            ("2026-11-20 17:00", "2026-11-20 20:00", hours, after, (0, 0, "ngoài giờ")),
        ];
        for (due, ended, unit, rule, (days, minutes, said)) in cases {
            assert_eq!(
                late(due, ended, unit, rule),
                (days, minutes, said.to_owned()),
                "{due} {ended} {unit:?} {rule:?}"
            );
        }
    }

    #[test]
    fn the_words_say_which_measure_they_use() {
        let words =
            |working_days, working_minutes, by_hours| Lateness { working_days, working_minutes, by_hours }.words();
        assert_eq!(words(3, 900, false), "03 ngày làm việc");
        assert_eq!(words(0, 65, false), "1 giờ 05 phút làm việc");
        assert_eq!(words(2, 965, true), "16 giờ 05 phút làm việc");
        assert_eq!(words(0, 0, false), "chưa hết 01 ngày làm việc");
        assert_eq!(words(0, 0, true), "chưa đến giờ làm việc tiếp theo");
    }
}
