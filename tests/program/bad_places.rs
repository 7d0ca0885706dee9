//! The real program where disks are full, closed to writing or no disks at all: one clear Vietnamese sentence, exit code
//! 1, and nothing changed or left behind.
//!
//! A full and a read-only disk are real ones: a small file system in memory, mounted in a name space of the test's own.
//! A system that allows no such thing is told so on standard error; a limit on the size of files stands in for it there.

#![cfg(target_os = "linux")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_motcua");

fn source(file: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file).to_string_lossy().into_owned()
}

/// A folder with a register in it that knows the calendar and the procedures of the sample.
struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().expect("a folder"));
        std::fs::create_dir(desk.path("đĩa")).expect("made");
        for (noun, file) in [("calendar", "assets/calendar.csv"), ("procedures", "assets/sample/procedures.csv")] {
            assert!(desk.run(PROGRAM, &["import", noun, &source(file)]).status.success(), "{noun}");
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, program: &str, args: &[&str]) -> Output {
        let mut command = Command::new(program);
        command.args(args).current_dir(self.0.path()).env("MOTCUA_DB", self.path("sổ.db")).env("TZ", "ICT-7");
        command.env("P", PROGRAM).env("DOSSIERS", source("assets/sample/dossiers.csv")).output().expect("it runs")
    }

    /// A script in a name space where `đĩa` is a disk of one megabyte in memory with a copy of the register on it.
    /// `None` where this system allows no such thing.
    fn on_a_small_disk(&self, script: &str) -> Option<Output> {
        let mounted = "mount -t tmpfs -o size=1m tmpfs đĩa && cp sổ.db đĩa/sổ.db";
        let tried = self.run("unshare", &["-rm", "sh", "-c", mounted]);
        if !tried.status.success() {
            eprintln!("không gắn được ổ đĩa thử: {}", String::from_utf8_lossy(&tried.stderr));
            return None;
        }
        let script = format!("{mounted} && export MOTCUA_DB=\"$PWD/đĩa/sổ.db\" && {{ {script}\n}}");
        Some(self.run("unshare", &["-rm", "sh", "-c", &script]))
    }

    /// A script under a limit on the size of files, with the signal held off so that the program hears of it.
    fn under_a_limit(&self, kilobytes: u32, script: &str) -> Output {
        // The shell counts in blocks of 512 bytes.
        self.run("sh", &["-c", &format!("trap '' XFSZ; ulimit -f {}; {script}", kilobytes * 2)])
    }

    /// Names in the folder, but for the register's own.
    fn left_behind(&self) -> Vec<String> {
        let names = std::fs::read_dir(self.0.path()).expect("a folder").flatten();
        let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
        names.filter(|name| !name.starts_with("sổ.db") && name != "đĩa").collect()
    }
}

/// Holds that the program refused once, in one Vietnamese sentence with these words in it.
#[track_caller]
fn refused(output: &Output, words: &[&str]) {
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{err}");
    let line = err.lines().find(|line| line.starts_with("Lỗi: ")).unwrap_or_else(|| panic!("no sentence: {err}"));
    for word in words {
        assert!(line.contains(word), "“{word}” is not in: {line}");
    }
    for word in ["error", "No space", "disk I/O", "unable to", "denied", "directory", "File too large"] {
        assert!(!err.contains(word), "“{word}” in: {err}");
    }
    let parts: Vec<&str> = line.split(": ").collect();
    let once = parts.iter().all(|part| parts.iter().filter(|other| *other == part).count() == 1);
    assert!(once, "said twice: {line}");
}

#[test]
fn a_full_disk_changes_nothing() {
    let desk = Desk::new();
    let Some(full) = desk.on_a_small_disk("\"$P\" import dossiers \"$DOSSIERS\"") else { return };
    refused(&full, &["Ổ đĩa đã đầy, chưa lưu được."]);
    let script =
        "\"$P\" import dossiers \"$DOSSIERS\" 2>/dev/null; \"$P\" check && \"$P\" list received.total --period 2025";
    let after = desk.on_a_small_disk(script).expect("a disk");
    let out = String::from_utf8_lossy(&after.stdout);
    assert!(after.status.success() && out.contains("Sổ nguyên vẹn."), "{out}");
    assert!(!out.contains("H99."), "no half of the file is in the register: {out}");
    // One that is full to the last byte still opens and answers, or says why not; no export is left half.
    let script = "head -c 2000000 /dev/zero >đĩa/đầy 2>/dev/null; MOTCUA_DB=\"$PWD/sổ.db\" \"$P\" export procedures \
                  --out đĩa/p.csv; code=$?; ls -a đĩa; exit $code";
    let export = desk.on_a_small_disk(script).expect("a disk");
    refused(&export, &["Không ghi được tệp đĩa/p.csv", "ổ đĩa đã đầy"]);
    let names = String::from_utf8_lossy(&export.stdout).into_owned();
    assert_eq!(names.split_whitespace().filter(|name| name.contains("p.csv")).count(), 0, "{names}");
}

