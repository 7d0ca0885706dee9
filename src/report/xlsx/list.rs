//! A plain list of rows as a workbook, streamed: memory does not grow with the list.

use std::io::Write;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::formats::Formats;
use super::{names, properties, put, put_text, set_page};
use crate::domain::day::Day;
use crate::report::ReportError;
use crate::report::model::{Cell, Page};
use crate::report::zip_origin::of_one_system;

/// Rows that a sheet holds below its header.
const ROW_LIMIT: u32 = 1_048_575;

/// What a list is called and what its columns are.
#[derive(Clone, Debug)]
pub struct List<'a> {
    /// Name of the sheet and title of the file.
    pub name: &'a str,
    /// The unit, for the file's properties.
    pub author: &'a str,
    /// The day the list bears; the only date in the file's properties.
    pub date: Option<Day>,
    /// Title and width in characters of each column.
    pub columns: &'a [(&'a str, u16)],
}

/// Writes the rows as they come. An error of the source stops the list and is handed on.
pub fn write_list<W, E>(mut out: W, list: &List<'_>, rows: impl Iterator<Item = Result<Vec<Cell>, E>>) -> Result<(), E>
where
    W: Write + Send,
    E: From<ReportError>,
{
    let failed = |error: XlsxError| E::from(ReportError::from(error));
    let mut book = Workbook::new();
    book.set_properties(&properties(list.name, list.author, list.date).map_err(failed)?);
    let formats = Formats::new();
    let sheet = book.add_worksheet_with_constant_memory().map_err(failed)?;
    let mut head = || -> Result<(), XlsxError> {
        for name in names::sheets(std::iter::once(list.name)) {
            sheet.set_name(name)?;
        }
        set_page(sheet, Page::official(), true);
        sheet.set_repeat_rows(0, 0)?.set_freeze_panes(1, 0)?;
        for (column, (title, width)) in (0..).zip(list.columns) {
            sheet.set_column_width(column, f64::from(*width))?;
            put_text(sheet, 0, column, title, &formats.head)?;
        }
        Ok(())
    };
    head().map_err(failed)?;
    let mut at = 0;
    for row in rows {
        if at == ROW_LIMIT {
            return Err(ReportError::TooLong { limit: ROW_LIMIT }.into());
        }
        at += 1;
        for (column, cell) in (0..).zip(&row?) {
            put(sheet, at, column, cell, &formats.list).map_err(failed)?;
        }
    }
    if cfg!(windows) {
        // The system is named at the end of the file, so there the packed list is held until then.
        let file = of_one_system(book.save_to_buffer().map_err(failed)?);
        return out.write_all(&file).map_err(|error| failed(error.into()));
    }
    book.save_to_writer(out).map_err(failed)
}
