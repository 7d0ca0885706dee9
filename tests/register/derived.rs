//! What lists and counters keep beside the register follows every change of the rules it leans on.

use crate::support;

use motcua::desk::accept::{self, Draft};
use motcua::desk::{list, set_up};
use motcua::domain::day::Day;
use motcua::domain::dossier::{Channel, Dossier};
use motcua::domain::procedure::Procedure;
use motcua::domain::standing::{self, Seen};
use motcua::store::counters::Counter;
use motcua::store::pages::{Query, Show};
use motcua::store::{Stamp, Store};
use support::{at, day_off};

fn stamp(now: &str) -> Stamp {
    Stamp { at: at(now), utc_ms: 0, utc_offset_min: 420, officer: "Cán bộ 1".to_owned(), desk: 1 }
}

fn five_days() -> Procedure {
    Procedure { limit_direct: "5wd".parse().ok(), ..Procedure::new("1.001", "Thủ tục thử", "Hộ tịch") }
}

/// A register with one dossier, accepted on Monday 9 November 2026 with five working days, paused and resumed.
fn register() -> (Store, i64) {
    let mut store = Store::in_memory().expect("a register");
    set_up::put_procedure(&mut store, &stamp("2026-11-02 08:00"), &five_days()).expect("a procedure");
    let mut dossier = Dossier::new("H1", "1.001", Channel::Direct);
    dossier.applicant.name = "Lò Thị Mai".to_owned();
    dossier.accepted_at = Some(at("2026-11-09 08:00"));
    let draft = Draft { dossier, components: Vec::new(), new_limit: None, remember_papers: false };
    let (accepted, _) = accept::accept(&mut store, &stamp("2026-11-09 08:00"), &draft).expect("accepted");
    (store, accepted.id)
}

fn due_now(store: &Store, id: i64) -> String {
    let stored = store.read().dossier(id).expect("read").expect("there");
    stored.due_now.map_or(String::new(), |due| due.to_string())
}

#[test]
fn a_day_off_moves_no_date_that_was_told_and_the_date_as_it_would_be_now_is_known() {
    let (mut store, id) = register();
    let version = store.read().dossier(id).expect("read").expect("there").version;
    let target = motcua::desk::Target { id, version };
    let reason = motcua::domain::pause::PauseReason::Other;
    let paused = motcua::desk::pause::pause(
        &mut store,
        &stamp("2026-11-10 09:00"),
        &[target],
        reason,
        "",
        at("2026-11-10 08:00"),
    );
    let target = motcua::desk::Target { id, version: paused.expect("paused").seq };
    motcua::desk::pause::resume(&mut store, &stamp("2026-11-12 09:00"), &[target], at("2026-11-12 08:00")).expect("on");
    assert_eq!(due_now(&store, id), "2026-11-18 17:00");
    let day = day_off("2026-11-17");
    set_up::put_calendar_day(&mut store, &stamp("2026-11-12 10:00"), &day).expect("a day off");
    assert_eq!(due_now(&store, id), "2026-11-18 17:00", "the date told when the pause closed stays");
    let (facts, rules) = (store.read().facts(id).expect("read").expect("there"), store.rulebook().expect("rules"));
    let procedure = store.read().procedure_facts(&five_days());
    let seen = Seen::from(at("2026-11-12 10:01"), None);
    let by_calendar = standing::due_by_calendar(&facts, &procedure, &rules, seen).map(|counted| counted.due);
    assert_eq!(by_calendar, Some(at("2026-11-19 17:00")), "counted again today");
    let stored = store.read().dossier(id).expect("read").expect("there");
    assert_eq!(stored.dossier.due_at, Some(at("2026-11-16 17:00")), "the printed promise stays");
    assert_eq!(store.rebuild_derived(&stamp("2026-11-12 11:00")).expect("rebuilt"), 0);
}

#[test]
fn the_rule_of_lateness_moves_what_is_late_in_lists() {
    let (mut store, id) = register();
    let late = |store: &Store| store.read().dossier(id).expect("read").expect("there").late_from;
    assert_eq!(late(&store), Some(at("2026-11-17 00:00")));
    let exact = [("lateness".to_owned(), "exact_time".to_owned())];
    set_up::change_settings(&mut store, &stamp("2026-11-10 10:00"), &exact).expect("set");
    assert_eq!(late(&store), Some(at("2026-11-16 17:01")));
}

#[test]
fn a_rule_of_lateness_for_a_day_moves_the_settled_dossiers_of_that_time_as_well() {
    let (mut store, id) = register();
    let version = store.read().dossier(id).expect("read").expect("there").version;
    let target = motcua::desk::Target { id, version };
    let ended = stamp("2026-11-20 09:00");
    motcua::desk::end::settle(&mut store, &ended, &[target], ended.at).expect("settled");
    let late = |store: &Store| store.read().dossier(id).expect("read").expect("there").late_from;
    let rule = |store: &mut Store, text: &str| {
        let rule = [("lateness".to_owned(), text.to_owned())];
        set_up::change_settings(store, &stamp("2026-11-23 10:00"), &rule).expect("set");
        store.rebuild_derived(&stamp("2026-11-23 11:00")).expect("rebuilt")
    };
    assert_eq!((rule(&mut store, "2026-11-01=exact_time"), late(&store)), (0, Some(at("2026-11-16 17:01"))));
    assert_eq!((rule(&mut store, "2026-11-10=exact_time"), late(&store)), (0, Some(at("2026-11-17 00:00"))));
    assert_eq!(
        (rule(&mut store, "exact_time 2026-11-10=after_due_date"), late(&store)),
        (0, Some(at("2026-11-16 17:01")))
    );
}

