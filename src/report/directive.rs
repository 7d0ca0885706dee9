//! The monthly report on written apologies and online services (`directive`): TEXTS.md §3 filled with the figures.
//!
//! The recommendations name the dossiers without a letter by officer. They are named by their codes; no citizen is.

use crate::domain::day::Moment;
use crate::domain::figure::Grouping;
use crate::domain::number::{percent, vietnamese_number};
use crate::report::annexes;
use crate::report::commune::{closing, letterhead};
use crate::report::figures::{Figures, printed_name};
use crate::report::ii06a;
use crate::report::model::{Block, Cell, FigureRef, Report, Row, Run, Table};
use crate::report::rule_marks;
use crate::report::source::Source;
use crate::report::template::{self, TemplateError, Values};
use serde_json::{Value as Json, json};

/// The text, version 1.
pub const TEMPLATE: &str = include_str!("../../assets/report/directive.txt");

/// The figures whose dossiers are listed: settled late and open late, without a letter of apology.
pub const MISSING: [&str; 2] = ["settled.overdue.apology.missing", "open.overdue.apology.missing"];

/// An overdue dossier without a letter of apology.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unapologised {
    /// Name of the officer who settles it; empty where none does.
    pub officer: String,
    /// The settling office; may be empty.
    pub office: String,
    /// Id of the dossier.
    pub id: i64,
    /// Its code.
    pub code: String,
    /// Code of the procedure.
    pub procedure: String,
    /// The due moment in force at the cut-off.
    pub due: Option<Moment>,
    /// The end, where it came before the cut-off.
    pub settled: Option<Moment>,
}

/// Builds the report. `missing` are the dossiers behind [`MISSING`].
///
/// # Errors
/// A fault of the template, with its line.
pub fn report(source: &Source<'_>, text: &str, missing: &[Unapologised]) -> Result<Report, TemplateError> {
    let (figures, settings) = (source.figures, source.settings);
    let subject = format!(
        "Kết quả xin lỗi bằng văn bản đối với hồ sơ quá hạn và cung cấp dịch vụ công trực tuyến {}",
        figures.period.name()
    );
    let mut report = Report::new("directive", letterhead(source, subject));
    report.blocks.extend(template::fill(text, figures, &values(source))?);
    rule_marks::mark(&mut report.blocks);
    report.closing = Some(closing(settings));
    report.small_print = source.small_print();
    if !missing.is_empty() {
        report.annexes = annexes::head("I", &report.letterhead).into();
        report.annexes.push(Block::Table(table(missing)));
    }
    report.figures = figures.rows();
    report.rules = source.rules();
    report.json = ii06a::json(source, "directive");
    if let Json::Object(object) = &mut report.json {
        object.insert("missing_apology".to_owned(), missing.iter().map(json).collect());
    }
    Ok(report)
}

fn values(source: &Source<'_>) -> Values {
    let (figures, settings) = (source.figures, source.settings);
    let text = |text: &str| if text.is_empty() { Vec::new() } else { vec![Run::text(text)] };
    let threshold = settings.apology_threshold();
    let officers = below(figures, Grouping::Officer, threshold);
    let fields = below(figures, Grouping::Field, threshold);
    let missing = missing_total(figures);
    let quiet = missing.is_empty() && officers.is_empty() && fields.is_empty();
    // A blank that is there exactly when parts follow, so that the words before them are.
    let when = |id: &str| if figures.value(id).n > 0 { text(" các cán bộ") } else { Vec::new() };
    let named = |id: &str| if figures.value(id).n > 0 { ", gồm các cán bộ:" } else { ";" };
    let by_office = "Theo đơn vị giải quyết:";
    let offices = |id: &str| {
        let named = figures.parts(id, Grouping::Office).iter().any(|(name, _)| !name.is_empty());
        text(if named { by_office } else { "" })
    };
    let by_field = if figures.value("settled.overdue").n > 0 { ", theo lĩnh vực:" } else { ";" };
    let mut values = Values::default();
    values.texts.extend([
        ("unit", text(settings.unit())),
        ("recipient", text(settings.get("recipient"))),
        ("period_name", text(&figures.period.name())),
        ("from", text(&figures.period.from.vietnamese())),
        ("to", text(&figures.period.to.vietnamese())),
        ("by_field", text(by_field)),
        ("settled_missing", when(MISSING[0])),
        ("settled_named", text(named(MISSING[0]))),
        ("open_named", text(named(MISSING[1]))),
        ("open_missing", when(MISSING[1])),
        ("settled_offices", offices(MISSING[0])),
        ("open_offices", offices(MISSING[1])),
        ("missing_total", missing),
        ("officers_below", officers),
        ("fields_below", fields),
        ("nothing_to_say", text(if quiet { "Không phát sinh." } else { "" })),
    ]);
    values
}

