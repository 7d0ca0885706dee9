//! Figures side by side, a row per officer, field or office, and a total that is the figures themselves.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::figure::Grouping;
use crate::domain::text::sort_key;
use crate::report::figures::Figures;
use crate::report::model::{Cell, Column, FigureRef, HeaderCell, Row, Table};

/// A figure's column: its id and heading. Columns of one group stand under the group's heading.
pub struct Group {
    /// Heading of the group; empty where its columns stand for themselves.
    pub heading: &'static str,
    /// The columns.
    pub columns: &'static [(&'static str, &'static str)],
}

/// How the rows of such a table are called.
pub struct By {
    /// By what the figures are split.
    pub grouping: Grouping,
    /// Heading of the column.
    pub heading: &'static str,
    /// What stands for the part without a name.
    pub nameless: &'static str,
}

/// By officer.
pub const OFFICERS: By = By { grouping: Grouping::Officer, heading: "Cán bộ", nameless: "Chưa phân công" };
/// By field.
pub const FIELDS: By = By { grouping: Grouping::Field, heading: "Lĩnh vực", nameless: "Chưa ghi lĩnh vực" };
/// By settling office.
pub const OFFICES: By =
    By {
        grouping: Grouping::Office, heading: "Đơn vị giải quyết", nameless: "Chưa ghi đơn vị giải quyết"
    };

/// The table: a row for every part that counts in any of the figures, those without a name last.
pub fn table(figures: &Figures, name: &str, title: &str, by: &By, groups: &[Group]) -> Table {
    let ids: Vec<&str> = groups.iter().flat_map(|group| group.columns).map(|(id, _)| *id).collect();
    let parts: Vec<BTreeMap<String, u64>> =
        ids.iter().map(|id| figures.parts(id, by.grouping).into_iter().collect()).collect();
    let names: BTreeSet<&String> = parts.iter().flat_map(BTreeMap::keys).collect();
    let mut names: Vec<&String> = names.into_iter().collect();
    names.sort_by_key(|name| (name.is_empty(), sort_key(name)));
    let mut rows = Vec::with_capacity(names.len() + 1);
    for (at, name) in names.into_iter().enumerate() {
        let printed = if name.is_empty() { by.nameless } else { name };
        let mut cells = vec![Cell::Integer(at as i64 + 1, None), Cell::text(printed)];
        cells.extend(ids.iter().zip(&parts).map(|(id, parts)| {
            let n = parts.get(name).copied().unwrap_or(0);
            Cell::figure(n as i64, FigureRef::part(id, by.grouping, name))
        }));
        rows.push(Row::new(cells));
    }
    let mut total = vec![Cell::Empty, Cell::text("Tổng cộng")];
    total.extend(ids.iter().map(|id| Cell::figure(figures.value(id).n as i64, FigureRef::whole(id))));
    rows.push(Row::total(total));
    let mut columns = vec![Column { width: 5, align: None }, Column { width: 30, align: None }];
    columns.extend(ids.iter().map(|_| Column { width: 11, align: None }));
    Table {
        name: name.to_owned(),
        title: title.to_owned(),
        columns,
        header: header(by, groups),
        rows,
        landscape: ids.len() > 7,
        ..Table::default()
    }
}

/// One row where no group has a heading, else two.
fn header(by: &By, groups: &[Group]) -> Vec<Vec<HeaderCell>> {
    let rows = if groups.iter().any(|group| !group.heading.is_empty()) { 2 } else { 1 };
    let mut first = vec![HeaderCell::spanning("TT", 1, rows), HeaderCell::spanning(by.heading, 1, rows)];
    let mut second = Vec::new();
    for group in groups {
        let own = group.columns.iter().map(|(_, heading)| *heading);
        if group.heading.is_empty() {
            first.extend(own.map(|heading| HeaderCell::spanning(heading, 1, rows)));
        } else {
            first.push(HeaderCell::spanning(group.heading, group.columns.len() as u16, 1));
            second.extend(own.map(HeaderCell::new));
        }
    }
    if rows == 1 { vec![first] } else { vec![first, second] }
}
