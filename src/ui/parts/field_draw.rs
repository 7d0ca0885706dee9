//! Drawing a text field: the part of the text around the cursor, the selection, and signs of what is out of sight.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put};
use crate::ui::parts::field::Field;
use crate::ui::text::width;

impl Field {
    /// Draws the field and returns where the terminal's cursor belongs.
    pub fn draw(&self, buf: &mut Buffer, area: Rect, look: &Look, focused: bool) -> Option<Position> {
        let area = area.intersection(buf.area);
        if self.is_long() {
            return self.draw_long(buf, area, look, focused);
        }
        let tone = if focused { Tone::FieldFocus } else { Tone::Field };
        let area = Rect { height: area.height.min(1), ..area };
        fill(buf, area, look.style(tone));
        if area.is_empty() {
            return None;
        }
        let room = usize::from(area.width);
        let skip = if focused { self.scroll(room) } else { 0 };
        let (shown, from) = window(self.text(), skip, room);
        let shift = width(&self.text()[..from]).saturating_sub(skip) as u16;
        put(buf, area, shift, 0, shown, look.style(tone));
        if focused && let Some((start, end)) = self.selection() {
            self.draw_selection(buf, area, look, skip, (start, end));
        }
        let end = skip + room;
        if skip > 0 {
            put(buf, area, 0, 0, "‹", look.style(tone));
        }
        if width(self.text()) > end {
            put(buf, area, area.width - 1, 0, "›", look.style(tone));
        }
        let caret = width(&self.text()[..self.cursor()]).saturating_sub(skip).min(room - 1) as u16;
        focused.then_some(Position { x: area.x + caret, y: area.y })
    }

    /// The caret goes to a cell of the place in which the field is drawn; `focused` as it was drawn.
    pub fn point(&mut self, place: Rect, at: (u16, u16), focused: bool) {
        let byte = if self.is_long() {
            self.long_at(place, at, focused)
        } else {
            let skip = if focused { self.scroll(usize::from(place.width)) } else { 0 };
            nearest(self.text(), skip + usize::from(at.0.saturating_sub(place.x)))
        };
        self.finish();
        self.go(byte.min(self.text().len()), false);
    }

    fn draw_selection(&self, buf: &mut Buffer, area: Rect, look: &Look, skip: usize, (start, end): (usize, usize)) {
        let cell = |byte: usize| width(&self.text()[..byte]).saturating_sub(skip).min(usize::from(area.width)) as u16;
        let (from, to) = (cell(start), cell(end));
        buf.set_style(Rect { x: area.x + from, width: to - from, ..area }, look.style(Tone::Marked));
    }

    /// Cells hidden at the left, so that the cursor and what stands right before it are in sight.
    fn scroll(&self, room: usize) -> usize {
        let caret = width(&self.text()[..self.cursor()]);
        if caret < room {
            return 0;
        }
        // Jumping by a quarter of the field keeps the text still while one types at its end.
        let step = (room / 4).max(1);
        let least = caret + 1 - room;
        least.div_ceil(step) * step
    }
}

/// The place between graphemes that is nearest to a cell of a line.
pub(super) fn nearest(text: &str, cell: usize) -> usize {
    let mut at = 0;
    for (byte, grapheme) in text.grapheme_indices(true) {
        let wide = width(grapheme);
        if at + wide.div_ceil(2) > cell {
            return byte;
        }
        at += wide;
    }
    text.len()
}

/// The part of a text that starts at or after `skip` cells and fits in `room`, and the byte where it starts.
fn window(text: &str, skip: usize, room: usize) -> (&str, usize) {
    let (mut at, mut from, mut to) = (0, text.len(), text.len());
    for (byte, grapheme) in text.grapheme_indices(true) {
        if at >= skip && from == text.len() {
            from = byte;
        }
        at += width(grapheme);
        if at > skip + room {
            to = byte;
            break;
        }
    }
    (&text[from.min(to)..to], from.min(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminals_cursor_stands_at_the_caret_in_cells() {
        let area = Rect::new(2, 0, 8, 1);
        let mut buf = Buffer::empty(Rect::new(0, 0, 12, 1));
        let at = |field: &Field, buf: &mut Buffer| field.draw(buf, area, &Look::mono(), true).map(|p| p.x);
        assert_eq!(at(&Field::new("đườ"), &mut buf), Some(5));
        assert_eq!(at(&Field::new("漢字"), &mut buf), Some(6));
        let long = Field::new("abcdefghijklmnop");
        assert!(at(&long, &mut buf).is_some_and(|x| (2..10).contains(&x)));
    }
}
