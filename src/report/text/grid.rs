//! A table drawn with lines: spanning header cells, column numbers, rows with wrapped cells.

use unicode_width::UnicodeWidthStr;

use super::widths::{self, BETWEEN};
use super::wrap::wrap;
use super::{Span, TextLine, place};
use crate::report::ReportError;
use crate::report::clean::clean;
use crate::report::model::{Align, Emphasis, HeaderGrid, Row, Table};

/// One cell of a drawn row: how many columns it covers, and its lines.
struct Drawn {
    columns: usize,
    lines: Vec<TextLine>,
}

/// Draws the table in `width` cells, or more if its numbers ask for it.
pub fn draw(table: &Table, width: usize) -> Result<Vec<TextLine>, ReportError> {
    let grid = table.grid()?;
    let widths = widths::columns(table, &grid, width);
    let mut out = header(&grid, &widths);
    // Below the header every column is a cell of its own.
    let plain: Vec<usize> = (0..widths.len()).map(|column| usize::MAX - column).collect();
    let above = grid.owner.last();
    if !table.numbers.is_empty() {
        out.push(border(above.map(Vec::as_slice), Some(&plain), &widths));
        let cells = table.numbers.iter().zip(&widths);
        let cells = cells.map(|(text, &w)| boxed(Span::new(clean(text), Emphasis::Italic), w, Align::Centre));
        out.extend(row_lines(&cells.collect::<Vec<_>>(), &widths));
        out.push(full_border(&widths));
    } else {
        out.push(border(above.map(Vec::as_slice), Some(&plain), &widths));
    }
    for (i, row) in table.rows.iter().enumerate() {
        if row.total && i > 0 {
            out.push(full_border(&widths));
        }
        out.extend(body_row(table, row, &widths));
    }
    out.push(border(Some(&plain), None, &widths));
    Ok(out)
}

fn body_row(table: &Table, row: &Row, widths: &[usize]) -> Vec<TextLine> {
    let emphasis = if row.total { Emphasis::Bold } else { Emphasis::Plain };
    let cells: Vec<Drawn> = row
        .cells
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(column, (cell, &width))| {
            let mut span = Span::new(clean(&cell.printed()), emphasis);
            span.reference = cell.reference().cloned();
            boxed(span, width, table.align(column, cell))
        })
        .collect();
    row_lines(&cells, widths)
}

/// A text wrapped into a cell of one column.
fn boxed(span: Span, width: usize, align: Align) -> Drawn {
    let lines = wrap(&[span], width, width).into_iter().map(|spans| place(spans, width, align)).collect();
    Drawn { columns: 1, lines }
}

/// The header rows with the border above each.
fn header(grid: &HeaderGrid<'_>, widths: &[usize]) -> Vec<TextLine> {
    let texts: Vec<Vec<TextLine>> = grid
        .cells
        .iter()
        .map(|placed| {
            let columns = usize::from(placed.cell.columns.max(1));
            let span = Span::new(clean(&placed.cell.text), Emphasis::Bold);
            boxed(span, span_width(widths, placed.column, columns), Align::Centre).lines
        })
        .collect();
    let heights = heights(grid, &texts);
    let mut out = Vec::new();
    for (row, owner) in grid.owner.iter().enumerate() {
        out.push(border(row.checked_sub(1).map(|r| grid.owner[r].as_slice()), Some(owner), widths));
        let (mut cells, mut column) = (Vec::new(), 0);
        while column < widths.len() {
            let index = owner[column];
            let placed = grid.cells[index];
            let columns = usize::from(placed.cell.columns.max(1));
            let before: usize = heights[placed.row..row].iter().sum();
            let lines = texts[index].iter().skip(before);
            // What does not fit here goes on in the next row that the cell covers.
            let here = row + 1 < placed.row + usize::from(placed.cell.rows.max(1));
            let lines = if here { lines.take(heights[row]).cloned().collect() } else { lines.cloned().collect() };
            cells.push(Drawn { columns, lines });
            column += columns;
        }
        out.extend(row_lines(&cells, widths));
    }
    out
}

