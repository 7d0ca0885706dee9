//! The screen of the catalogue, key by key: what is saved is in the register and in its history.

use crate::seat;

use motcua::domain::calendar::DayStatus;
use motcua::domain::procedure::Procedure;
use motcua::domain::settings::SETTINGS;
use motcua::store::{Op, Store, StoreError};
use motcua::ui::input::{Key, KeyCode};
use motcua::ui::keymap::{Act, Scope};
use seat::{Seat, stamp};

const ESC: Key = Key::plain(KeyCode::Esc);

/// Opens the catalogue at its n-th part.
fn part(n: usize, change: impl FnOnce(&mut Store)) -> Seat {
    let mut seat = Seat::new(120, 50, change);
    seat.press(Key::f(6));
    seat.tab(n);
    seat
}

fn unconfirmed(store: &mut Store) {
    let mut procedure = Procedure::new("1.000001", "Thủ tục thử nghiệm", "Ánh sáng");
    procedure.confirmed = false;
    procedure.limit_direct = "5wd".parse().ok();
    store
        .transact(&Op::new("import"), &stamp(), |tx| -> Result<(), StoreError> {
            tx.put_procedure(&procedure).map(drop)
        })
        .expect("written");
}

fn versions(seat: &Seat) -> Vec<Procedure> {
    let all = seat.register().read().procedures().expect("procedures");
    let mut found: Vec<Procedure> = all.into_iter().map(|(_, p)| p).filter(|p| p.code == "1.000001").collect();
    found.sort_by_key(|procedure| procedure.valid_from);
    found
}

#[test]
fn a_procedure_is_found_without_marks_confirmed_and_gets_a_new_version() {
    let mut seat = part(0, unconfirmed);
    seat.act(Scope::Catalogue, Act::Find);
    seat.type_text("thu tuc thu nghiem");
    seat.press(Key::plain(KeyCode::Enter));
    assert_eq!(seat.status(), "1/1");
    assert!(seat.text().contains("Thủ tục thử nghiệm") && seat.text().contains("05 ngày làm việc"));
    seat.act(Scope::Catalogue, Act::Confirm);
    assert!(versions(&seat)[0].confirmed);
    assert_eq!(seat.last_op(), "catalogue");
    seat.act(Scope::Catalogue, Act::Confirm);
    assert!(seat.text().contains("Thủ tục này đã được kiểm tra."));
    seat.act(Scope::Catalogue, Act::Edit);
    seat.tab(2);
    seat.type_text("3wd");
    seat.save();
    // Nobody came in under it yet, so a slip is supposed; the law has changed here.
    assert!(seat.text().contains("Chưa có hồ sơ nào tiếp nhận theo bản này."), "{}", seat.text());
    seat.press(Key::plain(KeyCode::Left));
    seat.tab(1);
    seat.type_text("1/1/2027");
    seat.save();
    let found = versions(&seat);
    assert_eq!(found.len(), 2, "{}", seat.text());
    assert_eq!(found[0].valid_to.map(|day| day.to_string()).as_deref(), Some("2026-12-31"));
    assert_eq!(found[0].limit_direct.map(|limit| limit.to_string()).as_deref(), Some("5wd"));
    assert_eq!(found[1].limit_direct.map(|limit| limit.to_string()).as_deref(), Some("3wd"));
    assert_eq!(seat.status(), "1/2");
}

#[test]
fn a_row_changed_elsewhere_is_not_overwritten_and_what_was_typed_stays() {
    let mut seat = part(1, |_| {});
    seat.act(Scope::Catalogue, Act::Edit);
    let (_, officer) = seat.register().read().officers().expect("officers").remove(0);
    let mut other = seat.register();
    for (_, mut known) in other.read().officers().expect("officers") {
        known.position = "Chuyên viên".into();
        motcua::desk::set_up::put_officer(&mut other, &stamp(), &known).expect("written");
    }
    seat.type_text(" Mới");
    seat.save();
    let text = seat.text();
    assert!(text.contains("cửa sổ khác") && text.contains(" Mới"), "{text}");
    assert!(seat.register().read().officers().expect("officers").iter().all(|(_, known)| !known.name.contains("Mới")));
    assert!(!officer.name.is_empty());
}

#[test]
fn an_officer_is_added_and_a_closed_form_keeps_what_was_typed() {
    let mut seat = part(1, |_| {});
    seat.act(Scope::Catalogue, Act::Add);
    seat.tab(1);
    seat.type_text("Trần Thị Mẫu");
    seat.press(ESC);
    assert!(seat.text().contains("chữ đã gõ được giữ"), "{}", seat.text());
    seat.act(Scope::Catalogue, Act::Add);
    assert!(seat.text().contains("Trần Thị Mẫu"), "{}", seat.text());
    seat.tab(4);
    seat.type_text("1/7/2025");
    assert!(seat.text().contains("Thứ Ba"), "{}", seat.text());
    seat.save();
    let officers = seat.register().read().officers().expect("officers");
    let (_, added) = officers.iter().find(|(_, officer)| officer.name == "Trần Thị Mẫu").expect("the new one");
    assert_eq!((added.code.as_str(), added.valid_from), ("Trần Thị Mẫu", "2025-07-01".parse().ok()));
    assert_eq!(seat.last_op(), "catalogue");
}

