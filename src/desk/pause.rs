//! Stopping the clock and letting it run again.

use crate::desk::change::{self, Target};
use crate::desk::error::Error;
use crate::domain::change::Changes;
use crate::domain::day::Moment;
use crate::domain::dossier::Dossier;
use crate::domain::moves::Move;
use crate::domain::pause::{Pause, PauseReason};
use crate::domain::refusal::Refusal;
use crate::domain::rulebook::Rulebook;
use crate::store::{Op, Stamp, Store};

/// Begins a pause.
pub fn pause(
    store: &mut Store,
    stamp: &Stamp,
    targets: &[Target],
    reason: PauseReason,
    document: &str,
    from: Moment,
) -> Result<Changes, Error> {
    check_document(reason, document)?;
    let op = Op::because("pause", &format!("{} {document}", reason.label()));
    change::change_each(store, &op, stamp, Move::Pause, targets, |_, _, dossier| {
        let accepted = dossier.clock_start().or(dossier.accepted_at).map(|at| ("lúc tiếp nhận", at));
        change::in_order("from_at", "Giờ tạm dừng", from, accepted, stamp.at)?;
        let last =
            dossier.pauses.iter().filter_map(|pause| pause.to).max().map(|at| ("lúc hết lần tạm dừng trước", at));
        change::in_order("from_at", "Giờ tạm dừng", from, last, stamp.at)?;
        dossier.pauses.push(Pause { reason, document: document.trim().to_owned(), from, to: None });
        Ok(())
    })
}

/// Refuses a document that the canonical file has no room for, and a request for papers without one: what stops the
/// clock is the paper that the citizen was given (phiếu yêu cầu bổ sung), and nobody can argue with its number.
fn check_document(reason: PauseReason, document: &str) -> Result<(), Refusal> {
    if document.contains(['|', '>', '#']) {
        return Err(Refusal::at("document", "Số văn bản không được có các dấu | > #."));
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
            check_document(pause.reason, &pause.document)?;
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
