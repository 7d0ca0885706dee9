//! The screen of one dossier: every move by keys alone, on the picture, in the register, in the history, and undone.

#[path = "../support/clock.rs"]
mod clock;
mod like_last;
mod several;
#[path = "../support/mod.rs"]
mod support;
mod window;

use motcua::desk::accept::{self, Draft};
use motcua::desk::{end, set_up};
use motcua::domain::component::Component;
use motcua::domain::dossier::{Channel, Dossier, LateKind, Outcome, PaidBy};
use motcua::store::dossier::Stored;
use motcua::store::{Mode, Store};
use motcua::ui::input::Key;
use motcua::ui::keymap::Act;
use support::{at, draft, seen, stamp};
use tempfile::TempDir;
use window::Window;

/// A register with a dossier accepted on Monday 2 March 2026, 08:00 (5 working days: due on the 9th).
fn register() -> (TempDir, std::path::PathBuf, i64) {
    register_with(&draft("1.001", "Lò Thị Mai (hư cấu)", "2026-03-02 08:00"))
}

fn register_with(draft: &Draft) -> (TempDir, std::path::PathBuf, i64) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("so.db");
    let mut store = Store::open(&path, Mode::CreateIfMissing).expect("the register opens");
    support::set_up(&mut store);
    let seat = [("last_officer", "lan"), ("unit", "Trung tâm thử nghiệm"), ("contact", "phòng Một cửa")];
    let seat = seat.map(|(key, value)| (key.to_owned(), value.to_owned()));
    set_up::change_settings(&mut store, &stamp("2026-03-02 07:40", "lan"), &seat).expect("a seat");
    let (accepted, _) = accept::accept(&mut store, &stamp("2026-03-02 08:00", "lan"), draft).expect("accepted");
    (folder, path, accepted.id)
}

fn open(now: &str) -> (TempDir, Window) {
    let (folder, path, id) = register();
    let window = Window::open(&path, id, now);
    (folder, window)
}

fn settled(now: &str, ended: &str) -> (TempDir, Window) {
    let (folder, path, id) = register();
    let mut store = Store::open(&path, Mode::Existing).expect("the register opens");
    let target = seen(&store, id);
    end::settle(&mut store, &stamp(ended, "hung"), &[target], at(ended)).expect("settled");
    (folder, Window::open(&path, id, now))
}

/// Holds that a move was done: the popup is gone, the status line says so, the history has it. Then undoes it.
fn done(window: &mut Window, before: &Stored, said: &str, verb: &str) {
    assert!(window.at_rest(), "{}", window.picture());
    window.shows(&["Đã lưu", said]);
    assert_eq!(window.newest().0, verb);
    window.undo_to(before);
}

#[test]
fn the_page_in_every_size() {
    let (_folder, mut window) = open("2026-03-03 09:00");
    let lines = window.lines();
    assert!(lines[1].contains("Lò Thị Mai (hư cấu)") && lines[1].ends_with("đang giải quyết"), "{}", lines[1]);
    assert!(lines[2].contains("Hạn trả 17:00 09/03/2026: còn 4 ngày 6 giờ 30 phút làm việc"), "{}", lines[2]);
    window.shows(&["── Người nộp", "── Thủ tục", "Thủ tục 1.001", "Tiếp nhận           08:00 02/03/2026"]);
    window.act(Act::Last);
    window.shows(&["── Số hóa", "= đã số hóa 0/1", "[ ] Tờ khai"]);
    window.resize(120, 40);
    window.shows(&["── Người nộp", "── Sổ hạn trả", "09/03/2026", "hẹn lần đầu", "Trần Văn Hùng"]);
    window.resize(40, 10);
    window.shows(&["Hạn trả 17:00 09/03/2026"]);
    assert!(!window.picture().contains("quá nhỏ"));
}

