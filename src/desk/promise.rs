//! The first promise of a dossier: computed from its terms, or the one that is recorded.

use crate::domain::day::Moment;
use crate::domain::deadline::{self, Counted, Terms};
use crate::domain::dossier::Dossier;
use crate::domain::limit::Limit;
use crate::domain::procedure::Procedure;
use crate::domain::rulebook::Rulebook;

/// The limit that holds for a dossier: its own, else the procedure's for the channel.
pub fn limit_of(dossier: &Dossier, procedure: &Procedure) -> Option<Limit> {
    dossier.limit.or_else(|| procedure.limit(dossier.channel))
}

/// The promise that follows from the terms; `None` without a limit or before the clock starts.
pub fn computed(dossier: &Dossier, procedure: &Procedure, rules: &Rulebook) -> Option<Moment> {
    counted(dossier, procedure, rules).map(|counted| counted.due)
}

/// [`computed`], with what a line of the ledger keeps of it.
pub fn counted(dossier: &Dossier, procedure: &Procedure, rules: &Rulebook) -> Option<Counted> {
    let terms = Terms {
        extension: dossier.extension.as_ref().map(|extension| extension.limit),
        same_day_cutoff: procedure.same_day_cutoff,
        ..Terms::new(dossier.clock_start()?, Some(limit_of(dossier, procedure)?))
    };
    deadline::promise_counted(&terms, &rules.calendar)
}

/// Fills the first promise in where none is recorded. Returns whether the promise is the computed one.
pub fn settle_promise(dossier: &mut Dossier, procedure: &Procedure, rules: &Rulebook) -> bool {
    let computed = computed(dossier, procedure, rules);
    if dossier.due_at.is_none() {
        dossier.due_at = computed;
    }
    dossier.due_at.is_some() && dossier.due_at == computed
}
