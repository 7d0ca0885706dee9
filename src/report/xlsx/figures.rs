//! The sheet of figures: id, label, count, denominator, percent, the rules it depends on; below, the rules in words, and the shares
//! that do not add up by rounding.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::formats::Formats;
use super::{cell_text, heights, names, put, put_text, set_page};
use crate::report::model::{Cell, Page, Report};
use crate::report::rule_marks;

const COLUMNS: [(&str, f64); 6] = [
    ("Mã chỉ tiêu", 34.0),
    ("Chỉ tiêu", 62.0),
    ("Số lượng", 12.0),
    ("Trên tổng số", 14.0),
    ("Tỷ lệ (%)", 12.0),
    ("Quy tắc", 12.0),
];

/// Adds the sheet.
pub fn write(book: &mut Workbook, formats: &Formats, report: &Report) -> Result<(), XlsxError> {
    let figures = &report.figures;
    let sheet = book.add_worksheet();
    sheet.set_name(names::FIGURES)?;
    set_page(sheet, Page::official(), true);
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    for (column, (title, width)) in COLUMNS.into_iter().enumerate() {
        sheet.set_column_width(column as u16, width)?;
        put_text(sheet, 0, column as u16, title, &formats.head)?;
    }
    for (row, figure) in (1..).zip(figures) {
        let share = figure.of.map_or(Cell::Empty, |of| Cell::Percent { n: figure.n, of, reference: None });
        let of = figure.of.map_or(Cell::Empty, |of| Cell::Integer(of, None));
        let mark = Cell::text(rule_marks::letters(&figure.rules));
        let cells = [Cell::text(&figure.id), Cell::text(&figure.label), Cell::Integer(figure.n, None), of, share, mark];
        for (column, cell) in (0..).zip(&cells) {
            put(sheet, row, column, cell, &formats.row)?;
        }
        heights::set(sheet, row, heights::lines(&figure.label, COLUMNS[1].1))?;
    }
    // A row is left empty, so that a filter or a sort of the figures does not take the legend along.
    let below = figures.len() as u32 + 2;
    let rules = report.rules.iter().map(|(kind, name)| format!("({}) {}: {name}", kind.mark(), kind.label()));
    for (row, line) in (below..).zip(rules.chain(report.rounded.iter().cloned())) {
        sheet.merge_range(row, 0, row, COLUMNS.len() as u16 - 1, &cell_text(&line), &formats.small)?;
        heights::set(sheet, row, heights::lines(&line, COLUMNS.iter().map(|(_, width)| width).sum()))?;
    }
    Ok(())
}
