//! What the row of a dossier says of its promises in the file of dossiers, where the ledger knows more than the row has
//! room for. Export writes it; import takes it for what is known already.
//!
//! `due_at` is the first promise before any pause, extensions included, so an extension that the ledger holds is told
//! as the dossier's own: with the promise that it makes of the first one. A register made from the file then counts the
//! same pauses from there and comes to the same date. Amounts of different units have no room in one cell; they stay in
//! the ledger alone, as dates given by hand do.

use crate::domain::day::Moment;
use crate::domain::deadline::{self, Counted};
use crate::domain::ledger;
use crate::domain::limit::Extension;
use crate::domain::line_cause::LineCause;
use crate::store::dossier::Stored;
use crate::store::parts::DueDate;
use crate::store::{Read, StoreError};

/// Extension and first promise as the row of a dossier has them.
pub(super) fn promises(read: Read<'_>, stored: &Stored) -> Result<(Option<Extension>, Option<Moment>), StoreError> {
    let dossier = &stored.dossier;
    let mut given = read.due_dates(stored.id)?;
    given.retain(|due| due.cause != LineCause::Pause);
    // Where acceptance was corrected to after the first promise, that is no promise of the acceptance beside it, and a
    // register made from the file could not tell when the dossier was late.
    if dossier.due_at.zip(dossier.accepted_at).is_some_and(|(due, accepted)| due < accepted) {
        return Ok((dossier.extension.clone(), given.last().map(|due| due.due_at).or(dossier.due_at)));
    }
    let granted: Vec<&DueDate> = given.iter().filter(|due| due.extension.is_some()).collect();
    let as_it_is = (dossier.extension.clone(), dossier.due_at);
    let Some(whole) = combined(dossier.extension.as_ref(), &granted) else { return Ok(as_it_is) };
    let Some(first) = first(read, stored)? else { return Ok(as_it_is) };
    let rules = read.rulebook()?;
    let added = granted.iter().filter_map(|due| due.extension);
    let extended = added.fold(first, |from, added| deadline::extend(from, added, &rules.calendar));
    Ok((Some(whole), Some(extended.due)))
}

/// The extension that a cell can hold: the dossier's own with the granted ones, all of one unit; `None` without any.
fn combined(own: Option<&Extension>, granted: &[&DueDate]) -> Option<Extension> {
    let mut whole: Option<Extension> = own.cloned();
    if granted.is_empty() {
        return None;
    }
    for due in granted {
        let limit = due.extension?;
        whole = Some(match whole {
            None => Extension { limit, basis: due.basis.clone() },
            Some(mut before) if before.limit.unit == limit.unit => {
                before.limit.count = before.limit.count.saturating_add(limit.count);
                if !due.basis.is_empty() && !before.basis.contains(&due.basis) {
                    before.basis = [before.basis.as_str(), &due.basis].join("; ").trim_start_matches("; ").to_owned();
                }
                before
            }
            Some(_) => return None,
        });
    }
    whole.filter(|whole| whole.limit.count <= 9_999)
}

fn first(read: Read<'_>, stored: &Stored) -> Result<Option<Counted>, StoreError> {
    let (facts, procedure) = (read.facts(stored.id)?, read.procedure(stored.procedure)?);
    let rules = read.rulebook()?;
    Ok(facts.zip(procedure).and_then(|(facts, procedure)| {
        ledger::first_promise(&facts, &read.procedure_facts(&procedure), &rules.calendar)
    }))
}
