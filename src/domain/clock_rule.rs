//! The rules of the clock that the law leaves open: what a pause does, and from when a dossier is late.
//!
//! And from the law that changes: how long the acceptance of an online dossier may take. Each is a setting with dated
//! versions, and every report prints their names. Which version holds is decided by the day on which the clock started
//! (pauses, lateness) or by the day of submission (acceptance). They are applied in `deadline` and `standing`.

use crate::domain::day::Day;
use crate::domain::rule_version::{Rule, Version, Versions};

/// What a pause does to the due date (DOMAIN.md §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum PauseRule {
    /// The due date steps forward by the time of the pause.
    #[default]
    Subtract,
    /// The whole limit begins anew when the supplement arrives; other pauses are subtracted.
    Restart,
}

impl PauseRule {
    /// Every rule, in the order of a choice on screen.
    pub const ALL: [PauseRule; 2] = [PauseRule::Subtract, PauseRule::Restart];

    /// The word of settings and files.
    pub const fn code(self) -> &'static str {
        match self {
            PauseRule::Subtract => "subtract",
            PauseRule::Restart => "restart",
        }
    }

    /// Reads the word of settings and files.
    pub fn from_code(text: &str) -> Option<PauseRule> {
        PauseRule::ALL.into_iter().find(|rule| rule.code() == text)
    }

    /// The version that a desk is offered at its first start, with its source. Whether the present decree keeps the rule of
    /// 2018, or sets the other one, is unverified (DOMAIN.md §4), and the source says so wherever it is printed.
    pub fn offered(self) -> Version<PauseRule> {
        let (from, source) = match self {
            PauseRule::Subtract => ((2025, 7, 1), "Nghị định 118/2025/NĐ-CP, cách tính chưa kiểm chứng"),
            PauseRule::Restart => ((2018, 6, 21), "Nghị định 61/2018/NĐ-CP, nay còn giữ hay không chưa kiểm chứng"),
        };
        Version { from: Day::new(from.0, from.1, from.2), rule: self, source: source.to_owned() }
    }

    /// The name that reports print.
    pub const fn name(self) -> &'static str {
        match self {
            PauseRule::Subtract => "không tính thời gian tạm dừng, hạn lùi theo số ngày tạm dừng",
            PauseRule::Restart => "tính lại toàn bộ thời hạn từ khi nhận đủ hồ sơ bổ sung",
        }
    }
}

/// From when a dossier is late (DOMAIN.md §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum LatenessRule {
    /// A day limit from the midnight after the due date, an hour limit from the minute after.
    #[default]
    AfterDueDate,
    /// Any limit from the minute after the due moment.
    ExactTime,
}

impl LatenessRule {
    /// Every rule, in the order of a choice on screen.
    pub const ALL: [LatenessRule; 2] = [LatenessRule::AfterDueDate, LatenessRule::ExactTime];

    /// The word of settings and files.
    pub const fn code(self) -> &'static str {
        match self {
            LatenessRule::AfterDueDate => "after_due_date",
            LatenessRule::ExactTime => "exact_time",
        }
    }

    /// Reads the word of settings and files.
    pub fn from_code(text: &str) -> Option<LatenessRule> {
        LatenessRule::ALL.into_iter().find(|rule| rule.code() == text)
    }

    /// The name that reports print.
    pub const fn name(self) -> &'static str {
        match self {
            LatenessRule::AfterDueDate => "quá hạn khi đã hết ngày hẹn trả (thời hạn theo giờ: quá phút hẹn trả)",
            LatenessRule::ExactTime => "quá hạn khi đã quá đúng giờ, phút hẹn trả",
        }
    }
}

/// Working hours within which an online dossier is to be accepted or refused: 8 by the decree (DOMAIN.md §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AcceptanceHours(pub u32);

impl Default for AcceptanceHours {
    fn default() -> AcceptanceHours {
        AcceptanceHours(8)
    }
}

impl AcceptanceHours {
    /// Working minutes.
    pub const fn minutes(self) -> i64 {
        self.0 as i64 * 60
    }
}

impl Rule for PauseRule {
    fn to_code(self) -> String {
        self.code().to_owned()
    }

    fn read(text: &str) -> Option<PauseRule> {
        PauseRule::from_code(text)
    }

