//! The moves of a dossier and the stages in which each is lawful (DOMAIN.md §3).
//!
//! The screen asks this to say why a key is off, and the use case asks it again before it writes.

use crate::domain::stage::Stage;

/// What can be done to a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Move {
    /// Accept one that was submitted online.
    Accept,
    /// Refuse acceptance (từ chối tiếp nhận).
    Refuse,
    /// Assign or hand over (bàn giao).
    HandOver,
    /// Note that what was handed over was received (nhận bàn giao).
    Receive,
    /// Stop the clock.
    Pause,
    /// Let it run again.
    Resume,
    /// Correct a pause that is on record.
    CorrectPause,
    /// The work is finished (xong việc).
    Done,
    /// Close it on the portal (kết thúc trên Cổng).
    Settle,
    /// Hand over the result (trả kết quả).
    GiveBack,
    /// Give back unsettled.
    Reject,
    /// The citizen takes it back.
    Withdraw,
    /// Stop processing.
    Stop,
    /// Apology letter.
    Apologise,
    /// Name the kind of lateness.
    Classify,
    /// Components digitized.
    DigitiseComponents,
    /// Result digitized.
    DigitiseResult,
    /// Rating of the citizen.
    Rate,
    /// Note or correct the fee taken (phí đã thu).
    TakeFee,
    /// Change data with a reason.
    Amend,
    /// Extend the limit (gia hạn), with a document and its legal basis.
    Repromise,
    /// Make it a leg of a request (liên thông).
    LinkLeg,
    /// Make a leg a dossier on its own again.
    UnlinkLeg,
    /// Accept a new leg of this request.
    AcceptLeg,
}

impl Move {
    /// Why the move is not open to a dossier in this stage; `None` where it is. `returned`: its result or its papers were
    /// handed over, which the stages of an end without a result do not tell.
    pub fn why_not(self, stage: Stage, returned: bool) -> Option<&'static str> {
        let waiting = stage == Stage::Submitted;
        let reason = match self {
            Move::Accept | Move::Refuse if !waiting => "Hồ sơ không còn ở bước chờ tiếp nhận.",
            Move::Pause if stage == Stage::Paused => "Hồ sơ đang tạm dừng rồi.",
            Move::Pause if stage == Stage::Done => "Đã xong việc, không tạm dừng được nữa.",
            Move::Resume if stage != Stage::Paused => "Hồ sơ không ở trạng thái tạm dừng.",
            Move::CorrectPause if waiting || stage == Stage::Refused => "Hồ sơ chưa được tiếp nhận.",
            Move::Done if stage == Stage::Done => "Đã ghi nhận xong việc rồi.",
            Move::Done | Move::Settle if stage == Stage::Paused => "Hồ sơ đang tạm dừng.",
            Move::GiveBack if stage == Stage::Returned || (returned && stage.ended()) => "Kết quả đã được trả rồi.",
            Move::GiveBack if stage.open() => "Hồ sơ chưa kết thúc trên Cổng nên chưa trả kết quả được.",
            Move::GiveBack if !stage.ended() || stage == Stage::Refused => "Hồ sơ chưa được tiếp nhận.",
            Move::DigitiseResult if !stage.ended() && stage != Stage::Done => "Hồ sơ chưa có kết quả.",
            Move::LinkLeg if stage == Stage::Refused => "Hồ sơ không được tiếp nhận.",
            Move::HandOver
            | Move::AcceptLeg
            | Move::Receive
            | Move::Pause
            | Move::Resume
            | Move::Done
            | Move::Settle
            | Move::Reject
            | Move::Withdraw
            | Move::Stop
            | Move::Repromise
                if !stage.open() =>
            {
                if waiting {
                    "Hồ sơ chưa được tiếp nhận."
                } else {
                    "Hồ sơ đã kết thúc."
                }
            }
            Move::Apologise | Move::Classify | Move::DigitiseComponents | Move::DigitiseResult
                if waiting || stage == Stage::Refused =>
            {
                "Hồ sơ chưa được tiếp nhận."
            }
            _ => return None,
        };
        Some(reason)
    }

    /// The move that opens the way to this one in this stage, where a first one does.
    pub const fn opened_by(self, stage: Stage) -> Option<Move> {
        match (self, stage) {
            (Move::Accept | Move::Refuse, _) => None,
            (_, Stage::Submitted) => Some(Move::Accept),
            (Move::Done | Move::Settle, Stage::Paused) => Some(Move::Resume),
            (Move::GiveBack, stage) if stage.open() => Some(Move::Settle),
            (Move::DigitiseResult, Stage::Running | Stage::Paused) => Some(Move::Done),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_the_way_to_a_refused_move_can_itself_be_made() {
        let moves = [Move::Done, Move::Settle, Move::GiveBack, Move::DigitiseResult, Move::Apologise, Move::HandOver];
        for stage in Stage::ALL {
            for step in moves {
                let Some(first) = step.opened_by(stage).filter(|_| step.why_not(stage, false).is_some()) else {
                    continue;
                };
                // A pause ends first, then the work.
                let first = if first.why_not(stage, false).is_none() { Some(first) } else { first.opened_by(stage) };
                assert!(first.is_some_and(|first| first.why_not(stage, false).is_none()), "{step:?} {stage:?}");
            }
        }
    }

    #[test]
    fn papers_are_handed_over_once_however_a_dossier_ended() {
        for stage in [Stage::Settled, Stage::Rejected, Stage::Withdrawn, Stage::Stopped] {
            assert_eq!(Move::GiveBack.why_not(stage, false), None, "{stage:?}");
            assert!(Move::GiveBack.why_not(stage, true).is_some(), "{stage:?}");
        }
    }
}
