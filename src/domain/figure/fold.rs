//! Counting: one pass over the facts of a period, all figures and all groupings at once.
//!
//! Memory grows with figures × groups, never with dossiers.

use std::collections::BTreeMap;

use crate::domain::day::Moment;
use crate::domain::dossier::{Channel, PaidBy};
use crate::domain::facts::{Facts, ProcedureFacts};
use crate::domain::figure::{Count, FIGURES, Figure, Grouping, Role, Set, Usage};
use crate::domain::rulebook::Rulebook;
use crate::domain::standing::{self, Frame, Standing};

/// One dossier as a figure's test sees it.
pub struct View<'a> {
    /// Its facts.
    pub facts: &'a Facts,
    /// The procedure version it came in under.
    pub procedure: &'a ProcedureFacts,
    /// How it stands in the period.
    pub standing: Standing,
    /// The period.
    pub frame: &'a Frame,
    /// The rules that it is judged by.
    pub rules: &'a Rulebook,
    /// It has a dissatisfied rating in the period.
    pub dissatisfied: bool,
    /// It has feedback in the period.
    pub complained: bool,
}

impl<'a> View<'a> {
    /// Judges a dossier.
    pub fn new(
        facts: &'a Facts,
        procedure: &'a ProcedureFacts,
        rules: &'a Rulebook,
        frame: &'a Frame,
        dissatisfied: bool,
        complained: bool,
    ) -> View<'a> {
        let standing = standing::standing(facts, procedure, rules, frame);
        View { facts, procedure, standing, frame, rules, dissatisfied, complained }
    }

    /// Whether the dossier is counted in a figure. Only dossier figures count dossiers.
    pub fn counts_in(&self, figure: &Figure) -> bool {
        match figure.count {
            Count::Dossiers { set, test, .. } => set.contains(&self.standing) && test(self),
            _ => false,
        }
    }
}

/// A rating of the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingFacts {
    /// Id of the rating.
    pub id: i64,
    /// The rated dossier, 0 = none.
    pub dossier: i64,
    /// Officer it concerns, 0 = none.
    pub officer: i64,
    /// Level.
    pub level: String,
}

/// Feedback received in the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedbackFacts {
    /// Id of the feedback.
    pub id: i64,
    /// The dossier it concerns, 0 = none.
    pub dossier: i64,
    /// Handled.
    pub handled_at: Option<Moment>,
    /// Answer published.
    pub published_at: Option<Moment>,
}

/// The outcome: numerators of every figure, whole and by group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// By index of [`FIGURES`].
    pub n: Vec<u64>,
    /// For each grouping: key → numerators by index of [`FIGURES`].
    pub parts: BTreeMap<Grouping, BTreeMap<i64, Vec<u64>>>,
}

impl Counted {
    /// The numerator of a figure; 0 for an id that does not exist.
    pub fn of(&self, id: &str) -> u64 {
        crate::domain::figure::by_id(id).and_then(|(index, _)| self.n.get(index).copied()).unwrap_or(0)
    }

    /// The parts of a figure by group key, only those above 0.
    pub fn parts_of(&self, id: &str, grouping: Grouping) -> Vec<(i64, u64)> {
        let Some((index, _)) = crate::domain::figure::by_id(id) else { return Vec::new() };
        let Some(groups) = self.parts.get(&grouping) else { return Vec::new() };
        groups.iter().map(|(key, counts)| (*key, counts[index])).filter(|(_, n)| *n > 0).collect()
    }
}

/// A row of the table that counts dossiers, with its index.
struct DossierFigure {
    index: usize,
    set: Set,
    role: Role,
    test: fn(&View<'_>) -> bool,
}

/// The counting pass.
pub struct Fold {
    counted: Counted,
    usage: BTreeMap<usize, Usage>,
    dossier_figures: Vec<DossierFigure>,
    hits: Vec<(usize, Role)>,
}

impl Default for Fold {
    fn default() -> Fold {
        Fold::new()
    }
}

impl Fold {
    /// An empty count.
    pub fn new() -> Fold {
        let dossier_figures = FIGURES
            .iter()
            .enumerate()
            .filter_map(|(index, figure)| match figure.count {
                Count::Dossiers { set, role, test } if !figure.only_listed() => {
                    Some(DossierFigure { index, set, role, test })
                }
                _ => None,
            })
            .collect();
        let parts = Grouping::ALL.into_iter().map(|grouping| (grouping, BTreeMap::new())).collect();
        Fold {
            counted: Counted { n: vec![0; FIGURES.len()], parts },
            usage: BTreeMap::new(),
            dossier_figures,
            hits: Vec::new(),
        }
    }

