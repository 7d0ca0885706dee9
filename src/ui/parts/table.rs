//! The windowed table: it holds the rows of its window and no others, and selects by id.
//!
//! The screen fetches windows; the table says which one it wants ([`Want`]). Selection and marks are ids, so a sort,
//! a filter or another desk's entry never makes one edit the wrong row. Drawing is in `table_draw`.

mod window;

use std::collections::BTreeSet;

use crate::domain::number::vietnamese_number;
use crate::ui::keymap::Act;
use crate::ui::text::width;
pub use window::{Cell, Column, Row, RowId, Want, Window};

/// Cells that the sign of the order takes in a heading.
const SORT_SIGN: u16 = 2;

/// Where the selection goes when the window that was asked for arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pending {
    First,
    Last,
    Step { from: RowId, by: isize },
}

/// The state of a table.
#[derive(Clone, Debug)]
pub struct Table {
    columns: Vec<Column>,
    /// Indices of the columns that are shown, in their order.
    chosen: Vec<usize>,
    window: Window,
    selected: Option<RowId>,
    /// The row that was selected when it left the list, until the selection is moved.
    left: Option<RowId>,
    /// The next window selects the row that left, where it is back.
    recalling: bool,
    marks: BTreeSet<RowId>,
    top: usize,
    height: u16,
    pending: Option<Pending>,
    /// The next window is of another list.
    fresh: bool,
    /// The column that the rows are in order of, and whether it descends.
    sorted: Option<(usize, bool)>,
}

impl Table {
    /// An empty table; ask [`Table::start`] what to fetch.
    pub fn new(columns: Vec<Column>) -> Table {
        let window = Window { first: true, last: true, ..Window::default() };
        Table {
            chosen: (0..columns.len()).collect(),
            columns,
            window,
            selected: None,
            left: None,
            recalling: false,
            marks: BTreeSet::new(),
            top: 0,
            height: 1,
            pending: None,
            fresh: false,
            sorted: None,
        }
    }

    /// The columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Other columns. The rows have to be put anew with cells for them.
    pub fn set_columns(&mut self, columns: Vec<Column>) {
        self.chosen = (0..columns.len()).collect();
        self.columns = columns;
    }

    /// Shows these columns, by index, in this order.
    pub fn choose(&mut self, chosen: Vec<usize>) {
        self.chosen = chosen.into_iter().filter(|at| *at < self.columns.len()).collect();
    }

    /// Indices of the columns that are shown, in their order.
    pub fn chosen(&self) -> &[usize] {
        &self.chosen
    }

    /// The columns that are shown, none so narrow that its heading would be cut. Left in their own order they give way by
    /// importance, else from the right.
    pub fn shown_columns(&self) -> Vec<Column> {
        let own = self.chosen.iter().is_sorted();
        let rank = |at: usize, column: &Column| if own { column.rank } else { u8::try_from(at).unwrap_or(u8::MAX) };
        let shown = self.chosen.iter().map(|at| &self.columns[*at]).enumerate();
        let sorted = self.sorted.and_then(|(at, _)| self.chosen.iter().position(|chosen| *chosen == at));
        let heading = |at: usize, column: &Column| {
            let sign = if sorted == Some(at) { SORT_SIGN } else { 0 };
            width(&column.title) as u16 + sign
        };
        shown
            .map(|(at, column)| Column { rank: rank(at, column), ..column.with_heading(heading(at, column)) })
            .collect()
    }

    /// Says which column the rows are in order of, and whether it descends.
    pub fn set_sorted(&mut self, sorted: Option<(usize, bool)>) {
        self.sorted = sorted;
    }

    /// The column that the rows are in order of, and whether it descends.
    pub fn sorted(&self) -> Option<(usize, bool)> {
        self.sorted
    }

    /// The window it holds.
    pub fn window(&self) -> &Window {
        &self.window
    }

    /// The rows of the window.
    pub fn rows(&self) -> &[Row] {
        &self.window.rows
    }

    /// The selected row.
    pub fn selected(&self) -> Option<&Row> {
        self.window.rows.get(self.index()?)
    }

    /// Index of the selected row in the window.
    pub fn index(&self) -> Option<usize> {
        let id = self.selected?;
        self.window.rows.iter().position(|row| row.id == id)
    }

    /// Ids that are marked, whether in the window or not.
    pub fn marks(&self) -> &BTreeSet<RowId> {
        &self.marks
    }

    /// Forgets all marks.
    pub fn unmark(&mut self) {
        self.marks.clear();
    }

    /// Forgets all marks since another list takes the place of this one; says how many there were, if any. Who marked rows
    /// means the next key for them, and it would be for the selected one alone.
    pub fn leave_marks(&mut self) -> Option<String> {
        let n = std::mem::take(&mut self.marks).len();
        (n > 0).then(|| format!("Đã bỏ dấu của {} dòng: dấu chỉ giữ trong danh sách đang xem.", number(n)))
    }

    /// Forgets the marks of all but these.
    pub fn keep_marks(&mut self, ids: &[RowId]) {
        self.marks.retain(|id| ids.contains(id));
    }