/// Lines of each header row, so that every cell has room over the rows it covers.
fn heights(grid: &HeaderGrid<'_>, texts: &[Vec<TextLine>]) -> Vec<usize> {
    let mut heights = vec![1; grid.owner.len()];
    let covered = |rows: u16| usize::from(rows.max(1));
    for (placed, text) in grid.cells.iter().zip(texts).filter(|(placed, _)| covered(placed.cell.rows) == 1) {
        heights[placed.row] = heights[placed.row].max(text.len());
    }
    for (placed, text) in grid.cells.iter().zip(texts) {
        let last = placed.row + covered(placed.cell.rows) - 1;
        let room: usize = heights[placed.row..=last].iter().sum();
        heights[last] += text.len().saturating_sub(room);
    }
    heights
}

/// Width of a cell over several columns, the lines between them included.
fn span_width(widths: &[usize], column: usize, columns: usize) -> usize {
    widths[column..column + columns].iter().sum::<usize>() + BETWEEN * (columns - 1)
}

/// The cells side by side between vertical lines, as high as the highest.
fn row_lines(cells: &[Drawn], widths: &[usize]) -> Vec<TextLine> {
    let height = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0).max(1);
    (0..height)
        .map(|i| {
            let mut line = TextLine::of("│ ", Emphasis::Plain);
            let mut column = 0;
            for cell in cells {
                let width = span_width(widths, column, cell.columns);
                column += cell.columns;
                let spans = cell.lines.get(i).map_or(&[][..], |l| &l.spans);
                let used: usize = spans.iter().map(Span::width).sum();
                line.spans.extend_from_slice(spans);
                line.blank(width.saturating_sub(used));
                let last = column == widths.len();
                line.spans.push(Span::new(if last { " │" } else { " │ " }, Emphasis::Plain));
            }
            line
        })
        .collect()
}

/// A line right across between two rows of single cells.
fn full_border(widths: &[usize]) -> TextLine {
    let above: Vec<usize> = (0..widths.len()).collect();
    let below: Vec<usize> = (widths.len()..2 * widths.len()).collect();
    border(Some(&above), Some(&below), widths)
}

/// The border between two rows, each given by the owner of every column; `None` is the outside. Where one cell covers
/// both rows there is no line.
fn border(above: Option<&[usize]>, below: Option<&[usize]>, widths: &[usize]) -> TextLine {
    let last = widths.len();
    let across = |column: usize| match (above, below) {
        (Some(above), Some(below)) => above[column] != below[column],
        _ => true,
    };
    let upright = |row: Option<&[usize]>, edge: usize| {
        row.is_some_and(|row| edge == 0 || edge == last || row[edge - 1] != row[edge])
    };
    let mut text = String::new();
    for edge in 0..=last {
        let left = edge > 0 && across(edge - 1);
        let right = edge < last && across(edge);
        text.push(corner(upright(above, edge), upright(below, edge), left, right));
        if edge < last {
            text.push_str(&if right { "─" } else { " " }.repeat(widths[edge] + BETWEEN - 1));
        }
    }
    debug_assert_eq!(text.width(), span_width(widths, 0, last) + 4);
    TextLine::of(text, Emphasis::Plain)
}

const fn corner(up: bool, down: bool, left: bool, right: bool) -> char {
    match (up, down, left, right) {
        (true, true, true, true) => '┼',
        (true, true, false, true) => '├',
        (true, true, true, false) => '┤',
        (true, true, false, false) => '│',
        (false, true, true, true) => '┬',
        (true, false, true, true) => '┴',
        (false, true, false, true) => '┌',
        (false, true, true, false) => '┐',
        (true, false, false, true) => '└',
        (true, false, true, false) => '┘',
        (false, false, false, false) => ' ',
        _ => '─',
    }
}
