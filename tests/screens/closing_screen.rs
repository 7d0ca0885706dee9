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
    seat.press(ESC);
    assert_eq!(seat.register().read().closings(true).expect("readable").len(), 0);
    seat.act(Scope::Reports, Act::ClosePeriod);
    seat.press(Key::char('c'));
    sees(&mut seat, "đã chốt");
    assert_eq!(seat.last_op(), "close");
    seat.act(Scope::Reports, Act::SinceClosing);
    sees(&mut seat, "Không có gì khác số liệu đã chốt.");
    let code = change_elsewhere(&mut seat);
    sees(&mut seat, "1 hồ sơ");
    sees(&mut seat, &code);
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
    let folder = std::fs::read_dir(seat.folder.path().join("ra")).expect("a folder");
    let names: Vec<_> = folder.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    assert!(names.iter().any(|name| name.ends_with(".docx")), "{names:?}");
}
