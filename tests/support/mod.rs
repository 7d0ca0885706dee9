//! What the tests of the register share: a small desk with invented people, and stamps.

#![allow(dead_code, reason = "each test binary uses its own part of this module")]

pub mod dump;

use motcua::desk::accept::{self, Draft};
use motcua::desk::set_up::{self, SetUp};
use motcua::desk::{Error, Target};
use motcua::domain::calendar::{CalendarDay, DayKind, DayStatus};
use motcua::domain::component::Component;
use motcua::domain::day::Moment;
use motcua::domain::dossier::{Channel, Dossier};
use motcua::domain::limit::Limit;
use motcua::domain::officer::Officer;
use motcua::domain::procedure::{OnlineLevel, Procedure};
use motcua::domain::refusal::Refusal;
use motcua::store::{Stamp, Store};

/// The moment that a text names.
pub fn at(text: &str) -> Moment {
    text.parse().expect("a moment of the test")
}

/// A stamp of an officer at a civil minute.
pub fn stamp(when: &str, officer: &str) -> Stamp {
    let at = at(when);
    Stamp { at, utc_ms: (at.epoch_minutes() - 420) * 60_000, utc_offset_min: 420, officer: officer.to_owned(), desk: 1 }
}

/// A day that the desk has off, by an invented paper.
pub fn day_off(date: &str) -> CalendarDay {
    CalendarDay {
        date: date.parse().expect("a day of the test"),
        kind: DayKind::Off,
        name: "Nghỉ thử".to_owned(),
        source: "văn bản thử".to_owned(),
        status: DayStatus::Announced,
    }
}

/// The refusal that an action met.
#[track_caller]
pub fn refusal<T: std::fmt::Debug>(done: Result<T, Error>) -> Refusal {
    match done {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

/// A procedure with a direct limit.
pub fn procedure(code: &str, field: &str, limit: &str) -> Procedure {
    Procedure {
        limit_direct: Some(limit.parse::<Limit>().expect("a limit of the test")),
        online_level: Some(OnlineLevel::Full),
        fee: Some(true),
        online_payment: Some(true),
        postal_receive: Some(true),
        postal_return: Some(true),
        result_document: Some(true),
        ..Procedure::new(code, &format!("Thủ tục {code}"), field)
    }
}

/// What a small desk answers at first start.
pub fn answers() -> SetUp {
    let officer = |code: &str, name: &str| Officer { code: code.to_owned(), ..Officer::named(name) };
    SetUp {
        settings: vec![("unit".to_owned(), "Trung tâm Phục vụ hành chính công xã Mẫu".to_owned())],
        officers: vec![officer("lan", "Nguyễn Thị Lan"), officer("hung", "Trần Văn Hùng")],
        procedures: vec![
            procedure("1.001", "Hộ tịch", "5wd"),
            procedure("2.001", "Đất đai", "10cd"),
            procedure("2.002", "Đất đai", "8wh"),
        ],
        calendar: vec![CalendarDay {
            date: "2026-09-02".parse().expect("a day"),
            kind: DayKind::Off,
            name: "Quốc khánh".to_owned(),
            source: String::new(),
            status: DayStatus::Announced,
        }],
    }
}

/// Sets the small desk up.
pub fn set_up(store: &mut Store) {
    set_up::set_up(store, &stamp("2026-03-02 07:30", "lan"), &answers()).expect("the desk is set up");
}

/// A dossier at the counter, of an invented citizen.
pub fn draft(procedure: &str, name: &str, accepted: &str) -> Draft {
    let mut dossier = Dossier::new("", procedure, Channel::Direct);
    dossier.applicant.name = name.to_owned();
    dossier.accepted_at = Some(at(accepted));
    dossier.received_by = "lan".to_owned();
    dossier.handled_by = "hung".to_owned();
    let paper = Component { name: "Tờ khai".to_owned(), required: true, ..Component::default() };
    Draft { dossier, components: vec![paper], new_limit: None, remember_papers: false }
}

/// Accepts a dossier and returns what a screen would hold of it.
pub fn accept(store: &mut Store, procedure: &str, name: &str, when: &str) -> Target {
    let (accepted, _) = accept::accept(store, &stamp(when, "lan"), &draft(procedure, name, when)).expect("accepted");
    seen(store, accepted.id)
}

/// A dossier as a screen that has just loaded it holds it.
pub fn seen(store: &Store, id: i64) -> Target {
    let stored = store.read().dossier(id).expect("readable").expect("in the register");
    Target { id, version: stored.version }
}
