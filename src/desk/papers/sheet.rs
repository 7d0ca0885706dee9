//! The sheets: what leaves the desk of the head's page, the explanation, fees, postings and directing documents. Each is
//! a report in the desk's own letterhead, so that every writer can write it. Nothing here names a citizen.

use crate::desk::count::Scope;
use crate::desk::error::Error;
use crate::desk::papers::explain_late::{self, Explained, LateDossier, OfficerPart};
use crate::desk::papers::fee_sheet;
use crate::desk::papers::head_page::{self, HeadGroup, HeadNumber, HeadRow};
use crate::desk::papers::posting;
use crate::desk::{list, report};
use crate::domain::change::Changes;
use crate::domain::day::{Day, Moment};
use crate::domain::number::prose_number;
use crate::domain::posting::State;
use crate::domain::refusal::Refusal;
use crate::domain::settings::Settings;
use crate::report::model::{Align, Block, Cell, Closing, CsvContent, Line, Page, Panes, Report, Row, Run, Table};
use crate::report::{self as writers, Format};
use crate::store::{Stamp, Store};

/// The formats of a sheet.
pub const FORMATS: [Format; 4] = [Format::Docx, Format::Xlsx, Format::Csv, Format::Text];

/// Dossiers that a printed explanation, or fees that a printed sheet holds: what is longer is for a file of cells.
pub(super) const PAPER_ROWS: usize = 5_000;

/// What is printed.
#[derive(Clone, Debug)]
pub enum Sheet {
    /// The head's page.
    Head(HeadGroup),
    /// The explanation of late dossiers of a period, of one officer or (empty) of all.
    ExplainLate {
        /// The period.
        scope: Scope,
        /// Code or name of the officer.
        officer: String,
    },
    /// Fees taken, first and last day.
    Fees(Day, Day),
    /// Postings.
    Postings,
    /// Directing documents, first and last day.
    Directing(Day, Day),
}

impl Sheet {
    /// What the file and the journal call it.
    pub fn title(&self) -> String {
        match self {
            Sheet::Head(HeadGroup::Officer) => "Quá hạn và xin lỗi theo cán bộ".to_owned(),
            Sheet::Head(HeadGroup::Field) => "Quá hạn và xin lỗi theo lĩnh vực".to_owned(),
            Sheet::ExplainLate { scope, officer } if officer.is_empty() => {
                format!("Giải trình hồ sơ quá hạn {}", scope.period.name())
            }
            Sheet::ExplainLate { scope, officer } => {
                format!("Giải trình hồ sơ quá hạn {}, {officer}", scope.period.name())
            }
            Sheet::Fees(from, to) => format!("Phí, lệ phí đã thu {}", span(*from, *to)),
            Sheet::Postings => "Niêm yết thủ tục hành chính".to_owned(),
            Sheet::Directing(from, to) => format!("Văn bản chỉ đạo {}", span(*from, *to)),
        }
    }
}

/// `ngày 21/11/2026`, or `từ … đến …`.
pub fn span(from: Day, to: Day) -> String {
    if from == to {
        return format!("ngày {}", from.vietnamese());
    }
    format!("từ {} đến {}", from.vietnamese(), to.vietnamese())
}

/// The sheet as bytes.
///
/// # Errors
/// A refusal where there is nothing to print or too much for paper; [`Error::Cancelled`] when `go_on` answers `false`.
pub fn write(
    store: &Store,
    sheet: &Sheet,
    format: Format,
    stamp: &Stamp,
    go_on: impl Fn() -> bool,
) -> Result<Vec<u8>, Error> {
    let made = match sheet {
        Sheet::Head(group) => head(store, *group, stamp.at, go_on)?,
        Sheet::ExplainLate { scope, officer } => {
            let explained = explain_late::explained(store, scope, officer, |_| go_on())?;
            explanation(&store.read().settings()?, &explained, format, stamp.at)?
        }
        Sheet::Fees(from, to) => fee_sheet::fees(store, (*from, *to), format, stamp)?,
        Sheet::Postings => postings(store, stamp.at)?,
        Sheet::Directing(from, to) => directing(store, (*from, *to), stamp.at)?,
    };
    Ok(writers::write(&made, format).map_err(|error| Refusal::whole(format!("Chưa lập được bản in: {error}.")))?)
}