#[test]
fn the_deadline_is_told_in_words() {
    let (_folder, mut window) = open("2026-03-06 09:00");
    window.shows(&["^ Hạn trả 17:00 09/03/2026: còn 1 ngày 6 giờ 30 phút làm việc"]);
    window.tick("2026-03-09 08:00");
    window.shows(&["^ Hạn trả 17:00 09/03/2026: đến hạn hôm nay, còn 7 giờ 30 phút làm việc"]);
    window.tick("2026-03-11 08:00");
    window.shows(&["! Hạn trả 17:00 09/03/2026: quá hạn 02 ngày làm việc"]);
    let (_folder, window) = settled("2026-03-12 08:00", "2026-03-06 10:00");
    window.shows(&["+ Kết thúc 06/03/2026, hạn trả 09/03/2026: trước hạn 01 ngày làm việc"]);
}

#[test]
fn a_pause_is_warned_of_moves_the_date_and_ends() {
    let (_folder, mut window) = open("2026-03-06 09:00");
    let before = window.stored();
    window.act(Act::Pause);
    window.shows(&["Tạm dừng: ", "chờ bổ sung hồ sơ", "? Đã quá 03 ngày làm việc kể từ khi tiếp nhận"]);
    window.to("Số văn bản").typed("12/HDHS").to("Tạm dừng từ").typed("5/3 0900");
    window.shows(&["09:00 Thứ Năm 05/03/2026"]);
    assert!(!window.picture().contains("Đã quá 03 ngày"), "on the third working day there is nothing to warn of");
    window.to("Lý do ghi lùi").typed("ghi sót").save();
    window.shows(&["= Tạm dừng từ 09:00 05/03/2026, chờ bổ sung hồ sơ"]);
    assert_eq!(window.stored().dossier.pauses.len(), 1);
    window.act(Act::Resume).typed("6/3 0800").enter();
    window.shows(&["Đã lưu: tiếp tục", "10/03/2026"]);
    window.tells(&[
        "17:00, lùi do chờ bổ sung hồ sơ, từ 08:00 06/03/2026; văn bản 12/HDHS; cán bộ: Nguyễn Thị Lan",
        "hạn lùi từ 09/03/2026 đến 10/03/2026",
    ]);
    window.press(Key::ctrl('z'));
    window.undo_to(&before);
}

#[test]
fn a_pause_is_corrected_with_a_reason_and_the_date_that_was_told_stays_visible() {
    let (_folder, mut window) = open("2026-03-06 09:00");
    window.act(Act::CorrectPause);
    window.shows(&["Hồ sơ chưa có lần tạm dừng nào để sửa."]);
    window.act(Act::Pause).to("Tạm dừng từ").typed("4/3 0900").save();
    window.shows(&["Yêu cầu bổ sung phải có số phiếu", "04/03/2026", "0900"]);
    window.to("Số văn bản").typed("12/HDHS").to("Lý do ghi lùi").typed("ghi sót").save();
    window.act(Act::Resume).typed("5/3 0800").enter();
    let before = window.stored();
    window.act(Act::CorrectPause).to("Tính tiếp từ").press(Key::ctrl('a')).typed("6/3 0800").save();
    window.shows(&["Sửa tạm dừng phải ghi lý do.", "6/3 0800"]);
    window.to("Lý do sửa").typed("ghi nhầm ngày").save();
    window.shows(&["Đã lưu: sửa tạm dừng", "Hạn trả 17:00 11/03/2026"]);
    window.tells(&[
        "10/03/2026 đã hủy do sửa tạm dừng: 17:00, lùi do chờ bổ sung hồ sơ, từ 08:00 05/03/2026",
        "11/03/2026 17:00, lùi do chờ bổ sung hồ sơ, từ 08:00 06/03/2026; văn bản 12/HDHS",
        "hạn lùi từ 09/03/2026 đến 11/03/2026",
    ]);
    window.undo_to(&before);
    let lines = window.disk.read().due_dates_kept(before.id).expect("readable");
    assert_eq!(lines.len(), 1, "the correction's own line is gone, the first one holds again");
    assert_eq!((lines[0].voided, lines[0].due_at), (None, at("2026-03-10 17:00")));
}

