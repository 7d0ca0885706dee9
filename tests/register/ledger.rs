//! The due-date ledger in the register: what closes a pause writes a line, an edited calendar moves none, a correction
//! voids visibly, undo takes back, and files carry it. Every person in it is invented.

use crate::support;

use motcua::desk::extend::{self, By, Grant};
use motcua::desk::{amend, differing, end, export, import, look, pause, set_up as rules, undo};
use motcua::domain::dossier::Outcome;
use motcua::domain::line_cause::{LineCause, VoidCause};
use motcua::domain::pause::{Pause, PauseReason};
use motcua::exchange::Noun;
use motcua::store::Store;
use motcua::store::parts::DueDate;
use support::{accept, at, day_off, seen, set_up, stamp};

fn register() -> Store {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    store
}

/// Stops and starts the clock of a dossier in March 2026.
fn paused(store: &mut Store, id: i64, reason: PauseReason, document: &str, from: &str, to: &str) {
    let now = |time: &str| stamp(&format!("2026-03-{time}"), "lan");
    let target = seen(store, id);
    pause::pause(store, &now(from), &[target], reason, document, now(from).at).expect("paused");
    if !to.is_empty() {
        let target = seen(store, id);
        pause::resume(store, &now(to), &[target], now(to).at).expect("resumed");
    }
}

fn lines(store: &Store, id: i64) -> Vec<DueDate> {
    store.read().due_dates_kept(id).expect("readable")
}

/// `2026-03-10 17:00 từ 2026-03-05 08:00`, with the correction that voided a line.
fn told(store: &Store, id: i64) -> Vec<String> {
    let tell = |due: &DueDate| {
        let void = due.voided.map_or(String::new(), |cause| format!(" {}", cause.label()));
        format!("{} từ {}{void}", due.due_at, due.effective_at)
    };
    lines(store, id).iter().map(tell).collect()
}

fn due_now(store: &Store, id: i64) -> String {
    let stored = store.read().dossier(id).expect("readable").expect("there");
    stored.due_now.map_or(String::new(), |due| due.to_string())
}

fn take_off(store: &mut Store, date: &str, now: &str) {
    rules::put_calendar_day(store, &stamp(now, "lan"), &day_off(date)).expect("a day off");
}

fn sound(store: &Store) {
    let report = store.check(|_| true).expect("checked");
    assert!(report.sound(), "{report:?}");
}

#[test]
fn what_closes_a_pause_writes_a_line_that_an_edited_calendar_does_not_move() {
    let mut store = register();
    let id = accept(&mut store, "2.001", "Lò Thị Mai", "2026-03-02 08:00").id;
    paused(&mut store, id, PauseReason::Supplement, "12/HDHS", "04 08:00", "06 08:00");
    let line = lines(&store, id).remove(0);
    // Ten calendar days from Monday 2 March end on Thursday 12; two more lead to Saturday 14, which rolls on.
    assert_eq!(
        (line.due_at, line.counted_to.map(|day| day.to_string())),
        (at("2026-03-16 17:00"), Some("2026-03-14".to_owned()))
    );
    assert_eq!((line.cause, line.effective_at, line.closing), (LineCause::Pause, at("2026-03-06 08:00"), true));
    assert_eq!(
        (line.reason.as_str(), line.document.as_str(), line.officer.as_str()),
        ("chờ bổ sung hồ sơ", "12/HDHS", "lan")
    );
    take_off(&mut store, "2026-03-16", "2026-03-06 09:00");
    assert_eq!(due_now(&store, id), "2026-03-16 17:00", "what was told stays");
    // A later pause adds to the last counted day and rolls on by the calendar of its own time.
    paused(&mut store, id, PauseReason::Fee, "", "09 08:00", "10 08:00");
    assert_eq!(told(&store, id)[1], "2026-03-17 17:00 từ 2026-03-10 08:00");
    assert_eq!(lines(&store, id)[1].counted_to.map(|day| day.to_string()), Some("2026-03-15".to_owned()));
    let whole = look::whole(&store, id, at("2026-03-11 08:00")).expect("read").expect("there");
    let shown: Vec<String> = whole.ledger.iter().map(|line| line.due.day.to_string()).collect();
    assert_eq!(shown, ["2026-03-12", "2026-03-16", "2026-03-17"]);
    assert_eq!(whole.due, Some(at("2026-03-17 17:00")));
    assert_eq!(whole.explanation.map(|told| told.due), whole.due);
    assert_eq!(store.rebuild_derived(&stamp("2026-03-11 09:00", "lan")).expect("rebuilt"), 0);
    sound(&store);
}

