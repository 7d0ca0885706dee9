use super::{DOSSIERS, good};
use crate::domain::dossier::Dossier;
use crate::domain::procedure::Procedure;
use crate::domain::rating::{Levels, Rating};
use crate::exchange::table::{MAX_CELL_CHARS, MAX_ROWS};
use crate::exchange::{Canonical, ComponentLine, FileError, mend, read};

/// The errors of a file as `line column: reason`.
fn errors<T: Canonical>(file: &str) -> Vec<String> {
    let sheet = read::<T>(file.as_bytes()).expect("a readable file");
    sheet.errors.iter().map(|e| format!("{} {}: {}", e.line, e.column, e.reason)).collect()
}

fn refusal<T: Canonical>(file: &[u8]) -> FileError {
    read::<T>(file).map(|_| ()).expect_err("a refusal")
}

#[test]
fn one_bad_cell_in_the_sample_is_named_with_its_place() {
    let text = String::from_utf8_lossy(DOSSIERS);
    let lines: Vec<&str> = text.split("\r\n").collect();
    let bad = lines[700].replacen("2025-", "2025-02-31 07:00;2025-", 1);
    let file = text.replace(lines[700], &bad);
    let sheet = read::<Dossier>(file.as_bytes()).expect("a readable file");
    assert_eq!(sheet.rows.len(), 1502);
    assert_eq!(sheet.errors.len(), 1);
    let error = &sheet.errors[0];
    assert_eq!((error.line, error.column.as_ref()), (701, "submitted_at"));
    assert!(error.value.starts_with("2025-02-31 07:00;2025-"));
    assert!(sheet.rows.iter().all(|row| row.line != 701));
}

#[test]
fn every_bad_cell_of_a_row_is_named() {
    let file = "code,procedure_code,applicant_name,channel,out_of_area,accepted_at,fee\n\
                H-1,1.1,,bưu điện,x,2026-02-31 09:00,-5\n\
                H-2,1.1,Bà Tám,direct,1,2026-02-28 09:00,5000\n";
    let found = errors::<Dossier>(file);
    assert_eq!(found.len(), 5, "{found:?}");
    assert!(found[0].starts_with("2 applicant_name: không được để trống"));
    assert!(found[1].starts_with("2 channel: phải là một trong"));
    assert!(found[3].starts_with("2 accepted_at: không có ngày này"));
}

#[test]
fn lines_are_those_of_an_editor() {
    for end in ["\n", "\r\n"] {
        let rows = ["code,comment,at,level", "", "H,\"một", "hai\",2026-01-01 07:30,x", "", ",,,", "H,ba,không,x", ""];
        let sheet = read::<Rating>(rows.join(end).replace("code", "dossier_code").as_bytes()).expect("readable");
        assert_eq!(sheet.rows[0].line, 3);
        assert_eq!(sheet.rows[0].value.comment, "một\nhai");
        assert_eq!(sheet.errors[0].line, 7, "{end:?}");
    }
}

#[test]
fn the_same_key_twice_names_both_lines() {
    assert_eq!(errors::<Dossier>("code\nH-1\nH-2\nH-1\n"), ["4 code: đã có ở dòng 2; mỗi mục chỉ được ghi một dòng"]);
    // Dated versions of one procedure, and a paper as original and as copy, are not the same key.
    assert_eq!(errors::<Procedure>("code,valid_from\n1.1,2025-01-01\n1.1,2026-01-01\n"), Vec::<String>::new());
    let papers = "dossier_code,name,kind\nH-1,Tờ khai,bản chính\nH-1,Tờ khai,copy\nH-1,Tờ khai,Bản sao\n";
    assert_eq!(errors::<ComponentLine>(papers).len(), 1);
}

#[test]
fn contradictions_are_told_only_from_columns_that_are_there() {
    assert_eq!(errors::<Dossier>("code,outcome\nH-1,settled\n"), Vec::<String>::new());
    let found = errors::<Dossier>("code,outcome,settled_at\nH-1,settled,\nH-2,,2026-01-01 07:30\n");
    assert!(found[0].starts_with("2 settled_at: ") && found[1].starts_with("3 outcome: "), "{found:?}");
    let found = errors::<Dossier>("code,pauses\nH-1,fee:2026-01-02 07:30>2026-01-01 07:30\n");
    assert_eq!(found, ["2 pauses: có lần tạm dừng kết thúc trước khi bắt đầu"]);
    assert!(errors::<Procedure>("code,valid_from,valid_to\n1,2026-01-02,2026-01-01\n")[0].starts_with("2 valid_to"));
}

