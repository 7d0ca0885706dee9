//! Excel read back by `calamine`, and the numbers inside its charts by `roxmltree`.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use motcua::domain::day::Day;
use motcua::domain::number::vietnamese_number;
use motcua::report::model::{Cell, Report, Table};

use super::{docx, expected, first_difference};

type Book = Xlsx<Cursor<Vec<u8>>>;

/// A cell's value as a word that two libraries agree on; numbers to two decimals.
fn said(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::Float(n) => format!("{n:.2}"),
        Data::Int(n) => format!("{n}.00"),
        Data::DateTime(at) => format!("day {:.4}", at.as_f64()),
        other => other.to_string(),
    }
}

fn wanted(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Integer(n, _) | Cell::Ordinal(n) => format!("{n}.00"),
        Cell::Decimal(hundredths, _) => format!("{:.2}", *hundredths as f64 / 100.0),
        Cell::Percent { .. } => match cell.printed().replace('.', "").replace(',', ".") {
            dash if dash == "–" => dash,
            number => number,
        },
        Cell::Date(day) => serial(*day, 0),
        Cell::Moment(at) => serial(at.day, at.minute),
        words @ (Cell::Text(_) | Cell::Code(..)) => words.printed(),
    }
}

/// Excel's day number, in which 1970-01-01 is 25569.
fn serial(day: Day, minute: u16) -> String {
    format!("day {:.4}", f64::from(day.epoch()) + 25_569.0 + f64::from(minute) / 1440.0)
}

fn rows(book: &mut Book, sheet: &str) -> Vec<Vec<String>> {
    let range = book.worksheet_range(sheet).unwrap_or_else(|_| panic!("no sheet {sheet}"));
    range.rows().map(|row| row.iter().map(said).collect()).collect()
}

/// Differences between the model and a workbook.
pub fn differences(report: &Report, bytes: &[u8]) -> Vec<String> {
    let mut book: Book = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let mut found: Vec<String> = figures(report, &mut book).into_iter().collect();
    found.extend(narrative(report, &mut book));
    found.extend(bars(report, &mut book, bytes));
    let names = book.sheet_names();
    let sheets: Vec<String> =
        names.into_iter().filter(|name| !["Số liệu", "Báo cáo", "Biểu đồ"].contains(&name.as_str())).collect();
    let tables: Vec<&Table> = report.tables().collect();
    if sheets.len() != tables.len() {
        found.push(format!("{} tables, but sheets {sheets:?}", tables.len()));
    }
    for (table, sheet) in tables.iter().zip(&sheets) {
        let read = rows(&mut book, sheet);
        let wanted: Vec<Vec<String>> = table.rows.iter().map(|row| row.cells.iter().map(wanted).collect()).collect();
        let (above, body) = read.split_at(read.len().saturating_sub(wanted.len()));
        found.extend(first_difference(sheet, &wanted, body));
        found.extend(heading(table, sheet, above));
        let formulas = book.worksheet_formula(sheet).expect("the sheet");
        if let Some((row, column, formula)) = formulas.cells().find(|(_, _, formula)| !formula.is_empty()) {
            found.push(format!("{sheet}: a formula at {row}, {column}: {formula}"));
        }
    }
    found
}

/// The rows above a table's body: title, unit, titles of columns where they begin, the row of column numbers.
fn heading(table: &Table, sheet: &str, above: &[Vec<String>]) -> Option<String> {
    let width = table.columns.len();
    let across = |text: &str| {
        let mut row = vec![String::new(); width];
        row[0] = text.to_owned();
        row
    };
    let named = [&table.title, &table.unit].into_iter().filter(|text| !text.is_empty());
    let mut wanted: Vec<Vec<String>> = named.map(|text| across(text)).collect();
    let grid = table.grid().expect("a sound table");
    let first = wanted.len();
    wanted.extend((0..grid.owner.len()).map(|_| vec![String::new(); width]));
    for placed in &grid.cells {
        wanted[first + placed.row][placed.column].clone_from(&placed.cell.text);
    }
    if !table.numbers.is_empty() {
        wanted.push(table.number_texts().collect());
    }
    first_difference(&format!("{sheet}, heading"), &wanted, above)
}

