//! The ends of a dossier: done, settled, returned, rejected, withdrawn, stopped.

use crate::desk::change::{self, Target};
use crate::desk::error::Error;
use crate::desk::legs;
use crate::desk::pause::close_pause;
use crate::desk::slip::{self, Draft};
use crate::domain::change::Changes;
use crate::domain::day::Moment;
use crate::domain::dossier::{Channel, Dossier, Outcome};
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::report::forms::sets::Form;
use crate::store::dossier::Stored;
use crate::store::{Op, Stamp, Store, Tx};

/// The work is finished (xong việc); the system does not show it yet.
pub fn done(store: &mut Store, stamp: &Stamp, targets: &[Target], at: Moment) -> Result<Changes, Error> {
    change::change_each(store, &Op::new("done"), stamp, Move::Done, targets, |_, stored, dossier| {
        change::in_order("done_at", "Giờ xong việc", at, change::last_step(&stored.dossier), stamp.at)?;
        dossier.done_at = Some(at);
        Ok(())
    })
}

/// The system shows the end (kết thúc trên Cổng).
pub fn settle(store: &mut Store, stamp: &Stamp, targets: &[Target], at: Moment) -> Result<Changes, Error> {
    change::change_each(store, &Op::new("settle"), stamp, Move::Settle, targets, |tx, stored, dossier| {
        legs::none_open(tx, stored, targets)?;
        change::in_order("settled_at", "Giờ kết thúc", at, change::last_step(&stored.dossier), stamp.at)?;
        dossier.settled_at = Some(at);
        dossier.outcome = Some(Outcome::Settled);
        Ok(())
    })
}

/// Ends a dossier without a result: rejected, withdrawn or stopped. A reason is needed. A stop issues its notice (form
/// 05).
pub fn end_without_result(
    store: &mut Store,
    stamp: &Stamp,
    targets: &[Target],
    outcome: Outcome,
    at: Moment,
    reason: &str,
) -> Result<Changes, Error> {
    end_with_slip(store, stamp, targets, outcome, at, &Draft::because(reason))
}

/// [`end_without_result`] with what the notice of a stop (form 05) says.
pub fn end_with_slip(
    store: &mut Store,
    stamp: &Stamp,
    targets: &[Target],
    outcome: Outcome,
    at: Moment,
    draft: &Draft,
) -> Result<Changes, Error> {
    let reason = draft.reason.as_str();
    let (verb, step) = match outcome {
        Outcome::Rejected => ("reject", Move::Reject),
        Outcome::Withdrawn => ("withdraw", Move::Withdraw),
        Outcome::Stopped => ("stop", Move::Stop),
        Outcome::Settled | Outcome::Refused => {
            return Err(Refusal::whole("Cách kết thúc này có thao tác riêng.").into());
        }
    };
    if reason.trim().is_empty() {
        return Err(Refusal::at("reason", "Kết thúc mà không có kết quả thì phải ghi lý do.").into());
    }
    let op = Op::because(verb, reason);
    let end_one = |tx: &mut Tx<'_>, stored: &Stored, dossier: &mut Dossier| {
        legs::none_open(tx, stored, targets)?;
        change::in_order("settled_at", "Giờ kết thúc", at, change::last_step(&stored.dossier), stamp.at)?;
        close_pause(dossier, at, stamp.at)?;
        dossier.settled_at = Some(at);
        dossier.outcome = Some(outcome);
        Ok(())
    };
    change::change_each_then(store, &op, stamp, step, targets, end_one, |tx, id, ()| {
        if outcome != Outcome::Stopped {
            return Ok(());
        }
        let number = slip::number(tx, Form::Stop, "", at)?;
        slip::issue(tx, id, Form::Stop, number, draft, at, None)
    })
}

/// The result (or the papers) is handed over (trả kết quả).
pub fn give_back(
    store: &mut Store,
    stamp: &Stamp,
    targets: &[Target],
    at: Moment,
    channel: Channel,
) -> Result<Changes, Error> {
    change::change_each(store, &Op::new("give_back"), stamp, Move::GiveBack, targets, |_, stored, dossier| {
        let settled = stored.dossier.settled_at.map(|at| ("lúc kết thúc", at));
        change::in_order("returned_at", "Giờ trả kết quả", at, settled, stamp.at)?;
        dossier.returned_at = Some(at);
        dossier.return_channel = Some(channel);
        Ok(())
    })
}
