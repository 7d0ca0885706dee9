//! Forms over the real worker: keys that stay inside them, clicks, drafts, PINs that are changed, and what settings and
//! the history say in words. All people are invented.

use crate::seat;

use motcua::domain::pin;
use motcua::store::Store;
use motcua::ui::input::{Input, Key, KeyCode, Mouse};
use motcua::ui::keymap::{Act, Scope};
use seat::{Seat, stamp};

const ENTER: Key = Key::plain(KeyCode::Enter);
const ESC: Key = Key::plain(KeyCode::Esc);
const REDO: Key = Key::ctrl('y');

fn set(store: &mut Store, key: &str, value: &str) {
    motcua::desk::catalogue::change_setting(store, &stamp(), key, "", value).expect("set");
}

fn shows(seat: &mut Seat, words: &[&str]) {
    let text = seat.text();
    // What is longer than a line goes on in the next one.
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for word in words {
        assert!(text.contains(word) || joined.contains(word), "{word}\n{text}");
    }
}

/// The place of a text in the window.
fn place(seat: &mut Seat, words: &str) -> (u16, u16) {
    let lines = seat.lines();
    let found = lines.iter().enumerate().find_map(|(y, line)| Some((y, line.find(words)?)));
    let (y, at) = found.unwrap_or_else(|| panic!("{words} in {lines:#?}"));
    (motcua::ui::text::width(&lines[y][..at]) as u16, y as u16)
}

fn click(seat: &mut Seat, x: u16, y: u16) {
    seat.give(Input::Mouse(Mouse::Click, x, y));
}

/// The form of a setting, open.
fn setting(seat: &mut Seat, label: &str) {
    seat.act(Scope::Global, Act::Catalogue);
    seat.press(Key::shift(KeyCode::Tab));
    seat.act(Scope::List, Act::Find);
    seat.type_text(label);
    seat.press(ENTER);
    seat.press(ENTER);
    shows(seat, &["┌─ Thiết lập", label]);
}

/// Writes an officer into the catalogue, the first thing of this seat.
fn one_more_officer(seat: &mut Seat) {
    seat.act(Scope::Global, Act::Catalogue);
    seat.press(Key::plain(KeyCode::Tab));
    seat.act(Scope::Catalogue, Act::Add);
    seat.tab(1);
    seat.type_text("Lò Thị Giả");
    seat.save();
}

#[test]
fn redo_in_a_form_is_the_fields_own_and_never_the_registers() {
    let mut seat = Seat::new(80, 24, |_| {});
    one_more_officer(&mut seat);
    seat.act(Scope::Global, Act::Undo);
    let (undone, _) = seat.register().chain_head().expect("the journal");
    seat.act(Scope::Global, Act::NewDossier);
    seat.press(REDO);
    shows(&mut seat, &["không có chữ để gõ lại", "rời phiếu rồi nhấn Ctrl+Y"]);
    // Neither does it in a choice, in an open list, or in a text that was taken back.
    for _ in 0..12 {
        seat.tab(1);
        seat.press(REDO);
        seat.press(Key::char(' '));
        seat.press(REDO);
    }
    assert_eq!(seat.register().chain_head().expect("the journal").0, undone, "nothing was written");
}

#[test]
fn a_key_takes_back_only_what_the_officer_who_sits_here_wrote() {
    let mut seat = Seat::new(80, 24, |_| {});
    let sit = |seat: &mut Seat, name: &str| {
        seat.press(Key::f(9));
        seat.type_text(name);
        seat.press(ENTER);
    };
    sit(&mut seat, "Một cửa 1");
    one_more_officer(&mut seat);
    sit(&mut seat, "Hộ tịch");
    let (written, _) = seat.register().chain_head().expect("the journal");
    seat.act(Scope::Global, Act::Undo);
    shows(&mut seat, &["chưa ghi gì để hoàn tác"]);
    assert_eq!(seat.register().chain_head().expect("the journal").0, written, "nothing was taken back");
}

