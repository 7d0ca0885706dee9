//! Counting a period: the facts of one snapshot through one fold, and the dossiers behind a figure.

use std::collections::{BTreeMap, HashSet};

use crate::desk::error::Error;
use crate::desk::fact_head::Heads;
use crate::desk::officers_met::OfficersMet;
use crate::desk::opening::{self, Carried};
use crate::desk::wanted::Wanted;
use crate::domain::day::{Day, Moment};
use crate::domain::disorder::{self, Disorder};
use crate::domain::figure::{self, Count, Figure, Fold, Grouping, Role, RulesMet, Set, View};
use crate::domain::period::{Cutoff, Period};
use crate::domain::rulebook::Rulebook;
use crate::domain::standing::{self, Frame};
use crate::report::audit::{Disordered, Doubled, Noticed};
use crate::report::figures::{Figures, Names, Reasons};
use crate::report::model::FigureRef;
use crate::report::rule_names::RuleNames;
use crate::store::facts::{Catalogue, Systems, complaints};
use crate::store::{Read, Store};

/// What is counted: a period, the report year's calendar, and now.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The period.
    pub period: Period,
    /// Which calendar the report year follows.
    pub cutoff: Cutoff,
    /// Now; the cut-off is the end of the period or now, if that is earlier.
    pub now: Moment,
}

impl Scope {
    /// The scope that a number is counted in: the period of its own where it has one.
    pub fn of(&self, reference: &FigureRef) -> Scope {
        Scope { period: reference.period.unwrap_or(self.period), ..self.clone() }
    }

    /// The frame that figures are asked with.
    pub fn frame(&self) -> Frame {
        let end = self.period.end();
        Frame {
            from: self.period.start(),
            end,
            cutoff: end.min(self.now),
            year_from: self.period.report_year_start(self.cutoff).start(),
        }
    }
}

/// How many dossiers of one kind of finding are named; the rest is counted.
pub(super) const NAMED: usize = 20;

/// The figures of what is missing, which officers give reasons for.
const COMPONENTS_GAP: &str = "digitized.components.gap";
const RESULTS_GAP: &str = "digitized.results.gap";

/// Dossiers read between two words about progress.
const STEP: u64 = 4096;

/// What the dossiers of a period are judged by.
struct Judged<'a> {
    catalogue: &'a Catalogue,
    rules: &'a Rulebook,
    frame: &'a Frame,
    /// Dossiers with a dissatisfied rating, and those with feedback.
    complaints: &'a (HashSet<i64>, HashSet<i64>),
}

impl Judged<'_> {
    /// Gives every dossier that can count in the period to `take`, and returns the source systems that were met.
    fn each(
        &self,
        read: &Read<'_>,
        progress: &mut impl FnMut(u64) -> bool,
        mut take: impl FnMut(&View<'_>) -> Result<(), Error>,
    ) -> Result<Systems, Error> {
        let (dissatisfied, complained) = self.complaints;
        let mut systems = Systems::default();
        let mut seen = 0;
        read.stream_facts(self.frame, &mut systems, |facts| -> Result<(), Error> {
            seen += 1;
            if seen % STEP == 0 && !progress(seen) {
                return Err(Error::Cancelled);
            }
            let Some(procedure) = self.catalogue.versions.get(&facts.procedure) else { return Ok(()) };
            let (dissatisfied, complained) = (dissatisfied.contains(&facts.id), complained.contains(&facts.id));
            take(&View::new(&facts, procedure, self.rules, self.frame, dissatisfied, complained))
        })?;
        Ok(systems)
    }
}

/// Counts every figure of a period. `progress` is told how many dossiers were read and answers `false` to stop.
pub fn count(store: &Store, scope: &Scope, progress: impl FnMut(u64) -> bool) -> Result<(Figures, Noticed), Error> {
    count_listing(store, scope, &[], progress)
}

