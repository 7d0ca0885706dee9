//! Two windows on one register: each sees what the other did, and neither overwrites it.

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use motcua::desk::{Error, Target, amend, end, undo};
use motcua::store::counters::Counter;
use motcua::store::{Mode, Store};
use support::{accept, at, dump, refusal, seen, set_up, stamp};

struct Office {
    _folder: tempfile::TempDir,
    path: PathBuf,
    lan: Store,
    hung: Store,
}

fn open(path: &Path) -> Store {
    Store::open(path, Mode::CreateIfMissing).expect("the register opens")
}

fn office() -> Office {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("so.db");
    let mut lan = open(&path);
    set_up(&mut lan);
    let hung = open(&path);
    Office { _folder: folder, path, lan, hung }
}

/// The sentences of a refusal; a fault of the register or a success is not one.
#[test]
fn an_undo_is_refused_once_the_other_window_has_gone_on() {
    let mut office = office();
    let target = accept(&mut office.lan, "1.001", "Lò Thị Mai", "2026-03-02 08:00");
    let now = stamp("2026-03-03 09:00", "lan");
    let settled = end::settle(&mut office.lan, &now, &[target], now.at).expect("settled");
    let target = seen(&office.hung, target.id);
    let mut data = office.hung.read().dossier(target.id).expect("readable").expect("there").dossier;
    data.note = "Công dân báo lại".to_owned();
    let amended = amend::amend(&mut office.hung, &stamp("2026-03-03 09:05", "hung"), target, &data, "báo lại")
        .expect("the other window amends");
    let before = dump::whole(&office.path);
    let said = refusal(undo::undo(&mut office.lan, &stamp("2026-03-03 09:10", "lan"), settled.seq, false)).to_string();
    for word in [format!("mục {}", amended.seq), "sửa đổi".to_owned(), "hung".to_owned(), "09:05".to_owned()] {
        assert!(said.contains(&word), "{word} is missing: {said}");
    }
    assert_eq!(dump::difference(&before, &dump::whole(&office.path)), None);
    // In the other order both can be undone, each once.
    undo::undo(&mut office.hung, &stamp("2026-03-03 09:11", "hung"), amended.seq, false).expect("the later one");
    undo::undo(&mut office.lan, &stamp("2026-03-03 09:12", "lan"), settled.seq, false).expect("then the earlier one");
    let said = refusal(undo::undo(&mut office.lan, &stamp("2026-03-03 09:13", "lan"), settled.seq, false)).to_string();
    assert!(said.contains("hoàn tác"), "it is undone already: {said}");
}

#[test]
fn what_others_lean_on_is_not_undone() {
    let mut office = office();
    let target = accept(&mut office.lan, "1.001", "Lò Thị Mai", "2026-03-02 08:00");
    let before = dump::whole(&office.path);
    let said = refusal(undo::undo(&mut office.hung, &stamp("2026-03-03 09:00", "hung"), 1, false)).to_string();
    assert!(said.contains("tiếp nhận"), "the set-up holds the procedure of a dossier: {said}");
    assert_eq!(dump::difference(&before, &dump::whole(&office.path)), None);
    let now = stamp("2026-03-03 09:10", "hung");
    motcua::desk::rate::rate(&mut office.hung, &now, target, "dissatisfied", "").expect("rated");
    let said =
        refusal(undo::undo(&mut office.lan, &stamp("2026-03-03 09:15", "lan"), target.version, false)).to_string();
    assert!(said.contains("đánh giá"), "a rating leans on the dossier: {said}");
}

#[test]
fn an_officer_who_came_with_an_undone_dossier_stays_for_the_others() {
    let mut office = office();
    let mut draft = support::draft("1.001", "Lò Thị Mai", "2026-03-02 08:00");
    draft.dossier.received_by = "Cán bộ mới".to_owned();
    let now = stamp("2026-03-02 08:00", "lan");
    let (_, first) = motcua::desk::accept::accept(&mut office.lan, &now, &draft).expect("accepted");
    motcua::desk::accept::accept(&mut office.hung, &now, &draft).expect("accepted");
    undo::undo(&mut office.lan, &now, first.seq, false).expect("undone");
    let names = office.lan.read().officer_names().expect("readable");
    assert!(names.values().any(|name| name == "Cán bộ mới"), "{names:?}");
}

#[test]
fn a_move_with_an_old_version_changes_nothing() {
    let mut office = office();
    let target = accept(&mut office.lan, "1.001", "Lò Thị Mai", "2026-03-02 08:00");
    let now = stamp("2026-03-03 09:00", "hung");
    end::done(&mut office.hung, &now, &[target], now.at).expect("done");
    let before = dump::whole(&office.path);
    let late = stamp("2026-03-03 09:30", "lan");
    let said = refusal(end::settle(&mut office.lan, &late, &[target], late.at)).to_string();
    assert!(said.contains("hung") && said.contains("xong việc"), "who and what: {said}");
    let data = motcua::domain::dossier::Dossier::new("x", "1.001", motcua::domain::dossier::Channel::Direct);
    refusal(amend::amend(&mut office.lan, &late, target, &data, "nhầm"));
    // One stale dossier among several stops them all.
    let other = accept(&mut office.lan, "1.001", "Phạm Văn Đức", "2026-03-03 09:31");
    let fresh = dump::whole(&office.path);
    refusal(end::settle(&mut office.lan, &stamp("2026-03-03 10:00", "lan"), &[other, target], late.at));
    assert_eq!(dump::difference(&fresh, &dump::whole(&office.path)), None);
    assert_ne!(before, fresh);
}

