//! Steps of dossiers, each one use case.

use crate::app::clock::Clock;
use crate::app::worker::Desk;
use crate::desk::papers::fees;
use crate::desk::{accept, amend, apologise, digitise, end, extend, hand_over, pause, rate};
use crate::domain::change::Changes;
use crate::domain::refusal::Refusal;
use crate::store::{Stamp, Store};
use crate::ui::work::Reply;
use crate::ui::work::step::{Command, Step};

/// What is said of a step that brought the register to what it was already.
const NOTHING: &str = "Không có gì thay đổi.";

impl<C: Clock> Desk<C> {
    pub(super) fn step(&mut self, command: Command) -> Reply {
        let n = command.targets.len();
        let said =
            format!("Đã lưu: {}{}.", name(&command.step), if n > 1 { format!(" ({n} hồ sơ)") } else { String::new() });
        let officer = self.officer.clone();
        self.write_and_say(command.act, |store, stamp| {
            let changes = run(store, stamp, &command, &officer)?;
            let said = if changes.is_empty() { NOTHING.to_owned() } else { said };
            Ok((said, changes))
        })
    }
}

fn run(store: &mut Store, stamp: &Stamp, command: &Command, officer: &str) -> Result<Changes, crate::desk::Error> {
    let targets = command.targets.as_slice();
    let Some(first) = targets.first().copied() else {
        return Err(Refusal::whole("Chưa chọn hồ sơ nào.").into());
    };
    match &command.step {
        Step::Accept { at } => accept::accept_submitted(store, stamp, first, *at, officer),
        Step::Refuse { at, reason } => accept::refuse(store, stamp, targets, *at, reason),
        Step::HandOver(to) => hand_over::hand_over(store, stamp, targets, to),
        Step::Receive { at } => hand_over::receive(store, stamp, targets, *at),
        Step::Pause { reason, document, from, second, why, clears } => {
            if !second {
                pause::ask_before_second(store, targets, *reason)?;
            }
            let begun = pause::Begun { reason: *reason, document, from: *from, why, clears: *clears };
            pause::begin(store, stamp, targets, &begun)
        }
        Step::CorrectPause { at, pause, reason } => pause::correct(store, stamp, first, *at, pause, reason),
        Step::Resume { to } => pause::resume(store, stamp, targets, *to),
        Step::Done { at } => end::done(store, stamp, targets, *at),
        Step::Settle { at } => end::settle(store, stamp, targets, *at),
        Step::GiveBack { at, channel } => end::give_back(store, stamp, targets, *at, *channel),
        Step::End { outcome, at, reason } => end::end_without_result(store, stamp, targets, *outcome, *at, reason),
        Step::Apologise { letter, reason } => apologise::apologise(store, stamp, targets, letter, reason),
        Step::Classify { late, reason } => apologise::classify(store, stamp, targets, late, reason),
        Step::Components { components, note } => digitise::set_components(store, stamp, first, components, note),
        Step::Counts { counts, note } => digitise::set_counts(store, stamp, first, *counts, note),
        Step::AllComponents => digitise::all_components(store, stamp, targets),
        Step::Result { digitized, note } => {
            let told = digitise::ResultTold { digitized: *digitized, note: note.clone(), ..Default::default() };
            digitise::result(store, stamp, targets, &told)
        }
        Step::Rate { level, comment } => rate::rate(store, stamp, first, level, comment),
        Step::Amend { data, due_at, reason } => amend::amend_with_due(store, stamp, first, data, *due_at, reason),
        Step::Fee { fee, reason } => fees::note(store, stamp, first, fee, reason),
        Step::Extend(grant) => extend::extend(store, stamp, targets, grant),
    }
}

fn name(step: &Step) -> &'static str {
    use crate::domain::dossier::Outcome;
    match step {
        Step::Accept { .. } => "tiếp nhận",
        Step::Refuse { .. } => "từ chối tiếp nhận",
        Step::HandOver(_) => "bàn giao",
        Step::Receive { .. } => "nhận bàn giao",
        Step::Pause { .. } => "tạm dừng",
        Step::Resume { .. } => "tiếp tục",
        Step::CorrectPause { .. } => "sửa tạm dừng",
        Step::Done { .. } => "xong việc",
        Step::Settle { .. } => "kết thúc trên Cổng",
        Step::GiveBack { .. } => "trả kết quả",
        Step::End { outcome: Outcome::Rejected, .. } => "trả lại, không giải quyết",
        Step::End { outcome: Outcome::Withdrawn, .. } => "công dân rút hồ sơ",
        Step::End { .. } => "dừng giải quyết",
        Step::Apologise { .. } => "văn bản xin lỗi",
        Step::Classify { .. } => "loại trễ hạn",
        Step::Components { .. } | Step::Counts { .. } | Step::AllComponents => "số hóa thành phần",
        Step::Result { .. } => "số hóa kết quả",
        Step::Rate { .. } => "đánh giá",
        Step::Amend { .. } => "sửa hồ sơ",
        Step::Fee { .. } => "phí đã thu",
        Step::Extend(_) => "gia hạn",
    }
}
