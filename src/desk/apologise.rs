//! Late dossiers: the apology letter with its three separate facts, and the kind of lateness (DOMAIN.md §5).

use crate::desk::change::{self, Target};
use crate::desk::error::Error;
use crate::desk::number;
use crate::domain::change::Changes;
use crate::domain::day::Moment;
use crate::domain::dossier::{Apology, LateKind, Lateness};
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::domain::standing::{self, Seen};
use crate::store::dossier::Stored;
use crate::store::{Op, Stamp, Store, Tx};

/// Records what is known of a letter. An empty number with an issuing moment asks for the next number of the year.
///
/// For one dossier the letter is taken as it is given. For several at once what each already has stays where the given
/// letter says nothing, and each keeps or gets a number of its own.
pub fn apologise(
    store: &mut Store,
    stamp: &Stamp,
    targets: &[Target],
    letter: &Apology,
    reason: &str,
) -> Result<Changes, Error> {
    let op = Op::because("apologise", reason);
    let several = targets.len() > 1;
    change::change_each(store, &op, stamp, Move::Apologise, targets, |tx, stored, dossier| {
        let letter = &if several { over(&stored.dossier.apology, letter) } else { letter.clone() };
        check(letter, stamp.at)?;
        let accepted = stored.dossier.accepted_at.map(|at| ("lúc tiếp nhận", at));
        if let Some(issued) = letter.issued_at {
            change::in_order("apology_issued_at", "Ngày ban hành", issued, accepted, stamp.at)?;
        }
        let old = &stored.dossier.apology;
        if old.reappointed_at.is_some()
            && letter.reappointed_at.is_some()
            && letter.reappointed_at != old.reappointed_at
            && reason.trim().is_empty()
        {
            return Err(Refusal::at("reason", "Chỉ được hẹn lại một lần; hẹn lại lần nữa phải ghi lý do.").into());
        }
        if let Some(issued) = letter.issued_at.filter(|_| !letter.number.is_empty() && letter.number != old.number)
            && number::letter_taken(&tx.read(), &letter.number, issued.day, stamp.desk, Some(stored.id))?
        {
            let said =
                format!("Số {} đã cấp cho văn bản khác trong năm; hãy ghi số khác hoặc để trống.", letter.number);
            return Err(Refusal::at("apology_number", said).into());
        }
        dossier.apology = letter.clone();
        if letter.issued_at.is_some() && letter.number.is_empty() {
            dossier.apology.number = if old.number.is_empty() {
                number::apology(tx, letter.issued_at.unwrap_or(stamp.at).day)?
            } else {
                old.number.clone()
            };
        }
        Ok(())
    })
}

/// What is given, over what a dossier already has.
fn over(old: &Apology, given: &Apology) -> Apology {
    let text = |given: &str, old: &str| if given.is_empty() { old.to_owned() } else { given.to_owned() };
    let issued_at = old.issued_at.or(given.issued_at);
    Apology {
        number: old.number.clone(),
        signer: text(&given.signer, &old.signer),
        issued_at,
        uploaded_at: given.uploaded_at.or(old.uploaded_at),
        posted_at: given.posted_at.or(old.posted_at),
        reappointed_at: given.reappointed_at.or(old.reappointed_at),
        none_reason: if issued_at.is_some() { String::new() } else { text(&given.none_reason, &old.none_reason) },
    }
}

fn check(letter: &Apology, now: Moment) -> Result<(), Refusal> {
    let mut refusal = Refusal::default();
    for (field, name, at) in [
        ("apology_uploaded_at", "Ngày đăng tải", letter.uploaded_at),
        ("apology_posted_at", "Ngày niêm yết", letter.posted_at),
    ] {
        match (at, letter.issued_at) {
            (Some(_), None) => {
                refusal.add(field, format!("{name} có mà văn bản chưa ban hành; hãy ghi ngày ban hành."))
            }
            (Some(at), Some(issued)) if at < issued => {
                refusal.add(field, format!("{name} trước ngày ban hành; hãy sửa lại."));
            }
            (Some(at), _) if at > now => refusal.add(field, format!("{name} ở tương lai; hãy sửa lại.")),
            _ => {}
        }
    }
    if letter.issued_at.is_some() && !letter.none_reason.is_empty() {
        refusal.add("no_apology_reason", "Đã có văn bản xin lỗi thì không ghi lý do không có văn bản.");
    }
    if let (Some(again), Some(issued)) = (letter.reappointed_at, letter.issued_at)
        && again < issued
    {
        refusal.add("reappointed_at", "Ngày hẹn lại trước ngày ban hành văn bản; hãy sửa lại.");
    }
    refusal.or_ok()
}

/// Names the kind of lateness, its cause and the officer answerable. Changing a kind that was named needs a reason.
pub fn classify(
    store: &mut Store,
    stamp: &Stamp,
    targets: &[Target],
    late: &Lateness,
    reason: &str,
) -> Result<Changes, Error> {
    let op = Op::because("classify_lateness", reason);
    change::change_each(store, &op, stamp, Move::Classify, targets, |tx, stored, dossier| {
        let old = &stored.dossier.late;
        if late.kind.is_some() && !is_late(tx, stored, stamp.at)? {
            let code = &stored.dossier.code;
            return Err(Refusal::whole(format!("{code}: hồ sơ không trễ hạn nên không phân loại trễ.")).into());
        }
        if old.kind.is_some() && old.kind != late.kind && reason.trim().is_empty() {
            return Err(Refusal::at("reason", "Đổi loại trễ hạn phải ghi lý do.").into());
        }
        if late.kind == Some(LateKind::Operational) && stored.dossier.done_at.is_none() {
            return Err(Refusal::at(
                "late_kind",
                "Trễ do thao tác phải có giờ xong việc thực tế; hãy ghi giờ xong việc trước (sửa hồ sơ).",
            )
            .into());
        }
        dossier.late = late.clone();
        Ok(())
    })
}

/// Whether a dossier is late now, or was when it ended.
fn is_late(tx: &Tx<'_>, stored: &Stored, now: Moment) -> Result<bool, Error> {
    let read = tx.read();
    let (Some(facts), Some(procedure)) = (read.facts(stored.id)?, read.procedure(stored.procedure)?) else {
        return Ok(false);
    };
    let (terms, rules) = (read.procedure_facts(&procedure), tx.rules());
    let seen_at = facts.settled_at.unwrap_or(now);
    let seen = Seen::from(now.plus_minutes(1), facts.settled_at);
    let due = standing::due_seen(&facts, &terms, &rules, seen);
    Ok(due.is_some_and(|due| standing::late_from(&facts, &terms, &rules, due) <= seen_at))
}
