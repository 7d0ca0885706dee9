//! What every kind of report is written from, and the lines that all of them print: the rules.

use crate::domain::clock_rule::RuleKind;
use crate::domain::day::Day;
use crate::domain::settings::Settings;
use crate::report::audit::Finding;
use crate::report::figures::Figures;
use crate::report::named::Lists;
use crate::report::narrative::Narrative;
use crate::report::targets::Target;

/// Everything a report is written from.
#[derive(Clone)]
pub struct Source<'a> {
    /// The figures of the period.
    pub figures: &'a Figures,
    /// Names, signer, recipients.
    pub settings: &'a Settings,
    /// Targets that hold in the period.
    pub targets: &'a [Target],
    /// Those that hold on the first day after it.
    pub next_targets: &'a [Target],
    /// What the desk wrote, what the figures suggest, what the period is compared with.
    pub narrative: &'a Narrative,
    /// Findings of the audit.
    pub findings: &'a [Finding],
    /// Sequence and hash of the last entry of the history that touched a fact of the period.
    pub chain_head: (i64, String),
    /// The dossiers that the kind names.
    pub lists: &'a Lists,
    /// Whether citizens are named by their initials.
    pub masked: bool,
    /// The date of the document.
    pub date: Option<Day>,
}

/// How the small print begins that names the last entry of the history.
pub const CHECK_CODE: &str = "Mã kiểm tra lịch sử:";

impl Source<'_> {
    /// What is to be said of a period that is not over.
    fn unfinished(&self) -> &'static str {
        let (as_of, period) = (self.figures.as_of, &self.figures.period);
        match () {
            () if as_of < period.start() => " Kỳ báo cáo chưa bắt đầu.",
            () if as_of < period.end() => " Kỳ báo cáo chưa kết thúc.",
            () => "",
        }
    }

    /// The rules with their versions in words, for the forms that list the figures.
    pub fn rules(&self) -> Vec<(RuleKind, String)> {
        RuleKind::ALL.into_iter().map(|kind| (kind, self.figures.rules.of_kind(kind))).collect()
    }

    /// How limits and pauses were counted, each version that dossiers of the period fall under, and the check code of
    /// the history.
    pub fn small_print(&self) -> Vec<String> {
        self.small_print_of(&RuleKind::ALL)
    }

    /// The last entry of the history that touched what is printed, as it is printed.
    pub fn head(&self) -> String {
        let (seq, hash) = &self.chain_head;
        format!("{seq}-{}", hash.get(..16).unwrap_or(hash))
    }

    /// The same for a form that depends on some of the rules only.
    pub fn small_print_of(&self, kinds: &[RuleKind]) -> Vec<String> {
        let rules = &self.figures.rules;
        let mut lines = vec![format!("Số liệu tính đến {}.{}", self.figures.cut_off_words(), self.unfinished())];
        lines.extend(rules.lines(kinds));
        if !rules.expected_days.is_empty() {
            lines.push(format!("Ngày nghỉ dự kiến, chưa có thông báo: {}.", rules.expected_days.join(", ")));
        }
        lines.push(format!("{CHECK_CODE} {}.", self.head()));
        lines
    }
}
