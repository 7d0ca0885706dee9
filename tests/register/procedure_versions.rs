//! Versions of a procedure by date: a dossier keeps its own, a new one gets the new one, and no day has two.

use crate::support;

use motcua::desk::accept::{self, Draft};
use motcua::desk::catalogue::{self, Change, Entry};
use motcua::desk::procedure_version::{Edit, How, edit};
use motcua::desk::{Error, set_up, undo};
use motcua::domain::day::Day;
use motcua::domain::dossier::{Channel, Dossier};
use motcua::domain::procedure::Procedure;
use motcua::store::{Stamp, Store};
use support::{at, refusal};

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn stamp(now: &str) -> Stamp {
    Stamp { at: at(now), utc_ms: 0, utc_offset_min: 420, officer: String::new(), desk: 1 }
}

/// Five days, online three days, by post eight working hours.
fn first() -> Procedure {
    Procedure {
        limit_direct: "5wd".parse().ok(),
        limit_online: "3wd".parse().ok(),
        limit_postal: "8wh".parse().ok(),
        valid_from: Some(day("2026-01-01")),
        ..Procedure::new("1.001", "Thủ tục thử", "Hộ tịch")
    }
}

/// Four days, online eight hours, by post as directly.
fn second() -> Procedure {
    Procedure { limit_direct: "4wd".parse().ok(), limit_online: "8wh".parse().ok(), limit_postal: None, ..first() }
}

fn register() -> Store {
    let mut store = Store::in_memory().expect("a register");
    set_up::put_procedure(&mut store, &stamp("2026-01-02 08:00"), &first()).expect("a procedure");
    store
}

/// Accepts a dossier and gives its promise.
fn promised(store: &mut Store, code: &str, channel: Channel, accepted: &str) -> String {
    let mut dossier = Dossier::new(code, "1.001", channel);
    dossier.applicant.name = "Lò Thị Mai (người hư cấu)".to_owned();
    dossier.accepted_at = Some(at(accepted));
    dossier.submitted_at = dossier.accepted_at.filter(|_| channel != Channel::Direct);
    let draft = Draft { dossier, components: Vec::new(), new_limit: None, remember_papers: false };
    let (accepted, _) = accept::accept(store, &stamp(accepted), &draft).expect("accepted");
    due(store, accepted.id)
}

fn due(store: &Store, id: i64) -> String {
    let stored = store.read().dossier(id).expect("read").expect("there");
    stored.due_now.expect("a due moment").to_string()
}

fn versions(store: &Store) -> Vec<Procedure> {
    let mut all: Vec<Procedure> = store.read().procedures().expect("read").into_iter().map(|(_, it)| it).collect();
    all.sort_by_key(|it| it.valid_from);
    all
}

fn keep(store: &mut Store, seen: Procedure, put: Procedure, how: How) -> Result<i64, Error> {
    edit(store, &stamp("2026-11-10 16:00"), &Edit { seen, put, how }).map(|changes| changes.seq)
}

#[test]
fn a_dossier_keeps_its_version_and_the_next_one_gets_the_new_one_per_channel() {
    let mut store = register();
    // Monday 9 November 2026.
    let all = [Channel::Direct, Channel::Online, Channel::Postal];
    let before = all.map(|channel| promised(&mut store, &format!("A{}", channel.code()), channel, "2026-11-09 09:00"));
    assert_eq!(before, ["2026-11-16 17:00", "2026-11-12 17:00", "2026-11-10 09:00"]);
    let how = How::NewVersion { from: day("2026-11-16") };
    keep(&mut store, first(), second(), how).expect("a new version");
    let found = versions(&store);
    assert_eq!(
        found.iter().map(Procedure::in_force_words).collect::<Vec<_>>(),
        ["từ 01/01/2026 đến 15/11/2026", "từ 16/11/2026"]
    );
    assert_eq!((found[0].limit_direct, found[1].limit_direct), (first().limit_direct, second().limit_direct));
    assert_eq!([1, 2, 3].map(|id| due(&store, id)), before, "what was accepted keeps its own");
    // Still the old version on Friday, the new one from Monday on.
    assert_eq!(promised(&mut store, "B", Channel::Direct, "2026-11-13 09:00"), "2026-11-20 17:00");
    let after = all.map(|channel| promised(&mut store, &format!("C{}", channel.code()), channel, "2026-11-16 09:00"));
    assert_eq!(after, ["2026-11-20 17:00", "2026-11-17 09:00", "2026-11-20 17:00"]);
    let under = |id: i64| store.read().dossier(id).expect("read").expect("there").procedure;
    assert_eq!((under(1), under(4), under(5) != under(1)), (under(1), under(1), true));
    assert_eq!(store.rebuild_derived(&stamp("2026-11-16 10:00")).expect("rebuilt"), 0);
}

