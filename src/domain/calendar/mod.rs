//! The desk's calendar: which days are worked, at which hours, and working time between two moments.
//!
//! Days off, compensatory days and swapped Saturdays are data (DOMAIN.md §4). Only the few days on which the calendar
//! departs from Monday–Friday are held, with running sums, so every count is a formula and a binary search: it is exact
//! for any year, needs no table of days, and no loop over days or minutes. Its rows are in `row`, hours and minutes of
//! work in `working_time`. It knows no limit and no dossier.

mod row;
mod working_time;

pub use row::{CalendarDay, DayKind, DayStatus};

use std::collections::BTreeMap;

use chrono::Weekday;

use crate::domain::day::Day;
use crate::domain::office_hours::in_force;
pub use crate::domain::office_hours::{HoursError, OfficeHours, Span};

/// Why a day is worked or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason<'a> {
    /// An ordinary working day.
    Working,
    /// A weekend day that is worked in exchange for another.
    WorkedSaturday {
        /// Name of the day.
        name: &'a str,
        /// The document.
        source: &'a str,
        /// The announcement is still to come.
        expected: bool,
    },
    /// Saturday or Sunday.
    Weekend,
    /// A day off by the calendar, on whatever weekday.
    Holiday {
        /// Name of the day.
        name: &'a str,
        /// The document.
        source: &'a str,
        /// The announcement is still to come.
        expected: bool,
    },
}

/// A day on which the calendar departs from Monday–Friday.
#[derive(Clone, Copy, Debug)]
struct Departure {
    day: Day,
    worked: bool,
    /// Net departures before this day: what to add to the plain weekdays.
    before: i32,
    /// Working days up to and including this day, on the scale of `Calendar::count_before`.
    through: i32,
}

/// A time in which one version of the office hours is in force, with the working time that lies before it.
#[derive(Clone, Debug)]
struct HoursFrom {
    /// Its first day; `None` = since ever.
    from: Option<Day>,
    hours: OfficeHours,
    /// Working days before its first day, and working minutes before it.
    days: i32,
    minutes: i64,
}

/// The calendar of the desk.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Rows that count.
    rows: BTreeMap<Day, CalendarDay>,
    /// Rows that are only proposed.
    proposals: BTreeMap<Day, CalendarDay>,
    departures: Vec<Departure>,
    /// The versions of the office hours as given, and in force one after the other.
    versions: Vec<OfficeHours>,
    hours: Vec<HoursFrom>,
}

fn weekend(day: Day) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// 1970-01-01 was a Thursday: three days after a Monday.
const MONDAY_SHIFT: i32 = 3;

/// Mondays to Fridays before `day`, on a scale whose zero does not matter.
fn weekdays_before(day: Day) -> i32 {
    let days = day.epoch().saturating_add(MONDAY_SHIFT);
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}

/// The Monday–Friday that has `count` such days before it.
fn weekday_number(count: i32) -> Day {
    Day::from_epoch(count.div_euclid(5) * 7 + count.rem_euclid(5) - MONDAY_SHIFT)
}

impl Calendar {
    /// A calendar from its rows and its office hours. A day with two rows that count keeps the announced one, else the
    /// later of them. Days before the first version of the hours have the default hours.
    pub fn new(days: impl IntoIterator<Item = CalendarDay>, hours: Vec<OfficeHours>) -> Calendar {
        let (mut rows, mut proposals) = (BTreeMap::<Day, CalendarDay>::new(), BTreeMap::new());
        for day in days {
            if day.status == DayStatus::Proposed {
                proposals.insert(day.date, day);
            } else if rows.get(&day.date).is_none_or(|old| old.status >= day.status) {
                rows.insert(day.date, day);
            }
        }
        let mut calendar =
            Calendar { departures: departures(&rows), rows, proposals, versions: hours, hours: Vec::new() };
        for (from, hours) in in_force(&calendar.versions) {
            let (days, minutes) =
                from.map_or((0, 0), |day| (calendar.count_before(day), calendar.minutes_before_day(day)));
            calendar.hours.push(HoursFrom { from, hours, days, minutes });
        }
        calendar
    }

