//! Office hours in versions: the calendar's formulas against one who walks minute by minute, whatever versions overlap;
//! and in the register, written, taken away, undone.

use crate::support;

use std::collections::BTreeMap;

use chrono::Weekday;
use motcua::desk::catalogue::{Change, Entry, change};
use motcua::desk::undo::undo;
use motcua::desk::{Error, accept};
use motcua::domain::calendar::{Calendar, CalendarDay, DayKind, DayStatus, OfficeHours, Span};
use motcua::domain::day::{Day, Moment};
use motcua::domain::deadline::promise;
use motcua::store::Store;
use motcua::store::pages::{Query, Way};
use proptest::prelude::*;
use support::{at, draft, set_up, stamp};

/// 2026-01-01.
const FIRST: i32 = 20_454;
const SPAN: i32 = 60;

/// A version as the test draws it: first day, last day, spans, spans of a Saturday.
type Drawn = (i32, Option<i32>, Vec<Span>, Vec<Span>);

fn hours(drawn: &Drawn) -> OfficeHours {
    let (from, to, spans, saturday) = drawn;
    let hours = OfficeHours::new(Some(Day::from_epoch(FIRST + from)), spans).expect("spans");
    let hours = hours.receiving_on_saturday(saturday).expect("spans of a Saturday");
    to.map_or(hours.clone(), |last| hours.until(Day::from_epoch(FIRST + last)).expect("a while"))
}

/// The desk as a table of days: everything is looked up day by day.
#[derive(Debug)]
struct Naive {
    rows: BTreeMap<Day, DayKind>,
    versions: Vec<Drawn>,
}

impl Naive {
    fn real(&self) -> Calendar {
        let row = |(date, kind): (&Day, &DayKind)| CalendarDay {
            date: *date,
            kind: *kind,
            name: "Ngày thử".to_owned(),
            source: String::new(),
            status: DayStatus::Announced,
        };
        Calendar::new(self.rows.iter().map(row), self.versions.iter().map(hours).collect())
    }

    /// The version of a day: each in turn takes the place of the one held so far where it is the more particular.
    fn version(&self, day: Day) -> (Vec<Span>, Vec<Span>) {
        let n = day.epoch() - FIRST;
        let mut held: Option<&Drawn> = None;
        for new in self.versions.iter().filter(|(from, to, ..)| *from <= n && to.is_none_or(|to| n <= to)) {
            let better = match held {
                None => true,
                Some((from, to, ..)) => match (to, new.1) {
                    (None, Some(_)) => true,
                    (Some(_), None) => false,
                    (None, None) => new.0 >= *from,
                    (Some(old), Some(last)) => new.0 > *from || (new.0 == *from && last <= *old),
                },
            };
            if better {
                held = Some(new);
            }
        }
        held.map_or((vec![(450, 690), (780, 1020)], Vec::new()), |(_, _, spans, sat)| (spans.clone(), sat.clone()))
    }

    fn works(&self, day: Day) -> bool {
        let usual = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.rows.get(&day).map_or(usual, |kind| *kind == DayKind::Work)
    }

    fn works_at(&self, at: Moment) -> bool {
        self.works(at.day) && self.version(at.day).0.iter().any(|&(from, to)| (from..to).contains(&at.minute))
    }

    /// For each minute of the days drawn, whether it is worked; walked once for every question of a case.
    fn minutes(&self, days: i32) -> Vec<bool> {
        let mut worked = Vec::with_capacity(days as usize * 1440);
        for day in (FIRST..FIRST + days).map(Day::from_epoch) {
            let (spans, works) = (self.version(day).0, self.works(day));
            worked.extend((0..1440u16).map(|m| works && spans.iter().any(|&(from, to)| (from..to).contains(&m))));
        }
        worked
    }
}

/// Rising spans out of up to four clock times, on the quarter hour or off it.
fn spans() -> impl Strategy<Value = Vec<Span>> {
    prop::collection::btree_set(1u16..1439, 2..7).prop_map(|set| {
        let clocks: Vec<u16> = set.into_iter().collect();
        clocks.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
    })
}

fn version() -> impl Strategy<Value = Drawn> {
    let saturday = prop_oneof![Just(Vec::new()), Just(vec![(450, 690)])];
    let last = prop_oneof![2 => Just(None), 3 => (0i32..25).prop_map(Some), 2 => Just(Some(0))];
    (0..SPAN, last, spans(), saturday)
        .prop_map(|(from, length, spans, saturday)| (from, length.map(|length| from + length), spans, saturday))
}

