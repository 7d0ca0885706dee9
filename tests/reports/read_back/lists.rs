//! CSV read back by `csv`, JSON by `serde_json`.

use motcua::report::model::{Cell, CsvContent, Report, Table, share};
use serde_json::Value as Json;

use super::first_difference;

/// Differences between the model and a CSV file.
pub fn csv(report: &Report, bytes: &[u8]) -> Vec<String> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").expect("a byte-order mark");
    let mut reader = csv::Reader::from_reader(bytes);
    let read: Vec<Vec<String>> =
        reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
    // What the audit found and what is due to rounding stand below the rows; the figures are compared without them.
    let remark = |row: &Vec<String>| row.first().is_some_and(|id| id == "finding" || id == "note");
    let read: Vec<Vec<String>> = read.into_iter().filter(|row| !remark(row)).collect();
    match (report.csv.clone(), report.tables().next()) {
        (CsvContent::FirstTable, Some(table)) => first_difference("rows", &table_rows(table), &read),
        _ => {
            let read: Vec<Vec<String>> =
                read.into_iter().map(|row| [&row[0], &row[2], &row[3], &row[4]].map(Clone::clone).to_vec()).collect();
            first_difference("figures", &figure_rows(report), &read)
        }
    }
    .into_iter()
    .collect()
}

fn table_rows(table: &Table) -> Vec<Vec<String>> {
    let value = |cell: &Cell| match cell {
        Cell::Integer(n, _) => n.to_string(),
        other => other.printed(),
    };
    table.rows.iter().map(|row| row.cells.iter().map(value).collect()).collect()
}

fn figure_rows(report: &Report) -> Vec<Vec<String>> {
    let figures = report.figures.iter().map(|figure| {
        let of = figure.of.map_or(String::new(), |of| of.to_string());
        let pct = figure.of.map_or(String::new(), |of| share(figure.n, of));
        vec![figure.id.clone(), figure.n.to_string(), of, pct]
    });
    let bars = report.charts().flat_map(|chart| chart.bars()).filter(|bar| bar.reference.part.is_some());
    let bars = bars.map(|bar| vec![bar.reference.address(), bar.n.to_string(), String::new(), String::new()]);
    figures.chain(bars).collect()
}

/// Differences between the model and a JSON file: figures, the rows of II.06a, the bars.
pub fn json(report: &Report, bytes: &[u8]) -> Vec<String> {
    let read: Json = serde_json::from_slice(bytes).expect("JSON");
    let mut found = Vec::new();
    for figure in &report.figures {
        let value = &read["figures"][&figure.id];
        let pct = figure.of.map(|of| share(figure.n, of));
        let said = (value["n"].as_i64(), value["of"].as_i64(), value["pct"].as_str().map(str::to_owned));
        if said != (Some(figure.n), figure.of, pct) {
            found.push(format!("{}: {value}", figure.id));
        }
    }
    let listed = read["figures"].as_object().map_or(0, serde_json::Map::len);
    if listed != report.figures.len() {
        found.push(format!("{listed} figures instead of {}", report.figures.len()));
    }
    if let Some(table) = report.tables().find(|table| table.name == "II.06a") {
        let wanted: Vec<String> = table_rows(table).iter().map(|row| row[1..].join(";")).collect();
        let word = |cell: &Json| cell.as_str().map_or_else(|| cell.to_string(), str::to_owned);
        let row = |row: &Json| row.as_array().expect("a row").iter().map(word).collect::<Vec<_>>().join(";");
        let rows: Vec<String> = read["ii06a"].as_array().expect("rows").iter().map(row).collect();
        // The table on paper has a total below its rows.
        found.extend(first_difference("ii06a", &wanted[..wanted.len() - 1], &rows));
    }
    let numbers =
        |values: &Json| -> Vec<i64> { values.as_array().expect("bars").iter().filter_map(Json::as_i64).collect() };
    for (at, chart) in report.charts().enumerate() {
        let read = read["charts"][at]["categories"].as_array().expect("categories");
        let read: Vec<Vec<i64>> = read.iter().map(|category| numbers(&category["values"])).collect();
        let wanted: Vec<Vec<i64>> =
            chart.categories.iter().map(|category| category.bars.iter().map(|bar| bar.n).collect()).collect();
        found.extend(first_difference(&chart.title, &wanted, &read));
    }
    found
}
