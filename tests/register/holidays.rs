//! Proposed holidays: held against the announced years, put into the register, confirmed, taken back.

use crate::support;

use std::collections::BTreeSet;

use chrono::Weekday;
use motcua::desk::confirm_days::confirm_days;
use motcua::desk::propose_year::propose_year;
use motcua::desk::undo::undo;
use motcua::desk::{Error, set_up};
use motcua::domain::calendar::{Calendar, CalendarDay, DayKind, DayStatus};
use motcua::domain::day::Day;
use motcua::domain::holidays::{self, NationalDays, Pattern, TetDays, Unprepared, propose};
use motcua::store::Store;
use support::{set_up as small_desk, stamp};

const ANNOUNCED: &str = include_str!("../../assets/calendar.csv");

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn row(date: &str, name: &str, status: DayStatus) -> CalendarDay {
    CalendarDay { date: day(date), kind: DayKind::Off, name: name.to_owned(), source: String::new(), status }
}

fn weekend(day: Day) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Days of a year on which the announced calendar departs from Monday–Friday, each as `off 2026-01-02`.
fn announced(year: i32) -> BTreeSet<String> {
    let rows = ANNOUNCED.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    let of_year = rows.filter(|cells| day(cells[0]).year() == year && (cells[1] == "off") != weekend(day(cells[0])));
    of_year.map(|cells| format!("{} {}", cells[1], cells[0])).collect()
}

fn proposed(year: i32) -> BTreeSet<String> {
    let rows = propose(year, Pattern::usual(year));
    rows.iter().filter(|row| !weekend(row.date)).map(|row| format!("off {}", row.date)).collect()
}

#[test]
fn the_announced_years_are_foreseen_but_for_swapped_days() {
    // Only the Government swaps days; each is off in exchange for a worked Saturday (the last pair is itself only
    // proposed in the file).
    let swapped: [(i32, &[&str]); 5] = [
        (2023, &[]),
        (2024, &["off 2024-04-29", "work 2024-05-04"]),
        (2025, &["off 2025-05-02", "work 2025-04-26"]),
        (
            2026,
            &[
                "off 2026-01-02",
                "off 2026-08-31",
                "off 2026-11-23",
                "work 2026-01-10",
                "work 2026-08-22",
                "work 2026-11-28",
            ],
        ),
        (2027, &[]),
    ];
    for (year, swapped) in swapped {
        let (announced, proposed) = (announced(year), proposed(year));
        let differ: Vec<&String> = announced.symmetric_difference(&proposed).collect();
        assert_eq!(differ, swapped, "{year}");
    }
}

#[test]
fn the_pattern_of_earlier_notices_is_the_usual_one() {
    // First and last day of the time off of Tết as the notices had them, weekends included.
    let tet = [(2018, 14, 20), (2019, 4, 8), (2020, 23, 29), (2021, 10, 16), (2022, 31, 4)];
    for (year, first, last) in tet {
        let before = if Pattern::usual(year).tet == TetDays::TwoBefore { 2 } else { 1 };
        let from = motcua::domain::lunar::tet(year).expect("in the table").plus(-before);
        assert_eq!(from.date(), first, "{year}");
        if year >= 2021 {
            let rows = propose(year, Pattern::usual(year));
            let end = rows.iter().rfind(|row| row.name.contains("Nguyên đán")).expect("Tết");
            assert_eq!(end.date.date(), last, "{year}");
        }
    }
    for (year, pattern) in [(2021, NationalDays::DayAfter), (2022, NationalDays::DayBefore)] {
        assert_eq!(Pattern::usual(year).national, pattern, "{year}");
    }
}

#[test]
fn every_year_has_its_days_once_and_each_weekend_day_has_its_compensation() {
    for year in holidays::YEARS {
        for (tet, national) in [
            (TetDays::TwoBefore, NationalDays::DayBefore),
            (TetDays::TwoBefore, NationalDays::DayAfter),
            (TetDays::OneBefore, NationalDays::DayBefore),
            (TetDays::OneBefore, NationalDays::DayAfter),
        ] {
            let rows = propose(year, Pattern { tet, national });
            let statutory = if year >= 2026 { 12 } else { 11 };
            assert_eq!(rows.iter().filter(|row| !weekend(row.date)).count(), statutory, "{year}: no day is lost");
            assert!(rows.windows(2).all(|pair| pair[0].date < pair[1].date), "{year}");
            assert!(rows.iter().all(|row| row.status == DayStatus::Proposed && row.date.year() == year));
            assert!(rows.iter().all(|row| row.source.ends_with("chưa có thông báo")));
            let compensations = rows.iter().filter(|row| row.name.starts_with("Nghỉ bù"));
            assert_eq!(compensations.count(), rows.len() - statutory, "{year}");
        }
    }
    assert!(propose(2020, Pattern::usual(2020)).is_empty() && propose(2101, Pattern::usual(2101)).is_empty());
}

