//! Writing canonical files: a full copy that reads back exactly, and a masked one that cannot be imported.
//!
//! Comma, `\n`, quotes only where a cell needs them, no byte order mark. A full copy is the desk's own and must come
//! back byte for byte, so nothing is put before a cell that looks like a formula; a masked copy leaves the desk and is
//! opened in a spreadsheet, so there it is.

use std::io;
use std::marker::PhantomData;

use crate::exchange::column::Canonical;

/// The column that marks a masked copy: last, `1` in every row. A column survives sorting and saving in a spreadsheet,
/// which a comment line would not. A file that has it is refused by every import.
pub const MASKED_COLUMN: &str = "masked";

/// Writes header and rows.
pub fn write<'a, T: Canonical>(out: impl io::Write, rows: impl IntoIterator<Item = &'a T>) -> io::Result<()> {
    let mut writer = RowWriter::new(out)?;
    for row in rows {
        writer.row(row)?;
    }
    writer.finish()
}

/// A full copy that is written row by row, as the register gives the rows.
pub struct RowWriter<T, W: io::Write> {
    csv: csv::Writer<W>,
    cell: String,
    noun: PhantomData<fn(&T)>,
}

impl<T: Canonical, W: io::Write> RowWriter<T, W> {
    /// Writes the header.
    pub fn new(out: W) -> io::Result<RowWriter<T, W>> {
        let mut csv = writer(out);
        csv.write_record(T::COLUMNS.iter().map(|column| column.name))?;
        Ok(RowWriter { csv, cell: String::new(), noun: PhantomData })
    }

    /// Writes one row.
    pub fn row(&mut self, row: &T) -> io::Result<()> {
        write_cells(&mut self.csv, row, &mut self.cell, false)?;
        Ok(self.csv.write_record(None::<&[u8]>)?)
    }

    /// Flushes; without it the last rows may be missing.
    pub fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }
}

/// Writes header and rows whose personal data the caller has masked, with the mark that keeps them from being
/// imported, and with an apostrophe before what a spreadsheet would take for a formula.
pub fn write_masked<'a, T: Canonical>(out: impl io::Write, rows: impl IntoIterator<Item = &'a T>) -> io::Result<()> {
    let mut csv = writer(out);
    csv.write_record(T::COLUMNS.iter().map(|column| column.name).chain([MASKED_COLUMN]))?;
    let mut cell = String::new();
    for row in rows {
        write_cells(&mut csv, row, &mut cell, true)?;
        csv.write_field("1")?;
        csv.write_record(None::<&[u8]>)?;
    }
    csv.flush()
}

/// The bytes of a full copy.
pub fn to_bytes<'a, T: Canonical>(rows: impl IntoIterator<Item = &'a T>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write(&mut bytes, rows)?;
    Ok(bytes)
}

fn writer<W: io::Write>(out: W) -> csv::Writer<W> {
    csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).flexible(true).from_writer(out)
}

fn write_cells<T: Canonical>(
    csv: &mut csv::Writer<impl io::Write>,
    row: &T,
    cell: &mut String,
    defuse: bool,
) -> io::Result<()> {
    for column in T::COLUMNS {
        cell.clear();
        (column.write)(row, cell);
        if defuse && looks_like_formula(cell) {
            cell.insert(0, '\'');
        }
        csv.write_field(&cell)?;
    }
    Ok(())
}

/// What a spreadsheet would run, or could be made to (RELIABILITY.md, promise 10).
fn looks_like_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}
