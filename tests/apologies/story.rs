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
    seat.tab(1);
    seat.press(RIGHT);
    seat.tab(1);
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
    seat.tab(1);
    seat.press(RIGHT);
    seat.tab(1);
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
    seat.tab(1);
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
    seat.tab(1);
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

/// A part with more dossiers than rows says so, words and a file have those behind as well.
/// A seat at a ledger with so many invented dossiers more.
fn at_a_ledger_of(dossiers: usize) -> Seat {
    // What was accepted last is due last, and stands behind the rows.
    let one = |n| if n == dossiers { ("Vừ Thị Cuối", "2026-10-20") } else { ("Người Mẫu", "2026-10-05") };
    at_a_ledger(dossiers, one)
}

/// The same, each with a name and a day of acceptance of its own.
fn at_a_ledger(dossiers: usize, one: impl Fn(usize) -> (&'static str, &'static str)) -> Seat {
    let mut text = String::from("code,procedure_code,applicant_name,channel,accepted_at\n");
    for n in 1..=dossiers {
        let (name, day) = one(n);
        text.push_str(&format!("GIA-{n:06},1.001022,{name},direct,{day} {:02}:{:02}\n", 8 + n / 600, n % 60));
    }
    let mut seat = Seat::new(120, 40, |store| {
        let noun = motcua::exchange::Noun::Dossiers;
        motcua::desk::import::import(store, &crate::seat::stamp(), noun, "d.csv", text.as_bytes(), &mut |_, _| true)
            .expect("taken");
    });
    seat.press(Key::alt('x'));
    seat
}

/// The code that words select first in the ledger.
fn found(seat: &mut Seat, words: &str) -> String {
    seat.act(Scope::List, Act::Find);
    seat.press(Key::ctrl('u'));
    seat.type_text(words);
    seat.press(Key::plain(KeyCode::Enter));
    assert!(!seat.text().contains("Không có dòng nào"), "{words}: {}", seat.text());
    selected(seat)
}

#[test]
fn words_find_the_same_rows_in_a_ledger_of_any_length() {
    for dossiers in [12, 1_100] {
        let mut seat = at_a_ledger_of(dossiers);
        let last = format!("GIA-{dossiers:06}");
        assert_eq!(found(&mut seat, "vu cuoi"), last);
        let lines = seat.lines();
        let row = lines.iter().find(|line| line.contains(&last)).expect("its row");
        let due = row.split_whitespace().find(|word| word.contains('/')).expect("a due date").to_owned();
        // The due date as its row shows it, whole, and with how late it is.
        for words in [format!("vu {due}"), format!("vu {due}/2026"), "vu 2026".to_owned(), format!("{due} trễ cuoi")]
        {
            assert_eq!(found(&mut seat, &words), last, "{words} of {dossiers}: {}", seat.text());
        }
        assert_eq!(found(&mut seat, &format!("{due}/2026")), last, "{}", seat.text());
        seat.press(ESC);
        assert!(!seat.text().contains("Lọc (Esc"), "{}", seat.text());
    }
}

#[test]
fn what_stands_behind_the_rows_of_a_part_is_told_of_found_and_let_out() {
    let mut seat = at_a_ledger_of(1_100);
    assert!(part(&mut seat).starts_with("Chưa xin lỗi 1."), "{}", seat.text());
    for (columns, rows) in [(80, 24), (40, 10), (120, 40)] {
        seat.resize(columns, rows);
        assert!(seat.text().contains("Mới hiện 1.000 hồ sơ đầu, / để tìm"), "{}", seat.text());
    }
    key(&mut seat, Act::MarkAll);
    assert!(seat.text().contains("Chỉ đánh dấu các dòng đang hiện. Mới hiện 1.000 hồ sơ đầu"), "{}", seat.text());
    key(&mut seat, Act::MarkAll);
    let find = |seat: &mut Seat, words: &str| {
        seat.act(Scope::List, Act::Find);
        seat.press(Key::ctrl('u'));
        seat.type_text(words);
        seat.press(Key::plain(KeyCode::Enter));
    };
    for words in ["vu cuoi", "GIA-001100"] {
        find(&mut seat, words);
        assert_eq!(selected(&mut seat), "GIA-001100", "{words}: {}", seat.text());
        assert!(!seat.text().contains("Mới hiện"), "{}", seat.text());
    }
    // One that words found is marked still when the whole part is there again.
    key(&mut seat, Act::Mark);
    seat.press(ESC);
    assert!(seat.text().contains("Mới hiện 1.000 hồ sơ đầu"), "{}", seat.text());
    key(&mut seat, Act::IssueLetter);
    assert!(seat.text().contains("GIA-001100"), "{}", seat.text());
    seat.press(ESC);
    key(&mut seat, Act::Export);
    let of_part = part(&mut seat).rsplit(' ').next().expect("a number").to_owned();
    assert!(seat.text().contains(&format!("chưa xin lỗi: {of_part} hồ sơ")), "{}", seat.text());
    seat.press(ESC);
}

