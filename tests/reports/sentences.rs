//! What makes a sentence broken when a number or a part of it is absent, looked for in everything that a report prints.

use motcua::report::model::{Block, Level, Report, plain};

use crate::read_back::expected;

/// Stretches that no Vietnamese sentence has.
const NEVER: [&str; 19] =
    ["  ", " ;", " ,", " .", " )", "( ", "()", "[]", ";;", ",,", ";.", ",.", ":.", ".;", ": ;", "NaN", "inf", "{", "}"];

/// What is wrong in a report's words, as sentences.
pub fn broken(report: &Report) -> Vec<String> {
    let printed = expected::printed(report);
    let mut wrong = Vec::new();
    for unit in printed.body.iter().chain(&printed.notes) {
        let text = unit.text.trim();
        let stretch = NEVER.iter().find(|stretch| text.contains(**stretch));
        wrong.extend(stretch.map(|stretch| format!("{stretch:?} in {text:?}")));
        if below_zero_nothing(text) || opened_without_a_blank(text) {
            wrong.push(format!("{text:?}"));
        }
    }
    wrong.extend(colons(report));
    wrong.extend(headings(report));
    wrong
}

/// `-0`, `-0,00`: nothing is not less than nothing.
fn below_zero_nothing(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || c == '(').any(|word| {
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        digits.strip_prefix(['-', '−']).is_some_and(|n| !n.is_empty() && n.chars().all(|c| c == '0' || c == ','))
    })
}

/// `hồ sơ(a)`: a bracket that leans on a word. Marks that lead to the small print do so above the line, and numbers of
/// columns and codes have their own shape.
fn opened_without_a_blank(text: &str) -> bool {
    let marks = ["(a)", "(b)", "(c)", "(a, b)", "(b, c)", "(a, c)", "(a, b, c)"];
    let bare = marks.iter().fold(text.to_owned(), |text, mark| text.replace(mark, ""));
    let letters: Vec<char> = bare.chars().collect();
    letters.windows(2).any(|pair| pair[0].is_alphabetic() && pair[1] == '(')
}

/// A colon at the end promises something below it: an item, a table, a picture.
fn colons(report: &Report) -> Vec<String> {
    let document = report.document();
    let mut wrong = Vec::new();
    for (at, block) in document.blocks.iter().enumerate() {
        let runs = match block.as_ref() {
            Block::Paragraph(runs) | Block::Item { runs, .. } | Block::Heading { runs, .. } => runs,
            _ => continue,
        };
        let said = plain(runs);
        let below = document.blocks.get(at + 1).map(AsRef::as_ref);
        let kept = match below {
            Some(Block::Item { .. } | Block::Table(_) | Block::Chart(_)) => true,
            // The whole report is what its first sentence promises.
            Some(Block::Heading { .. }) => said.ends_with("như sau:"),
            _ => false,
        };
        if said.trim_end().ends_with(':') && !kept {
            wrong.push(format!("nothing below {said:?}"));
        }
    }
    wrong
}

/// A heading with nothing between it and the next of its rank.
fn headings(report: &Report) -> Vec<String> {
    let rank = |level: &Level| match level {
        Level::Annex => 0,
        Level::Part => 1,
        Level::Section => 2,
    };
    let document = report.document();
    let mut wrong = Vec::new();
    for pair in document.blocks.windows(2) {
        if let [Block::Heading { level, runs }, Block::Heading { level: next, .. }] = [pair[0].as_ref(), pair[1].as_ref()]
            && rank(next) <= rank(level)
            // `1. Hồ sơ đã giải quyết quá hạn: 0` says itself that nothing follows.
            && !plain(runs).ends_with(": 0")
        {
            wrong.push(format!("nothing below {:?}", plain(runs)));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_broken_is_told_from_what_is_not() {
        assert!(below_zero_nothing("tăng -0,00 điểm") && below_zero_nothing("(-0)") && !below_zero_nothing("2025-02"));
        assert!(!below_zero_nothing("giảm -0,05") && !below_zero_nothing("- 0 hồ sơ"));
        assert!(opened_without_a_blank("0 hồ sơ(x)") && !opened_without_a_blank("3 hồ sơ(a, b)."));
        assert!(!opened_without_a_blank("(3)=(4)+(5)"));
    }
}
