//! Steps of dossiers, each one use case.

use crate::app::clock::Clock;
use crate::app::scans;
use crate::app::worker::Desk;
use crate::desk::papers::fees;
use crate::desk::{accept, amend, apologise, digitise, end, extend, hand_over, legs, pause, rate};
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
        if let Step::Issue(letter) = &command.step {
            return self.issue_letters(command.act, &command.targets, letter);
        }
        let officer = self.officer.clone();
        self.write_and_say(command.act, |store, stamp| {
            let changes = run(store, stamp, &command, &officer)?;
            if changes.is_empty() {
                return Ok((NOTHING.to_owned(), changes));
            }
            let places = places(&command.step);
            if places.iter().all(String::is_empty) {
                return Ok((said, changes));
            }
            let of_files = scans::said_of(&places, store.read().settings()?.get("scan_folder"));
            Ok((if of_files.is_empty() { said } else { format!("{said} Nhưng: {of_files}.") }, changes))
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
        Step::Refuse { at, slip } => accept::refuse(store, stamp, targets, *at, slip),
        Step::HandOver(to) => hand_over::hand_over(store, stamp, targets, to),
        Step::Receive { at } => hand_over::receive(store, stamp, targets, *at),
        Step::Pause { reason, document, from, second, why, clears, slip } => {
            if !second {
                pause::ask_before_second(store, targets, *reason)?;
            }
            let begun =
                pause::Begun { reason: *reason, document, from: *from, why, clears: *clears, slip: slip.as_ref() };
            pause::begin(store, stamp, targets, &begun)
        }
        Step::CorrectPause { at, pause, reason } => pause::correct(store, stamp, first, *at, pause, reason),
        Step::Resume { to } => pause::resume(store, stamp, targets, *to),
        Step::Done { at } => end::done(store, stamp, targets, *at),
        Step::Settle { at, why, clears } => {
            end::settle_as(store, stamp, targets, &end::Settling { at: *at, why, clears: *clears })
        }
        Step::GiveBack { at, channel } => end::give_back(store, stamp, targets, *at, *channel),
        Step::End { outcome, at, slip, clears } => {
            let ending = end::Ending { outcome: *outcome, at: *at, slip, clears: *clears };
            end::end_with_slip(store, stamp, targets, &ending)
        }
        Step::Apologise { letter, reason } => apologise::apologise(store, stamp, targets, letter, reason),
        Step::Issue(letter) => apologise::issue(store, stamp, targets, letter).map(|(_, changes)| changes),
        Step::Upload { at } => apologise::upload(store, stamp, targets, *at),
        Step::Post { at } => apologise::post(store, stamp, targets, *at),
        Step::Excuse { reason } => apologise::excuse(store, stamp, targets, reason),
        Step::Classify { late, done_at, reason } => apologise::classify(store, stamp, targets, late, *done_at, reason),
        Step::Components { components, note } => digitise::set_components(store, stamp, first, components, note),
        Step::Counts { counts, note } => digitise::set_counts(store, stamp, first, *counts, note),
        Step::AllComponents => digitise::all_components(store, stamp, targets),
        Step::Papers { state, reason } => digitise::mark_papers(store, stamp, targets, *state, reason),
        Step::Result(told) => digitise::result(store, stamp, targets, told),
        Step::LinkLeg { request_code, of_another } => legs::link(store, stamp, targets, request_code, *of_another),
        Step::UnlinkLeg { reason } => legs::unlink(store, stamp, targets, reason),
        Step::AcceptLeg(new) => legs::accept_leg(store, stamp, first, new).map(|(_, changes)| changes),
        Step::Rate { level, comment } => rate::rate(store, stamp, first, level, comment),
        Step::Amend { data, due_at, reason } => amend::amend_with_due(store, stamp, first, data, *due_at, reason),
        Step::Fee { fee, reason } => fees::note(store, stamp, first, fee, reason),
        Step::Extend(grant) => extend::extend(store, stamp, targets, grant),
    }
}

/// Places of scans that a step names.
fn places(step: &Step) -> Vec<String> {
    match step {
        Step::Components { components, .. } => components.iter().map(|paper| paper.scan.clone()).collect(),
        Step::Result(told) => told.scan.iter().cloned().collect(),
        _ => Vec::new(),
    }
}

fn name(step: &Step) -> &'static str {
    use crate::domain::dossier::Outcome;
    match step {
        Step::Accept { .. } => "tiếp nhận",
        Step::Refuse { .. } => "từ chối tiếp nhận",
        Step::HandOver(_) => "giao việc",
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
        Step::Issue(_) => "ban hành văn bản xin lỗi",
        Step::Upload { .. } => "đăng tải văn bản xin lỗi",
        Step::Post { .. } => "niêm yết văn bản xin lỗi",
        Step::Excuse { .. } => "lý do không xin lỗi",
        Step::Classify { .. } => "loại trễ hạn",
        Step::Components { .. } | Step::Counts { .. } | Step::AllComponents | Step::Papers { .. } => {
            "số hóa thành phần"
        }
        Step::Result(_) => "số hóa kết quả",
        Step::LinkLeg { .. } => "gắn vào yêu cầu liên thông",
        Step::UnlinkLeg { .. } => "bỏ liên thông",
        Step::AcceptLeg(_) => "tiếp nhận chặng liên thông",
        Step::Rate { .. } => "đánh giá",
        Step::Amend { .. } => "sửa hồ sơ",
        Step::Fee { .. } => "phí đã thu",
        Step::Extend(_) => "gia hạn",
    }
}
