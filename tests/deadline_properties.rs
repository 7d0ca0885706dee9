//! Due dates held against a second reckoning that walks minute by minute (`minutes`), over random calendars, office
//! hours, limits, extensions and pauses.
//!
//! The seed is fixed. `MOTCUA_CASES=1000000` asks for more cases, `MOTCUA_SEED=7` for others.

mod minutes;

use std::sync::atomic::{AtomicU64, Ordering};

use minutes::case::{Case, Desk};
use minutes::draw::{self, Dice};
use minutes::{Tape, due as walked};
use motcua::domain::calendar::Calendar;
use motcua::domain::day::Moment;
use motcua::domain::deadline::{DayRow, Explanation, PauseRule, Terms, days_late, due, explain};
use motcua::domain::limit::{Limit, Unit};
use motcua::domain::pause::Pause;

/// Cases that one calendar serves: a tape takes longer to make than a case to walk.
const PER_DESK: u64 = 250;

fn number(variable: &str, default: u64) -> u64 {
    match std::env::var(variable) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{variable}={text} is no number")),
        Err(_) => default,
    }
}

fn asked(case: &Case, calendar: &Calendar) -> Moment {
    due(&case.terms(), &case.pauses, case.rule, calendar, case.seen_at).expect("a case has a due date")
}

/// Visits cases until one is found of which `wrong` says something; each desk is one worker's at a time.
fn search(
    seed: u64,
    cases: u64,
    wrong: impl Fn(&Tape, &Calendar, &Case) -> Option<String> + Sync,
) -> Option<(Desk, Case, String)> {
    let next = AtomicU64::new(0);
    let work = || {
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            if n * PER_DESK >= cases {
                return None;
            }
            let mut dice = Dice::new(seed.wrapping_mul(1_000_003).wrapping_add(n));
            let desk = draw::desk(&mut dice);
            let (tape, calendar) = (Tape::of(&desk), desk.calendar());
            for _ in 0..PER_DESK {
                let case = draw::case(&mut dice, &tape);
                if let Some(said) = wrong(&tape, &calendar, &case) {
                    next.store(u64::MAX / PER_DESK / 2, Ordering::Relaxed);
                    return Some((desk, case, said));
                }
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(2, usize::from).min(8);
    let found = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let found: Vec<_> = workers.into_iter().filter_map(|worker| worker.join().expect("a worker")).collect();
        found.into_iter().next()
    });
    found.map(|(desk, case, said)| shrunk(desk, case, said, &wrong))
}

/// The simplest case that is still wrong, as far as one step after the other leads.
fn shrunk(
    mut desk: Desk,
    mut case: Case,
    mut said: String,
    wrong: &(impl Fn(&Tape, &Calendar, &Case) -> Option<String> + Sync),
) -> (Desk, Case, String) {
    'again: loop {
        for (less, simpler) in draw::simpler(&desk, &case) {
            if let Some(still) = wrong(&Tape::of(&less), &less.calendar(), &simpler) {
                (desk, case, said) = (less, simpler, still);
                continue 'again;
            }
        }
        return (desk, case, said);
    }
}

#[track_caller]
fn hold(seed: u64, cases: u64, wrong: impl Fn(&Tape, &Calendar, &Case) -> Option<String> + Sync) {
    if let Some((desk, case, said)) = search(seed, cases, wrong) {
        panic!("{said}\n{case}\n  calendar  {:?}\n  hours     {:?}", desk.rows, desk.hours);
    }
}

fn differs(what: &str, found: Moment, walked: Moment) -> Option<String> {
    (found != walked).then(|| format!("{what}: {found}, one who walks: {walked}"))
}

#[test]
fn every_due_date_is_that_of_one_who_walks_minute_by_minute() {
    hold(number("MOTCUA_SEED", 1), number("MOTCUA_CASES", 100_000), |tape, calendar, case| {
        differs("the program", asked(case, calendar), walked(tape, case))
    });
}

/// The program with one rule broken on purpose.
type Broken = fn(&Case, &Calendar) -> Moment;

