//! Due dates held against a second, deliberately naive reckoning that walks day by day and minute by minute, over
//! random calendars, limits and pauses.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Weekday;
use motcua::domain::calendar::{Calendar, CalendarDay, DayKind, DayStatus, OfficeHours};
use motcua::domain::day::{Day, Moment};
use motcua::domain::deadline::{PauseRule, Terms, days_late, due, explain, promise};
use motcua::domain::limit::{Limit, Unit};
use motcua::domain::pause::{Pause, PauseReason};
use proptest::prelude::*;

/// 2026-01-01.
const FIRST: i32 = 20_454;
/// The day from which the second version of the office hours holds, about the middle of the random dates.
const NEW_HOURS: i32 = FIRST + 60;

/// The naive calendar: a table of the days that differ, and two sets of hours.
#[derive(Clone, Debug)]
struct Naive {
    rows: BTreeMap<Day, (DayKind, DayStatus)>,
    half_days: bool,
}

impl Naive {
    fn real(&self) -> Calendar {
        let rows = self.rows.iter().map(|(date, (kind, status))| CalendarDay {
            date: *date,
            kind: *kind,
            name: format!("Ngày {date}"),
            source: String::new(),
            status: *status,
        });
        let later = OfficeHours::new(Some(Day::from_epoch(NEW_HOURS)), &[(480, 705)]).expect("hours");
        Calendar::new(rows, if self.half_days { vec![later] } else { Vec::new() })
    }

