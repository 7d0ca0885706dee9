//! The screen of the program for Windows: Vietnamese text typed in each way is saved byte for byte, a pasted line break
//! saves nothing, and what was called saved outlives the program's end by force.

use std::time::{Duration, Instant};

use motcua::store::dossier::Stored;

use crate::terminal::desk::Desk;
use crate::terminal::{Pty, until};

use crate::{exe, windows_path};

const F2: &str = "\u{1b}OQ";
const F4: &str = "\u{1b}OS";
const F10: &str = "\u{1b}[21~";
const F12: &str = "\u{1b}[24~";
const SAVE: &str = "\u{13}";
const CHOSEN: &str = "Hẹn trả 17:00";

/// What a person leaves between two keys, at least: without it the console hands keys over as it does a paste.
const FINGERS: Duration = Duration::from_millis(30);

/// Sends a text key by key.
fn type_in(pty: &mut Pty, text: &str) {
    for c in text.chars() {
        pty.send(c.encode_utf8(&mut [0; 4]));
        std::thread::sleep(FINGERS);
    }
}

/// The program for Windows on a desk's register, at rest. Wine's own console draws no sequences; behind a pipe they reach
/// this terminal.
fn sit_down(desk: &Desk) -> Pty {
    let command = format!("wine '{}' --db '{}' | cat", exe(), windows_path(&desk.path()));
    let pty = desk.run("sh", &["-c", &command], 80, 24);
    pty.wait_for("F1 Trợ giúp");
    pty
}

/// Opens the form of a new dossier and chooses the procedure.
fn open_form(pty: &mut Pty) {
    pty.send(F2);
    pty.wait_for("Người nộp");
    type_in(pty, "1.001022");
    pty.wait_for("Thủ tục đăng ký nhận cha");
    pty.send("\r");
    pty.wait_for(CHOSEN);
    pty.send("\t");
    std::thread::sleep(FINGERS);
    pty.send("\t");
    std::thread::sleep(FINGERS);
}

/// Saves the form and waits until it is called saved.
fn save(pty: &mut Pty) {
    pty.send(SAVE);
    pty.wait_for("+ Đã lưu MC-");
}

fn leave(desk: &Desk, mut pty: Pty) {
    pty.send(F10);
    pty.wait_end();
    ended(desk);
}

/// The processes of the program on a desk's register, by what it was started with.
fn processes(desk: &Desk) -> Vec<u32> {
    let (program, register) = (exe(), windows_path(&desk.path()));
    let name = program.rsplit('/').next().unwrap_or(&program);
    let all = std::fs::read_dir("/proc").expect("the list of processes").flatten();
    let pids = all.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    pids.filter(|pid| {
        let said = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let words: Vec<_> = said.split(|byte| *byte == 0).map(String::from_utf8_lossy).collect();
        words[0].ends_with(name) && words.iter().any(|word| *word == register)
    })
    .collect()
}

/// Waits until no such program runs: wine's server lets files go a moment later than the terminal closes.
fn ended(desk: &Desk) {
    until("the program is gone", || processes(desk).is_empty());
}

/// Ends the program by force, as a power cut does.
fn kill(desk: &Desk, pty: Pty) {
    let running = processes(desk);
    assert!(!running.is_empty(), "it runs");
    for pid in running {
        let killed = std::process::Command::new("kill").args(["-KILL", &pid.to_string()]).status();
        assert!(killed.is_ok_and(|status| status.success()));
    }
    ended(desk);
    drop(pty);
}

