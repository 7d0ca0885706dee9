//! The register is kept safe: a damaged file is refused, copies are their owner's alone, and what an action says it
//! did is what it did.

use crate::support;

use std::path::Path;

use motcua::desk::{Error, set_up, undo};
use motcua::domain::officer::Officer;
use motcua::store::{Mode, Store, StoreError};
use support::{accept, procedure, stamp};

fn on_disk(folder: &tempfile::TempDir) -> Store {
    let mut store = Store::open(&folder.path().join("so.db"), Mode::CreateIfMissing).expect("the register opens");
    support::set_up(&mut store);
    store
}

/// Whether a folder holds this file and nothing beside it.
fn holds_only(folder: &Path, name: &str) -> bool {
    folder.join(name).is_file() && std::fs::read_dir(folder).expect("a folder").count() == 1
}

#[test]
fn a_file_that_is_there_is_never_made_a_new_register() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("so.db");
    for mode in [Mode::Existing, Mode::CreateIfMissing] {
        std::fs::write(&path, b"").expect("a file");
        let refused = Store::open(&path, mode).err().expect("an empty file is refused");
        assert!(matches!(refused, StoreError::Empty(_)), "{refused}");
        assert!(refused.to_string().contains("rỗng (0 byte)"), "{refused}");
        for bytes in [&b"x"[..], &[0; 4096]] {
            std::fs::write(&path, bytes).expect("a file");
            let refused = Store::open(&path, mode).err().expect("a foreign file is refused");
            assert!(matches!(refused, StoreError::Foreign(_)), "{refused}");
            assert_eq!(std::fs::read(&path).expect("the file"), bytes, "it is left as it was");
        }
    }
    assert!(holds_only(folder.path(), "so.db"));
}

#[test]
fn a_register_cut_to_nothing_keeps_its_log() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = on_disk(&folder);
    accept(&mut store, "1.001", "Công dân mẫu", "2026-03-03 08:00");
    let path = folder.path().join("so.db");
    let log = folder.path().join("so.db-wal");
    let (kept, aside) = (std::fs::read(&log).expect("a log"), folder.path().join("cất"));
    assert!(!kept.is_empty());
    drop(store);
    std::fs::write(&log, &kept).expect("as after a power cut");
    std::fs::rename(&path, &aside).expect("set aside");
    std::fs::write(&path, b"").expect("cut");
    assert!(matches!(Store::open(&path, Mode::CreateIfMissing), Err(StoreError::Empty(_))));
    assert_eq!(std::fs::read(&log).expect("the log"), kept);
}

#[test]
fn a_new_register_leaves_nothing_unfinished_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(on_disk(&folder));
    assert!(holds_only(folder.path(), "so.db"));
    let nowhere = folder.path().join("không có").join("so.db");
    let refused = Store::open(&nowhere, Mode::CreateIfMissing).err().expect("refused").to_string();
    assert!(refused.contains("không có tệp hoặc thư mục này"), "{refused}");
}

fn in_memory() -> Store {
    let mut store = Store::in_memory().expect("a register");
    support::set_up(&mut store);
    store
}

#[track_caller]
fn refused<T>(done: Result<T, Error>, word: &str) -> String {
    match done {
        Err(Error::Refused(refusal)) => {
            let said = refusal.to_string();
            assert!(said.contains(word), "{said}");
            said
        }
        Err(other) => panic!("an error: {other}"),
        Ok(_) => panic!("not refused"),
    }
}

fn last(store: &Store) -> i64 {
    store.read().journal_length().expect("readable")
}

#[test]
fn an_undo_that_would_change_nothing_is_refused() {
    let mut store = in_memory();
    let now = stamp("2026-03-03 08:00", "lan");
    let officer = Officer { code: "mai".to_owned(), ..Officer::named("Lê Thị Mai") };
    let added = set_up::put_officer(&mut store, &now, &officer).expect("added").seq;
    let mut draft = support::draft("1.001", "Công dân mẫu", "2026-03-03 08:00");
    draft.dossier.handled_by = "mai".to_owned();
    motcua::desk::accept::accept(&mut store, &now, &draft).expect("accepted");
    let length = last(&store);
    refused(undo::undo(&mut store, &now, added, false), "đã có tên trong hồ sơ khác");
    assert_eq!(last(&store), length);
}

