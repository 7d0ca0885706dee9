//! Rules of the clock by date: which version holds for which dossier, what a change would do, and how it is named.

use motcua::desk::accept::{self, Draft};
use motcua::desk::rule_change::{Asked, Change, Weight, change, weigh};
use motcua::desk::{Error, look, set_up, undo};
use motcua::domain::clock_rule::RuleKind;
use motcua::domain::day::{Day, Moment};
use motcua::domain::dossier::{Channel, Dossier};
use motcua::domain::pause::{Pause, PauseReason};
use motcua::domain::procedure::Procedure;
use motcua::store::{Stamp, Store};

fn at(text: &str) -> Moment {
    text.parse().expect("a moment")
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

const NOW: &str = "2026-11-20 09:00";

fn stamp() -> Stamp {
    Stamp { at: at(NOW), utc_ms: 0, utc_offset_min: 420, officer: String::new(), desk: 1 }
}

fn supplement(from: &str, to: &str) -> Pause {
    Pause { reason: PauseReason::Supplement, document: "01/YC".to_owned(), from: at(from), to: Some(at(to)) }
}

/// A accepted on Monday 2 November, B and C on Monday 9, with five working days. A waited for a supplement from Wednesday
/// to Wednesday, B still does, C was asked twice. And D waits for its acceptance since Thursday 19, 14:00.
fn register() -> Store {
    let mut store = Store::in_memory().expect("a register");
    let procedure =
        Procedure { limit_direct: "5wd".parse().ok(), ..Procedure::new("1.001", "Thủ tục thử", "Hộ tịch") };
    set_up::put_procedure(&mut store, &stamp(), &procedure).expect("a procedure");
    let cases = [
        ("A", "2026-11-02 08:00", vec![supplement("2026-11-04 08:00", "2026-11-11 08:00")]),
        ("B", "2026-11-09 08:00", vec![Pause { to: None, ..supplement("2026-11-11 08:00", NOW) }]),
        (
            "C",
            "2026-11-09 08:00",
            vec![
                supplement("2026-11-11 08:00", "2026-11-12 08:00"),
                supplement("2026-11-16 08:00", "2026-11-19 08:00"),
            ],
        ),
    ];
    for (code, accepted, pauses) in cases {
        let mut dossier = Dossier::new(code, "1.001", Channel::Direct);
        dossier.applicant.name = "Lò Thị Mai (người hư cấu)".to_owned();
        dossier.accepted_at = Some(at(accepted));
        dossier.pauses = pauses;
        let draft = Draft { dossier, components: Vec::new(), new_limit: None, remember_papers: false };
        accept::accept(&mut store, &stamp(), &draft).expect("accepted");
    }
    let mut filed = Dossier::new("D", "1.001", Channel::Online);
    filed.applicant.name = "Lò Thị Mai (người hư cấu)".to_owned();
    filed.submitted_at = Some(at("2026-11-19 14:00"));
    let draft = Draft { dossier: filed, components: Vec::new(), new_limit: None, remember_papers: false };
    accept::accept(&mut store, &stamp(), &draft).expect("filed");
    store
}

fn add(store: &Store, kind: RuleKind, from: &str, code: &str) -> Asked {
    let seen = store.read().settings().expect("settings").get(kind.setting()).to_owned();
    let source = "Nghị định thử 01/2026".to_owned();
    Asked { kind, seen, change: Change::Add { from: day(from), code: code.to_owned(), source }, reason: String::new() }
}

fn due(store: &Store, id: i64) -> (String, String) {
    let stored = store.read().dossier(id).expect("read").expect("there");
    let text = |at: Option<Moment>| at.map_or(String::new(), |at| at.to_string());
    (text(stored.due_now), text(stored.late_from))
}

fn weighed(store: &Store, asked: &Asked) -> Weight {
    weigh(store, asked, at(NOW), |_| true).expect("weighed")
}

/// The due moment as it is seen now, an open pause included.
fn seen(store: &Store, id: i64) -> String {
    let whole = look::whole(store, id, at(NOW)).expect("read").expect("there");
    whole.due.map_or(String::new(), |due| due.to_string())
}

#[test]
fn the_version_of_the_day_the_clock_started_moves_what_waits_and_no_date_on_record() {
    let mut store = register();
    let before = ["2026-11-16 17:00", "2026-11-25 17:00", "2026-11-20 17:00"];
    assert_eq!([1, 2, 3].map(|id| seen(&store, id)), before);
    // Supplements restart the limit for clocks that started from 9 November on.
    let asked = add(&store, RuleKind::Pause, "2026-11-09", "restart");
    let expected = Weight { open: 4, moved: 1, kept: 1, ..Weight::default() };
    let told = weighed(&store, &asked);
    assert_eq!(told, expected, "A started before; B waits; the dates of C stand in the ledger since its pauses closed");
    assert!(told.sentences(RuleKind::Pause).iter().any(|line| line.contains("giữ hạn đã ghi trong sổ hạn trả")));
    let changes = change(&mut store, &stamp(), &asked).expect("changed");
    assert_eq!([1, 2, 3].map(|id| seen(&store, id)), [before[0], "2026-11-27 17:00", before[2]]);
    let value = store.read().settings().expect("settings").get("pause_rules").to_owned();
    assert_eq!(value, "2026-11-09=restart [Nghị định thử 01/2026]");
    let entry = store.read().entry(changes.seq).expect("read").expect("an entry");
    assert_eq!(entry.reason, "Cách tính tạm dừng: thêm bản từ 09/11/2026, theo Nghị định thử 01/2026");
    undo::undo(&mut store, &stamp(), changes.seq, false).expect("undone");
    assert_eq!(seen(&store, 2), before[1], "what follows from the rule follows its undo");
}

#[test]
fn lateness_and_acceptance_go_by_their_own_days() {
    let mut store = register();
    let asked = add(&store, RuleKind::Lateness, "2026-11-09", "exact_time");
    let weight = weighed(&store, &asked);
    assert_eq!((weight.moved, weight.late_from, weight.acceptance), (0, 2, 0));
    change(&mut store, &stamp(), &asked).expect("changed");
    assert_eq!(due(&store, 1).1, "2026-11-17 00:00", "started before: after the due date");
    assert_eq!(due(&store, 3).1, "2026-11-20 17:01", "started then: after the minute");
    let asked = add(&store, RuleKind::Acceptance, "2026-11-19", "4");
    assert_eq!(weighed(&store, &asked).acceptance, 1);
    change(&mut store, &stamp(), &asked).expect("changed");
    let whole = look::whole(&store, 4, at(NOW)).expect("read").expect("there");
    assert_eq!(whole.acceptance_due, Some(at("2026-11-20 08:30")));
    let later = add(&store, RuleKind::Acceptance, "2026-11-20", "2");
    assert_eq!(weighed(&store, &later).acceptance, 0, "it was submitted before");
}

#[test]
fn a_wrong_or_outdated_change_is_refused_and_a_version_is_taken_away_with_a_reason() {
    let mut store = register();
    let asked = add(&store, RuleKind::Lateness, "2026-11-09", "exact_time");
    let said = |result: Result<_, Error>| match result {
        Err(Error::Refused(refusal)) => refusal.to_string(),
        other => panic!("not refused: {other:?}"),
    };
    let mut nameless = asked.clone();
    nameless.change = Change::Add { from: day("2026-11-09"), code: "exact_time".to_owned(), source: " ".to_owned() };
    assert!(said(change(&mut store, &stamp(), &nameless)).contains("văn bản"));
    change(&mut store, &stamp(), &asked).expect("changed");
    assert!(said(change(&mut store, &stamp(), &asked)).contains("cửa sổ khác"));
    let again = add(&store, RuleKind::Lateness, "2026-11-09", "after_due_date");
    assert!(said(change(&mut store, &stamp(), &again)).contains("Đã có một bản"));
    let hours = add(&store, RuleKind::Acceptance, "2026-11-09", "0");
    assert!(said(change(&mut store, &stamp(), &hours)).contains("từ 1 đến 240"));
    let seen = store.read().settings().expect("settings").get("lateness").to_owned();
    let void = Change::Void { from: Some(day("2026-11-09")) };
    let mut void = Asked { kind: RuleKind::Lateness, seen, change: void, reason: String::new() };
    assert!(said(change(&mut store, &stamp(), &void)).contains("lý do"));
    void.reason = "ghi nhầm".to_owned();
    change(&mut store, &stamp(), &void).expect("taken away");
    assert_eq!(store.read().settings().expect("settings").get("lateness"), "after_due_date");
    assert_eq!(due(&store, 3).1, "2026-11-21 00:00");
    let stopped = weigh(&store, &add(&store, RuleKind::Pause, "2018-06-21", "restart"), at(NOW), |_| false);
    assert!(stopped.is_ok(), "four dossiers are looked at before the first question whether to stop");
}

#[test]
fn the_national_index_sees_two_requests_as_overdue_and_always_subtracts() {
    let mut store = register();
    let view = |store: &Store, id: i64| {
        let whole = look::whole(store, id, at(NOW)).expect("read").expect("there");
        let index = whole.index.expect("accepted");
        let why = index.why_different(whole.due, whole.late.is_some());
        (index.requests, index.overdue, index.because_of_requests, index.due == whole.due, why)
    };
    assert_eq!(view(&store, 1), (1, true, false, true, String::new()), "late by law and by the index");
    assert_eq!(view(&store, 2), (1, false, false, true, String::new()));
    let (requests, overdue, because, same, why) = view(&store, 3);
    assert_eq!((requests, overdue, because, same), (2, true, true, true));
    assert!(why.contains("yêu cầu bổ sung 02 lần"), "{why}");
    let asked = add(&store, RuleKind::Pause, "2026-11-09", "restart");
    change(&mut store, &stamp(), &asked).expect("changed");
    let (_, overdue, _, same, why) = view(&store, 2);
    assert_eq!((overdue, same), (false, false), "the law restarts, the index subtracts");
    assert!(why.contains("chỉ trừ thời gian tạm dừng"), "{why}");
    let whole = look::whole(&store, 2, at(NOW)).expect("read").expect("there");
    assert_eq!(whole.due, Some(at("2026-11-27 17:00")));
    assert_eq!(whole.index.and_then(|index| index.due), Some(at("2026-11-25 17:00")));
}