#[test]
fn the_other_window_notices() {
    let mut office = office();
    let version = office.hung.data_version().expect("a version");
    let now = at("2026-03-02 09:00");
    let count = |store: &Store| store.read().counter(Counter::ReceivedToday, now).expect("a count");
    assert_eq!(count(&office.hung), 0);
    accept(&mut office.lan, "1.001", "Lò Thị Mai", "2026-03-02 08:00");
    assert_ne!(office.hung.data_version().expect("a version"), version);
    assert_eq!((count(&office.hung), count(&office.lan)), (1, 1));
}

#[test]
fn a_promise_follows_the_calendar_that_the_other_window_has_just_set() {
    let mut office = office();
    accept(&mut office.hung, "1.001", "Lò Thị Mai", "2026-03-02 08:00");
    let day = motcua::domain::calendar::CalendarDay {
        date: "2026-03-04".parse().unwrap(),
        ..support::answers().calendar[0].clone()
    };
    motcua::desk::set_up::put_calendar_day(&mut office.lan, &stamp("2026-03-02 08:30", "lan"), &day).expect("set");
    let late = accept(&mut office.hung, "1.001", "Phạm Văn Đức", "2026-03-02 09:00");
    let stored = office.hung.read().dossier(late.id).expect("readable").expect("there");
    assert_eq!(stored.dossier.due_at, Some(at("2026-03-10 17:00")));
}

#[test]
fn eight_windows_open_a_new_register_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("so.db");
    let opened: Vec<_> = std::thread::scope(|scope| {
        let windows: Vec<_> =
            (0..8).map(|_| scope.spawn(|| Store::open(&path, Mode::CreateIfMissing).map(|_| ()))).collect();
        windows.into_iter().map(|window| window.join().expect("no panic")).collect()
    });
    assert!(opened.iter().all(Result::is_ok), "{opened:?}");
}

/// How many saves each of four windows makes; the long run makes thousands.
fn saves() -> usize {
    if std::env::var_os("MOTCUA_CRASH_ALL").is_some() { 2_500 } else { 100 }
}

#[test]
fn four_windows_save_at_once_without_a_lost_update_or_a_doubled_code() {
    let office = office();
    let shared = {
        let mut store = open(&office.path);
        accept(&mut store, "1.001", "Hồ sơ chung", "2026-03-02 08:00")
    };
    let slowest = std::thread::scope(|scope| {
        let windows: Vec<_> = (0..4)
            .map(|n| {
                scope.spawn({
                    let path = &office.path;
                    move || work(path, n, shared.id)
                })
            })
            .collect();
        windows.into_iter().map(|window| window.join().expect("no window fails")).max().expect("four windows")
    });
    assert!(slowest < Duration::from_secs(5), "a save waited {slowest:?}");
    let store = open(&office.path);
    let mut codes = BTreeSet::new();
    let mut notes = 0;
    store
        .read()
        .each_dossier(|stored| -> Result<(), motcua::store::StoreError> {
            notes += stored.dossier.note.chars().count();
            assert!(codes.insert(stored.dossier.code.clone()), "{} twice", stored.dossier.code);
            Ok(())
        })
        .expect("readable");
    assert_eq!(codes.len(), 1 + 4 * saves(), "every accepted dossier is there");
    assert_eq!(notes, 4 * saves(), "every amendment of the shared dossier is in it");
    let report = store.check(|_| true).expect("checked");
    assert!(report.sound(), "{report:?}");
    assert_eq!(report.entries, 2 + 8 * saves() as u64);
}

/// One window: it accepts, then adds one letter to the shared dossier, loading it again whenever it was overtaken.
fn work(path: &Path, window: usize, shared: i64) -> Duration {
    let mut store = open(path);
    let mut slowest = Duration::ZERO;
    for n in 0..saves() {
        let began = Instant::now();
        accept(&mut store, "1.001", &format!("Công dân {window}-{n}"), "2026-03-02 09:00");
        slowest = slowest.max(began.elapsed());
        loop {
            let began = Instant::now();
            let stored = store.read().dossier(shared).expect("readable").expect("there");
            let mut data = stored.dossier;
            data.note.push('x');
            let target = Target { id: shared, version: stored.version };
            let result = amend::amend(&mut store, &stamp("2026-03-02 10:00", "lan"), target, &data, "thêm một chữ");
            slowest = slowest.max(began.elapsed());
            match result {
                Ok(_) => break,
                Err(Error::Refused(_)) => {}
                Err(error) => panic!("{error}"),
            }
        }
    }
    slowest
}
