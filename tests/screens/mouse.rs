//! The mouse in forms and questions: a click on a tick, a choice, a list or a button does what is seen there, and the
//! wheel goes through a form that is longer than the window. All people are invented.

use crate::seat;

use motcua::ui::input::{Input, Key, KeyCode, Mouse};
use motcua::ui::keymap::{Act, Scope};
use seat::Seat;

/// The line that has these words, and its place in the window.
fn line(seat: &mut Seat, words: &str) -> (u16, String) {
    let lines = seat.lines();
    let found = lines.iter().enumerate().find(|(_, line)| line.contains(words));
    let (y, line) = found.unwrap_or_else(|| panic!("{words} in {lines:#?}"));
    (y as u16, line.clone())
}

/// Clicks so many cells after the beginning of `at` in the line that has `words`.
fn click(seat: &mut Seat, words: &str, at: &str, after: u16) {
    let (y, line) = line(seat, words);
    let byte = line.find(at).unwrap_or_else(|| panic!("{at} in {line}"));
    let x = motcua::ui::text::width(&line[..byte]) as u16 + after;
    seat.give(Input::Mouse(Mouse::Click, x, y));
}

#[test]
fn a_click_on_a_value_of_a_form_does_what_is_seen_there() {
    for (columns, lines) in [(80, 24), (120, 40)] {
        let mut seat = Seat::new(columns, lines, |_| {});
        seat.act(Scope::Global, Act::NewDossier);
        click(&mut seat, "Phi địa giới", "[ ]", 1);
        assert!(line(&mut seat, "Phi địa giới").1.contains("[x]"), "{}", seat.text());
        click(&mut seat, "Phi địa giới", "Phi", 1);
        assert!(line(&mut seat, "Phi địa giới").1.contains("[x]"), "the label only takes the focus");
        click(&mut seat, "Phi địa giới", "[x]", 1);
        assert!(line(&mut seat, "Phi địa giới").1.contains("[ ]"), "{}", seat.text());
        // A choice takes the focus first; then it goes on by its word, and back by the sign before it.
        for after in [2, 0] {
            click(&mut seat, "Kênh nộp", "trực tiếp", after);
            assert!(line(&mut seat, "Kênh nộp").1.contains("‹ trực tiếp ›"), "{}", seat.text());
            click(&mut seat, "Phi địa giới", "Phi", 1);
        }
        click(&mut seat, "Kênh nộp", "trực tiếp", 2);
        click(&mut seat, "Kênh nộp", "trực tiếp", 2);
        assert!(line(&mut seat, "Kênh nộp").1.contains("‹ trực tuyến ›"), "{}", seat.text());
        assert!(seat.text().contains("Nộp lúc"), "{}", seat.text());
        click(&mut seat, "Kênh nộp", "‹", 0);
        assert!(line(&mut seat, "Kênh nộp").1.contains("‹ trực tiếp ›"), "{}", seat.text());
        click(&mut seat, "Kênh nộp", "trực tiếp ›", 30);
        assert!(line(&mut seat, "Kênh nộp").1.contains("‹ trực tiếp ›"), "beside the word nothing is chosen");
        // A list opens, and a date takes the caret.
        click(&mut seat, "Thủ tục", "Thủ tục", 24);
        assert!(seat.text().contains(" mục ─"), "{}", seat.text());
        seat.press(Key::plain(KeyCode::Esc));
        click(&mut seat, "Tiếp nhận lúc", "/", 0);
        seat.type_text("9");
        assert!(line(&mut seat, "Tiếp nhận lúc").1.contains("9/"), "{}", seat.text());
    }
}

