//! Reporting periods: free spans of days, and the presets of the calendar and the administrative cut-off.
//!
//! A period knows days and names; it knows no dossier and no figure (DOMAIN.md §8).

use crate::domain::day::{Day, Moment};
use crate::domain::refusal::Refusal;

/// Where months and years of a preset end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Cutoff {
    /// Plain months: March is 1/3 to 31/3.
    #[default]
    Calendar,
    /// Months end on the 14th: March is 15/2 to 14/3, the year begins on 15/12 of the year before.
    Administrative,
}

impl Cutoff {
    /// Every cut-off, in the order of a choice on screen.
    pub const ALL: [Cutoff; 2] = [Cutoff::Calendar, Cutoff::Administrative];

    /// The word of settings and the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Cutoff::Calendar => "calendar",
            Cutoff::Administrative => "administrative",
        }
    }

    /// Reads the word of settings and the command line.
    pub fn from_code(text: &str) -> Option<Cutoff> {
        Cutoff::ALL.into_iter().find(|cutoff| cutoff.code() == text)
    }

    /// The Vietnamese word on screen and paper.
    pub const fn label(self) -> &'static str {
        match self {
            Cutoff::Calendar => "theo tháng dương lịch",
            Cutoff::Administrative => "theo kỳ hành chính (từ ngày 15 đến ngày 14)",
        }
    }
}

/// The part of a year that a preset covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Part {
    Month(u32),
    Quarter(u32),
    Half(u32),
    NineMonths,
    Year,
}

