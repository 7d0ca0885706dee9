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

/// The days between two dates that no closed report covers, each run of them by itself.
fn uncovered((from, to): Span, closed: &[Link]) -> Vec<Span> {
    let mut left = if from <= to { vec![(from, to)] } else { Vec::new() };
    for Link { span: (first, last), .. } in closed {
        left = left
            .into_iter()
            .flat_map(|(from, to)| [(from, to.min(first.plus(-1))), (from.max(last.plus(1)), to)])
            .filter(|(from, to)| from <= to)
            .collect();
        left.dedup();
    }
    left
}

/// The seams between a period and the closed ones: the days left out since the one before it, and every overlap.
pub fn seams(link: Link, closed: &[Link]) -> Vec<(Span, Seam)> {
    let period = link.span;
    let (mut found, mut before): (Vec<(Span, Seam)>, Option<Span>) = (Vec::new(), None);
    for one in closed.iter().filter(|one| one.span != period) {
        let other = one.span;
        if !of_one_chain(period, other) && !of_two_lengths(link, *one) {
            continue;
        }
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
        // A hole as long as a report is a report that was never closed, not a slip in a date.
        let slip = |gap: &Span| days(*gap) < days(period).min(days(before));
        let gaps = uncovered((before.1.plus(1), period.0.plus(-1)), closed).into_iter().filter(slip);
        found.extend(gaps.map(|(from, to)| (before, Seam::Gap(from, to))));
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
        // What is covered in part is told by what is left of it, what is covered together by nothing.
        let (spring, winter, march) =
            (span("2025-04-01", "2025-06-30"), span("2025-01-01", "2025-02-20"), span("2025-03-01", "2025-03-31"));
        assert_eq!(seams(spring, &[winter, march]), [(winter, Seam::Gap(day("2025-02-21"), day("2025-02-28")))]);
        let (rest, two) = (span("2025-02-21", "2025-03-10"), span("2025-03-11", "2025-03-31"));
        assert!(seams(spring, &[winter, rest, two]).is_empty(), "two reports together");
        let middle = span("2025-03-05", "2025-03-06");
        let (first, last) = (Seam::Gap(day("2025-02-21"), day("2025-03-04")), Seam::Gap(day("2025-03-07"), march.1));
        assert_eq!(seams(spring, &[middle, winter]), [(winter, first), (winter, last)]);
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
