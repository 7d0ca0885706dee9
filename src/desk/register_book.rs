//! The register of a period as a report of its own (`register`, form 07): the same columns as the printed form, one
//! line a dossier in the order of its number in the book of the year.
//!
//! A book that fits on paper is a report like any other. A longer one is written line by line as a workbook or CSV, so
//! that memory does not grow with it, and is refused as a document.

use std::io::Write;

use crate::desk::count::Scope;
use crate::desk::error::Error;
use crate::desk::forms::register::{COLUMNS, Line, Lines};
use crate::desk::list::PAPER_ROWS;
use crate::domain::masking;
use crate::domain::number::vietnamese_number;
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;
use crate::report::model::{
    Block, Cell, Column, CsvContent, FigureRef, HeaderCell, Letterhead, Page, Report, Row, Run, Table,
};
use crate::report::source::Source;
use crate::report::{Format, ReportError, csv, ii06a, xlsx};
use crate::store::{Store, StoreError};

/// Relative widths of the columns.
const WIDTHS: [u16; 13] = [4, 17, 31, 4, 13, 13, 26, 9, 9, 9, 9, 7, 7];

/// Lines that the screen shows of a book too long for paper.
const SHOWN: usize = 100;

/// The lines of a period as far as paper holds them.
#[derive(Clone, Debug)]
pub(super) struct Book {
    /// The first ones.
    lines: Vec<Line>,
    /// How many there are.
    total: usize,
}

impl Book {
    /// Reads the lines of a period; no more of them than paper holds are kept.
    pub(super) fn read(store: &Store, scope: &Scope) -> Result<Book, Error> {
        store.snapshot(|read| {
            let lines = Lines::new(read, scope.period)?;
            let total = lines.left();
            let most = if total > PAPER_ROWS { SHOWN } else { PAPER_ROWS };
            Ok(Book { lines: lines.take(most).collect::<Result<_, StoreError>>()?, total })
        })
    }

    /// Whether it is too long for paper.
    pub(super) fn is_long(&self) -> bool {
        self.total > PAPER_ROWS
    }
}

/// The book as a report.
pub(super) fn report(source: &Source<'_>, book: &Book) -> Report {
    let figures = source.figures;
    let mut report = Report::new("register", letterhead(source));
    report.page = Page::official_landscape();
    let n = vietnamese_number(book.total as i64);
    let mut said =
        vec![Run::text(format!("Có {n} hồ sơ vào sổ, xếp theo số trong sổ của năm. Tiếp nhận mới trong kỳ: "))];
    let received = vietnamese_number(figures.value("received.in_period").n as i64);
    said.push(Run::figure(received, FigureRef::whole("received.in_period")));
    said.push(Run::text(" (hồ sơ liên thông đếm một lần)."));
    report.blocks.push(Block::Paragraph(said));
    if book.is_long() {
        let (most, shown) = (vietnamese_number(PAPER_ROWS as i64), vietnamese_number(SHOWN as i64));
        report.blocks.push(Block::paragraph(format!(
            "Sổ dài hơn {most} dòng: ở đây là {shown} dòng đầu. Hãy xuất Excel hoặc CSV để có đủ, hoặc chọn kỳ ngắn \
             hơn để in."
        )));
    }
    if !book.lines.is_empty() {
        report.blocks.push(Block::Table(table(book, source.masked)));
    }
    report.small_print = source.small_print();
    report.figures = figures.rows();
    report.rules = source.rules();
    report.csv = CsvContent::Own(Box::new(table(book, source.masked)));
    report.json = json(source, book);
    report
}

fn letterhead(source: &Source<'_>) -> Letterhead {
    Letterhead::of_desk(source.settings, source.date, "Sổ theo dõi hồ sơ", source.figures.period.title())
}

fn table(book: &Book, masked: bool) -> Table {
    Table {
        name: "Sổ theo dõi hồ sơ".to_owned(),
        columns: WIDTHS.map(|width| Column { width, align: None }).to_vec(),
        header: vec![COLUMNS.map(HeaderCell::new).to_vec()],
        rows: book.lines.iter().map(|line| Row::new(cells(line, masked))).collect(),
        landscape: true,
        ..Table::default()
    }
}

