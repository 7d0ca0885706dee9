//! Days and moments in the civil time of Viet Nam.
//!
//! The zone is fixed at UTC+7 without summer time, so a moment is a day and a minute and nothing more.
//! This file knows the Gregorian calendar; it knows no holiday, no office hours and no clock on the wall.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, Weekday};

/// Days from 0001-01-01 to 1970-01-01 in the proleptic Gregorian calendar, as chrono counts them.
const EPOCH_FROM_CE: i32 = 719_163;

/// Minutes by which Viet Nam is ahead of UTC; there is no summer time.
const AHEAD_OF_UTC: i64 = 7 * 60;

/// Minutes in one civil day.
pub const MINUTES_PER_DAY: u16 = 24 * 60;

/// A civil day, counted from 1970-01-01 (day 0). Written `2026-11-20`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// The day `year-month-date`, or `None` where the calendar has no such day (31 February).
    pub fn new(year: i32, month: u32, date: u32) -> Option<Day> {
        // Four digits are what the text form holds; a year outside them is a slip of the keyboard.
        if !(1900..=9999).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, date).map(Day::from_naive)
    }

    /// The day that lies `days` after 1970-01-01.
    pub const fn from_epoch(days: i32) -> Day {
        Day(days)
    }

    /// Days since 1970-01-01.
    pub const fn epoch(self) -> i32 {
        self.0
    }

    fn from_naive(date: NaiveDate) -> Day {
        Day(date.num_days_from_ce() - EPOCH_FROM_CE)
    }

    fn naive(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0.saturating_add(EPOCH_FROM_CE)).unwrap_or(NaiveDate::MAX)
    }

    /// The Gregorian year.
    pub fn year(self) -> i32 {
        self.naive().year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.naive().month()
    }

    /// The day of the month, 1 to 31.
    pub fn date(self) -> u32 {
        self.naive().day()
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        self.naive().weekday()
    }

    /// The Monday of its week.
    pub fn monday(self) -> Day {
        self.plus(-(self.weekday().num_days_from_monday() as i32))
    }

    /// This day plus (or minus) a number of calendar days.
    pub const fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// Calendar days from `earlier` to this day.
    pub const fn since(self, earlier: Day) -> i32 {
        self.0 - earlier.0
    }

    /// The same day of the month `months` later, or that month's last day where it is shorter
    /// (31 January plus one month is 28 or 29 February).
    pub fn plus_months(self, months: u32) -> Day {
        let date = self.naive();
        Day::from_naive(date.checked_add_months(chrono::Months::new(months)).unwrap_or(NaiveDate::MAX))
    }

    /// The moment at `minute` minutes after midnight of this day.
    pub const fn at(self, minute: u16) -> Moment {
        Moment { day: self, minute }
    }

    /// Midnight at which this day begins.
    pub const fn start(self) -> Moment {
        self.at(0)
    }

    /// As Vietnamese papers write it: `20/11/2026`.
    pub fn vietnamese(self) -> String {
        format!("{:02}/{:02}/{:04}", self.date(), self.month(), self.year())
    }

    /// The weekday's Vietnamese name: `Thứ Hai` … `Chủ nhật`.
    pub fn weekday_name(self) -> &'static str {
        match self.weekday() {
            Weekday::Mon => "Thứ Hai",
            Weekday::Tue => "Thứ Ba",
            Weekday::Wed => "Thứ Tư",
            Weekday::Thu => "Thứ Năm",
            Weekday::Fri => "Thứ Sáu",
            Weekday::Sat => "Thứ Bảy",
            Weekday::Sun => "Chủ nhật",
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.date())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a text is not a day or a moment. The text itself is kept by the caller, who knows the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    /// The text has not the shape of a date.
    #[error("phải viết theo dạng năm-tháng-ngày, ví dụ 2026-11-20")]
    Shape,
    /// The shape is right, but the calendar has no such day.
    #[error("không có ngày này trong lịch")]
    NoSuchDay,
    /// The hour is not between 00:00 and 23:59.
    #[error("giờ phải từ 00:00 đến 23:59, ví dụ 09:15")]
    Hour,
}

fn digits(text: &str) -> Option<u32> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

impl FromStr for Day {
    type Err = DayError;

