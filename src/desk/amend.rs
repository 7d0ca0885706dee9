//! Changing a dossier's data with a reason; the old values stay in the journal. A change that would move the promise
//! adds a later due date to the ledger and never overwrites the first.

use crate::desk::change::{self, Target, lawful};
use crate::desk::error::Error;
use crate::desk::promise;
use crate::domain::change::Changes;
use crate::domain::day::Moment;
use crate::domain::dossier::Dossier;
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::store::dossier::Stored;
use crate::store::parts::DueDate;
use crate::store::{Op, Stamp, Store, Tx};

/// Brings a dossier to the given data.
pub fn amend(store: &mut Store, stamp: &Stamp, target: Target, data: &Dossier, reason: &str) -> Result<Changes, Error> {
    if reason.trim().is_empty() {
        return Err(Refusal::at("reason", "Sửa hồ sơ phải ghi lý do.").into());
    }
    let ((), changes) = store.transact(&Op::because("amend", reason), stamp, |tx| -> Result<(), Error> {
        let stored = change::load(tx, target)?;
        check(tx, &stored.dossier, data, stamp)?;
        bring_to(tx, stored.id, data, reason)?;
        Ok(())
    })?;
    Ok(changes)
}

fn check(tx: &Tx<'_>, old: &Dossier, new: &Dossier, stamp: &Stamp) -> Result<(), Error> {
    let mut refusal = Refusal::default();
    if new.applicant.name.trim().is_empty() {
        refusal.add("applicant_name", "Chưa nhập tên người nộp hồ sơ.");
    }
    if new.code != old.code && tx.read().dossier_id(&new.code)?.is_some() {
        refusal.add("code", format!("Mã hồ sơ {} đã có trong sổ; hãy dùng mã khác.", new.code));
    }
    if let (Some(due), Some(accepted)) = (new.due_at, new.accepted_at)
        && due < accepted
    {
        refusal.add("due_at", "Ngày hẹn trả trước lúc tiếp nhận; hãy sửa lại.");
    }
    let moments = [
        ("accepted_at", "Giờ tiếp nhận", new.accepted_at),
        ("done_at", "Giờ xong việc", new.done_at),
        ("settled_at", "Giờ kết thúc", new.settled_at),
        ("returned_at", "Giờ trả kết quả", new.returned_at),
    ];
    for (field, name, at) in moments {
        if let Some(at) = at.filter(|at| *at > stamp.at) {
            refusal.add(field, format!("{name} {} ở tương lai; hãy sửa lại giờ.", at.vietnamese()));
        }
    }
    check_whole(new, &mut refusal);
    check_order(old, new, &mut refusal);
    Ok(refusal.or_ok()?)
}

/// What the register's own constraints would refuse with words that help nobody.
fn check_whole(new: &Dossier, refusal: &mut Refusal) {
    if new.code.is_empty() {
        refusal.add("code", "Mã hồ sơ không được để trống.");
    }
    match (new.outcome, new.settled_at) {
        (None, Some(_)) => refusal.add("outcome", "Có giờ kết thúc mà chưa ghi cách kết thúc; hãy chọn cách kết thúc."),
        (Some(_), None) => refusal.add("settled_at", "Có cách kết thúc mà chưa ghi giờ kết thúc; hãy ghi giờ."),
        _ => {}
    }
    if new.pauses.iter().any(|pause| pause.to.is_some_and(|to| to < pause.from)) {
        refusal.add("pauses", "Có lần tạm dừng kết thúc trước khi bắt đầu; hãy sửa lại giờ.");
    }
    if new.fee.is_some_and(|fee| fee < 0) {
        refusal.add("fee", "Phí, lệ phí không được là số âm.");
    }
}

/// Refuses an order of moments that an amendment would bring about. One that was there before (imported that way) does
/// not stop the amendment of something else.
fn check_order(old: &Dossier, new: &Dossier, refusal: &mut Refusal) {
    let pairs = |dossier: &Dossier| {
        let (accepted, settled) = (dossier.accepted_at, dossier.settled_at);
        [
            ("accepted_at", "Giờ tiếp nhận", accepted, "lúc nộp", dossier.submitted_at),
            ("forwarded_at", "Giờ nơi giải quyết nhận", dossier.forwarded_at, "lúc tiếp nhận", accepted),
            ("done_at", "Giờ xong việc", dossier.done_at, "lúc tiếp nhận", accepted),
            ("settled_at", "Giờ kết thúc", settled, "lúc tiếp nhận", accepted),
            ("settled_at", "Giờ kết thúc", settled, "lúc xong việc", dossier.done_at),
            ("returned_at", "Giờ trả kết quả", dossier.returned_at, "lúc kết thúc", settled),
        ]
    };
    for (before, (field, name, at, earlier, after)) in pairs(old).into_iter().zip(pairs(new)) {
        let (Some(at), Some(after)) = (at, after) else { continue };
        if at < after && (before.2, before.4) != (Some(at), Some(after)) {
            let (at, after) = (at.vietnamese(), after.vietnamese());
            refusal.add(field, format!("{name} {at} trước {earlier} {after}; hãy sửa lại giờ."));
        }
    }
    if new.returned_at.is_some() && new.settled_at.is_none() {
        refusal.add("settled_at", "Đã trả kết quả thì phải có giờ kết thúc.");
    }
    if old.accepted_at.is_some() && new.accepted_at.is_none() {
        refusal.add("accepted_at", "Không xóa được giờ tiếp nhận; chỉ sửa thành giờ khác.");
    }
}

