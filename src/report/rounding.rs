//! Shares of one whole that stand together in a report and, each rounded for itself, do not add to 100,00: the report
//! says so, so that nobody takes it for a fault. It knows which figures divide a whole, and counts nothing.

use std::collections::BTreeSet;

use serde_json::json;

use crate::domain::number::{decimal, percent_hundredths};
use crate::report::figures::Figures;
use crate::report::model::{Block, Cell, FigureRef, Report, Run};

/// Wholes and the figures that divide them without rest: the words for the shares, their figures.
const WHOLES: [(&str, &[&str]); 11] = [
    ("hồ sơ tiếp nhận", &["received.online", "received.direct", "received.postal", "received.carried"]),
    ("kết quả giải quyết", &["settled.early", "settled.on_time", "settled.overdue"]),
    ("kết quả giải quyết", &["settled.early_or_on_time", "settled.overdue"]),
    ("nguyên nhân quá hạn", &["settled.overdue.actual", "settled.overdue.operational", "settled.overdue.unclassified"]),
    (
        "xin lỗi đối với hồ sơ đã giải quyết quá hạn",
        &["settled.overdue.apology.issued", "settled.overdue.apology.missing"],
    ),
    ("hồ sơ đang giải quyết", &["open.in_time", "open.overdue"]),
    ("xin lỗi đối với hồ sơ đang quá hạn", &["open.overdue.apology.issued", "open.overdue.apology.missing"]),
    ("lũy kế từ đầu năm", &["year.settled.in_time", "year.settled.overdue"]),
    ("thanh toán", &["payment.dossiers.online", "payment.dossiers.direct"]),
    ("mức độ hài lòng", &["satisfaction.very_satisfied", "satisfaction.satisfied", "satisfaction.dissatisfied"]),
    ("số hóa kết quả", &["digitized.results", "digitized.results.not_applicable", "digitized.results.gap"]),
];

/// Says so in a report that is drawn: in its small print of the shares that its body and annexes print together, and in
/// the forms that list every figure, where all of them stand together.
pub fn say(report: &mut Report, figures: &Figures) {
    let printed = notes(figures, report.blocks.iter().chain(&report.annexes));
    report.small_print.splice(0..0, printed);
    report.rounded = WHOLES.iter().filter_map(|(words, parts)| note(words, sum(figures, parts)?)).collect();
    if let Some(object) = report.json.as_object_mut() {
        object.insert("rounded".to_owned(), json!(report.rounded));
    }
}

/// A sentence for each whole whose shares are printed in `blocks` and do not add to 100,00. A part of which there is
/// none need not be printed.
fn notes<'a>(figures: &Figures, blocks: impl Iterator<Item = &'a Block>) -> Vec<String> {
    let printed = printed(blocks);
    let shown = |id: &&&str| printed.contains(**id) || figures.value(id).n == 0;
    let together = WHOLES.iter().filter(|(_, parts)| parts.iter().filter(shown).count() == parts.len());
    together
        .filter(|(_, parts)| parts.iter().filter(|id| printed.contains(**id)).count() > 1)
        .filter_map(|(words, parts)| note(words, sum(figures, parts)?))
        .collect()
}

/// The sentence for a sum in hundredths of a percent; nothing where it is whole.
fn note(words: &str, sum: i64) -> Option<String> {
    (sum != 10_000).then(|| format!("Tổng các tỷ lệ {words} là {}% do làm tròn.", decimal(sum)))
}

fn sum(figures: &Figures, parts: &[&str]) -> Option<i64> {
    let share = |id: &&str| {
        let value = figures.value(id);
        percent_hundredths(value.n as i64, value.of? as i64)
    };
    parts.iter().map(share).sum()
}

/// The figures of the report's own period whose shares are printed.
fn printed<'a>(blocks: impl Iterator<Item = &'a Block>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    for block in blocks {
        match block {
            Block::Paragraph(runs) | Block::Item { runs, .. } => found.extend(runs.iter().filter_map(in_words)),
            Block::Table(table) => found.extend(table.rows.iter().flat_map(|row| &row.cells).filter_map(in_cell)),
            _ => {}
        }
    }
    found
}

fn in_words(run: &Run) -> Option<&str> {
    match run {
        Run::Figure { text, reference, .. } if text.ends_with('%') => whole(reference),
        _ => None,
    }
}

fn in_cell(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Percent { reference: Some(reference), .. } => whole(reference),
        _ => None,
    }
}

/// The figure that a share is of, where it is that of the whole figure in this period.
fn whole(reference: &FigureRef) -> Option<&str> {
    let own = reference.part.is_none() && reference.period.is_none() && !reference.lacking;
    own.then_some(reference.id.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_sum_that_is_not_whole_is_told() {
        assert_eq!(note("thanh toán", 10_000), None);
        let said = note("thanh toán", 9_999);
        assert_eq!(said.as_deref(), Some("Tổng các tỷ lệ thanh toán là 99,99% do làm tròn."));
    }

    #[test]
    fn every_part_is_a_share_of_the_same_whole() {
        for (words, parts) in WHOLES {
            let of = |id: &&str| crate::domain::figure::by_id(id).and_then(|(_, figure)| figure.of);
            assert!(of(&parts[0]).is_some() && parts.iter().all(|id| of(id) == of(&parts[0])), "{words}");
        }
    }
}
