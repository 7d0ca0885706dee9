//! The audit: each mistake that REPORTS.md §2 lists, made on purpose past the desk's own rules, is named by a sentence
//! of its own; and an identity between figures that does not hold names both sides.

use crate::support;

use std::path::Path;

use motcua::desk::count::{self, Scope};
use motcua::desk::{close_period, end};
use motcua::domain::figure::{FIGURES, Grouping, by_id};
use motcua::domain::period::{Cutoff, Period};
use motcua::report::audit::{Finding, audit};
use motcua::report::figures::Figures;
use motcua::store::{Mode, Store};
use support::{accept, at, set_up, stamp};
use tempfile::TempDir;

/// A register with dossiers of the second quarter, sound until a mistake is made in it.
fn desk() -> (TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.db");
    let mut store = Store::open(&path, Mode::CreateIfMissing).expect("a register");
    set_up(&mut store);
    for (n, day) in ["2026-03-30", "2026-04-06", "2026-05-11", "2026-06-15"].into_iter().enumerate() {
        accept(&mut store, "1.001", &format!("Lò Văn Số {n} (hư cấu)"), &format!("{day} 08:10"));
    }
    let target = support::seen(&store, 2);
    end::settle(&mut store, &stamp("2026-04-20 09:00", "hung"), &[target], at("2026-04-20 09:00")).expect("settled");
    (folder, path)
}

fn scope(period: &str) -> Scope {
    let period = Period::preset(period, Cutoff::Calendar).expect("a period");
    Scope { period, cutoff: Cutoff::Calendar, now: at("2026-10-01 08:00") }
}

fn findings(path: &Path, period: &str) -> Vec<Finding> {
    let store = Store::open(path, Mode::Existing).expect("a register");
    let (figures, noticed) = count::count(&store, &scope(period), |_| true).expect("counted");
    audit(&figures, &noticed)
}

/// Makes a mistake that the desk would refuse.
fn spoil(path: &Path, sql: &str) {
    let raw = rusqlite::Connection::open(path).expect("a file");
    raw.execute_batch(sql).expect(sql);
}