/// Brings a dossier to the given data inside a transaction: amendments and imports share it. `data.due_at` is a wish
/// for the due date in force; the first promise stays, and a differing one is added to the ledger with the reason.
/// Returns whether anything differed.
pub(super) fn bring_to(tx: &mut Tx<'_>, id: i64, data: &Dossier, reason: &str) -> Result<bool, Error> {
    let read = tx.read();
    let stored = read.dossier(id)?.ok_or_else(|| Refusal::whole("Hồ sơ không còn trong sổ."))?;
    let old = &stored.dossier;
    let procedure_id = if data.procedure_code == old.procedure_code {
        stored.procedure
    } else {
        let day = data.accepted_at.or(data.submitted_at).unwrap_or(tx.stamp().at).day;
        read.procedure_version(&data.procedure_code, day)?.ok_or_else(|| {
            Refusal::at("procedure_code", format!("Không có thủ tục {} trong danh mục.", data.procedure_code))
        })?
    };
    let procedure = read
        .procedure(procedure_id)?
        .ok_or_else(|| Refusal::at("procedure_code", "Thủ tục không còn trong danh mục."))?;
    let ledger = read.due_dates(id)?;
    let in_force = ledger.last().map(|due| due.due_at).or(old.due_at);
    let mut new = data.clone();
    let wished = if data.due_at.is_some() && data.due_at != old.due_at {
        data.due_at
    } else if terms_differ(old, data) {
        // The terms moved and nobody named another date: the promise that follows from them is the wish.
        promise::computed(&Dossier { due_at: None, ..data.clone() }, &procedure, &tx.rules())
    } else {
        in_force
    };
    let (mut computed, mut later) = (stored.due_computed, None);
    if old.due_at.is_none() {
        new.due_at = data.due_at;
        computed = promise::settle_promise(&mut new, &procedure, &tx.rules());
    } else {
        new.due_at = old.due_at;
        later = wished.filter(|wished| Some(*wished) != in_force);
    }
    let mut differed = tx.change_dossier(id, &new, procedure_id, computed)?;
    if let Some(due_at) = later {
        let (at, officer) = (tx.stamp().at, tx.stamp().officer.clone());
        let due = DueDate { due_at, effective_at: at, reason: reason.to_owned(), document: String::new(), officer };
        tx.add_due_date(id, &due)?;
        differed = true;
    }
    Ok(differed)
}

fn terms_differ(old: &Dossier, new: &Dossier) -> bool {
    old.clock_start() != new.clock_start()
        || old.limit != new.limit
        || old.extension != new.extension
        || old.procedure_code != new.procedure_code
        || old.channel != new.channel
}

/// Extends the limit of dossiers that are not late yet (gia hạn): a line of the ledger, with the document that extends
/// it and its legal basis. A dossier that is late already stays late: it is apologised for and given another day, which
/// changes nothing of its lateness (DOMAIN.md §5).
///
/// # Errors
/// [`Refusal`] where basis or document is missing, a dossier is late, or the new date moves nothing back.
pub fn repromise(
    store: &mut Store,
    stamp: &Stamp,
    targets: &[Target],
    due_at: Moment,
    basis: &str,
    document: &str,
) -> Result<Changes, Error> {
    let mut missing = Refusal::default();
    if basis.trim().is_empty() {
        missing.add("reason", "Gia hạn phải ghi căn cứ (điều, khoản, văn bản quy định).");
    }
    if document.trim().is_empty() {
        missing.add("document", "Gia hạn phải có văn bản; hãy ghi số văn bản.");
    }
    missing.or_ok()?;
    let ((), changes) = store.transact(&Op::because("repromise", basis), stamp, |tx| -> Result<(), Error> {
        for target in targets {
            let stored = change::load(tx, *target)?;
            lawful(&stored, Move::Repromise, stamp.at)?;
            check_extension(&stored, due_at, stamp.at)?;
            let due = DueDate {
                due_at,
                effective_at: stamp.at,
                reason: basis.trim().to_owned(),
                document: document.trim().to_owned(),
                officer: stamp.officer.clone(),
            };
            tx.add_due_date(stored.id, &due)?;
        }
        Ok(())
    })?;
    Ok(changes)
}

/// Why a limit can no longer be extended.
pub const LATE_ALREADY: &str = "Hồ sơ đã quá hạn nên không gia hạn được nữa; chỉ xin lỗi và hẹn lại ngày trả.";

fn check_extension(stored: &Stored, due_at: Moment, now: Moment) -> Result<(), Refusal> {
    let code = &stored.dossier.code;
    if stored.late_from.is_some_and(|late| late <= now) {
        return Err(Refusal::whole(format!("{code}: {LATE_ALREADY}")));
    }
    if due_at <= now {
        return Err(Refusal::at("due_at", "Hạn mới đã qua; hãy ghi một ngày còn ở phía trước."));
    }
    match stored.due_now {
        Some(due) if due_at <= due => Err(Refusal::at(
            "due_at",
            format!("{code}: hạn mới phải sau hạn đang có {}; rút ngắn hạn thì dùng Sửa.", due.vietnamese()),
        )),
        _ => Ok(()),
    }
}
