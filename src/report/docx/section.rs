//! Sections: which blocks lie on pages turned on their side, and the properties of a section.

use std::borrow::Cow;

use super::xml::twips;
use crate::report::model::{Block, Page};

/// Whether each block lies on a turned page. A heading goes with the table that it introduces, small print with the
/// table that it follows.
pub fn turned(blocks: &[Cow<'_, Block>], page: Page) -> Vec<bool> {
    let mut out = vec![page.landscape; blocks.len()];
    if page.landscape {
        return out;
    }
    let mut next = false;
    for (i, block) in blocks.iter().enumerate().rev() {
        next = match block.as_ref() {
            Block::Table(table) => table.landscape,
            Block::Heading { .. } | Block::Line(_) | Block::PageBreak => next,
            _ => false,
        };
        out[i] = next;
    }
    for i in 1..blocks.len() {
        if matches!(blocks[i].as_ref(), Block::Note(_)) {
            out[i] = out[i - 1];
        }
    }
    out
}

/// Width between the margins in twips.
pub fn text_width(page: Page, turned: bool) -> u32 {
    twips(Page { landscape: turned, ..page }.text_width())
}

/// `w:sectPr`. Only the first section has a title page without a number.
pub fn properties(page: Page, turned: bool, first: bool) -> String {
    let (width, height) = Page { landscape: turned, ..page }.millimetres();
    let (width, height) = (twips(width), twips(height));
    let m = page.margins;
    // The page number stands in the middle of the top margin.
    let header = twips(m.top) / 2;
    let reference = if page.numbered { "<w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/>" } else { "" };
    let orient = if turned { " w:orient=\"landscape\"" } else { "" };
    let start = match (first, page.first_number) {
        (true, number) if number != 1 => format!("<w:pgNumType w:start=\"{number}\"/>"),
        _ => String::new(),
    };
    let title = if first { "<w:titlePg/>" } else { "" };
    format!(
        "<w:sectPr>{reference}<w:pgSz w:w=\"{width}\" w:h=\"{height}\"{orient}/>\
         <w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"{header}\" w:footer=\"{}\" \
         w:gutter=\"0\"/>{start}{title}</w:sectPr>",
        twips(m.top),
        twips(m.right),
        twips(m.bottom),
        twips(m.left),
        twips(m.bottom) / 2,
    )
}
