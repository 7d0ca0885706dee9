//! Copying in the real binary in a real terminal: the bytes that go out are those of the terminal's clipboard, and the
//! picture stays whole. All people are invented.

#![cfg(unix)]

use crate::terminal;

use motcua::app::clipboard;
use motcua::desk::accept;
use motcua::domain::day::Moment;
use motcua::domain::dossier::{Channel, Dossier};
use motcua::store::Stamp;
use terminal::desk::Desk;

const F4: &str = "\u{1b}OS";
const F10: &str = "\u{1b}[21~";
const NAME: &str = "Nguyễn Thị Thuỳ Dương";

#[test]
fn a_cell_goes_to_the_terminals_clipboard_as_bytes() {
    let desk = Desk::new();
    let at: Moment = "2026-01-05 08:00".parse().expect("a moment");
    let stamp = Stamp { at, utc_ms: 1_767_574_800_000, utc_offset_min: 420, officer: "mau".into(), desk: 1 };
    let mut dossier = Dossier::new("", "1.001022", Channel::Direct);
    dossier.applicant.name = NAME.into();
    (dossier.accepted_at, dossier.received_by) = (Some(at), "mau".into());
    let draft = accept::Draft { dossier, components: Vec::new(), new_limit: None, remember_papers: false };
    accept::accept(&mut desk.register(), &stamp, &draft).expect("accepted");
    let mut pty = desk.sit_down(80, 24);
    // The list that F4 leads to is not waited for.
    pty.send(F4);
    pty.send("y");
    pty.wait_for("Chép vào bộ nhớ tạm");
    pty.send("nguoi nop\r");
    pty.wait_for(&format!("+ Đã chép: {NAME}"));
    pty.wait_for_bytes(clipboard::sequence(NAME).as_bytes());
    pty.wait("bức vẽ còn nguyên", |screen| screen.contents().contains("F7 Quá hạn"));
    pty.send(F10);
    assert!(pty.wait_end().success());
}