#[test]
fn a_click_goes_into_a_field_of_a_box_and_into_the_lines_of_a_long_text() {
    for (columns, lines) in [(80, 24), (40, 10)] {
        let mut seat = Seat::new(columns, lines, |_| {});
        setting(&mut seat, "Tên đơn vị");
        seat.press(Key::ctrl('a'));
        seat.type_text("xã Giả");
        let (x, y) = place(&mut seat, "xã Giả");
        click(&mut seat, x + 3, y);
        seat.type_text("Thật ");
        shows(&mut seat, &["xã Thật Giả"]);
        seat.press(ESC);

        seat.act(Scope::Global, Act::Reports);
        seat.act(Scope::Reports, Act::Texts);
        seat.act(Scope::Narrative, Act::WriteText);
        for line in ["mot", "hai", "ba", "bon", "nam"] {
            seat.type_text(line);
            seat.press(ENTER);
        }
        let shown = ["mot", "hai", "ba", "bon", "nam"].iter().filter(|line| seat.text().contains(**line)).count();
        assert!(shown >= 4, "{shown} lines and the empty one at the end at {columns}×{lines}:\n{}", seat.text());
        let (x, y) = place(&mut seat, "bon");
        click(&mut seat, x + 1, y);
        seat.type_text("_");
        shows(&mut seat, &["b_on"]);
    }
}

#[test]
fn what_is_typed_into_any_box_comes_back_and_choices_alone_are_no_draft() {
    let mut seat = Seat::new(80, 24, |_| {});
    seat.act(Scope::Global, Act::Fees);
    seat.act(Scope::Fees, Act::Period);
    seat.press(Key::ctrl('a'));
    seat.type_text("3/2/2026");
    seat.press(ESC);
    shows(&mut seat, &["chữ đã gõ được giữ"]);
    seat.act(Scope::Fees, Act::Period);
    shows(&mut seat, &["3/2/2026", "được lấy lại"]);
    seat.press(ESC);
    for (global, act) in [(Act::Dossiers, Act::Export), (Act::Fees, Act::Export), (Act::Calendar, Act::Export)] {
        seat.act(Scope::Global, global);
        let scope = seat.shell.scope();
        if !seat.shell.possible(act) {
            continue;
        }
        let kept = seat.shell.kept().len();
        seat.act(scope, act);
        seat.press(Key::plain(KeyCode::Right));
        seat.press(ESC);
        assert_eq!(seat.shell.kept().len(), kept, "{global:?}");
        assert!(!seat.text().contains("chữ đã gõ được giữ"), "{}", seat.text());
    }
}

#[test]
fn wrong_old_pins_on_the_settings_form_make_the_next_one_wait() {
    let mut seat = Seat::new(80, 24, |store| set(store, "head_pin", "4812"));
    setting(&mut seat, "Mã của người đứng đầu");
    let try_on = |seat: &mut Seat, typed: &str| {
        seat.press(Key::ctrl('a'));
        seat.type_text(typed);
        seat.save();
    };
    for wrong in ["1111 5926", "2222 5926"] {
        try_on(&mut seat, wrong);
        shows(&mut seat, &["Mã cũ không đúng"]);
    }
    try_on(&mut seat, "3333 5926");
    shows(&mut seat, &["chờ 5 giây"]);
    // While one has to wait the right one is not looked at either: trying on gains nothing.
    try_on(&mut seat, "4812 5926");
    shows(&mut seat, &["chờ 5 giây"]);
    assert!(pin::matches(seat.register().read().settings().expect("read").get("head_pin"), "4812"));
}

