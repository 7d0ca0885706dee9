//! Tables with borders: merged header cells, header rows that repeat on every page, rows that do not split.

use std::borrow::Cow;

use super::body::Writer;
use super::styles::jc;
use super::xml::{paragraph, run};
use super::{columns, keep, section};
use crate::report::ReportError;
use crate::report::model::{Align, Block, HeaderGrid, Row, Table};

/// With more columns than this the text is set smaller.
const MANY_COLUMNS: usize = 8;

/// With more columns than this it is set as large as its words fit, down to what can just be read.
const CROWDED: usize = 18;

/// The largest size of a crowded table, in half-points.
const CROWDED_MOST: u32 = 19;

/// A table of no more rows than this is not torn by the end of a page.
const WHOLE: usize = 6;

/// Rows that stay with a signature or a note below: the last one and its total.
const ENDING: usize = 2;

/// Blank at either side of a cell's text, in twips.
pub const MARGIN: u32 = 50;
/// The same in a crowded table.
const CROWDED_MARGIN: u32 = 20;

const BORDERS: &str = "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
    <w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
    <w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
    <w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
    <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
    <w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/></w:tblBorders>";

/// The size of text in half-points at which no word of a crowded table is broken, or the least.
pub fn crowded(blocks: &[Cow<'_, Block>], writer: &Writer) -> Result<u32, ReportError> {
    let least = writer.sizes.crowded;
    let mut size = None;
    for block in blocks {
        let Block::Table(table) = block.as_ref() else { continue };
        if table.columns.len() <= CROWDED {
            continue;
        }
        let (grid, total) = (table.grid()?, section::text_width(writer.page, table.landscape || writer.page.landscape));
        let fits = |size: &u32| columns::fit(table, &grid, total, (*size, CROWDED_MARGIN));
        size = (least..=size.unwrap_or(CROWDED_MOST)).rev().find(fits).or(Some(least));
    }
    Ok(size.unwrap_or(least))
}

/// Writes title, unit and table; `kept`: its end on the page of what follows.
pub fn write(writer: &mut Writer, table: &Table, kept: bool) -> Result<(), ReportError> {
    write_rows(writer, table, kept)?;
    writer.out.push_str("</w:tbl>");
    writer.add_gap(if kept { keep::NEXT } else { "" });
    Ok(())
}

/// Whether a table may go over the end of a page.
pub fn may_be_torn(table: &Table) -> bool {
    table.rows.len() > WHOLE
}

/// Opens a row without borders over every column of a table, for what ends it; the cell is open too.
pub fn end_row(table: &Table) -> String {
    let none = |side: &str| format!("<w:{side} w:val=\"nil\"/>");
    let (left, bottom, right) = (none("left"), none("bottom"), none("right"));
    format!(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val=\"{}\"/>\
         <w:tcBorders>{left}{bottom}{right}</w:tcBorders>\
         <w:tcMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tcMar></w:tcPr>",
        table.columns.len()
    )
}

/// Writes title, unit and the table with its rows; it stays open.
pub fn write_rows(writer: &mut Writer, table: &Table, kept: bool) -> Result<(), ReportError> {
    let grid = table.grid()?;
    if !table.title.is_empty() {
        writer.out.push_str(&paragraph("TableTitle", "", &run("", &table.title)));
    }
    if !table.unit.is_empty() {
        writer.out.push_str(&paragraph("TableUnit", "", &run("", &table.unit)));
    }
    let total = writer.text_width();
    let (style, size, margin) = match table.columns.len() {
        few if few <= MANY_COLUMNS => ("TableText", writer.sizes.table, MARGIN),
        many if many <= CROWDED => ("TableTextNarrow", writer.sizes.narrow(), MARGIN),
        _ => ("TableTextCrowded", writer.sizes.crowded, CROWDED_MARGIN),
    };
    let widths = columns::widths(table, &grid, total, (size, margin));
    writer.out.push_str(&format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/>{BORDERS}<w:tblLayout w:type=\"fixed\"/>\
         <w:tblCellMar><w:left w:w=\"{margin}\" w:type=\"dxa\"/><w:right w:w=\"{margin}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
         <w:tblGrid>{}</w:tblGrid>",
        widths.iter().map(|w| format!("<w:gridCol w:w=\"{w}\"/>")).collect::<String>()
    ));
    for row in 0..grid.owner.len() {
        writer.out.push_str(&header_row(&grid, row, &widths, style));
    }
    if !table.numbers.is_empty() {
        let cells: String =
            table.number_texts().zip(&widths).map(|(text, &width)| header_cell(width, "", "", &text, style)).collect();
        writer.out.push_str(&format!("{HEADER_ROW}{cells}</w:tr>"));
    }
    for (at, row) in table.rows.iter().enumerate() {
        let keep = if with_next(table, at, kept) { keep::NEXT } else { "" };
        writer.out.push_str(&body_row(table, row, &widths, (style, keep)));
    }
    Ok(())
}

