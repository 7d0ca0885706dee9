//! The same facts give the same bytes on both systems: each command is asked of both programs on copies of one register,
//! and what they say and the files they write are compared.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use motcua::domain::day::Moment;
use motcua::store::{Mode, Stamp, Store};
use tempfile::TempDir;

use crate::exe;
use crate::forms_world as world;

/// What a program left: its exit code, what it said, and every file but the register.
#[derive(Debug, PartialEq, Eq)]
struct Left {
    code: Option<i32>,
    said: String,
    files: BTreeMap<String, Vec<u8>>,
}

/// The two programs.
#[derive(Clone, Copy, Debug)]
enum System {
    Linux,
    Windows,
}

/// The register in a folder.
const REGISTER: &str = "sổ hồ sơ.db";

fn source(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(file)
}

/// The program of a system, about to be run in a folder.
fn program(system: System, folder: &Path, arguments: &[&str]) -> Command {
    let mut command = match system {
        System::Linux => Command::new(env!("CARGO_BIN_EXE_motcua")),
        System::Windows => Command::new("wine"),
    };
    if let System::Windows = system {
        command.arg(exe());
    }
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command.env("MOTCUA_DB", REGISTER).env("TZ", "ICT-7").env("NO_COLOR", "1");
    command
}

/// Every file below a folder but the register, by its path.
fn files(folder: &Path, below: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder.join(below)).expect("a folder") {
        let name = entry.expect("an entry").file_name().into_string().expect("a name");
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        if folder.join(&path).is_dir() {
            files(folder, &path, found);
        } else if !name.starts_with(REGISTER) {
            found.insert(path.clone(), std::fs::read(folder.join(&path)).expect("a file"));
        }
    }
}

/// Runs a command in a folder of its own, with a copy of the register in it.
fn left(system: System, register: Option<&Path>, arguments: &[&str]) -> (Left, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    if let Some(register) = register {
        std::fs::copy(register, folder.path().join(REGISTER)).expect("a copy");
    }
    let done = program(system, folder.path(), arguments).output().expect("the program runs");
    let mut found = BTreeMap::new();
    files(folder.path(), "", &mut found);
    let left = Left { code: done.status.code(), said: String::from_utf8(done.stdout).expect("UTF-8"), files: found };
    (left, folder)
}

/// Holds that a command leaves the same on both systems, and returns it.
///
/// What is written names the minute it was written in, so both have to be done within one.
#[track_caller]
fn same(register: &Path, arguments: &[&str]) -> Left {
    let minute = || chrono::Utc::now().timestamp() / 60;
    for _ in 0..3 {
        let begun = minute();
        let (here, _) = left(System::Linux, Some(register), arguments);
        let (there, _) = left(System::Windows, Some(register), arguments);
        if begun != minute() {
            continue;
        }
        assert_eq!(here.code, Some(0), "{arguments:?}: {}", here.said);
        assert_eq!((there.code, &there.said), (here.code, &here.said), "{arguments:?}");
        let names = |left: &Left| left.files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&there), names(&here), "{arguments:?}");
        for (name, bytes) in &here.files {
            assert!(there.files[name] == *bytes, "{arguments:?}: {name} differs");
        }
        return here;
    }
    panic!("{arguments:?} took longer than a minute three times");
}

