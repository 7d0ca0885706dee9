//! Exported reports as other libraries read them: a workbook by calamine, a document by zip and roxmltree.

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader, Xlsx};

/// A row of the sheet of figures.
#[derive(Debug)]
pub struct Row {
    pub id: String,
    pub n: f64,
    pub of: Option<f64>,
    /// As it is shown: 98.77 for 98,77 %.
    pub percent: Option<f64>,
}

/// The sheet of figures.
pub fn figures(xlsx: &[u8]) -> Vec<Row> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(xlsx)).expect("a workbook");
    let sheet = book.worksheet_range("Số liệu").expect("the sheet of figures");
    let number = |cell: Option<&Data>| match cell {
        Some(Data::Float(n)) => Some(*n),
        Some(Data::Int(n)) => Some(*n as f64),
        _ => None,
    };
    let row = |cells: &[Data]| Row {
        id: cells[0].to_string(),
        n: number(cells.get(2)).unwrap_or_else(|| panic!("a count: {cells:?}")),
        of: number(cells.get(3)),
        percent: number(cells.get(4)),
    };
    // Below the figures, after an empty row, stand the rules in words.
    sheet.rows().skip(1).take_while(|cells| cells[0] != Data::Empty).map(row).collect()
}

/// The text of a document.
pub struct Document {
    /// Paragraphs that are not in a table, in their order.
    pub paragraphs: Vec<String>,
    /// Rows of all tables, cell by cell.
    pub rows: Vec<Vec<String>>,
}

/// The document's own part.
pub fn document(docx: &[u8]) -> Document {
    let mut package = zip::ZipArchive::new(Cursor::new(docx)).expect("a package");
    let mut xml = String::new();
    package.by_name("word/document.xml").expect("the text").read_to_string(&mut xml).expect("text");
    let tree = roxmltree::Document::parse(&xml).expect("XML");
    let named = |name: &'static str| tree.descendants().filter(move |node| node.tag_name().name() == name);
    let in_table = |node: &roxmltree::Node<'_, '_>| node.ancestors().any(|above| above.tag_name().name() == "tbl");
    let rows = named("tr").map(|row| row.children().filter(|n| n.tag_name().name() == "tc").map(text).collect());
    Document { paragraphs: named("p").filter(|node| !in_table(node)).map(text).collect(), rows: rows.collect() }
}

fn text(node: roxmltree::Node<'_, '_>) -> String {
    node.descendants().filter(|part| part.tag_name().name() == "t").filter_map(|part| part.text()).collect()
}
