//! Warnings held against a second reckoning that walks a tape of minutes, and the counters of the day against the lists
//! that they open, over made-up desks and dossiers.

#[allow(dead_code, reason = "benches use the rest of it")]
use crate::generate;

use std::collections::{BTreeMap, BTreeSet};

use generate::Chance;
use motcua::desk::set_up;
use motcua::domain::calendar::{Calendar, CalendarDay, DayKind, DayStatus, OfficeHours};
use motcua::domain::day::{Day, Moment};
use motcua::domain::deadline::{Terms, promise};
use motcua::domain::limit::{Limit, Unit};
use motcua::domain::time_left::time_left;
use motcua::domain::warning::{Span, WarningRules, acceptance_near, handover_due, warnings};
use motcua::store::counters::Counter;
use motcua::store::pages::{ListRow, Order, Query, Show, Way};
use motcua::store::{Stamp, Store};

/// 2026-01-01.
const FIRST: i32 = 20_454;
const DAYS: i32 = 260;
const DAY: i64 = 1440;

/// A made-up desk, and every minute of its year: whether work is done in it. The tape is laid from the plain rows and
/// hours of the desk; the program's calendar takes no part in it.
struct Desk {
    calendar: Calendar,
    worked: Vec<bool>,
    tape: Vec<bool>,
}

/// Whether each day is worked: what its row says (of two for one day the later holds), else Monday to Friday.
fn worked_days(rows: &[CalendarDay]) -> Vec<bool> {
    let row = |n: i32| rows.iter().rev().find(|row| row.date.epoch() == FIRST + n);
    // 2026-01-01 is a Thursday, the fourth day of its week.
    (0..DAYS).map(|n| row(n).map_or((n + 3) % 7 < 5, |row| row.kind == DayKind::Work)).collect()
}

fn desk(chance: &mut Chance) -> Desk {
    let mut rows = Vec::new();
    for _ in 0..chance.below(30) {
        let kind = if chance.percent(70) { DayKind::Off } else { DayKind::Work };
        let (date, name) = (Day::from_epoch(FIRST + chance.below(DAYS as u64) as i32), "Ngày thử".to_owned());
        rows.push(CalendarDay { date, kind, name, source: String::new(), status: DayStatus::Announced });
    }
    let worked = worked_days(&rows);
    let (usual, changed): (&[(u16, u16)], i32) = (&[(450, 690), (780, 1020)], 90);
    let spans: [&[(u16, u16)]; 3] = [&[(480, 705)], &[(420, 660), (810, 1050)], &[(450, 1020)]];
    let chosen = chance.below(3) as usize;
    let spans = if chance.percent(60) { Some(spans[chosen]) } else { None };
    let hours = spans.map(|spans| OfficeHours::new(Some(Day::from_epoch(FIRST + changed)), spans).expect("hours"));
    let calendar = Calendar::new(rows, hours.into_iter().collect());
    let mut tape = vec![false; (i64::from(DAYS) * DAY) as usize];
    for n in (0..DAYS).filter(|n| worked[*n as usize]) {
        for &(from, to) in spans.filter(|_| n >= changed).unwrap_or(usual) {
            let at = (i64::from(n) * DAY) as usize;
            tape[at + usize::from(from)..at + usize::from(to)].fill(true);
        }
    }
    Desk { calendar, worked, tape }
}

fn place(at: Moment) -> usize {
    (i64::from(at.day.epoch() - FIRST) * DAY + i64::from(at.minute)) as usize
}

impl Desk {
    /// Back along the tape until `minutes` of work lie between; a stretch without work is not entered.
    fn walk_back(&self, from: Moment, minutes: i64) -> Moment {
        let (mut at, mut left) = (place(from), minutes);
        while left > 0 {
            at -= 1;
            left -= i64::from(self.tape[at]);
        }
        Day::from_epoch(FIRST).start().plus_minutes(at as i64)
    }

    /// Work is done in this minute or was in the one before.
    fn at_work(&self, at: Moment) -> bool {
        self.tape[place(at)] || self.tape[place(at) - 1]
    }

    fn works(&self, day: Day) -> bool {
        self.worked[(day.epoch() - FIRST) as usize]
    }

    fn worked_days_back(&self, mut day: Day, n: u32) -> Day {
        for _ in 0..n {
            day = day.plus(-1);
            while !self.works(day) {
                day = day.plus(-1);
            }
        }
        day
    }
}

