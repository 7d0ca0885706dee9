//! What is doubtful of a day that a clerk promises: the calendar that it was counted by may still change, or it lies
//! very far away. Pure; it knows no form.

use crate::domain::calendar::{Calendar, DayStatus};
use crate::domain::day::{Day, Moment};
use crate::domain::explanation::dated;

/// Days ahead beyond which a new date for a dossier that is late already is more likely a slip of the finger, `+999`
/// for `+9`, than meant.
const FAR: i32 = 92;

/// The doubts about a promise, typed as `text`, that is read as `at`; each in a few words. `read` reads it by another
/// calendar, and `soon` is said of a promise that should not lie far away.
pub fn doubts(
    text: &str,
    at: Moment,
    now: Moment,
    calendar: &Calendar,
    soon: bool,
    read: impl Fn(&Calendar) -> Option<Moment>,
) -> Vec<String> {
    let mut doubts: Vec<String> = if_adopted(at.day, now, calendar, read).into_iter().collect();
    // A day named by its date rests on no other day.
    let from = if text.trim_start().starts_with('+') { now.day.plus(1) } else { at.day };
    let expected = calendar.rows(from, at.day).filter(|row| row.status == DayStatus::Expected);
    let awaited: Vec<String> = expected.map(dated).collect();
    if !awaited.is_empty() {
        doubts.push(format!("lịch còn chờ công bố: {}", awaited.join(", ")));
    }
    if soon && at.day.since(now.day) > FAR {
        doubts.push(format!("sau {} ngày nữa, có đúng không?", at.day.since(now.day)));
    }
    doubts
}

/// What becomes of the promise when the days off that are only proposed are adopted; both days are said.
fn if_adopted(
    day: Day,
    now: Moment,
    calendar: &Calendar,
    read: impl Fn(&Calendar) -> Option<Moment>,
) -> Option<String> {
    if let Some(row) = calendar.proposed(day) {
        let other = calendar.with_proposed().as_ref().and_then(&read).filter(|other| other.day != day);
        let moved = other.map(|other| format!(", khi ấy là {}", other.day.vietnamese())).unwrap_or_default();
        return Some(format!("có đề xuất nghỉ {}{moved}", dated(row)));
    }
    let other = read(&calendar.with_proposed()?).filter(|other| other.day != day)?;
    let days: Vec<String> = calendar.proposals(now.day.plus(1), day.max(other.day)).map(dated).collect();
    Some(format!("nếu duyệt đề xuất nghỉ {} thì {}", days.join(", "), other.day.vietnamese()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{CalendarDay, DayKind};
    use crate::ui::entry::{self, Ground};

    /// The doubts about a promise typed on Saturday 21 November 2026.
    fn said(text: &str) -> String {
        let row = |date: &str, name: &str, status| CalendarDay {
            date: date.parse().expect("a day"),
            kind: DayKind::Off,
            name: name.to_owned(),
            source: String::new(),
            status,
        };
        let rows = [
            row("2026-11-23", "hoán đổi", DayStatus::Proposed),
            row("2026-11-24", "Ngày Văn hóa", DayStatus::Announced),
            row("2027-01-01", "Tết dương lịch", DayStatus::Expected),
        ];
        let (calendar, now) = (Calendar::new(rows, Vec::new()), "2026-11-21 09:00".parse().expect("a moment"));
        let read = |calendar: &Calendar| {
            let ground = Ground { now, calendar };
            entry::promise(text, &ground, &|day| calendar.closing(day)).ok()
        };
        doubts(text, read(&calendar).expect("a moment"), now, &calendar, true, read).join("; ")
    }

    #[test]
    fn a_proposed_day_off_shows_both_outcomes() {
        assert_eq!(said("+1"), "có đề xuất nghỉ 23/11/2026 hoán đổi, khi ấy là 25/11/2026");
        assert_eq!(said("+5"), "nếu duyệt đề xuất nghỉ 23/11/2026 hoán đổi thì 01/12/2026");
        assert_eq!(said("23/11"), "có đề xuất nghỉ 23/11/2026 hoán đổi");
        assert_eq!(said("27/11"), "", "a day named by its date depends on no other");
    }

    #[test]
    fn expected_days_are_named_and_a_far_day_is_doubted() {
        assert!(said("+30").ends_with("lịch còn chờ công bố: 01/01/2027 Tết dương lịch"), "{}", said("+30"));
        assert!(!said("+30").contains("có đúng không"), "{}", said("+30"));
        assert!(said("+999").contains("ngày nữa, có đúng không?"), "{}", said("+999"));
    }
}