#[test]
fn nothing_comes_back_that_names_a_voided_record() {
    let mut store = in_memory();
    let now = stamp("2026-03-03 08:00", "lan");
    let added = set_up::put_procedure(&mut store, &now, &procedure("3.001", "Hộ tịch", "3wd")).expect("added").seq;
    accept(&mut store, "3.001", "Công dân mẫu", "2026-03-03 08:00");
    let accepted = last(&store);
    let voided = undo::undo(&mut store, &now, accepted, false).expect("undone").seq;
    let unknown = undo::undo(&mut store, &now, added, false).expect("undone").seq;
    let said = refused(undo::undo(&mut store, &now, voided, true), "thủ tục 3.001 đã bị hủy");
    assert!(said.contains("khôi phục thủ tục ấy trước"), "{said}");
    undo::undo(&mut store, &now, unknown, true).expect("the procedure is back");
    undo::undo(&mut store, &now, voided, true).expect("and so is the dossier");
    assert!(store.check(|_| true).expect("checked").sound());
}

#[cfg(unix)]
#[test]
fn register_and_copies_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
    let folder = tempfile::tempdir().expect("a folder");
    let store = on_disk(&folder);
    for name in ["so.db", "so.db-wal", "so.db-shm"] {
        assert_eq!(mode(&folder.path().join(name)), 0o600, "{name}");
    }
    let copies = folder.path().join("sao-luu");
    let copy = store.backup(&copies, support::at("2026-03-03 08:00")).expect("copied");
    assert_eq!((mode(&copies), mode(&copy)), (0o700, 0o600));
    assert!(holds_only(&copies, "so-2026-03-03-0800.db"));
    // An older register that others could read is closed to them before anything is written beside it.
    drop(store);
    let path = folder.path().join("so.db");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).expect("opened to all");
    let store = Store::open(&path, Mode::Existing).expect("the register opens");
    assert_eq!((mode(&path), mode(&folder.path().join("so.db-wal"))), (0o600, 0o600));
    drop(store);
}

#[test]
fn what_goes_wrong_is_said_in_vietnamese_and_of_the_right_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = on_disk(&folder);
    let taken = folder.path().join("tệp");
    std::fs::write(&taken, "x").expect("a file");
    let said =
        store.backup(&taken.join("sao-luu"), support::at("2026-03-03 08:00")).expect_err("no folder").to_string();
    assert!(said.starts_with("Không ghi được bản sao lưu"), "{said}");
    assert!(said.contains("không phải thư mục") && !said.contains("os error"), "{said}");
    let failure = |code| rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), Some("UNIQUE failed".into()));
    for (code, word) in [
        (rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE, "trùng"),
        (rusqlite::ffi::SQLITE_CORRUPT, "đã hỏng"),
        (rusqlite::ffi::SQLITE_IOERR_READ, "không đọc"),
    ] {
        let said = StoreError::from(failure(code)).to_string();
        assert!(said.contains(word) && !said.contains("UNIQUE"), "{said}");
    }
}

/// A dossier's data, changed by `change` and saved as a correction. Returns the entry.
fn amend(store: &mut Store, id: i64, when: &str, change: impl FnOnce(&mut motcua::domain::dossier::Dossier)) -> i64 {
    let target = support::seen(store, id);
    let mut data = store.read().dossier(id).expect("readable").expect("there").dossier;
    change(&mut data);
    motcua::desk::amend::amend(store, &stamp(when, "lan"), target, &data, "ghi nhầm").expect("amended").seq
}

#[test]
fn a_code_that_was_given_is_not_given_again() {
    let mut store = in_memory();
    let first = accept(&mut store, "1.001", "Công dân một", "2026-03-03 08:00");
    let given = store.read().dossier(first.id).expect("readable").expect("there").dossier.code;
    amend(&mut store, first.id, "2026-03-03 08:10", |data| data.code = "Y-1".to_owned());
    let mut draft = support::draft("1.001", "Công dân hai", "2026-03-03 08:20");
    draft.dossier.code = given;
    let now = stamp("2026-03-03 08:20", "lan");
    refused(motcua::desk::accept::accept(&mut store, &now, &draft), "đã cấp");
    // A code that somebody typed was never given out; once it is another's, a correction cannot be taken back over it.
    draft.dossier.code = "X-1".to_owned();
    let (second, _) = motcua::desk::accept::accept(&mut store, &now, &draft).expect("accepted");
    let amended = amend(&mut store, second.id, "2026-03-03 08:30", |data| data.code = "X-2".to_owned());
    draft.dossier.code = "X-1".to_owned();
    motcua::desk::accept::accept(&mut store, &now, &draft).expect("accepted");
    refused(undo::undo(&mut store, &now, amended, false), "mã hồ sơ X-1 nay là của hồ sơ khác");
}

