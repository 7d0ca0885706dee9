//! Changing a dossier's data with a reason; the old values stay in the journal. A change that would move the promise
//! adds a later due date to the ledger and never overwrites the first.

use crate::desk::change::{self, Target};
use crate::desk::error::Error;
use crate::desk::promise;
use crate::domain::change::Changes;
use crate::domain::day::{Day, Moment};
use crate::domain::dossier::Dossier;
use crate::domain::line_cause::LineCause;
use crate::domain::procedure::Procedure;
use crate::domain::refusal::Refusal;
use crate::store::dossier::Stored;
use crate::store::parts::DueDate;
use crate::store::{Op, Read, Stamp, Store, Tx};

/// Brings a dossier to the given data. Its promise is no part of them: see [`amend_with_due`].
pub fn amend(store: &mut Store, stamp: &Stamp, target: Target, data: &Dossier, reason: &str) -> Result<Changes, Error> {
    amend_with_due(store, stamp, target, data, None, reason)
}

/// [`amend`], with the due date that is wished for, where one is: any date, the first promise too.
///
/// # Errors
/// [`Refusal`] by field. [`Changes`] are empty where nothing differed.
pub fn amend_with_due(
    store: &mut Store,
    stamp: &Stamp,
    target: Target,
    data: &Dossier,
    due_at: Option<Moment>,
    reason: &str,
) -> Result<Changes, Error> {
    if reason.trim().is_empty() {
        return Err(Refusal::at("reason", "Sửa hồ sơ phải ghi lý do.").into());
    }
    let ((), changes) = store.transact(&Op::because("amend", reason), stamp, |tx| -> Result<(), Error> {
        let stored = change::load(tx, target)?;
        check(tx, &stored.dossier, data, stamp)?;
        bring_to(tx, stored.id, data, due_at, reason)?;
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
            ("done_at", "Giờ xong việc", dossier.done_at, "lúc nơi giải quyết nhận", dossier.forwarded_at),
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

/// Brings a dossier to the given data inside a transaction: amendments and imports share it. `wish` is the due date
/// that somebody named; `data.due_at` is not looked at. The first promise stays, and another one is added to the ledger
/// with the reason. Returns whether anything differed.
pub(super) fn bring_to(
    tx: &mut Tx<'_>,
    id: i64,
    data: &Dossier,
    wish: Option<Moment>,
    reason: &str,
) -> Result<bool, Error> {
    let stored = tx.read().dossier(id)?.ok_or_else(|| Refusal::whole("Hồ sơ không còn trong sổ."))?;
    let procedure_id = version_for(tx.read(), &stored, data, tx.stamp().at.day)?;
    let procedure = procedure_of(tx.read(), procedure_id)?;
    let mut new = Dossier { due_at: stored.dossier.due_at.or(wish), ..data.clone() };
    let (mut computed, mut later) = (stored.due_computed, None);
    if stored.dossier.due_at.is_none() {
        computed = promise::settle_promise(&mut new, &procedure, &tx.rules());
    } else {
        later = later_promise(tx, &stored, &new, &procedure, wish)?;
    }
    let in_force = later.as_ref().map(|due| due.due_at).or(new.due_at.filter(|_| stored.dossier.due_at.is_none()));
    if let (Some(due), Some(accepted)) = (in_force, new.accepted_at)
        && due < accepted
    {
        let said = format!("Hạn trả {} trước lúc tiếp nhận; hãy ghi hạn khác.", due.vietnamese());
        return Err(Refusal::at("due_at", said).into());
    }
    promise::check_far(in_force)?;
    let mut differed = tx.change_dossier(id, &new, procedure_id, computed)?;
    if let Some(later) = later {
        let officer = tx.stamp().officer.clone();
        let due = DueDate { reason: reason.to_owned(), officer, ..later };
        tx.add_due_date(id, &due)?;
        differed = true;
    }
    Ok(differed)
}

/// The procedure version that a dossier with the given data comes under.
fn version_for(read: Read<'_>, stored: &Stored, data: &Dossier, today: Day) -> Result<i64, Error> {
    if data.procedure_code == stored.dossier.procedure_code {
        return Ok(stored.procedure);
    }
    let day = data.accepted_at.or(data.submitted_at).map_or(today, |at| at.day);
    let found = read.procedure_version(&data.procedure_code, day)?;
    Ok(found.ok_or_else(|| {
        Refusal::at("procedure_code", format!("Không có thủ tục {} trong danh mục.", data.procedure_code))
    })?)
}

fn procedure_of(read: Read<'_>, id: i64) -> Result<Procedure, Error> {
    let found = read.procedure(id)?;
    Ok(found.ok_or_else(|| Refusal::at("procedure_code", "Thủ tục không còn trong danh mục."))?)
}

/// The line that is to follow the promise in force, reason and officer apart; `None` where that one stays.
///
/// A date that somebody named holds from now. One that follows from corrected terms holds from the corrected start of
/// the clock, as the correction itself does, and so the pauses since then still move it.
fn later_promise(
    tx: &Tx<'_>,
    stored: &Stored,
    new: &Dossier,
    procedure: &Procedure,
    wish: Option<Moment>,
) -> Result<Option<DueDate>, Error> {
    let old = &stored.dossier;
    let given = tx.read().last_given(stored.id)?;
    let in_force = given.as_ref().map(|due| due.due_at).or(old.due_at);
    if let Some(wish) = wish {
        return Ok((Some(wish) != in_force).then(|| DueDate::by_hand(wish, tx.stamp().at)));
    }
    let (rules, start) = (tx.rules(), new.clock_start());
    let moved = old.clock_start() != start;
    if !moved && !terms_differ(old, new) {
        return Ok(None);
    }
    // A date that was recorded or extended by hand outlives a corrected start, unless the start has passed it.
    let follows = if given.is_none() {
        stored.due_computed
    } else {
        in_force == promise::computed(old, &procedure_of(tx.read(), stored.procedure)?, &rules)
    };
    let passed = in_force.zip(start).is_some_and(|(due, start)| due < start);
    let anew =
        if follows || passed || terms_differ(old, new) { promise::counted(new, procedure, &rules) } else { None };
    if anew.is_none() && passed {
        return Err(Refusal::at("due_at", "Hạn trả trước lúc tiếp nhận; hãy ghi cả hạn mới.").into());
    }
    let line = anew.filter(|counted| Some(counted.due) != in_force).zip(start);
    Ok(line.map(|(counted, start)| DueDate::counted(LineCause::Amend, &counted, start)))
}

/// Whether what the limit follows from differs, the start of the clock apart.
fn terms_differ(old: &Dossier, new: &Dossier) -> bool {
    old.limit != new.limit
        || old.extension != new.extension
        || old.procedure_code != new.procedure_code
        || old.channel != new.channel
}
