//! Feedback (phản ánh, kiến nghị): receiving it and every step until its answer is public, one transaction each.

use crate::desk::change::Target;
use crate::desk::error::{Error, overtaken};
use crate::desk::number;
use crate::domain::change::Changes;
use crate::domain::day::{Day, Moment};
use crate::domain::feedback::{Clock, Feedback, Part, Step};
use crate::domain::refusal::Refusal;
use crate::domain::text;
use crate::store::journal::op_label;
use crate::store::voice::StoredFeedback;
use crate::store::{Op, Read, Stamp, Store, StoreError};

/// Days of done feedback that a list goes back.
const BACK: i32 = 400;

/// A piece of feedback with the clock that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// As the register holds it.
    pub stored: StoredFeedback,
    /// Where it stands.
    pub part: Part,
    /// Its clock; none for what was refused.
    pub clock: Option<Clock>,
    /// The last moment for a refusal.
    pub refuse_due: Moment,
    /// Printed name of the officer who answers for it.
    pub officer: String,
}

/// What is not done with, whenever it came, and what came in the last year, or ever where `all` is set: what falls due first stands first, the rest
/// newest first.
pub fn list(store: &Store, now: Moment, all: bool) -> Result<Vec<Seen>, StoreError> {
    let rules = store.rulebook()?;
    store.snapshot(|read| {
        let days = read.settings()?.feedback_days();
        let (officers, names) = (read.officers()?, read.officer_names()?);
        let name = |code: &str| {
            let found = officers.iter().find(|(_, officer)| officer.code == code);
            found.and_then(|(id, _)| names.get(id)).map_or(code.to_owned(), Clone::clone)
        };
        let since = if all { Day::from_epoch(0) } else { now.day.plus(-BACK) };
        let stored = read.feedback_since(since.start())?;
        let seen = |stored: StoredFeedback| Seen {
            part: stored.feedback.part(),
            clock: stored.feedback.clock(days, &rules.calendar, now),
            refuse_due: stored.feedback.refuse_due(days, &rules.calendar),
            officer: name(&stored.feedback.officer),
            stored,
        };
        let mut list: Vec<Seen> = stored.into_iter().map(seen).collect();
        list.sort_by_key(|seen| {
            let running = seen.clock.filter(|clock| clock.met_at.is_none());
            let newest = std::cmp::Reverse(seen.stored.feedback.received_at);
            (seen.part, running.is_none(), running.map(|clock| clock.due), newest)
        });
        Ok(list)
    })
}

/// Receives feedback and gives it a code, without a gap within the year.
///
/// # Errors
/// A refusal without a subject, for an unknown dossier, or for a moment in the future.
pub fn receive(store: &mut Store, stamp: &Stamp, given: &Feedback) -> Result<(String, Changes), Error> {
    known_dossier(store, &given.dossier_code)?;
    store.transact(&Op::new("feedback_receive"), stamp, |tx| -> Result<String, Error> {
        let mut feedback = given.clone();
        settle(&tx.read(), &mut feedback, stamp.at)?;
        feedback.code = number::feedback(tx, feedback.received_at.day)?;
        let dossier = tx.read().live_dossier_id(&feedback.dossier_code)?;
        tx.put_feedback(&feedback, dossier)?;
        Ok(feedback.code)
    })
}

/// Brings what was typed into the register's own words.
fn settle(read: &Read<'_>, feedback: &mut Feedback, now: Moment) -> Result<(), Error> {
    for field in [&mut feedback.channel, &mut feedback.subject, &mut feedback.sender, &mut feedback.contact] {
        *field = text::tidy(field);
    }
    if feedback.subject.is_empty() {
        return Err(Refusal::at("subject", "Chưa ghi nội dung phản ánh, kiến nghị.").into());
    }
    feedback.dossier_code = feedback.dossier_code.trim().to_owned();
    if !feedback.dossier_code.is_empty() && read.live_dossier_id(&feedback.dossier_code)?.is_none() {
        return Err(Refusal::at("dossier_code", "Hồ sơ này không còn trong sổ; hãy tìm lại mã ở F4.").into());
    }
    Ok(feedback.check_order(now)?)
}

/// Refuses a code that is no dossier's. The end of a code only finds one: what it finds is named, with whose it is, so
/// that feedback is linked to nothing that nobody has seen.
///
/// Every code of the register is looked at for that, so this is asked before a writer's turn, not within it.
fn known_dossier(store: &Store, typed: &str) -> Result<(), Error> {
    let (read, typed) = (store.read(), typed.trim());
    if typed.is_empty() || read.live_dossier_id(typed)?.is_some() {
        return Ok(());
    }
    let said = match read.dossiers_ending(typed)?.as_slice() {
        [] => "Không có hồ sơ nào mang mã này hoặc có mã kết thúc như thế; tìm mã ở danh sách Hồ sơ (F4).".to_owned(),
        [(code, name, accepted)] => {
            let when = accepted.map(|at| format!(", tiếp nhận {}", at.day.vietnamese())).unwrap_or_default();
            format!("Chỉ có hồ sơ {code} của {name}{when} có mã kết thúc như thế; đúng hồ sơ ấy thì hãy gõ cả mã.")
        }
        _ => "Có nhiều hồ sơ có mã kết thúc như thế; hãy gõ cả mã.".to_owned(),
    };
    Err(Refusal::at("dossier_code", said).into())
}

