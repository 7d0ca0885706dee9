//! Lists that take longer than a key may wait: the frame comes at once and says so, the rows when they are found.

use crate::seat;

use motcua::domain::text::fold;
use motcua::store::pages::{ListColumn, Order, Query, Way};
use motcua::ui::input::{Key, KeyCode};
use seat::Seat;

/// The lines of the sample's dossiers on screen.
fn rows(seat: &mut Seat) -> Vec<String> {
    seat.lines().into_iter().filter(|line| line.contains("H99.07-")).collect()
}

/// How many dossiers words find, asked by somebody who waits.
fn found(seat: &Seat, words: &str) -> usize {
    let query = Query { find: words.to_owned(), ..Query::default() };
    seat.register().read().count(&query, seat::now(), 100_000).expect("counted")
}

#[test]
fn words_are_looked_for_beside_the_keys_and_the_rows_take_the_place_of_the_notice() {
    let mut seat = Seat::impatient(120, 40, |_| {});
    seat.press(Key::f(4));
    let before = rows(&mut seat);
    assert!(!before.is_empty() && !seat.text().contains("đang tìm…"), "{}", seat.text());
    seat.press(Key::char('/'));
    seat.type_text("nguyen");
    assert!(seat.text().contains("đang tìm…"), "{}", seat.text());
    assert_eq!(rows(&mut seat), before, "the list stands as it stood");
    seat.hear();
    let text = seat.text();
    assert!(!text.contains("đang tìm…"), "{text}");
    let shown = rows(&mut seat);
    assert!(!shown.is_empty() && shown.iter().all(|row| fold(row).contains("nguyen")), "{shown:#?}");
    assert_ne!(shown, before);
    let n = found(&seat, "nguyen");
    assert!(n > shown.len(), "{n}");
    assert!(seat.status().contains(&format!("/{n}")), "{n}: {}", seat.status());
}

#[test]
fn who_types_on_sees_what_the_last_letters_find_and_nothing_older() {
    let mut seat = Seat::impatient(120, 40, |_| {});
    seat.press(Key::f(4));
    seat.press(Key::char('/'));
    seat.type_text("nguyen thi");
    seat.type_text(" ha");
    assert!(seat.text().contains("đang tìm…"), "{}", seat.text());
    seat.hear();
    let shown = rows(&mut seat);
    assert!(!seat.text().contains("đang tìm…"), "{}", seat.text());
    for row in &shown {
        let row = fold(row);
        assert!(["nguyen", "thi", " ha"].iter().all(|word| row.contains(word)), "{row}");
    }
    assert_eq!(shown.len().min(5), found(&seat, "nguyen thi ha").min(5), "{}", seat.text());
    // A letter less finds more, and what was found before it is still known: nothing has to be looked for.
    seat.press(Key::plain(KeyCode::Backspace));
    seat.hear();
    assert!(rows(&mut seat).len() >= shown.len(), "{}", seat.text());
}

#[test]
fn a_long_list_is_sorted_beside_the_keys_once_and_its_pages_come_at_once_after_that() {
    let mut seat = Seat::impatient(120, 40, |_| {});
    seat.press(Key::f(4));
    let before = rows(&mut seat);
    seat.press(Key::char('s'));
    seat.type_text("thu tuc tang");
    seat.press(Key::plain(KeyCode::Enter));
    assert!(seat.text().contains("đang tìm…"), "{}", seat.text());
    assert_eq!(rows(&mut seat), before, "the list stands as it stood");
    seat.hear();
    assert!(!seat.text().contains("đang tìm…"), "{}", seat.text());
    seat.press(Key::plain(KeyCode::Home));
    assert!(!seat.text().contains("đang tìm…"), "sorted already: {}", seat.text());
    let query = Query { order: Order::By(ListColumn::Procedure, false), ..Query::default() };
    let sorted = seat.register().read().page(&query, seat::now(), None, Way::After, 3).expect("a page");
    let shown = rows(&mut seat);
    for (row, line) in sorted.iter().zip(&shown) {
        assert!(line.contains(&row.code), "{} {line}", row.code);
    }
    seat.press(Key::plain(KeyCode::PageDown));
    assert!(!seat.text().contains("đang tìm…"), "{}", seat.text());
    assert_ne!(rows(&mut seat), shown);
}
