//! The stage of a dossier, derived from its moments and pauses at an instant, and the work that is still owed on it.

use crate::domain::clocks::{self, Clocks};
use crate::domain::day::Moment;
use crate::domain::deadline;
use crate::domain::dossier::Outcome;
use crate::domain::facts::{Facts, ProcedureFacts};
use crate::domain::ledger;
use crate::domain::rulebook::Rulebook;
use crate::domain::standing;

/// Where a dossier is in its life (DOMAIN.md §3). Never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Submitted, neither accepted nor refused.
    Submitted,
    /// Never accepted.
    Refused,
    /// Accepted, the clock runs.
    Running,
    /// Accepted, in a pause.
    Paused,
    /// The work is finished, the system does not show it yet.
    Done,
    /// Ended with a result that is not handed over yet.
    Settled,
    /// The result was handed over.
    Returned,
    /// Given back unsettled.
    Rejected,
    /// Taken back by the citizen.
    Withdrawn,
    /// Stopped.
    Stopped,
}

impl Stage {
    /// Every stage, in the order of a filter on screen.
    pub const ALL: [Stage; 10] = [
        Stage::Submitted,
        Stage::Running,
        Stage::Paused,
        Stage::Done,
        Stage::Settled,
        Stage::Returned,
        Stage::Rejected,
        Stage::Withdrawn,
        Stage::Stopped,
        Stage::Refused,
    ];

    /// The Vietnamese word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Stage::Submitted => "chờ tiếp nhận",
            Stage::Refused => "không tiếp nhận",
            Stage::Running => "đang giải quyết",
            Stage::Paused => "tạm dừng",
            Stage::Done => "xong việc",
            Stage::Settled => "chờ trả kết quả",
            Stage::Returned => "đã trả kết quả",
            Stage::Rejected => "trả lại",
            Stage::Withdrawn => "đã rút",
            Stage::Stopped => "dừng giải quyết",
        }
    }

    /// Whether the dossier has ended on the system.
    pub const fn ended(self) -> bool {
        !matches!(self, Stage::Submitted | Stage::Running | Stage::Paused | Stage::Done)
    }

    /// Whether the legal clock may still run: accepted and not ended.
    pub const fn open(self) -> bool {
        matches!(self, Stage::Running | Stage::Paused | Stage::Done)
    }
}

/// The moments that a stage follows from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Milestones {
    /// Formal acceptance.
    pub accepted_at: Option<Moment>,
    /// End of the work.
    pub done_at: Option<Moment>,
    /// End on the system.
    pub settled_at: Option<Moment>,
    /// Hand-over of the result.
    pub returned_at: Option<Moment>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// In a pause.
    pub paused: bool,
}

/// The stage as of `now`: a moment that lies after `now` has not happened.
pub fn stage(milestones: &Milestones, now: Moment) -> Stage {
    let happened = |moment: Option<Moment>| moment.is_some_and(|moment| moment <= now);
    if happened(milestones.settled_at) {
        return match milestones.outcome {
            Some(Outcome::Refused) => Stage::Refused,
            Some(Outcome::Rejected) => Stage::Rejected,
            Some(Outcome::Withdrawn) => Stage::Withdrawn,
            Some(Outcome::Stopped) => Stage::Stopped,
            _ if happened(milestones.returned_at) => Stage::Returned,
            _ => Stage::Settled,
        };
    }
    if !happened(milestones.accepted_at) {
        Stage::Submitted
    } else if happened(milestones.done_at) {
        Stage::Done
    } else if milestones.paused {
        Stage::Paused
    } else {
        Stage::Running
    }
}

/// Kinds of work that a desk owes on a dossier and forgets easily. Each is a bit of the `owed` mask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owed {
    /// Required components are not all digitized.
    DigitizeComponents,
    /// The result is not digitized.
    DigitizeResult,
    /// The result is ready and not handed over.
    Return,
    /// The work is done and not closed on the portal.
    Close,
    /// Accepted and handed to no office or officer, though neither the work is done nor the dossier in a pause.
    HandOver,
    /// Settled late, with neither an apology nor a reason for none.
    Apologise,
    /// Settled late, the kind of lateness not named.
    Classify,
}

impl Owed {
    /// Every kind.
    pub const ALL: [Owed; 7] = [
        Owed::DigitizeComponents,
        Owed::DigitizeResult,
        Owed::Return,
        Owed::Close,
        Owed::HandOver,
        Owed::Apologise,
        Owed::Classify,
    ];

    /// The bit in the mask.
    pub const fn bit(self) -> i64 {
        1 << (self as i64)
    }
}

/// What the register derives of a dossier and keeps beside it, so that lists and counters need no computation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Derived {
    /// The due moment after all closed pauses and later promises.
    pub due_now: Option<Moment>,
    /// From when it is late; empty while a pause that counts is open, since a waiting dossier does not become late.
    pub late_from: Option<Moment>,
    /// Begin of the pause that is open.
    pub paused_since: Option<Moment>,
    /// Mask of [`Owed`] bits.
    pub owed: i64,
    /// Warnings, hand-over, acceptance, and what is left in a pause.
    pub clocks: Clocks,
}

/// Derives it. What depends on the passing of time is left to the reader: `late_from` is compared with now there.
pub fn derive(facts: &Facts, procedure: &ProcedureFacts, rules: &Rulebook) -> Derived {
    let open_pause = facts.pauses.iter().find(|pause| pause.to.is_none()).filter(|_| facts.settled_at.is_none());
    let due_now = ledger::due_closed(facts, procedure, rules);
    let late = due_now.map(|due| standing::late_from(facts, procedure, rules, due));
    // A pause begun after the due date moves nothing, so it shields nothing either.
    let unit = standing::unit_of(facts, procedure);
    let shield = open_pause.filter(|pause| due_now.is_some_and(|due| !deadline::passed_at(unit, due, pause.from)));
    let clocks = clocks::clocks(facts, procedure, rules, due_now, shield);
    Derived {
        due_now,
        late_from: late.filter(|_| shield.is_none()),
        paused_since: open_pause.map(|pause| pause.from),
        owed: owed(facts, procedure, late, &clocks),
        clocks,
    }
}

fn owed(facts: &Facts, procedure: &ProcedureFacts, late_from: Option<Moment>, clocks: &Clocks) -> i64 {
    let mut mask = 0;
    let mut owe = |kind: Owed, owed: bool| {
        if owed {
            mask |= kind.bit();
        }
    };
    let accepted = facts.accepted_at.is_some() && facts.outcome != Some(Outcome::Refused);
    let settled = facts.outcome == Some(Outcome::Settled);
    let open = accepted && facts.settled_at.is_none();
    let late = facts.settled_at.zip(late_from).is_some_and(|(settled, late)| settled >= late) && accepted;
    owe(Owed::DigitizeComponents, accepted && !facts.components.full());
    owe(Owed::DigitizeResult, settled && !facts.result_digitized && procedure.result_document);
    owe(Owed::Return, settled && facts.returned_at.is_none());
    owe(Owed::Close, open && facts.done_at.is_some());
    // Exactly where its clock runs, so that what is late of it is a part of what is owed.
    owe(Owed::HandOver, clocks.handover_due.is_some());
    owe(Owed::Apologise, late && facts.apology_issued_at.is_none() && !facts.no_apology_reason);
    owe(Owed::Classify, late && facts.late_kind.is_none());
    mask
}