const BROKEN: [(&str, Broken); 9] = [
    ("the acceptance day is counted", |case, calendar| {
        let terms = Terms { start: case.start.day.plus(-1).at(case.start.minute), ..case.terms() };
        due(&terms, &case.pauses, case.rule, calendar, case.seen_at).expect("a date")
    }),
    ("exactly at the cut-off is too late", |case, calendar| {
        asked(&Case { cutoff: Some(case.cutoff.unwrap_or(1020) - 1), ..case.clone() }, calendar)
    }),
    ("proposed days count", |case, calendar| {
        asked(case, &calendar.with_proposed().unwrap_or_else(|| calendar.clone()))
    }),
    ("overlapping pauses count twice", |case, calendar| {
        let once = asked(case, calendar);
        let apart = case.pauses.windows(2).all(|pair| pair[0].to.is_some_and(|to| to < pair[1].from));
        if apart || case.pauses.len() < 2 { once } else { once.day.plus(1).at(once.minute) }
    }),
    ("an open pause does not stop the clock", |case, calendar| {
        let closed = case.pauses.iter().filter(|pause| pause.to.is_some()).cloned().collect();
        asked(&Case { pauses: closed, ..case.clone() }, calendar)
    }),
    ("a supplement is only subtracted", |case, calendar| {
        asked(&Case { rule: PauseRule::Subtract, ..case.clone() }, calendar)
    }),
    ("a pause begun on the due day is too late", |case, calendar| {
        let first = asked(&Case { pauses: Vec::new(), ..case.clone() }, calendar);
        let before = case.pauses.iter().filter(|pause| pause.from.day != first.day).cloned().collect();
        asked(&Case { pauses: before, ..case.clone() }, calendar)
    }),
    ("a pause begun while the date rolls on moves nothing", |case, calendar| {
        let last = case.start.day.plus(case.limit.count as i32);
        let rolling = |pause: &Pause| case.unit() == Unit::CalendarDays && pause.from.day > last;
        let before = case.pauses.iter().filter(|pause| !rolling(pause)).cloned().collect();
        asked(&Case { pauses: before, ..case.clone() }, calendar)
    }),
    ("office hours never change", |case, calendar| {
        let rows = calendar.rows(case.start.day.plus(-400), case.start.day.plus(800)).cloned();
        asked(case, &Calendar::new(rows, Vec::new()))
    }),
];

#[test]
fn a_rule_that_is_broken_on_purpose_is_found_and_the_case_made_small() {
    for (what, broken) in BROKEN {
        let found = search(2, 10_000, |tape, calendar, case| differs(what, broken(case, calendar), walked(tape, case)));
        let (desk, case, _) = found.unwrap_or_else(|| panic!("nobody notices that {what}"));
        assert!(case.pauses.len() <= 2, "{what}: not made small\n{case}");
        assert!(desk.rows.len() <= 6, "{what}: {:?}", desk.rows);
    }
}

#[test]
fn the_calendar_counts_as_one_who_walks() {
    hold(3, 5_000, |_, calendar, case| {
        let (first, last) = (case.start.min(case.seen_at), case.start.max(case.seen_at));
        let (mut day, mut count) = (first.day, 0);
        while day < last.day {
            count += i32::from(calendar.is_working(day));
            day = day.plus(1);
        }
        let there = calendar.working_days_between(first.day, last.day);
        let back = calendar.working_days_between(last.day, first.day);
        let late = days_late(first, last.day, calendar);
        let moved = count - i32::from(calendar.is_working(first.day)) + i32::from(calendar.is_working(last.day));
        let late_walked = if first.day == last.day { 0 } else { moved };
        let minutes = calendar.working_minutes_between(first, last);
        let again = calendar.add_working_minutes(first, minutes);
        let wrong = there != count || back != -count || late != late_walked;
        let wrong = wrong || again > last || calendar.working_minutes_between(first, again) != minutes;
        wrong.then(|| format!("{first} to {last}: {there}, {back}, {late}; walked {count}, {late_walked}; {again}"))
    });
}

/// A case without pauses, as computed.
fn plain(case: &Case) -> Case {
    Case { pauses: Vec::new(), record: minutes::case::Record::None, ..case.clone() }
}

