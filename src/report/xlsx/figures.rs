//! The sheet of figures: id, label, count, denominator, percent.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::formats::Formats;
use super::{heights, names, put, put_text, set_page};
use crate::report::model::{Cell, FigureRow, Page};

const COLUMNS: [(&str, f64); 5] =
    [("Mã chỉ tiêu", 34.0), ("Chỉ tiêu", 62.0), ("Số lượng", 12.0), ("Trên tổng số", 14.0), ("Tỷ lệ (%)", 12.0)];

/// Adds the sheet.
pub fn write(book: &mut Workbook, formats: &Formats, figures: &[FigureRow]) -> Result<(), XlsxError> {
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
        let share = figure.of.map_or(Cell::Empty, |of| Cell::Percent { n: figure.n, of });
        let of = figure.of.map_or(Cell::Empty, |of| Cell::Integer(of, None));
        let cells = [Cell::text(&figure.id), Cell::text(&figure.label), Cell::Integer(figure.n, None), of, share];
        for (column, cell) in (0..).zip(&cells) {
            put(sheet, row, column, cell, &formats.row)?;
        }
        heights::set(sheet, row, heights::lines(&figure.label, COLUMNS[1].1))?;
    }
    Ok(())
}
