//! A morning with the ledger by keys alone: letters for three dossiers at once, their files, the steps after, one undo.

use motcua::ui::input::{Key, KeyCode};
use motcua::ui::keymap::{Act, Scope};

use crate::seat::Seat;

const ESC: Key = Key::plain(KeyCode::Esc);
const RIGHT: Key = Key::plain(KeyCode::Right);

/// A seat at the ledger; nothing is sent to a printer.
fn at_the_ledger(columns: u16, rows: u16) -> Seat {
    let mut seat = Seat::new(columns, rows, |store| {
        let silent = [("print_command".to_owned(), "true {file}".to_owned())];
        motcua::desk::set_up::change_settings(store, &crate::seat::stamp(), &silent).expect("set");
    });
    seat.press(Key::alt('x'));
    seat
}

fn part(seat: &mut Seat) -> String {
    let line = seat.lines()[2].clone();
    let (from, to) = (line.find('[').expect("a part"), line.find(']').expect("a part"));
    line[from + 1..to].to_owned()
}

fn key(seat: &mut Seat, act: Act) {
    seat.act(Scope::Apologies, act);
}

#[test]
fn letters_of_three_dossiers_are_issued_printed_uploaded_and_undone() {
    let mut seat = at_the_ledger(120, 40);
    let before = part(&mut seat);
    assert!(before.starts_with("Chưa xin lỗi "), "{}", seat.text());
    let mut codes = Vec::new();
    for _ in 0..3 {
        codes.push(selected(&mut seat));
        key(&mut seat, Act::Mark);
        seat.press(Key::plain(KeyCode::Down));
    }
    key(&mut seat, Act::IssueLetter);
    assert!(seat.text().contains("Số sẽ cấp: 01/PXL … 03/PXL (03 văn bản"), "{}", seat.text());
    seat.save();
    assert!(seat.text().contains("Hãy ghi ngày hẹn trả mới"), "what is missing is said: {}", seat.text());
    seat.press(ESC);
    key(&mut seat, Act::IssueLetter);
    seat.press(RIGHT);
    seat.tab(2);
    seat.type_text("+1");
    assert!(seat.text().contains("có đề xuất nghỉ 23/11/2026"), "both outcomes are said: {}", seat.text());
    assert!(seat.text().contains("25/11/2026"), "both outcomes are said: {}", seat.text());
    seat.press(Key::plain(KeyCode::Backspace));
    seat.type_text("5");
    assert!(seat.text().contains("Thứ Hai 30/11/2026"), "five working days, the 24th is off: {}", seat.text());
    seat.save();
    assert!(seat.text().contains("số 01/PXL … 03/PXL"), "{}", seat.text());
    assert!(part(&mut seat).starts_with("Chưa đăng tải"), "{}", seat.text());
    assert_eq!(seat.last_op(), "apologise");

    key(&mut seat, Act::Print);
    assert!(seat.text().contains("Đã gửi in"), "{}", seat.text());
    seat.press(ESC);
    let folder = std::fs::read_dir(seat.folder.path().join("ra")).expect("files").next().expect("one").expect("read");
    let files = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(files, 4, "one file each and one of all");

    key(&mut seat, Act::UploadLetter);
    seat.save();
    key(&mut seat, Act::NextPart);
    assert!(part(&mut seat).starts_with("Chưa niêm yết"), "{}", seat.text());
    assert!(seat.text().contains("02/PXL"), "{}", seat.text());
    seat.press(Key::ctrl('z'));
    seat.press(Key::ctrl('z'));
    assert!(!seat.status().contains("đánh dấu"), "letters that are gone leave no marks: {}", seat.status());
    key(&mut seat, Act::LetterNumbers);
    assert!(seat.text().contains("3 số: 0 trên văn bản, 3 đã hủy"), "{}", seat.text());
    for code in &codes {
        assert!(seat.text().contains(code.as_str()), "whose it was, {code}: {}", seat.text());
    }
    seat.resize(80, 24);
    assert!(seat.text().contains(codes[0].as_str()), "whole in a small window: {}", seat.text());
    seat.resize(120, 40);
    seat.press(ESC);
    while !part(&mut seat).starts_with("Chưa xin lỗi") {
        key(&mut seat, Act::NextPart);
    }
    assert_eq!(part(&mut seat), before);
}

