//! THE table of figures (REPORTS.md §2). Ids are a contract; labels are those of TEXTS.md.
//!
//! Each file holds the rows of one subject; here they become one table. A row's place in it is its number in every
//! count, so rows keep the order of REPORTS.md.

mod acceptance;
mod apology;
mod digitized;
mod feedback;
mod index;
mod online;
mod open;
mod payment;
mod postal;
mod procedures;
mod received;
mod returned;
mod satisfaction;
mod settled;
mod year;

use crate::domain::clock_rule::RuleKind;
use crate::domain::dossier::Channel;
use crate::domain::figure::{Figure, View};
use crate::domain::procedure::OnlineLevel;

/// Counted alike whatever the rules of the clock are.
const NONE: &[RuleKind] = &[];
/// The due moment alone decides.
const PAUSE: &[RuleKind] = &[RuleKind::Pause];
/// In time or overdue: the due moment, and from when one is late.
const DUE: &[RuleKind] = &[RuleKind::Lateness, RuleKind::Pause];
/// From when one is late; the pause rule is the figure's own.
const LATE: &[RuleKind] = &[RuleKind::Lateness];
/// The clock of acceptance.
const ANSWER: &[RuleKind] = &[RuleKind::Acceptance];

fn always(_: &View<'_>) -> bool {
    true
}

fn overdue(view: &View<'_>) -> bool {
    view.standing.is_overdue()
}

fn online_at(view: &View<'_>, level: OnlineLevel) -> bool {
    view.facts.channel == Channel::Online && view.procedure.online_level == level
}

/// The figure with this id.
pub fn by_id(id: &str) -> Option<(usize, &'static Figure)> {
    FIGURES.iter().enumerate().find(|(_, figure)| figure.id == id)
}

/// Every figure, in the order of REPORTS.md.
pub static FIGURES: &[Figure] = &joined::<{ count() }>();

/// The subjects, in the order of REPORTS.md.
const SUBJECTS: &[&[Figure]] = &[
    received::FIGURES,
    settled::FIGURES,
    apology::FIGURES,
    open::FIGURES,
    year::FIGURES,
    acceptance::FIGURES,
    index::FIGURES,
    procedures::FIGURES,
    online::FIGURES,
    returned::FIGURES,
    payment::FIGURES,
    postal::FIGURES,
    digitized::FIGURES,
    satisfaction::FIGURES,
    feedback::FIGURES,
];

const fn count() -> usize {
    let (mut n, mut subject) = (0, 0);
    while subject < SUBJECTS.len() {
        n += SUBJECTS[subject].len();
        subject += 1;
    }
    n
}

/// The rows of all subjects one after another, laid out when the program is built.
const fn joined<const N: usize>() -> [Figure; N] {
    let mut all = [SUBJECTS[0][0]; N];
    let (mut at, mut subject) = (0, 0);
    while subject < SUBJECTS.len() {
        let mut row = 0;
        while row < SUBJECTS[subject].len() {
            all[at] = SUBJECTS[subject][row];
            at += 1;
            row += 1;
        }
        subject += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_denominators_exist_with_the_same_population() {
        for (index, figure) in FIGURES.iter().enumerate() {
            assert!(FIGURES[..index].iter().all(|other| other.id != figure.id), "{} twice", figure.id);
            let Some(of) = figure.of else { continue };
            let (_, denominator) = by_id(of).unwrap_or_else(|| panic!("{} of {of}", figure.id));
            assert!(denominator.id != figure.id);
            assert_eq!(
                std::mem::discriminant(&denominator.count),
                std::mem::discriminant(&figure.count),
                "{} of {of}",
                figure.id
            );
        }
    }
}
