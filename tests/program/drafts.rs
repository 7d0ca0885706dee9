//! What is typed into a form is there again after the program was killed while it was typed: every long form, the real
//! binary, killed as by a power cut. All people are invented.

#![cfg(unix)]

use crate::terminal;

use motcua::desk::accept::{Draft, accept};
use motcua::domain::dossier::{Channel, Dossier, Outcome};
use motcua::store::Stamp;
use terminal::desk::Desk;
use terminal::{Pty, until};

const F4: &str = "\u{1b}OS";
const F5: &str = "\u{1b}[15~";
const F6: &str = "\u{1b}[17~";
const F10: &str = "\u{1b}[21~";
const TAB: &str = "\t";
const ENTER: &str = "\r";
const ESC: &str = "\u{1b}";
const CTRL_N: &str = "\u{e}";
const SAVE: &str = "\u{13}";
const BACK: &str = "được lấy lại";

/// A desk with one dossier.
fn desk() -> Desk {
    let desk = Desk::new();
    let at = "2026-11-02 08:00".parse().expect("a moment");
    let stamp = Stamp { at, utc_ms: 1_793_581_200_000, utc_offset_min: 420, officer: "mau".into(), desk: 1 };
    let mut dossier = Dossier::new("H99-GIA-0001", "1.001022", Channel::Direct);
    dossier.applicant.name = "Lò Thị Giả".into();
    dossier.accepted_at = Some(at);
    dossier.received_by = "mau".into();
    let draft = Draft { dossier, components: Vec::new(), new_limit: None, remember_papers: false };
    accept(&mut desk.register(), &stamp, &draft).expect("accepted");
    desk
}

/// Waits until what is typed is on disk. The program writes it while the fingers rest; no key is pressed for it.
fn kept(desk: &Desk, form: &str, text: &str) {
    until(&format!("bản nháp {form} có “{text}”"), || {
        desk.register().read().draft(form).expect("read").is_some_and(|body| body.contains(text))
    });
}

/// The program on the register, with the dossier in front.
fn at_dossier(desk: &Desk) -> Pty {
    let mut pty = desk.sit_down(80, 24);
    pty.send(F4);
    pty.wait("danh sách", |screen| {
        let text = screen.contents();
        text.contains("[Hồ sơ]") && text.contains("H99-GIA-0001")
    });
    pty.send(ENTER);
    pty.wait_for("Người nộp ──");
    pty
}

/// Types into a form until it is kept, pulls the plug, opens the form again, and holds that the text is back.
fn comes_back(desk: &Desk, open: impl Fn(&Desk) -> Pty, form: &str, keys: &str, text: &str) {
    let mut pty = open(desk);
    pty.send(keys);
    pty.wait_for(text);
    kept(desk, form, text);
    pty.kill();
    let mut pty = open(desk);
    pty.wait_for(BACK);
    pty.wait_for(text);
    // Thrown away only when asked and answered.
    pty.send(CTRL_N);
    pty.wait_for("Bỏ những gì đã gõ");
    pty.send(ENTER);
    pty.wait("chữ còn nguyên", |screen| {
        !screen.contents().contains("Bỏ những gì") && screen.contents().contains(text)
    });
    pty.kill();
}

#[test]
fn the_forms_of_a_dossier_come_back() {
    let desk = desk();
    let id = 1;
    for (letter, title, form, keys, text) in [
        ("s", "Sửa: H99", "Amend", "Lò Thị Giả Sửa", "Lò Thị Giả Sửa"),
        ("l", "Trả lại: H99", "Reject", "hồ sơ không đủ", "hồ sơ không đủ"),
        ("a", "Xin lỗi: H99", "Apologise", "\t\t\tphải xác minh thêm", "phải xác minh thêm"),
        ("g", "Giao việc: H99", "HandOver", "\tPhòng Mẫu", "Phòng Mẫu"),
    ] {
        let open = |desk: &Desk| {
            let mut pty = at_dossier(desk);
            pty.send(letter);
            pty.wait_for(title);
            pty
        };
        comes_back(&desk, open, &format!("move.{form}.{id}"), keys, text);
    }
}

#[test]
fn the_forms_of_the_catalogue_come_back() {
    let desk = desk();
    let procedure = |desk: &Desk| {
        let mut pty = desk.sit_down(80, 24);
        pty.send(F6);
        pty.wait_for("[Thủ tục]");
        pty.send("t");
        pty.wait_for("Thủ tục: thêm");
        pty
    };
    comes_back(&desk, procedure, "catalogue.Procedures.new", "9.000001\tThủ tục giả định", "Thủ tục giả định");
    let officer = |desk: &Desk| {
        let mut pty = desk.sit_down(80, 24);
        pty.send(F6);
        pty.wait_for("[Thủ tục]");
        pty.send(TAB);
        pty.wait_for("[Cán bộ]");
        pty.send("t");
        pty.wait_for("Cán bộ: thêm");
        pty
    };
    comes_back(&desk, officer, "catalogue.Officers.new", "\tTrần Thị Giả", "Trần Thị Giả");
}

