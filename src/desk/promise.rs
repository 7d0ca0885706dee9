//! The first promise of a dossier: computed from its terms, or the one that is recorded.

use crate::domain::day::Moment;
use crate::domain::deadline::{self, Counted, Terms};
use crate::domain::dossier::Dossier;
use crate::domain::limit::Limit;
use crate::domain::procedure::Procedure;
use crate::domain::refusal::Refusal;
use crate::domain::rulebook::Rulebook;

/// The last year in which a dossier can be due: what lies behind it is a slip of the keyboard, and what pauses and
/// extensions still add stays a date of four digits.
const LAST_YEAR: i32 = 2200;

/// Why no dossier can be due at `due`; `None` where it can.
pub fn too_far(due: Option<Moment>) -> Option<String> {
    let due = due.filter(|due| due.day.year() > LAST_YEAR)?;
    Some(format!("hạn trả {} sau năm {LAST_YEAR}; hãy xem lại ngày giờ, thời hạn và gia hạn", due.day.vietnamese()))
}

/// Refuses a due date that is [`too_far`].
pub fn check_far(due: Option<Moment>) -> Result<(), Refusal> {
    match too_far(due) {
        Some(said) => Err(Refusal::at("due_at", format!("Không ghi được {said}."))),
        None => Ok(()),
    }
}

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
