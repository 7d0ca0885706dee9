//! Changing dossiers that are in the register: one or many at once, each only while it is as the user saw it.

use crate::desk::error::{Error, overtaken};
use crate::domain::change::Changes;
use crate::domain::day::Moment;
use crate::domain::dossier::Dossier;
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::domain::stage::{self, Milestones, Stage};
use crate::store::dossier::Stored;
use crate::store::journal::op_label;
use crate::store::{Op, Stamp, Store, Tx};

/// A dossier and the version that the user saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// Id.
    pub id: i64,
    /// Version.
    pub version: i64,
}

/// The stage of a stored dossier as of `now`.
pub fn stage_of(dossier: &Dossier, now: Moment) -> Stage {
    let milestones = Milestones {
        accepted_at: dossier.accepted_at,
        done_at: dossier.done_at,
        settled_at: dossier.settled_at,
        returned_at: dossier.returned_at,
        outcome: dossier.outcome,
        paused: dossier.pauses.iter().any(|pause| pause.to.is_none()),
    };
    stage::stage(&milestones, now)
}

/// Loads a target inside a transaction and refuses one that has moved on.
pub(super) fn load(tx: &Tx<'_>, target: Target) -> Result<Stored, Error> {
    let read = tx.read();
    let stored = read
        .dossier(target.id)?
        .filter(|stored| !stored.voided)
        .ok_or_else(|| Refusal::whole("Hồ sơ này đã bị hủy hoặc không còn trong sổ. Hãy tải lại danh sách."))?;
    if stored.version != target.version {
        let by = read.entry(stored.version)?;
        let named = by.map(|entry| (entry.officer, op_label(&entry.op).to_owned(), entry.at));
        return Err(overtaken("Hồ sơ", &stored.dossier.code, named).into());
    }
    Ok(stored)
}

/// Refuses a move that the stage does not allow.
pub(super) fn lawful(stored: &Stored, step: Move, now: Moment) -> Result<(), Refusal> {
    match step.why_not(stage_of(&stored.dossier, now), stored.dossier.returned_at.is_some()) {
        None => Ok(()),
        Some(why) => Err(Refusal::whole(format!("{}: {why}", stored.dossier.code))),
    }
}

/// Refuses a moment that lies in the future or before an earlier step of the dossier.
pub(super) fn in_order(
    field: &'static str,
    name: &str,
    at: Moment,
    after: Option<(&str, Moment)>,
    now: Moment,
) -> Result<(), Refusal> {
    if at > now {
        return Err(Refusal::at(field, format!("{name} {} ở tương lai; hãy sửa lại giờ.", at.vietnamese())));
    }
    match after {
        Some((earlier, moment)) if at < moment => Err(Refusal::at(
            field,
            format!("{name} {} trước {earlier} {}; hãy sửa lại giờ.", at.vietnamese(), moment.vietnamese()),
        )),
        _ => Ok(()),
    }
}

/// The last of the steps that a dossier has taken before its end, with the words of [`in_order`]: accepted, received by
/// the settling office, done. An end may not lie before any of them.
pub(super) fn last_step(dossier: &Dossier) -> Option<(&'static str, Moment)> {
    let steps = [
        ("lúc tiếp nhận", dossier.accepted_at),
        ("lúc nơi giải quyết nhận", dossier.forwarded_at),
        ("lúc xong việc", dossier.done_at),
    ];
    steps.into_iter().filter_map(|(name, at)| Some((name, at?))).max_by_key(|(_, at)| *at)
}

/// Applies `change` to each target in one transaction, with one journal entry and so one undo for all. The first
/// refusal stops it and nothing is written.
pub(super) fn change_each(
    store: &mut Store,
    op: &Op,
    stamp: &Stamp,
    step: Move,
    targets: &[Target],
    change: impl FnMut(&mut Tx<'_>, &Stored, &mut Dossier) -> Result<(), Error>,
) -> Result<Changes, Error> {
    change_each_then(store, op, stamp, step, targets, change, |_, _, ()| Ok(()))
}

/// [`change_each`], with more to write for each dossier once it is changed, from what `change` gave.
pub(super) fn change_each_then<T>(
    store: &mut Store,
    op: &Op,
    stamp: &Stamp,
    step: Move,
    targets: &[Target],
    mut change: impl FnMut(&mut Tx<'_>, &Stored, &mut Dossier) -> Result<T, Error>,
    mut then: impl FnMut(&mut Tx<'_>, i64, T) -> Result<(), Error>,
) -> Result<Changes, Error> {
    let ((), changes) = store.transact(op, stamp, |tx| -> Result<(), Error> {
        for target in targets {
            let stored = load(tx, *target)?;
            lawful(&stored, step, stamp.at)?;
            let mut dossier = stored.dossier.clone();
            let given = change(tx, &stored, &mut dossier)?;
            tx.change_dossier(stored.id, &dossier, stored.procedure, stored.due_computed)?;
            then(tx, stored.id, given)?;
        }
        Ok(())
    })?;
    Ok(changes)
}
