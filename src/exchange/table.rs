//! A CSV file as a header and rows of cells, within caps (RELIABILITY.md, promise 9).
//!
//! It knows nothing of what the columns mean. Rows are read one after another from the bytes; none is kept.

use csv::StringRecord;

use crate::exchange::clean::clean;
use crate::exchange::fault::{FileError, RowError};
use crate::exchange::raw::{self, Raw};

/// Largest file, in bytes.
pub const MAX_BYTES: usize = 20_000_000;
/// Most rows after the header.
pub const MAX_ROWS: u64 = 100_000;
/// Most columns.
pub const MAX_COLUMNS: usize = 256;
/// Longest cell, in characters: what a spreadsheet's cell holds.
pub const MAX_CELL_CHARS: usize = 32_767;

/// A table that is being read.
pub struct Table<'a> {
    raw: Raw<'a>,
    csv: csv::Reader<&'a [u8]>,
    header: Vec<String>,
    rows: u64,
    /// Up to which byte of the body the lines were counted, and how many they are.
    counted: (usize, u64),
}

/// One row as it stands in the file.
pub struct TableRow {
    /// Line on which it begins, from 1.
    pub line: u64,
    /// Its cells.
    pub cells: StringRecord,
    /// What is wrong with its shape; the cells of such a row mean nothing.
    pub faults: Vec<RowError>,
}

impl<'a> Table<'a> {
    /// Reads the header. Names are lower-cased and cleaned; a name that heads two columns is refused.
    pub fn open(bytes: &'a [u8]) -> Result<Table<'a>, FileError> {
        let raw = raw::open(bytes)?;
        let csv =
            csv::ReaderBuilder::new().delimiter(raw.delimiter).has_headers(false).flexible(true).from_reader(raw.body);
        let mut table = Table { raw, csv, header: Vec::new(), rows: 0, counted: (0, 0) };
        let mut first = StringRecord::new();
        if !table.csv.read_record(&mut first)? {
            return Err(FileError::Empty);
        }
        if first.len() > MAX_COLUMNS {
            return Err(FileError::TooManyColumns);
        }
        table.header = first.iter().map(|name| clean(name).to_lowercase()).collect();
        let names = &table.header;
        let doubled = names.iter().enumerate().find(|(i, name)| !name.is_empty() && names[..*i].contains(name));
        match doubled {
            Some((_, name)) => Err(FileError::DoubledColumn(name.clone())),
            None if names.iter().all(String::is_empty) => Err(FileError::Empty),
            None => Ok(table),
        }
    }

    /// The names of the columns in the order of the file; an empty name heads a column that Excel left over.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// `,` or `;`.
    pub fn delimiter(&self) -> u8 {
        self.raw.delimiter
    }

    /// The next row that is not wholly blank, or `None` after the last one.
    pub fn next_row(&mut self) -> Result<Option<TableRow>, FileError> {
        let mut cells = StringRecord::new();
        while self.csv.read_record(&mut cells)? {
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            self.rows += 1;
            if self.rows > MAX_ROWS {
                return Err(FileError::TooManyRows);
            }
            let record = self.record_of(&cells);
            let line = self.line_at(self.raw.body.len() - record.len() - self.tail());
            let faults = self.faults(line, record, &cells);
            return Ok(Some(TableRow { line, cells, faults }));
        }
        Ok(None)
    }

    /// Bytes of the body that the CSV reader has not reached.
    fn tail(&self) -> usize {
        self.raw.body.len() - self.reached()
    }

    fn reached(&self) -> usize {
        (self.csv.position().byte() as usize).min(self.raw.body.len())
    }

    /// The bytes of the record just read. The reader's own line numbers count the blank lines before a record and the
    /// second half of `\r\n` differently, so the place is taken from the bytes.
    fn record_of(&self, cells: &StringRecord) -> &'a [u8] {
        let start = cells.position().map_or(0, |at| at.byte() as usize).min(self.reached());
        let record = &self.raw.body[start..self.reached()];
        let blank = record.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        &record[blank..]
    }

    fn line_at(&mut self, start: usize) -> u64 {
        let (from, lines) = self.counted;
        let lines = lines + raw::breaks(&self.raw.body[from.min(start)..start]);
        self.counted = (start, lines);
        1 + self.raw.lines_before + lines
    }

    fn faults(&self, line: u64, record: &[u8], cells: &StringRecord) -> Vec<RowError> {
        let whole = |reason: String| vec![RowError::new(line, "", &clean(cells.get(0).unwrap_or("")), reason)];
        if !raw::quotes_are_right(record, self.raw.delimiter) {
            return whole("dấu nháy kép thiếu hoặc đặt sai chỗ, có thể đã nuốt cả dòng sau".to_owned());
        }
        let wanted = self.header.len();
        let extra_filled = cells.iter().skip(wanted).any(|cell| !cell.trim().is_empty());
        if cells.len() < wanted || extra_filled {
            return whole(format!("dòng có {} ô, dòng tiêu đề có {wanted} cột", cells.len()));
        }
        let long = |cell: &str| cell.len() > MAX_CELL_CHARS && cell.chars().count() > MAX_CELL_CHARS;
        let named = self.header.iter().zip(cells);
        named
            .filter(|(_, cell)| long(cell))
            .map(|(name, cell)| RowError::new(line, name.clone(), cell, "ô dài quá 32 767 ký tự"))
            .collect()
    }
}
