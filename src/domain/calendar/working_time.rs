//! Working time within a day and across days: when the desk works and receives, and moments a number of working
//! minutes apart.

use chrono::Weekday;

use super::{Calendar, Reason};
use crate::domain::day::{Day, Moment};
use crate::domain::office_hours::Span;

impl Calendar {
    /// Whether the desk works at this moment. The minute in which work ends belongs to it.
    pub fn in_hours(&self, at: Moment) -> bool {
        let spans = self.hours(at.day).spans();
        self.is_working(at.day) && spans.iter().any(|(from, to)| (*from..=*to).contains(&at.minute))
    }

    /// The moment itself when the desk works then, else the next one at which work begins.
    pub fn next_in_hours(&self, at: Moment) -> Moment {
        if self.in_hours(at) {
            return at;
        }
        let later = |span: &&(u16, u16)| span.0 > at.minute;
        match self.hours(at.day).spans().iter().find(later).filter(|_| self.is_working(at.day)) {
            Some(span) => at.day.at(span.0),
            None => {
                let day = self.next_working(at.day.plus(1));
                day.at(self.opening(day))
            }
        }
    }

    /// The spans in which the desk receives on a day: its working hours, or those of a Saturday that is not worked and
    /// not a holiday. Receiving does not make a day a counted one.
    pub fn reception(&self, day: Day) -> &[Span] {
        let hours = self.hours(day);
        match self.why(day) {
            _ if self.is_working(day) => hours.spans(),
            Reason::Weekend if day.weekday() == Weekday::Sat => hours.saturday(),
            _ => &[],
        }
    }

    /// Whether the desk receives at a moment; the minute at which a span ends still belongs to it.
    pub fn receives(&self, at: Moment) -> bool {
        self.reception(at.day).iter().any(|&(from, to)| (from..=to).contains(&at.minute))
    }

    /// The minute after midnight at which the day's work begins.
    pub fn opening(&self, day: Day) -> u16 {
        self.hours(day).opening()
    }

    /// The minute after midnight at which the day's work ends (17:00 by default).
    pub fn closing(&self, day: Day) -> u16 {
        self.hours(day).closing()
    }

    /// Working minutes before midnight of `day`, on a scale whose zero does not matter.
    pub(super) fn minutes_before_day(&self, day: Day) -> i64 {
        // While the versions are being laid out there is none yet for the first.
        let at = self.hours.partition_point(|version| version.from.is_none_or(|from| from <= day));
        let Some(version) = at.checked_sub(1).map(|at| &self.hours[at]) else { return 0 };
        let days = i64::from(self.count_before(day) - version.days);
        version.minutes + days * i64::from(version.hours.length())
    }

    fn minutes_before(&self, at: Moment) -> i64 {
        let today = if self.is_working(at.day) { self.hours(at.day).worked_until(at.minute) } else { 0 };
        self.minutes_before_day(at.day) + i64::from(today)
    }

    /// Working minutes in `[from, to)`; negative when `to` lies before `from`.
    pub fn working_minutes_between(&self, from: Moment, to: Moment) -> i64 {
        self.minutes_before(to) - self.minutes_before(from)
    }

    /// The first moment at which `minutes` working minutes have passed since `from`: one that ends as lunch begins
    /// ends there, not after lunch. `from` itself for 0 or less.
    pub fn add_working_minutes(&self, from: Moment, minutes: i64) -> Moment {
        if minutes <= 0 {
            return from;
        }
        self.when_worked(self.minutes_before(from) + minutes)
    }

    /// The last moment from which `minutes` working minutes are still to come until `from`: one that would fall on the
    /// beginning of lunch falls on its end. `from` itself for 0 or less. The mirror of `add_working_minutes`.
    pub fn sub_working_minutes(&self, from: Moment, minutes: i64) -> Moment {
        if minutes <= 0 {
            return from;
        }
        // One minute before the next minute of work is done, it begins.
        self.when_worked(self.minutes_before(from) - minutes + 1).plus_minutes(-1)
    }

    /// The first moment at which `target` working minutes have passed, on the scale of `minutes_before`.
    fn when_worked(&self, target: i64) -> Moment {
        let later = self.hours[1..].partition_point(|version| version.minutes < target);
        let version = &self.hours[later];
        let length = i64::from(version.hours.length());
        // Minutes already worked on the last day: 1 to the whole day, never 0, so that it ends where work ended.
        let rest = target - version.minutes - 1;
        let day = self.working_day(version.days + rest.div_euclid(length) as i32);
        day.at(version.hours.minute_after(rest.rem_euclid(length) as u16 + 1))
    }
}
