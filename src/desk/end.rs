//! The ends of a dossier: done, settled, returned, rejected, withdrawn, stopped.

use crate::desk::change::{self, Target};
use crate::desk::error::Error;
use crate::desk::legs;
use crate::desk::pause::{before_lateness, close_pause};
use crate::desk::slip::{self, Draft};
use crate::domain::change::Changes;
use crate::domain::day::Moment;
use crate::domain::dossier::{Apology, Channel, Dossier, Outcome};
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

/// A settlement as it is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Settling<'a> {
    /// When.
    pub at: Moment,
    /// Why it is noted only now, where that takes lateness away.
    pub why: &'a str,
    /// It is meant that a dossier which is late by now was not late when it ended.
    pub clears: bool,
}

/// The system shows the end (kết thúc trên Cổng); nothing is late no more by it.
pub fn settle(store: &mut Store, stamp: &Stamp, targets: &[Target], at: Moment) -> Result<Changes, Error> {
    settle_as(store, stamp, targets, &Settling { at, why: "", clears: false })
}

/// [`settle`], also backwards: where that takes lateness away it has a reason and has to be meant.
///
/// # Errors
/// [`Refusal`] by field: `settled_at`, `why`, `clears`.
pub fn settle_as(store: &mut Store, stamp: &Stamp, targets: &[Target], asked: &Settling<'_>) -> Result<Changes, Error> {
    let (at, why) = (asked.at, asked.why.trim());
    let op = if why.is_empty() { Op::new("settle") } else { Op::because("settle", &format!("ghi lùi: {why}")) };
    change::change_each(store, &op, stamp, Move::Settle, targets, |tx, stored, dossier| {
        legs::none_open(tx, stored, targets)?;
        change::in_order("settled_at", "Giờ kết thúc", at, change::last_step(&stored.dossier), stamp.at)?;
        check_backwards(stored, at, stamp.at, Some(why), asked.clears)?;
        dossier.settled_at = Some(at);
        dossier.outcome = Some(Outcome::Settled);
        Ok(())
    })
}

/// What an end at a moment takes away from a dossier that is late at `now`, in a sentence; `None` where it was late
/// already, or is not late. A letter of apology that was issued meanwhile stands, and is named.
pub fn takes_away(letter: &Apology, at: Moment, late_from: Option<Moment>, now: Moment) -> Option<String> {
    let late = late_from.filter(|_| before_lateness(at, late_from, now))?;
    let number = if letter.number.is_empty() { String::new() } else { format!(" số {}", letter.number) };
    let stands = letter.issued_at.map(|issued| {
        format!("; văn bản xin lỗi{number} ngày {} đã ban hành vẫn đứng trong sổ", issued.day.vietnamese())
    });
    let late = late.vietnamese();
    let stands = stands.unwrap_or_default();
    Some(format!("Kết thúc lúc ấy thì hồ sơ quá hạn từ {late} không còn tính là quá hạn{stands}."))
}

/// Refuses an end noted so far back that it takes lateness away, unless that is meant and its reason is told. `why` is
/// `None` where the end has a reason of its own.
fn check_backwards(stored: &Stored, at: Moment, now: Moment, why: Option<&str>, meant: bool) -> Result<(), Refusal> {
    let Some(said) = takes_away(&stored.dossier.apology, at, stored.late_from, now) else { return Ok(()) };
    let code = &stored.dossier.code;
    let mut missing = Refusal::default();
    if why.is_some_and(str::is_empty) {
        missing.add("why", format!("{code}: ghi lùi giờ kết thúc phải ghi lý do, vì sao nay mới ghi."));
    }
    if !meant {
        missing.add("clears", format!("{code}: {said} Nếu đúng vậy, hãy đánh dấu ô này."));
    }
    missing.or_ok()
}

/// An end without a result as it is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Ending<'a> {
    /// How.
    pub outcome: Outcome,
    /// When.
    pub at: Moment,
    /// Why, and what the notice of a stop (form 05) says.
    pub slip: &'a Draft,
    /// It is meant that a dossier which is late by now was not late when it ended.
    pub clears: bool,
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
    let slip = &Draft::because(reason);
    end_with_slip(store, stamp, targets, &Ending { outcome, at, slip, clears: false })
}

/// [`end_without_result`] with what the notice of a stop (form 05) says, also backwards.
///
/// # Errors
/// [`Refusal`] by field: `settled_at`, `reason`, `clears`.
pub fn end_with_slip(
    store: &mut Store,
    stamp: &Stamp,
    targets: &[Target],
    asked: &Ending<'_>,
) -> Result<Changes, Error> {
    let Ending { outcome, at, slip: draft, clears } = *asked;
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
        check_backwards(stored, at, stamp.at, None, clears)?;
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