#[test]
fn a_second_request_for_papers_is_asked_about_before_it_is_saved() {
    let (_folder, mut window) = open("2026-03-06 09:00");
    window.act(Act::Pause).to("Số văn bản").typed("12/HDHS").to("Tạm dừng từ").typed("4/3 0900");
    window.to("Lý do ghi lùi").typed("ghi sót").save();
    window.act(Act::Resume).typed("5/3 0800").enter();
    window.act(Act::Pause);
    window.shows(&["Đã yêu cầu bổ sung một lần", "Vẫn yêu cầu lần hai"]);
    window.to("Số văn bản").typed("13/HDHS").save();
    window.shows(&["hãy đánh dấu ô này"]);
    assert_eq!(window.stored().dossier.pauses.len(), 1, "nothing was saved");
    window.to("Vẫn yêu cầu lần hai").press(Key::char(' ')).save();
    let pauses = window.stored().dossier.pauses;
    assert_eq!((pauses.len(), pauses[1].document.as_str()), (2, "13/HDHS"));
}

#[test]
fn a_pause_noted_backwards_that_takes_lateness_away_is_asked_about() {
    let (_folder, mut window) = open("2026-03-20 09:00");
    window.act(Act::Pause);
    assert!(!window.picture().contains("Lý do ghi lùi") && !window.picture().contains("Bỏ quá hạn"));
    window
        .to("Lý do")
        .press(Key::plain(motcua::ui::input::KeyCode::Right))
        .press(Key::plain(motcua::ui::input::KeyCode::Right));
    window.to("Tạm dừng từ").press(Key::ctrl('a')).typed("2/3 0930").save();
    window.shows(&["phải có số văn bản", "Lý do ghi lùi", "2/3 0930"]);
    window.to("Số văn bản").typed("7/CV").to("Lý do ghi lùi").typed("ghi sót").save();
    window.shows(&["không còn tính là quá hạn", "ghi sót", "2/3 0930"]);
    assert!(window.stored().dossier.pauses.is_empty(), "nothing was saved");
    window.to("Bỏ quá hạn").press(Key::char(' ')).save();
    let stored = window.stored();
    assert_eq!((stored.dossier.pauses.len(), stored.late_from), (1, None));
}

#[test]
fn a_refused_moment_keeps_its_text_and_names_its_field() {
    let (_folder, mut window) = open("2026-03-04 09:00");
    let before = window.stored();
    for (text, said) in [
        ("31/2 0900", "Tháng 2 không có ngày 31."),
        ("5/3 0900", "ở tương lai"),
        ("27/2 0900", "trước lúc tiếp nhận"),
        ("thứ năm", "Viết ngày như 25/6"),
    ] {
        window.act(Act::Done).typed(text).enter();
        window.shows(&[said, text, "x "]);
        assert_eq!(window.stored().dossier, before.dossier);
        // What was typed is there again when the form is opened again.
        window.esc().act(Act::Done);
        window.shows(&[text]);
        window.press(Key::ctrl('a')).typed("bg").save();
        done(&mut window, &before, "xong việc", "done");
    }
}

#[test]
fn done_settled_returned() {
    let (_folder, mut window) = open("2026-03-06 09:00");
    let before = window.stored();
    window.act(Act::Done).enter();
    window.shows(&["xong việc"]);
    assert_eq!(window.stored().dossier.done_at, Some(at("2026-03-06 09:00")));
    window.act(Act::Done);
    window.shows(&["? Đã ghi nhận xong việc rồi."]);
    window.tick("2026-03-06 10:00");
    window.act(Act::Settle).enter();
    assert_eq!(window.stored().dossier.outcome, Some(Outcome::Settled));
    window.act(Act::GiveBack).to("Cách trả").typed("b").save();
    let returned = window.stored().dossier;
    assert_eq!((returned.returned_at, returned.return_channel), (Some(at("2026-03-06 10:00")), Some(Channel::Postal)));
    window.shows(&["đã trả kết quả"]);
    window.press(Key::ctrl('z')).press(Key::ctrl('z'));
    window.undo_to(&before);
}