impl Part {
    /// Reads what follows the year: `03`, `Q2`, `H1`, `9M`.
    fn read(text: &str) -> Option<Part> {
        let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<u32>().ok()).flatten();
        match text.to_ascii_uppercase().as_str() {
            "H1" => Some(Part::Half(1)),
            "H2" => Some(Part::Half(2)),
            "9M" => Some(Part::NineMonths),
            text if text.len() == 2 => match text.strip_prefix('Q') {
                Some(quarter) => number(quarter).filter(|n| (1..=4).contains(n)).map(Part::Quarter),
                None => number(text).filter(|n| (1..=12).contains(n)).map(Part::Month),
            },
            _ => None,
        }
    }

    /// Months of the year before the part, and its length in months.
    const fn months(self) -> (u32, u32) {
        match self {
            Part::Month(n) => (n - 1, 1),
            Part::Quarter(n) => ((n - 1) * 3, 3),
            Part::Half(n) => ((n - 1) * 6, 6),
            Part::NineMonths => (0, 9),
            Part::Year => (0, 12),
        }
    }

    /// The part just before it, and whether that lies in the year before.
    const fn before(self) -> (Part, bool) {
        match self {
            Part::Month(1) => (Part::Month(12), true),
            Part::Month(n) => (Part::Month(n - 1), false),
            Part::Quarter(1) => (Part::Quarter(4), true),
            Part::Quarter(n) => (Part::Quarter(n - 1), false),
            Part::Half(1) => (Part::Half(2), true),
            Part::Half(n) => (Part::Half(n - 1), false),
            Part::NineMonths => (Part::NineMonths, true),
            Part::Year => (Part::Year, true),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Preset {
    year: i32,
    part: Part,
    cutoff: Cutoff,
}

impl Preset {
    fn period(self) -> Option<Period> {
        let (skipped, length) = self.part.months();
        let first = match self.cutoff {
            Cutoff::Calendar => Day::new(self.year, 1, 1)?,
            Cutoff::Administrative => Day::new(self.year - 1, 12, 15)?,
        };
        let (from, after) = (first.plus_months(skipped), first.plus_months(skipped + length));
        Some(Period { from, to: after.plus(-1), preset: Some(self) })
    }
}

/// A span of whole days, both ends included. A period made from a preset remembers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    preset: Option<Preset>,
}

impl Period {
    /// A free period. Refused when it ends before it begins.
    pub fn free(from: Day, to: Day) -> Result<Period, Refusal> {
        if from > to {
            return Err(Refusal::at(
                "to",
                format!(
                    "Kỳ báo cáo kết thúc ngày {} trước khi bắt đầu ngày {}; hãy đổi lại hai ngày.",
                    to.vietnamese(),
                    from.vietnamese()
                ),
            ));
        }
        Ok(Period { from, to, preset: None })
    }

    /// The period of these days: the preset that has them, or a free one. Refused when it ends before it begins.
    pub fn of_days(from: Day, to: Day, cutoff: Cutoff) -> Result<Period, Refusal> {
        let months = (1..=12).map(Part::Month).chain((1..=4).map(Part::Quarter));
        let parts = months.chain([Part::Half(1), Part::Half(2), Part::NineMonths, Part::Year]);
        let mut presets = parts.filter_map(|part| Preset { year: to.year(), part, cutoff }.period());
        presets.find(|preset| (preset.from, preset.to) == (from, to)).map_or_else(|| Period::free(from, to), Ok)
    }

    /// Reads a preset: `2025`, `2025-H1`, `2025-Q2`, `2025-03` or `2025-9M`.
    pub fn preset(text: &str, cutoff: Cutoff) -> Result<Period, Refusal> {
        let (year, part) = match text.trim().split_once('-') {
            Some((year, part)) => (year, Part::read(part)),
            None => (text.trim(), Some(Part::Year)),
        };
        let four = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let year = if four { year.parse::<i32>().ok() } else { None };
        let period = year.zip(part).and_then(|(year, part)| Preset { year, part, cutoff }.period());
        period.ok_or_else(|| {
            Refusal::at(
                "period",
                format!(
                    "“{text}” không phải là kỳ báo cáo; hãy viết như 2025, 2025-H1, 2025-Q2, 2025-03 hoặc 2025-9M."
                ),
            )
        })
    }

    /// The half-year that a report made on `today` is about: the one that `today` lies in, or in its first month the
    /// one before, since the reports of a half-year are written in the weeks after it.
    pub fn half_year_for(today: Day, cutoff: Cutoff) -> Period {
        let halves = [today.year(), today.year() + 1].into_iter().flat_map(|year| {
            [1, 2].into_iter().filter_map(move |n| Preset { year, part: Part::Half(n), cutoff }.period())
        });
        let present = halves.into_iter().find(|half| half.from <= today && today <= half.to);
        let present = present.unwrap_or(Period { from: today, to: today, preset: None });
        if today.since(present.from) < 31 { present.previous() } else { present }
    }

    /// The months of reporting that a span of days is made of, first and last day of each; none for a span that begins or
    /// ends within a month.
    pub fn whole_months(from: Day, to: Day, cutoff: Cutoff) -> Vec<(Day, Day)> {
        let first = match cutoff {
            Cutoff::Calendar => 1,
            Cutoff::Administrative => 15,
        };
        let after = to.plus(1);
        if from.date() != first || after.date() != first || from >= after {
            return Vec::new();
        }
        let begins = (0..).map(|n| from.plus_months(n)).take_while(|begin| *begin < after);
        begins.map(|begin| (begin, begin.plus_months(1).plus(-1))).collect()
    }

    /// The preset as it is written, `2025-H1`; `None` for a free period.
    pub fn code(&self) -> Option<String> {
        let Preset { year, part, .. } = self.preset?;
        Some(match part {
            Part::Month(n) => format!("{year}-{n:02}"),
            Part::Quarter(n) => format!("{year}-Q{n}"),
            Part::Half(n) => format!("{year}-H{n}"),
            Part::NineMonths => format!("{year}-9M"),
            Part::Year => year.to_string(),
        })
    }

    /// The cut-off of the preset; `None` for a free period.
    pub fn cutoff(&self) -> Option<Cutoff> {
        self.preset.map(|preset| preset.cutoff)
    }

    /// The name in running text: `quý II năm 2026`, `06 tháng đầu năm 2026`, else `từ ngày … đến ngày …`.
    pub fn name(&self) -> String {
        let Some(Preset { year, part, .. }) = self.preset else { return self.dates() };
        match part {
            // Decree 30/2020, annex I: the months 1 and 2 are written with a leading 0.
            Part::Month(n @ 1..=2) => format!("tháng {n:02} năm {year}"),
            Part::Month(n) => format!("tháng {n} năm {year}"),
            Part::Quarter(n) => format!("quý {} năm {year}", ["I", "II", "III", "IV"][n as usize - 1]),
            Part::Half(1) => format!("06 tháng đầu năm {year}"),
            Part::Half(_) => format!("06 tháng cuối năm {year}"),
            Part::NineMonths => format!("09 tháng năm {year}"),
            Part::Year => format!("năm {year}"),
        }
    }

    /// Until when its numbers go that were counted as of a moment: `hết ngày 30/06/2025` for its own end.
    pub fn cut_off_words(&self, as_of: Moment) -> String {
        if as_of == self.end() { format!("hết ngày {}", self.to.vietnamese()) } else { as_of.vietnamese() }
    }

    /// The name as a heading, with a capital: `Quý II năm 2026`.
    pub fn title(&self) -> String {
        let name = self.name();
        let mut rest = name.chars();
        rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
    }

    /// `từ ngày 01/01/2025 đến ngày 30/06/2025`.
    pub fn dates(&self) -> String {
        format!("từ ngày {} đến ngày {}", self.from.vietnamese(), self.to.vietnamese())
    }

    /// 00:00 of the first day.
    pub fn start(&self) -> Moment {
        self.from.start()
    }

    /// 24:00 of the last day, which is 00:00 of the next; it lies outside.
    pub fn end(&self) -> Moment {
        self.to.plus(1).start()
    }

    /// Whether a moment lies in the period.
    pub fn contains(&self, at: Moment) -> bool {
        self.from <= at.day && at.day <= self.to
    }

    /// Whether this period begins on the day after `earlier` ends.
    pub fn follows(&self, earlier: &Period) -> bool {
        earlier.to.plus(1) == self.from
    }

    /// The period of the same kind just before this one; for a free one, the same number of days just before it.
    /// Nine months have none that adjoins: theirs is the nine months of the year before (see [`Period::follows`]).
    pub fn previous(&self) -> Period {
        let before = self.preset.and_then(|preset| {
            let (part, last_year) = preset.part.before();
            Preset { year: preset.year - i32::from(last_year), part, ..preset }.period()
        });
        let days = self.to.since(self.from) + 1;
        before.unwrap_or(Period { from: self.from.plus(-days), to: self.from.plus(-1), preset: None })
    }

    /// The same period one year earlier. A free one that ends with a month ends with that month there too.
    pub fn same_last_year(&self) -> Period {
        let preset = self.preset.and_then(|preset| Preset { year: preset.year - 1, ..preset }.period());
        let ends_month = self.to.plus(1).date() == 1;
        let to = if ends_month { year_before(self.to.plus(1)).plus(-1) } else { year_before(self.to) };
        preset.unwrap_or(Period { from: year_before(self.from), to, preset: None })
    }

    /// The first day of the report year of the last day: 1/1, or under the administrative cut-off 15/12 of the year
    /// before (15/12/2025 belongs to 2026 already).
    pub fn report_year_start(&self, cutoff: Cutoff) -> Day {
        let day = |year, month, date| Day::new(year, month, date).unwrap_or(self.from);
        let year = self.to.year();
        match cutoff {
            Cutoff::Calendar => day(year, 1, 1),
            Cutoff::Administrative if self.to >= day(year, 12, 15) => day(year, 12, 15),
            Cutoff::Administrative => day(year - 1, 12, 15),
        }
    }
}

/// The same date of the year before; 29 February becomes 28.
fn year_before(day: Day) -> Day {
    let same = |date| Day::new(day.year() - 1, day.month(), date);
    same(day.date()).or_else(|| same(28)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn preset(text: &str, cutoff: Cutoff) -> Period {
        Period::preset(text, cutoff).expect("a preset")
    }

    fn free(from: &str, to: &str) -> Period {
        Period::free(day(from), day(to)).expect("a period")
    }

    #[test]
    fn every_preset_has_its_days_and_its_name() {
        let cases = [
            ("2025", "2025-01-01", "2025-12-31", "2024-12-15", "2025-12-14", "năm 2025"),
            ("2025-H1", "2025-01-01", "2025-06-30", "2024-12-15", "2025-06-14", "06 tháng đầu năm 2025"),
            ("2025-H2", "2025-07-01", "2025-12-31", "2025-06-15", "2025-12-14", "06 tháng cuối năm 2025"),
            ("2025-9M", "2025-01-01", "2025-09-30", "2024-12-15", "2025-09-14", "09 tháng năm 2025"),
            ("2025-Q1", "2025-01-01", "2025-03-31", "2024-12-15", "2025-03-14", "quý I năm 2025"),
            ("2025-Q2", "2025-04-01", "2025-06-30", "2025-03-15", "2025-06-14", "quý II năm 2025"),
            ("2025-Q3", "2025-07-01", "2025-09-30", "2025-06-15", "2025-09-14", "quý III năm 2025"),
            ("2025-Q4", "2025-10-01", "2025-12-31", "2025-09-15", "2025-12-14", "quý IV năm 2025"),
            ("2025-01", "2025-01-01", "2025-01-31", "2024-12-15", "2025-01-14", "tháng 01 năm 2025"),
            ("2025-03", "2025-03-01", "2025-03-31", "2025-02-15", "2025-03-14", "tháng 3 năm 2025"),
            ("2024-02", "2024-02-01", "2024-02-29", "2024-01-15", "2024-02-14", "tháng 02 năm 2024"),
            ("2025-12", "2025-12-01", "2025-12-31", "2025-11-15", "2025-12-14", "tháng 12 năm 2025"),
        ];
        for (code, from, to, admin_from, admin_to, name) in cases {
            for (cutoff, from, to) in [(Cutoff::Calendar, from, to), (Cutoff::Administrative, admin_from, admin_to)] {
                let period = preset(code, cutoff);
                assert_eq!((period.from, period.to), (day(from), day(to)), "{code} {cutoff:?}");
                assert_eq!((period.name().as_str(), period.code().as_deref()), (name, Some(code)));
            }
        }
        assert_eq!(preset("2026-q2", Cutoff::Calendar).title(), "Quý II năm 2026");
        assert_eq!(free("2025-01-01", "2025-06-25").name(), "từ ngày 01/01/2025 đến ngày 25/06/2025");
    }

    #[test]
    fn slips_are_refused_with_a_remedy() {
        for text in ["", "25", "2025-", "2025-13", "2025-00", "2025-3", "2025-Q0", "2025-Q5", "2025-H3", "2025-+3", "x"]
        {
            let refusal = Period::preset(text, Cutoff::Calendar).expect_err(text);
            assert!(refusal.to_string().contains("2025-H1"), "{refusal}");
        }
        let refusal = Period::free(day("2025-02-01"), day("2025-01-31")).expect_err("it ends before it begins");
        assert!(refusal.to_string().starts_with("Kỳ báo cáo kết thúc ngày 31/01/2025 trước khi bắt đầu"));
    }

    #[test]
    fn months_quarters_halves_and_years_follow_one_another() {
        for cutoff in Cutoff::ALL {
            for code in ["2025-01", "2025-03", "2025-Q1", "2025-Q3", "2025-H1", "2025-H2", "2025"] {
                let period = preset(code, cutoff);
                assert!(period.follows(&period.previous()), "{code}");
                assert_eq!(period.previous().cutoff(), Some(cutoff));
            }
        }
        assert_eq!(preset("2025-9M", Cutoff::Calendar).previous().code().as_deref(), Some("2024-9M"));
        let odd = free("2025-01-01", "2025-06-25");
        assert_eq!((odd.previous().to, odd.previous().from), (day("2024-12-31"), day("2024-07-09")));
    }

    #[test]
    fn last_year_keeps_the_kind_and_the_end_of_february() {
        assert_eq!(preset("2025-Q2", Cutoff::Administrative).same_last_year().code().as_deref(), Some("2024-Q2"));
        assert_eq!(free("2024-02-01", "2024-02-29").same_last_year(), free("2023-02-01", "2023-02-28"));
        assert_eq!(free("2025-02-01", "2025-02-28").same_last_year(), free("2024-02-01", "2024-02-29"));
        assert_eq!(free("2024-02-29", "2024-03-10").same_last_year(), free("2023-02-28", "2023-03-10"));
    }

    #[test]
    fn the_report_year_turns_with_the_cut_off() {
        let start = |to: &str, cutoff| free("2020-01-01", to).report_year_start(cutoff);
        assert_eq!(start("2025-12-31", Cutoff::Calendar), day("2025-01-01"));
        assert_eq!(start("2025-12-14", Cutoff::Administrative), day("2024-12-15"));
        assert_eq!(start("2025-12-15", Cutoff::Administrative), day("2025-12-15"));
    }

    #[test]
    fn the_last_minute_is_inside_and_the_next_midnight_is_not() {
        let march = preset("2025-03", Cutoff::Calendar);
        assert!(march.contains(march.start()) && march.contains(march.end().plus_minutes(-1)));
        assert!(!march.contains(march.end()) && !march.contains(march.start().plus_minutes(-1)));
        assert_eq!(march.end().to_string(), "2025-04-01 00:00");
    }

    #[test]
    fn the_half_year_for_a_report_is_the_last_one_in_the_weeks_after_it() {
        let code = |today: &str, cutoff| {
            Period::half_year_for(today.parse().expect("a day"), cutoff).code().unwrap_or_default()
        };
        assert_eq!(code("2025-06-20", Cutoff::Calendar), "2025-H1");
        assert_eq!(code("2025-07-10", Cutoff::Calendar), "2025-H1");
        assert_eq!(code("2025-08-01", Cutoff::Calendar), "2025-H2");
        assert_eq!(code("2026-01-05", Cutoff::Calendar), "2025-H2");
        assert_eq!(code("2025-12-20", Cutoff::Administrative), "2025-H2");
        assert_eq!(code("2026-01-20", Cutoff::Administrative), "2026-H1");
    }
}
