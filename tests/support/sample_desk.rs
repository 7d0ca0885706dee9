//! The sample's register, a stamp, a period and a built report: what every test here begins with.

#![allow(dead_code, reason = "each test program uses its own part of this module")]

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use motcua::desk::count::Scope;
use motcua::desk::report::{Written, build};
use motcua::desk::sample;
use motcua::domain::day::Day;
use motcua::domain::period::{Cutoff, Period};
use motcua::report::kind::ReportKind;
use motcua::store::{Mode, Stamp, Store};

pub fn stamp_at(at: &str) -> Stamp {
    let at = at.parse().expect("a moment");
    Stamp { at, utc_ms: (at.epoch_minutes() - 420) * 60_000, utc_offset_min: 420, officer: String::new(), desk: 1 }
}

pub fn stamp() -> Stamp {
    stamp_at("2026-11-21 09:00")
}

/// The sample in a register of its own: filled once for all tests of a program, and copied for each.
pub fn sample_register() -> Store {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    static COPIES: AtomicU32 = AtomicU32::new(0);
    // A test has a thread of its own: the copies go when it ends.
    thread_local! {
        static FOLDER: tempfile::TempDir = tempfile::tempdir().expect("a folder");
    }
    FOLDER.with(|folder| {
        let made = MADE.get_or_init(|| {
            let path = folder.path().join("made.db");
            let mut store = Store::open(&path, Mode::CreateIfMissing).expect("a register");
            sample::fill(&mut store, &stamp()).expect("the sample");
            drop(store);
            std::fs::read(&path).expect("a file")
        });
        let path = folder.path().join(format!("{}.db", COPIES.fetch_add(1, Ordering::Relaxed)));
        std::fs::write(&path, made).expect("copied");
        Store::open(&path, Mode::Existing).expect("a register")
    })
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
