//! Columns without borders: letterhead and signatures.

use super::body::Writer;
use super::xml::{paragraph, share};
use crate::report::model::{Line, Panes};

/// Blank at either side of a column in twips: little, for the state's name needs nearly all of its column.
pub const MARGIN: u32 = 57;

/// Writes the panes as a borderless table over the width of the text.
pub fn write(writer: &mut Writer, panes: &Panes) {
    if !writer.out.is_empty() {
        writer.out.push_str(&paragraph("Gap", "<w:keepNext/>", ""));
    }
    let total = writer.text_width();
    let widths = share(total, &panes.widths);
    writer.out.push_str(&format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
         <w:tblCellMar><w:left w:w=\"{MARGIN}\" w:type=\"dxa\"/><w:right w:w=\"{MARGIN}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
         <w:tblGrid>{}</w:tblGrid>",
        widths.iter().map(|w| format!("<w:gridCol w:w=\"{w}\"/>")).collect::<String>()
    ));
    for row in &panes.rows {
        writer.out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (i, &width) in widths.iter().enumerate() {
            writer.out.push_str(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"));
            pane(writer, row.get(i).map_or(&[], Vec::as_slice), width.saturating_sub(2 * MARGIN));
            writer.out.push_str("</w:tc>");
        }
        writer.out.push_str("</w:tr>");
    }
    writer.out.push_str("</w:tbl>");
    // Two tables in a row would grow together, and the last table of a body needs a paragraph after it.
    writer.out.push_str(&paragraph("Gap", "", ""));
}

fn pane(writer: &mut Writer, lines: &[Line], width: u32) {
    if lines.is_empty() {
        writer.out.push_str(&paragraph("Tiny", "", ""));
    }
    for (i, line) in lines.iter().enumerate() {
        let goes_on = lines.get(i + 1).is_some_and(|next| next.role == line.role);
        writer.line(line, width, goes_on);
    }
}