#[test]
fn what_the_law_leaves_open_is_named_and_both_choices_are_there() {
    let of = |tet| {
        let rows = propose(2030, Pattern { tet, ..Pattern::usual(2030) });
        let rows: Vec<CalendarDay> = rows.into_iter().filter(|row| row.name.contains("Nguyên đán")).collect();
        assert!(rows[0].source.contains("âm lịch Việt Nam"), "{}", rows[0].source);
        rows
    };
    // Tết 2030 is Saturday 2 February.
    let (two, one) = (of(TetDays::TwoBefore), of(TetDays::OneBefore));
    let dates = |rows: &[CalendarDay]| (rows[0].date.to_string(), rows[rows.len() - 1].date.to_string());
    assert_eq!(dates(&two), ("2030-01-31".to_owned(), "2030-02-06".to_owned()));
    assert_eq!(dates(&one), ("2030-02-01".to_owned(), "2030-02-07".to_owned()));
    assert!(two[0].source.contains("02 ngày cuối năm") && one[0].source.contains("01 ngày cuối năm"));
}

#[test]
fn days_that_have_a_row_are_left_alone() {
    let read = motcua::exchange::read(ANNOUNCED.as_bytes()).expect("the file reads");
    let csv: Vec<CalendarDay> = read.rows.into_iter().map(|row| row.value).collect();
    // 2027: Tết and the National Day are expected on the days of one pattern; the other must not come beside them.
    let other = Pattern { tet: TetDays::OneBefore, national: NationalDays::DayBefore };
    for pattern in [Pattern::usual(2027), other] {
        let added = holidays::missing(2027, pattern, &csv);
        assert!(added.is_empty(), "{added:?}");
    }
    let have = [row("2028-09-02", "Quốc khánh", DayStatus::Announced)];
    let added = holidays::missing(2028, Pattern::usual(2028), &have);
    assert!(added.iter().all(|row| row.date != have[0].date));
    assert!(
        added.iter().any(|row| row.date == day("2028-09-01")) && added.iter().any(|row| row.date == day("2028-09-04"))
    );
}

fn register() -> Store {
    let mut store = Store::in_memory().expect("a register");
    small_desk(&mut store);
    store
}

fn of_year(store: &Store, year: i32) -> Vec<CalendarDay> {
    let days = store.read().calendar_days().expect("days");
    days.into_iter().filter(|row| row.date.year() == year).collect()
}

#[test]
fn a_proposed_year_is_one_entry_counts_for_nothing_and_is_undone_as_one() {
    let mut store = register();
    let stamp = stamp("2028-10-02 08:00", "lan");
    let known = row("2029-01-01", "Tết Dương lịch", DayStatus::Announced);
    set_up::put_calendar_day(&mut store, &stamp, &known).expect("written");
    let (added, changes) = propose_year(&mut store, &stamp, 2029, Pattern::usual(2029)).expect("proposed");
    assert!(added.len() > 10 && added.iter().all(|row| row.date != known.date));
    let calendar = |store: &Store| store.rulebook().expect("rules").calendar.clone();
    let tet = day("2029-02-13");
    assert!(calendar(&store).is_working(tet) && calendar(&store).proposed(tet).is_some());
    assert!(!calendar(&store).with_proposed().expect("proposals").is_working(tet));
    assert_eq!(of_year(&store, 2029).len(), added.len() + 1);
    let (again, nothing) = propose_year(&mut store, &stamp, 2029, Pattern::usual(2029)).expect("nothing to do");
    assert!(again.is_empty() && nothing.is_empty());
    undo(&mut store, &stamp, changes.seq, false).expect("undone");
    assert_eq!(of_year(&store, 2029), [known]);
    let refused = propose_year(&mut store, &stamp, 2101, Pattern::usual(2101));
    assert!(matches!(refused, Err(Error::Refused(refusal)) if refusal.problems[0].field == "year"));
}