#[test]
fn ends_without_a_result_need_a_reason() {
    for (act, verb, outcome) in [
        (Act::Reject, "reject", Outcome::Rejected),
        (Act::Withdraw, "withdraw", Outcome::Withdrawn),
        (Act::Stop, "stop", Outcome::Stopped),
    ] {
        let (_folder, mut window) = open("2026-03-06 09:00");
        let before = window.stored();
        window.act(act).save();
        window.shows(&["phải ghi lý do"]);
        window.typed("theo đơn");
        if act == Act::Stop {
            window.save();
            window.shows(&["Dừng giải quyết phải có căn cứ"]);
            window.to("Căn cứ").typed("Điều 7 khoản 2");
        }
        window.save();
        assert_eq!(window.stored().dossier.outcome, Some(outcome));
        assert_eq!(window.newest().1, "theo đơn");
        done(&mut window, &before, "Đã lưu", verb);
    }
}

#[test]
fn a_request_for_papers_issues_its_slip_and_the_slip_prints() {
    let (_folder, mut window) = open("2026-03-03 09:00");
    let before = window.stored();
    window.act(Act::Pause).to("Cần bổ sung").typed("Bản chính giấy chứng sinh; tờ khai có chữ ký").save();
    window.shows(&["Phiếu yêu cầu bổ sung phải ghi lý do"]);
    window.to("Vì sao bổ sung").typed("nộp bản chụp").save();
    window.shows(&["Đã lưu: tạm dừng"]);
    assert_eq!(window.stored().dossier.pauses[0].document, "01/HDHS");
    window.act(Act::Print).typed("2");
    window.shows(&["Mẫu 02: Phiếu bổ sung", "01/HDHS"]);
    window.typed("t");
    window.undo_to(&before);
    window.act(Act::Print);
    window.shows(&["Phiếu bổ sung, chưa có: lập khi tạm dừng để bổ sung"]);
}

#[test]
fn handing_over_and_receiving() {
    let (_folder, mut window) = open("2026-03-03 09:00");
    let before = window.stored();
    window.act(Act::Receive);
    window.shows(&["? Không có lần bàn giao nào chờ ghi lúc nhận."]);
    window.act(Act::HandOver).save();
    window.shows(&["Hãy chọn cán bộ nhận hoặc ghi đơn vị nhận."]);
    window.typed("lan").enter().to("Ghi chú").typed("kèm bản giấy").save();
    assert_eq!(window.stored().dossier.handled_by, "lan");
    window.shows(&["Đã lưu: giao việc"]);
    window.tells(&["cho Nguyễn Thị Lan; chưa nhận; kèm bản giấy"]);
    let handed = window.stored();
    window.tick("2026-03-03 10:30");
    window.act(Act::Receive).enter();
    assert_eq!(window.stored().dossier.forwarded_at, Some(at("2026-03-03 10:30")));
    window.shows(&["Đã lưu: nhận bàn giao"]);
    window.tells(&["nhận 10:30 03/03/2026; kèm bản giấy"]);
    done(&mut window, &handed, "", "receive_handover");
    window.press(Key::ctrl('z'));
    window.tells(&["Thụ lý Trần Văn Hùng"]);
    assert_eq!(window.stored().dossier, before.dossier);
}

