//! Rules by date and versions of a procedure at the keyboard: nothing is typed in the register's own form, nothing is
//! written before what it would change has been said.

use crate::seat;

use motcua::domain::procedure::Procedure;
use motcua::store::{Op, Store, StoreError};
use motcua::ui::input::{Key, KeyCode};
use motcua::ui::keymap::{Act, Scope};
use seat::{Seat, stamp};

const ENTER: Key = Key::plain(KeyCode::Enter);
const RIGHT: Key = Key::plain(KeyCode::Right);
const ESC: Key = Key::plain(KeyCode::Esc);

/// Opens the rule whose setting these words find.
fn rule(words: &str, columns: u16, rows: u16) -> Seat {
    let mut seat = Seat::new(columns, rows, |_| {});
    seat.press(Key::f(6));
    seat.act(Scope::Catalogue, Act::PreviousPart);
    seat.act(Scope::Catalogue, Act::Find);
    seat.type_text(words);
    seat.press(ENTER);
    seat.act(Scope::Catalogue, Act::Edit);
    seat
}

fn setting(seat: &Seat, key: &str) -> String {
    seat.register().read().settings().expect("settings").get(key).to_owned()
}

fn entries(seat: &Seat) -> i64 {
    seat.register().chain_head().expect("the journal").0
}

#[test]
fn a_version_is_added_after_its_weight_is_told_and_undone() {
    let mut seat = rule("cach tinh tam dung", 80, 24);
    assert!(seat.text().contains("Chưa có bản nào") && seat.text().contains("chưa kiểm chứng"), "{}", seat.text());
    let before = entries(&seat);
    seat.save();
    assert!(seat.text().contains("Chưa nhập ngày bắt đầu áp dụng."), "{}", seat.text());
    seat.type_text("1/1/2025");
    assert!(seat.text().contains("Thứ Tư 01/01/2025"), "{}", seat.text());
    seat.save();
    assert!(seat.text().contains("Chưa ghi văn bản quy định"), "{}", seat.text());
    seat.type_text("Nghị định thử 01/2025");
    seat.press(Key::plain(KeyCode::Up));
    seat.press(Key::plain(KeyCode::Up));
    seat.press(RIGHT);
    seat.save();
    let asked = seat.text();
    assert!(asked.contains("hồ sơ chưa kết thúc") && asked.contains("hồ sơ có hạn trả khác"), "{asked}");
    assert_eq!((setting(&seat, "pause_rules").as_str(), entries(&seat)), ("", before), "nothing is written yet");
    seat.press(ESC);
    assert!(seat.text().contains("Nghị định thử 01/2025"), "what was typed stays: {}", seat.text());
    seat.save();
    seat.press(Key::char('g'));
    assert_eq!(setting(&seat, "pause_rules"), "2025-01-01=restart [Nghị định thử 01/2025]");
    assert!(seat.text().contains("tính lại toàn bộ thời hạn"), "the list says it in words: {}", seat.text());
    seat.act(Scope::Catalogue, Act::Edit);
    assert!(seat.text().contains("Bản 1: tính lại toàn bộ thời hạn"), "{}", seat.text());
    seat.press(ESC);
    seat.press(Key::ctrl('z'));
    assert_eq!(setting(&seat, "pause_rules"), "", "{}", seat.text());
}

#[test]
fn a_version_is_taken_away_with_a_reason() {
    let mut seat = rule("cach tinh tre han", 120, 40);
    assert!(seat.text().contains("Bản 1: quá hạn khi đã hết ngày hẹn trả"), "{}", seat.text());
    seat.press(RIGHT);
    assert!(!seat.text().contains("Áp dụng từ ngày"), "{}", seat.text());
    seat.save();
    assert!(seat.text().contains("Chưa ghi lý do bỏ bản này."), "{}", seat.text());
    seat.type_text("ghi lại cho đúng văn bản");
    seat.save();
    assert!(seat.text().contains("Bỏ bản áp dụng từ đầu"), "{}", seat.text());
    seat.press(Key::char('g'));
    assert_eq!(setting(&seat, "lateness"), "", "{}", seat.text());
    let store = seat.register();
    let entry = store.read().entry(entries(&seat)).expect("read").expect("an entry");
    assert!(entry.op == "rule" && entry.reason.contains("ghi lại cho đúng văn bản"), "{}", entry.reason);
}

#[test]
fn hours_of_acceptance_are_a_number_and_other_forms_keep_their_fields() {
    let mut seat = rule("han tiep nhan truc tuyen", 80, 24);
    seat.tab(1);
    seat.type_text("0");
    seat.tab(1);
    seat.type_text("1/1/2027");
    seat.tab(1);
    seat.type_text("QĐ thử");
    seat.save();
    assert!(seat.text().contains("số giờ phải từ 1 đến 240"), "{}", seat.text());
    seat.press(Key::ctrl('a'));
    seat.type_text("4");
    seat.save();
    seat.press(Key::char('g'));
    assert_eq!(setting(&seat, "acceptance_hours"), "8 2027-01-01=4 [QĐ thử]");
    seat.tab(3);
    seat.act(Scope::Catalogue, Act::Add);
    seat.type_text("9/9/2026");
    seat.press(ESC);
    seat.act(Scope::Catalogue, Act::Add);
    seat.tab(4);
    assert!(seat.text().contains("Văn bản"), "a day keeps the field for its document: {}", seat.text());
}

