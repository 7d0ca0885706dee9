//! Biểu 07a: the newer table of received, settled and open dossiers, a row per field and a total (TEXTS.md §4).
//!
//! Which figure stands in which column, what the columns are called and which of them add up is data
//! (`assets/report/07a.txt`): the legal form is unseen. The sums that the file states are printed in the row of column
//! numbers and held in every row by [`findings`].

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::domain::figure::{Figure, Grouping};
use crate::report::asset_file::{AssetFile, AssetRow, fault};
use crate::report::audit::Finding;
use crate::report::figures::{Figures, printed_name};
use crate::report::ii06a;
use crate::report::model::{
    Align, Block, Cell, Column, CsvContent, FigureRef, HeaderCell, Letterhead, Page, Report, Row, Run, Table,
};
use crate::report::source::Source;
use crate::report::template::TemplateError;

/// The columns as the program brings them, version 1.
pub const COLUMNS: &str = include_str!("../../assets/report/07a.txt");

/// What the form is about.
const SUBJECT: &str = "Tình hình tiếp nhận, giải quyết thủ tục hành chính";

/// The first column that is counted; before it stand number and field.
const FIRST: usize = 3;

/// One column.
#[derive(Clone)]
struct CountedColumn {
    group: String,
    label: String,
    figure: &'static Figure,
    /// Each way in which other columns add up to it, by column number.
    sums: Vec<Vec<usize>>,
}

/// The form as its file describes it.
#[derive(Clone)]
pub struct Form {
    version: String,
    source: String,
    note: String,
    columns: Vec<CountedColumn>,
}

impl Form {
    /// Reads the file.
    ///
    /// # Errors
    /// The line and what is wrong in it.
    pub fn read(text: &str) -> Result<Form, TemplateError> {
        let file = AssetFile::read(text, &["bản", "nguồn", "lưu ý"])?;
        let mut columns: Vec<CountedColumn> = Vec::new();
        for (row, number) in file.rows.iter().zip(FIRST..) {
            columns.push(column(row, number)?);
        }
        if columns.is_empty() {
            return Err(fault(1, "mẫu không có cột nào".to_owned()));
        }
        for (row, column) in file.rows.iter().zip(&columns) {
            let known = FIRST..FIRST + columns.len();
            if let Some(other) = column.sums.iter().flatten().find(|number| !known.contains(number)) {
                return Err(row.fault(format!("không có cột ({other})")));
            }
        }
        Ok(Form {
            version: file.version()?,
            source: file.head("nguồn").to_owned(),
            note: file.head("lưu ý").to_owned(),
            columns,
        })
    }

    /// The fields with anything to tell, by name, and the numbers of their columns.
    fn rows(&self, figures: &Figures) -> Vec<(String, Vec<u64>)> {
        let parts: Vec<BTreeMap<String, u64>> = self
            .columns
            .iter()
            .map(|column| figures.parts(column.figure.id, Grouping::Field).into_iter().collect())
            .collect();
        let mut fields: Vec<&String> = parts.iter().flat_map(BTreeMap::keys).collect();
        fields.sort_by_key(|field| crate::domain::text::sort_key(field));
        fields.dedup();
        let row = |field: &String| parts.iter().map(|part| part.get(field).copied().unwrap_or(0)).collect();
        fields.into_iter().map(|field| (field.clone(), row(field))).collect()
    }

    fn total(&self, figures: &Figures) -> Vec<u64> {
        self.columns.iter().map(|column| figures.value(column.figure.id).n).collect()
    }

    /// Every sum that does not hold in a row of counts, as number of the column and the sum of the others.
    fn broken(&self, counts: &[u64]) -> Vec<(usize, u64)> {
        let at = |number: &usize| counts.get(number - FIRST).copied().unwrap_or(0);
        let sums = (FIRST..)
            .zip(&self.columns)
            .flat_map(|(number, column)| column.sums.iter().map(move |sum| (number, sum.iter().map(at).sum::<u64>())));
        sums.filter(|(number, sum)| at(number) != *sum).collect()
    }

    /// The row of column numbers.
    fn numbers(&self) -> Vec<String> {
        (1..FIRST + self.columns.len()).map(|number| format!("({number})")).collect()
    }

    /// What adds up to what, for which six and twenty narrow columns have no room, and the file's own note.
    fn notes(&self) -> Vec<String> {
        let sums = (FIRST..).zip(&self.columns).filter(|(_, column)| !column.sums.is_empty());
        let each = sums.map(|(number, column)| {
            let sums = column.sums.iter().map(|sum| format!(" = {}", joined(sum)));
            format!("({number}){}", sums.collect::<String>())
        });
        let sums = each.collect::<Vec<_>>().join("; ");
        let mut notes = if sums.is_empty() { Vec::new() } else { vec![format!("Cột {sums}.")] };
        if !self.note.is_empty() {
            notes.push(self.note.clone());
        }
        notes
    }

    /// The heading in two rows; columns of one group stand below its name.
    fn header(&self) -> Vec<Vec<HeaderCell>> {
        let mut upper = vec![HeaderCell::spanning("TT", 1, 2), HeaderCell::spanning("Lĩnh vực", 1, 2)];
        let mut lower = Vec::new();
        let same_group = |a: &CountedColumn, b: &CountedColumn| !a.group.is_empty() && a.group == b.group;
        for group in self.columns.chunk_by(same_group) {
            let Some(first) = group.first() else { continue };
            if first.group.is_empty() {
                upper.push(HeaderCell::spanning(&first.label, 1, 2));
                continue;
            }
            upper.push(HeaderCell::spanning(&first.group, group.len() as u16, 1));
            lower.extend(group.iter().map(|column| HeaderCell::new(&column.label)));
        }
        if lower.is_empty() { vec![upper] } else { vec![upper, lower] }
    }

