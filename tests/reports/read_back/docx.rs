//! Word read back by `zip` and `roxmltree`: paragraphs, cells, footnotes and the numbers inside the charts.

use std::io::{Cursor, Read as _, Write as _};

use motcua::report::model::{Cell, Report};
use roxmltree::{Document, Node};
use zip::write::SimpleFileOptions;

use super::expected::{self, Unit};
use super::first_difference;

pub const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const C: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";

/// A part of a package; `None` where it has none of that name.
pub fn part(package: &[u8], name: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
    let mut text = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut text).expect("UTF-8");
    Some(text)
}

/// The same package with one text of one part put in place of another.
pub fn tampered(package: &[u8], name: &str, from: &str, to: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut content = Vec::new();
        let mut file = archive.by_index(at).expect("a part");
        let found = file.name().expect("a name").into_owned();
        file.read_to_end(&mut content).expect("its bytes");
        if found == name {
            let text = String::from_utf8(content).expect("UTF-8");
            assert!(text.contains(from), "{name} does not hold {from}");
            content = text.replacen(from, to, 1).into_bytes();
        }
        out.start_file(found, SimpleFileOptions::default()).expect("a part");
        out.write_all(&content).expect("written");
    }
    out.finish().expect("a package").into_inner()
}

fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.has_tag_name((W, name))
}

fn text_of(node: Node<'_, '_>) -> String {
    node.descendants().filter(|node| is(node, "t")).filter_map(|node| node.text()).collect()
}

/// Texts of the paragraphs of a part, without empty ones.
fn paragraphs(xml: &str) -> Vec<String> {
    let document = Document::parse(xml).expect("XML");
    let texts = document.descendants().filter(|node| is(node, "p")).map(text_of);
    texts.filter(|text| !text.is_empty()).collect()
}

/// Every bar of every chart part, series by series.
pub fn bars(package: &[u8]) -> Vec<String> {
    let mut out = Vec::new();
    for n in 1.. {
        let Some(xml) = part(package, &format!("word/charts/chart{n}.xml")) else { break };
        out.push(series_of(&xml));
    }
    // A long chart goes on in the next part: the series of one title belong together by name.
    out.into_iter().flatten().collect()
}

/// `series | category | number` of each bar of a chart part.
pub fn series_of(xml: &str) -> Vec<String> {
    let document = Document::parse(xml).expect("XML");
    let values = |node: Node<'_, '_>, name: &str| -> Vec<String> {
        let holder = node.children().find(|child| child.has_tag_name((C, name)));
        let points = holder.into_iter().flat_map(|holder| holder.descendants());
        points.filter(|node| node.has_tag_name((C, "v"))).filter_map(|v| v.text().map(str::to_owned)).collect()
    };
    let mut out = Vec::new();
    for series in document.descendants().filter(|node| node.has_tag_name((C, "ser"))) {
        let name = values(series, "tx").concat();
        let pairs = values(series, "cat").into_iter().zip(values(series, "val"));
        out.extend(pairs.map(|(category, n)| format!("{name} | {category} | {n}")));
    }
    out
}

/// A whole Word file as lines: body, footnotes.
pub fn texts(package: &[u8]) -> (Vec<String>, Vec<String>) {
    let body = paragraphs(&part(package, "word/document.xml").expect("a body"));
    let notes = paragraphs(&part(package, "word/footnotes.xml").expect("notes"));
    (body, notes.into_iter().map(|note| note.trim_start().to_owned()).collect())
}

/// The cells of every table with borders, row by row, from its first heading on.
fn grids(package: &[u8]) -> Vec<Vec<Vec<String>>> {
    let body = part(package, "word/document.xml").expect("a body");
    let document = Document::parse(&body).expect("XML");
    let bordered = |node: &Node<'_, '_>| is(node, "tbl") && node.descendants().any(|n| is(&n, "tblBorders"));
    let cells = |row: Node<'_, '_>| row.children().filter(|n| is(n, "tc")).map(text_of).collect();
    // A last row that holds the signature is no row of the list.
    let signs = |row: &Node<'_, '_>| row.descendants().any(|n| is(&n, "tbl"));
    let rows = |table: Node<'_, '_>| table.children().filter(|n| is(n, "tr") && !signs(n)).map(cells).collect();
    document.descendants().filter(bordered).map(rows).collect()
}

/// Every table has the model's rows, each with its cells in their places, below its row of column numbers.
fn tables(report: &Report, package: &[u8]) -> Vec<String> {
    let read = grids(package);
    let mut found = Vec::new();
    if read.len() != report.tables().count() {
        found.push(format!("{} tables in the file", read.len()));
    }
    for (table, read) in report.tables().zip(&read) {
        let mut wanted: Vec<Vec<String>> = Vec::new();
        if !table.numbers.is_empty() {
            wanted.push(table.number_texts().collect());
        }
        wanted.extend(table.rows.iter().map(|row| row.cells.iter().map(Cell::printed).collect()));
        let head = read.len().saturating_sub(wanted.len());
        if head != table.header.len() {
            found.push(format!("{}: {head} rows above the body", table.name));
        }
        found.extend(first_difference(&table.name, &wanted, &read[head..]));
    }
    found
}

/// Differences between the model and a Word file.
pub fn differences(report: &Report, package: &[u8]) -> Vec<String> {
    let printed = expected::printed(report);
    let words = |units: &[Unit]| -> Vec<String> { units.iter().map(|unit| unit.text.clone()).collect() };
    let (body, notes) = texts(package);
    let mut drawn = bars(package);
    let mut bars = words(&expected::bars(report));
    // The parts of a long chart come one after the other, the model has the whole series: order is not the point.
    drawn.sort();
    bars.sort();
    let places = tables(report, package);
    [
        first_difference("paragraphs", &words(&printed.body), &body),
        first_difference("footnotes", &words(&printed.notes), &notes),
        first_difference("bars", &bars, &drawn),
    ]
    .into_iter()
    .flatten()
    .chain(places)
    .collect()
}
