//! The bad rows of a file as a file to put right: the cells as they were, and a last column with the reasons.
//!
//! The file is meant for a spreadsheet, so it begins with a byte order mark and keeps the separator it came with. Once
//! mended it can be imported as it is: the column of reasons is passed over.

use std::io;

use csv::StringRecord;

use crate::exchange::fault::{FileError, RowError};
use crate::exchange::table::Table;

/// Heads the reasons (lỗi).
pub const REASONS_COLUMN: &str = "loi";

/// The rows of the file `bytes` that `errors` name, in the order of the file. `errors` are those of the sheet read
/// from the same bytes, with what the import added; in any order.
pub fn mend(bytes: &[u8], errors: &[RowError]) -> Result<Vec<u8>, FileError> {
    let mut errors: Vec<&RowError> = errors.iter().collect();
    errors.sort_by_key(|error| error.line);
    let mut table = Table::open(bytes)?;
    let kept: Vec<usize> = (0..table.header().len()).filter(|&at| table.header()[at] != REASONS_COLUMN).collect();
    let mut out = csv::WriterBuilder::new()
        .delimiter(table.delimiter())
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    out.write_record(kept.iter().map(|&at| table.header()[at].as_str()).chain([REASONS_COLUMN]))?;
    while let Some(row) = table.next_row()? {
        let first = errors.partition_point(|error| error.line < row.line);
        let own: Vec<String> =
            errors[first..].iter().take_while(|error| error.line == row.line).map(sentence).collect();
        if !own.is_empty() {
            out.write_record(kept.iter().map(|&at| cell(&row.cells, at)).chain([own.join("; ").as_str()]))?;
        }
    }
    out.into_inner().map_err(|failed| FileError::Csv(io::Error::from(failed.error().kind()).into()))
}

fn cell(cells: &StringRecord, at: usize) -> &str {
    cells.get(at).unwrap_or("")
}

fn sentence(error: &&RowError) -> String {
    if error.column.is_empty() { error.reason.to_string() } else { format!("{}: {}", error.column, error.reason) }
}
