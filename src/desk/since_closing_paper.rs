//! What has changed since a closing as a paper: the totals that differ, then dossier by dossier. Every format has it.

use crate::desk::history::Change;
use crate::desk::list;
use crate::desk::since_closing::{Moved, SinceClosing, Touch};
use crate::domain::day::Moment;
use crate::domain::figure::by_id;
use crate::domain::labels::column_label;
use crate::domain::settings::Settings;
use crate::report::Format;
use crate::report::model::{Block, Cell, Report};
use crate::store::journal::{Entry, op_label};

/// Title and width of each column.
const COLUMNS: [(&str, u16); 4] =
    [("Mã hồ sơ", 22), ("Rời chỉ tiêu (−)", 34), ("Vào chỉ tiêu (+)", 34), ("Thay đổi sau chốt", 60)];

/// The paper for a format, as of `now`.
pub fn report(settings: &Settings, since: &SinceClosing, format: Format, now: Moment) -> Report {
    let title = title(since);
    let mut report = list::report(settings, &title, &COLUMNS, since.dossiers.iter().map(row).collect(), now);
    if since.dossiers.is_empty() && format != Format::Csv {
        // A table without rows says nothing that the lines before it do not say; a CSV file keeps its header.
        report.blocks.clear();
    }
    let mut said: Vec<Block> = summary(since).into_iter().map(Block::paragraph).collect();
    said.append(&mut report.blocks);
    report.blocks = said;
    report
}

/// `Thay đổi sau chốt, kỳ từ 01/01/2025 đến 30/06/2025`.
pub fn title(since: &SinceClosing) -> String {
    let (from, to) = (since.closing.from.vietnamese(), since.closing.to.vietnamese());
    format!("Thay đổi sau chốt, kỳ từ {from} đến {to}")
}

/// When it was closed, how much differs, the totals before and after, and what moved dossiers that nobody touched.
pub fn summary(since: &SinceClosing) -> Vec<String> {
    let closing = &since.closing;
    let closed = when(&closing.closed_at.to_string(), &closing.officer);
    let mut lines = vec![format!("Chốt lúc {closed}, đến mục {} của nhật ký.", closing.upto)];
    if since.dossiers.is_empty() && since.figures.is_empty() {
        lines.push("Không có gì khác số liệu đã chốt.".to_owned());
        return lines;
    }
    lines.push(format!("{} hồ sơ đổi chỉ tiêu; {} chỉ tiêu đổi số.", since.dossiers.len(), since.figures.len()));
    lines.extend(since.figures.iter().map(|shift| format!("{} [{}].", shift.said(), shift.id)));
    if !since.shared.is_empty() {
        lines.push("Danh mục, lịch, quy tắc, đánh giá, phản ánh đã đổi sau chốt:".to_owned());
        lines.extend(since.shared.iter().map(shared));
    }
    lines
}

/// An entry that changed what all dossiers share.
pub fn shared(entry: &Entry) -> String {
    // What a sender of feedback was told is for the sender.
    let told = !entry.reason.is_empty() && !entry.op.starts_with("feedback");
    let reason = if told { format!(": {}", entry.reason) } else { String::new() };
    format!("Mục {} ({}) {}{reason}.", entry.seq, when(&entry.at, &entry.officer), op_label(&entry.op))
}

fn row(moved: &Moved) -> Vec<Cell> {
    let changes = if moved.changes.is_empty() {
        "Hồ sơ không đổi; do danh mục, lịch, quy tắc, đánh giá hoặc phản ánh".to_owned()
    } else {
        moved.changes.iter().map(|change| touch(&without_words(change))).collect::<Vec<_>>().join("; ")
    };
    let cells = [moved.code.clone(), figures(&moved.gone), figures(&moved.come), changes];
    cells.map(Cell::text).to_vec()
}

/// Columns of a dossier in which an officer writes freely.
const FREE: [&str; 4] = ["components_note", "result_note", "late_cause", "no_apology_reason"];

/// An entry as it may leave the desk: that words were written is told, the words are not, since anything of a citizen may
/// stand in them (DOMAIN.md §9).
fn without_words(touch: &Touch) -> Touch {
    let free = |field: &Change| FREE.iter().any(|column| column_label("dossier", column) == field.label);
    let said = |text: &str| if text.is_empty() { String::new() } else { "(lời ghi)".to_owned() };
    let field = |field: &Change| match free(field) {
        true => Change { label: field.label.clone(), old: said(&field.old), new: said(&field.new) },
        false => field.clone(),
    };
    Touch { fields: touch.fields.iter().map(field).collect(), ..touch.clone() }
}

/// The figures with their ids.
pub fn figures(ids: &[String]) -> String {
    let named = |id: &String| by_id(id).map_or_else(|| id.clone(), |(_, figure)| format!("{} [{id}]", figure.label));
    ids.iter().map(named).collect::<Vec<_>>().join("; ")
}

/// One entry in words: its number, moment, officer, and the fields with old and new.
pub fn touch(touch: &Touch) -> String {
    let fields = touch.fields.iter().map(|field| {
        let side = |text: &str| if text.is_empty() { "trống".to_owned() } else { text.to_owned() };
        if field.old.is_empty() && touch.op == "accept" {
            format!("{} {}", field.label, field.new)
        } else {
            format!("{}: {} thành {}", field.label, side(&field.old), side(&field.new))
        }
    });
    let fields = fields.collect::<Vec<_>>().join(", ");
    let fields = if fields.is_empty() { String::new() } else { format!(": {fields}") };
    format!("mục {} ({}) {}{fields}", touch.seq, when(&touch.at, &touch.officer), op_label(&touch.op))
}

/// A stored minute as papers write it, and who was at the keyboard where that is known.
fn when(stored: &str, officer: &str) -> String {
    let at = stored.parse::<Moment>().map_or_else(|_| stored.to_owned(), Moment::vietnamese);
    if officer.is_empty() { at } else { format!("{at}, {officer}") }
}