#[test]
fn a_row_of_the_wrong_shape_swallows_no_other() {
    let found = errors::<Dossier>("code,note\nH-1,\"quên đóng\nH-2,x\nH-3,y\n");
    assert!(found[0].starts_with("2 : dấu nháy kép"), "{found:?}");
    assert_eq!(errors::<Dossier>("code,note\nH-1\nH-2,a,b\nH-3,a,\n").len(), 2);
    let long = format!("code,note\nH-1,{}\n", "đ".repeat(MAX_CELL_CHARS + 1));
    assert_eq!(errors::<Dossier>(&long), ["2 note: ô dài quá 32 767 ký tự"]);
    assert!(good::<Dossier>(format!("code,note\nH-1,{}\n", "đ".repeat(MAX_CELL_CHARS)).as_bytes()).rows.len() == 1);
}

#[test]
fn files_that_cannot_be_read_say_why() {
    assert!(matches!(refusal::<Dossier>(b""), FileError::Empty));
    assert!(matches!(refusal::<Dossier>("\u{feff}\r\n,,\r\n".as_bytes()), FileError::Empty));
    assert!(
        matches!(refusal::<Dossier>(b"code,phone,Phone \nH-1,,\n"), FileError::DoubledColumn(name) if name == "phone")
    );
    assert!(matches!(refusal::<Rating>(b"officer\nx\n"), FileError::MissingColumns(names) if names == "at, level"));
    assert!(matches!(refusal::<Dossier>(b"code\nH-1\n\xc0\xc1\n"), FileError::NotUtf8 { line: 3 }));
    assert!(refusal::<Dossier>(b"code\nH-1\n\xc0\xc1\n").to_string().contains("CSV UTF-8"));
    assert!(matches!(refusal::<Dossier>(",".repeat(300).as_bytes()), FileError::TooManyColumns));
    let many = format!("code\n{}", "x\n".repeat(MAX_ROWS as usize + 1));
    assert!(matches!(refusal::<Dossier>(many.as_bytes()), FileError::TooManyRows));
}

#[test]
fn bad_rows_are_given_back_to_mend() {
    let file = "code;note;at\r\nH-1;\"a;b\";x\r\nH-2;c;2026\r\n".replace("at\r", "settled_at\r");
    let sheet = read::<Dossier>(file.as_bytes()).expect("a readable file");
    let mended = mend(file.as_bytes(), &sheet.errors[..1]).expect("a file");
    let text = String::from_utf8(mended).expect("UTF-8");
    assert!(text.starts_with("\u{feff}code;note;settled_at;loi\r\nH-1;\"a;b\";x;"), "{text}");
    assert!(text.contains("settled_at: phải viết theo dạng") && !text.contains("H-2"));
    // Once put right it is read as it is, reasons and all.
    let right = text.replace(";x;", ";;");
    let sheet = good::<Dossier>(right.as_bytes());
    assert_eq!(sheet.unknown_columns, Vec::<String>::new());
    assert_eq!(sheet.rows[0].value.note, "a;b");
}

#[test]
fn a_rule_of_the_register_turns_a_good_row_into_a_bad_one() {
    let levels = Levels::default();
    let file = b"at,level\n2026-01-01 07:30,satisfied\n2026-01-01 07:31,great\n2026-01-01,satisfied\n";
    let mut sheet = read::<Rating>(file).expect("a readable file");
    sheet.check(|rating| {
        let known = levels.find(&rating.level).is_some();
        (!known).then(|| ("level", format!("phải là một trong: {}", levels.codes())))
    });
    assert_eq!(sheet.rows.len(), 1);
    let found: Vec<_> = sheet.errors.iter().map(|e| (e.line, e.value.as_str())).collect();
    assert_eq!(found, [(3, "great"), (4, "2026-01-01")]);
}
