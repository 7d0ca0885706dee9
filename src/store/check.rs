//! The check of a register: the file, the chain of its history, the rows against their last images, and what is
//! derived. It counts first and speaks last; it changes nothing but what can be rebuilt.

use std::collections::HashMap;

use crate::store::error::StoreError;
use crate::store::journal::{self, Broken};
use crate::store::open::Store;
use crate::store::record::Table;

/// Entry and number of the last line about each record of a kind, by the record's id.
type LastLines = HashMap<i64, (i64, i64)>;

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
    /// Records that differ from it: table and id. A record that history knows and the table lacks is among them, and
    /// one that the table holds and history does not know.
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
        let mut last = self.last_touched()?;
        for table in Table::all() {
            let known = last.remove(table.name).unwrap_or_default();
            if !self.compare_with_history(table, &known, &mut report, &mut progress)? {
                return Ok(report);
            }
        }
        self.check_closings(&mut report)?;
        // A kind of record that no table holds.
        report.altered.extend(
            last.into_iter().flat_map(|(kind, known)| {
                known.into_keys().map(move |record| (kind.clone(), record)).collect::<Vec<_>>()
            }),
        );
        Ok(report)
    }

    /// What lies beside the records of closed periods: the bytes of their files, the sets of their dossiers.
    fn check_closings(&self, report: &mut Report) -> Result<(), StoreError> {
        let read = self.read();
        for closing in read.closings(true)? {
            if matches!(read.closed_dossiers(&closing), Err(StoreError::Damaged(_))) {
                report.altered.push(("closing".to_owned(), closing.id));
            }
            for (id, file) in read.closed_files(closing.id)? {
                if matches!(read.closed_bytes(&file.sha256), Err(StoreError::Damaged(_))) {
                    report.altered.push(("closing_file".to_owned(), id));
                }
            }
        }
        Ok(())
    }

    /// The last line about each record, by kind: read in one pass over history, so that it costs no index.
    fn last_touched(&self) -> Result<HashMap<String, LastLines>, StoreError> {
        let mut statement = self.conn.prepare("SELECT kind, record, seq, n FROM journal_line ORDER BY seq, n")?;
        let mut rows = statement.query([])?;
        let mut last: HashMap<String, LastLines> = HashMap::new();
        while let Some(row) = rows.next()? {
            let kind = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            let (record, place) = (row.get(1)?, (row.get(2)?, row.get(3)?));
            match last.get_mut(kind) {
                Some(known) => known.insert(record, place),
                None => last.entry(kind.to_owned()).or_default().insert(record, place),
            };
        }
        Ok(last)
    }

    /// Compares each row with the image of its last line in history, `known` by id. An earlier image does not do: a
    /// row set back to what it was, version and all, was altered.
    fn compare_with_history(
        &self,
        table: &Table,
        known: &LastLines,
        report: &mut Report,
        progress: &mut impl FnMut(u64) -> bool,
    ) -> Result<bool, StoreError> {
        let mut ids = self.conn.prepare(&format!("SELECT id, version FROM {} ORDER BY id", table.name))?;
        let mut rows = ids.query([])?;
        let (mut there, before) = (0, report.altered.len());
        while let Some(row) = rows.next()? {
            let (id, version): (i64, i64) = (row.get(0)?, row.get(1)?);
            let line = known.get(&id);
            there += usize::from(line.is_some());
            let same = match line {
                Some((seq, n)) => *seq == version && self.matches_line(table, id, (*seq, *n))?,
                None => false,
            };
            if !same {
                report.altered.push((table.name.to_owned(), id));
            }
            report.records += 1;
            if report.records.is_multiple_of(1000) && !progress(report.records) {
                return Ok(false);
            }
        }
        if there < known.len() {
            self.name_missing(table, known, report)?;
        }
        report.altered[before..].sort_unstable();
        Ok(true)
    }

    /// Whether a row is what a line of history says.
    fn matches_line(&self, table: &Table, id: i64, line: (i64, i64)) -> Result<bool, StoreError> {
        let mut image =
            self.conn.prepare_cached("SELECT salt, row_hash FROM journal_line WHERE seq = ?1 AND n = ?2")?;
        let (salt, hash): (Vec<u8>, Vec<u8>) = image.query_row(line, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let now = table.read(&self.conn, id)?.map(|(_, values)| table.image(&values)).unwrap_or_default();
        Ok(journal::row_hash(&salt, &now)[..] == hash[..])
    }

    /// Names the records that history knows and the table lacks: nothing is ever deleted lawfully.
    fn name_missing(&self, table: &Table, known: &LastLines, report: &mut Report) -> Result<(), StoreError> {
        let mut exists = self.conn.prepare(&format!("SELECT 1 FROM {} WHERE id = ?1", table.name))?;
        for id in known.keys() {
            if !exists.exists([id])? {
                report.altered.push((table.name.to_owned(), *id));
            }
        }
        Ok(())
    }

    /// Verifies the last `entries` of the chain: what a start does.
    pub fn check_tail(&self, entries: i64) -> Result<Option<Broken>, StoreError> {
        let (head, _) = journal::head(&self.conn)?;
        Ok(journal::verify(&self.conn, (head - entries).max(1))?.1)
    }

    /// Sequence and hash (hex) of the last entry, printed in reports and backups.
    pub fn chain_head(&self) -> Result<(i64, String), StoreError> {
        let (seq, hash) = journal::head(&self.conn)?;
        Ok((seq, crate::domain::text::hex(&hash)))
    }
}
