//! The real binary in a real terminal, from start to end: one dossier is accepted, the window shrinks and grows while it
//! is typed, the program is left, the terminal is as before, and the dossier is in the file. All people are invented.

#![cfg(unix)]

use crate::terminal;

use terminal::desk::Desk;

const F2: &str = "\u{1b}OQ";
const F3: &str = "\u{1b}OR";
const F10: &str = "\u{1b}[21~";
const SAVE: &str = "\u{13}";
const NAME: &str = "Nguyễn Thị Thuỳ Dương";

#[test]
fn one_dossier_through_a_window_that_shrinks_and_grows() {
    let desk = Desk::new();
    let mut pty = desk.run("cat", &[], 80, 24);
    let before = pty.modes();
    pty.kill();

    let mut pty = desk.sit_down(80, 24);
    pty.wait_for("Sổ chưa có hồ sơ nào.");
    assert_ne!(pty.modes(), before, "the program takes single keys");
    pty.send(F2);
    pty.wait_for("Người nộp");
    pty.send("1.001022\r");
    pty.wait_for("Thủ tục đăng ký nhận cha, mẹ, con");
    pty.send("\t\t");
    pty.send("Nguyễn Thị ");
    pty.wait_for("Nguyễn Thị");
    pty.resize(40, 10);
    pty.wait("phiếu trong cửa sổ nhỏ", |screen| {
        let text = screen.contents();
        text.contains("Nguyễn Thị") && text.contains("Hẹn trả 17:00") && text.contains("Ctrl+S")
    });
    pty.send("Thuỳ Dương");
    // The field is narrower than the name and shows its end.
    pty.wait_for("Thuỳ Dương");
    pty.resize(80, 24);
    pty.wait("phiếu trong cửa sổ lớn", |screen| {
        let text = screen.contents();
        text.contains(NAME) && text.contains("Cách nộp phí") && text.contains("F7 Quá hạn")
    });
    pty.send(SAVE);
    pty.wait_for("+ Đã lưu MC-");
    pty.send(F3);
    pty.wait("màn hình hôm nay đã đếm", |screen| {
        screen.contents().contains("1 Tiếp nhận hôm nay                  1")
    });
    pty.send(F10);
    assert!(pty.wait_end().success());
    pty.wait_restored();
    assert_eq!(pty.modes(), before, "the terminal takes whole lines again");

    let store = desk.register();
    let stored = store.read().dossier(1).expect("read").expect("the dossier is there");
    assert_eq!(stored.dossier.applicant.name.as_bytes(), NAME.as_bytes());
    assert_eq!((stored.dossier.procedure_code.as_str(), stored.dossier.received_by.as_str()), ("1.001022", "mau"));
    assert!(stored.dossier.accepted_at.is_some() && stored.dossier.due_at.is_some());
    assert!(store.read().dossier(2).expect("read").is_none(), "and it alone");
    assert!(store.check(|_| true).expect("checked").sound());
}