#[test]
fn a_read_only_disk_is_named() {
    let desk = Desk::new();
    let closed = |script: &str| desk.on_a_small_disk(&format!("mount -o remount,ro đĩa && {script}"));
    let Some(register) = closed("\"$P\" check") else { return };
    refused(&register, &["Không mở được sổ", "ổ đĩa chỉ cho phép đọc"]);
    let new = closed("\"$P\" --db đĩa/mới.db import procedures /dev/null").expect("a disk");
    refused(&new, &["Không mở được sổ", "ổ đĩa chỉ cho phép đọc"]);
    let export = closed("MOTCUA_DB=\"$PWD/sổ.db\" \"$P\" export procedures --out đĩa/p.csv").expect("a disk");
    refused(&export, &["Không ghi được tệp đĩa/p.csv", "ổ đĩa chỉ cho phép đọc"]);
}

#[test]
fn a_limit_on_files_changes_nothing() {
    let desk = Desk::new();
    let before = desk.run(PROGRAM, &["check"]);
    refused(
        &desk.under_a_limit(500, "\"$P\" import dossiers \"$DOSSIERS\""),
        &["ổ đĩa không đọc hoặc không ghi được", "Chưa lưu gì"],
    );
    let after = desk.run(PROGRAM, &["check"]);
    let text = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(text(&after), text(&before), "the same head of the history");
    assert!(text(&after).contains("Sổ nguyên vẹn."));
    // An answer that goes into a file of the clerk's own: no register is opened for it.
    refused(&desk.under_a_limit(1, "\"$P\" figures >kq.txt"), &["tệp lớn hơn mức máy cho phép"]);
}

#[test]
fn standard_output_that_is_full_is_said_once() {
    let desk = Desk::new();
    refused(&desk.run("sh", &["-c", "\"$P\" export procedures >/dev/full"]), &["ổ đĩa đã đầy"]);
    refused(&desk.run("sh", &["-c", "\"$P\" figures >/dev/full"]), &["ổ đĩa đã đầy"]);
}

/// Stands for `/dev/full`, which a test must not risk: a program that renames a file over it breaks the machine.
#[test]
fn a_pipe_under_the_name_of_an_export_is_written_into_and_stays_one() {
    use std::os::unix::fs::FileTypeExt;
    let desk = Desk::new();
    assert!(desk.run("mkfifo", &["ống"]).status.success());
    let read = desk.run("sh", &["-c", "cat ống & \"$P\" export procedures --out ống; code=$?; wait; exit $code"]);
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let pipe = std::fs::symlink_metadata(desk.path("ống")).expect("it is there");
    assert!(pipe.file_type().is_fifo(), "the pipe is still one");
    let whole = desk.run(PROGRAM, &["export", "procedures"]).stdout;
    assert!(String::from_utf8_lossy(&read.stdout).contains(String::from_utf8_lossy(&whole).as_ref()));
    assert_eq!(desk.left_behind(), ["ống"]);
    if std::fs::metadata("/dev/full").is_ok_and(|full| full.file_type().is_char_device()) {
        refused(&desk.run(PROGRAM, &["export", "procedures", "--out", "/dev/full"]), &["/dev/full", "ổ đĩa đã đầy"]);
        assert!(std::fs::metadata("/dev/full").is_ok_and(|full| full.file_type().is_char_device()));
    }
}

#[test]
fn what_is_no_file_is_no_register() {
    let desk = Desk::new();
    assert!(desk.run("mkfifo", &["ống"]).status.success());
    for (db, why) in [("đĩa", "đây là thư mục"), ("ống", "đây không phải tệp thường"), ("/dev/null", "tệp thường")]
    {
        refused(&desk.run(PROGRAM, &["--db", db, "check"]), &["Không mở được sổ", why]);
        refused(&desk.run(PROGRAM, &["--db", db]), &["Không mở được sổ", why]);
    }
    let below = desk.run(PROGRAM, &["--db", "sổ.db/con.db", "import", "procedures", "/dev/null"]);
    refused(&below, &["Không lập được thư mục của sổ", "đã có tệp cùng tên"]);
    assert_eq!(desk.left_behind(), ["ống"]);
}
