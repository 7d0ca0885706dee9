//! The same streams in every field of text of every form in a popup: the forms are those that the program opens, the
//! fields those that it says take Vietnamese. What is saved is looked for in every cell of the file.

use motcua::domain::settings::Settings;
use motcua::ui::input::{Key, KeyCode};
use motcua::ui::keymap::{Act, Scope};
use motcua::ui::moves::MOVES;
use motcua::ui::parts::form::Value;
use rusqlite::types::Value as Cell;
use rusqlite::{Connection, OpenFlags};

use crate::seat::Seat;
use crate::stream::{Typing, all, own};

/// What a form says where it wants more than text.
const ANSWERS: [(&str, &str); 15] = [
    ("added", "5wd"),
    ("due_at", "+30 1700"),
    ("reappointed_at", "+20 1700"),
    ("limit_direct", "5wd"),
    ("valid_from", "1/1/2027"),
    ("date", "24/12/2026"),
    ("value", "95"),
    ("from", "1/1/2027"),
    ("spans", "07:30-11:30 13:00-17:00"),
    ("code", "9.990001"),
    ("rule", "8"),
    ("fee", "12000"),
    ("components_required", "2"),
    ("received_at", "bg"),
    ("request_code", "H99.07-250303-0003"),
];

/// Bytes as the terminal's library gives them: 0x7f is Backspace, 0x08 is Ctrl+H.
pub fn pressed(c: char) -> Key {
    match c {
        '\u{7f}' => Key::plain(KeyCode::Backspace),
        '\u{8}' => Key::ctrl('h'),
        c => Key::char(c),
    }
}

/// What a field is given, and what is to come out of it.
struct Line {
    keys: String,
    want: String,
}

/// The n-th line: each time another program's way, with its number behind it, so that each field has its own text.
fn line(n: usize, own: Option<&Typing>) -> Line {
    let ways = all();
    let typing = own.unwrap_or(&ways[n * 7 % ways.len()]);
    let keys = if own.is_some() { typing.keys() } else { typing.sent() };
    // The number stands alone, where VNI takes no digit for a tone.
    Line { keys: format!("{keys} {n:03}"), want: format!("{} {n:03}", typing.line()) }
}

/// What stands before the text in fields of two parts.
const BEFORE: [(&str, &str); 2] = [("extension", "5wd:"), ("other_codes", "H99=")];

/// The fields of text of the form in front: key, whether it takes Vietnamese, whether the form has found fault with it.
fn fields(seat: &Seat) -> Vec<(&'static str, bool, bool)> {
    let form = seat.shell.form().expect("a form");
    let texts = form.rows().iter().filter(|row| row.shown && matches!(row.value, Value::Text(_)));
    texts.map(|row| (row.key, row.prose, form.problem(row.key).is_some())).collect()
}

fn focus(seat: &mut Seat, key: &str) {
    for _ in 0..80 {
        let form = seat.shell.form().expect("a form");
        if form.focused().is_some_and(|row| row.key == key) {
            return;
        }
        seat.press(Key::plain(KeyCode::Tab));
    }
    panic!("no field {key}:\n{}", seat.text());
}

/// A box that the form wants ticked before it saves what it doubts.
fn doubted(seat: &Seat) -> Option<&'static str> {
    let form = seat.shell.form()?;
    let boxes = form.rows().iter().filter(|row| matches!(row.value, Value::Check(false)));
    boxes.map(|row| row.key).find(|key| form.problem(key).is_some())
}

/// Fills every field of text of the form in front, saves, and gives back what should be in the file. A form may ask
/// for more in a second one.
fn fill(seat: &mut Seat, own: Option<&Typing>) -> Vec<(String, String)> {
    let mut wanted = Vec::new();
    for page in 0..3 {
        fill_page(seat, own, page * 100, &mut wanted);
        seat.save();
        if seat.shell.scope() == Scope::Confirm {
            // Asked once more what the change would do: the harmless answer comes first, the other one saves.
            seat.press(Key::plain(KeyCode::Tab));
            seat.press(Key::plain(KeyCode::Enter));
        }
        if let Some(key) = doubted(seat) {
            focus(seat, key);
            seat.press(Key::char(' '));
            seat.save();
        }
        if seat.shell.form().is_none() {
            assert!(
                matches!(seat.shell.scope(), Scope::Detail | Scope::Catalogue | Scope::Feedback | Scope::Digitising),
                "{}",
                seat.text()
            );
            return wanted;
        }
    }
    panic!("{}", seat.text());
}

