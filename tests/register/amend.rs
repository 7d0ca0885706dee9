//! Amendments: what makes no sense is refused with a field and a remedy and never reaches the register's constraints;
//! promises are added to, corrected and extended, and the first one stays.

use crate::support;

use motcua::desk::extend::{self, By, Grant};
use motcua::desk::hand_over::{self, HandOver};
use motcua::desk::{Error, accept as intake, amend, end, export, import, look, pause, set_up as rules};
use motcua::domain::dossier::{Channel, Dossier, Outcome};
use motcua::domain::limit::Extension;
use motcua::domain::line_cause::{LineCause, VoidCause};
use motcua::domain::pause::{Pause, PauseReason};
use motcua::exchange::Noun;
use motcua::store::Store;
use support::{accept, at, day_off, refusal, seen, set_up, stamp};

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
    let refusal = refusal(result);
    (refusal.problems.iter().map(|problem| problem.field).collect(), refusal.to_string())
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
        due_at: None,
        assisting: false,
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

fn dossier(store: &Store, id: i64) -> Dossier {
    store.read().dossier(id).expect("readable").expect("there").dossier
}

/// The date in force; the ledger as it is shown ends in it.
fn due_now(store: &Store, id: i64, when: &str) -> String {
    let whole = look::whole(store, id, at(when)).expect("read").expect("there");
    let last = whole.ledger.iter().rfind(|line| line.voided.is_none()).map(|line| line.due);
    assert_eq!(last, whole.due, "{:?}", whole.ledger);
    whole.due.map_or(String::new(), |due| due.to_string())
}

fn amended(store: &mut Store, id: i64, when: &str, due: Option<&str>, slip: Slip<'_>) -> Result<(), Error> {
    let (mut data, target) = (dossier(store, id), seen(store, id));
    slip(&mut data);
    amend::amend_with_due(store, &stamp(when, "lan"), target, &data, due.map(at), "ghi nhầm").map(|_| ())
}

fn granted(store: &mut Store, id: i64, added: &str, when: &str) {
    let (target, by) = (seen(store, id), By::Amount(added.parse().expect("an amount")));
    extend::extend(store, &stamp(when, "lan"), &[target], &grant(by, "Điều 7", "7/CV")).expect("extended");
}

#[test]
fn a_correction_throws_away_no_extension_and_no_date_named_by_hand() {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    let [extended, named] =
        ["Lò Thị Mai", "Vàng Thị Dín"].map(|name| accept(&mut store, "1.001", name, "2026-03-02 08:00").id);
    granted(&mut store, extended, "5wd", "2026-03-03 08:00");
    amended(&mut store, named, "2026-03-03 08:00", Some("2026-03-20 17:00"), &|_| {}).expect("named");
    let now = "2026-03-04 08:00";
    for (id, due) in [(extended, "2026-03-16 17:00"), (named, "2026-03-20 17:00")] {
        let before = store.read().due_dates_kept(id).expect("readable");
        amended(&mut store, id, now, None, &|dossier| dossier.channel = Channel::Postal).expect("corrected");
        assert_eq!(due_now(&store, id, now), due, "the limit is the same");
        assert_eq!(store.read().due_dates_kept(id).expect("readable"), before, "and no line is written");
    }
    // Seven days instead of five, and the five that were granted; the line of the grant keeps its papers.
    let seven = "7wd".parse().ok();
    for (id, due) in [(extended, "2026-03-18 17:00"), (named, "2026-03-20 17:00")] {
        amended(&mut store, id, now, None, &|dossier| dossier.limit = seven).expect("corrected");
        assert_eq!(due_now(&store, id, now), due);
    }
    let lines = store.read().due_dates_kept(extended).expect("readable");
    let told: Vec<_> = lines.iter().map(|line| (line.cause, line.voided, line.document.as_str())).collect();
    use LineCause::{Amend, Extension};
    assert_eq!(told, [(Extension, Some(VoidCause::Amend), "7/CV"), (Amend, None, ""), (Extension, None, "7/CV")],);
    assert!(store.check(|_| true).expect("checked").sound());
}