/// Remembers in the journal that a sheet left the desk.
///
/// # Errors
/// When it cannot be written.
pub fn remember(
    store: &mut Store,
    stamp: &Stamp,
    title: &str,
    format: Format,
    (file, sha256): (&str, &str),
) -> Result<Changes, Error> {
    report::remember_named(store, stamp, ("papers", title), format, (file, sha256), false)
}

/// An empty sheet under the desk's letterhead.
pub(in crate::desk) fn blank(settings: &Settings, kind: &str, subject: &str, now: Moment) -> Report {
    let mut letterhead = list::letterhead(settings, subject, now);
    kind.clone_into(&mut letterhead.kind_title);
    let mut report = Report::new("papers", letterhead);
    report.csv = CsvContent::FirstTable;
    report
}

fn signed_by_head(settings: &Settings) -> Closing {
    Closing {
        recipients: vec!["Lưu: VT.".to_owned()],
        prefix: settings.get("signer_prefix").to_owned(),
        position: settings.get("signer_position").to_owned(),
        signer: settings.get("signer_name").to_owned(),
    }
}

fn number(n: u64) -> Cell {
    Cell::Integer(i64::try_from(n).unwrap_or(i64::MAX), None)
}

fn head(store: &Store, group: HeadGroup, now: Moment, go_on: impl Fn() -> bool) -> Result<Report, Error> {
    let page = head_page::page(store, group, now, go_on)?;
    let settings = store.read().settings()?;
    let by = if group == HeadGroup::Officer { "cán bộ" } else { "lĩnh vực" };
    let subject = format!("Hồ sơ quá hạn, văn bản xin lỗi và việc còn nợ theo {by}");
    let mut report = blank(&settings, "Bảng tổng hợp", &subject, now);
    report.page = Page::official_landscape();
    let mut columns = vec![("TT", 5), (if group == HeadGroup::Officer { "Cán bộ" } else { "Lĩnh vực" }, 26)];
    columns.extend(HeadNumber::ALL.map(|number| (number.label(), 13)));
    let mut table = Table::simple("Tổng hợp", "", &columns);
    let cells = |n: Cell, row: &HeadRow| {
        let numbers = row.numbers.iter().map(|n| number(*n));
        [n, Cell::text(row.name.as_str())].into_iter().chain(numbers).collect::<Vec<_>>()
    };
    table.rows = (1..).zip(&page.rows).map(|(n, row)| Row::new(cells(Cell::Integer(n, None), row))).collect();
    table.rows.push(Row::total(cells(Cell::Empty, &page.whole)));
    let said = format!(
        "Số liệu lúc {}; hồ sơ đã xong quá hạn tính từ {}. Số hóa thành phần tính theo cán bộ tiếp nhận, các cột khác \
         theo cán bộ thụ lý.",
        now.vietnamese(),
        page.at.year_from.vietnamese()
    );
    report.blocks = vec![Block::paragraph(said), Block::Table(table)];
    report.closing = Some(signed_by_head(&settings));
    Ok(report)
}

/// Titles and relative widths of the explanation as a table.
const LATE: [(&str, u16); 13] = [
    ("TT", 5),
    ("Cán bộ", 18),
    ("Mã hồ sơ", 22),
    ("Thủ tục", 30),
    ("Tiếp nhận", 16),
    ("Hẹn trả", 16),
    ("Kết thúc", 16),
    ("Trễ (ngày làm việc)", 8),
    ("Trễ", 14),
    ("Loại trễ", 24),
    ("Nguyên nhân", 24),
    ("Văn bản xin lỗi", 24),
    ("Biện pháp khắc phục", 24),
];

