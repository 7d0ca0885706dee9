//! Looking at one dossier with everything that belongs to it.

use crate::desk::change::stage_of;
use crate::domain::component::Component;
use crate::domain::day::Moment;
use crate::domain::deadline::{self, Explanation};
use crate::domain::procedure::Procedure;
use crate::domain::stage::Stage;
use crate::domain::standing;
use crate::store::dossier::Stored;
use crate::store::journal::{Entry, Line};
use crate::store::parts::{DueDate, Handover};
use crate::store::{Store, StoreError};

/// A dossier with everything that belongs to it.
#[derive(Clone, Debug)]
pub struct Whole {
    /// As it stands.
    pub stored: Stored,
    /// Its stage now.
    pub stage: Stage,
    /// Its procedure version.
    pub procedure: Procedure,
    /// Its papers, where they have rows.
    pub components: Vec<(i64, Component)>,
    /// Hand-overs.
    pub handovers: Vec<Handover>,
    /// Later promises.
    pub due_dates: Vec<DueDate>,
    /// Due moment in force now.
    pub due: Option<Moment>,
    /// From when it is late.
    pub late_from: Option<Moment>,
    /// How the due moment came about, day by day.
    pub explanation: Option<Explanation>,
    /// Name of the pause rule that was applied.
    pub rule: String,
    /// Last moment for accepting an online dossier.
    pub acceptance_due: Option<Moment>,
    /// Printed names of its officers: received by, handled by.
    pub officers: (String, String),
    /// History, newest first.
    pub history: Vec<(Entry, Vec<Line>)>,
}

/// Entries of history that a look brings along.
const HISTORY: usize = 200;

/// A dossier as of `now`; `None` when there is none with this id.
pub fn whole(store: &Store, id: i64, now: Moment) -> Result<Option<Whole>, StoreError> {
    let rules = store.rulebook()?;
    store.snapshot(|read| {
        let (Some(stored), Some(facts)) = (read.dossier(id)?, read.facts(id)?) else { return Ok(None) };
        let Some(procedure) = read.procedure(stored.procedure)? else { return Ok(None) };
        let terms_of = read.procedure_facts(&procedure);
        let seen_at = facts.settled_at.unwrap_or(now);
        let due = standing::due_seen(&facts, &terms_of, &rules, seen_at);
        let explained = standing::terms_seen(&facts, &terms_of, seen_at).and_then(|(terms, pauses)| {
            let rule = rules.pauses.at(terms.start.day);
            deadline::explain(&terms, &pauses, rule, &rules.calendar, seen_at).map(|explained| (explained, rule))
        });
        let (explanation, rule) =
            explained.map_or((None, String::new()), |(explanation, rule)| (Some(explanation), rule.name().to_owned()));
        let names = read.officer_names()?;
        let name = |id: i64| names.get(&id).cloned().unwrap_or_default();
        Ok(Some(Whole {
            stage: stage_of(&stored.dossier, now),
            components: read.components(id)?,
            handovers: read.handovers(id)?,
            due_dates: read.due_dates(id)?,
            due,
            late_from: due.map(|due| standing::late_from(&facts, &terms_of, &rules, due)),
            explanation,
            rule,
            acceptance_due: standing::acceptance_due(&facts, &rules),
            officers: (name(facts.received_by), name(facts.handled_by)),
            history: read.history(id, HISTORY)?,
            stored,
            procedure,
        }))
    })
}
