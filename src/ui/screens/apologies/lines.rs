//! The rows of the ledger of apologies, and the counts above them.

use crate::domain::apology::Told;
use crate::domain::day::Moment;
use crate::domain::number::vietnamese_number;
use crate::domain::rulebook::Rulebook;
use crate::ui::keymap::{Act, Scope, key_of};
use crate::ui::look::Tone;
use crate::ui::parts::table::{Cell, Column, Row};
use crate::ui::screens::dossiers::rows;
use crate::ui::text::width;
use crate::ui::work::apologies::{Ledger, Line, MOST, Step};

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

/// How the citizens of what is overdue were told, in the order of the sum.
const TOLD: [Told; 4] = [Told::Before, Told::After, Told::Excused, Told::Missing];

/// The first line: what the year holds, and how what is overdue was told. The parts add up.
pub fn head(ledger: &Ledger, room: u16) -> String {
    let dossiers = format!("{} hồ sơ", count(ledger.dossiers()));
    sum(ledger.year, &dossiers, TOLD.map(|told| ledger.told(told)), room)
}

/// Where there is no room for all of it the words grow shorter, and at last only the count that somebody must act on
/// stands beside the sum.
fn sum(year: i32, dossiers: &str, told: [usize; 4], room: u16) -> String {
    let overdue = count(told.iter().sum());
    let split = |of_year: &str, words: [&str; 4]| {
        let parts = words.iter().zip(told).map(|(word, n)| format!("{word} {}", count(n)));
        format!("Năm {year}{of_year}. Quá hạn {overdue} = {}", parts.collect::<Vec<_>>().join(" + "))
    };
    let of_year = format!(": {dossiers}");
    let forms = [
        split(&of_year, ["trước hạn", "sau hạn", "có lý do", "chưa xin lỗi"]),
        split(&of_year, ["trước", "sau", "có lý do", "chưa"]),
        split("", ["trước", "sau", "có lý do", "chưa"]),
    ];
    let least = || format!("Năm {year}: chưa xin lỗi {}/{overdue}", count(told[3]));
    forms.into_iter().find(|said| width(said) <= usize::from(room)).unwrap_or_else(least)
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

/// That a part has more dossiers than rows, where it has: those that came late last stand behind.
pub fn behind(ledger: &Ledger, part: Step) -> Option<String> {
    let find = key_of(Scope::List, Act::Find).map(|key| key.to_string()).unwrap_or_default();
    ledger.cut(part).then(|| format!("Mới hiện {} hồ sơ đầu, {find} để tìm", count(MOST)))
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
    fn the_sum_keeps_its_missing_part_in_any_window() {
        for (told, missing) in [([2, 12, 1, 24], "24"), ([120, 1300, 140, 1500], "1.500")] {
            for room in [200, 119, 79, 39] {
                let said = sum(2026, "52 hồ sơ", told, room);
                assert!(width(&said) <= usize::from(room), "{said}");
                assert!(said.contains(&format!("chưa {missing}")) || said.contains(&format!("chưa xin lỗi {missing}")));
                assert!(room < 79 || said.contains(" = trước"), "{said}");
            }
        }
    }

    #[test]
    fn every_part_is_seen_at_eighty_columns_and_the_chosen_one_at_forty() {
        let ledger = Ledger::default();
        for step in Step::ALL {
            let wide = parts(&ledger, step, 80);
            assert!(Step::ALL.iter().all(|part| wide.contains(part.label())), "{wide}");
            let narrow = parts(&ledger, step, 40);
            assert!(narrow.contains(step.label()) && narrow.chars().count() <= 40, "{narrow}");
        }
    }
}
