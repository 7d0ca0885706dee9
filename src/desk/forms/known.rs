//! What the register knows for one form: gathered once, in one snapshot, for every placeholder to choose from.

use std::collections::BTreeMap;

use crate::desk::promise;
use crate::domain::component::Component;
use crate::domain::day::Moment;
use crate::domain::dossier::{Channel, Dossier};
use crate::domain::procedure::Procedure;
use crate::domain::rulebook::Rulebook;
use crate::domain::settings::Settings;
use crate::domain::standing::{self, Frame};
use crate::domain::warning;
use crate::report::forms::sets::Form;
use crate::store::dossier::Stored;
use crate::store::papers::Slip;
use crate::store::{Read, StoreError};

use super::register::Line;
use super::way::{self, Step};

/// Everything that the placeholders of a form can speak of.
#[derive(Clone, Debug)]
pub struct Known {
    /// The moment that the form bears: of acceptance, issue, refusal, or now.
    pub at: Moment,
    /// Settings of the desk.
    pub settings: Settings,
    /// The dossier.
    pub dossier: Dossier,
    /// The due moment in force; for a letter of apology, as it was when the letter was issued.
    pub due_now: Option<Moment>,
    /// Name of the procedure.
    pub procedure: String,
    /// Whether the procedure takes a fee, where that is known.
    pub procedure_fee: Option<bool>,
    /// The limit in words.
    pub limit: String,
    /// The papers handed in.
    pub components: Vec<Component>,
    /// The slip, for a form that is one.
    pub slip: Slip,
    /// The way of the dossier from desk to desk.
    pub way: Vec<Step>,
    /// How the dossier stands towards its own date.
    pub verdict: &'static str,
    /// Names of officers by code.
    pub officers: BTreeMap<String, String>,
    /// Name of the officer who wrote the slip.
    pub slip_officer: String,
    /// Lines of the register, and the period that they are of.
    pub lines: Vec<Line>,
    /// The period in words.
    pub period: String,
}

impl Known {
    /// Nothing but the desk itself.
    pub fn of_desk(settings: Settings, at: Moment) -> Known {
        Known {
            at,
            settings,
            dossier: Dossier::new("", "", Channel::Direct),
            due_now: None,
            procedure: String::new(),
            procedure_fee: None,
            limit: String::new(),
            components: Vec::new(),
            slip: Slip::default(),
            way: Vec::new(),
            verdict: "",
            officers: BTreeMap::new(),
            slip_officer: String::new(),
            lines: Vec::new(),
            period: String::new(),
        }
    }

    /// A dossier for a form that bears the moment `at`.
    pub fn of_dossier(
        read: Read<'_>,
        rules: &Rulebook,
        form: Form,
        stored: Stored,
        at: Moment,
        now: Moment,
    ) -> Result<Known, StoreError> {
        let id = stored.id;
        let procedure = read
            .procedure(stored.procedure)?
            .ok_or_else(|| StoreError::Missing(format!("procedure {}", stored.procedure)))?;
        let officers = read.officers()?;
        let slip = read.slip(id, form.code())?.unwrap_or_default();
        let slip_officer =
            officers.iter().find(|(id, _)| Some(*id) == slip.officer).map(|(_, officer)| officer.name.clone());
        let officers: BTreeMap<String, String> =
            officers.into_iter().map(|(_, officer)| (officer.code, officer.name)).collect();
        let dossier = stored.dossier;
        let handover_due = dossier.accepted_at.map(|at| warning::handover_due(at, &rules.calendar, &rules.warnings));
        let settings = read.settings()?;
        let desk = way::Reception {
            office: settings.unit().to_owned(),
            officer: officers.get(&dossier.received_by).cloned().unwrap_or_else(|| dossier.received_by.clone()),
            due: handover_due,
        };
        let way = way::steps(&dossier, stored.due_now, &read.handovers(id)?, desk, &rules.calendar, now);
        let verdict = way::verdict(dossier.settled_at, stored.due_now, stored.late_from, now);
        let due_now = if form == Form::Apology { due_then(read, rules, id, &procedure, at)? } else { stored.due_now };
        let papers = read.components(id)?.into_iter().map(|(_, paper)| paper);
        Ok(Known {
            due_now: due_now.or(stored.due_now).or(dossier.due_at),
            limit: limit(&dossier, &procedure),
            procedure_fee: procedure.fee,
            procedure: procedure.name,
            components: papers.filter(|paper| !paper.not_applicable).collect(),
            slip,
            way,
            verdict,
            slip_officer: slip_officer.unwrap_or_default(),
            officers,
            dossier,
            ..Known::of_desk(settings, at)
        })
    }

    /// The printed name of an officer: the slip is for the citizen, so without a code.
    pub fn officer(&self, code: &str) -> String {
        self.officers.get(code).cloned().unwrap_or_else(|| code.to_owned())
    }

    /// Who stands at the counter: the applicant or the person authorized.
    pub fn handed_in_by(&self) -> &str {
        let applicant = &self.dossier.applicant;
        if applicant.delegate.is_empty() { &applicant.name } else { &applicant.delegate }
    }

    /// Whom the citizen may ask: as the slip says, else as the desk says now.
    pub fn contact(&self) -> &str {
        if self.slip.contact.is_empty() { self.settings.get("contact") } else { &self.slip.contact }
    }

    /// What a slip asks for, one thing each.
    pub fn items(&self) -> Vec<&str> {
        self.slip.items.lines().map(str::trim).filter(|item| !item.is_empty()).collect()
    }
}

/// The due moment that was in force at a moment: a letter that is printed again says what it said.
fn due_then(
    read: Read<'_>,
    rules: &Rulebook,
    id: i64,
    procedure: &Procedure,
    at: Moment,
) -> Result<Option<Moment>, StoreError> {
    let Some(facts) = read.facts(id)? else { return Ok(None) };
    let frame = Frame { from: at, end: at.plus_minutes(1), cutoff: at, year_from: at };
    Ok(standing::due_at(&facts, &read.procedure_facts(procedure), rules, &frame))
}

fn limit(dossier: &Dossier, procedure: &Procedure) -> String {
    let limit = promise::limit_of(dossier, procedure).map(|limit| limit.vietnamese());
    let extension = dossier.extension.as_ref().map(|extension| format!("gia hạn {}", extension.limit.vietnamese()));
    limit.into_iter().chain(extension).collect::<Vec<_>>().join(", ")
}
