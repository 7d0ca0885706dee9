//! Biểu II.06a: received, settled and open dossiers by field, 13 columns (TEXTS.md §4).

use serde_json::{Value as Json, json};

use crate::domain::clock_rule::RuleKind;
use crate::domain::figure::Grouping;
use crate::report::figures::{Figures, printed_name};
use crate::report::model::{
    Align, Block, Cell, Column, FigureRef, HeaderCell, Letterhead, Line, Page, Panes, Report, Role, Row, Table,
};
use crate::report::rule_marks;
use crate::report::source::Source;

/// What the table is about.
const SUBJECT: &str = "Tình hình, kết quả giải quyết thủ tục hành chính";

/// The table as a document of its own, on paper laid on its side.
pub fn report(source: &Source<'_>) -> Report {
    let (figures, settings) = (source.figures, source.settings);
    let letterhead = Letterhead {
        unit: settings.unit().to_owned(),
        kind_title: "Biểu số II.06a".to_owned(),
        subject: format!("{SUBJECT} {}", figures.period.name()),
        date: source.date,
        ..Letterhead::default()
    };
    let mut report = Report::new("ii06a", letterhead);
    report.page = Page::official_landscape();
    report.heading = vec![heading(source, "Biểu số II.06a", SUBJECT)];
    report.blocks.push(Block::Table(Table { title: String::new(), ..table(figures) }));
    report.blocks.push(signatures(settings.get("signer_name")));
    // The form is one page, so its small print is short: the rules that its columns depend on.
    report.small_print = source.small_print_of(&[RuleKind::Lateness, RuleKind::Pause]);
    if let Some(first) = report.small_print.first_mut() {
        first.push(' ');
        first.push_str(&columns_by_rule());
    }
    report.figures = figures.rows();
    report.rules = source.rules();
    report.csv = crate::report::model::CsvContent::FirstTable;
    report.json = json(source, "ii06a");
    report
}

/// Number of the form at the left, its name and period in the middle, who reports to whom at the right.
pub(super) fn heading(source: &Source<'_>, form: &str, subject: &str) -> Block {
    let (figures, settings) = (source.figures, source.settings);
    let line = |role, text: &str| Line::new(role, text);
    let (name, dates) = (figures.period.name(), figures.period.dates());
    let mut middle =
        vec![line(Role::Kind, &subject.to_uppercase()), line(Role::Centred, &format!("Kỳ báo cáo: {name}"))];
    // A period without a name of its own is called by its days.
    if name != dates {
        let (from, to) = (figures.period.from.vietnamese(), figures.period.to.vietnamese());
        middle.push(line(Role::Centred, &format!("(Từ ngày {from} đến ngày {to})")));
    }
    let right = vec![
        line(Role::Plain, "Đơn vị báo cáo:"),
        line(Role::Plain, settings.unit()),
        line(Role::Plain, "Đơn vị nhận báo cáo:"),
        line(Role::Plain, settings.get("recipient")),
    ];
    Block::Panes(Panes { widths: vec![20, 50, 30], rows: vec![vec![vec![line(Role::Plain, form)], middle, right]] })
}

/// Who made the table, and the head of the office.
pub(super) fn signatures(signer: &str) -> Block {
    let column = |title: &str, name: &str| {
        vec![
            Line::new(Role::Position, title),
            Line::new(Role::SignHint, "(Ký, ghi rõ họ tên)"),
            Line::new(Role::SignSpace, ""),
            Line::new(Role::Signer, name),
        ]
    };
    let rows = vec![vec![column("Người lập biểu", ""), column("Thủ trưởng đơn vị", signer)]];
    Block::Panes(Panes { widths: vec![50, 50], rows })
}

/// The JSON form of REPORTS.md §4 with the rows of the table; every kind has them.
pub fn json(source: &Source<'_>, kind: &str) -> Json {
    let figures = source.figures;
    let mut object = figures.json(kind, source.settings.get("unit"));
    object.insert("chain_head".to_owned(), json!(source.head()));
    let rows = rows(figures).into_iter().map(|(field, counts)| {
        let mut row = vec![json!(field)];
        row.extend(counts.map(|n| json!(n)));
        row
    });
    object.insert("ii06a".to_owned(), json!(rows.collect::<Vec<_>>()));
    if !source.findings.is_empty() {
        let sentences: Vec<&str> = source.findings.iter().map(|finding| finding.sentence.as_str()).collect();
        object.insert("findings".to_owned(), json!(sentences));
    }
    Json::Object(object)
}

/// The figures of columns 3 to 13.
pub const COLUMNS: [&str; 11] = [
    "received.total",
    "received.online",
    "_received.not_online",
    "received.carried",
    "settled.total",
    "settled.early",
    "settled.on_time",
    "settled.overdue",
    "open.total",
    "open.in_time",
    "open.overdue",
];

