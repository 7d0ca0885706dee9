//! What a clerk's short hand means: dates, hours, moments, limits, amounts. Pure; today and the calendar are parameters.
//!
//! ID and phone numbers speak for themselves in `domain::identity`; here they only become an echo.
//!
//! A text that means nothing, or two things, gets one sentence that says how to write it.

use crate::domain::calendar::{Calendar, Reason};
use crate::domain::day::{Day, Moment, parse_clock};
use crate::domain::identity::{self, Said};
use crate::domain::limit::Limit;
use crate::domain::office_hours::Span;
use crate::ui::text::fold;

/// What the short hand leans on.
pub struct Ground<'a> {
    /// The present minute.
    pub now: Moment,
    /// The desk's calendar: `+5` counts its working days, and a day off is said to be one.
    pub calendar: &'a Calendar,
}

/// The hint line for a day.
pub const DAY_HINT: &str = "25/6, 2506, 25/6/2026, nay, mai, hôm qua; +5, -1: ngày làm việc sau, trước";

/// The hint line for a moment.
pub const MOMENT_HINT: &str = "25/6 0915, 0915 (hôm nay), hôm qua 9h15, +5 1000, bg (bây giờ)";

/// The hint line for the place at which the citizen collects the result.
pub const COLLECT_HINT: &str = "In trên giấy hẹn; để trống: nơi trả kết quả ghi ở Thiết lập";

const DAY_SHAPE: &str = "Viết ngày như 25/6, 2506, 25/6/2026, nay, mai hoặc +5 (5 ngày làm việc sau).";
const CLOCK_SHAPE: &str = "Viết giờ như 0915, 9:15 hoặc 9h15.";
const NO_HOUR: &str = "Giờ phải từ 00:00 đến 23:59, ví dụ 0915.";

/// Reads a day. A day without a year is the one nearest to today.
pub fn day(text: &str, ground: &Ground) -> Result<Day, String> {
    let text = fold(text.trim());
    let today = ground.now.day;
    match text.as_str() {
        "hn" | "hom nay" | "nay" | "h" => return Ok(today),
        "hq" | "hom qua" | "qua" => return Ok(today.plus(-1)),
        "mai" | "ngay mai" => return Ok(today.plus(1)),
        "" => return Err("Chưa nhập ngày.".into()),
        _ => {}
    }
    if let Some(found) = working_days_away(&text, ground) {
        return found;
    }
    if let Ok(day) = text.parse::<Day>() {
        return Ok(day);
    }
    let (date, month, year) = parts(&text)?;
    match year {
        Some(year) => Day::new(year, month, date).ok_or_else(|| no_such_day(date, month, Some(year))),
        None => nearest(date, month, today).ok_or_else(|| no_such_day(date, month, None)),
    }
}

/// `+5` and `-1`: working days from today by the desk's calendar; `None` for what is written otherwise.
fn working_days_away(text: &str, ground: &Ground) -> Option<Result<Day, String>> {
    let (ahead, count) = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(count), _) => (true, count),
        (_, Some(count)) => (false, count),
        _ => return None,
    };
    let (today, calendar) = (ground.now.day, ground.calendar);
    let count = number(count.trim()).filter(|n| (1..=999).contains(n));
    let away = |n| if ahead { calendar.add_working_days(today, n) } else { calendar.sub_working_days(today, n) };
    Some(count.map(away).ok_or_else(|| DAY_SHAPE.to_owned()))
}

/// Day, month and perhaps year of a text with separators or of bare digits.
fn parts(text: &str) -> Result<(u32, u32, Option<i32>), String> {
    if let Some(bare) = number(text) {
        return match text.len() {
            4 => Ok((bare / 100, bare % 100, None)),
            6 => Ok((bare / 10_000, bare / 100 % 100, Some(2000 + (bare % 100) as i32))),
            8 => Ok((bare / 1_000_000, bare / 10_000 % 100, Some((bare % 10_000) as i32))),
            3 => Err(format!("“{text}” có thể hiểu hai cách; viết có dấu gạch như 25/6 hoặc đủ bốn số như 0206.")),
            _ => Err(DAY_SHAPE.into()),
        };
    }
    let pieces: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    let numbers: Vec<u32> = pieces.iter().filter_map(|piece| number(piece)).collect();
    match (numbers.as_slice(), pieces.len()) {
        ([date, month], 2) => Ok((*date, *month, None)),
        ([date, month, year], 3) => match pieces[2].len() {
            2 => Ok((*date, *month, Some(2000 + *year as i32))),
            4 => Ok((*date, *month, Some(*year as i32))),
            _ => Err("Viết năm đủ bốn số, ví dụ 25/6/2026.".into()),
        },
        _ => Err(DAY_SHAPE.into()),
    }
}

