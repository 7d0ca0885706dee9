//! Tables: columns, a header of spanning cells in one or more rows, and rows of typed cells.

use super::run::FigureRef;
use crate::domain::day::{Day, Moment};
use crate::domain::number::{decimal, percent, vietnamese_number};

/// Alignment between the edges of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// One column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Width relative to the other columns; about the characters it is to hold.
    pub width: u16,
    /// Alignment; where empty, the kind of each cell decides.
    pub align: Option<Align>,
}

/// One cell of the header. As in HTML, a row lists only the cells that begin in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderCell {
    /// Its words.
    pub text: String,
    /// Columns it spans, at least 1.
    pub columns: u16,
    /// Rows it spans, at least 1.
    pub rows: u16,
}

impl HeaderCell {
    /// A cell of one column and one row.
    pub fn new(text: impl Into<String>) -> HeaderCell {
        HeaderCell::spanning(text, 1, 1)
    }

    /// A cell over several columns or rows.
    pub fn spanning(text: impl Into<String>, columns: u16, rows: u16) -> HeaderCell {
        HeaderCell { text: text.into(), columns, rows }
    }
}

/// One cell of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// The code of a dossier, which the preview can open by its id.
    Code(String, i64),
    /// A count, and what it counts where the preview can open it.
    Integer(i64, Option<FigureRef>),
    /// A number that names its row and counts nothing: it has no thousands dot.
    Ordinal(i64),
    /// A number with two decimals, in hundredths: 1250 is `12,50`; and what it comes from where the preview can open it.
    Decimal(i64, Option<FigureRef>),
    /// `n` of `of` in percent with two decimals; a zero denominator prints `–`.
    Percent {
        /// Numerator.
        n: i64,
        /// Denominator.
        of: i64,
        /// What the numerator counts, where the preview can open it.
        reference: Option<FigureRef>,
    },
    /// A day.
    Date(Day),
    /// A minute.
    Moment(Moment),
}

impl Cell {
    /// A cell of words.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    /// A count that opens the dossiers of a figure.
    pub fn figure(n: i64, reference: FigureRef) -> Cell {
        Cell::Integer(n, Some(reference))
    }

    /// A share that opens the dossiers of its numerator.
    pub fn share(n: i64, of: i64, reference: FigureRef) -> Cell {
        Cell::Percent { n, of, reference: Some(reference) }
    }

    /// A day, or nothing.
    pub fn date(day: Option<Day>) -> Cell {
        day.map_or(Cell::Empty, Cell::Date)
    }

    /// A minute, or nothing.
    pub fn moment(moment: Option<Moment>) -> Cell {
        moment.map_or(Cell::Empty, Cell::Moment)
    }

    /// As paper and screen print it.
    pub fn printed(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Code(text, _) => text.clone(),
            Cell::Integer(n, _) => vietnamese_number(*n),
            Cell::Ordinal(n) => n.to_string(),
            Cell::Decimal(hundredths, _) => decimal(*hundredths),
            Cell::Percent { n, of, .. } => share(*n, *of),
            Cell::Date(day) => day.vietnamese(),
            Cell::Moment(moment) => moment.vietnamese(),
        }
    }

    /// Numbers stand at the right, dates in the middle, words at the left.
    pub const fn align(&self) -> Align {
        match self {
            Cell::Empty | Cell::Text(_) | Cell::Code(..) => Align::Left,
            Cell::Integer(..) | Cell::Ordinal(_) | Cell::Decimal(..) | Cell::Percent { .. } => Align::Right,
            Cell::Date(_) | Cell::Moment(_) => Align::Centre,
        }
    }

    /// What the number counts.
    pub const fn reference(&self) -> Option<&FigureRef> {
        match self {
            Cell::Integer(_, reference) | Cell::Decimal(_, reference) => reference.as_ref(),
            // A share of nothing opens nothing.
            Cell::Percent { of: 1.., reference, .. } => reference.as_ref(),
            _ => None,
        }
    }
}

impl Cell {
    /// The dossier that it names.
    pub const fn dossier(&self) -> Option<i64> {
        match self {
            Cell::Code(_, id) => Some(*id),
            _ => None,
        }
    }
}

/// `n` of `of` in percent, or `–` for a zero denominator, which is neither 0 nor 100 percent.
pub fn share(n: i64, of: i64) -> String {
    percent(n, of).unwrap_or_else(|| "–".to_owned())
}

/// One row of the body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// One cell per column.
    pub cells: Vec<Cell>,
    /// A total, printed bold.
    pub total: bool,
}

impl Row {
    /// An ordinary row.
    pub fn new(cells: Vec<Cell>) -> Row {
        Row { cells, total: false }
    }

    /// A row of totals.
    pub fn total(cells: Vec<Cell>) -> Row {
        Row { cells, total: true }
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Short name, for the sheet of a workbook.
    pub name: String,
    /// Title above the table; may be empty.
    pub title: String,
    /// What is counted, printed at the right above the table (`Đơn vị tính: …`); may be empty.
    pub unit: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// Header rows.
    pub header: Vec<Vec<HeaderCell>>,
    /// The row of column numbers, one text per column; may be empty.
    pub numbers: Vec<String>,
    /// The body.
    pub rows: Vec<Row>,
    /// Printed on pages turned on their side.
    pub landscape: bool,
}

impl Table {
    /// A table with a one-row header: a title and a relative width per column.
    pub fn simple(name: &str, title: &str, columns: &[(&str, u16)]) -> Table {
        Table {
            name: name.to_owned(),
            title: title.to_owned(),
            columns: columns.iter().map(|&(_, width)| Column { width, align: None }).collect(),
            header: vec![columns.iter().map(|&(text, _)| HeaderCell::new(text)).collect()],
            ..Table::default()
        }
    }