/// The cells of a line as the form has them; numbers and moments keep their kind.
///
/// Masked, a citizen is named by initials and the last digits of his phone; address and note, which may tell who he
/// is, are left out.
fn cells(line: &Line, masked: bool) -> Vec<Cell> {
    let dossier = &line.dossier;
    let mut words = line.clone();
    if masked {
        let applicant = &mut words.dossier.applicant;
        applicant.name = masking::name(&applicant.name);
        applicant.phone = masking::phone(&applicant.phone);
        applicant.address.clear();
        words.dossier.note.clear();
    }
    let typed = |(at, text): (usize, String)| match at {
        0 => dossier.book_no.map_or(Cell::Empty, |no| Cell::Ordinal(i64::from(no))),
        1 => Cell::Code(text, line.id),
        3 => dossier.sets.map_or(Cell::Empty, |sets| Cell::Integer(i64::from(sets), None)),
        7 => Cell::moment(dossier.accepted_at),
        8 => Cell::moment(dossier.due_at),
        9 => Cell::moment(dossier.returned_at),
        _ if text.is_empty() => Cell::Empty,
        _ => Cell::text(text),
    };
    words.cells().into_iter().enumerate().map(typed).collect()
}

fn json(source: &Source<'_>, book: &Book) -> serde_json::Value {
    let mut whole = ii06a::json(source, "register");
    let rows = book.lines.iter().map(|line| row_json(&cells(line, source.masked)));
    if let Some(object) = whole.as_object_mut() {
        object.insert("columns".to_owned(), serde_json::json!(COLUMNS));
        object.insert("rows".to_owned(), rows.collect());
        object.insert("total".to_owned(), serde_json::json!(book.total));
    }
    whole
}

fn row_json(cells: &[Cell]) -> serde_json::Value {
    let value = |cell: &Cell| match cell {
        Cell::Integer(n, _) | Cell::Ordinal(n) => serde_json::json!(n),
        Cell::Moment(at) => serde_json::json!(at.to_string()),
        other => serde_json::json!(other.printed()),
    };
    cells.iter().map(value).collect()
}

/// Writes a book of any length line by line, as a workbook or CSV.
///
/// # Errors
/// A refusal for another format: a document is built whole in memory, so its length is bounded.
pub(super) fn write_long(
    store: &Store,
    period: Period,
    (format, masked): (Format, bool),
    findings: &[String],
    mut out: impl Write + Send,
) -> Result<(), Error> {
    let columns: Vec<(&str, u16)> = COLUMNS.into_iter().zip(WIDTHS.map(|width| width * 3 / 2)).collect();
    store.snapshot(|read| {
        let author = read.settings()?.unit().to_owned();
        let rows = Lines::new(read, period)?.map(|line| Ok(cells(&line?, masked)));
        match format {
            Format::Xlsx => {
                // A sheet of rows alone has no place beside them.
                let amiss = findings.iter().map(|said| Ok(vec![Cell::text("Chưa khớp"), Cell::text(said.as_str())]));
                let rows = rows.chain(amiss);
                let name = format!("Sổ theo dõi hồ sơ {}", period.code().unwrap_or_default());
                xlsx::write_list(out, &xlsx::List { name: &name, author: &author, date: None, columns: &columns }, rows)
            }
            Format::Csv => {
                csv::write_list(&mut out, &columns, rows)?;
                let amiss = csv::findings(findings, columns.len())?;
                Ok(out.write_all(&amiss).map_err(|error| ReportError::Csv(error.into()))?)
            }
            _ => Err(too_long().into()),
        }
    })
}

pub(super) fn too_long() -> Refusal {
    let most = vietnamese_number(PAPER_ROWS as i64);
    Refusal::whole(format!(
        "Sổ của kỳ dài hơn {most} dòng nên chỉ xuất được ra Excel hoặc CSV; hãy chọn dạng ấy, hoặc chọn kỳ ngắn hơn."
    ))
}
