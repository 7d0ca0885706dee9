//! When a desk is to be warned: of a due date, of the last moment for an apology, of a hand-over (DOMAIN.md §4, §5).
//!
//! Every moment lies in working time. How long before is a setting. It knows no dossier and no clock on the wall.

use crate::domain::calendar::Calendar;
use crate::domain::day::{Day, Moment};
use crate::domain::deadline::{Terms, promise};
use crate::domain::limit::{Limit, Unit};

/// How long before a desk is warned; the settings of the same names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WarningRules {
    /// Working days before the due date, for limits longer than a day.
    pub warn_days: u32,
    /// Working days before the due date at the latest on which the apology is to be written, for the same limits.
    pub apology_days: u32,
    /// Percent of the working time that have passed, for limits of a day or less.
    pub warn_share: u32,
    /// Working minutes before the due moment at which the apology is at its last moment, for the same limits.
    pub apology_minutes: u32,
    /// Minute after midnight up to which a dossier accepted on a working day is handed over the same day.
    pub handover_until: u16,
    /// Working minutes from opening within which a later one is handed over the next working morning.
    pub handover_minutes: u32,
    /// Working minutes before the end of the acceptance clock from which it is near.
    pub acceptance_minutes: u32,
}

impl Default for WarningRules {
    fn default() -> WarningRules {
        WarningRules {
            warn_days: 2,
            apology_days: 1,
            warn_share: 50,
            apology_minutes: 60,
            handover_until: 15 * 60,
            handover_minutes: 60,
            acceptance_minutes: 120,
        }
    }
}

/// How long a limit gives, as far as warnings ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Longer than a day: counted back in working days.
    Days,
    /// A day or less, and its working minutes: counted back in minutes.
    Minutes(i64),
}

impl Span {
    /// The span of the first promise. `sd`, one day and hours up to a working day are a day or less. A promise without
    /// a limit is judged by the days that it gives. A longer limit granted by law counts in.
    pub fn of(terms: &Terms, calendar: &Calendar) -> Option<Span> {
        let counted = |limit: Limit| promise(terms.start, limit, terms.extension, terms.same_day_cutoff, calendar);
        let first = terms.promise.or_else(|| terms.limit.map(counted))?;
        let brief = match (terms.limit, terms.extension) {
            (None, _) => calendar.working_days_between(terms.start.day.plus(1), first.day.plus(1)) <= 1,
            (Some(limit), None) => a_day_or_less(limit, terms.start.day, calendar),
            (Some(limit), Some(more)) if more.unit == limit.unit => {
                let whole = Limit { count: limit.count.saturating_add(more.count), ..limit };
                a_day_or_less(whole, terms.start.day, calendar)
            }
            (Some(limit), Some(more)) => more.unit == Unit::SameDay && a_day_or_less(limit, terms.start.day, calendar),
        };
        let minutes = calendar.working_minutes_between(terms.start, first).max(0);
        Some(if brief { Span::Minutes(minutes) } else { Span::Days })
    }
}

fn a_day_or_less(limit: Limit, start: Day, calendar: &Calendar) -> bool {
    match limit.unit {
        Unit::SameDay => true,
        Unit::WorkingDays | Unit::CalendarDays => limit.count <= 1,
        Unit::Months => false,
        Unit::WorkingHours => {
            let day = calendar.hours(calendar.next_working(start)).length();
            u64::from(limit.count) * 60 <= u64::from(day)
        }
    }
}

/// The two moments at which a desk is warned of a due date. `warn_from` is never after `apology_by`, and neither is
/// after the due moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Warnings {
    /// From when the due date is near.
    pub warn_from: Moment,
    /// From when an apology is at its last moment: a due date that will be missed is to be told now.
    pub apology_by: Moment,
}

