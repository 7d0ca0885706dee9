//! The dossiers that a report names, read one by one as they stood at the cut-off of its period.

use std::collections::BTreeMap;

use crate::desk::count::Scope;
use crate::domain::day::Moment;
use crate::domain::dossier::{Apology, Lateness};
use crate::domain::standing::{self, Frame};
use crate::report::figures::Figures;
use crate::report::named::{Lists, NamedDossier};
use crate::store::{Read, Store, StoreError};

/// The lists of the figures whose dossiers were kept when they were counted, by due moment and code.
///
/// # Errors
/// When the register cannot be read.
pub(super) fn lists(store: &Store, scope: &Scope, figures: &Figures) -> Result<Lists, StoreError> {
    let (rules, frame) = (store.rulebook()?, scope.frame());
    store.snapshot(|read| {
        let officers = read.officer_names()?;
        let mut lists = Lists::default();
        for (figure, ids) in &figures.listed {
            let mut rows = Vec::with_capacity(ids.len());
            for id in ids {
                rows.extend(dossier(&read, *id, &rules, &frame, &officers)?);
            }
            rows.sort_by(|a, b| (a.due, &a.code).cmp(&(b.due, &b.code)));
            lists.insert(figure, rows);
        }
        Ok(lists)
    })
}

fn dossier(
    read: &Read<'_>,
    id: i64,
    rules: &crate::domain::rulebook::Rulebook,
    frame: &Frame,
    officers: &BTreeMap<i64, String>,
) -> Result<Option<NamedDossier>, StoreError> {
    let (Some(stored), Some(facts)) = (read.dossier(id)?, read.facts(id)?) else { return Ok(None) };
    let Some(procedure) = read.procedure(stored.procedure)? else { return Ok(None) };
    let procedure_facts = read.procedure_facts(&procedure);
    let dossier = stored.dossier;
    let officer = officers.get(&facts.handled_by).cloned().unwrap_or_default();
    let happened = |at: Option<Moment>| at.filter(|at| frame.happened(Some(*at)));
    let apology = Apology {
        issued_at: happened(dossier.apology.issued_at),
        uploaded_at: happened(dossier.apology.uploaded_at),
        posted_at: happened(dossier.apology.posted_at),
        ..dossier.apology
    };
    Ok(Some(NamedDossier {
        id,
        due: standing::due_at(&facts, &procedure_facts, rules, frame),
        late: standing::lateness_seen(&facts, &procedure_facts, rules, frame),
        code: dossier.code,
        procedure: procedure.name,
        field: procedure.field,
        name: dossier.applicant.name,
        accepted_at: dossier.accepted_at,
        settled_at: happened(dossier.settled_at),
        returned_at: happened(dossier.returned_at),
        late_kind: dossier.late.kind,
        cause: cause(&dossier.late, &dossier.handled_by, &officer),
        officer,
        apology,
    }))
}

/// The cause, and whom the delay is due to where that is somebody else than the officer who settles the dossier, given by
/// code and printed name.
fn cause(late: &Lateness, handler: &str, printed: &str) -> String {
    let other = Some(late.officer.as_str()).filter(|officer| *officer != handler && *officer != printed);
    match (late.cause.as_str(), other.unwrap_or_default()) {
        (cause, "") => cause.to_owned(),
        ("", officer) => format!("do {officer}"),
        (cause, officer) => format!("{cause} (do {officer})"),
    }
}
