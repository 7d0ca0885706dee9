//! Which versions of the rules the dossiers of a period fall under: a report names each of them.

use crate::domain::clock_rule::RuleKind;
use crate::domain::day::Day;
use crate::domain::facts::Facts;
use crate::domain::figure::View;
use crate::domain::rulebook::Rulebook;
use crate::domain::standing::Acceptance;

/// The versions met, a bit for each number of `Versions::number_at`. It takes no memory per dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RulesMet([u64; RuleKind::ALL.len()]);

impl RulesMet {
    /// Notes the versions that a dossier of the period was judged by.
    pub fn dossier(&mut self, view: &View<'_>) {
        if view.standing.is_handled() || view.standing.is_settled_in_year {
            self.started(view.facts, view.rules);
        }
        if view.standing.acceptance != Acceptance::Outside {
            self.submitted(view.facts, view.rules);
        }
    }

    /// Notes the versions that hold for a dossier, whatever the period.
    pub fn facts(&mut self, facts: &Facts, rules: &Rulebook) {
        self.started(facts, rules);
        self.submitted(facts, rules);
    }

    fn started(&mut self, facts: &Facts, rules: &Rulebook) {
        if let Some(start) = facts.clock_start() {
            self.meet(RuleKind::Lateness, rules, start.day);
            self.meet(RuleKind::Pause, rules, start.day);
        }
    }

    fn submitted(&mut self, facts: &Facts, rules: &Rulebook) {
        if let Some(submitted) = facts.submitted_at {
            self.meet(RuleKind::Acceptance, rules, submitted.day);
        }
    }

    fn meet(&mut self, kind: RuleKind, rules: &Rulebook, day: Day) {
        // A desk with more than 63 versions of a rule has them named together from there on.
        self.0[kind as usize] |= 1 << rules.number_at(kind, day).min(63);
    }

    /// The numbers met, in the order of their days; where no dossier was, that of `otherwise`.
    pub fn numbers(&self, kind: RuleKind, rules: &Rulebook, otherwise: Day) -> Vec<usize> {
        let bits = match self.0[kind as usize] {
            0 => 1 << rules.number_at(kind, otherwise).min(63),
            bits => bits,
        };
        (0..64).filter(|number| bits & (1_u64 << number) != 0).collect()
    }
}
