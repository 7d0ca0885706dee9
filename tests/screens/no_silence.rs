//! No key is silent: one that means nothing on a screen says so, one that cannot be carried out says why, and what was
//! saved but does not show is told of. All people are invented.

use crate::seat;

use motcua::ui::input::{Key, KeyCode};
use motcua::ui::keymap::{Act, Scope, act, rows};
use seat::Seat;

const ENTER: Key = Key::plain(KeyCode::Enter);
const ESC: Key = Key::plain(KeyCode::Esc);

/// Every screen with a key of its own.
const SCREENS: [Act; 15] = [
    Act::Today,
    Act::Dossiers,
    Act::Overdue,
    Act::Reports,
    Act::Catalogue,
    Act::Calendar,
    Act::Journal,
    Act::Apologies,
    Act::HeadPage,
    Act::Fees,
    Act::Postings,
    Act::Directing,
    Act::Ratings,
    Act::Feedback,
    Act::Digitising,
];

#[track_caller]
fn shows(seat: &mut Seat, words: &[&str]) {
    let text = seat.text().split_whitespace().collect::<Vec<_>>().join(" ");
    for word in words {
        assert!(text.contains(word), "{word}\n{}", seat.text());
    }
}

/// Whether a key only moves about: at an end of the list there is nowhere to go.
fn moves(act: Act) -> bool {
    use Act::{
        Back, Down, First, Last, NextField, NextPart, PageDown, PageUp, PreviousField, PreviousPart, Redraw, Up,
    };
    let moves = [Up, Down, PageUp, PageDown, First, Last, NextField, PreviousField, NextPart, PreviousPart];
    moves.contains(&act) || matches!(act, Back | Redraw)
}

/// The keys of a clerk's hand, and every other key of the scope but those that lead elsewhere.
fn keys(scope: Scope) -> Vec<Key> {
    let common = ['/', 's', 'x', 'i', 'e', 'n', ' ', 'd', 'b', 'z'].map(Key::char);
    let plain = [KeyCode::Delete, KeyCode::Insert].map(Key::plain);
    let of_scope =
        rows(scope).filter(|row| row.scope == scope || row.scope == Scope::Table || row.scope == Scope::List);
    let mut all: Vec<Key> = of_scope.filter_map(|row| row.keys.first().copied()).collect();
    all.extend(common.into_iter().chain(plain));
    all.retain(|key| act(scope, *key).is_none_or(|act| !moves(act)));
    all
}

fn settle(seat: &mut Seat) {
    if seat.text().contains("rồi Enter (Esc: thôi)") {
        seat.press(ESC);
    }
    while seat.shell.form().is_some() || seat.text().contains("┌─") {
        let before = seat.text();
        seat.press(ESC);
        if seat.text() == before {
            break;
        }
    }
}