fn desk() -> impl Strategy<Value = Naive> {
    let kind = prop_oneof![2 => Just(DayKind::Off), 1 => Just(DayKind::Work)];
    let rows = prop::collection::btree_map((0..SPAN).prop_map(|n| Day::from_epoch(FIRST + n)), kind, 0..15);
    (rows, prop::collection::vec(version(), 0..7)).prop_map(|(rows, versions)| Naive { rows, versions })
}

fn moment() -> impl Strategy<Value = Moment> {
    (0..SPAN, 0u16..1440).prop_map(|(n, minute)| Day::from_epoch(FIRST + n).at(minute))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn working_time_is_that_of_one_who_walks(
        naive in desk(), from in moment(), to in moment(), count in prop_oneof![0i64..400, 0i64..6000],
    ) {
        let calendar = naive.real();
        let worked = naive.minutes(SPAN);
        let index = |at: Moment| ((at.day.epoch() - FIRST) * 1440 + i32::from(at.minute)) as usize;
        let (first, last) = (from.min(to), from.max(to));
        let between = worked[index(first)..index(last)].iter().filter(|works| **works).count() as i64;
        prop_assert_eq!(calendar.working_minutes_between(first, last), between);
        prop_assert_eq!(calendar.working_minutes_between(last, first), -between);
        let (mut at, mut left) = (from, count);
        while left > 0 {
            let works = worked.get(index(at)).copied().unwrap_or_else(|| naive.works_at(at));
            left -= i64::from(works);
            at = at.plus_minutes(1);
        }
        prop_assert_eq!(calendar.add_working_minutes(from, count), at);
        prop_assert_eq!(calendar.working_minutes_between(from, at), count);
    }

    #[test]
    fn each_day_has_the_hours_of_its_version(naive in desk()) {
        let calendar = naive.real();
        for day in (FIRST - 3..FIRST + SPAN + 30).map(Day::from_epoch) {
            let (spans, saturday) = naive.version(day);
            prop_assert_eq!(calendar.hours(day).spans(), &spans[..], "{}", day);
            prop_assert_eq!((calendar.opening(day), calendar.closing(day)), (spans[0].0, spans[spans.len() - 1].1));
            let plain_saturday = day.weekday() == Weekday::Sat && !naive.rows.contains_key(&day);
            let receives = if naive.works(day) { spans } else if plain_saturday { saturday } else { Vec::new() };
            prop_assert_eq!(calendar.reception(day), &receives[..], "{}", day);
            let due = promise(day.start(), "3wd".parse().expect("a limit"), None, None, &calendar);
            let closing = naive.version(due.day).0.last().expect("a span").1;
            prop_assert_eq!(due.minute, closing, "a day-limit is due when its day closes");
        }
    }
}

fn half_day() -> OfficeHours {
    let day: Day = "2026-11-20".parse().expect("a day");
    OfficeHours::new(Some(day), &[(450, 690)]).and_then(|hours| hours.until(day)).expect("a half day").by("12/TB-UBND")
}

fn with_saturdays(from: &str) -> OfficeHours {
    let hours = OfficeHours::new(Some(from.parse().expect("a day")), &[(450, 690), (780, 1020)]).expect("hours");
    hours.receiving_on_saturday(&[(450, 690)]).expect("a Saturday").by("34/TB-UBND")
}

fn put(seen: Option<&OfficeHours>, put: Option<&OfficeHours>) -> Change {
    let entry = |hours: &OfficeHours| Entry::Hours(hours.clone());
    Change { seen: seen.map(entry), put: put.map(entry) }
}

fn register() -> Store {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    store
}

