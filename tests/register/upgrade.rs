//! Registers of older formats, as the program left them before the next one, opened by this one.

use crate::support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use motcua::desk::{look, pause, set_up as rules, undo};
use motcua::domain::line_cause::LineCause;
use motcua::domain::stage::Owed;
use motcua::store::parts::DueDate;
use motcua::store::{Mode, Store, upgrade_is_ahead};
use rusqlite::{Connection, TransactionBehavior};
use support::{at, day_off, seen, stamp};

/// The schema of each older format, and a register's rows in it.
const FORMATS: [(&str, &str); 3] = [
    (include_str!("../../src/store/sql/0001_register.sql"), include_str!("../data/register-1.sql")),
    (include_str!("../../src/store/sql/0002_deadlines.sql"), include_str!("../data/register-2.sql")),
    (include_str!("../../src/store/sql/0003_papers.sql"), include_str!("../data/register-3.sql")),
];
/// "MCUA", the mark of a register.
const APPLICATION_ID: i64 = 0x4d43_5541;

/// The register as a format had it.
fn of_format(format: usize, folder: &Path) -> PathBuf {
    let path = folder.join("so.db");
    let conn = Connection::open(&path).expect("a file");
    conn.pragma_update(None, "foreign_keys", false).expect("off");
    let schema: String = FORMATS[..format].iter().map(|(schema, _)| *schema).collect();
    conn.execute_batch(&format!("BEGIN; {schema} {} COMMIT;", FORMATS[format - 1].1)).expect("the rows");
    conn.pragma_update(None, "user_version", format as i64).expect("set");
    conn.pragma_update(None, "application_id", APPLICATION_ID).expect("set");
    path
}

/// Code of a dossier; due moment, late from, paused since; work owed.
type Row = (String, [Option<String>; 3], i64);

/// What is kept beside every dossier.
fn kept(path: &Path) -> Vec<Row> {
    let conn = Connection::open(path).expect("the file");
    let sql = "SELECT code, due_now, late_from, paused_since, owed FROM dossier ORDER BY code";
    let mut statement = conn.prepare(sql).expect("columns");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?], row.get(4)?)));
    rows.expect("rows").collect::<Result<_, _>>().expect("read")
}

/// The rows of an older format with what the newest holds for work owed: a dossier in a pause is not to be handed over.
fn owing_as_now(rows: &[Row]) -> Vec<Row> {
    let mut rows = rows.to_vec();
    for (_, [_, _, paused], owed) in &mut rows {
        if paused.is_some() {
            *owed &= !Owed::HandOver.bit();
        }
    }
    rows
}

/// Year and number in the book of every dossier that has one, with whether it is undone and its number is cancelled.
fn book(path: &Path) -> Vec<(i64, i64, bool, bool)> {
    let conn = Connection::open(path).expect("the file");
    let sql = "SELECT book_year, book_no, d.voided, n.voided FROM dossier d JOIN issued_number n
         ON n.series = 'book' AND n.scope = book_year AND n.n = book_no ORDER BY accepted_at, d.id";
    let mut statement = conn.prepare(sql).expect("columns");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
    rows.expect("rows").collect::<Result<_, _>>().expect("read")
}

fn numbered_in_order_of_acceptance(path: &Path) {
    let conn = Connection::open(path).expect("the file");
    let sql = "SELECT substr(accepted_at, 1, 4) + 0 FROM dossier WHERE accepted_at IS NOT NULL AND voided = 0
         ORDER BY accepted_at, id";
    let mut statement = conn.prepare(sql).expect("columns");
    let years: Vec<i64> =
        statement.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("years");
    let mut last: BTreeMap<i64, i64> = BTreeMap::new();
    let expected: Vec<_> = years
        .into_iter()
        .map(|year| {
            let no = last.entry(year).or_default();
            *no += 1;
            (year, *no, false, false)
        })
        .collect();
    assert!(last.len() > 1, "two years of the book");
    assert_eq!(book(path), expected);
}

