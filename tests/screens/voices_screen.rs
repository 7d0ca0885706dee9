//! Ratings and feedback by keys over the real worker: the rating offered after a return, the sums and the head's PIN,
//! the kiosk in this window, and a piece of feedback from its receiving to its publication. All people are invented.

use crate::all_ratings::all_ratings;
use crate::seat;

use motcua::desk::sample;
use motcua::domain::feedback::Part;
use motcua::domain::rating::{DESK, KIOSK};
use motcua::store::pages::{Query, Show};
use motcua::store::{Mode, Store};
use motcua::ui::input::{Input, Key, KeyCode};
use motcua::ui::keymap::{Act, Scope};
use seat::{NOW, Seat, now, stamp};

const ENTER: Key = Key::plain(KeyCode::Enter);
const ESC: Key = Key::plain(KeyCode::Esc);

fn set(store: &mut Store, key: &str, value: &str) {
    motcua::desk::catalogue::change_setting(store, &stamp(), key, "", value).expect("set");
}

fn shows(seat: &mut Seat, words: &[&str]) {
    let text = seat.text();
    for word in words {
        assert!(text.contains(word), "{word}\n{text}");
    }
}

/// A settled dossier of the sample whose result is not returned yet, open in front.
fn open_unreturned(seat: &mut Seat) -> i64 {
    let query = Query { show: Show::Owed(motcua::domain::stage::Owed::Return), ..Query::default() };
    let store = seat.register();
    let page = store.read().page(&query, now(), None, motcua::store::pages::Way::After, 1).expect("a page");
    let (id, code) = (page[0].id, page[0].code.clone());
    seat.act(Scope::Global, Act::Dossiers);
    seat.act(Scope::List, Act::Find);
    seat.press(Key::ctrl('u'));
    seat.type_text(&code);
    seat.press(ENTER);
    seat.press(ENTER);
    shows(seat, &[&code, "Trả kết quả"]);
    id
}

#[test]
fn a_return_offers_the_rating_in_one_key_and_silence_is_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("so.db");
    let mut store = Store::open(&path, Mode::CreateIfMissing).expect("a register");
    sample::demo(&mut store, &stamp()).expect("the sample");
    drop(store);
    let mut seat = Seat::over(80, 24, folder, path);
    let before = all_ratings(&seat.register()).len();
    let id = open_unreturned(&mut seat);
    seat.act(Scope::Detail, Act::GiveBack);
    seat.save();
    shows(&mut seat, &["1 rất hài lòng · 2 hài lòng · 3 không hài lòng"]);
    seat.press(Key::char('2'));
    shows(&mut seat, &["Đã lưu: đánh giá"]);
    let given = all_ratings(&seat.register());
    assert_eq!(given.len(), before + 1);
    let code = seat.register().read().dossier(id).expect("read").expect("there").dossier.code;
    assert!(
        given.iter().any(|rating| rating.dossier_code == code && rating.level == "satisfied" && rating.source == DESK)
    );
    seat.press(Key::char('3'));
    assert_eq!(all_ratings(&seat.register()).len(), before + 1, "the offer stood for one key");

    // The same again for another one, and the citizen says nothing.
    open_unreturned(&mut seat);
    seat.act(Scope::Detail, Act::GiveBack);
    seat.save();
    seat.press(ESC);
    shows(&mut seat, &["không ghi đánh giá"]);
    assert_eq!(all_ratings(&seat.register()).len(), before + 1);
    // It can still be invited to the kiosk.
    seat.act(Scope::Detail, Act::Invite);
    shows(&mut seat, &["Đang mời đánh giá hồ sơ"]);
    assert!(seat.register().read().invitation(1, stamp().utc_ms + 1).expect("read").is_some());
}

#[test]
fn sums_are_for_all_and_single_ratings_for_the_head() {
    let mut seat = Seat::new(80, 24, |store| set(store, "head_pin", "4812"));
    seat.act(Scope::Global, Act::Ratings);
    shows(&mut seat, &["tháng 11 năm 2026", "Chưa có lượt đánh giá nào trong kỳ"]);
    seat.act(Scope::Ratings, Act::Period);
    seat.press(Key::plain(KeyCode::Tab));
    seat.press(Key::ctrl('a'));
    seat.type_text("2025");
    seat.save();
    shows(&mut seat, &["năm 2025", "rất hài lòng", "Có đánh giá:", "hồ sơ đã trả kết quả trong kỳ", "Theo cán bộ"]);
    let code = all_ratings(&seat.register())
        .into_iter()
        .find(|rating| !rating.dossier_code.is_empty())
        .expect("one")
        .dossier_code;
    assert!(!seat.text().contains(&code[..8]), "no dossier stands beside a sum");
    seat.act(Scope::Ratings, Act::Unlock);
    seat.type_text("4811");
    assert!(!seat.text().contains("4811"));
    seat.press(ENTER);
    shows(&mut seat, &["Mã chưa đúng"]);
    seat.type_text("4812");
    seat.press(ENTER);
    shows(&mut seat, &["Mức độ", "Mã hồ sơ", &code[..8]]);
    seat.press(ESC);
    assert!(!seat.text().contains(&code[..8]));
    for (columns, rows) in [(120, 40), (40, 10)] {
        seat.resize(columns, rows);
        shows(&mut seat, &["rất hài lòng"]);
    }
}