#[test]
fn an_online_dossier_is_accepted_or_refused_within_its_clock() {
    for accept in [true, false] {
        let mut filed = draft("1.001", "Lò Thị Mai (hư cấu)", "2026-03-02 08:00");
        filed.dossier = Dossier {
            channel: Channel::Online,
            submitted_at: filed.dossier.accepted_at.take(),
            received_by: String::new(),
            ..filed.dossier
        };
        let (_folder, path, id) = register_with(&filed);
        let mut window = Window::open(&path, id, "2026-03-02 09:00");
        let before = window.stored();
        window.shows(&["Phải tiếp nhận hoặc từ chối trước 08:00 03/03/2026: còn 7 giờ làm việc"]);
        window.act(Act::Pause);
        window.shows(&["Hồ sơ chưa được tiếp nhận; bấm f trước."]);
        if accept {
            window.act(Act::AcceptFiled).enter();
            assert_eq!(window.stored().dossier.due_at, Some(at("2026-03-09 17:00")));
            done(&mut window, &before, "tiếp nhận", "accept");
        } else {
            window.act(Act::Refuse).typed("không thuộc thẩm quyền").save();
            window.shows(&["không tiếp nhận"]);
            done(&mut window, &before, "từ chối tiếp nhận", "refuse");
        }
    }
}

#[test]
fn an_apology_takes_the_next_number_and_its_facts_come_later() {
    let (_folder, mut window) = open("2026-03-06 09:00");
    let before = window.stored();
    // A letter says why and when, and somebody signs it.
    window.act(Act::Apologise).save();
    window.shows(&["Hãy ghi vì sao chậm"]);
    window.typed("chờ xác minh").save();
    window.shows(&["Hãy ghi người ký văn bản."]);
    window.typed("Hà Thị Ký Giả").save();
    window.shows(&["Hãy ghi ngày hẹn trả mới"]);
    assert_eq!(window.stored(), before);
    window.typed("14/3");
    window.shows(&["? 17:00 Thứ Bảy 14/03/2026 (cuối tuần)"]);
    window.typed("").press(Key::ctrl('a')).typed("13/3").save();
    let letter = window.stored().dossier.apology;
    assert_eq!((letter.number.as_str(), letter.issued_at), ("01/PXL", Some(at("2026-03-06 09:00"))));
    assert_eq!(letter.reappointed_at, Some(at("2026-03-13 17:00")));
    window.tick("2026-03-07 08:00");
    window.act(Act::Apologise).to("Đăng tải").typed("5/3").save();
    window.shows(&["Ngày đăng tải trước ngày ban hành"]);
    window.press(Key::ctrl('a')).typed("7/3").save();
    let letter = window.stored().dossier.apology;
    assert_eq!((letter.number.as_str(), letter.uploaded_at), ("01/PXL", Some(at("2026-03-07 08:00"))));
    window.press(Key::ctrl('z'));
    window.undo_to(&before);
    window.act(Act::Apologise).to("Hình thức").typed("k").to("Lý do không có").typed("trả trong ngày").save();
    assert_eq!(window.stored().dossier.apology.none_reason, "trả trong ngày");
}

#[test]
fn lateness_is_classified_only_where_there_is_any() {
    let (_folder, mut window) = open("2026-03-06 09:00");
    window.act(Act::Classify);
    window.shows(&["? Hồ sơ không trễ hạn."]);
    window.tick("2026-03-11 09:00");
    let before = window.stored();
    window.act(Act::Classify).typed("t").typed("t").save();
    window.shows(&["trễ do thao tác phải có giờ xong việc", "hãy ghi ở ô “Xong việc lúc”"]);
    window.to("Loại trễ").press(Key::plain(motcua::ui::input::KeyCode::Left)).to("Hay gặp").typed("c").save();
    let late = window.stored().dossier.late;
    assert_eq!((late.kind, late.cause.as_str()), (Some(LateKind::Actual), "chờ ý kiến cơ quan phối hợp"));
    done(&mut window, &before, "loại trễ hạn", "classify_lateness");
}