#[test]
fn a_paper_is_worked_with_the_mouse() {
    let mut seat = Seat::new(80, 24, |_| {});
    seat.act(Scope::Global, Act::NewDossier);
    click(&mut seat, "Giấy tờ", "bản chính", 1);
    assert!(line(&mut seat, "Giấy tờ").1.contains("bản sao"), "{}", seat.text());
    click(&mut seat, "Giấy tờ", "số hóa", 1);
    assert!(line(&mut seat, "Giấy tờ").1.contains("[x] số hóa"), "{}", seat.text());
    click(&mut seat, "Giấy tờ", "1 bản", 0);
    seat.type_text("2");
    assert!(line(&mut seat, "Giấy tờ").1.contains("12 bản"), "{}", seat.text());
}

#[test]
fn the_wheel_goes_through_a_form_longer_than_the_window() {
    let mut seat = Seat::new(40, 10, |_| {});
    seat.act(Scope::Global, Act::NewDossier);
    let top = seat.lines();
    (0..20).for_each(|_| seat.give(Input::Mouse(Mouse::WheelDown, 5, 3)));
    assert!(seat.text().contains("Ghi chú") || seat.text().contains("Hẹn trả khác"), "{}", seat.text());
    // The end is the end, and back leads to the beginning.
    (0..20).for_each(|_| seat.give(Input::Mouse(Mouse::WheelUp, 5, 3)));
    assert_eq!(seat.lines(), top);
    // From its last row a form goes back as well.
    seat.press(Key::shift(KeyCode::Tab));
    let bottom = seat.lines();
    (0..20).for_each(|_| seat.give(Input::Mouse(Mouse::WheelUp, 5, 3)));
    assert!(line(&mut seat, "CCCD").0 <= 3, "{}", seat.text());
    seat.press(Key::plain(KeyCode::End));
    assert_eq!(seat.lines(), bottom, "a key leads back to the row in focus");
}

#[test]
fn the_buttons_of_a_question_are_clicked() {
    let mut seat = Seat::new(80, 24, |_| {});
    seat.act(Scope::Global, Act::NewDossier);
    seat.press(Key::plain(KeyCode::Tab));
    seat.type_text("079");
    seat.act(Scope::Accept, Act::NewForm);
    click(&mut seat, "[t] Thôi", "[t] Thôi", 5);
    assert!(!seat.text().contains("Phiếu mới ─") && seat.text().contains("079"), "{}", seat.text());
    seat.act(Scope::Accept, Act::NewForm);
    click(&mut seat, "Bỏ phiếu", "Bỏ phiếu", 1);
    assert!(!seat.text().contains("079"), "{}", seat.text());
}

#[test]
fn a_click_beside_an_open_list_takes_what_was_typed_in_it() {
    let mut seat = Seat::new(80, 24, |_| {});
    seat.act(Scope::Global, Act::NewDossier);
    seat.type_text("ket hon luu dong");
    let lines = seat.lines().len() as u16;
    seat.give(Input::Mouse(Mouse::Click, 3, lines - 4));
    assert!(line(&mut seat, "Thủ tục").1.contains("Thủ tục đăng ký kết hôn lưu động"), "{}", seat.text());
    // Of several none is taken: the list stays as it is, and it is said how one is chosen.
    let mut seat = Seat::new(80, 24, |_| {});
    seat.act(Scope::Global, Act::NewDossier);
    seat.type_text("chung thuc");
    seat.give(Input::Mouse(Mouse::Click, 3, lines - 4));
    assert!(line(&mut seat, "Thủ tục").1.contains("chung thuc"), "{}", seat.text());
    assert!(seat.text().contains("mục khớp; bấm vào một mục"), "{}", seat.text());
    // Where nothing answers to the letters they stay, and it is said.
    let mut seat = Seat::new(80, 24, |_| {});
    seat.act(Scope::Global, Act::NewDossier);
    seat.type_text("khong co nhu vay");
    seat.give(Input::Mouse(Mouse::Click, 3, lines - 4));
    assert!(seat.text().contains("khong co nhu vay"), "{}", seat.text());
    assert!(seat.text().contains("Không có mục nào khớp"), "{}", seat.text());
}