#[test]
fn an_end_without_result_closes_the_pause_and_undo_takes_the_line_back() {
    let mut store = register();
    let id = accept(&mut store, "1.001", "Vàng Thị Dín", "2026-03-02 08:00").id;
    paused(&mut store, id, PauseReason::Supplement, "12/HDHS", "03 08:00", "");
    assert!(lines(&store, id).is_empty(), "the date still moves");
    let (now, target) = (stamp("2026-03-05 08:00", "hung"), seen(&store, id));
    let done = end::end_without_result(&mut store, &now, &[target], Outcome::Withdrawn, now.at, "xin rút");
    assert_eq!(told(&store, id), ["2026-03-11 17:00 từ 2026-03-05 08:00"]);
    assert_eq!(lines(&store, id)[0].officer, "hung");
    let undone = undo::undo(&mut store, &now, done.expect("withdrawn").seq, false).expect("undone");
    assert!(lines(&store, id).is_empty());
    undo::undo(&mut store, &now, undone.seq, true).expect("redone");
    assert_eq!(told(&store, id), ["2026-03-11 17:00 từ 2026-03-05 08:00"]);
    sound(&store);
}

#[test]
fn a_corrected_pause_voids_what_rested_on_it_and_nothing_else() {
    let mut store = register();
    let id = accept(&mut store, "1.001", "Lò Thị Mai", "2026-03-02 08:00").id;
    paused(&mut store, id, PauseReason::Fee, "", "03 08:00", "04 08:00");
    paused(&mut store, id, PauseReason::Supplement, "12/HDHS", "05 08:00", "06 08:00");
    assert_eq!(told(&store, id), ["2026-03-10 17:00 từ 2026-03-04 08:00", "2026-03-11 17:00 từ 2026-03-06 08:00"]);
    take_off(&mut store, "2026-03-10", "2026-03-06 09:00");
    let second = Pause {
        reason: PauseReason::Supplement,
        document: "12/HDHS".to_owned(),
        from: at("2026-03-05 08:00"),
        to: Some(at("2026-03-09 08:00")),
    };
    let now = stamp("2026-03-09 09:00", "lan");
    let correct = |store: &mut Store, n: usize, pause: &Pause| {
        let target = seen(store, id);
        pause::correct(store, &now, target, n, pause, "ghi nhầm ngày").expect("corrected")
    };
    let before = told(&store, id);
    let changes = correct(&mut store, 1, &second);
    assert_eq!(
        told(&store, id),
        [
            "2026-03-10 17:00 từ 2026-03-04 08:00",
            "2026-03-11 17:00 từ 2026-03-06 08:00 đã hủy do sửa tạm dừng",
            "2026-03-12 17:00 từ 2026-03-09 08:00",
        ],
        "the first pause's line stays though the calendar was edited"
    );
    assert_eq!(due_now(&store, id), "2026-03-12 17:00");
    let whole = look::whole(&store, id, now.at).expect("read").expect("there");
    let voided: Vec<Option<VoidCause>> = whole.ledger.iter().map(|line| line.voided).collect();
    assert_eq!(voided, [None, None, Some(VoidCause::Pause), None]);
    undo::undo(&mut store, &now, changes.seq, false).expect("undone");
    assert_eq!(told(&store, id), before);
    // Another number on the paper moves no date, and the old words stay.
    let numbered = Pause { document: "13/HDHS".to_owned(), to: Some(at("2026-03-06 08:00")), ..second };
    correct(&mut store, 1, &numbered);
    assert_eq!(
        told(&store, id)[1..],
        ["2026-03-11 17:00 từ 2026-03-06 08:00 đã hủy do sửa tạm dừng", "2026-03-11 17:00 từ 2026-03-06 08:00"]
    );
    assert_eq!(lines(&store, id)[2].document, "13/HDHS");
    sound(&store);
}