/// The mistakes: what is written, and what the sentence says.
const MISTAKES: [(&str, &str); 22] = [
    (
        "UPDATE dossier SET due_at = NULL, limit_kept = NULL, \"limit\" = NULL WHERE id = 2;
         UPDATE procedure SET limit_direct = NULL;",
        "Hồ sơ đã tiếp nhận mà không có hạn trả",
    ),
    ("UPDATE dossier SET settled_at = '2026-04-03 09:00' WHERE id = 2;", "giờ kết thúc trước giờ tiếp nhận"),
    ("UPDATE dossier SET submitted_at = '2026-04-07 09:00' WHERE id = 2;", "giờ tiếp nhận trước giờ nộp"),
    (
        "UPDATE dossier SET forwarded_at = '2026-04-05 09:00' WHERE id = 2;",
        "giờ nơi giải quyết nhận trước giờ tiếp nhận",
    ),
    (
        "UPDATE dossier SET forwarded_at = '2026-04-08 09:00', done_at = '2026-04-07 09:00' WHERE id = 2;",
        "giờ xong việc trước giờ nơi giải quyết nhận",
    ),
    ("UPDATE dossier SET done_at = '2026-04-21 09:00' WHERE id = 2;", "giờ kết thúc trước giờ xong việc"),
    ("UPDATE dossier SET returned_at = '2026-04-19 09:00' WHERE id = 2;", "giờ trả kết quả trước giờ kết thúc"),
    ("UPDATE dossier SET returned_at = '2026-06-20 09:00' WHERE id = 3;", "Đã trả kết quả mà chưa kết thúc"),
    ("UPDATE dossier SET apology_issued_at = '2026-04-05 09:00' WHERE id = 2;", "xin lỗi ban hành trước khi tiếp nhận"),
    ("UPDATE dossier SET apology_uploaded_at = '2026-04-15 09:00' WHERE id = 2;", "văn bản xin lỗi chưa ban hành"),
    ("UPDATE dossier SET apology_posted_at = '2026-04-15 09:00' WHERE id = 2;", "văn bản xin lỗi chưa ban hành"),
    (
        "UPDATE dossier SET apology_issued_at = '2026-04-16 09:00', apology_uploaded_at = '2026-04-15 09:00' WHERE id = 2;",
        "Đăng tải hoặc niêm yết trước ngày ban hành",
    ),
    ("UPDATE dossier SET components_digitized = 9, components_required = 1 WHERE id = 2;", "vượt số phải có"),
    (
        "UPDATE dossier SET accepted_at = NULL, outcome = 'settled' WHERE id = 2;",
        "Đã kết thúc mà không có giờ tiếp nhận",
    ),
    ("UPDATE dossier SET outcome = 'refused' WHERE id = 2;", "Ghi là từ chối tiếp nhận mà có giờ tiếp nhận"),
    (
        "PRAGMA foreign_keys = OFF; DELETE FROM officer WHERE code = 'hung';",
        "Cán bộ không còn tên trong sổ đã bị bỏ khỏi danh mục mà còn đứng tên hồ sơ của kỳ (",
    ),
    ("UPDATE officer SET voided = 1 WHERE code = 'hung';", "Cán bộ Trần Văn Hùng (hung) đã bị bỏ khỏi danh mục"),
    (
        "UPDATE officer SET valid_to = '2026-04-10' WHERE code = 'hung';",
        "(hung) giữ nhiệm vụ đến hết ngày 10/04/2026 mà đứng tên hồ sơ tiếp nhận hoặc kết thúc ngoài thời gian ấy (1 hồ sơ: ",
    ),
    (
        "UPDATE officer SET valid_from = '2026-06-20' WHERE code = 'lan';",
        "giữ nhiệm vụ từ ngày 20/06/2026 mà đứng tên hồ sơ tiếp nhận hoặc kết thúc ngoài thời gian ấy (3 hồ sơ: ",
    ),
    ("UPDATE dossier SET source_code = 'H99-TRÙNG' WHERE id IN (2, 3);", "Mã hồ sơ H99-TRÙNG đứng ở nhiều hồ sơ"),
    (
        "UPDATE dossier SET source_code = (SELECT code FROM dossier WHERE id = 3) WHERE id = 2;",
        "đứng ở nhiều hồ sơ; mỗi hồ sơ chỉ được đếm một lần",
    ),
    (
        "INSERT INTO feedback (gid, version, code, received_at, published_at)
         VALUES (zeroblob(16), 1, 'PAKN-1', '2026-05-04 08:00', '2026-05-06 08:00');",
        "(1 mục: PAKN-1)",
    ),
];

#[test]
fn each_mistake_is_named_by_a_sentence_and_its_dossiers() {
    let (_folder, path) = desk();
    assert_eq!(findings(&path, "2026-Q2"), Vec::new());
    for (sql, words) in MISTAKES {
        let (_folder, path) = desk();
        spoil(&path, sql);
        let found = findings(&path, "2026-Q2");
        let named = found.iter().find(|finding| finding.sentence.contains(words));
        let Some(named) = named else { panic!("{sql}: {found:?}") };
        assert!(named.sentence.ends_with('.'), "{}", named.sentence);
        let about_feedback = sql.contains("INTO feedback");
        assert_eq!(named.dossiers.is_empty(), about_feedback, "{}", named.sentence);
    }
}

#[test]
fn an_officer_taken_off_the_list_keeps_the_dossiers() {
    let (_folder, path) = desk();
    spoil(&path, "UPDATE officer SET voided = 1 WHERE code = 'hung';");
    let store = Store::open(&path, Mode::Existing).expect("a register");
    let (figures, _) = count::count(&store, &scope("2026-Q2"), |_| true).expect("counted");
    assert_eq!(figures.parts("open.total", Grouping::Officer), [("Trần Văn Hùng (hung)".to_owned(), 3)]);
}

/// What has no officer, and what names one whose record is gone, are one part: the table by officer adds up.
#[test]
fn the_parts_by_officer_add_up_without_the_officers_record() {
    use motcua::report::split::{Group, OFFICERS, table};
    let (_folder, path) = desk();
    spoil(&path, "PRAGMA foreign_keys = OFF; UPDATE dossier SET handled_by = NULL WHERE id = 3;");
    spoil(&path, "PRAGMA foreign_keys = OFF; DELETE FROM officer WHERE code = 'hung';");
    let store = Store::open(&path, Mode::Existing).expect("a register");
    let (figures, _) = count::count(&store, &scope("2026-Q2"), |_| true).expect("counted");
    let whole = figures.value("open.total").n;
    assert_eq!(figures.parts("open.total", Grouping::Officer), [(String::new(), whole)]);
    let table =
        table(&figures, "t", "", &OFFICERS, &[Group { heading: "", columns: &[("open.total", "Đang giải quyết")] }]);
    let cell = |row: usize| table.rows[row].cells[2].printed();
    assert_eq!((table.rows.len(), cell(0)), (2, cell(1)), "one row and the total");
}

