//! The Vietnamese lunar calendar: on which civil day a day of a lunar month falls, for the years 1968 to 2100.
//!
//! The rules: a month begins on the day of the new moon; the month that holds the winter solstice is the eleventh; of
//! thirteen months from one eleventh to the next, the first without a major solar term is the leap one, and has the
//! number of the month before it. All days are days of UTC+7, by which Viet Nam has reckoned since 1968; China uses
//! UTC+8, so that Tết falls on another day in 1968, 1969, 1985 (by a month), 2007, 2030 and 2053.
//!
//! The outcome is kept as a table, one number a year: a table can be held against printed calendars, and cannot drift.
//! `tests/lunar.rs` computes every month anew from the positions of sun and moon.
//!
//! New moons so close to midnight of UTC+7 that the rotation of the earth, which nobody can foretell to the second,
//! may move a month by a day: month 4 of 2054, month 10 of 2077, month 9 of 2085, each within a minute or so. The tables
//! of Hồ Ngọc Đức, else the same in every month, begin those three a day earlier. No public holiday leans on them. Of the
//! new moons that Tết and 10/3 lean on the closest to midnight are those of month 3 of 2086 (6 minutes), 1976 (9), 2038
//! (16), 2062 (17), 1975 (20), 2085 (22), 2061 and 2095 (24), and of Tết 2053 (28).

use crate::domain::day::Day;

/// The first and the last lunar year of the table.
pub const YEARS: (i32, i32) = (1968, 2100);

/// One number a lunar year. From the highest bits down: days from 20 January to Tết; the number of the month that is
/// doubled, or 0 (4 bits); the length of each month (13 bits, the lowest is the first month, 1 = thirty days).
const TABLE: [u32; 133] = [
    0x12e55b, 0x36056b, 0x220b69, 0x0eb752, 0x340b52, 0x1c0b25, 0x069a4b, 0x2c0a4d, // 1968
    0x1714ab, 0x3a02ad, 0x2405ad, 0x10cb6a, 0x360da9, 0x200d92, 0x0a9d25, 0x300d25, // 1976
    0x1a0a55, 0x0254ad, 0x2804b6, 0x12e5b5, 0x3806d5, 0x220ec9, 0x0ebe92, 0x340e92, // 1984
    0x1e0d26, 0x066a56, 0x2a0a57, 0x171556, 0x3c056a, 0x240b55, 0x10b6c9, 0x360749, // 1992
    0x200693, 0x08952b, 0x2e052b, 0x180a5b, 0x04555a, 0x28056a, 0x12eb65, 0x380ba5, // 2000
    0x240d49, 0x0cba95, 0x320a95, 0x1c052d, 0x068aad, 0x2a0ab5, 0x1735aa, 0x3c05d2, // 2008
    0x260da5, 0x10dd4a, 0x360e4a, 0x200c96, 0x0a992e, 0x2e0556, 0x180ab5, 0x0455b2, // 2016
    0x2a06d2, 0x12cea5, 0x380725, 0x22064b, 0x0cac97, 0x3004ab, 0x1a055b, 0x066ada, // 2024
    0x2c0b6a, 0x177752, 0x3c0b92, 0x260b25, 0x10da4b, 0x340a4d, 0x1e04ad, 0x08a95b, // 2032
    0x2e05ad, 0x180baa, 0x045b52, 0x2a0d92, 0x14fd25, 0x380d25, 0x220a55, 0x0cb4ad, // 2040
    0x3204b6, 0x1a06b5, 0x066daa, 0x2c0eca, 0x190e92, 0x3a0e93, 0x260d26, 0x10ca56, // 2048
    0x340a5b, 0x1e055a, 0x088ad5, 0x2e0b55, 0x1a074a, 0x026e93, 0x280a93, 0x12f52b, // 2056
    0x38052b, 0x200a9b, 0x0cb55a, 0x32056a, 0x1c0b65, 0x06974a, 0x2c0d4a, 0x171a95, // 2064
    0x3c0c95, 0x24092d, 0x0ecaad, 0x340ab5, 0x2005aa, 0x088ba5, 0x2e0ea5, 0x1a0d4a, // 2072
    0x047d15, 0x280c96, 0x12f956, 0x380556, 0x220ab5, 0x0cb5b4, 0x3206d4, 0x1c0ea5, // 2080
    0x088e8a, 0x2a068b, 0x151497, 0x3a04ab, 0x24095b, 0x0ecada, 0x340b6a, 0x200754, // 2088
    0x0a9725, 0x2e0b45, 0x180a8b, 0x02552b, 0x2804ad, // 2096
];