#[test]
fn a_day_is_added_and_taken_out_and_no_printed_promise_moves() {
    let mut seat = part(2, |_| {});
    let promise = |seat: &Seat| seat.register().read().dossier(1).expect("read").expect("a dossier").dossier.due_at;
    let before = promise(&seat);
    assert!(seat.text().contains("Lịch ‹2026›") && seat.text().contains("đề xuất"), "{}", seat.text());
    seat.act(Scope::Catalogue, Act::NextField);
    assert!(seat.text().contains("Lịch ‹2027›"));
    seat.act(Scope::Catalogue, Act::Add);
    assert!(seat.text().contains("không dời ngày hẹn trả đã in"), "{}", seat.text());
    seat.type_text("3/3/2027");
    seat.tab(2);
    seat.type_text("Nghỉ thử");
    seat.save();
    let day = |seat: &Seat| {
        let days = seat.register().read().calendar_days().expect("days");
        days.into_iter().find(|day| day.date.to_string() == "2027-03-03")
    };
    let added = day(&seat).expect("the new day");
    assert_eq!((added.name.as_str(), added.status), ("Nghỉ thử", DayStatus::Announced));
    assert_eq!(promise(&seat), before);
    seat.act(Scope::Catalogue, Act::Find);
    seat.type_text("nghi thu 03/03");
    seat.press(Key::plain(KeyCode::Enter));
    seat.act(Scope::Catalogue, Act::Remove);
    seat.press(Key::char('b'));
    assert_eq!(day(&seat), None, "{}", seat.text());
    assert_eq!(seat.last_op(), "catalogue");
}

#[test]
fn a_target_is_set_in_percent_and_a_wrong_one_is_refused_beside_its_field() {
    let mut seat = part(4, |_| {});
    assert!(seat.text().contains("Chưa có chỉ tiêu nào."));
    seat.act(Scope::Catalogue, Act::Add);
    seat.type_text("quá hạn");
    seat.press(Key::plain(KeyCode::Enter));
    seat.tab(1);
    seat.type_text("103");
    seat.save();
    assert!(seat.text().contains("Viết mức như 3 hoặc 98,5"), "{}", seat.text());
    seat.press(Key::ctrl('a'));
    seat.type_text("3,5");
    seat.save();
    let targets = seat.register().read().every_target().expect("targets");
    assert_eq!(targets.len(), 1, "{}", seat.text());
    assert_eq!((targets[0].1.value, targets[0].1.at_most), (350, true));
    assert!(seat.text().contains("tối đa 3,50%"), "{}", seat.text());
    seat.act(Scope::Catalogue, Act::Remove);
    seat.press(Key::char('b'));
    assert!(seat.register().read().every_target().expect("targets").is_empty());
}

#[test]
fn settings_are_changed_in_place_and_only_to_what_can_be_used() {
    let mut seat = part(5, |_| {});
    let mut text = seat.text();
    for _ in 0..SETTINGS.len() {
        seat.press(Key::plain(KeyCode::Down));
        text.push_str(&seat.text());
    }
    seat.press(Key::plain(KeyCode::Home));
    let hidden = ["last_officer", "list_columns", "desk"];
    for setting in SETTINGS {
        assert_eq!(text.contains(setting.label), !hidden.contains(&setting.key), "{}", setting.label);
    }
    seat.act(Scope::Catalogue, Act::Find);
    seat.type_text("không có gì như vậy");
    assert!(seat.text().contains("Không có thiết lập nào khớp."));
    seat.press(ESC);
    seat.act(Scope::Catalogue, Act::Find);
    seat.type_text("mau ma ho so nnnn");
    seat.press(Key::plain(KeyCode::Enter));
    seat.act(Scope::Catalogue, Act::Edit);
    seat.press(Key::ctrl('a'));
    seat.type_text("HS");
    seat.save();
    assert!(seat.text().contains("không dùng được"), "{}", seat.text());
    seat.press(Key::ctrl('a'));
    seat.type_text("HS-{yy}-{nnnn}");
    seat.save();
    assert_eq!(seat.register().read().settings().expect("settings").get("code_pattern"), "HS-{yy}-{nnnn}");
    assert_eq!(seat.last_op(), "settings");
}

#[test]
fn every_part_draws_in_every_size() {
    for (columns, rows) in [(80, 24), (120, 40), (40, 10)] {
        let mut seat = Seat::new(columns, rows, |_| {});
        seat.press(Key::f(6));
        for part in ["Thủ tục", "Cán bộ", "Lịch", "Giờ làm việc", "Chỉ tiêu", "Thiết lập"] {
            assert!(seat.lines()[1].contains(&format!("[{part}")), "{}", seat.text());
            seat.act(Scope::Catalogue, Act::Edit);
            assert_eq!(seat.lines().len(), usize::from(rows));
            seat.press(ESC);
            seat.tab(1);
        }
        assert!(seat.lines()[1].contains("[Thủ tục"));
    }
}
