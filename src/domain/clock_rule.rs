//! The rules of the clock that the law leaves open: what a pause does, and from when a dossier is late.
//!
//! They are settings with dates, and every report prints their names. They are applied in `deadline`.

use crate::domain::day::Day;

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

/// The pause rule by date: each version holds for clocks that started on its day or later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PauseRules(Vec<(Day, PauseRule)>);

impl PauseRules {
    /// Dated versions, in any order.
    pub fn new(mut versions: Vec<(Day, PauseRule)>) -> PauseRules {
        versions.sort_by_key(|version| version.0);
        PauseRules(versions)
    }

    /// The versions in the order of their days.
    pub fn versions(&self) -> &[(Day, PauseRule)] {
        &self.0
    }

    /// The rule for a dossier whose clock started on `day`; before the first version, `Subtract`.
    pub fn at(&self, day: Day) -> PauseRule {
        let later = self.0.partition_point(|version| version.0 <= day);
        later.checked_sub(1).map_or(PauseRule::Subtract, |at| self.0[at].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_is_that_of_the_day_the_clock_started() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let rules =
            PauseRules::new(vec![(day("2025-07-01"), PauseRule::Subtract), (day("2018-06-21"), PauseRule::Restart)]);
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