#[test]
fn the_chain_of_closed_periods_is_held_together() {
    let close = |path: &Path, from: &str, to: &str| {
        let mut store = Store::open(path, Mode::Existing).expect("a register");
        let day = |text: &str| text.parse().expect("a day");
        let period = Period::free(day(from), day(to)).expect("a period");
        let scope = Scope { period, cutoff: Cutoff::Calendar, now: at("2026-10-01 08:00") };
        let prepared = close_period::prepare(&store, &scope, &[], true, |_| true).expect("counted");
        close_period::close(&mut store, &stamp("2026-10-01 08:00", "lan"), &prepared).expect("closed");
    };
    let said = |path: &Path, words: &str| {
        let found = findings(path, "2026-Q2");
        let named = found.iter().find(|finding| finding.sentence.contains(words));
        named.unwrap_or_else(|| panic!("{words}: {found:?}")).clone()
    };
    let (_folder, path) = desk();
    close(&path, "2026-01-01", "2026-03-25");
    let gap = said(&path, "không kỳ nào có các ngày từ 26/03/2026 đến 31/03/2026 (1 hồ sơ: ");
    assert_eq!(gap.dossiers, [1]);
    // A gap in which nothing moved is one all the same: dossiers went through it unreported.
    let (_folder, path) = desk();
    close(&path, "2026-01-01", "2026-03-30");
    let quiet = said(&path, "không kỳ nào có các ngày từ 31/03/2026 đến 31/03/2026");
    assert!(
        quiet.sentence.contains("; 1 hồ sơ đang giải quyết suốt các ngày ấy; không hồ sơ nào"),
        "{}",
        quiet.sentence
    );
    let (_folder, path) = desk();
    close(&path, "2026-01-01", "2026-04-10");
    let twice = said(&path, "cả hai cùng có các ngày từ 01/04/2026 đến 10/04/2026");
    assert_eq!(twice.dossiers, [2]);
    let (_folder, path) = desk();
    close(&path, "2026-01-01", "2026-03-31");
    assert_eq!(findings(&path, "2026-Q2"), Vec::new());
    // Entered late: the first quarter had reported nothing of it.
    let mut store = Store::open(&path, Mode::Existing).expect("a register");
    accept(&mut store, "1.001", "Vàng A Páo (hư cấu)", "2026-03-20 09:00");
    drop(store);
    let opening = said(&path, "Số chuyển từ kỳ trước (2) khác số đang giải quyết của kỳ quý I năm 2026");
    assert!(opening.sentence.contains("đã chốt (1); khác nhau ở (1 hồ sơ: "), "{}", opening.sentence);
    assert_eq!(opening.dossiers, [5]);
}

fn sound() -> Figures {
    let (_folder, path) = desk();
    let store = Store::open(&path, Mode::Existing).expect("a register");
    count::count(&store, &scope("2026-Q2"), |_| true).expect("counted").0
}

#[test]
fn a_sum_that_does_not_add_up_names_both_sides() {
    let sound = sound();
    assert_eq!(audit(&sound, &Default::default()), Vec::new());
    for figure in FIGURES.iter().filter(|figure| figure.is_public()) {
        let mut figures = sound.clone();
        let (index, _) = by_id(figure.id).expect("a figure");
        figures.counted.n[index] += 1_000;
        let found = audit(&figures, &Default::default());
        let named = found.iter().any(|finding| finding.sentence.contains(&format!("[{}]", figure.id)));
        // A figure without parts, bounds or denominator can be contradicted by no other.
        let alone = figure.id.starts_with("feedback.total");
        assert!(named || alone, "{}: {found:?}", figure.id);
        for finding in &found {
            assert!(finding.sentence.contains(" khác ") || finding.sentence.contains(" lớn hơn "), "{finding:?}");
            assert!(finding.sentence.matches('(').count() >= 2, "both sides have a number: {}", finding.sentence);
        }
    }
}