#[test]
fn the_kiosk_covers_this_window_until_the_officer_types_the_pin() {
    let mut seat = Seat::new(80, 24, |_| {});
    seat.act(Scope::Global, Act::Kiosk);
    shows(&mut seat, &["Chưa đặt mã rời màn hình đánh giá"]);
    let mut seat = Seat::new(80, 24, |store| set(store, "kiosk_pin", "730519"));
    let before = all_ratings(&seat.register()).len();
    seat.act(Scope::Global, Act::Kiosk);
    shows(&mut seat, &["KHÔNG HÀI LÒNG"]);
    for key in
        [ESC, Key::ctrl('q'), Key::f(10), Key::alt('4'), Key::ctrl('p'), Key::f(1), Key::ctrl('z'), Key::alt('m')]
    {
        seat.press(key);
        let text = seat.text();
        assert!(
            text.contains("KHÔNG HÀI LÒNG") && !text.contains("Hồ sơ") && !text.contains("Trợ giúp"),
            "{key}\n{text}"
        );
    }
    seat.give(Input::Interrupt);
    seat.press(Key::char('3'));
    shows(&mut seat, &["CẢM ƠN"]);
    let given = all_ratings(&seat.register());
    assert_eq!(given.len(), before + 1);
    assert!(given.iter().any(|rating| rating.source == KIOSK && rating.level == "dissatisfied"));
    seat.press(Key::ctrl('k'));
    for wrong in 1..=3 {
        seat.type_text("111222");
        seat.press(ENTER);
        shows(&mut seat, &[if wrong < 3 { "Mã chưa đúng." } else { "chờ 5 giây" }]);
    }
    seat.type_text("730519");
    seat.press(ENTER);
    shows(&mut seat, &["chờ 5 giây"]);
    assert!(!seat.text().contains("Hôm nay"), "the right one has to wait as well");
}

#[test]
fn feedback_from_its_receiving_to_its_publication_by_keys() {
    let mut seat = Seat::new(80, 24, |_| {});
    seat.act(Scope::Global, Act::Feedback);
    shows(&mut seat, &["[Đang xử lý", "Đã trả lời, chưa công khai", "Từ chối 0"]);
    seat.act(Scope::Feedback, Act::FeedbackAdd);
    seat.tab(1);
    seat.type_text("Điện thoại");
    seat.save();
    shows(&mut seat, &["Chưa ghi nội dung", "Điện thoại"]);
    seat.tab(2);
    seat.press(ESC);
    seat.act(Scope::Feedback, Act::FeedbackAdd);
    seat.press(Key::ctrl('n'));
    seat.press(ENTER);
    seat.press(ESC);
    let mut register = seat.register();
    let given = motcua::domain::feedback::Feedback {
        subject: "Bảng niêm yết mờ chữ".to_owned(),
        sender: "Giàng A Thử".to_owned(),
        ..motcua::domain::feedback::Feedback::received(now())
    };
    motcua::desk::feedback::receive(&mut register, &stamp(), &given).expect("received");
    drop(register);
    seat.idle();
    seat.work();
    seat.press(Key::plain(KeyCode::End));
    shows(&mut seat, &["PAKN-2026-0001", "trả lời: còn", "Bảng niêm yết"]);
    seat.act(Scope::Feedback, Act::FeedbackPublish);
    shows(&mut seat, &["Chưa trả lời thì chưa công khai được; trả lời: phím r."]);
    seat.act(Scope::Feedback, Act::FeedbackCame);
    shows(&mut seat, &["Không có yêu cầu bổ sung nào đang chờ; yêu cầu bổ sung: phím b."]);
    seat.act(Scope::List, Act::Open);
    shows(&mut seat, &["Người gửi: Giàng A Thử", "Từ chối chậm nhất", "chưa ghi căn cứ"]);
    seat.press(ESC);
    seat.act(Scope::Feedback, Act::FeedbackAsk);
    seat.tab(1);
    seat.type_text("ảnh");
    seat.save();
    shows(&mut seat, &["hạn trả lời đứng lại", "= PAKN-2026-0001", "bổ sung: còn"]);
    seat.act(Scope::Feedback, Act::FeedbackCame);
    seat.save();
    seat.act(Scope::Feedback, Act::FeedbackAnswer);
    seat.tab(1);
    seat.type_text("Đã in lại.");
    seat.save();
    shows(&mut seat, &["Đã lưu: trả lời phản ánh"]);
    seat.act(Scope::Feedback, Act::NextPart);
    shows(&mut seat, &["[Đã trả lời, chưa công khai", "PAKN-2026-0001", "công khai: còn"]);
    seat.press(Key::plain(KeyCode::End));
    while !seat.text().lines().any(|line| line.starts_with('>') && line.contains("PAKN-2026-0001")) {
        seat.press(Key::plain(KeyCode::Up));
    }
    seat.act(Scope::Feedback, Act::FeedbackPublish);
    seat.save();
    seat.act(Scope::Feedback, Act::NextPart);
    shows(&mut seat, &["[Đã công khai 1]", "công khai đúng hạn", "a Năm cũ"]);
    seat.act(Scope::Feedback, Act::FeedbackSpan);
    shows(&mut seat, &["Mọi năm: ", "[Đã công khai 4]"]);
    seat.act(Scope::Feedback, Act::FeedbackSpan);
    assert!(!seat.text().contains("Mọi năm: "), "{}", seat.text());
    seat.act(Scope::Feedback, Act::OpenDossier);
    shows(&mut seat, &["không gắn với hồ sơ nào"]);
    seat.press(Key::ctrl('z'));
    shows(&mut seat, &["(công khai trả lời phản ánh), phản ánh PAKN-2026-0001."]);
    seat.act(Scope::Feedback, Act::PreviousPart);
    shows(&mut seat, &["PAKN-2026-0001"]);
    let list = motcua::desk::feedback::list(&seat.register(), NOW.parse().expect("a moment"), false).expect("a list");
    assert!(list.iter().any(|seen| seen.stored.feedback.code == "PAKN-2026-0001" && seen.part == Part::Answered));
    for (columns, rows, words) in [(120, 40, "PAKN-2026-0001"), (40, 10, "công khai: còn")] {
        seat.resize(columns, rows);
        shows(&mut seat, &[words, "Bảng niêm y"]);
    }
}

