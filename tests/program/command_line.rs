//! The real program from the command line: what each command does, and what it says to each mistake.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A desk's folder with a register in it, and the program to ask.
struct Desk {
    folder: TempDir,
}

/// What the program answered.
struct Answer {
    code: i32,
    out: String,
    err: String,
}

impl Desk {
    fn empty() -> Desk {
        Desk { folder: tempfile::tempdir().expect("a folder") }
    }

    /// A register with the sample in it.
    fn filled() -> Desk {
        let desk = Desk::empty();
        for (noun, file) in [
            ("calendar", "assets/calendar.csv"),
            ("procedures", "assets/sample/procedures.csv"),
            ("dossiers", "assets/sample/dossiers.csv"),
            ("ratings", "assets/sample/ratings.csv"),
            ("feedback", "assets/sample/feedback.csv"),
        ] {
            desk.ask(&["import", noun, &source(file)]).done();
        }
        desk.name_the_unit();
        desk
    }

    /// Papers are not printed for a desk without a name.
    fn name_the_unit(&self) {
        use motcua::store::{Mode, Stamp, Store};
        let mut store = Store::open(&self.register(), Mode::Existing).expect("the register");
        let at = "2026-11-20 09:00".parse().expect("a moment");
        let stamp = Stamp { at, utc_ms: 1_795_140_000_000, utc_offset_min: 420, officer: String::new(), desk: 1 };
        let unit = [("unit".to_owned(), "Trung tâm Phục vụ hành chính công xã Mẫu".to_owned())];
        motcua::desk::set_up::change_settings(&mut store, &stamp, &unit).expect("named");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text_of(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect(name)
    }

    fn register(&self) -> PathBuf {
        self.path("sổ/motcua.db")
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
        command.args(args).current_dir(self.folder.path()).stdin(Stdio::null());
        command.env("MOTCUA_DB", self.register()).env("TZ", "ICT-7");
        command
    }

    fn ask(&self, args: &[&str]) -> Answer {
        let output = self.command(args).output().expect("the program runs");
        Answer {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Answer {
    #[track_caller]
    fn done(self) -> String {
        assert_eq!(self.code, 0, "{}", self.err);
        self.out
    }

    #[track_caller]
    fn refused(self, word: &str) -> String {
        self.fails(1, word)
    }

    #[track_caller]
    fn misused(self, word: &str) -> String {
        self.fails(2, word)
    }

    #[track_caller]
    fn fails(self, code: i32, word: &str) -> String {
        assert_eq!(self.code, code, "{} {}", self.out, self.err);
        assert!(self.err.contains(word), "{}", self.err);
        assert!(self.err.contains("Lỗi: "), "{}", self.err);
        no_english(&self.err);
        self.err
    }
}

fn source(file: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file).to_string_lossy().into_owned()
}

#[track_caller]
fn no_english(text: &str) {
    let words =
        ["Usage", "Options", "Commands", "Arguments", "error:", "Print ", "possible values", "default:", "tip:"];
    for word in words.into_iter().chain([
        "required",
        "invalid",
        "unexpected",
        "For more information",
        "No such file",
        "Could not",
    ]) {
        assert!(!text.contains(word), "“{word}” in:\n{text}");
    }
}

const COMMANDS: [&str; 14] = [
    "demo",
    "kiosk",
    "import",
    "export",
    "report",
    "list",
    "figures",
    "due",
    "form",
    "forms",
    "check",
    "backup",
    "restore",
    "completions",
];

#[test]
fn help_is_vietnamese_everywhere() {
    let desk = Desk::empty();
    let whole = desk.ask(&["--help"]).done();
    no_english(&whole);
    for command in COMMANDS {
        assert!(whole.contains(&format!("\n  {command} ")), "{command}");
        let help = desk.ask(&[command, "--help"]).done();
        no_english(&help);
        assert!(help.contains(&format!("Cách dùng: motcua {command}")), "{help}");
        assert_eq!(help, desk.ask(&[command, "-h"]).done());
    }
    assert!(desk.ask(&["-V"]).done().starts_with("motcua "));
}

#[test]
fn wrong_usage_ends_with_2_and_a_vietnamese_sentence() {
    let desk = Desk::empty();
    desk.ask(&["nope"]).misused("không có lệnh “nope”");
    desk.ask(&["check", "--bad"]).misused("“--bad”");
    desk.ask(&["import", "dossiers"]).misused("còn thiếu: <TỆP>");
    desk.ask(&["import", "hoso", "a.csv"]).misused("phải là một trong: dossiers, components");
    desk.ask(&["due", "--limit", "5xx", "--accepted", "2026-11-20 09:15"]).misused("5wd (ngày làm việc)");
    desk.ask(&["due", "--limit", "5wd", "--accepted", "2026-02-31 09:15"]).misused("không có ngày này");
    desk.ask(&["due", "--limit", "5wd", "--accepted", "2026-11-20"]).misused("2026-11-20 09:15");
    desk.ask(&["due", "--limit", "5wd"]).misused("--accepted");
    desk.ask(&["due", "--procedure", "1.1", "--accepted", "2026-11-20 09:15"]).misused("--channel");
    desk.ask(&["report", "commune"]).misused("--period");
    desk.ask(&["report", "commune", "--from", "2025-01-01"]).misused("--to");
    desk.ask(&["report", "commune", "--period", "2025", "--from", "2025-01-01", "--to", "2025-01-02"])
        .misused("không đi cùng");
    desk.ask(&["report", "commune", "--period", "2025", "--format", "pdf"]).misused("docx, xlsx, csv, json, text");
    desk.ask(&["completions", "cmd"]).misused("bash");
    desk.ask(&["--db"]).misused("thiếu giá trị");
    assert!(!desk.register().exists());
}

#[test]
fn due_is_told_without_a_register_and_by_the_registers_own_calendar() {
    let desk = Desk::empty();
    let due = ["due", "--limit", "5wd", "--accepted", "2026-11-20 09:15"];
    let said = desk.ask(&due).done();
    assert!(said.contains("Hẹn trả: Thứ Hai, 17:00 30/11/2026"), "{said}");
    let explained = desk.ask(&[&due[..], &["--explain"]].concat()).done();
    assert!(explained.contains("Thứ Ba    24/11/2026  không tính  Nghỉ: Ngày Văn hóa Việt Nam"), "{explained}");
    let procedure = ["due", "--procedure", "1.001193", "--channel", "online", "--accepted", "2026-11-20 15:30"];
    let said = desk.ask(&procedure).done();
    assert!(said.contains("Hẹn trả: Thứ Hai, 17:00 23/11/2026") && said.contains("25/11/2026"), "{said}");
    desk.ask(&["due", "--procedure", "9.9", "--channel", "direct", "--accepted", "2026-11-20 15:30"])
        .refused("Không có thủ tục 9.9");
    assert!(!desk.register().exists(), "asking makes no register");
    std::fs::write(desk.path("lịch.csv"), "date,kind,name,status\n2026-11-25,off,Nghỉ thử,announced\n")
        .expect("a file");
    desk.ask(&["import", "calendar", "lịch.csv"]).done();
    let said = desk.ask(&due).done();
    assert!(said.contains("Hẹn trả: Thứ Hai, 17:00 30/11/2026"), "24 November is not in this calendar, 25 is: {said}");
}

#[test]
fn files_go_in_and_out_and_a_dry_run_changes_nothing() {
    let desk = Desk::empty();
    let procedures = source("assets/sample/procedures.csv");
    let said = desk.ask(&["import", "procedures", &procedures, "--dry-run"]).done();
    assert!(said.contains("36 mới") && said.contains("sổ không thay đổi"), "{said}");
    assert!(!desk.register().exists(), "a dry run makes no register");
    desk.ask(&["import", "procedures", &procedures]).done();
    let again = desk.ask(&["import", "procedures", &procedures]).done();
    assert!(again.contains("36 giữ nguyên") && again.contains("không thay đổi gì"), "{again}");
    let said = desk.ask(&["import", "dossiers", &source("assets/sample/dossiers.csv")]).done();
    assert!(said.contains("1.503 mới") && said.contains("Đã lập cán bộ mới: Cán bộ Một cửa 1"), "{said}");
    desk.ask(&["export", "dossiers", "--out", "a.csv"]).done();
    assert_eq!(desk.text_of("a.csv"), desk.ask(&["export", "dossiers"]).done());
    let change = "code,phone\nH99.07-241202-0003,0900000001\n";
    std::fs::write(desk.path("sửa.csv"), change).expect("a file");
    let said = desk.ask(&["import", "dossiers", "sửa.csv", "--dry-run"]).done();
    assert!(said.contains("phone: “0933203910” → “0900000001”"), "{said}");
    assert_eq!(desk.text_of("a.csv"), desk.ask(&["export", "dossiers"]).done());
    desk.ask(&["import", "dossiers", "sửa.csv"]).done();
    assert_ne!(desk.text_of("a.csv"), desk.ask(&["export", "dossiers"]).done());
    assert!(desk.ask(&["check"]).done().contains("Sổ nguyên vẹn."));
}

#[test]
fn bad_rows_are_listed_and_written_out_to_be_mended() {
    let desk = Desk::empty();
    desk.ask(&["import", "procedures", &source("assets/sample/procedures.csv")]).done();
    let text = "code,procedure_code,applicant_name,channel,accepted_at\n\
        A-1,1.001193,Người Mẫu,direct,2026-02-31 09:00\nA-2,1.001193,Người Mẫu,direct,2026-02-11 09:00\n";
    std::fs::write(desk.path("hs.csv"), text).expect("a file");
    let said =
        desk.ask(&["import", "dossiers", "hs.csv", "--errors-out", "lỗi.csv"]).refused("dòng 2, cột accepted_at");
    assert!(said.contains("chưa nhập dòng nào"), "{said}");
    let mended = desk.text_of("lỗi.csv").replace("2026-02-31", "2026-02-12");
    assert!(mended.contains("A-1") && !mended.contains("A-2"), "{mended}");
    std::fs::write(desk.path("lỗi.csv"), mended).expect("a file");
    desk.ask(&["import", "dossiers", "lỗi.csv"]).done();
    assert_eq!(desk.ask(&["export", "dossiers"]).done().lines().count(), 2);
}

#[test]
fn what_cannot_be_imported_is_refused_with_its_reason() {
    let desk = Desk::empty();
    desk.ask(&["import", "dossiers", "không-có.csv"]).refused("không có tệp");
    desk.ask(&["import", "dossiers", "."]).refused("thư mục");
    std::fs::write(desk.path("che.csv"), "code,masked\nA,1\n").expect("a file");
    desk.ask(&["import", "dossiers", "che.csv"]).refused("đã che dữ liệu cá nhân");
    std::fs::write(desk.path("nhị-phân.csv"), [0xff_u8, 0xfe, 0x41]).expect("a file");
    desk.ask(&["import", "dossiers", "nhị-phân.csv"]).refused("UTF-8");
    std::fs::write(desk.path("thiếu.csv"), "name\nA\n").expect("a file");
    desk.ask(&["import", "dossiers", "thiếu.csv"]).refused("thiếu cột bắt buộc: code");
}

#[test]
fn a_register_that_is_none_is_refused_and_left_as_it_is() {
    let desk = Desk::empty();
    let other = rusqlite::Connection::open(desk.path("khác.db")).expect("a database");
    other.execute_batch("CREATE TABLE a (b); INSERT INTO a VALUES (1);").expect("a table");
    drop(other);
    std::fs::write(desk.path("chữ.db"), "đây không phải sổ\n".repeat(100)).expect("a file");
    let newer = desk.path("mới.db");
    desk.ask(&["--db", "mới.db", "import", "calendar", &source("assets/calendar.csv")]).done();
    let conn = rusqlite::Connection::open(&newer).expect("a register");
    conn.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA user_version = 99;").expect("a version");
    drop(conn);
    for (name, word) in [("khác.db", "không phải sổ"), ("chữ.db", "không phải sổ"), ("mới.db", "phiên bản mới hơn")]
    {
        let before = std::fs::read(desk.path(name)).expect("bytes");
        for command in [
            &["check"][..],
            &["backup"],
            &["export", "dossiers"],
            &["report", "commune", "--period", "2025"],
            &["list", "received.total", "--period", "2025"],
            &["due", "--limit", "5wd", "--accepted", "2026-11-20 09:15"],
            &["import", "calendar", &source("assets/calendar.csv")],
            &["import", "calendar", &source("assets/calendar.csv"), "--dry-run"],
        ] {
            desk.ask(&[command, &["--db", name]].concat()).refused(word);
        }
        assert!(std::fs::read(desk.path(name)).expect("bytes") == before, "{name} was changed");
    }
    desk.ask(&["check", "--db", "."]).refused("Không mở được sổ");
    desk.ask(&["check"]).refused("Chưa có sổ");
}

#[test]
fn every_kind_of_report_stands_in_its_help() {
    let said = Desk::empty().ask(&["report", "--help"]).done();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let codes = motcua::report::kind::ReportKind::ALL.map(|kind| kind.code());
    let missing: Vec<&str> = codes.into_iter().filter(|code| !said.contains(&format!("{code} ("))).collect();
    assert_eq!(missing, Vec::<&str>::new(), "{said}");
}

#[test]
fn reports_and_lists_agree_with_the_expected_figures() {
    let desk = Desk::filled();
    let report = ["report", "commune", "--period", "2025-H1"];
    let said = desk.ask(&[&report[..], &["--format", "json"]].concat()).done();
    let found: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let text = std::fs::read_to_string(source("tests/data/expected-2025-H1.json")).expect("expected figures");
    let expected: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(found["figures"], expected["figures"]);
    let versions = found["rules"]["versions"].as_array().expect("versions of rules");
    let told: Vec<&str> = versions.iter().filter_map(|version| version["rule"].as_str()).collect();
    assert_eq!(told, ["lateness", "pause", "acceptance"]);
    let depends =
        |n: usize, id: &str| versions[n]["figures"].as_array().is_some_and(|ids| ids.iter().any(|it| it == id));
    assert!(depends(0, "settled.overdue") && depends(1, "settled.early") && !depends(0, "received.total"), "{told:?}");
    assert!(depends(2, "acceptance.in_time") && versions[2]["code"] == "8", "{told:?}");
    let asked = desk.ask(&report);
    assert!(!asked.err.contains("Chưa đặt tên đơn vị"), "{}", asked.err);
    asked.done();
    let nameless = Desk::empty();
    nameless.ask(&["import", "procedures", &source("assets/sample/procedures.csv")]).done();
    let asked = nameless.ask(&["report", "ii06a", "--period", "2025-03", "--format", "json"]);
    assert!(asked.err.contains("Chưa đặt tên đơn vị"), "what would go out without a name is said: {}", asked.err);
    asked.done();
    assert!(std::fs::read(desk.path("bao-cao-commune-2025-H1.docx")).expect("a document").starts_with(b"PK"));
    desk.ask(&report).refused("Đã có tệp");
    desk.ask(&[&report[..], &["--out", "bao-cao-commune-2025-H1.docx"]].concat()).done();
    desk.ask(&[&report[..], &["--out", "không/có/a.docx"]].concat()).refused("Không ghi được tệp");
    desk.ask(&["report", "overdue", "--period", "2025-H1"]).done();
    desk.ask(&["report", "gì", "--period", "2025-H1"]).misused("không có loại báo cáo");
    desk.ask(&["report", "commune", "--period", "2025-13"]).misused("2025-H1");
    desk.ask(&["report", "commune", "--from", "2025-06-30", "--to", "2025-01-01"]).misused("đổi lại hai ngày");
    for id in ["settled.overdue", "procedures.online", "satisfaction.dissatisfied", "feedback.handled"] {
        let n = expected["figures"][id]["n"].as_u64().expect("a number") as usize;
        let list = desk.ask(&["list", id, "--period", "2025-H1"]).done();
        // A list that depends on rules of the clock begins with them, each with its version.
        let (head, list) = list.split_once('\n').expect("a head");
        assert!(head.ends_with(&format!(", 06 tháng đầu năm 2025: {n}")), "{head}");
        let (rules, rows): (Vec<&str>, Vec<&str>) = list.lines().partition(|line| line.starts_with('('));
        assert_eq!(rows.len(), n + 1, "{id}");
        assert_eq!(rules.len(), if id == "settled.overdue" { 2 } else { 0 }, "{id}: {rules:?}");
        assert!(rules.iter().all(|line| line.contains("(áp dụng từ đầu, ")), "{rules:?}");
    }
    let csv = desk.ask(&["list", "settled.overdue", "--period", "2025-H1", "--format", "csv"]).done();
    assert!(csv.trim_start_matches('\u{feff}').starts_with("Mã hồ sơ,"), "no line of a CSV list is a remark: {csv}");
    let late: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').nth(8)).collect();
    assert!(late.iter().all(|days| days.parse::<u32>().is_ok()), "{late:?}");
    // The due date is that of the cut-off: what was late then was due before.
    let csv = desk.ask(&["list", "open.overdue", "--period", "2025-H1", "--format", "csv"]).done();
    let due: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').nth(6)).collect();
    assert!(!due.is_empty() && due.iter().all(|due| *due < "2025-07-01"), "{due:?}");
    let csv = desk.ask(&["list", "acceptance.in_time", "--period", "2025-H1", "--format", "csv"]).done();
    assert!(csv.lines().next().is_some_and(|head| head.contains(",Hạn tiếp nhận,Nhận đúng hạn,")), "{csv}");
    let kept = |line: &str| line.split(',').nth(3).is_some_and(|due| !due.is_empty()) && line.contains(",đúng hạn,");
    assert!(csv.lines().count() > 100 && csv.lines().skip(1).all(kept), "{csv}");
    let csv = desk.ask(&["list", "acceptance.waiting.overdue", "--period", "2025-H1", "--format", "csv"]).done();
    assert!(csv.lines().skip(1).all(|line| line.contains(",\"chờ, quá hạn\",")), "{csv}");
    let index = desk.ask(&["list", "_index.overdue", "--period", "2025-H1"]).done();
    assert!(index.lines().count() > 2, "the national index has its own list beside the contract's");
    desk.ask(&["list", "nope", "--period", "2025-H1"]).misused("motcua figures");
    desk.ask(&["list", "settled.overdue[ai=x]", "--period", "2025-H1"]).misused("motcua figures");
    desk.ask(&["list", "satisfaction.total[officer=x]", "--period", "2025-H1"]).misused("theo từng phần");
    // A part is asked for as reports name it, and is as long as its number.
    for (officer, n) in expected["by_officer"]["settled.overdue"].as_object().expect("officers") {
        let part = format!("settled.overdue[officer={officer}]");
        let csv = desk.ask(&["list", &part, "--period", "2025-H1", "--format", "csv"]).done();
        assert_eq!(csv.lines().count() as u64, n.as_u64().expect("a number") + 1, "{part}");
    }
    let charts = found["charts"].as_array().expect("charts");
    let bars = charts.iter().flat_map(|chart| chart["categories"].as_array().expect("categories"));
    let some: Vec<&serde_json::Value> = bars.step_by(9).collect();
    assert!(some.len() > 3, "{charts:?}");
    for category in some {
        for (value, address) in
            category["values"].as_array().into_iter().flatten().zip(category["counts"].as_array().into_iter().flatten())
        {
            let address = address.as_str().expect("an address");
            let csv = desk.ask(&["list", address, "--period", "2025-H1", "--format", "csv"]).done();
            assert_eq!(csv.lines().count() as u64, value.as_u64().expect("a number") + 1, "{address}");
        }
    }
    let figures = desk.ask(&["figures"]).done();
    for id in expected["figures"].as_object().expect("figures").keys() {
        assert!(figures.contains(&format!("{id}: ")), "{id}");
    }
    assert!(!figures.contains("\n_"));
}

#[test]
fn names_are_masked_unless_asked_for_and_that_is_remembered() {
    let desk = Desk::filled();
    let list = ["list", "received.in_period", "--period", "2025-03", "--format", "csv"];
    let masked = desk.ask(&list).done();
    let before = desk.ask(&["check"]).done();
    let full = desk.ask(&[&list[..], &["--unmasked"]].concat()).done();
    let name = full.lines().nth(1).and_then(|line| line.split(',').nth(2)).expect("a name").to_owned();
    assert!(name.contains(' ') && !masked.contains(&name), "{name}");
    let after = desk.ask(&["check"]).done();
    let entries = |said: &str| -> u64 {
        let n = said.split_whitespace().nth(3).and_then(|n| n.replace('.', "").parse().ok());
        n.expect("how many entries were looked at")
    };
    assert_eq!(entries(&after), entries(&before) + 1, "{before} {after}");
}

#[test]
fn a_backup_restores_what_was_and_sets_the_present_register_aside() {
    let desk = Desk::filled();
    let before = desk.ask(&["export", "dossiers"]).done();
    let said = desk.ask(&["backup", "usb"]).done();
    let copy = said.lines().next().and_then(|line| line.split_once(": ")).expect("a path").1.to_owned();
    std::fs::write(desk.path("sửa.csv"), "code,phone\nH99.07-241202-0003,0900000001\n").expect("a file");
    desk.ask(&["import", "dossiers", "sửa.csv"]).done();
    let changed = desk.ask(&["export", "dossiers"]).done();
    let said = desk.ask(&["restore", &copy]).done();
    assert_eq!(desk.ask(&["export", "dossiers"]).done(), before);
    let aside = said.lines().last().and_then(|line| line.split_once("cất ở ")).expect("a path").1.trim_end_matches('.');
    assert_eq!(desk.ask(&["export", "dossiers", "--db", aside]).done(), changed);
    assert!(desk.ask(&["check"]).done().contains("Sổ nguyên vẹn."));
    desk.ask(&["restore", "không-có.db"]).refused("không có tệp hoặc thư mục này");
    std::fs::write(desk.path("chữ.db"), "chữ ".repeat(2000)).expect("a file");
    desk.ask(&["restore", "chữ.db"]).refused("không phải sổ");
    let register = desk.register().to_string_lossy().into_owned();
    desk.ask(&["restore", &register]).refused("chính là sổ đang dùng");
    assert_eq!(desk.ask(&["export", "dossiers"]).done(), before);
}

#[test]
fn a_register_that_is_open_elsewhere_is_not_replaced() {
    let desk = Desk::empty();
    desk.ask(&["import", "calendar", &source("assets/calendar.csv")]).done();
    let said = desk.ask(&["backup", "usb"]).done();
    let copy = said.lines().next().and_then(|line| line.split_once(": ")).expect("a path").1.to_owned();
    let window = motcua::store::Store::open(&desk.register(), motcua::store::Mode::Existing).expect("a window");
    assert_eq!(window.read().calendar_days().expect("days").len(), 77);
    desk.ask(&["restore", &copy]).refused("đang mở ở một cửa sổ khác");
    let files: Vec<_> =
        std::fs::read_dir(desk.path("sổ")).expect("a folder").flatten().map(|e| e.file_name()).collect();
    assert!(files.iter().all(|name| !name.to_string_lossy().contains("khoi-phuc")), "{files:?}");
    drop(window);
    desk.ask(&["restore", &copy]).done();
}

#[test]
fn damage_is_told_and_ends_with_1() {
    let desk = Desk::empty();
    desk.ask(&["import", "calendar", &source("assets/calendar.csv")]).done();
    let conn = rusqlite::Connection::open(desk.register()).expect("a register");
    conn.execute("UPDATE calendar_day SET name = 'khác' WHERE id = 3", []).expect("a silent change");
    drop(conn);
    let answer = desk.ask(&["check"]);
    assert!(answer.out.contains("Bản ghi ngày trong lịch số 3 khác với lịch sử"), "{}", answer.out);
    answer.refused("Sổ không nguyên vẹn");
    // A dossier is named as the desk knows it.
    let desk = Desk::filled();
    let conn = rusqlite::Connection::open(desk.register()).expect("a register");
    let (id, code): (i64, String) = conn
        .query_row("SELECT id, code FROM dossier ORDER BY id LIMIT 1", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("a dossier");
    conn.execute("UPDATE dossier SET sets = 9 WHERE id = ?1", [id]).expect("a silent change");
    drop(conn);
    let said = format!("Bản ghi hồ sơ {code} (bản ghi số {id} của tệp) khác với lịch sử");
    let answer = desk.ask(&["check"]);
    assert!(answer.out.contains(&said), "{}", answer.out);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let desk = Desk::filled();
    let mut child = desk
        .command(&["export", "dossiers"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("an end");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[cfg(unix)]
#[test]
fn a_file_is_whole_or_not_there() {
    let desk = Desk::empty();
    desk.ask(&["import", "calendar", &source("assets/calendar.csv")]).done();
    desk.ask(&["export", "calendar", "--out", "không/có.csv"]).refused("Không ghi được tệp");
    desk.ask(&["export", "calendar", "--out", "sổ"]).refused("thư mục");
    std::fs::write(desk.path("cũ.csv"), "cũ").expect("a file");
    desk.ask(&["export", "calendar", "--out", "cũ.csv"]).done();
    assert!(desk.text_of("cũ.csv").starts_with("date,kind,name,source,status\n2023-01-01,off,"));
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(desk.path("cũ.csv")).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "citizens' data is its owner's alone");
    let left: Vec<_> =
        std::fs::read_dir(desk.folder.path()).expect("a folder").flatten().map(|e| e.file_name()).collect();
    assert_eq!(left.len(), 2, "nothing unfinished is left: {left:?}");
}

#[test]
fn a_pc_in_another_zone_is_warned_about_and_completions_are_made() {
    let desk = Desk::empty();
    let mut command = desk.command(&["import", "calendar", &source("assets/calendar.csv")]);
    let output = command.env("TZ", "UTC0").output().expect("the program runs");
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("múi giờ của máy là +00:00"));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(desk.ask(&["completions", shell]).done().contains("motcua"), "{shell}");
    }
}

#[test]
fn due_takes_pauses_an_extension_a_cut_off_and_dates_as_papers_write_them() {
    let desk = Desk::empty();
    let said = |more: &[&str]| desk.ask(&[&["due", "--accepted", "05/10/2026 9h15"][..], more].concat()).done();
    assert!(said(&["--limit", "5wd"]).contains("Hẹn trả: Thứ Hai, 17:00 12/10/2026"));
    let paused =
        said(&["--limit", "5wd", "--pause", "supplement#12/HDHS:2026-10-06 09:00>2026-10-08 09:00", "--explain"]);
    assert!(paused.contains("Hẹn trả: Thứ Tư, 17:00 14/10/2026"), "{paused}");
    assert!(paused.contains("Hẹn lần đầu: Thứ Hai, 17:00 12/10/2026"), "{paused}");
    assert!(paused.contains("Tạm dừng, chờ bổ sung hồ sơ (văn bản 12/HDHS): không tính."), "{paused}");
    assert_eq!(paused.matches("Cộng: 05 ngày làm việc.").count(), 2, "{paused}");
    let pause = "supplement:2026-10-06 09:00>2026-10-08 09:00";
    let twice = said(&["--limit", "5wd", "--pause", pause, "--pause", "fee:2026-10-12 09:00>2026-10-13 09:00"]);
    assert!(twice.contains("17:00 15/10/2026"), "{twice}");
    let anew = said(&["--limit", "5wd", "--pause", pause, "--rule", "restart"]);
    assert!(anew.contains("17:00 15/10/2026"), "{anew}");
    assert!(said(&["--limit", "5wd", "--extension", "5wd:Điều 20"]).contains("17:00 19/10/2026"));
    let same_day =
        |at: &str| desk.ask(&["due", "--limit", "sd", "--cutoff-hour", "15:00", "--accepted", at, "--explain"]).done();
    assert!(same_day("2026-10-05 15:00").contains("Nhận đúng giờ chốt 15:00, vẫn tính là trong ngày"));
    assert!(same_day("15:01 05/10/2026").contains("Hẹn trả: Thứ Ba, 17:00 06/10/2026"));
}

#[test]
fn due_says_in_vietnamese_what_cannot_be_meant() {
    let desk = Desk::empty();
    let ask =
        |more: &[&str]| desk.ask(&[&["due", "--limit", "5wd", "--accepted", "2026-10-05 09:15"][..], more].concat());
    ask(&["--pause", "abc"]).misused("supplement#số văn bản");
    ask(&["--pause", "holiday:2026-10-06 09:00>2026-10-08 09:00"]).misused("phải là supplement, fee hoặc other");
    ask(&["--pause", "fee:2026-10-08 09:00>2026-10-06 09:00"]).misused("đứng trước lúc bắt đầu");
    ask(&["--extension", "sd:Điều 20"]).misused("gia hạn phải có số ngày");
    ask(&["--rule", "double"]).misused("subtract, restart");
    ask(&["--cutoff-hour", "25:00"]).misused("giờ phải từ 00:00");
    ask(&["--format", "xlsx"]).misused("text, docx, csv, json");
    ask(&["--format", "docx"]).misused("--out");
    ask(&["--out", "a.docx"]).misused("--format");
    ask(&["--dossier", "H-1"]).misused("không đi cùng");
    desk.ask(&["due", "--limit", "5wd", "--accepted", "31/02/2026 09:15"]).misused("không có ngày này");
    desk.ask(&["due", "--dossier", "H-1"]).refused("Chưa có sổ");
    assert!(!desk.path("a.docx").exists());
}

#[test]
fn due_of_a_dossier_is_told_with_its_ledger_and_leaves_the_desk_as_a_page_that_is_remembered() {
    let desk = Desk::filled();
    let code = "H99.07-241211-0002";
    let told = desk.ask(&["due", "--dossier", code, "--explain"]).done();
    assert!(told.contains("Hẹn trả: Thứ Hai, 17:00 13/01/2025"), "{told}");
    assert!(told.contains("Lần 01: hẹn 17:00 06/01/2025"), "{told}");
    assert!(
        told.contains("Lần 02: hẹn 17:00 10/01/2025, từ lúc 13:58 18/12/2024: tạm dừng chờ bổ sung hồ sơ"),
        "{told}"
    );
    assert!(told.contains("hạn từ 17:00 10/01/2025 sang 17:00 13/01/2025"), "{told}");
    desk.ask(&["due", "--dossier", "H-0"]).refused("Không có hồ sơ H-0 trong sổ");
    for (format, out) in [("docx", "a.docx"), ("text", "a.txt"), ("csv", "a.csv"), ("json", "a.json")] {
        desk.ask(&["due", "--dossier", code, "--format", format, "--out", out]).done();
    }
    let page = desk.text_of("a.txt");
    assert!(page.contains("BẢN GIẢI TRÌNH") && page.contains(&format!("Mã hồ sơ: {code}")), "{page}");
    assert!(page.contains("II. CÁC LẦN HẸN TRẢ KẾT QUẢ") && page.contains("Mã kiểm tra lịch sử: "), "{page}");
    let name =
        |page: &str| page.lines().find_map(|line| line.strip_prefix("Người nộp: ").map(str::to_owned)).expect("a name");
    let short = name(&page);
    assert!(short.split(' ').all(|part| part.ends_with('.')), "{short}");
    let json: serde_json::Value = serde_json::from_str(&desk.text_of("a.json")).expect("JSON");
    assert_eq!(json["due"], "2025-01-13 17:00");
    assert_eq!(
        (json["parts"][1]["account"]["total"].as_str(), json["applicant"].as_str()),
        (Some("Cộng: 17 ngày làm việc."), Some(short.as_str()))
    );
    let csv = desk.text_of("a.csv");
    assert!(csv.contains("Phần,Ngày,Thứ,Tính,Thứ tự,Vì sao") && csv.contains("Hẹn đang có hiệu lực,"), "{csv}");
    desk.ask(&["due", "--dossier", code, "--format", "text", "--out", "b.txt", "--unmasked"]).done();
    assert!(!name(&desk.text_of("b.txt")).contains('.'), "the whole name");
    let register = rusqlite::Connection::open(desk.register()).expect("the register");
    let found = |sql: &str| register.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("counted");
    assert_eq!(found("SELECT count(*) FROM export WHERE what = 'due' AND unmasked = 0 AND length(sha256) = 64"), 4);
    assert_eq!(found("SELECT count(*) FROM export WHERE what = 'due' AND unmasked = 1"), 1);
    assert_eq!(
        found("SELECT count(*) FROM journal WHERE op = 'export' AND reason LIKE 'Giải trình hạn %tên đầy đủ'"),
        1
    );
}

#[test]
fn what_a_command_does_is_put_on_nobody() {
    use motcua::store::{Mode, Stamp, Store};
    let desk = Desk::filled();
    let mut store = Store::open(&desk.register(), Mode::Existing).expect("the register");
    let at = "2026-11-20 09:00".parse().expect("a moment");
    let stamp = Stamp { at, utc_ms: 1_795_140_000_000, utc_offset_min: 420, officer: "mau".into(), desk: 1 };
    let last = [("last_officer".to_owned(), "mau".to_owned())];
    motcua::desk::set_up::change_settings(&mut store, &stamp, &last).expect("somebody sat at the screen");
    drop(store);
    desk.ask(&["report", "commune", "--period", "2025-H1", "--format", "json", "--out", "r.json"]).done();
    desk.ask(&["list", "settled.total", "--period", "2025-03", "--unmasked", "--out", "l.txt"]).done();
    let register = rusqlite::Connection::open(desk.register()).expect("the register");
    let mut found = register.prepare("SELECT officer FROM journal WHERE op = 'export'").expect("a question");
    let by: Vec<String> = found.query_map([], |row| row.get(0)).expect("asked").map(|by| by.expect("read")).collect();
    assert_eq!(by, [String::new(), String::new()]);
}

#[test]
fn days_of_a_list_stand_as_people_read_them_and_in_a_file_as_machines_do() {
    let desk = Desk::filled();
    for (figure, iso, shown) in
        [("settled.total", "2025-03-24 1", "24/03/2025"), ("satisfaction.total", "2025-03-24", "24/03/2025")]
    {
        let page = desk.ask(&["list", figure, "--period", "2025-03"]).done();
        assert!(page.contains(shown) && !page.contains("2025-03-"), "{page}");
        let file = desk.ask(&["list", figure, "--period", "2025-03", "--format", "csv"]).done();
        assert!(file.contains(iso) && !file.contains(shown), "{file}");
    }
}

/// A dossier of the sample that was accepted, and one more.
const ACCEPTED: [&str; 2] = ["H99.07-241211-0002", "H99.07-241213-0002"];

#[test]
fn a_form_of_a_dossier_is_shown_or_saved_and_never_overwrites_what_nobody_named() {
    let desk = Desk::filled();
    let [code, other] = ACCEPTED;
    let page = desk.ask(&["form", "06", "--dossier", code, "--format", "text"]).done();
    assert!(page.contains("PHIẾU KIỂM SOÁT") && page.contains(code), "{page}");
    let said = desk.ask(&["form", "06", "--dossier", code]).done();
    assert!(said.contains("Đã điền mẫu") && said.contains(".docx"), "{said}");
    desk.ask(&["form", "06", "--dossier", code]).refused("Đã có tệp");
    let together = ["form", "06", "--dossier", code, "--dossier", other, "--out", "hai.docx"];
    desk.ask(&together).done();
    desk.ask(&together).done();
    assert!(std::fs::read(desk.path("hai.docx")).expect("a file").starts_with(b"PK"));
    desk.ask(&["form", "04", "--dossier", "H-0"]).refused("Không có hồ sơ H-0 trong sổ");
    desk.ask(&["form", "03", "--dossier", code]).refused("không bị từ chối; lập khi từ chối");
    desk.ask(&["form", "01", "--dossier", code, "--out", "không/có.docx"]).refused("Không ghi được tệp");
    desk.ask(&["form", "06"]).misused("--dossier MÃ");
    desk.ask(&["form", "08", "--dossier", code]).misused("01, 02, 03, 04, 05, 06, 07");
    desk.ask(&["form", "01", "--dossier", code, "--format", "xlsx"]).misused("docx, text");
    desk.ask(&["form", "01", "--dossier", code, "--cutoff", "calendar"]).misused("chỉ đi cùng mẫu 07");
    desk.ask(&["form", "01", "--dossier", code, "--unmasked"]).misused("không đi cùng");
    desk.ask(&["form", "07", "--dossier", code]).misused("sổ của một kỳ");
    desk.ask(&["form", "07"]).misused("Chưa ghi kỳ");
    desk.ask(&["form", "07", "--period", "2025-13"]).misused("");
    Desk::empty().ask(&["form", "06", "--dossier", code]).refused("Chưa có sổ");
}

#[test]
fn the_register_of_a_period_names_citizens_only_by_wish_and_the_journal_knows_of_both() {
    let desk = Desk::filled();
    let register = rusqlite::Connection::open(desk.register()).expect("the register");
    let text = |sql: &str| register.query_row(sql, [], |row| row.get::<_, String>(0)).expect("a text");
    let of_one = |column: &str| text(&format!("SELECT {column} FROM dossier WHERE code = '{}'", ACCEPTED[0]));
    let (name, phone) = (of_one("applicant_name"), of_one("phone"));
    let asked = ["form", "07", "--from", "2024-12-11", "--to", "2024-12-11", "--format", "text"];
    let masked = desk.ask(&asked);
    assert!(masked.err.contains("--unmasked"), "{}", masked.err);
    let masked = masked.done();
    let (family, given) = name.rsplit_once(' ').expect("a name of several words");
    assert!(masked.contains("SỔ THEO DÕI HỒ SƠ") && masked.contains(ACCEPTED[0]), "{masked}");
    assert!(!masked.contains(given) && !masked.contains(family), "{masked}");
    assert!(phone.len() > 8 && !masked.contains(&phone) && masked.contains(&phone[phone.len() - 3..]), "{masked}");
    let full = desk.ask(&[&asked[..], &["--unmasked", "--out", "so.txt"]].concat()).done();
    assert!(full.contains("so.txt"), "{full}");
    assert!(desk.text_of("so.txt").contains(given) && desk.text_of("so.txt").contains(&phone));
    let kept = |unmasked: i32| {
        text(&format!(
            "SELECT what || ' ' || period_from || ' ' || file || ' ' || length(sha256) FROM export WHERE unmasked = {unmasked}"
        ))
    };
    assert_eq!(kept(0), "form 07 2024-12-11  64");
    assert_eq!(kept(1), "form 07 2024-12-11 so.txt 64");
    assert_eq!(text("SELECT CAST(count(*) AS TEXT) FROM journal WHERE op = 'export'"), "2");
    desk.ask(&["check"]).done();
}

#[test]
fn templates_are_listed_written_out_once_and_checked() {
    let desk = Desk::filled();
    let list = desk.ask(&["forms"]).done();
    for number in ["01", "02", "03", "04", "05", "06", "07"] {
        assert!(list.lines().any(|line| line.starts_with(&format!("{number}  bộ 2025"))), "{number}: {list}");
    }
    assert!(list.contains("bộ 2018") && list.contains("mẫu có sẵn"), "{list}");
    let said = desk.ask(&["forms", "--out", "mẫu"]).done();
    assert!(said.contains("Đã ghi ") && desk.text_of("mẫu/cho-trong.txt").contains("{ma_ho_so}"), "{said}");
    let template = std::fs::read(desk.path("mẫu/2025/01.docx")).expect("a template");
    std::fs::write(desk.path("mẫu/2025/02.docx"), "đang sửa").expect("written");
    let again = desk.ask(&["forms", "--out", "mẫu"]).done();
    assert!(again.contains("Đã ghi 0 mẫu") && again.contains("Giữ nguyên tệp đã có"), "{again}");
    assert_eq!(desk.text_of("mẫu/2025/02.docx"), "đang sửa", "somebody's work stays");
    assert!(desk.ask(&["forms", "--check", "mẫu/2025/01.docx"]).done().contains("dùng được làm mẫu 01"));
    desk.ask(&["forms", "--check", "mẫu/2025/02.docx"]).refused("mẫu/2025/02.docx: Mẫu 02 (bộ 2025): tệp hỏng");
    desk.ask(&["forms", "--check", "mẫu/2025/01.docx", "--form", "04"]).refused("Mẫu 04 (bộ 2025): ");
    desk.ask(&["forms", "--check", "không-có.docx"]).refused("Không đọc được không-có.docx");
    desk.ask(&["forms", "--check", "mẫu/cho-trong.txt"]).misused("--form MẪU");
    let older = ["forms", "--check", "mẫu/2018/01.docx", "--set", "2018"];
    assert!(desk.ask(&older).done().contains("dùng được làm mẫu 01 của bộ 2018"));
    desk.ask(&["forms", "--check", "mẫu/2018/01.docx", "--set", "2018", "--form", "05"])
        .refused("Bộ 2018 không có mẫu 05");
    desk.ask(&["forms", "--check", "mẫu/2018/01.docx", "--set", "2019"]).misused("2018, 2025");
    assert!(!desk.ask(&["forms"]).done().contains("landscape"));
    desk.ask(&["forms", "--check", "không-có.docx", "--form", "01"]).refused("Không đọc được");
    desk.ask(&["forms", "--form", "01"]).misused("--check");
    desk.ask(&["forms", "--out", "mẫu", "--check", "a.docx"]).misused("không đi cùng");
    // The office's own template beside the register is used, and a spoilt one is named by every command.
    let own = desk.register().parent().expect("a folder").join("mau/2025");
    std::fs::create_dir_all(&own).expect("a folder");
    std::fs::write(own.join("06.docx"), template).expect("written");
    assert!(desk.ask(&["forms"]).done().contains("LỖI: "));
    std::fs::remove_file(own.join("06.docx")).expect("removed");
    assert!(!desk.ask(&["forms"]).done().contains("LỖI: "));
}

#[test]
fn a_date_that_reaches_into_a_year_without_a_calendar_says_so() {
    let desk = Desk::empty();
    let due = |limit, accepted| desk.ask(&["due", "--limit", limit, "--accepted", accepted, "--explain"]).done();
    let told = due("30wd", "2027-12-20 08:00");
    assert!(told.contains("Lịch năm 2028 chưa có ngày nghỉ nào: hạn có thể lùi thêm."), "{told}");
    let told = due("5wd", "2026-11-20 08:00");
    assert!(!told.contains("chưa có ngày nghỉ"), "{told}");
}