#[test]
fn corrected_terms_count_the_pauses_anew_and_say_so() {
    let mut store = register();
    let id = accept(&mut store, "1.001", "Lò Thị Mai", "2026-03-03 08:00").id;
    paused(&mut store, id, PauseReason::Fee, "", "04 08:00", "06 08:00");
    let mut data = store.read().dossier(id).expect("readable").expect("there").dossier;
    data.accepted_at = Some(at("2026-03-02 08:00"));
    let target = seen(&store, id);
    amend::amend(&mut store, &stamp("2026-03-06 10:00", "lan"), target, &data, "ghi nhầm ngày").expect("amended");
    let all = lines(&store, id);
    let causes: Vec<(LineCause, Option<VoidCause>)> = all.iter().map(|line| (line.cause, line.voided)).collect();
    use LineCause::{Amend, Pause};
    assert_eq!(causes, [(Pause, Some(VoidCause::Amend)), (Amend, None), (Pause, None)]);
    assert_eq!(due_now(&store, id), "2026-03-11 17:00");
    sound(&store);
}

#[test]
fn a_later_supplement_restarts_the_whole_limit_with_what_was_added_to_it() {
    let mut store = register();
    let restart = [("pause_rules".to_owned(), "2018-06-21=restart".to_owned())];
    rules::change_settings(&mut store, &stamp("2026-03-02 07:40", "lan"), &restart).expect("set");
    let id = accept(&mut store, "1.001", "Lò Thị Mai", "2026-03-02 08:00").id;
    paused(&mut store, id, PauseReason::Supplement, "12/HDHS", "03 08:00", "04 08:00");
    assert_eq!(due_now(&store, id), "2026-03-11 17:00", "five days from the fourth");
    granted(&mut store, id, By::Amount("2wd".parse().expect("an amount")), "2026-03-05 08:00");
    assert_eq!(due_now(&store, id), "2026-03-13 17:00");
    paused(&mut store, id, PauseReason::Supplement, "13/HDHS", "06 08:00", "09 08:00");
    assert_eq!(due_now(&store, id), "2026-03-18 17:00", "seven days from the ninth");
    sound(&store);
}

fn granted(store: &mut Store, id: i64, by: By, when: &str) {
    let target = seen(store, id);
    let grant = Grant {
        by,
        basis: "Điều 7 khoản 2".to_owned(),
        approver: "Giám đốc (hư cấu)".to_owned(),
        document: "7/CV".to_owned(),
        reason: String::new(),
    };
    extend::extend(store, &stamp(when, "lan"), &[target], &grant).expect("extended");
}

fn rows(store: &Store) -> Vec<u8> {
    let mut bytes = Vec::new();
    export::export(store, Noun::Dossiers, &mut bytes).expect("exported");
    bytes
}

#[test]
fn extensions_and_pauses_come_back_from_the_file_with_the_same_dates() {
    let mut store = register();
    let mut ids = Vec::new();
    for (procedure, added) in [("1.001", "5wd"), ("2.001", "10cd"), ("2.002", "8wh")] {
        let id = accept(&mut store, procedure, "Lò Thị Mai", "2026-03-03 08:00").id;
        paused(&mut store, id, PauseReason::Fee, "7/TB", "03 09:00", "03 10:00");
        let added = By::Amount(added.parse().expect("an amount"));
        granted(&mut store, id, added, "2026-03-03 10:30");
        paused(&mut store, id, PauseReason::Supplement, "12/HDHS", "04 08:00", "06 08:00");
        ids.push(id);
    }
    granted(&mut store, ids[0], By::Date(at("2026-03-20 17:00")), "2026-03-06 09:00");
    assert_eq!(lines(&store, ids[0])[3].extension, "1wd".parse().ok(), "a date that an amount leads to");
    let file = rows(&store);
    let text = String::from_utf8(file.clone()).expect("UTF-8");
    assert!(text.contains(",6wd:Điều 7 khoản 2,2026-03-18 17:00,"), "{text}");
    let now = stamp("2026-03-09 08:00", "lan");
    let take = |store: &mut Store| {
        import::import(store, &now, Noun::Dossiers, "tep.csv", &file, &mut |_, _| true).expect("taken").changes
    };
    assert!(take(&mut store).is_empty(), "the desk's own file changes nothing");
    let mut other = register();
    assert!(!take(&mut other).is_empty());
    assert!(rows(&other) == file, "a register made from the file gives the same file");
    for id in ids {
        assert_eq!(due_now(&other, id), due_now(&store, id));
        assert!(lines(&other, id).iter().all(|line| line.cause == LineCause::Pause) && lines(&other, id).len() == 2);
    }
    assert!(take(&mut other).is_empty(), "the same file twice changes nothing");
    sound(&other);
}