/// Fills the fields of text; a field of another kind only where the form has said that it wants one.
fn fill_page(seat: &mut Seat, own: Option<&Typing>, first: usize, wanted: &mut Vec<(String, String)>) {
    let mut done = Vec::new();
    // What a form asks for may depend on what was answered, so its fields are looked at anew each time.
    while let Some((key, prose, missed)) = fields(seat).into_iter().find(|(key, ..)| !done.contains(key)) {
        focus(seat, key);
        let line = line(first + done.len(), own);
        let answer = ANSWERS.iter().find(|(name, _)| *name == key).filter(|_| missed);
        match (prose, answer) {
            (true, _) => {
                let before = BEFORE.iter().find(|(name, _)| *name == key).map_or("", |(_, before)| before);
                seat.press(Key::ctrl('a'));
                before.chars().chain(line.keys.chars()).for_each(|c| seat.press(pressed(c)));
                let form = seat.shell.form().expect("a form");
                assert_eq!(form.get(key), format!("{before}{}", line.want), "{key}");
                wanted.retain(|(known, _)| known != key);
                wanted.push((key.to_owned(), line.want));
            }
            (false, Some((_, answer))) => seat.type_text(answer),
            (false, None) => {}
        }
        done.push(key);
    }
}

/// Every text of the file, the history with the reasons given in it too.
fn cells(seat: &Seat) -> Vec<String> {
    let conn = Connection::open_with_flags(seat.path(), OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the file");
    let list = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' \
                AND name NOT LIKE 'dossier_search%'";
    let mut tables = conn.prepare(list).expect("the schema");
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).expect("tables").map(Result::unwrap).collect();
    let mut cells = Vec::new();
    for name in names {
        let mut rows = conn.prepare(&format!("SELECT * FROM \"{name}\"")).expect("a table");
        let columns = rows.column_count();
        let mut rows = rows.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            for column in 0..columns {
                if let Cell::Text(text) = row.get(column).expect("a cell") {
                    cells.push(text);
                }
            }
        }
    }
    cells
}

/// Holds that each text is in the file: as a cell of its own, or as a whole value inside one.
fn hold(seat: &Seat, what: &str, wanted: &[(String, String)]) {
    let cells = cells(seat);
    let whole = |cell: &String, want: &str| {
        cell.split_once(want).is_some_and(|(before, after)| {
            // A value may stand behind its name, as what was asked for does in a note.
            let named = before.ends_with(": ");
            (named || before.chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != ' '))
                && after.chars().next().is_none_or(|c| !c.is_alphanumeric())
        })
    };
    for (key, want) in wanted {
        assert!(cells.iter().any(|cell| whole(cell, want)), "{what}, {key}: {want:?} is not in the file");
    }
}

/// Opens a dossier of the sample for which a move is possible.
fn open_for(act: Act) -> Seat {
    let mut seat = Seat::new(120, 40, |_| {});
    seat.press(Key::f(4));
    if act == Act::Receive {
        // The sample has no hand-over that is still on its way.
        seat = open_for(Act::HandOver);
        seat.act(Scope::Detail, Act::HandOver);
        fill(&mut seat, None);
        return seat;
    }
    if act == Act::UnlinkLeg {
        // Nor has it legs of a request.
        seat = open_for(Act::LinkLeg);
        seat.act(Scope::Detail, Act::LinkLeg);
        fill(&mut seat, None);
        return seat;
    }
    // Those that wait for acceptance came in first, so they stand at the end.
    let further = if matches!(act, Act::AcceptFiled | Act::Refuse | Act::Amend) { KeyCode::Up } else { KeyCode::Down };
    if further == KeyCode::Up {
        seat.press(Key::plain(KeyCode::End));
    }
    for _ in 0..300 {
        seat.press(Key::plain(KeyCode::Enter));
        // An extension is a field of the correction, and only what is not late yet can be extended.
        let early = act != Act::Amend || seat.shell.possible(Act::AcceptFiled);
        if seat.shell.scope() == Scope::Detail && seat.shell.possible(act) && early {
            return seat;
        }
        seat.press(Key::plain(KeyCode::Esc));
        seat.press(Key::plain(further));
    }
    panic!("no dossier of the sample for {act:?}:\n{}", seat.text());
}

