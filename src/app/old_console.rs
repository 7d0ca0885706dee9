//! What the consoles of Windows 7 and 8 cannot show, in what they can: they know sixteen colours, but nothing reversed or
//! underlined, and a letter in the last cell scrolls the whole picture.
//!
//! It changes a finished picture and knows neither screens nor consoles.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::ui::look::{Depth, Look, without_attributes};

/// The look on such a console: of 256 colours it would show black only.
pub fn look(look: Look) -> Look {
    match look.depth {
        Depth::Full => Look { depth: Depth::Sixteen, ..look },
        Depth::Sixteen | Depth::Mono => look,
    }
}

/// Shows what is marked in colours alone, and leaves the last cell empty.
pub fn adapt(picture: &mut Buffer) {
    picture.content.iter_mut().for_each(without_attributes);
    let area = picture.area;
    if let (Some(x), Some(y)) = (area.right().checked_sub(1), area.bottom().checked_sub(1))
        && let Some(last) = picture.cell_mut(Position::new(x, y))
    {
        last.reset();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look::{Ground, Tone};
    use ratatui::buffer::Cell;
    use ratatui::layout::Rect;

    #[test]
    fn what_is_marked_is_seen_without_reversing_or_lines() {
        for depth in [Depth::Mono, Depth::Sixteen, Depth::Full] {
            let look = look(Look { depth, ground: Ground::Dark });
            let mut picture = Buffer::empty(Rect::new(0, 0, 20, 2));
            for (tone, x) in [Tone::Selected, Tone::FieldFocus, Tone::KeyLabel, Tone::Normal].into_iter().zip(0..) {
                picture.set_string(x, 0, "a", look.style(tone));
            }
            adapt(&mut picture);
            let cells: Vec<&Cell> = (0..4).map(|x| &picture[(x, 0)]).collect();
            let plain = Cell::default();
            assert!(cells.iter().all(|cell| cell.modifier.is_empty()) && look.depth != Depth::Full);
            assert!(cells[..3].iter().all(|cell| cell.bg != plain.bg && cell.fg != cell.bg), "{depth:?}");
            assert_eq!((cells[3].fg, cells[3].bg), (plain.fg, plain.bg));
        }
    }

    #[test]
    fn the_last_cell_stays_empty_at_any_size() {
        for (w, h) in [(0, 0), (1, 1), (40, 10)] {
            let mut picture = Buffer::filled(Rect::new(0, 0, w, h), Cell::new("x"));
            adapt(&mut picture);
            assert_eq!(
                picture.content.iter().filter(|cell| cell.symbol() != "x").count(),
                picture.content.len().min(1)
            );
            assert!(picture.content.last().is_none_or(|cell| *cell == Cell::default()));
        }
    }
}
