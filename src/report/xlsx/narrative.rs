//! The sheet of the report's text: one wrapped row per paragraph, footnotes at the end, tables named by their sheet.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::formats::Formats;
use super::{cell_text, heights, names, set_page};
use crate::report::model::{Align, Block, Document, Line, Panes, Role, Run};
use crate::report::notes::Notes;

/// Width of a line in characters: the text of an A4 page. It lies over two merged columns, for LibreOffice fits only a
/// sheet of more than one column to the width of the page.
const WIDTH: f64 = 86.0;

/// Adds the sheet. `tables` are the names of the tables' sheets in reading order.
pub fn write(
    book: &mut Workbook,
    formats: &Formats,
    document: &Document<'_>,
    tables: &[String],
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(names::NARRATIVE)?;
    set_page(sheet, document.page, false);
    for column in 0..2 {
        sheet.set_column_width(column, WIDTH / 2.0)?;
    }
    sheet.set_screen_gridlines(false);
    for (row, (text, format)) in (0..).zip(lines(formats, document, tables)) {
        sheet.merge_range(row, 0, row, 1, &cell_text(&text), format)?;
        if std::ptr::eq(format, &formats.count)
            && let Some(n) = count(&text)
        {
            sheet.write_number_with_format(row, 0, n, format)?;
        }
        heights::set(sheet, row, heights::lines(&text, WIDTH))?;
    }
    Ok(())
}

fn lines<'f>(formats: &'f Formats, document: &Document<'_>, tables: &[String]) -> Vec<(String, &'f Format)> {
    let mut notes = Notes::default();
    let mut tables = tables.iter();
    let mut out = Vec::new();
    for block in &document.blocks {
        match block.as_ref() {
            Block::Heading { runs, .. } => out.push((notes.inline(runs), &formats.heading)),
            Block::Paragraph(runs) => out.push((notes.inline(runs), &formats.line)),
            Block::Item { marker, level, runs } => {
                let indent = "   ".repeat(usize::from(*level) + 1);
                out.push((format!("{indent}{marker} {}", notes.inline(runs)), &formats.line));
            }
            Block::Field { label, runs } => out.push((format!("{label}: {}", notes.inline(runs)), &formats.line)),
            Block::Line(line) => out.push((notes.inline(&line.runs), line_format(formats, line))),
            Block::Panes(panes) => pane_lines(formats, panes, &mut notes, &mut out),
            Block::Table(table) => {
                let name = tables.next().map_or("", String::as_str);
                let title = if table.title.is_empty() { "Bảng" } else { &table.title };
                out.push((format!("{title} (xem trang tính “{name}”)"), &formats.line));
            }
            Block::Chart(chart) => {
                out.push((format!("{} (xem trang tính “{}”)", chart.title, names::CHARTS), &formats.line));
            }
            Block::Note(runs) => out.push((notes.inline(runs), &formats.small)),
            Block::PageBreak => {}
        }
    }
    out.extend(notes.numbered().map(|(number, text)| (format!("[{number}] {text}"), &formats.small)));
    out
}

/// A sheet of one column has no room side by side: the columns follow each other.
fn pane_lines<'f>(formats: &'f Formats, panes: &Panes, notes: &mut Notes, out: &mut Vec<(String, &'f Format)>) {
    for line in panes.rows.iter().flatten().flatten() {
        if line.role != Role::SignSpace {
            out.push((notes.inline(&line.runs), line_format(formats, line)));
        }
    }
}

/// A count as it is printed.
fn count(text: &str) -> Option<f64> {
    text.replace('.', "").parse().ok()
}

fn line_format<'f>(formats: &'f Formats, line: &Line) -> &'f Format {
    if matches!(line.runs.as_slice(), [Run::Figure { text, .. }] if count(text).is_some()) {
        return &formats.count;
    }
    match (line.role.bold(), line.role.align()) {
        (true, Align::Centre) => &formats.centred,
        (true, _) => &formats.heading,
        (false, Align::Centre) => &formats.middle,
        (false, _) => &formats.line,
    }
}