/// `12 hồ sơ đã giải quyết, 05 hồ sơ đang giải quyết`; nothing where every late dossier has its letter.
fn missing_total(figures: &Figures) -> Vec<Run> {
    let mut runs = Vec::new();
    for (id, words) in MISSING.into_iter().zip(["hồ sơ đã giải quyết", "hồ sơ đang giải quyết"]) {
        if figures.value(id).n == 0 {
            continue;
        }
        if !runs.is_empty() {
            runs.push(Run::text(", "));
        }
        runs.push(figures.prose(id));
        runs.push(Run::text(format!(" {words}")));
    }
    runs
}

/// Overdue dossiers and, of these, those with a letter: settled ones, and open ones.
const PAIRS: [(&str, &str, &str); 2] = [
    ("đã giải quyết", "settled.overdue.apology.issued", "settled.overdue"),
    ("đang giải quyết", "open.overdue.apology.issued", "open.overdue"),
];

/// Who or what lies below the threshold: `100%: A đã giải quyết 2/5 hồ sơ (40,00%); B …`, by name.
fn below(figures: &Figures, grouping: Grouping, threshold: u32) -> Vec<Run> {
    let count = |id: &str, name: &str| -> u64 {
        let parts = figures.parts(id, grouping);
        parts.into_iter().find(|(part, _)| part == name).map_or(0, |(_, n)| n)
    };
    let late = PAIRS.into_iter().flat_map(|(_, _, of)| figures.parts(of, grouping));
    let mut names: Vec<String> = late.map(|(name, _)| name).collect();
    names.sort_by_key(|name| (name.is_empty(), crate::domain::text::sort_key(name)));
    names.dedup();
    let mut runs = Vec::new();
    for name in names {
        let told = PAIRS.map(|(words, id, of)| (words, (id, count(id, &name)), (of, count(of, &name))));
        let lacking = told.into_iter().filter(|(_, (_, n), (_, of))| n * 100 < u64::from(threshold) * of);
        for (at, (words, letters, late)) in lacking.enumerate() {
            let lead = if runs.is_empty() { format!("{threshold}%: ") } else { "; ".to_owned() };
            let lead = if at == 0 { format!("{lead}{} {words} ", printed_name(&name)) } else { format!(", {words} ") };
            runs.push(Run::text(lead));
            runs.extend(part_share(letters, late, grouping, &name));
        }
    }
    runs
}

/// `2/5 hồ sơ (40,00%)`, each number a door.
fn part_share(letters: (&str, u64), late: (&str, u64), grouping: Grouping, name: &str) -> Vec<Run> {
    let part = |id: &str| FigureRef::part(id, grouping, name);
    let number = |(id, n): (&str, u64)| Run::figure(vietnamese_number(n as i64), part(id));
    let share = format!("{}%", percent(letters.1 as i64, late.1 as i64).unwrap_or_default());
    vec![
        number(letters),
        Run::text("/"),
        number(late),
        Run::text(" hồ sơ ("),
        Run::figure(share, part(letters.0)),
        Run::text(")"),
    ]
}

/// The settling office has a column where any is named.
fn table(missing: &[Unapologised]) -> Table {
    let offices = missing.iter().any(|row| !row.office.is_empty());
    let mut columns = vec![("TT", 5), ("Cán bộ phụ trách", 26), ("Mã hồ sơ", 22), ("Mã TTHC", 11)];
    columns.extend([("Hẹn trả", 12), ("Kết thúc", 14)]);
    if offices {
        columns.push(("Đơn vị giải quyết", 18));
    }
    let title = "Danh sách hồ sơ quá hạn chưa có văn bản xin lỗi, theo cán bộ";
    let mut table = Table::simple("Chưa xin lỗi", title, &columns);
    let day = |at: Option<Moment>| Cell::date(at.map(|at| at.day));
    for (row, at) in missing.iter().zip(1..) {
        let mut cells = vec![
            Cell::Integer(at, None),
            Cell::text(printed_name(&row.officer)),
            Cell::Code(row.code.clone(), row.id),
            Cell::text(&row.procedure),
            day(row.due),
            if row.settled.is_some() { day(row.settled) } else { Cell::text("đang giải quyết") },
        ];
        if offices {
            cells.push(Cell::text(&row.office));
        }
        table.rows.push(Row::new(cells));
    }
    table
}

fn json(row: &Unapologised) -> Json {
    let at = |at: Option<Moment>| at.map(|at| at.to_string());
    json!({
        "officer": row.officer,
        "office": row.office,
        "code": row.code,
        "procedure": row.procedure,
        "due_at": at(row.due),
        "settled_at": at(row.settled),
    })
}
