//! Biểu II.06a: received, settled and open dossiers by field, 13 columns (TEXTS.md §4).

use crate::domain::figure::Grouping;
use crate::report::figures::{Figures, printed_name};
use crate::report::model::{Align, Cell, Column, FigureRef, HeaderCell, Row, Table};

/// Columns 3 to 13 as sums of figures. Column 5 holds two of them, so it opens neither alone.
pub const COLUMNS: [&[&str]; 11] = [
    &["received.total"],
    &["received.online"],
    &["received.direct", "received.postal"],
    &["received.carried"],
    &["settled.total"],
    &["settled.early"],
    &["settled.on_time"],
    &["settled.overdue"],
    &["open.total"],
    &["open.in_time"],
    &["open.overdue"],
];

/// The rows of the table: field and the eleven numbers of columns 3 to 13, fields with anything to tell, by name.
pub fn rows(figures: &Figures) -> Vec<(String, [u64; 11])> {
    let mut fields: Vec<String> = figures.parts("received.total", Grouping::Field).into_iter().map(|p| p.0).collect();
    fields.sort_by_key(|field| crate::domain::text::sort_key(field));
    let column = |ids: &[&str], field: &str| -> u64 {
        ids.iter()
            .flat_map(|id| figures.parts(id, Grouping::Field))
            .filter(|(name, _)| name == field)
            .map(|(_, n)| n)
            .sum()
    };
    fields
        .into_iter()
        .map(|field| {
            let row = COLUMNS.map(|ids| column(ids, &field));
            (field, row)
        })
        .collect()
}

/// The table, with its row of column numbers and its total.
pub fn table(figures: &Figures) -> Table {
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
    let mut table = Table {
        name: "II.06a".to_owned(),
        title: format!("Tình hình, kết quả giải quyết thủ tục hành chính {}", figures.period.dates()),
        unit: "Đơn vị tính: Số hồ sơ TTHC".to_owned(),
        columns: widths(),
        header: header(),
        numbers: numbers.iter().map(|number| (*number).to_owned()).collect(),
        rows: Vec::new(),
        landscape: true,
    };
    let rows = rows(figures);
    for (at, (field, counts)) in rows.iter().enumerate() {
        let mut cells = vec![Cell::Integer(at as i64 + 1, None), Cell::text(printed_name(field))];
        cells.extend(COLUMNS.iter().zip(counts).map(|(ids, n)| match ids {
            [id] => Cell::figure(*n as i64, FigureRef::part(id, Grouping::Field, field)),
            _ => Cell::Integer(*n as i64, None),
        }));
        table.rows.push(Row::new(cells));
    }
    let mut total = vec![Cell::Empty, Cell::text("Tổng cộng")];
    total.extend(COLUMNS.iter().map(|ids| match ids {
        [id] => Cell::figure(figures.value(id).n as i64, FigureRef::whole(id)),
        _ => Cell::Integer(ids.iter().map(|id| figures.value(id).n as i64).sum(), None),
    }));
    table.rows.push(Row::total(total));
    table
}

fn widths() -> Vec<Column> {
    let mut columns = vec![Column { width: 4, align: Some(Align::Centre) }, Column { width: 24, align: None }];
    columns.extend([9, 8, 9, 8, 9, 8, 8, 8, 9, 8, 8].map(|width| Column { width, align: None }));
    columns
}

fn header() -> Vec<Vec<HeaderCell>> {
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
