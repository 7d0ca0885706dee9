//! The table of the estimate: a row per group and per component, and a total.

use super::{Beside, Component, Formula, Group, Measured, Sum, measured, sum};
use crate::domain::published_score::TOTAL;
use crate::report::figures::Figures;
use crate::report::model::{Align, Cell, Column, FigureRef, HeaderCell, Row, Table};

/// What stands where there is no number.
fn none() -> Cell {
    Cell::text("–")
}

fn points(points: Option<i64>) -> Cell {
    points.map_or_else(none, |points| Cell::Decimal(points, None))
}

/// Points that open what they were lost by.
fn door(points: Option<i64>, opens: FigureRef) -> Cell {
    points.map_or_else(none, |points| Cell::Decimal(points, Some(opens)))
}

/// The table.
pub(super) fn table(formula: &Formula, figures: &Figures, beside: &Beside<'_>) -> Table {
    let widths = [5, 40, 9, 9, 9, 9, 10, 10, 9, 10, 10, 9, 9];
    let mut columns: Vec<Column> = widths.map(|width| Column { width, align: Some(Align::Right) }).to_vec();
    columns[0].align = Some(Align::Centre);
    columns[1].align = Some(Align::Left);
    let mut table = Table {
        name: "Ước tính chỉ số".to_owned(),
        unit: format!("Điểm trong bảng là {}", formula.label),
        columns,
        header: header(&formula.label),
        numbers: (1..=13).map(|number| format!("({number})")).collect(),
        landscape: true,
        ..Table::default()
    };
    for (group, at) in formula.groups.iter().zip(1..) {
        table.rows.push(group_row(group, at, figures, beside));
        table.rows.extend(group.components.iter().map(|component| component_row(component, figures, beside)));
    }
    let most = formula.groups.iter().map(|group| group.most).sum();
    let sums = (sum(formula.components(), figures), sum(formula.components(), beside.previous));
    let mut total = vec![Cell::Empty, Cell::text("Tổng cộng"), Cell::Decimal(most, None)];
    total.extend(sum_cells(sums, beside, TOTAL));
    table.rows.push(Row::total(total));
    table
}

fn header(label: &str) -> Vec<Vec<HeaderCell>> {
    let both = |text: &str| HeaderCell::spanning(text, 1, 2);
    vec![
        vec![
            both("TT"),
            both("Nhóm, tiêu chí"),
            both("Điểm tối đa"),
            HeaderCell::spanning("Trong kỳ", 5, 1),
            HeaderCell::spanning("Kỳ trước", 2, 1),
            both("Điểm Cổng công bố"),
            HeaderCell::spanning("Mất điểm", 2, 1),
        ],
        vec![
            HeaderCell::new("Đạt"),
            HeaderCell::new("Trên"),
            HeaderCell::new("Tỷ lệ (%)"),
            HeaderCell::new(format!("Điểm {label}")),
            HeaderCell::new("Tối đa đo được"),
            HeaderCell::new("Tỷ lệ (%)"),
            HeaderCell::new(format!("Điểm {label}")),
            HeaderCell::new("Chưa đạt"),
            HeaderCell::new("Điểm"),
        ],
    ]
}

fn group_row(group: &Group, at: i64, figures: &Figures, beside: &Beside<'_>) -> Row {
    let sums = (sum(&group.components, figures), sum(&group.components, beside.previous));
    let mut cells = vec![Cell::Integer(at, None), Cell::text(&group.name), Cell::Decimal(group.most, None)];
    cells.extend(sum_cells(sums, beside, &group.code));
    Row::total(cells)
}

/// Columns 4 to 13 of a row of sums.
fn sum_cells((now, before): (Sum, Sum), beside: &Beside<'_>, code: &str) -> [Cell; 10] {
    let shown = |sum: Sum, value: i64| points(sum.shown(value));
    [
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        shown(now, now.points),
        shown(now, now.of),
        Cell::Empty,
        shown(before, before.points),
        points(beside.published(code).map(|score| score.value)),
        Cell::Empty,
        shown(now, now.of - now.points),
    ]
}

fn component_row(component: &Component, figures: &Figures, beside: &Beside<'_>) -> Row {
    let share = |Measured { n, of, .. }: Measured, opens| Cell::share(n as i64, of as i64, opens);
    let mut cells = vec![Cell::Empty, Cell::text(&component.name), Cell::Decimal(component.most, None)];
    let (Some(ratio), Some(now)) = (component.ratio, measured(component, figures)) else {
        cells.extend((0..10).map(|_| none()));
        return Row::new(cells);
    };
    let before = measured(component, beside.previous).unwrap_or_default();
    cells.extend([
        Cell::figure(now.n as i64, ratio.reached()),
        Cell::figure(now.of as i64, FigureRef::whole(ratio.whole.id)),
        share(now, ratio.reached()),
        door(now.points, ratio.lost()),
        points(now.points.map(|_| component.most)),
        share(before, ratio.reached().of_period(beside.previous.period)),
        door(before.points, ratio.lost().of_period(beside.previous.period)),
        Cell::Empty,
        Cell::figure((now.of - now.n) as i64, ratio.lost()),
        door(now.points.map(|points| component.most - points), ratio.lost()),
    ]);
    Row::new(cells)
}
