//! Suggestions for what a desk writes itself, computed from the figures: what was reached and missed, who has most gaps,
//! what got better and worse.
//!
//! A suggestion is a text with placeholders, as a clerk would type it: accepted, its numbers stay live.

use std::collections::BTreeMap;

use crate::domain::figure::{self, full_name};
use crate::domain::narrative::Section;
use crate::report::compare::{Comparison, MAIN, Moved, Which};
use crate::report::figures::Figures;
use crate::report::piece::most_given;
use crate::report::targets::Target;

/// Changes that are named, best or worst first.
const NAMED: usize = 2;

/// A share has to move so far, in hundredths of a point, to be worth a sentence.
const WORTH: i64 = 50;

/// What is lacking, as the table of suggestions says it: figure, words for what there is of it, and what is to be done.
const LACKS: [(&str, &str, &str); 6] = [
    ("settled.overdue", "hồ sơ giải quyết quá hạn", ""),
    ("open.overdue", "hồ sơ đang giải quyết đã quá hạn", "Giải quyết dứt điểm {open.overdue} hồ sơ đang quá hạn"),
    (
        "settled.overdue.apology.missing",
        "hồ sơ đã giải quyết quá hạn chưa có văn bản xin lỗi",
        "Ban hành văn bản xin lỗi cho {settled.overdue.apology.missing} hồ sơ đã giải quyết quá hạn còn thiếu",
    ),
    (
        "open.overdue.apology.missing",
        "hồ sơ đang quá hạn chưa có văn bản xin lỗi",
        "Ban hành văn bản xin lỗi, hẹn lại cho {open.overdue.apology.missing} hồ sơ đang quá hạn còn thiếu",
    ),
    (
        "digitized.components.gap",
        "hồ sơ chưa số hóa đầy đủ thành phần",
        "Số hóa bổ sung thành phần của {digitized.components.gap} hồ sơ",
    ),
    ("digitized.results.gap", "hồ sơ chưa số hóa kết quả", "Số hóa bổ sung kết quả của {digitized.results.gap} hồ sơ"),
];

/// What suggestions are computed from.
pub struct Ground<'a> {
    /// The figures of the period.
    pub figures: &'a Figures,
    /// The targets that hold.
    pub targets: &'a [Target],
    /// Those that hold on the first day after the period.
    pub next: &'a [Target],
    /// The periods it is compared with.
    pub comparison: Option<&'a Comparison>,
}

/// A suggestion for each section that the figures say something about.
pub fn suggestions(ground: &Ground<'_>) -> BTreeMap<Section, String> {
    let lines = |section| match section {
        Section::Direction => Vec::new(),
        Section::Achieved => ground.achieved(),
        Section::Shortcomings => ground.shortcomings(),
        Section::Causes => ground.causes(),
        Section::Remedies => ground.remedies(),
        Section::Tasks => ground.tasks(),
    };
    let of = |section| (section, ended(&lines(section)));
    Section::ALL.into_iter().map(of).filter(|(_, text)| !text.is_empty()).collect()
}

/// Items, each ended by a semicolon, the last one by a full stop.
fn ended(lines: &[String]) -> String {
    let last = lines.len().saturating_sub(1);
    let end = |at| if at == last { "." } else { ";" };
    let items: Vec<String> = lines.iter().enumerate().map(|(at, line)| format!("- {line}{}", end(at))).collect();
    items.join("\n")
}

