//! Handing dossiers over to the settling office or to another officer, with the moments of giving and receiving.

use crate::desk::change::{self, Target};
use crate::desk::error::Error;
use crate::desk::promise;
use crate::domain::change::Changes;
use crate::domain::day::Moment;
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::store::{Op, Stamp, Store};

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
            tx.add_handover(stored.id, officer, to.to_office.trim(), to.given_at, to.received_at, &to.note)?;
            let mut dossier = stored.dossier.clone();
            if officer.is_some() {
                dossier.handled_by.clone_from(&to.to_officer);
            }
            if !to.to_office.trim().is_empty() {
                to.to_office.trim().clone_into(&mut dossier.office);
            }
            let mut computed = stored.due_computed;
            if dossier.forwarded_at.is_none() && to.received_at.is_some() {
                dossier.forwarded_at = to.received_at;
                if dossier.out_of_area && dossier.due_at.is_none() {
                    let procedure = tx.read().procedure(stored.procedure)?;
                    if let Some(procedure) = procedure {
                        computed = promise::settle_promise(&mut dossier, &procedure, &tx.rules());
                    }
                }
            }
            tx.change_dossier(stored.id, &dossier, stored.procedure, computed)?;
        }
        Ok(())
    })?;
    Ok(changes)
}
