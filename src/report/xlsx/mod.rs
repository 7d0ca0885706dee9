//! Excel workbooks. Numbers are numbers, dates are dates, and words stay words: never a formula, never a link.
//!
//! Sheets: the figures (`Số liệu`), the report as lines of text (`Báo cáo`), then one sheet per table.

mod charts;
mod figures;
mod formats;
mod heights;
mod list;
mod names;
mod narrative;
mod table;

#[cfg(test)]
mod tests;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::ReportError;
use super::model::{Cell, Chart, Margins, Page, Report, Table, share};
use crate::domain::day::Day;
use crate::domain::number::percent_hundredths;
use crate::report::clean::clean;
use crate::report::zip_origin::of_one_system;
use formats::{Formats, Look};
pub use list::{List, write_list};

/// Characters that Excel takes in one cell.
const CELL_LIMIT: usize = 32_767;

/// Tables with more rows than this are streamed to disk row by row instead of being held in memory.
const STREAM_FROM: usize = 2_000;

/// The report as a `.xlsx` file.
pub fn write(report: &Report) -> Result<Vec<u8>, ReportError> {
    let document = report.document();
    let mut book = Workbook::new();
    book.set_properties(&properties(&document.title, &document.author, document.date)?);
    let formats = Formats::new();
    let tables: Vec<&Table> = report.tables().collect();
    let names = names::sheets(tables.iter().map(|table| table.name.as_str()));
    if !report.figures.is_empty() {
        figures::write(&mut book, &formats, report)?;
    }
    narrative::write(&mut book, &formats, &document, &names)?;
    let charts: Vec<&Chart> = report.charts().collect();
    if !charts.is_empty() {
        charts::write(&mut book, &formats, &charts)?;
    }
    for (table, name) in tables.iter().zip(&names) {
        table::write(&mut book, &formats, table, name, report.page)?;
    }
    Ok(of_one_system(book.save_to_buffer()?))
}

/// File properties without a time of day: the creation date is the report's own.
fn properties(title: &str, author: &str, date: Option<Day>) -> Result<DocProperties, XlsxError> {
    let created = match date {
        Some(day) => ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.date() as u8)?,
        // A document without a date still has to give the same bytes twice.
        None => ExcelDateTime::from_ymd(2000, 1, 1)?,
    };
    Ok(DocProperties::new().set_title(clean(title)).set_author(clean(author)).set_creation_datetime(&created))
}

/// Paper, margins, page number and fit to width, as for the Word form.
fn set_page(sheet: &mut Worksheet, page: Page, landscape: bool) {
    const A4: u8 = 9;
    let Margins { top, bottom, left, right } = page.margins;
    let inches = |mm: u16| f64::from(mm) / 25.4;
    sheet.set_paper_size(A4);
    if landscape {
        sheet.set_landscape();
    }
    let (top, bottom) = (inches(top), inches(bottom));
    sheet.set_margins(inches(left), inches(right), top, bottom, top / 2.0, bottom / 2.0);
    sheet.set_header("&C&\"Times New Roman,Regular\"&13&P");
    sheet.set_print_fit_to_pages(1, 0);
}

/// Writes one cell by its kind.
fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, look: &Look) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => sheet.write_blank(row, column, &look.text)?,
        Cell::Text(text) | Cell::Code(text, _) => return put_text(sheet, row, column, text, &look.text),
        // Counts of dossiers are far below 2^53, where a spreadsheet's numbers stop being exact.
        Cell::Integer(n, _) => sheet.write_number_with_format(row, column, *n as f64, &look.integer)?,
        Cell::Ordinal(n) => sheet.write_number_with_format(row, column, *n as f64, &look.ordinal)?,
        Cell::Decimal(hundredths, _) => {
            sheet.write_number_with_format(row, column, *hundredths as f64 / 100.0, &look.decimal)?
        }
        Cell::Percent { n, of, .. } => match percent_hundredths(*n, *of) {
            Some(hundredths) => {
                sheet.write_number_with_format(row, column, hundredths as f64 / 100.0, &look.decimal)?
            }
            None => return put_text(sheet, row, column, &share(*n, *of), &look.dash),
        },
        Cell::Date(day) => sheet.write_number_with_format(row, column, serial(*day), &look.date)?,
        Cell::Moment(moment) => {
            let value = serial(moment.day) + f64::from(moment.minute) / 1440.0;
            sheet.write_number_with_format(row, column, value, &look.moment)?
        }
    };
    Ok(())
}

/// Writes words as words, whatever they begin with.
fn put_text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &rust_xlsxwriter::Format,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, column, cell_text(text), format)?;
    Ok(())
}

/// Harmless text that fits into one cell.
fn cell_text(text: &str) -> String {
    let text = clean(text);
    if text.len() <= CELL_LIMIT {
        return text.into_owned();
    }
    text.chars().take(CELL_LIMIT / 2).collect()
}

/// Excel's day number: 1970-01-01 is 25569.
fn serial(day: Day) -> f64 {
    f64::from(day.epoch()) + 25_569.0
}