#[test]
fn a_correction_that_changes_nothing_brings_no_edited_calendar() {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    let ids = ["Lò Thị Mai", "Vàng Thị Dín", "Giàng A Páo"]
        .map(|name| accept(&mut store, "1.001", name, "2026-03-02 08:00").id);
    let [plain, extended, paused] = ids;
    let extension = |basis: &str| Some(Extension { limit: "5wd".parse().expect("a limit"), basis: basis.to_owned() });
    amended(&mut store, extended, "2026-03-02 09:00", None, &|dossier| dossier.extension = extension("Điêu 7"))
        .expect("extended");
    let target = seen(&store, paused);
    let (from, to) = (stamp("2026-03-02 09:00", "lan"), stamp("2026-03-03 09:00", "lan"));
    pause::pause(&mut store, &from, &[target], PauseReason::Fee, "", from.at).expect("paused");
    let target = seen(&store, paused);
    pause::resume(&mut store, &to, &[target], to.at).expect("resumed");
    for date in ["2026-03-06", "2026-03-10"] {
        rules::put_calendar_day(&mut store, &stamp("2026-03-03 10:00", "lan"), &day_off(date)).expect("a day off");
    }
    let now = "2026-03-04 08:00";
    for (id, due) in [(plain, "2026-03-09 17:00"), (paused, "2026-03-10 17:00")] {
        let lines = store.read().due_dates_kept(id).expect("readable");
        amended(&mut store, id, now, None, &|dossier| dossier.accepted_at = Some(at("2026-03-02 08:01")))
            .expect("corrected");
        assert_eq!(due_now(&store, id, now), due);
        assert_eq!(store.read().due_dates_kept(id).expect("readable"), lines);
    }
    amended(&mut store, extended, now, None, &|dossier| dossier.extension = extension("Điều 7")).expect("corrected");
    assert_eq!(due_now(&store, extended, now), "2026-03-16 17:00");
}

#[test]
fn an_amendment_is_no_way_round_the_rules_of_an_extension() {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    let hours = accept(&mut store, "2.002", "Lò Thị Mai", "2026-03-02 08:00").id;
    let extension =
        |count: &str| Some(Extension { limit: count.parse().expect("a limit"), basis: "Điều 7".to_owned() });
    let late = refused(amended(&mut store, hours, "2026-03-11 08:00", None, &|d| d.extension = extension("5wd")));
    assert_eq!((late.0.as_slice(), late.1.contains(extend::LATE_ALREADY)), (&["extension"][..], true));

    let id = accept(&mut store, "1.001", "Vàng Thị Dín", "2026-03-02 08:00").id;
    amended(&mut store, id, "2026-03-03 08:00", None, &|dossier| dossier.extension = extension("1wd")).expect("longer");
    let (target, end) = (seen(&store, id), stamp("2026-03-13 09:00", "lan"));
    end::settle(&mut store, &end, &[target], end.at).expect("settled");
    let after = "2026-03-14 08:00";
    let later = amended(&mut store, id, after, Some("2026-03-20 17:00"), &|_| {});
    assert_eq!(refused(later).0, ["due_at"]);
    assert_eq!(refused(amended(&mut store, id, after, None, &|d| d.extension = extension("2wd"))).0, ["extension"]);
    assert_eq!(due_now(&store, id, after), "2026-03-10 17:00");
    // What is drawn nearer, and a limit that was wrongly typed, are corrections.
    amended(&mut store, id, after, Some("2026-03-09 17:00"), &|_| {}).expect("nearer");
    assert_eq!(due_now(&store, id, after), "2026-03-09 17:00");
    amended(&mut store, id, after, Some("2026-03-10 17:00"), &|_| {}).expect("as the terms give it");
    assert_eq!(due_now(&store, id, after), "2026-03-10 17:00");
    amended(&mut store, id, after, None, &|dossier| dossier.limit = "10wd".parse().ok()).expect("corrected");
    assert_eq!(due_now(&store, id, after), "2026-03-17 17:00");
    assert!(store.check(|_| true).expect("checked").sound());
}

#[test]
fn a_file_that_names_a_later_date_after_the_end_is_kept_and_judges_nothing() {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    let id = accept(&mut store, "1.001", "Vàng Thị Dín", "2026-03-02 08:00").id;
    let (target, end) = (seen(&store, id), stamp("2026-03-13 09:00", "lan"));
    end::settle(&mut store, &end, &[target], end.at).expect("settled");
    let late = |store: &Store| store.read().dossier(id).expect("readable").expect("there").late_from;
    let before = late(&store);
    let file = format!("code,due_at\n{},2026-03-20 17:00\n", dossier(&store, id).code);
    let now = stamp("2026-03-14 08:00", "lan");
    import::import(&mut store, &now, Noun::Dossiers, "tep.csv", file.as_bytes(), &mut |_, _| true).expect("taken");
    assert_eq!((due_now(&store, id, "2026-03-15 08:00").as_str(), late(&store)), ("2026-03-09 17:00", before));
    let whole = look::whole(&store, id, now.at).expect("read").expect("there");
    let voids: Vec<_> = whole.ledger.iter().map(|line| line.voided).collect();
    assert_eq!(voids, [None, Some(VoidCause::Ended)]);
}