#[test]
fn a_second_letter_is_refused_with_the_key_that_corrects_the_first() {
    let mut seat = at_the_ledger(80, 24);
    key(&mut seat, Act::IssueLetter);
    seat.press(RIGHT);
    seat.tab(2);
    seat.type_text("+5");
    seat.save();
    while !part(&mut seat).starts_with("Chưa đăng tải") {
        key(&mut seat, Act::NextPart);
    }
    for act in [Act::IssueLetter, Act::ExcuseLetter] {
        key(&mut seat, act);
        assert!(seat.text().contains("sửa, hẹn lại hoặc hủy: Enter, rồi phím a"), "{act:?}: {}", seat.text());
    }
}

#[test]
fn a_reason_for_no_letter_and_a_kind_of_lateness_are_one_key_each() {
    let mut seat = at_the_ledger(120, 40);
    key(&mut seat, Act::ExcuseLetter);
    seat.press(RIGHT);
    seat.save();
    assert!(seat.text().contains("có lý do 1"), "{}", seat.text());
    key(&mut seat, Act::Classify);
    assert!(
        seat.text().contains("Xong việc thực tế:") && seat.text().contains("Kết thúc trên Cổng:"),
        "{}",
        seat.text()
    );
    assert!(!seat.text().contains("Minh chứng"), "evidence is asked of lateness by operation: {}", seat.text());
    for _ in 0..3 {
        if !seat.text().contains("‹ trễ do thao tác") {
            seat.press(RIGHT);
        }
    }
    assert!(seat.text().contains("Minh chứng"), "{}", seat.text());
    seat.save();
    assert!(seat.text().contains("Đổi loại trễ hạn phải ghi lý do."), "{}", seat.text());
    seat.press(ESC);
    let why = |seat: &mut Seat, act: Act| {
        key(seat, act);
        seat.text()
    };
    assert!(why(&mut seat, Act::UploadLetter).contains("chưa có văn bản xin lỗi"), "{}", seat.text());
    assert!(why(&mut seat, Act::Print).contains("chưa có văn bản xin lỗi"), "{}", seat.text());
}

/// The code in the selected row.
fn selected(seat: &mut Seat) -> String {
    let lines = seat.lines();
    let line = lines.iter().find(|line| line.starts_with('>') || line.starts_with('▶')).expect("a selected row");
    line.split_whitespace().find(|word| word.len() > 8).expect("a code").to_owned()
}

#[test]
fn an_undo_selects_the_dossier_that_it_brings_back() {
    let mut seat = at_the_ledger(120, 40);
    seat.press(Key::plain(KeyCode::Down));
    let excused = selected(&mut seat);
    key(&mut seat, Act::ExcuseLetter);
    seat.press(RIGHT);
    seat.save();
    assert_ne!(selected(&mut seat), excused, "it has left this part");
    for _ in 0..2 {
        seat.press(Key::ctrl('z'));
        assert_eq!(selected(&mut seat), excused, "{}", seat.text());
        seat.press(Key::ctrl('y'));
        assert_ne!(selected(&mut seat), excused);
    }
}

#[test]
fn every_part_and_the_numbers_can_be_walked_in_a_small_window() {
    for (columns, rows) in [(80, 24), (40, 10)] {
        let mut seat = at_the_ledger(columns, rows);
        for _ in 0..6 {
            assert!(part(&mut seat).chars().any(|c| c.is_ascii_digit()), "{}", seat.text());
            assert!(seat.lines()[1].contains("chưa "), "the missing part of the sum is seen: {}", seat.text());
            key(&mut seat, Act::NextPart);
        }
        key(&mut seat, Act::LetterNumbers);
        assert!(seat.text().contains("chưa cấp số") || seat.text().contains("số:"), "{}", seat.text());
        seat.press(ESC);
        key(&mut seat, Act::PreviousYear);
        assert!(seat.text().contains("Năm 2025"), "{}", seat.text());
    }
}
