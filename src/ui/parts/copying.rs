//! Copying a cell of the selected row, or the row, as it is shown.

use crate::ui::keymap::Act;
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::parts::popup::Popup;
use crate::ui::parts::table::{Row, Table};
use crate::ui::text::one_line;

/// The cells of the selected row that are shown and say something, to copy one of them or all.
pub fn choose(table: &Table) -> Option<Popup> {
    let row = table.selected()?;
    let columns = table.chosen().iter().filter_map(|at| Some((at, &table.columns()[*at], row.cells.get(*at)?)));
    let mut items: Vec<PickItem> = columns
        .filter(|(_, _, cell)| !cell.text.is_empty())
        .map(|(at, column, cell)| {
            PickItem::new(&at.to_string(), "", &format!("{}: {}", column.title, one_line(&cell.text)), "")
        })
        .collect();
    items.push(PickItem::new("row", "", "Cả dòng", "các ô cách nhau bằng Tab"));
    Some(Popup::choose(Act::Copy, "Chép vào bộ nhớ tạm", Pick::new(items)))
}

/// The text that was chosen, and what is said of it.
pub fn chosen(table: &Table, id: &str) -> Option<(String, String)> {
    let row = table.selected()?;
    let text = |row: &Row, at: usize| row.cells.get(at).map_or(String::new(), |cell| one_line(&cell.text));
    let (text, said) = match id.parse::<usize>() {
        Ok(at) => (text(row, at), text(row, at)),
        Err(_) => {
            let cells: Vec<String> = table.chosen().iter().map(|at| text(row, *at)).collect();
            let said = format!("cả dòng {}", cells.first().map_or("", String::as_str));
            (cells.join("\t"), said)
        }
    };
    Some((text, format!("Đã chép: {said}")))
}
