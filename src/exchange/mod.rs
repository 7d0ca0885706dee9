//! The canonical files (REPORTS.md §5): what the register takes in and gives out, between bytes and domain values.
//!
//! One noun, one file of columns: `dossiers`, `components`, `ratings`, `feedback`, `procedures`, `officers`,
//! `calendar`. Each is a table of rows `name · need · field`, and reading, writing and copying all follow from it; the
//! rest of the folder is common to them:
//!
//! | file | subject |
//! |---|---|
//! | `raw` | bytes: size, encoding, separator, quotes, line numbers |
//! | `table` | header and rows of cells, within the caps |
//! | `clean` | the door for imported text (`domain::text`) |
//! | `cell` | one cell ↔ one value, and the sentence that says what is wrong |
//! | `joined` | cells that hold several things: pauses, other codes |
//! | `column` | the table of columns of a noun, and the set of columns that a file has |
//! | `sheet` | reading a whole file: good rows, bad rows, unknown columns |
//! | `write` | writing: full copies, and masked ones that cannot be imported |
//! | `mend` | the bad rows as a file to put right |
//! | `fault` | what is wrong with a file or a row |
//! | `noun` | which files there are, by name |
//!
//! Nothing here knows SQL, the register, the disk or the clock. A check that needs the register (is this procedure
//! known?) belongs to the import, which adds its findings with [`sheet::Sheet::check`].

pub mod calendar;
mod cell;
mod clean;
pub mod column;
pub mod components;
pub mod dossiers;
pub mod fault;
pub mod feedback;
mod joined;
pub mod mend;
pub mod noun;
pub mod officers;
pub mod procedures;
pub mod ratings;
mod raw;
pub mod sheet;
pub mod table;
#[cfg(test)]
mod tests;
pub mod write;

pub use column::{Canonical, ColumnSet};
pub use components::ComponentLine;
pub use fault::{FileError, RowError};
pub use joined::pause;
pub use mend::mend;
pub use noun::Noun;
pub use sheet::{Row, Sheet, read};
pub use write::{RowWriter, to_bytes, write, write_masked};