#[test]
fn a_letters_number_is_given_once_a_year() {
    use motcua::desk::apologise::apologise;
    use motcua::domain::dossier::Apology;
    let mut store = in_memory();
    let ids: Vec<i64> =
        (0..3).map(|n| accept(&mut store, "1.001", &format!("Công dân {n}"), "2026-03-03 08:00").id).collect();
    let letter = |number: &str| Apology {
        number: number.to_owned(),
        reason: "chờ xác minh".to_owned(),
        signer: "Người ký mẫu".to_owned(),
        issued_at: Some(support::at("2026-03-20 08:00")),
        reappointed_at: Some(support::at("2026-03-27 17:00")),
        ..Apology::default()
    };
    let now = stamp("2026-03-20 09:00", "lan");
    let mut write = |id: i64, number: &str| {
        let target = support::seen(&store, id);
        apologise(&mut store, &now, &[target], &letter(number), "")?;
        Ok(store.read().dossier(id).expect("readable").expect("there").dossier.apology.number)
    };
    assert_eq!(write(ids[0], "01/PXL").expect("typed"), "01/PXL");
    assert_eq!(write(ids[1], "").expect("given"), "02/PXL");
    refused(write(ids[2], "01/PXL"), "đã cấp cho văn bản khác");
    refused(write(ids[2], "02/PXL"), "đã cấp cho văn bản khác");
    assert_eq!(write(ids[0], "01/PXL").expect("its own, unchanged"), "01/PXL");
}

#[test]
fn each_desk_numbers_its_own_dossiers_where_the_pattern_says_so() {
    let mut store = in_memory();
    let pattern = [("code_pattern".to_owned(), "MC{desk}-{nnnn}".to_owned())];
    set_up::change_settings(&mut store, &stamp("2026-03-03 07:40", "lan"), &pattern).expect("set");
    let mut codes = Vec::new();
    for desk in [1, 2, 1] {
        let now = motcua::store::Stamp { desk, ..stamp("2026-03-03 08:00", "lan") };
        let draft = support::draft("1.001", "Công dân mẫu", "2026-03-03 08:00");
        codes.push(motcua::desk::accept::accept(&mut store, &now, &draft).expect("accepted").0.code);
    }
    assert_eq!(codes, ["MC1-0001", "MC2-0001", "MC1-0002"]);
}

#[test]
fn a_rating_lands_on_no_voided_and_no_changed_dossier() {
    use motcua::desk::rate::rate;
    let mut store = in_memory();
    let target = accept(&mut store, "1.001", "Công dân mẫu", "2026-03-03 08:00");
    let accepted = last(&store);
    let now = stamp("2026-03-03 09:00", "lan");
    amend(&mut store, target.id, "2026-03-03 08:10", |data| data.note = "ghi chú".to_owned());
    refused(rate(&mut store, &now, target, "satisfied", ""), "vừa được thay đổi");
    let amended = last(&store);
    undo::undo(&mut store, &now, amended, false).expect("undone");
    undo::undo(&mut store, &now, accepted, false).expect("undone");
    let voided = support::seen(&store, target.id);
    refused(rate(&mut store, &now, voided, "satisfied", ""), "đã bị hủy");
}

#[test]
fn a_limit_that_another_window_taught_meanwhile_stays() {
    let mut store = in_memory();
    let unlimited =
        motcua::domain::procedure::Procedure { limit_direct: None, ..procedure("4.001", "Hộ tịch", "3wd") };
    let now = stamp("2026-03-03 08:00", "lan");
    set_up::put_procedure(&mut store, &now, &unlimited).expect("added");
    let teach = |limit: &str| {
        let new_limit = Some((limit.parse().expect("a limit"), "QĐ mẫu".to_owned()));
        motcua::desk::accept::Draft { new_limit, ..support::draft("4.001", "Công dân mẫu", "2026-03-03 08:00") }
    };
    let (first, _) = motcua::desk::accept::accept(&mut store, &now, &teach("2wd")).expect("accepted");
    let (second, _) = motcua::desk::accept::accept(&mut store, &now, &teach("9wd")).expect("accepted");
    assert_eq!(first.due_at, second.due_at);
    let known = motcua::desk::accept::procedure_on(&store, "4.001", now.at.day).expect("readable").expect("there");
    assert_eq!(known.limit_direct, "2wd".parse().ok());
}