#[test]
fn the_announcement_confirms_a_holiday_at_once() {
    let mut store = register();
    let stamp = stamp("2028-10-02 08:00", "lan");
    propose_year(&mut store, &stamp, 2029, Pattern::usual(2029)).expect("proposed");
    let expected = row("2029-09-05", "Quốc khánh (chưa có thông báo)", DayStatus::Expected);
    set_up::put_calendar_day(&mut store, &stamp, &expected).expect("written");
    let days = of_year(&store, 2029);
    let one = days.iter().find(|row| row.name == "Quốc khánh").expect("proposed");
    let rows: Vec<CalendarDay> = holidays::awaiting_with(one, &days).into_iter().cloned().collect();
    // Sunday and Monday by law, Tuesday in place of the Sunday, and the expected one.
    assert_eq!(rows.len(), 4, "{rows:?}");
    let empty = confirm_days(&mut store, &stamp, &rows, "  ");
    assert!(matches!(empty, Err(Error::Refused(refusal)) if refusal.problems[0].field == "source"));
    let changes = confirm_days(&mut store, &stamp, &rows, "77/TB-BNV").expect("confirmed");
    let now = of_year(&store, 2029);
    let confirmed: Vec<&CalendarDay> = now.iter().filter(|row| row.source == "77/TB-BNV").collect();
    assert_eq!(confirmed.len(), 4);
    assert!(confirmed.iter().all(|row| row.status == DayStatus::Announced && !row.name.contains("chưa có")));
    assert!(!store.rulebook().expect("rules").calendar.is_working(day("2029-09-04")));
    let stale = confirm_days(&mut store, &stamp, &rows, "78/TB-BNV");
    assert!(matches!(stale, Err(Error::Refused(_))));
    undo(&mut store, &stamp, changes.seq, false).expect("undone");
    assert_eq!(of_year(&store, 2029), days);
    let announced = [row("2026-09-02", "Quốc khánh", DayStatus::Announced)];
    assert!(matches!(confirm_days(&mut store, &stamp, &announced, "1"), Err(Error::Refused(_))));
}

#[test]
fn a_year_without_any_row_is_named_in_time() {
    let calendar = Calendar::new([row("2027-01-01", "Tết Dương lịch", DayStatus::Announced)], Vec::new());
    assert_eq!(holidays::unprepared_year(&calendar, day("2027-06-01")), None);
    assert_eq!(holidays::unprepared_year(&calendar, day("2027-10-28")), None);
    let empty = Some(Unprepared { year: 2028, proposed: false });
    assert_eq!(holidays::unprepared_year(&calendar, day("2027-11-10")), empty);
    assert_eq!(holidays::unprepared_year(&calendar, day("2028-03-01")), empty);
    // What is proposed counts for no due date, so the year is not prepared by it.
    let mut rows = propose(2028, Pattern::usual(2028));
    let proposed = Calendar::new(rows.clone(), Vec::new());
    let waiting = Some(Unprepared { year: 2028, proposed: true });
    assert_eq!(holidays::unprepared_year(&proposed, day("2028-03-01")), waiting);
    rows[0].status = DayStatus::Expected;
    assert_eq!(holidays::unprepared_year(&Calendar::new(rows, Vec::new()), day("2028-03-01")), None);
}

#[test]
fn swapped_days_belong_together_by_their_text_and_holidays_by_their_name() {
    let proposed = |date: &str, kind, name: &str, source: &str| CalendarDay {
        kind,
        source: source.to_owned(),
        ..row(date, name, DayStatus::Proposed)
    };
    let all = [
        proposed("2026-04-30", DayKind::Off, "Ngày Chiến thắng", "luật"),
        proposed("2026-05-01", DayKind::Off, "Ngày Quốc tế lao động", "luật"),
        proposed("2026-08-22", DayKind::Work, "Làm bù", "tờ trình khác"),
        proposed("2026-11-23", DayKind::Off, "Nghỉ hoán đổi", "tờ trình"),
        proposed("2026-11-28", DayKind::Work, "Làm bù", "tờ trình"),
    ];
    let with = |at: usize| -> Vec<Day> { holidays::awaiting_with(&all[at], &all).iter().map(|row| row.date).collect() };
    assert_eq!(with(3), [day("2026-11-23"), day("2026-11-28")]);
    assert_eq!(with(4), with(3));
    assert_eq!(with(0), [day("2026-04-30")], "one law gives many holidays");
}