/// Imports a file of dossiers; whether it changed anything.
fn takes(store: &mut Store, file: &[u8], now: &str) -> bool {
    let now = stamp(now, "lan");
    let done = import::import(store, &now, Noun::Dossiers, "tep.csv", file, &mut |_, _| true).expect("taken");
    !done.changes.is_empty()
}

#[test]
fn the_desks_own_file_moves_no_promise_though_the_calendar_was_edited_meanwhile() {
    for added in [["3wd", "2wd"], ["10cd", "5cd"], ["8wh", "4wh"], ["1mo", "1mo"]] {
        let mut store = register();
        let id = accept(&mut store, "1.001", "Lò Thị Mai", "2026-03-02 08:00").id;
        paused(&mut store, id, PauseReason::Fee, "", "03 08:00", "05 08:00");
        let mut files = vec![rows(&store)];
        let mut dates = Vec::new();
        for (amount, day, off) in [(added[0], "05", "2026-03-11"), (added[1], "06", "2026-03-10")] {
            let amount = By::Amount(amount.parse().expect("an amount"));
            granted(&mut store, id, amount, &format!("2026-03-{day} 08:30"));
            dates.push(due_now(&store, id));
            let file = rows(&store);
            take_off(&mut store, off, &format!("2026-03-{day} 10:00"));
            assert!(rows(&store) == file, "an edited calendar changes no file: {added:?}");
            files.push(file);
        }
        let before = told(&store, id);
        for (n, file) in files.iter().enumerate() {
            assert!(!takes(&mut store, file, "2026-03-06 11:00"), "file {n} of {added:?}");
        }
        assert_eq!(told(&store, id), before);
        assert_eq!(Some(due_now(&store, id)), dates.pop());
        sound(&store);
    }
}

#[test]
fn an_older_own_file_takes_no_later_extension_back() {
    let mut store = register();
    let id = accept(&mut store, "1.001", "Lò Thị Mai", "2026-03-02 08:00").id;
    granted(&mut store, id, By::Amount("5wd".parse().expect("an amount")), "2026-03-03 08:00");
    let older = rows(&store);
    granted(&mut store, id, By::Amount("3wd".parse().expect("an amount")), "2026-03-04 08:00");
    assert_eq!(due_now(&store, id), "2026-03-19 17:00");
    assert!(!takes(&mut store, &older, "2026-03-05 11:00"), "what it says was said before");
    assert_eq!(due_now(&store, id), "2026-03-19 17:00");
    // A date that no row ever had is a wish as before.
    let text = String::from_utf8(older).expect("UTF-8").replace("2026-03-16 17:00", "2026-03-17 17:00");
    assert!(takes(&mut store, text.as_bytes(), "2026-03-05 12:00"));
    assert_eq!(due_now(&store, id), "2026-03-17 17:00");
    sound(&store);
}

