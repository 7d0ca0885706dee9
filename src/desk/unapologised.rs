//! The overdue dossiers without a letter of apology, as a report names them: by officer and code, without citizens.

use crate::desk::count::Scope;
use crate::domain::figure::Grouping;
use crate::domain::standing;
use crate::domain::text::sort_key;
use crate::report::directive::{MISSING, Unapologised};
use crate::report::figures::Figures;
use crate::store::{Store, StoreError};

/// The dossiers that were counted in the two figures of [`MISSING`], by officer, then by due moment and code.
///
/// # Errors
/// When the register cannot be read.
pub(super) fn rows(store: &Store, scope: &Scope, figures: &Figures) -> Result<Vec<Unapologised>, StoreError> {
    let (rules, frame, read) = (store.rulebook()?, scope.frame(), store.read());
    let mut rows = Vec::new();
    for &id in MISSING.iter().flat_map(|figure| figures.listed(figure)) {
        let (Some(stored), Some(facts)) = (read.dossier(id)?, read.facts(id)?) else { continue };
        let Some(procedure) = read.procedure(stored.procedure)? else { continue };
        let procedure = read.procedure_facts(&procedure);
        rows.push(Unapologised {
            officer: figures.names.of(Grouping::Officer, facts.handled_by),
            office: stored.dossier.office,
            id,
            code: stored.dossier.code,
            procedure: stored.dossier.procedure_code,
            due: standing::due_at(&facts, &procedure, &rules, &frame),
            settled: facts.settled_at.filter(|at| frame.happened(Some(*at))),
        });
    }
    rows.sort_by_cached_key(|row| (row.officer.is_empty(), sort_key(&row.officer), row.due, row.code.clone()));
    Ok(rows)
}