fn figures(report: &Report, book: &mut Book) -> Option<String> {
    let read = rows(book, "Số liệu");
    let body: Vec<&[String]> = read.iter().skip(1).take(report.figures.len()).map(|row| &row[..5]).collect();
    let wanted: Vec<Vec<String>> = report
        .figures
        .iter()
        .map(|figure| {
            let share = figure.of.map_or(Cell::Empty, |of| Cell::Percent { n: figure.n, of, reference: None });
            let of = figure.of.map_or(Cell::Empty, |of| Cell::Integer(of, None));
            let cells = [Cell::text(&figure.id), Cell::text(&figure.label), Cell::Integer(figure.n, None), of, share];
            cells.iter().map(wanted).collect()
        })
        .collect();
    let wanted: Vec<&[String]> = wanted.iter().map(Vec::as_slice).collect();
    first_difference("Số liệu", &wanted, &body)
}

/// Every paragraph stands in the sheet of text, with the numbers of its footnotes taken out.
fn narrative(report: &Report, book: &mut Book) -> Vec<String> {
    let without_marks = |text: &str| {
        let mut out = text.trim().to_owned();
        for n in 1..20 {
            out = out.replace(&format!("[{n}]"), "");
        }
        out.trim().to_owned()
    };
    // A count that stands alone in its line is a number, and no word that looks like one.
    let range = book.worksheet_range("Báo cáo").expect("the sheet");
    let line = |data: &Data| match data {
        Data::Float(n) => vietnamese_number(*n as i64),
        Data::String(text) if text.replace('.', "").parse::<u64>().is_ok() => format!("{text} is no number"),
        other => without_marks(&said(other)),
    };
    let read: Vec<String> = range.rows().map(|row| line(&row[0])).collect();
    let printed = expected::printed(report);
    let cells: Vec<String> = report
        .tables()
        .flat_map(|table| {
            let mut words = vec![table.title.clone(), table.unit.clone()];
            words.extend(table.header.iter().flatten().map(|cell| cell.text.clone()));
            words.extend(table.number_texts());
            words.extend(table.rows.iter().flat_map(|row| &row.cells).map(Cell::printed));
            words
        })
        .chain(report.charts().flat_map(|chart| [chart.title.clone(), chart.unit.clone()]))
        .collect();
    let lines = printed.body.iter().chain(&printed.notes).map(|unit| unit.text.trim().to_owned());
    let missing = lines.filter(|line| !cells.contains(line) && !read.contains(line));
    missing.map(|line| format!("Báo cáo lacks {line:?}")).collect()
}

/// The cells below the charts' titles, and the numbers that the charts themselves hold.
fn bars(report: &Report, book: &mut Book, bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    let mut drawn: Vec<String> = (1..)
        .map_while(|n| docx::part(bytes, &format!("xl/charts/chart{n}.xml")))
        .flat_map(|xml| docx::series_of(&xml))
        .collect();
    let mut wanted_bars: Vec<String> = expected::bars(report).into_iter().map(|unit| unit.text).collect();
    drawn.sort();
    wanted_bars.sort();
    found.extend(first_difference("bars", &wanted_bars, &drawn));
    if report.charts().next().is_none() {
        return found;
    }
    let read = rows(book, "Biểu đồ");
    for chart in report.charts() {
        let Some(title) = read.iter().position(|row| row[0] == chart.title) else {
            found.push(format!("no cells of {}", chart.title));
            continue;
        };
        let wanted: Vec<Vec<String>> =
            chart.table().rows.iter().map(|row| row.cells.iter().map(wanted).collect()).collect();
        let body: Vec<Vec<String>> =
            read[title + 3..].iter().take(wanted.len()).map(|row| row[..=chart.series.len()].to_vec()).collect();
        found.extend(first_difference(&chart.title, &wanted, &body));
    }
    found
}