/// Which columns depend on which rules. The form's own headings stay as the law has them.
pub fn columns_by_rule() -> String {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for (id, column) in COLUMNS.iter().zip(3..) {
        let mark = crate::domain::figure::by_id(id).map(|(_, figure)| rule_marks::letters(figure.rules));
        let Some(mark) = mark.filter(|mark| !mark.is_empty()) else { continue };
        match groups.iter_mut().find(|(known, _)| *known == mark) {
            Some((_, columns)) => columns.push(format!("({column})")),
            None => groups.push((mark, vec![format!("({column})")])),
        }
    }
    let said = groups.iter().map(|(mark, columns)| format!("cột {} theo {mark}", columns.join(", ")));
    format!("Quy tắc của các cột: {}.", said.collect::<Vec<_>>().join("; "))
}

/// The rows of the table: field and the eleven numbers of columns 3 to 13, fields with anything to tell, by name.
pub fn rows(figures: &Figures) -> Vec<(String, [u64; 11])> {
    let mut fields: Vec<String> = figures.parts("received.total", Grouping::Field).into_iter().map(|p| p.0).collect();
    fields.sort_by_key(|field| crate::domain::text::sort_key(field));
    let column = |id: &str, field: &str| -> u64 {
        figures.parts(id, Grouping::Field).into_iter().filter(|(name, _)| name == field).map(|(_, n)| n).sum()
    };
    fields
        .into_iter()
        .map(|field| {
            let row = COLUMNS.map(|id| column(id, &field));
            (field, row)
        })
        .collect()
}

/// The table, with its row of column numbers and its total.
pub fn table(figures: &Figures) -> Table {
    let mut table = Table {
        name: "II.06a".to_owned(),
        title: format!("{SUBJECT} {}", figures.period.dates()),
        unit: "Đơn vị tính: Số hồ sơ TTHC".to_owned(),
        columns: widths(),
        header: header(),
        numbers: numbers(),
        rows: Vec::new(),
        landscape: true,
    };
    let rows = rows(figures);
    for (at, (field, counts)) in rows.iter().enumerate() {
        let mut cells = vec![Cell::Integer(at as i64 + 1, None), Cell::text(printed_name(field))];
        let cell = |(id, n): (&&str, &u64)| Cell::figure(*n as i64, FigureRef::part(id, Grouping::Field, field));
        cells.extend(COLUMNS.iter().zip(counts).map(cell));
        table.rows.push(Row::new(cells));
    }
    let mut total = vec![Cell::Empty, Cell::text("Tổng cộng")];
    total.extend(COLUMNS.map(|id| Cell::figure(figures.value(id).n as i64, FigureRef::whole(id))));
    table.rows.push(Row::total(total));
    table
}

fn widths() -> Vec<Column> {
    let mut columns = vec![Column { width: 4, align: Some(Align::Centre) }, Column { width: 24, align: None }];
    columns.extend([9, 8, 9, 8, 9, 8, 8, 8, 9, 8, 8].map(|width| Column { width, align: None }));
    columns
}

/// The row of column numbers, which says what adds up to what.
pub(super) fn numbers() -> Vec<String> {
    let numbers = [
        "(1)",
        "(2)",
        "(3)=(4)+(5)+(6)",
        "(4)",
        "(5)",
        "(6)",
        "(7)=(8)+(9)+(10)",
        "(8)",
        "(9)",
        "(10)",
        "(11)=(12)+(13)",
        "(12)",
        "(13)",
    ];
    numbers.map(str::to_owned).to_vec()
}

/// The heading in three rows.
pub(super) fn header() -> Vec<Vec<HeaderCell>> {
    vec![
        vec![
            HeaderCell::spanning("TT", 1, 3),
            HeaderCell::spanning("Lĩnh vực giải quyết", 1, 3),
            HeaderCell::spanning("Số hồ sơ tiếp nhận", 4, 1),
            HeaderCell::spanning("Số hồ sơ đã giải quyết", 4, 1),
            HeaderCell::spanning("Số hồ sơ đang giải quyết", 3, 1),
        ],
        vec![
            HeaderCell::spanning("Tổng số", 1, 2),
            HeaderCell::spanning("Trong kỳ", 2, 1),
            HeaderCell::spanning("Từ kỳ trước", 1, 2),
            HeaderCell::spanning("Tổng số", 1, 2),
            HeaderCell::spanning("Trước hạn", 1, 2),
            HeaderCell::spanning("Đúng hạn", 1, 2),
            HeaderCell::spanning("Quá hạn", 1, 2),
            HeaderCell::spanning("Tổng số", 1, 2),
            HeaderCell::spanning("Trong hạn", 1, 2),
            HeaderCell::spanning("Quá hạn", 1, 2),
        ],
        vec![HeaderCell::new("Trực tuyến"), HeaderCell::new("Trực tiếp, dịch vụ bưu chính")],
    ]
}
