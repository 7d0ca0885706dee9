//! Columns without borders: letterhead and signatures.

use super::body::Writer;
use super::keep;
use super::xml::{paragraph, share};
use crate::report::model::{Line, Panes, Run};

/// Blank at either side of a column in twips: little, for the state's name needs nearly all of its column.
pub const MARGIN: u32 = 57;

/// Writes the panes as a borderless table over the width of the text. The small print below a signature is its last
/// row, so that no page holds small print alone.
pub fn write(writer: &mut Writer, panes: &Panes, notes: &[&[Run]]) {
    if !writer.out.is_empty() {
        writer.out.push_str(&paragraph("Gap", keep::NEXT, ""));
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
            let keep = if notes.is_empty() { "" } else { keep::NEXT };
            pane(writer, row.get(i).map_or(&[], Vec::as_slice), (width.saturating_sub(2 * MARGIN), keep));
            writer.out.push_str("</w:tc>");
        }
        writer.out.push_str("</w:tr>");
    }
    if !notes.is_empty() {
        small_print(writer, notes, (total, widths.len()));
    }
    writer.out.push_str("</w:tbl>");
    // Two tables in a row would grow together, and the last table of a body needs a paragraph after it.
    writer.add_gap("");
}

/// One row over every column, which is not torn.
fn small_print(writer: &mut Writer, notes: &[&[Run]], (total, columns): (u32, usize)) {
    writer.out.push_str(&format!(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"{total}\" w:type=\"dxa\"/>\
         <w:gridSpan w:val=\"{columns}\"/></w:tcPr>"
    ));
    for runs in notes {
        writer.text(("Note", ""), "", runs);
    }
    writer.out.push_str("</w:tc></w:tr>");
}

fn pane(writer: &mut Writer, lines: &[Line], (width, keep): (u32, &str)) {
    if lines.is_empty() {
        writer.out.push_str(&paragraph("Tiny", keep, ""));
    }
    for (i, line) in lines.iter().enumerate() {
        let goes_on = lines.get(i + 1).is_some_and(|next| next.role == line.role);
        writer.line(line, (width, keep), goes_on);
    }
}
