//! Looking at one dossier with everything that belongs to it, and at what the desk has to choose from for a move.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::desk::change::stage_of;
use crate::desk::history::{self, Told};
use crate::desk::ledger::{self, Promise};
use crate::domain::clock_rule::RuleKind;
use crate::domain::clocks::{self, Clocks};
use crate::domain::collation;
use crate::domain::component::Component;
use crate::domain::day::{Day, Moment};
use crate::domain::deadline::{self, Explanation};
use crate::domain::fee::Fee;
use crate::domain::index_view::{self, IndexView};
use crate::domain::labels;
use crate::domain::lateness::{Lateness, lateness};
use crate::domain::ledger::InForce;
use crate::domain::officer::Officer;
use crate::domain::procedure::Procedure;
use crate::domain::rating::{Levels, Rating};
use crate::domain::rulebook::Rulebook;
use crate::domain::settings::Settings;
use crate::domain::stage::{self, Stage};
use crate::domain::standing::{self, Seen};
use crate::domain::warning::{self, Warnings};
use crate::store::dossier::Stored;
use crate::store::journal::{Entry, Line};
use crate::store::last_moves::LastMoves;
use crate::store::pages::ListRow;
use crate::store::parts::{DueDate, Handover};
use crate::store::{Read, Store, StoreError};

/// A dossier with everything that belongs to it.
#[derive(Clone, Debug)]
pub struct Whole {
    /// As it stands.
    pub stored: Stored,
    /// The minute as of which it was looked at.
    pub seen_at: Moment,
    /// Its stage then.
    pub stage: Stage,
    /// Its procedure version.
    pub procedure: Procedure,
    /// Its papers, where they have rows.
    pub components: Vec<(i64, Component)>,
    /// What is on record of its fee.
    pub fee: Fee,
    /// Hand-overs.
    pub handovers: Vec<Handover>,
    /// Later promises.
    pub due_dates: Vec<DueDate>,
    /// Every due moment it ever had, oldest first.
    pub ledger: Vec<Promise>,
    /// Its citizens' ratings.
    pub ratings: Vec<Rating>,
    /// Due moment in force now.
    pub due: Option<Moment>,
    /// The same with what an extension is counted from.
    pub in_force: Option<InForce>,
    /// From when it is late.
    pub late_from: Option<Moment>,
    /// How late it is, where it is late: at its end, or now.
    pub late: Option<Lateness>,
    /// How the national index sees it; it stands beside the legal due moment and decides nothing.
    pub index: Option<IndexView>,
    /// How the due moment came about, day by day.
    pub explanation: Option<Explanation>,
    /// Name and version of the pause rule that was applied.
    pub rule: String,
    /// Last moment for accepting an online dossier.
    pub acceptance_due: Option<Moment>,
    /// The clocks that still run.
    pub clocks: Clocks,
    /// The warnings of the due moment in force, whatever has become of them.
    pub warnings: Option<Warnings>,
    /// Until when it is, or was, to be handed over.
    pub handover_due: Option<Moment>,
    /// Printed names of its officers: received by, handled by.
    pub officers: (String, String),
    /// History in words, newest first.
    pub history: Vec<(Entry, Vec<Told>)>,
    /// Its legs, where it is a request, in the order of entry.
    pub legs: Vec<ListRow>,
    /// The request of which it is a leg.
    pub request: Option<ListRow>,
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
        // What was written in this very minute has happened: a promise or a pause of now is seen at once.
        let seen_at = facts.settled_at.unwrap_or(now.plus_minutes(1));
        let seen = Seen::from(now.plus_minutes(1), facts.settled_at);
        let due = standing::due_seen(&facts, &terms_of, &rules, seen);
        let explanation = standing::terms_told(&facts, &terms_of, &rules, seen).and_then(|(terms, pauses)| {
            let rule = rules.pauses.at(terms.start.day);
            deadline::explain(&terms, &pauses, rule, &rules.calendar, seen_at)
        });
        let start = facts.clock_start().filter(|_| explanation.is_some());
        let rule = start.map_or_else(String::new, |start| rules.printed_at(RuleKind::Pause, start.day));
        let index = facts.accepted_at.is_some().then(|| index_view::index_view(&facts, &terms_of, &rules, seen));
        let late_from = due.map(|due| standing::late_from(&facts, &terms_of, &rules, due));
        let late = due.zip(late_from).filter(|(_, late)| *late <= seen.until && facts.accepted_at.is_some());
        let late = late.map(|(due, _)| {
            let rule = standing::lateness_rule(&facts, &rules, due);
            let ended = facts.settled_at.unwrap_or(now);
            lateness(due, ended, standing::unit_of(&facts, &terms_of), &rules.calendar, rule)
        });
        let names = read.officer_names()?;
        let name = |id: i64| names.get(&id).cloned().unwrap_or_default();
        let due_dates = read.due_dates(id)?;
        Ok(Some(Whole {
            seen_at: now,
            stage: stage_of(&stored.dossier, now),
            components: read.components(id)?,
            fee: read.fee_of(id)?.unwrap_or_default(),
            handovers: read.handovers(id)?,
            ledger: ledger::ledger(&facts, &terms_of, &rules, &read.due_dates_kept(id)?, seen_at),
            due_dates,
            ratings: read.ratings_of(id)?,
            due,
            late_from,
            late,
            index,
            in_force: crate::domain::ledger::in_force(&facts, &terms_of, &rules, now),
            explanation,
            rule,
            acceptance_due: standing::acceptance_due(&facts, &rules),
            clocks: stage::derive(&facts, &terms_of, &rules).clocks,
            warnings: due.and_then(|due| clocks::warnings(&facts, &terms_of, &rules, due)),
            handover_due: facts.accepted_at.map(|at| warning::handover_due(at, &rules.calendar, &rules.warnings)),
            officers: (name(facts.received_by), name(facts.handled_by)),
            history: told(read, id)?,
            legs: read.rows_of(&read.leg_ids(id)?)?,
            request: read.rows_of(read.request_of(id)?.as_slice())?.into_iter().next(),
            stored,
            procedure,
        }))
    })
}

