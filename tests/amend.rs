//! Amendments: what makes no sense is refused with a field and a remedy and never reaches the register's constraints;
//! promises are added to, corrected and extended, and the first one stays.

mod support;

use motcua::desk::extend::{self, By, Grant};
use motcua::desk::hand_over::{self, HandOver};
use motcua::desk::{Error, accept as intake, amend, end, export, import, pause};
use motcua::domain::dossier::{Channel, Dossier, Outcome};
use motcua::domain::pause::{Pause, PauseReason};
use motcua::exchange::Noun;
use motcua::store::Store;
use support::{accept, at, seen, set_up, stamp};

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

/// An extension granted by an invented head.
fn grant(by: By, basis: &str, document: &str) -> Grant {
    let (basis, document, reason) = (basis.to_owned(), document.to_owned(), "xác minh".to_owned());
    Grant { by, basis, approver: "Giám đốc (hư cấu)".to_owned(), document, reason }
}

#[test]
fn a_limit_is_extended_only_before_it_is_over_and_with_papers() {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    let target = accept(&mut store, "1.001", "Lò Thị Mai", "2026-03-02 08:00");
    let mut extend = |when: &str, due: &str, basis: &str, document: &str| {
        extend::extend(&mut store, &stamp(when, "lan"), &[target], &grant(By::Date(at(due)), basis, document))
    };
    let (before, due) = ("2026-03-06 08:00", "2026-03-16 17:00");
    assert_eq!(refused(extend(before, due, " ", "")).0, ["basis", "document"]);
    assert_eq!(refused(extend(before, due, "Điều 7", "")).0, ["document"]);
    assert_eq!(refused(extend(before, "2026-03-05 17:00", "Điều 7", "7/CV")).0, ["due_at"], "past");
    assert_eq!(refused(extend(before, "2026-03-09 17:00", "Điều 7", "7/CV")).0, ["due_at"], "the same day");
    let late = refused(extend("2026-03-11 08:00", due, "Điều 7", "7/CV")).1;
    assert!(late.contains("đã quá hạn"), "{late}");
    extend(before, due, "Điều 7", "7/CV").expect("extended");
}

#[test]
fn a_corrected_acceptance_carries_its_own_promise() {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    let target = accept(&mut store, "1.001", "Lò Thị Mai", "2026-03-03 08:00");
    let mut data = store.read().dossier(target.id).expect("readable").expect("there").dossier;
    let first = data.due_at;
    data.accepted_at = Some(at("2026-03-13 08:00"));
    let now = stamp("2026-03-20 08:00", "lan");
    let early = amend::amend_with_due(&mut store, &now, target, &data, Some(at("2026-03-12 17:00")), "ghi nhầm ngày");
    assert_eq!(refused(early).0, ["due_at"], "the wish is judged");
    amend::amend(&mut store, &now, target, &data, "ghi nhầm ngày").expect("corrected");
    let stored = store.read().dossier(target.id).expect("readable").expect("there");
    assert_eq!((stored.dossier.due_at, stored.due_now), (first, Some(at("2026-03-20 17:00"))), "the first stays");

    let rows = |store: &Store| {
        let mut bytes = Vec::new();
        export::export(store, Noun::Dossiers, &mut bytes).expect("exported");
        bytes
    };
    let take = |store: &mut Store, bytes: &[u8]| {
        import::import(store, &now, Noun::Dossiers, "tep.csv", bytes, &mut |_, _| true).expect("taken").changes
    };
    let file = rows(&store);
    assert!(take(&mut store, &file).is_empty(), "the desk's own file changes nothing");
    let mut other = Store::in_memory().expect("a register");
    set_up(&mut other);
    assert!(!take(&mut other, &file).is_empty());
    assert!(rows(&other) == file, "a register made from the file gives the same file");
    let late = |store: &Store| store.read().dossier(1).expect("readable").expect("there").late_from;
    assert_eq!(late(&other), late(&store));
}

#[test]
fn an_import_corrects_an_acceptance_past_the_promise() {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    let target = accept(&mut store, "1.001", "Lò Thị Mai", "2026-03-03 08:00");
    let code = store.read().dossier(target.id).expect("readable").expect("there").dossier.code;
    let file = format!("code,accepted_at\n{code},2026-03-13 08:00\n");
    let now = stamp("2026-03-20 08:00", "lan");
    import::import(&mut store, &now, Noun::Dossiers, "tep.csv", file.as_bytes(), &mut |_, _| true).expect("taken");
    let stored = store.read().dossier(target.id).expect("readable").expect("there");
    assert_eq!(stored.due_now, Some(at("2026-03-20 17:00")));
}

