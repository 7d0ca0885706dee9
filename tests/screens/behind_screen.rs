//! The lists behind the numbers of a report: what fits into them, and how they leave the desk.

use crate::seat;

use motcua::domain::figure::FIGURES;
use motcua::ui::input::{Key, KeyCode};
use motcua::ui::keymap::{Act, Scope};
use ratatui::style::Modifier;
use seat::Seat;

const ENTER: Key = Key::plain(KeyCode::Enter);

/// Opens the reports of the first half of 2025.
fn reports(columns: u16) -> Seat {
    let mut seat = Seat::new(columns, 24, |_| {});
    seat.press(Key::f(5));
    seat.act(Scope::Reports, Act::Period);
    seat.type_text("h1");
    seat.press(ENTER);
    seat.type_text("2025");
    seat.save();
    seat
}

/// The list behind one of their figures.
fn behind(columns: u16, id: &str) -> Seat {
    let mut seat = reports(columns);
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
        let mut seat = reports(columns);
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
