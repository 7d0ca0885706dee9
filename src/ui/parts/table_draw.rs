//! Drawing a table and finding its rows under the mouse. Narrow windows drop columns by rank, wide ones stretch them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put, put_right, row};
use crate::ui::parts::table::{Column, Row, RowId, Table};
use crate::ui::text::{clip, wrap};

/// The margin: bar, mark, sign.
const MARGIN: u16 = 4;

/// A column that is shown: its index, its place and its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Index among the columns.
    pub index: usize,
    /// Cells from the left edge of the table.
    pub x: u16,
    /// Cells it may use.
    pub width: u16,
}

/// Which columns fit into `width` cells and where they stand.
pub fn fit(columns: &[Column], width: u16) -> Vec<Shown> {
    let room = width.saturating_sub(MARGIN);
    let mut kept: Vec<usize> = (0..columns.len()).collect();
    let mut widths: Vec<u16> = columns.iter().map(|column| column.least).collect();
    let need = |widths: &[u16]| -> u16 { widths.iter().map(|width| width + 1).sum::<u16>().saturating_sub(1) };
    while need(&widths) > room {
        let Some(at) = (0..kept.len()).rev().max_by_key(|at| columns[kept[*at]].rank) else { break };
        let (column, missing) = (&columns[kept[at]], need(&widths) - room);
        if widths[at].saturating_sub(missing) >= column.tight {
            widths[at] -= missing;
        } else if column.rank == 0 {
            break;
        } else {
            kept.remove(at);
            widths.remove(at);
        }
    }
    let mut spare = room.saturating_sub(need(&widths));
    // The important columns are filled first, then the others get what is left.
    let mut order: Vec<usize> = (0..kept.len()).collect();
    order.sort_by_key(|at| columns[kept[*at]].rank);
    for at in order {
        let more = (columns[kept[at]].most - widths[at]).min(spare);
        widths[at] += more;
        spare -= more;
    }
    let mut x = MARGIN;
    let place = |(index, width): (usize, u16)| {
        let shown = Shown { index, x, width };
        x = x.saturating_add(width + 1);
        shown
    };
    kept.into_iter().zip(widths).map(place).collect()
}

/// Where the columns of a table stand that are shown; each is named by its index among all.
fn places(table: &Table, width: u16) -> Vec<Shown> {
    let shown = fit(&table.shown_columns(), width);
    shown.into_iter().map(|place| Shown { index: table.chosen()[place.index], ..place }).collect()
}

/// The headings that a table shows in so many cells.
pub fn shown_titles(table: &Table, width: u16) -> Vec<&str> {
    places(table, width).iter().map(|place| table.columns()[place.index].title.as_str()).collect()
}

/// The row at a cell, for a click; the heading is none.
pub fn row_at(table: &Table, area: Rect, x: u16, y: u16) -> Option<RowId> {
    if !area.contains(Position { x, y }) || y == area.y {
        return None;
    }
    let line = usize::from(y - area.y - 1);
    table.rows().get(table.top_for(area.height - 1) + line).map(|row| row.id)
}

/// The column whose heading is at a cell, for a click.
pub fn heading_at(table: &Table, area: Rect, x: u16, y: u16) -> Option<usize> {
    if !area.contains(Position { x, y }) || y != area.y {
        return None;
    }
    let at = x - area.x;
    let shown = places(table, area.width);
    shown.into_iter().find(|place| (place.x..place.x + place.width).contains(&at)).map(|place| place.index)
}

/// Draws the heading and the rows. `empty` is the sentence shown when there is none.
pub fn draw_table(table: &Table, buf: &mut Buffer, area: Rect, look: &Look, empty: &str) {
    let area = area.intersection(buf.area);
    fill(buf, area, look.style(Tone::Normal));
    if area.is_empty() {
        return;
    }
    let shown = places(table, area.width);
    for place in &shown {
        let column = &table.columns()[place.index];
        let title = match table.sorted() {
            Some((at, down)) if at == place.index => {
                // The sign stays where the words have to be cut short.
                let words = clip(&column.title, usize::from(place.width).saturating_sub(2));
                format!("{words} {}", if down { '▼' } else { '▲' })
            }
            _ => column.title.clone(),
        };
        cell(buf, row(area, 0), *place, &title, column.right, look.style(Tone::Title));
    }
    let body = Rect { y: area.y + 1, height: area.height - 1, ..area };
    if table.rows().is_empty() {
        let lines = wrap(empty, usize::from(body.width.saturating_sub(MARGIN + 1)));
        for (dy, line) in (0..body.height).zip(lines) {
            put(buf, body, MARGIN, dy, &line, look.style(Tone::Dim));
        }
        return;
    }
    let (top, at) = (table.top_for(body.height), table.index());
    for (dy, data) in table.rows().iter().skip(top).take(usize::from(body.height)).enumerate() {
        draw_row(table, data, buf, row(body, dy as u16), look, &shown, at == Some(top + dy));
    }
}