#[test]
fn papers_one_by_one_or_all_and_the_result() {
    let mut papers = draft("1.001", "Lò Thị Mai (hư cấu)", "2026-03-02 08:00");
    let named = |name: &str| Component { name: name.to_owned(), required: true, ..Component::default() };
    papers.components.push(named("Giấy chứng sinh"));
    let (_folder, path, id) = register_with(&papers);
    let mut window = Window::open(&path, id, "2026-03-06 09:00");
    let before = window.stored();
    window.act(Act::DigitiseComponents).to("Giấy chứng sinh").typed("d").typed("d").save();
    let counts = window.stored().dossier.components;
    assert_eq!((counts.required, counts.digitized, counts.reused), (2, 1, 1));
    done(&mut window, &before, "số hóa thành phần", "digitise");
    window.act(Act::DigitiseComponents).typed(" ").save();
    assert!(window.stored().dossier.components.full());
    window.act(Act::DigitiseResult);
    window.shows(&["? Hồ sơ chưa có kết quả; bấm x trước."]);
    window.act(Act::Settle).enter();
    window.act(Act::DigitiseResult).typed(" ").save();
    window.shows(&["Hãy ghi vì sao chưa số hóa kết quả."]);
    window.typed("máy quét hỏng").save();
    assert_eq!(window.stored().dossier.result_note, "máy quét hỏng");
    window.act(Act::DigitiseResult).save();
    assert!(window.stored().dossier.result_digitized);
}

#[test]
fn papers_without_rows_are_counted() {
    let mut none = draft("1.001", "Lò Thị Mai (hư cấu)", "2026-03-02 08:00");
    none.components.clear();
    let (_folder, path, id) = register_with(&none);
    let mut window = Window::open(&path, id, "2026-03-06 09:00");
    window.act(Act::DigitiseComponents).typed("3").to("Đã số hóa").typed("4").save();
    window.shows(&["Số đã số hóa không quá số bắt buộc"]);
    window.press(Key::ctrl('a')).typed("2").save();
    let counts = window.stored().dossier.components;
    assert_eq!((counts.required, counts.digitized), (3, 2));
}

#[test]
fn a_rating_takes_one_key_and_stays_confidential() {
    let (_folder, mut window) = settled("2026-03-06 11:00", "2026-03-06 10:00");
    window.act(Act::Rate).save();
    window.shows(&["Hãy chọn mức độ hài lòng."]);
    window.typed("3").to("Ý kiến").typed("chờ lâu").save();
    window.shows(&["Đã lưu: đánh giá"]);
    let given = window.disk.read().ratings_of(window.stored().id).expect("readable");
    assert_eq!((given.len(), given[0].level.as_str()), (1, "dissatisfied"));
    window.act(Act::Last);
    window.shows(&["1 lượt"]);
    window.act(Act::History);
    window.shows(&["đánh giá (mục"]);
    let picture = window.picture();
    assert!(!picture.contains("dissatisfied") && !picture.contains("chờ lâu"), "{picture}");
}

#[test]
fn data_is_amended_with_a_reason_and_the_history_shows_old_and_new() {
    let (_folder, mut window) = open("2026-03-06 09:00");
    let before = window.stored();
    window
        .act(Act::Amend)
        .typed("Lò Thị Mai Hoa (hư cấu)")
        .to("Phí")
        .typed("8.000")
        .to("Cách nộp phí")
        .typed("t")
        .save();
    window.shows(&["Sửa hồ sơ phải ghi lý do."]);
    window.to("Lý do sửa").typed("công dân báo lại").save();
    let now = window.stored().dossier;
    assert_eq!(now.applicant.name, "Lò Thị Mai Hoa (hư cấu)");
    assert_eq!((now.fee, now.paid_by.is_some(), now.paid_by), (Some(8000), true, Some(PaidBy::Online)));
    assert_eq!(
        Dossier { applicant: before.dossier.applicant.clone(), fee: None, paid_by: None, ..now },
        before.dossier
    );
    window.act(Act::History);
    window.shows(&[
        "Nguyễn Thị Lan: sửa đổi",
        "Lý do: công dân báo lại",
        "Người nộp: Lò Thị Mai (hư cấu) → Lò Thị Mai Hoa",
    ]);
    window.esc();
    assert_eq!(window.newest(), ("amend".to_owned(), "công dân báo lại".to_owned()));
    window.undo_to(&before);
    window.act(Act::History);
    window.shows(&["hoàn tác (mục", "[đã hoàn tác]"]);
}

