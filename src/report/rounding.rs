//! Shares of one whole that stand together in a report and, each rounded for itself, do not add to 100,00: the report
//! says so, so that nobody takes it for a fault. It knows which figures divide a whole, and counts nothing.

use std::collections::BTreeSet;

use crate::domain::number::{decimal, percent_hundredths};
use crate::report::figures::Figures;
use crate::report::model::{Block, Run};

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

/// A sentence for each whole whose shares are printed in `blocks` and do not add to 100,00. A part of which there is
/// none need not be printed.
pub fn notes(figures: &Figures, blocks: &[Block]) -> Vec<String> {
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

/// The figures whose shares are printed.
fn printed(blocks: &[Block]) -> BTreeSet<&str> {
    let runs = blocks.iter().flat_map(|block| match block {
        Block::Paragraph(runs) | Block::Item { runs, .. } => runs.as_slice(),
        _ => &[],
    });
    runs.filter_map(|run| match run {
        Run::Figure { text, reference, .. } if text.ends_with('%') && reference.part.is_none() => {
            Some(reference.id.as_str())
        }
        _ => None,
    })
    .collect()
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