#[test]
fn the_forms_that_choose_what_is_shown_come_back() {
    let desk = desk();
    let filter = |desk: &Desk| {
        let mut pty = desk.sit_down(80, 24);
        pty.send(F4);
        pty.wait_for("H99-GIA-0001");
        pty.send("l");
        pty.wait_for("Lọc hồ sơ");
        pty
    };
    comes_back(&desk, filter, "list.filter", "\t\t\t\t\t17/6/2026", "17/6/2026");
    let period = |desk: &Desk| {
        let mut pty = desk.sit_down(80, 24);
        pty.send(F5);
        pty.wait_for("[Báo cáo]");
        pty.wait_for("số 1/");
        pty.send("t");
        pty.wait_for("Chọn kỳ báo cáo");
        pty
    };
    comes_back(&desk, period, "report.period", "q2\r2024", "01/04/2024");
    // The days that the quarter itself filled in make no free period of it.
    period(&desk).wait_for("quý II");
}

#[test]
fn the_words_of_a_report_come_back_with_their_lines() {
    let desk = desk();
    let words = |desk: &Desk| {
        let mut pty = desk.sit_down(80, 24);
        pty.send(F5);
        pty.wait_for("[Báo cáo]");
        pty.wait_for("số 1/");
        pty.send("v");
        pty.wait_for("Lời văn báo cáo");
        pty.send(ENTER);
        pty.wait_for("Chèn số liệu");
        pty
    };
    let mut pty = words(&desk);
    pty.send("Câu thứ nhất\r- ý thứ hai");
    let form = "report.text.commune.direction.2026-07-01.2026-12-31";
    kept(&desk, form, "Câu thứ nhất\\n- ý thứ hai");
    pty.kill();
    let mut pty = words(&desk);
    pty.wait_for(BACK);
    pty.wait_for("- ý thứ hai");
    pty.send(SAVE);
    pty.wait_for("đã soạn 2 đoạn");
    until("bản nháp đã bỏ", || desk.register().read().draft(form).expect("read").is_none());
    pty.kill();
}

#[test]
fn the_forms_of_a_new_version_and_of_the_calendar_come_back() {
    let desk = desk();
    let version = |desk: &Desk| {
        let mut pty = desk.sit_down(80, 24);
        pty.send(F6);
        pty.wait_for("1.005412");
        pty.send("e");
        pty.wait_for("Hạn trực tiếp");
        pty.send("\t\t9wd");
        pty.wait_for("9wd");
        pty.send(SAVE);
        pty.wait_for("Lưu thay đổi của thủ tục");
        pty
    };
    let name = || {
        let kept = desk.register().read().drafts().expect("read");
        kept.into_iter().map(|(name, _)| name).find(|name| name.starts_with("catalogue.version."))
    };
    let mut pty = version(&desk);
    pty.send("\tquyết định giả định");
    until("bản nháp của phiếu thứ hai", || name().is_some());
    pty.kill();
    let form = name().expect("a name");
    comes_back(&desk, version, &form, "", "quyết định giả định");
    let days = |desk: &Desk| {
        let mut pty = desk.sit_down(80, 24);
        pty.send("\u{1b}l");
        pty.wait_for("THÁNG");
        pty.send("t");
        pty.wait_for("Đến ngày");
        pty
    };
    let today = || motcua::app::clock::Clock::now(&motcua::app::clock::SystemClock).day;
    let form = format!("calendar.AddDays.{}", today());
    comes_back(&desk, days, &form, "\t\t\tNghỉ giả định", "Nghỉ giả định");
}

#[test]
fn leaving_asks_about_a_kept_form_and_saving_forgets_it() {
    let desk = desk();
    let mut pty = at_dossier(&desk);
    pty.send("u");
    pty.wait_for("Rút hồ sơ: H99");
    pty.send("công dân đề nghị");
    pty.wait_for("công dân đề nghị");
    pty.send(ESC);
    pty.wait_for("chữ đã gõ được giữ");
    pty.send(F10);
    pty.wait_for("Còn phiếu gõ dở");
    pty.wait_for("Rút hồ sơ: H99-GIA-0001");
    pty.send("o");
    pty.wait("ở lại", |screen| !screen.contents().contains("Còn phiếu gõ dở"));
    pty.send("u");
    pty.wait_for(BACK);
    pty.send(SAVE);
    pty.wait_for("Đã lưu");
    pty.send(F10);
    assert!(pty.wait_end().success());
    assert_eq!(desk.register().read().drafts().expect("read"), []);
    let stored = desk.register().read().dossier(1).expect("read").expect("the dossier");
    assert_eq!(stored.dossier.outcome, Some(Outcome::Withdrawn));
}

#[test]
fn the_first_start_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sổ mới.db");
    let variables = [("MOTCUA_DB", path.to_str().expect("a path")), ("NO_COLOR", "1"), ("TZ", "ICT-7")];
    let start = || {
        let pty = Pty::command(env!("CARGO_BIN_EXE_motcua"), &[], &variables, 80, 24);
        pty.wait_for("Sổ này còn trống");
        pty
    };
    let mut pty = start();
    pty.send("Trung tâm Phục vụ hành chính công xã Giả\t");
    pty.wait_for("xã Giả");
    until("bản nháp trên đĩa", || {
        let store = motcua::store::Store::open(&path, motcua::store::Mode::Existing).expect("the register");
        store.read().draft("set_up").expect("read").is_some_and(|body| body.contains("xã Giả"))
    });
    pty.kill();
    let pty = start();
    pty.wait_for(BACK);
    pty.wait_for("xã Giả");
}
