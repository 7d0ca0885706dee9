//! CSV read back by `csv`, JSON by `serde_json`.

use motcua::domain::number::decimal;
use motcua::report::model::{Cell, CsvContent, Report, Table, share};
use serde_json::Value as Json;

use super::first_difference;

/// Differences between the model and a CSV file.
pub fn csv(report: &Report, bytes: &[u8]) -> Vec<String> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").expect("a byte-order mark");
    let mut reader = csv::Reader::from_reader(bytes);
    let head: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let read = reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect());
    // What the audit found and what is due to rounding stand below the rows; the figures are compared without them.
    let remark = |row: &Vec<String>| row[0] == "finding" || row[0] == "note";
    let read: Vec<Vec<String>> = read.filter(|row| !remark(row)).collect();
    let table = match &report.csv {
        CsvContent::FirstTable => report.tables().next(),
        CsvContent::Own(table) => Some(table.as_ref()),
        _ => None,
    };
    let Some(table) = table else {
        let read: Vec<Vec<String>> =
            read.into_iter().map(|row| [&row[0], &row[2], &row[3], &row[4]].map(Clone::clone).to_vec()).collect();
        return first_difference("figures", &figure_rows(report), &read).into_iter().collect();
    };
    let found =
        [first_difference("titles", &titles(table), &head), first_difference("rows", &table_rows(table), &read)];
    found.into_iter().flatten().collect()
}

fn titles(table: &Table) -> Vec<String> {
    let grid = table.grid().expect("a sound table");
    (0..table.columns.len()).map(|column| grid.flat(column)).collect()
}

/// A cell as a machine reads it: plain digits, days and minutes in the order of their size.
fn value(cell: &Cell) -> String {
    match cell {
        Cell::Integer(n, _) => n.to_string(),
        Cell::Date(day) => day.to_string(),
        Cell::Moment(at) => at.to_string(),
        Cell::Decimal(hundredths, _) => decimal(*hundredths),
        other => other.printed(),
    }
}

fn table_rows(table: &Table) -> Vec<Vec<String>> {
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

/// Differences between the model and a JSON file: figures, tables by the titles of their columns, what the kind tells
/// in a shape of its own, the bars.
pub fn json(report: &Report, bytes: &[u8]) -> Vec<String> {
    let read: Json = serde_json::from_slice(bytes).expect("JSON");
    let mut found = figures(report, &read);
    let listed = read["tables"].as_array().expect("tables");
    let names: Vec<&str> = listed.iter().filter_map(|table| table["name"].as_str()).collect();
    let wanted: Vec<&str> = report.tables().map(|table| table.name.as_str()).collect();
    found.extend(first_difference("tables", &wanted, &names));
    for (table, read) in report.tables().zip(listed) {
        let said: Vec<String> = words(&read["columns"]);
        found.extend(first_difference(&table.name, &titles(table), &said));
        let rows: Vec<Vec<String>> = read["rows"].as_array().expect("rows").iter().map(words).collect();
        found.extend(first_difference(&table.name, &table_rows(table), &rows));
        // What is a count there is a number here.
        let cells = table.rows.iter().zip(read["rows"].as_array().expect("rows"));
        let mut cells = cells.flat_map(|(row, read)| row.cells.iter().zip(read.as_array().expect("a row")));
        if cells.any(|(cell, read)| matches!(cell, Cell::Integer(..) | Cell::Ordinal(_)) != read.is_i64()) {
            found.push(format!("{}: a count that is no number", table.name));
        }
    }
    found.extend(own_shapes(report, &read));
    found.extend(bars(report, &read));
    found
}

/// The values of a list as words; nothing is an empty word.
fn words(list: &Json) -> Vec<String> {
    let word = |value: &Json| match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    };
    list.as_array().expect("a list").iter().map(word).collect()
}

fn figures(report: &Report, read: &Json) -> Vec<String> {
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
    found
}

/// What a kind tells in a shape of its own, held against its tables on paper: counts row by row, codes of dossiers.
fn own_shapes(report: &Report, read: &Json) -> Vec<String> {
    let named = |name: &str| report.tables().find(|table| table.name == name);
    let mut found = Vec::new();
    if let Some(table) = named("II.06a") {
        let wanted = table_rows(table);
        let rows: Vec<Vec<String>> = read["ii06a"].as_array().expect("rows").iter().map(words).collect();
        // The table on paper counts its rows and has a total below them.
        let wanted: Vec<Vec<String>> = wanted[..wanted.len() - 1].iter().map(|row| row[1..].to_vec()).collect();
        found.extend(first_difference("ii06a", &wanted, &rows));
    }
    if let (Some(rows), Some(table)) = (read["07a"]["rows"].as_array(), report.tables().next()) {
        let mut rows: Vec<Vec<String>> = rows.iter().map(|row| words(&row["n"])).collect();
        rows.push(words(&read["07a"]["total"]));
        let wanted: Vec<Vec<String>> = table_rows(table).into_iter().map(|row| row[2..].to_vec()).collect();
        found.extend(first_difference("07a", &wanted, &rows));
    }
    if let Some(groups) = read["index766"]["groups"].as_array() {
        let components = groups.iter().flat_map(|group| group["components"].as_array().expect("components"));
        let measured = components.filter(|component| component["of"].is_i64());
        let read: Vec<String> = measured.map(|component| format!("{}/{}", component["n"], component["of"])).collect();
        let rows = report.tables().next().expect("a table").rows.iter();
        let wanted = rows.filter_map(|row| match (&row.cells[3], &row.cells[4]) {
            (Cell::Integer(n, _), Cell::Integer(of, _)) if !row.total => Some(format!("{n}/{of}")),
            _ => None,
        });
        found.extend(first_difference("index766", &wanted.collect::<Vec<_>>(), &read));
    }
    let lists = match &read["rows"] {
        Json::Object(lists) => lists.values().map(|list| list.as_array().expect("a list")).collect(),
        _ => read["missing_apology"].as_array().into_iter().collect::<Vec<_>>(),
    };
    let read: Vec<String> =
        lists.into_iter().flatten().map(|row| row["code"].as_str().expect("a code").to_owned()).collect();
    let wanted = match &report.csv {
        CsvContent::Own(table) if report.kind != "register" => codes(table),
        _ => named("Chưa xin lỗi").map(codes).unwrap_or_default(),
    };
    found.extend(first_difference("codes", &wanted, &read));
    found
}

fn codes(table: &Table) -> Vec<String> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    cells.filter(|cell| cell.dossier().is_some()).map(Cell::printed).collect()
}

fn bars(report: &Report, read: &Json) -> Vec<String> {
    let mut found = Vec::new();
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
