//! The sample's register, a stamp, a period and a built report: what every test here begins with.

use motcua::desk::count::Scope;
use motcua::desk::report::{Written, build};
use motcua::desk::sample;
use motcua::domain::day::Day;
use motcua::domain::period::{Cutoff, Period};
use motcua::report::kind::ReportKind;
use motcua::store::{Stamp, Store};

pub fn stamp_at(at: &str) -> Stamp {
    let at = at.parse().expect("a moment");
    Stamp { at, utc_ms: (at.epoch_minutes() - 420) * 60_000, utc_offset_min: 420, officer: String::new(), desk: 1 }
}

pub fn stamp() -> Stamp {
    stamp_at("2026-11-21 09:00")
}

pub fn sample_register() -> Store {
    let mut store = Store::in_memory().expect("a register");
    sample::fill(&mut store, &stamp()).expect("the sample");
    store
}

pub fn scope(period: &str) -> Scope {
    let period = Period::preset(period, Cutoff::Calendar).expect("a period");
    Scope { period, cutoff: Cutoff::Calendar, now: stamp().at }
}

pub fn days(from: &str, to: &str) -> Scope {
    let day = |text: &str| text.parse::<Day>().expect("a day");
    let period = Period::free(day(from), day(to)).expect("a period");
    Scope { period, cutoff: Cutoff::Calendar, now: stamp().at }
}

pub fn written(store: &Store, kind: ReportKind, scope: &Scope) -> Written {
    build(store, kind, scope, |_| true).expect("a report")
}
