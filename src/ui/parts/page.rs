//! A page of text to scroll: an explanation, a history, a message too long for its box.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::keymap::Act;
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put};
use crate::ui::text::{width as cells, wrap};

/// Lines with their meaning, and how far they are scrolled.
#[derive(Clone, Debug, Default)]
pub struct Page {
    lines: Vec<(Tone, String)>,
    top: usize,
}

impl Page {
    /// A page of plain text; line ends are kept, long lines are broken when drawn.
    pub fn new(text: &str) -> Page {
        Page { lines: text.split('\n').map(|line| (Tone::Normal, line.to_owned())).collect(), top: 0 }
    }

    /// A page of lines with a meaning each. A tab parts what stands in a column of its own from the text beside it.
    pub fn toned(lines: Vec<(Tone, String)>) -> Page {
        Page { lines, top: 0 }
    }

    /// Other lines in place of these; how far the page is scrolled stays.
    pub fn replace(&mut self, lines: Vec<(Tone, String)>) {
        self.lines = lines;
    }

    /// The lines as they stand in so many cells.
    fn broken(&self, width: u16) -> Vec<(Tone, String)> {
        let room = usize::from(width);
        // A line that fits stays as it is, blanks at its head included.
        let parts = |line: &String| match line.split_once('\t') {
            Some((head, text)) => columned(head, text, room),
            None if cells(line) <= room => vec![line.clone()],
            None => indented(line, room),
        };
        let lines = self.lines.iter();
        lines.flat_map(|(tone, line)| parts(line).into_iter().map(|part| (*tone, part))).collect()
    }

    /// Lines needed for the whole page in so many cells.
    pub fn height(&self, width: u16) -> usize {
        self.broken(width).len()
    }

    /// Scrolls; `false` for an act that is no scrolling.
    pub fn act(&mut self, act: Act, area: Rect) -> bool {
        if !matches!(act, Act::Up | Act::Down | Act::PageUp | Act::PageDown | Act::First | Act::Last) {
            return false;
        }
        let most = self.height(area.width).saturating_sub(usize::from(area.height));
        let page = usize::from(area.height.max(2)) - 1;
        // A window that grew may leave the page scrolled too far; moving starts from what is seen.
        let top = self.top.min(most);
        self.top = match act {
            Act::Up => top.saturating_sub(1),
            Act::Down => top + 1,
            Act::PageUp => top.saturating_sub(page),
            Act::PageDown => top + page,
            Act::First => 0,
            _ => most,
        }
        .min(most);
        true
    }

    /// Draws the part in sight, with `↓` in the corner while there is more below.
    pub fn draw(&self, buf: &mut Buffer, area: Rect, look: &Look) {
        let area = area.intersection(buf.area);
        fill(buf, area, look.style(Tone::Normal));
        let lines = self.broken(area.width);
        let most = lines.len().saturating_sub(usize::from(area.height));
        let top = self.top.min(most);
        for (dy, (tone, line)) in lines.iter().skip(top).take(usize::from(area.height)).enumerate() {
            put(buf, area, 0, dy as u16, line, look.style(*tone));
        }
        if top < most && area.height > 0 {
            put(buf, area, area.width.saturating_sub(1), area.height - 1, "↓", look.style(Tone::Dim));
        }
    }
}

/// Breaks a line whose parts stand as far in as the line itself, unless there would be no room left for words.
fn indented(line: &str, room: usize) -> Vec<String> {
    let text = line.trim_start_matches(' ');
    let head = line.len() - text.len();
    if head >= room / 2 {
        return wrap(text, room);
    }
    wrap(text, room - head).into_iter().map(|part| format!("{}{part}", " ".repeat(head))).collect()
}

/// Cells of the column at the left.
const COLUMN: usize = 17;

/// A text beside its head. A head that is longer than its column has lines of its own; where the window leaves the text
/// less than the column takes, the one follows the other.
fn columned(head: &str, text: &str, room: usize) -> Vec<String> {
    if room < 2 * COLUMN {
        return wrap(&format!("{head} {text}"), room);
    }
    let mut lines = if cells(head) < COLUMN { Vec::new() } else { wrap(head, room) };
    let beside = if lines.is_empty() { head } else { "" };
    for (at, part) in wrap(text, room - COLUMN).into_iter().enumerate() {
        let head = if at == 0 { beside } else { "" };
        lines.push(format!("{head}{}{part}", " ".repeat(COLUMN - cells(head))));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_has_a_column_of_its_own_or_a_line_of_its_own() {
        let shown = |line: &str, width| {
            let page = Page::new(line);
            page.broken(width).into_iter().map(|(_, line)| line).collect::<Vec<_>>()
        };
        assert_eq!(
            shown("F2\tNhập hồ sơ mới vào sổ", 34),
            ["F2               Nhập hồ sơ mới", "                 vào sổ"]
        );
        assert_eq!(shown("Ctrl+S, Alt+Enter\tLưu", 34), ["Ctrl+S, Alt+Enter", "                 Lưu"]);
        assert_eq!(shown("F2\tNhập hồ sơ", 8), ["F2 Nhập", "hồ sơ"]);
    }

    #[test]
    fn a_broken_line_keeps_its_blanks_in_every_part() {
        let page = Page::new("  một hai ba");
        let shown = |width| page.broken(width).into_iter().map(|(_, line)| line).collect::<Vec<_>>();
        assert_eq!(shown(20), ["  một hai ba"]);
        assert_eq!(shown(9), ["  một hai", "  ba"]);
        assert_eq!(shown(3), ["một", "hai", "ba"]);
    }

    #[test]
    fn scrolling_stops_at_both_ends_in_every_size() {
        let mut page = Page::new("một\nhai\nba\nbốn");
        for (w, h) in [(0, 0), (1, 1), (10, 2), (80, 24)] {
            let area = Rect::new(0, 0, w, h);
            for act in [Act::Last, Act::Down, Act::PageDown, Act::Up, Act::PageUp, Act::First, Act::Up] {
                assert!(page.act(act, area));
                page.draw(&mut Buffer::empty(area), area, &Look::mono());
            }
        }
        let area = Rect::new(0, 0, 10, 2);
        page.act(Act::Last, area);
        assert_eq!(page.top, 2);
        assert!(!page.act(Act::Print, area));
    }
}