#[test]
fn a_limit_put_right_in_the_catalogue_judges_no_dossier_that_came_in_before() {
    let (mut store, id) = register();
    let hours = Procedure { limit_direct: "8wh".parse().ok(), ..five_days() };
    set_up::put_procedure(&mut store, &stamp("2026-11-10 10:00"), &hours).expect("a procedure");
    let stored = store.read().dossier(id).expect("read").expect("there");
    assert_eq!(stored.late_from, Some(at("2026-11-17 00:00")), "five days are late from the day after");
    let field = Procedure { field: "Lĩnh vực mới".to_owned(), ..five_days() };
    set_up::put_procedure(&mut store, &stamp("2026-11-10 11:00"), &field).expect("a procedure");
    assert_eq!(store.rebuild_derived(&stamp("2026-11-10 12:00")).expect("rebuilt"), 0, "the field followed at once");
}

/// Pauses the dossier and leaves it so.
fn pause_from(store: &mut Store, id: i64, from: &str) {
    let version = store.read().dossier(id).expect("read").expect("there").version;
    let target = motcua::desk::Target { id, version };
    let reason = motcua::domain::pause::PauseReason::Other;
    let now = Stamp { at: at(from).plus_minutes(1), ..stamp(from) };
    motcua::desk::pause::pause(store, &now, &[target], reason, "", at(from)).expect("paused");
}

fn count(store: &Store, show: Show, now: &str) -> usize {
    store.read().count(&Query { show, ..Query::default() }, at(now), 10).expect("counted")
}

#[test]
fn a_pause_begun_on_the_due_day_shields_under_the_exact_time_as_it_moves_the_date() {
    let (mut store, id) = register();
    let exact = [("lateness".to_owned(), "exact_time".to_owned())];
    set_up::change_settings(&mut store, &stamp("2026-11-10 10:00"), &exact).expect("set");
    pause_from(&mut store, id, "2026-11-16 17:30");
    let stored = store.read().dossier(id).expect("read").expect("there");
    assert_eq!((stored.late_from, count(&store, Show::Overdue, "2026-11-18 09:00")), (None, 0));
    let (facts, rules) = (store.read().facts(id).expect("read").expect("there"), store.rulebook().expect("rules"));
    let procedure = store.read().procedure_facts(&five_days());
    let derived = motcua::domain::stage::derive(&facts, &procedure, &rules);
    assert_eq!((derived.late_from, derived.clocks.left_paused), (None, Some(0)));
    let seen = Seen::from(at("2026-11-18 09:00"), None);
    let due = standing::due_seen(&facts, &procedure, &rules, seen);
    assert_eq!(due, Some(at("2026-11-18 17:00")), "the figures have it in time as well");
}

#[test]
fn a_pause_begun_the_day_after_shields_nothing() {
    let (mut store, id) = register();
    pause_from(&mut store, id, "2026-11-17 07:30");
    assert_eq!(store.read().dossier(id).expect("read").expect("there").late_from, Some(at("2026-11-17 00:00")));
    assert_eq!(count(&store, Show::Overdue, "2026-11-17 09:00"), 1);
}

#[test]
fn a_dossier_whose_date_still_moves_falls_due_on_no_day() {
    let (mut store, id) = register();
    let due = at("2026-11-16 17:00").day;
    assert_eq!((count(&store, Show::DueOn(due), "2026-11-16 09:00")), 1);
    assert_eq!(store.read().open_due_days().expect("days"), [(due, 1)]);
    pause_from(&mut store, id, "2026-11-12 08:00");
    assert_eq!((count(&store, Show::DueOn(due), "2026-11-16 09:00")), 0);
    assert_eq!(store.read().counter(Counter::DueToday, at("2026-11-16 09:00")).expect("counted"), 0);
    assert_eq!(store.read().open_due_days().expect("days"), []);
}

/// The days on which open dossiers fall due, counted from the lists of the days.
fn days_by_lists(store: &Store, days: &[Day]) -> Vec<(Day, u64)> {
    let of = |day: &Day| (*day, count(store, Show::DueOn(*day), "2026-11-12 09:00") as u64);
    days.iter().map(of).filter(|(_, n)| *n > 0).collect()
}

