//! What says what to do is never cut: the sentences of empty screens and of the status line, on every screen of a desk
//! that has no dossier yet and of one that has.

use crate::seat;

use motcua::desk::sample;
use motcua::desk::set_up::{self, SetUp};
use motcua::store::{Mode, Store};
use motcua::ui::input::{Key, KeyCode};
use motcua::ui::keymap::{Act, Scope, key_of, rows};
use seat::{Seat, stamp};

const ESC: Key = Key::plain(KeyCode::Esc);
const TAB: Key = Key::plain(KeyCode::Tab);

/// Every screen with a key of its own, and how many parts it has.
const SCREENS: [(Act, usize); 16] = [
    (Act::Today, 1),
    (Act::NewDossier, 1),
    (Act::Dossiers, 1),
    (Act::Overdue, 1),
    (Act::Reports, 1),
    (Act::Catalogue, 6),
    (Act::Calendar, 1),
    (Act::Journal, 1),
    (Act::Apologies, 6),
    (Act::HeadPage, 2),
    (Act::Fees, 1),
    (Act::Postings, 1),
    (Act::Directing, 1),
    (Act::Ratings, 4),
    (Act::Feedback, 4),
    (Act::Digitising, 2),
];

/// A desk that has just been set up: one invented officer, no dossier.
fn new_desk(columns: u16, lines: u16) -> Seat {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("so.db");
    let mut store = Store::open(&path, Mode::CreateIfMissing).expect("a register");
    let settings = [("unit", "UBND xã Giả"), ("signer_name", "Lò Văn Giả")];
    let settings = settings.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec();
    set_up::set_up(&mut store, &stamp(), &SetUp { settings, ..SetUp::default() }).expect("set up");
    drop(store);
    Seat::over(columns, lines, folder, path)
}

/// The desk of the demonstration, with invented dossiers around today.
fn busy_desk(columns: u16, lines: u16) -> Seat {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("so.db");
    let mut store = Store::open(&path, Mode::CreateIfMissing).expect("a register");
    sample::demo(&mut store, &stamp()).expect("the sample");
    drop(store);
    Seat::over(columns, lines, folder, path)
}

/// Goes to every part of every screen and calls `look` there with the name of the place.
fn walk(seat: &mut Seat, mut look: impl FnMut(&mut Seat, &str)) {
    for (act, parts) in SCREENS {
        for part in 0..parts {
            // Each part is come to afresh, however the last one was left.
            while !seat.shell.open_forms().collect::<Vec<_>>().is_empty() {
                seat.press(ESC);
            }
            seat.act(Scope::Global, act);
            (0..part).for_each(|_| seat.press(TAB));
            look(seat, &format!("{act:?} {part}"));
            seat.press(ESC);
            seat.act(Scope::Global, Act::Today);
        }
    }
}

/// The lines of a window without tabs and keys.
fn inside(seat: &mut Seat) -> Vec<String> {
    let lines = seat.lines();
    lines[1..lines.len() - 2].to_vec()
}

/// Whether a word of a line was cut; dots to be filled in on paper stand apart from words.
fn is_cut(line: &str) -> bool {
    let letters: Vec<char> = line.chars().collect();
    letters.windows(2).any(|pair| pair[1] == '…' && pair[0].is_alphanumeric())
}

#[test]
fn nothing_is_cut_on_the_screens_of_a_new_desk() {
    let mut cut = Vec::new();
    for (columns, lines) in [(80, 24), (120, 40)] {
        let mut seat = new_desk(columns, lines);
        walk(&mut seat, |seat, place| {
            // The catalogue has rows from the start, and a form fields; theirs are cut as cells are.
            if place.starts_with("Catalogue") || place.starts_with("NewDossier") {
                return;
            }
            let lines = inside(seat).into_iter().filter(|line| is_cut(line));
            cut.extend(lines.map(|line| format!("{place} {columns}: {line}")));
        });
    }
    assert!(cut.is_empty(), "{cut:#?}");
}

#[test]
fn no_counter_of_the_day_loses_its_name() {
    for (columns, lines) in [(80, 24), (120, 40), (76, 24)] {
        let lines = busy_desk(columns, lines).lines();
        let grid = lines.iter().skip(2).take_while(|line| !line.contains("Theo thời gian còn lại"));
        let cut: Vec<&String> = grid.filter(|line| is_cut(line)).collect();
        assert!(cut.is_empty(), "{columns}: {cut:#?}");
    }
}

/// Keys that can do nothing now say why; all of that can be read, however narrow the window.
#[test]
fn no_reason_is_cut_on_any_screen() {
    let mut cut = Vec::new();
    for (columns, lines) in [(80, 24), (40, 10)] {
        for desk in [new_desk, busy_desk] {
            let mut seat = desk(columns, lines);
            walk(&mut seat, |seat, place| {
                let scope = seat.shell.scope();
                for row in rows(scope).filter(|row| row.scope != Scope::Global) {
                    if seat.shell.possible(row.act) || scope.types_text() {
                        continue;
                    }
                    // What was said before covers rows that would seem to be said now.
                    seat.press(Key::plain(KeyCode::Up));
                    let before = inside(seat);
                    seat.press(key_of(scope, row.act).expect("a key"));
                    let after = inside(seat);
                    let said: Vec<&String> = after.iter().filter(|line| !before.contains(line)).collect();
                    if said.iter().any(|line| is_cut(line)) {
                        cut.push(format!("{place} {columns} {:?}: {said:?}", row.act));
                    }
                }
            });
        }
    }
    assert!(cut.is_empty(), "{cut:#?}");
}

/// A heading that is cut misleads: a column gives way as a whole instead, and the sign of the order has its own cells.
#[test]
fn no_heading_of_a_table_is_cut_in_any_window() {
    let mut cut = Vec::new();
    for (columns, lines) in [(40, 10), (80, 24)] {
        let mut seat = busy_desk(columns, lines);
        walk(&mut seat, |seat, place| {
            if place.starts_with("NewDossier") || place.starts_with("Reports") {
                return;
            }
            // Rows stand below a line that begins with the margin of the table and holds no sign of a row.
            let heading = inside(seat)
                .into_iter()
                .find(|line| line.starts_with("    ") && line.chars().nth(4).is_some_and(char::is_uppercase));
            cut.extend(heading.filter(|line| line.contains('…')).map(|line| format!("{place} {columns}: {line}")));
        });
    }
    assert!(cut.is_empty(), "{cut:#?}");
}