/// The next key after a new piece of feedback is about that one, wherever its clock puts it in the list.
#[test]
fn feedback_that_was_just_written_is_selected() {
    let mut seat = Seat::new(80, 24, |_| {});
    seat.act(Scope::Global, Act::Feedback);
    seat.act(Scope::Feedback, Act::FeedbackAdd);
    seat.tab(2);
    seat.type_text("Bảng niêm yết mờ chữ");
    seat.save();
    let chosen = seat.text().lines().find(|line| line.starts_with('>')).map(str::to_owned).unwrap_or_default();
    assert!(chosen.contains("PAKN-2026-0001"), "{}", seat.text());
}

/// The part on the screen goes out: masked without words of citizens, in full only where that is asked for, and the
/// journal knows which.
#[test]
fn a_part_of_the_feedback_goes_out_masked_and_in_full_by_choice() {
    let given = motcua::domain::feedback::Feedback {
        subject: "Bảng niêm yết mờ chữ".to_owned(),
        sender: "Giàng A Thử".to_owned(),
        ..motcua::domain::feedback::Feedback::received(now())
    };
    let mut seat = Seat::new(80, 24, |store| {
        motcua::desk::feedback::receive(store, &stamp(), &given).expect("received");
    });
    let file = |seat: &Seat, part: &str| {
        let folder = std::fs::read_dir(seat.folder.path().join("ra")).expect("a folder");
        let mut found: Vec<_> = folder.map(|entry| entry.expect("a file").path()).collect();
        found.retain(|path| path.to_string_lossy().contains(part));
        // The second file of a name has a number behind it.
        found.sort_by_key(|path| path.as_os_str().len());
        std::fs::read_to_string(found.last().expect("a file")).expect("text")
    };
    seat.act(Scope::Global, Act::Feedback);
    shows(&mut seat, &["PAKN-2026-0001"]);
    for (names, opened, masked) in [(0, "Giàng A Thử", "G. A. T."), (1, "G. A. T.", "Giàng A Thử")] {
        seat.act(Scope::List, Act::Export);
        for _ in 0..2 {
            seat.press(Key::plain(KeyCode::Right));
        }
        seat.tab(1);
        for _ in 0..names {
            seat.press(Key::plain(KeyCode::Right));
        }
        seat.save();
        shows(&mut seat, &["Đã xuất: "]);
        seat.press(ESC);
        let text = file(&seat, ".csv");
        assert!(text.contains("PAKN-2026-0001") && text.contains(masked) && !text.contains(opened), "{text}");
        assert_eq!(text.contains("Bảng niêm yết mờ chữ"), names == 1, "{text}");
        assert_eq!(seat.last_op(), "export");
    }
    seat.act(Scope::Feedback, Act::PreviousPart);
    seat.act(Scope::List, Act::Print);
    shows(&mut seat, &["Danh sách đang trống; Tab: xem phần khác."]);
}
