//! Changing a dossier's data with a reason; the old values stay in the journal. A change that would move the promise
//! adds a later due date to the ledger and never overwrites the first.

use crate::desk::change::{self, Target};
use crate::desk::error::Error;
use crate::desk::extend::LATE_ALREADY;
use crate::desk::promise;
use crate::domain::amended::{self, Anew, Case};
use crate::domain::change::Changes;
use crate::domain::day::{Day, Moment};
use crate::domain::deadline::Counted;
use crate::domain::dossier::Dossier;
use crate::domain::facts::{Facts, Repromise};
use crate::domain::fee;
use crate::domain::ledger::{self, Seen};
use crate::domain::line_cause::LineCause;
use crate::domain::procedure::Procedure;
use crate::domain::refusal::Refusal;
use crate::domain::rulebook::Rulebook;
use crate::domain::standing;
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
        check_guards(tx, &stored, data, due_at)?;
        // Linking has its own use case; the code of the request may have been amended since the form was opened.
        let data = Dossier { request_code: stored.dossier.request_code.clone(), ..data.clone() };
        bring_to(tx, stored.id, &data, due_at, reason)?;
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

/// An amendment is no way round the rules of an extension: nothing is granted that is late or has ended, and no later
/// date is named for what ended late.
fn check_guards(tx: &mut Tx<'_>, stored: &Stored, data: &Dossier, wish: Option<Moment>) -> Result<(), Error> {
    let (old, now) = (&stored.dossier, tx.stamp().at);
    let over =
        old.settled_at.is_some() || data.settled_at.is_some() || stored.late_from.is_some_and(|late| late <= now);
    let limit = |dossier: &Dossier| dossier.extension.as_ref().map(|extension| extension.limit);
    let longer =
        limit(data).is_some_and(|new| limit(old).is_none_or(|old| old.unit != new.unit || old.count < new.count));
    if over && longer {
        return Err(Refusal::at("extension", LATE_ALREADY).into());
    }
    let Some((wish, ended)) = wish.zip(data.settled_at) else { return Ok(()) };
    let rules = tx.rules();
    let facts = facts_of(tx, stored.id)?;
    let procedure = tx.read().procedure_facts(&procedure_of(tx.read(), stored.procedure)?);
    let case = Case { facts: &facts, procedure: &procedure };
    let right = amended::put_right(case, wish, &rules).is_some();
    if !right && excuses(case, &rules, ended, in_force(case, &rules, now), wish) {
        return Err(Refusal::at("due_at", ENDED_ALREADY).into());
    }
    Ok(())
}

/// Whether a date that is named after the end would be later than one by which the dossier ended late.
fn excuses(case: Case<'_>, rules: &Rulebook, ended: Moment, due: Option<Moment>, wish: Moment) -> bool {
    due.is_some_and(|due| due < wish && standing::late_from(case.facts, case.procedure, rules, due) <= ended)
}

/// Why no later date can be named any more.
const ENDED_ALREADY: &str = "Hồ sơ đã kết thúc quá hạn nên không lùi hạn được nữa; hạn ghi sai thì sửa thời hạn riêng hoặc giờ \
                             tiếp nhận.";

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
    if let Some(said) = new.fee.and_then(fee::problem) {
        refusal.add("fee", said);
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
    let mut computed = stored.due_computed;
    if stored.dossier.due_at.is_none() {
        computed = promise::settle_promise(&mut new, &procedure, &tx.rules());
        not_before_start(new.due_at, &new)?;
        promise::check_far(new.due_at)?;
    }
    let before = facts_of(tx, id)?;
    let terms_before = tx.read().procedure_facts(&procedure_of(tx.read(), stored.procedure)?);
    let given: Vec<DueDate> =
        tx.read().due_dates(id)?.into_iter().filter(|due| due.cause != LineCause::Pause).collect();
    let mut differed = tx.change_dossier(id, &new, procedure_id, computed)?;
    if stored.dossier.due_at.is_some() {
        let after = facts_of(tx, id)?;
        let terms_after = tx.read().procedure_facts(&procedure);
        let before = Case { facts: &before, procedure: &terms_before };
        let after = Case { facts: &after, procedure: &terms_after };
        let lines = later_lines(tx, before, after, wish)?;
        let due = lines.last().map(|(_, line)| line.due_at);
        not_before_start(due, &new)?;
        promise::check_far(due)?;
        differed |= !lines.is_empty();
        write(tx, id, &given, &lines, reason)?;
    }
    Ok(differed)
}

