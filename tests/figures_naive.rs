//! Every figure of three periods over made-up dossiers, held against a second computation that is deliberately naive:
//! written from the text of the rules alone, walking day by day and minute by minute over the made-up values, and
//! never asking the register.
//!
//! 100 000 dossiers in a plain run; `MOTCUA_DOSSIERS` asks for another number, `MOTCUA_SEED` for other ones.

#[allow(dead_code, reason = "benches use the rest of it")]
#[path = "support/generate.rs"]
mod generate;
mod naive;

use std::collections::BTreeMap;

use generate::Made;
use motcua::desk::count::{self, Scope};
use motcua::desk::set_up;
use motcua::domain::clock_rule::RuleKind;
use motcua::domain::figure::{FIGURES, Grouping};
use motcua::domain::period::{Cutoff, Period};
use motcua::store::{Stamp, Store};
use naive::{Changed, Counts, Naive, Span};

fn moment(text: &str) -> motcua::domain::day::Moment {
    text.parse().expect("a moment")
}

fn asked<T: std::str::FromStr>(variable: &str, usual: T) -> T {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

/// Preset, calendar of periods, first day, day after the last, first day of the report year, last day: all by hand.
const PERIODS: [(&str, Cutoff, &str, &str, &str, &str); 3] = [
    ("2025-H1", Cutoff::Calendar, "2025-01-01 00:00", "2025-07-01 00:00", "2025-01-01 00:00", "2025-06-30"),
    ("2025-Q3", Cutoff::Calendar, "2025-07-01 00:00", "2025-10-01 00:00", "2025-01-01 00:00", "2025-09-30"),
    ("2025-09", Cutoff::Administrative, "2025-08-15 00:00", "2025-09-15 00:00", "2024-12-15 00:00", "2025-09-14"),
];

/// The second versions of the rules: both are met, since clocks start and dossiers are submitted on either side.
const RULES: [(&str, &str); 3] = [
    ("pause_rules", "2018-06-21=restart [văn bản thử] 2025-04-01=subtract"),
    ("lateness", "after_due_date 2025-05-01=exact_time [văn bản thử]"),
    ("acceptance_hours", "8 2025-06-01=4"),
];

fn stamp() -> Stamp {
    Stamp {
        at: moment("2026-11-21 09:00"),
        utc_ms: 1_795_000_000_000,
        utc_offset_min: 420,
        officer: String::new(),
        desk: 1,
    }
}

/// Fills the register and compares every figure of the three periods. The naive way asks nothing of the register: it
/// counts beside.
fn fill_and_compare(store: &mut Store, made: &Made, changed: Changed) {
    std::thread::scope(|threads| {
        let naive = threads.spawn(|| {
            let naive = Naive::new(made, changed);
            PERIODS.map(|(_, _, from, end, year_from, to)| {
                let (from, end, year_from) = (moment(from), moment(end), moment(year_from));
                naive.count(&Span { from, end, year_from, to: to.parse().expect("a day") })
            })
        });
        generate::fill(store, made, &stamp()).expect("filled");
        compare(store, &naive.join().expect("counted the naive way"));
    });
}

fn compare(store: &Store, expected: &[Counts; 3]) {
    for ((name, cutoff, ..), expected) in PERIODS.into_iter().zip(expected) {
        let period = Period::preset(name, cutoff).expect("a period");
        let scope = Scope { period, cutoff, now: moment("2026-11-21 09:00") };
        let (figures, _) = count::count(store, &scope, |_| true).expect("counted");
        let public = || FIGURES.iter().filter(|figure| figure.is_public()).map(|figure| figure.id);
        let mut wrong: Vec<String> = public().flat_map(|id| differences(&figures, expected, id)).collect();
        let unknown = expected.n.keys().filter(|id| !id.starts_with('_') && !public().any(|known| known == **id));
        wrong.extend(unknown.map(|id| format!("{id} is no figure of the program")));
        assert!(wrong.is_empty(), "{name}: {} differences\n{}", wrong.len(), wrong.join("\n"));
        // The usual mix must not leave a figure unmoved: a comparison of zeros proves nothing.
        let still: Vec<&str> = public().filter(|id| expected.of(id) == 0).collect();
        assert!(still.is_empty() || std::env::var_os("MOTCUA_SEED").is_some(), "{name}: nothing counted in {still:?}");
    }
}

fn differences(figures: &motcua::report::figures::Figures, expected: &Counts, id: &'static str) -> Vec<String> {
    let mut wrong = Vec::new();
    let value = figures.value(id);
    if value.n != expected.of(id) {
        wrong.push(format!("{id}: the program counts {}, the naive way {}", value.n, expected.of(id)));
    }
    let denominator = naive::denominator(id).map(|of| expected.of(of));
    if value.of != denominator {
        wrong.push(format!("{id} of: the program says {:?}, the naive way {denominator:?}", value.of));
    }
    if let Some(parts) = expected.parts.get(id) {
        let found: BTreeMap<String, u64> = figures.parts(id, Grouping::Officer).into_iter().collect();
        if found != *parts {
            wrong.push(format!("{id} by officer: {found:?} against {parts:?}"));
        }
    }
    wrong
}

#[test]
fn every_figure_equals_the_naive_count() {
    let made = generate::make(asked("MOTCUA_SEED", 20_251), asked("MOTCUA_DOSSIERS", 100_000));
    let mut store = Store::in_memory().expect("a register");
    fill_and_compare(&mut store, &made, Changed::default());
}

/// A rule that is set afterwards moves no date that a closed pause has left in the ledger, so it is set before.
#[test]
fn every_figure_equals_the_naive_count_by_second_versions_of_the_rules() {
    let made = generate::make(asked("MOTCUA_SEED", 20_252), asked("MOTCUA_DOSSIERS", 100_000) / 3);
    let mut store = Store::in_memory().expect("a register");
    let changed = RULES.map(|(key, value)| (key.to_owned(), value.to_owned()));
    set_up::change_settings(&mut store, &stamp(), &changed).expect("set");
    let day = |text: &str| text.parse().ok();
    let changed = Changed { subtract: day("2025-04-01"), exact: day("2025-05-01"), four_hours: day("2025-06-01") };
    fill_and_compare(&mut store, &made, changed);
}

/// The second versions of every rule, one after the other: each figure that moves says that it depends on that rule.
#[test]
fn a_figure_that_a_rule_moves_says_so() {
    let made = generate::make(7, 4_000);
    let period = Period::preset("2025", Cutoff::Calendar).expect("a period");
    let scope = Scope { period, cutoff: Cutoff::Calendar, now: moment("2026-11-21 09:00") };
    let counted = |rules: &[(&str, &str)]| {
        let mut store = Store::in_memory().expect("a register");
        let stamp = stamp();
        let changed: Vec<_> = rules.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        set_up::change_settings(&mut store, &stamp, &changed).expect("set");
        generate::fill(&mut store, &made, &stamp).expect("filled");
        count::count(&store, &scope, |_| true).expect("counted").0
    };
    let mut before = counted(&[]);
    for (at, (key, _)) in RULES.iter().copied().enumerate() {
        let after = counted(&RULES[..=at]);
        let kind = RuleKind::of_setting(key).expect("a rule");
        let moved = FIGURES.iter().filter(|figure| before.value(figure.id) != after.value(figure.id));
        let moved: Vec<_> = moved.collect();
        assert!(!moved.is_empty(), "{key} moved nothing: the test proves nothing");
        for figure in moved {
            assert!(figure.rules.contains(&kind), "{} moved with {key} and does not say so", figure.id);
        }
        let named = after.rules.applied.iter().filter(|applied| applied.kind == kind).count();
        assert_eq!(named, 2, "dossiers of the year fall under two versions of {key}, and both are named");
        before = after;
    }
}