/// The warnings of a dossier whose clock started at `start` and that is due at `due`; `None` where no working time
/// lies between the two.
///
/// A limit longer than a day is warned of at the opening of the working day so many days before; a shorter one when
/// its share of the working time has passed and so many minutes before the end. A moment that would lie before the
/// start is the first working moment after it. A due date that has moved takes its warnings along.
pub fn warnings(start: Moment, due: Moment, span: Span, calendar: &Calendar, rules: &WarningRules) -> Option<Warnings> {
    let first = calendar.next_in_hours(start);
    if first > due {
        return None;
    }
    let (warn_from, apology_by) = match span {
        Span::Days => {
            let opening = |days: u32| {
                let day = calendar.sub_working_days(due.day, days.max(1));
                day.at(calendar.opening(day))
            };
            (opening(rules.warn_days), opening(rules.apology_days))
        }
        Span::Minutes(minutes) => {
            let rest = minutes * i64::from(100 - rules.warn_share.min(100)) / 100;
            let before = |minutes: i64| calendar.sub_working_minutes(due, minutes.max(1));
            (before(rest), before(i64::from(rules.apology_minutes)))
        }
    };
    let apology_by = apology_by.max(first);
    Some(Warnings { warn_from: warn_from.max(first).min(apology_by), apology_by })
}

/// Until when a dossier accepted at `accepted_at` is to be handed to the settling office: the end of the same working
/// day, or the next working morning when it came in after 15:00 (a setting; exactly 15:00 is still the same day), after
/// closing, or on a day off.
///
/// "First thing in the morning" ends an hour after opening (a setting), so that the clerk has opened the desk before
/// the program calls a dossier late.
pub fn handover_due(accepted_at: Moment, calendar: &Calendar, rules: &WarningRules) -> Moment {
    let day = accepted_at.day;
    if calendar.is_working(day) && accepted_at.minute <= rules.handover_until.min(calendar.closing(day)) {
        return day.at(calendar.closing(day));
    }
    let next = calendar.next_working(day.plus(1));
    let opening = next.at(calendar.opening(next));
    calendar.add_working_minutes(opening, i64::from(rules.handover_minutes))
}

