//! Canonical files from the register: the desk's own full copy, one noun a file, row by row.
//!
//! Rows stand in the order of entry, so that a register made from the files gives the same files again.

use std::io::Write;

use crate::desk::row;
use crate::domain::calendar::CalendarDay;
use crate::domain::dossier::Dossier;
use crate::domain::feedback::Feedback;
use crate::domain::officer::Officer;
use crate::domain::procedure::Procedure;
use crate::domain::rating::Rating;
use crate::exchange::{self, ComponentLine, Noun, RowWriter};
use crate::store::dossier::Stored;
use crate::store::{Read, Store, StoreError};

/// Why an export did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The place it is written to refuses.
    #[error("không ghi được kết quả")]
    Write(#[from] std::io::Error),
    /// The register failed.
    #[error("{0}")]
    Store(#[from] StoreError),
}

/// Writes the file of a noun, all of one instant. Returns how many rows it has.
///
/// # Errors
/// [`ExportError`]; what was written so far is then not a whole file.
pub fn export(store: &Store, noun: Noun, out: impl Write) -> Result<u64, ExportError> {
    store.snapshot(|read| match noun {
        Noun::Dossiers => {
            let mut rows = Rows::<Dossier, _>::new(out)?;
            read.each_dossier(|stored| rows.add(&as_told(read, stored)?))?;
            rows.finish()
        }
        Noun::Components => components(read, out),
        Noun::Ratings => {
            let mut rows = Rows::<Rating, _>::new(out)?;
            read.each_rating(|rating| rows.add(&rating))?;
            rows.finish()
        }
        Noun::Feedback => all::<Feedback>(out, &read.feedback()?),
        Noun::Procedures => all::<Procedure>(out, &seconds(read.procedures()?)),
        Noun::Officers => all::<Officer>(out, &seconds(read.officers()?)),
        Noun::Calendar => all::<CalendarDay>(out, &read.calendar_days()?),
    })
}

/// A dossier as its row has it.
fn as_told(read: Read<'_>, stored: Stored) -> Result<Dossier, ExportError> {
    let (extension, due_at) = row::promises(read, &stored)?;
    Ok(Dossier { extension, due_at, ..stored.dossier })
}

fn components(read: Read<'_>, out: impl Write) -> Result<u64, ExportError> {
    let mut rows = Rows::<ComponentLine, _>::new(out)?;
    read.each_dossier(|stored| {
        for (_, component) in read.components(stored.id)? {
            rows.add(&ComponentLine { dossier_code: stored.dossier.code.clone(), component })?;
        }
        Ok::<_, ExportError>(())
    })?;
    rows.finish()
}

fn seconds<T>(rows: Vec<(i64, T)>) -> Vec<T> {
    rows.into_iter().map(|(_, row)| row).collect()
}

fn all<T: exchange::Canonical>(out: impl Write, records: &[T]) -> Result<u64, ExportError> {
    let mut rows = Rows::new(out)?;
    for record in records {
        rows.add(record)?;
    }
    rows.finish()
}

/// A writer that counts.
struct Rows<T, W: Write> {
    writer: RowWriter<T, W>,
    written: u64,
}

impl<T: exchange::Canonical, W: Write> Rows<T, W> {
    fn new(out: W) -> Result<Rows<T, W>, ExportError> {
        Ok(Rows { writer: RowWriter::new(out)?, written: 0 })
    }

    fn add(&mut self, row: &T) -> Result<(), ExportError> {
        self.writer.row(row)?;
        self.written += 1;
        Ok(())
    }

    fn finish(self) -> Result<u64, ExportError> {
        self.writer.finish()?;
        Ok(self.written)
    }
}