#[test]
fn a_pause_that_is_noted_backwards_has_papers_and_takes_no_lateness_away_unasked() {
    let mut store = register();
    let id = accept(&mut store, "1.001", "Lò Thị Mai", "2026-03-02 08:00").id;
    let now = stamp("2026-03-20 08:00", "lan");
    let late_from = |store: &Store| store.read().dossier(id).expect("readable").expect("there").late_from;
    assert_eq!((due_now(&store, id).as_str(), late_from(&store)), ("2026-03-09 17:00", Some(at("2026-03-10 00:00"))));
    let fields = |store: &mut Store, document: &str, why: &str, from: &str, clears: bool| -> Vec<&'static str> {
        let target = seen(store, id);
        let begun = pause::Begun { reason: PauseReason::Other, document, from: at(from), why, clears, slip: None };
        match pause::begin(store, &now, &[target], &begun) {
            Err(motcua::desk::Error::Refused(refusal)) => {
                refusal.problems.iter().map(|problem| problem.field).collect()
            }
            other => other.map(|_| Vec::new()).expect("no other error"),
        }
    };
    let early = "2026-03-02 08:30";
    assert_eq!(fields(&mut store, "", "", early, true), ["document", "why"]);
    assert_eq!(fields(&mut store, "7/CV", "", early, true), ["why"]);
    assert_eq!(fields(&mut store, "7/CV", "ghi sót", early, false), ["clears"]);
    assert_eq!(fields(&mut store, "", "", "2026-03-19 08:00", false), ["document", "why"]);
    assert_eq!(late_from(&store), Some(at("2026-03-10 00:00")), "nothing was saved");
    // What began after the due date takes nothing away, so nothing is asked.
    assert!(fields(&mut store, "7/CV", "ghi sót", "2026-03-19 08:00", false).is_empty());
    let seq = store.read().dossier(id).expect("readable").expect("there").version;
    undo::undo(&mut store, &now, seq, false).expect("undone");
    assert!(fields(&mut store, "7/CV", "ghi sót", early, true).is_empty());
    let stored = store.read().dossier(id).expect("readable").expect("there");
    let entry = store.read().entry(stored.version).expect("readable").expect("there");
    assert!(entry.reason.contains("7/CV") && entry.reason.contains("ghi sót"), "{}", entry.reason);
}

#[test]
fn an_end_that_is_noted_backwards_takes_no_lateness_away_unasked_and_names_the_letter_that_stands() {
    let mut store = register();
    let id = accept(&mut store, "1.001", "Lò Thị Mai", "2026-03-02 08:00").id;
    let issued = stamp("2026-03-16 08:00", "lan");
    let letter = motcua::desk::apologise::Issue {
        number: String::new(),
        reason: "chờ ý kiến (hư cấu)".to_owned(),
        signer: "Người Ký Mẫu".to_owned(),
        at: issued.at,
        reappointed_at: Some(at("2026-03-24 17:00")),
        why: String::new(),
    };
    let target = seen(&store, id);
    motcua::desk::apologise::issue(&mut store, &issued, &[target], &letter).expect("issued");
    let now = stamp("2026-03-20 08:00", "lan");
    let told = |done: Result<motcua::domain::change::Changes, motcua::desk::Error>| match done {
        Err(motcua::desk::Error::Refused(refusal)) => refusal.problems,
        other => other.map(|_| Vec::new()).expect("no other error"),
    };
    let settled = |store: &mut Store, why: &str, from: &str, clears: bool| {
        let target = seen(store, id);
        told(end::settle_as(store, &now, &[target], &end::Settling { at: at(from), why, clears }))
    };
    let fields = |said: &[motcua::domain::refusal::Problem]| said.iter().map(|said| said.field).collect::<Vec<_>>();
    let early = "2026-03-06 09:00";
    let said = settled(&mut store, "", early, false);
    assert_eq!(fields(&said), ["why", "clears"]);
    assert!(said[1].message.contains("01/PXL") && said[1].message.contains("16/03/2026"), "{}", said[1].message);
    assert_eq!(fields(&settled(&mut store, "  ", early, true)), ["why"]);
    assert_eq!(fields(&settled(&mut store, "ghi sót", early, false)), ["clears"]);
    let target = seen(&store, id);
    let withdrawn = end::end_without_result(&mut store, &now, &[target], Outcome::Withdrawn, at(early), "xin rút");
    assert_eq!(fields(&told(withdrawn)), ["clears"], "an end of another kind is asked about too");
    // An end after the due date takes nothing away, so nothing is asked.
    assert!(settled(&mut store, "", "2026-03-19 08:00", false).is_empty());
    let seq = store.read().dossier(id).expect("readable").expect("there").version;
    undo::undo(&mut store, &now, seq, false).expect("undone");
    assert!(settled(&mut store, "ghi sót", early, true).is_empty());
    let stored = store.read().dossier(id).expect("readable").expect("there");
    let entry = store.read().entry(stored.version).expect("readable").expect("there");
    assert!(entry.reason.contains("ghi sót"), "{}", entry.reason);
    sound(&store);
}