fn explanation(settings: &Settings, explained: &Explained, format: Format, now: Moment) -> Result<Report, Error> {
    let (period, total) = (&explained.scope.period, explained.total());
    if total == 0 {
        let said = format!("Kỳ {} không có hồ sơ quá hạn nào để giải trình.", period.dates());
        return Err(Refusal::whole(said).into());
    }
    let subject = format!("Về các hồ sơ quá hạn {}", period.name());
    let mut report = blank(settings, "Báo cáo giải trình", &subject, now);
    if matches!(format, Format::Csv | Format::Xlsx) {
        report.blocks = vec![Block::Table(late_table(explained))];
        return Ok(report);
    }
    if total > PAPER_ROWS {
        let said =
            format!("Có {total} hồ sơ, quá dài để in; hãy chọn kỳ ngắn hơn, một cán bộ, hoặc xuất ra Excel, CSV.");
        return Err(Refusal::whole(said).into());
    }
    let (named, unnamed): (Vec<_>, Vec<_>) = explained.parts.iter().partition(|part| part.id != 0);
    let unnamed: usize = unnamed.iter().map(|part| part.dossiers.len()).sum();
    let besides = if unnamed == 0 {
        String::new()
    } else {
        format!(" (trong đó {} hồ sơ chưa ghi cán bộ)", prose_number(unnamed as i64))
    };
    let said = format!(
        "Số liệu từ ngày {} đến ngày {}, tính đến {}: {} hồ sơ quá hạn của {} cán bộ{besides}. Nguyên nhân và văn bản xin \
         lỗi theo sổ lúc in. Hồ sơ chỉ nêu mã, không nêu tên công dân.",
        period.from.vietnamese(),
        period.to.vietnamese(),
        explained.scope.frame().cutoff.vietnamese(),
        prose_number(total as i64),
        prose_number(named.len() as i64)
    );
    report.blocks = vec![Block::paragraph(said)];
    for (n, part) in (1..).zip(&explained.parts) {
        if n > 1 {
            report.blocks.push(Block::PageBreak);
        }
        report.blocks.extend(officer_section(n, part, settings));
    }
    Ok(report)
}

fn officer_section(n: usize, part: &OfficerPart, settings: &Settings) -> Vec<Block> {
    let mut blocks = vec![Block::part(format!("{n}. Cán bộ: {} ({} hồ sơ)", part.name, part.dossiers.len()))];
    for (place, dossier) in (1..).zip(&part.dossiers) {
        blocks.push(Block::section(format!("{n}.{place}. Hồ sơ {}", dossier.code)));
        let at = |at: Option<Moment>| at.map_or_else(|| "–".to_owned(), Moment::vietnamese);
        let when = format!(
            "{}; hẹn trả {}; kết thúc: {}; trễ {}",
            at(dossier.accepted_at),
            at(dossier.due),
            dossier.ended(),
            dossier.late.words()
        );
        let facts = [
            ("Thủ tục", dossier.procedure.clone()),
            ("Tiếp nhận", when),
            ("Loại trễ", dossier.kind()),
            ("Nguyên nhân", dossier.cause()),
            ("Văn bản xin lỗi", dossier.apologised()),
            ("Biện pháp khắc phục", dossier.remedy()),
        ];
        blocks.extend(facts.map(|(label, value)| Block::item("-", 0, vec![Run::text(format!("{label}: {value}."))])));
    }
    let officer = if part.id == 0 { "" } else { part.name.as_str() };
    let head = [settings.get("signer_prefix"), settings.get("signer_position")];
    let signatures =
        vec![Line::signature(&["Người giải trình"], officer), Line::signature(&head, settings.get("signer_name"))];
    blocks.push(Block::Panes(Panes { widths: vec![1, 1], rows: vec![signatures] }));
    blocks
}

fn late_table(explained: &Explained) -> Table {
    let mut table = Table::simple("Giải trình", "", &LATE);
    table.landscape = true;
    let all = explained.parts.iter().flat_map(|part| part.dossiers.iter().map(|dossier| (part.name.as_str(), dossier)));
    table.rows = (1..).zip(all).map(|(n, (name, dossier))| Row::new(late_cells(n, name, dossier))).collect();
    table
}

fn late_cells(n: i64, officer: &str, dossier: &LateDossier) -> Vec<Cell> {
    vec![
        Cell::Integer(n, None),
        Cell::text(officer),
        Cell::text(dossier.code.as_str()),
        Cell::text(dossier.procedure.as_str()),
        Cell::moment(dossier.accepted_at),
        Cell::moment(dossier.due),
        dossier.settled_at.map_or_else(|| Cell::text(dossier.ended()), Cell::Moment),
        Cell::Integer(i64::from(dossier.late.working_days), None),
        Cell::text(dossier.late.words()),
        Cell::text(dossier.kind()),
        Cell::text(dossier.cause()),
        Cell::text(dossier.apologised()),
        Cell::text(dossier.remedy()),
    ]
}

