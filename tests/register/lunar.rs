//! The lunar calendar of every year, from the table and from the positions of sun and moon; and as printed.
//!
//! The second way shares nothing with the first: the moments of the new moons and of the solar terms are computed
//! from the series of J. Meeus, Astronomical Algorithms (2nd ed., chapters 25 and 49), and the rules of the calendar are
//! applied to them month by month.

use crate::sky;

use motcua::domain::day::Day;
use motcua::domain::lunar::{self, LunarMonth, YEARS};

fn years() -> std::ops::RangeInclusive<i32> {
    YEARS.0..=YEARS.1
}

/// A month found in the sky: number, whether it is the second of that number, first day, distance of its new moon from
/// midnight in seconds.
#[derive(Clone, Copy, Debug)]
struct Found {
    number: u32,
    leap: bool,
    first: Day,
    margin: f64,
}

fn civil(days: f64) -> Day {
    Day::from_epoch(days.floor() as i32)
}

fn solstice(year: i32) -> Day {
    civil(sky::solar_term(year, 270))
}

/// Every new moon from the one of the eleventh month of `year` to the one of the next, that one excluded, and its
/// number by the rules.
fn sui(year: i32) -> Vec<Found> {
    let (from, to) = (solstice(year), solstice(year + 1));
    let moons: Vec<f64> = sky::new_moons(year, year + 1);
    let eleventh = |solstice: Day| moons.iter().rposition(|moon| civil(*moon) <= solstice).expect("a new moon before");
    let (first, next) = (eleventh(from), eleventh(to));
    let terms: Vec<Day> =
        (year..=year + 1).flat_map(|year| (0..12).map(move |n| civil(sky::solar_term(year, n * 30)))).collect();
    let (mut number, mut doubled) = (10, next - first == 12);
    let mut found = Vec::new();
    for at in first..next {
        let (day, end) = (civil(moons[at]), civil(moons[at + 1]));
        let has_term = terms.iter().any(|term| (day..end).contains(term));
        let leap = !doubled && !has_term;
        doubled |= leap;
        if !leap {
            number = number % 12 + 1;
        }
        let part = moons[at].rem_euclid(1.0);
        found.push(Found { number, leap, first: day, margin: part.min(1.0 - part) * 86_400.0 });
    }
    assert!(doubled, "thirteen months and none without a term: {year}");
    found
}

/// The months of a lunar year, from the sky.
fn from_the_sky(year: i32) -> Vec<Found> {
    let tail = sui(year - 1).into_iter().skip_while(|month| month.number >= 11);
    let head = sui(year).into_iter().take_while(|month| month.number >= 11);
    tail.chain(head).collect()
}

#[test]
fn every_month_of_the_table_is_the_one_in_the_sky() {
    let mut doubtful = Vec::new();
    for year in years() {
        let (table, sky) = (lunar::months(year).expect("in the table"), from_the_sky(year));
        assert_eq!(table.len(), sky.len(), "{year}");
        for (known, found) in table.iter().zip(&sky) {
            assert_eq!((known.number, known.leap), (found.number, found.leap), "{year}");
            if found.margin < 100.0 {
                assert!(known.first.since(found.first).abs() <= 1, "{year} {known:?} {found:?}");
                doubtful.push((year, known.number));
            } else {
                assert_eq!(known.first, found.first, "{year} {known:?} {found:?}");
            }
        }
    }
    let named = [(2054, 4), (2077, 10), (2085, 9)];
    assert!(named.iter().all(|month| doubtful.contains(month)), "{doubtful:?}");
    assert!(doubtful.iter().all(|(_, month)| ![1, 3].contains(month)), "a holiday leans on seconds: {doubtful:?}");
}

#[test]
fn tet_and_the_tenth_of_the_third_come_out_the_same_both_ways() {
    for year in years() {
        let sky = from_the_sky(year);
        let first = |number: u32| sky.iter().find(|month| month.number == number && !month.leap).expect("a month");
        assert_eq!(lunar::tet(year), Some(first(1).first), "{year}");
        assert_eq!(lunar::hung_kings(year), Some(first(3).first.plus(9)), "{year}");
        assert!(first(1).margin > 300.0 && first(3).margin > 300.0, "{year}");
    }
    assert_eq!((lunar::tet(1967), lunar::tet(2101), lunar::solar(2026, 1, false, 31)), (None, None, None));
}