#[test]
fn a_setting_is_compared_and_set_in_one_breath() {
    use motcua::desk::catalogue::change_setting;
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = on_disk(&folder);
    let now = stamp("2026-03-03 08:00", "lan");
    // Eight windows that have seen the same value: exactly one may change it.
    let path = folder.path().join("so.db");
    let done: Vec<bool> = std::thread::scope(|scope| {
        let windows: Vec<_> = (0..8)
            .map(|n| {
                let (path, now) = (&path, &now);
                scope.spawn(move || {
                    let mut store = Store::open(path, Mode::Existing).expect("the register opens");
                    change_setting(&mut store, now, "place", "", &format!("Xã {n}")).is_ok()
                })
            })
            .collect();
        windows.into_iter().map(|window| window.join().expect("ended")).collect()
    });
    assert_eq!(done.iter().filter(|done| **done).count(), 1);
    let seen = store.read().settings().expect("readable").get("place").to_owned();
    change_setting(&mut store, &now, "place", &seen, "Đồng Xuân").expect("set");
}

#[test]
fn a_code_is_found_whichever_system_gave_it() {
    use motcua::store::pages::{Query, Way};
    let mut store = in_memory();
    let now = stamp("2026-03-03 08:00", "lan");
    for (code, source, other) in [("000123456789", "", ""), ("A-1", "000.00.01.H99-1", ""), ("A-2", "", "777888999000")]
    {
        let mut draft = support::draft("1.001", "Công dân mẫu", "2026-03-03 08:00");
        draft.dossier.code = code.to_owned();
        draft.dossier.source_code = source.to_owned();
        if !other.is_empty() {
            draft.dossier.other_codes =
                vec![motcua::domain::dossier::OtherCode { system: "Cổng khác".to_owned(), code: other.to_owned() }];
        }
        motcua::desk::accept::accept(&mut store, &now, &draft).expect("accepted");
    }
    for (typed, found) in [
        ("000123456789", "000123456789"),
        ("0001234567", "000123456789"),
        ("000.00.01.H99-1", "A-1"),
        ("777888999000", "A-2"),
        ("A-2", "A-2"),
    ] {
        let query = Query { find: typed.to_owned(), ..Query::default() };
        let rows = store.read().page(&query, now.at, None, Way::After, 10).expect("a page");
        let codes: Vec<&str> = rows.iter().map(|row| row.code.as_str()).collect();
        assert_eq!(codes, [found], "{typed}");
        assert_eq!(store.read().count(&query, now.at, 10).expect("counted"), 1, "{typed}");
    }
}

/// A clock that stands still.
struct Still;

impl motcua::app::clock::Clock for Still {
    fn now(&self) -> motcua::domain::day::Moment {
        support::at("2026-03-03 09:00")
    }
    fn utc_ms(&self) -> i64 {
        stamp("2026-03-03 09:00", "lan").utc_ms
    }
    fn pc_offset_min(&self) -> i32 {
        420
    }
    fn until_next_minute(&self) -> std::time::Duration {
        std::time::Duration::from_secs(60)
    }
}

#[test]
fn a_broken_history_is_said_at_the_start() {
    use motcua::app::{start, worker::Desk};
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = on_disk(&folder);
    accept(&mut store, "1.001", "Công dân mẫu", "2026-03-03 08:00");
    let path = folder.path().join("so.db");
    drop(store);
    let desk = || Desk::new(Store::open(&path, Mode::Existing).expect("opens"), Still).expect("a desk");
    assert_eq!(start::history_warning(&desk()), None);
    let raw = rusqlite::Connection::open(&path).expect("past the program");
    raw.execute("UPDATE journal SET reason = 'khác' WHERE seq = 2", []).expect("altered");
    drop(raw);
    let said = start::history_warning(&desk()).expect("a warning");
    assert!(said.contains("mục 2") && said.contains("motcua check"), "{said}");
}

#[test]
fn leaving_keeps_a_copy_of_what_was_written() {
    use motcua::app::copies;
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = on_disk(&folder);
    let path = folder.path().join("so.db");
    let first = copies::at_exit(&path, support::at("2026-03-02 17:00")).expect("copied").expect("something to copy");
    assert_eq!(first, folder.path().join("sao-luu").join("so-2026-03-02-1700.db"));
    assert_eq!(copies::at_exit(&path, support::at("2026-03-02 17:05")).expect("asked"), None, "nothing new");
    accept(&mut store, "1.001", "Công dân mẫu", "2026-03-03 08:00");
    let second = copies::at_exit(&path, support::at("2026-03-03 17:00")).expect("copied").expect("something new");
    let copy = Store::open(&second, Mode::Existing).expect("a whole register");
    assert_eq!(last(&copy), last(&store));
}