    fn works(&self, day: Day) -> bool {
        match self.rows.get(&day) {
            Some((kind, status)) if *status != DayStatus::Proposed => *kind == DayKind::Work,
            _ => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }

    fn half(&self, day: Day) -> bool {
        self.half_days && day.epoch() >= NEW_HOURS
    }

    fn works_at(&self, at: Moment) -> bool {
        let m = at.minute;
        let office = if self.half(at.day) {
            (480..705).contains(&m)
        } else {
            (450..690).contains(&m) || (780..1020).contains(&m)
        };
        office && self.works(at.day)
    }

    fn closing(&self, day: Day) -> u16 {
        if self.half(day) { 705 } else { 1020 }
    }

    fn forward(&self, mut day: Day, count: u32) -> Day {
        for _ in 0..count {
            day = self.roll(day.plus(1));
        }
        day
    }

    fn roll(&self, mut day: Day) -> Day {
        while !self.works(day) {
            day = day.plus(1);
        }
        day
    }

    fn forward_minutes(&self, mut at: Moment, count: usize) -> Moment {
        for _ in 0..count {
            while !self.works_at(at) {
                at = at.plus_minutes(1);
            }
            at = at.plus_minutes(1);
        }
        at
    }

    /// The last day before rolling, and the due moment.
    fn count(&self, limit: Limit, from: Moment, cutoff: Option<u16>) -> (Day, Moment) {
        let raw = match limit.unit {
            Unit::WorkingDays => self.forward(from.day, limit.count),
            Unit::CalendarDays => from.day.plus(limit.count as i32),
            Unit::Months => from.day.plus_months(limit.count),
            Unit::WorkingHours => {
                let due = self.forward_minutes(from, limit.count as usize * 60);
                return (due.day, due);
            }
            Unit::SameDay if from.minute > cutoff.unwrap_or(self.closing(from.day)) => from.day.plus(1),
            Unit::SameDay => from.day,
        };
        let day = self.roll(raw);
        (raw, day.at(self.closing(day)))
    }

    fn whole(&self, terms: &Terms, start: Moment) -> (Day, Moment) {
        let limit = terms.limit.expect("a limit");
        match terms.extension {
            Some(extension) if extension.unit == limit.unit => {
                self.count(Limit { count: limit.count + extension.count, ..limit }, start, terms.same_day_cutoff)
            }
            Some(extension) => self.count(extension, self.count(limit, start, terms.same_day_cutoff).1, None),
            None => self.count(limit, start, terms.same_day_cutoff),
        }
    }

    /// The due moment when every pause of the list is subtracted, from scratch.
    fn subtracted(&self, terms: &Terms, start: Moment, recorded: bool, pauses: &[(Moment, Moment)]) -> Moment {
        let unit = terms.extension.or(terms.limit).map_or(Unit::WorkingDays, |limit| limit.unit);
        let (mut raw, mut due) = match (terms.promise, recorded) {
            (Some(promise), true) if terms.promise_computed => (self.whole(terms, start).0, promise),
            (Some(promise), true) => (promise.day, promise),
            _ => self.whole(terms, start),
        };
        let keeps = (recorded && !terms.promise_computed).then_some(due.minute);
        let at = |day: Day| day.at(keeps.unwrap_or(self.closing(day)));
        let (mut still_days, mut still_minutes) = (BTreeSet::new(), BTreeSet::new());
        for &(from, to) in pauses {
            if if unit == Unit::WorkingHours { from > due } else { from.day > due.day } {
                continue;
            }
            if unit == Unit::WorkingHours {
                let all = from.max(start).epoch_minutes()..to.epoch_minutes();
                let epoch = Day::from_epoch(0).start();
                let new = all.filter(|m| still_minutes.insert(*m) && self.works_at(epoch.plus_minutes(*m)));
                due = self.forward_minutes(due, new.count());
                continue;
            }
            let all = from.day.max(start.day).epoch()..to.day.epoch();
            let new: Vec<Day> = all.map(Day::from_epoch).filter(|day| still_days.insert(*day)).collect();
            match unit {
                _ if new.is_empty() => {}
                Unit::CalendarDays | Unit::Months => {
                    raw = raw.max(new[0]).plus(new.len() as i32);
                    due = at(self.roll(raw)).max(due);
                }
                _ => {
                    let moved = self.forward(due.day, new.iter().filter(|day| self.works(**day)).count() as u32);
                    due = if moved == due.day { due } else { at(moved) };
                }
            }
        }
        due
    }

    fn due(&self, terms: &Terms, pauses: &[Pause], rule: PauseRule, seen_at: Moment) -> Moment {
        let mut seen: Vec<(Moment, Moment, bool)> = pauses
            .iter()
            .filter(|pause| pause.from < seen_at)
            .map(|p| (p.from, p.to.unwrap_or(seen_at).min(seen_at), p.reason == PauseReason::Supplement))
            .collect();
        seen.sort();
        let (mut start, mut recorded, mut list) = (terms.start, true, Vec::new());
        for (from, to, supplement) in seen {
            if rule == PauseRule::Restart && supplement && terms.limit.is_some() {
                let due = self.subtracted(terms, start, recorded && terms.promise.is_some(), &list);
                let hours = terms.extension.or(terms.limit).is_some_and(|limit| limit.unit == Unit::WorkingHours);
                let passed = if hours { from > due } else { from.day > due.day };
                if !passed && to > start {
                    (start, recorded) = (to, false);
                }
            } else {
                list.push((from, to));
            }
        }
        self.subtracted(terms, start, recorded && terms.promise.is_some(), &list)
    }
}

prop_compose! {
    fn a_day(span: i32)(offset in 0..span) -> Day { Day::from_epoch(FIRST + offset) }
}

prop_compose! {
    fn a_moment(span: i32)(day in a_day(span), minute in prop_oneof![0u16..1440, 450u16..1021, Just(690), Just(1020)])
        -> Moment { day.at(minute) }
}

fn a_calendar() -> impl Strategy<Value = Naive> {
    let kind = prop_oneof![3 => Just(DayKind::Off), 1 => Just(DayKind::Work)];
    let status = prop::sample::select(&DayStatus::ALL[..]);
    let rows = prop::collection::btree_map(a_day(160), (kind, status), 0..40);
    (rows, any::<bool>()).prop_map(|(rows, half_days)| Naive { rows, half_days })
}

fn a_limit() -> impl Strategy<Value = Limit> {
    let of = |unit, most: u32| (1..=most).prop_map(move |count| Limit { unit, count });
    prop_oneof![
        3 => of(Unit::WorkingDays, 25),
        2 => of(Unit::CalendarDays, 35),
        1 => of(Unit::Months, 2),
        2 => of(Unit::WorkingHours, 20),
        1 => Just(Limit::SAME_DAY),
    ]
}

fn an_extension() -> impl Strategy<Value = Option<Limit>> {
    prop::option::weighted(0.25, a_limit().prop_filter("counts", |limit| limit.unit != Unit::SameDay))
}

prop_compose! {
    fn some_terms()(
        start in a_moment(60),
        limit in a_limit(),
        extension in an_extension(),
        same_day_cutoff in prop::option::of(Just(900u16)),
    ) -> Terms {
        Terms { extension, same_day_cutoff, ..Terms::new(start, Some(limit)) }
    }
}

prop_compose! {
    fn a_pause()(
        from in a_moment(90),
        minutes in prop_oneof![0i64..600, 0i64..20_000],
        open in prop::bool::weighted(0.15),
        reason in prop::sample::select(&PauseReason::ALL[..]),
    ) -> Pause {
        let to = if open { None } else { Some(from.plus_minutes(minutes)) };
        Pause { reason, document: "12/HDHS".to_owned(), from, to }
    }
}

/// How the promise stands on record: not at all, as computed, or as some other moment.
#[derive(Clone, Debug)]
enum Record {
    None,
    Computed,
    Other(Moment),
    OtherWithoutLimit(Moment),
}

fn a_record() -> impl Strategy<Value = Record> {
    prop_oneof![
        3 => Just(Record::None),
        3 => Just(Record::Computed),
        1 => a_moment(90).prop_map(Record::Other),
        1 => a_moment(90).prop_map(Record::OtherWithoutLimit),
    ]
}

fn recorded(terms: Terms, record: &Record, naive: &Naive) -> Terms {
    match record {
        Record::None => terms,
        Record::Computed => {
            Terms { promise: Some(naive.whole(&terms, terms.start).1), promise_computed: true, ..terms }
        }
        Record::Other(promise) => Terms { promise: Some(*promise), ..terms },
        Record::OtherWithoutLimit(promise) => Terms { promise: Some(*promise), limit: None, extension: None, ..terms },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_calendar_counts_as_one_who_walks(
        naive in a_calendar(), from in a_moment(150), to in a_moment(150), n in 0u32..60, minutes in 0usize..3000,
    ) {
        let calendar = naive.real();
        let (first, last) = (from.min(to), from.max(to));
        let walked = (first.day.epoch()..last.day.epoch()).filter(|d| naive.works(Day::from_epoch(*d))).count();
        prop_assert_eq!(calendar.working_days_between(first.day, last.day), walked as i32);
        prop_assert_eq!(calendar.working_days_between(last.day, first.day), -(walked as i32));
        prop_assert_eq!(calendar.is_working(from.day), naive.works(from.day));
        prop_assert_eq!(calendar.next_working(from.day), naive.roll(from.day));
        prop_assert_eq!(calendar.add_working_days(from.day, n), naive.forward(from.day, n));
        let later = naive.forward_minutes(from, minutes);
        prop_assert_eq!(calendar.add_working_minutes(from, minutes as i64), later);
        prop_assert_eq!(calendar.working_minutes_between(from, later), minutes as i64);
        let late = (from.day.epoch() + 1..=to.day.epoch()).filter(|d| naive.works(Day::from_epoch(*d))).count();
        prop_assert_eq!(days_late(from, to.day, &calendar), late as i32);
    }

    #[test]
    fn due_and_its_explanation_agree_with_one_who_walks(
        naive in a_calendar(), terms in some_terms(), record in a_record(),
        pauses in prop::collection::vec(a_pause(), 0..4), rule in prop::sample::select(&PauseRule::ALL[..]),
        seen_at in a_moment(150),
    ) {
        let calendar = naive.real();
        let terms = recorded(terms, &record, &naive);
        let expected = Some(naive.due(&terms, &pauses, rule, seen_at));
        prop_assert_eq!(due(&terms, &pauses, rule, &calendar, seen_at), expected);
        let told = explain(&terms, &pauses, rule, &calendar, seen_at);
        prop_assert_eq!(told.as_ref().map(|told| told.due), expected);
        let told = told.expect("an explanation");
        prop_assert!(told.lines().iter().all(|line| !line.text.is_empty()));
        prop_assert!(told.lines().is_sorted_by_key(|line| line.day));
    }

    #[test]
    fn what_the_explanation_counts_adds_up_to_the_due_date(
        naive in a_calendar(), start in a_moment(60), limit in a_limit(),
        pauses in prop::collection::vec(a_pause(), 0..3), seen_at in a_moment(150),
    ) {
        let calendar = naive.real();
        let terms = Terms::new(start, Some(limit));
        let told = explain(&terms, &pauses, PauseRule::Subtract, &calendar, seen_at).expect("an explanation");
        let counted: Vec<_> = told.lines().iter().filter(|line| line.counted).collect();
        let still: Vec<_> = told.lines().iter().filter(|line| line.text.starts_with("Tạm dừng, ")).collect();
        match limit.unit {
            Unit::WorkingHours => {
                let minutes: i64 = counted.iter().map(|line| line.minutes).sum();
                prop_assert_eq!(naive.forward_minutes(start, minutes as usize), told.due);
            }
            Unit::WorkingDays => {
                let passed = (counted.len() + still.len()) as u32;
                prop_assert_eq!(naive.forward(start.day, passed), told.due.day);
                prop_assert!(counted.iter().all(|line| naive.works(line.day)));
                prop_assert!(counted.len() as u32 >= limit.count);
                if !still.iter().chain(&counted).any(|line| line.day == start.day) && pauses.iter().all(|p| p.from.day > start.day) {
                    prop_assert_eq!(counted.len() as u32, limit.count);
                }
            }
            Unit::CalendarDays | Unit::Months if still.is_empty() && pauses.is_empty() => {
                prop_assert_eq!(naive.roll(start.day.plus(counted.len() as i32)), told.due.day);
            }
            _ => {}
        }
    }

    #[test]
    fn a_later_acceptance_never_has_an_earlier_due(
        naive in a_calendar(), terms in some_terms(), minutes in 1i64..20_000,
        pauses in prop::collection::vec(a_pause(), 0..3), seen_at in a_moment(150),
    ) {
        let calendar = naive.real();
        let later = Terms { start: terms.start.plus_minutes(minutes), ..terms };
        let at = |terms: &Terms, pauses: &[Pause]| due(terms, pauses, PauseRule::Subtract, &calendar, seen_at);
        prop_assert!(at(&terms, &[]) <= at(&later, &[]));
        // A pause on the acceptance day itself counts that day, which the limit does not; such pairs are not compared.
        let after: Vec<Pause> = pauses.iter().filter(|pause| pause.from.day > later.start.day).cloned().collect();
        prop_assert!(at(&terms, &after) <= at(&later, &after));
        let limit = terms.limit.expect("a limit");
        let first = promise(terms.start, limit, terms.extension, terms.same_day_cutoff, &calendar);
        prop_assert!(Some(first) <= at(&terms, &pauses), "a pause never pulls the due date back");
    }
}
