//! The box in which the columns of a list are chosen and put in order. What is done in it is seen at once behind it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::store::pages::ListColumn;
use crate::ui::keymap::Act;
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{boxed, fill, middle, put, row};
use crate::ui::screens::dossiers::rows::USUAL;

/// The columns with whether they are shown, and the one under the bar.
pub struct Arranging {
    columns: Vec<(ListColumn, bool)>,
    at: usize,
}

impl Arranging {
    /// Begins with the columns that are shown, the others below them.
    pub fn of(shown: &[ListColumn]) -> Arranging {
        let others = ListColumn::ALL.into_iter().filter(|column| !shown.contains(column));
        let columns = shown.iter().map(|column| (*column, true)).chain(others.map(|column| (column, false)));
        Arranging { columns: columns.collect(), at: 0 }
    }

    /// The columns that are to be shown.
    pub fn shown(&self) -> Vec<ListColumn> {
        self.columns.iter().filter(|(_, shown)| *shown).map(|(column, _)| *column).collect()
    }

    /// Why the column under the bar cannot be hidden.
    pub fn why_not(&self) -> Option<&'static str> {
        let last = self.columns.get(self.at).is_some_and(|(_, shown)| *shown) && self.shown().len() == 1;
        last.then_some("Phải còn ít nhất một cột.")
    }

    /// Carries out a key of the box.
    pub fn act(&mut self, act: Act) {
        let last = self.columns.len() - 1;
        match act {
            Act::Up => self.at = self.at.saturating_sub(1),
            Act::Down => self.at = (self.at + 1).min(last),
            Act::Toggle if self.why_not().is_none() => self.columns[self.at].1 ^= true,
            Act::Earlier if self.at > 0 => {
                self.columns.swap(self.at, self.at - 1);
                self.at -= 1;
            }
            Act::Later if self.at < last => {
                self.columns.swap(self.at, self.at + 1);
                self.at += 1;
            }
            Act::Reset => *self = Arranging::of(USUAL),
            _ => {}
        }
    }

    /// The line of the box that a click hits comes under the bar; a click on it again shows or hides it.
    pub fn click(&mut self, area: Rect, x: u16, y: u16) {
        let inside = Rect { x: 0, y: 0, ..place(area, self.columns.len()) };
        let outer = place(area, self.columns.len());
        let (dx, dy) = (x.wrapping_sub(outer.x + 1), y.wrapping_sub(outer.y + 1));
        if dx >= inside.width.saturating_sub(2) || dy >= inside.height.saturating_sub(2) {
            return;
        }
        let hit = self.top(inside.height.saturating_sub(2)) + usize::from(dy);
        if hit == self.at {
            self.act(Act::Toggle);
        } else if hit < self.columns.len() {
            self.at = hit;
        }
    }

    fn top(&self, height: u16) -> usize {
        (self.at + 1).saturating_sub(usize::from(height.max(1)))
    }

    /// Draws the box in the middle of the list.
    pub fn draw(&self, buf: &mut Buffer, area: Rect, look: &Look) {
        let inside = boxed(buf, place(area, self.columns.len()), "Cột của danh sách", look);
        let top = self.top(inside.height);
        let seen = self.columns.iter().enumerate().skip(top).take(usize::from(inside.height));
        for (dy, (at, (column, shown))) in seen.enumerate() {
            let (line, chosen) = (row(inside, dy as u16), at == self.at);
            let style = look.style(if chosen { Tone::Selected } else { Tone::Normal });
            if chosen {
                fill(buf, line, style);
            }
            let said =
                format!("{} [{}] {}", if chosen { '>' } else { ' ' }, if *shown { 'x' } else { ' ' }, column.label());
            put(buf, line, 0, 0, &said, style);
        }
    }
}

fn place(area: Rect, columns: usize) -> Rect {
    let height = u16::try_from(columns + 2).unwrap_or(u16::MAX).min(area.height);
    middle(area, 34.min(area.width), height)
}
