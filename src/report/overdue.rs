//! The list of overdue dossiers (`overdue`): settled and open ones apart, sums by officer and by field, and the
//! previous period beside this one.

use serde_json::{Map, Value as Json, json};

use crate::domain::figure;
use crate::domain::lateness::hours;
use crate::domain::number::{decimal, percent_hundredths, prose_number, vietnamese_number};
use crate::report::figures::{Figures, printed_name};
use crate::report::model::{
    Block, Cell, Column, CsvContent, FigureRef, HeaderCell, Letterhead, Level, Page, Report, Row, Run, Table,
};
use crate::report::named::NamedDossier;
use crate::report::source::Source;
use crate::report::split::{self, FIELDS, Group, OFFICERS};
use crate::report::template::{self, TemplateError, Values};
use crate::report::{commune, ii06a};

/// The text, version 1.
pub const TEMPLATE: &str = include_str!("../../assets/report/overdue.txt");

/// The figures whose dossiers it names, and how the lists are called.
pub const LISTED: [(&str, &str); 2] =
    [("settled.overdue", "Hồ sơ đã giải quyết quá hạn"), ("open.overdue", "Hồ sơ đang giải quyết quá hạn")];

/// Titles and relative widths of the lists' columns.
pub const COLUMNS: [(&str, u16); 13] = [
    ("TT", 4),
    ("Mã hồ sơ", 18),
    ("Thủ tục", 36),
    ("Người nộp", 10),
    ("Tiếp nhận", 10),
    ("Hẹn trả", 10),
    ("Kết thúc", 10),
    ("Trễ (ngày làm việc)", 7),
    ("Trễ (giờ làm việc)", 8),
    ("Loại trễ", 10),
    ("Nguyên nhân", 15),
    ("Cán bộ", 13),
    ("Văn bản xin lỗi", 23),
];

/// What both summaries count.
pub const SUMMED: [Group; 2] = [
    Group {
        heading: "Đã giải quyết quá hạn",
        columns: &[
            ("settled.overdue", "Tổng số"),
            ("settled.overdue.actual", "Trễ thực"),
            ("settled.overdue.operational", "Trễ do thao tác"),
            ("settled.overdue.unclassified", "Chưa phân loại"),
            ("settled.overdue.apology.issued", "Đã xin lỗi"),
            ("settled.overdue.apology.missing", "Chưa xin lỗi"),
        ],
    },
    Group {
        heading: "Đang giải quyết đã quá hạn",
        columns: &[
            ("open.overdue", "Tổng số"),
            ("open.overdue.apology.issued", "Đã xin lỗi"),
            ("open.overdue.apology.missing", "Chưa xin lỗi"),
        ],
    },
];

/// What is compared with the previous period.
const COMPARED: [&str; 4] =
    ["settled.overdue", "settled.overdue.apology.missing", "open.overdue", "open.overdue.apology.missing"];

/// Builds the report; `previous` are the figures of the period before.
pub fn report(source: &Source<'_>, previous: &Figures) -> Result<Report, TemplateError> {
    let (figures, settings) = (source.figures, source.settings);
    let mut report = Report::new("overdue", letterhead(source));
    report.page = Page::official_landscape();
    report.blocks = template::fill(TEMPLATE, figures, &values(figures, previous))?;
    report.blocks.extend(tables(source, previous));
    report.blocks.push(last_words(figures));
    report.closing = Some(commune::closing(settings));
    report.small_print = source.small_print();
    report.figures = figures.rows();
    report.rules = source.rules();
    report.csv = CsvContent::Own(Box::new(whole_list(source)));
    report.json = json(source, previous);
    Ok(report)
}

/// Summary, comparison and lists; the comparison alone where nothing is overdue.
fn tables(source: &Source<'_>, previous: &Figures) -> Vec<Block> {
    let figures = source.figures;
    let compared = Block::Table(compared(figures, previous));
    if LISTED.iter().all(|(id, _)| source.lists.of(id).is_empty()) {
        return vec![Block::section("So với kỳ trước"), compared];
    }
    let mut blocks = vec![Block::part("I. TỔNG HỢP")];
    let by = [("1. Theo cán bộ", "Theo cán bộ", OFFICERS), ("2. Theo lĩnh vực", "Theo lĩnh vực", FIELDS)];
    for (heading, name, by) in by {
        blocks.push(Block::section(heading));
        blocks.push(Block::Table(split::table(figures, name, "", &by, &SUMMED)));
    }
    blocks.extend([Block::section("3. So với kỳ trước"), compared, Block::part("II. DANH SÁCH")]);
    for (at, (id, title)) in LISTED.into_iter().enumerate() {
        let rows = source.lists.of(id);
        let count = Run::figure(vietnamese_number(rows.len() as i64), FigureRef::whole(id));
        let runs = vec![Run::text(format!("{}. {title}: ", at + 1)), count];
        blocks.push(Block::Heading { level: Level::Section, runs });
        if !rows.is_empty() {
            blocks.push(Block::Table(list(title, rows, source.masked)));
        }
    }
    blocks
}