/// Who typed a reason keeps it, whatever is chosen below it afterwards; a usual one is exchanged for another.
#[test]
fn a_usual_reason_never_takes_the_place_of_a_typed_one() {
    let mut seat = at_the_ledger(120, 40);
    let reason = |seat: &mut Seat| {
        let lines = seat.lines();
        let line = lines.iter().find(|line| line.contains("Lý do chậm")).expect("the line").clone();
        line.replace(['│', '┃', '|'], " ").split_once("Lý do chậm").expect("its text").1.trim().to_owned()
    };
    key(&mut seat, Act::IssueLetter);
    seat.tab(1);
    seat.press(RIGHT);
    let first = reason(&mut seat);
    assert!(!first.is_empty(), "an empty line is filled: {}", seat.text());
    seat.press(RIGHT);
    let second = reason(&mut seat);
    assert_ne!(second, first, "one usual reason is exchanged for another");
    seat.press(Key::shift(KeyCode::Tab));
    seat.press(Key::ctrl('a'));
    seat.type_text("Máy in mẫu hỏng");
    seat.tab(1);
    seat.press(RIGHT);
    assert_eq!(reason(&mut seat), "Máy in mẫu hỏng", "{}", seat.text());
    assert!(seat.text().contains("Lý do đã gõ được giữ nguyên"), "{}", seat.text());
    for _ in 0..12 {
        if !seat.text().contains("tự gõ ở dòng trên") {
            seat.press(RIGHT);
        }
    }
    assert!(seat.text().contains("tự gõ ở dòng trên"), "{}", seat.text());
    assert_eq!(reason(&mut seat), "Máy in mẫu hỏng", "{}", seat.text());
}

/// The same of the cause of a lateness, and of the reason for which there is no letter.
#[test]
fn a_usual_cause_never_takes_the_place_of_a_typed_one() {
    for (act, list_first) in [(Act::Classify, true), (Act::ExcuseLetter, false)] {
        let mut seat = at_the_ledger(120, 40);
        key(&mut seat, act);
        seat.tab(if list_first { 2 } else { 0 });
        seat.type_text("Máy in mẫu hỏng");
        seat.press(if list_first { Key::shift(KeyCode::Tab) } else { Key::plain(KeyCode::Tab) });
        for turn in [RIGHT, RIGHT, Key::plain(KeyCode::Left), Key::plain(KeyCode::Left)] {
            seat.press(turn);
            assert!(seat.text().contains("Máy in mẫu hỏng"), "{act:?}: {}", seat.text());
        }
    }
}

/// What another window gave a letter meanwhile is not printed with the letters that were issued for the rest.
#[test]
fn those_that_a_move_left_out_are_not_marked_with_those_it_was_made_for() {
    let mut seat = at_the_ledger(120, 40);
    for _ in 0..3 {
        key(&mut seat, Act::Mark);
        seat.press(Key::plain(KeyCode::Down));
    }
    seat.press(Key::plain(KeyCode::Home));
    let other = selected(&mut seat);
    issued_elsewhere(&seat, &other);
    key(&mut seat, Act::IssueLetter);
    assert!(seat.text().contains("1 trong 3 hồ sơ"), "{}", seat.text());
    seat.press(Key::char('l'));
    seat.type_text("Máy in mẫu hỏng");
    seat.tab(2);
    seat.type_text("+5");
    seat.save();
    assert!(part(&mut seat).starts_with("Chưa đăng tải"), "{}", seat.text());
    assert!(seat.text().contains("đã đánh dấu 2"), "{}", seat.text());
    assert!(seat.text().contains(&other), "it stands in this part too: {}", seat.text());
}

