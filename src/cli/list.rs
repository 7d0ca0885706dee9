//! `motcua list`: what stands behind one figure or a part of it, as many rows as its number.
//!
//! Citizens' names are initials unless asked for in full, which the history remembers. Who gave which rating is
//! confidential (DOMAIN.md §9), so a rating shows its day and level only, and within a day they stand by level.

use std::io::Write;
use std::path::Path;

use crate::cli::args::List;
use crate::cli::out::{self, Out};
use crate::cli::{Usage, period, register};
use crate::desk::count::{self, Behind, Scope};
use crate::domain::day::{Day, Moment};
use crate::domain::dossier::Dossier;
use crate::domain::facts::{Facts, ProcedureFacts};
use crate::domain::feedback::Feedback;
use crate::domain::figure::{self, Count, FeedbackFacts, Figure, RulesMet};
use crate::domain::lateness::hours;
use crate::domain::rulebook::Rulebook;
use crate::domain::standing::{self, Frame};
use crate::domain::{masking, text};
use crate::report::Format;
use crate::report::csv::guard;
use crate::report::model::FigureRef;
use crate::report::reference;
use crate::report::rule_names::RuleNames;
use crate::store::{Store, StoreError};

/// One cell. Days and moments stand in a file as machines read them, on a page as people do.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Cell {
    Text(String),
    Day(Day),
    At(Moment),
}

impl Cell {
    fn at(at: Option<Moment>) -> Cell {
        at.map_or_else(|| Cell::Text(String::new()), Cell::At)
    }