/// The day of that date and month nearest to today (29 February: the nearest leap year within four).
fn nearest(date: u32, month: u32, today: Day) -> Option<Day> {
    let years = (today.year() - 1)..=(today.year() + 1);
    years.filter_map(|year| Day::new(year, month, date)).min_by_key(|day| day.since(today).abs())
}

fn no_such_day(date: u32, month: u32, year: Option<i32>) -> String {
    if !(1..=12).contains(&month) {
        return format!("Không có tháng {month}; viết ngày trước, tháng sau, ví dụ 25/6.");
    }
    match year {
        Some(year) if !(1900..=9999).contains(&year) => "Năm phải từ 1900 đến 9999.".into(),
        Some(year) => format!("Tháng {month} năm {year} không có ngày {date}."),
        None => format!("Tháng {month} không có ngày {date}."),
    }
}

/// Reads a clock time as minutes since midnight: `0915`, `915`, `9:15`, `9h15`, `9h`.
pub fn clock(text: &str) -> Result<u16, String> {
    let text = fold(text.trim()).replace("gio", "h").replace(' ', "");
    if text.is_empty() {
        return Err("Chưa nhập giờ.".into());
    }
    if let Some((hour, minute)) = text.split_once(['h', ':', 'g']) {
        let minute = if minute.is_empty() && !text.contains(':') { "0" } else { minute };
        let (hour, minute) = (number(hour).ok_or(CLOCK_SHAPE)?, number(minute).ok_or(CLOCK_SHAPE)?);
        return minutes(hour, minute);
    }
    match (number(&text), text.len()) {
        (Some(bare), 3 | 4) => minutes(bare / 100, bare % 100),
        _ => Err(CLOCK_SHAPE.into()),
    }
}

const SPANS_SHAPE: &str = "Viết các buổi như 07:30-11:30 13:00-17:00; gõ tắt 730-1130 13-17 cũng được.";

/// Reads spans of a day: `07:30-11:30 13:00-17:00`, `730-1130, 13-17`, `7h30 – 11h30`. None for an empty text; whether
/// they follow each other is for the hours to say.
pub fn spans(text: &str) -> Result<Vec<Span>, String> {
    let text = fold(text.trim()).replace(['–', '—'], "-");
    let pieces: Vec<&str> = text.split('-').map(str::trim).collect();
    // Blanks around the dash belong to it; the others, and commas, part the spans.
    let words = pieces.join("-");
    let words = words.split([' ', ',', ';', '+']).filter(|word| !word.is_empty());
    words
        .map(|word| {
            let (from, to) = word.split_once('-').ok_or(SPANS_SHAPE)?;
            Ok((span_end(from)?, span_end(to)?))
        })
        .collect()
}

/// A clock of a span; one or two digits are an hour.
fn span_end(text: &str) -> Result<u16, String> {
    match number(text) {
        Some(hour) if text.len() <= 2 => minutes(hour, 0),
        _ => clock(text).map_err(|_| SPANS_SHAPE.to_owned()),
    }
}

fn minutes(hour: u32, minute: u32) -> Result<u16, String> {
    if hour < 24 && minute < 60 { Ok((hour * 60 + minute) as u16) } else { Err(NO_HOUR.into()) }
}

