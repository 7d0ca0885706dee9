//! What every measured key costs in steps of SQLite, at two sizes of the register: no key reads more rows in a larger one.
//!
//! Steps are the same on every machine, so nothing here is timed. They are counted on the connection that keys wait for;
//! what is looked for beside it (words, long lists in an order without an index, ledgers) is not what a key costs.

#[path = "../benches/scale/register.rs"]
#[allow(dead_code, reason = "the bench uses the rest")]
mod register;
#[path = "../benches/keys/steps.rs"]
mod steps;
#[path = "../benches/keys/table.rs"]
mod table;
#[path = "../benches/scale/window.rs"]
#[allow(dead_code, reason = "the bench uses the rest")]
mod window;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use motcua::domain::day::Day;
use motcua::store::pages::{ListColumn, Order, Query, Way};
use motcua::store::{Mode, Op, Store, StoreError, Tx};

/// The sample alone, and many dossiers more in one entry of the history.
const SIZES: [u64; 2] = [1_503, 20_000];

/// Steps by which a key may cost more in the larger register: a screen of rows that the smaller one does not fill. To look
/// at every dossier once takes more than four times as many.
const A_SCREEN: u64 = 14_000;

/// Keys that do read more in a larger register, to a bound that no size exceeds: how much more they may, and what for.
const BOUNDED: [(&str, u64); 5] = [
    // Ended dossiers are counted, to 10 000.
    ("ket thuc gan nhat: sắp", 130_000),
    // Open dossiers are counted, each counter to 10 000: fewer than two steps a dossier of this register.
    ("sau khi lưu", 40_000),
    ("Hôm nay: tiếp nhận đến đã lưu", 40_000),
    // Up to 500 rows are sorted at once.
    ("quá hạn: sắp", 50_000),
    // A ledger is read so far before the rest goes beside the keys.
    ("Alt+", 26_000),
];

/// By how much a key may cost more.
fn allowed(what: &str) -> u64 {
    BOUNDED.iter().find(|(name, _)| what.contains(name)).map_or(A_SCREEN, |(_, most)| *most)
}

fn today() -> Day {
    "2026-11-20".parse().expect("a day")
}

/// A folder with both registers, made once.
fn folder() -> &'static Path {
    static MADE: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        for size in SIZES {
            register::build(&at(folder.path(), size), size, today(), SIZES[1]).expect("a register");
            entries(&at(folder.path(), size));
        }
        folder
    });
    folder.path()
}

/// More entries of the history than a screen and what is read ahead of it hold.
fn entries(path: &Path) {
    let mut store = Store::open(path, Mode::Existing).expect("a register");
    for minute in 0..300 {
        let stamp = register::stamp(today().at(490));
        let op = Op::because("settings", &format!("lần {minute}"));
        let put = |tx: &mut Tx<'_>| tx.set_setting("phone", &format!("0203 {minute:07}"));
        store.transact::<(), StoreError>(&op, &stamp, put).expect("written");
    }
}

fn at(folder: &Path, size: u64) -> PathBuf {
    folder.join(format!("{size}.db"))
}

/// A copy of a register that a test may write to.
fn copy(size: u64) -> (tempfile::TempDir, PathBuf) {
    let copies = tempfile::tempdir().expect("a folder");
    let path = at(copies.path(), size);
    std::fs::copy(at(folder(), size), &path).expect("a copy");
    (copies, path)
}

#[test]
fn no_key_reads_more_rows_in_a_larger_register() {
    let [few, many] = SIZES.map(|size| {
        let (_copies, path) = copy(size);
        steps::counted(&path, today(), |_| true).expect("counted")
    });
    let mut grown = Vec::new();
    for ((what, few), (same, many)) in few.iter().zip(&many) {
        assert_eq!(what, same);
        if std::env::var_os("MOTCUA_SHOW_STEPS").is_some() {
            println!("{what:<50} {few:>8} {many:>8}");
        }
        if *many > few + allowed(what) {
            grown.push(format!("{what}: {few} → {many}"));
        }
    }
    assert!(grown.is_empty(), "{grown:#?}");
    assert!(few.iter().filter(|(_, steps)| *steps > 100).count() > 40, "steps are counted: {few:#?}");
}

#[test]
fn a_list_that_is_looked_through_is_seen_by_the_count_of_steps() {
    // By telephone number there is no index of the whole list: it is read and sorted, and that must show.
    let query = Query { order: Order::By(ListColumn::Phone, false), ..Query::default() };
    let taken = SIZES.map(|size| {
        let mut store = Store::open(&at(folder(), size), Mode::Existing).expect("a register");
        let steps = store.count_steps().expect("counted");
        let rows = store.read().page(&query, today().at(540), None, Way::After, 40).expect("a page");
        assert_eq!(rows.len(), 40);
        steps.taken()
    });
    assert!(taken[1] > taken[0] + A_SCREEN, "{taken:?}");
}
