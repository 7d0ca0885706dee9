//! What a file would change in the calendar, row by row, in words.

use crate::domain::calendar::CalendarDay;
use crate::domain::refusal::Refusal;
use crate::ui::screens::calendar::told;
use crate::ui::work::calendar::{DayChange, Outlook, Preview};

/// The counts: `12 ngày mới, 1 ngày thay đổi, 3 ngày giữ nguyên`.
pub fn counts(preview: &Preview) -> String {
    let Preview { new, updated, same, .. } = preview;
    format!("{new} ngày mới, {updated} ngày thay đổi, {same} ngày giữ nguyên")
}

/// The question before a file is taken.
pub fn question(outlook: &Outlook) -> String {
    let mut lines = vec![format!("{}: {}.", outlook.file.name, counts(&outlook.preview))];
    if !outlook.preview.unknown_columns.is_empty() {
        lines.push(format!("? Không đọc các cột lạ: {}.", outlook.preview.unknown_columns.join(", ")));
    }
    lines.push("Ngày có trong lịch mà không có trong tệp được giữ nguyên; ngày hẹn trả đã in không đổi.".to_owned());
    lines.push(String::new());
    lines.extend(outlook.rows.iter().flat_map(row));
    lines.join("\n")
}

fn row(change: &DayChange) -> Vec<String> {
    let after = &change.after;
    let head = format!("{} {}", after.date.weekday_name(), after.date.vietnamese());
    let Some(before) = &change.before else {
        let source = if after.source.is_empty() { String::new() } else { format!(", {}", after.source) };
        let mark = told::mark_of(after).sign();
        return vec![format!(
            "mới {mark} {head}: {}, {}, {}{source}",
            after.kind.label(),
            after.name,
            after.status.label()
        )];
    };
    let mut lines = vec![format!("sửa   {head}: {}", before.name)];
    lines.extend(differences(before, after).into_iter().map(|said| format!("· {said}")));
    lines
}

fn differences(before: &CalendarDay, after: &CalendarDay) -> Vec<String> {
    let cells = [
        ("loại", before.kind.label(), after.kind.label()),
        ("tên", before.name.as_str(), after.name.as_str()),
        ("văn bản", before.source.as_str(), after.source.as_str()),
        ("tình trạng", before.status.label(), after.status.label()),
    ];
    let differing = cells.into_iter().filter(|(_, before, after)| before != after);
    differing.map(|(label, before, after)| format!("{label}: “{before}” → “{after}”")).collect()
}

/// Faults that a refusal beside the field names; a file with hundreds is mended elsewhere.
const NAMED: usize = 4;

/// Why a file cannot be taken, if it cannot.
pub fn refusal(preview: &Preview) -> Option<Refusal> {
    if preview.has_bad_rows() {
        let faults = preview.bad.iter().take(NAMED).map(ToString::to_string).collect::<Vec<_>>().join("\n");
        let more = preview.faults().saturating_sub(NAMED as u64);
        let more = if more > 0 { format!("\n… và {more} lỗi nữa.") } else { String::new() };
        let said = format!("Tệp có {} lỗi nên chưa nhập dòng nào:\n{faults}{more}", preview.faults());
        return Some(Refusal::at("file", said));
    }
    let nothing = !preview.changes_something();
    nothing.then(|| Refusal::at("file", format!("Lịch đã có đủ như tệp ({}); không có gì để nhập.", counts(preview))))
}
