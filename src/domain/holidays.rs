//! The public holidays of a year as the law and the lunar calendar let one foresee them, for the desk to propose.
//!
//! What only a notice of the Government decides, swapped days, is not foreseen. Every row is `proposed`: it counts for
//! no due date until an announcement confirms it (DOMAIN.md §4). It knows no register and no screen.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use chrono::Weekday;

use crate::domain::calendar::{Calendar, CalendarDay, DayKind, DayStatus};
use crate::domain::day::Day;
use crate::domain::lunar;

/// Years whose holidays follow from the Labour Code of 2019, in force since 2021, and the table of the lunar calendar.
pub const YEARS: RangeInclusive<i32> = 2021..=lunar::YEARS.1;

/// What a name of the calendar ends in while its announcement is awaited.
const AWAITED: &str = " (chưa có thông báo)";

/// How the five days of Tết lie around the first day of the lunar year. The law leaves it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TetDays {
    /// The last two days of the old year and the first three of the new one.
    TwoBefore,
    /// The last day of the old year and the first four of the new one.
    OneBefore,
}

/// Which day is taken with 2 September. The law leaves it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NationalDays {
    /// 1 and 2 September.
    DayBefore,
    /// 2 and 3 September.
    DayAfter,
}

/// What the law leaves open in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The days of Tết.
    pub tet: TetDays,
    /// The days of the National Day.
    pub national: NationalDays,
}

impl TetDays {
    /// Both usual patterns, in the order of a choice on screen.
    pub const ALL: [TetDays; 2] = [TetDays::TwoBefore, TetDays::OneBefore];

    /// The word that a form keeps.
    pub const fn code(self) -> &'static str {
        match self {
            TetDays::TwoBefore => "two_before",
            TetDays::OneBefore => "one_before",
        }
    }

    /// In the words of the yearly notices.
    pub const fn label(self) -> &'static str {
        match self {
            TetDays::TwoBefore => "02 ngày cuối năm và 03 ngày đầu năm",
            TetDays::OneBefore => "01 ngày cuối năm và 04 ngày đầu năm",
        }
    }

    const fn before(self) -> i32 {
        match self {
            TetDays::TwoBefore => 2,
            TetDays::OneBefore => 1,
        }
    }
}

impl NationalDays {
    /// Both, in the order of a choice on screen.
    pub const ALL: [NationalDays; 2] = [NationalDays::DayBefore, NationalDays::DayAfter];

    /// The word that a form keeps.
    pub const fn code(self) -> &'static str {
        match self {
            NationalDays::DayBefore => "day_before",
            NationalDays::DayAfter => "day_after",
        }
    }

    /// In the words of the yearly notices.
    pub const fn label(self) -> &'static str {
        match self {
            NationalDays::DayBefore => "ngày 01/9 và 02/9",
            NationalDays::DayAfter => "ngày 02/9 và 03/9",
        }
    }
}

impl Pattern {
    /// The pattern that earlier years had. Tết has two days before, but one where it is a Tuesday: so in every year from
    /// 2018 to 2026. The National Day, of two days since 2021, takes the day after where 2 September is a Monday or a
    /// Thursday, else the day before: so in every year from 2021 to 2026; that a Sunday is treated as a Monday is
    /// supposed, no such year has come since. For 2027 no notice is out yet, and a notice may choose otherwise.
    pub fn usual(year: i32) -> Pattern {
        let weekday = |day: Option<Day>| day.map(Day::weekday);
        let tet = match weekday(lunar::tet(year)) {
            Some(Weekday::Tue) => TetDays::OneBefore,
            _ => TetDays::TwoBefore,
        };
        let national = match weekday(Day::new(year, 9, 2)) {
            Some(Weekday::Mon | Weekday::Thu | Weekday::Sun) => NationalDays::DayAfter,
            _ => NationalDays::DayBefore,
        };
        Pattern { tet, national }
    }
}

/// A public holiday, of one day or several.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holiday {
    NewYear,
    Tet,
    HungKings,
    Victory,
    Labour,
    National,
    Culture,
}

const HOLIDAYS: [Holiday; 7] = [
    Holiday::NewYear,
    Holiday::Tet,
    Holiday::HungKings,
    Holiday::Victory,
    Holiday::Labour,
    Holiday::National,
    Holiday::Culture,
];

