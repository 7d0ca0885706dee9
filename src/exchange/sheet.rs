//! Reading a canonical file: every good row, and every bad cell of every bad row.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::exchange::clean::clean;
use crate::exchange::column::{Canonical, Column, ColumnSet, Need};
use crate::exchange::fault::{FileError, RowError};
use crate::exchange::mend::REASONS_COLUMN;
use crate::exchange::table::{Table, TableRow};
use crate::exchange::write::MASKED_COLUMN;

/// The most errors a sheet keeps. A file with more is the wrong file; the rest is only counted.
pub const MAX_ERRORS: usize = 200_000;

/// A good row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<T> {
    /// Line of the file on which it begins, from 1.
    pub line: u64,
    /// What it says in the columns of the sheet; the other fields mean nothing.
    pub value: T,
}

/// A file that was read. Its rows are patches: [`ColumnSet::apply`] lays one over what the register has.
#[derive(Debug)]
pub struct Sheet<T: Canonical> {
    /// The good rows, in the order of the file.
    pub rows: Vec<Row<T>>,
    /// What is wrong, in the order of the file; several for one row where several cells are bad.
    pub errors: Vec<RowError>,
    /// How many further errors there were beyond [`MAX_ERRORS`].
    pub errors_beyond: u64,
    /// Columns of the file that nobody knows; they were not read.
    pub unknown_columns: Vec<String>,
    /// Columns of the file that were read.
    pub columns: ColumnSet<T>,
}

impl<T: Canonical> Sheet<T> {
    /// Holds every good row against a rule that needs more than the file (the register, a setting). A row for which
    /// the rule gives a column and a reason becomes a bad row.
    pub fn check(&mut self, mut rule: impl FnMut(&T) -> Option<(&'static str, String)>) {
        let (errors, beyond) = (&mut self.errors, &mut self.errors_beyond);
        self.rows.retain(|row| {
            let Some((column, reason)) = rule(&row.value) else { return true };
            keep(errors, beyond, RowError::new(row.line, column, &row.value.cell(column), reason));
            false
        });
        self.errors.sort_by_key(|error| error.line);
    }
}

/// Reads a whole file. For a file of the largest size, rows can be had one by one from [`Reading`].
pub fn read<T: Canonical>(bytes: &[u8]) -> Result<Sheet<T>, FileError> {
    let mut reading = Reading::<T>::open(bytes)?;
    let mut sheet = Sheet {
        rows: Vec::new(),
        errors: Vec::new(),
        errors_beyond: 0,
        unknown_columns: std::mem::take(&mut reading.unknown_columns),
        columns: reading.columns,
    };
    for row in reading {
        match row? {
            Ok(row) => sheet.rows.push(row),
            Err(errors) => {
                for error in errors {
                    keep(&mut sheet.errors, &mut sheet.errors_beyond, error);
                }
            }
        }
    }
    Ok(sheet)
}

fn keep(errors: &mut Vec<RowError>, beyond: &mut u64, error: RowError) {
    if errors.len() < MAX_ERRORS { errors.push(error) } else { *beyond += 1 }
}

/// A file that is being read, row by row: an iterator of good rows and of the errors of bad ones.
pub struct Reading<'a, T: 'static> {
    table: Table<'a>,
    /// For each known column of the file: where its cells are, and what they mean.
    plan: Vec<(usize, &'static Column<T>)>,
    /// Line on which each key was first seen.
    seen: HashMap<String, u64>,
    failed: bool,
    /// Columns of the file that nobody knows.
    pub unknown_columns: Vec<String>,
    /// Columns of the file that are read.
    pub columns: ColumnSet<T>,
}

impl<'a, T: Canonical> Reading<'a, T> {
    /// Reads the header, and refuses a masked copy and a file without its key columns.
    pub fn open(bytes: &'a [u8]) -> Result<Reading<'a, T>, FileError> {
        let table = Table::open(bytes)?;
        let header = table.header();
        if header.iter().any(|name| name == MASKED_COLUMN) {
            return Err(FileError::Masked);
        }
        let (mut plan, mut columns, mut unknown_columns) = (Vec::new(), ColumnSet::none(), Vec::new());
        for (at, name) in header.iter().enumerate() {
            match T::COLUMNS.iter().position(|column| column.name == name) {
                Some(index) => {
                    plan.push((at, &T::COLUMNS[index]));
                    columns = columns.with_index(index);
                }
                // The reasons of an earlier refusal may still stand in a file that was mended.
                None if name.is_empty() || name == REASONS_COLUMN => {}
                None => unknown_columns.push(name.clone()),
            }
        }
        // In the order of the noun, so that the errors of a row come in the order of the form.
        plan.sort_by_key(|(_, column)| T::COLUMNS.iter().position(|known| known.name == column.name));
        let keys = T::COLUMNS.iter().filter(|column| column.need == Need::Key).map(|column| column.name);
        let missing: Vec<&str> = keys.filter(|name| !columns.has(name)).collect();
        if !missing.is_empty() {
            return Err(FileError::MissingColumns(missing.join(", ")));
        }
        Ok(Reading { table, plan, seen: HashMap::new(), failed: false, unknown_columns, columns })
    }

    fn row(&mut self, row: TableRow) -> Result<Row<T>, Vec<RowError>> {
        if !row.faults.is_empty() {
            return Err(row.faults);
        }
        let cell = |at: usize| clean(row.cells.get(at).unwrap_or(""));
        let (mut value, mut errors) = (T::blank(), Vec::new());
        for &(at, column) in &self.plan {
            let text = cell(at);
            if let Err(reason) = read_cell(&mut value, column, &text) {
                errors.push(RowError::new(row.line, column.name, &text, reason));
            }
        }
        // A bad cell was not set, so what it contradicts cannot be told, and its key is no key.
        if errors.is_empty() {
            for found in value.contradictions() {
                if found.fields.iter().all(|field| self.columns.has(field)) {
                    let text = value.cell(found.fields[0]);
                    errors.push(RowError::new(row.line, found.fields[0], &text, found.message));
                }
            }
            errors.extend(self.doubled(row.line, &value));
        }
        if errors.is_empty() { Ok(Row { line: row.line, value }) } else { Err(errors) }
    }

    fn doubled(&mut self, line: u64, value: &T) -> Option<RowError> {
        match self.seen.entry(value.key()?) {
            Entry::Occupied(first) => {
                let reason = format!("đã có ở dòng {}; mỗi mục chỉ được ghi một dòng", first.get());
                let column = T::COLUMNS[0].name;
                Some(RowError::new(line, column, &value.cell(column), reason))
            }
            Entry::Vacant(free) => {
                free.insert(line);
                None
            }
        }
    }
}

fn read_cell<T>(value: &mut T, column: &Column<T>, text: &str) -> Result<(), Cow<'static, str>> {
    match column.need {
        Need::Key | Need::New if text.is_empty() => return Err("không được để trống".into()),
        Need::Key if text.contains('\n') => return Err("không được xuống dòng trong ô này".into()),
        _ => {}
    }
    (column.read)(value, text)
}

impl<T: Canonical> Iterator for Reading<'_, T> {
    type Item = Result<Result<Row<T>, Vec<RowError>>, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        match self.table.next_row() {
            Ok(row) => row.map(|row| Ok(self.row(row))),
            Err(error) => {
                self.failed = true;
                Some(Err(error))
            }
        }
    }
}
