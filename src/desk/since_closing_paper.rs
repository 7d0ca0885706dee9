//! What has changed since a closing as a paper: the totals that differ, then dossier by dossier. Every format has it.

use crate::desk::closed::how_many;
use crate::desk::history::Change;
use crate::desk::list;
use crate::desk::since_closing::{Moved, Reprint, Reworded, SinceClosing, Touch};
use crate::domain::day::Moment;
use crate::domain::labels::{column_label, value_label};
use crate::domain::number::vietnamese_number;
use crate::domain::settings::Settings;
use crate::report::Format;
use crate::report::compare::label;
use crate::report::model::{Block, Cell, Report};
use crate::store::journal::{Entry, op_label, when};

/// Title and width of each column.
const COLUMNS: [(&str, u16); 4] = [
    ("Hồ sơ, nội dung", 22),
    ("Khi chốt: chỉ tiêu rời, nội dung cũ (−)", 34),
    ("Nay: chỉ tiêu vào, nội dung mới (+)", 34),
    ("Thay đổi sau chốt", 60),
];

/// Why a report can read otherwise whose figures, dossiers and words are as they were.
pub const REPRINTS: &str = "Do lịch hoặc giờ làm việc, thời gian giữ nhiệm vụ của cán bộ, mẫu của đơn vị, bản của chương \
                            trình, hoặc số liệu của kỳ đem so sánh đã đổi sau chốt.";

/// Lines of a report that are told of each side.
const LINES: usize = 12;

/// Dossiers that a sentence names.
const CODES: usize = 10;

/// The paper for a format, as of `now`.
pub fn report(settings: &Settings, since: &SinceClosing, format: Format, now: Moment) -> Report {
    let title = title(since);
    let rows: Vec<_> =
        since.dossiers.iter().chain(&since.restated).map(row).chain(since.reworded.iter().map(words)).collect();
    let empty = rows.is_empty();
    let mut report = list::report_counting(settings, &title, &COLUMNS, rows, &counted(since), now);
    if empty && format != Format::Csv {
        // A table without rows says nothing that the lines before it do not say; a CSV file keeps its header.
        report.blocks.clear();
    }
    let mut said: Vec<Block> = summary(since).into_iter().map(Block::paragraph).collect();
    said.append(&mut report.blocks);
    report.blocks = said;
    report
}

/// `1 hồ sơ và 2 nội dung`: the rows of the paper by what they are.
pub fn counted(since: &SinceClosing) -> String {
    let dossiers = vietnamese_number((since.dossiers.len() + since.restated.len()) as i64);
    match since.reworded.len() {
        0 => format!("{dossiers} hồ sơ"),
        n => format!("{dossiers} hồ sơ và {} nội dung", vietnamese_number(n as i64)),
    }
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
    if since.nothing() {
        lines.push("Không có gì khác số liệu đã chốt.".to_owned());
        return lines;
    }
    if !since.reprints.is_empty() {
        let kinds: Vec<&str> = since.reprints.iter().map(|reprint| reprint.kind.label()).collect();
        lines.push(format!("Chỉ tiêu, hồ sơ và lời văn như khi chốt; lập lại thì in khác: {}.", kinds.join("; ")));
        lines.push(REPRINTS.to_owned());
        lines.extend(since.shared.iter().map(shared));
        lines.extend(since.reprints.iter().flat_map(reprinted));
        return lines;
    }
    lines.push(format!("{} hồ sơ đổi chỉ tiêu; {}.", since.dossiers.len(), how_many(&since.figures)));
    lines.extend(since.figures.iter().map(|shift| format!("{} [{}].", shift.said(), shift.id)));
    if !since.restated.is_empty() {
        lines.push(restated(&since.restated));
    }
    if !since.reworded.is_empty() {
        lines.push("Văn bản, lời văn, chỉ tiêu, thiết lập và tên gọi in trong báo cáo đã đổi sau chốt:".to_owned());
        lines.extend(since.reworded.iter().map(|reworded| format!("{}: {}.", reworded.told.record, by(reworded))));
    }
    if !since.shared.is_empty() {
        lines.push("Danh mục, lịch, quy tắc, đánh giá, phản ánh đã đổi sau chốt:".to_owned());
        lines.extend(since.shared.iter().map(shared));
    }
    lines
}

/// The first lines of a report that read otherwise, those that were reported before those that stand there now.
fn reprinted(reprint: &Reprint) -> Vec<String> {
    let side = |sign: &str, lines: &[String]| {
        let more = lines.len().saturating_sub(LINES);
        let more = (more > 0).then(|| format!("{sign} … và {} dòng nữa", vietnamese_number(more as i64)));
        lines.iter().take(LINES).map(|line| format!("{sign} {line}")).chain(more).collect::<Vec<_>>()
    };
    let head = format!("{}, khi chốt (−) và nay (+):", reprint.kind.label());
    [vec![head], side("−", &reprint.then), side("+", &reprint.now)].concat()
}

