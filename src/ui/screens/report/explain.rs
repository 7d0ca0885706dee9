//! What a number of a report means, in words: rule, numerator, denominator, the rules of time it follows.

use crate::domain::figure::{self, Grouping};
use crate::domain::number::vietnamese_number;
use crate::report::figures::{Figures, printed_name};
use crate::report::model::FigureRef;
use crate::report::reference::reason_words;
use crate::ui::look::Tone;

/// Lines for a page of text; one line for an unknown number.
pub fn explain(figures: &Figures, reference: &FigureRef) -> Vec<(Tone, String)> {
    let Some((_, figure)) = figure::by_id(&reference.id) else {
        return vec![(Tone::Warning, format!("Không có chỉ tiêu {}.", reference.id))];
    };
    let value = figures.value(&reference.id);
    let mut lines = vec![(Tone::Title, figure::full_name(figure.id))];
    // What the command line asks for by its id is named by it; an id of the program's own says nothing to anybody.
    lines.extend(figure.is_public().then(|| (Tone::Dim, figure.id.to_owned())));
    let mut say = |text: String| lines.push((Tone::Normal, text));
    say(String::new());
    say(format!("Cách đếm: {}.", figure.rule));
    match &reference.part {
        _ if reference.reason.is_some() => {
            let (parts, reasons) = figures.of_reason(reference);
            say(format!("Riêng lý do “{}”: {}.", reason_words(reference), vietnamese_number(reasons as i64)));
            let whole = if reference.part.is_some() { "Tất cả của cán bộ" } else { "Tất cả các lý do" };
            say(format!("{whole}: {}.", vietnamese_number(parts as i64)));
        }
        _ if reference.lacking => {
            let others = value.of.unwrap_or(0).saturating_sub(value.n);
            say(format!("Được đếm: {}.", vietnamese_number(value.n as i64)));
            say(format!("Còn lại trong mẫu số, không được đếm: {}.", vietnamese_number(others as i64)));
        }
        None => say(format!("Số lượng: {}.", vietnamese_number(value.n as i64))),
        Some((grouping, name)) => {
            let n = figures.parts(&reference.id, *grouping).into_iter().find(|(part, _)| part == name);
            let n = n.map_or(0, |(_, n)| n);
            say(format!("Riêng {} {}: {}.", by(*grouping), printed_name(name), vietnamese_number(n as i64)));
            say(format!("Tất cả: {}.", vietnamese_number(value.n as i64)));
        }
    }
    if let (Some(of), Some((_, whole))) = (value.of, figure.of.and_then(figure::by_id)) {
        say(format!("Mẫu số: {} ({}): {}.", figure::full_name(whole.id), whole.rule, vietnamese_number(of as i64)));
        let percent = value.percent().unwrap_or_default();
        let share = if of == 0 { "không phát sinh".to_owned() } else { format!("{percent}%") };
        say(format!("Tỷ lệ: {share}, hai chữ số thập phân, làm tròn nửa lên."));
    }
    say(String::new());
    say(format!("Kỳ: {}.", figures.period.dates()));
    say(format!("Số liệu tính đến: {}.", figures.cut_off_words()));
    if figure.rules.is_empty() {
        say("Chỉ tiêu này không phụ thuộc cách tính trễ hạn, tạm dừng hay hạn tiếp nhận.".to_owned());
    }
    for kind in figure.rules {
        for applied in figures.rules.applied.iter().filter(|applied| applied.kind == *kind) {
            say(format!("{}: {}.", kind.label(), applied.printed));
        }
        say(kind.chosen_by().to_owned());
    }
    if !figures.rules.expected_days.is_empty() {
        say(format!("Ngày nghỉ dự kiến, chưa có thông báo: {}.", figures.rules.expected_days.join(", ")));
    }
    lines
}

const fn by(grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::Officer => "cán bộ",
        Grouping::Field => "lĩnh vực",
        Grouping::Procedure => "thủ tục",
        Grouping::System => "hệ thống",
        Grouping::Office => "đơn vị",
        Grouping::Week => "tuần từ ngày",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::count::{self, Scope};
    use crate::desk::sample;
    use crate::domain::period::{Cutoff, Period};
    use crate::store::{Stamp, Store};

    #[test]
    fn a_reason_without_an_officer_is_held_against_all_reasons() {
        let at = "2026-11-21 09:00".parse().expect("a moment");
        let stamp = Stamp { at, utc_ms: 1_795_226_400_000, utc_offset_min: 420, officer: String::new(), desk: 1 };
        let mut store = Store::in_memory().expect("a register");
        sample::fill(&mut store, &stamp).expect("the sample");
        let period = Period::preset("2025-H1", Cutoff::Calendar).expect("a period");
        let scope = Scope { period, cutoff: Cutoff::Calendar, now: at };
        let (figures, _) = count::count(&store, &scope, |_| true).expect("figures");
        let ((officer, reason), n) = figures.result_reasons.iter().next().expect("a reason");
        let gap = "digitized.results.gap";
        let of_all = FigureRef::whole(gap).because(reason);
        let name = figures.names.of(Grouping::Officer, *officer);
        let of_one = FigureRef::part(gap, Grouping::Officer, &name).because(reason);
        let said = |reference: &FigureRef| {
            let lines: Vec<String> = explain(&figures, reference).into_iter().map(|(_, line)| line).collect();
            lines.join("\n")
        };
        let whole = vietnamese_number(figures.value(gap).n as i64);
        let all = said(&of_all);
        assert!(all.contains(&format!("Tất cả các lý do: {whole}.")) && !all.contains("cán bộ"), "{all}");
        let one = said(&of_one);
        assert!(one.contains(&format!(": {}.\nTất cả của cán bộ: ", vietnamese_number(*n as i64))), "{one}");
        let own = said(&FigureRef::whole("_index.overdue"));
        assert!(own.contains("Cách đếm") && !own.contains("_index"), "{own}");
    }
}