/// Every object of a schema, by its name. What ALTER TABLE adds stands in the text of the table.
fn schema(path: &Path) -> BTreeMap<String, Option<String>> {
    let conn = Connection::open(path).expect("the file");
    let mut statement = conn.prepare("SELECT type || ' ' || name, sql FROM sqlite_schema").expect("a schema");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    rows.collect::<Result<_, _>>().expect("read")
}

#[test]
fn a_register_of_an_older_format_is_the_same_register_in_the_newest() {
    for format in 1..=FORMATS.len() {
        upgrades(format);
    }
}

fn upgrades(format: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = of_format(format, folder.path());
    let (before, rows) = (kept(&path), std::fs::read(&path).expect("read"));
    assert!(before.len() > 15 && upgrade_is_ahead(&path), "it is told before it is done");
    let mut store = Store::open(&path, Mode::Existing).expect("it opens");
    assert_eq!(kept(&path), owing_as_now(&before), "no date moved");
    numbered_in_order_of_acceptance(&path);
    let report = store.check(|_| true).expect("checked");
    assert!(report.sound(), "{report:?}");
    assert_eq!(
        store.rebuild_derived(&stamp("2026-11-21 08:00", "")).expect("rebuilt"),
        0,
        "all that is derived was filled in"
    );

    let copy = folder.path().join(format!("so.truoc-nang-cap-{format}.db"));
    assert!(!rows.is_empty() && kept(&copy) == before, "the copy holds the register as it was");
    assert!(upgrade_is_ahead(&copy), "in the old format");

    let fresh = folder.path().join("moi.db");
    drop(Store::open(&fresh, Mode::CreateIfMissing).expect("a new register"));
    drop(store);
    assert_eq!(schema(&path), schema(&fresh));
    drop(Store::open(&path, Mode::Existing).expect("it opens again"));
}

fn ids(path: &Path) -> Vec<i64> {
    let conn = Connection::open(path).expect("the file");
    let mut statement = conn.prepare("SELECT id FROM dossier ORDER BY id").expect("ids");
    statement.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("ids")
}

#[test]
fn closed_pauses_are_written_down_once_and_the_next_one_that_closes_leaves_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = of_format(1, folder.path());
    let mut store = Store::open(&path, Mode::Existing).expect("it opens");
    let mut paused = Vec::new();
    for id in ids(&path) {
        let facts = store.read().facts(id).expect("read").expect("there");
        let lines = store.read().due_dates_kept(id).expect("read");
        let written = lines.iter().filter(|line| line.cause == LineCause::Pause).count();
        let closed = facts.pauses.iter().filter(|pause| pause.to.is_some()).count();
        assert_eq!(written, if facts.clock_start().is_some() { closed } else { 0 }, "dossier {id}");
        let told = |line: &DueDate| line.officer == "motcua" && line.voided.is_none();
        assert!(lines.iter().filter(|line| line.cause == LineCause::Pause).all(told));
        let whole = look::whole(&store, id, at("2026-11-21 08:00")).expect("read").expect("there");
        assert!(facts.pauses.is_empty() || facts.clock_start().is_none() || whole.ledger.len() > facts.pauses.len());
        if facts.settled_at.is_none() && facts.pauses.iter().any(|pause| pause.to.is_none()) {
            paused.push(id);
        }
    }
    assert!(paused.len() >= 3, "some are paused");
    for id in paused {
        let facts = store.read().facts(id).expect("read").expect("there");
        let now = stamp("2026-11-21 09:00", "");
        let target = seen(&store, id);
        pause::resume(&mut store, &now, &[target], at("2026-11-20 08:00")).expect("resumed");
        let lines = store.read().due_dates(id).expect("read");
        let written = lines.iter().filter(|line| line.cause == LineCause::Pause).count();
        assert_eq!(written, facts.pauses.len(), "every closed pause has its line");
        let stored = store.read().dossier(id).expect("read").expect("there");
        let latest = lines.iter().max_by_key(|line| line.effective_at).map(|line| line.due_at);
        assert_eq!(stored.due_now, latest, "the line that holds last is the date in lists");
    }
    assert!(store.check(|_| true).expect("checked").sound());
}

