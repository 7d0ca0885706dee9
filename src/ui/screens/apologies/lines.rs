//! The rows of the ledger of apologies, and the counts above them.

use crate::domain::apology::Told;
use crate::domain::day::Moment;
use crate::domain::number::vietnamese_number;
use crate::domain::rulebook::Rulebook;
use crate::ui::look::Tone;
use crate::ui::parts::table::{Cell, Column, Row};
use crate::ui::screens::dossiers::rows;
use crate::ui::work::apologies::{Ledger, Line, Step};

/// The columns of every part.
pub fn columns() -> Vec<Column> {
    vec![
        Column::new("Mã hồ sơ", 14, 26, 0),
        Column::new("Hẹn trả", 21, 24, 1),
        Column::new("Số", 7, 14, 2),
        Column::new("Ban hành", 10, 10, 3),
        Column::new("Đăng tải", 10, 10, 4),
        Column::new("Niêm yết", 10, 10, 5),
        Column::new("Hẹn lại", 10, 10, 7),
        Column::new("Người nộp", 12, 26, 6),
        Column::new("Cán bộ", 10, 22, 8),
        Column::new("Loại trễ", 9, 26, 8),
        Column::new("Lý do", 12, 40, 9),
    ]
}

/// One dossier of the ledger.
pub fn row(line: &Line, rules: Option<&Rulebook>, now: Moment) -> Row {
    let (found, letter) = (&line.found.row, &line.found.letter);
    let (due, tone) = rows::deadline(found, rules, now);
    let late = line.found.late.kind.map(|kind| kind.label()).unwrap_or_default();
    let reason = if letter.issued_at.is_none() { &letter.none_reason } else { &letter.reason };
    Row {
        id: found.id,
        version: found.version,
        cells: vec![
            Cell::plain(found.code.as_str()),
            Cell::toned(due, tone).by(found.due.map(|due| due.to_string()).unwrap_or_default()),
            Cell::plain(letter.number.as_str()),
            day(letter.issued_at),
            day(letter.uploaded_at),
            day(letter.posted_at),
            day(letter.reappointed_at),
            Cell::plain(found.name.as_str()),
            Cell::plain(found.officer.as_str()),
            Cell::plain(late),
            Cell::plain(reason.as_str()),
        ],
        tone: match line.step {
            Step::WillMiss | Step::Missed => tone,
            _ => Tone::Normal,
        },
    }
}

fn day(at: Option<Moment>) -> Cell {
    at.map_or_else(|| Cell::plain(""), |at| Cell::plain(at.day.vietnamese()).by(at.day.to_string()))
}

fn count(n: usize) -> String {
    vietnamese_number(n as i64)
}

/// The first line: what the year holds, and how what is overdue was told. The parts add up.
pub fn head(ledger: &Ledger) -> String {
    let more = if ledger.more { " đầu tiên" } else { "" };
    let parts =
        [(Told::Before, "trước hạn"), (Told::After, "sau hạn"), (Told::Excused, "có lý do"), (Told::Missing, "chưa")];
    let parts: Vec<String> = parts.iter().map(|(told, name)| format!("{name} {}", count(ledger.told(*told)))).collect();
    format!(
        "Năm {}: {} hồ sơ{more}. Quá hạn {} = {}",
        ledger.year,
        count(ledger.lines.len()),
        count(ledger.overdue()),
        parts.join(" + ")
    )
}

/// The parts with their counts, the chosen one in brackets; short where the window is narrow or low.
pub fn parts(ledger: &Ledger, chosen: Step, width: u16) -> String {
    let part = |step: &Step| {
        let said = format!("{} {}", step.label(), count(ledger.at(*step)));
        if *step == chosen { format!("[{said}]") } else { said }
    };
    let all = Step::ALL.iter().map(part).collect::<Vec<_>>().join(" ");
    if all.chars().count() + 2 <= usize::from(width) {
        return all;
    }
    let at = Step::ALL.iter().position(|step| *step == chosen).unwrap_or(0) + 1;
    format!("[{} {}] phần {at}/{}", chosen.label(), count(ledger.at(chosen)), Step::ALL.len())
}

/// The selected dossier in a few words.
pub fn about(line: &Line) -> String {
    let (row, letter) = (&line.found.row, &line.found.letter);
    let told = line.told.map(|told| format!(" · {}", told.label())).unwrap_or_default();
    let said = match (letter.issued_at, letter.none_reason.as_str()) {
        (Some(_), _) if letter.reason.is_empty() => "văn bản chưa ghi lý do chậm".to_owned(),
        (Some(_), _) => format!("lý do: {}", letter.reason),
        (None, "") => row.procedure.clone(),
        (None, why) => format!("không có văn bản vì: {why}"),
    };
    format!("{}{told} · {said}", row.name)
}

/// What an empty part says.
pub fn nothing(step: Step) -> &'static str {
    match step {
        Step::WillMiss => "Không có hồ sơ nào sắp trễ mà chưa xin lỗi. Tab: phần sau.",
        Step::Missed => "Mọi hồ sơ quá hạn đều đã có văn bản xin lỗi hoặc lý do. Tab: phần sau.",
        Step::Upload => "Không có văn bản nào chờ đăng tải lên hệ thống của tỉnh. Tab: phần sau.",
        Step::Post => "Không có văn bản nào chờ niêm yết. Tab: phần sau.",
        Step::Complete => "Chưa có văn bản nào đủ cả ban hành, đăng tải, niêm yết. Tab: phần sau.",
        Step::Excused => "Không có hồ sơ nào ghi lý do không xin lỗi. Tab: phần sau.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_seen_at_eighty_columns_and_the_chosen_one_at_forty() {
        let ledger = Ledger { year: 2026, ..Ledger::default() };
        for step in Step::ALL {
            let wide = parts(&ledger, step, 80);
            assert!(Step::ALL.iter().all(|part| wide.contains(part.label())), "{wide}");
            let narrow = parts(&ledger, step, 40);
            assert!(narrow.contains(step.label()) && narrow.chars().count() <= 40, "{narrow}");
        }
    }
}