#[test]
fn every_rule_draws_in_every_size() {
    for words in ["cach tinh tam dung", "cach tinh tre han", "han tiep nhan truc tuyen"] {
        for (columns, rows) in [(80, 24), (120, 40), (40, 10)] {
            let mut seat = rule(words, columns, rows);
            assert_eq!(seat.lines().len(), usize::from(rows));
            assert!(seat.text().contains("Việc cần làm"), "{columns}x{rows}: {}", seat.text());
        }
    }
}

fn versions(seat: &Seat, code: &str) -> Vec<Procedure> {
    let all = seat.register().read().procedures().expect("procedures");
    let mut found: Vec<Procedure> = all.into_iter().map(|(_, it)| it).filter(|it| it.code == code).collect();
    found.sort_by_key(|it| it.valid_from);
    found
}

/// Opens a procedure that dossiers of the sample came in under, its direct limit in focus.
fn used(change: impl FnOnce(&mut Store)) -> (Seat, Procedure) {
    let mut seat = Seat::new(120, 40, change);
    let store = seat.register();
    let id = store.read().dossier(1).expect("read").expect("a dossier").procedure;
    let procedure = store.read().procedure(id).expect("read").expect("there");
    seat.press(Key::f(6));
    seat.act(Scope::Catalogue, Act::Find);
    seat.type_text(&procedure.code);
    seat.press(ENTER);
    seat.act(Scope::Catalogue, Act::Edit);
    seat.tab(2);
    (seat, procedure)
}

#[test]
fn a_used_procedure_gets_a_new_version_unless_a_slip_is_named() {
    let (mut seat, old) = used(|_| {});
    seat.type_text("77wd");
    seat.save();
    let text = seat.text();
    assert!(text.contains("hồ sơ tiếp nhận theo bản này.") && text.contains("→ 77 ngày làm việc"), "{text}");
    assert!(text.contains("‹ bản mới từ ngày … ›"), "a new version is the default: {text}");
    assert_eq!(versions(&seat, &old.code).len(), 1, "nothing is written before the answer");
    seat.tab(1);
    seat.type_text("1/12/2026");
    seat.save();
    let found = versions(&seat, &old.code);
    assert_eq!(found.len(), 2, "{}", seat.text());
    assert_eq!(found[0].valid_to.map(|day| day.to_string()).as_deref(), Some("2026-11-30"));
    assert_eq!((found[0].limit_direct, found[1].limit_direct), (old.limit_direct, "77wd".parse().ok()));
    seat.act(Scope::Catalogue, Act::Edit);
    let text = seat.text();
    assert!(text.contains("Bản 1") && text.contains("Bản 2") && text.contains("đến 30/11/2026"), "{text}");
}

#[test]
fn a_slip_is_put_right_in_place_and_says_how_many_dossiers_it_concerns() {
    let (mut seat, old) = used(|_| {});
    seat.type_text("77wd");
    seat.save();
    seat.press(RIGHT);
    seat.save();
    assert!(seat.text().contains("Chưa ghi lý do: có hồ sơ đang dùng bản này."), "{}", seat.text());
    seat.type_text("đánh máy nhầm");
    seat.save();
    let found = versions(&seat, &old.code);
    assert_eq!((found.len(), found[0].limit_direct), (1, "77wd".parse().ok()), "{}", seat.text());
    let entry = seat.register().read().entry(entries(&seat)).expect("read").expect("an entry");
    assert_eq!((entry.op.as_str(), entry.reason.as_str()), ("procedure_fix", "đánh máy nhầm"));
}

#[test]
fn a_version_that_would_overlap_is_refused_beside_its_day_and_nothing_is_lost() {
    let later = |store: &mut Store| {
        let id = store.read().dossier(1).expect("read").expect("a dossier").procedure;
        let known = store.read().procedure(id).expect("read").expect("there");
        let next = Procedure { valid_from: "2027-01-01".parse().ok(), ..known.clone() };
        let put = |procedure: Procedure, store: &mut Store| {
            store
                .transact(&Op::new("import"), &stamp(), |tx| -> Result<(), StoreError> {
                    tx.put_procedure(&procedure).map(drop)
                })
                .expect("written");
        };
        put(Procedure { valid_to: "2026-12-31".parse().ok(), ..known }, store);
        put(next, store);
    };
    let mut seat = Seat::new(120, 40, later);
    let id = seat.register().read().dossier(1).expect("read").expect("a dossier").procedure;
    let code = seat.register().read().procedure(id).expect("read").expect("there").code;
    seat.press(Key::f(6));
    seat.act(Scope::Catalogue, Act::Find);
    seat.type_text(&code);
    seat.press(ENTER);
    seat.act(Scope::Catalogue, Act::Edit);
    seat.tab(2);
    seat.type_text("77wd");
    seat.save();
    seat.tab(1);
    seat.type_text("1/2/2027");
    seat.save();
    let text = seat.text();
    assert!(text.contains("01/02/2027") || text.contains("1/2/2027"), "{text}");
    assert!(text.contains("hết hiệu lực") || text.contains("Chồng lên"), "{text}");
    assert_eq!(versions(&seat, &code).len(), 2);
}