/// The first dossiers that only read otherwise, and how many there are; the table has them all.
fn restated(dossiers: &[Moved]) -> String {
    let codes: Vec<&str> = dossiers.iter().take(CODES).map(|dossier| dossier.code.as_str()).collect();
    let more = match dossiers.len() - codes.len() {
        0 => String::new(),
        n => format!(" và {} hồ sơ khác", vietnamese_number(n as i64)),
    };
    let n = vietnamese_number(dossiers.len() as i64);
    format!("{n} hồ sơ đổi nội dung mà không đổi chỉ tiêu: {}{more}.", codes.join(", "))
}

/// An entry that changed what all dossiers share.
pub fn shared(entry: &Entry) -> String {
    // What a sender of feedback was told is for the sender.
    let told = !entry.reason.is_empty() && !entry.op.starts_with("feedback");
    let reason = if told { format!(": {}", entry.reason) } else { String::new() };
    format!("Mục {} ({}) {}{reason}.", entry.seq, entry.when(), op_label(&entry.op))
}

fn row(moved: &Moved) -> Vec<Cell> {
    let changes = if moved.changes.is_empty() {
        "Hồ sơ không đổi; do danh mục, lịch, quy tắc, đánh giá hoặc phản ánh".to_owned()
    } else {
        moved.changes.iter().map(|change| touch(&without_words(change))).collect::<Vec<_>>().join("; ")
    };
    let (gone, come) = if moved.gone.is_empty() && moved.come.is_empty() {
        then_and_now(&Moved { changes: moved.changes.iter().map(without_words).collect(), ..moved.clone() })
    } else {
        (figures(&moved.gone), figures(&moved.come))
    };
    let cells = [moved.code.clone(), gone, come, changes];
    cells.map(Cell::text).to_vec()
}

/// What reads otherwise: its fields when the period was closed, and now.
fn words(reworded: &Reworded) -> Vec<Cell> {
    let (then, now) = sides(&reworded.told.fields);
    [reworded.told.record.clone(), then, now, by(reworded)].map(Cell::text).to_vec()
}

/// The entry that changed something printed: its number, moment, officer and verb.
pub fn by(reworded: &Reworded) -> String {
    let entry = &reworded.entry;
    format!("mục {} ({}) {}", entry.seq, entry.when(), op_label(&entry.op))
}

/// What a dossier left and entered, by the names of the figures; of one that only reads otherwise its fields.
pub fn then_and_now(moved: &Moved) -> (String, String) {
    if !moved.gone.is_empty() || !moved.come.is_empty() {
        let named = |ids: &[String]| ids.iter().map(|id| label(id)).collect::<Vec<_>>().join(", ");
        return (named(&moved.gone), named(&moved.come));
    }
    let fields: Vec<Change> = moved.changes.iter().flat_map(|touch| touch.fields.iter().cloned()).collect();
    sides(&fields)
}

/// Fields then and now, each with its name; a side that was or is empty says so, and a record that was taken away is no
/// more.
pub fn sides(fields: &[Change]) -> (String, String) {
    let of = |side: fn(&Change) -> &str, nothing: &str| {
        let told: Vec<String> = fields
            .iter()
            .filter(|field| !side(field).is_empty())
            .map(|field| format!("{}: {}", field.label, side(field)))
            .collect();
        if told.is_empty() { nothing.to_owned() } else { told.join("; ") }
    };
    let (voided, yes) = (column_label("", VOIDED), value_label("", VOIDED, "1"));
    let gone = fields.iter().any(|field| field.label == voided && !field.old.is_empty() && field.new == yes);
    let now = if gone { "không còn".to_owned() } else { of(|field| &field.new, "đã để trống") };
    (of(|field| &field.old, "chưa có"), now)
}

/// The column that says whether a record was taken away.
const VOIDED: &str = "voided";

/// Columns of a dossier in which an officer writes freely.
const FREE: [&str; 4] = ["components_note", "result_note", "late_cause", "no_apology_reason"];

/// Columns of a dossier that name a citizen, and what is said in their place.
const OF_CITIZENS: [(&str, &str); 2] = [("applicant_name", "(tên người nộp)"), ("phone", "(số điện thoại)")];

/// An entry as it may leave the desk: that words were written is told, the words are not, since anything of a citizen may
/// stand in them (DOMAIN.md §9).
fn without_words(touch: &Touch) -> Touch {
    let is = |field: &Change, column: &str| column_label("dossier", column) == field.label;
    let place = |field: &Change| {
        let citizen = OF_CITIZENS.into_iter().find(|(column, _)| is(field, column)).map(|(_, said)| said);
        citizen.or_else(|| FREE.iter().any(|column| is(field, column)).then_some("(lời ghi)"))
    };
    let field = |field: &Change| {
        let Some(said) = place(field) else { return field.clone() };
        let side = |text: &str| if text.is_empty() { String::new() } else { said.to_owned() };
        Change { label: field.label.clone(), old: side(&field.old), new: side(&field.new) }
    };
    Touch { fields: touch.fields.iter().map(field).collect(), ..touch.clone() }
}

/// The figures with their ids.
pub fn figures(ids: &[String]) -> String {
    ids.iter().map(|id| format!("{} [{id}]", label(id))).collect::<Vec<_>>().join("; ")
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
