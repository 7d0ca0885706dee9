//! Stopping the clock and letting it run again.

use crate::desk::change::{self, Target};
use crate::desk::error::Error;
use crate::desk::slip::{self, Draft};
use crate::domain::change::Changes;
use crate::domain::day::Moment;
use crate::domain::dossier::Dossier;
use crate::domain::moves::Move;
use crate::domain::pause::{Pause, PauseReason};
use crate::domain::refusal::Refusal;
use crate::domain::rulebook::Rulebook;
use crate::domain::stage;
use crate::report::forms::sets::Form;
use crate::store::dossier::Stored;
use crate::store::{Op, Stamp, Store, Tx};

/// A pause as it is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Begun<'a> {
    /// Why the clock stands still.
    pub reason: PauseReason,
    /// Number of the document.
    pub document: &'a str,
    /// From when.
    pub from: Moment,
    /// Why it is noted only now, where it is noted backwards.
    pub why: &'a str,
    /// It is meant that a dossier which is late by now is late no more.
    pub clears: bool,
    /// The slip (form 02) to issue with a pause for papers; its number is the document's, or the next one.
    pub slip: Option<&'a Draft>,
}

/// Begins a pause that is noted on its own day.
pub fn pause(
    store: &mut Store,
    stamp: &Stamp,
    targets: &[Target],
    reason: PauseReason,
    document: &str,
    from: Moment,
) -> Result<Changes, Error> {
    begin(store, stamp, targets, &Begun { reason, document, from, why: "", clears: false, slip: None })
}

/// Begins a pause. One that is noted backwards has a document and a reason; where it takes lateness away, that has to be
/// meant as well.
///
/// # Errors
/// [`Refusal`] by field: `document`, `from_at`, `why`, `clears`, and where a slip is issued `items`, `slip_reason`.
pub fn begin(store: &mut Store, stamp: &Stamp, targets: &[Target], begun: &Begun<'_>) -> Result<Changes, Error> {
    let Begun { reason, document, from, why, .. } = *begun;
    let slip = begun.slip.filter(|_| reason == PauseReason::Supplement);
    if reason == PauseReason::Supplement && slip.is_none() && document.trim().is_empty() {
        return Err(Refusal::at("items", NO_SLIP).into());
    }
    check_document(reason, document, slip)?;
    let mut because = format!("{} {document}", reason.label());
    if !why.trim().is_empty() {
        because = format!("{}; ghi lùi: {}", because.trim_end(), why.trim());
    }
    let op = Op::because("pause", &because);
    let pause_one = |tx: &mut Tx<'_>, stored: &Stored, dossier: &mut Dossier| {
        let accepted = dossier.clock_start().or(dossier.accepted_at).map(|at| ("lúc tiếp nhận", at));
        change::in_order("from_at", "Giờ tạm dừng", from, accepted, stamp.at)?;
        let last =
            dossier.pauses.iter().filter_map(|pause| pause.to).max().map(|at| ("lúc hết lần tạm dừng trước", at));
        change::in_order("from_at", "Giờ tạm dừng", from, last, stamp.at)?;
        let document = match slip {
            Some(_) => slip::number(tx, Form::Supplement, document, from)?,
            None => document.trim().to_owned(),
        };
        let pause = Pause { reason, document: document.clone(), from, to: None };
        check_backwards(tx, stored, begun, &pause)?;
        dossier.pauses.push(pause);
        Ok(document)
    };
    change::change_each_then(store, &op, stamp, Move::Pause, targets, pause_one, |tx, id, number| {
        let Some(draft) = slip else { return Ok(()) };
        let pause = tx.read().last_pause_id(id)?;
        slip::issue(tx, id, Form::Supplement, number, draft, from, pause)
    })
}

/// Whether a pause from `from`, noted at `now`, is noted backwards: on a later day, or after the dossier became late.
pub fn is_backwards(from: Moment, late_from: Option<Moment>, now: Moment) -> bool {
    from.day < now.day || before_lateness(from, late_from, now)
}

/// Whether a dossier is late at `now` and would have been paused before it was.
pub fn before_lateness(from: Moment, late_from: Option<Moment>, now: Moment) -> bool {
    late_from.is_some_and(|late| late <= now && from < late)
}

