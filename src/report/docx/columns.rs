//! Widths of a table's columns on paper: the shares that the table asks for, but no word or number is broken while
//! other columns have room to give.

use super::xml::share;
use crate::report::measure::bold_width;
use crate::report::model::{HeaderGrid, Table};

/// A column never asks for more than this part of the table for the sake of one long word.
const GREATEST_PART: u32 = 4;

/// Widths in twips that add up to `total`, for text of a size in half-points with a margin at either side.
pub fn widths(table: &Table, grid: &HeaderGrid<'_>, total: u32, text: (u32, u32)) -> Vec<u32> {
    let wanted = share(total, &table.columns.iter().map(|c| c.width).collect::<Vec<_>>());
    let least = least(table, grid, total, text);
    let missing: u32 = wanted.iter().zip(&least).map(|(w, l)| l.saturating_sub(*w)).sum();
    let spare: u32 = wanted.iter().zip(&least).map(|(w, l)| w.saturating_sub(*l)).sum();
    if missing == 0 {
        return wanted;
    }
    // Where not even the longest words fit, every column is short by the same part.
    if missing > spare {
        return share(total, &least.iter().map(|&w| u16::try_from(w).unwrap_or(u16::MAX)).collect::<Vec<_>>());
    }
    let mut out: Vec<u32> =
        wanted.iter().zip(&least).map(|(&w, &l)| if w < l { l } else { w - (w - l) * missing / spare }).collect();
    // What the rounding left over goes to the widest column.
    let over = total.abs_diff(out.iter().sum());
    if let Some(widest) = out.iter_mut().max() {
        *widest -= over;
    }
    out
}

/// Whether no word has to be broken.
pub fn fit(table: &Table, grid: &HeaderGrid<'_>, total: u32, text: (u32, u32)) -> bool {
    least(table, grid, total, text).iter().sum::<u32>() <= total
}

/// The longest word of each column with the blanks beside it.
fn least(table: &Table, grid: &HeaderGrid<'_>, total: u32, (half_points, margin): (u32, u32)) -> Vec<u32> {
    let mut least = vec![0; table.columns.len()];
    let mut ask = |column: usize, text: &str| {
        // Two twips more than measured, against rounding in the office program.
        let word = text.split(' ').map(|word| bold_width(word, half_points)).max().unwrap_or(0) + 2 * margin + 20;
        least[column] = least[column].max(word.min(total / GREATEST_PART));
    };
    for placed in grid.cells.iter().filter(|placed| placed.cell.columns <= 1) {
        ask(placed.column, &placed.cell.text);
    }
    for (column, text) in table.number_texts().enumerate() {
        ask(column, &text);
    }
    for row in &table.rows {
        for (column, cell) in row.cells.iter().enumerate() {
            ask(column, &cell.printed());
        }
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::docx::table::MARGIN;
    use crate::report::model::{Cell, Row};

    #[test]
    fn a_narrow_column_is_given_room_for_its_word() {
        let mut table = Table::simple("t", "", &[("STT", 1), ("Tên", 60), ("Mã", 10)]);
        table.rows.push(Row::new(vec![Cell::Integer(1, None), Cell::text("một hai ba"), Cell::text("H15.12-0001")]));
        let grid = table.grid().expect("a sound table");
        let widths = widths(&table, &grid, 9354, (24, MARGIN));
        assert_eq!(widths.iter().sum::<u32>(), 9354);
        assert!(widths[0] >= bold_width("STT", 24) + 2 * MARGIN, "{widths:?}");
        assert!(widths[2] >= bold_width("H15.12-0001", 24) + 2 * MARGIN, "{widths:?}");
    }

    #[test]
    fn where_no_column_has_room_the_shares_stand() {
        let titles: Vec<(&str, u16)> = vec![("Nghiêng", 1); 60];
        let table = Table::simple("t", "", &titles);
        let grid = table.grid().expect("a sound table");
        assert_eq!(widths(&table, &grid, 6000, (24, MARGIN)), vec![100; 60]);
    }
}
