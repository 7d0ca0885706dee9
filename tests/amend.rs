//! An amendment that makes no sense is refused with a field and a remedy; it never reaches the register's constraints.

mod support;

use motcua::desk::{Error, amend};
use motcua::domain::dossier::{Dossier, Outcome};
use motcua::domain::pause::{Pause, PauseReason};
use motcua::store::Store;
use support::{accept, at, set_up, stamp};

/// A slip that an amendment could bring in.
type Slip<'a> = &'a dyn Fn(&mut Dossier);

#[test]
fn what_makes_no_sense_is_refused_by_field() {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    let target = accept(&mut store, "1.001", "Lò Thị Mai", "2026-03-02 08:00");
    let pause = Pause {
        reason: PauseReason::Other,
        document: String::new(),
        from: at("2026-03-03 09:00"),
        to: Some(at("2026-03-03 08:00")),
    };
    let cases: [(&str, Slip<'_>); 7] = [
        ("code", &|dossier| dossier.code.clear()),
        ("applicant_name", &|dossier| dossier.applicant.name.clear()),
        ("settled_at", &|dossier| dossier.outcome = Some(Outcome::Settled)),
        ("outcome", &|dossier| dossier.settled_at = Some(at("2026-03-03 08:00"))),
        ("pauses", &|dossier| dossier.pauses.push(pause.clone())),
        ("fee", &|dossier| dossier.fee = Some(-1)),
        ("procedure_code", &|dossier| dossier.procedure_code = "9.999".to_owned()),
    ];
    let before = store.chain_head().expect("a head");
    for (field, spoil) in cases {
        let mut data = store.read().dossier(target.id).expect("readable").expect("there").dossier;
        spoil(&mut data);
        let now = stamp("2026-03-04 08:00", "lan");
        match amend::amend(&mut store, &now, target, &data, "sửa") {
            Err(Error::Refused(refusal)) => {
                assert!(refusal.problems.iter().any(|problem| problem.field == field), "{field}: {refusal}");
            }
            other => panic!("{field}: {other:?}"),
        }
    }
    assert_eq!(store.chain_head().expect("a head"), before);
}

/// The fields of a refusal, and its words.
fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> (Vec<&'static str>, String) {
    match result {
        Err(Error::Refused(refusal)) => {
            (refusal.problems.iter().map(|problem| problem.field).collect(), refusal.to_string())
        }
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn a_limit_is_extended_only_before_it_is_over_and_with_papers() {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    let target = accept(&mut store, "1.001", "Lò Thị Mai", "2026-03-02 08:00");
    let mut extend = |when: &str, due: &str, basis: &str, document: &str| {
        amend::repromise(&mut store, &stamp(when, "lan"), &[target], at(due), basis, document)
    };
    let (before, due) = ("2026-03-06 08:00", "2026-03-16 17:00");
    assert_eq!(refused(extend(before, due, " ", "")).0, ["reason", "document"]);
    assert_eq!(refused(extend(before, due, "Điều 7", "")).0, ["document"]);
    assert_eq!(refused(extend(before, "2026-03-05 17:00", "Điều 7", "7/CV")).0, ["due_at"], "past");
    assert_eq!(refused(extend(before, "2026-03-09 17:00", "Điều 7", "7/CV")).0, ["due_at"], "the same day");
    let late = refused(extend("2026-03-11 08:00", due, "Điều 7", "7/CV")).1;
    assert!(late.contains("đã quá hạn"), "{late}");
    extend(before, due, "Điều 7", "7/CV").expect("extended");
}
