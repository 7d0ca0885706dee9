//! Dates that differ by today's calendar, at the use case: what time does to a list that was looked at a while ago.

use crate::support;

use motcua::desk::differing::{self, Anew, Edit, Weight};
use motcua::desk::{catalogue, pause};
use motcua::domain::calendar::{CalendarDay, DayKind, DayStatus, OfficeHours};
use motcua::domain::pause::PauseReason;
use motcua::store::Store;
use support::{accept, at, set_up, stamp};

fn off(day: &str) -> CalendarDay {
    CalendarDay {
        date: day.parse().expect("a day"),
        kind: DayKind::Off,
        name: "Nghỉ bão (thử)".to_owned(),
        source: "99/CĐ-UBND".to_owned(),
        status: DayStatus::Announced,
    }
}

/// A register on Thursday 19 November 2026 at 15:20: a dossier of five working days, one of eight working hours that is
/// paused since 15:00, and then Friday taken off.
fn edited() -> Store {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    accept(&mut store, "1.001", "Lò Văn Thử", "2026-11-19 08:00");
    let hours = accept(&mut store, "2.002", "Giàng A Thí", "2026-11-19 14:00");
    let reason = PauseReason::Fee;
    pause::pause(&mut store, &stamp("2026-11-19 15:00", "lan"), &[hours], reason, "", at("2026-11-19 15:00"))
        .expect("paused");
    let change = catalogue::Change { seen: None, put: Some(catalogue::Entry::Day(off("2026-11-20"))) };
    catalogue::change(&mut store, &stamp("2026-11-19 15:20", "lan"), &change).expect("a day off");
    store
}

fn seen(store: &Store, now: &str) -> Vec<Anew> {
    let found = differing::differing(store, at(now), |_| true).expect("found");
    assert_eq!((found.total, found.rows.len()), (2, 2), "{found:?}");
    let anew = |row: &differing::Differing| Anew { target: row.target, due: row.by_calendar, seen_at: row.seen_at };
    found.rows.iter().map(anew).collect()
}

#[test]
fn a_list_that_stood_a_while_is_promised_as_a_whole_paused_dossiers_included() {
    let mut store = edited();
    let all = seen(&store, "2026-11-19 15:30");
    // The clerk types a reason meanwhile; the paused one's date goes on moving with the minutes of its pause.
    differing::promise_anew(&mut store, &stamp("2026-11-19 15:37", "lan"), &all, "nghỉ bão", "99/CĐ-UBND")
        .expect("promised");
    let left = differing::differing(&store, at("2026-11-19 15:37"), |_| true).expect("found");
    assert_eq!(left.total, 0, "{left:?}");
    // Nor do they part again while the pause lasts, or when it has closed.
    let waiting = differing::differing(&store, at("2026-11-23 08:00"), |_| true).expect("found");
    assert_eq!(waiting.total, 0, "{waiting:?}");
    let paused = support::seen(&store, all[1].target.id.max(all[0].target.id));
    let resumed = pause::resume(&mut store, &stamp("2026-11-23 09:00", "lan"), &[paused], at("2026-11-23 09:00"));
    assert!(!resumed.expect("resumed").is_empty());
    let closed = differing::differing(&store, at("2026-11-23 10:00"), |_| true).expect("found");
    assert_eq!(closed.total, 0, "{closed:?}");
    // One hour was used before the pause: seven are left of Monday's working time from 09:00.
    let due = store.read().dossier(paused.id).expect("readable").expect("there").due_now;
    assert_eq!(due, Some(at("2026-11-24 08:00")));
}

#[test]
fn a_calendar_edited_again_since_the_list_was_looked_at_stops_all_of_it() {
    let mut store = edited();
    let all = seen(&store, "2026-11-19 15:30");
    let friday =
        store.read().calendar_days().expect("days").into_iter().find(|day| day.date == at("2026-11-20 00:00").day);
    let change = catalogue::Change { seen: friday.map(catalogue::Entry::Day), put: None };
    catalogue::change(&mut store, &stamp("2026-11-19 15:35", "lan"), &change).expect("taken away");
    let head = store.chain_head().expect("a head");
    let refused = differing::promise_anew(&mut store, &stamp("2026-11-19 15:37", "lan"), &all, "nghỉ bão", "");
    assert!(refused.expect_err("refused").to_string().contains("lịch vừa thay đổi"));
    assert_eq!(store.chain_head().expect("a head"), head, "nothing was written");
}

fn weighed(store: &Store, edit: &Edit) -> Weight {
    differing::weigh(store, edit, at("2026-11-24 09:00"), |_| true).expect("weighed")
}

/// Two dossiers of five working days: one promised before Friday 20 November was taken off, which differs now, and one
/// promised after, which agrees.
fn one_differs_and_one_agrees() -> Store {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    accept(&mut store, "1.001", "Lò Văn Thử", "2026-11-19 08:00");
    let change = catalogue::Change { seen: None, put: Some(catalogue::Entry::Day(off("2026-11-20"))) };
    catalogue::change(&mut store, &stamp("2026-11-19 15:20", "lan"), &change).expect("a day off");
    accept(&mut store, "1.001", "Giàng A Thí", "2026-11-24 08:00");
    store
}

#[test]
fn an_edit_that_mends_one_promise_and_breaks_another_is_seen_although_as_many_differ() {
    let store = one_differs_and_one_agrees();
    let friday = off("2026-11-20").date;
    let both = Edit { put: vec![off("2026-11-30")], void: vec![friday], ..Edit::default() };
    let weight = weighed(&store, &both);
    assert_eq!(weight, Weight { open: 2, moved: 2, parted: 1, agreed: 1, differ: 1 });
    let said = weight.sentence();
    assert!(said.contains("1 hồ sơ lệch thêm, 1 hồ sơ khớp lại, tất cả 1 hồ sơ lệch"), "{said}");
    let far = Edit { put: vec![off("2027-06-30")], ..Edit::default() };
    assert_eq!(weighed(&store, &far), Weight { open: 2, differ: 1, ..Weight::default() });
    // It differs by two days where it differed by one: nothing parts and nothing agrees, and yet it moves.
    let further = Edit { put: vec![off("2026-11-26")], ..Edit::default() };
    assert_eq!(weighed(&store, &further), Weight { open: 2, moved: 2, parted: 1, agreed: 0, differ: 2 });
}

#[test]
fn office_hours_are_weighed_as_days_are() {
    let mut store = one_differs_and_one_agrees();
    let mornings = OfficeHours::new("2026-11-20".parse().ok(), &[(450, 690)]).expect("hours");
    let edit = Edit { put_hours: vec![mornings.clone()], ..Edit::default() };
    assert_eq!(weighed(&store, &edit), Weight { open: 2, moved: 2, parted: 1, agreed: 0, differ: 2 });
    let change = catalogue::Change { seen: None, put: Some(catalogue::Entry::Hours(mornings.clone())) };
    catalogue::change(&mut store, &stamp("2026-11-24 09:00", "lan"), &change).expect("hours");
    let back = Edit { void_hours: vec![mornings], ..Edit::default() };
    assert_eq!(weighed(&store, &back), Weight { open: 2, moved: 2, parted: 0, agreed: 1, differ: 1 });
    let found = differing::differing(&store, at("2026-11-24 09:00"), |_| true).expect("found");
    assert_eq!(found.total, 2, "what was weighed is what came of it");
}