/// The last moment at which an acceptance clock seen from `now` is near: it ends within so many working minutes.
pub fn acceptance_near(now: Moment, calendar: &Calendar, rules: &WarningRules) -> Moment {
    calendar.add_working_minutes(now, i64::from(rules.acceptance_minutes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{CalendarDay, DayKind, DayStatus};

    fn at(text: &str) -> Moment {
        text.parse().expect("a moment")
    }

    fn row(date: &str, kind: DayKind) -> CalendarDay {
        let (name, source) = ("Ngày thử".to_owned(), String::new());
        CalendarDay { date: date.parse().expect("a day"), kind, name, source, status: DayStatus::Announced }
    }

    /// Friday 20 November 2026 is followed by a worked Saturday; Tuesday the 24th is off.
    fn calendar() -> Calendar {
        Calendar::new([row("2026-11-21", DayKind::Work), row("2026-11-24", DayKind::Off)], Vec::new())
    }

    fn warned(start: &str, limit: &str) -> (String, String) {
        let (calendar, limit) = (calendar(), limit.parse().ok());
        let terms = Terms::new(at(start), limit);
        let due = promise(terms.start, limit.expect("a limit"), None, None, &calendar);
        let span = Span::of(&terms, &calendar).expect("a span");
        let found = warnings(terms.start, due, span, &calendar, &WarningRules::default()).expect("warnings");
        (found.warn_from.to_string(), found.apology_by.to_string())
    }

    #[test]
    fn a_long_limit_is_warned_of_at_the_opening_of_working_days_before() {
        let cases = [
            // Due on Friday the 20th.
            ("2026-11-13 09:00", "5wd", "2026-11-18 07:30", "2026-11-19 07:30"),
            // Due on Wednesday the 25th: Tuesday is off, Sunday too, Saturday is worked.
            ("2026-11-18 09:00", "5wd", "2026-11-21 07:30", "2026-11-23 07:30"),
            ("2026-11-15 09:00", "10cd", "2026-11-21 07:30", "2026-11-23 07:30"),
            // Two days: warned from the beginning.
            ("2026-11-16 09:00", "2wd", "2026-11-16 09:00", "2026-11-17 07:30"),
            ("2026-11-16 17:30", "2wd", "2026-11-17 07:30", "2026-11-17 07:30"),
            ("2026-11-16 09:00", "16wh", "2026-11-16 09:00", "2026-11-17 07:30"),
        ];
        for (start, limit, warn, apology) in cases {
            assert_eq!(warned(start, limit), (warn.to_owned(), apology.to_owned()), "{start} {limit}");
        }
    }

    #[test]
    fn a_short_limit_is_warned_of_at_half_the_time_and_an_hour_before() {
        let cases = [
            ("2026-11-16 08:00", "sd", "2026-11-16 13:15", "2026-11-16 16:00"),
            // Half of the afternoon and of the day after it.
            ("2026-11-16 15:30", "1wd", "2026-11-17 10:45", "2026-11-17 16:00"),
            ("2026-11-16 08:00", "4wh", "2026-11-16 10:00", "2026-11-16 11:00"),
            ("2026-11-16 08:00", "8wh", "2026-11-16 13:30", "2026-11-16 16:30"),
            // Less than two hours: the hour before is the earlier of the two.
            ("2026-11-16 15:40", "sd", "2026-11-16 16:00", "2026-11-16 16:00"),
            ("2026-11-16 16:59", "sd", "2026-11-16 16:59", "2026-11-16 16:59"),
            ("2026-11-16 12:10", "1wh", "2026-11-16 13:00", "2026-11-16 13:00"),
            ("2026-11-22 09:00", "sd", "2026-11-23 13:00", "2026-11-23 16:00"),
        ];
        for (start, limit, warn, apology) in cases {
            assert_eq!(warned(start, limit), (warn.to_owned(), apology.to_owned()), "{start} {limit}");
        }
    }

    #[test]
    fn a_granted_extension_and_a_promise_without_a_limit_are_measured_too() {
        let calendar = calendar();
        let mut terms = Terms::new(at("2026-11-16 08:00"), "1wd".parse().ok());
        terms.extension = "1wd".parse().ok();
        assert_eq!(Span::of(&terms, &calendar), Some(Span::Days));
        terms.limit = "sd".parse().ok();
        assert_eq!(Span::of(&terms, &calendar), Some(Span::Days));
        let mut bare = Terms::new(at("2026-11-16 08:00"), None);
        assert_eq!(Span::of(&bare, &calendar), None);
        bare.promise = Some(at("2026-11-16 16:00"));
        assert_eq!(Span::of(&bare, &calendar), Some(Span::Minutes(390)));
        bare.promise = Some(at("2026-11-18 16:00"));
        assert_eq!(Span::of(&bare, &calendar), Some(Span::Days));
        let rules = WarningRules::default();
        assert_eq!(warnings(at("2026-11-16 08:00"), at("2026-11-15 17:00"), Span::Days, &calendar, &rules), None);
    }

    #[test]
    fn handing_over_waits_for_the_morning_after_three_o_clock_and_on_days_off() {
        let cases = [
            ("2026-11-20 08:00", "2026-11-20 17:00"),
            ("2026-11-20 15:00", "2026-11-20 17:00"),
            // The Saturday is worked.
            ("2026-11-20 15:01", "2026-11-21 08:30"),
            ("2026-11-20 23:59", "2026-11-21 08:30"),
            ("2026-11-20 12:10", "2026-11-20 17:00"),
            ("2026-11-22 09:00", "2026-11-23 08:30"),
            ("2026-11-23 16:00", "2026-11-25 08:30"),
            ("2026-11-24 10:00", "2026-11-25 08:30"),
        ];
        for (accepted, due) in cases {
            let found = handover_due(at(accepted), &calendar(), &WarningRules::default());
            assert_eq!(found.to_string(), due, "{accepted}");
        }
        let half = crate::domain::calendar::OfficeHours::new(None, &[(450, 690)]).expect("hours");
        let mornings = Calendar::new([], vec![half]);
        let after = handover_due(at("2026-11-20 12:00"), &mornings, &WarningRules::default());
        assert_eq!(after.to_string(), "2026-11-23 08:30", "after closing it is the next morning's");
    }
}
