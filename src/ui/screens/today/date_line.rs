//! The head of the screen of the day: today's date and what kind of day it is, and a year without a calendar ahead.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::calendar::{Calendar, Reason, Span};
use crate::domain::day::Day;
use crate::domain::holidays::{self, Unprepared};
use crate::domain::office_hours::spans_text;
use crate::ui::keymap::{Act, Scope, key_of};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{put, put_right};
use crate::ui::text::{clip, width};

/// Noon, in minutes after midnight.
const NOON: u16 = 12 * 60;

/// Draws the line. Where not both fit, what is to be done about the calendar comes before the kind of the day.
pub fn draw(buf: &mut Buffer, line: Rect, day: Day, calendar: Option<&Calendar>, look: &Look) {
    let (said, tone) = date_line(day, calendar);
    let unprepared = calendar.and_then(|calendar| holidays::unprepared_year(calendar, day));
    let mut room = usize::from(line.width).saturating_sub(1);
    if let Some(unprepared) = unprepared {
        let key = key_of(Scope::Today, Act::Catalogue).map_or(String::new(), |key| format!(" ({key})"));
        let (full, short) = missing_calendar(unprepared, &key);
        let notice = if width(&said) + width(&full) < room { full } else { short };
        room = room.saturating_sub(width(&notice) + 1);
        put_right(buf, line, 0, &notice, look.style(Tone::Warning));
    }
    put(buf, line, 1, 0, &clip(&said, room), look.style(tone));
}

/// What is said of a year without a calendar, at length and in short. Days that are proposed count for nothing yet.
fn missing_calendar(unprepared: Unprepared, key: &str) -> (String, String) {
    match unprepared {
        Unprepared { year, proposed: false } => {
            (format!("! Chưa có lịch nghỉ năm {year}{key} "), format!("! Lịch {year} trống{key} "))
        }
        Unprepared { year, proposed: true } => {
            (format!("! Lịch nghỉ năm {year} còn chờ xác nhận{key} "), format!("! Lịch {year} chờ xác nhận{key} "))
        }
    }
}

/// Today's date, and whether it is a working day and why.
fn date_line(day: Day, calendar: Option<&Calendar>) -> (String, Tone) {
    let date = format!("{}, {}", day.weekday_name(), day.vietnamese());
    let Some(calendar) = calendar else { return (date, Tone::Normal) };
    let passing = calendar.hours(day).valid_to().is_some();
    let (said, tone) = match calendar.why(day) {
        Reason::Working if passing => {
            (format!("ngày làm việc, giờ riêng {}", clocks(calendar.hours(day).spans())), Tone::DueSoon)
        }
        Reason::Working => ("ngày làm việc".to_owned(), Tone::Normal),
        Reason::WorkedSaturday { name, .. } => (format!("làm bù: {name}"), Tone::DueSoon),
        Reason::Weekend => match calendar.reception(day) {
            [] => ("ngày nghỉ cuối tuần".to_owned(), Tone::Waiting),
            spans => (saturday(spans), Tone::DueSoon),
        },
        Reason::Holiday { name, expected, .. } => {
            let sure = if expected { " (chưa có thông báo chính thức)" } else { "" };
            (format!("ngày nghỉ: {name}{sure}"), Tone::Waiting)
        }
    };
    (format!("{date} · {said}"), tone)
}

fn saturday(spans: &[Span]) -> String {
    let morning = spans.iter().all(|(_, to)| *to <= NOON);
    let part = if morning { "sáng thứ Bảy" } else { "thứ Bảy" };
    format!("{part}: có tiếp nhận {}", clocks(spans))
}

fn clocks(spans: &[Span]) -> String {
    spans_text(spans).replace('-', "–").replace(' ', ", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{CalendarDay, DayKind, DayStatus, OfficeHours};

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn calendar() -> Calendar {
        let row = |date: &str, kind, name: &str| CalendarDay {
            date: day(date),
            kind,
            name: name.to_owned(),
            source: String::new(),
            status: DayStatus::Announced,
        };
        let rows = [row("2026-11-28", DayKind::Work, "Làm bù"), row("2026-12-05", DayKind::Off, "Nghỉ thử")];
        let usual = OfficeHours::default().receiving_on_saturday(&[(450, 690)]).expect("a Saturday");
        let half = day("2026-11-20");
        let half = OfficeHours::new(Some(half), &[(450, 690)]).and_then(|hours| hours.until(half)).expect("a half day");
        Calendar::new(rows, vec![usual, half])
    }

    #[test]
    fn the_kind_of_the_day_is_told() {
        let cases = [
            ("2026-11-19", "Thứ Năm, 19/11/2026 · ngày làm việc"),
            ("2026-11-20", "Thứ Sáu, 20/11/2026 · ngày làm việc, giờ riêng 07:30–11:30"),
            ("2026-11-21", "Thứ Bảy, 21/11/2026 · sáng thứ Bảy: có tiếp nhận 07:30–11:30"),
            ("2026-11-22", "Chủ nhật, 22/11/2026 · ngày nghỉ cuối tuần"),
            ("2026-11-28", "Thứ Bảy, 28/11/2026 · làm bù: Làm bù"),
            ("2026-12-05", "Thứ Bảy, 05/12/2026 · ngày nghỉ: Nghỉ thử"),
        ];
        for (date, expected) in cases {
            assert_eq!(date_line(day(date), Some(&calendar())).0, expected);
        }
    }
}