/// Tết as published: the tables of Hồ Ngọc Đức (informatik.uni-leipzig.de/~duc/amlich) have every one of these days,
/// the notices of public holidays those since 2007. His pages name the years in which China differs as well: 2007, 2030
/// and 2053, and before them 1968, 1969 and 1985.
const TET: &str = "1968-01-29 1969-02-16 1970-02-06 1971-01-27 1972-02-15 1973-02-03 1974-01-23 1975-02-11 1976-01-31 \
    1977-02-18 1978-02-07 1979-01-28 1980-02-16 1981-02-05 1982-01-25 1983-02-13 1984-02-02 1985-01-21 1986-02-09 \
    1987-01-29 1988-02-17 1989-02-06 1990-01-27 1991-02-15 1992-02-04 1993-01-23 1994-02-10 1995-01-31 1996-02-19 \
    1997-02-07 1998-01-28 1999-02-16 2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 \
    2007-02-17 2008-02-07 2009-01-26 2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 \
    2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 \
    2027-02-06 2028-01-26 2029-02-13 2030-02-02 2053-02-18";

/// Giỗ Tổ of every year since it became a public holiday in 2007, as it was kept up to 2026; 2027 as the lunar calendar
/// prints it, since no notice for that year is out.
const HUNG_KINGS: &str = "2007-04-26 2008-04-15 2009-04-04 2010-04-23 2011-04-12 2012-03-31 2013-04-19 2014-04-09 \
    2015-04-28 2016-04-16 2017-04-06 2018-04-25 2019-04-14 2020-04-02 2021-04-21 2022-04-10 2023-04-29 2024-04-18 \
    2025-04-07 2026-04-26 2027-04-16";

#[test]
fn the_printed_calendars_agree() {
    let days = |text: &'static str| text.split_whitespace().map(|day| day.parse::<Day>().expect("a day"));
    for day in days(TET) {
        assert_eq!(lunar::tet(day.year()), Some(day));
    }
    for day in days(HUNG_KINGS) {
        assert_eq!(lunar::hung_kings(day.year()), Some(day));
    }
    assert_eq!((days(TET).count(), days(HUNG_KINGS).count()), (64, 21));
}

#[test]
fn leap_months_are_where_the_printed_calendars_have_them() {
    let leap = |year: i32| lunar::months(year).expect("in the table").into_iter().find(|m| m.leap).map(|m| m.number);
    // 1984/85: China doubled the tenth month of 1984, Viet Nam the second of 1985. 2033/34: a month of the autumn of
    // 2033 has no term either, but lies in a year of twelve; the doubled one is the eleventh.
    let known = [(1984, None), (1985, Some(2)), (2004, Some(2)), (2014, Some(9)), (2017, Some(6)), (2020, Some(4))];
    let later = [(2023, Some(2)), (2025, Some(6)), (2026, None), (2028, Some(5)), (2033, Some(11)), (2034, None)];
    for (year, month) in known.into_iter().chain(later) {
        assert_eq!(leap(year), month, "{year}");
    }
}

#[test]
fn months_follow_each_other_and_the_eleventh_holds_the_solstice() {
    let all: Vec<(i32, LunarMonth)> = years()
        .flat_map(|year| lunar::months(year).expect("in the table").into_iter().map(move |m| (year, m)))
        .collect();
    for pair in all.windows(2) {
        let ((year, month), (_, next)) = (pair[0], pair[1]);
        assert!(month.length == 29 || month.length == 30);
        assert_eq!(month.first.plus(month.length as i32), next.first, "{year} {month:?}");
        assert!(if next.leap { next.number == month.number } else { next.number == month.number % 12 + 1 });
    }
    for year in years() {
        let eleventh = all.iter().find(|(of, m)| *of == year && m.number == 11 && !m.leap).expect("an eleventh").1;
        let days = solstice(year).since(eleventh.first);
        assert!((0..eleventh.length as i32).contains(&days), "{year}");
    }
}
