//! The report model: pure data that the screen preview and every writer share, so that they cannot disagree.
//!
//! A [`Report`] is what a report kind fills in; its [`Report::document`] lays the letterhead, body, signature and
//! annexes out in reading order, and the writers know only that. A slip is a [`Document`] from the start.
//! Nothing here knows a file format, a figure's rule or the store.

mod block;
mod chart;
mod letterhead;
mod line;
mod page;
mod run;
mod table;

use std::borrow::Cow;

use crate::domain::clock_rule::RuleKind;
use crate::domain::day::Day;
pub use crate::domain::figure::Grouping;

pub use block::{Block, Level};
pub use chart::{Bar, Category, Chart};
pub use letterhead::{Closing, Letterhead, long_date};
pub use letterhead::{MOTTO, STATE};
pub use line::{Line, Panes, Role, Rule};
pub use page::{Margins, Page, Paper, TypeSize};
pub use run::{Emphasis, FigureRef, Run, plain};
pub use table::{Align, Cell, Column, HeaderCell, HeaderGrid, Placed, Row, Table, TableFault, share};

/// One line of the list of figures behind a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRow {
    /// The figure's id, e.g. `settled.overdue`.
    pub id: String,
    /// Its full Vietnamese name.
    pub label: String,
    /// The count.
    pub n: i64,
    /// The denominator, where the table of figures has one. Zero prints `–` as its percent.
    pub of: Option<i64>,
    /// The rules of the clock that it depends on.
    pub rules: Vec<RuleKind>,
}

/// What the CSV form of a report holds: a CSV file is one table, so a report has to say which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CsvContent {
    /// The figures: `id,label,n,of,pct,rules`.
    #[default]
    Figures,
    /// The first table of the body or, if there is none, of the annexes (a list such as the register).
    FirstTable,
    /// A table of its own: the whole list, where the other forms show it in parts or shortened.
    Own(Box<Table>),
}

/// A whole report as its kind built it.
#[derive(Clone, Debug)]
pub struct Report {
    /// Code of the kind, e.g. `commune`.
    pub kind: String,
    /// Paper, margins and type.
    pub page: Page,
    /// The heading of an official document.
    pub letterhead: Letterhead,
    /// The heading of a statutory form; where there is one, it stands in place of the letterhead.
    pub heading: Vec<Block>,
    /// The body.
    pub blocks: Vec<Block>,
    /// Recipients and signature; a list for the wall has none.
    pub closing: Option<Closing>,
    /// Last lines in small print: how limits and pauses were counted, the check code of the history.
    pub small_print: Vec<String>,
    /// Tables after the signature, with their headings; they begin on a new page.
    pub annexes: Vec<Block>,
    /// Every figure of the report.
    pub figures: Vec<FigureRow>,
    /// The rules that figures depend on, each with its versions in words, for the forms that list the figures.
    pub rules: Vec<(RuleKind, String)>,
    /// What the audit found: it stands before the body, and a form without a body ends with it.
    pub findings: Vec<String>,
    /// Wholes whose shares, each rounded for itself, do not add to 100,00: for the forms that list every figure.
    pub rounded: Vec<String>,
    /// What must be said beside the report's table in a form that holds nothing else.
    pub table_notes: Vec<String>,
    /// What the CSV form holds.
    pub csv: CsvContent,
    /// The JSON form, built by the caller (REPORTS.md §4).
    pub json: serde_json::Value,
}

/// Blocks in reading order with their page: what a writer draws.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// Title for the file's properties.
    pub title: String,
    /// The issuing body, for the file's properties. Never a machine or a login name.
    pub author: String,
    /// The day the document bears; the only date that enters the file, so that the same report gives the same bytes.
    pub date: Option<Day>,
    /// Paper, margins and type.
    pub page: Page,
    /// The content.
    pub blocks: Vec<Cow<'a, Block>>,
}

impl Report {
    /// An empty report of a kind under a letterhead, on official paper.
    pub fn new(kind: &str, letterhead: Letterhead) -> Report {
        Report {
            kind: kind.to_owned(),
            page: Page::official(),
            letterhead,
            heading: Vec::new(),
            blocks: Vec::new(),
            closing: None,
            small_print: Vec::new(),
            annexes: Vec::new(),
            figures: Vec::new(),
            rules: Vec::new(),
            findings: Vec::new(),
            rounded: Vec::new(),
            table_notes: Vec::new(),
            csv: CsvContent::default(),
            json: serde_json::Value::Null,
        }
    }

    /// Everything in reading order as it leaves the office: letterhead, findings, body, signature, small print, annexes.
    pub fn document(&self) -> Document<'_> {
        self.laid_out("Số liệu chưa khớp, xuất theo yêu cầu:")
    }

    /// The same as it is looked at before anyone asked for it to be let out.
    pub fn preview(&self) -> Document<'_> {
        self.laid_out("Số liệu chưa khớp:")
    }

    fn laid_out(&self, findings: &str) -> Document<'_> {
        let mut blocks: Vec<Cow<'_, Block>> = match self.heading.as_slice() {
            [] => self.letterhead.blocks().into_iter().map(Cow::Owned).collect(),
            own => own.iter().map(Cow::Borrowed).collect(),
        };
        if !self.findings.is_empty() {
            blocks.push(Cow::Owned(Block::Note(vec![Run::bold(findings)])));
            let note = |sentence: &String| Cow::Owned(Block::Note(vec![Run::text(format!("- {sentence}"))]));
            blocks.extend(self.findings.iter().map(note));
        }
        blocks.extend(self.blocks.iter().map(Cow::Borrowed));
        blocks.extend(self.closing.iter().map(|closing| Cow::Owned(closing.block())));
        blocks.extend(self.small_print.iter().map(|text| Cow::Owned(Block::Note(vec![Run::text(text)]))));
        if !self.annexes.is_empty() {
            blocks.push(Cow::Owned(Block::PageBreak));
            blocks.extend(self.annexes.iter().map(Cow::Borrowed));
        }
        Document {
            title: self.letterhead.title(),
            author: self.letterhead.unit.clone(),
            date: self.letterhead.date,
            page: self.page,
            blocks,
        }
    }

    /// The tables of body and annexes, in reading order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().chain(&self.annexes).filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }

    /// The charts of body and annexes, in reading order.
    pub fn charts(&self) -> impl Iterator<Item = &Chart> {
        self.blocks.iter().chain(&self.annexes).filter_map(|block| match block {
            Block::Chart(chart) => Some(chart),
            _ => None,
        })
    }
}

impl Document<'_> {
    /// A document made of blocks of its own, such as a slip.
    pub fn of(title: &str, author: &str, date: Option<Day>, page: Page, blocks: Vec<Block>) -> Document<'static> {
        Document {
            title: title.to_owned(),
            author: author.to_owned(),
            date,
            page,
            blocks: blocks.into_iter().map(Cow::Owned).collect(),
        }
    }
}
