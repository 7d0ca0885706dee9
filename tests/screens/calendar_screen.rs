//! The calendar by the year, key by key: what is on screen, what is in the register, and that undo takes it back.

use crate::seat;

use motcua::domain::calendar::{CalendarDay, DayKind, DayStatus};
use motcua::domain::day::Day;
use motcua::store::Store;
use motcua::ui::input::{Key, KeyCode};
use motcua::ui::keymap::{Act, Scope};
use seat::{Seat, stamp};

const ESC: Key = Key::plain(KeyCode::Esc);
const LEFT: Key = Key::plain(KeyCode::Left);
const RIGHT: Key = Key::plain(KeyCode::Right);
const UNDO: Key = Key::ctrl('z');

/// Opens the calendar from the first screen, at today: 21 November 2026.
fn calendar(columns: u16, rows: u16) -> Seat {
    changed(columns, rows, |_| {})
}

fn changed(columns: u16, rows: u16, change: impl FnOnce(&mut Store)) -> Seat {
    let mut seat = Seat::new(columns, rows, change);
    seat.press(Key::alt('l'));
    seat
}

fn act(seat: &mut Seat, act: Act) {
    seat.act(Scope::Calendar, act);
}

fn acts(seat: &mut Seat, many: &[Act]) {
    many.iter().for_each(|one| act(seat, *one));
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn rows(seat: &Seat, from: &str, to: &str) -> Vec<CalendarDay> {
    let all = seat.register().read().calendar_days().expect("days");
    all.into_iter().filter(|row| (day(from)..=day(to)).contains(&row.date)).collect()
}

/// The question what would become of promised dates, which comes before the days are written; and yes to it.
#[track_caller]
fn agree(seat: &mut Seat) {
    sees(seat, &["Ngày hẹn sẽ lệch lịch", "hồ sơ có hạn theo lịch mới"]);
    seat.press(Key::char('g'));
}

/// The same question where no promise parts from the calendar: only dates of paused dossiers, which move by themselves,
/// would be others.
#[track_caller]
fn agree_to_move(seat: &mut Seat) {
    sees(seat, &["Hạn theo lịch sẽ đổi", "0 hồ sơ lệch thêm"]);
    seat.press(Key::char('g'));
}

#[track_caller]
fn sees(seat: &mut Seat, words: &[&str]) {
    let text = seat.text();
    for word in words {
        assert!(text.contains(word), "“{word}” không có trên màn hình:\n{text}");
    }
}

#[test]
fn three_windows_show_the_year_its_marks_and_the_day() {
    let mut seat = calendar(120, 40);
    sees(&mut seat, &["‹ NĂM 2026 ›", "Bính Ngọ", "THÁNG 1 ", "THÁNG 12", "Thứ Bảy 21/11/2026 · hôm nay"]);
    sees(&mut seat, &["16*17*18*19*20*21.22.", "›16 17 18 19 20 21.22.", "23~24*25", "17 18 19 20 21 22+23."]);
    sees(
        &mut seat,
        &["13/10 âm lịch", "16/02-20/02 Tết Nguyên đán (5 ngày)", "~ đề xuất, không tính", "Nghỉ cuối tuần"],
    );
    act(&mut seat, Act::NextYear);
    sees(&mut seat, &["‹ NĂM 2027 ›", "? 7 chờ thông báo", "Tết Nguyên đán (5 ngày)", " 4? 5?", " 8? 9?10?"]);
    assert_eq!(seat.status(), "21/11/2027");

    let mut seat = calendar(80, 24);
    sees(&mut seat, &["tháng 7–12", "THÁNG 7 ", "THÁNG 12", "Thứ Bảy 21/11/2026", "› tuần này"]);
    assert!(!seat.text().contains("THÁNG 6"));
    (0..5).for_each(|_| act(&mut seat, Act::PageUp));
    sees(&mut seat, &["tháng 1–6", "THÁNG 6", "21/06/2026"]);
    assert!(seat.lines().iter().all(|line| line.chars().count() <= 80));

    let mut seat = calendar(40, 10);
    sees(&mut seat, &["T2 T3 T4 T5 T6 T7 CN", "›16 17 18 19 20 21.22.", "T7 21/11/2026"]);
    (0..9).for_each(|_| act(&mut seat, Act::NextField));
    sees(&mut seat, &["30", "T2 30/11/2026", "Ngày làm việc"]);
    seat.resize(5, 5);
    seat.resize(1, 1);
    assert_eq!(seat.lines().len(), 1);
}

#[test]
fn the_cursor_goes_by_day_week_month_and_year_and_home() {
    let mut seat = calendar(80, 24);
    let mut goes = |one: Act, to: &str| {
        act(&mut seat, one);
        assert_eq!(seat.status(), to, "{one:?}");
    };
    goes(Act::NextField, "22/11/2026");
    goes(Act::PreviousField, "21/11/2026");
    goes(Act::Up, "14/11/2026");
    goes(Act::Down, "21/11/2026");
    goes(Act::PageDown, "21/12/2026");
    goes(Act::PageDown, "21/01/2027");
    goes(Act::PreviousYear, "21/01/2026");
    goes(Act::NextYear, "21/01/2027");
    for date in 22..=31 {
        goes(Act::NextField, &format!("{date}/01/2027"));
    }
    goes(Act::PageDown, "28/02/2027");
    goes(Act::First, "21/11/2026");
}

#[test]
fn it_opens_from_the_list_and_from_the_palette_and_goes_back_to_the_year_it_was_at() {
    let mut seat = Seat::new(120, 40, |_| {});
    seat.press(Key::f(6));
    seat.tab(2);
    seat.press(Key::plain(KeyCode::Enter));
    sees(&mut seat, &["‹ NĂM 2026 ›", "Thứ Năm 01/01/2026", "Tết Dương lịch"]);
    acts(&mut seat, &[Act::NextYear, Act::YearList]);
    sees(&mut seat, &["[Lịch ‹2027›]", "Tết Nguyên đán (chưa có thông báo)"]);
    seat.press(Key::ctrl('p'));
    seat.type_text("lich nam");
    seat.press(Key::plain(KeyCode::Enter));
    sees(&mut seat, &["‹ NĂM 2027 ›"]);
    seat.press(Key::f(1));
    sees(&mut seat, &["Trợ giúp: Lịch năm", "Đề xuất ngày nghỉ lễ, Tết"]);
}

#[test]
fn a_stretch_is_written_at_once_and_taken_back_at_once() {
    let mut seat = calendar(120, 40);
    acts(&mut seat, &[Act::PageDown, Act::Mark, Act::NextField, Act::NextField, Act::NextField, Act::NextField]);
    sees(&mut seat, &["đang chọn 21/12-25/12: 5 ngày"]);
    act(&mut seat, Act::AddDays);
    sees(&mut seat, &["21/12/2026", "25/12/2026", "Sẽ ghi 5 ngày."]);
    seat.save();
    sees(&mut seat, &["Chưa nhập tên của ngày"]);
    assert!(rows(&seat, "2026-12-01", "2026-12-31").is_empty());
    seat.type_text("Nghỉ thử nghiệm");
    seat.press(ESC);
    sees(&mut seat, &["chữ đã gõ được giữ"]);
    act(&mut seat, Act::AddDays);
    sees(&mut seat, &["Nghỉ thử nghiệm"]);
    seat.tab(4);
    seat.type_text("12/TB-UBND");
    seat.save();
    let found = rows(&seat, "2026-12-01", "2026-12-31");
    assert_eq!(found.len(), 5, "{}", seat.text());
    assert!(found.iter().all(|row| row.kind == DayKind::Off && row.status == DayStatus::Announced));
    assert!(found.iter().all(|row| row.name == "Nghỉ thử nghiệm" && row.source == "12/TB-UBND"));
    assert_eq!(seat.last_op(), "calendar_days");
    sees(
        &mut seat,
        &["21*22*23*24*25*26.27.", "Đã lưu: 5 ngày, Nghỉ thử nghiệm.", "21/12-25/12 Nghỉ thử nghiệm (5 ngày)"],
    );
    seat.press(UNDO);
    assert!(rows(&seat, "2026-12-01", "2026-12-31").is_empty());
    sees(&mut seat, &["21 22 23 24 25 26.27."]);
}

#[test]
fn slips_of_a_stretch_are_said_beside_their_field() {
    let mut seat = calendar(80, 24);
    act(&mut seat, Act::PageDown);
    act(&mut seat, Act::AddDays);
    seat.tab(1);
    seat.type_text("1/12/2026");
    seat.tab(2);
    seat.type_text("Nghỉ");
    seat.save();
    sees(&mut seat, &["Ngày cuối đứng trước ngày đầu."]);
    seat.press(Key::ctrl('a'));
    seat.type_text("21/12/2027");
    seat.save();
    sees(&mut seat, &["nhiều nhất 31 ngày"]);
    seat.press(Key::ctrl('a'));
    seat.type_text("22/12/2026");
    seat.tab(1);
    seat.press(RIGHT);
    seat.save();
    sees(&mut seat, &["Thứ Hai 21/12/2026 vốn là ngày làm việc"]);
    assert!(rows(&seat, "2026-12-01", "2027-12-31").iter().all(|row| row.name != "Nghỉ"));
}

#[test]
fn a_day_is_edited_and_taken_out_and_another_windows_change_is_not_overwritten() {
    let mut seat = calendar(120, 40);
    acts(&mut seat, &[Act::NextField; 3]);
    act(&mut seat, Act::EditDay);
    sees(&mut seat, &["Ngày Thứ Ba 24/11/2026", "Ngày Văn hóa Việt Nam"]);
    seat.type_text("Ngày Văn hóa");
    seat.save();
    assert_eq!(rows(&seat, "2026-11-24", "2026-11-24")[0].name, "Ngày Văn hóa");
    act(&mut seat, Act::RemoveDays);
    sees(&mut seat, &["Bỏ khỏi lịch?", "Thứ Ba 24/11/2026: Ngày Văn hóa"]);
    let mut other = seat.register();
    let mut row = rows(&seat, "2026-11-24", "2026-11-24").remove(0);
    row.source = "văn bản khác".into();
    motcua::desk::set_up::put_calendar_day(&mut other, &stamp(), &row).expect("written");
    seat.press(Key::char('b'));
    agree_to_move(&mut seat);
    sees(&mut seat, &["vừa được thay đổi ở cửa sổ khác"]);
    assert_eq!(rows(&seat, "2026-11-24", "2026-11-24").len(), 1);
    seat.press(ESC);
    seat.idle();
    sees(&mut seat, &["Văn bản: văn bản khác"]);
    act(&mut seat, Act::RemoveDays);
    seat.press(Key::char('b'));
    agree_to_move(&mut seat);
    assert!(rows(&seat, "2026-11-24", "2026-11-24").is_empty());
    sees(&mut seat, &["Đã bỏ: ngày 24/11/2026.", "Ngày làm việc", "23~24 25"]);
    act(&mut seat, Act::EditDay);
    sees(&mut seat, &["Ngày 24/11/2026 không có dòng nào; nhấn t để thêm."]);
    seat.press(UNDO);
    assert_eq!(rows(&seat, "2026-11-24", "2026-11-24"), [row]);
}

#[test]
fn a_whole_holiday_is_confirmed_by_its_document() {
    let mut seat = calendar(120, 40);
    acts(&mut seat, &[Act::NextYear, Act::First]);
    acts(&mut seat, &[Act::PageDown, Act::PageDown, Act::PageDown]);
    (0..11).for_each(|_| act(&mut seat, Act::PreviousField));
    assert_eq!(seat.status(), "10/02/2027");
    sees(&mut seat, &["? chưa có thông báo, đã tính là ngày nghỉ"]);
    act(&mut seat, Act::ConfirmDays);
    sees(&mut seat, &["cả kỳ nghỉ, 5 ngày"]);
    seat.save();
    sees(&mut seat, &["Chưa nhập văn bản công bố"]);
    seat.type_text("9441/TB-BNV");
    seat.save();
    let found = rows(&seat, "2027-02-01", "2027-02-28");
    assert_eq!(found.len(), 5);
    assert!(found.iter().all(|row| row.status == DayStatus::Announced && row.source == "9441/TB-BNV"));
    assert!(found.iter().all(|row| row.name == "Tết Nguyên đán"));
    assert_eq!(seat.last_op(), "confirm_days");
    sees(&mut seat, &[" 4* 5*", "Đã xác nhận 5 ngày theo 9441/TB-BNV."]);
    act(&mut seat, Act::ConfirmDays);
    sees(&mut seat, &["Ngày 10/02/2027 đã được công bố."]);
    seat.press(UNDO);
    assert!(rows(&seat, "2027-02-01", "2027-02-28").iter().all(|row| row.status == DayStatus::Expected));
}

#[test]
fn one_day_of_a_holiday_is_confirmed_alone() {
    let mut seat = calendar(80, 24);
    act(&mut seat, Act::NextYear);
    (0..2).for_each(|_| act(&mut seat, Act::PageUp));
    (0..18).for_each(|_| act(&mut seat, Act::PreviousField));
    assert_eq!(seat.status(), "03/09/2027");
    act(&mut seat, Act::ConfirmDays);
    seat.press(RIGHT);
    seat.tab(1);
    seat.type_text("1/TB");
    seat.save();
    let statuses: Vec<_> = rows(&seat, "2027-09-01", "2027-09-30").iter().map(|row| row.status).collect();
    assert_eq!(statuses, [DayStatus::Expected, DayStatus::Announced], "{}", seat.text());
}

#[test]
fn the_holidays_of_2028_are_proposed_and_count_for_nothing_yet() {
    let mut seat = calendar(120, 40);
    act(&mut seat, Act::NextYear);
    act(&mut seat, Act::NextYear);
    sees(&mut seat, &["‹ NĂM 2028 ›", "? chưa có ngày nghỉ: p đề xuất", "Mậu Thân"]);
    act(&mut seat, Act::ProposeYear);
    sees(&mut seat, &["2028", "chưa tính vào hạn nào cho đến khi xác nhận:", "Tết Nguyên đán", "Giỗ Tổ Hùng Vương"]);
    let before = seat.register().rulebook().expect("rules").calendar.is_working(day("2028-01-26"));
    seat.tab(1);
    seat.press(LEFT);
    seat.save();
    let found = rows(&seat, "2028-01-01", "2028-12-31");
    assert!(found.len() >= 12 && found.iter().all(|row| row.status == DayStatus::Proposed), "{}", seat.text());
    // Tết 2028 is Wednesday 26 January; the pattern was turned from two days of the old year to one.
    let tet: Vec<_> = found.iter().filter(|row| row.name == "Tết Nguyên đán").map(|row| row.date).collect();
    assert_eq!(tet.first(), Some(&day("2028-01-25")), "{tet:?}");
    assert!(before && seat.register().rulebook().expect("rules").calendar.is_working(day("2028-01-26")));
    sees(&mut seat, &["25~26~27~28~29", "đề xuất"]);
    assert_eq!(seat.last_op(), "propose_year");
    seat.press(UNDO);
    assert!(rows(&seat, "2028-01-01", "2028-12-31").is_empty());
}

#[test]
fn a_file_is_looked_through_row_by_row_and_taken_whole() {
    let mut seat = calendar(120, 40);
    let path = seat.folder.path().join("lịch mới.csv");
    let write = |rows: &str| std::fs::write(&path, format!("date,kind,name,source,status\n{rows}")).expect("a file");
    let typed = format!("\"{}\"", path.display());
    act(&mut seat, Act::ImportDays);
    seat.type_text("khong-co.csv");
    seat.save();
    sees(&mut seat, &["Không thấy tệp khong-co.csv."]);
    write("2026-12-24,off,Nghỉ A,,announced\n2026-13-01,off,Nghỉ B,,announced\n");
    seat.press(Key::ctrl('a'));
    seat.type_text(&typed);
    seat.save();
    sees(&mut seat, &["Tệp có 1 lỗi nên chưa nhập dòng nào", "2026-13-01"]);
    assert!(rows(&seat, "2026-12-24", "2026-12-24").is_empty());
    write(
        "2026-12-24,off,Nghỉ A,5/QĐ,announced\n2026-11-23,off,Nghỉ hoán đổi,8/TB,announced\n\
         2026-11-24,off,Ngày Văn hóa Việt Nam,Nghị quyết 28/2026/QH16,announced\n",
    );
    seat.save();
    sees(&mut seat, &["1 ngày mới, 1 ngày thay đổi, 1 ngày giữ nguyên", "mới * Thứ Năm 24/12/2026: nghỉ, Nghỉ A"]);
    sees(&mut seat, &["sửa   Thứ Hai 23/11/2026: Nghỉ hoán đổi", "tình trạng: “đề xuất” → “đã công bố”"]);
    assert!(rows(&seat, "2026-12-24", "2026-12-24").is_empty());
    // What was looked through is what is taken, whatever becomes of the file meanwhile.
    write("2026-12-24,off,Tệp đã đổi,,announced\n");
    seat.press(Key::char('g'));
    agree_to_move(&mut seat);
    assert_eq!(rows(&seat, "2026-12-24", "2026-12-24")[0].name, "Nghỉ A", "{}", seat.text());
    assert_eq!(rows(&seat, "2026-11-23", "2026-11-23")[0].status, DayStatus::Announced);
    sees(&mut seat, &["Đã nhập lịch mới.csv: 1 ngày mới, 1 ngày thay đổi.", "23*24*25"]);
    assert_eq!(seat.last_op(), "import");
    seat.press(UNDO);
    assert!(rows(&seat, "2026-12-24", "2026-12-24").is_empty());
    assert_eq!(rows(&seat, "2026-11-23", "2026-11-23")[0].status, DayStatus::Proposed);
}

#[test]
fn the_years_list_is_saved_and_can_be_taken_in_again() {
    let mut seat = calendar(120, 40);
    act(&mut seat, Act::Export);
    seat.press(LEFT);
    seat.save();
    let folder = seat.folder.path().join("ra");
    let files: Vec<_> =
        std::fs::read_dir(&folder).expect("the folder").map(|entry| entry.expect("it").path()).collect();
    assert_eq!(files.len(), 1, "{}", seat.text());
    let text = std::fs::read_to_string(&files[0]).expect("text");
    assert!(text.contains("2026-11-24,off,Ngày Văn hóa Việt Nam") && !text.contains("2027-"), "{text}");
    // A long path is told in a popup, a short one on the status line.
    if seat.text().contains("Xong") {
        seat.press(ESC);
    }
    act(&mut seat, Act::ImportDays);
    seat.type_text(&files[0].display().to_string());
    seat.save();
    sees(&mut seat, &["Lịch đã có đủ như tệp"]);
}

#[test]
fn what_falls_due_on_a_day_is_counted_opened_and_seen_on_a_day_off() {
    let mut seat = calendar(120, 40);
    let due = seat.register().read().open_due_days().expect("days");
    let (on, count) = *due.iter().find(|(day, _)| day.year() == 2025).expect("an open dossier");
    act(&mut seat, Act::Open);
    sees(&mut seat, &["Không có hồ sơ nào hẹn trả ngày 21/11/2026."]);
    act(&mut seat, Act::PreviousYear);
    let away = on.since(day("2025-11-21"));
    for _ in 0..away.abs() {
        act(&mut seat, if away < 0 { Act::PreviousField } else { Act::NextField });
    }
    sees(&mut seat, &[&format!("{count} hồ sơ hẹn trả; Enter mở danh sách")]);
    act(&mut seat, Act::AddDays);
    seat.tab(3);
    seat.type_text("Nghỉ vì bão");
    seat.save();
    sees(&mut seat, &["Ngày hẹn sẽ lệch lịch", "Ngày đã hẹn không đổi"]);
    seat.press(Key::char('k'));
    assert!(rows(&seat, "2025-01-01", "2025-12-31").iter().all(|row| row.name != "Nghỉ vì bão"));
    sees(&mut seat, &["Nghỉ vì bão", "Sẽ ghi 1 ngày."]);
    seat.save();
    agree(&mut seat);
    assert_eq!(seat.register().read().open_due_days().expect("days"), due);
    sees(&mut seat, &[&format!("! {count} hồ sơ hẹn trả vào ngày nghỉ này"), "* Nghỉ: Nghỉ vì bão"]);
    act(&mut seat, Act::Open);
    sees(&mut seat, &[&format!("Hẹn trả {}", on.vietnamese())]);
    assert!(seat.status().ends_with(&format!("/{count}")), "{}", seat.text());
    seat.press(ESC);
    sees(&mut seat, &["‹ NĂM 2025 ›"]);
    act(&mut seat, Act::Differing);
    sees(&mut seat, &["hồ sơ có hạn tính lại hôm nay khác ngày đã hẹn", &on.vietnamese()[..5]]);
    assert_eq!(seat.status(), format!("1/{count}"), "{}", seat.text());
}

#[test]
fn a_form_that_is_left_while_its_change_is_weighed_writes_nothing() {
    let mut seat = calendar(120, 40);
    act(&mut seat, Act::PageDown);
    act(&mut seat, Act::AddDays);
    seat.tab(3);
    seat.type_text("Nghỉ thử nghiệm");
    seat.hold(Key::ctrl('s'));
    seat.hold(ESC);
    seat.work();
    sees(&mut seat, &["chữ đã gõ được giữ"]);
    assert!(rows(&seat, "2026-12-21", "2026-12-21").is_empty());
    // The same form goes on and is written when it is not left.
    act(&mut seat, Act::AddDays);
    seat.save();
    assert_eq!(rows(&seat, "2026-12-21", "2026-12-21").len(), 1, "{}", seat.text());
}

#[test]
fn the_one_day_that_the_form_names_is_confirmed_wherever_the_cursor_stands() {
    let mut seat = calendar(80, 24);
    acts(&mut seat, &[Act::NextField, Act::NextField, Act::Mark, Act::Down, Act::PreviousField]);
    assert_eq!(seat.status(), "29/11/2026");
    act(&mut seat, Act::ConfirmDays);
    sees(&mut seat, &["mọi ngày đang chọn, 2 ngày"]);
    seat.press(RIGHT);
    sees(&mut seat, &["chỉ ngày 23/11/2026"]);
    seat.tab(1);
    seat.type_text("1/TB");
    seat.save();
    agree_to_move(&mut seat);
    let statuses = |seat: &Seat| -> Vec<_> {
        let found = rows(seat, "2026-11-23", "2026-11-28");
        found.iter().filter(|row| row.date != day("2026-11-24")).map(|row| row.status).collect()
    };
    assert_eq!(statuses(&seat), [DayStatus::Announced, DayStatus::Proposed], "{}", seat.text());
}

#[test]
fn swapped_days_are_confirmed_together() {
    let mut seat = calendar(80, 24);
    acts(&mut seat, &[Act::NextField, Act::NextField, Act::ConfirmDays]);
    sees(&mut seat, &["cả đợt hoán đổi, 2 ngày", "23/11 Nghỉ hoán đổi", "28/11 Làm bù"]);
    seat.tab(1);
    seat.type_text("1/TB");
    seat.save();
    agree_to_move(&mut seat);
    sees(&mut seat, &["Đã xác nhận 2 ngày theo 1/TB."]);
    let found = rows(&seat, "2026-11-23", "2026-11-28");
    assert!(found.len() == 3 && found.iter().all(|row| row.status == DayStatus::Announced), "{found:?}");
}

#[test]
fn at_80_by_24_nothing_that_matters_is_cut() {
    let mut seat = calendar(80, 24);
    act(&mut seat, Act::NextYear);
    sees(&mut seat, &["? 7 chờ thông báo"]);
    assert!(!seat.lines()[1].contains('…'), "{}", seat.lines()[1]);
    act(&mut seat, Act::NextYear);
    act(&mut seat, Act::ProposeYear);
    seat.save();
    sees(&mut seat, &["ngày của năm 2028; xác nhận rồi mới tính."]);
    let due = seat.register().read().open_due_days().expect("days");
    let (on, count) = *due.iter().find(|(on, _)| on.year() == 2025).expect("an open dossier");
    let mut seat = changed(80, 24, |store| {
        let row = CalendarDay {
            date: on,
            kind: DayKind::Off,
            name: "Nghỉ vì bão".into(),
            source: String::new(),
            status: DayStatus::Announced,
        };
        motcua::desk::set_up::put_calendar_day(store, &stamp(), &row).expect("written");
    });
    act(&mut seat, Act::PreviousYear);
    let away = on.since(day("2025-11-21"));
    for _ in 0..away.abs() {
        act(&mut seat, if away < 0 { Act::PreviousField } else { Act::NextField });
    }
    sees(&mut seat, &[&format!("! {count} hồ sơ hẹn trả vào ngày nghỉ này"), "! hẹn vào ngày nghỉ"]);
}

#[test]
fn in_a_small_window_a_form_scrolls_on_to_the_days_that_it_is_about() {
    let mut seat = calendar(40, 10);
    act(&mut seat, Act::NextYear);
    act(&mut seat, Act::NextYear);
    act(&mut seat, Act::ProposeYear);
    let mut read = seat.text();
    assert!(read.contains("PgDn: còn") && !read.contains("24/11"), "{read}");
    for _ in 0..12 {
        seat.press(Key::plain(KeyCode::PageDown));
        read += &seat.text();
    }
    for words in ["Sẽ đề xuất", "01/01", "Tết Dương lịch", "Tết Nguyên đán", "02/09", "24/11", "PgUp: lên lại"]
    {
        assert!(read.contains(words), "{words}: {read}");
    }
    seat.press(Key::plain(KeyCode::PageUp));
    sees(&mut seat, &["PgDn: còn"]);
    // Any other key is about the field in focus, which is in sight again.
    seat.tab(1);
    sees(&mut seat, &["‹ 02 ngày cuối năm và 03 ngày đầu", "năm ›"]);
}
