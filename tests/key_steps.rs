//! What every measured key costs in steps of SQLite, at two sizes of the register: no key reads more rows in a larger one.
//!
//! Steps are the same on every machine, so nothing here is timed. They are counted on the connection that keys wait for;
//! what is looked for beside it (words, long lists in an order without an index, ledgers) is not what a key costs. Nor does
//! what is held grow.

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

use motcua::desk::apologies::{self, Step};
use motcua::domain::day::Day;
use motcua::store::pages::{ListColumn, Order, Query, Way};
use motcua::store::{Mode, Op, Store, StoreError, Tx};
use rusqlite::Connection;

/// The sample alone, and many dossiers more.
const SIZES: [u64; 2] = [1_503, 60_000];

/// Dossiers that go through the door, the others are copies of them.
const THROUGH_THE_DOOR: u64 = 4_000;

/// Steps by which a key may cost more in the larger register: a screen of rows that the smaller one does not fill. To look
/// at every dossier once takes more than four times as many.
const A_SCREEN: u64 = 14_000;

fn today() -> Day {
    "2026-11-20".parse().expect("a day")
}

/// A folder with both registers, made once.
fn folder() -> &'static Path {
    static MADE: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        for size in SIZES {
            register::build(&at(folder.path(), size), size, today(), THROUGH_THE_DOOR, THROUGH_THE_DOOR)
                .expect("a register");
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
        if *many > few + A_SCREEN {
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

#[test]
fn the_ledger_of_apologies_counts_all_and_holds_the_first_of_each_part() {
    let (path, now) = (at(folder(), SIZES[1]), today().at(540));
    let store = Store::open(&path, Mode::Existing).expect("a register");
    let ledger = apologies::ledger(&store, now.day.year(), now).expect("read");
    let conn = Connection::open(&path).expect("the file");
    let missed = "FROM dossier WHERE voided = 0 AND accepted_at IS NOT NULL AND ifnull(outcome, '') <> 'refused'
         AND late_from <= ifnull(settled_at, ?1) AND ifnull(settled_at, ?1) >= substr(?1, 1, 4)
         AND apology_issued_at IS NULL AND no_apology_reason = ''";
    let count =
        |sql: &str| conn.query_row(sql, [now.to_string()], |row| row.get::<_, i64>(0)).expect("counted") as usize;
    assert_eq!(ledger.at(Step::Missed), count(&format!("SELECT count(*) {missed}")));
    assert!(ledger.more() && ledger.at(Step::Missed) > 2 * apologies::MOST, "{}", ledger.at(Step::Missed));
    for step in Step::ALL {
        let held = ledger.lines.iter().filter(|line| line.step == step).count();
        assert_eq!(held, ledger.at(step).min(apologies::MOST), "{step:?}");
    }
    let mut first = conn.prepare(&format!("SELECT id {missed} ORDER BY due_now, id LIMIT 1000")).expect("a question");
    let first = first.query_map([now.to_string()], |row| row.get(0)).expect("rows");
    let first: Vec<i64> = first.collect::<Result<_, _>>().expect("ids");
    let held = ledger.lines.iter().filter(|line| line.step == Step::Missed).map(|line| line.found.row.id);
    assert_eq!(held.collect::<Vec<_>>(), first);
}
