//! The report as lines of text in which every number is a door: places, moves between them, drawing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

use crate::report::model::{Emphasis, FigureRef, Report};
use crate::report::text::{Span, TextLine, layout};
use crate::ui::keymap::Act;
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put, row};
use crate::ui::text::width;

/// Widest lines: longer ones tire the eye.
const WIDEST: u16 = 110;

/// A number that can be opened.
#[derive(Clone, Debug)]
struct Door {
    line: usize,
    from: usize,
    to: usize,
    opens: Opens,
}

/// What a door leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opens {
    /// What a number counts.
    Figure(FigureRef),
    /// The dossier whose code stands there.
    Dossier(i64),
}

/// The lines, the doors, and what is seen of them.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    lines: Vec<TextLine>,
    doors: Vec<Door>,
    at: usize,
    top: usize,
    area: Rect,
}

impl Preview {
    /// Lays a report out for a place on the screen. The number in focus stays the same one where it can.
    pub fn lay_out(&mut self, report: &Report, area: Rect) {
        let columns = usize::from(area.width.min(WIDEST).saturating_sub(1));
        // A table whose parts do not fit together is a fault of the program, found by the writers' tests.
        self.lines = layout(&report.preview(), columns).unwrap_or_default();
        self.doors = doors(&self.lines);
        self.at = self.at.min(self.doors.len().saturating_sub(1));
        self.area = area;
        self.keep_in_sight();
    }

    /// Begins at the top again, for another report.
    pub fn rewind(&mut self) {
        (self.at, self.top) = (0, 0);
    }

    /// What the number in focus counts.
    pub fn reference(&self) -> Option<&FigureRef> {
        match self.opens()? {
            Opens::Figure(reference) => Some(reference),
            Opens::Dossier(_) => None,
        }
    }

    /// What the door in focus leads to.
    pub fn opens(&self) -> Option<&Opens> {
        self.doors.get(self.at).map(|door| &door.opens)
    }

    /// Place of the number in focus among all: `12/87`.
    pub fn place(&self) -> String {
        if self.doors.is_empty() { String::new() } else { format!("số {}/{}", self.at + 1, self.doors.len()) }
    }

    /// Goes to the next of some lines below the top, by the words on them, and after the last one to the first again;
    /// `false` where there is none. The focus goes to the first number from there on.
    pub fn seek(&mut self, titles: &[&str]) -> bool {
        let words = |line: &TextLine| line.spans.iter().map(|span| span.text.as_str()).collect::<String>();
        let holds = |line: &TextLine| titles.iter().any(|title| words(line).trim() == *title);
        let found: Vec<usize> = self.lines.iter().enumerate().filter(|(_, l)| holds(l)).map(|(at, _)| at).collect();
        let from = self.doors.get(self.at).map_or(self.top, |door| door.line);
        let current = found.iter().rposition(|line| *line <= from);
        let next = current.map_or(0, |at| (at + 1) % found.len().max(1));
        let Some(line) = found.get(next).copied() else { return false };
        self.at = self.doors.iter().position(|door| door.line >= line).unwrap_or(self.at);
        self.top = line.min(self.most());
        true
    }

    /// Moves; `false` for an act that is no move.
    pub fn act(&mut self, act: Act) -> bool {
        let (page, last) = (self.rows().max(2) - 1, self.doors.len().saturating_sub(1));
        match act {
            Act::NextField => self.go(if self.at == last { 0 } else { self.at + 1 }),
            Act::PreviousField => self.go(self.at.checked_sub(1).unwrap_or(last)),
            Act::Down => self.line(true),
            Act::Up => self.line(false),
            Act::PageDown => self.page(self.top + page),
            Act::PageUp => self.page(self.top.saturating_sub(page)),
            Act::First => {
                self.top = 0;
                self.at = 0;
            }
            Act::Last => {
                self.top = self.most();
                self.at = last;
            }
            _ => return false,
        }
        true
    }

    /// Puts the focus on the number at a cell; `false` when there is none.
    pub fn point(&mut self, x: u16, y: u16) -> bool {
        let (Some(dx), Some(dy)) = (x.checked_sub(self.area.x), y.checked_sub(self.area.y)) else { return false };
        let (line, column) = (self.top + usize::from(dy), usize::from(dx) + self.left());
        let hit = |door: &Door| door.line == line && (door.from..door.to).contains(&column);
        let found = self.doors.iter().position(hit);
        if let Some(at) = found {
            self.at = at;
        }
        found.is_some()
    }

    fn rows(&self) -> usize {
        usize::from(self.area.height.max(1))
    }

    fn most(&self) -> usize {
        self.lines.len().saturating_sub(self.rows())
    }