/// Whether a row is to stand on the page of the next one: as the sum above its parts, before the total at the end, at
/// the end of what goes on below, and in a small table. Where something goes on, even a small one may be torn.
fn with_next(table: &Table, at: usize, kept: bool) -> bool {
    let below = table.rows.len() - at - 1;
    let before_total = below == 1 && table.rows[at + 1].total;
    let above_parts = below > 0 && table.rows[at].total;
    let small = below > 0 && table.rows.len() <= WHOLE && !kept;
    // A single row may be the pattern of a form, of which a book has a thousand.
    before_total || above_parts || small || (kept && below < ENDING && table.rows.len() > 1)
}

const HEADER_ROW: &str = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";

/// One header row. A cell over several rows begins in the first and is continued, empty, in the others.
fn header_row(grid: &HeaderGrid<'_>, row: usize, widths: &[u32], style: &str) -> String {
    let mut out = String::from(HEADER_ROW);
    let mut column = 0;
    while column < widths.len() {
        let placed = grid.cells[grid.owner[row][column]];
        let span = usize::from(placed.cell.columns.max(1));
        let mut merge = String::new();
        if span > 1 {
            merge.push_str(&format!("<w:gridSpan w:val=\"{span}\"/>"));
        }
        let begins = placed.row == row;
        if placed.cell.rows > 1 {
            merge.push_str(if begins { "<w:vMerge w:val=\"restart\"/>" } else { "<w:vMerge/>" });
        }
        let width = widths[column..column + span].iter().sum();
        out.push_str(&header_cell(width, &merge, "<w:b/><w:bCs/>", if begins { &placed.cell.text } else { "" }, style));
        column += span;
    }
    out.push_str("</w:tr>");
    out
}

fn header_cell(width: u32, merge: &str, face: &str, text: &str, style: &str) -> String {
    let content = if text.is_empty() { String::new() } else { run(face, text) };
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{merge}<w:vAlign w:val=\"center\"/></w:tcPr>{}</w:tc>",
        paragraph(style, "<w:keepNext/><w:jc w:val=\"center\"/>", &content)
    )
}

fn body_row(table: &Table, row: &Row, widths: &[u32], (style, keep): (&str, &str)) -> String {
    let face = if row.total { "<w:b/><w:bCs/>" } else { "" };
    let mut out = String::from("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for (column, (cell, width)) in row.cells.iter().zip(widths).enumerate() {
        let text = cell.printed();
        let content = if text.is_empty() { String::new() } else { run(face, &text) };
        let align = match table.align(column, cell) {
            Align::Left => String::new(),
            align => format!("<w:jc w:val=\"{}\"/>", jc(align)),
        };
        out.push_str(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>{}</w:tc>",
            paragraph(style, &format!("{keep}{align}"), &content)
        ));
    }
    out.push_str("</w:tr>");
    out
}
