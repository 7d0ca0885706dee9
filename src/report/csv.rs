//! CSV: the figures, or one table. UTF-8 with a byte-order mark, so that Excel opens Vietnamese right.
//!
//! Counts are plain digits, days and minutes as the canonical files write them. Words that a spreadsheet would take
//! for a formula get a leading apostrophe.

use std::borrow::Cow;

use super::ReportError;
use super::clean::clean;
use super::model::{Cell, CsvContent, FigureRow, Report, Table, share};
use crate::domain::clock_rule::RuleKind;
use crate::domain::number::decimal;

const FIGURE_COLUMNS: [&str; 6] = ["id", "label", "n", "of", "pct", "rules"];

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What the report's kind chose: its figures or its first table.
pub fn write(report: &Report) -> Result<Vec<u8>, ReportError> {
    let (mut bytes, columns) = match (&report.csv, report.tables().next()) {
        (CsvContent::Own(table), _) => (with_notes(table, report)?, table.columns.len()),
        (CsvContent::FirstTable, Some(table)) => (with_notes(table, report)?, table.columns.len()),
        _ => {
            let mut bytes = figures_and_bars(report)?;
            bytes.extend(remarks(NOTE, &report.rounded, FIGURE_COLUMNS.len())?);
            (bytes, FIGURE_COLUMNS.len())
        }
    };
    bytes.extend(findings(&report.findings, columns)?);
    Ok(bytes)
}

/// Rows that end a file of data that does not add up: `finding`, the sentence, and nothing in the other columns, so that
/// every row has as many cells as the header.
pub fn findings(sentences: &[String], columns: usize) -> Result<Vec<u8>, ReportError> {
    remarks("finding", sentences, columns)
}

/// What stands in the place of an id before a remark on the figures that does not doubt them.
const NOTE: &str = "note";

fn remarks(word: &str, sentences: &[String], columns: usize) -> Result<Vec<u8>, ReportError> {
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for sentence in sentences {
        let cells = if columns > 1 {
            vec![word.to_owned(), guard(sentence).into_owned()]
        } else {
            vec![format!("{word}: {}", clean(sentence))]
        };
        let rest = columns.saturating_sub(cells.len());
        out.write_record(cells.into_iter().chain(std::iter::repeat_n(String::new(), rest)))?;
    }
    finish(out)
}

/// `id,label,n,of,pct,rules`; `of` and `pct` are empty where there is no denominator, `rules` where the figure depends on
/// no rule of the clock. Each rule is named in words with its version, so that a row can be read away from its report.
pub fn figures(rows: &[FigureRow], rules: &[(RuleKind, String)]) -> Result<Vec<u8>, ReportError> {
    let mut out = start();
    out.write_record(FIGURE_COLUMNS)?;
    for row in rows {
        let of = row.of.map_or(String::new(), |of| of.to_string());
        let share = row.of.map_or(String::new(), |of| share(row.n, of));
        let own = rules.iter().filter(|(kind, _)| row.rules.contains(kind));
        let named = own.map(|(kind, name)| format!("{}: {name}", kind.label())).collect::<Vec<_>>().join(" | ");
        out.write_record([&*guard(&row.id), &*guard(&row.label), &row.n.to_string(), &of, &share, &*guard(&named)])?;
    }
    finish(out)
}

/// The figures, then the parts of figures that the charts draw, each by its address:
/// `received.in_period[week=2025-01-06]`.
fn figures_and_bars(report: &Report) -> Result<Vec<u8>, ReportError> {
    let mut rows = report.figures.clone();
    for category in report.charts().flat_map(|chart| &chart.categories) {
        for bar in category.bars.iter().filter(|bar| bar.reference.part.is_some()) {
            let own = report.figures.iter().find(|figure| figure.id == bar.reference.id);
            rows.push(FigureRow {
                id: bar.reference.address(),
                label: format!("{}, {}", own.map_or("", |figure| figure.label.as_str()), category.label),
                n: bar.n,
                of: None,
                rules: own.map_or_else(Vec::new, |figure| figure.rules.clone()),
            });
        }
    }
    figures(&rows, &report.rules)
}

/// A table, and below it what must be said beside it.
fn with_notes(table: &Table, report: &Report) -> Result<Vec<u8>, ReportError> {
    let mut bytes = self::table(table)?;
    bytes.extend(remarks(NOTE, &report.table_notes, table.columns.len())?);
    Ok(bytes)
}

/// A table with its header in one line (`Đã giải quyết: Quá hạn`).
pub fn table(table: &Table) -> Result<Vec<u8>, ReportError> {
    let grid = table.grid()?;
    let mut out = start();
    out.write_record((0..table.columns.len()).map(|column| guard(&grid.flat(column)).into_owned()))?;
    for row in &table.rows {
        out.write_record(row.cells.iter().map(cell))?;
    }
    finish(out)
}