    /// The table.
    fn table(&self, figures: &Figures) -> Table {
        let mut columns = vec![Column { width: 4, align: Some(Align::Centre) }, Column { width: 20, align: None }];
        columns.extend(vec![Column { width: 6, align: None }; self.columns.len()]);
        let mut table = Table {
            name: "07a".to_owned(),
            unit: "Đơn vị tính: Số hồ sơ TTHC".to_owned(),
            columns,
            header: self.header(),
            numbers: self.numbers(),
            landscape: true,
            ..Table::default()
        };
        for (at, (field, counts)) in self.rows(figures).iter().enumerate() {
            let mut cells = vec![Cell::Integer(at as i64 + 1, None), Cell::text(printed_name(field))];
            cells.extend(
                self.columns.iter().zip(counts).map(|(column, n)| {
                    Cell::figure(*n as i64, FigureRef::part(column.figure.id, Grouping::Field, field))
                }),
            );
            table.rows.push(Row::new(cells));
        }
        let mut total = vec![Cell::Empty, Cell::text("Tổng cộng")];
        let whole = self.columns.iter().zip(self.total(figures));
        total.extend(whole.map(|(column, n)| Cell::figure(n as i64, FigureRef::whole(column.figure.id))));
        table.rows.push(Row::total(total));
        table
    }

    fn json(&self, figures: &Figures) -> Json {
        let ids: Vec<&str> = self.columns.iter().map(|column| column.figure.id).collect();
        let rows = self.rows(figures).into_iter().map(|(field, counts)| json!({"field": field, "n": counts}));
        json!({"version": self.version, "columns": ids, "rows": rows.collect::<Vec<_>>(), "total": self.total(figures)})
    }
}

fn column(row: &AssetRow, number: usize) -> Result<CountedColumn, TemplateError> {
    let [stated, group, label, id, sums] = row.cells::<5>()?;
    if stated != number.to_string() {
        return Err(row.fault(format!("số cột là {stated}, phải là {number}")));
    }
    if label.is_empty() {
        return Err(row.fault("cột chưa có tên"));
    }
    let sum = |text: &str| -> Result<Vec<usize>, TemplateError> {
        let number = |part: &str| part.trim().parse().map_err(|_| row.fault(format!("“{part}” không phải số cột")));
        text.split('+').map(number).collect()
    };
    let sums = sums.split('=').filter(|text| !text.trim().is_empty()).map(sum).collect::<Result<_, _>>()?;
    Ok(CountedColumn { group: group.to_owned(), label: label.to_owned(), figure: row.figure(id)?, sums })
}

/// `(4)+(5)`
fn joined(sum: &[usize]) -> String {
    sum.iter().map(|number| format!("({number})")).collect::<Vec<_>>().join("+")
}

/// Sums stated by the form that do not hold, in any of its rows.
pub fn findings(form: &Form, figures: &Figures) -> Vec<Finding> {
    let mut rows = form.rows(figures);
    rows.push(("Tổng cộng".to_owned(), form.total(figures)));
    let said = |field: &str, counts: &[u64], number: usize, sum: u64| Finding {
        sentence: format!(
            "Biểu 07a, {}: cột ({number}) là {}, khác tổng các cột tạo thành ({sum}).",
            printed_name(field),
            counts.get(number - FIRST).copied().unwrap_or(0)
        ),
        dossiers: Vec::new(),
    };
    let broken = rows.iter().flat_map(|(field, counts)| {
        form.broken(counts).into_iter().map(move |(number, sum)| said(field, counts, number, sum))
    });
    broken.collect()
}

/// The table as a document of its own, on paper laid on its side.
pub fn report(source: &Source<'_>, form: &Form) -> Report {
    let (figures, settings) = (source.figures, source.settings);
    let letterhead = Letterhead {
        unit: settings.unit().to_owned(),
        kind_title: "Biểu 07a".to_owned(),
        subject: format!("{SUBJECT} {}", figures.period.name()),
        date: source.date,
        ..Letterhead::default()
    };
    let mut report = Report::new("07a", letterhead);
    report.page = Page::official_landscape();
    report.heading = vec![ii06a::heading(source, "Biểu 07a", SUBJECT)];
    report.blocks.push(Block::Table(form.table(figures)));
    report.blocks.extend(form.notes().into_iter().map(|note| Block::Note(vec![Run::text(note)])));
    report.blocks.push(ii06a::signatures(settings.get("signer_name")));
    report.small_print = source.small_print();
    let from = if form.source.is_empty() { String::new() } else { format!(" ({})", form.source) };
    report.small_print.push(format!("Mẫu biểu: bản {}{from}.", form.version));
    report.figures = figures.rows();
    report.rules = source.rules();
    report.csv = CsvContent::FirstTable;
    report.json = ii06a::json(source, "07a");
    if let Json::Object(object) = &mut report.json {
        object.insert("07a".to_owned(), form.json(figures));
    }
    report
}