    /// Where a cell of `column` stands.
    pub fn align(&self, column: usize, cell: &Cell) -> Align {
        self.columns.get(column).and_then(|c| c.align).unwrap_or(cell.align())
    }

    /// The column numbers, with a blank after `=` and `+` so that `(3)=(4)+(5)+(6)` can wrap in a narrow column.
    pub fn number_texts(&self) -> impl Iterator<Item = String> {
        self.numbers.iter().map(|text| text.replace('=', "= ").replace('+', "+ "))
    }

    /// The header as a full grid, after checking that everything has its place.
    pub fn grid(&self) -> Result<HeaderGrid<'_>, TableFault> {
        let fault = |what| TableFault { table: self.name.clone(), what };
        let width = self.columns.len();
        if width == 0 {
            return Err(fault("bảng không có cột"));
        }
        if self.rows.iter().any(|row| row.cells.len() != width) {
            return Err(fault("có dòng không đủ hoặc thừa ô"));
        }
        if !self.numbers.is_empty() && self.numbers.len() != width {
            return Err(fault("dòng số cột không khớp số cột"));
        }
        HeaderGrid::place(&self.header, width).ok_or_else(|| fault("các ô tiêu đề không khớp nhau"))
    }
}

/// A table whose parts do not fit together: a fault of the program that built it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("bảng “{table}”: {what}")]
pub struct TableFault {
    /// Name of the table.
    pub table: String,
    /// What is wrong.
    pub what: &'static str,
}

/// A header cell with its place.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    /// First row.
    pub row: usize,
    /// First column.
    pub column: usize,
    /// The cell.
    pub cell: &'a HeaderCell,
}

/// The header with the owner of every place known.
#[derive(Clone, Debug)]
pub struct HeaderGrid<'a> {
    /// The cells, row by row from the left.
    pub cells: Vec<Placed<'a>>,
    /// For each row and column the index of the cell that covers it.
    pub owner: Vec<Vec<usize>>,
}

impl<'a> HeaderGrid<'a> {
    /// `None` where cells overlap, stick out or leave a hole.
    fn place(header: &'a [Vec<HeaderCell>], width: usize) -> Option<HeaderGrid<'a>> {
        let mut owner = vec![vec![usize::MAX; width]; header.len()];
        let mut cells = Vec::new();
        for (row, listed) in header.iter().enumerate() {
            for cell in listed {
                let column = owner[row].iter().position(|&o| o == usize::MAX)?;
                let (columns, rows) = (usize::from(cell.columns.max(1)), usize::from(cell.rows.max(1)));
                for line in row..row + rows {
                    for place in owner.get_mut(line)?.get_mut(column..column + columns)? {
                        if *place != usize::MAX {
                            return None;
                        }
                        *place = cells.len();
                    }
                }
                cells.push(Placed { row, column, cell });
            }
        }
        owner.iter().flatten().all(|&o| o != usize::MAX).then_some(HeaderGrid { cells, owner })
    }

    /// The header of one column as one text, group first: `Đã giải quyết: Quá hạn`.
    pub fn flat(&self, column: usize) -> String {
        let mut parts: Vec<&str> = Vec::new();
        let mut last = usize::MAX;
        for row in &self.owner {
            if row[column] != last {
                last = row[column];
                parts.push(&self.cells[last].cell.text);
            }
        }
        parts.join(": ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_rows() -> Table {
        Table {
            name: "thử".to_owned(),
            columns: vec![Column { width: 1, align: None }; 4],
            header: vec![
                vec![
                    HeaderCell::spanning("TT", 1, 2),
                    HeaderCell::spanning("Đã giải quyết", 2, 1),
                    HeaderCell::spanning("Ghi chú", 1, 2),
                ],
                vec![HeaderCell::new("Đúng hạn"), HeaderCell::new("Quá hạn")],
            ],
            ..Table::default()
        }
    }

    #[test]
    fn header_cells_fall_into_their_places() {
        let table = two_rows();
        let grid = table.grid().expect("a sound header");
        assert_eq!(grid.owner, vec![vec![0, 1, 1, 2], vec![0, 3, 4, 2]]);
        assert_eq!(
            (0..4).map(|c| grid.flat(c)).collect::<Vec<_>>(),
            ["TT", "Đã giải quyết: Đúng hạn", "Đã giải quyết: Quá hạn", "Ghi chú"]
        );
    }

    #[test]
    fn a_header_or_row_that_does_not_fit_is_a_fault() {
        let mut hole = two_rows();
        hole.header[1].pop();
        assert!(hole.grid().is_err());
        let mut overlap = two_rows();
        overlap.header[0][1].columns = 4;
        assert!(overlap.grid().is_err());
        let mut short = two_rows();
        short.rows.push(Row::new(vec![Cell::Empty; 3]));
        assert_eq!(short.grid().map(|_| ()).map_err(|f| f.what), Err("có dòng không đủ hoặc thừa ô"));
    }
}
