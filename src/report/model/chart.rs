//! Charts: numbers side by side, each still knowing what it counts. How a bar looks is the writers' matter.

use super::run::FigureRef;
use super::table::{Cell, Row, Table};

/// A number drawn as a bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The count.
    pub n: i64,
    /// What it counts.
    pub reference: FigureRef,
}

/// The bars of one category, one for each series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Its name, e.g. `06/01–12/01` or an officer.
    pub label: String,
    /// One bar for each series, in their order.
    pub bars: Vec<Bar>,
}

/// A chart of bars.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    /// Title above it.
    pub title: String,
    /// What is counted (`Đơn vị tính: …`).
    pub unit: String,
    /// What the categories are, e.g. `Tuần`.
    pub of: String,
    /// Names of the series.
    pub series: Vec<String>,
    /// The categories in order.
    pub categories: Vec<Category>,
    /// The categories follow each other in time, so that paper draws them from left to right.
    pub timed: bool,
}

impl Chart {
    /// The greatest number.
    pub fn top(&self) -> i64 {
        self.bars().map(|bar| bar.n).max().unwrap_or(0)
    }

    /// Whether there is nothing to see.
    pub fn is_empty(&self) -> bool {
        self.top() == 0
    }

    /// Every bar, category by category.
    pub fn bars(&self) -> impl Iterator<Item = &Bar> {
        self.categories.iter().flat_map(|category| &category.bars)
    }

    /// The same numbers as a table, for the forms that have cells.
    pub fn table(&self) -> Table {
        let mut columns = vec![(self.of.as_str(), 28)];
        columns.extend(self.series.iter().map(|series| (series.as_str(), 16)));
        let mut table = Table::simple(&self.title, &self.title, &columns);
        table.unit.clone_from(&self.unit);
        table.rows = self
            .categories
            .iter()
            .map(|category| {
                let mut cells = vec![Cell::text(&category.label)];
                cells.extend(category.bars.iter().map(|bar| Cell::figure(bar.n, bar.reference.clone())));
                Row::new(cells)
            })
            .collect();
        table
    }
}
