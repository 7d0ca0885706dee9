//! The check of a register: the file, the chain of its history, the rows against their last images, and what is
//! derived. It counts first and speaks last; it changes nothing but what can be rebuilt.

use rusqlite::OptionalExtension;

use crate::store::error::StoreError;
use crate::store::journal::{self, Broken};
use crate::store::open::Store;
use crate::store::record::Table;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What SQLite says of the file; empty when it is whole.
    pub file: Vec<String>,
    /// Entries of history verified.
    pub entries: u64,
    /// The first break of the chain.
    pub broken: Option<Broken>,
    /// Records compared with their last image in history.
    pub records: u64,
    /// Records that differ from it: table and id.
    pub altered: Vec<(String, i64)>,
    /// Rows that break a reference.
    pub dangling: u64,
}

impl Report {
    /// Whether nothing was found.
    pub fn sound(&self) -> bool {
        self.file.is_empty() && self.broken.is_none() && self.altered.is_empty() && self.dangling == 0
    }
}

impl Store {
    /// Checks the register. `progress` is told how many records were compared; it returns `false` to cancel.
    pub fn check(&self, mut progress: impl FnMut(u64) -> bool) -> Result<Report, StoreError> {
        let mut report = Report::default();
        let mut verdicts = self.conn.prepare("PRAGMA integrity_check(20)")?;
        let lines: Vec<String> = verdicts.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        report.file = lines.into_iter().filter(|line| line != "ok").collect();
        self.conn.prepare("PRAGMA foreign_key_check")?.query_map([], |_| Ok(()))?.for_each(|_| report.dangling += 1);
        let (entries, broken) = journal::verify(&self.conn, 1)?;
        report.entries = entries;
        report.broken = broken;
        for table in Table::all() {
            if !self.compare_with_history(table, &mut report, &mut progress)? {
                break;
            }
        }
        Ok(report)
    }

    /// Compares each row with the image of its last line in history.
    fn compare_with_history(
        &self,
        table: &Table,
        report: &mut Report,
        progress: &mut impl FnMut(u64) -> bool,
    ) -> Result<bool, StoreError> {
        let mut ids = self.conn.prepare(&format!("SELECT id, version FROM {}", table.name))?;
        let mut rows = ids.query([])?;
        let mut last_line = self.conn.prepare(
            "SELECT salt, row_hash FROM journal_line WHERE seq = ?1 AND kind = ?2 AND record = ?3
             ORDER BY n DESC LIMIT 1",
        )?;
        while let Some(row) = rows.next()? {
            let (id, version): (i64, i64) = (row.get(0)?, row.get(1)?);
            let image: Option<(Vec<u8>, Vec<u8>)> = last_line
                .query_row(rusqlite::params![version, table.name, id], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let now = table.read(&self.conn, id)?.map(|(_, values)| table.image(&values)).unwrap_or_default();
            let same =
                image.is_some_and(|(salt, hash)| salt.is_empty() || journal::row_hash(&salt, &now)[..] == hash[..]);
            if !same {
                report.altered.push((table.name.to_owned(), id));
            }
            report.records += 1;
            if report.records.is_multiple_of(1000) && !progress(report.records) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Verifies the last `entries` of the chain: what a start does.
    pub fn check_tail(&self, entries: i64) -> Result<Option<Broken>, StoreError> {
        let (head, _) = journal::head(&self.conn)?;
        Ok(journal::verify(&self.conn, (head - entries).max(1))?.1)
    }

    /// Sequence and hash (hex) of the last entry, printed in reports and backups.
    pub fn chain_head(&self) -> Result<(i64, String), StoreError> {
        let (seq, hash) = journal::head(&self.conn)?;
        Ok((seq, hash.iter().map(|byte| format!("{byte:02x}")).collect()))
    }
}
