//! Office hours and the calendar ahead, key by key: what is saved is in the register and seen on the screen of the day.

use crate::seat;

use motcua::domain::calendar::OfficeHours;
use motcua::store::{Op, Store, StoreError};
use motcua::ui::input::{Key, KeyCode};
use motcua::ui::keymap::{Act, Scope};
use seat::{Seat, stamp};

/// Opens the office hours of the catalogue.
fn hours(columns: u16, rows: u16) -> Seat {
    let mut seat = Seat::new(columns, rows, |_| {});
    seat.press(Key::f(6));
    seat.tab(3);
    seat
}

fn kept(seat: &Seat) -> Vec<OfficeHours> {
    seat.register().read().office_hours().expect("hours")
}

#[test]
fn saturday_mornings_are_set_seen_today_and_taken_back() {
    let mut seat = hours(80, 24);
    assert!(seat.text().contains("Đang theo giờ mặc định 07:30-11:30 13:00-17:00."), "{}", seat.text());
    seat.act(Scope::Catalogue, Act::Add);
    seat.type_text("1/11/2026");
    seat.tab(3);
    seat.type_text("730-1130");
    assert!(seat.text().contains("07:30-11:30: 4 giờ"), "{}", seat.text());
    seat.tab(1);
    seat.type_text("34/TB-UBND");
    seat.save();
    let found = kept(&seat);
    assert_eq!(found.len(), 1, "{}", seat.text());
    assert_eq!((found[0].saturday(), found[0].source()), (&[(450, 690)][..], "34/TB-UBND"));
    assert!(seat.text().contains("01/11/2026") && seat.status() == "1/1", "{}", seat.text());
    seat.press(Key::f(3));
    assert!(seat.lines()[1].contains("sáng thứ Bảy: có tiếp nhận 07:30–11:30"), "{}", seat.text());
    seat.press(Key::ctrl('z'));
    assert!(kept(&seat).is_empty());
    assert!(seat.lines()[1].contains("ngày nghỉ cuối tuần"), "{}", seat.text());
}

#[test]
fn a_half_day_is_added_moved_and_removed_and_slips_stay_in_the_form() {
    let mut seat = hours(120, 40);
    seat.act(Scope::Catalogue, Act::Add);
    seat.type_text("24/12/2026");
    seat.tab(1);
    seat.type_text("23/12/2026");
    seat.tab(1);
    seat.type_text("sáng");
    seat.save();
    assert!(seat.text().contains("Viết các buổi như 07:30-11:30 13:00-17:00"), "{}", seat.text());
    seat.press(Key::ctrl('a'));
    seat.type_text("7h30-11h30");
    seat.save();
    assert!(seat.text().contains("Ngày cuối đứng trước ngày đầu"), "{}", seat.text());
    assert!(kept(&seat).is_empty());
    seat.press(Key::ctrl('a'));
    seat.type_text("24/12/2026");
    seat.save();
    let day = "2026-12-24".parse().ok();
    let found = kept(&seat);
    assert_eq!(found.len(), 1, "{}", seat.text());
    assert_eq!((found[0].valid_from(), found[0].valid_to(), found[0].spans()), (day, day, &[(450, 690)][..]));
    let store = seat.register();
    let calendar = store.rulebook().expect("rules").calendar.clone();
    assert_eq!(day.map(|day| calendar.closing(day)), Some(690));
    seat.act(Scope::Catalogue, Act::Edit);
    seat.type_text("25/12/2026");
    seat.tab(1);
    seat.type_text("25/12/2026");
    seat.save();
    let found = kept(&seat);
    assert_eq!((found.len(), found[0].valid_from()), (1, "2026-12-25".parse().ok()), "{}", seat.text());
    seat.act(Scope::Catalogue, Act::Remove);
    assert!(seat.text().contains("Ngày hẹn trả đã in không đổi"), "{}", seat.text());
    seat.press(Key::char('b'));
    assert!(kept(&seat).is_empty(), "{}", seat.text());
    seat.act(Scope::List, Act::Export);
    assert!(seat.text().contains("không xuất ra tệp"), "{}", seat.text());
}

#[test]
fn an_empty_form_says_what_is_missing() {
    let mut seat = hours(40, 10);
    seat.act(Scope::Catalogue, Act::Add);
    seat.tab(2);
    seat.press(Key::ctrl('a'));
    seat.press(Key::plain(KeyCode::Backspace));
    seat.save();
    assert!(seat.text().contains("x Chưa nhập các"), "{}", seat.text());
    seat.press(Key::plain(KeyCode::Esc));
    assert!(kept(&seat).is_empty());
}

/// Takes every day of 2027 out of the calendar.
fn without_2027(store: &mut Store) {
    let days = store.read().calendar_days().expect("days");
    store
        .transact(&Op::new("catalogue"), &stamp(), |tx| -> Result<(), StoreError> {
            for day in days.iter().filter(|day| day.date.year() == 2027) {
                tx.void_calendar_day(day.date)?;
            }
            Ok(())
        })
        .expect("written");
}

#[test]
fn a_year_ahead_without_a_calendar_is_named_on_the_screen_of_the_day() {
    for (columns, said) in [(80, "! Chưa có lịch nghỉ năm 2027 (F6)"), (40, "! Lịch 2027 trống (F6)")] {
        let mut seat = Seat::new(columns, 24, without_2027);
        assert!(seat.lines()[1].contains(said), "{}", seat.text());
        assert!(seat.lines()[1].contains("Thứ Bảy, 21/1"), "{}", seat.text());
        let mut with = Seat::new(columns, 24, |_| {});
        assert!(!with.lines()[1].contains("2027"), "{}", with.text());
    }
}

#[test]
fn hours_that_move_promised_dates_ask_before_they_are_written() {
    let mut seat = hours(120, 40);
    seat.act(Scope::Catalogue, Act::Add);
    seat.type_text("1/1/2025");
    seat.tab(2);
    seat.type_text("730-1130");
    seat.hold(Key::ctrl('s'));
    seat.hold(Key::plain(KeyCode::Esc));
    seat.work();
    assert!(kept(&seat).is_empty() && !seat.text().contains("hạn theo lịch"), "left, not asked: {}", seat.text());
    seat.act(Scope::Catalogue, Act::Add);
    seat.save();
    assert!(seat.text().contains("hồ sơ có hạn theo lịch mới"), "{}", seat.text());
    seat.press(Key::char('k'));
    assert!(kept(&seat).is_empty() && seat.text().contains("Chưa ghi gì."), "{}", seat.text());
    seat.save();
    seat.press(Key::char('g'));
    assert_eq!(kept(&seat).len(), 1, "{}", seat.text());
    seat.act(Scope::Catalogue, Act::Remove);
    seat.press(Key::char('b'));
    assert!(seat.text().contains("hồ sơ có hạn theo lịch mới"), "{}", seat.text());
    assert_eq!(kept(&seat).len(), 1);
    seat.press(Key::char('g'));
    assert!(kept(&seat).is_empty(), "{}", seat.text());
}