fn draw_row(table: &Table, data: &Row, buf: &mut Buffer, line: Rect, look: &Look, shown: &[Shown], selected: bool) {
    let style = |tone| look.style(if selected { Tone::Selected } else { tone });
    if selected {
        fill(buf, line, look.style(Tone::Selected));
        put(buf, line, 0, 0, ">", style(Tone::Normal));
    }
    if table.marks().contains(&data.id) {
        put(buf, line, 1, 0, "#", style(Tone::Title));
    }
    put(buf, line, 2, 0, data.tone.sign(), style(data.tone));
    for place in shown {
        if let Some(value) = data.cells.get(place.index) {
            let right = table.columns()[place.index].right;
            cell(buf, line, *place, &value.text, right, style(value.tone));
        }
    }
}

fn cell(buf: &mut Buffer, line: Rect, place: Shown, text: &str, right: bool, style: ratatui::style::Style) {
    if place.x >= line.width {
        return;
    }
    let area = Rect { x: line.x + place.x, width: place.width.min(line.width - place.x), ..line };
    if right {
        put_right(buf, area, 0, text, style);
    } else {
        put(buf, area, 0, 0, text, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::keymap::Act;
    use crate::ui::paint::lines_of;
    use crate::ui::parts::table::tests::{serve, table};

    fn drawn(total: usize, width: u16, height: u16) -> Vec<String> {
        let mut table = table();
        table.set_height(height.saturating_sub(1));
        let want = table.start();
        serve(&mut table, total, want);
        table.act(Act::Mark);
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        let area = buf.area;
        draw_table(&table, &mut buf, area, &Look::mono(), "Không có hồ sơ nào.");
        lines_of(&buf)
    }

    #[test]
    fn a_table_says_by_signs_what_it_says_by_colour() {
        let lines = drawn(3, 40, 4);
        assert_eq!(lines[0], "    Mã                   Người nộp   Trễ");
        assert_eq!(lines[1], " #! H-0000               Lê Thị Ánh    3");
        assert_eq!(lines[2], "> ! H-0001               Lê Thị Ánh    3");
    }

    #[test]
    fn columns_go_by_rank_and_the_first_stays() {
        assert_eq!(fit(table().columns(), 23).len(), 3);
        assert_eq!(fit(table().columns(), 20).iter().map(|s| s.index).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(fit(table().columns(), 12).iter().map(|s| s.index).collect::<Vec<_>>(), [0]);
        assert_eq!(fit(table().columns(), 0).len(), 1);
        for width in 40..=200u16 {
            let shown = fit(table().columns(), width);
            assert!(shown.iter().all(|place| place.x + place.width <= width));
        }
    }

    #[test]
    fn no_rows_one_row_and_no_room_all_draw() {
        assert!(drawn(0, 40, 3)[1].contains("Không có hồ sơ nào."));
        for (w, h) in [(0, 0), (1, 1), (4, 2), (5, 1), (200, 1)] {
            for total in [0, 1, 500] {
                drawn(total, w, h);
            }
        }
    }

    #[test]
    fn a_click_finds_the_row_that_is_drawn_there() {
        let mut table = table();
        table.set_height(4);
        let want = table.start();
        serve(&mut table, 100, want);
        for _ in 0..9 {
            table.act(Act::Down);
        }
        let area = Rect::new(2, 3, 40, 5);
        assert_eq!(row_at(&table, area, 5, 3), None);
        assert_eq!(row_at(&table, area, 5, 7), Some(100));
        assert_eq!(row_at(&table, area, 5, 4), Some(70));
        assert_eq!(row_at(&table, area, 50, 4), None);
    }
}
