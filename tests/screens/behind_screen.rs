//! The lists behind the numbers of a report: what fits into them, and how they leave the desk.

use crate::seat;

use motcua::domain::figure::FIGURES;
use motcua::ui::input::{Key, KeyCode};
use motcua::ui::keymap::{Act, Scope};
use ratatui::style::Modifier;
use seat::Seat;

const ENTER: Key = Key::plain(KeyCode::Enter);
const ESC: Key = Key::plain(KeyCode::Esc);

/// Opens the reports of a period of 2025.
fn reports(columns: u16, period: &str) -> Seat {
    let mut seat = Seat::new(columns, 24, |_| {});
    seat.press(Key::f(5));
    seat.act(Scope::Reports, Act::Period);
    seat.type_text(period);
    seat.press(ENTER);
    seat.type_text("2025");
    seat.save();
    seat
}

/// The list behind one figure of the first half.
fn behind(columns: u16, id: &str) -> Seat {
    behind_of(columns, "h1", id)
}

/// The list behind one figure of a period.
fn behind_of(columns: u16, period: &str, id: &str) -> Seat {
    let mut seat = reports(columns, period);
    seat.act(Scope::Reports, Act::Audit);
    let place = FIGURES.iter().filter(|figure| figure.is_public()).position(|figure| figure.id == id);
    // The six sections without words stand above the figures.
    (0..6 + place.expect("a public figure")).for_each(|_| seat.press(Key::plain(KeyCode::Down)));
    seat.press(ENTER);
    seat
}

/// The line that holds these words.
fn line(seat: &mut Seat, words: &str) -> String {
    let lines = seat.lines();
    let found = lines.iter().find(|line| line.contains(words));
    found.unwrap_or_else(|| panic!("{words}\n{}", lines.join("\n"))).clone()
}

#[test]
fn short_words_of_a_drill_down_are_whole_and_long_ones_get_the_room() {
    for columns in [80, 120] {
        let mut seat = behind(columns, "procedures.total");
        let copy = line(&mut seat, "2.000635");
        assert!(copy.contains("2.000635   Cấp bản sao Trích lục hộ tịch, bản sao"), "{columns}: {copy}");
        assert!(copy.contains("Hộ tịch"), "{columns}: {copy}");
        let mut seat = behind(columns, "feedback.total");
        let heard = line(&mut seat, "PAKN-004");
        assert!(heard.contains("PAKN-004 Phản ánh về thời gian giải quyết"), "{columns}: {heard}");
        assert!(heard.contains("10:19 20/01/2025 15:16 24/01/2025"), "{columns}: {heard}");
        assert!(columns < 100 || heard.contains("08:17 03/02/2025"), "{columns}: {heard}");
        let mut seat = behind(columns, "satisfaction.dissatisfied");
        let given = line(&mut seat, "07/02/2025");
        assert!(given.contains("07/02/2025    không hài lòng"), "{columns}: {given}");
        assert!(!seat.text().contains('…'), "{}", seat.text());
    }
}

#[test]
fn a_wide_table_keeps_the_names_of_its_rows_while_its_numbers_pass() {
    // Of 80 columns and of so few that two numbers stand beside the names.
    for columns in [80, 48] {
        let mut seat = reports(columns, "h1");
        seat.act(Scope::Reports, Act::Choices);
        seat.type_text("II.06a");
        seat.press(ENTER);
        // Eleven numbers of the first field, each named when it is its turn; then those of the second.
        for at in 0..22 {
            let row = if at < 11 { "│  1  │ Chứng thực " } else { "│  2  │" };
            let frame = seat.frame();
            // The tab in front stands out in the first line as the number in focus does below.
            let below = frame.content().iter().skip(usize::from(columns));
            let selected = below.into_iter().position(|cell| cell.modifier.contains(Modifier::REVERSED));
            let line = 1 + selected.expect("the number in focus is seen") / usize::from(columns);
            let line = &seat.lines()[line];
            assert!(line.starts_with(row), "{columns}, {at}: {line}\n{}", seat.text());
            // What is first beside the name is a whole cell: a number that lost digits would be another number.
            let beside = line.split('│').nth(3).expect("a cell");
            assert!(beside.starts_with(' '), "{columns}, {at}: {line}");
            seat.tab(1);
        }
    }
}