#[test]
fn a_running_kiosk_keeps_the_pin_it_began_with() {
    let mut seat = Seat::new(80, 24, |store| set(store, "kiosk_pin", "730519"));
    seat.act(Scope::Global, Act::Kiosk);
    shows(&mut seat, &["KHÔNG HÀI LÒNG"]);
    // Another window sets another PIN meanwhile.
    let mut other = seat.register();
    let seen = other.read().settings().expect("read").get("kiosk_pin").to_owned();
    motcua::desk::catalogue::change_setting(&mut other, &stamp(), "kiosk_pin", &seen, "730519 246813").expect("set");
    drop(other);
    seat.idle();
    let leave = |seat: &mut Seat, typed: &str| {
        seat.press(Key::ctrl('k'));
        seat.type_text(typed);
        seat.press(ENTER);
    };
    leave(&mut seat, "246813");
    shows(&mut seat, &["Mã chưa đúng"]);
    seat.press(ESC);
    leave(&mut seat, "730519");
    assert!(!seat.text().contains("KHÔNG HÀI LÒNG"), "{}", seat.text());
    // The next one begins with the new one. What leads out of it is seen in the least window too.
    seat.act(Scope::Global, Act::Kiosk);
    seat.resize(40, 10);
    seat.press(Key::ctrl('k'));
    shows(&mut seat, &["gõ mã rồi Enter, Esc để thôi"]);
    seat.press(ESC);
    leave(&mut seat, "246813");
    assert!(!seat.text().contains("KHÔNG HÀI LÒNG"), "{}", seat.text());
}

#[test]
fn settings_and_their_history_are_told_in_words() {
    let mut seat = Seat::new(160, 60, |store| {
        set(store, "list_columns", "code due phone");
        set(store, "columns:journal", "Mục|Lúc|Việc");
        motcua::desk::catalogue::change_setting(store, &stamp(), "typing", "off", "telex").expect("set");
    });
    setting(&mut seat, "Bộ gõ tiếng Việt");
    seat.press(ESC);
    seat.press(ESC);
    shows(&mut seat, &["Đặt dấu thanh"]);
    let text = seat.text();
    for code in ["very_satisfied", "leave_out", "calendar:", " telex", " old "] {
        assert!(!text.contains(code), "{code}\n{text}");
    }
    shows(&mut seat, &["rất hài lòng, hài lòng, không hài lòng", "Telex"]);
    seat.act(Scope::Global, Act::Journal);
    seat.press(ENTER);
    shows(&mut seat, &["Giá trị: Telex"]);
    seat.press(ESC);
    seat.press(Key::plain(KeyCode::Down));
    seat.press(ENTER);
    shows(&mut seat, &["Mục, Lúc, Việc"]);
    seat.press(ESC);
    seat.press(Key::plain(KeyCode::Down));
    seat.press(ENTER);
    shows(&mut seat, &["Mã hồ sơ, Hạn trả, Điện thoại"]);
}

#[test]
fn an_open_list_of_a_form_is_worked_with_the_mouse() {
    for (columns, lines) in [(80, 24), (120, 40)] {
        let mut seat = Seat::new(columns, lines, |_| {});
        seat.act(Scope::Global, Act::NewDossier);
        seat.type_text("ket hon");
        let before = seat.lines();
        let (x, y) = place(&mut seat, "Thủ tục đăng ký kết hôn");
        seat.give(Input::Mouse(Mouse::WheelDown, x, y));
        assert_ne!(seat.lines(), before, "the wheel steps in the list");
        click(&mut seat, x, y);
        assert!(!seat.text().contains(" mục ─"), "a click chooses and closes\n{}", seat.text());
        shows(&mut seat, &["đăng ký kết hôn"]);
        // Somewhere else it closes the list and chooses nothing.
        let chosen = seat.lines();
        click(&mut seat, 25, 1);
        seat.press(Key { alt: true, ..Key::plain(KeyCode::Down) });
        assert_ne!(seat.lines(), chosen);
        let last = lines - 5;
        click(&mut seat, 1, last);
        assert!(!seat.text().contains(" mục ─"), "{}", seat.text());
    }
}

#[test]
fn what_was_saved_before_is_not_said_beside_a_form_that_was_refused() {
    let mut seat = Seat::new(80, 24, |_| {});
    seat.act(Scope::Global, Act::NewDossier);
    seat.type_text("ket hon");
    seat.press(Key::plain(KeyCode::Enter));
    seat.tab(2);
    seat.type_text("Lò Thị Mẫu");
    seat.save();
    assert!(seat.text().contains("Đã lưu"), "{}", seat.text());
    seat.save();
    let text = seat.text();
    assert!(text.contains("Chưa lưu.") && !text.contains("Đã lưu"), "{text}");
}
