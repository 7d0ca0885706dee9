//! The mouse over a table, the same on every screen: the wheel steps, a click selects a row or names a heading.

use ratatui::layout::Rect;

use crate::ui::input::{Input, Mouse};
use crate::ui::parts::table::{RowId, Table, Want};
use crate::ui::parts::table_draw::{heading_at, row_at};

/// What the mouse did to a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointed {
    /// The selection moved; the table wants this window.
    Moved(Want),
    /// The heading of this column was clicked.
    Heading(usize),
    /// This row was clicked and is selected now; `again` where it was selected already.
    Row {
        /// The row.
        id: RowId,
        /// It was selected before.
        again: bool,
    },
}

/// Gives an input to the table that is drawn in `area`; `None` when it is not the mouse's, or hits nothing.
pub fn point(table: &mut Table, area: Rect, input: &Input) -> Option<Pointed> {
    let Input::Mouse(kind, x, y) = input else { return None };
    match kind {
        Mouse::WheelUp => Some(Pointed::Moved(table.wheel(-1))),
        Mouse::WheelDown => Some(Pointed::Moved(table.wheel(1))),
        Mouse::Click => {
            if let Some(column) = heading_at(table, area, *x, *y) {
                return Some(Pointed::Heading(column));
            }
            let id = row_at(table, area, *x, *y)?;
            let again = table.selected().is_some_and(|row| row.id == id);
            table.select(id);
            Some(Pointed::Row { id, again })
        }
    }
}

/// The place of a table below so many lines of a heading, above so many lines at the foot.
pub fn between(area: Rect, head: u16, foot: u16) -> Rect {
    let top = head.min(area.height);
    Rect { y: area.y + top, height: area.height.saturating_sub(head + foot), ..area }
}