#[test]
fn the_tally_of_due_days_follows_whatever_is_written_and_check_counts_it_anew() {
    let (mut store, id) = register();
    let days: Vec<Day> = (0..40).map(|n| at("2026-11-02 08:00").day.plus(n)).collect();
    let version = |store: &Store| store.read().dossier(id).expect("read").expect("there").version;
    let same = |store: &Store, what: &str| {
        assert_eq!(store.read().open_due_days().expect("days"), days_by_lists(store, &days), "{what}");
    };
    same(&store, "accepted");
    pause_from(&mut store, id, "2026-11-12 08:00");
    same(&store, "paused");
    let target = motcua::desk::Target { id, version: version(&store) };
    motcua::desk::pause::resume(&mut store, &stamp("2026-11-16 09:00"), &[target], at("2026-11-16 08:00")).expect("on");
    assert_eq!(store.read().open_due_days().expect("days"), [(at("2026-11-18 17:00").day, 1)]);
    same(&store, "on again");
    let target = motcua::desk::Target { id, version: version(&store) };
    let ended = motcua::desk::end::settle(&mut store, &stamp("2026-11-17 09:00"), &[target], at("2026-11-17 09:00"));
    same(&store, "ended");
    assert_eq!(store.read().open_due_days().expect("days"), []);
    motcua::desk::undo::undo(&mut store, &stamp("2026-11-17 09:05"), ended.expect("ended").seq, false).expect("undone");
    same(&store, "open again");
    store.rebuild_derived(&stamp("2026-11-17 09:10")).expect("rebuilt");
    assert_eq!(store.read().open_due_days().expect("days"), [(at("2026-11-18 17:00").day, 1)]);
}

#[test]
fn a_dossier_that_was_forwarded_later_without_being_of_another_area_is_warned_of_by_its_own_clock() {
    let mut store = Store::in_memory().expect("a register");
    set_up::put_procedure(&mut store, &stamp("2026-11-02 08:00"), &five_days()).expect("a procedure");
    let mut dossier = Dossier::new("H1", "1.001", Channel::Direct);
    dossier.applicant.name = "Lò Thị Mai".to_owned();
    dossier.accepted_at = Some(at("2026-11-09 08:00"));
    // Handed over within the commune after its warning had come.
    dossier.forwarded_at = Some(at("2026-11-12 09:00"));
    let draft = Draft { dossier, components: Vec::new(), new_limit: None, remember_papers: false };
    accept::accept(&mut store, &stamp("2026-11-12 09:00"), &draft).expect("accepted");
    let rules = store.rulebook().expect("rules");
    let reached = store.read().reached(&rules, at("2026-11-12 07:29"), at("2026-11-12 09:00")).expect("reached");
    assert_eq!(reached.warned, 1);
}

#[test]
fn rows_behind_a_number_of_the_past_tell_the_due_date_of_then() {
    let (mut store, id) = register();
    pause_from(&mut store, id, "2026-11-12 08:00");
    let version = store.read().dossier(id).expect("read").expect("there").version;
    let target = motcua::desk::Target { id, version };
    motcua::desk::pause::resume(&mut store, &stamp("2026-11-16 09:00"), &[target], at("2026-11-16 08:00")).expect("on");
    assert_eq!(due_now(&store, id), "2026-11-18 17:00");
    let frame = |cutoff: &str| standing::Frame {
        from: at("2026-11-01 00:00"),
        end: at("2026-12-01 00:00"),
        cutoff: at(cutoff),
        year_from: at("2026-01-01 00:00"),
    };
    let told = |cutoff: &str| {
        let row = list::rows_at(&store, &[id], &frame(cutoff)).expect("rows").remove(0);
        (row.due.map_or(String::new(), |due| due.to_string()), row.milestones.paused)
    };
    assert_eq!(told("2026-11-11 12:00"), ("2026-11-16 17:00".to_owned(), false));
    assert_eq!(told("2026-11-13 12:00"), ("2026-11-17 17:00".to_owned(), true));
    assert_eq!(told("2026-11-17 12:00"), ("2026-11-18 17:00".to_owned(), false));
}

#[test]
fn rows_of_owed_work_that_parted_from_their_dossier_are_put_right() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("so.db");
    let mut store = Store::open(&path, motcua::store::Mode::CreateIfMissing).expect("a register");
    set_up::put_procedure(&mut store, &stamp("2026-11-02 08:00"), &five_days()).expect("a procedure");
    let mut dossier = Dossier::new("H1", "1.001", Channel::Direct);
    dossier.applicant.name = "Lò Thị Mai".to_owned();
    dossier.accepted_at = Some(at("2026-11-09 08:00"));
    let papers =
        vec![motcua::domain::component::Component {
            name: "Tờ khai".to_owned(), required: true, ..Default::default()
        }];
    let draft = Draft { dossier, components: papers, new_limit: None, remember_papers: false };
    accept::accept(&mut store, &stamp("2026-11-09 08:00"), &draft).expect("accepted");
    let other = rusqlite::Connection::open(&path).expect("opened beside it");
    let owed = || -> i64 { other.query_row("SELECT count(*) FROM owed", [], |row| row.get(0)).expect("counted") };
    let before = owed();
    assert!(before > 0);
    other.execute("DELETE FROM owed", []).expect("gone");
    assert_eq!(store.rebuild_derived(&stamp("2026-11-12 11:00")).expect("rebuilt"), 1);
    assert_eq!((owed(), store.rebuild_derived(&stamp("2026-11-12 12:00")).expect("rebuilt")), (before, 0));
}
