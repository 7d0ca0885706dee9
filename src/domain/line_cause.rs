//! What made a line of the due-date ledger, and what took one out again.
//!
//! Words and codes only; how lines follow from each other is told in `standing`.

/// Why a due date came to hold after the first promise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineCause {
    /// Somebody named a date.
    #[default]
    Hand,
    /// A pause closed.
    Pause,
    /// The limit was extended (gia hạn).
    Extension,
    /// The calendar was edited and the date promised anew.
    Calendar,
    /// Data that the limit follows from were corrected.
    Amend,
}

impl LineCause {
    const CODED: [LineCause; 4] = [LineCause::Pause, LineCause::Extension, LineCause::Calendar, LineCause::Amend];

    /// The word of the register; `None` for a date given by hand.
    pub const fn code(self) -> Option<&'static str> {
        match self {
            LineCause::Hand => None,
            LineCause::Pause => Some("pause"),
            LineCause::Extension => Some("extension"),
            LineCause::Calendar => Some("calendar"),
            LineCause::Amend => Some("amend"),
        }
    }

    /// Reads the word of the register.
    pub fn from_code(text: &str) -> Option<LineCause> {
        LineCause::CODED.into_iter().find(|cause| cause.code() == Some(text))
    }

    /// The Vietnamese word on screen and paper.
    pub const fn label(self) -> &'static str {
        match self {
            LineCause::Hand => "đổi hạn",
            LineCause::Pause => "lùi do tạm dừng",
            LineCause::Extension => "gia hạn",
            LineCause::Calendar => "hẹn lại do lịch thay đổi",
            LineCause::Amend => "tính lại do sửa thông tin",
        }
    }
}

/// What took a line out of the ledger. It stays visible there; one that was undone does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VoidCause {
    /// A pause was corrected.
    Pause,
    /// Other data that the date rested on were corrected.
    Amend,
    /// The dossier had ended before; no line of the register bears this, it follows from the moments.
    Ended,
}

impl VoidCause {
    /// The word of the register.
    pub const fn code(self) -> &'static str {
        match self {
            VoidCause::Pause => "pause",
            VoidCause::Amend => "amend",
            VoidCause::Ended => "ended",
        }
    }

    /// Reads the word of the register.
    pub fn from_code(text: &str) -> Option<VoidCause> {
        [VoidCause::Pause, VoidCause::Amend].into_iter().find(|cause| cause.code() == text)
    }

    /// The Vietnamese words on screen and paper.
    pub const fn label(self) -> &'static str {
        match self {
            VoidCause::Pause => "đã hủy do sửa tạm dừng",
            VoidCause::Amend => "đã hủy do sửa thông tin",
            VoidCause::Ended => "không tính, ghi sau khi kết thúc",
        }
    }
}
