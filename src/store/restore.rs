//! Putting a backup in the place of a register. The present register is set aside under a dated name, never deleted and
//! never rewritten: it may be damaged, and then every byte of it counts.

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::domain::day::Moment;
use crate::store::backup;
use crate::store::error::{StoreError, io_cause};
use crate::store::migrate;
use crate::store::open::APPLICATION_ID;

/// What SQLite keeps beside a register.
const COMPANIONS: [&str; 2] = ["-wal", "-shm"];

/// Restores `copy` to `register`. Returns where the present register was set aside, if there was one.
///
/// # Errors
/// [`StoreError`] when the copy is no sound register of this program, when another window has the register open, or
/// when the disk refuses. The present register is then as before.
pub fn restore(copy: &Path, register: &Path, now: Moment) -> Result<Option<PathBuf>, StoreError> {
    let source = sound_register(copy)?;
    let incoming = beside(register, ".dang-khoi-phuc");
    backup::copy_verified(&source, &incoming)?;
    let placed = put_in_place(&incoming, register, now);
    if placed.is_err() {
        // What could not be put in place is only a copy of the backup.
        let _ = std::fs::remove_file(&incoming);
    }
    placed
}

fn put_in_place(incoming: &Path, register: &Path, now: Moment) -> Result<Option<PathBuf>, StoreError> {
    let aside = if register.exists() {
        refuse_if_open(register)?;
        Some(set_aside(register, now)?)
    } else {
        None
    };
    std::fs::rename(incoming, register).map_err(|error| cannot(register, &error))?;
    sync_folder(register);
    Ok(aside)
}

/// Opens a copy for reading and makes sure that it is a whole register which this program can read.
fn sound_register(path: &Path) -> Result<Connection, StoreError> {
    if let Err(error) = std::fs::File::open(path) {
        return Err(cannot(path, &error));
    }
    let foreign = || StoreError::Foreign(path.to_owned());
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|_| foreign())?;
    let pragma = |name: &str| conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (Ok(id), Ok(version)) = (pragma("application_id"), pragma("user_version")) else { return Err(foreign()) };
    if id != APPLICATION_ID || version < 1 {
        return Err(foreign());
    }
    if version > migrate::NEWEST {
        return Err(StoreError::Newer { path: path.to_owned(), found: version, known: migrate::NEWEST });
    }
    let verdict: String = conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(StoreError::Damaged(backup::NOT_WHOLE.to_owned()));
    }
    Ok(conn)
}

/// Every window that has a register open holds a shared lock on it; an exclusive one can be had only without them.
fn refuse_if_open(register: &Path) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    // A file that cannot be opened, or is no database, is open nowhere as a register.
    let Ok(conn) = Connection::open_with_flags(register, flags) else { return Ok(()) };
    // Closing must not fold the log into the file: what is set aside stays as it was found.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    conn.busy_timeout(std::time::Duration::from_millis(200))?;
    let exclusive = conn
        .pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(()))
        .and_then(|()| conn.execute_batch("BEGIN EXCLUSIVE; ROLLBACK"));
    match exclusive.map_err(StoreError::from) {
        Err(StoreError::Busy) => Err(StoreError::InUse(register.to_owned())),
        _ => Ok(()),
    }
}

/// Renames the register and what belongs to it; returns its new name.
fn set_aside(register: &Path, now: Moment) -> Result<PathBuf, StoreError> {
    let mark = format!(".truoc-khoi-phuc-{}-{}", now.day, now.clock().replace(':', ""));
    let named = |n: u32| if n == 0 { beside(register, &mark) } else { beside(register, &format!("{mark}-{n}")) };
    let aside = (0..1000).map(named).find(|name| !name.exists()).unwrap_or_else(|| named(1000));
    // The log first: without its file a log is nothing, but a file without its log has lost its last saves.
    for companion in COMPANIONS {
        let from = with_suffix(register, companion);
        if from.exists() {
            std::fs::rename(&from, with_suffix(&aside, companion)).map_err(|error| cannot(&from, &error))?;
        }
    }
    std::fs::rename(register, &aside).map_err(|error| cannot(register, &error))?;
    Ok(aside)
}

/// `motcua.db` and `.mark` → `motcua.mark.db`.
fn beside(register: &Path, mark: &str) -> PathBuf {
    let stem = register.file_stem().unwrap_or_default().to_string_lossy();
    let ending = register.extension().map_or("db".into(), |ending| ending.to_string_lossy());
    register.with_file_name(format!("{stem}{mark}.{ending}"))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Makes the renames last through a power cut, where the system has folders that can be synchronised.
pub(in crate::store) fn sync_folder(file: &Path) {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Ok(folder) = std::fs::File::open(folder) {
        // Some file systems refuse this; the rename itself has happened.
        let _ = folder.sync_all();
    }
}

fn cannot(path: &Path, error: &std::io::Error) -> StoreError {
    StoreError::Open { path: path.to_owned(), cause: io_cause(error) }
}