/// Every move, with an answer to be turned first where only then there is a text to give.
fn moves() -> Vec<(Act, Option<&'static str>)> {
    let turned = |act| match act {
        Act::DigitiseResult => Some("result_digitized"),
        Act::Classify => Some("late_kind"),
        Act::Rate => Some("level"),
        _ => None,
    };
    MOVES.iter().map(|(act, _)| (*act, turned(*act))).chain([(Act::Apologise, Some("how"))]).collect()
}

/// Makes every move there is and fills every field of its form.
fn make_all_moves(own: Option<&Typing>, presses: usize) -> usize {
    let mut filled = 0;
    for (act, turned) in moves() {
        let mut seat = open_for(act);
        (0..presses).for_each(|_| seat.press(Key::f(12)));
        seat.act(Scope::Detail, act);
        if seat.shell.form().is_none() {
            continue;
        }
        if let Some(key) = turned {
            focus(&mut seat, key);
            seat.press(Key::char(' '));
        }
        if act == Act::AcceptLeg {
            focus(&mut seat, "procedure_code");
            seat.type_text("1.001022");
            seat.press(Key::plain(KeyCode::Enter));
        }
        let wanted = fill(&mut seat, own);
        hold(&seat, &format!("{act:?}"), &wanted);
        filled += wanted.len();
    }
    filled
}

#[test]
fn every_field_of_every_move() {
    let filled = make_all_moves(None, 0);
    assert!(filled >= 25, "{filled}");
}

#[test]
fn every_field_of_every_move_by_the_own_method() {
    for (typing, presses) in own() {
        let filled = make_all_moves(Some(&typing), presses);
        assert!(filled >= 25, "{typing:?}: {filled}");
    }
}

/// Opens the catalogue at its n-th part.
fn catalogue(n: usize) -> Seat {
    let mut seat = Seat::new(120, 40, |_| {});
    seat.press(Key::f(6));
    seat.tab(n);
    seat
}

#[test]
fn every_field_of_the_catalogue() {
    let mut filled = 0;
    for part in 0..8 {
        for act in [Act::Add, Act::Edit] {
            let mut seat = catalogue(part);
            if !seat.shell.possible(act) {
                continue;
            }
            seat.act(Scope::Catalogue, act);
            let Some(form) = seat.shell.form() else { continue };
            if form.rows().iter().any(|row| row.key == "value" && !row.prose && part > 3) {
                continue;
            }
            let wanted = fill(&mut seat, None);
            hold(&seat, &format!("part {part}, {act:?}"), &wanted);
            filled += wanted.len();
        }
    }
    assert!(filled >= 10, "{filled}");
}

/// Opens the reports at the words of a section.
fn words(section: usize, own: Option<&Typing>, presses: usize) {
    let mut seat = Seat::new(120, 40, |_| {});
    (0..presses).for_each(|_| seat.press(Key::f(12)));
    seat.press(Key::f(5));
    seat.act(Scope::Reports, Act::Texts);
    (0..section).for_each(|_| seat.press(Key::plain(KeyCode::Down)));
    seat.press(Key::plain(KeyCode::Enter));
    let (first, second) = (line(section, own), line(section + 6, own));
    first.keys.chars().for_each(|c| seat.press(pressed(c)));
    seat.press(Key::plain(KeyCode::Enter));
    second.keys.chars().for_each(|c| seat.press(pressed(c)));
    let want = format!("{}\n{}", first.want, second.want);
    assert_eq!(seat.shell.form().expect("a form").get("body"), want);
    seat.save();
    assert_eq!(seat.shell.scope(), Scope::Narrative, "{}", seat.text());
    hold(&seat, "words of a report", &[("body".to_owned(), want)]);
}

