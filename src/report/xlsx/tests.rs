//! The Excel form read back: numbers are numbers, dates dates, words words; the same bytes twice.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use proptest::prelude::*;

use super::{List, write_list};
use crate::report::ReportError;
use crate::report::clean::clean;
use crate::report::model::{Cell, Row};
use crate::report::sample;

fn sheets(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook")
}

fn sheet(bytes: Vec<u8>, name: &str) -> Range<Data> {
    sheets(bytes).worksheet_range(name).expect("the sheet")
}

fn report() -> Vec<u8> {
    super::write(&sample::report()).expect("written")
}

#[test]
fn figures_come_first_as_numbers() {
    let book = sheets(report());
    assert_eq!(book.sheet_names(), ["Số liệu", "Báo cáo", "Theo lĩnh vực", "Biểu II.06a", "Quá hạn"]);
    let range = sheet(report(), "Số liệu");
    let row: Vec<Data> = range.rows().nth(2).expect("a row").to_vec();
    assert_eq!(row[0], Data::String("settled.overdue".into()));
    assert_eq!(row[2..5], [Data::Float(15.0), Data::Float(1222.0), Data::Float(1.23)]);
    assert_eq!(row[5], Data::String("(a, b)".into()), "the rules that it depends on");
    let empty: Vec<Data> = range.rows().nth(3).expect("a row").to_vec();
    assert_eq!(empty[2..5], [Data::Float(0.0), Data::Float(0.0), Data::String("–".into())]);
}

#[test]
fn the_rules_stand_below_the_figures_apart_from_them() {
    let range = sheet(report(), "Số liệu");
    let rows: Vec<&[Data]> = range.rows().collect();
    let last = rows.len() - 1;
    let said = "(a) Cách tính trễ hạn: hết ngày hẹn trả (áp dụng từ 01/07/2025, theo văn bản thử)";
    assert_eq!(rows[last][0], Data::String(said.into()));
    assert!(rows[last - 1].iter().all(|cell| *cell == Data::Empty));
}

#[test]
fn dates_are_dates_and_a_formula_in_a_name_is_text() {
    let range = sheet(report(), "Quá hạn");
    let row: Vec<Data> = range.rows().nth(2).expect("a row").to_vec();
    assert_eq!(row[1], Data::String(sample::HARMLESS.into()));
    let time = |cell: &Data| match cell {
        Data::DateTime(time) => time.as_datetime().expect("a date").to_string(),
        other => panic!("{other:?} is no date"),
    };
    assert_eq!(time(&row[2]), "2026-01-05 09:15:00");
    assert_eq!(time(&row[3]), "2026-01-12 00:00:00");
    assert_eq!(range.rows().nth(4).expect("a row")[1], Data::String("=1+1".into()));
    let formulas = sheets(report()).worksheet_formula("Quá hạn").expect("the sheet");
    assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()));
}

#[test]
fn the_header_is_merged_and_numbers_stand_below() {
    let range = sheet(report(), "Theo lĩnh vực");
    let row = |n: usize| range.rows().nth(n).expect("a row").to_vec();
    // Title, unit, two header rows, column numbers, body.
    assert_eq!(row(2)[2], Data::String("Tiếp nhận".into()));
    assert_eq!(row(3)[5], Data::String("Quá hạn".into()));
    assert_eq!(row(4)[6], Data::String("(7)".into()));
    assert_eq!(row(5)[2], Data::Float(1234.0));
    assert_eq!(row(45)[1], Data::String("Tổng cộng".into()));
}

#[test]
fn the_text_names_its_footnotes_and_tables() {
    let range = sheet(report(), "Báo cáo");
    let lines: Vec<String> = range.rows().map(|row| row[0].to_string()).collect();
    assert!(lines.contains(&"Tổng số tiếp nhận: 1.801 hồ sơ[1], gồm:".to_owned()), "{lines:#?}");
    assert!(lines.contains(&"[1] Gồm cả hồ sơ kỳ trước chuyển sang.".to_owned()));
    assert!(lines.iter().any(|line| line.contains("(xem trang tính “Biểu II.06a”)")));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(report(), report());
}

#[test]
fn a_long_table_is_streamed_and_reads_the_same() {
    let mut report = sample::report();
    let Some(crate::report::model::Block::Table(table)) = report.annexes.last_mut() else { panic!("an annex") };
    let row = table.rows[0].clone();
    table.rows = (0..2_500).map(|_| Row::new(row.cells.clone())).collect();
    let range = sheet(super::write(&report).expect("written"), "Quá hạn");
    assert_eq!(range.height(), 2_501);
    assert_eq!(range.rows().nth(2_500).expect("a row")[0], Data::String("H15.12-260105-0001".into()));
}

#[test]
fn a_list_is_written_from_an_iterator_and_hands_on_its_error() {
    let list = List { name: "Hồ sơ", author: "", date: None, columns: &[("Mã", 20), ("Số", 8)] };
    let rows = (0..3000).map(|i| Ok::<_, ReportError>(vec![Cell::text(format!("=A{i}")), Cell::Integer(i, None)]));
    let mut out = Vec::new();
    write_list(&mut out, &list, rows).expect("written");
    let range = sheet(out, "Hồ sơ");
    assert_eq!(range.height(), 3001);
    assert_eq!(range.rows().nth(3000).expect("a row").to_vec(), [Data::String("=A2999".into()), Data::Float(2999.0)]);
    let failing = std::iter::once(Err(ReportError::TooLong { limit: 1 }));
    assert!(write_list(Vec::new(), &list, failing).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_read_back_as_text(text in "[=+@\\-]?\\PC{0,40}") {
        let list = List { name: &text, author: &text, date: None, columns: &[("Tên", 20)] };
        let mut out = Vec::new();
        write_list(&mut out, &list, std::iter::once(Ok::<_, ReportError>(vec![Cell::text(format!("x{text}"))])))
            .expect("written");
        let range = sheets(out).worksheet_range_at(0).expect("a sheet").expect("its cells");
        prop_assert_eq!(range.get_value((1, 0)), Some(&Data::String(format!("x{}", clean(&text)))));
    }
}