/// A register with the sample in it, made by this system's program. Imported here, each import by both programs gives
/// the same when it is exported.
fn filled() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    for (noun, file) in [
        ("calendar", "calendar.csv"),
        ("procedures", "sample/procedures.csv"),
        ("dossiers", "sample/dossiers.csv"),
        ("ratings", "sample/ratings.csv"),
        ("feedback", "sample/feedback.csv"),
    ] {
        let file = source(file).to_string_lossy().into_owned();
        let done = program(System::Linux, folder.path(), &["import", noun, &file]).output().expect("it runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    let path = folder.path().join(REGISTER);
    let mut store = Store::open(&path, Mode::Existing).expect("the register");
    let at: Moment = "2026-11-20 09:00".parse().expect("a moment");
    let stamp = Stamp { at, utc_ms: 1_795_140_000_000, utc_offset_min: 420, officer: String::new(), desk: 1 };
    let unit = [("unit".to_owned(), "Trung tâm Phục vụ hành chính công xã Mẫu".to_owned())];
    motcua::desk::set_up::change_settings(&mut store, &stamp, &unit).expect("named");
    drop(store);
    (folder, path)
}

#[test]
fn reports_in_every_kind_and_format_are_the_same_bytes() {
    let (_folder, register) = filled();
    for kind in ["commune", "directive", "ii06a", "07a", "overdue", "index766", "register", "daily"] {
        for format in ["docx", "xlsx", "csv", "json", "text"] {
            let file = format!("báo cáo.{format}");
            let day = ["--from", "2025-03-03", "--to", "2025-03-03"];
            let period = if kind == "daily" { &day[..] } else { &["--period", "2025-H1"] };
            let asked = [&["report", kind][..], period, &["--format", format, "--force", "--out", &file]].concat();
            let left = same(&register, &asked);
            assert!(left.files[&file].len() > 100, "{kind} {format}");
        }
    }
}

#[test]
fn exports_lists_and_papers_are_the_same_bytes() {
    let (_folder, register) = filled();
    for noun in ["dossiers", "components", "ratings", "feedback", "procedures", "officers", "calendar"] {
        same(&register, &["export", noun, "--out", "ra.csv"]);
        same(&register, &["export", noun]);
    }
    for list in ["received.total", "settled.overdue", "open.overdue"] {
        same(&register, &["list", list, "--period", "2025-H1", "--format", "csv"]);
    }
    same(&register, &["figures"]);
    same(&register, &["explain-late", "--period", "2025-H1", "--format", "docx", "--out", "giải trình.docx"]);
    same(&register, &["forms", "--out", "mẫu"]);
    same(
        &register,
        &[
            "due",
            "--limit",
            "5wd",
            "--accepted",
            "2026-11-20 09:15",
            "--explain",
            "--format",
            "docx",
            "--out",
            "hạn.docx",
        ],
    );
}

#[test]
fn every_form_is_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let register = folder.path().join(REGISTER);
    let mut store = Store::open(&register, Mode::CreateIfMissing).expect("a register");
    let ids = world::fill(&mut store, &world::FIRST);
    let code = |id| store.read().dossier(id).expect("read").expect("a dossier").dossier.code;
    let codes = [ids.whole, ids.whole, ids.refused, ids.whole, ids.stopped, ids.whole].map(code);
    drop(store);
    for (form, code) in ["01", "02", "03", "04", "05", "06"].into_iter().zip(&codes) {
        let file = format!("mẫu {form}.docx");
        let docx = same(&register, &["form", form, "--dossier", code, "--out", &file]);
        assert!(docx.files[&file].starts_with(b"PK"), "{form}");
        let text = same(&register, &["form", form, "--dossier", code, "--format", "text"]);
        assert!(text.said.contains(code.as_str()), "{form}: {}", text.said);
    }
    let book = same(&register, &["form", "07", "--period", "2026-03", "--out", "sổ 07.docx"]);
    assert!(book.files["sổ 07.docx"].starts_with(b"PK"));
}

#[test]
fn a_register_goes_from_one_system_to_the_other_and_back() {
    let (_folder, register) = filled();
    // Made by the program for Windows from nothing, it holds what this system's holds.
    let made = tempfile::tempdir().expect("a folder");
    for (noun, file) in
        [("calendar", "calendar.csv"), ("procedures", "sample/procedures.csv"), ("dossiers", "sample/dossiers.csv")]
    {
        let file = crate::windows_path(&source(file));
        let done = program(System::Windows, made.path(), &["import", noun, &file]).output().expect("it runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    for noun in ["calendar", "procedures", "dossiers"] {
        let (here, _) = left(System::Linux, Some(&register), &["export", noun]);
        let (there, _) = left(System::Windows, Some(&made.path().join(REGISTER)), &["export", noun]);
        assert!(here.said == there.said && here.said.lines().count() > 1, "{noun}");
        let (back, _) = left(System::Linux, Some(&made.path().join(REGISTER)), &["export", noun]);
        assert!(back.said == here.said, "{noun}");
    }
    // Checked, copied and put back there; the copy is a whole register here.
    same(&register, &["check"]);
    let (copied, folder) = left(System::Windows, Some(&register), &["backup", "bản sao"]);
    assert_eq!(copied.code, Some(0), "{}", copied.said);
    let copy = copied.files.keys().find(|name| name.ends_with(".db")).expect("a copy").clone();
    let whole = Store::open(&folder.path().join(&copy), Mode::Existing).expect("a register");
    assert!(whole.check(|_| true).expect("checked").sound());
    drop(whole);
    let restored = program(System::Windows, folder.path(), &["restore", &copy]).output().expect("it runs");
    assert!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
    let aside = std::fs::read_dir(folder.path()).expect("a folder").flatten();
    let aside = aside.filter(|entry| entry.file_name().to_string_lossy().contains("truoc-khoi-phuc")).count();
    assert!(aside >= 1, "the register of before is set aside");
    let (again, _) = left(System::Linux, Some(&folder.path().join(REGISTER)), &["export", "dossiers"]);
    let (before, _) = left(System::Linux, Some(&register), &["export", "dossiers"]);
    assert!(again.said == before.said);
}