/// A list row by row: memory does not grow with it. An error of the source stops the list and is handed on.
pub fn write_list<W, E>(
    mut out: W,
    columns: &[(&str, u16)],
    rows: impl Iterator<Item = Result<Vec<Cell>, E>>,
) -> Result<(), E>
where
    W: std::io::Write,
    E: From<ReportError>,
{
    let failed = |error: ::csv::Error| E::from(ReportError::from(error));
    out.write_all(BYTE_ORDER_MARK).map_err(|error| failed(error.into()))?;
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    out.write_record(columns.iter().map(|(title, _)| *title)).map_err(failed)?;
    for row in rows {
        out.write_record(row?.iter().map(cell)).map_err(failed)?;
    }
    out.flush().map_err(|error| failed(error.into()))
}

fn start() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec())
}

fn finish(out: csv::Writer<Vec<u8>>) -> Result<Vec<u8>, ReportError> {
    out.into_inner().map_err(|error| ReportError::Csv(error.into_error().into()))
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Code(text, _) => guard(text).into_owned(),
        Cell::Integer(n, _) | Cell::Ordinal(n) => n.to_string(),
        Cell::Decimal(hundredths, _) => decimal(*hundredths),
        Cell::Percent { n, of, .. } => share(*n, *of),
        Cell::Date(day) => day.to_string(),
        Cell::Moment(moment) => moment.to_string(),
    }
}

/// Harmless text: nothing hidden in it, and no formula for the spreadsheet that opens the file.
pub fn guard(text: &str) -> Cow<'_, str> {
    // Looked at before cleaning as well: a leading tab is gone or a blank afterwards.
    if text.starts_with(FORMULA) || clean(text).trim_start().starts_with(FORMULA) {
        Cow::Owned(format!("'{}", clean(text)))
    } else {
        clean(text)
    }
}

const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::model::Row;

    #[test]
    fn figures_open_in_excel_with_their_marks() {
        let rows = [
            FigureRow {
                id: "settled.overdue".into(),
                label: "Quá hạn".into(),
                n: 15,
                of: Some(1222),
                rules: vec![RuleKind::Pause],
            },
            FigureRow {
                id: "settled.total".into(),
                label: "Đã giải quyết, \"kỳ\"".into(),
                n: 1222,
                of: None,
                rules: Vec::new(),
            },
            FigureRow { id: "open.overdue".into(), label: "Quá hạn".into(), n: 0, of: Some(0), rules: Vec::new() },
        ];
        let rules = [(RuleKind::Lateness, "A".to_owned()), (RuleKind::Pause, "B; C".to_owned())];
        let bytes = figures(&rows, &rules).expect("written");
        assert_eq!(
            String::from_utf8(bytes).expect("UTF-8"),
            "\u{feff}id,label,n,of,pct,rules\r\nsettled.overdue,Quá hạn,15,1222,\"1,23\",Cách tính tạm dừng: B; C\r\n\
             settled.total,\"Đã giải quyết, \"\"kỳ\"\"\",1222,,,\r\nopen.overdue,Quá hạn,0,0,–,\r\n"
        );
    }

    #[test]
    fn what_does_not_add_up_ends_the_file_in_rows_as_wide_as_the_others() {
        let said = ["Quá hạn (2) lớn hơn tổng (1).".to_owned()];
        let text = |columns| String::from_utf8(findings(&said, columns).expect("written")).expect("UTF-8");
        assert_eq!(text(4), "finding,Quá hạn (2) lớn hơn tổng (1).,,\r\n");
        assert_eq!(text(1), "finding: Quá hạn (2) lớn hơn tổng (1).\r\n");
        assert_eq!(findings(&[], 4).expect("written"), Vec::<u8>::new());
        let broken = Report { findings: said.to_vec(), ..crate::report::sample::report() };
        let written = String::from_utf8(write(&broken).expect("written")).expect("UTF-8");
        assert!(written.contains("\r\nfinding,Quá hạn (2)"), "{written}");
    }

    #[test]
    fn formulas_become_words_and_numbers_stay_numbers() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("+84 90", "'+84 90"),
            ("-x", "'-x"),
            ("@a", "'@a"),
            ("\t=1", "' =1"),
            ("\u{200b}=1", "'=1"),
            ("a=1", "a=1"),
        ] {
            assert_eq!(guard(text), safe);
        }
        let mut list = Table::simple("d", "", &[("Tên", 1), ("Số", 1), ("Ngày", 1)]);
        let day = "2026-11-20".parse().expect("a day");
        list.rows.push(Row::new(vec![Cell::text("=cmd"), Cell::Integer(-1234, None), Cell::Date(day)]));
        let text = String::from_utf8(table(&list).expect("written")).expect("UTF-8");
        assert_eq!(text, "\u{feff}Tên,Số,Ngày\r\n'=cmd,-1234,2026-11-20\r\n");
    }
}
