//! Extending the limit of dossiers that are not late yet (gia hạn): a line of the ledger with how much was added, the
//! legal basis, who approved it and the document. The first promise stays.
//!
//! A dossier that is late already stays late: it is apologised for and given another day, which changes nothing of its
//! lateness (DOMAIN.md §5).

use crate::desk::change::{self, Target, lawful};
use crate::desk::error::Error;
use crate::desk::{promise, row};
use crate::domain::change::Changes;
use crate::domain::day::Moment;
use crate::domain::deadline::{self, Counted};
use crate::domain::ledger::{self, InForce};
use crate::domain::limit::{Limit, Unit};
use crate::domain::line_cause::LineCause;
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::store::dossier::Stored;
use crate::store::parts::DueDate;
use crate::store::{Op, Stamp, Store, Tx};

/// How far a limit is extended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By an amount, counted from the due date in force.
    Amount(Limit),
    /// To a date.
    Date(Moment),
}

/// An extension as it is granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// How far.
    pub by: By,
    /// The legal basis.
    pub basis: String,
    /// Who approved it.
    pub approver: String,
    /// Number of the document that grants it.
    pub document: String,
    /// Why it was needed; may be empty.
    pub reason: String,
}

/// Why a limit can no longer be extended.
pub const LATE_ALREADY: &str = "Hồ sơ đã quá hạn nên không gia hạn được nữa; chỉ xin lỗi và hẹn lại ngày trả.";

/// Extends the limit of each target in one transaction.
///
/// # Errors
/// [`Refusal`] where basis, approver or document is missing, a dossier is late, or the new date moves nothing back.
pub fn extend(store: &mut Store, stamp: &Stamp, targets: &[Target], grant: &Grant) -> Result<Changes, Error> {
    check_words(grant)?;
    let ((), changes) = store.transact(&Op::because("repromise", &grant.basis), stamp, |tx| -> Result<(), Error> {
        for target in targets {
            let stored = change::load(tx, *target)?;
            lawful(&stored, Move::Repromise, stamp.at)?;
            let in_force = in_force(tx, &stored)?;
            let (counted, added) = extended(&in_force, grant.by, tx);
            check_date(&stored, in_force.counted.due, counted.due, stamp.at)?;
            let row_due = row::promised_with(tx.read(), &stored, added)?;
            tx.add_due_date(stored.id, &DueDate { row_due, ..line(grant, counted, added, stamp) })?;
        }
        Ok(())
    })?;
    Ok(changes)
}

fn check_words(grant: &Grant) -> Result<(), Refusal> {
    let mut missing = Refusal::default();
    if grant.basis.trim().is_empty() {
        missing.add("basis", "Gia hạn phải ghi căn cứ (điều, khoản, văn bản quy định).");
    }
    if grant.approver.trim().is_empty() {
        missing.add("approver", "Gia hạn phải có người duyệt; hãy ghi họ tên, chức vụ.");
    }
    if grant.document.trim().is_empty() {
        missing.add("document", "Gia hạn phải có văn bản; hãy ghi số văn bản.");
    }
    if let By::Amount(Limit { unit: Unit::SameDay, .. }) = grant.by {
        missing.add("added", "Gia hạn phải ghi số ngày hoặc số giờ, ví dụ 5 ngày làm việc.");
    }
    missing.or_ok()
}

fn in_force(tx: &Tx<'_>, stored: &Stored) -> Result<InForce, Error> {
    let read = tx.read();
    let (facts, procedure) = (read.facts(stored.id)?, read.procedure(stored.procedure)?);
    let found = facts.zip(procedure).and_then(|(facts, procedure)| {
        ledger::in_force(&facts, &read.procedure_facts(&procedure), &tx.rules(), tx.stamp().at)
    });
    let said = format!("{}: hồ sơ chưa có hạn trả nên chưa gia hạn được.", stored.dossier.code);
    Ok(found.ok_or_else(|| Refusal::whole(said))?)
}

/// The date, and the amount where one leads there.
fn extended(from: &InForce, by: By, tx: &Tx<'_>) -> (Counted, Option<Limit>) {
    let rules = tx.rules();
    let added = match by {
        By::Amount(added) => Some(added),
        By::Date(due) => ledger::amount_to(from, due, &rules.calendar),
    };
    match (added, by) {
        (Some(added), _) => (deadline::extend(from.counted, added, &rules.calendar), Some(added)),
        (None, By::Date(due)) => (Counted { due, counted_to: None, closing: false }, None),
        (None, By::Amount(_)) => (from.counted, None),
    }
}

fn check_date(stored: &Stored, in_force: Moment, due_at: Moment, now: Moment) -> Result<(), Refusal> {
    let code = &stored.dossier.code;
    if stored.late_from.is_some_and(|late| late <= now) {
        return Err(Refusal::whole(format!("{code}: {LATE_ALREADY}")));
    }
    if due_at <= now {
        return Err(Refusal::at("due_at", "Hạn mới đã qua; hãy ghi một ngày còn ở phía trước."));
    }
    promise::check_far(Some(due_at))?;
    if due_at <= in_force {
        let due = in_force.vietnamese();
        let said = format!("{code}: hạn mới phải sau hạn đang có {due}; rút ngắn hạn thì dùng Sửa.");
        return Err(Refusal::at("due_at", said));
    }
    Ok(())
}

fn line(grant: &Grant, counted: Counted, added: Option<Limit>, stamp: &Stamp) -> DueDate {
    DueDate {
        extension: added,
        basis: grant.basis.trim().to_owned(),
        reason: grant.reason.trim().to_owned(),
        document: grant.document.trim().to_owned(),
        approver: grant.approver.trim().to_owned(),
        officer: stamp.officer.clone(),
        ..DueDate::counted(LineCause::Extension, &counted, stamp.at)
    }
}
