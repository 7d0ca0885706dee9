//! Over random histories at random cut-offs: each overdue dossier is in exactly one part, the parts add up, and they are
//! those of the figures; the ledger of a year counts the same.

#[allow(dead_code, reason = "other tests and benches use the rest of it")]
#[path = "../support/generate.rs"]
mod generate;

use std::collections::BTreeMap;

use motcua::desk::apologies::{self, Step};
use motcua::desk::count::{self, Scope};
use motcua::domain::apology::{Told, told_seen};
use motcua::domain::day::{Day, Moment};
use motcua::domain::period::{Cutoff, Period};
use motcua::domain::standing;
use motcua::report::figures::Figures;
use motcua::store::Store;
use proptest::prelude::*;

use crate::support;

const DOSSIERS: usize = 700;

/// Made-up dossiers, some of them with a reason for having no letter.
fn filled(seed: u64) -> Store {
    let mut made = generate::make(seed, DOSSIERS);
    for (one, n) in made.dossiers.iter_mut().zip(0..) {
        if n % 5 == 0 && one.dossier.apology.issued_at.is_none() {
            one.dossier.apology.none_reason = "công dân đồng ý chờ".to_owned();
        }
    }
    let mut store = Store::in_memory().expect("a register");
    generate::fill(&mut store, &made, &support::stamp("2026-11-21 09:00", "")).expect("filled");
    store
}

/// How many overdue dossiers were told what, of those that ended in the period and of those that were open.
fn parts(store: &Store, scope: &Scope) -> BTreeMap<(bool, Told), u64> {
    let (frame, rules, read) = (scope.frame(), store.rulebook().expect("rules"), store.read());
    let mut found = BTreeMap::new();
    for id in 1..=DOSSIERS as i64 {
        let facts = read.facts(id).expect("read").expect("a dossier");
        let procedure = read.procedure(facts.procedure).expect("read").expect("a procedure");
        let seen = standing::standing(&facts, &read.procedure_facts(&procedure), &rules, &frame);
        if (seen.is_settled || seen.is_open) && seen.is_overdue() {
            *found.entry((seen.is_settled, told_seen(&facts, &seen, &frame))).or_default() += 1;
        }
    }
    found
}

fn agree(figures: &Figures, set: &str, of: &dyn Fn(Told) -> u64) {
    let n = |id: &str| figures.value(&format!("{set}.overdue{id}")).n;
    assert_eq!(n(""), Told::ALL.into_iter().map(of).sum::<u64>(), "{set}: the parts add up");
    assert_eq!(n(".apology.issued"), of(Told::Before) + of(Told::After), "{set}: letters");
    assert_eq!(n(".apology.in_advance"), of(Told::Before), "{set}: in advance");
    assert_eq!(n(".apology.missing"), of(Told::Excused) + of(Told::Missing), "{set}: without a letter");
    assert!(n(".apology.uploaded") <= n(".apology.issued"), "{set}: uploaded");
    assert!(n(".apology.posted") <= n(".apology.issued"), "{set}: posted");
}

fn counted(store: &Store, scope: &Scope) -> Figures {
    count::count(store, scope, |_| true).expect("counted").0
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn each_overdue_dossier_is_in_one_part_at_any_cut_off(
        seed in 1..1_000_000_u64,
        spans in prop::collection::vec((0..420_i32, 1..200_i32, 0..200_i32), 4),
    ) {
        let store = filled(seed);
        let first: Day = "2024-11-01".parse().expect("a day");
        for (from, length, now) in spans {
            let from = first.plus(from);
            let period = Period::free(from, from.plus(length)).expect("a period");
            // Sometimes the period is still running.
            let scope = Scope { period, cutoff: Cutoff::Calendar, now: from.plus(now).at(600) };
            let (figures, parts) = (counted(&store, &scope), parts(&store, &scope));
            for (set, settled) in [("settled", true), ("open", false)] {
                agree(&figures, set, &|told| parts.get(&(settled, told)).copied().unwrap_or(0));
            }
        }
    }

    #[test]
    fn the_ledger_of_the_year_counts_what_the_figures_count(seed in 1..1_000_000_u64) {
        let store = filled(seed);
        let now: Moment = "2025-12-31 23:59".parse().expect("a moment");
        // What lies behind the cut-off has happened in the register: it is read as of the last made-up day.
        let now = now.plus_minutes(60 * 24 * 200);
        let year = now.day.year();
        let period = Period::preset(&year.to_string(), Cutoff::Calendar).expect("a period");
        let figures = counted(&store, &Scope { period, cutoff: Cutoff::Calendar, now });
        let ledger = apologies::ledger(&store, year, now).expect("read");
        let of = |settled: bool, told: Told| {
            let of_set = |line: &&apologies::Line| line.found.row.milestones.settled_at.is_some() == settled;
            ledger.lines.iter().filter(of_set).filter(|line| line.told == Some(told)).count() as u64
        };
        prop_assert!(ledger.overdue() > 0, "a comparison of zeros proves nothing");
        agree(&figures, "open", &|told| of(false, told));
        agree(&figures, "settled", &|told| of(true, told));
        let steps: usize = Step::ALL.into_iter().map(|step| ledger.at(step)).sum();
        prop_assert_eq!(steps, ledger.lines.len());
        let told: usize = Told::ALL.into_iter().map(|told| ledger.told(told)).sum();
        prop_assert_eq!(told, ledger.overdue());
    }
}
