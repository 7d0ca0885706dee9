//! A table drawn with lines: spanning header cells, column numbers, rows with wrapped cells.

use super::widths::{self, BETWEEN};
use super::wrap::wrap;
use super::{Span, TextLine, place};
use crate::report::ReportError;
use crate::report::clean::clean;
use crate::report::model::{Align, Emphasis, HeaderGrid, Placed, Row, Table};

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
        out.push(plain_border(above.map(Vec::as_slice), Some(&plain), &widths));
        let cells = table.number_texts().zip(&widths);
        let cells = cells.map(|(text, &w)| boxed(Span::new(clean(&text), Emphasis::Italic), w, Align::Centre));
        out.extend(row_lines(&cells.collect::<Vec<_>>(), &widths));
        out.push(full_border(&widths));
    } else {
        out.push(plain_border(above.map(Vec::as_slice), Some(&plain), &widths));
    }
    for (i, row) in table.rows.iter().enumerate() {
        if row.total && i > 0 {
            out.push(full_border(&widths));
        }
        out.extend(body_row(table, row, &widths));
    }
    out.push(plain_border(Some(&plain), None, &widths));
    let head = head(table, &widths, width);
    out.iter_mut().for_each(|line| line.head = head);
    Ok(out)
}

/// Cells of the columns that name a row, with the lines around them: those before its first figure, or through the code
/// of its dossier. They leave a quarter of the room at least to the others; columns that would not are not among them.
fn head(table: &Table, widths: &[usize], room: usize) -> usize {
    let cells = |column: usize| table.rows.iter().filter_map(move |row| row.cells.get(column));
    let mut end = 0;
    for (column, &width) in widths.iter().enumerate() {
        let next = end.max(1) + width + BETWEEN;
        if cells(column).any(|cell| cell.reference().is_some()) || next > room * 3 / 4 {
            break;
        }
        end = next;
        if cells(column).any(|cell| cell.dossier().is_some()) {
            break;
        }
    }
    end
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
            span.dossier = cell.dossier();
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
    let mut texts: Vec<Vec<TextLine>> = grid
        .cells
        .iter()
        .map(|placed| {
            let span = Span::new(clean(&placed.cell.text), Emphasis::Bold);
            boxed(span, span_width(widths, placed.column, columns(placed)), Align::Centre).lines
        })
        .collect();
    let heights = heights(grid, &texts);
    // From here on the lines of each cell are used up from the top, across the borders that it covers.
    texts.iter_mut().for_each(|lines| lines.reverse());
    let mut out = Vec::new();
    for (row, owner) in grid.owner.iter().enumerate() {
        let above = row.checked_sub(1).map(|r| grid.owner[r].as_slice());
        out.push(border(above, Some(owner), widths, &mut |cell| texts[cell].pop().unwrap_or_default()));
        let mut cells = Vec::new();
        let mut column = 0;
        while column < widths.len() {
            let (placed, lines) = (&grid.cells[owner[column]], &mut texts[owner[column]]);
            let here = lines.len().min(heights[row]);
            let lines = lines.drain(lines.len() - here..).rev().collect();
            cells.push(Drawn { columns: columns(placed), lines });
            column += columns(placed);
        }
        out.extend(row_lines(&cells, widths));
    }
    out
}

fn columns(placed: &Placed<'_>) -> usize {
    usize::from(placed.cell.columns.max(1))
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
        // The borders that a cell covers give room as well.
        let room = heights[placed.row..=last].iter().sum::<usize>() + (last - placed.row);
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
    plain_border(Some(&above), Some(&below), widths)
}

/// A border that no cell covers.
fn plain_border(above: Option<&[usize]>, below: Option<&[usize]>, widths: &[usize]) -> TextLine {
    border(above, below, widths, &mut |_| TextLine::default())
}

/// The border between two rows, each given by the owner of every column; `None` is the outside. Where one cell covers
/// both rows there is no line: `covered` gives the line of that cell's text.
fn border(
    above: Option<&[usize]>,
    below: Option<&[usize]>,
    widths: &[usize],
    covered: &mut dyn FnMut(usize) -> TextLine,
) -> TextLine {
    let last = widths.len();
    let shared = |column: usize| match (above, below) {
        (Some(above), Some(below)) if above[column] == below[column] => Some(above[column]),
        _ => None,
    };
    let upright = |row: Option<&[usize]>, edge: usize| {
        row.is_some_and(|row| edge == 0 || edge == last || row[edge - 1] != row[edge])
    };
    let mut out = TextLine::default();
    let mut column = 0;
    while column <= last {
        let left = column > 0 && shared(column - 1).is_none();
        let right = column < last && shared(column).is_none();
        let mut text = String::from(corner(upright(above, column), upright(below, column), left, right));
        let Some(&width) = widths.get(column) else {
            out.spans.push(Span::new(text, Emphasis::Plain));
            break;
        };
        let Some(owner) = shared(column) else {
            text.push_str(&"─".repeat(width + BETWEEN - 1));
            out.spans.push(Span::new(text, Emphasis::Plain));
            column += 1;
            continue;
        };
        let columns = (column..last).take_while(|&c| shared(c) == Some(owner)).count();
        let line = covered(owner);
        let used: usize = line.spans.iter().map(Span::width).sum();
        text.push(' ');
        out.spans.push(Span::new(text, Emphasis::Plain));
        out.spans.extend(line.spans);
        out.blank((span_width(widths, column, columns) + 1).saturating_sub(used));
        column += columns;
    }
    out
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