/// Another window issues a letter for the dossier with a code.
fn issued_elsewhere(seat: &Seat, code: &str) {
    let mut store = seat.register();
    let query = motcua::store::pages::Query { find: code.to_owned(), ..Default::default() };
    let way = motcua::store::pages::Way::After;
    let rows = store.read().page(&query, crate::seat::now(), None, way, 1).expect("a page");
    let target = [motcua::desk::Target { id: rows[0].id, version: rows[0].version }];
    let letter = motcua::desk::apologise::Issue {
        number: String::new(),
        reason: "cửa sổ khác ghi".to_owned(),
        signer: "Người Ký Mẫu".to_owned(),
        at: crate::seat::now(),
        reappointed_at: Some(motcua::domain::day::Moment { day: crate::seat::now().day.plus(9), ..crate::seat::now() }),
        why: String::new(),
    };
    motcua::desk::apologise::issue(&mut store, &crate::seat::stamp(), &target, &letter).expect("issued");
}

/// In a part that is longer than its rows, too, a step is for what is in sight once it is narrowed to a value, and for
/// nothing that has left the part.
#[test]
fn a_step_is_for_marks_of_the_part_that_are_not_narrowed_away() {
    let mut seat = at_a_ledger(1_100, |n| (if n % 2 == 0 { "Người Chẵn" } else { "Người Lẻ" }, "2026-01-05"));
    seat.act(Scope::List, Act::Find);
    seat.type_text("GIA-0000");
    seat.press(Key::plain(KeyCode::Enter));
    let mut codes = Vec::new();
    for _ in 0..5 {
        codes.push(selected(&mut seat));
        key(&mut seat, Act::Mark);
    }
    seat.press(ESC);
    let meant = |seat: &mut Seat| {
        key(seat, Act::IssueLetter);
        let text = seat.text();
        seat.press(ESC);
        text
    };
    assert!(meant(&mut seat).contains(": 5 hồ sơ"), "{}", seat.text());
    issued_elsewhere(&seat, &codes[4]);
    seat.idle();
    assert!(meant(&mut seat).contains(": 4 hồ sơ"), "what has left the part is no longer meant: {}", seat.text());
    key(&mut seat, Act::FilterBy);
    seat.type_text("nguoi nop");
    seat.press(Key::plain(KeyCode::Enter));
    assert!(seat.text().contains("Lọc"), "{}", seat.text());
    let text = meant(&mut seat);
    assert!(text.contains(": 2 hồ sơ"), "what is narrowed away is not meant: {text}");
}

/// Closing a late dossier back in time is asked about before it is saved, and the letter that stands is named.
#[test]
fn an_end_noted_so_far_back_that_a_late_dossier_was_never_late_is_asked_about() {
    let mut seat = at_the_ledger(80, 24);
    let code = selected(&mut seat);
    issued_elsewhere(&seat, &code);
    seat.idle();
    seat.press(Key::f(4));
    seat.act(Scope::Dossiers, Act::Find);
    seat.type_text(&code);
    seat.press(Key::plain(KeyCode::Enter));
    seat.act(Scope::Dossiers, Act::Moves);
    seat.type_text("k");
    assert!(!seat.text().contains("Bỏ quá hạn"), "an end of today takes nothing away: {}", seat.text());
    seat.press(Key::ctrl('a'));
    seat.type_text("7/2/2025 0900");
    let text = seat.text();
    assert!(text.contains("hồ sơ quá hạn từ 00:00 08/02/2025") && text.contains("văn bản xin lỗi số 01/PXL"), "{text}");
    let before = seat.register().chain_head().expect("the journal").0;
    seat.save();
    assert_eq!(seat.register().chain_head().expect("the journal").0, before, "{}", seat.text());
    seat.type_text("Máy in mẫu hỏng");
    seat.tab(1);
    seat.press(Key::char(' '));
    seat.save();
    assert_eq!(seat.last_op(), "settle", "{}", seat.text());
}

#[test]
fn marks_that_are_dropped_with_the_part_or_the_year_are_told_of() {
    let mut seat = at_the_ledger(80, 24);
    let before = part(&mut seat);
    key(&mut seat, Act::Mark);
    key(&mut seat, Act::Mark);
    assert!(seat.text().contains("đã đánh dấu 2"), "{}", seat.text());
    key(&mut seat, Act::NextPart);
    assert!(seat.text().contains("Đã bỏ dấu của 2 dòng"), "{}", seat.text());
    key(&mut seat, Act::PreviousPart);
    assert_eq!(part(&mut seat), before);
    assert!(!seat.text().contains("bỏ dấu"), "there were none to drop: {}", seat.text());
    key(&mut seat, Act::Mark);
    key(&mut seat, Act::PreviousYear);
    assert!(seat.text().contains("Đã bỏ dấu của 1 dòng"), "{}", seat.text());
}
