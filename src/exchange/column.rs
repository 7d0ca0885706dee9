//! The columns of a canonical file: one row of a table per column, from which reading, writing and copying follow.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use crate::domain::sense::Contradiction;

/// How much a column is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Part of what tells one record from another: the file must have the column, and no cell of it may be empty.
    Key,
    /// A record cannot be made without it. A file that only amends known records may lack the column; where the column
    /// is there, no cell may be empty.
    New,
    /// May be absent or empty.
    Free,
}

/// One column of the canonical file of `T`. Made with the `columns!` macro from a name, a need and a field.
pub struct Column<T> {
    /// Its name in the header.
    pub name: &'static str,
    /// How much it is needed.
    pub need: Need,
    /// Appends the field's cell to a text.
    pub(super) write: fn(&T, &mut String),
    /// Sets the field from a cleaned cell, or says what is wrong with it.
    pub(super) read: fn(&mut T, &str) -> Result<(), Cow<'static, str>>,
    /// Copies the field.
    pub(super) copy: fn(&T, &mut T),
}

impl<T> Column<T> {
    /// The cell of a record.
    pub fn text(&self, value: &T) -> String {
        let mut text = String::new();
        (self.write)(value, &mut text);
        text
    }
}

/// A cell that differs between two records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Name of the column.
    pub column: &'static str,
    /// The cell of the first.
    pub before: String,
    /// The cell of the second.
    pub after: String,
}

/// Declares the columns of a noun: `"name" Need field;` in the order of the file.
macro_rules! columns {
    ($($name:literal $need:ident $($field:ident).+;)+) => {
        &[$($crate::exchange::column::Column {
            name: $name,
            need: $crate::exchange::column::Need::$need,
            write: |from, out| $crate::exchange::cell::Cell::write(&from.$($field).+, out),
            read: |into, text| {
                into.$($field).+ = $crate::exchange::cell::Cell::read(text)?;
                Ok(())
            },
            copy: |from, to| to.$($field).+.clone_from(&from.$($field).+),
        }),+]
    };
}
pub(super) use columns;

/// A noun that has a canonical file.
pub trait Canonical: Sized + 'static {
    /// The name of the noun on the command line: `dossiers`.
    const NOUN: &'static str;

    /// Its columns, in the order in which they are written; at most 64.
    const COLUMNS: &'static [Column<Self>];

    /// A record of which nothing is known yet. What stands here for an absent column means nothing: ask the
    /// [`ColumnSet`] of the sheet which fields were read.
    fn blank() -> Self;

    /// What tells this record from the others of a file, where two alike would be an error.
    fn key(&self) -> Option<String>;

    /// The cell of this record in the column of a name; empty where there is no such column.
    fn cell(&self, name: &str) -> String {
        let column = Self::COLUMNS.iter().find(|column| column.name == name);
        column.map_or_else(String::new, |column| column.text(self))
    }

    /// What the fields of one record cannot say at once.
    fn contradictions(&self) -> Vec<Contradiction> {
        Vec::new()
    }
}

/// The columns that a file has. With it a row is a patch: what the file lacks is left as it is (REPORTS.md §5).
pub struct ColumnSet<T> {
    bits: u64,
    noun: PhantomData<fn() -> T>,
}

impl<T> Clone for ColumnSet<T> {
    fn clone(&self) -> ColumnSet<T> {
        *self
    }
}

impl<T> Copy for ColumnSet<T> {}

impl<T> PartialEq for ColumnSet<T> {
    fn eq(&self, other: &ColumnSet<T>) -> bool {
        self.bits == other.bits
    }
}

impl<T> Eq for ColumnSet<T> {}

impl<T: Canonical> fmt::Debug for ColumnSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}

impl<T: Canonical> ColumnSet<T> {
    /// No column.
    pub const fn none() -> ColumnSet<T> {
        ColumnSet { bits: 0, noun: PhantomData }
    }

    /// Every column of the noun.
    pub fn all() -> ColumnSet<T> {
        (0..T::COLUMNS.len()).fold(ColumnSet::none(), ColumnSet::with_index)
    }

    pub(super) fn with_index(self, index: usize) -> ColumnSet<T> {
        ColumnSet { bits: self.bits | 1 << index, noun: PhantomData }
    }

    /// Whether the file has the column of this name.
    pub fn has(&self, name: &str) -> bool {
        self.columns().any(|column| column.name == name)
    }

    /// The names, in the order of the noun.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<T> {
        self.columns().map(|column| column.name)
    }

    /// The columns without which no new record can be made from this file; empty when it can.
    pub fn missing_for_new(&self) -> Vec<&'static str> {
        let needed = T::COLUMNS.iter().filter(|column| column.need != Need::Free);
        needed.map(|column| column.name).filter(|name| !self.has(name)).collect()
    }

    /// Copies the fields of these columns from `from` to `to`, and touches no other.
    pub fn apply(&self, from: &T, to: &mut T) {
        for column in self.columns() {
            (column.copy)(from, to);
        }
    }

    /// Where two records differ in these columns, as their cells are written.
    pub fn differences(&self, before: &T, after: &T) -> Vec<Difference> {
        let texts = self.columns().map(|column| (column.name, column.text(before), column.text(after)));
        let differing = texts.filter(|(_, before, after)| before != after);
        differing.map(|(column, before, after)| Difference { column, before, after }).collect()
    }

    fn columns(&self) -> impl Iterator<Item = &'static Column<T>> + use<T> {
        let bits = self.bits;
        T::COLUMNS.iter().enumerate().filter(move |(index, _)| bits >> index & 1 == 1).map(|(_, column)| column)
    }
}
