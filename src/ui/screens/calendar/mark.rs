//! What a day of the year's picture is marked by: a sign, and a colour that says the same.

use crate::domain::calendar::Reason;
use crate::domain::day::Day;
use crate::ui::look::Tone;
use crate::ui::work::calendar::Whole;

/// What a day is, as far as one sign can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// An ordinary working day.
    Working,
    /// Saturday or Sunday.
    Weekend,
    /// A Saturday that is not worked, on which the desk receives.
    Reception,
    /// A day off.
    Off,
    /// A weekend day that is worked.
    Worked,
    /// A row that counts while its announcement is awaited.
    Expected,
    /// A row that is only proposed and does not count.
    Proposed,
    /// A working day with hours that hold for a while only: a half day, for one.
    Short,
    /// A day that is not worked although dossiers fall due on it.
    Clash,
}

impl Mark {
    /// Every mark that a legend explains, in its order.
    pub const ALL: [Mark; 8] = [
        Mark::Off,
        Mark::Weekend,
        Mark::Worked,
        Mark::Expected,
        Mark::Proposed,
        Mark::Short,
        Mark::Reception,
        Mark::Clash,
    ];

    /// The mark of a day.
    pub fn of(whole: &Whole, day: Day) -> Mark {
        let calendar = &whole.calendar;
        if whole.due_on(day) > 0 && !calendar.is_working(day) {
            return Mark::Clash;
        }
        match calendar.why(day) {
            Reason::Holiday { expected: true, .. } | Reason::WorkedSaturday { expected: true, .. } => Mark::Expected,
            Reason::Holiday { .. } => Mark::Off,
            Reason::WorkedSaturday { .. } => Mark::Worked,
            _ if calendar.proposed(day).is_some() => Mark::Proposed,
            Reason::Weekend if !calendar.reception(day).is_empty() => Mark::Reception,
            Reason::Weekend => Mark::Weekend,
            Reason::Working if calendar.hours(day).valid_to().is_some() => Mark::Short,
            Reason::Working => Mark::Working,
        }
    }

    /// Its sign, one cell.
    pub const fn sign(self) -> &'static str {
        match self {
            Mark::Working => " ",
            Mark::Weekend => ".",
            Mark::Reception => ":",
            Mark::Off => "*",
            Mark::Worked => "+",
            Mark::Expected => "?",
            Mark::Proposed => "~",
            Mark::Short => "-",
            Mark::Clash => "!",
        }
    }

    /// Its colour.
    pub const fn tone(self) -> Tone {
        match self {
            Mark::Working => Tone::Normal,
            Mark::Weekend | Mark::Reception => Tone::Dim,
            Mark::Off | Mark::Clash => Tone::Overdue,
            Mark::Worked => Tone::Good,
            Mark::Expected => Tone::Warning,
            Mark::Proposed => Tone::Waiting,
            Mark::Short => Tone::LastMoment,
        }
    }

    /// What it means, in fewer words, for a legend of one line.
    pub const fn short(self) -> &'static str {
        match self {
            Mark::Reception => "T7 nhận hồ sơ",
            Mark::Off => "nghỉ",
            Mark::Expected => "chờ thông báo",
            Mark::Proposed => "đề xuất",
            Mark::Short => "giờ riêng",
            Mark::Clash => "hẹn vào ngày nghỉ",
            other => other.label(),
        }
    }

    /// What it means, in a few words.
    pub const fn label(self) -> &'static str {
        match self {
            Mark::Working => "ngày làm việc",
            Mark::Weekend => "cuối tuần",
            Mark::Reception => "thứ Bảy có tiếp nhận",
            Mark::Off => "ngày nghỉ",
            Mark::Worked => "làm bù",
            Mark::Expected => "chưa có thông báo",
            Mark::Proposed => "đề xuất, không tính",
            Mark::Short => "giờ làm việc riêng",
            Mark::Clash => "hẹn trả vào ngày nghỉ",
        }
    }
}