fn start(chance: &mut Chance) -> Moment {
    let day = Day::from_epoch(FIRST + 40 + chance.below(120) as i32);
    let edges = [0, 449, 450, 690, 691, 720, 779, 780, 899, 900, 901, 1019, 1020, 1021, 1439];
    day.at(if chance.percent(50) { chance.pick(&edges) } else { chance.below(1440) as u16 })
}

fn limit(chance: &mut Chance) -> Limit {
    let of = |unit, count: u64| Limit { unit, count: count as u32 };
    match chance.below(6) {
        0 => Limit::SAME_DAY,
        1 | 2 => of(Unit::WorkingDays, 1 + chance.below(12)),
        3 => of(Unit::CalendarDays, 1 + chance.below(20)),
        4 => of(Unit::Months, 1),
        _ => of(Unit::WorkingHours, 1 + chance.below(30)),
    }
}

#[test]
fn minutes_are_taken_back_as_a_finger_on_a_tape_would() {
    let mut chance = Chance::new(7);
    for _ in 0..60 {
        let desk = desk(&mut chance);
        for _ in 0..60 {
            let (from, minutes) = (start(&mut chance), chance.below(3_000) as i64);
            let found = desk.calendar.sub_working_minutes(from, minutes);
            assert_eq!(found, desk.walk_back(from, minutes), "{from} - {minutes}");
            assert_eq!(desk.calendar.working_minutes_between(found, from), minutes, "{from} - {minutes}");
            let n = chance.below(12) as u32;
            assert_eq!(desk.calendar.sub_working_days(from.day, n), desk.worked_days_back(from.day, n), "{from} {n}");
            assert_eq!(desk.calendar.in_hours(from), desk.at_work(from), "{from}");
            let next = desk.calendar.next_in_hours(from);
            assert!(next >= from && desk.at_work(next), "{from}: {next}");
            let before = (place(from)..place(next)).any(|at| desk.tape[at]);
            assert!(!before, "{from}: work is done before {next}");
        }
    }
}

/// The warnings as DOMAIN.md §5 has them, walked; the settings are the usual ones.
fn walked(desk: &Desk, start: Moment, due: Moment, limit: Limit) -> (Moment, Moment) {
    let short = match limit.unit {
        Unit::SameDay => true,
        Unit::WorkingDays | Unit::CalendarDays => limit.count == 1,
        Unit::Months => false,
        Unit::WorkingHours => {
            let mut first = start.day;
            while !desk.works(first) {
                first = first.plus(1);
            }
            let at = place(first.start());
            i64::from(limit.count) * 60 <= desk.tape[at..at + DAY as usize].iter().filter(|work| **work).count() as i64
        }
    };
    let opening = |n: u32| {
        let day = desk.worked_days_back(due.day, n);
        (0..1440).map(|minute| day.at(minute)).find(|at| desk.tape[place(*at)]).expect("an opening")
    };
    let worked = desk.tape[place(start)..place(due)].iter().filter(|work| **work).count() as i64;
    let (warn, apology) = if short {
        (desk.walk_back(due, (worked / 2).max(1)), desk.walk_back(due, 60))
    } else {
        (opening(2), opening(1))
    };
    // Nothing is asked for before the dossier is there.
    let mut first = start;
    while !desk.at_work(first) {
        first = first.plus_minutes(1);
    }
    let apology = apology.max(first);
    (warn.max(first).min(apology), apology)
}

#[test]
fn warnings_come_in_working_time_in_order_and_never_earlier_for_a_later_due_date() {
    let (mut chance, rules) = (Chance::new(11), WarningRules::default());
    let mut brief = 0;
    for _ in 0..120 {
        let desk = desk(&mut chance);
        for _ in 0..50 {
            let (start, limit) = (start(&mut chance), limit(&mut chance));
            let due = promise(start, limit, None, None, &desk.calendar);
            let span = Span::of(&Terms::new(start, Some(limit)), &desk.calendar).expect("a span");
            brief += usize::from(span != Span::Days);
            let told = format!("{start} {limit} due {due}");
            let Some(found) = warnings(start, due, span, &desk.calendar, &rules) else {
                // Closing is the cut-off of the same day, so no work is left.
                panic!("no warnings: {told}");
            };
            assert_eq!((found.warn_from, found.apology_by), walked(&desk, start, due, limit), "{told}");
            assert!(found.warn_from <= found.apology_by && found.apology_by <= due, "{told}: {found:?}");
            assert!(desk.at_work(found.warn_from) && desk.at_work(found.apology_by), "{told}: {found:?}");
            assert!(found.warn_from >= start, "{told}: {found:?}");
            // The due date moves, by a pause or a new promise.
            let later = desk.calendar.add_working_minutes(due, 1 + chance.below(2_000) as i64);
            let moved = warnings(start, later, span, &desk.calendar, &rules).expect("warnings");
            assert!(moved.warn_from >= found.warn_from && moved.apology_by >= found.apology_by, "{told} to {later}");
            // What is left never grows while the clock runs.
            let now = start.plus_minutes(chance.below(6_000) as i64);
            let left = time_left(now, due, &desk.calendar).minutes;
            assert!(time_left(now.plus_minutes(1), due, &desk.calendar).minutes <= left, "{told} at {now}");
            let handed = handover_due(start, &desk.calendar, &rules);
            assert!(handed >= start && desk.at_work(handed), "{told}: {handed}");
        }
    }
    assert!(brief > 1_000, "short limits were among them: {brief}");
}

