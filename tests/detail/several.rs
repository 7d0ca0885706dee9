//! One move for several dossiers at once, as a list asks for it: one entry, one undo, and why not.

use std::sync::Arc;

use motcua::desk::look;
use motcua::store::{Mode, Store};
use motcua::ui::keymap::Act;
use motcua::ui::moves::{self, Asked, Context};
use motcua::ui::work::{Job, Reply};

use crate::support::{accept, at, set_up, stamp};
use crate::window::worker;

struct Marked {
    _folder: tempfile::TempDir,
    path: std::path::PathBuf,
    ids: Vec<i64>,
}

fn marked() -> Marked {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("so.db");
    let mut store = Store::open(&path, Mode::CreateIfMissing).expect("the register opens");
    set_up(&mut store);
    let names = ["Lò Thị Mai", "Vàng A Páo", "Hà Văn Tú"];
    let ids = names.map(|name| accept(&mut store, "1.001", name, "2026-03-02 08:00").id).to_vec();
    Marked { _folder: folder, path, ids }
}

fn context(store: &Store, ids: &[i64], now: &str) -> Context {
    let aids = Arc::new(look::aids(store, at(now).day).expect("aids"));
    Context::rows(&store.read().rows_of(ids).expect("rows"), &aids, at(now))
}

#[test]
fn several_are_settled_in_one_entry_and_undone_in_one() {
    let marked = marked();
    let mut desk = worker(&marked.path, "2026-03-05 09:00");
    let disk = Store::open(&marked.path, Mode::Existing).expect("a second connection");
    let (asked, popup) = Asked::open(Act::Settle, context(&disk, &marked.ids, "2026-03-05 09:00")).expect("possible");
    assert_eq!(popup.title, "Kết thúc: 3 hồ sơ");
    let command = asked.command(popup.form().expect("a form")).expect("a command");
    let Reply::Wrote(wrote) = desk.carry_out(Job::Step(command)) else { panic!("not written") };
    assert_eq!(wrote.said, "Đã lưu: kết thúc trên Cổng (3 hồ sơ).");
    let ended = |id: &i64| disk.read().dossier(*id).expect("readable").is_some_and(|d| d.dossier.settled_at.is_some());
    assert!(marked.ids.iter().all(ended));
    assert!(matches!(desk.carry_out(Job::Undo { redo: false }), Reply::Wrote(_)));
    assert!(!marked.ids.iter().any(ended));
}

#[test]
fn letters_for_several_get_numbers_of_their_own_and_leave_what_is_there() {
    let marked = marked();
    let mut desk = worker(&marked.path, "2026-03-11 09:00");
    let disk = Store::open(&marked.path, Mode::Existing).expect("a second connection");
    let mut apologise = |ids: &[i64], uploaded: &str| {
        let (asked, mut popup) =
            Asked::open(Act::Apologise, context(&disk, ids, "2026-03-11 09:00")).expect("possible");
        let form = popup.form_mut().expect("a form");
        for (key, value) in
            [("apology_reason", "chờ xác minh"), ("apology_signer", "Hà Thị Ký Giả"), ("reappointed_at", "+5")]
        {
            form.set(key, value);
        }
        form.set("apology_uploaded_at", uploaded);
        let command = asked.command(form).expect("a command");
        let reply = desk.carry_out(Job::Step(command));
        assert!(matches!(reply, Reply::Wrote(_)), "{reply:?}");
    };
    apologise(&marked.ids[..2], "bg");
    // Letters that are there are not written over with those of others.
    let all = context(&disk, &marked.ids, "2026-03-11 09:00");
    let (barred, rest) = moves::several::parted(Act::Apologise, &all).expect("two have a letter");
    assert_eq!((barred.len(), rest.subjects.len()), (2, 1));
    let why = Asked::open(Act::Apologise, context(&disk, &marked.ids[..2], "2026-03-11 09:00"));
    assert!(why.expect_err("both have a letter").contains("đã có văn bản xin lỗi"));
    apologise(&marked.ids[2..], "bg");
    let letters =
        marked.ids.iter().map(|id| disk.read().dossier(*id).expect("readable").expect("there").dossier.apology);
    let letters: Vec<_> = letters.collect();
    let numbers: Vec<&str> = letters.iter().map(|letter| letter.number.as_str()).collect();
    assert_eq!(numbers, ["01/PXL", "02/PXL", "03/PXL"]);
    assert!(letters.iter().all(|letter| letter.uploaded_at == Some(at("2026-03-11 09:00"))));
}