#[test]
fn the_due_date_to_amend_is_the_one_in_force_after_pauses() {
    let (_folder, mut window) = open("2026-03-06 09:00");
    window.act(Act::Pause).to("Số văn bản").typed("12/HDHS").to("Tạm dừng từ").typed("4/3 0900");
    window.to("Lý do ghi lùi").typed("ghi sót").save();
    window.act(Act::Resume).typed("5/3 0800").enter();
    let before = window.disk.read().due_dates(window.stored().id).expect("readable");
    window.act(Act::Amend).to("Hạn trả");
    window.shows(&["10/03/2026 17:00"]);
    window.typed("10/3 1700").to("Lý do sửa").typed("nhầm").save();
    window.shows(&["Không có gì thay đổi."]);
    assert_eq!(window.disk.read().due_dates(window.stored().id).expect("readable"), before);
}

#[test]
fn amended_moments_must_be_in_order_and_a_due_date_joins_the_ledger() {
    let (_folder, mut window) = settled("2026-03-06 11:00", "2026-03-06 10:00");
    window.act(Act::Amend).to("Kết thúc lúc").typed("1/3 0900").to("Lý do sửa").typed("nhầm").save();
    window.shows(&["Giờ kết thúc 09:00 01/03/2026 trước lúc tiếp nhận", "1/3 0900"]);
    window.press(Key::ctrl('a')).typed("5/3 0900").to("Hạn trả").typed("12/3").save();
    let stored = window.stored();
    assert_eq!(stored.dossier.settled_at, Some(at("2026-03-05 09:00")));
    assert_eq!(stored.dossier.due_at, Some(at("2026-03-09 17:00")), "the first promise stays");
    assert_eq!(window.disk.read().due_dates(stored.id).expect("readable")[0].due_at, at("2026-03-12 17:00"));
    window.act(Act::Amend).to("Hạn trả").typed("12/3").to("Lý do sửa").typed("nhầm").save();
    window.shows(&["Không có gì thay đổi."]);
    window.act(Act::Amend).to("Hạn trả").typed("9/3").to("Lý do sửa").typed("nhầm").save();
    assert_eq!(window.disk.read().due_dates(stored.id).expect("readable")[1].due_at, at("2026-03-09 17:00"));
}

#[test]
fn a_new_promise_is_a_line_of_the_ledger_and_the_account_is_shown() {
    let (_folder, mut window) = open("2026-03-06 09:00");
    let before = window.stored();
    window.act(Act::Repromise).typed("5");
    window.shows(&["05 ngày làm việc", "16/03/2026 17:00"]);
    window.to("Hạn mới").press(Key::ctrl('a')).typed("13/3");
    window.shows(&["4wd", "04 ngày làm việc", "17:00 Thứ Sáu 13/03/2026"]);
    window.to("Căn cứ").typed("Điều 7 khoản 2").to("Số văn bản").typed("7/CV").save();
    window.shows(&["Gia hạn phải có người duyệt", "Điều 7 khoản 2", "7/CV"]);
    window.to("Người duyệt").typed("Giám đốc").save();
    window.shows(&["Hạn trả 17:00 13/03/2026"]);
    window.tells(&[
        "09/03/2026 17:00, hẹn lần đầu",
        "13/03/2026 17:00, gia hạn thêm 04 ngày làm việc lúc 09:00 06/03/2026; căn cứ: Điều 7 khoản 2; văn bản 7/CV; \
         người duyệt: Giám đốc; cán bộ: Nguyễn Thị Lan",
    ]);
    let due = window.disk.read().due_dates(before.id).expect("readable").remove(0);
    assert_eq!((due.extension, due.closing, due.approver.as_str()), ("4wd".parse().ok(), true, "Giám đốc"));
    window.undo_to(&before);
    window.act(Act::Explain);
    window.shows(&[
        "Hạn trả: Thứ Hai, 17:00 09/03/2026",
        "03/03/2026 Thứ Ba   có    01 Ngày làm việc thứ 01.",
        "07/03/2026 Thứ Bảy  không    Nghỉ hằng tuần; không tính.",
        "Cộng: 05 ngày làm việc.",
    ]);
}

