//! Handing dossiers over to the settling office or to another officer, with the moments of giving and receiving.

use crate::desk::change::{self, Target};
use crate::desk::error::Error;
use crate::desk::promise;
use crate::domain::change::Changes;
use crate::domain::day::Moment;
use crate::domain::dossier::Dossier;
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::store::dossier::Stored;
use crate::store::parts::NewHandover;
use crate::store::{Op, Stamp, Store, Tx};

/// To whom and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// Code of the receiving officer; empty = an office alone.
    pub to_officer: String,
    /// Receiving office; may be empty when an officer is named.
    pub to_office: String,
    /// Given.
    pub given_at: Moment,
    /// Received, if known already.
    pub received_at: Option<Moment>,
    /// Note.
    pub note: String,
    /// The time that the step has; it stands on form 06 and moves no due date.
    pub due_at: Option<Moment>,
    /// The office only takes part in it (phối hợp): who leads stays.
    pub assisting: bool,
}

/// Hands dossiers over. The named officer becomes their handler; the receiving moment starts the clock of an
/// out-of-area dossier.
pub fn hand_over(store: &mut Store, stamp: &Stamp, targets: &[Target], to: &HandOver) -> Result<Changes, Error> {
    if to.to_officer.is_empty() && to.to_office.trim().is_empty() {
        return Err(Refusal::at("to_officer", "Hãy chọn cán bộ nhận hoặc ghi đơn vị nhận.").into());
    }
    let op = Op::because("hand_over", &to.note);
    let ((), changes) = store.transact(&op, stamp, |tx| -> Result<(), Error> {
        let officer = tx.read().officer_id(&to.to_officer)?;
        if officer.is_none() && !to.to_officer.is_empty() {
            return Err(Refusal::at("to_officer", format!("Không có cán bộ {} trong danh mục.", to.to_officer)).into());
        }
        for target in targets {
            let stored = change::load(tx, *target)?;
            change::lawful(&stored, Move::HandOver, stamp.at)?;
            let accepted = stored.dossier.accepted_at.map(|at| ("lúc tiếp nhận", at));
            change::in_order("given_at", "Giờ giao", to.given_at, accepted, stamp.at)?;
            if let Some(received) = to.received_at {
                change::in_order("received_at", "Giờ nhận", received, Some(("lúc giao", to.given_at)), stamp.at)?;
            }
            if to.due_at.is_some_and(|due| due < to.given_at) {
                return Err(Refusal::at("step_due_at", "Hạn của bước trước lúc giao; hãy sửa lại.").into());
            }
            let first = tx.read().handovers(stored.id)?.is_empty();
            tx.add_handover(
                stored.id,
                &NewHandover {
                    to_officer: officer,
                    to_office: to.to_office.trim(),
                    given_at: to.given_at,
                    received_at: to.received_at,
                    note: &to.note,
                    due_at: to.due_at,
                    assisting: to.assisting,
                },
            )?;
            if to.assisting {
                continue;
            }
            let mut dossier = stored.dossier.clone();
            if officer.is_some() {
                dossier.handled_by.clone_from(&to.to_officer);
            }
            if !to.to_office.trim().is_empty() {
                to.to_office.trim().clone_into(&mut dossier.office);
            }
            let computed =
                forward(tx, &stored, &mut dossier, to.received_at.filter(|_| first || stored.dossier.out_of_area))?;
            tx.change_dossier(stored.id, &dossier, stored.procedure, computed)?;
        }
        Ok(())
    })?;
    Ok(changes)
}

/// Notes that the last hand-over which nobody has received yet was received. It starts the clock of an out-of-area
/// dossier.
pub fn receive(store: &mut Store, stamp: &Stamp, targets: &[Target], at: Moment) -> Result<Changes, Error> {
    let ((), changes) = store.transact(&Op::new("receive_handover"), stamp, |tx| -> Result<(), Error> {
        for target in targets {
            let stored = change::load(tx, *target)?;
            change::lawful(&stored, Move::Receive, stamp.at)?;
            let handovers = tx.read().handovers(stored.id)?;
            let Some(over) = handovers.iter().rev().find(|over| over.received_at.is_none()) else {
                let code = &stored.dossier.code;
                return Err(Refusal::whole(format!("{code}: không có lần bàn giao nào chờ ghi lúc nhận.")).into());
            };
            change::in_order("received_at", "Giờ nhận", at, Some(("lúc giao", over.given_at)), stamp.at)?;
            let first = handovers.first().is_some_and(|first| first.id == over.id);
            tx.receive_handover(stored.id, over.id, at)?;
            let mut dossier = stored.dossier.clone();
            let computed =
                forward(tx, &stored, &mut dossier, Some(at).filter(|_| first || stored.dossier.out_of_area))?;
            tx.change_dossier(stored.id, &dossier, stored.procedure, computed)?;
        }
        Ok(())
    })?;
    Ok(changes)
}

/// The receiving of the first hand-over is the moment at which the settling office has the dossier; one after the work
/// was done is not, it was at work before. The clock of an out-of-area dossier starts with whichever receiving is known first. Returns whether the first promise is the computed one.
fn forward(
    tx: &mut Tx<'_>,
    stored: &Stored,
    dossier: &mut Dossier,
    received_at: Option<Moment>,
) -> Result<bool, Error> {
    let after_work = received_at.zip(dossier.done_at).is_some_and(|(received, done)| received > done);
    if dossier.forwarded_at.is_some() || received_at.is_none() || after_work {
        return Ok(stored.due_computed);
    }
    dossier.forwarded_at = received_at;
    if !dossier.out_of_area || dossier.due_at.is_some() {
        return Ok(stored.due_computed);
    }
    let procedure = tx.read().procedure(stored.procedure)?;
    let computed = procedure.is_some_and(|procedure| promise::settle_promise(dossier, &procedure, &tx.rules()));
    promise::check_far(dossier.due_at)?;
    Ok(computed)
}