/// The applicants' names in the register, in the order of acceptance.
fn names(desk: &Desk) -> Vec<String> {
    let store = desk.register();
    assert!(store.check(|_| true).expect("checked").sound());
    let mut found = Vec::new();
    let each = |stored: Stored| -> Result<(), motcua::store::StoreError> {
        found.push((stored.id, stored.dossier.applicant.name));
        Ok(())
    };
    store.read().each_dossier(each).expect("read");
    found.sort();
    found.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn text_typed_in_each_way_is_saved_byte_for_byte() {
    let desk = Desk::new();
    let mut pty = sit_down(&desk);
    // As a typing program outside sends it: letters that are composed, some after taking others back.
    open_form(&mut pty);
    type_in(&mut pty, "Nguyê");
    type_in(&mut pty, "\u{7f}ễn Thị Thuỳ Dương, Đắk Lắk");
    pty.wait_for("Đắk Lắk");
    save(&mut pty);
    // Letters with marks of their own, as the system's Vietnamese keyboard sends them.
    open_form(&mut pty);
    type_in(&mut pty, "Tra\u{302}\u{300}n Quy\u{300}nh");
    pty.wait_for("Trần Quỳnh");
    save(&mut pty);
    // The program's own Telex.
    open_form(&mut pty);
    pty.send(F12);
    pty.wait_for("Telex");
    type_in(&mut pty, "Nguyeenx Thij Khuyur");
    pty.wait_for("Nguyễn Thị Khuỷu");
    save(&mut pty);
    leave(&desk, pty);
    let names = names(&desk);
    assert_eq!(names, ["Nguyễn Thị Thuỳ Dương, Đắk Lắk", "Trần Quỳnh", "Nguyễn Thị Khuỷu"]);
    let composed = ["Nguyễn Thị Thuỳ Dương, Đắk Lắk".len(), "Trần Quỳnh".len(), "Nguyễn Thị Khuỷu".len()];
    assert_eq!(names.iter().map(String::len).collect::<Vec<_>>(), composed);
}

#[test]
fn a_pasted_line_break_is_no_key() {
    let desk = Desk::new();
    let mut pty = sit_down(&desk);
    open_form(&mut pty);
    // All at once, as the console gives a paste.
    pty.send("Lò Thị Giả\rở bản Thử\r");
    pty.wait_for("Lò Thị Giả ở bản Thử");
    save(&mut pty);
    leave(&desk, pty);
    assert_eq!(names(&desk), ["Lò Thị Giả ở bản Thử"]);
}

#[test]
fn the_enter_behind_a_scanned_code_is_a_key() {
    let desk = Desk::new();
    let mut pty = sit_down(&desk);
    open_form(&mut pty);
    // All at once, as a scanner types: Enter goes on to the next field, and the second code is not behind the first.
    for code in ["LOTHIGIA01", "079123456789"] {
        pty.send(&format!("{code}\r"));
        pty.wait_for(code);
        std::thread::sleep(FINGERS);
    }
    save(&mut pty);
    leave(&desk, pty);
    assert_eq!(names(&desk), ["LOTHIGIA01"]);
}

#[test]
fn a_copy_that_fails_is_not_called_done() {
    let desk = Desk::new();
    let mut pty = sit_down(&desk);
    open_form(&mut pty);
    type_in(&mut pty, "Lò Thị Giả");
    save(&mut pty);
    pty.send(F4);
    pty.wait_for("Lò Thị Giả");
    pty.send("y");
    pty.wait_for("Chép vào bộ nhớ tạm");
    // Wine has no `clip`, so nothing can be copied there.
    pty.send("\r");
    pty.wait("nothing is called copied", |screen| {
        let seen = screen.contents();
        seen.contains("Chưa chép được") && !seen.contains("Đã chép")
    });
    leave(&desk, pty);
}

#[test]
fn killed_after_it_said_saved_and_while_a_form_is_typed() {
    let desk = Desk::new();
    let mut pty = sit_down(&desk);
    open_form(&mut pty);
    type_in(&mut pty, "Lò Thị Giả");
    pty.wait_for("Lò Thị Giả");
    save(&mut pty);
    kill(&desk, pty);
    assert_eq!(names(&desk), ["Lò Thị Giả"]);

    let mut pty = sit_down(&desk);
    open_form(&mut pty);
    type_in(&mut pty, "Giàng A Thí");
    pty.wait_for("Giàng A Thí");
    // The file is not looked into while the program has it: what is typed is on disk after the last tenths of a second.
    let kept = Instant::now() + Duration::from_secs(2);
    until("the draft is kept", || Instant::now() >= kept);
    kill(&desk, pty);
    assert_eq!(names(&desk), ["Lò Thị Giả"]);
    let draft = desk.register().read().draft("accept").expect("read").expect("a draft");
    assert!(draft.contains("Giàng A Thí"), "{draft}");

    let mut pty = sit_down(&desk);
    pty.send(F2);
    pty.wait_for("đang nhập dở");
    pty.send("\r");
    pty.wait_for("Giàng A Thí");
    save(&mut pty);
    leave(&desk, pty);
    assert_eq!(names(&desk), ["Lò Thị Giả", "Giàng A Thí"]);
}
