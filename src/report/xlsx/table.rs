//! One sheet per table: title, unit, merged header, column numbers, rows.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::formats::{Formats, Look};
use super::{STREAM_FROM, cell_text, heights, put, put_text, set_page};
use crate::report::ReportError;
use crate::report::model::{Align, Cell, HeaderGrid, Page, Row, Table};

/// Characters over the width of an upright and of a turned page.
const UPRIGHT: f64 = 92.0;
const TURNED: f64 = 140.0;

/// Adds the sheet. Rows are written from the top down, so that the streaming kind of sheet can be used.
pub fn write(book: &mut Workbook, formats: &Formats, table: &Table, name: &str, page: Page) -> Result<(), ReportError> {
    let grid = table.grid()?;
    let streamed = table.rows.len() > STREAM_FROM;
    let sheet = if streamed { book.add_worksheet_with_constant_memory()? } else { book.add_worksheet() };
    sheet.set_name(name)?;
    let landscape = table.landscape || page.landscape;
    set_page(sheet, page, landscape);
    let widths = widths(table, if landscape { TURNED } else { UPRIGHT });
    for (column, width) in (0..).zip(&widths) {
        sheet.set_column_width(column, *width)?;
    }
    let first = titles(sheet, formats, table, widths.iter().sum())?;
    let body = header(sheet, formats, &grid, table, &widths, first)?;
    if body > first {
        sheet.set_repeat_rows(first, body - 1)?;
        sheet.set_freeze_panes(body, 0)?;
    }
    for (row, content) in (body..).zip(&table.rows) {
        body_row(sheet, formats, table, row, content)?;
        let lines = content.cells.iter().zip(&widths).map(|(cell, &width)| match cell {
            Cell::Text(text) | Cell::Code(text, _) => heights::lines(text, width),
            _ => 1,
        });
        heights::set(sheet, row, lines.max().unwrap_or(1))?;
    }
    Ok(())
}

/// Widths in characters.
fn widths(table: &Table, page: f64) -> Vec<f64> {
    let whole: f64 = table.columns.iter().map(|c| f64::from(c.width.max(1))).sum();
    table.columns.iter().map(|column| (page * f64::from(column.width.max(1)) / whole).max(4.0)).collect()
}

/// Title and unit across the table; returns the next free row.
fn titles(sheet: &mut Worksheet, formats: &Formats, table: &Table, width: f64) -> Result<u32, XlsxError> {
    let last = table.columns.len() as u16 - 1;
    let mut row = 0;
    for (text, format) in [(&table.title, &formats.title), (&table.unit, &formats.unit)] {
        if !text.is_empty() {
            merged(sheet, (row, 0, row, last), text, format)?;
            heights::set(sheet, row, heights::lines(text, width))?;
            row += 1;
        }
    }
    Ok(row)
}

/// A text over a range of cells: first row, first column, last row, last column.
fn merged(
    sheet: &mut Worksheet,
    (top, left, bottom, right): (u32, u16, u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if (top, left) == (bottom, right) {
        return put_text(sheet, top, left, text, format);
    }
    sheet.merge_range(top, left, bottom, right, &cell_text(text), format)?;
    Ok(())
}

/// Header rows and column numbers from row `first`; returns the first row of the body.
fn header(
    sheet: &mut Worksheet,
    formats: &Formats,
    grid: &HeaderGrid<'_>,
    table: &Table,
    widths: &[f64],
    first: u32,
) -> Result<u32, XlsxError> {
    let mut lines = vec![1; grid.owner.len()];
    for placed in &grid.cells {
        let (top, left) = (first + placed.row as u32, placed.column as u16);
        let (rows, columns) = (u32::from(placed.cell.rows.max(1)), placed.cell.columns.max(1));
        merged(sheet, (top, left, top + rows - 1, left + columns - 1), &placed.cell.text, &formats.head)?;
        let width = widths[placed.column..placed.column + usize::from(columns)].iter().sum();
        let needed = heights::lines(&placed.cell.text, width).div_ceil(rows);
        for line in &mut lines[placed.row..placed.row + rows as usize] {
            *line = needed.max(*line);
        }
    }
    for (row, lines) in (first..).zip(lines) {
        heights::set(sheet, row, lines)?;
    }
    let mut row = first + grid.owner.len() as u32;
    if !table.numbers.is_empty() {
        let mut lines = 1;
        for (column, text) in (0..).zip(table.number_texts()) {
            put_text(sheet, row, column, &text, &formats.numbers)?;
            lines = lines.max(heights::lines(&text, widths[usize::from(column)]));
        }
        heights::set(sheet, row, lines)?;
        row += 1;
    }
    Ok(row)
}

fn body_row(sheet: &mut Worksheet, formats: &Formats, table: &Table, row: u32, content: &Row) -> Result<(), XlsxError> {
    let look: &Look = if content.total { &formats.total } else { &formats.row };
    for (column, cell) in content.cells.iter().enumerate() {
        match cell {
            Cell::Text(text) | Cell::Code(text, _) if table.align(column, cell) == Align::Centre => {
                put_text(sheet, row, column as u16, text, &look.centre)?;
            }
            cell => put(sheet, row, column as u16, cell, look)?,
        }
    }
    Ok(())
}