    fn read_by_machines(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Day(day) => day.to_string(),
            Cell::At(at) => at.to_string(),
        }
    }

    /// One cell, one line: a break inside a cell would break the table.
    fn read_by_people(&self) -> String {
        match self {
            Cell::Text(text) => text.replace('\n', " "),
            Cell::Day(day) => day.vietnamese(),
            Cell::At(at) => at.vietnamese(),
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

/// A list as text.
struct Table {
    header: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
    /// Citizens are named in full.
    names_people: bool,
    /// The rules that the figure depends on, with each version that the dossiers fall under; one line each.
    rules: Vec<String>,
}

/// Prints the records behind a figure.
pub fn run(db: Option<&Path>, args: &List, out: &mut Out) -> anyhow::Result<()> {
    let (reference, figure) = wanted(&args.figure)?;
    period::wanted(&args.period)?;
    let mut store = register::open(db)?;
    let scope = period::scope(&store, &args.period)?;
    let table = table(&store, &scope, (&reference, figure), args.unmasked)?;
    let head = format!("{}, {}: {}", reference::title(&reference), scope.period.name(), table.rows.len());
    // A CSV file is read by machines: its rules are said beside it, not in it.
    let bytes = if args.format == Format::Csv { csv(&table)? } else { with_rules(&head, &table).into_bytes() };
    if table.names_people {
        // Remembered before anything is shown.
        let stamp = register::stamp(&store, out)?;
        crate::desk::report::remember_list(&mut store, &stamp, &scope, &reference.address(), args.format, &bytes)?;
    }
    match &args.out {
        Some(path) => out::save(path, |file| Ok(file.write_all(&bytes)?))?,
        None => out.write_all(&bytes)?,
    }
    if args.format == Format::Csv || args.out.is_some() {
        out.complain(&head);
    }
    if table.rows.is_empty() && reference.part.is_some() {
        out.complain("Tên của phần viết đúng như trong báo cáo, ví dụ settled.overdue[field=Hộ tịch].");
    }
    if args.format == Format::Csv {
        table.rules.iter().for_each(|line| out.complain(line));
    }
    Ok(())
}

/// What is asked for: a figure, a part of it, or the others of its denominator, as reports name them.
fn wanted(typed: &str) -> Result<(FigureRef, &'static Figure), Usage> {
    let known = FigureRef::read(typed).and_then(|reference| {
        let (_, figure) = figure::by_id(&reference.id)?;
        Some((reference, figure))
    });
    let Some((reference, figure)) = known else {
        let said = format!("không có chỉ tiêu “{typed}”; xem danh sách bằng motcua figures.");
        return Err(Usage(said));
    };
    let whole = reference.part.is_none() && !reference.lacking;
    match figure.count {
        Count::Ratings(_) | Count::Feedback(_) if !whole => {
            Err(Usage(format!("chỉ tiêu {} không liệt kê theo từng phần.", figure.id)))
        }
        _ => Ok((reference, figure)),
    }
}

fn table(
    store: &Store,
    scope: &Scope,
    (reference, figure): (&FigureRef, &Figure),
    unmasked: bool,
) -> anyhow::Result<Table> {
    Ok(match count::behind(store, scope, reference, |_| true)? {
        Behind::Dossiers(ids) => dossiers(store, scope, figure, &ids, unmasked)?,
        Behind::Procedures(ids) => procedures(store, &ids)?,
        Behind::Ratings(_) => ratings(store, scope, figure)?,
        Behind::Feedback(_) => feedback(store, scope, figure)?,
    })
}

/// Columns of dossiers; due date, lateness and acceptance are as of the cut-off.
const DOSSIER: [&str; 12] = [
    "Mã hồ sơ",
    "Thủ tục",
    "Người nộp",
    "Hạn tiếp nhận",
    "Nhận đúng hạn",
    "Tiếp nhận",
    "Hẹn trả",
    "Kết thúc",
    "Trễ (ngày)",
    "Trễ (giờ)",
    "Người nhận",
    "Người giải quyết",
];

fn dossiers(store: &Store, scope: &Scope, figure: &Figure, ids: &[i64], unmasked: bool) -> Result<Table, StoreError> {
    let (rules, frame, read) = (store.rulebook()?, scope.frame(), store.read());
    let (mut rows, mut met) = (Vec::with_capacity(ids.len()), RulesMet::default());
    for id in ids {
        let (Some(stored), Some(facts)) = (read.dossier(*id)?, read.facts(*id)?) else { continue };
        let Some(procedure) = read.procedure(stored.procedure)? else { continue };
        met.facts(&facts, &rules);
        let procedure = read.procedure_facts(&procedure);
        rows.push(dossier_cells(stored.dossier, &facts, &procedure, &rules, &frame, unmasked));
    }
    let rules = RuleNames::of(&rules, &scope.period, &met).lines(figure.rules);
    Ok(Table { header: DOSSIER.to_vec(), rows, names_people: unmasked, rules })
}

fn dossier_cells(
    dossier: Dossier,
    facts: &Facts,
    procedure: &ProcedureFacts,
    rules: &Rulebook,
    frame: &Frame,
    unmasked: bool,
) -> Vec<Cell> {
    let late = standing::lateness_seen(facts, procedure, rules, frame);
    let in_hours = late.filter(|late| late.in_hours()).map_or_else(String::new, |late| hours(late.working_minutes));
    let acceptance = standing::acceptance_due(facts, rules).map(|due| {
        let answered = standing::answered_at(facts.accepted_at, facts.settled_at, facts.outcome);
        let answered = answered.filter(|at| frame.happened(Some(*at)));
        (due, standing::acceptance_state(due, answered, frame.cutoff))
    });
    let name = dossier.applicant.name;
    vec![
        dossier.code.into(),
        dossier.procedure_code.into(),
        if unmasked { name } else { masking::name(&name) }.into(),
        Cell::at(acceptance.map(|(due, _)| due)),
        acceptance.map_or_else(String::new, |(_, state)| state.label().to_owned()).into(),
        Cell::at(dossier.accepted_at),
        Cell::at(standing::due_at(facts, procedure, rules, frame)),
        Cell::at(dossier.settled_at),
        late.map_or_else(String::new, |late| late.working_days.to_string()).into(),
        in_hours.into(),
        dossier.received_by.into(),
        dossier.handled_by.into(),
    ]
}

fn procedures(store: &Store, ids: &[i64]) -> Result<Table, StoreError> {
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        if let Some(procedure) = store.read().procedure(*id)? {
            rows.push(vec![procedure.code.into(), procedure.field.into(), procedure.name.into()]);
        }
    }
    Ok(Table {
        header: vec!["Mã thủ tục", "Lĩnh vực", "Tên thủ tục"], rows, names_people: false, rules: Vec::new()
    })
}

fn ratings(store: &Store, scope: &Scope, figure: &Figure) -> Result<Table, StoreError> {
    let (frame, mut rows) = (scope.frame(), Vec::new());
    let levels = store.read().settings()?.levels();
    if let Count::Ratings(test) = figure.count {
        store.read().each_rating(|rating| {
            if frame.holds(Some(rating.at)) && test(levels.counted_as(&rating.level)) {
                rows.push(vec![Cell::Day(rating.at.day), levels.label(&rating.level).to_owned().into()]);
            }
            Ok::<_, StoreError>(())
        })?;
    }
    rows.sort();
    Ok(Table { header: vec!["Ngày", "Mức độ"], rows, names_people: false, rules: Vec::new() })
}

fn feedback(store: &Store, scope: &Scope, figure: &Figure) -> Result<Table, StoreError> {
    let frame = scope.frame();
    let counted = |item: &Feedback| {
        let (handled_at, published_at) = (item.handled_at, item.published_at);
        let facts = FeedbackFacts { id: 0, dossier: 0, handled_at, published_at };
        let Count::Feedback(test) = figure.count else { return false };
        frame.holds(Some(item.received_at)) && test(&facts, &frame)
    };
    let found = store.read().feedback()?.into_iter().filter(counted);
    let rows = found.map(|item| {
        let moments = [Some(item.received_at), item.handled_at, item.published_at].map(Cell::at);
        std::iter::once(item.code.into()).chain(moments).chain([item.subject.into()]).collect()
    });
    let header = vec!["Mã", "Tiếp nhận", "Xử lý", "Công khai", "Nội dung"];
    Ok(Table { header, rows: rows.collect(), names_people: false, rules: Vec::new() })
}

fn csv(table: &Table) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(b"\xef\xbb\xbf".to_vec());
    writer.write_record(&table.header)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| guard(&cell.read_by_machines()).into_owned()))?;
    }
    Ok(writer.into_inner()?)
}

/// What is counted and of which period, the rules in force, a line each, and the table below them.
fn with_rules(head: &str, table: &Table) -> String {
    let rules = table.rules.iter().map(|line| format!("{line}\n"));
    let mut page: String = std::iter::once(format!("{head}\n")).chain(rules).collect();
    page.push_str(&aligned(table));
    page
}

fn aligned(table: &Table) -> String {
    let shown = |row: &Vec<Cell>| row.iter().map(Cell::read_by_people).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> = table.rows.iter().map(shown).collect();
    let mut widths: Vec<usize> = table.header.iter().map(|name| text::width(name)).collect();
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(text::width(cell));
        }
    }
    let mut page = String::new();
    let mut line = |cells: &mut dyn Iterator<Item = &str>| {
        let start = page.len();
        for (cell, width) in cells.zip(&widths) {
            page.push_str(cell);
            page.push_str(&" ".repeat(width.saturating_sub(text::width(cell)) + 2));
        }
        page.truncate(start + page[start..].trim_end().len());
        page.push('\n');
    };
    line(&mut table.header.iter().copied());
    for row in &rows {
        line(&mut row.iter().map(String::as_str));
    }
    page
}