#[test]
fn papers_of_several_are_all_digitized_and_some_moves_are_for_one_alone() {
    let marked = marked();
    let mut desk = worker(&marked.path, "2026-03-05 09:00");
    let disk = Store::open(&marked.path, Mode::Existing).expect("a second connection");
    let seen = context(&disk, &marked.ids, "2026-03-05 09:00");
    for act in [Act::Rate, Act::Amend] {
        assert!(moves::why_not(act, &seen).is_some_and(|why| why.contains("từng hồ sơ")), "{act:?}");
    }
    let why = moves::why_not(Act::Resume, &seen).expect("not paused");
    assert!(why.starts_with("MC-260302-0001: "), "{why}");
    let (asked, popup) = Asked::open(Act::DigitiseComponents, seen).expect("possible");
    let command = asked.command(popup.form().expect("a form")).expect("a command");
    assert!(matches!(desk.carry_out(Job::Step(command)), Reply::Wrote(_)));
    let full = |id: &i64| disk.read().dossier(*id).expect("readable").is_some_and(|d| d.dossier.components.full());
    assert!(marked.ids.iter().all(full));
}

#[test]
fn lateness_of_a_dossier_in_time_is_refused_by_the_use_case_too() {
    let marked = marked();
    let mut store = Store::open(&marked.path, Mode::Existing).expect("the register opens");
    let target = crate::support::seen(&store, marked.ids[0]);
    let late = motcua::domain::dossier::Lateness {
        kind: Some(motcua::domain::dossier::LateKind::Actual),
        ..Default::default()
    };
    let mut classify =
        |now: &str| motcua::desk::apologise::classify(&mut store, &stamp(now, "lan"), &[target], &late, None, "");
    let refused = classify("2026-03-09 16:59").expect_err("in time").to_string();
    assert!(refused.contains("không trễ hạn"), "{refused}");
    classify("2026-03-10 07:30").expect("late since midnight");
}

#[test]
fn a_letter_for_several_is_asked_about_before_it_is_typed() {
    let marked = marked();
    let mut desk = worker(&marked.path, "2026-03-11 09:00");
    let disk = Store::open(&marked.path, Mode::Existing).expect("a second connection");
    let seen = |ids: &[i64]| {
        let letter = |id: &i64| disk.read().dossier(*id).expect("readable").expect("there").dossier.apology;
        let letters: Vec<_> = ids.iter().map(letter).collect();
        context(&disk, ids, "2026-03-11 09:00").with_letters(&letters)
    };
    let (asked, mut popup) = Asked::open(Act::IssueLetter, seen(&marked.ids[..1])).expect("none has a letter");
    let form = popup.form_mut().expect("a form");
    for (key, text) in
        [("apology_reason", "thiếu người"), ("reappointed_at", "20/3/2026 1700"), ("apology_signer", "Lò Thị Ký")]
    {
        form.set(key, text);
    }
    let reply = desk.carry_out(Job::Step(asked.command(form).expect("a command")));
    assert!(matches!(reply, Reply::Wrote(_)), "{reply:?}");

    let (barred, rest) =
        moves::several::parted(Act::IssueLetter, &seen(&marked.ids)).expect("one of three has a letter");
    assert_eq!((barred.len(), rest.subjects.len()), (1, 2));
    assert!(barred[0].starts_with("MC-260302-0001: Đã có văn bản xin lỗi số 01/PXL"), "{barred:?}");
    assert!(moves::why_not(Act::IssueLetter, &rest).is_none());
    assert!(moves::several::parted(Act::IssueLetter, &rest).is_none(), "the rest is not parted again");
    let why = Asked::open(Act::UploadLetter, seen(&marked.ids[1..])).expect_err("no letter to upload");
    assert!(why.contains("Chưa ban hành văn bản xin lỗi"), "{why}");
    let (barred, _) = moves::several::parted(Act::UploadLetter, &seen(&marked.ids)).expect("two have none");
    assert_eq!(barred.len(), 2);
    // A move that is never made for several is not offered for some of them.
    assert!(moves::several::parted(Act::Rate, &seen(&marked.ids)).is_none());
}