fn facts_of(tx: &mut Tx<'_>, id: i64) -> Result<Facts, Error> {
    Ok(tx.facts_so_far(id)?.ok_or_else(|| Refusal::whole("Hồ sơ không còn trong sổ."))?)
}

fn not_before_start(due: Option<Moment>, new: &Dossier) -> Result<(), Refusal> {
    let Some(due) = due.zip(new.accepted_at).filter(|(due, accepted)| due < accepted).map(|(due, _)| due) else {
        return Ok(());
    };
    let said = format!("Hạn trả {} trước lúc tiếp nhận; hãy ghi hạn khác.", due.vietnamese());
    Err(Refusal::at("due_at", said))
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

/// The lines that an amendment brings, each with the place of the line that it repeats among the given ones; none where
/// the date in force stays.
///
/// A date that somebody names holds from now. One that follows from corrected terms holds from the corrected start of
/// the clock, as the correction itself does, and so the pauses since then still move it.
fn later_lines(
    tx: &Tx<'_>,
    before: Case<'_>,
    after: Case<'_>,
    wish: Option<Moment>,
) -> Result<Vec<(Option<usize>, Repromise)>, Error> {
    let (rules, now, ended) = (tx.rules(), tx.stamp().at, after.facts.settled_at);
    let Some(wish) = wish else {
        return match amended::anew(before, after, &rules) {
            Anew::Stands => Ok(Vec::new()),
            Anew::Lines(lines) => Ok(lines),
            Anew::Passed => Err(Refusal::at("due_at", "Hạn trả trước lúc tiếp nhận; hãy ghi cả hạn mới.").into()),
        };
    };
    let in_force = in_force(before, &rules, now);
    if in_force == Some(wish) {
        return Ok(Vec::new());
    }
    // After the end it is a correction, for all the time that the dossier was judged by the other date. One that would
    // excuse it is taken where the terms lead to it; otherwise it is kept from now on, where it judges nothing.
    let Some(ended) = ended.filter(|ended| *ended < now) else {
        return Ok(vec![(None, Repromise::by_hand(wish, now))]);
    };
    if !excuses(before, &rules, ended, in_force, wish) {
        return Ok(vec![(None, Repromise::by_hand(wish, ended))]);
    }
    let right = amended::put_right(after, wish, &rules);
    Ok(right.unwrap_or_else(|| vec![(None, Repromise::by_hand(wish, now))]))
}

/// The due date in force as a clerk reads it at `now`, pauses included.
fn in_force(case: Case<'_>, rules: &Rulebook, now: Moment) -> Option<Moment> {
    let seen = Seen::from(now.plus_minutes(1), case.facts.settled_at);
    ledger::due_seen(case.facts, case.procedure, rules, seen)
}

/// Writes the lines down. Those that follow from corrected terms take the place of what was given; an extension that is
/// counted anew keeps its papers.
fn write(
    tx: &mut Tx<'_>,
    id: i64,
    given: &[DueDate],
    lines: &[(Option<usize>, Repromise)],
    reason: &str,
) -> Result<(), Error> {
    let officer = tx.stamp().officer.clone();
    let due = |(former, line): &(Option<usize>, Repromise)| {
        let Repromise { due_at: due, effective_at, cause, counted_to, closing, extension } = *line;
        let counted = DueDate::counted(cause, &Counted { due, counted_to, closing }, effective_at);
        match former.and_then(|at| given.get(at)) {
            Some(former) => DueDate { due_at: due, effective_at, counted_to, closing, ..former.clone() },
            None => DueDate { extension, reason: reason.to_owned(), officer: officer.clone(), ..counted },
        }
    };
    let new: Vec<DueDate> = lines.iter().map(due).collect();
    match new.first().map(|due| due.cause) {
        None => {}
        Some(LineCause::Amend) => tx.replace_given(id, &new)?,
        Some(_) => new.iter().try_for_each(|due| tx.add_due_date(id, due))?,
    }
    Ok(())
}