    /// Reads `2026-11-20`.
    fn from_str(text: &str) -> Result<Day, DayError> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(DayError::Shape);
        }
        let part = |from: usize, to: usize| text.get(from..to).and_then(digits).ok_or(DayError::Shape);
        let (year, month, date) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
        Day::new(year as i32, month, date).ok_or(DayError::NoSuchDay)
    }
}

/// A civil minute: a day and the minutes since its midnight. Written `2026-11-20 09:15`, which sorts as text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The civil day.
    pub day: Day,
    /// Minutes since midnight, 0 to 1439.
    pub minute: u16,
}

impl Moment {
    /// The civil minute of an instant, told in UTC milliseconds since 1970.
    pub fn of_utc_ms(ms: i64) -> Moment {
        Day::from_epoch(0).start().plus_minutes(ms.div_euclid(60_000) + AHEAD_OF_UTC)
    }

    /// This moment plus (or minus) a number of minutes, across midnight where need be.
    pub fn plus_minutes(self, minutes: i64) -> Moment {
        let total = self.epoch_minutes() + minutes;
        let per_day = i64::from(MINUTES_PER_DAY);
        Day::from_epoch(total.div_euclid(per_day) as i32).at(total.rem_euclid(per_day) as u16)
    }

    /// Minutes since 1970-01-01 00:00 of civil time.
    pub fn epoch_minutes(self) -> i64 {
        i64::from(self.day.epoch()) * i64::from(MINUTES_PER_DAY) + i64::from(self.minute)
    }

    /// The clock time alone: `09:15`.
    pub fn clock(self) -> String {
        format!("{:02}:{:02}", self.minute / 60, self.minute % 60)
    }

    /// As Vietnamese screens write it: `09:15 20/11/2026`.
    pub fn vietnamese(self) -> String {
        format!("{} {}", self.clock(), self.day.vietnamese())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.day, self.clock())
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Reads `09:15` as minutes since midnight.
pub fn parse_clock(text: &str) -> Result<u16, DayError> {
    let (hour, minute) = text.split_once(':').ok_or(DayError::Hour)?;
    if hour.len() > 2 || minute.len() != 2 {
        return Err(DayError::Hour);
    }
    match (digits(hour), digits(minute)) {
        (Some(hour), Some(minute)) if hour < 24 && minute < 60 => Ok((hour * 60 + minute) as u16),
        _ => Err(DayError::Hour),
    }
}

impl FromStr for Moment {
    type Err = DayError;

    /// Reads `2026-11-20 09:15` (a `T` between the two is taken as well).
    fn from_str(text: &str) -> Result<Moment, DayError> {
        let (day, clock) = (text.get(..10).ok_or(DayError::Shape)?, text.get(10..).ok_or(DayError::Shape)?);
        let clock = clock.strip_prefix([' ', 'T']).ok_or(DayError::Shape)?;
        Ok(day.parse::<Day>()?.at(parse_clock(clock)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn text_and_value_agree_over_the_whole_span() {
        let (mut at, last) = (day("1960-01-01"), day("2110-12-31"));
        while at <= last {
            assert_eq!(at.to_string().parse::<Day>(), Ok(at));
            at = at.plus(1);
        }
    }

    #[test]
    fn a_day_the_calendar_lacks_is_refused() {
        assert_eq!("2026-02-31".parse::<Day>(), Err(DayError::NoSuchDay));
        assert_eq!("2026-2-3".parse::<Day>(), Err(DayError::Shape));
        assert_eq!("31/02/2026".parse::<Day>(), Err(DayError::Shape));
        assert_eq!("2025-02-29".parse::<Day>(), Err(DayError::NoSuchDay));
        assert!("2028-02-29".parse::<Day>().is_ok());
    }

    #[test]
    fn months_end_on_the_last_day_of_a_shorter_month() {
        assert_eq!(day("2026-01-31").plus_months(1), day("2026-02-28"));
        assert_eq!(day("2026-01-15").plus_months(13), day("2027-02-15"));
    }

    #[test]
    fn moments_cross_midnight() {
        let late: Moment = "2026-12-31 23:59".parse().expect("a moment");
        assert_eq!(late.plus_minutes(1).to_string(), "2027-01-01 00:00");
        assert_eq!(late.plus_minutes(-1440).to_string(), "2026-12-30 23:59");
        assert_eq!("2026-12-31 24:00".parse::<Moment>(), Err(DayError::Hour));
        assert_eq!("2026-12-31T07:05".parse::<Moment>().map(|m| m.clock()), Ok("07:05".to_owned()));
    }
}