/// The one file that was let out so far, with its name.
fn file_out(seat: &Seat) -> (String, Vec<u8>) {
    let folder = seat.folder.path().join("ra");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("files").map(|file| file.expect("read").path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    let file = files.remove(0);
    let name = file.file_name().expect("a name").to_string_lossy().into_owned();
    let bytes = std::fs::read(&file).expect("the file");
    std::fs::remove_file(&file).expect("gone");
    (name, bytes)
}

/// What the register remembers of the last file: what it is, its period, and whether names stood in it in full.
fn remembered(seat: &Seat) -> (String, String, bool) {
    let raw = rusqlite::Connection::open(seat.path()).expect("the register");
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    raw.query_row("SELECT what, period_from, unmasked FROM export ORDER BY id DESC LIMIT 1", [], row).expect("a row")
}

#[test]
fn the_list_behind_a_number_leaves_the_desk_as_a_file_masked_and_remembered() {
    let mut seat = behind(80, "settled.overdue");
    let keys = seat.lines()[22].clone();
    for key in ["Esc Quay lại", "x Xuất tệp", "i In"] {
        assert!(keys.contains(key), "{key}: {keys}");
    }
    seat.act(Scope::List, Act::Export);
    assert!(seat.text().contains("Giải quyết quá hạn, 06 tháng đầu năm 2025: 46 hồ sơ"), "{}", seat.text());
    // Excel, Word, CSV.
    (0..2).for_each(|_| seat.press(Key::plain(KeyCode::Right)));
    seat.save();
    let (name, bytes) = file_out(&seat);
    assert_eq!(name, "giai-quyet-qua-han-06-thang-dau-nam-2025-2026-11-21.csv");
    let text = String::from_utf8(bytes).expect("text");
    assert_eq!(text.lines().count(), 47, "{text}");
    let first = text.lines().nth(1).expect("a row");
    assert!(
        first.contains("H99.07-241219-0004") && first.contains("V. N. T.") && !first.contains("Võ Ngọc"),
        "{first}"
    );
    assert_eq!(remembered(&seat), ("list settled.overdue".to_owned(), "2025-01-01".to_owned(), false));
    assert_eq!(seat.last_op(), "export");
    // Names in full are remembered as such.
    seat.press(ESC);
    seat.act(Scope::List, Act::Export);
    seat.tab(1);
    seat.press(Key::plain(KeyCode::Right));
    seat.save();
    file_out(&seat);
    assert_eq!(remembered(&seat), ("list settled.overdue".to_owned(), "2025-01-01".to_owned(), true));
}

#[test]
fn a_file_of_a_past_period_tells_of_its_dossiers_as_they_stood() {
    // One of them was paused then, and one was to be returned the day after and is late by days now.
    let mut seat = behind_of(80, "q1", "open.total");
    let n = seat.status().split('/').nth(1).expect("a number").parse::<usize>().expect("digits");
    seat.act(Scope::List, Act::Export);
    (0..3).for_each(|_| seat.press(Key::plain(KeyCode::Right)));
    seat.save();
    let text = String::from_utf8(file_out(&seat).1).expect("text");
    assert!(text.contains(&format!("Tính đến hết ngày 31/03/2025: {n} hồ sơ.")), "{text}");
    let open = text.matches("đang giải quyết").count() + text.matches("tạm dừng").count();
    assert_eq!(open, n, "what happened later has not happened: {text}");
    let row = |code: &str| text.lines().find(|line| line.contains(code)).expect("a row").to_owned();
    assert!(row("H99.07-250326-0011").contains("│ tạm dừng "), "{text}");
    let late = row("H99.07-250331-0007").split('│').nth(10).expect("a cell").trim().to_owned();
    assert_eq!(late, "", "it was not late yet: {text}");
}

#[test]
fn other_records_behind_a_number_leave_the_desk_too() {
    let mut seat = behind(80, "feedback.total");
    seat.act(Scope::List, Act::Export);
    assert!(seat.text().contains("Phản ánh, kiến nghị tiếp nhận, 06 tháng đầu năm 2025: 7 dòng"), "{}", seat.text());
    (0..2).for_each(|_| seat.press(Key::plain(KeyCode::Right)));
    seat.save();
    let (name, bytes) = file_out(&seat);
    assert_eq!(name, "phan-anh-kien-nghi-tiep-nhan-06-thang-dau-nam-2025-2026-11-21.csv");
    let text = String::from_utf8(bytes).expect("text");
    let first = "1,PAKN-004,Phản ánh về thời gian giải quyết,10:19 20/01/2025,15:16 24/01/2025,08:17 03/02/2025";
    assert_eq!(text.lines().nth(1), Some(first), "{text}");
    assert_eq!(remembered(&seat).0, "list feedback.total");
    seat.press(ESC);
    seat.act(Scope::List, Act::Print);
    seat.press(ENTER);
    assert!(file_out(&seat).0.ends_with(".docx"), "{}", seat.text());
}