/// The same, and the dossiers that were counted in these figures with it, so that a list has as many rows as its number
/// whatever is written meanwhile. Memory grows with those figures. One that has a list alone, such as the view of the
/// national index, is counted when it is asked for here.
pub fn count_listing(
    store: &Store,
    scope: &Scope,
    listed: &[&'static str],
    progress: impl FnMut(u64) -> bool,
) -> Result<(Figures, Noticed), Error> {
    let rules = store.rulebook()?;
    store.snapshot(|read| count_in(read, &rules, (scope, listed), progress))
}

/// The same within a snapshot that is taken already.
pub(super) fn count_in(
    read: Read<'_>,
    rules: &Rulebook,
    (scope, listed): (&Scope, &[&'static str]),
    mut progress: impl FnMut(u64) -> bool,
) -> Result<(Figures, Noticed), Error> {
    let frame = scope.frame();
    let catalogue = read.catalogue(scope.period.to)?;
    let mut pass = Pass::new(read, rules, frame, (&scope.period, listed))?;
    let (ratings, feedback) = (read.rating_facts(&frame)?, read.feedback_facts(&frame)?);
    let complaints = complaints(&ratings, &feedback);
    let judged = Judged { catalogue: &catalogue, rules, frame: &frame, complaints: &complaints };
    let systems = judged.each(&read, &mut progress, |view| pass.dossier(view))?;
    for id in &catalogue.in_force {
        if let Some(procedure) = catalogue.versions.get(id) {
            pass.fold.procedure(procedure);
        }
    }
    ratings.iter().for_each(|rating| pass.fold.rating(rating));
    feedback.iter().for_each(|item| pass.fold.feedback(item, &frame));
    let unhandled = feedback.iter().filter(|item| {
        frame.happened(item.published_at) && item.handled_at.is_none_or(|handled| item.published_at < Some(handled))
    });
    let unhandled = unhandled.map(|item| read.feedback_code(item.id)).collect::<Result<_, _>>()?;
    let chain_head = pass.heads.finish(&read, &frame)?;
    let doubled = read.doubled_codes(NAMED)?.into_iter();
    let (removed_officers, out_of_office) = pass.officers.finish();
    let noticed = Noticed {
        disorders: pass.disorders.into_iter().map(|(kind, (n, named))| Disordered { kind, n, named }).collect(),
        not_carried: pass.not_carried,
        doubled_codes: doubled.map(|(code, named)| Doubled { code, named }).collect(),
        published_unhandled: unhandled,
        removed_officers,
        out_of_office,
        opening: pass.carried.map(|carried| carried.finish(&read, NAMED)).transpose()?.flatten(),
        seams: opening::seamed(&read, &scope.period, NAMED)?,
    };
    let Systems { systems, offices } = systems;
    let names = Names { systems: systems.names, offices: offices.names, ..names_of(&catalogue) };
    let figures = Figures {
        period: scope.period,
        cutoff: scope.cutoff,
        as_of: frame.cutoff,
        covered_from: read.first_accepted()?,
        chain_head,
        rules: RuleNames::of(rules, &scope.period, &pass.met),
        counted: pass.fold.finish(),
        names,
        listed: pass.listed.into_iter().map(|(figure, ids)| (figure.id, ids)).collect(),
        component_reasons: pass.component_reasons,
        result_reasons: pass.result_reasons,
    };
    Ok((figures, noticed))
}

/// The state of one counting pass.
struct Pass<'a> {
    read: Read<'a>,
    rules: &'a Rulebook,
    fold: Fold,
    met: RulesMet,
    disorders: BTreeMap<Disorder, (u64, Vec<(i64, String)>)>,
    not_carried: Vec<(i64, String)>,
    component_reasons: Reasons,
    result_reasons: Reasons,
    components_gap: Option<&'static Figure>,
    results_gap: Option<&'static Figure>,
    listed: Vec<(&'static Figure, Vec<i64>)>,
    day_before: Frame,
    heads: Heads,
    carried: Option<Carried>,
    officers: OfficersMet,
}

impl<'a> Pass<'a> {
    fn new(
        read: Read<'a>,
        rules: &'a Rulebook,
        frame: Frame,
        (period, listed): (&Period, &[&str]),
    ) -> Result<Pass<'a>, Error> {
        let gap = |id| figure::by_id(id).map(|(_, figure)| figure);
        let before: Day = frame.from.day.plus(-1);
        let listed: Vec<_> = listed.iter().filter_map(|id| gap(id)).map(|figure| (figure, Vec::new())).collect();
        let beside_the_contract = listed.iter().any(|(figure, _)| figure.only_listed());
        Ok(Pass {
            read,
            rules,
            fold: if beside_the_contract { Fold::with_listed() } else { Fold::new() },
            met: RulesMet::default(),
            disorders: BTreeMap::new(),
            not_carried: Vec::new(),
            component_reasons: Reasons::new(),
            result_reasons: Reasons::new(),
            components_gap: gap(COMPONENTS_GAP),
            results_gap: gap(RESULTS_GAP),
            listed,
            day_before: Frame { from: before.start(), end: frame.from, cutoff: frame.from, year_from: frame.year_from },
            heads: Heads::default(),
            carried: Carried::of(&read, period)?,
            officers: OfficersMet::new(&read)?,
        })
    }

    fn dossier(&mut self, view: &View<'_>) -> Result<(), Error> {
        self.fold.dossier(view);
        self.met.dossier(view);
        for (_, ids) in self.listed.iter_mut().filter(|(figure, _)| view.counts_in(figure)) {
            ids.push(view.facts.id);
        }
        self.heads.dossier(view);
        if !view.standing.is_handled() {
            return self.disordered(disorder::uncounted(view.facts, view.frame), view.facts.id);
        }
        self.notice(view)?;
        if self.components_gap.is_some_and(|gap| view.counts_in(gap)) {
            let (note, _) = self.read.digitization_notes(view.facts.id)?;
            *self.component_reasons.entry((view.facts.received_by, note)).or_default() += 1;
        }
        if self.results_gap.is_some_and(|gap| view.counts_in(gap)) {
            let (_, note) = self.read.digitization_notes(view.facts.id)?;
            *self.result_reasons.entry((view.facts.handled_by, note)).or_default() += 1;
        }
        Ok(())
    }

    /// Counts a dossier under what is impossible of it, and names it while few are named.
    fn disordered(&mut self, found: Vec<Disorder>, dossier: i64) -> Result<(), Error> {
        for disorder in found {
            let (n, named) = self.disorders.entry(disorder).or_default();
            *n += 1;
            if named.len() < NAMED {
                named.push((dossier, self.read.code_of(dossier)?));
            }
        }
        Ok(())
    }

    fn notice(&mut self, view: &View<'_>) -> Result<(), Error> {
        self.disordered(disorder::disorders(view.facts, view.procedure), view.facts.id)?;
        if let Some(carried) = &mut self.carried {
            carried.dossier(view);
        }
        self.officers.dossier(view, &self.read)?;
        let open_before = standing::standing(view.facts, view.procedure, self.rules, &self.day_before).is_open;
        if open_before != view.standing.is_carried && self.not_carried.len() < NAMED {
            self.not_carried.push((view.facts.id, self.read.code_of(view.facts.id)?));
        }
        Ok(())
    }
}

/// Gives every dossier that can count in the period, judged, to `take`.
pub(super) fn each_judged(
    read: Read<'_>,
    rules: &Rulebook,
    scope: &Scope,
    mut progress: impl FnMut(u64) -> bool,
    take: impl FnMut(&View<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let frame = scope.frame();
    let catalogue = read.catalogue(scope.period.to)?;
    let complaints = complaints(&read.rating_facts(&frame)?, &read.feedback_facts(&frame)?);
    let judged = Judged { catalogue: &catalogue, rules, frame: &frame, complaints: &complaints };
    judged.each(&read, &mut progress, take)?;
    Ok(())
}

/// What stands behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behind {
    /// Ids of dossiers.
    Dossiers(Vec<i64>),
    /// Ids of procedure versions.
    Procedures(Vec<i64>),
    /// Ids of ratings.
    Ratings(Vec<i64>),
    /// Ids of feedback.
    Feedback(Vec<i64>),
}

impl Behind {
    /// The ids, whatever they name.
    pub fn ids(&self) -> &[i64] {
        match self {
            Behind::Dossiers(ids) | Behind::Procedures(ids) | Behind::Ratings(ids) | Behind::Feedback(ids) => ids,
        }
    }
}

/// The records behind a figure or one part of it: exactly as many as its number.
///
/// # Errors
/// A refusal for an id that does not exist; [`Error::Cancelled`] when `progress` answers `false`.
pub fn behind(
    store: &Store,
    scope: &Scope,
    reference: &FigureRef,
    mut progress: impl FnMut(u64) -> bool,
) -> Result<Behind, Error> {
    let wanted = Wanted::of(reference)?;
    let figure = wanted.figure;
    let (rules, scope) = (store.rulebook()?, &scope.of(reference));
    let frame = scope.frame();
    store.snapshot(|read| {
        let catalogue = read.catalogue(scope.period.to)?;
        let (ratings, feedback) = (read.rating_facts(&frame)?, read.feedback_facts(&frame)?);
        match figure.count {
            Count::Ratings(_) => {
                let of_part = |officer: i64| {
                    part_matches(reference, Grouping::Officer, || {
                        catalogue.officers.get(&officer).cloned().unwrap_or_default()
                    })
                };
                let found = ratings.iter().filter(|rating| wanted.rating(&rating.level) && of_part(rating.officer));
                Ok(Behind::Ratings(found.map(|rating| rating.id).collect()))
            }
            Count::Feedback(_) => {
                let found = feedback.iter().filter(|item| wanted.feedback(item, &frame));
                Ok(Behind::Feedback(found.map(|item| item.id).collect()))
            }
            Count::Dossiers { .. } | Count::Procedures(_) => {
                let complaints = complaints(&ratings, &feedback);
                let mut fold = Fold::new();
                let mut ids = Vec::new();
                let mut names = names_of(&catalogue);
                let judged = Judged { catalogue: &catalogue, rules: &rules, frame: &frame, complaints: &complaints };
                judged.each(&read, &mut progress, |view| {
                    if let Count::Dossiers { set, role, .. } = figure.count {
                        if wanted.dossier(view)
                            && in_part(reference, view, (set, role), &mut names, &read)?
                            && for_reason(reference, view.facts.id, &read)?
                        {
                            ids.push(view.facts.id);
                        }
                    } else {
                        fold.dossier(view);
                    }
                    Ok(())
                })?;
                if matches!(figure.count, Count::Dossiers { .. }) {
                    return Ok(Behind::Dossiers(ids));
                }
                let matching = |id: &&i64| {
                    catalogue.versions.get(id).is_some_and(|procedure| {
                        let field = || names.of(Grouping::Field, procedure.field as i64);
                        wanted.procedure(procedure, &fold.usage(procedure.index))
                            && part_matches(reference, Grouping::Field, field)
                    })
                };
                Ok(Behind::Procedures(catalogue.in_force.iter().filter(matching).copied().collect()))
            }
        }
    })
}

fn names_of(catalogue: &Catalogue) -> Names {
    Names {
        officers: catalogue.officers.clone(),
        fields: catalogue.fields.clone(),
        procedures: catalogue.procedures.clone(),
        systems: Vec::new(),
        offices: Vec::new(),
    }
}

fn part_matches(reference: &FigureRef, grouping: Grouping, name: impl FnOnce() -> String) -> bool {
    match &reference.part {
        Some((wanted, key)) if *wanted == grouping => name() == *key,
        _ => true,
    }
}

/// Whether what is missing of a dossier was given the reason that is asked for.
fn for_reason(reference: &FigureRef, id: i64, read: &Read<'_>) -> Result<bool, Error> {
    let Some(reason) = &reference.reason else { return Ok(true) };
    let (components, result) = read.digitization_notes(id)?;
    Ok(match reference.id.as_str() {
        COMPONENTS_GAP => components == *reason,
        RESULTS_GAP => result == *reason,
        _ => false,
    })
}

fn in_part(
    reference: &FigureRef,
    view: &View<'_>,
    (set, role): (Set, Role),
    names: &mut Names,
    read: &Read<'_>,
) -> Result<bool, Error> {
    let Some((grouping, key)) = &reference.part else { return Ok(true) };
    let facts = view.facts;
    let name = match grouping {
        Grouping::Officer => {
            let officer = if role == Role::Reception { facts.received_by } else { facts.handled_by };
            names.of(Grouping::Officer, officer)
        }
        Grouping::Field => names.of(Grouping::Field, view.procedure.field as i64),
        Grouping::Procedure => names.of(Grouping::Procedure, view.procedure.index as i64),
        Grouping::System => read.system_of(facts.id)?,
        Grouping::Office => read.office_of(facts.id)?,
        Grouping::Week => set.week(facts).map_or(String::new(), |monday| monday.to_string()),
    };
    Ok(name == *key)
}