    /// Counts one dossier.
    pub fn dossier(&mut self, view: &View<'_>) {
        let mut hits = std::mem::take(&mut self.hits);
        hits.clear();
        for figure in &self.dossier_figures {
            if figure.set.contains(&view.standing) && (figure.test)(view) {
                hits.push((figure.index, figure.role));
            }
        }
        if !hits.is_empty() {
            self.use_procedure(view);
            self.count_hits(view, &hits);
        }
        // The list is kept for the next dossier, so that a million of them ask for memory once.
        self.hits = hits;
    }

    fn count_hits(&mut self, view: &View<'_>, hits: &[(usize, Role)]) {
        let facts = view.facts;
        for (index, role) in hits {
            let officer = if *role == Role::Reception { facts.received_by } else { facts.handled_by };
            self.counted.n[*index] += 1;
            self.part(Grouping::Officer, officer, *index);
        }
        let groups = [
            (Grouping::Field, view.procedure.field as i64),
            (Grouping::Procedure, view.procedure.index as i64),
            (Grouping::System, facts.system as i64),
            (Grouping::Office, facts.office as i64),
        ];
        for (grouping, key) in groups {
            let counts = self.group(grouping, key);
            for (index, _) in hits {
                counts[*index] += 1;
            }
        }
    }

    fn use_procedure(&mut self, view: &View<'_>) {
        let usage = self.usage.entry(view.procedure.index).or_default();
        let (standing, facts) = (&view.standing, view.facts);
        usage.received_online += u64::from(standing.is_in && facts.channel == Channel::Online);
        usage.received_postal += u64::from(standing.is_in && facts.channel == Channel::Postal);
        usage.returned_postal += u64::from(standing.is_returned && facts.return_channel == Some(Channel::Postal));
        usage.settled_paid_online += u64::from(standing.is_settled && facts.paid_by == Some(PaidBy::Online));
    }

    /// What was filed under a procedure so far, by the reader's index.
    pub fn usage(&self, index: usize) -> Usage {
        self.usage.get(&index).copied().unwrap_or_default()
    }

    /// Counts one procedure in force at the end of the period; call it after all dossiers.
    pub fn procedure(&mut self, procedure: &ProcedureFacts) {
        let usage = self.usage(procedure.index);
        for (index, figure) in FIGURES.iter().enumerate() {
            if let Count::Procedures(test) = figure.count
                && test(procedure, &usage)
            {
                self.counted.n[index] += 1;
                self.part(Grouping::Field, procedure.field as i64, index);
                self.part(Grouping::Procedure, procedure.index as i64, index);
            }
        }
    }

    /// Counts one rating of the period.
    pub fn rating(&mut self, rating: &RatingFacts) {
        for (index, figure) in FIGURES.iter().enumerate() {
            if let Count::Ratings(test) = figure.count
                && test(&rating.level)
            {
                self.counted.n[index] += 1;
                self.part(Grouping::Officer, rating.officer, index);
            }
        }
    }

    /// Counts one piece of feedback received in the period.
    pub fn feedback(&mut self, feedback: &FeedbackFacts, frame: &Frame) {
        for (index, figure) in FIGURES.iter().enumerate() {
            if let Count::Feedback(test) = figure.count
                && test(feedback, frame)
            {
                self.counted.n[index] += 1;
            }
        }
    }

    /// Ends the pass.
    pub fn finish(self) -> Counted {
        self.counted
    }

    fn group(&mut self, grouping: Grouping, key: i64) -> &mut Vec<u64> {
        let groups = self.counted.parts.entry(grouping).or_default();
        groups.entry(key).or_insert_with(|| vec![0; FIGURES.len()])
    }

    fn part(&mut self, grouping: Grouping, key: i64, index: usize) {
        self.group(grouping, key)[index] += 1;
    }
}