#[test]
fn a_date_that_no_dossier_has_is_refused_before_anything_is_written() {
    let mut store = register();
    let id = accept(&mut store, "1.001", "Lò Thị Mai", "2026-03-02 08:00").id;
    let text = String::from_utf8(rows(&store)).expect("UTF-8");
    let head = "code,procedure_code,applicant_name,channel,accepted_at";
    let before = (told(&store, id), due_now(&store, id));
    let files = [
        (format!("{head}\nX-1,1.001,Lò Thị Mai,direct,9999-12-30 08:00\n"), "accepted_at"),
        (format!("{head},limit\nX-1,1.001,Lò Thị Mai,direct,2026-03-02 08:00,9999mo\n"), "limit"),
        (format!("{head},extension\nX-1,1.001,Lò Thị Mai,direct,2026-03-02 08:00,9999mo:Điều 7\n"), "extension"),
        (format!("{head},due_at\nX-1,1.001,Lò Thị Mai,direct,2026-03-02 08:00,9999-12-30 17:00\n"), "due_at"),
        ("code,limit\nMC-260302-0001,9999mo\n".to_owned(), "limit"),
        (text.replace("2026-03-09 17:00", "2999-03-09 17:00"), "due_at"),
    ];
    for (file, column) in files {
        let seen = import::preview(&store, Noun::Dossiers, file.as_bytes()).expect("judged");
        let bad: Vec<(u64, &str)> = seen.bad.iter().map(|bad| (bad.line, bad.column.as_ref())).collect();
        assert_eq!(bad, [(2, column)], "{file}");
        let now = stamp("2026-03-02 09:00", "lan");
        assert!(
            import::import(&mut store, &now, Noun::Dossiers, "tep.csv", file.as_bytes(), &mut |_, _| true).is_err()
        );
    }
    let grant = Grant {
        by: By::Amount("9999mo".parse().expect("an amount")),
        basis: "Điều 7".to_owned(),
        approver: "Giám đốc (hư cấu)".to_owned(),
        document: "7/CV".to_owned(),
        reason: String::new(),
    };
    let (now, target) = (stamp("2026-03-02 10:00", "lan"), seen(&store, id));
    let said = extend::extend(&mut store, &now, &[target], &grant).expect_err("refused").to_string();
    assert!(said.contains("sau năm 2200"), "{said}");
    let mut data = store.read().dossier(id).expect("readable").expect("there").dossier;
    data.limit = "9999mo".parse().ok();
    let said = amend::amend(&mut store, &now, target, &data, "ghi nhầm").expect_err("refused").to_string();
    assert!(said.contains("sau năm 2200"), "{said}");
    assert_eq!((told(&store, id), due_now(&store, id)), before);
}

fn added(store: &mut Store, id: i64, amount: &str, when: &str) {
    granted(store, id, By::Amount(amount.parse().expect("an amount")), when);
}

