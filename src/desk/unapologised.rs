//! The overdue dossiers without a letter of apology, as a report names them: by officer and code, without citizens.

use crate::desk::count::{self, Scope};
use crate::desk::error::Error;
use crate::domain::figure::Grouping;
use crate::domain::standing;
use crate::domain::text::sort_key;
use crate::report::directive::{MISSING, Unapologised};
use crate::report::figures::Names;
use crate::report::model::FigureRef;
use crate::store::Store;

/// The dossiers behind the two figures of [`MISSING`], by officer, then by due moment and code.
///
/// # Errors
/// [`Error::Cancelled`] when `progress` answers `false`.
pub fn find(
    store: &Store,
    scope: &Scope,
    names: &Names,
    mut progress: impl FnMut(u64) -> bool,
) -> Result<Vec<Unapologised>, Error> {
    let mut ids = Vec::new();
    for id in MISSING {
        ids.extend_from_slice(count::behind(store, scope, &FigureRef::whole(id), &mut progress)?.ids());
    }
    let (rules, frame, read) = (store.rulebook()?, scope.frame(), store.read());
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        let (Some(stored), Some(facts)) = (read.dossier(id)?, read.facts(id)?) else { continue };
        let Some(procedure) = read.procedure(stored.procedure)? else { continue };
        let procedure = read.procedure_facts(&procedure);
        rows.push(Unapologised {
            officer: names.of(Grouping::Officer, facts.handled_by),
            office: stored.dossier.office,
            code: stored.dossier.code,
            procedure: stored.dossier.procedure_code,
            due: standing::due_at(&facts, &procedure, &rules, &frame),
            settled: facts.settled_at.filter(|at| frame.happened(Some(*at))),
        });
    }
    rows.sort_by_cached_key(|row| (row.officer.is_empty(), sort_key(&row.officer), row.due, row.code.clone()));
    Ok(rows)
}
