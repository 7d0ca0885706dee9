//! JSON: the value that the report's kind built, and every table of the paper, in readable form. The shape is
//! REPORTS.md §4's; `tables` repeat the report's own, so that a number is found by the names of its row and column.

use serde_json::{Value as Json, json};

use super::ReportError;
use super::model::{Cell, Report, Table};
use crate::domain::number::decimal;

/// Indented, with a line end at the end.
pub fn write(report: &Report) -> Result<Vec<u8>, ReportError> {
    let mut whole = report.json.clone();
    if let Json::Object(object) = &mut whole {
        let tables = report.tables().map(table).collect::<Result<Vec<_>, _>>()?;
        object.insert("tables".to_owned(), Json::Array(tables));
    }
    let mut bytes = serde_json::to_vec_pretty(&whole)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// `{"name", "columns", "rows"}`: the columns by their titles, group first, as the CSV form names them.
fn table(table: &Table) -> Result<Json, ReportError> {
    let grid = table.grid()?;
    let columns: Vec<String> = (0..table.columns.len()).map(|column| grid.flat(column)).collect();
    let rows: Vec<Json> = table.rows.iter().map(|row| row.cells.iter().map(cell).collect()).collect();
    Ok(json!({"name": table.name, "columns": columns, "rows": rows}))
}

/// Counts are numbers, shares and points decimals in words as everywhere in the file, days and minutes ISO.
fn cell(cell: &Cell) -> Json {
    match cell {
        Cell::Empty => Json::Null,
        Cell::Integer(n, _) | Cell::Ordinal(n) => json!(n),
        Cell::Decimal(hundredths, _) => json!(decimal(*hundredths)),
        Cell::Date(day) => json!(day.to_string()),
        Cell::Moment(at) => json!(at.to_string()),
        Cell::Text(_) | Cell::Code(..) | Cell::Percent { .. } => json!(cell.printed()),
    }
}
