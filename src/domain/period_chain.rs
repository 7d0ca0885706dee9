//! Whether a period joins up with the ones that were closed: consecutive reports leave no gap and no overlap
//! (DOMAIN.md §8).
//!
//! A month lies within its quarter, and a report of nine months adjoins none: such periods are no links of one chain.

use crate::domain::day::Day;

/// First and last day.
pub type Span = (Day, Day);

/// Where two consecutive periods do not join up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seam {
    /// Days that neither report covers.
    Gap(Day, Day),
    /// Days that both reports cover.
    Overlap(Day, Day),
}

fn days(span: Span) -> i32 {
    span.1.since(span.0) + 1
}

/// Whether reports of these spans follow each other in one chain: of about the same length, and not of nine months.
fn of_one_chain(one: Span, other: Span) -> bool {
    let (short, long) = (days(one).min(days(other)), days(one).max(days(other)));
    let nine_months = |span| (272..=275).contains(&days(span));
    !nine_months(one) && !nine_months(other) && long * 10 < short * 17
}

/// The seams between a period and the closed ones: the gap after the one before it, and every overlap.
pub fn seams(period: Span, closed: &[Span]) -> Vec<(Span, Seam)> {
    let chain = closed.iter().copied().filter(|other| *other != period && of_one_chain(period, *other));
    let (mut found, mut before): (Vec<(Span, Seam)>, Option<Span>) = (Vec::new(), None);
    for other in chain {
        let (from, to) = (period.0.max(other.0), period.1.min(other.1));
        let within = (from, to) == period || (from, to) == other;
        if from <= to && !within {
            found.push((other, Seam::Overlap(from, to)));
        }
        if other.1 < period.0 {
            before = Some(before.filter(|known| known.1 >= other.1).unwrap_or(other));
        }
    }
    let reached = found.iter().any(|(other, _)| other.0 < period.0);
    if let Some(before) = before.filter(|_| !reached) {
        let gap = (before.1.plus(1), period.0.plus(-1));
        // A hole as long as a report is a report that was never closed, not a slip in a date.
        if gap.0 <= gap.1 && days(gap) < days(period).min(days(before)) {
            found.push((before, Seam::Gap(gap.0, gap.1)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: &str, to: &str) -> Span {
        (from.parse().expect("a day"), to.parse().expect("a day"))
    }

    #[test]
    fn gaps_and_overlaps_with_closed_periods_are_found() {
        let odd = span("2025-01-01", "2025-06-25");
        let (half, rest) = (span("2025-07-01", "2025-12-31"), span("2025-06-20", "2025-12-31"));
        let gap = Seam::Gap("2025-06-26".parse().expect("a day"), "2025-06-30".parse().expect("a day"));
        assert_eq!(seams(half, &[odd]), [(odd, gap)]);
        let twice = Seam::Overlap("2025-06-20".parse().expect("a day"), odd.1);
        assert_eq!(seams(rest, &[odd]), [(odd, twice)]);
        assert_eq!(seams(odd, &[rest]), [(rest, twice)]);
        assert!(seams(span("2025-06-26", "2025-12-31"), &[odd]).is_empty());
    }

    #[test]
    fn a_month_in_a_half_year_and_nine_months_are_no_links() {
        let half = span("2025-01-01", "2025-06-30");
        assert!(seams(half, &[span("2025-03-01", "2025-03-31"), half]).is_empty());
        assert!(seams(span("2025-01-01", "2025-09-30"), &[span("2024-01-01", "2024-09-30"), half]).is_empty());
        assert!(seams(half, &[span("2023-01-01", "2023-06-30")]).is_empty());
        assert!(seams(half, &[]).is_empty());
    }
}
