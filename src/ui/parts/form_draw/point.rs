//! The mouse in a form: rows, carets in texts, open lists. It goes by the places that the form is drawn in.

use ratatui::layout::{Margin, Position, Rect};

use crate::ui::input::{Key, KeyCode, Mouse};
use crate::ui::parts::form::{Form, Value};
use crate::ui::parts::form_draw::{list_places, long_height, places, row_at, stand, value_place};

/// What the mouse did in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointed {
    /// The same as this key does: in an open list.
    Key(Key),
    /// A row took the focus, or the caret went to another place.
    Moved,
    /// Nothing was hit.
    Nothing,
}

/// Takes what the mouse did. In an open list the wheel steps and a click chooses, or closes it; else the row under a
/// click takes the focus, and in a text the caret goes where the click was.
pub fn point(form: &mut Form, area: Rect, mouse: (Mouse, u16, u16)) -> Pointed {
    if form.choosing() {
        return point_in_list(form, area, mouse);
    }
    match mouse {
        (Mouse::Click, x, y) if click(form, area, x, y) => Pointed::Moved,
        _ => Pointed::Nothing,
    }
}

fn point_in_list(form: &mut Form, area: Rect, (mouse, x, y): (Mouse, u16, u16)) -> Pointed {
    let (_, list) = list_places(form, area);
    let key = form.focused().map_or("", |row| row.key);
    let Some(Value::Pick { pick, .. }) = form.row_mut(key).map(|row| &mut row.value) else { return Pointed::Nothing };
    // The frame of the list is no item of it.
    let inside = list.inner(Margin { horizontal: 1, vertical: 1 });
    Pointed::Key(Key::plain(match mouse {
        Mouse::WheelUp => KeyCode::Up,
        Mouse::WheelDown => KeyCode::Down,
        Mouse::Click if inside.contains(Position { x, y }) => {
            if !pick.point(pick.top(inside.height) + usize::from(y - inside.y)) {
                return Pointed::Moved;
            }
            KeyCode::Enter
        }
        Mouse::Click => KeyCode::Esc,
    }))
}

fn click(form: &mut Form, area: Rect, x: u16, y: u16) -> bool {
    let Some(index) = row_at(form, area, x, y) else { return false };
    let places = places(form, area);
    let (focused, key) = (index == form.focus(), form.rows()[index].key);
    let (from, height) = places.lines[index];
    let place = from.checked_sub(places.skip).map(|dy| {
        let lines = Rect { y: area.y + dy, height, ..area }.intersection(area);
        let (head, indent) = stand(&form.rows()[index], places.labels, area.width);
        value_place(&form.rows()[index], lines, head, indent)
    });
    form.focus_on(index);
    let value = form.row_mut(key).map(|row| &mut row.value);
    if let (Some(place), Some(Value::Text(field))) = (place.filter(|place| !place.is_empty()), value) {
        let height = if field.is_long() { long_height(field, place) } else { 1 };
        field.point(Rect { height, ..place }, (x, y), focused);
    }
    true
}