#[test]
fn no_key_of_any_screen_is_silent() {
    let mut silent = Vec::new();
    for screen in SCREENS {
        let mut seat = Seat::new(80, 24, |_| {});
        seat.act(Scope::Global, screen);
        for key in keys(seat.shell.scope()) {
            seat.act(Scope::Global, Act::Today);
            seat.act(Scope::Global, screen);
            // What was said before would hide that nothing is said now.
            seat.press(Key::plain(KeyCode::Up));
            let (scope, before) = (seat.shell.scope(), seat.text());
            seat.press(key);
            if seat.text() == before {
                silent.push(format!("{screen:?} ({scope:?}): {key} {:?}", act(scope, key)));
            }
            settle(&mut seat);
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn a_key_without_a_meaning_says_so_and_typing_goes_on() {
    let mut seat = Seat::new(80, 24, |_| {});
    seat.act(Scope::Global, Act::HeadPage);
    seat.press(Key::char('z'));
    shows(&mut seat, &["Phím z không dùng ở đây. F1: các phím dùng được."]);
    seat.act(Scope::Global, Act::NewDossier);
    seat.press(Key::alt('k'));
    shows(&mut seat, &["Phím Alt+K không dùng ở đây"]);
    seat.tab(3);
    seat.press(Key::plain(KeyCode::Delete));
    seat.press(Key::plain(KeyCode::Insert));
    assert!(!seat.text().contains("không dùng ở đây"), "{}", seat.text());
}

#[test]
fn words_are_found_in_an_open_dossier() {
    for (columns, lines) in [(80, 24), (40, 10), (120, 18)] {
        let mut seat = Seat::new(columns, lines, |_| {});
        seat.act(Scope::Global, Act::Dossiers);
        seat.press(ENTER);
        assert!(!seat.text().contains("Thụ lý"), "it would be seen without a search\n{}", seat.text());
        seat.press(Key::char('/'));
        shows(&mut seat, &["Tìm trong hồ sơ"]);
        seat.type_text("thu ly");
        seat.press(ENTER);
        shows(&mut seat, &["Thụ lý"]);
        assert!(!seat.text().contains("Tìm trong hồ sơ"), "{}", seat.text());
    }
}

/// Accepts a dossier with as few keys as there can be.
fn accept(seat: &mut Seat, name: &str) {
    seat.act(Scope::Global, Act::NewDossier);
    seat.type_text("ket hon");
    seat.press(ENTER);
    seat.tab(2);
    seat.type_text(name);
    seat.save();
    shows(seat, &["Đã lưu"]);
}

#[test]
fn a_new_dossier_that_a_filtered_list_does_not_show_is_told_of_and_a_key_away() {
    let mut seat = Seat::new(80, 24, |_| {});
    seat.act(Scope::Global, Act::Dossiers);
    seat.press(Key::char('n'));
    shows(&mut seat, &["Chưa tiếp nhận hồ sơ nào"]);
    seat.act(Scope::Dossiers, Act::OnlyOverdue);
    accept(&mut seat, "Lò Thị Mới");
    seat.act(Scope::Global, Act::Dossiers);
    shows(&mut seat, &["Hồ sơ vừa tiếp nhận không có trong danh sách đang lọc này; n: hiện hồ sơ ấy."]);
    seat.press(Key::char('n'));
    shows(&mut seat, &["Lò Thị Mới"]);
    let lines = seat.lines();
    let line = lines.iter().find(|line| line.starts_with('>')).expect("a selected row");
    assert!(line.contains("Lò Thị Mới"), "{line}");

    // In another order it is there, and elsewhere.
    seat.act(Scope::Dossiers, Act::Sort);
    seat.type_text("ho so cu nhat");
    if seat.text().contains("Không có mục nào khớp") {
        seat.press(Key::ctrl('u'));
        seat.type_text("cu");
    }
    seat.press(ENTER);
    seat.press(Key::plain(KeyCode::Home));
    accept(&mut seat, "Hà Văn Sau");
    seat.act(Scope::Global, Act::Dossiers);
    shows(&mut seat, &["Hồ sơ vừa tiếp nhận ở chỗ khác trong danh sách này; n: đến hồ sơ ấy."]);
    seat.press(Key::char('n'));
    let lines = seat.lines();
    assert!(lines.iter().any(|line| line.starts_with('>') && line.contains("Hà Văn Sau")), "{lines:#?}");
}

/// The code of the selected row is on the line of this name.
#[track_caller]
fn stands_on(seat: &mut Seat, name: &str) {
    let lines = seat.lines();
    assert!(lines.iter().any(|line| line.starts_with('>') && line.contains(name)), "{name}: {lines:#?}");
}

#[test]
fn the_key_leads_to_a_new_dossier_past_an_order_a_later_filter_and_tells_of_an_undo() {
    let mut seat = Seat::new(120, 40, |_| {});
    seat.act(Scope::Global, Act::Dossiers);
    // An order by the day of the end has no dossier that is open.
    seat.act(Scope::Dossiers, Act::Sort);
    seat.type_text("ket thuc gan nhat");
    seat.press(ENTER);
    accept(&mut seat, "Lò Thị Mới");
    seat.act(Scope::Global, Act::Dossiers);
    shows(&mut seat, &["không có trong danh sách xếp theo cách này; n: hiện hồ sơ ấy."]);
    seat.press(Key::char('n'));
    stands_on(&mut seat, "Lò Thị Mới");
    // A filter that was set after the list was seen.
    seat.act(Scope::Dossiers, Act::OnlyOverdue);
    assert!(!seat.text().contains("Lò Thị Mới"), "{}", seat.text());
    seat.press(Key::char('n'));
    stands_on(&mut seat, "Lò Thị Mới");
    seat.press(Key::ctrl('z'));
    seat.press(Key::char('n'));
    shows(&mut seat, &["Việc tiếp nhận hồ sơ ấy đã hoàn tác"]);
}

#[test]
fn a_document_dated_outside_the_days_shown_is_shown() {
    let mut seat = Seat::new(80, 24, |_| {});
    seat.act(Scope::Global, Act::Directing);
    seat.act(Scope::Directing, Act::Add);
    seat.type_text("15/CT-UBND");
    seat.tab(1);
    seat.type_text("20/12/2025");
    seat.tab(1);
    seat.type_text("UBND xã Giả");
    seat.tab(1);
    seat.type_text("Về việc chấn chỉnh");
    seat.save();
    shows(&mut seat, &["15/CT-UBND", "Danh sách nay từ 20/12/2025"]);
}

#[test]
fn views_that_were_never_saved_are_told_of() {
    let mut seat = Seat::new(80, 24, |_| {});
    seat.act(Scope::Global, Act::Dossiers);
    seat.press(Key::char('v'));
    shows(&mut seat, &["Chưa lưu cách xem nào; w:"]);
}

#[test]
fn a_late_answer_about_feedback_does_not_close_another_form() {
    let mut seat = Seat::new(120, 40, |_| {});
    seat.act(Scope::Global, Act::Feedback);
    seat.act(Scope::Feedback, Act::FeedbackAdd);
    let fill = |seat: &mut Seat, subject: &str| {
        for _ in 0..9 {
            if seat.shell.form().and_then(|form| form.focused()).is_some_and(|row| row.key == "subject") {
                break;
            }
            seat.tab(1);
        }
        seat.type_text(subject);
    };
    fill(&mut seat, "Giả: chờ lâu");
    // Saved, and left before the worker has answered; another form is open by then.
    for key in [Key::ctrl('s'), ESC, Key::char('t')] {
        seat.hold(key);
    }
    assert!(seat.shell.form().is_some(), "a second form is open");
    seat.work();
    assert!(seat.shell.form().is_some(), "the answer to the first closed the second\n{}", seat.text());
    shows(&mut seat, &["Đã lưu"]);
}

#[test]
fn a_refusal_is_told_by_the_catalogue_that_asked_alone() {
    let mut seat = Seat::new(80, 24, |_| {});
    seat.act(Scope::Global, Act::Catalogue);
    seat.act(Scope::Global, Act::Reports);
    seat.act(Scope::Reports, Act::Targets);
    seat.act(Scope::Catalogue, Act::Add);
    seat.save();
    // What is wrong stands in the form; the other catalogue has no form, and would open a message of its own.
    assert!(seat.shell.form().is_some(), "{}", seat.text());
    assert!(!seat.text().contains("Chưa làm được"), "{}", seat.text());
}

#[test]
fn a_box_without_a_field_says_of_a_key_that_it_has_no_meaning_there() {
    let mut seat = Seat::new(80, 24, |_| {});
    seat.act(Scope::Global, Act::Dossiers);
    seat.press(ENTER);
    seat.act(Scope::Detail, Act::History);
    for key in ['x', 'q'] {
        seat.press(Key::char(key));
        shows(&mut seat, &[&format!("Phím {key} không dùng ở đây.")]);
    }
    // It is no longer said when the next key has a meaning.
    seat.press(Key::plain(KeyCode::Down));
    assert!(!seat.text().contains("không dùng ở đây"), "{}", seat.text());
    seat.press(Key::char('x'));
    seat.press(ESC);
    assert!(!seat.text().contains("không dùng ở đây"), "{}", seat.text());
    // A question, which has letters of its own.
    seat.act(Scope::Global, Act::NewDossier);
    seat.type_text("ket hon");
    seat.press(ENTER);
    seat.act(Scope::Accept, Act::NewForm);
    seat.press(Key::char('z'));
    shows(&mut seat, &["Phím z không dùng ở đây."]);
}