    fn in_words(self) -> String {
        self.name().to_owned()
    }
}

impl Rule for LatenessRule {
    fn to_code(self) -> String {
        self.code().to_owned()
    }

    fn read(text: &str) -> Option<LatenessRule> {
        LatenessRule::from_code(text)
    }

    fn in_words(self) -> String {
        self.name().to_owned()
    }
}

impl Rule for AcceptanceHours {
    fn to_code(self) -> String {
        self.0.to_string()
    }

    fn read(text: &str) -> Option<AcceptanceHours> {
        text.parse().ok().filter(|hours| (1..=240).contains(hours)).map(AcceptanceHours)
    }

    fn in_words(self) -> String {
        format!("tiếp nhận hoặc từ chối trong {:02} giờ làm việc kể từ khi nộp", self.0)
    }
}

/// The pause rule by date: a version holds for clocks that started on its day or later.
pub type PauseRules = Versions<PauseRule>;

/// The lateness rule by date: a version holds for clocks that started on its day or later.
pub type LatenessRules = Versions<LatenessRule>;

/// The limit of acceptance by date: a version holds for dossiers submitted on its day or later.
pub type AcceptanceLimits = Versions<AcceptanceHours>;

/// The three rules that have dated versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleKind {
    /// From when a dossier is late.
    Lateness,
    /// What a pause does to the due date.
    Pause,
    /// Within how long an online dossier is to be accepted.
    Acceptance,
}

impl RuleKind {
    /// Every rule, in the order in which reports name them.
    pub const ALL: [RuleKind; 3] = [RuleKind::Lateness, RuleKind::Pause, RuleKind::Acceptance];

    /// The word of files.
    pub const fn code(self) -> &'static str {
        match self {
            RuleKind::Lateness => "lateness",
            RuleKind::Pause => "pause",
            RuleKind::Acceptance => "acceptance",
        }
    }

    /// The key of the setting that holds its versions.
    pub const fn setting(self) -> &'static str {
        match self {
            RuleKind::Lateness => "lateness",
            RuleKind::Pause => "pause_rules",
            RuleKind::Acceptance => "acceptance_hours",
        }
    }

    /// The rule whose versions a setting holds.
    pub fn of_setting(key: &str) -> Option<RuleKind> {
        RuleKind::ALL.into_iter().find(|kind| kind.setting() == key)
    }

    /// Its Vietnamese name.
    pub const fn label(self) -> &'static str {
        match self {
            RuleKind::Lateness => "Cách tính trễ hạn",
            RuleKind::Pause => "Cách tính tạm dừng",
            RuleKind::Acceptance => "Hạn tiếp nhận trực tuyến",
        }
    }

    /// The mark beside a figure or a sentence that depends on it; the small print explains it.
    pub const fn mark(self) -> &'static str {
        match self {
            RuleKind::Lateness => "a",
            RuleKind::Pause => "b",
            RuleKind::Acceptance => "c",
        }
    }

    /// By which day a dossier's version is chosen, in words.
    pub const fn chosen_by(self) -> &'static str {
        match self {
            RuleKind::Lateness | RuleKind::Pause => "Mỗi hồ sơ theo bản áp dụng vào ngày bắt đầu tính thời hạn của nó.",
            RuleKind::Acceptance => "Mỗi hồ sơ trực tuyến theo bản áp dụng vào ngày nộp.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_is_that_of_the_day_the_clock_started() {
        let day = |text: &str| text.parse::<crate::domain::day::Day>().expect("a day");
        let rules = PauseRules::read("2025-07-01=subtract 2018-06-21=restart").expect("versions");
        let at = ["2018-06-20", "2018-06-21", "2025-06-30", "2025-07-01"].map(|text| rules.at(day(text)));
        assert_eq!(at, [PauseRule::Subtract, PauseRule::Restart, PauseRule::Restart, PauseRule::Subtract]);
        assert_eq!(PauseRules::default().at(day("2026-01-01")), PauseRule::Subtract);
    }

    #[test]
    fn codes_read_back() {
        assert!(PauseRule::ALL.iter().all(|rule| PauseRule::from_code(rule.code()) == Some(*rule)));
        assert!(LatenessRule::ALL.iter().all(|rule| LatenessRule::from_code(rule.code()) == Some(*rule)));
    }
}
