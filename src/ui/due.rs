//! A deadline in the few words of a list's cell: the date, and how much working time is left or has passed.
//!
//! Lateness is said by the word and by the tone's sign, never by colour alone.

use crate::domain::calendar::Calendar;
use crate::domain::day::{Day, Moment};
use crate::domain::lateness::lateness_since;
use crate::domain::stage::{Milestones, Stage, stage};
use crate::ui::look::Tone;

/// Working days before the due date from which it is soon.
const SOON: i32 = 2;

/// What a deadline is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Deadline<'a> {
    /// The due moment in force.
    pub due: Option<Moment>,
    /// From when it is late; empty while a pause shields it.
    pub late_from: Option<Moment>,
    /// The limit is one of hours: lateness is told in hours.
    pub hour_limit: bool,
    /// What the stage follows from.
    pub milestones: &'a Milestones,
}

impl Deadline<'_> {
    fn late_at(&self, at: Moment) -> bool {
        self.late_from.is_some_and(|late| late <= at)
    }

    /// A limit in hours is late within its day.
    fn by_hours(&self, due: Moment) -> bool {
        self.late_from.is_some_and(|late| late < due.day.plus(1).start())
    }
}

/// The words and their meaning as of `now`: `24/11 còn 2 ngày`, `18/11 trễ 3 ngày`, `24/11 tạm dừng`.
pub fn words(deadline: &Deadline<'_>, calendar: &Calendar, now: Moment) -> (String, Tone) {
    let stage = stage(deadline.milestones, now);
    let Some(due) = deadline.due else {
        let tone = if stage.open() { Tone::Warning } else { Tone::Normal };
        return (if stage.open() { "chưa có hạn" } else { "–" }.to_owned(), tone);
    };
    let date = short(due.day, now.day);
    let (said, tone) = match stage {
        Stage::Submitted | Stage::Refused => (String::new(), Tone::Normal),
        stage if stage.ended() => ended(deadline, due, calendar),
        _ => open(deadline, due, calendar, now),
    };
    (format!("{date} {said}").trim_end().to_owned(), tone)
}

/// The date, short: without the year where it is this year's.
fn short(day: Day, today: Day) -> String {
    let (date, month, year) = (day.date(), day.month(), day.year());
    if year == today.year() {
        format!("{date:02}/{month:02}")
    } else {
        format!("{date:02}/{month:02}/{:02}", year % 100)
    }
}

fn ended(deadline: &Deadline<'_>, due: Moment, calendar: &Calendar) -> (String, Tone) {
    let Some(settled) = deadline.milestones.settled_at else { return (String::new(), Tone::Normal) };
    if deadline.late_at(settled) {
        return (format!("trễ {}", late_by(deadline, due, settled, calendar)), Tone::Overdue);
    }
    (if settled.day < due.day { "trước hạn" } else { "đúng hạn" }.to_owned(), Tone::Normal)
}

fn open(deadline: &Deadline<'_>, due: Moment, calendar: &Calendar, now: Moment) -> (String, Tone) {
    if deadline.late_at(now) {
        return (format!("trễ {}", late_by(deadline, due, now, calendar)), Tone::Overdue);
    }
    if deadline.milestones.paused {
        return ("tạm dừng".to_owned(), Tone::Waiting);
    }
    let days = calendar.working_days_between(now.day.plus(1), due.day.plus(1));
    let left = calendar.working_minutes_between(now, due);
    let said = match (due.day > now.day, deadline.by_hours(due), left) {
        (true, false, _) => format!("còn {days} ngày"),
        (_, _, 1..) => format!("còn {}", hours(left)),
        _ => "hết giờ".to_owned(),
    };
    (said, if days <= SOON { Tone::DueSoon } else { Tone::Normal })
}

fn late_by(deadline: &Deadline<'_>, due: Moment, at: Moment, calendar: &Calendar) -> String {
    let late = deadline.late_from.unwrap_or(due);
    lateness_since(due, late, at, deadline.hour_limit, calendar).short()
}

/// `3g20`, `3 giờ`, `45 phút`
fn hours(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} phút"),
        (hours, 0) => format!("{hours} giờ"),
        (hours, minutes) => format!("{hours}g{minutes:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<Moment> {
        Some(text.parse().expect("a moment"))
    }

    #[test]
    fn a_deadline_is_said_in_words_and_with_a_meaning() {
        let calendar = Calendar::new([], Vec::new());
        let now = at("2026-11-20 09:15").expect("a moment");
        let say = |due: &str, late: Option<&str>, milestones: Milestones| {
            let late_from = late.and_then(at);
            let hour_limit = late.is_some_and(|late| !late.ends_with("00:00"));
            words(&Deadline { due: at(due), late_from, hour_limit, milestones: &milestones }, &calendar, now)
        };
        let running = Milestones { accepted_at: at("2026-11-02 08:00"), ..Milestones::default() };
        let paused = Milestones { paused: true, ..running };
        let settled = Milestones { settled_at: at("2026-11-18 10:00"), ..running };
        let cases = [
            (say("2026-11-24 17:00", Some("2026-11-25 00:00"), running), "24/11 còn 2 ngày", Tone::DueSoon),
            (say("2026-12-04 17:00", Some("2026-12-05 00:00"), running), "04/12 còn 10 ngày", Tone::Normal),
            (say("2026-11-20 17:00", Some("2026-11-21 00:00"), running), "20/11 còn 6g15", Tone::DueSoon),
            (say("2026-11-17 17:00", Some("2026-11-18 00:00"), running), "17/11 trễ 3 ngày", Tone::Overdue),
            (say("2026-11-20 08:30", Some("2026-11-20 08:31"), running), "20/11 trễ 45 phút", Tone::Overdue),
            (say("2026-11-18 16:30", Some("2026-11-18 16:31"), running), "18/11 trễ 10g15", Tone::Overdue),
            (say("2026-11-24 17:00", None, paused), "24/11 tạm dừng", Tone::Waiting),
            (say("2026-11-17 17:00", Some("2026-11-18 00:00"), settled), "17/11 trễ 1 ngày", Tone::Overdue),
            (say("2025-12-30 17:00", Some("2025-12-31 00:00"), settled), "30/12/25 trễ 231 ngày", Tone::Overdue),
        ];
        for ((said, tone), expected, meant) in cases {
            assert_eq!((said.as_str(), tone), (expected, meant));
        }
    }
}
