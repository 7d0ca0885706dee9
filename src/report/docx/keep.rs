//! What is held together on a page: a signature with the end of what is signed, and small print with its table.

use std::borrow::Cow;

use crate::report::model::{Block, Panes, Role, Run, plain};

/// The property of a paragraph, or of every paragraph of a row, that is to stand on the page of the next one.
pub const NEXT: &str = "<w:keepNext/>";

/// Whether each block is to stand on the page of the one after it.
pub fn with_next(blocks: &[Cow<'_, Block>]) -> Vec<bool> {
    let mut kept = vec![false; blocks.len()];
    for at in (1..blocks.len()).rev() {
        kept[at - 1] = match blocks[at].as_ref() {
            Block::Panes(panes) => is_signature(panes),
            // Notes between a table and its signature go with both, and no page holds notes alone.
            Block::Note(_) => kept[at] || matches!(blocks[at - 1].as_ref(), Block::Table(_) | Block::Note(_)),
            // The last words below a list stand with its last rows, or they and the signature could be put to any list.
            Block::Paragraph(_) => kept[at] && matches!(blocks[at - 1].as_ref(), Block::Table(_)),
            // What announces items is no last line of a page.
            Block::Item { .. } => announces(blocks[at - 1].as_ref()),
            _ => false,
        };
    }
    kept
}

/// Whether a block ends with a colon: what it announces follows.
fn announces(block: &Block) -> bool {
    match block {
        Block::Paragraph(runs) | Block::Item { runs, .. } => plain(runs).trim_end().ends_with(':'),
        _ => false,
    }
}

/// Where the signature stands that a block is held together with, block by block.
pub fn signature_below(blocks: &[Cow<'_, Block>], kept: &[bool], at: usize) -> Option<usize> {
    let below = (at + 1..blocks.len()).take_while(|below| kept[below - 1]);
    below.into_iter().find(|below| matches!(blocks[*below].as_ref(), Block::Panes(panes) if is_signature(panes)))
}

/// The small print directly below a signature, and nothing below anything else.
pub fn small_print<'a>(blocks: &'a [Cow<'_, Block>], at: usize) -> Vec<&'a [Run]> {
    match blocks.get(at).map(AsRef::as_ref) {
        Some(Block::Panes(panes)) if is_signature(panes) => {
            let below = blocks[at + 1..].iter().map_while(|block| match block.as_ref() {
                Block::Note(runs) => Some(runs.as_slice()),
                _ => None,
            });
            below.collect()
        }
        _ => Vec::new(),
    }
}

fn is_signature(panes: &Panes) -> bool {
    panes.rows.iter().flatten().flatten().any(|line| line.role == Role::Signer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_announces_items_stands_on_the_page_of_the_first_of_them() {
        let item = |text: &str| Block::Item { marker: "-".to_owned(), level: 0, runs: vec![Run::text(text)] };
        let blocks = [
            Block::paragraph("a) Dịch vụ công trực tuyến:"),
            item("Số thủ tục: 12;"),
            item("Trong đó:"),
            item("Một phần: 5."),
            Block::paragraph("b) Thanh toán."),
            item("Không phát sinh."),
        ];
        let blocks: Vec<Cow<'_, Block>> = blocks.into_iter().map(Cow::Owned).collect();
        assert_eq!(with_next(&blocks), [true, false, true, false, false, false]);
    }
}
