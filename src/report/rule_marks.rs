//! Marks beside numbers that depend on a rule of the clock: `(a, b)` leads to the small print that names the versions.

use crate::domain::clock_rule::RuleKind;
use crate::domain::figure;
use crate::report::model::{Block, Run};

/// Puts a mark at the end of every sentence that holds such a number.
pub fn mark(blocks: &mut [Block]) {
    for block in blocks {
        if let Block::Paragraph(runs) | Block::Item { runs, .. } = block {
            let kinds = kinds_of(runs);
            if !kinds.is_empty() {
                put(runs, &letters(&kinds));
            }
        }
    }
}

/// The rules that the numbers of some runs depend on.
fn kinds_of(runs: &[Run]) -> Vec<RuleKind> {
    let of_run = |run: &Run| match run {
        Run::Figure { reference, .. } => figure::by_id(&reference.id).map_or(&[][..], |(_, figure)| figure.rules),
        _ => &[],
    };
    let mut kinds: Vec<RuleKind> = runs.iter().flat_map(of_run).copied().collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// `(a, b)`
pub fn letters(kinds: &[RuleKind]) -> String {
    if kinds.is_empty() {
        return String::new();
    }
    format!("({})", kinds.iter().map(|kind| kind.mark()).collect::<Vec<_>>().join(", "))
}

/// The mark stands before the last full stop or semicolon.
fn put(runs: &mut Vec<Run>, mark: &str) {
    let Some(Run::Text { text, emphasis }) = runs.last_mut() else {
        runs.push(Run::raised(mark));
        return;
    };
    let kept = text.trim_end_matches([';', '.', ':', ' ']).len();
    let (tail, emphasis) = (text.split_off(kept), *emphasis);
    if text.is_empty() {
        runs.pop();
    }
    runs.push(Run::raised(mark));
    if !tail.is_empty() {
        runs.push(Run::Text { text: tail, emphasis });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::model::{FigureRef, plain};

    #[test]
    fn a_sentence_with_such_a_number_is_marked_before_its_stop() {
        let number = |id: &str| Run::figure("15", FigureRef::whole(id));
        let mut blocks = [
            Block::Paragraph(vec![Run::text("Quá hạn: "), number("settled.overdue"), Run::text(" hồ sơ;")]),
            Block::item("-", 0, vec![number("received.total"), Run::text(" hồ sơ.")]),
            Block::item("-", 0, vec![number("acceptance.in_time"), number("settled.early")]),
            Block::Paragraph(vec![number("open.in_time"), Run::text(".")]),
        ];
        mark(&mut blocks);
        let said = blocks.each_ref().map(|block| match block {
            Block::Paragraph(runs) | Block::Item { runs, .. } => plain(runs),
            _ => String::new(),
        });
        assert_eq!(said, ["Quá hạn: 15 hồ sơ(a, b);", "15 hồ sơ.", "1515(b, c)", "15(a, b)."]);
    }
}