fn stamp(now: Moment) -> Stamp {
    Stamp { at: now, utc_ms: 0, utc_offset_min: 420, officer: String::new(), desk: 1 }
}

/// Every row of a list, a few at a time, to its end and back again.
fn all(store: &Store, query: &Query, now: Moment) -> Vec<ListRow> {
    let read = store.read();
    let mut rows: Vec<ListRow> = Vec::new();
    loop {
        let place = rows.last().and_then(|row| read.place(query.order, row.id, now).expect("a place"));
        let page = read.page(query, now, place.as_ref(), Way::After, 7).expect("a page");
        if page.is_empty() {
            break;
        }
        rows.extend(page);
    }
    let mut back: Vec<i64> = Vec::new();
    loop {
        let place = back.last().and_then(|id| read.place(query.order, *id, now).expect("a place"));
        let page = read.page(query, now, place.as_ref(), Way::Before, 7).expect("a page");
        if page.is_empty() {
            break;
        }
        back.extend(page.iter().rev().map(|row| row.id));
    }
    back.reverse();
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), back, "{query:?}");
    rows
}

fn ids(rows: &[ListRow]) -> BTreeSet<i64> {
    rows.iter().map(|row| row.id).collect()
}

#[test]
fn each_counter_is_the_length_of_its_list_and_the_lists_hold_what_they_say() {
    let (made, mut store) = (generate::make(23, 1_500), Store::in_memory().expect("a register"));
    let now: Moment = "2025-12-03 10:15".parse().expect("a moment");
    generate::fill(&mut store, &made, &stamp(now)).expect("filled");
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    for now in moments(&store) {
        let rules = store.rulebook().expect("rules");
        let near = acceptance_near(now, &rules.calendar, &rules.warnings);
        let list = |show: Show, order: Order| all(&store, &Query { show, order, ..Query::default() }, now);
        for counter in Counter::ALL {
            let Some(show) = counter.show(now) else { continue };
            let n = store.read().counter(counter, now).expect("counted");
            assert_eq!(n, list(show, Order::Newest).len() as u64, "{counter:?} at {now}");
            let pressing = store.read().pressing(counter, &rules, now).expect("counted");
            if counter == Counter::Unanswered {
                let shown = [Show::AcceptanceLate, Show::AcceptanceNear(near)].map(|it| list(it, Order::Due).len());
                assert_eq!([pressing.late, pressing.near].map(|n| n as usize), shown, "{now}");
            } else if counter == Counter::NotHandedOver {
                assert_eq!(pressing.late as usize, list(Show::HandoverLate, Order::Oldest).len(), "{now}");
            }
        }
        // The lists again, asked of every dossier one by one.
        let every = list(Show::All, Order::Oldest);
        let mut holds = |show: Show, test: &dyn Fn(&ListRow) -> bool| {
            let expected: BTreeSet<i64> = every.iter().filter(|row| test(row)).map(|row| row.id).collect();
            *met.entry(format!("{show:?}")).or_default() += expected.len();
            for order in [Order::Oldest, Order::Due] {
                assert_eq!(ids(&list(show, order)), expected, "{show:?} {order:?} at {now}");
            }
        };
        let open = |row: &ListRow| row.milestones.accepted_at.is_some() && row.milestones.settled_at.is_none();
        let in_time = |row: &ListRow| open(row) && row.late_from.is_some_and(|late| late > now);
        let come = |moment: Option<Moment>| moment.is_some_and(|moment| moment <= now);
        holds(Show::Warned, &|row| in_time(row) && !row.milestones.paused && come(row.clocks.warn_from));
        holds(Show::ApologyDue, &|row| in_time(row) && !row.apologised && come(row.clocks.apology_by));
        let waits = |row: &ListRow| {
            row.milestones.accepted_at.is_none() && row.milestones.settled_at.is_none() && row.submitted_at.is_some()
        };
        holds(Show::Unanswered, &waits);
        holds(Show::OnClock, &|row| waits(row) || (open(row) && row.due.is_some()));
        let late = |row: &ListRow| waits(row) && row.acceptance(&rules, now).is_some_and(|(due, _)| due < now);
        holds(Show::AcceptanceLate, &late);
        ordered(&list(Show::OnClock, Order::Due));
    }
    assert!(met.len() == 5 && met.values().all(|n| *n > 0), "each list held something: {met:?}");
    assert_eq!(store.rebuild_derived(&stamp(now)).expect("rebuilt"), 0, "what is derived was never stale");
}

