//! Tables with borders: merged header cells, header rows that repeat on every page, rows that do not split.

use super::body::Writer;
use super::columns;
use super::styles::jc;
use super::xml::{paragraph, run};
use crate::report::ReportError;
use crate::report::model::{Align, HeaderGrid, Row, Table};

/// With more columns than this the text is set smaller.
const MANY_COLUMNS: usize = 8;

/// With more columns than this it is set as small as can be read.
const CROWDED: usize = 18;

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

/// Writes title, unit and table.
pub fn write(writer: &mut Writer, table: &Table) -> Result<(), ReportError> {
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
        _ => ("TableTextCrowded", writer.sizes.crowded(), CROWDED_MARGIN),
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
    for row in &table.rows {
        writer.out.push_str(&body_row(table, row, &widths, style));
    }
    writer.out.push_str("</w:tbl>");
    writer.out.push_str(&paragraph("Gap", "", ""));
    Ok(())
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

fn body_row(table: &Table, row: &Row, widths: &[u32], style: &str) -> String {
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
            paragraph(style, &align, &content)
        ));
    }
    out.push_str("</w:tr>");
    out
}