/// Reads a moment: date and clock in either order. A clock alone is today's; a date alone takes `otherwise` as its
/// clock where the caller has one. Four digits alone are a clock.
pub fn moment(text: &str, ground: &Ground, otherwise: Option<u16>) -> Result<Moment, String> {
    let folded = fold(text.trim());
    match folded.as_str() {
        "" => return Err("Chưa nhập ngày giờ.".into()),
        "bg" | "bay gio" | "gio" => return Ok(ground.now),
        _ => {}
    }
    if let Ok(moment) = folded.parse::<Moment>() {
        return Ok(moment);
    }
    if let Some((first, second)) = folded.rsplit_once(char::is_whitespace) {
        return match (looks_like_clock(first), looks_like_clock(second)) {
            (true, false) => Ok(day(second, ground)?.at(clock(first)?)),
            (false, false) => date_only(&folded, ground, otherwise),
            _ => Ok(day(first, ground)?.at(clock(second)?)),
        };
    }
    if looks_like_clock(&folded) || (folded.len() <= 4 && number(&folded).is_some()) {
        return Ok(ground.now.day.at(clock(&folded)?));
    }
    date_only(&folded, ground, otherwise)
}

/// Reads a moment that is a promise for a day: a date alone is due when that day's work ends, which on a half day is
/// earlier than on others.
pub fn promise(text: &str, ground: &Ground, closing: &dyn Fn(Day) -> u16) -> Result<Moment, String> {
    // What reads only with a clock lent to it is a date alone.
    moment(text, ground, None).or_else(|_| moment(text, ground, Some(0)).map(|at| at.day.at(closing(at.day))))
}

fn date_only(text: &str, ground: &Ground, otherwise: Option<u16>) -> Result<Moment, String> {
    let day = day(text, ground)?;
    let minute = otherwise.ok_or_else(|| format!("Còn thiếu giờ: viết thêm như {text} 0915."))?;
    Ok(day.at(minute))
}

/// Whether a word can only be a clock, or is one as likely as a date.
fn looks_like_clock(word: &str) -> bool {
    let marked = word.contains(':') || word.split_once(['h', 'g']).is_some_and(|(hour, _)| number(hour).is_some());
    marked || parse_clock(word).is_ok() || (matches!(word.len(), 3 | 4) && number(word).is_some())
}

fn number(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// The hint line for a limit.
pub const LIMIT_HINT: &str = "5 hoặc 5wd (ngày làm việc), 8 giờ, 10 ngày (ngày lịch), 1 tháng, trong ngày";

/// Reads a limit: the files' code (`5wd`), words (`8 giờ`, `10 ngày`, `trong ngày`), or a bare number of working days.
pub fn limit(text: &str) -> Result<Limit, String> {
    let text = fold(text.trim());
    let bare = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let (count, unit) = (&text[..text.len() - bare.len()], bare.trim());
    let unit = match unit {
        "" | "ngay lam viec" | "nlv" => "wd",
        "ngay" | "ngay lich" => "cd",
        "gio" | "gio lam viec" | "h" => "wh",
        "thang" => "mo",
        "trong ngay" | "ngay trong ngay" => "sd",
        code => code,
    };
    let code = format!("{}{unit}", count.trim_start_matches('0'));
    code.parse().map_err(|_| format!("Viết thời hạn như {LIMIT_HINT}."))
}

/// Reads an amount in đồng: `12000`, `12.000`, `12 000 đ`.
pub fn money(text: &str) -> Result<i64, String> {
    let text = fold(text.trim());
    let digits = text.trim_end_matches("dong").trim_end_matches('d');
    let digits: String = digits.chars().filter(|c| !matches!(c, ' ' | '.' | ',')).collect();
    let amount =
        if digits.len() <= 12 && digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None };
    amount.ok_or_else(|| "Số tiền chỉ gồm chữ số, tính bằng đồng, ví dụ 12000.".to_owned())
}

/// The day with its weekday, shown beside the field as soon as it can be read: `Thứ Năm 25/06/2026`. A day off says so
/// and why.
pub fn day_echo(day: Day, calendar: &Calendar) -> String {
    let off = match calendar.why(day) {
        Reason::Working => String::new(),
        Reason::WorkedSaturday { .. } => " (làm bù)".to_owned(),
        Reason::Weekend => " (cuối tuần)".to_owned(),
        Reason::Holiday { name: "", .. } => " (ngày nghỉ)".to_owned(),
        Reason::Holiday { name, .. } => format!(" (nghỉ: {name})"),
    };
    format!("{} {}{off}", day.weekday_name(), day.vietnamese())
}

