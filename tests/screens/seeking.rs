//! Lists that take longer than a key may wait: the frame comes at once and says so, the rows when they are found.

use std::time::Duration;

use crate::seat;

use motcua::app::worker::{Desk, Patience};
use motcua::domain::text::fold;
use motcua::store::pages::{ListColumn, Order, Query, Show, Way};
use motcua::store::{Mode, Store};
use motcua::ui::input::{Key, KeyCode};
use motcua::ui::work::list::{Answer, Ask, At};
use motcua::ui::work::stop::Stop;
use motcua::ui::work::{Job, Reply};
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

#[test]
fn a_long_list_is_counted_to_its_end_beside_the_keys_while_its_rows_are_there() {
    let mut seat = Seat::impatient(120, 40, |_| {});
    seat.press(Key::f(4));
    seat.press(Key::char('/'));
    seat.type_text("h99");
    let n = found(&seat, "h99");
    assert!(n > 1_000, "{n}");
    assert!(seat.hear_until(|seat| seat.text().contains("hơn 1.000, đang đếm…")), "{}", seat.text());
    assert!(!rows(&mut seat).is_empty() && !seat.text().contains("đang tìm…"), "{}", seat.text());
    seat.hear();
    let said = format!("/{}.{:03}", n / 1_000, n % 1_000);
    assert!(seat.status().contains(&said) && !seat.text().contains("đang đếm"), "{said}: {}", seat.status());
    // What was counted to its end is remembered: going away and coming back counts nothing anew.
    seat.press(Key::f(3));
    seat.press(Key::f(4));
    assert!(seat.status().contains(&said), "{said}: {}", seat.status());
}

/// Puts what is no register in its place: whoever has it open goes on, and nobody else can open it.
fn out_of_reach(seat: &Seat) {
    std::fs::rename(seat.path(), seat.path().with_extension("away")).expect("moved");
    std::fs::write(seat.path(), "đây không phải là sổ").expect("written");
}

#[test]
fn a_list_whose_rest_cannot_be_counted_says_so_and_waits_no_more() {
    let mut seat = Seat::impatient(120, 40, |_| {});
    seat.press(Key::f(4));
    seat.press(Key::char('/'));
    // The connection that looks for words is there before the register goes.
    seat.type_text("nguyen");
    seat.hear();
    out_of_reach(&seat);
    (0..6).for_each(|_| seat.press(Key::plain(KeyCode::Backspace)));
    seat.type_text("h99");
    seat.hear();
    let text = seat.text();
    assert!(text.lines().any(|line| line.starts_with(" x ")), "why: {text}");
    // The next key takes the message away.
    seat.press(Key::plain(KeyCode::Down));
    let text = seat.text();
    assert!(text.contains("hơn 1.000, chưa đếm được") && !text.contains("đang đếm"), "{text}");
}

#[test]
fn a_list_whose_rows_cannot_be_looked_for_says_so_and_stands_as_it_stood() {
    let mut seat = Seat::impatient(120, 40, |_| {});
    seat.press(Key::f(4));
    let before = rows(&mut seat);
    out_of_reach(&seat);
    seat.press(Key::char('s'));
    seat.type_text("thu tuc tang");
    seat.press(Key::plain(KeyCode::Enter));
    seat.hear();
    let text = seat.text();
    assert!(!text.contains("đang tìm…"), "{text}");
    assert!(text.lines().any(|line| line.starts_with(" x ")), "why: {text}");
    assert_eq!(rows(&mut seat), before);
}

#[test]
fn a_list_of_another_screen_leaves_a_count_alone() {
    let (_folder, path) = seat::register(|_| {});
    let store = Store::open(&path, Mode::Existing).expect("the register");
    let patience = Patience { wait: Duration::ZERO, rows: 0, ..Patience::default() };
    let mut desk = Desk::new(store, seat::hand()).expect("a desk").patient(patience).speaking(|_| {});
    let finding = |words: &str| Query { find: words.to_owned(), ..Query::default() };
    let stop = Stop::default();
    desk.carry_out(Job::List(Ask::Whole { ticket: 1, query: finding("h99"), stop: stop.clone() }));
    let other = Ask::Window { ticket: 2, query: finding("nguyen"), at: At::First, limit: 40 };
    let begun = desk.carry_out(Job::List(other));
    assert!(matches!(begun, Reply::List(Answer::Seeking { ticket: 2 })), "{begun:?}");
    assert!(!stop.asked(), "its list would say for ever that it counts");
}

#[test]
fn what_a_check_in_another_window_mends_is_seen_at_once() {
    // The index of words and the numbers of the day are lost.
    let lost = "INSERT INTO dossier_search (dossier_search) VALUES ('delete-all'); DELETE FROM mark_tally";
    let raw = |path: &std::path::Path, sql| {
        rusqlite::Connection::open(path).expect("the file").execute_batch(sql).expect("written beside the history");
    };
    let mut seat = Seat::new(120, 40, |store| raw(store.path(), lost));
    let damaged = seat.text();
    seat.press(Key::f(4));
    seat.press(Key::char('/'));
    seat.type_text("nguyen");
    assert!(rows(&mut seat).is_empty(), "{}", seat.text());
    seat.register().rebuild_derived(&seat::stamp()).expect("mended");
    // Words that are whole by SQLite's own check are made anew by the statement that it would be done with.
    raw(seat.path(), "INSERT INTO dossier_search (dossier_search) VALUES ('rebuild')");
    seat.idle();
    seat.hear();
    assert!(!rows(&mut seat).is_empty(), "{}", seat.text());
    seat.press(Key::f(3));
    assert_ne!(seat.text(), damaged, "the numbers of the day");
    let whole = Seat::new(120, 40, |_| {}).text();
    assert_eq!(seat.text(), whole);
}

#[test]
fn the_late_ones_around_one_that_is_not_late_are_found_without_a_walk_through_all_that_is_open() {
    let mut text = String::from("code,procedure_code,applicant_name,channel,accepted_at,limit\n");
    for n in 1..=3_000 {
        text.push_str(&format!(
            "GIA-{n:06},1.001022,Người Mẫu,direct,2026-11-20 {:02}:{:02},30wd\n",
            7 + n / 600,
            n % 60
        ));
    }
    let (_folder, path) = seat::register(|store| {
        let noun = motcua::exchange::Noun::Dossiers;
        motcua::desk::import::import(store, &seat::stamp(), noun, "d.csv", text.as_bytes(), &mut |_, _| true)
            .expect("taken");
    });
    let mut store = Store::open(&path, Mode::Existing).expect("the register");
    let first = store.read().dossier_id("GIA-000001").expect("read").expect("there");
    let steps = store.count_steps().expect("counted");
    let mut desk = Desk::new(store, seat::hand()).expect("a desk");
    let late = Query { show: Show::Overdue, order: Order::Due, ..Query::default() };
    let mut taken = |at: At| {
        let before = steps.taken();
        let reply = desk.carry_out(Job::List(Ask::Window { ticket: 1, query: late.clone(), at, limit: 40 }));
        let Reply::List(Answer::Window { rows, .. }) = reply else { panic!("{reply:?}") };
        assert!(!rows.is_empty());
        (rows.iter().map(|row| row.id).collect::<Vec<_>>(), steps.taken() - before)
    };
    let ((from_the_first, least), (around, most)) = (taken(At::First), taken(At::Around(first)));
    assert_eq!(around, from_the_first);
    assert!(most < least + 500, "{least} steps, then {most}");
}
