//! One paper of a dossier as one line of a form: handed in or not, name, original or copy, how many, scanned or not.
//!
//! The arrows left and right go between its cells, a space ticks, a digit says how many. It knows no dossier.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::component::{Component, ComponentKind};
use crate::domain::typing::Style;
use crate::ui::input::{Input, Key, KeyCode};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::put;
use crate::ui::parts::field::{Field, Typed};

/// How to work the line, for the hint below the form.
pub const PAPER_HINT: &str = "Dấu cách: có nộp hay không; ← →: sang tên, bản chính/bản sao, số bản, số hóa; \
     chữ số: số bản; dòng trống cuối cùng: gõ tên giấy tờ khác";

/// The most copies that a line takes.
const MOST_COPIES: u32 = 999;

/// A cell of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    Tick,
    Name,
    Kind,
    Copies,
    Digitized,
}

const CELLS: [Cell; 5] = [Cell::Tick, Cell::Name, Cell::Kind, Cell::Copies, Cell::Digitized];

/// The state of the line.
#[derive(Clone, Debug)]
pub struct Paper {
    /// It is handed in.
    pub on: bool,
    name: Field,
    /// Original or copy.
    pub kind: ComponentKind,
    /// How many.
    pub copies: u32,
    /// It was scanned at reception.
    pub digitized: bool,
    /// The procedure asks for it.
    pub required: bool,
    cell: Cell,
}

impl Paper {
    /// A paper that a procedure asks for, handed in unless the clerk says otherwise.
    pub fn asked(name: &str, kind: Option<ComponentKind>, copies: u32, required: bool) -> Paper {
        Paper {
            on: required,
            name: Field::new(name).with_limit(300),
            kind: kind.unwrap_or(ComponentKind::Original),
            copies: copies.clamp(1, MOST_COPIES),
            digitized: false,
            required,
            cell: Cell::Tick,
        }
    }

    /// An empty line for one more paper.
    pub fn blank() -> Paper {
        Paper { on: false, cell: Cell::Name, ..Paper::asked("", None, 1, true) }
    }

    /// The field of its name.
    pub fn field(&self) -> &Field {
        &self.name
    }

    /// The name, without blanks around it.
    pub fn name(&self) -> &str {
        self.name.text().trim()
    }

    /// Gives it another name.
    pub fn rename(&mut self, name: &str) {
        self.name.set(name);
    }

    /// As the dossier keeps it; `None` for an empty line. A paper that was asked for and not handed in does not apply.
    pub fn component(&self) -> Option<Component> {
        let kept = !self.name().is_empty() && (self.on || self.required);
        kept.then(|| Component {
            name: self.name().to_owned(),
            kind: Some(self.kind),
            copies: self.on.then_some(self.copies.max(1)),
            required: self.required,
            digitized: self.on && self.digitized,
            not_applicable: !self.on,
            ..Component::default()
        })
    }

    /// The focus comes to the line: a named paper is ticked, an empty one named.
    pub fn entered(&mut self) {
        self.cell = if self.name().is_empty() { Cell::Name } else { Cell::Tick };
    }

    /// A word being typed in the name is over.
    pub fn finish(&mut self) {
        self.name.finish();
    }

    /// Gives the line an input; `style` is how Vietnamese is typed in the name.
    pub fn input(&mut self, input: &Input, style: Style) -> Typed {
        let Input::Key(key) = input else { return self.name_input(input, style) };
        let key = key.settled();
        let bare = !key.ctrl && !key.alt && !key.shift;
        match key.code {
            KeyCode::Left if bare && self.at_edge(true) => self.step(false),
            KeyCode::Right if bare && self.at_edge(false) => self.step(true),
            _ if self.cell == Cell::Name => self.name_input(input, style),
            KeyCode::Char(' ') if bare => self.toggle(),
            KeyCode::Char(c) if bare => c.to_digit(10).map_or(Typed::Ignored, |digit| self.count(digit)),
            KeyCode::Backspace | KeyCode::Delete => self.uncount(key),
            _ => Typed::Ignored,
        }
    }

    /// Whether an arrow leaves the cell: in the name only from its ends.
    fn at_edge(&self, left: bool) -> bool {
        let end = if left { 0 } else { self.name.text().len() };
        self.cell != Cell::Name || self.name.cursor() == end
    }

    fn step(&mut self, forward: bool) -> Typed {
        self.name.finish();
        let at = CELLS.iter().position(|cell| *cell == self.cell).unwrap_or(0);
        self.cell = CELLS[if forward { at + 1 } else { at + CELLS.len() - 1 } % CELLS.len()];
        Typed::Moved
    }

    fn name_input(&mut self, input: &Input, style: Style) -> Typed {
        let was_empty = self.name().is_empty();
        let typed = self.name.typed(input, style);
        // A name that is being written is a paper on the desk.
        if typed == Typed::Changed && was_empty && !self.name().is_empty() {
            self.on = true;
        }
        typed
    }

    fn toggle(&mut self) -> Typed {
        match self.cell {
            Cell::Tick => self.on = !self.on,
            Cell::Digitized => self.digitized = !self.digitized,
            Cell::Kind if self.kind == ComponentKind::Original => self.kind = ComponentKind::Copy,
            Cell::Kind => self.kind = ComponentKind::Original,
            Cell::Name | Cell::Copies => return Typed::Ignored,
        }
        Typed::Changed
    }

    /// A digit: in the cell of copies it is added to what stands there, elsewhere it is the whole number.
    fn count(&mut self, digit: u32) -> Typed {
        let more = if self.cell == Cell::Copies { self.copies.saturating_mul(10).saturating_add(digit) } else { digit };
        if more == 0 || more > MOST_COPIES {
            return Typed::Moved;
        }
        self.copies = more;
        Typed::Changed
    }

