//! The desk's calendar: which days are worked, at which hours, and working time between two moments.
//!
//! Days off, compensatory days and swapped Saturdays are data (DOMAIN.md §4). Only the few days on which the calendar
//! departs from Monday–Friday are held, with running sums, so every count is a formula and a binary search: it is exact
//! for any year, needs no table of days, and no loop over days or minutes. It knows no limit and no dossier.

use std::collections::BTreeMap;

use chrono::Weekday;

use crate::domain::day::{Day, Moment};
use crate::domain::office_hours::in_force;
pub use crate::domain::office_hours::{HoursError, OfficeHours, Span};

/// Whether a row of the calendar takes a day off or makes it worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayKind {
    /// Not worked.
    Off,
    /// Worked, although a weekend.
    Work,
}

impl DayKind {
    /// Every kind, in the order of a choice on screen.
    pub const ALL: [DayKind; 2] = [DayKind::Off, DayKind::Work];

    /// The word of the canonical files.
    pub const fn code(self) -> &'static str {
        match self {
            DayKind::Off => "off",
            DayKind::Work => "work",
        }
    }

    /// Reads the word of the canonical files.
    pub fn from_code(text: &str) -> Option<DayKind> {
        DayKind::ALL.into_iter().find(|kind| kind.code() == text)
    }

    /// The Vietnamese word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            DayKind::Off => "nghỉ",
            DayKind::Work => "làm việc",
        }
    }
}

/// How sure a row of the calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayStatus {
    /// Fixed by law or announced; counts.
    Announced,
    /// Follows from the law, the announcement is still to come; counts, and is named where a date depends on it.
    Expected,
    /// Only proposed; does not count.
    Proposed,
}

impl DayStatus {
    /// Every status, in the order of a choice on screen.
    pub const ALL: [DayStatus; 3] = [DayStatus::Announced, DayStatus::Expected, DayStatus::Proposed];

    /// The word of the canonical files.
    pub const fn code(self) -> &'static str {
        match self {
            DayStatus::Announced => "announced",
            DayStatus::Expected => "expected",
            DayStatus::Proposed => "proposed",
        }
    }

    /// Reads the word of the canonical files.
    pub fn from_code(text: &str) -> Option<DayStatus> {
        DayStatus::ALL.into_iter().find(|status| status.code() == text)
    }

    /// The Vietnamese word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            DayStatus::Announced => "đã công bố",
            DayStatus::Expected => "dự kiến",
            DayStatus::Proposed => "đề xuất",
        }
    }
}

/// One row of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    /// The day it concerns.
    pub date: Day,
    /// Off or worked.
    pub kind: DayKind,
    /// Name of the day, e.g. `Tết Nguyên đán`.
    pub name: String,
    /// The document it comes from; may be empty.
    pub source: String,
    /// How sure it is.
    pub status: DayStatus,
}

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

    /// Whether the desk works at this moment. The minute in which work ends belongs to it.
    pub fn in_hours(&self, at: Moment) -> bool {
        let spans = self.hours(at.day).spans();
        self.is_working(at.day) && spans.iter().any(|(from, to)| (*from..=*to).contains(&at.minute))
    }

    /// The moment itself when the desk works then, else the next one at which work begins.
    pub fn next_in_hours(&self, at: Moment) -> Moment {
        if self.in_hours(at) {
            return at;
        }
        let later = |span: &&(u16, u16)| span.0 > at.minute;
        match self.hours(at.day).spans().iter().find(later).filter(|_| self.is_working(at.day)) {
            Some(span) => at.day.at(span.0),
            None => {
                let day = self.next_working(at.day.plus(1));
                day.at(self.opening(day))
            }
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

    /// The spans in which the desk receives on a day: its working hours, or those of a Saturday that is not worked and
    /// not a holiday. Receiving does not make a day a counted one.
    pub fn reception(&self, day: Day) -> &[Span] {
        let hours = self.hours(day);
        match self.why(day) {
            _ if self.is_working(day) => hours.spans(),
            Reason::Weekend if day.weekday() == Weekday::Sat => hours.saturday(),
            _ => &[],
        }
    }

    /// Whether the desk receives at a moment; the minute at which a span ends still belongs to it.
    pub fn receives(&self, at: Moment) -> bool {
        self.reception(at.day).iter().any(|&(from, to)| (from..=to).contains(&at.minute))
    }

    /// The minute after midnight at which the day's work begins.
    pub fn opening(&self, day: Day) -> u16 {
        self.hours(day).opening()
    }

    /// The minute after midnight at which the day's work ends (17:00 by default).
    pub fn closing(&self, day: Day) -> u16 {
        self.hours(day).closing()
    }

    /// Working minutes before midnight of `day`, on a scale whose zero does not matter.
    fn minutes_before_day(&self, day: Day) -> i64 {
        // While the versions are being laid out there is none yet for the first.
        let at = self.hours.partition_point(|version| version.from.is_none_or(|from| from <= day));
        let Some(version) = at.checked_sub(1).map(|at| &self.hours[at]) else { return 0 };
        let days = i64::from(self.count_before(day) - version.days);
        version.minutes + days * i64::from(version.hours.length())
    }

    fn minutes_before(&self, at: Moment) -> i64 {
        let today = if self.is_working(at.day) { self.hours(at.day).worked_until(at.minute) } else { 0 };
        self.minutes_before_day(at.day) + i64::from(today)
    }

    /// Working minutes in `[from, to)`; negative when `to` lies before `from`.
    pub fn working_minutes_between(&self, from: Moment, to: Moment) -> i64 {
        self.minutes_before(to) - self.minutes_before(from)
    }

    /// The first moment at which `minutes` working minutes have passed since `from`: one that ends as lunch begins
    /// ends there, not after lunch. `from` itself for 0 or less.
    pub fn add_working_minutes(&self, from: Moment, minutes: i64) -> Moment {
        if minutes <= 0 {
            return from;
        }
        self.when_worked(self.minutes_before(from) + minutes)
    }

    /// The last moment from which `minutes` working minutes are still to come until `from`: one that would fall on the
    /// beginning of lunch falls on its end. `from` itself for 0 or less. The mirror of `add_working_minutes`.
    pub fn sub_working_minutes(&self, from: Moment, minutes: i64) -> Moment {
        if minutes <= 0 {
            return from;
        }
        // One minute before the next minute of work is done, it begins.
        self.when_worked(self.minutes_before(from) - minutes + 1).plus_minutes(-1)
    }

    /// The first moment at which `target` working minutes have passed, on the scale of `minutes_before`.
    fn when_worked(&self, target: i64) -> Moment {
        let later = self.hours[1..].partition_point(|version| version.minutes < target);
        let version = &self.hours[later];
        let length = i64::from(version.hours.length());
        // Minutes already worked on the last day: 1 to the whole day, never 0, so that it ends where work ended.
        let rest = target - version.minutes - 1;
        let day = self.working_day(version.days + rest.div_euclid(length) as i32);
        day.at(version.hours.minute_after(rest.rem_euclid(length) as u16 + 1))
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
