//! Closing a period by keys: it is asked before, the report says that it is closed, a late change shows up among what has
//! changed since, the reported file comes out again, and opening again needs a reason.

use crate::seat;

use motcua::desk::{Target, amend};
use motcua::domain::dossier::Channel;
use motcua::ui::input::{Key, KeyCode};
use motcua::ui::keymap::{Act, Scope};
use seat::{Seat, stamp};

const ENTER: Key = Key::plain(KeyCode::Enter);
const ESC: Key = Key::plain(KeyCode::Esc);

/// The reports of the first half of 2025.
fn first_half(columns: u16, rows: u16) -> Seat {
    let mut seat = Seat::new(columns, rows, |_| {});
    seat.press(Key::f(5));
    seat.act(Scope::Reports, Act::Period);
    seat.type_text("h1");
    seat.press(ENTER);
    seat.type_text("2025");
    seat.save();
    seat
}

#[track_caller]
fn sees(seat: &mut Seat, words: &str) {
    let text = seat.text();
    assert!(text.contains(words), "“{words}” không có trên màn hình:\n{text}");
}

/// Another window puts a dossier of May on another channel.
fn change_elsewhere(seat: &mut Seat) -> String {
    let mut store = seat.register();
    let id = store.read().dossier_id("H99.07-250505-0005").expect("readable").expect("in the sample");
    let stored = store.read().dossier(id).expect("readable").expect("there");
    let mut data = stored.dossier;
    assert_eq!(data.channel, Channel::Direct);
    data.channel = Channel::Postal;
    let target = Target { id, version: stored.version };
    amend::amend(&mut store, &stamp(), target, &data, "ghi nhầm kênh").expect("amended");
    drop(store);
    seat.idle();
    data.code
}

#[test]
fn a_period_is_closed_compared_and_opened_again() {
    let mut seat = first_half(100, 30);
    assert!(seat.text().contains("số liệu khớp"), "{}", seat.text());
    seat.act(Scope::Reports, Act::SinceClosing);
    sees(&mut seat, "Kỳ này chưa chốt");
    seat.act(Scope::Reports, Act::ClosePeriod);
    sees(&mut seat, "Chốt số liệu 06 tháng đầu năm 2025");
    sees(&mut seat, "Danh sách hồ sơ quá hạn");
    sees(&mut seat, "6 mục chưa có lời văn: Công tác chỉ đạo");
    seat.press(ESC);
    assert_eq!(seat.register().read().closings(true).expect("readable").len(), 0);
    seat.act(Scope::Reports, Act::ClosePeriod);
    seat.press(Key::char('c'));
    sees(&mut seat, "đã chốt");
    assert_eq!(seat.last_op(), "close");
    // Opening again needs a reason, by whatever key.
    seat.act(Scope::Global, Act::Undo);
    sees(&mut seat, "không hoàn tác ở đây được");
    assert_eq!(seat.last_op(), "close");
    seat.act(Scope::Reports, Act::SinceClosing);
    sees(&mut seat, "Không có gì khác số liệu đã chốt.");
    let code = change_elsewhere(&mut seat);
    sees(&mut seat, "1 hồ sơ");
    sees(&mut seat, &code);
    // The row speaks in the words of the report; the ids are for who asks further.
    sees(&mut seat, "Tiếp nhận trực tiếp");
    assert!(!seat.text().contains("received.direct"), "{}", seat.text());
    seat.act(Scope::SinceClosing, Act::Explain);
    sees(&mut seat, "− Tiếp nhận trực tiếp [received.direct]");
    sees(&mut seat, "+ Tiếp nhận qua bưu chính công ích [received.postal]");
    sees(&mut seat, "trực tiếp thành");
    seat.press(ESC);
    seat.act(Scope::SinceClosing, Act::Audit);
    sees(&mut seat, "Tiếp nhận trực tiếp (501 thành 500)");
    seat.press(ESC);
    seat.press(Key::char('x'));
    seat.press(ENTER);
    sees(&mut seat, "Đã xuất");
    seat.press(ENTER);
    sees(&mut seat, &code);
    seat.press(ESC);
    seat.press(ESC);
    seat.act(Scope::Reports, Act::Recount);
    sees(&mut seat, "nay khác: nhấn d");
    seat.act(Scope::Reports, Act::Reprint);
    // Only what was kept is offered.
    seat.type_text("sổ theo dõi");
    assert!(!seat.text().contains("Sổ theo dõi hồ sơ"), "{}", seat.text());
    (0..11).for_each(|_| seat.press(Key::plain(KeyCode::Backspace)));
    seat.press(ENTER);
    sees(&mut seat, "Đã xuất");
    seat.act(Scope::Reports, Act::ClosePeriod);
    sees(&mut seat, "Mở lại kỳ đã chốt");
    seat.save();
    sees(&mut seat, "Chưa ghi lý do");
    seat.type_text("sót hồ sơ");
    seat.save();
    sees(&mut seat, "số liệu khớp");
    assert_eq!(seat.last_op(), "reopen");
}

