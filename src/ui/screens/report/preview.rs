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
    /// Its words on the lines below, where they do not fit on one: line, first and last cell.
    rest: Vec<(usize, usize, usize)>,
}

impl Door {
    fn covers(&self, line: usize, column: usize) -> bool {
        let mut parts = self.rest.iter().copied().chain([(self.line, self.from, self.to)]);
        parts.any(|(at, from, to)| at == line && (from..to).contains(&column))
    }
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
        let (line, column) = (self.top + usize::from(dy), usize::from(dx));
        let head = self.lines.get(line).map_or(0, |line| line.head);
        let column = if column < head { column } else { column + self.left() };
        let found = self.doors.iter().position(|door| door.covers(line, column));
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

    /// Cells hidden at the left, behind what names the rows, so that the number in focus of a wide table is in sight. A
    /// table is cut between two columns: of a number that has lost its first digits nobody sees that it has.
    fn left(&self) -> usize {
        let Some(door) = self.doors.get(self.at) else { return 0 };
        let (room, line) = (usize::from(self.area.width), &self.lines[door.line]);
        let step = (room.saturating_sub(line.head) / 2).max(1);
        let left = (door.to + 2).saturating_sub(room).div_ceil(step) * step;
        if left == 0 || line.head == 0 {
            return left;
        }
        let mut cuts = cuts(line).filter(|cut| *cut <= door.from);
        let cut = cuts.find(|cut| *cut >= line.head + left).unwrap_or(door.from);
        cut.saturating_sub(line.head)
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
                let here = self.doors.get(self.at).is_some_and(|door| door.covers(index, x));
                let style = match (behind(span).is_some(), span.emphasis) {
                    (true, _) if here => look.style(Tone::Selected),
                    (true, _) => look.style(Tone::Link),
                    (false, Emphasis::Bold) => look.style(Tone::Strong),
                    (false, _) => look.style(Tone::Normal),
                };
                let mut say = |at: usize, text: &str| {
                    let at = u16::try_from(at).unwrap_or(u16::MAX);
                    put(buf, row(area, dy as u16), at, 0, text, style);
                };
                say(x, &span.text[..split(&span.text, line.head.saturating_sub(x))]);
                let from = x.max(line.head + left);
                say(from - left, &span.text[split(&span.text, from - x)..]);
                x += width(&span.text);
            }
        }
        if self.top < self.most() && area.height > 0 {
            put(buf, area, area.width.saturating_sub(1), area.height - 1, "↓", look.style(Tone::Dim));
        }
    }
}

/// Where the columns of a table begin on one of its lines.
fn cuts(line: &TextLine) -> impl Iterator<Item = usize> {
    let mut x = 0;
    line.spans.iter().filter_map(move |span| {
        x += width(&span.text);
        // The blank after the frame belongs to the column.
        span.text.ends_with("│ ").then(|| x - 1)
    })
}

/// Where a text has so many cells before it, or its end.
fn split(text: &str, cells: usize) -> usize {
    let mut gone = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        if gone >= cells {
            return at;
        }
        gone += width(grapheme);
    }
    text.len()
}

fn behind(span: &Span) -> Option<Opens> {
    span.reference.clone().map(Opens::Figure).or(span.dossier.map(Opens::Dossier))
}

fn doors(lines: &[TextLine]) -> Vec<Door> {
    let mut doors: Vec<Door> = Vec::new();
    // Where the last line ended: a door that goes on from there is the same one.
    let mut end = 0;
    for (line, spans) in lines.iter().enumerate() {
        let mut x = 0;
        let mut begun = false;
        for span in &spans.spans {
            let to = x + width(&span.text);
            if let Some(opens) = behind(span) {
                let goes_on = |door: &&mut Door| {
                    let (at, _, last) = door.rest.last().copied().unwrap_or((door.line, door.from, door.to));
                    !begun && at + 1 == line && last == end && door.opens == opens
                };
                match doors.last_mut().filter(goes_on) {
                    Some(door) => door.rest.push((line, x, to)),
                    None => doors.push(Door { line, from: x, to, opens, rest: Vec::new() }),
                }
            }
            begun |= !span.text.trim().is_empty();
            x = to;
        }
        end = x;
    }
    doors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::model::{Block, Letterhead, Run};

    /// A sentence in which two figures are told in words of their own.
    fn report(before: usize) -> Report {
        let mut report = Report::new("overdue", Letterhead::default());
        let door = |text: &str, id: &str| Run::figure(text, FigureRef::whole(id));
        report.blocks.push(Block::Paragraph(vec![
            Run::text(format!("{} đã giải quyết quá hạn ", "x".repeat(before))),
            door("tăng 18 hồ sơ", "settled.overdue"),
            Run::text(", tỷ lệ "),
            door("giảm 1,73 điểm phần trăm", "settled.overdue"),
            Run::text("; đang giải quyết đã quá hạn "),
            door("không đổi so với kỳ trước", "open.overdue"),
        ]));
        report
    }

    #[test]
    fn a_number_and_its_words_are_one_stop_however_the_lines_break() {
        for columns in 12..=110 {
            let mut preview = Preview::default();
            preview.lay_out(&report(1), Rect::new(0, 0, columns, 40));
            assert_eq!(preview.doors.len(), 3, "{columns} columns: {:?}", preview.doors);
        }
    }

    #[test]
    fn a_stop_is_pointed_at_by_each_of_its_lines() {
        let mut broken = 0;
        for before in 1..=100 {
            let mut preview = Preview::default();
            preview.lay_out(&report(before), Rect::new(0, 0, 200, 40));
            // Each of its words is under the pointer, on whichever line it stands.
            for (at, door) in preview.doors.clone().iter().enumerate() {
                for (line, from, to) in &door.rest {
                    preview.at = 0;
                    assert!(preview.point(*from as u16, *line as u16) && preview.at == at, "{before}: {door:?}");
                    assert!(preview.point(*to as u16 - 1, *line as u16) && preview.at == at, "{before}: {door:?}");
                    broken += 1;
                }
            }
        }
        assert!(broken > 20, "{broken}");
    }
}
