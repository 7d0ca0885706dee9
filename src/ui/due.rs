//! A deadline in the few words of a list's cell: the date, and how much working time is left or has passed. A dossier
//! that waits for acceptance is told by that clock, a paused one by what it has left.
//!
//! Lateness is said by the word and by the tone's sign, never by colour alone.

use crate::domain::calendar::Calendar;
use crate::domain::clocks::Clocks;
use crate::domain::day::{Day, Moment};
use crate::domain::lateness::lateness_since;
use crate::domain::stage::{Milestones, Stage, stage};
use crate::domain::time_left::{WorkingTime, time_left};
use crate::ui::look::Tone;

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
    /// Warnings, acceptance, and what is left in a pause.
    pub clocks: &'a Clocks,
}

impl Deadline<'_> {
    fn late_at(&self, at: Moment) -> bool {
        self.late_from.is_some_and(|late| late <= at)
    }
}

/// The words and their meaning as of `now`: `24/11 còn 2 ngày`, `18/11 trễ 3 ngày`, `24/11 tạm dừng`.
pub fn words(deadline: &Deadline<'_>, calendar: &Calendar, now: Moment) -> (String, Tone) {
    let stage = stage(deadline.milestones, now);
    if let (Stage::Submitted, Some(due)) = (stage, deadline.clocks.acceptance_due) {
        return acceptance(due, calendar, now);
    }
    let Some(due) = deadline.due else {
        let tone = if stage.open() { Tone::Warning } else { Tone::Normal };
        return (if stage.open() { "chưa có hạn" } else { "–" }.to_owned(), tone);
    };
    if let Some(minutes) = deadline.clocks.left_paused.filter(|_| stage.open() && !deadline.late_at(now)) {
        // Its date still moves, so only the time that it has left is told.
        return (format!("dừng còn {}", WorkingTime::of(minutes, now, calendar).short()), Tone::Waiting);
    }
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
    let left = time_left(now, due, calendar);
    let said = if left.minutes == 0 { "hết giờ".to_owned() } else { format!("còn {}", left.short()) };
    (said, level(deadline.clocks, now))
}

/// How near an open dossier that is not late is to its due date.
pub fn level(clocks: &Clocks, now: Moment) -> Tone {
    let come = |moment: Option<Moment>| moment.is_some_and(|moment| moment <= now);
    match (come(clocks.apology_by), come(clocks.warn_from)) {
        (true, _) => Tone::LastMoment,
        (false, true) => Tone::DueSoon,
        (false, false) => Tone::Normal,
    }
}

/// The clock of acceptance: `nhận còn 3g20`, `nhận trễ 45 phút`.
fn acceptance(due: Moment, calendar: &Calendar, now: Moment) -> (String, Tone) {
    if due < now {
        return (format!("nhận trễ {}", time_left(due, now, calendar).short()), Tone::Overdue);
    }
    let left = time_left(now, due, calendar);
    let said = if left.minutes == 0 { "nhận ngay".to_owned() } else { format!("nhận còn {}", left.short()) };
    (said, Tone::DueSoon)
}

fn late_by(deadline: &Deadline<'_>, due: Moment, at: Moment, calendar: &Calendar) -> String {
    let late = deadline.late_from.unwrap_or(due);
    lateness_since(due, late, at, deadline.hour_limit, calendar).short()
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
        let tell = |due: &str, late: Option<&str>, milestones: Milestones, clocks: Clocks| {
            let late_from = late.and_then(at);
            let hour_limit = late.is_some_and(|late| !late.ends_with("00:00"));
            let (milestones, clocks) = (&milestones, &clocks);
            words(&Deadline { due: at(due), late_from, hour_limit, milestones, clocks }, &calendar, now)
        };
        let say = |due: &str, late: Option<&str>, milestones| tell(due, late, milestones, Clocks::default());
        let warned = Clocks { warn_from: at("2026-11-20 07:30"), ..Clocks::default() };
        let last = Clocks { apology_by: at("2026-11-20 09:15"), ..warned };
        let still = Clocks { left_paused: Some(1_100), ..Clocks::default() };
        let answer = |due: &str| Clocks { acceptance_due: at(due), ..Clocks::default() };
        let running = Milestones { accepted_at: at("2026-11-02 08:00"), ..Milestones::default() };
        let paused = Milestones { paused: true, ..running };
        let settled = Milestones { settled_at: at("2026-11-18 10:00"), ..running };
        let cases = [
            (tell("2026-11-24 17:00", Some("2026-11-25 00:00"), running, warned), "24/11 còn 2 ngày 6g", Tone::DueSoon),
            (say("2026-12-04 17:00", Some("2026-12-05 00:00"), running), "04/12 còn 10 ngày", Tone::Normal),
            (tell("2026-11-20 17:00", Some("2026-11-21 00:00"), running, last), "20/11 còn 6g15", Tone::LastMoment),
            (tell("2026-11-20 09:15", Some("2026-11-21 00:00"), running, last), "20/11 hết giờ", Tone::LastMoment),
            (tell("2026-11-24 17:00", None, paused, still), "dừng còn 2 ngày 2g", Tone::Waiting),
            (
                tell("2026-11-24 17:00", None, Milestones::default(), answer("2026-11-20 13:30")),
                "nhận còn 2g45",
                Tone::DueSoon,
            ),
            (
                tell("2026-11-24 17:00", None, Milestones::default(), answer("2026-11-20 08:30")),
                "nhận trễ 45 phút",
                Tone::Overdue,
            ),
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