#[test]
fn moves_are_found_by_name_and_say_why_not() {
    let (_folder, mut window) = open("2026-03-06 09:00");
    window.act(Act::Moves);
    window.shows(&["Việc: ", "Tạm dừng", "chưa được: "]);
    window.typed("c");
    window.shows(&["? Hồ sơ không ở trạng thái tạm dừng."]);
    window.act(Act::Moves).typed("/ket thuc").enter();
    window.shows(&["Kết thúc lúc"]);
    window.enter();
    assert!(window.stored().dossier.settled_at.is_some());
}

#[test]
fn the_receipt_is_saved_even_where_no_printer_is() {
    let (folder, path, id) = register();
    let mut store = Store::open(&path, Mode::Existing).expect("the register opens");
    let none = [("print_command".to_owned(), "khong-co-may-in-nao {file}".to_owned())];
    set_up::change_settings(&mut store, &stamp("2026-03-02 08:10", "lan"), &none).expect("set");
    let mut window = Window::open(&path, id, "2026-03-06 09:00");
    window.act(Act::Print);
    window.shows(&["1 Giấy tiếp nhận hồ sơ", "4 Văn bản xin lỗi, chưa có: chưa ban hành văn bản xin lỗi (phím a)"]);
    window.typed("1");
    window.shows(&["Mẫu 01: Giấy hẹn", "Lưu tệp Word", "Tiếp nhận hồ sơ của: Lò Thị Mai"]);
    window.typed("i");
    window.shows(&["Đã lưu giấy hẹn MC-260302-0001 nhưng chưa in được"]);
    let files = walk(folder.path());
    assert!(files.iter().any(|name| name.starts_with("giay-hen") && name.ends_with(".docx")), "{files:?}");
}

/// Names of all files below a folder.
fn walk(folder: &std::path::Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let below = |entry: std::fs::DirEntry| match entry.path() {
        path if path.is_dir() => walk(&path),
        _ => vec![entry.file_name().to_string_lossy().into_owned()],
    };
    entries.flat_map(below).collect()
}

#[test]
fn another_window_was_quicker_and_nothing_typed_is_lost() {
    let (_folder, path, id) = register();
    let mut lan = Window::open(&path, id, "2026-03-06 09:00");
    let mut hung = Window::open(&path, id, "2026-03-06 09:00");
    lan.act(Act::Amend).to("Điện thoại").typed("0912345678").to("Lý do sửa").typed("bổ sung số");
    hung.act(Act::HandOver).typed("lan").enter().save();
    hung.shows(&["Đã lưu: giao việc"]);
    lan.idle();
    lan.save();
    lan.shows(&["vừa được thay đổi ở cửa sổ khác (bàn giao lúc", "bổ sung số"]);
    // The dossier was read anew behind the form: the same answer now changes only what was typed.
    lan.save();
    let stored = lan.stored().dossier;
    assert_eq!((stored.applicant.phone.as_str(), stored.handled_by.as_str()), ("0912345678", "lan"));
    assert!(lan.at_rest());
    hung.idle();
    hung.shows(&["0912345678"]);
}

#[test]
fn a_late_dossier_is_not_extended() {
    let (_folder, mut window) = open("2026-03-11 09:00");
    window.act(Act::Repromise);
    window.shows(&["đã quá hạn nên không gia hạn được nữa"]);
}
