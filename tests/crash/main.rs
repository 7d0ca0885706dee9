//! Power cuts, simulated after every single thing that SQLite asks of the disk: nothing acknowledged is lost, nothing
//! is half there. Each harness carries controls with weaker settings, which must be seen to lose something.
//!
//! `MOTCUA_CRASH_ALL=1` visits every step with many more random selections (over 100 000 states, some minutes); without
//! it every third step is visited.

mod controls;
mod disk;
#[path = "../support/mod.rs"]
mod support;
mod vfs;
mod workload;

use std::collections::{HashMap, HashSet};

use motcua::store::Store;

use crate::disk::{CrashState, Disk, Files, Op, crash_states};
use crate::vfs::Plugged;
use crate::workload::{Day, live, open};

/// Whether the long run is asked for.
pub fn thorough() -> bool {
    std::env::var_os("MOTCUA_CRASH_ALL").is_some()
}

/// What a reopened register turned out to hold: the head of its history, or what is wrong with it.
type Found = Result<(i64, String), String>;

/// Opens what a power cut left and checks all of it.
fn inspect(files: Files, write_on: bool) -> Found {
    let disk = Plugged::new(Disk::with(files));
    let mut store = open(&disk.path()).map_err(|error| format!("does not open: {error}"))?;
    let head = sound(&store)?;
    if write_on {
        go_on(&mut store, head.0)?;
    }
    Ok(head)
}

fn sound(store: &Store) -> Found {
    let report = store.check(|_| true).map_err(|error| format!("does not check: {error}"))?;
    if !report.sound() {
        return Err(format!("{report:?}"));
    }
    store.chain_head().map_err(|error| error.to_string())
}

/// After a power cut work goes on: a further save succeeds and the register is sound with it.
fn go_on(store: &mut Store, head: i64) -> Result<(), String> {
    if head == 0 {
        support::set_up(store);
    } else {
        support::accept(store, "1.001", "Người đến sau", "2026-03-09 08:00");
    }
    let (after, _) = sound(store)?;
    if after == head + 1 { Ok(()) } else { Err(format!("entry {after} follows entry {head}")) }
}

/// Why a state breaks the promise, if it does.
fn broken(day: &Day, state: &CrashState, found: &Found) -> Option<String> {
    let (seq, hash) = match found {
        Err(fault) => return Some(fault.clone()),
        Ok(head) => head,
    };
    let expected = (state.acknowledged as i64, state.acknowledged as i64 + 1);
    if *seq != expected.0 && *seq != expected.1 {
        return Some(format!("{} saves were acknowledged, {seq} are there", state.acknowledged));
    }
    let known = (*seq).checked_sub(1).and_then(|at| day.heads.get(at as usize));
    match known {
        Some((_, wanted)) if wanted != hash => Some(format!("entry {seq} is not the one that was saved")),
        _ => None,
    }
}

/// What a survey of the crash states of one log found.
#[derive(Default)]
struct Survey {
    states: u64,
    different: usize,
    faults: Vec<String>,
}

/// Inspects what a power cut leaves of the day after every `every`-th thing the disk was asked to do, the odd and the
/// even ones of these side by side.
fn survey(day: &Day, log: &[Op], every: usize) -> Survey {
    let half = |odd: usize| inspected(day, log, move |step| step % every == 0 && step / every % 2 == odd);
    let ((mut survey, seen), (more, others)) = std::thread::scope(|threads| {
        let odd = threads.spawn(|| half(1));
        (half(0), odd.join().expect("inspected"))
    });
    survey.states += more.states;
    survey.different = seen.union(&others).count();
    survey.faults.extend(more.faults);
    println!("{} states, {} of them different, {} faults", survey.states, survey.different, survey.faults.len());
    survey
}

/// The same for the steps that are visited, with the fingerprints of what was found different.
fn inspected(day: &Day, log: &[Op], visits: impl Fn(usize) -> bool) -> (Survey, HashSet<u64>) {
    let mut inspected: HashMap<u64, Found> = HashMap::new();
    let mut survey = Survey::default();
    let selections = if thorough() { 90 } else { 1 };
    crash_states(log, selections, visits, |state| {
        survey.states += 1;
        let (key, fresh) = (state.files.fingerprint(), inspected.len());
        let found = inspected.entry(key).or_insert_with(|| inspect(state.files.clone(), fresh % 16 == 0));
        if let Some(fault) = broken(day, &state, found) {
            survey.faults.push(format!("step {} of {}, {}: {fault}", state.step, log.len(), state.kind));
        }
    });
    (survey, inspected.into_keys().collect())
}

#[test]
fn a_power_cut_at_any_moment_loses_no_acknowledged_save() {
    let day = live();
    assert!(day.heads.iter().enumerate().all(|(at, (seq, _))| *seq == at as i64 + 1), "one entry a save");
    let found = survey(&day, &day.log, if thorough() { 1 } else { 3 });
    assert!(found.different > 1_500, "the harness sees too few states: {}", found.different);
    assert!(found.faults.is_empty(), "{} faults; the first:\n{}", found.faults.len(), found.faults[0]);
}

/// The control: the same day with `synchronous = OFF`, that is, with every sync taken out of the log.
#[test]
fn the_same_day_without_syncs_is_seen_to_lose_saves() {
    let day = live();
    let log: Vec<Op> = day.log.iter().filter(|op| !matches!(op, Op::Sync { .. } | Op::SyncNames)).cloned().collect();
    let found = survey(&day, &log, if thorough() { 29 } else { 101 });
    let lost = found.faults.iter().filter(|fault| fault.contains("were acknowledged")).count();
    assert!(lost > 10, "the harness is blind: {lost} losses in {} states", found.states);
}