/// Moments at which something comes to its own: the minute of it, and the one before.
fn moments(store: &Store) -> Vec<Moment> {
    let query = Query { show: Show::OnClock, ..Query::default() };
    let rows = all(store, &query, "2025-12-03 10:15".parse().expect("a moment"));
    let of = |it: fn(&ListRow) -> Option<Moment>| rows.iter().filter_map(it).step_by(40).take(3).collect::<Vec<_>>();
    let all = [
        of(|row| row.clocks.warn_from),
        of(|row| row.clocks.apology_by),
        of(|row| row.clocks.handover_due),
        of(|row| row.clocks.acceptance_due),
    ];
    all.concat().into_iter().flat_map(|at| [at.plus_minutes(-1), at, at.plus_minutes(1)]).collect()
}

/// The order of the clock: running ones and waiting ones by their moments, then the paused by what they have left, then
/// those without a clock.
fn ordered(rows: &[ListRow]) {
    let key = |row: &ListRow| match (row.milestones.accepted_at, row.clocks.acceptance_due, row.clocks.left_paused) {
        (None, Some(due), _) => (0, due.epoch_minutes()),
        (None, None, _) => (2, row.submitted_at.map_or(0, Moment::epoch_minutes)),
        (Some(_), _, Some(left)) => (1, left),
        (Some(_), _, None) => (0, row.due.map_or(0, Moment::epoch_minutes)),
    };
    assert!(rows.iter().any(|row| key(row).0 == 1) && rows.iter().any(|row| row.clocks.acceptance_due.is_some()));
    assert!(rows.windows(2).all(|pair| (key(&pair[0]), pair[0].id) < (key(&pair[1]), pair[1].id)));
}

#[test]
fn warnings_follow_the_calendar_and_the_settings_at_once() {
    let (made, mut store) = (generate::make(29, 300), Store::in_memory().expect("a register"));
    let now: Moment = "2025-12-03 10:15".parse().expect("a moment");
    generate::fill(&mut store, &made, &stamp(now)).expect("filled");
    let query = Query { show: Show::Open, order: Order::Due, ..Query::default() };
    let told = |store: &Store| -> Vec<_> { all(store, &query, now).iter().map(|row| (row.id, row.clocks)).collect() };
    let before = told(&store);
    for (key, value) in
        [("warn_days", "5"), ("apology_days", "3"), ("handover_until", "09:00"), ("acceptance_hours", "4")]
    {
        let old = told(&store);
        let all_old = all(&store, &Query { show: Show::OnClock, order: Order::Due, ..Query::default() }, now);
        set_up::change_settings(&mut store, &stamp(now), &[(key.to_owned(), value.to_owned())]).expect("set");
        let all_new = all(&store, &Query { show: Show::OnClock, order: Order::Due, ..Query::default() }, now);
        assert!(told(&store) != old || all_new != all_old, "{key} moves something");
        assert_eq!(store.rebuild_derived(&stamp(now)).expect("rebuilt"), 0, "{key}");
    }
    for (key, value) in [("warn_days", "0"), ("warn_share", "100"), ("handover_until", "25:00")] {
        let refused = set_up::change_settings(&mut store, &stamp(now), &[(key.to_owned(), value.to_owned())]);
        assert!(refused.is_err(), "{key} = {value} is refused");
    }
    assert_ne!(told(&store), before);
    let off = CalendarDay {
        date: "2025-12-31".parse().expect("a day"),
        kind: DayKind::Off,
        name: "Nghỉ thử".to_owned(),
        source: String::new(),
        status: DayStatus::Announced,
    };
    set_up::put_calendar_day(&mut store, &stamp(now), &off).expect("a day off");
    assert_eq!(store.rebuild_derived(&stamp(now)).expect("rebuilt"), 0);
}
