//! Writing into the frame without ever leaving an area: every text on screen passes here and is made harmless.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::ui::look::{Look, Tone};
use crate::ui::text::{clip, harmless, width};

/// Writes `text` at (`dx`, `dy`) inside `area`, cut with `…` where the area ends. Returns the cells used.
pub fn put(buf: &mut Buffer, area: Rect, dx: u16, dy: u16, text: &str, style: Style) -> u16 {
    let area = area.intersection(buf.area);
    if dx >= area.width || dy >= area.height {
        return 0;
    }
    let room = usize::from(area.width - dx);
    let text = clip(&harmless(text), room);
    let (end, _) = buf.set_stringn(area.x + dx, area.y + dy, &text, room, style);
    end.saturating_sub(area.x + dx)
}

/// Writes `text` so that it ends at the right edge of `area`.
pub fn put_right(buf: &mut Buffer, area: Rect, dy: u16, text: &str, style: Style) {
    let room = usize::from(area.width);
    let text = clip(&harmless(text), room);
    let dx = room.saturating_sub(width(&text)) as u16;
    put(buf, area, dx, dy, &text, style);
}

/// Blanks an area in a style.
pub fn fill(buf: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buf.area);
    for position in area.positions() {
        if let Some(cell) = buf.cell_mut(position) {
            cell.reset();
            cell.set_style(style);
        }
    }
}

/// One row of an area as an area; empty when there is no such row.
pub fn row(area: Rect, dy: u16) -> Rect {
    if dy >= area.height {
        return Rect { height: 0, y: area.bottom(), ..area };
    }
    Rect { y: area.y + dy, height: 1, ..area }
}

/// The middle of `area`, at most `width` × `height`.
pub fn middle(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

/// Draws an empty box with a title and returns its inside.
pub fn boxed(buf: &mut Buffer, area: Rect, title: &str, look: &Look) -> Rect {
    fill(buf, area, look.style(Tone::Normal));
    if area.width < 2 || area.height < 2 {
        return Rect { width: 0, height: 0, ..area };
    }
    let line = look.style(Tone::Border);
    let bar = "─".repeat(usize::from(area.width - 2));
    put(buf, area, 0, 0, &format!("┌{bar}┐"), line);
    for dy in 1..area.height - 1 {
        put(buf, area, 0, dy, "│", line);
        put(buf, area, area.width - 1, dy, "│", line);
    }
    put(buf, area, 0, area.height - 1, &format!("└{bar}┘"), line);
    let inside = Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 };
    if !title.is_empty() && inside.width > 4 {
        let head = Rect { x: area.x + 2, y: area.y, width: area.width - 4, height: 1 };
        put(buf, head, 0, 0, &format!(" {} ", clip(title, usize::from(head.width) - 2)), look.style(Tone::Title));
    }
    inside
}

/// The lines of a frame as text, without the blanks at their ends: what a test reads, and what a screen is as plain
/// text.
pub fn lines_of(buf: &Buffer) -> Vec<String> {
    let rows = buf.area.rows().map(|row| {
        let mut line = String::new();
        let mut skip = 0;
        for position in row.positions() {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buf[position].symbol();
            skip = width(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        line.trim_end().to_owned()
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_outside_any_area() {
        let look = Look::mono();
        for (w, h) in [(0, 0), (1, 1), (2, 2), (3, 1), (80, 24)] {
            let mut buf = Buffer::empty(Rect::new(0, 0, w, h));
            for area in [Rect::new(0, 0, 200, 200), Rect::new(70, 23, 20, 20), Rect::new(500, 500, 4, 4)] {
                put(&mut buf, area, 0, 0, "Đường\u{202e}", Style::new());
                put_right(&mut buf, area, 3, "漢字", Style::new());
                fill(&mut buf, area, Style::new());
            }
            let area = buf.area;
            let inside = boxed(&mut buf, area, "Tiêu đề", &look);
            assert!(inside.width <= w && inside.height <= h);
        }
    }
}
