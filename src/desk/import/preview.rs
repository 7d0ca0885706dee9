//! What an import would do, and why one did not happen.

use crate::desk::error::Error;
use crate::desk::import::Verdict;
use crate::domain::change::Changes;
use crate::domain::number::vietnamese_number;
use crate::domain::refusal::Refusal;
use crate::exchange::column::{Canonical, Difference};
use crate::exchange::fault::{FileError, RowError};
use crate::exchange::sheet::MAX_ERRORS;
use crate::exchange::{Noun, Sheet};
use crate::store::StoreError;

/// A record that the file would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// Line of the file.
    pub line: u64,
    /// What tells the record from others: its code, its day.
    pub key: String,
    /// The cells that differ, before and after.
    pub fields: Vec<Difference>,
}

/// What an import would do. Counts are of the file's items: rows, or for components the dossiers they belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// What the file holds.
    pub noun: Noun,
    /// Not in the register yet.
    pub new: u64,
    /// In the register, and different.
    pub updated: u64,
    /// In the register as the file says.
    pub same: u64,
    /// The first [`Preview::SHOWN_UPDATES`] of those that differ.
    pub updates: Vec<Update>,
    /// Officers that would be created, in the order of the file.
    pub new_officers: Vec<String>,
    /// Columns of the file that nobody knows; they are not read.
    pub unknown_columns: Vec<String>,
    /// What is wrong, by line.
    pub bad: Vec<RowError>,
    /// How many further faults there were beyond those kept in `bad`.
    pub bad_beyond: u64,
}

impl Preview {
    /// How many changed records are kept with their fields; all are counted.
    pub const SHOWN_UPDATES: usize = 500;

    /// A preview that knows what reading the file found; the sheet's errors move here.
    pub(super) fn new<T: Canonical>(noun: Noun, sheet: &mut Sheet<T>) -> Preview {
        Preview {
            noun,
            new: 0,
            updated: 0,
            same: 0,
            updates: Vec::new(),
            new_officers: Vec::new(),
            unknown_columns: std::mem::take(&mut sheet.unknown_columns),
            bad: std::mem::take(&mut sheet.errors),
            bad_beyond: sheet.errors_beyond,
        }
    }

    pub(super) fn count(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::New => self.new += 1,
            Verdict::Same => self.same += 1,
            Verdict::Differs(update) => {
                self.updated += 1;
                if self.updates.len() < Preview::SHOWN_UPDATES {
                    self.updates.push(update);
                }
            }
            Verdict::Bad(errors) => {
                let room = MAX_ERRORS.saturating_sub(self.bad.len());
                self.bad_beyond += errors.len().saturating_sub(room) as u64;
                self.bad.extend(errors.into_iter().take(room));
            }
        }
    }

    pub(super) fn sort(&mut self) {
        self.bad.sort_by_key(|error| error.line);
    }

    /// Whether something in the file is wrong, so that it cannot be taken.
    pub fn has_bad_rows(&self) -> bool {
        !self.bad.is_empty()
    }

    /// Whether taking it would change the register.
    pub fn changes_something(&self) -> bool {
        self.new + self.updated > 0
    }

    /// How many faults there are.
    pub fn faults(&self) -> u64 {
        self.bad.len() as u64 + self.bad_beyond
    }

    /// In how many rows they are.
    pub fn bad_rows(&self) -> usize {
        let mut lines: Vec<u64> = self.bad.iter().map(|error| error.line).collect();
        lines.dedup();
        lines.len()
    }
}

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The counts as they were found within the transaction.
    pub preview: Preview,
    /// What was written; empty when the register was already as the file says.
    pub changes: Changes,
}

/// Why an import did not happen. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read at all.
    #[error("{0}")]
    File(#[from] FileError),
    /// Rows of the file cannot be taken.
    #[error("Tệp có {} lỗi ở {} dòng nên chưa nhập dòng nào. Hãy sửa các dòng ấy rồi nhập lại.",
        vietnamese_number(.0.faults() as i64), vietnamese_number(.0.bad_rows() as i64))]
    Bad(Box<Preview>),
    /// The user stopped it.
    #[error("Đã dừng nhập tệp; sổ không thay đổi.")]
    Cancelled,
    /// A use case or the register refused.
    #[error("{0}")]
    Failed(#[from] Error),
}

impl From<StoreError> for ImportError {
    fn from(error: StoreError) -> ImportError {
        ImportError::Failed(error.into())
    }
}

impl From<Refusal> for ImportError {
    fn from(refusal: Refusal) -> ImportError {
        ImportError::Failed(refusal.into())
    }
}