#[test]
fn every_section_of_the_words_of_a_report() {
    (0..6).for_each(|section| words(section, None, 0));
    for (typing, presses) in own() {
        (0..2).for_each(|section| words(section, Some(&typing), presses));
    }
}

#[test]
fn every_setting_that_is_a_text() {
    let mut filled = 0;
    for (row, setting) in motcua::domain::settings::SETTINGS.iter().enumerate() {
        if !motcua::ui::typing::takes_prose(setting) {
            continue;
        }
        let mut seat = Seat::new(120, 40, |_| {});
        seat.press(Key::f(6));
        seat.press(Key::shift(KeyCode::Tab));
        (0..row).for_each(|_| seat.press(Key::plain(KeyCode::Down)));
        seat.act(Scope::Catalogue, Act::Edit);
        if fields(&seat).is_empty() {
            continue;
        }
        // The names of levels are parts of a list, where prose alone is refused.
        let wanted = if setting.key == "rating_levels" {
            assert!(Settings::problem(setting.key, "chữ").is_some());
            vec![fill_a_level(&mut seat)]
        } else {
            fill(&mut seat, None)
        };
        hold(&seat, setting.key, &wanted);
        filled += wanted.len();
    }
    assert!(filled >= 8, "{filled}");
}

/// Types the name of one more level between its code and as what it counts, and saves.
fn fill_a_level(seat: &mut Seat) -> (String, String) {
    let line = line(0, None);
    seat.press(Key::plain(KeyCode::End));
    "; good=".chars().chain(line.keys.chars()).chain("=+".chars()).for_each(|c| seat.press(pressed(c)));
    seat.save();
    assert_eq!(seat.shell.scope(), Scope::Catalogue, "{}", seat.text());
    ("value".to_owned(), line.want)
}

/// The forms of feedback, each opened where its step is possible: a new one, its course, its correction.
#[test]
fn every_field_of_feedback() {
    let mut filled = 0;
    for act in [Act::FeedbackAdd, Act::FeedbackEdit, Act::FeedbackAsk, Act::FeedbackAnswer, Act::FeedbackRefuse] {
        let mut seat = Seat::new(120, 40, |store| {
            let given = motcua::domain::feedback::Feedback {
                subject: "Bảng niêm yết mờ chữ".to_owned(),
                ..motcua::domain::feedback::Feedback::received(crate::seat::now())
            };
            motcua::desk::feedback::receive(store, &crate::seat::stamp(), &given).expect("received");
        });
        seat.act(Scope::Global, Act::Feedback);
        seat.press(Key::plain(KeyCode::End));
        seat.act(Scope::Feedback, act);
        let wanted = fill(&mut seat, None);
        hold(&seat, &format!("{act:?}"), &wanted);
        filled += wanted.len();
    }
    assert!(filled >= 14, "{filled}");
}

/// Why something cannot be digitized, and the words that are looked for in a list.
#[test]
fn every_field_of_what_is_not_digitized() {
    let mut seat = Seat::new(120, 40, |_| {});
    seat.act(Scope::Global, Act::Digitising);
    seat.act(Scope::Digitising, Act::GapUnmendable);
    let wanted = fill(&mut seat, None);
    assert_eq!(wanted.len(), 1);
    hold(&seat, "a reason", &wanted);
    seat.act(Scope::List, Act::Find);
    let found = fill(&mut seat, None);
    // The words that are looked for are those of the reason that was written.
    assert_eq!(found[0].1, wanted[0].1);
    assert!(seat.text().contains(&format!("có “{}”", found[0].1)), "{}", seat.text());
    assert_eq!(seat.status(), "1/1");
    seat.press(Key::plain(KeyCode::Esc));
    assert_ne!(seat.status(), "1/1", "Esc shows all rows again");
}