impl Holiday {
    const fn name(self) -> &'static str {
        match self {
            Holiday::NewYear => "Tết Dương lịch",
            Holiday::Tet => "Tết Nguyên đán",
            Holiday::HungKings => "Giỗ Tổ Hùng Vương",
            Holiday::Victory => "Ngày Chiến thắng",
            Holiday::Labour => "Ngày Quốc tế lao động",
            Holiday::National => "Quốc khánh",
            Holiday::Culture => "Ngày Văn hóa Việt Nam",
        }
    }

    /// What a day off in its place is called; 30 April and 1 May go by one name.
    fn compensation(self) -> String {
        match self {
            Holiday::Victory | Holiday::Labour => "Nghỉ bù 30/4-1/5".to_owned(),
            holiday => format!("Nghỉ bù {}", holiday.name()),
        }
    }

    /// The days the law gives: Bộ luật Lao động 2019 Điều 112; 24 November by Nghị quyết 28/2026/QH16 from 2026 on.
    fn days(self, year: i32, pattern: Pattern) -> Vec<Day> {
        let fixed = |month, date| Day::new(year, month, date).into_iter().collect();
        match self {
            Holiday::NewYear => fixed(1, 1),
            Holiday::Tet => {
                let first = |tet: Day| tet.plus(-pattern.tet.before());
                lunar::tet(year).map(first).map_or_else(Vec::new, |from| (0..5).map(|n| from.plus(n)).collect())
            }
            Holiday::HungKings => lunar::hung_kings(year).into_iter().collect(),
            Holiday::Victory => fixed(4, 30),
            Holiday::Labour => fixed(5, 1),
            Holiday::National => {
                let first = if pattern.national == NationalDays::DayBefore { 1 } else { 2 };
                [first, first + 1].into_iter().filter_map(|date| Day::new(year, 9, date)).collect()
            }
            Holiday::Culture if year >= 2026 => fixed(11, 24),
            Holiday::Culture => Vec::new(),
        }
    }

    fn source(self, pattern: Pattern) -> String {
        let law = match self {
            Holiday::Culture => "Nghị quyết 28/2026/QH16",
            _ => "Bộ luật Lao động 2019 Điều 112",
        };
        let how = match self {
            Holiday::Tet => format!("đề xuất theo âm lịch Việt Nam, phương án {}", pattern.tet.label()),
            Holiday::HungKings => "đề xuất theo âm lịch Việt Nam".to_owned(),
            Holiday::National => format!("đề xuất, phương án {}", pattern.national.label()),
            _ => "đề xuất".to_owned(),
        };
        format!("{law}; {how}, chưa có thông báo")
    }

    /// Whether the law leaves open which days it takes.
    fn open(self) -> bool {
        matches!(self, Holiday::Tet | Holiday::National)
    }
}

fn weekend(day: Day) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Every day off of a year by its holiday, compensatory days included, in order of date within each holiday.
fn whole(year: i32, pattern: Pattern) -> Vec<(Holiday, CalendarDay)> {
    let row = |date, name: String, source| CalendarDay {
        date,
        kind: DayKind::Off,
        name,
        source,
        status: DayStatus::Proposed,
    };
    let days: Vec<(Holiday, Day)> = HOLIDAYS
        .into_iter()
        .flat_map(|holiday| holiday.days(year, pattern).into_iter().map(move |day| (holiday, day)))
        .collect();
    let mut off: BTreeSet<Day> = days.iter().map(|(_, day)| *day).collect();
    let mut rows = Vec::with_capacity(days.len() + 4);
    for (holiday, day) in days {
        rows.push((holiday, row(day, holiday.name().to_owned(), holiday.source(pattern))));
        if weekend(day) {
            // Bộ luật Lao động 2019 Điều 111.3: the next working day is off in its place.
            let mut next = day.plus(1);
            while weekend(next) || !off.insert(next) {
                next = next.plus(1);
            }
            let source = "Bộ luật Lao động 2019 Điều 111.3; đề xuất, chưa có thông báo".to_owned();
            rows.push((holiday, row(next, holiday.compensation(), source)));
        }
    }
    rows
}

/// The holidays of a year with their compensatory days, in order, each row `proposed`. None for a year outside
/// [`YEARS`].
pub fn propose(year: i32, pattern: Pattern) -> Vec<CalendarDay> {
    missing(year, pattern, &[])
}