    fn go(&mut self, to: usize) {
        self.at = to;
        self.keep_in_sight();
    }

    /// To the nearest number on a line further on, if that is in sight; else one line on, so that words without
    /// numbers are read too.
    fn line(&mut self, down: bool) {
        let Some(here) = self.doors.get(self.at).cloned() else {
            self.top = if down { (self.top + 1).min(self.most()) } else { self.top.saturating_sub(1) };
            return;
        };
        let near = |door: &&(usize, &Door)| door.1.from.abs_diff(here.from);
        let all: Vec<(usize, &Door)> = self.doors.iter().enumerate().collect();
        let next = if down {
            all.iter().find(|(_, door)| door.line > here.line).map(|(_, door)| door.line)
        } else {
            all.iter().rev().find(|(_, door)| door.line < here.line).map(|(_, door)| door.line)
        };
        let seen = self.top..self.top + self.rows();
        match next.filter(|line| seen.contains(line) || !seen.contains(&here.line)) {
            Some(line) => {
                let on_line = all.iter().filter(|(_, door)| door.line == line);
                let to = on_line.min_by_key(near).map_or(self.at, |(at, _)| *at);
                self.go(to);
            }
            None if down && self.top < self.most() => self.top += 1,
            None if !down && self.top > 0 => self.top -= 1,
            None => {}
        }
    }

    /// Scrolls to a line, and the focus to the first number in sight.
    fn page(&mut self, top: usize) {
        self.top = top.min(self.most());
        let seen = self.top..self.top + self.rows();
        if let Some(at) = self.doors.iter().position(|door| seen.contains(&door.line)) {
            self.at = at;
        }
    }

    fn keep_in_sight(&mut self) {
        let Some(line) = self.doors.get(self.at).map(|door| door.line) else {
            self.top = self.top.min(self.most());
            return;
        };
        let rows = self.rows();
        if line < self.top {
            self.top = line.saturating_sub(rows / 3);
        } else if line >= self.top + rows {
            self.top = line + 1 + rows / 3 - rows.min(line + 1 + rows / 3);
        }
        self.top = self.top.min(self.most());
    }

    /// Cells hidden at the left, so that the number in focus of a wide table is in sight.
    fn left(&self) -> usize {
        let room = usize::from(self.area.width);
        let end = self.doors.get(self.at).map_or(0, |door| door.to);
        let step = (room / 2).max(1);
        (end + 2).saturating_sub(room).div_ceil(step) * step
    }

    /// Draws the lines in sight; numbers stand out, the one in focus most.
    pub fn draw(&self, buf: &mut Buffer, area: Rect, look: &Look) {
        fill(buf, area, look.style(Tone::Normal));
        let left = self.left();
        for (dy, (index, line)) in
            self.lines.iter().enumerate().skip(self.top).take(usize::from(area.height)).enumerate()
        {
            let mut x = 0;
            for span in &line.spans {
                let here = Some((index, x)) == self.doors.get(self.at).map(|door| (door.line, door.from));
                let style = match (behind(span).is_some(), span.emphasis) {
                    (true, _) if here => look.style(Tone::Selected),
                    (true, _) => look.style(Tone::Link),
                    (false, Emphasis::Bold) => look.style(Tone::Strong),
                    (false, _) => look.style(Tone::Normal),
                };
                let hidden = left.saturating_sub(x);
                let shown = after(&span.text, hidden);
                put(
                    buf,
                    row(area, dy as u16),
                    x.saturating_sub(left).min(usize::from(u16::MAX)) as u16,
                    0,
                    shown,
                    style,
                );
                x += width(&span.text);
            }
        }
        if self.top < self.most() && area.height > 0 {
            put(buf, area, area.width.saturating_sub(1), area.height - 1, "↓", look.style(Tone::Dim));
        }
    }
}

/// A text without its first cells.
fn after(text: &str, cells: usize) -> &str {
    let mut gone = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        if gone >= cells {
            return &text[at..];
        }
        gone += width(grapheme);
    }
    if gone > cells || cells == 0 { text } else { "" }
}

fn behind(span: &Span) -> Option<Opens> {
    span.reference.clone().map(Opens::Figure).or(span.dossier.map(Opens::Dossier))
}

fn doors(lines: &[TextLine]) -> Vec<Door> {
    let mut doors = Vec::new();
    for (line, spans) in lines.iter().enumerate() {
        let mut x = 0;
        for span in &spans.spans {
            let to = x + width(&span.text);
            if let Some(opens) = behind(span) {
                doors.push(Door { line, from: x, to, opens });
            }
            x = to;
        }
    }
    doors
}
