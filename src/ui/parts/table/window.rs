//! What a table is made of: columns, rows with their cells, and the window of rows that it holds or wants.

use crate::domain::day::Day;
use crate::domain::text::fold;
use crate::ui::look::Tone;

/// Identifies a row for as long as the register lives.
pub type RowId = i64;

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// What it means.
    pub tone: Tone,
    /// What it is put in order and held against others by, where that is not what it says.
    pub key: Option<String>,
}

impl Cell {
    /// A plain cell.
    pub fn plain(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), tone: Tone::Normal, key: None }
    }

    /// A cell with a meaning.
    pub fn toned(text: impl Into<String>, tone: Tone) -> Cell {
        Cell { text: text.into(), tone, key: None }
    }

    /// The same cell, put in order by `key`: a date by its ISO text, a number by its digits.
    pub fn by(self, key: impl Into<String>) -> Cell {
        Cell { key: Some(key.into()), ..self }
    }

    /// What tells it from other cells of its column.
    pub fn value(&self) -> &str {
        self.key.as_deref().unwrap_or(&self.text)
    }

    /// The day by which it is put in order, where it is one.
    fn day(&self) -> Option<Day> {
        self.key.as_deref()?.get(..10)?.parse().ok()
    }
}

/// One row. Id and version go into every command, so that it concerns what the user saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The record.
    pub id: RowId,
    /// Its version when it was read.
    pub version: i64,
    /// Cells in the order of the columns.
    pub cells: Vec<Cell>,
    /// What the row as a whole means; its sign stands in the margin.
    pub tone: Tone,
}

impl Row {
    /// Whether each of the words stands in some cell, marks and case apart; a day is found by its whole date too, where
    /// its cell says less.
    pub fn has(&self, words: &str) -> bool {
        let days = self.cells.iter().filter_map(Cell::day).map(Day::vietnamese);
        let said: Vec<String> = self.cells.iter().map(|cell| fold(&cell.text)).chain(days).collect();
        fold(words).split_whitespace().all(|word| said.iter().any(|text| text.contains(word)))
    }
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The heading.
    pub title: String,
    /// Fewest cells in which it can be read.
    pub least: u16,
    /// Fewest cells in which it is shown cut short, rather than not at all.
    pub tight: u16,
    /// Most cells it can use.
    pub most: u16,
    /// Which goes first when the window is narrow: the highest. Rank 0 never goes.
    pub rank: u8,
    /// Numbers stand at the right.
    pub right: bool,
}

impl Column {
    /// A column of text.
    pub fn new(title: &str, least: u16, most: u16, rank: u8) -> Column {
        Column { title: title.to_owned(), least, tight: least, most: most.max(least), rank, right: false }
    }

    /// The same column, cut short to so many cells before it gives way.
    pub fn tight(mut self, cells: u16) -> Column {
        self.tight = cells.min(self.least);
        self
    }

    /// The same column, never narrower than the heading, which has so many cells.
    pub fn with_heading(&self, cells: u16) -> Column {
        let (tight, least) = (self.tight.max(cells), self.least.max(cells));
        Column { tight, least, most: self.most.max(least), ..self.clone() }
    }

    /// The same column, aligned right.
    pub fn right(mut self) -> Column {
        self.right = true;
        self
    }
}

/// A window of rows as the screen fetched it.
#[derive(Clone, Debug, Default)]
pub struct Window {
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// No row comes before them.
    pub first: bool,
    /// No row comes after them.
    pub last: bool,
    /// Rows before them, where known.
    pub before: Option<usize>,
    /// Rows in all, where known.
    pub total: Option<usize>,
}

/// The window that the table needs next. `count` is how many rows are worth fetching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// Nothing.
    Nothing,
    /// The rows from the very first.
    First {
        /// Rows to fetch.
        count: usize,
    },
    /// The rows up to the very last.
    Last {
        /// Rows to fetch.
        count: usize,
    },
    /// A window that begins with row `id` and goes on after it.
    From {
        /// The row it begins with.
        id: RowId,
        /// Rows to fetch.
        count: usize,
    },
    /// A window that ends with row `id`.
    UpTo {
        /// The row it ends with.
        id: RowId,
        /// Rows to fetch.
        count: usize,
    },
}
