//! Whether a period joins up with the ones that were closed: consecutive reports leave no gap and no overlap
//! (DOMAIN.md §8).
//!
//! A month lies within its quarter, and a report of nine months adjoins none: such periods are no links of one chain. Nor
//! is what lies within another. Any two other reports that share days count some dossiers twice, whatever their lengths.

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

/// Days of the shortest month: a report of fewer is a look, and a link of no chain.
const MONTH: i32 = 28;

fn days(span: Span) -> i32 {
    span.1.since(span.0) + 1
}

/// Whether reports of these spans follow each other in one chain: of about the same length, and not of nine months.
fn of_one_chain(one: Span, other: Span) -> bool {
    let (short, long) = (days(one).min(days(other)), days(one).max(days(other)));
    let nine_months = |span| (272..=275).contains(&days(span));
    !nine_months(one) && !nine_months(other) && long * 10 < short * 17
}

/// A reported period as a link of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// First and last day.
    pub span: Span,
    /// It is a month, quarter, half-year, nine months or year of the calendar that it was reported by.
    pub preset: bool,
}

/// Whether reports of different length may not share days either: neither is a look at a few days, and they are not both
/// presets, which lie beside each other by their nature.
fn of_two_lengths(one: Link, other: Link) -> bool {
    days(one.span).min(days(other.span)) >= MONTH && !(one.preset && other.preset)
}

/// The seams between a period and the closed ones: the gap after the one before it, and every overlap.
pub fn seams(link: Link, closed: &[Link]) -> Vec<(Span, Seam)> {
    let period = link.span;
    let (mut found, mut before): (Vec<(Span, Seam)>, Option<Span>) = (Vec::new(), None);
    for one in closed.iter().filter(|one| one.span != period) {
        let other = one.span;
        let chained = of_one_chain(period, other);
        if !chained && !of_two_lengths(link, *one) {
            continue;
        }
        let (from, to) = (period.0.max(other.0), period.1.min(other.1));
        let within = (from, to) == period || (from, to) == other;
        if from <= to && !within {
            found.push((other, Seam::Overlap(from, to)));
        }
        // What any closed report covers is no hole between reports of different length.
        let joined = |known: &Span| known.1.plus(1) >= period.0 && known.0 <= other.1.plus(1) && *known != period;
        if other.1 < period.0 && (chained || !closed.iter().any(|known| joined(&known.span))) {
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
    use crate::domain::period::{Cutoff, Period};

    /// The same of periods that a desk reports by the plain calendar.
    fn seams(period: Span, closed: &[Span]) -> Vec<(Span, Seam)> {
        let link = |span: &Span| {
            let preset = Period::of_days(span.0, span.1, Cutoff::Calendar).is_ok_and(|period| period.code().is_some());
            Link { span: *span, preset }
        };
        super::seams(link(&period), &closed.iter().map(link).collect::<Vec<_>>())
    }

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
    fn reports_of_different_length_may_not_share_days_or_leave_some_out() {
        let (odd, quarter) = (span("2025-01-01", "2025-06-25"), span("2025-01-01", "2025-03-31"));
        let day = |text: &str| text.parse().expect("a day");
        let third = span("2025-06-20", "2025-09-30");
        assert_eq!(seams(third, &[odd]), [(odd, Seam::Overlap(day("2025-06-20"), odd.1))]);
        assert_eq!(seams(odd, &[third]), [(third, Seam::Overlap(day("2025-06-20"), odd.1))]);
        let crossing = span("2025-03-15", "2025-04-14");
        assert_eq!(seams(crossing, &[quarter]), [(quarter, Seam::Overlap(crossing.0, quarter.1))]);
        let (summer, june) = (span("2025-07-01", "2025-09-30"), span("2025-06-01", "2025-06-30"));
        assert_eq!(seams(summer, &[odd]), [(odd, Seam::Gap(day("2025-06-26"), day("2025-06-30")))]);
        assert!(seams(summer, &[odd, june]).is_empty(), "June was reported by itself");
    }

    #[test]
    fn months_quarters_and_half_years_and_looks_at_a_few_days_are_no_links() {
        let quarter = span("2025-01-01", "2025-03-31");
        assert!(seams(span("2025-05-01", "2025-05-31"), &[quarter]).is_empty(), "months are a series of their own");
        let preset = |span| Link { span, preset: true };
        let (march, administrative) = (span("2025-03-01", "2025-03-31"), span("2025-03-15", "2025-06-14"));
        assert!(super::seams(preset(administrative), &[preset(march)]).is_empty(), "the quarter of the other calendar");
        let (nine, half) = (span("2025-01-01", "2025-09-30"), span("2025-07-01", "2025-12-31"));
        assert!(seams(half, &[nine]).is_empty() && seams(nine, &[half]).is_empty());
        assert!(seams(span("2025-03-31", "2025-04-06"), &[quarter]).is_empty(), "a week");
        assert!(seams(span("2025-02-10", "2025-03-20"), &[quarter]).is_empty(), "it lies within");
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