/// Refuses a pause that is noted backwards without document and reason, and one that takes lateness away unasked.
fn check_backwards(tx: &Tx<'_>, stored: &Stored, begun: &Begun<'_>, pause: &Pause) -> Result<(), Error> {
    let (code, now) = (&stored.dossier.code, tx.stamp().at);
    if !is_backwards(begun.from, stored.late_from, now) {
        return Ok(());
    }
    let mut missing = Refusal::default();
    if begun.document.trim().is_empty() {
        missing.add("document", format!("{code}: ghi lùi ngày tạm dừng phải có số văn bản làm căn cứ."));
    }
    if begun.why.trim().is_empty() {
        missing.add("why", format!("{code}: ghi lùi ngày tạm dừng phải ghi lý do, vì sao nay mới ghi."));
    }
    missing.or_ok()?;
    if !begun.clears && takes_lateness_away(tx, stored, pause)? {
        let late = stored.late_from.map_or_else(String::new, |late| late.vietnamese());
        let said = format!(
            "{code}: ghi lùi ngày như vậy thì hồ sơ quá hạn từ {late} không còn tính là quá hạn; nếu đúng vậy, hãy đánh \
             dấu ô này."
        );
        return Err(Refusal::at("clears", said).into());
    }
    Ok(())
}

/// Whether a dossier that is late now would not be with this pause.
fn takes_lateness_away(tx: &Tx<'_>, stored: &Stored, pause: &Pause) -> Result<bool, Error> {
    let (read, now) = (tx.read(), tx.stamp().at);
    if stored.late_from.is_none_or(|late| late > now) {
        return Ok(false);
    }
    let (Some(mut facts), Some(procedure)) = (read.facts(stored.id)?, read.procedure(stored.procedure)?) else {
        return Ok(false);
    };
    facts.pauses.push(pause.clone());
    let derived = stage::derive(&facts, &read.procedure_facts(&procedure), &tx.rules());
    Ok(derived.late_from.is_none_or(|late| late > now))
}

/// Said of a request for papers that has neither a slip to issue nor the number of one.
const NO_SLIP: &str = "Yêu cầu bổ sung phải có số phiếu: ghi cần bổ sung những gì để lập phiếu (mẫu 02), hoặc ghi số phiếu \
     đã lập bằng tay ở ô Số văn bản.";

/// Refuses a document that the canonical file has no room for, and a request for papers without one: what stops the
/// clock is the paper that the citizen was given (phiếu yêu cầu bổ sung), and nobody can argue with its number.
fn check_document(reason: PauseReason, document: &str, slip: Option<&Draft>) -> Result<(), Refusal> {
    if document.contains(['|', '>', '#']) {
        return Err(Refusal::at("document", "Số văn bản không được có các dấu | > #."));
    }
    if let Some(slip) = slip {
        let mut missing = Refusal::default();
        if slip.items.trim().is_empty() {
            missing.add("items", "Phiếu yêu cầu bổ sung phải ghi cần bổ sung những gì.");
        }
        if slip.reason.trim().is_empty() {
            missing.add("slip_reason", "Phiếu yêu cầu bổ sung phải ghi lý do.");
        }
        return missing.or_ok();
    }
    if reason == PauseReason::Supplement && document.trim().is_empty() {
        let said = "Yêu cầu bổ sung phải có số phiếu (mẫu 02): phiếu ấy là căn cứ để hạn dừng lại.";
        return Err(Refusal::at("document", said));
    }
    Ok(())
}

/// Whether a pause for this reason would be a second request for papers.
pub fn is_second(dossier: &Dossier, reason: PauseReason) -> bool {
    reason == PauseReason::Supplement && dossier.pauses.iter().any(|pause| pause.reason == PauseReason::Supplement)
}

/// Refuses a second request for papers that nobody has said is meant, naming the dossiers. One is allowed; the national
/// index counts it as overdue (DOMAIN.md §3).
pub fn ask_before_second(store: &Store, targets: &[Target], reason: PauseReason) -> Result<(), Error> {
    let mut codes = Vec::new();
    for target in targets {
        let stored = store.read().dossier(target.id)?;
        codes.extend(stored.filter(|stored| is_second(&stored.dossier, reason)).map(|stored| stored.dossier.code));
    }
    if codes.is_empty() {
        return Ok(());
    }
    let said = format!("{}: đây là yêu cầu bổ sung lần hai; nếu vẫn yêu cầu, hãy đánh dấu ô này.", codes.join(", "));
    Err(Refusal::at("second", said).into())
}

