//! How wide the columns of a table are in cells.

use crate::domain::text::width;
use crate::report::clean::clean;
use crate::report::model::{Align, Cell, HeaderGrid, Table};

/// A longer word is cut: no column of words asks for more.
const WORD_LIMIT: usize = 26;

/// Words narrower than this make a ladder, so even a table that is too wide gives a column of words so much.
const COMFORT: usize = 18;

/// A title of up to this width likes to stand on one line; a longer one wraps, and the column's cells decide.
const TITLE_LIMIT: usize = 12;

/// Cells between two columns: a blank, the line, a blank.
pub const BETWEEN: usize = 3;

/// `total` shared among relative widths; the shares add up.
pub fn share(total: usize, parts: &[u16]) -> Vec<usize> {
    let whole: usize = parts.iter().map(|&p| usize::from(p.max(1))).sum();
    let (mut before, mut given) = (0, 0);
    parts
        .iter()
        .map(|&part| {
            before += usize::from(part.max(1));
            let width = total * before / whole.max(1) - given;
            given += width;
            width
        })
        .collect()
}

/// What a column needs at least (its longest word, its numbers whole) and what it would like (its longest cell).
#[derive(Clone, Copy, Default)]
struct Need {
    least: usize,
    most: usize,
}

/// Widths of the columns so that the table fits `room` cells, if its numbers and longest words let it.
pub fn columns(table: &Table, grid: &HeaderGrid<'_>, room: usize) -> Vec<usize> {
    let needs = needs(table, grid);
    let frame = BETWEEN * needs.len() + 1;
    let room = room.saturating_sub(frame);
    let least: usize = needs.iter().map(|n| n.least).sum();
    let wanted: usize = needs.iter().map(|n| n.most - n.least).sum();
    let spare = room.saturating_sub(least);
    needs
        .iter()
        .map(|need| {
            let wish = need.most - need.least;
            need.least + if wanted <= spare { wish } else { spare * wish / wanted.max(1) }
        })
        .collect()
}

fn needs(table: &Table, grid: &HeaderGrid<'_>) -> Vec<Need> {
    let mut needs = vec![Need { least: 1, most: 1 }; table.columns.len()];
    for placed in grid.cells.iter().filter(|placed| placed.cell.columns <= 1) {
        let need = &mut needs[placed.column];
        need.least = need.least.max(longest_word(&placed.cell.text));
        let whole = width(&placed.cell.text);
        need.most = need.most.max(if whole <= TITLE_LIMIT { whole } else { need.least });
    }
    for (need, number) in needs.iter_mut().zip(table.number_texts()) {
        need.least = need.least.max(longest_word(&number));
        need.most = need.most.max(width(&number));
    }
    for row in &table.rows {
        for (need, cell) in needs.iter_mut().zip(&row.cells) {
            let text = cell.printed();
            let text = clean(&text);
            let whole = width(&text);
            let words = matches!(cell, Cell::Text(_) | Cell::Code(..)) && cell.align() == Align::Left;
            need.least = need.least.max(if words { longest_word(&text).max(whole.min(COMFORT)) } else { whole });
            need.most = need.most.max(whole);
        }
    }
    needs.iter().map(|need| Need { least: need.least, most: need.most.max(need.least) }).collect()
}

fn longest_word(text: &str) -> usize {
    text.split(' ').map(width).max().unwrap_or(0).min(WORD_LIMIT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::model::Row;

    #[test]
    fn numbers_stay_whole_and_words_give_way() {
        let mut table = Table::simple("t", "", &[("TT", 1), ("Lĩnh vực", 9), ("Tổng số", 3)]);
        let name = "Đất đai, tài nguyên và môi trường nông thôn";
        table.rows.push(Row::new(vec![Cell::Integer(1, None), Cell::text(name), Cell::Integer(1_234_567, None)]));
        let grid = table.grid().expect("a sound table");
        assert_eq!(columns(&table, &grid, 200), [2, width(name), 9]);
        let narrow = columns(&table, &grid, 40);
        assert_eq!((narrow[0], narrow[2]), (2, 9));
        assert_eq!(narrow.iter().sum::<usize>() + 10, 40);
    }
}
