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
use crate::domain::limit::{Extension, Limit};
use crate::domain::line_cause::LineCause;
use crate::store::dossier::Stored;
use crate::store::parts::DueDate;
use crate::store::{Read, StoreError};

/// Extension and first promise as the row of the dossier has them.
pub(super) fn promises(read: Read<'_>, stored: &Stored) -> Result<(Option<Extension>, Option<Moment>), StoreError> {
    let dossier = &stored.dossier;
    let given = given(read, stored)?;
    // Where acceptance was corrected to after the first promise, that is no promise of the acceptance beside it, and a
    // register made from the file could not tell when the dossier was late.
    if accepted_after_the_promise(stored) {
        return Ok((dossier.extension.clone(), given.last().map(|due| due.due_at).or(dossier.due_at)));
    }
    let granted = granted(&given);
    let as_it_is = (dossier.extension.clone(), dossier.due_at);
    let Some(whole) = combined(dossier.extension.as_ref(), &granted) else { return Ok(as_it_is) };
    let Some(told) = told(read, stored, &granted)?.pop() else { return Ok(as_it_is) };
    Ok((Some(whole), Some(told.due)))
}

/// What rows of the dossier have said since it came in: a file that says one of them again says nothing new.
#[derive(Default)]
pub(super) struct Known {
    /// Extensions, as cells held them.
    pub extensions: Vec<Extension>,
    /// First promises, as cells held them.
    pub promises: Vec<Moment>,
}

/// What rows of the dossier have said, by every beginning of its ledger.
pub(super) fn known(read: Read<'_>, stored: &Stored) -> Result<Known, StoreError> {
    let given = given(read, stored)?;
    let granted = granted(&given);
    let mut known = Known::default();
    known.promises.extend(told(read, stored, &granted)?.into_iter().map(|told| told.due));
    if accepted_after_the_promise(stored) {
        known.promises.extend(given.iter().map(|due| due.due_at));
    }
    for so_far in 1..=granted.len() {
        known.extensions.extend(combined(stored.dossier.extension.as_ref(), &granted[..so_far]));
    }
    Ok(known)
}

/// What the row is to say of the promise once `added` is granted as well; `None` without an amount or a promise.
pub(super) fn promised_with(
    read: Read<'_>,
    stored: &Stored,
    added: Option<Limit>,
) -> Result<Option<Moment>, StoreError> {
    let Some(added) = added else { return Ok(None) };
    let given = given(read, stored)?;
    let before = match told(read, stored, &granted(&given))?.pop() {
        Some(told) => Some(told),
        None => first(read, stored)?,
    };
    let rules = read.rulebook()?;
    Ok(before.map(|before| deadline::extend(before, added, &rules.calendar).due))
}

/// Lines that somebody gave.
fn given(read: Read<'_>, stored: &Stored) -> Result<Vec<DueDate>, StoreError> {
    let mut given = read.due_dates(stored.id)?;
    given.retain(|due| due.cause != LineCause::Pause);
    Ok(given)
}

fn granted(given: &[DueDate]) -> Vec<&DueDate> {
    given.iter().filter(|due| due.extension.is_some()).collect()
}

fn accepted_after_the_promise(stored: &Stored) -> bool {
    stored.dossier.due_at.zip(stored.dossier.accepted_at).is_some_and(|(due, accepted)| due < accepted)
}

/// What the row said after each extension: as it was written down then, whatever the calendar says now.
fn told(read: Read<'_>, stored: &Stored, granted: &[&DueDate]) -> Result<Vec<Counted>, StoreError> {
    let (Some(mut told), false) = (first(read, stored)?, granted.is_empty()) else { return Ok(Vec::new()) };
    let rules = read.rulebook()?;
    let mut all = Vec::new();
    for (due, added) in granted.iter().filter_map(|due| Some((due, due.extension?))) {
        let counted = deadline::extend(told, added, &rules.calendar);
        told = match due.row_due {
            Some(kept) if kept != counted.due => Counted { due: kept, counted_to: None, ..counted },
            _ => counted,
        };
        all.push(told);
    }
    Ok(all)
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