/// The history of a dossier in words. Level and words of a rating stay out: who gave which is confidential
/// (DOMAIN.md §9).
fn told(read: Read<'_>, id: i64) -> Result<Vec<(Entry, Vec<Told>)>, StoreError> {
    let confidential = ["level", "comment"].map(|column| labels::column_label("rating", column));
    let tell = |line: &Line| {
        let mut told = history::told(read, line)?;
        if line.kind == "rating" {
            told.fields.retain(|field| !confidential.contains(&field.label.as_str()));
        }
        Ok(told)
    };
    let entries = read.history(id, HISTORY)?.into_iter();
    entries.map(|(entry, lines)| Ok((entry, lines.iter().map(tell).collect::<Result<_, StoreError>>()?))).collect()
}

/// What the desk has to choose from when something is done to a dossier.
#[derive(Clone, Debug)]
pub struct Aids {
    /// Officers in office today, in Vietnamese order of their names.
    pub officers: Vec<Officer>,
    /// Printed names of all officers by code, as a dossier holds them.
    pub names_by_code: BTreeMap<String, String>,
    /// Procedures in force today, by field and code.
    pub procedures: Vec<Procedure>,
    /// Calendar and rules of the clock.
    pub rules: Arc<Rulebook>,
    /// Levels of satisfaction.
    pub levels: Levels,
    /// The desk's own names.
    pub settings: Settings,
    /// What the last moves said.
    pub last: LastMoves,
}

impl Aids {
    /// The printed name of the officer with a code; the code itself where none is known by it.
    pub fn officer(&self, code: &str) -> String {
        self.names_by_code.get(code).cloned().unwrap_or_else(|| code.to_owned())
    }
}

/// What the desk has to choose from on a day.
pub fn aids(store: &Store, today: Day) -> Result<Aids, StoreError> {
    let rules = store.rulebook()?;
    store.snapshot(|read| {
        let (known, names) = (read.officers()?, read.officer_names()?);
        let by_code = |(id, officer): &(i64, Officer)| Some((officer.code.clone(), names.get(id)?.clone()));
        let names_by_code = known.iter().filter_map(by_code).collect();
        let mut officers: Vec<Officer> =
            known.into_iter().map(|(_, officer)| officer).filter(|officer| officer.in_office(today)).collect();
        officers.sort_by_cached_key(|officer| collation::sort_key(&officer.name));
        let procedures = read.procedures()?;
        let mut in_force: Vec<Procedure> =
            procedures.into_iter().map(|(_, version)| version).filter(|version| version.in_force(today)).collect();
        in_force.sort_by(|a, b| (&a.field, &a.code).cmp(&(&b.field, &b.code)));
        let settings = read.settings()?;
        let levels = settings.levels();
        let last = read.last_moves()?;
        Ok(Aids { officers, names_by_code, procedures: in_force, rules, levels, settings, last })
    })
}
