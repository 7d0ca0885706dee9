//! The program in a terminal: it starts, answers keys, bears resizing, and always gives the terminal back.

#![cfg(unix)]

use crate::terminal;

use terminal::Pty;
use terminal::desk::Desk;

const F1: &str = "\u{1b}OP";
const F10: &str = "\u{1b}[21~";
const ESC: &str = "\u{1b}";

fn start(columns: u16, rows: u16) -> (Desk, Pty) {
    let desk = Desk::new();
    let pty = desk.sit_down(columns, rows);
    (desk, pty)
}

#[test]
fn keys_are_answered_and_the_terminal_given_back() {
    let (_desk, mut pty) = start(80, 24);
    pty.send(F1);
    pty.wait_for("Tìm:");
    // A whole word in one burst, as a typing program sends it: backspaces and composed letters.
    pty.send("thoat\u{7f}\u{8}át");
    pty.wait_for("thoát");
    pty.wait("chỉ còn phím thoát", |screen| {
        screen.contents().contains("Ctrl+Q") && !screen.contents().contains("Ctrl+L")
    });
    pty.send(ESC);
    pty.wait("hộp trợ giúp đóng", |screen| !screen.contents().contains("Tìm:"));
    pty.send(F10);
    assert!(pty.wait_end().success());
    pty.wait_restored();
}

#[test]
fn a_small_window_says_so_and_comes_back() {
    let (_desk, mut pty) = start(80, 24);
    pty.send(F1);
    pty.wait_for("Tìm:");
    pty.resize(30, 6);
    pty.wait_for("Cửa sổ quá nhỏ.");
    pty.resize(100, 30);
    pty.wait_for("Tìm:");
    pty.send("\u{11}");
    pty.wait_for("Tìm:");
    pty.send("\u{1b}1");
    pty.wait("hộp trợ giúp đóng", |screen| !screen.contents().contains("Tìm:"));
    pty.send("\u{11}");
    assert!(pty.wait_end().success());
    pty.wait_restored();
}

/// The letters that are typed while the window is drawn larger or smaller by hand.
const WHILE_RESIZED: usize = 300;

#[test]
fn a_key_pressed_while_the_window_changes_does_not_wait_for_the_next_one() {
    let (_desk, mut pty) = start(80, 24);
    pty.send(F1);
    pty.wait_for("Tìm:");
    for round in 0..WHILE_RESIZED {
        pty.resize(if round % 2 == 0 { 90 } else { 80 }, 24);
        // Somewhere between the moment at which the system tells of the window and the one at which that is answered.
        std::thread::sleep(std::time::Duration::from_micros(round as u64 % 50 * 4));
        pty.send(if round % 2 == 0 { "z" } else { "\u{7f}" });
        pty.wait(&format!("chữ thứ {round}"), |screen| {
            let text = screen.contents();
            text.contains("Tìm: z") == (round % 2 == 0) && text.contains("Tìm:")
        });
    }
}

#[test]
fn a_request_to_end_gives_the_terminal_back() {
    let (_desk, mut pty) = start(80, 24);
    let killed = std::process::Command::new("kill").args(["-TERM", &pty.pid().to_string()]).status();
    assert!(killed.is_ok_and(|status| status.success()));
    assert!(pty.wait_end().success());
    pty.wait_restored();
}

/// `script` holds the terminal here; when it is killed, the kernel hangs up on the program as a closed window does.
#[cfg(target_os = "linux")]
#[test]
fn a_closed_window_ends_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let note = folder.path().join("pid");
    let inner = format!("echo $$ > '{}'; exec '{}'", note.display(), env!("CARGO_BIN_EXE_motcua"));
    let desk = Desk::new();
    let mut pty = desk.run("script", &["-qec", &inner, "/dev/null"], 80, 24);
    pty.wait_for("F1 Trợ giúp");
    let pid: u32 = std::fs::read_to_string(&note).expect("a note").trim().parse().expect("a process id");
    let killed = std::process::Command::new("kill").args(["-KILL", &pty.pid().to_string()]).status();
    assert!(killed.is_ok_and(|status| status.success()));
    pty.wait_end();
    terminal::until("chương trình kết thúc", || {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        stat.rsplit(") ").next().is_none_or(|rest| rest.is_empty() || rest.starts_with('Z'))
    });
}

#[test]
fn output_may_go_through_a_pipe() {
    let script = format!("{} | cat", env!("CARGO_BIN_EXE_motcua"));
    let desk = Desk::new();
    let mut pty = desk.run("sh", &["-c", &script], 80, 24);
    pty.wait_for("F1 Trợ giúp");
    pty.send(F10);
    assert!(pty.wait_end().success());
    pty.wait_restored();
}