    /// The same calendar with its proposed rows counting, or `None` where there are none.
    pub fn with_proposed(&self) -> Option<Calendar> {
        if self.proposals.is_empty() {
            return None;
        }
        let rows = self.rows.values().filter(|row| !self.proposals.contains_key(&row.date)).cloned();
        let agreed = self.proposals.values().map(|row| CalendarDay { status: DayStatus::Announced, ..row.clone() });
        Some(Calendar::new(rows.chain(agreed), self.versions.clone()))
    }

    /// Whether the day is worked.
    pub fn is_working(&self, day: Day) -> bool {
        match self.departures.binary_search_by_key(&day, |departure| departure.day) {
            Ok(at) => self.departures[at].worked,
            Err(_) => !weekend(day),
        }
    }

    /// Why the day is worked or not.
    pub fn why(&self, day: Day) -> Reason<'_> {
        let Some(row) = self.rows.get(&day) else {
            return if weekend(day) { Reason::Weekend } else { Reason::Working };
        };
        let (name, source) = (row.name.as_str(), row.source.as_str());
        let expected = row.status == DayStatus::Expected;
        match row.kind {
            DayKind::Off => Reason::Holiday { name, source, expected },
            DayKind::Work if weekend(day) => Reason::WorkedSaturday { name, source, expected },
            DayKind::Work => Reason::Working,
        }
    }

    /// The proposed row of a day, which does not count.
    pub fn proposed(&self, day: Day) -> Option<&CalendarDay> {
        self.proposals.get(&day)
    }

    /// The rows that count and lie in `[from, to]`, in order.
    pub fn rows(&self, from: Day, to: Day) -> impl Iterator<Item = &CalendarDay> {
        within(&self.rows, from, to)
    }

    /// The proposed rows in `[from, to]`, in order.
    pub fn proposals(&self, from: Day, to: Day) -> impl Iterator<Item = &CalendarDay> {
        within(&self.proposals, from, to)
    }

    /// Working days before `day`, on a scale whose zero does not matter.
    fn count_before(&self, day: Day) -> i32 {
        let at = self.departures.partition_point(|departure| departure.day < day);
        weekdays_before(day) + self.shift(at)
    }

    /// Net departures before the one at `at`.
    fn shift(&self, at: usize) -> i32 {
        match at.checked_sub(1).and_then(|last| self.departures.get(last)) {
            Some(last) => last.before + if last.worked { 1 } else { -1 },
            None => 0,
        }
    }

    /// The working day that has `count` working days before it.
    fn working_day(&self, count: i32) -> Day {
        let at = self.departures.partition_point(|departure| departure.through <= count);
        match self.departures.get(at) {
            Some(next) if next.worked && next.through == count + 1 => next.day,
            _ => weekday_number(count - self.shift(at)),
        }
    }

    /// The day itself when it is worked, else the first working day after it.
    pub fn next_working(&self, day: Day) -> Day {
        self.working_day(self.count_before(day))
    }

    /// The `n`-th working day after `day`, which itself is not counted; `day` itself for 0.
    pub fn add_working_days(&self, day: Day, n: u32) -> Day {
        match i32::try_from(n) {
            Ok(0) => day,
            Ok(n) => self.working_day(self.count_before(day.plus(1)).saturating_add(n - 1)),
            Err(_) => Day::from_epoch(i32::MAX),
        }
    }

    /// Working days in `[from, to)`; negative when `to` lies before `from`.
    pub fn working_days_between(&self, from: Day, to: Day) -> i32 {
        self.count_before(to) - self.count_before(from)
    }

    /// The `n`-th working day before `day`, which itself is not counted; `day` itself for 0.
    pub fn sub_working_days(&self, day: Day, n: u32) -> Day {
        match i32::try_from(n) {
            Ok(0) => day,
            Ok(n) => self.working_day(self.count_before(day).saturating_sub(n)),
            Err(_) => Day::from_epoch(i32::MIN / 2),
        }
    }

    /// The office hours of a day, should it be worked.
    pub fn hours(&self, day: Day) -> &OfficeHours {
        &self.version(day).hours
    }

    fn version(&self, day: Day) -> &HoursFrom {
        let at = self.hours.partition_point(|version| version.from.is_none_or(|from| from <= day));
        // The first version is valid since ever, so `at` is at least 1 (see `in_force`).
        &self.hours[at.saturating_sub(1)]
    }

    /// The versions of the office hours as they were given.
    pub fn office_hours(&self) -> &[OfficeHours] {
        &self.versions
    }
}