/// A document of the period that is written down after the closing is said on saving and stands among what has changed.
#[test]
fn a_document_of_a_closed_period_is_said_on_saving_and_listed() {
    let mut seat = first_half(120, 40);
    seat.act(Scope::Reports, Act::ClosePeriod);
    seat.press(Key::char('c'));
    seat.act(Scope::Global, Act::Directing);
    seat.act(Scope::Directing, Act::Add);
    seat.type_text("15/CT-UBND");
    seat.tab(1);
    seat.type_text("10/06/2025");
    seat.tab(1);
    seat.type_text("UBND xã Mẫu");
    seat.tab(1);
    seat.type_text("đôn đốc hồ sơ quá hạn");
    seat.save();
    sees(&mut seat, "Kỳ 06 tháng đầu năm 2025 đã chốt; văn bản này sẽ hiện trong phần thay đổi sau chốt.");
    seat.press(Key::f(5));
    seat.act(Scope::Reports, Act::Recount);
    sees(&mut seat, "nay khác: nhấn d");
    seat.act(Scope::Reports, Act::SinceClosing);
    sees(&mut seat, "0 hồ sơ, 0 chỉ tiêu, 1 nội dung khác sau chốt");
    sees(&mut seat, "văn bản chỉ đạo 15/CT-UBND");
    seat.press(ENTER);
    sees(&mut seat, "+ Trích yếu: đôn đốc hồ sơ quá hạn");
    seat.press(ESC);
    seat.press(ESC);
    seat.press(Key::ctrl('z'));
    sees(&mut seat, "Đã hoàn tác");
    assert!(!seat.text().contains("sẽ hiện"), "what was taken back shows nowhere:\n{}", seat.text());
    seat.act(Scope::Reports, Act::Recount);
    sees(&mut seat, "số liệu khớp");
}

#[test]
fn at_every_size_the_list_of_changes_holds_its_dossier() {
    let mut seat = first_half(80, 24);
    seat.act(Scope::Reports, Act::ClosePeriod);
    seat.press(Key::char('c'));
    seat.act(Scope::Reports, Act::SinceClosing);
    let code = change_elsewhere(&mut seat);
    for (columns, rows) in [(40, 10), (80, 24), (120, 40), (20, 4), (1, 1)] {
        seat.resize(columns, rows);
        let lines = seat.lines();
        if columns >= 40 {
            assert!(lines.iter().any(|line| line.contains(&code[..14])), "{columns}×{rows}\n{}", lines.join("\n"));
        }
    }
}

/// Form 07 of the period on the screen, by the office's template: saved in four keys, masked unless the names are asked
/// for, remembered in the journal.
#[test]
fn form_seven_of_the_period_goes_out_by_one_key() {
    let mut seat = first_half(80, 24);
    seat.act(Scope::Reports, Act::PrintBook);
    sees(&mut seat, "Sổ theo dõi hồ sơ (mẫu 07)");
    seat.press(Key::plain(KeyCode::Right));
    seat.save();
    sees(&mut seat, "Đã xuất: ");
    assert_eq!(seat.last_op(), "export");
    let names = saved(&seat);
    assert!(names.iter().any(|name| name.ends_with(".docx")), "{names:?}");
}

fn saved(seat: &Seat) -> Vec<String> {
    let folder = std::fs::read_dir(seat.folder.path().join("ra")).expect("a folder");
    folder.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned()).collect()
}

/// While the form is being made, a second save makes no second one; when it is there it says where in whole, and the next
/// one can be made.
#[test]
fn form_seven_is_made_once_however_often_it_is_saved_and_can_be_made_again() {
    let mut seat = first_half(80, 24);
    let ask = |seat: &mut Seat| {
        seat.act(Scope::Reports, Act::PrintBook);
        seat.press(Key::plain(KeyCode::Right));
    };
    ask(&mut seat);
    seat.hold(Key::ctrl('s'));
    seat.hold(Key::ctrl('s'));
    seat.work();
    assert_eq!(saved(&seat).len(), 1, "{:?}", saved(&seat));
    let name = saved(&seat).remove(0);
    sees(&mut seat, "Xong");
    let shown: String = seat.text().split_whitespace().collect();
    assert!(shown.replace('│', "").contains(&name.replace(' ', "")), "{name}\n{}", seat.text());
    seat.press(ENTER);
    let entries = seat.register().read().journal_length().expect("readable");
    ask(&mut seat);
    seat.save();
    sees(&mut seat, "Xong");
    assert_eq!(seat.register().read().journal_length().expect("readable"), entries + 1);
}