/// What a list ends with, so that nobody can add a row: how many it holds. The signature stands on the same page.
fn last_words(figures: &Figures) -> Block {
    let [settled, open] = LISTED.map(|(id, _)| figures.prose(id));
    if LISTED.iter().all(|(id, _)| figures.value(id).n == 0) {
        return Block::paragraph("Trong kỳ không có hồ sơ quá hạn./.");
    }
    let between = Run::text(" hồ sơ đã giải quyết quá hạn và ");
    let end = Run::text(" hồ sơ đang giải quyết đã quá hạn./.");
    Block::Paragraph(vec![Run::text("Danh sách này có "), settled, between, open, end])
}

fn letterhead(source: &Source<'_>) -> Letterhead {
    let subject = format!("Hồ sơ quá hạn {}", source.figures.period.name());
    Letterhead::of_desk(source.settings, source.date, "Danh sách", subject)
}

fn values(figures: &Figures, previous: &Figures) -> Values {
    let text = |text: String| vec![Run::text(text)];
    let mut values = Values::default();
    values.texts.extend([
        ("from", text(figures.period.from.vietnamese())),
        ("to", text(figures.period.to.vietnamese())),
        ("previous", text(previous.named())),
        ("comparison", comparison(figures, previous)),
    ]);
    values
}

/// `đã giải quyết quá hạn tăng 02 hồ sơ, tỷ lệ tăng 0,45 điểm phần trăm; …`; each movement opens what moved.
fn comparison(figures: &Figures, previous: &Figures) -> Vec<Run> {
    let one = |id: &str, words: &str| {
        let opens = || FigureRef::whole(id);
        let (now, before) = (figures.value(id), previous.value(id));
        let change = now.n as i64 - before.n as i64;
        let mut runs = vec![Run::text(format!("{words} "))];
        // The words belong to the number: it tells how far the figure moved, not how many it counts.
        match change {
            0 => runs.push(Run::text("không đổi")),
            change => {
                let moved = format!("{} {} hồ sơ", direction(change), prose_number(change.abs()));
                runs.push(Run::figure(moved, opens()));
            }
        }
        if let Some(points) = points(figures, previous, id).filter(|points| *points != 0) {
            runs.push(Run::text(", tỷ lệ "));
            let moved = format!("{} {} điểm phần trăm", direction(points), decimal(points.abs()));
            runs.push(Run::figure(moved, opens()));
        }
        runs
    };
    let mut runs = one("settled.overdue", "đã giải quyết quá hạn");
    runs.push(Run::text("; "));
    runs.extend(one("open.overdue", "đang giải quyết đã quá hạn"));
    runs
}

const fn direction(change: i64) -> &'static str {
    match change {
        0 => "không đổi",
        1.. => "tăng",
        _ => "giảm",
    }
}

/// By how many hundredths of a percentage point a share has moved; nothing where one of both has no denominator.
fn points(figures: &Figures, previous: &Figures, id: &str) -> Option<i64> {
    let share = |figures: &Figures| {
        let value = figures.value(id);
        percent_hundredths(value.n as i64, value.of.unwrap_or(0) as i64)
    };
    Some(share(figures)? - share(previous)?)
}

fn compared(figures: &Figures, previous: &Figures) -> Table {
    let column = |width| Column { width, align: None };
    let mut table = Table {
        name: "So với kỳ trước".to_owned(),
        columns: [30, 9, 9, 9, 9, 9, 9, 9, 10, 12].map(column).to_vec(),
        header: vec![
            vec![
                HeaderCell::spanning("Chỉ tiêu", 1, 2),
                HeaderCell::spanning(format!("Kỳ này ({})", figures.period.name()), 3, 1),
                HeaderCell::spanning(format!("Kỳ trước ({})", previous.named()), 3, 1),
                HeaderCell::spanning("Thay đổi", 3, 1),
            ],
            ["Số hồ sơ", "Trên", "Tỷ lệ %", "Số hồ sơ", "Trên", "Tỷ lệ %", "Số hồ sơ", "Điểm %", "Chiều (theo điểm %)"]
                .map(HeaderCell::new)
                .to_vec(),
        ],
        ..Table::default()
    };
    for id in COMPARED {
        let (label, now, before) = (full_label(id), figures.value(id), previous.value(id));
        let change = now.n as i64 - before.n as i64;
        let (of, of_before) = (now.of.unwrap_or(0) as i64, before.of.unwrap_or(0) as i64);
        let own = || FigureRef::whole(id);
        let whole = || figure::by_id(id).and_then(|(_, figure)| figure.of).map_or_else(own, FigureRef::whole);
        table.rows.push(Row::new(vec![
            Cell::text(label),
            Cell::figure(now.n as i64, own()),
            Cell::figure(of, whole()),
            Cell::share(now.n as i64, of, own()),
            Cell::figure(before.n as i64, own().of_period(previous.period)),
            Cell::figure(of_before, whole().of_period(previous.period)),
            Cell::share(before.n as i64, of_before, own().of_period(previous.period)),
            Cell::Integer(change, None),
            points(figures, previous, id).map_or(Cell::text("–"), |points| Cell::Decimal(points, Some(own()))),
            Cell::text(points(figures, previous, id).map_or("–", direction)),
        ]));
    }
    table
}

