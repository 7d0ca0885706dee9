//! History cannot be rewritten unnoticed: random edits, deletions, reorderings and truncations made past the program
//! are found and located. And it can be walked: undone to the beginning and redone to the end.

use crate::support;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use motcua::desk::{Error, Target, amend, end, extend, pause, undo};
use motcua::domain::change::Changes;
use motcua::domain::dossier::{Channel, Outcome};
use motcua::domain::pause::PauseReason;
use motcua::store::check::Report;
use motcua::store::{Mode, Store};
use proptest::prelude::*;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use support::{accept, at, dump, seen, set_up, stamp};

fn open(path: &Path) -> Store {
    Store::open(path, Mode::CreateIfMissing).expect("the register opens")
}

/// A register with some life in it, closed; made once and copied for each case.
struct Made {
    _folder: tempfile::TempDir,
    path: PathBuf,
    entries: i64,
    dossiers: i64,
}

fn made() -> &'static Made {
    static MADE: OnceLock<Made> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("so.db");
        let mut store = open(&path);
        set_up(&mut store);
        let mut targets = Vec::new();
        for n in 0..5 {
            targets.push(accept(&mut store, "2.001", &format!("Công dân {n}"), "2026-03-02 08:00"));
        }
        live(&mut store, targets[0].id);
        let all: Vec<Target> = targets.iter().skip(1).map(|target| seen(&store, target.id)).collect();
        end::settle(&mut store, &stamp("2026-03-04 08:00", "hung"), &all, at("2026-03-04 08:00")).expect("settled");
        let (entries, _) = store.chain_head().expect("a head");
        Made { _folder: folder, path, entries, dossiers: 5 }
    })
}

/// Steps of one dossier, as the journal names them, oldest first.
const STEPS: [&str; 8] = ["accept", "pause", "resume", "amend", "undo", "repromise", "settle", "give_back"];

fn live(store: &mut Store, id: i64) {
    let now = |time: &str| stamp(&format!("2026-03-03 {time}"), "hung");
    let target = seen(store, id);
    pause::pause(store, &now("08:00"), &[target], PauseReason::Fee, "7/TB", now("08:00").at).expect("paused");
    let target = seen(store, id);
    pause::resume(store, &now("09:00"), &[target], now("09:00").at).expect("resumed");
    let target = seen(store, id);
    let mut data = store.read().dossier(id).expect("readable").expect("there").dossier;
    data.note = "ghi chú".to_owned();
    let amended = amend::amend(store, &now("09:30"), target, &data, "báo lại").expect("amended");
    undo::undo(store, &now("09:31"), amended.seq, false).expect("undone");
    let target = seen(store, id);
    let due = at("2026-04-01 17:00");
    extend::extend(store, &now("10:00"), &[target], &to_date(due)).expect("promised anew");
    let target = seen(store, id);
    end::settle(store, &now("15:00"), &[target], now("15:00").at).expect("settled");
    let target = seen(store, id);
    end::give_back(store, &now("16:00"), &[target], now("16:00").at, Channel::Postal).expect("given back");
}

/// An extension to a date, granted by an invented head.
fn to_date(due: motcua::domain::day::Moment) -> extend::Grant {
    extend::Grant {
        by: extend::By::Date(due),
        basis: "Điều 7 khoản 2".to_owned(),
        approver: "Giám đốc (hư cấu)".to_owned(),
        document: "9/CV".to_owned(),
        reason: "chờ xác minh".to_owned(),
    }
}

#[test]
fn a_dossier_tells_every_step_newest_first() {
    let made = made();
    let store = open(&copy(made).1);
    let history = store.read().history(1, 100).expect("readable");
    let steps: Vec<&str> = history.iter().rev().map(|(entry, _)| entry.op.as_str()).collect();
    assert_eq!(steps, STEPS);
    assert!(history.is_sorted_by(|later, earlier| later.0.seq > earlier.0.seq));
    assert!(history.iter().all(|(_, lines)| lines.iter().all(|line| line.dossier == Some(1))));
    assert_eq!(store.read().history(1, 3).expect("readable").len(), 3);
}