fn postings(store: &Store, now: Moment) -> Result<Report, Error> {
    let seen = posting::list(store, now.day)?;
    if seen.is_empty() {
        return Err(Refusal::whole("Chưa có thủ tục nào trong danh sách niêm yết để in.").into());
    }
    let settings = store.read().settings()?;
    let mut report = blank(&settings, "Danh sách", "Thủ tục hành chính được công bố và niêm yết", now);
    report.page = Page::official_landscape();
    let columns = [
        ("TT", 5),
        ("Quyết định công bố", 18),
        ("Ngày công bố", 12),
        ("Thủ tục", 40),
        ("Hạn niêm yết", 12),
        ("Ngày niêm yết", 12),
        ("Nơi niêm yết", 22),
        ("Tình trạng", 14),
        ("Cán bộ", 16),
    ];
    let mut table = Table::simple("Niêm yết", "", &columns);
    table.columns[0].align = Some(Align::Centre);
    let row = |(n, seen): (i64, &posting::Seen)| {
        let posting = &seen.held.record;
        let codes =
            if posting.procedure_code.is_empty() { String::new() } else { format!(" ({})", posting.procedure_code) };
        Row::new(vec![
            Cell::Integer(n, None),
            Cell::text(posting.decision.as_str()),
            Cell::Date(posting.published_on),
            Cell::text(format!("{}{codes}", posting.subject)),
            Cell::Date(seen.due),
            Cell::date(posting.posted_on),
            Cell::text(posting.place.as_str()),
            Cell::text(seen.state.label()),
            Cell::text(seen.officer.as_str()),
        ])
    };
    table.rows = (1..).zip(&seen).map(row).collect();
    let of = |state: State| seen.iter().filter(|seen| seen.state == state).count() as i64;
    let said = format!(
        "Tính đến {}: đã niêm yết đúng hạn {}, niêm yết muộn {}, chờ niêm yết {}, quá hạn niêm yết {}.",
        now.vietnamese(),
        prose_number(of(State::Posted)),
        prose_number(of(State::PostedLate)),
        prose_number(of(State::Waiting)),
        prose_number(of(State::Late))
    );
    report.blocks = vec![Block::paragraph(said), Block::Table(table)];
    let source = match settings.get("posting_source") {
        "" => "căn cứ chưa ghi trong thiết lập".to_owned(),
        source => format!("căn cứ {source}"),
    };
    let rule = format!("Hạn niêm yết: {} ngày làm việc sau ngày công bố; {source}.", settings.posting_days());
    report.small_print = vec![rule];
    report.closing = Some(signed_by_head(&settings));
    Ok(report)
}

fn directing(store: &Store, (from, to): (Day, Day), now: Moment) -> Result<Report, Error> {
    let found = store.read().directing_documents(from, to)?;
    if found.is_empty() {
        return Err(Refusal::whole(format!("Không có văn bản chỉ đạo nào {} để in.", span(from, to))).into());
    }
    let settings = store.read().settings()?;
    let subject = format!("Văn bản chỉ đạo, đôn đốc {}", span(from, to));
    let mut report = blank(&settings, "Danh sách", &subject, now);
    let columns = [("TT", 5), ("Số văn bản", 18), ("Ngày", 12), ("Cơ quan ban hành", 22), ("Trích yếu", 44)];
    let mut table = Table::simple("Văn bản chỉ đạo", "", &columns);
    table.rows = (1..)
        .zip(&found)
        .map(|(n, held)| {
            let document = &held.record;
            Row::new(vec![
                Cell::Integer(n, None),
                Cell::text(document.number.as_str()),
                Cell::Date(document.date),
                Cell::text(document.issuer.as_str()),
                Cell::text(document.subject.as_str()),
            ])
        })
        .collect();
    report.blocks =
        vec![Block::paragraph(format!("Có {} văn bản.", prose_number(found.len() as i64))), Block::Table(table)];
    report.closing = Some(signed_by_head(&settings));
    Ok(report)
}
