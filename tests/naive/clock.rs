//! Due dates the slow way (DOMAIN.md §4): one day, or one minute, after the other.

use std::collections::BTreeMap;

use chrono::Weekday;
use motcua::domain::calendar::{CalendarDay, DayKind, DayStatus};
use motcua::domain::day::{Day, Moment};
use motcua::domain::limit::{Limit, Unit};
use motcua::domain::pause::PauseReason;
use motcua::domain::procedure::Procedure;

use crate::generate::Generated;

pub struct Clock {
    rows: BTreeMap<Day, bool>,
    subtract_from: Option<Day>,
}

/// A due date on its way: the day before rolling on, the moment, and the clock time that a recorded one keeps.
struct Due {
    raw: Day,
    at: Moment,
    keeps: Option<u16>,
}

impl Clock {
    /// The day on which the clock of a dossier starts.
    pub fn start(one: &Generated) -> Option<Day> {
        let d = &one.dossier;
        if d.out_of_area { d.forwarded_at } else { d.accepted_at }.map(|at| at.day)
    }

    pub fn new(rows: &[CalendarDay], subtract_from: Option<Day>) -> Clock {
        let counts = rows.iter().filter(|row| row.status != DayStatus::Proposed);
        Clock { rows: counts.map(|row| (row.date, row.kind == DayKind::Work)).collect(), subtract_from }
    }

    fn works(&self, day: Day) -> bool {
        let weekday = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.rows.get(&day).copied().unwrap_or(weekday)
    }

    fn roll(&self, mut day: Day) -> Day {
        while !self.works(day) {
            day = day.plus(1);
        }
        day
    }

    fn after_days(&self, mut day: Day, count: u32) -> Day {
        for _ in 0..count {
            day = self.roll(day.plus(1));
        }
        day
    }

    fn office(minute: u16) -> bool {
        (450..690).contains(&minute) || (780..1020).contains(&minute)
    }

    /// The moment at which so many working minutes have passed.
    pub fn after_minutes(&self, mut at: Moment, count: u32) -> Moment {
        let (mut left, mut works) = (count, self.works(at.day));
        while left > 0 {
            left -= u32::from(works && Clock::office(at.minute));
            let day = at.day;
            at = if at.minute == 1439 { day.plus(1).at(0) } else { day.at(at.minute + 1) };
            if at.day != day {
                works = self.works(at.day);
            }
        }
        at
    }

    fn minutes_between(&self, from: Moment, to: Moment) -> u32 {
        let (mut at, mut count) = (from, 0);
        while at < to {
            count += u32::from(Clock::office(at.minute) && self.works(at.day));
            at = at.plus_minutes(1);
        }
        count
    }

    fn count(&self, limit: Limit, from: Moment, cutoff: Option<u16>) -> Due {
        let raw = match limit.unit {
            Unit::WorkingHours => {
                let at = self.after_minutes(from, limit.count * 60);
                return Due { raw: at.day, at, keeps: None };
            }
            Unit::WorkingDays => self.after_days(from.day, limit.count),
            Unit::CalendarDays => from.day.plus(limit.count as i32),
            Unit::Months => from.day.plus_months(limit.count),
            Unit::SameDay if from.minute > cutoff.unwrap_or(1020) => from.day.plus(1),
            Unit::SameDay => from.day,
        };
        Due { raw, at: self.roll(raw).at(1020), keeps: None }
    }

    /// The due moment in force at the cut-off `known`, pauses counted up to `seen`; and whether it is one of minutes.
    pub fn due(&self, one: &Generated, p: &Procedure, known: Moment, seen: Moment) -> Option<(Moment, bool)> {
        let d = &one.dossier;
        let mut start = if d.out_of_area { d.forwarded_at? } else { d.accepted_at? };
        let by_channel = match d.channel {
            motcua::domain::dossier::Channel::Direct => None,
            motcua::domain::dossier::Channel::Online => p.limit_online,
            motcua::domain::dossier::Channel::Postal => p.limit_postal,
        };
        let mut limit = d.limit.or(by_channel).or(p.limit_direct)?;
        // The test makes extensions of the limit's own unit only.
        limit.count += d.extension.as_ref().map_or(0, |extension| extension.limit.count);
        let recorded = |at: Moment| Due { raw: at.day, at, keeps: Some(at.minute) };
        let restarts = self.subtract_from.is_some_and(|from| start.day < from);
        let mut due = d.due_at.map_or_else(|| self.count(limit, start, p.same_day_cutoff), recorded);
        // A date that was named after the end judges nothing.
        let given = one.repromises.iter().rfind(|(_, given)| *given < known && *given <= seen);
        if let Some((at, given)) = given {
            due = recorded(*at);
            start = *given;
        }
        for pause in d.pauses.iter().filter(|pause| pause.from < seen) {
            let to = pause.to.unwrap_or(seen).min(seen);
            // What lies before a later promise is contained in it.
            let from = pause.from.max(start);
            let hours = limit.unit == Unit::WorkingHours;
            let passed = if hours { from > due.at } else { from.day > due.at.day };
            // One begun too late moves nothing, and one that was over before the start or the later promise is in it.
            if passed || to <= start {
                continue;
            }
            // A supplement that arrives in the very minute it is asked for arrives all the same.
            if restarts && pause.reason == PauseReason::Supplement {
                due = self.count(limit, to, p.same_day_cutoff);
                start = to;
            } else {
                self.subtract(&mut due, limit.unit, from, to);
            }
        }
        Some((due.at, limit.unit == Unit::WorkingHours))
    }

    fn subtract(&self, due: &mut Due, unit: Unit, from: Moment, to: Moment) {
        let days = || (from.day.epoch()..to.day.epoch()).map(Day::from_epoch);
        let minute = due.keeps.unwrap_or(1020);
        match unit {
            Unit::WorkingHours => due.at = self.after_minutes(due.at, self.minutes_between(from, to)),
            Unit::WorkingDays | Unit::SameDay => {
                let worked = days().filter(|day| self.works(*day)).count() as u32;
                if worked > 0 {
                    due.at = self.after_days(due.at.day, worked).at(minute);
                }
            }
            Unit::CalendarDays | Unit::Months => {
                let still = days().count() as i32;
                if still > 0 {
                    // Begun in the days over which the due date had rolled on, it counts from there.
                    due.raw = due.raw.max(from.day).plus(still);
                    due.at = self.roll(due.raw).at(minute);
                }
            }
        }
    }
}
