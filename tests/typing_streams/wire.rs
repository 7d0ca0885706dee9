//! The streams through a pseudo terminal into the real binary, and from there into the file.

use std::time::Duration;

use crate::keys::Way;
use crate::stream::{Typing, all};
use crate::terminal::Pty;
use crate::terminal::desk::Desk;

const F2: &str = "\u{1b}OQ";
const F12: &str = "\u{1b}[24~";
const SAVE: &str = "\u{13}";

/// How the bytes of a field reach the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Feed {
    /// All in one write: one read.
    Whole,
    /// Each byte alone; a letter of several bytes comes in several reads.
    Bytes,
    /// In two writes, cut somewhere inside the stream.
    Cut(usize),
}

fn feed(pty: &mut Pty, text: &str, how: Feed) {
    match how {
        Feed::Whole => pty.send(text),
        Feed::Bytes => {
            for byte in text.as_bytes() {
                pty.send_bytes(&[*byte]);
                // Not a wait for the program: without a pause the system joins the writes again.
                std::thread::sleep(Duration::from_micros(300));
            }
        }
        Feed::Cut(at) => {
            let (first, rest) = text.as_bytes().split_at(at % text.len());
            pty.send_bytes(first);
            std::thread::sleep(Duration::from_millis(2));
            pty.send_bytes(rest);
        }
    }
}

/// One dossier with three fields typed each in its own way; returns when it is saved.
fn accept(pty: &mut Pty, fields: &[(String, Feed)], nth: usize) {
    pty.send("1.001022\r");
    pty.wait_for("Thủ tục đăng ký nhận cha, mẹ, con");
    // Past the number and the telephone; name, address and delegate follow each other.
    pty.send("\t\t");
    for (text, how) in fields {
        feed(pty, text, *how);
        pty.send("\t");
    }
    pty.send(SAVE);
    let code = format!("-{nth:04}, hẹn trả");
    pty.wait_for(&code);
}

/// Name, address and delegate of a dossier as they are in the file.
fn saved(desk: &Desk, id: i64) -> [String; 3] {
    let who = desk.register().read().dossier(id).expect("read").expect("the dossier").dossier.applicant;
    [who.name, who.address, who.delegate]
}

/// Feeds lines into the form, three a dossier, and holds the file against what should have come out.
fn hold(desk: &Desk, pty: &mut Pty, lines: &[(String, Feed, String)]) {
    for (nth, three) in lines.chunks(3).enumerate() {
        let fields: Vec<(String, Feed)> = three.iter().map(|(sent, how, _)| (sent.clone(), *how)).collect();
        accept(pty, &fields, nth + 1);
    }
    for (nth, three) in lines.chunks(3).enumerate() {
        let got = saved(desk, nth as i64 + 1);
        for ((sent, how, want), got) in three.iter().zip(got) {
            assert_eq!(got.as_bytes(), want.as_bytes(), "{how:?} {sent:?}: {got}");
        }
    }
}

fn start(desk: &Desk) -> Pty {
    let mut pty = desk.sit_down(120, 40);
    pty.wait_for("Sổ chưa có hồ sơ nào.");
    pty.send(F2);
    pty.wait_for("Người nộp");
    pty
}

#[test]
fn what_typing_programs_send_is_saved_byte_for_byte() {
    let desk = Desk::new();
    let mut pty = start(&desk);
    let line = |(n, typing): (usize, Typing)| {
        let how = [Feed::Whole, Feed::Bytes, Feed::Cut(7 * n + 3)][n % 3];
        (typing.sent(), how, typing.line().to_owned())
    };
    let lines: Vec<_> = all().into_iter().enumerate().map(line).collect();
    assert!(lines.len() >= 144);
    hold(&desk, &mut pty, &lines);
}

#[test]
fn a_letter_may_be_cut_at_every_byte() {
    let desk = Desk::new();
    let mut pty = start(&desk);
    let word = "Thuỳ ƯỚC Đắk";
    let lines: Vec<_> = (1..word.len()).map(|at| (word.to_owned(), Feed::Cut(at), word.to_owned())).collect();
    hold(&desk, &mut pty, &lines);
}

#[test]
fn the_own_method_saves_the_same() {
    for (way, presses, name) in [(Way::Telex, 1, "VN: Telex"), (Way::Vni, 2, "VN: VNI")] {
        let desk = Desk::new();
        desk.set("tone_placement", "new");
        let mut pty = start(&desk);
        pty.wait_for("F12 VN: tắt");
        for _ in 0..presses {
            pty.send(F12);
        }
        pty.wait_for(name);
        let new = |typing: &Typing| typing.way == way && typing.placement == motcua::domain::typing::Placement::New;
        let mut typings: Vec<Typing> = all().into_iter().filter(new).collect();
        typings.dedup_by_key(|typing| typing.keys());
        let hows = [Feed::Whole, Feed::Bytes, Feed::Cut(40)];
        let lines: Vec<_> =
            typings.iter().flat_map(|typing| hows.map(|how| (typing.keys(), how, typing.line().to_owned()))).collect();
        assert_eq!(lines.len(), 9);
        hold(&desk, &mut pty, &lines);
        // Left with the method on, it is on at the next start; left unchanged, nothing is written.
        pty.send("\u{1b}[21~");
        assert!(pty.wait_end().success());
        let head = desk.register().chain_head().expect("read").0;
        let mut pty = desk.sit_down(120, 40);
        pty.wait_for(name);
        pty.send("\u{1b}[21~");
        assert!(pty.wait_end().success());
        assert_eq!(desk.register().chain_head().expect("read").0, head);
    }
}

#[test]
fn another_programs_typing_switches_the_own_method_off() {
    let desk = Desk::new();
    let mut pty = start(&desk);
    pty.send(F12);
    pty.wait_for("VN: Telex");
    let lines: Vec<_> = all()
        .into_iter()
        .filter(|typing| typing.placement == motcua::domain::typing::Placement::New)
        .step_by(13)
        .map(|typing| (typing.sent(), Feed::Whole, typing.line().to_owned()))
        .take(3)
        .collect();
    hold(&desk, &mut pty, &lines);
    pty.wait_for("VN: tắt");
}

#[test]
fn a_paste_becomes_one_harmless_line() {
    let desk = Desk::new();
    let mut pty = start(&desk);
    let paste = |text: &str| format!("\u{1b}[200~{text}\u{1b}[201~");
    let want = "Lê Thị Ánh tổ 5".to_owned();
    let lines = [
        (paste("Lê\u{202e} Thị\r\nÁnh\ttổ\u{200b} 5"), Feed::Whole, want.clone()),
        (paste("L\u{65}\u{302} Thi\u{323}\n\u{41}\u{301}nh tổ\u{feff}\u{7} 5"), Feed::Whole, want.clone()),
        (paste("Lê Thị Ánh\u{2066}\u{a0}tổ 5"), Feed::Cut(20), want),
    ];
    hold(&desk, &mut pty, &lines);
}