/// The moment with its weekday: `09:15 Thứ Năm 25/06/2026`.
pub fn moment_echo(moment: Moment, calendar: &Calendar) -> String {
    format!("{} {}", moment.clock(), day_echo(moment.day, calendar))
}

/// The moment of an acceptance. On a Saturday on which the desk receives there is no doubt.
pub fn reception_echo(moment: Moment, calendar: &Calendar) -> String {
    match calendar.why(moment.day) {
        Reason::Weekend if calendar.receives(moment) => {
            let (day, clock) = (moment.day, moment.clock());
            format!("{clock} {} {} (có tiếp nhận)", day.weekday_name(), day.vietnamese())
        }
        _ => moment_echo(moment, calendar),
    }
}

/// What stands beside a field that holds an ID number, a phone or an address of electronic mail, and whether it is a doubt; `None` for other fields.
pub fn number_echo(key: &str, text: &str, today: Day) -> Option<(String, bool)> {
    let said = match key {
        "applicant_id" => identity::id_said(text, today.year()),
        "phone" => identity::phone_said(text),
        "email" => identity::email_said(text),
        _ => return None,
    };
    Some(match said {
        None => (String::new(), false),
        Some(Said::Well(said)) => (said, false),
        Some(Said::Doubt(said)) => (said, true),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{CalendarDay, DayKind, DayStatus};
    use crate::domain::office_hours::OfficeHours;

    /// Wednesday 24 June 2026, 08:00; the Friday after is a holiday.
    fn with_ground<T>(f: impl Fn(&Ground) -> T) -> T {
        let holiday = CalendarDay {
            date: "2026-06-26".parse().expect("a day"),
            kind: DayKind::Off,
            name: "Ngày thử".into(),
            source: String::new(),
            status: DayStatus::Announced,
        };
        let calendar = Calendar::new([holiday], Vec::new());
        f(&Ground { now: "2026-06-24 08:00".parse().expect("a moment"), calendar: &calendar })
    }

    #[test]
    fn an_echo_names_the_weekday_and_a_day_off() {
        let said = |text: &str| with_ground(|ground| day(text, ground).map(|day| day_echo(day, ground.calendar)));
        assert_eq!(said("25/6").as_deref(), Ok("Thứ Năm 25/06/2026"));
        assert_eq!(said("26/6").as_deref(), Ok("Thứ Sáu 26/06/2026 (nghỉ: Ngày thử)"));
        assert_eq!(said("27/6").as_deref(), Ok("Thứ Bảy 27/06/2026 (cuối tuần)"));
    }

    #[test]
    fn a_saturday_on_which_the_desk_receives_is_no_doubt() {
        let at = |text: &str| text.parse::<Moment>().expect("a moment");
        let receiving = OfficeHours::default().receiving_on_saturday(&[(450, 690)]).expect("a Saturday");
        let (usual, receiving) = (Calendar::new([], Vec::new()), Calendar::new([], vec![receiving]));
        let saturday = at("2026-11-21 08:10");
        assert_eq!(reception_echo(saturday, &usual), "08:10 Thứ Bảy 21/11/2026 (cuối tuần)");
        assert_eq!(reception_echo(saturday, &receiving), "08:10 Thứ Bảy 21/11/2026 (có tiếp nhận)");
        assert_eq!(reception_echo(at("2026-11-21 14:00"), &receiving), "14:00 Thứ Bảy 21/11/2026 (cuối tuần)");
        assert_eq!(reception_echo(at("2026-11-20 14:00"), &receiving), "14:00 Thứ Sáu 20/11/2026");
    }

    #[test]
    fn days_in_every_short_hand() {
        let cases = [
            ("25/6", "2026-06-25"),
            ("2506", "2026-06-25"),
            ("25062026", "2026-06-25"),
            ("250626", "2026-06-25"),
            ("25/6/2026", "2026-06-25"),
            ("25-06-26", "2026-06-25"),
            (" 2026-06-25 ", "2026-06-25"),
            ("hn", "2026-06-24"),
            ("Hôm nay", "2026-06-24"),
            ("hq", "2026-06-23"),
            ("mai", "2026-06-25"),
            ("hom nay", "2026-06-24"),
            ("nay", "2026-06-24"),
            ("hôm qua", "2026-06-23"),
            ("25/6/26", "2026-06-25"),
            ("25-6", "2026-06-25"),
            ("25.6", "2026-06-25"),
            ("+1", "2026-06-25"),
            ("+2", "2026-06-29"),
            ("+5", "2026-07-02"),
            ("-1", "2026-06-23"),
            ("-3", "2026-06-19"),
            ("5/1", "2026-01-05"),
            ("28/12", "2025-12-28"),
        ];
        for (text, want) in cases {
            let got = with_ground(|ground| day(text, ground));
            assert_eq!(got.map(|day| day.to_string()).as_deref(), Ok(want), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_says_why_in_one_sentence() {
        let cases = [
            ("31/2", "Tháng 2 không có ngày 31."),
            ("29/2/2026", "Tháng 2 năm 2026 không có ngày 29."),
            ("6/25", "Không có tháng 25; viết ngày trước, tháng sau, ví dụ 25/6."),
            ("256", "“256” có thể hiểu hai cách; viết có dấu gạch như 25/6 hoặc đủ bốn số như 0206."),
            ("", "Chưa nhập ngày."),
            ("+0", DAY_SHAPE),
            ("thứ năm", DAY_SHAPE),
            ("25/6/226", "Viết năm đủ bốn số, ví dụ 25/6/2026."),
            ("99999999999", DAY_SHAPE),
        ];
        for (text, want) in cases {
            assert_eq!(
                with_ground(|ground| day(text, ground)).as_ref().err().map(String::as_str),
                Some(want),
                "{text}"
            );
        }
    }

    #[test]
    fn clocks_and_moments() {
        let cases = [
            ("25/6 0915", "2026-06-25 09:15"),
            ("0915 25/6", "2026-06-25 09:15"),
            ("2506 0915", "2026-06-25 09:15"),
            ("hn 9h15", "2026-06-24 09:15"),
            ("hôm nay 9h", "2026-06-24 09:00"),
            ("0915", "2026-06-24 09:15"),
            ("915", "2026-06-24 09:15"),
            ("9:15", "2026-06-24 09:15"),
            ("bg", "2026-06-24 08:00"),
            ("9g15", "2026-06-24 09:15"),
            ("25/6 9g15", "2026-06-25 09:15"),
            ("hôm qua 0915", "2026-06-23 09:15"),
            ("+2 10h", "2026-06-29 10:00"),
            ("-1", "2026-06-23 17:00"),
            ("2026-06-25 09:15", "2026-06-25 09:15"),
            ("25/6", "2026-06-25 17:00"),
            ("hôm nay", "2026-06-24 17:00"),
        ];
        for (text, want) in cases {
            let got = with_ground(|ground| moment(text, ground, Some(17 * 60)));
            assert_eq!(got.map(|moment| moment.to_string()).as_deref(), Ok(want), "{text}");
        }
        let missing = with_ground(|ground| moment("25/6", ground, None));
        assert_eq!(missing, Err("Còn thiếu giờ: viết thêm như 25/6 0915.".into()));
        assert_eq!(with_ground(|ground| moment("25/6 2560", ground, None)), Err(NO_HOUR.into()));
        assert_eq!(clock("24h"), Err(NO_HOUR.into()));
    }

    #[test]
    fn limits_and_amounts_as_people_write_them() {
        let cases = [
            ("5", "5wd"),
            ("05 ngày làm việc", "5wd"),
            ("8 giờ", "8wh"),
            ("10 ngày", "10cd"),
            ("1 tháng", "1mo"),
            ("Trong ngày", "sd"),
            ("3wd", "3wd"),
        ];
        for (text, want) in cases {
            assert_eq!(limit(text).map(|limit| limit.to_string()).as_deref(), Ok(want), "{text}");
        }
        assert!(limit("năm ngày").is_err() && limit("0").is_err() && limit("").is_err());
        assert_eq!([money("12.000"), money("12 000 đồng"), money("0")], [Ok(12_000), Ok(12_000), Ok(0)]);
        assert!(money("mười").is_err() && money("-5").is_err() && money("").is_err());
    }
}