#[test]
fn a_correction_keeps_the_pauses_and_a_date_set_by_hand() {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    let ids = ["Lò Thị Mai", "Vàng Thị Dín"].map(|name| accept(&mut store, "1.001", name, "2026-03-03 08:00").id);
    let now = |when: &str| stamp(&format!("2026-03-{when}"), "lan");
    let (from, to) = (now("04 08:00"), now("06 08:00"));
    let target = seen(&store, ids[0]);
    pause::pause(&mut store, &from, &[target], PauseReason::Fee, "", from.at).expect("paused");
    let target = seen(&store, ids[0]);
    pause::resume(&mut store, &to, &[target], to.at).expect("resumed");
    let target = seen(&store, ids[1]);
    let grant = grant(By::Date(at("2026-03-17 17:00")), "Điều 7", "7/CV");
    extend::extend(&mut store, &to, &[target], &grant).expect("extended");
    for (id, due) in ids.into_iter().zip(["2026-03-11 17:00", "2026-03-17 17:00"]) {
        let stored = store.read().dossier(id).expect("readable").expect("there");
        let data = Dossier { accepted_at: Some(at("2026-03-02 08:00")), ..stored.dossier };
        let target = seen(&store, id);
        amend::amend(&mut store, &now("06 10:00"), target, &data, "ghi nhầm ngày").expect("corrected");
        let stored = store.read().dossier(id).expect("readable").expect("there");
        assert_eq!(stored.due_now, Some(at(due)));
    }
}

#[test]
fn the_due_date_can_be_set_back_to_the_first_promise() {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    let target = accept(&mut store, "1.001", "Lò Thị Mai", "2026-03-02 08:00");
    let data = store.read().dossier(target.id).expect("readable").expect("there").dossier;
    let first = data.due_at.expect("a promise");
    let now = stamp("2026-03-03 08:00", "lan");
    let mut to = |due| {
        let target = seen(&store, target.id);
        let changes = amend::amend_with_due(&mut store, &now, target, &data, Some(due), "nhầm").expect("amended");
        (changes.is_empty(), store.read().dossier(target.id).expect("readable").expect("there").due_now)
    };
    let other = at("2026-03-12 17:00");
    assert_eq!(to(other), (false, Some(other)));
    assert_eq!(to(first), (false, Some(first)));
    assert_eq!(to(first), (true, Some(first)), "nothing differs");
}

#[test]
fn no_step_lies_before_the_one_that_came_first() {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    let now = stamp("2026-03-02 16:00", "lan");
    let [early, late, papers] = ["Lò Thị Mai", "Vàng Thị Dín", "Giàng A Páo"]
        .map(|name| accept(&mut store, "1.001", name, "2026-03-02 08:00").id);
    let over = HandOver {
        to_officer: "hung".to_owned(),
        to_office: String::new(),
        given_at: at("2026-03-02 08:05"),
        received_at: None,
        note: String::new(),
    };
    let (nine, ten) = (at("2026-03-02 09:00"), at("2026-03-02 10:00"));
    for id in [early, late] {
        let target = seen(&store, id);
        hand_over::hand_over(&mut store, &now, &[target], &over).expect("handed over");
    }
    // Done at nine; the receiving that is signed for at ten is no begin of the work.
    let target = seen(&store, early);
    end::done(&mut store, &now, &[target], nine).expect("done");
    let target = seen(&store, early);
    hand_over::receive(&mut store, &now, &[target], ten).expect("received");
    assert_eq!(store.read().dossier(early).expect("readable").expect("there").dossier.forwarded_at, None);
    // Received at ten: neither done nor ended at nine.
    let target = seen(&store, late);
    hand_over::receive(&mut store, &now, &[target], ten).expect("received");
    let target = seen(&store, late);
    assert_eq!(refused(end::done(&mut store, &now, &[target], nine)).0, ["done_at"]);
    assert_eq!(refused(end::settle(&mut store, &now, &[target], nine)).0, ["settled_at"]);
    end::done(&mut store, &now, &[target], ten).expect("done");
    let target = seen(&store, late);
    for outcome in [Outcome::Rejected, Outcome::Withdrawn, Outcome::Stopped] {
        let ended = end::end_without_result(&mut store, &now, &[target], outcome, nine, "thiếu giấy tờ");
        assert_eq!(refused(ended).0, ["settled_at"], "{outcome:?}");
    }
    // Papers are given back once, and the first moment stays.
    let target = seen(&store, papers);
    end::end_without_result(&mut store, &now, &[target], Outcome::Rejected, nine, "thiếu giấy tờ").expect("rejected");
    let target = seen(&store, papers);
    end::give_back(&mut store, &now, &[target], ten, Channel::Direct).expect("given back");
    let target = seen(&store, papers);
    assert!(refused(end::give_back(&mut store, &now, &[target], now.at, Channel::Direct)).1.contains("đã được trả"));
}

#[test]
fn a_form_cannot_have_it_received_before_it_was_accepted_or_tomorrow() {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    let mut draft = support::draft("1.001", "Lò Thị Mai", "2026-03-03 09:00");
    draft.dossier.out_of_area = true;
    let now = stamp("2026-03-03 10:00", "lan");
    for wrong in ["2026-03-02 08:00", "2026-03-04 08:00"] {
        draft.dossier.forwarded_at = Some(at(wrong));
        assert_eq!(refused(intake::accept(&mut store, &now, &draft)).0, ["forwarded_at"], "{wrong}");
    }
    draft.dossier.forwarded_at = Some(at("2026-03-03 09:30"));
    intake::accept(&mut store, &now, &draft).expect("accepted");
}