/// Asks the sender for more; what is asked goes into the note.
pub fn ask_supplement(
    store: &mut Store,
    stamp: &Stamp,
    target: Target,
    at: Moment,
    what: &str,
) -> Result<Changes, Error> {
    let what = needed("what", what, "Chưa ghi yêu cầu bổ sung những gì.")?;
    step(store, &Op::new("feedback_ask"), stamp, target, Step::AskSupplement, |feedback| {
        feedback.supplement_asked_at = Some(at);
        let said = format!("Yêu cầu bổ sung: {what}");
        feedback.note = if feedback.note.is_empty() { said } else { format!("{}; {said}", feedback.note) };
    })
}

/// What was asked for came.
pub fn supplemented(store: &mut Store, stamp: &Stamp, target: Target, at: Moment) -> Result<Changes, Error> {
    let op = Op::new("feedback_supplemented");
    step(store, &op, stamp, target, Step::Supplemented, |feedback| feedback.supplemented_at = Some(at))
}

/// Refuses it, with the reason that the sender is told.
pub fn refuse(store: &mut Store, stamp: &Stamp, target: Target, at: Moment, reason: &str) -> Result<Changes, Error> {
    let reason = needed("reason", reason, "Từ chối phải ghi lý do.")?;
    step(store, &Op::because("feedback_refuse", &reason), stamp, target, Step::Refuse, |feedback| {
        (feedback.refused_at, feedback.answer) = (Some(at), reason.clone());
    })
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// When.
    pub at: Moment,
    /// What it says.
    pub text: String,
    /// Its document; may be empty.
    pub document: String,
}

/// Answers it.
pub fn answer(store: &mut Store, stamp: &Stamp, target: Target, answer: &Answer) -> Result<Changes, Error> {
    let said = needed("answer", &answer.text, "Chưa ghi nội dung trả lời.")?;
    step(store, &Op::new("feedback_answer"), stamp, target, Step::Answer, |feedback| {
        feedback.handled_at = Some(answer.at);
        feedback.answer.clone_from(&said);
        feedback.document = text::tidy(&answer.document);
    })
}

/// The answer is public.
pub fn publish(store: &mut Store, stamp: &Stamp, target: Target, at: Moment) -> Result<Changes, Error> {
    let op = Op::new("feedback_publish");
    step(store, &op, stamp, target, Step::Publish, |feedback| feedback.published_at = Some(at))
}

/// Brings it to what is given, with a reason; its code stays.
pub fn amend(
    store: &mut Store,
    stamp: &Stamp,
    target: Target,
    given: &Feedback,
    reason: &str,
) -> Result<Changes, Error> {
    let reason = needed("reason", reason, "Sửa phải ghi lý do.")?;
    known_dossier(store, &given.dossier_code)?;
    write(store, &Op::because("feedback_amend", &reason), stamp, target, |read, feedback| {
        *feedback = Feedback { code: feedback.code.clone(), ..given.clone() };
        settle(read, feedback, stamp.at)
    })
}

fn needed(field: &'static str, given: &str, problem: &str) -> Result<String, Refusal> {
    let given = text::nfc(given.trim());
    if given.is_empty() { Err(Refusal::at(field, problem)) } else { Ok(given) }
}

/// Takes a step that its state allows.
fn step(
    store: &mut Store,
    op: &Op,
    stamp: &Stamp,
    target: Target,
    step: Step,
    change: impl FnOnce(&mut Feedback),
) -> Result<Changes, Error> {
    write(store, op, stamp, target, |_, feedback| {
        if let Some(why) = feedback.why_not(step) {
            return Err(Refusal::whole(format!("{}: {why}", feedback.code)).into());
        }
        change(feedback);
        Ok(feedback.check_order(stamp.at)?)
    })
}

fn write(
    store: &mut Store,
    op: &Op,
    stamp: &Stamp,
    target: Target,
    change: impl FnOnce(&Read<'_>, &mut Feedback) -> Result<(), Error>,
) -> Result<Changes, Error> {
    let ((), changes) = store.transact(op, stamp, |tx| -> Result<(), Error> {
        let read = tx.read();
        let stored = read.stored_feedback(target.id)?;
        let StoredFeedback { version, mut feedback, .. } =
            stored.ok_or_else(|| Refusal::whole("Phản ánh này không còn trong sổ. Hãy tải lại danh sách."))?;
        if version != target.version {
            let by = read.entry(version)?;
            let named = by.map(|entry| (entry.officer, op_label(&entry.op).to_owned(), entry.at));
            return Err(overtaken("Phản ánh", &feedback.code, named).into());
        }
        change(&read, &mut feedback)?;
        let dossier = read.live_dossier_id(&feedback.dossier_code)?;
        tx.put_feedback(&feedback, dossier)?;
        Ok(())
    })?;
    Ok(changes)
}
