//! The grid of counters: each with its key, its name, its number, and a sign where it needs attention.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::number::vietnamese_number;
use crate::domain::rulebook::Rulebook;
use crate::store::counters::Counter;
use crate::ui::keys::COUNTERS;
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put, put_right};
use crate::ui::work::today::Answer;

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

/// Draws the grid. `bar` is the counter under the bar, `focus` the one to keep in sight.
pub fn draw(
    answer: &Answer,
    bar: Option<usize>,
    focus: usize,
    rules: Option<&Rulebook>,
    buf: &mut Buffer,
    area: Rect,
    look: &Look,
) {
    let (columns, lines, top) = (columns(area.width), lines(area.width), top(area, focus));
    let width = area.width / columns;
    for (index, counter) in Counter::ALL.into_iter().enumerate() {
        let (column, line) = (index as u16 / lines, index as u16 % lines);
        if line < top || line - top >= area.height {
            continue;
        }
        let x = area.x + column * width;
        // A blank cell parts two columns.
        let cell = Rect { x, y: area.y + line - top, width: width.saturating_sub(1), height: 1 };
        let selected = bar == Some(index);
        draw_cell(answer, counter, index, selected, rules, buf, cell, look);
    }
}

#[allow(clippy::too_many_arguments, reason = "one cell of the grid above, taken out for length only")]
fn draw_cell(
    answer: &Answer,
    counter: Counter,
    index: usize,
    selected: bool,
    rules: Option<&Rulebook>,
    buf: &mut Buffer,
    cell: Rect,
    look: &Look,
) {
    let value = answer.counters.iter().find(|(known, _)| *known == counter).map(|(_, n)| *n);
    let tone = value.map_or(Tone::Dim, |n| tone(counter, n, answer.unanswered_late));
    let style = |tone| look.style(if selected { Tone::Selected } else { tone });
    if selected {
        fill(buf, cell, look.style(Tone::Selected));
        put(buf, cell, 0, 0, ">", style(Tone::Normal));
    }
    if let Some(key) = COUNTERS.get(index) {
        put(buf, cell, 1, 0, &key.to_string(), style(Tone::KeyLabel));
    }
    let number = match value {
        None => "…".to_owned(),
        Some(n) if counter == Counter::Unanswered && answer.unanswered_late > 0 => {
            let hours = rules.map_or(8, |rules| rules.acceptance_hours);
            format!(
                "{} quá {hours} giờ / {}",
                vietnamese_number(answer.unanswered_late as i64),
                vietnamese_number(n as i64)
            )
        }
        Some(n) => vietnamese_number(n as i64),
    };
    let said = format!("{} {number}", tone.sign());
    let said = said.trim_start();
    let room = cell.width.saturating_sub(crate::ui::text::width(said) as u16 + 1);
    put(
        buf,
        Rect { width: room, ..cell },
        3,
        0,
        counter.label(),
        style(if tone == Tone::Dim { Tone::Normal } else { tone }),
    );
    put_right(buf, cell, 0, said, style(tone));
}

/// What a number means. Nothing to do is said by the number alone.
fn tone(counter: Counter, n: u64, unanswered_late: u64) -> Tone {
    if n == 0 {
        return Tone::Normal;
    }
    match counter {
        Counter::ReceivedToday | Counter::RatingsToday => Tone::Normal,
        Counter::Overdue | Counter::OverdueWithoutApology => Tone::Overdue,
        Counter::Unanswered if unanswered_late > 0 => Tone::Overdue,
        Counter::SettledWithoutApology => Tone::Warning,
        Counter::Waiting => Tone::Waiting,
        _ => Tone::DueSoon,
    }
}