/// A month of the lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarMonth {
    /// Its number, 1 to 12.
    pub number: u32,
    /// The second month of this number (tháng nhuận).
    pub leap: bool,
    /// Its first day.
    pub first: Day,
    /// 29 or 30 days.
    pub length: u32,
}

/// The months of a lunar year in order, twelve or thirteen; `None` for a year outside the table.
pub fn months(year: i32) -> Option<Vec<LunarMonth>> {
    let at = usize::try_from(year - YEARS.0).ok()?;
    let code = *TABLE.get(at)?;
    let doubled = code >> 13 & 15;
    let mut first = Day::new(year, 1, 20)?.plus((code >> 17) as i32);
    let mut months = Vec::with_capacity(13);
    let numbers = (1..=12).flat_map(|number| {
        let leap = (number == doubled).then_some((number, true));
        std::iter::once((number, false)).chain(leap)
    });
    for (at, (number, leap)) in numbers.enumerate() {
        let length = 29 + (code >> at & 1);
        months.push(LunarMonth { number, leap, first, length });
        first = first.plus(length as i32);
    }
    Some(months)
}

/// The civil day of a day of the lunar calendar; `None` outside the table, and for a day that the month has not.
pub fn solar(year: i32, month: u32, leap: bool, date: u32) -> Option<Day> {
    let found = months(year)?.into_iter().find(|known| known.number == month && known.leap == leap)?;
    (1..=found.length).contains(&date).then(|| found.first.plus(date as i32 - 1))
}

/// The first day of the lunar year, mùng 1 Tết Nguyên đán.
pub fn tet(year: i32) -> Option<Day> {
    solar(year, 1, false, 1)
}

/// Giỗ Tổ Hùng Vương, the tenth of the third lunar month; of the first one where the third is doubled.
pub fn hung_kings(year: i32) -> Option<Day> {
    solar(year, 3, false, 10)
}

/// On which day of the lunar calendar a civil day falls: the lunar year, the month and the date in it, from 1; `None`
/// outside the table.
pub fn on(day: Day) -> Option<(i32, LunarMonth, u32)> {
    let year = if tet(day.year())? <= day { day.year() } else { day.year() - 1 };
    let month = months(year)?.into_iter().rfind(|month| month.first <= day)?;
    u32::try_from(day.since(month.first)).ok().filter(|past| *past < month.length).map(|past| (year, month, past + 1))
}

/// The name of a lunar year by stem and branch: 2026 is Bính Ngọ.
pub fn year_name(year: i32) -> String {
    const STEMS: [&str; 10] = ["Canh", "Tân", "Nhâm", "Quý", "Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ"];
    const BRANCHES: [&str; 12] = ["Thân", "Dậu", "Tuất", "Hợi", "Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi"];
    format!("{} {}", STEMS[year.rem_euclid(10) as usize], BRANCHES[year.rem_euclid(12) as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_civil_day_has_its_lunar_date_and_the_year_its_name() {
        let said = |text: &str| {
            let (year, month, date) = on(text.parse().expect("a day")).expect("in the table");
            format!("{date}/{}{} {}", month.number, if month.leap { "n" } else { "" }, year_name(year))
        };
        assert_eq!(said("2026-02-17"), "1/1 Bính Ngọ");
        assert_eq!(said("2026-02-16"), "29/12 Ất Tỵ");
        assert_eq!(said("2025-07-25"), "1/6n Ất Tỵ");
        assert_eq!(said("2026-04-26"), "10/3 Bính Ngọ");
        assert_eq!(on(Day::new(1967, 6, 1).expect("a day")), None);
    }
}
