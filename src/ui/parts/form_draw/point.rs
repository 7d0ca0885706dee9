//! The mouse in a form: rows, carets in texts, open lists. It goes by the places that the form is drawn in.

use ratatui::layout::{Margin, Position, Rect};

use crate::ui::input::{Key, KeyCode, Mouse};
use crate::ui::parts::form::{Form, Value};
use crate::ui::parts::form_draw::{CHOICE_SIGNS, list_places, long_height, places, row_at, scroll, stand, value_place};
use crate::ui::text::width;

/// What the mouse did in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointed {
    /// The same as this key does to the row that has the focus now.
    Key(Key),
    /// A row took the focus, or the caret went to another place.
    Moved,
    /// Nothing was hit.
    Nothing,
}

/// Lines that a step of the wheel scrolls.
const WHEEL: i32 = 2;

/// Cells of the signs of a tick.
const TICK: u16 = 3;

/// Takes what the mouse did. In an open list the wheel steps and a click chooses, or leaves it; else the wheel scrolls a
/// form that is longer than its place, and the row under a click takes the focus. A click on the value does more: in a
/// text the caret goes there, a tick is set or taken away, a list opens. A choice takes the focus first, so that who only
/// wants the row changes nothing; with the focus it goes on (its left sign: back).
pub fn point(form: &mut Form, area: Rect, mouse: (Mouse, u16, u16)) -> Pointed {
    if form.choosing() {
        return point_in_list(form, area, mouse);
    }
    match mouse {
        (Mouse::Click, x, y) => click(form, area, x, y),
        (Mouse::WheelUp, ..) if scroll(form, area, -WHEEL) => Pointed::Moved,
        (Mouse::WheelDown, ..) if scroll(form, area, WHEEL) => Pointed::Moved,
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
        // A click beside it chooses none of several; letters that lead to one item, or to none, are as by Tab.
        Mouse::Click if !pick.query().trim().is_empty() && pick.found() > 1 => {
            let said = format!(
                "“{}”: {} mục khớp; bấm vào một mục, Enter lấy mục có dấu >, Esc đóng.",
                pick.query(),
                pick.found()
            );
            form.say(&said);
            return Pointed::Moved;
        }
        Mouse::Click if !pick.query().trim().is_empty() => KeyCode::Tab,
        Mouse::Click => KeyCode::Esc,
    }))
}

fn click(form: &mut Form, area: Rect, x: u16, y: u16) -> Pointed {
    let Some(index) = row_at(form, area, x, y) else { return Pointed::Nothing };
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
    let (Some(place), Some(value)) = (place.filter(|place| !place.is_empty()), value) else { return Pointed::Moved };
    if let Value::Text(field) = value {
        let height = if field.is_long() { long_height(field, place) } else { 1 };
        field.point(Rect { height, ..place }, (x, y), focused);
        return Pointed::Moved;
    }
    if !place.contains(Position { x, y }) {
        return Pointed::Moved;
    }
    let at = x - place.x;
    let key = match value {
        Value::Check(_) if at < TICK => Key::char(' '),
        Value::Choice { .. } if !focused => return Pointed::Moved,
        Value::Choice { options, at: chosen } => match options.get(*chosen).map(|(_, word)| width(word)) {
            _ if at == 0 => Key::plain(KeyCode::Left),
            Some(word) if usize::from(at) < word + CHOICE_SIGNS => Key::plain(KeyCode::Right),
            _ => return Pointed::Moved,
        },
        Value::Pick { .. } => Key { alt: true, ..Key::plain(KeyCode::Down) },
        Value::Paper(paper) => match paper.point(Rect { height: 1, ..place }, x) {
            true => Key::char(' '),
            false => return Pointed::Moved,
        },
        _ => return Pointed::Moved,
    };
    Pointed::Key(key)
}
