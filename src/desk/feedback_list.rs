//! The list of feedback (phản ánh, kiến nghị) on paper or as a file: one part of it, in the order of the screen.

use sha2::{Digest, Sha256};

use crate::desk::error::Error;
use crate::desk::feedback::{self, Seen};
use crate::desk::papers::sheet;
use crate::desk::report::remember_named;
use crate::domain::change::Changes;
use crate::domain::day::Moment;
use crate::domain::feedback::Part;
use crate::domain::masking;
use crate::domain::refusal::Refusal;
use crate::domain::text::hex;
use crate::report::model::{Block, Cell, Page, Row, Table};
use crate::report::{self as writers, Format};
use crate::store::{Stamp, Store};

/// The formats of the list.
pub const FORMATS: [Format; 4] = [Format::Xlsx, Format::Docx, Format::Csv, Format::Text];

const COLUMNS: [(&str, u16); 11] = [
    ("TT", 5),
    ("Mã", 14),
    ("Tiếp nhận", 14),
    ("Hình thức", 12),
    ("Người gửi", 16),
    ("Nội dung", 34),
    ("Mã hồ sơ", 18),
    ("Cán bộ", 16),
    ("Hạn", 18),
    ("Trả lời", 14),
    ("Công khai", 14),
];

/// What is to go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Which part of the list.
    pub part: Part,
    /// Of every year, not only of the last one.
    pub all: bool,
    /// As what.
    pub format: Format,
    /// With the senders' names and what they say. Otherwise a sender is named by initials, and the words, in which
    /// anything of a citizen may stand, are left out (DOMAIN.md §9).
    pub unmasked: bool,
}

/// The list: its title and its bytes.
///
/// # Errors
/// A refusal where there is nothing to write, or when the register fails.
pub fn file(store: &Store, wanted: Wanted, now: Moment) -> Result<(String, Vec<u8>), Error> {
    let seen: Vec<Seen> =
        feedback::list(store, now, wanted.all)?.into_iter().filter(|seen| seen.part == wanted.part).collect();
    let part = wanted.part.label().to_lowercase();
    if seen.is_empty() {
        return Err(
            Refusal::whole(format!("Không có phản ánh, kiến nghị nào {part} để in; Tab: sang phần khác.")).into()
        );
    }
    let title = format!("Phản ánh, kiến nghị {part}");
    let settings = store.read().settings()?;
    let mut table = Table::simple("Phản ánh, kiến nghị", "", &COLUMNS);
    table.rows = (1..).zip(&seen).map(|(n, seen)| Row::new(cells(n, seen, wanted.unmasked))).collect();
    let mut said = format!("Đến {}: {} phản ánh, kiến nghị {part}.", now.vietnamese(), seen.len());
    if !wanted.unmasked {
        said.push_str(" Người gửi ghi tắt, không có nội dung.");
    }
    let mut report = sheet::blank(&settings, "Danh sách", &title, now);
    report.page = Page::official_landscape();
    report.blocks = vec![Block::paragraph(said), Block::Table(table)];
    let bytes = writers::write(&report, wanted.format)
        .map_err(|error| Refusal::whole(format!("Chưa lập được danh sách: {error}.")))?;
    Ok((title, bytes))
}

/// Remembers in the journal that the list left the desk: the file's name and hash, and whether citizens stood in it in
/// full.
///
/// # Errors
/// When it cannot be written.
pub fn remember(
    store: &mut Store,
    stamp: &Stamp,
    title: &str,
    wanted: Wanted,
    (file, bytes): (&str, &[u8]),
) -> Result<Changes, Error> {
    let sha256 = hex(&Sha256::digest(bytes));
    remember_named(store, stamp, ("feedback", title), wanted.format, (file, &sha256), wanted.unmasked)
}

fn cells(n: i64, seen: &Seen, unmasked: bool) -> Vec<Cell> {
    let feedback = &seen.stored.feedback;
    let (sender, subject) = if unmasked {
        (feedback.sender.clone(), feedback.subject.as_str())
    } else {
        (masking::name(&feedback.sender), "")
    };
    let due = seen.clock.map(|clock| format!("{}: {}", clock.awaited.label(), clock.due.day.vietnamese()));
    let refused = feedback.refused_at.map(|at| format!("từ chối {}", at.day.vietnamese()));
    vec![
        Cell::Integer(n, None),
        Cell::text(feedback.code.as_str()),
        Cell::moment(Some(feedback.received_at)),
        Cell::text(feedback.channel.as_str()),
        Cell::text(sender),
        Cell::text(subject),
        Cell::text(feedback.dossier_code.as_str()),
        Cell::text(seen.officer.as_str()),
        Cell::text(due.or(refused).unwrap_or_default()),
        Cell::moment(feedback.handled_at),
        Cell::moment(feedback.published_at),
    ]
}