fn within(rows: &BTreeMap<Day, CalendarDay>, from: Day, to: Day) -> impl Iterator<Item = &CalendarDay> {
    let some = if from <= to { Some(rows.range(from..=to)) } else { None };
    some.into_iter().flatten().map(|(_, row)| row)
}

fn departures(rows: &BTreeMap<Day, CalendarDay>) -> Vec<Departure> {
    let mut before = 0;
    let mut list = Vec::new();
    for row in rows.values() {
        let worked = row.kind == DayKind::Work;
        if worked == weekend(row.date) {
            let through = weekdays_before(row.date) + before + i32::from(worked);
            list.push(Departure { day: row.date, worked, before, through });
            before += if worked { 1 } else { -1 };
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn row(date: &str, kind: DayKind, status: DayStatus) -> CalendarDay {
        CalendarDay {
            date: day(date), kind, name: "Ngày thử".to_owned(), source: "văn bản thử".to_owned(), status
        }
    }

    #[test]
    fn counts_are_exact_in_years_far_away() {
        let calendar = Calendar::new([row("1905-05-01", DayKind::Off, DayStatus::Announced)], Vec::new());
        for year in [1900, 1969, 1970, 2110, 2999] {
            let first = Day::new(year, 1, 1).expect("a day");
            let mut walked = 0;
            for at in (0..400).map(|n| first.plus(n)) {
                assert_eq!(calendar.working_days_between(first, at), walked);
                assert_eq!(calendar.is_working(at), !weekend(at));
                walked += i32::from(calendar.is_working(at));
            }
            let far = calendar.add_working_days(first, 9_999);
            assert_eq!(calendar.working_days_between(first.plus(1), far.plus(1)), 9_999);
        }
        assert!(!calendar.is_working(day("1905-05-01")));
    }

    #[test]
    fn proposed_rows_are_known_and_do_not_count() {
        let rows = [
            row("2026-11-23", DayKind::Off, DayStatus::Proposed),
            row("2026-11-24", DayKind::Off, DayStatus::Expected),
            row("2026-11-28", DayKind::Work, DayStatus::Announced),
        ];
        let calendar = Calendar::new(rows, Vec::new());
        assert!(calendar.is_working(day("2026-11-23")) && calendar.proposed(day("2026-11-23")).is_some());
        let (name, source) = ("Ngày thử", "văn bản thử");
        assert_eq!(calendar.why(day("2026-11-23")), Reason::Working);
        assert_eq!(calendar.why(day("2026-11-24")), Reason::Holiday { name, source, expected: true });
        assert_eq!(calendar.why(day("2026-11-28")), Reason::WorkedSaturday { name, source, expected: false });
        assert_eq!(calendar.why(day("2026-11-29")), Reason::Weekend);
        let adopted = calendar.with_proposed().expect("there is a proposed row");
        assert!(!adopted.is_working(day("2026-11-23")) && adopted.with_proposed().is_none());
    }

    #[test]
    fn an_announced_row_outweighs_an_expected_one() {
        let (expected, announced) = (DayStatus::Expected, DayStatus::Announced);
        for rows in [[expected, announced], [announced, expected]] {
            let rows = rows.map(|status| row("2027-02-04", DayKind::Off, status));
            let calendar = Calendar::new(rows, Vec::new());
            assert!(matches!(calendar.why(day("2027-02-04")), Reason::Holiday { expected: false, .. }));
        }
    }

    #[test]
    fn hours_change_on_their_day() {
        let later = OfficeHours::new(Some(day("2026-06-01")), &[(480, 720)]).expect("hours");
        let calendar = Calendar::new([], vec![later]);
        assert_eq!((calendar.closing(day("2026-05-31")), calendar.closing(day("2026-06-01"))), (1020, 720));
        assert_eq!(calendar.opening(day("2026-06-01")), 480);
        let start = day("2026-05-29").at(1_000);
        assert_eq!(calendar.add_working_minutes(start, 20), day("2026-05-29").at(1_020));
        assert_eq!(calendar.add_working_minutes(start, 21), day("2026-06-01").at(481));
        assert_eq!(calendar.working_minutes_between(start, day("2026-06-02").at(480)), 260);
    }
}