    /// The marked ids, or the selected one when none is marked: what a move acts on.
    pub fn targets(&self) -> Vec<RowId> {
        if self.marks.is_empty() {
            return self.selected().map(|row| row.id).into_iter().collect();
        }
        self.marks.iter().copied().collect()
    }

    /// Tells the table how many rows are on screen (its area without the heading). Called when the window's size is
    /// known or changes.
    pub fn set_height(&mut self, height: u16) {
        self.height = height.max(1);
        self.keep_in_sight();
    }

    /// How many rows are worth holding: three screens, so that a page up or down rarely waits.
    pub fn window_size(&self) -> usize {
        (usize::from(self.height) * 3).clamp(60, 400)
    }

    /// What to fetch first, or after a new filter or order: the first rows, with the first one selected.
    pub fn start(&mut self) -> Want {
        self.pending = Some(Pending::First);
        Want::First { count: self.window_size() }
    }

    /// What to fetch when the rows may have changed: the same window again, the selection kept.
    pub fn again(&mut self) -> Want {
        let count = self.window_size();
        match self.window.rows.first() {
            Some(row) if !self.window.first => Want::From { id: row.id, count },
            _ => Want::First { count },
        }
    }

    /// Takes a window. The selected row stays selected; one that is gone gives way to the row in its place.
    ///
    /// Returns what to fetch when keys pressed meanwhile lead beyond this window too.
    pub fn set_window(&mut self, window: Window) -> Want {
        let old_index = self.index().unwrap_or(0);
        let offset = old_index.saturating_sub(self.top);
        let at_beginning = self.top == 0 && self.window.first;
        self.window = if self.pending_step() { self.joined(window) } else { window };
        let last = self.window.rows.len().checked_sub(1);
        let pending = self.pending.take();
        let fresh = std::mem::take(&mut self.fresh);
        self.follow();
        let want = match (pending, last) {
            (_, None) => {
                self.selected = None;
                Want::Nothing
            }
            (Some(Pending::First), Some(_)) => self.select_index(0),
            (Some(Pending::Last), Some(last)) => self.select_index(last),
            (Some(Pending::Step { from, by }), Some(last)) => {
                let at = self.window.rows.iter().position(|row| row.id == from).unwrap_or(old_index.min(last));
                self.select_index(at);
                // A store that brings nothing new has nothing more to give; asking again would never end.
                if last == 0 { Want::Nothing } else { self.step(by) }
            }
            (None, Some(last)) => match self.index() {
                Some(_) => Want::Nothing,
                None if fresh => self.select_index(0),
                None => self.select_index(old_index.min(last)),
            },
        };
        // The bar stays on the same line of the screen, so that a refresh does not make the list jump. A list that was at
        // its very beginning stays there: what is new stands above all others, and has to be seen.
        let beginning = at_beginning && self.window.first && pending.is_none() && !fresh;
        self.top = if beginning { 0 } else { self.index().unwrap_or(0).saturating_sub(offset) };
        self.keep_in_sight();
        want
    }

    /// Something was taken back or done again: the selected row, if it left the list by what is undone, is selected
    /// again when the next window has it. Other changes leave the selection alone: the clerk is looking at it.
    pub fn recall(&mut self) {
        self.recalling = true;
    }

    /// Remembers the selected row where the window has it no more, and goes back to it where it is awaited.
    fn follow(&mut self) {
        let there = |id: RowId| self.window.rows.iter().any(|row| row.id == id);
        let back = self.left.filter(|id| self.recalling && there(*id));
        let gone = self.selected.filter(|id| !there(*id));
        self.recalling = false;
        if back.is_some() {
            self.selected = back;
        }
        self.left = gone.or(self.left.filter(|_| back.is_none()));
    }

    fn pending_step(&self) -> bool {
        matches!(self.pending, Some(Pending::Step { .. }))
    }

    /// A window reached by stepping, with one screen of the rows on the other side of the edge, so that the list
    /// scrolls on instead of jumping.
    fn joined(&self, mut new: Window) -> Window {
        let (screen, old) = (usize::from(self.height), &self.window.rows);
        let place = |id: Option<&Row>| id.and_then(|row| old.iter().position(|known| known.id == row.id));
        if let Some(at) = place(new.rows.first()).filter(|at| *at > 0) {
            let from = at.saturating_sub(screen);
            new.before = new.before.map(|before| before.saturating_sub(at - from));
            new.first = from == 0 && self.window.first;
            new.rows.splice(0..0, old[from..at].iter().cloned());
        } else if let Some(at) = place(new.rows.last()).filter(|at| at + 1 < old.len()) {
            let to = (at + 1 + screen).min(old.len());
            new.last = to == old.len() && self.window.last;
            new.rows.extend(old[at + 1..to].iter().cloned());
        }
        new
    }

    /// Forgets a step under way: what comes next is another list. The selected row stays selected where it is in it,
    /// else the first one is.
    pub fn unmoved(&mut self) {
        self.pending = None;
        self.fresh = true;
    }