/// Labels of apologies are short in the table of figures; here they stand without their neighbours.
fn full_label(id: &str) -> &'static str {
    match id {
        "settled.overdue" => "Đã giải quyết quá hạn",
        "settled.overdue.apology.missing" => "Đã giải quyết quá hạn, chưa có văn bản xin lỗi",
        "open.overdue" => "Đang giải quyết đã quá hạn",
        _ => "Đang giải quyết đã quá hạn, chưa có văn bản xin lỗi",
    }
}

fn list(name: &str, dossiers: &[NamedDossier], masked: bool) -> Table {
    let mut table = Table::simple(name, "", &COLUMNS);
    table.landscape = true;
    table.rows = (1..).zip(dossiers).map(|(n, dossier)| Row::new(cells(n, dossier, masked))).collect();
    table
}

/// The cells of row number `n`, in the order of [`COLUMNS`].
pub fn cells(n: i64, dossier: &NamedDossier, masked: bool) -> Vec<Cell> {
    vec![
        Cell::Integer(n, None),
        Cell::Code(dossier.code.clone(), dossier.id),
        Cell::text(dossier.procedure.as_str()),
        Cell::text(dossier.applicant(masked)),
        Cell::moment(dossier.accepted_at),
        Cell::moment(dossier.due),
        Cell::moment(dossier.settled_at),
        dossier.late.map_or(Cell::Empty, |late| Cell::Integer(i64::from(late.working_days), None)),
        hours_late(dossier).map_or(Cell::Empty, Cell::text),
        Cell::text(dossier.late_kind.map_or("Chưa phân loại", |kind| kind.label())),
        Cell::text(dossier.cause.as_str()),
        Cell::text(printed_name(&dossier.officer)),
        Cell::text(dossier.apology_words()),
    ]
}

/// Limits in hours are late by hours, and so is what is late by less than a day.
fn hours_late(dossier: &NamedDossier) -> Option<String> {
    dossier.late.filter(|late| late.in_hours()).map(|late| hours(late.working_minutes))
}

/// Both lists as one table, for the form that holds but one: what has no end is open.
fn whole_list(source: &Source<'_>) -> Table {
    let all = LISTED.iter().flat_map(|(id, _)| source.lists.of(id));
    let mut table = Table::simple("Hồ sơ quá hạn", "", &COLUMNS);
    table.rows = (1..).zip(all).map(|(n, dossier)| Row::new(cells(n, dossier, source.masked))).collect();
    table
}

fn json(source: &Source<'_>, previous: &Figures) -> Json {
    let figures = source.figures;
    let mut whole = ii06a::json(source, "overdue");
    let Some(object) = whole.as_object_mut() else { return whole };
    let rows = LISTED.map(|(id, _)| {
        let rows = source.lists.of(id).iter().map(|dossier| row_json(dossier, source.masked));
        (id.to_owned(), rows.collect::<Json>())
    });
    object.insert("rows".to_owned(), Json::Object(Map::from_iter(rows)));
    let fields = LISTED.map(|(id, _)| {
        let parts = figures.parts(id, FIELDS.grouping).into_iter();
        (id.to_owned(), Json::Object(parts.map(|(name, n)| (name, json!(n))).collect()))
    });
    object.insert("by_field".to_owned(), Json::Object(Map::from_iter(fields)));
    let officers = figures.parts("open.overdue", OFFICERS.grouping).into_iter();
    if let Some(by_officer) = object.get_mut("by_officer").and_then(Json::as_object_mut) {
        by_officer.insert("open.overdue".to_owned(), officers.map(|(name, n)| (name, json!(n))).collect());
    }
    let before = COMPARED.map(|id| {
        let value = previous.value(id);
        (id.to_owned(), json!({"n": value.n, "of": value.of, "pct": value.percent()}))
    });
    let period = json!({"from": previous.period.from.to_string(), "to": previous.period.to.to_string()});
    object.insert("previous".to_owned(), json!({"period": period, "figures": Map::from_iter(before)}));
    whole
}

fn row_json(dossier: &NamedDossier, masked: bool) -> Json {
    let apology = &dossier.apology;
    json!({
        "code": dossier.code,
        "procedure": dossier.procedure,
        "field": dossier.field,
        "applicant": dossier.applicant(masked),
        "accepted_at": dossier.accepted_at.map(|at| at.to_string()),
        "due_at": dossier.due.map(|at| at.to_string()),
        "settled_at": dossier.settled_at.map(|at| at.to_string()),
        "days_late": dossier.late.map(|late| late.working_days),
        "hours_late": hours_late(dossier),
        "late_kind": dossier.late_kind.map(|kind| kind.code()),
        "cause": dossier.cause,
        "officer": dossier.officer,
        "apology": {
            "number": apology.number,
            "issued_at": apology.issued_at.map(|at| at.to_string()),
            "uploaded_at": apology.uploaded_at.map(|at| at.to_string()),
            "posted_at": apology.posted_at.map(|at| at.to_string()),
            "none_reason": apology.none_reason,
        },
    })
}