    fn uncount(&mut self, key: Key) -> Typed {
        if self.cell != Cell::Copies || key.code == KeyCode::Delete {
            return Typed::Moved;
        }
        self.copies /= 10;
        Typed::Changed
    }

    /// The cell of the line that a click hits, drawn at `place`; whether a space is what the click means there.
    pub fn point(&mut self, place: Rect, x: u16) -> bool {
        let mut at = place.x;
        let hit = CELLS.iter().zip(widths(place.width).1).find(|(cell, width)| {
            at = at.saturating_add(*width).saturating_add(u16::from(**cell == Cell::Name));
            x < at
        });
        let Some((cell, _)) = hit else { return false };
        self.name.finish();
        self.cell = *cell;
        !matches!(cell, Cell::Name | Cell::Copies)
    }

    /// Draws the line and returns the terminal's cursor. On a narrow place the words are shortened, never dropped.
    pub fn draw(&self, buf: &mut Buffer, place: Rect, look: &Look, focused: bool) -> Option<Position> {
        let (wide, [_, names, kinds, counts, scans]) = widths(place.width);
        let kind = match (self.kind, wide) {
            (kind, true) => kind.label(),
            (ComponentKind::Original, false) => "chính",
            (ComponentKind::Copy, false) => "sao",
        };
        let copies = if wide { format!("{} bản", self.copies) } else { format!("×{}", self.copies) };
        let scanned = format!("{}{}", if self.digitized { "[x]" } else { "[ ]" }, if wide { " số hóa" } else { "" });
        let mut x = place.x;
        let mut cursor = None;
        let mut cell = |cell: Cell, width: u16, text: &str, buf: &mut Buffer| {
            let here = Rect { x, width: width.min(place.right().saturating_sub(x)), ..place };
            let on = focused && self.cell == cell;
            let tone = if on { Tone::FieldFocus } else { Tone::Normal };
            if cell == Cell::Name {
                let at = self.name.draw(buf, here, look, on);
                cursor = if on { at } else { cursor };
                x += 1;
            } else {
                put(buf, here, 0, 0, text, look.style(if self.on || on { tone } else { Tone::Dim }));
                if on && !here.is_empty() {
                    cursor = Some(Position { x: here.x + u16::from(text.starts_with('[')), y: here.y });
                    cursor = cursor.filter(|at| here.contains(*at));
                }
            }
            x = x.saturating_add(width);
        };
        cell(Cell::Tick, TICK, if self.on { "[x]" } else { "[ ]" }, buf);
        cell(Cell::Name, names, "", buf);
        cell(Cell::Kind, kinds, kind, buf);
        cell(Cell::Copies, counts, &copies, buf);
        cell(Cell::Digitized, scans, &scanned, buf);
        cursor
    }
}

/// Cells of the tick with the blank after it.
const TICK: u16 = 4;

/// Whether there is room for whole words, and the cells of each part of the line; a blank stands after the name.
const fn widths(all: u16) -> (bool, [u16; CELLS.len()]) {
    let wide = all >= 46;
    let (kinds, counts, scans) = if wide { (10, 8, 10) } else { (6, 4, 3) };
    (wide, [TICK, all.saturating_sub(TICK + 1 + kinds + counts + scans), kinds, counts, scans])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::paint::lines_of;

    fn press(paper: &mut Paper, keys: &[Key]) -> Vec<Typed> {
        keys.iter().map(|key| paper.input(&Input::Key(*key), Style::default())).collect()
    }

    const RIGHT: Key = Key::plain(KeyCode::Right);
    const SPACE: Key = Key::char(' ');

    #[test]
    fn ticks_kinds_and_counts_are_set_without_leaving_the_line() {
        let mut paper = Paper::asked("Tờ khai", Some(ComponentKind::Original), 1, true);
        paper.entered();
        press(&mut paper, &[Key::char('2'), RIGHT, RIGHT, SPACE, RIGHT, Key::char('5'), RIGHT, SPACE]);
        let component = paper.component().expect("a paper");
        assert_eq!((component.kind, component.copies), (Some(ComponentKind::Copy), Some(25)));
        assert!(component.digitized && component.required && !component.not_applicable);
        press(&mut paper, &[RIGHT, SPACE]);
        let away = paper.component().expect("still asked for");
        assert!(away.not_applicable && !away.digitized && away.copies.is_none());
    }

    #[test]
    fn a_blank_line_becomes_a_paper_by_its_name() {
        let mut paper = Paper::blank();
        assert_eq!(paper.component(), None);
        paper.entered();
        for c in "Sổ đỏ 2".chars() {
            assert_eq!(paper.input(&Input::Key(Key::char(c)), Style::default()), Typed::Changed);
        }
        assert_eq!(paper.component().map(|c| (c.name, c.copies)), Some(("Sổ đỏ 2".into(), Some(1))));
    }

    #[test]
    fn every_width_draws_with_the_cursor_inside() {
        let mut paper = Paper::asked("Giấy chứng sinh", None, 1, true);
        for _ in 0..CELLS.len() {
            for width in [0, 1, 5, 17, 30, 46, 64] {
                let area = Rect::new(0, 0, width, 1);
                let mut buf = Buffer::empty(area);
                let at = paper.draw(&mut buf, area, &Look::mono(), true);
                assert!(at.is_none_or(|at| area.contains(at)), "{width}");
            }
            press(&mut paper, &[Key::plain(KeyCode::End), RIGHT]);
        }
        let area = Rect::new(0, 0, 60, 1);
        let mut buf = Buffer::empty(area);
        paper.draw(&mut buf, area, &Look::mono(), false);
        assert_eq!(lines_of(&buf)[0], "[x] Giấy chứng sinh             bản chính 1 bản   [ ] số hóa");
    }
}