/// Corrects a pause that is on record, the `at`-th from 0: begin, end, reason, document. The lines of the ledger that
/// rested on it are voided and stay visible, and new ones are added.
///
/// # Errors
/// [`Refusal`] by field; [`Changes`] are empty where nothing differed.
pub fn correct(
    store: &mut Store,
    stamp: &Stamp,
    target: Target,
    at: usize,
    pause: &Pause,
    reason: &str,
) -> Result<Changes, Error> {
    if reason.trim().is_empty() {
        return Err(Refusal::at("reason", "Sửa tạm dừng phải ghi lý do.").into());
    }
    let op = Op::because("correct_pause", reason);
    change::change_each(store, &op, stamp, Move::CorrectPause, &[target], |_, _, dossier| {
        let Some(before) = dossier.pauses.get(at).cloned() else {
            return Err(Refusal::whole("Lần tạm dừng này không còn trong hồ sơ; hãy mở lại hồ sơ.").into());
        };
        if before.document != pause.document || before.reason != pause.reason {
            check_document(pause.reason, &pause.document, None)?;
        }
        check_span(dossier, &before, pause, stamp.at)?;
        dossier.pauses[at] = Pause { document: pause.document.trim().to_owned(), ..pause.clone() };
        Ok(())
    })
}

/// Refuses a corrected pause that is out of order with its dossier.
fn check_span(dossier: &Dossier, before: &Pause, pause: &Pause, now: Moment) -> Result<(), Refusal> {
    let accepted = dossier.clock_start().or(dossier.accepted_at).map(|at| ("lúc tiếp nhận", at));
    if pause.from != before.from {
        change::in_order("from_at", "Giờ tạm dừng", pause.from, accepted, now)?;
    }
    let Some(to) = pause.to else {
        let open = before.to.is_none();
        let another = dossier.pauses.iter().any(|other| other.to.is_none());
        return match (open, dossier.settled_at, another) {
            (true, ..) => Ok(()),
            (_, Some(_), _) => Err(Refusal::at("to_at", "Hồ sơ đã kết thúc nên lần tạm dừng phải có lúc hết.")),
            (_, _, true) => {
                Err(Refusal::at("to_at", "Đang có một lần tạm dừng khác chưa hết; lần này phải có lúc hết."))
            }
            _ => Ok(()),
        };
    };
    change::in_order("to_at", "Giờ tiếp tục", to, Some(("lúc tạm dừng", pause.from)), now)
}

/// Ends the open pause.
pub fn resume(store: &mut Store, stamp: &Stamp, targets: &[Target], to: Moment) -> Result<Changes, Error> {
    change::change_each(store, &Op::new("resume"), stamp, Move::Resume, targets, |_, _, dossier| {
        close_pause(dossier, to, stamp.at)
    })
}

/// Ends the open pause of a dossier, if there is one.
pub(super) fn close_pause(dossier: &mut Dossier, to: Moment, now: Moment) -> Result<(), Error> {
    if let Some(pause) = dossier.pauses.iter_mut().find(|pause| pause.to.is_none()) {
        change::in_order("to_at", "Giờ tiếp tục", to, Some(("lúc tạm dừng", pause.from)), now)?;
        pause.to = Some(to);
    }
    Ok(())
}

/// What a clerk is to be warned of before a pause: a second request for papers, or one that comes late.
pub fn warnings(dossier: &Dossier, rules: &Rulebook, reason: PauseReason, from: Moment) -> Vec<String> {
    let mut warnings = Vec::new();
    if reason != PauseReason::Supplement {
        return warnings;
    }
    if is_second(dossier, reason) {
        warnings.push("Đã yêu cầu bổ sung một lần. Yêu cầu lần hai bị bộ chỉ số quốc gia tính là quá hạn.".to_owned());
    }
    if let Some(accepted) = dossier.accepted_at
        && rules.calendar.add_working_days(accepted.day, 3) < from.day
    {
        warnings.push(
            "Đã quá 03 ngày làm việc kể từ khi tiếp nhận; yêu cầu bổ sung phải gửi trong thời gian đó.".to_owned(),
        );
    }
    warnings
}
