//! Copies of the register, made by SQLite's own backup interface and verified before they count.
//!
//! A plain copy of a live register is corrupt more often than not, so nothing else makes one.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::domain::day::Moment;
use crate::store::error::StoreError;
use crate::store::open::Store;

impl Store {
    /// Copies the register into `folder` as `motcua-2026-11-20-0915.db`, verifies the copy and returns its path.
    pub fn backup(&self, folder: &Path, now: Moment) -> Result<PathBuf, StoreError> {
        let stem = self.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("motcua");
        let name = format!("{stem}-{}-{}", now.day, now.clock().replace(':', ""));
        std::fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
        let target = (0..1000)
            .map(|n| if n == 0 { folder.join(format!("{name}.db")) } else { folder.join(format!("{name}-{n}.db")) })
            .find(|candidate| !candidate.exists())
            .unwrap_or_else(|| folder.join(format!("{name}-x.db")));
        copy_verified(&self.conn, &target)?;
        Ok(target)
    }
}

/// Copies a register of format `found` beside itself before an upgrade touches it.
pub(in crate::store) fn before_upgrade(conn: &Connection, path: &Path, found: i64) -> Result<(), StoreError> {
    if path == Path::new(":memory:") {
        return Ok(());
    }
    let target = path.with_extension(format!("truoc-nang-cap-{found}.db"));
    if target.exists() {
        return Ok(());
    }
    copy_verified(conn, &target)
}

pub(in crate::store) fn copy_verified(conn: &Connection, target: &Path) -> Result<(), StoreError> {
    let unfinished = target.with_extension("db.dang-chep");
    let _ = std::fs::remove_file(&unfinished);
    let result = copy_and_check(conn, &unfinished);
    if let Err(error) = result {
        let _ = std::fs::remove_file(&unfinished);
        return Err(error);
    }
    std::fs::rename(&unfinished, target).map_err(|error| cannot_write(target, &error))
}

fn copy_and_check(conn: &Connection, target: &Path) -> Result<(), StoreError> {
    let mut copy = Connection::open(target)?;
    {
        let backup = rusqlite::backup::Backup::new(conn, &mut copy)?;
        backup.run_to_completion(4096, std::time::Duration::from_millis(1), None)?;
    }
    // The copy must stand alone: no write-ahead log beside it that a person would forget to carry.
    copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    let verdict: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(StoreError::Damaged(verdict));
    }
    drop(copy);
    let file = std::fs::OpenOptions::new().write(true).open(target).map_err(|error| cannot_write(target, &error))?;
    file.sync_all().map_err(|error| cannot_write(target, &error))
}

fn cannot_write(path: &Path, error: &std::io::Error) -> StoreError {
    StoreError::Open { path: path.to_owned(), cause: error.to_string() }
}