impl Ground<'_> {
    fn n(&self, id: &str) -> u64 {
        self.figures.value(id).n
    }

    /// The shares that moved the way `better` says, furthest first.
    fn trend(&self, better: bool) -> Vec<&'static str> {
        let Some(comparison) = self.comparison else { return Vec::new() };
        let which = comparison.each()[0];
        // A period that the book covers in part moves by what is missing of it.
        if comparison.is_partial(which) {
            return Vec::new();
        }
        let mut moved: Vec<(i64, &'static str)> = MAIN
            .iter()
            .filter_map(|(id, more_is_better)| match comparison.moved(self.figures, id, which)? {
                Moved::Points(by) if by.abs() >= WORTH && (by > 0) == (*more_is_better == better) => {
                    Some((by.abs(), *id))
                }
                _ => None,
            })
            .collect();
        moved.sort_by_key(|(by, _)| -by);
        moved.into_iter().take(NAMED).map(|(_, id)| id).collect()
    }

    /// `, tăng 0,85 điểm … so với kỳ trước, giảm … so với cùng kỳ năm trước`, as placeholders, where there is something
    /// to hold a figure against.
    fn beside(&self, id: &str) -> String {
        let Some(comparison) = self.comparison else { return String::new() };
        let whole = comparison.each().into_iter().filter(|which| !comparison.is_partial(*which));
        let held = whole.filter(|which| comparison.moved(self.figures, id, *which).is_some());
        held.map(|which| match which {
            Which::Previous => format!(", {{{id}:previous}}"),
            Which::LastYear => format!(", {{{id}:last_year}}"),
        })
        .collect()
    }

    fn achieved(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (id, words) in [
            ("settled.early_or_on_time", "Tỷ lệ giải quyết đúng hạn và trước hạn"),
            ("online.share", "Nộp hồ sơ trực tuyến"),
        ] {
            if self.figures.value(id).of.is_some_and(|of| of > 0) {
                lines.push(format!("{words} {{{id}:share}}{}", self.beside(id)));
            }
        }
        let told = ["settled.early_or_on_time", "online.share"];
        for id in self.trend(true).into_iter().filter(|id| !told.contains(id)) {
            lines.push(format!("{}: {{{id}:pct}}{}", full_name(id), self.beside(id)));
        }
        for target in self.targets {
            let judged = target.judge(self.figures);
            if judged.reached && judged.actual.is_some() {
                lines.push(format!("Đạt chỉ tiêu “{}”: {{{}:target}}", target.label(), target.figure));
            }
        }
        lines
    }

    fn shortcomings(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for target in self.targets.iter().filter(|target| !target.judge(self.figures).reached) {
            lines.push(format!("Không đạt chỉ tiêu “{}”: {{{}:target}}", target.label(), target.figure));
        }
        for (id, words, _) in LACKS.iter().filter(|(id, ..)| self.n(id) > 0) {
            let named = !self.figures.parts(id, figure::Grouping::Officer).iter().all(|(name, _)| name.is_empty());
            let who = if named { format!(", nhiều nhất: {{{id}:officers}}") } else { String::new() };
            lines.push(format!("Còn {{{id}}} {words}{who}"));
        }
        for id in self.trend(false) {
            lines.push(format!("{}: {{{id}:pct}}{}", full_name(id), self.beside(id)));
        }
        lines
    }

    fn causes(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.n("settled.overdue.operational") > 0 {
            lines
                .push("{settled.overdue.operational} hồ sơ quá hạn do chậm thao tác kết thúc trên hệ thống".to_owned());
        }
        if self.n("settled.overdue.unclassified") > 0 {
            lines.push("{settled.overdue.unclassified} hồ sơ quá hạn chưa phân loại nguyên nhân".to_owned());
        }
        for (id, words) in [
            ("digitized.components.gap", "Chưa số hóa đầy đủ thành phần"),
            ("digitized.results.gap", "Chưa số hóa kết quả"),
        ] {
            if self.n(id) > 0 && !most_given(id, self.figures).is_empty() {
                lines.push(format!("{words} do: {{{id}:reasons}}"));
            }
        }
        lines
    }

    fn remedies(&self) -> Vec<String> {
        let due = LACKS.iter().filter(|(id, _, done)| !done.is_empty() && self.n(id) > 0);
        due.map(|(_, _, done)| (*done).to_owned()).collect()
    }

    fn tasks(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.n("open.total") > 0 {
            lines.push("Giải quyết {open.total} hồ sơ chuyển sang kỳ sau bảo đảm thời hạn".to_owned());
        }
        for target in self.targets.iter().filter(|target| !target.judge(self.figures).reached) {
            let aim = self.next.iter().find(|next| next.figure == target.figure).unwrap_or(target);
            lines.push(format!("Phấn đấu đạt chỉ tiêu “{}” {}", aim.label(), aim.bound()));
        }
        lines
    }
}