#[test]
fn an_edited_calendar_moves_no_date_of_an_upgraded_register_and_its_entry_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = of_format(1, folder.path());
    let mut store = Store::open(&path, Mode::Existing).expect("it opens");
    let before = kept(&path);
    let conn = Connection::open(&path).expect("the file");
    let entries = "SELECT max(seq), count(*) FILTER (WHERE op = 'upgrade' AND officer = 'motcua' AND reason <> '')
         FROM journal";
    let (last, upgrades): (i64, i64) =
        conn.query_row(entries, [], |row| Ok((row.get(0)?, row.get(1)?))).expect("a history");
    assert_eq!(upgrades, 2, "one for the dates after pauses, one for the numbers in the book");
    let sql = "SELECT DISTINCT substr(due_now, 1, 10) FROM dossier WHERE due_now IS NOT NULL";
    let mut statement = conn.prepare(sql).expect("days");
    let days: Vec<String> =
        statement.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("days");
    for date in days {
        rules::put_calendar_day(&mut store, &stamp("2026-11-21 08:00", ""), &day_off(&date)).expect("a day off");
    }
    let dues = |all: Vec<Row>| -> Vec<(String, Option<String>)> {
        all.into_iter().map(|(code, [due, ..], _)| (code, due)).collect()
    };
    assert_eq!(dues(kept(&path)), dues(before));
    assert!(undo::undo(&mut store, &stamp("2026-11-21 09:00", ""), last, false).is_err(), "an upgrade stays");
    assert!(store.check(|_| true).expect("checked").sound());
    drop(store);
    drop(Store::open(&path, Mode::Existing).expect("it opens again"));
    let again: i64 =
        conn.query_row("SELECT count(*) FROM journal WHERE op = 'upgrade'", [], |row| row.get(0)).expect("asked");
    assert_eq!(again, 2, "they are written once");
}

#[test]
fn what_was_entered_before_an_upgrade_can_still_be_undone_and_its_numbers_go_and_come_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = of_format(2, folder.path());
    let mut store = Store::open(&path, Mode::Existing).expect("it opens");
    let (now, before) = (stamp("2026-11-21 15:00", ""), book(&path));
    // The files of papers, feedback and ratings, then that of the dossiers.
    let mut undone = 0;
    for seq in [6, 5, 4, 3] {
        undone = undo::undo(&mut store, &now, seq, false).expect("undone").seq;
    }
    let cancelled: Vec<_> = before.iter().map(|(year, no, ..)| (*year, *no, true, true)).collect();
    assert_eq!(book(&path), cancelled, "the numbers stay given out, cancelled");
    undo::undo(&mut store, &now, undone, true).expect("done again");
    assert_eq!(book(&path), before);
    assert!(store.check(|_| true).expect("checked").sound());
}

#[test]
fn a_window_that_opens_the_register_during_an_upgrade_waits_for_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = of_format(1, folder.path());
    let mut first = Connection::open(&path).expect("the file");
    first.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).expect("as it was left");
    let held = first.transaction_with_behavior(TransactionBehavior::Immediate).expect("the lock");
    let (one, two) = (path.clone(), path.clone());
    let windows = [one, two].map(|path| {
        std::thread::spawn(move || Store::open(&path, Mode::Existing).map(drop).map_err(|error| error.to_string()))
    });
    // Longer than a window waits for a write of another one.
    std::thread::sleep(std::time::Duration::from_millis(5_600));
    drop(held);
    for window in windows {
        assert_eq!(window.join().expect("no panic"), Ok(()));
    }
    // The last one to close writes what is in the log into the file.
    drop(first);
    let copy = folder.path().join("so.truoc-nang-cap-1.db");
    assert!(upgrade_is_ahead(&copy) && !upgrade_is_ahead(&path), "one copy, of the old format");
    let names: Vec<String> = std::fs::read_dir(folder.path())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("dang-chep"))
        .collect();
    assert!(names.is_empty(), "{names:?}");
}
