//! Pauses: intervals in which the legal clock does not run.

use crate::domain::day::Moment;

/// Why the clock was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PauseReason {
    /// The citizen was asked for missing papers (yêu cầu bổ sung).
    Supplement,
    /// A financial duty is awaited (nghĩa vụ tài chính).
    Fee,
    /// Any other lawful reason.
    Other,
}

impl PauseReason {
    /// Every reason, in the order of a choice on screen.
    pub const ALL: [PauseReason; 3] = [PauseReason::Supplement, PauseReason::Fee, PauseReason::Other];

    /// The word of the canonical files.
    pub const fn code(self) -> &'static str {
        match self {
            PauseReason::Supplement => "supplement",
            PauseReason::Fee => "fee",
            PauseReason::Other => "other",
        }
    }

    /// Reads the word of the canonical files.
    pub fn from_code(text: &str) -> Option<PauseReason> {
        PauseReason::ALL.into_iter().find(|reason| reason.code() == text)
    }

    /// The Vietnamese word on screen and paper.
    pub const fn label(self) -> &'static str {
        match self {
            PauseReason::Supplement => "chờ bổ sung hồ sơ",
            PauseReason::Fee => "chờ thực hiện nghĩa vụ tài chính",
            PauseReason::Other => "lý do khác",
        }
    }
}

/// One pause. `to` is empty while it lasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    /// Why the clock stopped.
    pub reason: PauseReason,
    /// Number of the document that asked for it; may be empty.
    pub document: String,
    /// First moment of the pause.
    pub from: Moment,
    /// First moment after it, once known.
    pub to: Option<Moment>,
}