#[test]
fn an_extension_keeps_no_days_of_a_pause_that_was_never_so_long() {
    let mut store = register();
    let now = stamp("2026-03-18 09:00", "lan");
    // Closed backwards, to before the extension.
    let id = accept(&mut store, "1.001", "Lò Thị Mai", "2026-03-02 08:00").id;
    paused(&mut store, id, PauseReason::Fee, "", "03 08:00", "");
    added(&mut store, id, "1wd", "2026-03-18 08:00");
    added(&mut store, id, "2wd", "2026-03-18 08:30");
    let before = told(&store, id);
    assert_eq!(before, ["2026-03-25 17:00 từ 2026-03-18 08:00", "2026-03-27 17:00 từ 2026-03-18 08:30"]);
    let target = seen(&store, id);
    let resumed = pause::resume(&mut store, &now, &[target], at("2026-03-04 08:00")).expect("resumed");
    // Five days, one of pause, and three of extension from Monday 2 March.
    assert_eq!(due_now(&store, id), "2026-03-13 17:00");
    assert_eq!(
        told(&store, id),
        [
            "2026-03-25 17:00 từ 2026-03-18 08:00 đã hủy do sửa tạm dừng",
            "2026-03-27 17:00 từ 2026-03-18 08:30 đã hủy do sửa tạm dừng",
            "2026-03-10 17:00 từ 2026-03-04 08:00",
            "2026-03-11 17:00 từ 2026-03-18 08:00",
            "2026-03-13 17:00 từ 2026-03-18 08:30",
        ]
    );
    let last = lines(&store, id).pop().expect("a line");
    assert_eq!(
        (last.basis.as_str(), last.approver.as_str(), last.document.as_str()),
        ("Điều 7 khoản 2", "Giám đốc (hư cấu)", "7/CV")
    );
    undo::undo(&mut store, &now, resumed.seq, false).expect("undone");
    assert_eq!(told(&store, id), before);
    sound(&store);
}

#[test]
fn an_extension_follows_the_pause_before_it_where_that_is_corrected_and_a_named_date_stays() {
    let mut store = register();
    let now = stamp("2026-03-18 09:00", "lan");
    let short = Pause {
        reason: PauseReason::Fee,
        document: String::new(),
        from: at("2026-03-03 08:00"),
        to: Some(at("2026-03-04 08:00")),
    };
    let correct = |store: &mut Store, id: i64| {
        let target = seen(store, id);
        pause::correct(store, &now, target, 0, &short, "ghi nhầm ngày").expect("corrected");
    };
    let id = accept(&mut store, "1.001", "Lò Thị Mai", "2026-03-02 08:00").id;
    paused(&mut store, id, PauseReason::Fee, "", "03 08:00", "17 08:00");
    added(&mut store, id, "1wd", "2026-03-18 08:00");
    assert_eq!(due_now(&store, id), "2026-03-24 17:00");
    correct(&mut store, id);
    assert_eq!(due_now(&store, id), "2026-03-11 17:00");
    assert_eq!(store.rebuild_derived(&now).expect("rebuilt"), 0);

    let id = accept(&mut store, "1.001", "Vàng Thị Dín", "2026-03-02 08:00").id;
    paused(&mut store, id, PauseReason::Fee, "", "03 08:00", "17 08:00");
    let (data, target) = (store.read().dossier(id).expect("readable").expect("there").dossier, seen(&store, id));
    let named = Some(at("2026-03-30 17:00"));
    let when = stamp("2026-03-18 08:00", "lan");
    amend::amend_with_due(&mut store, &when, target, &data, named, "theo công văn").expect("amended");
    correct(&mut store, id);
    assert_eq!(due_now(&store, id), "2026-03-30 17:00");
    sound(&store);
}

#[test]
fn a_date_promised_anew_in_a_pause_follows_the_pause_that_ended_earlier() {
    let mut store = register();
    let id = accept(&mut store, "1.001", "Lò Thị Mai", "2026-03-02 08:00").id;
    paused(&mut store, id, PauseReason::Fee, "", "03 08:00", "");
    take_off(&mut store, "2026-03-09", "2026-03-03 10:00");
    let found = differing::differing(&store, at("2026-03-17 08:00"), |_| true).expect("looked");
    let anew: Vec<differing::Anew> = found
        .rows
        .iter()
        .map(|row| differing::Anew { target: row.target, due: row.by_calendar, seen_at: row.seen_at })
        .collect();
    assert_eq!(anew.len(), 1);
    let now = stamp("2026-03-17 08:05", "lan");
    differing::promise_anew(&mut store, &now, &anew, "bổ sung ngày nghỉ", "").expect("promised");
    let target = seen(&store, id);
    pause::resume(&mut store, &stamp("2026-03-17 09:00", "lan"), &[target], at("2026-03-04 08:00")).expect("resumed");
    // Five working days from 2 March are 3, 4, 5, 6 and, with Monday 9 off, 10 March; a day of pause makes it the 11th.
    assert_eq!(due_now(&store, id), "2026-03-11 17:00");
    sound(&store);
}
