//! Blocks: what a document is made of, from top to bottom.

use super::chart::Chart;
use super::line::{Line, Panes};
use super::run::Run;
use super::table::Table;

/// Rank of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Centred heading of an annex: `PHỤ LỤC`.
    Annex,
    /// `I. …`
    Part,
    /// `1. …`
    Section,
}

/// One block. Numbers of headings and markers of items are part of their text: the words are the law's, not the
/// word processor's.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading; it stays with what follows.
    Heading {
        /// Its rank.
        level: Level,
        /// Its words.
        runs: Vec<Run>,
    },
    /// A justified paragraph with its first line indented.
    Paragraph(Vec<Run>),
    /// A paragraph that begins with a marker: `-`, `+`, `a)`.
    Item {
        /// The marker.
        marker: String,
        /// Depth, 0 for the outermost. Paper indents every depth alike; the plain text form shows it.
        level: u8,
        /// The words after the marker.
        runs: Vec<Run>,
    },
    /// One line with a role of its own, across the page: a title, an addressee.
    Line(Line),
    /// Columns without borders: letterhead, signatures.
    Panes(Panes),
    /// `Label: value`, as slips have it.
    Field {
        /// The label, without its colon.
        label: String,
        /// The value.
        runs: Vec<Run>,
    },
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// Small print.
    Note(Vec<Run>),
    /// What follows begins on a new page.
    PageBreak,
}

impl Block {
    /// A part heading: `I. …`.
    pub fn part(text: impl Into<String>) -> Block {
        Block::Heading { level: Level::Part, runs: vec![Run::text(text)] }
    }

    /// A section heading: `1. …`.
    pub fn section(text: impl Into<String>) -> Block {
        Block::Heading { level: Level::Section, runs: vec![Run::text(text)] }
    }

    /// The heading of an annex.
    pub fn annex(text: impl Into<String>) -> Block {
        Block::Heading { level: Level::Annex, runs: vec![Run::text(text)] }
    }

    /// A paragraph of plain words.
    pub fn paragraph(text: impl Into<String>) -> Block {
        Block::Paragraph(vec![Run::text(text)])
    }

    /// An item.
    pub fn item(marker: &str, level: u8, runs: Vec<Run>) -> Block {
        Block::Item { marker: marker.to_owned(), level, runs }
    }

    /// A field of a slip.
    pub fn field(label: &str, value: impl Into<String>) -> Block {
        Block::Field { label: label.to_owned(), runs: vec![Run::text(value)] }
    }
}
