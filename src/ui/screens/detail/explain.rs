//! The account of the due date, day by day, as a page to read.

use crate::domain::clock_rule::RuleKind;
use crate::domain::day::Moment;
use crate::ui::look::Tone;
use crate::ui::parts::page::Page;
use crate::ui::work::detail::{Aids, Whole};

/// How the due moment came about.
pub fn page(whole: &Whole, aids: &Aids) -> Page {
    let mut lines: Vec<(Tone, String)> = Vec::new();
    let Some(explanation) = &whole.explanation else {
        return Page::new("Hồ sơ chưa có hạn trả: chưa bắt đầu tính, hoặc thủ tục chưa có thời hạn.");
    };
    let dossier = &whole.stored.dossier;
    lines.push((Tone::Title, format!("Hạn trả: {}", explanation.due.vietnamese())));
    if let Some(limit) = dossier.limit.or(whole.procedure.limit(dossier.channel)) {
        let basis = if whole.procedure.basis.is_empty() { "chưa ghi căn cứ" } else { &whole.procedure.basis };
        let unsure = if whole.procedure.confirmed { "" } else { ", chưa kiểm tra" };
        lines.push((Tone::Normal, format!("Thời hạn: {} ({basis}{unsure})", limit.vietnamese())));
    }
    let start = dossier.clock_start().unwrap_or(explanation.due).day;
    for kind in [RuleKind::Pause, RuleKind::Lateness] {
        lines.push((Tone::Normal, format!("{}: {}.", kind.label(), aids.rules.printed_at(kind, start))));
    }
    if let Some(late) = whole.late_from {
        lines.push((Tone::Normal, format!("Bị tính quá hạn từ {}.", Moment::vietnamese(late))));
    }
    for expected in &explanation.expected {
        lines.push((Tone::Warning, format!("? Ngày chưa công bố chính thức: {expected}")));
    }
    if let Some(other) = &explanation.alternative {
        let days = other.days.join("; ");
        lines.push((Tone::Warning, format!("? Nếu {days} được áp dụng, hạn là {}.", other.due.vietnamese())));
    }
    lines.push((Tone::Normal, String::new()));
    lines.push((Tone::Dim, "+ ngày được tính   · ngày không tính".to_owned()));
    for line in explanation.lines() {
        let sign = if line.counted { "+" } else { "·" };
        let tone = if line.counted { Tone::Normal } else { Tone::Dim };
        let (date, weekday) = (line.day.vietnamese(), line.day.weekday_name());
        lines.push((tone, format!("{sign} {date} {weekday}: {}", line.text)));
    }
    Page::toned(lines)
}
