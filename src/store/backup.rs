//! Copies of the register, made by SQLite's own backup interface and verified before they count.
//!
//! A plain copy of a live register is corrupt more often than not, so nothing else makes one.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use crate::domain::day::Moment;
use crate::store::error::{StoreError, io_cause, sqlite_cause};
use crate::store::open::{self, Store};

impl Store {
    /// Copies the register into `folder` as `motcua-2026-11-20-0915.db`, verifies the copy and returns its path.
    pub fn backup(&self, folder: &Path, now: Moment) -> Result<PathBuf, StoreError> {
        let stem = self.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("motcua");
        let name = format!("{stem}-{}-{}", now.day, now.clock().replace(':', ""));
        make_folder(folder).map_err(|error| cannot_write(folder, &error))?;
        let target = (0..1000)
            .map(|n| if n == 0 { folder.join(format!("{name}.db")) } else { folder.join(format!("{name}-{n}.db")) })
            .find(|candidate| !candidate.exists())
            .unwrap_or_else(|| folder.join(format!("{name}-x.db")));
        copy_verified(&self.conn, &target)?;
        Ok(target)
    }
}

/// What is said of a file that SQLite's own check finds broken; motcua check says what it found.
pub(in crate::store) const NOT_WHOLE: &str = "kiểm tra tệp thấy cấu trúc không còn nguyên vẹn";

/// Makes the folder for copies where there is none; nobody but the user may look into it. One that is there is left
/// as it is.
fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Copies a register of format `found` beside itself before an upgrade touches it. The upgrade holds the lock, and SQLite
/// copies nothing through a connection that writes, so the copy has one of its own.
pub(in crate::store) fn before_upgrade(path: &Path, vfs: Option<&str>, found: i64) -> Result<(), StoreError> {
    if path == Path::new(":memory:") {
        return Ok(());
    }
    let target = path.with_extension(format!("truoc-nang-cap-{found}.db"));
    if target.exists() {
        return Ok(());
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = match vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs)?,
        None => Connection::open_with_flags(path, flags)?,
    };
    copy_verified(&source, &target)
}

pub(in crate::store) fn copy_verified(conn: &Connection, target: &Path) -> Result<(), StoreError> {
    // A name of its own: two windows may be copying at once.
    let unfinished = target.with_extension(format!("db.dang-chep-{}", uuid::Uuid::now_v7().simple()));
    let result = copy_and_check(conn, &unfinished);
    if let Err(error) = result {
        let _ = std::fs::remove_file(&unfinished);
        return Err(error);
    }
    std::fs::rename(&unfinished, target).map_err(|error| cannot_write(target, &error))
}

fn copy_and_check(conn: &Connection, target: &Path) -> Result<(), StoreError> {
    // Made before SQLite writes to it, so that at no moment anybody else can read it.
    open::owners_file(target).map_err(|error| cannot_write(target, &error))?;
    let failed = |error: rusqlite::Error| copy_failed(target, error);
    let mut copy = Connection::open(target).map_err(failed)?;
    {
        let backup = rusqlite::backup::Backup::new(conn, &mut copy).map_err(failed)?;
        backup.run_to_completion(4096, std::time::Duration::from_millis(1), None).map_err(failed)?;
    }
    // The copy must stand alone: no write-ahead log beside it that a person would forget to carry.
    copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(())).map_err(failed)?;
    let verdict: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(StoreError::Damaged(NOT_WHOLE.to_owned()));
    }
    drop(copy);
    let file = std::fs::OpenOptions::new().write(true).open(target).map_err(|error| cannot_write(target, &error))?;
    file.sync_all().map_err(|error| cannot_write(target, &error))
}

fn cannot_write(path: &Path, error: &std::io::Error) -> StoreError {
    StoreError::Copy { path: path.to_owned(), cause: io_cause(error) }
}

/// A full or a failing disk is the copy's here; a damaged or a busy register is the register's.
fn copy_failed(path: &Path, error: rusqlite::Error) -> StoreError {
    let cause = sqlite_cause(&error);
    match StoreError::from(error) {
        register @ (StoreError::Damaged(_) | StoreError::Busy) => register,
        _ => StoreError::Copy { path: path.to_owned(), cause },
    }
}
