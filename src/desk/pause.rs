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
    if document.contains(['|', '>', '#']) {
        return Err(Refusal::at("document", "Số văn bản không được có các dấu | > #.").into());
    }
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
    if dossier.pauses.iter().any(|pause| pause.reason == PauseReason::Supplement) {
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
