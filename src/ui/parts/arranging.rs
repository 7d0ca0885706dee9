//! The box in which the columns of a table are chosen and put in order. What is done in it is seen at once behind it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::keymap::Act;
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{boxed, fill, middle, put, row};

/// The columns with whether they are shown, and the one under the bar.
pub struct Arranging {
    /// Names of all columns.
    titles: Vec<String>,
    /// Indices of the columns as they are shown before anyone chose.
    usual: Vec<usize>,
    columns: Vec<(usize, bool)>,
    at: usize,
}

impl Arranging {
    /// Begins with the columns that are shown, the others below them.
    pub fn of(titles: Vec<String>, usual: Vec<usize>, shown: &[usize]) -> Arranging {
        let columns = in_order(titles.len(), shown);
        Arranging { titles, usual, columns, at: 0 }
    }

    /// The columns that are to be shown.
    pub fn shown(&self) -> Vec<usize> {
        self.columns.iter().filter(|(_, shown)| *shown).map(|(column, _)| *column).collect()
    }

    /// Why the column under the bar cannot be hidden.
    pub fn why_not(&self) -> Option<&'static str> {
        let last = self.columns.get(self.at).is_some_and(|(_, shown)| *shown) && self.shown().len() == 1;
        last.then_some("Phải còn ít nhất một cột.")
    }

    /// Carries out a key of the box.
    pub fn act(&mut self, act: Act) {
        let last = self.columns.len().saturating_sub(1);
        match act {
            Act::Up => self.at = self.at.saturating_sub(1),
            Act::Down => self.at = (self.at + 1).min(last),
            Act::Toggle if self.why_not().is_none() => {
                if let Some((_, shown)) = self.columns.get_mut(self.at) {
                    *shown = !*shown;
                }
            }
            Act::Earlier if self.at > 0 => {
                self.columns.swap(self.at, self.at - 1);
                self.at -= 1;
            }
            Act::Later if self.at < last => {
                self.columns.swap(self.at, self.at + 1);
                self.at += 1;
            }
            Act::Reset => {
                self.columns = in_order(self.titles.len(), &self.usual);
                self.at = 0;
            }
            _ => {}
        }
    }

    /// The line of the box that a click hits comes under the bar; a click on it again shows or hides it.
    pub fn click(&mut self, area: Rect, x: u16, y: u16) {
        let outer = place(area, self.columns.len());
        let (dx, dy) = (x.wrapping_sub(outer.x + 1), y.wrapping_sub(outer.y + 1));
        if dx >= outer.width.saturating_sub(2) || dy >= outer.height.saturating_sub(2) {
            return;
        }
        let hit = self.top(outer.height.saturating_sub(2)) + usize::from(dy);
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
            let title = &self.titles[*column];
            let said = format!("{} [{}] {title}", if chosen { '>' } else { ' ' }, if *shown { 'x' } else { ' ' });
            put(buf, line, 0, 0, &said, style);
        }
    }
}

/// The columns that are shown, then the others.
fn in_order(count: usize, shown: &[usize]) -> Vec<(usize, bool)> {
    let others = (0..count).filter(|column| !shown.contains(column)).map(|column| (column, false));
    shown.iter().map(|column| (*column, true)).chain(others).collect()
}

fn place(area: Rect, columns: usize) -> Rect {
    let height = u16::try_from(columns + 2).unwrap_or(u16::MAX).min(area.height);
    middle(area, 34.min(area.width), height)
}