    /// Selects a row that the next window holds, wherever the list is now.
    pub fn seek(&mut self, id: RowId) {
        (self.selected, self.left) = (Some(id), None);
        self.unmoved();
    }

    /// Puts newer cells into a row that the window holds.
    pub fn put(&mut self, row: Row) {
        if let Some(held) = self.window.rows.iter_mut().find(|held| held.id == row.id) {
            *held = row;
        }
    }

    /// Selects a row of the window by id; `false` when it is not there.
    pub fn select(&mut self, id: RowId) -> bool {
        let there = self.window.rows.iter().any(|row| row.id == id);
        if there {
            self.selected = Some(id);
            self.left = None;
            self.pending = None;
            self.keep_in_sight();
        }
        there
    }

    /// Moves and marks. Acts that are not about the table's own rows are left alone (`None`).
    pub fn act(&mut self, act: Act) -> Option<Want> {
        let page = isize::from(i16::try_from(self.height).unwrap_or(i16::MAX)).max(2) - 1;
        let want = match act {
            Act::Up => self.step(-1),
            Act::Down => self.step(1),
            Act::PageUp => self.step(-page),
            Act::PageDown => self.step(page),
            Act::First => self.far(true),
            Act::Last => self.far(false),
            Act::Mark => {
                self.toggle_mark();
                self.step(1)
            }
            Act::MarkAll => {
                self.toggle_all();
                Want::Nothing
            }
            _ => return None,
        };
        self.left = None;
        Some(want)
    }

    /// Turns the wheel by some rows: the selection goes along, so that it never leaves the screen.
    pub fn wheel(&mut self, by: isize) -> Want {
        self.left = None;
        self.step(by)
    }

    fn toggle_mark(&mut self) {
        if let Some(id) = self.selected
            && !self.marks.remove(&id)
        {
            self.marks.insert(id);
        }
    }

    fn toggle_all(&mut self) {
        let all = self.window.rows.iter().all(|row| self.marks.contains(&row.id));
        if all {
            self.marks.clear();
        } else {
            self.marks.extend(self.window.rows.iter().map(|row| row.id));
        }
    }

    fn far(&mut self, first: bool) -> Want {
        let count = self.window_size();
        let (held, pending) =
            if first { (self.window.first, Pending::First) } else { (self.window.last, Pending::Last) };
        if held {
            self.pending = None;
            let last = self.window.rows.len().saturating_sub(1);
            return self.select_index(if first { 0 } else { last });
        }
        self.pending = Some(pending);
        if first { Want::First { count } } else { Want::Last { count } }
    }

    /// Steps from the selected row. Beyond the window it goes to the edge at once, asks for the rows after it and
    /// remembers how far is still to go there.
    fn step(&mut self, by: isize) -> Want {
        if let Some(Pending::Step { by: owed, .. }) = &mut self.pending {
            *owed += by;
            return Want::Nothing;
        }
        let (Some(at), Some(last)) = (self.index(), self.window.rows.len().checked_sub(1)) else {
            return Want::Nothing;
        };
        let to = at as isize + by;
        let edge = to.clamp(0, last as isize);
        self.select_index(edge as usize);
        let more = if by < 0 { !self.window.first } else { !self.window.last };
        if to == edge || !more {
            return Want::Nothing;
        }
        let (id, count) = (self.window.rows[edge as usize].id, self.window_size());
        self.pending = Some(Pending::Step { from: id, by: to - edge });
        if by < 0 { Want::UpTo { id, count } } else { Want::From { id, count } }
    }

    fn select_index(&mut self, index: usize) -> Want {
        self.selected = self.window.rows.get(index).map(|row| row.id);
        self.keep_in_sight();
        Want::Nothing
    }

    fn keep_in_sight(&mut self) {
        self.top = self.top_for(self.height);
    }

    /// The first row of the window that is drawn in `height` lines.
    pub fn top_for(&self, height: u16) -> usize {
        let height = usize::from(height.max(1));
        let most = self.window.rows.len().saturating_sub(height);
        let at = self.index().unwrap_or(0);
        let top = self.top.min(most);
        if at < top { at } else { top.max((at + 1).saturating_sub(height)) }
    }

    /// `12/345`, with marks where there are any; an unknown number is left out.
    pub fn status(&self) -> String {
        let place = self.index().and_then(|index| Some(index + 1 + self.window.before?));
        let mut text = match (place, self.window.total) {
            (_, Some(0)) => "không có dòng nào".to_owned(),
            (Some(place), Some(total)) => format!("{}/{}", number(place), number(total)),
            (None, Some(total)) => format!("{} dòng", number(total)),
            (Some(place), None) => format!("dòng {}", number(place)),
            (None, None) => String::new(),
        };
        if !self.marks.is_empty() {
            text.push_str(&format!(" · đã đánh dấu {}", self.marks.len()));
        }
        text
    }
}

fn number(n: usize) -> String {
    vietnamese_number(n as i64)
}

#[cfg(test)]
pub(crate) mod tests;