#[test]
fn a_later_acceptance_is_never_due_earlier() {
    hold(4, 20_000, |_, calendar, case| {
        let sooner = plain(case);
        // Minutes, hours and days later, so that cut-offs, lunch and nights lie between.
        let steps = [1, 59, 600, 1440, 4000];
        let step = steps[(case.seen_at.minute % 5) as usize];
        let later = Case { start: sooner.start.plus_minutes(step), ..sooner.clone() };
        let (first, second) = (asked(&sooner, calendar), asked(&later, calendar));
        (second < first).then(|| format!("accepted {} it is due {second}, before {first}", later.start))
    });
}

#[test]
fn nothing_is_due_before_it_starts_and_a_longer_limit_is_never_due_earlier() {
    hold(5, 20_000, |_, calendar, case| {
        let case = plain(case);
        let date = asked(&case, calendar);
        if date < case.start {
            return Some(format!("due {date}, before it starts"));
        }
        let limit = match case.limit.unit {
            Unit::SameDay => Limit { unit: Unit::WorkingDays, count: 1 },
            _ => Limit { count: case.limit.count + 1, ..case.limit },
        };
        // A same-day limit that runs over a day off ends on the very day on which one working day would.
        let longer = asked(&Case { limit, ..case.clone() }, calendar);
        (longer < date).then(|| format!("{} is due {date}, {limit} already {longer}", case.limit))
    });
}

#[test]
fn a_longer_pause_is_never_due_earlier() {
    hold(6, 20_000, |_, calendar, case| {
        let case = Case { rule: PauseRule::Subtract, ..case.clone() };
        let date = asked(&case, calendar);
        let without = asked(&Case { pauses: Vec::new(), ..case.clone() }, calendar);
        if date < without {
            return Some(format!("with its pauses it is due {date}, without {without}"));
        }
        let longer = |pause: &Pause| Pause { to: pause.to.map(|to| to.plus_minutes(700)), ..pause.clone() };
        let longer = Case { pauses: case.pauses.iter().map(longer).collect(), ..case.clone() };
        let later = asked(&longer, calendar);
        (later < date).then(|| format!("with longer pauses it is due {later}, before {date}"))
    });
}

#[test]
fn the_account_names_every_day_and_its_sum_leads_to_the_due_date() {
    hold(7, 10_000, |_, calendar, case| {
        let told = explain(&case.terms(), &case.pauses, case.rule, calendar, case.seen_at).expect("an account");
        if told.due != asked(case, calendar) {
            return Some(format!("the account ends on {}", told.due));
        }
        let rows = told.rows();
        let last = rows.iter().find(|row| row.due).expect("the due day has a row");
        if last.day != told.due.day || rows.iter().any(|row| row.why.is_empty()) {
            return Some("the due day or a reason is missing".to_owned());
        }
        // An account that begins with a recorded promise has no days before it.
        let named = case.record.named().is_some();
        sums_differ(&told, &rows).or_else(|| days_missing(&told, &rows).filter(|_| !named))
    });
}

/// What the column "Tính" gives when it is added up, against the sums that are printed under it.
fn sums_differ(told: &Explanation, rows: &[DayRow]) -> Option<String> {
    let summed = |hours: bool| -> i64 {
        told.sums.iter().filter(|sum| (sum.unit == Unit::WorkingHours) == hours).map(|sum| sum.counted).sum()
    };
    let days = rows.iter().filter(|row| row.verdict() == "có").count() as i64;
    let minutes: i64 = rows.iter().map(|row| row.minutes).sum();
    let wrong = (days, minutes) != (summed(false), summed(true)) || told.sums.iter().any(|sum| sum.counted < 0);
    wrong.then(|| format!("rows: {days} days, {minutes} minutes; sums: {:?}; {}", told.sums, told.total()))
}

fn days_missing(told: &Explanation, rows: &[DayRow]) -> Option<String> {
    let span = told.terms.start.day.epoch()..=told.due.day.epoch();
    let days: Vec<i32> = rows.iter().map(|row| row.day.epoch()).filter(|day| span.contains(day)).collect();
    (!days.iter().copied().eq(span)).then(|| format!("days are missing up to {}: {days:?}", told.due))
}