/// Of [`propose`], what the rows that a calendar has already leave to be proposed: no day that has a row of any kind,
/// and nothing of Tết and the National Day where as many days off as the law gives stand around them, since the notice
/// may have chosen the other pattern.
pub fn missing(year: i32, pattern: Pattern, have: &[CalendarDay]) -> Vec<CalendarDay> {
    if !YEARS.contains(&year) {
        return Vec::new();
    }
    let settled = |holiday: Holiday| holiday.open() && given(holiday, year, have) >= holiday.days(year, pattern).len();
    let mut rows: Vec<CalendarDay> = whole(year, pattern)
        .into_iter()
        .filter(|(holiday, _)| !settled(*holiday))
        .map(|(_, row)| row)
        .filter(|row| have.iter().all(|known| known.date != row.date))
        .collect();
    rows.sort_by_key(|row| row.date);
    rows
}

/// Days off that a calendar has among those which either pattern could give to a holiday.
fn given(holiday: Holiday, year: i32, have: &[CalendarDay]) -> usize {
    let patterns = TetDays::ALL.iter().zip(NationalDays::ALL).map(|(&tet, national)| Pattern { tet, national });
    let window: BTreeSet<Day> = patterns
        .flat_map(|pattern| whole(year, pattern))
        .filter(|(of, _)| *of == holiday)
        .map(|(_, row)| row.date)
        .collect();
    have.iter().filter(|row| row.kind == DayKind::Off && window.contains(&row.date)).count()
}

/// The row as an announcement confirms it: `announced`, with the document that says so.
pub fn confirmed(row: &CalendarDay, source: &str) -> CalendarDay {
    CalendarDay {
        name: row.name.strip_suffix(AWAITED).unwrap_or(&row.name).to_owned(),
        source: source.to_owned(),
        status: DayStatus::Announced,
        ..row.clone()
    }
}

/// The rows that are confirmed together with `row`: those of the same holiday and year that await an announcement. Swapped
/// days have no holiday: they belong together by the text that they come from, and are known by a day worked among them.
pub fn awaiting_with<'a>(row: &CalendarDay, rows: &'a [CalendarDay]) -> Vec<&'a CalendarDay> {
    let holiday = |row: &CalendarDay| {
        let name = row.name.strip_suffix(AWAITED).unwrap_or(&row.name).to_owned();
        name.strip_prefix("Nghỉ bù ").map(str::to_owned).unwrap_or(name)
    };
    let (of, year) = (holiday(row), row.date.year());
    let awaits = |other: &&CalendarDay| other.status != DayStatus::Announced && other.date.year() == year;
    let together = |other: &&CalendarDay| (&other.source, other.status) == (&row.source, row.status);
    let of_one_text: Vec<&CalendarDay> = rows.iter().filter(awaits).filter(together).collect();
    if !row.source.is_empty() && swapped(of_one_text.iter().copied()) {
        return of_one_text;
    }
    rows.iter().filter(awaits).filter(|other| holiday(other) == of).collect()
}

/// Whether days are swapped among these rows: no law takes a weekend day into work, only an announcement does.
pub fn swapped<'a>(mut rows: impl Iterator<Item = &'a CalendarDay>) -> bool {
    rows.any(|row| row.kind == DayKind::Work)
}

/// Working days ahead for which a calendar is to be there: longer than any usual limit of a commune.
const AHEAD: u32 = 45;

/// A year that due dates reach into soon although no row of the calendar counts in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unprepared {
    /// The year.
    pub year: i32,
    /// Days are proposed for it, which only await their confirmation.
    pub proposed: bool,
}

/// The first such year; `None` where each has a row that counts.
pub fn unprepared_year(calendar: &Calendar, today: Day) -> Option<Unprepared> {
    unprepared(calendar, today, calendar.add_working_days(today, AHEAD)).next()
}

/// The years that the days from `from` to `to` lie in and for which no row of the calendar counts.
pub fn unprepared(calendar: &Calendar, from: Day, to: Day) -> impl Iterator<Item = Unprepared> {
    (from.year()..=to.year()).filter_map(|year| {
        let (first, last) = (Day::new(year, 1, 1)?, Day::new(year, 12, 31)?);
        let proposed = calendar.proposals(first, last).next().is_some();
        calendar.rows(first, last).next().is_none().then_some(Unprepared { year, proposed })
    })
}
