//! Random keys on every screen over a register with data: nothing panics, nothing typed is lost, every form and table
//! keeps its own rules, and nothing is written but by work that writes. Streams are seeded, so a failing one fails again;
//! it is printed as keys, cut down as far as it goes.
//!
//! `MOTCUA_RANDOM_KEYS` asks for another number of keys, `MOTCUA_RANDOM_SEED` for other streams.

#[path = "../seat/mod.rs"]
mod seat;

mod rules;
mod stream;
mod window;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use motcua::ui::input::Input;
use motcua::ui::keymap::Scope;
use stream::{Chance, spelled};
use window::{Start, Window};

/// Keys of one stream.
const STREAM: u64 = 2_500;

/// Keys in all, unless the environment asks for more.
const KEYS: u64 = 100_000;

/// Tries at cutting a failing stream down.
const TRIES: usize = 300;

fn asked(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// What goes wrong when these inputs come one after the other, if anything does.
fn fault(start: Start, inputs: &[Input]) -> Option<String> {
    let played = catch_unwind(AssertUnwindSafe(|| {
        let mut window = Window::open(start);
        for input in inputs {
            window.feed(input)?;
        }
        window.crash()
    }));
    match played {
        Ok(outcome) => outcome.err(),
        Err(panic) => Some(format!("panic: {}", said(panic.as_ref()))),
    }
}

fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}

/// Plays a stream that makes itself up from what is on the screen; the inputs that failed, if it did.
fn play(start: Start, seed: u64, length: u64, seen: &Mutex<BTreeMap<String, u64>>) -> Option<Vec<Input>> {
    let mut inputs = Vec::new();
    let played = catch_unwind(AssertUnwindSafe(|| {
        let (mut window, mut chance) = (Window::open(start), Chance::new(seed));
        for _ in 0..length {
            let scope = window.shell.scope();
            *seen.lock().expect("counts").entry(format!("{scope:?}")).or_default() += 1;
            let input = chance.input(scope);
            inputs.push(input.clone());
            window.feed(&input)?;
        }
        window.crash()
    }));
    (!matches!(played, Ok(Ok(())))).then_some(inputs)
}

/// The shortest stream found that still fails: ever smaller pieces are taken out.
fn cut_down(start: Start, mut inputs: Vec<Input>) -> Vec<Input> {
    let (mut piece, mut tries) = (inputs.len() / 2, 0);
    while piece > 0 && tries < TRIES {
        let mut at = 0;
        while at < inputs.len() && tries < TRIES {
            let mut fewer = inputs.clone();
            fewer.drain(at..(at + piece).min(fewer.len()));
            tries += 1;
            if fault(start, &fewer).is_some() { inputs = fewer } else { at += piece }
        }
        piece /= 2;
    }
    inputs
}

fn report(start: Start, seed: u64, inputs: Vec<Input>) -> ! {
    let first = fault(start, &inputs);
    let short = cut_down(start, inputs);
    panic!(
        "dãy phím {seed} ({start:?}): {}\nrút gọn còn {} phím: {}\n{}",
        first.unwrap_or_else(|| "không lặp lại được".to_owned()),
        short.len(),
        spelled(&short),
        fault(start, &short).unwrap_or_default()
    );
}

#[test]
fn random_keys_break_no_rule() {
    let (keys, seed) = (asked("MOTCUA_RANDOM_KEYS", KEYS), asked("MOTCUA_RANDOM_SEED", 2026));
    let (streams, next) = (keys.div_ceil(STREAM), AtomicU64::new(0));
    let seen = Mutex::default();
    let starts =
        [Start::Desk, Start::January, Start::Desk, Start::Desk, Start::Small, Start::January, Start::New, Start::Desk];
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= streams {
                        return;
                    }
                    let start = starts[n as usize % starts.len()];
                    if let Some(inputs) = play(start, seed * 1_000 + n, STREAM.min(keys - n * STREAM), &seen) {
                        report(start, seed * 1_000 + n, inputs);
                    }
                }
            });
        }
    });
    let seen: BTreeMap<String, u64> = seen.into_inner().expect("counts");
    println!("{seen:?}");
    // Streams that never leave one screen would show nothing.
    for scope in Scope::ALL.iter().copied().filter(|scope| !RARE.contains(scope) && keys >= KEYS) {
        let times = seen.get(&format!("{scope:?}")).copied().unwrap_or(0);
        assert!(times >= KEYS / 1_000, "{scope:?} chỉ {times} phím: {seen:?}");
    }
}

/// Scopes that no screen has alone; the popup of a running task, since here every task is done at once; and the kiosk,
/// which is started by itself and has random keys of its own in `tests/program/kiosk.rs`.
const RARE: [Scope; 6] = [Scope::Global, Scope::List, Scope::Form, Scope::Field, Scope::Progress, Scope::Kiosk];

#[test]
fn a_failing_stream_is_seen_and_cut_down() {
    // A rule that no window can keep: the control for the harness.
    let letters: Vec<Input> = "dkks abc".chars().map(|c| Input::Key(motcua::ui::input::Key::char(c))).collect();
    let broken = |inputs: &[Input]| inputs.iter().any(|input| spelled(std::slice::from_ref(input)) == "b");
    assert!(broken(&letters));
    assert_eq!(fault(Start::Desk, &letters), None);
    let lost = rules::lost(&[("tên".to_owned(), "Lê".to_owned())], "{}");
    assert_eq!(lost.as_deref(), Some("tên: Lê"));
}