#[test]
fn a_slip_is_put_right_in_place_with_a_reason_and_can_be_undone() {
    let mut store = register();
    let promise = promised(&mut store, "A", Channel::Direct, "2026-11-09 09:00");
    let put = Procedure { field: "Chứng thực".to_owned(), ..first() };
    let fix = |reason: &str| How::Fix { reason: reason.to_owned() };
    assert!(refusal(keep(&mut store, first(), put.clone(), fix(" "))).to_string().contains("Chưa ghi lý do"));
    // A name alone is read by no rule.
    let named = Procedure { name: "Thủ tục thử nghiệm".to_owned(), ..first() };
    let seq = keep(&mut store, first(), named, fix("")).expect("a name needs no reason");
    undo::undo(&mut store, &stamp("2026-11-10 16:01"), seq, false).expect("undone");
    let seq = keep(&mut store, first(), put.clone(), fix("ghi nhầm lĩnh vực")).expect("put right");
    assert_eq!(versions(&store), [put]);
    let entry = store.read().entry(seq).expect("read").expect("an entry");
    assert_eq!((entry.op.as_str(), entry.reason.as_str()), ("procedure_fix", "ghi nhầm lĩnh vực"));
    assert_eq!(due(&store, 1), promise);
    undo::undo(&mut store, &stamp("2026-11-10 17:00"), seq, false).expect("undone");
    assert_eq!(versions(&store), [first()]);
}

#[test]
fn versions_that_would_overlap_are_refused_with_the_days() {
    let mut store = register();
    let new = |from: &str| How::NewVersion { from: day(from) };
    keep(&mut store, first(), second(), new("2026-06-01")).expect("a second version");
    let old = versions(&store).remove(0);
    // The old one again, from a day on which the new one holds already.
    let said =
        refusal(keep(&mut store, old.clone(), Procedure { valid_to: None, ..second() }, new("2026-03-01"))).to_string();
    assert!(said.contains("từ 01/06/2026") && said.contains("đến chậm nhất 31/05/2026"), "{said}");
    let said = refusal(keep(&mut store, old.clone(), second(), new("2025-12-01"))).to_string();
    assert!(said.contains("01/01/2026"), "{said}");
    // A correction of the last day must not reach into the next version either.
    let longer = Procedure { valid_to: Some(day("2026-07-01")), ..old.clone() };
    let said = refusal(keep(&mut store, old.clone(), longer, How::Fix { reason: "thử".to_owned() })).to_string();
    assert!(said.contains("Chồng lên bản áp dụng từ 01/06/2026"), "{said}");
    let third = Procedure { valid_from: Some(day("2026-08-01")), ..second() };
    let change = Change { seen: None, put: Some(Entry::Procedure(third)) };
    let added = catalogue::change(&mut store, &stamp("2026-11-10 16:00"), &change).map(|changes| changes.seq);
    assert!(refusal(added).to_string().contains("Chồng lên bản áp dụng từ 01/06/2026"));
    let within = Procedure { valid_to: Some(day("2026-05-31")), ..second() };
    keep(&mut store, old, within, new("2026-03-01")).expect("a version between the two");
    let words: Vec<String> = versions(&store).iter().map(Procedure::in_force_words).collect();
    let expected = ["từ 01/01/2026 đến 28/02/2026", "từ 01/03/2026 đến 31/05/2026", "từ 01/06/2026"];
    assert_eq!(words, expected);
}

#[test]
fn an_edit_of_what_was_changed_elsewhere_writes_nothing() {
    let mut store = register();
    keep(&mut store, first(), second(), How::Fix { reason: "thử".to_owned() }).expect("put right");
    let said = refusal(keep(&mut store, first(), second(), How::NewVersion { from: day("2026-11-16") })).to_string();
    assert!(said.contains("cửa sổ khác"), "{said}");
    assert_eq!(versions(&store).len(), 1);
}