/// A change that somebody makes with a tool, past the program.
#[derive(Clone, Debug)]
enum Tamper {
    EditEntry(i64, &'static str),
    DeleteEntry(i64),
    SwapEntries(i64),
    Truncate(i64),
    EditLine(i64, &'static str),
    DeleteLine(i64),
    BlankLine(i64),
    SwapLines(i64),
    EditDossier(i64, &'static str),
    DeleteDossier(i64),
    AddDossier(i64),
    EditOther(&'static str),
    DeleteOther(&'static str),
}

fn tampers() -> impl Strategy<Value = Tamper> {
    let made = made();
    let entry = 1..=made.entries;
    let dossier = 1..=made.dossiers;
    let of_entry = prop::sample::select(
        &[
            "desk = 2",
            "at_utc_ms = at_utc_ms + 1",
            "utc_offset_min = 0",
            "at = '2020-01-01 00:00'",
            "officer = 'kẻ khác'",
            "op = 'rate'",
            "reason = reason || ' '",
            "reverts = 1000",
            "prev_hash = zeroblob(32)",
            "hash = zeroblob(32)",
            "hash = zeroblob(0)",
            "seq = 1000",
        ][..],
    );
    let of_line = prop::sample::select(
        &[
            "kind = 'target'",
            "record = record + 1000",
            "dossier = ifnull(dossier, 0) + 1",
            "dossier = NULL, body = body || ' '",
            "action = CASE action WHEN 'create' THEN 'update' ELSE 'create' END",
            "body = '{}' || ' '",
            "salt = zeroblob(16)",
            "row_hash = zeroblob(32)",
            "hash = zeroblob(32)",
            "n = n + 1000",
        ][..],
    );
    let of_dossier = prop::sample::select(
        &[
            "applicant_name = 'Người khác'",
            "due_at = '2027-01-01 17:00'",
            "accepted_at = '2026-03-02 08:01'",
            "fee = 1",
            "note = 'x'",
            "version = 1",
            "settled_at = '2026-03-02 09:00', outcome = 'settled'",
            "voided = 1 - voided",
            "procedure_id = 1",
            "received_by = NULL",
            "result_digitized = 1",
        ][..],
    );
    let other = prop::sample::select(
        &["pause", "due_date", "component", "setting", "procedure", "officer", "issued_number", "calendar_day"][..],
    );
    prop_oneof![
        3 => (entry.clone(), of_entry).prop_map(|(seq, set)| Tamper::EditEntry(seq, set)),
        1 => entry.clone().prop_map(Tamper::DeleteEntry),
        1 => (1..made.entries).prop_map(Tamper::SwapEntries),
        1 => entry.clone().prop_map(Tamper::Truncate),
        3 => (entry.clone(), of_line).prop_map(|(seq, set)| Tamper::EditLine(seq, set)),
        1 => entry.clone().prop_map(Tamper::DeleteLine),
        1 => entry.clone().prop_map(Tamper::BlankLine),
        1 => Just(Tamper::SwapLines(1)),
        3 => (dossier.clone(), of_dossier).prop_map(|(id, set)| Tamper::EditDossier(id, set)),
        1 => dossier.clone().prop_map(Tamper::DeleteDossier),
        1 => dossier.prop_map(Tamper::AddDossier),
        1 => other.clone().prop_map(Tamper::EditOther),
        1 => other.prop_map(Tamper::DeleteOther),
    ]
}

fn copy(made: &Made) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("so.db");
    std::fs::copy(&made.path, &path).expect("a copy of a closed register");
    (folder, path)
}

fn with_tool(path: &Path, act: impl FnOnce(&Connection) -> rusqlite::Result<()>) {
    let conn = Connection::open(path).expect("a tool opens the file");
    conn.pragma_update(None, "foreign_keys", false).expect("a pragma");
    act(&conn).expect("the tool does as told");
}

/// Makes the change and says whether anything differs from before.
fn tamper(conn: &Connection, how: &Tamper) -> rusqlite::Result<usize> {
    let on_lines = |sql: &str, seq: i64| conn.execute(&format!("{sql} WHERE seq = ?1 AND n = 0"), [seq]);
    match how {
        Tamper::EditEntry(seq, set) => conn.execute(&format!("UPDATE journal SET {set} WHERE seq = ?1"), [seq]),
        Tamper::DeleteEntry(seq) => {
            conn.execute("DELETE FROM journal_line WHERE seq = ?1", [seq])?;
            conn.execute("DELETE FROM journal WHERE seq = ?1", [seq])
        }
        Tamper::SwapEntries(seq) => {
            for table in ["journal", "journal_line"] {
                for (from, to) in [(*seq, -1), (seq + 1, *seq), (-1, seq + 1)] {
                    conn.execute(&format!("UPDATE {table} SET seq = ?2 WHERE seq = ?1"), params![from, to])?;
                }
            }
            Ok(1)
        }
        Tamper::Truncate(seq) => {
            conn.execute("DELETE FROM journal_line WHERE seq >= ?1", [seq])?;
            conn.execute("DELETE FROM journal WHERE seq >= ?1", [seq])
        }
        Tamper::EditLine(seq, set) => on_lines(&format!("UPDATE journal_line SET {set}"), *seq),
        Tamper::DeleteLine(seq) => on_lines("DELETE FROM journal_line", *seq),
        Tamper::BlankLine(seq) => on_lines("UPDATE journal_line SET salt = zeroblob(0), body = ''", *seq),
        Tamper::SwapLines(seq) => {
            for (from, to) in [(0, -1), (1, 0), (-1, 1)] {
                conn.execute("UPDATE journal_line SET n = ?3 WHERE seq = ?1 AND n = ?2", params![seq, from, to])?;
            }
            Ok(1)
        }
        Tamper::EditDossier(id, set) => conn.execute(&format!("UPDATE dossier SET {set} WHERE id = ?1"), [id]),
        Tamper::DeleteDossier(id) => conn.execute("DELETE FROM dossier WHERE id = ?1", [id]),
        Tamper::AddDossier(id) => conn.execute(
            "INSERT INTO dossier (gid, version, code, procedure_id, applicant_name, channel, accepted_at)
             SELECT gid, version, code || '-2', procedure_id, applicant_name, channel, accepted_at FROM dossier WHERE id = ?1",
            [id],
        ),
        Tamper::EditOther(table) => conn.execute(&format!("UPDATE {table} SET voided = 1 - voided WHERE id = 1"), []),
        Tamper::DeleteOther(table) => conn.execute(&format!("DELETE FROM {table} WHERE id = 1"), []),
    }
}

/// Whether the report names the place.
fn located(report: &Report, how: &Tamper, entries: i64) -> bool {
    let breaks = |seqs: &[i64]| report.broken.as_ref().is_some_and(|broken| seqs.contains(&broken.seq));
    let alters = |table: &str, id: i64| report.altered.contains(&(table.to_owned(), id));
    match how {
        Tamper::EditEntry(_, "seq = 1000") => breaks(&[1000]) || report.broken.is_some(),
        Tamper::EditEntry(seq, _) | Tamper::SwapEntries(seq) => breaks(&[*seq, seq + 1]),
        // Of a history that ends too early only the records tell, since they carry the entry that made them so.
        Tamper::DeleteEntry(seq) if *seq == entries => !report.altered.is_empty(),
        Tamper::DeleteEntry(seq) => breaks(&[seq + 1]),
        Tamper::Truncate(_) => !report.altered.is_empty(),
        Tamper::EditLine(seq, _) | Tamper::DeleteLine(seq) | Tamper::BlankLine(seq) | Tamper::SwapLines(seq) => {
            breaks(&[*seq])
        }
        Tamper::EditDossier(id, _) | Tamper::DeleteDossier(id) => alters("dossier", *id),
        Tamper::AddDossier(_) => alters("dossier", 6),
        Tamper::EditOther(table) | Tamper::DeleteOther(table) => alters(table, 1),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_changed_past_the_program_is_found_and_located(how in tampers()) {
        let made = made();
        let (_folder, path) = copy(made);
        let before = dump::whole(&path);
        with_tool(&path, |conn| tamper(conn, &how).map(|_| ()));
        let same = dump::difference(&before, &dump::whole(&path)).is_none();
        let report = open(&path).check(|_| true).expect("checked");
        if same {
            prop_assert!(report.sound(), "{:?} changed nothing: {:?}", how, report);
        } else {
            prop_assert!(!report.sound(), "{:?} went unnoticed", how);
            prop_assert!(located(&report, &how, made.entries), "{:?} was not located: {:?}", how, report);
        }
    }
}

#[test]
fn a_row_set_back_to_what_it_was_is_found() {
    let (_folder, path) = copy(made());
    let old_path = path.with_extension("old");
    std::fs::copy(&path, &old_path).expect("a copy");
    let mut store = open(&path);
    let target = seen(&store, 2);
    end::give_back(&mut store, &stamp("2026-03-05 08:00", "lan"), &[target], at("2026-03-05 08:00"), Channel::Direct)
        .expect("given back");
    drop(store);
    with_tool(&path, |conn| {
        conn.execute("ATTACH ?1 AS old", [old_path.to_str()])?;
        conn.execute_batch(
            "UPDATE dossier SET (version, returned_at, return_channel) =
             (SELECT version, returned_at, return_channel FROM old.dossier o WHERE o.id = 2) WHERE id = 2",
        )
    });
    let report = open(&path).check(|_| true).expect("checked");
    assert_eq!(report.altered, [("dossier".to_owned(), 2)], "{report:?}");
}

/// Rewrites the chain from an entry on, as one could who knows the formula: everything follows again, but the head is
/// another one. The formula is that of the head of `store/journal.rs`.
fn reseal(conn: &Connection) -> rusqlite::Result<()> {
    let mut prev = vec![0_u8; 32];
    let columns = "seq, desk, at_utc_ms, utc_offset_min, at, officer, op, reason, ifnull(reverts, '')";
    let mut entries = conn.prepare(&format!("SELECT seq, concat_ws(char(31), {columns}) FROM journal ORDER BY seq"))?;
    let found: Vec<(i64, String)> =
        entries.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    for (seq, header) in found {
        let mut hasher = Sha256::new();
        hasher.update(&prev);
        hasher.update((header.len() as u64).to_be_bytes());
        hasher.update(header.as_bytes());
        let mut lines = conn.prepare("SELECT hash FROM journal_line WHERE seq = ?1 ORDER BY n")?;
        let mut rows = lines.query([seq])?;
        while let Some(row) = rows.next()? {
            hasher.update(row.get::<_, Vec<u8>>(0)?);
        }
        let hash = hasher.finalize().to_vec();
        conn.execute("UPDATE journal SET prev_hash = ?2, hash = ?3 WHERE seq = ?1", params![seq, prev, hash])?;
        prev = hash;
    }
    Ok(())
}

#[test]
fn a_chain_sealed_anew_is_found_only_against_a_printed_head() {
    let (_folder, path) = copy(made());
    let printed = open(&path).chain_head().expect("a head");
    with_tool(&path, reseal);
    assert_eq!(open(&path).chain_head().expect("a head"), printed, "the test knows the formula");
    with_tool(&path, |conn| {
        conn.execute("UPDATE journal SET at = '2026-03-02 07:00' WHERE seq = 4", [])?;
        reseal(conn)
    });
    let store = open(&path);
    assert!(store.check(|_| true).expect("checked").sound(), "nothing inside the file tells");
    let now = store.chain_head().expect("a head");
    assert_eq!(now.0, printed.0);
    assert_ne!(now.1, printed.1, "the head that was printed tells");
}

/// One random act: what, on which dossier, how many minutes later.
type Act = (u8, u8, u16);

fn act(store: &mut Store, ids: &[i64], (what, which, _): Act, when: &str) -> Result<Changes, Error> {
    let id = ids[usize::from(which) % ids.len()];
    let (now, target) = (stamp(when, "hung"), seen(store, id));
    let data = store.read().dossier(id).expect("readable").expect("there").dossier;
    match what {
        0 => pause::pause(store, &now, &[target], PauseReason::Supplement, "5/HDHS", now.at),
        1 => pause::resume(store, &now, &[target], now.at),
        2 => end::done(store, &now, &[target], now.at),
        3 => end::settle(store, &now, &[target], now.at),
        4 => end::give_back(store, &now, &[target], now.at, Channel::Direct),
        5 => end::end_without_result(store, &now, &[target], Outcome::Withdrawn, now.at, "công dân xin rút"),
        6 => {
            let mut new = data;
            new.applicant.name = format!("{} {which}", new.applicant.name);
            new.pauses.clear();
            new.limit = Some(if which % 2 == 0 { "3wd" } else { "20cd" }.parse().expect("a limit"));
            amend::amend(store, &now, target, &new, "sửa")
        }
        7 => extend::extend(store, &now, &[target], &to_date(now.at.plus_minutes(90_000))),
        8 => motcua::desk::accept::accept(store, &now, &support::draft("2.002", "Người mới", when)).map(|done| done.1),
        9 => motcua::desk::digitise::all_components(store, &now, &[target]),
        10 => motcua::desk::rate::rate(store, &now, seen(store, id), "satisfied", ""),
        11 => {
            let letter = motcua::domain::dossier::Apology { issued_at: Some(now.at), ..data.apology };
            motcua::desk::apologise::apologise(store, &now, &[target], &letter, "chậm")
        }
        12 => {
            let to = motcua::desk::hand_over::HandOver {
                to_officer: "lan".to_owned(),
                to_office: String::new(),
                given_at: now.at,
                received_at: Some(now.at),
                note: String::new(),
                due_at: None,
                assisting: false,
            };
            motcua::desk::hand_over::hand_over(store, &now, &[target], &to)
        }
        _ => {
            let all: Vec<Target> = ids.iter().map(|id| seen(store, *id)).collect();
            {
                let told = motcua::desk::digitise::ResultTold { digitized: true, ..Default::default() };
                motcua::desk::digitise::result(store, &now, &all, &told)
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_day_can_be_undone_to_its_beginning_and_redone(acts in prop::collection::vec((0_u8..14, 0_u8..6, 0_u16..3000), 1..25)) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("so.db");
        let mut store = open(&path);
        set_up(&mut store);
        let ids: Vec<i64> = ["1.001", "2.001", "2.002"].map(|code| accept(&mut store, code, "Lò Thị Mai", "2026-03-02 08:00").id).to_vec();
        let beginning = dump::in_force(&path);
        let (mut clock, mut done) = (at("2026-03-02 09:00"), Vec::new());
        for one in acts {
            clock = clock.plus_minutes(i64::from(one.2));
            match act(&mut store, &ids, one, &clock.to_string()) {
                Ok(changes) if !changes.is_empty() => done.push(changes.seq),
                Ok(_) | Err(Error::Refused(_)) => {}
                Err(fault) => prop_assert!(false, "{:?}: {}", one, fault),
            }
        }
        let end = dump::in_force(&path);
        let now = stamp(&clock.to_string(), "lan");
        let mut undone = Vec::new();
        for seq in done.iter().rev() {
            undone.push(undo::undo(&mut store, &now, *seq, false).map_err(|error| TestCaseError::fail(error.to_string()))?.seq);
        }
        prop_assert_eq!(dump::difference(&beginning, &dump::in_force(&path)), None);
        for seq in undone.iter().rev() {
            undo::undo(&mut store, &now, *seq, true).map_err(|error| TestCaseError::fail(error.to_string()))?;
        }
        prop_assert_eq!(dump::difference(&end, &dump::in_force(&path)), None);
        let report = store.check(|_| true).expect("checked");
        prop_assert!(report.sound(), "{:?}", report);
    }
}
