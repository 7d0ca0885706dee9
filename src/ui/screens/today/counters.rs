//! The grid of counters: each with its key, its name, its number, and a sign where it needs attention.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::number::vietnamese_number;
use crate::store::counters::{Counter, Pressing};
use crate::ui::keys::COUNTERS;
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put, put_right};
use crate::ui::text::width;
use crate::ui::work::today::Counters;

/// Fewest cells in which a counter can be read.
const CELL: u16 = 38;

/// Columns of the grid at a width.
fn columns(width: u16) -> u16 {
    (width / CELL).clamp(1, 3)
}

/// Lines of the whole grid at a width.
pub fn lines(width: u16) -> u16 {
    (Counter::ALL.len() as u16).div_ceil(columns(width))
}

/// The first line that is drawn so that counter `at` is in sight.
fn top(area: Rect, at: usize) -> u16 {
    let (lines, line) = (lines(area.width), at as u16 % lines(area.width));
    if area.height >= lines { 0 } else { (line + 1).saturating_sub(area.height) }
}

/// The counter at a cell.
pub fn at(area: Rect, focus: usize, x: u16, y: u16) -> Option<usize> {
    if !area.contains(Position { x, y }) {
        return None;
    }
    let (columns, lines) = (columns(area.width), lines(area.width));
    let column = ((x - area.x) / (area.width / columns).max(1)).min(columns - 1);
    let line = y - area.y + top(area, focus);
    let index = usize::from(column * lines + line);
    (line < lines && index < Counter::ALL.len()).then_some(index)
}

/// What the grid is drawn from.
pub struct Grid<'a> {
    /// The numbers.
    pub counters: &'a Counters,
    /// The counter under the bar; `None` while the list has the focus.
    pub bar: Option<usize>,
    /// The counter to keep in sight.
    pub focus: usize,
    /// Colours.
    pub look: &'a Look,
}

impl Grid<'_> {
    /// Draws it, column by column.
    pub fn draw(&self, buf: &mut Buffer, area: Rect) {
        let (columns, lines, top) = (columns(area.width), lines(area.width), top(area, self.focus));
        let each = area.width / columns;
        for (index, counter) in Counter::ALL.into_iter().enumerate() {
            let (column, line) = (index as u16 / lines, index as u16 % lines);
            if line < top || line - top >= area.height {
                continue;
            }
            // A blank cell parts two columns.
            let x = area.x + column * each;
            let cell = Rect { x, y: area.y + line - top, width: each.saturating_sub(1), height: 1 };
            self.draw_cell(counter, index, buf, cell);
        }
    }

    fn draw_cell(&self, counter: Counter, index: usize, buf: &mut Buffer, cell: Rect) {
        let value = self.counters.values.iter().find(|(known, ..)| *known == counter);
        let value = value.map(|(_, n, pressing)| (*n, *pressing));
        let tone = value.map_or(Tone::Normal, |(n, pressing)| tone(counter, n, pressing));
        let selected = self.bar == Some(index);
        let style = |tone| self.look.style(if selected { Tone::Selected } else { tone });
        if selected {
            fill(buf, cell, style(tone));
            put(buf, cell, 0, 0, ">", style(tone));
        }
        if let Some(key) = COUNTERS.get(index) {
            put(buf, cell, 1, 0, &key.to_string(), style(Tone::KeyLabel));
        }
        let said = format!("{} {}", tone.sign(), number(value));
        let said = said.trim_start();
        let room = cell.width.saturating_sub(width(said) as u16 + 1);
        let fits = width(counter.label()) + 3 <= usize::from(room);
        let label = if fits { counter.label() } else { counter.short() };
        put(buf, Rect { width: room, ..cell }, 3, 0, label, style(tone));
        put_right(buf, cell, 0, said, style(tone));
    }
}

/// The number, and before it what of it cannot wait: `1 trễ, 2 gấp / 5`.
fn number(value: Option<(u64, Pressing)>) -> String {
    let said = |n: u64| vietnamese_number(n as i64);
    let Some((n, pressing)) = value else { return "…".to_owned() };
    let parts = [(pressing.late, "trễ"), (pressing.near, "gấp")];
    let parts: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{} {what}", said(*n))).collect();
    if parts.is_empty() { said(n) } else { format!("{} / {}", parts.join(", "), said(n)) }
}

/// What a number means. Nothing to do is said by the number alone.
fn tone(counter: Counter, n: u64, pressing: Pressing) -> Tone {
    if n == 0 {
        return Tone::Normal;
    }
    match counter {
        Counter::ReceivedToday | Counter::RatingsToday => Tone::Normal,
        Counter::Feedback if pressing == Pressing::default() => Tone::Normal,
        Counter::Overdue | Counter::OverdueWithoutApology => Tone::Overdue,
        _ if pressing.late > 0 => Tone::Overdue,
        Counter::ApologyDue => Tone::LastMoment,
        Counter::SettledWithoutApology => Tone::Warning,
        Counter::Waiting => Tone::Waiting,
        _ => Tone::DueSoon,
    }
}