#[test]
fn hours_are_written_moved_taken_away_and_undone() {
    let mut store = register();
    let stamp = stamp("2026-11-02 08:00", "lan");
    let (half, saturdays) = (half_day(), with_saturdays("2026-11-20"));
    change(&mut store, &stamp, &put(None, Some(&half))).expect("a half day");
    // Hours that last may begin on the very day of a half day.
    change(&mut store, &stamp, &put(None, Some(&saturdays))).expect("hours from that day on");
    assert_eq!(store.read().office_hours().expect("hours"), [saturdays.clone(), half.clone()]);
    let calendar = || store.rulebook().expect("rules").calendar.clone();
    let day = |text: &str| text.parse::<Day>().expect("a day");
    assert_eq!((calendar().closing(day("2026-11-20")), calendar().closing(day("2026-11-23"))), (690, 1020));
    assert!(calendar().receives(at("2026-11-21 08:00")) && !calendar().receives(at("2026-11-21 13:30")));
    assert!(!calendar().is_working(day("2026-11-21")) && !calendar().receives(at("2026-11-14 08:00")));
    let twice = change(&mut store, &stamp, &put(None, Some(&half)));
    assert!(matches!(twice, Err(Error::Refused(refusal)) if refusal.problems[0].field == "valid_from"));
    let next = day("2026-11-27");
    let moved = OfficeHours::new(Some(next), half.spans()).and_then(|hours| hours.until(next)).expect("a half day");
    let changes = change(&mut store, &stamp, &put(Some(&half), Some(&moved))).expect("moved by a week");
    assert_eq!(store.read().office_hours().expect("hours"), [saturdays.clone(), moved.clone()]);
    undo(&mut store, &stamp, changes.seq, false).expect("undone");
    assert_eq!(store.read().office_hours().expect("hours"), [saturdays.clone(), half.clone()]);
    let stale = change(&mut store, &stamp, &put(Some(&moved), None));
    assert!(matches!(stale, Err(Error::Refused(_))), "what was seen is no longer there");
    let changes = change(&mut store, &stamp, &put(Some(&saturdays), None)).expect("taken away");
    assert_eq!(store.read().office_hours().expect("hours"), std::slice::from_ref(&half));
    undo(&mut store, &stamp, changes.seq, false).expect("undone");
    assert_eq!(store.read().office_hours().expect("hours"), [saturdays, half]);
    assert_eq!(store.check_tail(100).expect("read"), None, "the history holds together");
}

#[test]
fn a_half_day_is_due_at_its_closing_and_a_printed_promise_stays() {
    let mut store = register();
    let accept_at = |store: &mut Store, when: &str| {
        let (accepted, _) =
            accept::accept(store, &stamp(when, "lan"), &draft("1.001", "Nguyễn Văn Thử", when)).expect("accepted");
        let stored = store.read().dossier(accepted.id).expect("read").expect("stored");
        stored.dossier.due_at.map(|due| due.to_string()).expect("a promise")
    };
    assert_eq!(accept_at(&mut store, "2026-11-13 09:00"), "2026-11-20 17:00");
    change(&mut store, &stamp("2026-11-13 10:00", "lan"), &put(None, Some(&half_day()))).expect("a half day");
    assert_eq!(accept_at(&mut store, "2026-11-13 10:05"), "2026-11-20 11:30");
    let first = store.read().dossier(1).expect("read").expect("stored");
    assert_eq!(first.dossier.due_at, Some(at("2026-11-20 17:00")));
}

#[test]
fn what_lists_and_warnings_keep_follows_new_hours_at_once() {
    let mut store = register();
    let when = "2026-11-19 14:00";
    accept::accept(&mut store, &stamp(when, "lan"), &draft("2.002", "Nguyễn Văn Thử", when)).expect("accepted");
    let later = stamp("2026-11-19 15:00", "lan");
    let warned = |store: &Store| {
        let rows = store.read().page(&Query::default(), later.at, None, Way::After, 1).expect("a page");
        rows[0].clocks.warn_from
    };
    let before = warned(&store);
    let day = "2026-11-19".parse().expect("a day");
    let late = OfficeHours::new(Some(day), &[(450, 690), (780, 900)]).and_then(|hours| hours.until(day));
    let changes = change(&mut store, &later, &put(None, late.as_ref().ok())).expect("hours of one day");
    assert!(before.is_some() && warned(&store) != before, "half the working time has moved");
    assert_eq!(store.rebuild_derived(&later).expect("rebuilt"), 0);
    undo(&mut store, &later, changes.seq, false).expect("undone");
    assert_eq!(warned(&store), before);
    assert_eq!(store.rebuild_derived(&later).expect("rebuilt"), 0);
}

#[test]
fn a_saturday_with_reception_is_not_counted_and_counting_begins_after_it() {
    let mut store = register();
    let limit = |text: &str| text.parse().expect("a limit");
    let due = |store: &Store, when: &str, text: &str| {
        let rules = store.rulebook().expect("rules");
        promise(at(when), limit(text), None, None, &rules.calendar).to_string()
    };
    let cases = ["1wd", "5wd", "2cd", "1mo", "8wh", "sd"];
    let before: Vec<String> = cases.iter().map(|text| due(&store, "2026-11-21 08:00", text)).collect();
    change(&mut store, &stamp("2026-11-13 10:00", "lan"), &put(None, Some(&with_saturdays("2026-11-01"))))
        .expect("Saturdays");
    let after: Vec<String> = cases.iter().map(|text| due(&store, "2026-11-21 08:00", text)).collect();
    assert_eq!(after, before);
    assert_eq!(after[0], "2026-11-23 17:00", "the first working day after the Saturday is the first counted");
    assert_eq!(after[4], "2026-11-23 17:00", "eight hours of the Monday");
}
