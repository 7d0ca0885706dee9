//! Opening a register: connection settings, the check that the file is ours, and the upgrade.
//!
//! The order of the settings is fixed and the reasons are measured (RELIABILITY of the design): WAL with synchronous
//! EXTRA loses nothing on a power cut. A foreign or a newer file is refused before any write.

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::store::error::{StoreError, io_cause, sqlite_cause};
use crate::store::found::Found;
use crate::store::patience::Steps;
use crate::store::{migrate, restore};

/// Marks a file as a register of this program ("MCUA").
pub const APPLICATION_ID: i64 = 0x4d43_5541;

/// How long a write waits for another window before it says that the register is busy.
pub(in crate::store) const BUSY: std::time::Duration = std::time::Duration::from_secs(5);

/// How many prepared statements a register keeps: with fewer places than one save asks questions, each pushes the next
/// one out and all are parsed again at every save.
const STATEMENTS: usize = 96;

/// An open register.
pub struct Store {
    pub(in crate::store) conn: Connection,
    pub(in crate::store) path: PathBuf,
    pub(in crate::store) rules: std::cell::RefCell<Option<(i64, std::sync::Arc<crate::domain::rulebook::Rulebook>)>>,
    pub(in crate::store) found: std::sync::Arc<Found>,
    pub(in crate::store) steps: Option<Steps>,
}

/// How to open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Create the file when it is not there.
    CreateIfMissing,
    /// The file must be there.
    Existing,
}

impl Store {
    /// Opens the register at `path`, upgrading an older one.
    ///
    /// # Errors
    /// [`StoreError`] when the file is foreign, newer, unreadable or cannot be written safely; nothing is changed then.
    pub fn open(path: &Path, mode: Mode) -> Result<Store, StoreError> {
        Store::open_with_vfs(path, mode, None)
    }

    /// As [`Store::open`], through a named SQLite file layer; tests simulate power cuts with it.
    pub fn open_with_vfs(path: &Path, mode: Mode, vfs: Option<&str>) -> Result<Store, StoreError> {
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        match (vfs, std::fs::metadata(path)) {
            // A simulated disk is not seen from here.
            (Some(_), _) if mode == Mode::CreateIfMissing => flags |= OpenFlags::SQLITE_OPEN_CREATE,
            (Some(_), _) => {}
            // Asked before SQLite sees the file: beside an empty one it would throw the write-ahead log away.
            (None, Ok(found)) if found.is_file() && found.len() == 0 => {
                return Err(StoreError::Empty(path.to_owned()));
            }
            (None, Ok(found)) if found.is_file() => {}
            // A folder, a device or a pipe is no place for a register, and is not touched.
            (None, Ok(found)) => {
                let cause = if found.is_dir() { "đây là thư mục" } else { "đây không phải tệp thường" };
                return Err(StoreError::Open { path: path.to_owned(), cause: cause.to_owned() });
            }
            (None, Err(_)) if mode == Mode::CreateIfMissing => create(path)?,
            (None, Err(_)) => {
                return Err(StoreError::Open { path: path.to_owned(), cause: "tệp không tồn tại".to_owned() });
            }
        }
        let opened = match vfs {
            Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs),
            None => Connection::open_with_flags(path, flags),
        };
        let conn = opened.map_err(|error| cannot_open(path, &error))?;
        let mut store = Store::over(conn, path.to_owned());
        store.refuse_foreign(vfs.is_some())?;
        if vfs.is_none() {
            // Before anything is written: what SQLite makes beside the register from now on takes over its mode.
            restrict_to_owner(path);
        }
        store.configure()?;
        migrate::upgrade(&mut store.conn, path, vfs)?;
        Ok(store)
    }

    /// A register in memory, for a demonstration or a test.
    pub fn in_memory() -> Result<Store, StoreError> {
        let mut store = Store::over(Connection::open_in_memory()?, PathBuf::from(":memory:"));
        store.conn.pragma_update(None, "foreign_keys", true)?;
        migrate::upgrade(&mut store.conn, Path::new(":memory:"), None)?;
        Ok(store)
    }

    fn over(conn: Connection, path: PathBuf) -> Store {
        conn.set_prepared_statement_cache_capacity(STATEMENTS);
        Store { conn, path, rules: std::cell::RefCell::new(None), found: Default::default(), steps: None }
    }

    /// Where the register lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A number that changes when another process has written to the register.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        Ok(self.conn.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Refuses a file without the mark of a register. Only on a simulated disk may it be one that is still to be made.
    fn refuse_foreign(&self, unmade_too: bool) -> Result<(), StoreError> {
        let pragma = |name: &str| -> Result<i64, StoreError> {
            self.conn.pragma_query_value(None, name, |row| row.get(0)).map_err(|error| {
                match error.sqlite_error_code() {
                    Some(rusqlite::ErrorCode::NotADatabase) => StoreError::Foreign(self.path.clone()),
                    Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::SystemIoFailure) => {
                        cannot_open(&self.path, &error)
                    }
                    _ => StoreError::from(error),
                }
            })
        };
        let (id, version) = (pragma("application_id")?, pragma("user_version")?);
        let sql = "SELECT count(*) FROM sqlite_schema";
        let tables: i64 = if unmade_too { self.conn.query_row(sql, [], |row| row.get(0))? } else { 1 };
        if unmade_too && id == 0 && version == 0 && tables == 0 {
            return Ok(());
        }
        if id != APPLICATION_ID {
            return Err(StoreError::Foreign(self.path.clone()));
        }
        if version > migrate::NEWEST {
            return Err(StoreError::Newer { path: self.path.clone(), found: version, known: migrate::NEWEST });
        }
        Ok(())
    }

    fn configure(&self) -> Result<(), StoreError> {
        let conn = &self.conn;
        conn.busy_timeout(BUSY)?;
        let mode: String = conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
        if !mode.eq_ignore_ascii_case("wal") {
            return Err(StoreError::NoWal(self.path.clone()));
        }
        conn.pragma_update(None, "synchronous", "EXTRA")?;
        conn.pragma_update(None, "foreign_keys", true)?;
        conn.pragma_update(None, "trusted_schema", false)?;
        conn.pragma_update(None, "cell_size_check", true)?;
        conn.pragma_update(None, "mmap_size", 0)?;
        conn.pragma_update(None, "secure_delete", true)?;
        conn.pragma_update(None, "temp_store", "MEMORY")?;
        // Two megabytes hold the pages of every index that a screen walks; more only costs memory on weak machines.
        conn.pragma_update(None, "cache_size", -2048)?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        Ok(())
    }
}

/// Makes a new register under a name of its own and gives it its place only when it is whole: a power cut or a full
/// disk leaves no half-made one there, and of two windows that make one at once the first wins.
fn create(path: &Path) -> Result<(), StoreError> {
    let refused = |error: &std::io::Error| StoreError::Open { path: path.to_owned(), cause: io_cause(error) };
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(format!(".dang-lap-{}", uuid::Uuid::now_v7().simple()));
    let unfinished = PathBuf::from(unfinished);
    let made = owners_file(&unfinished).map_err(|error| refused(&error)).and_then(|()| {
        let mut conn = Connection::open(&unfinished).map_err(|error| cannot_open(path, &error))?;
        conn.pragma_update(None, "synchronous", "EXTRA")?;
        migrate::upgrade(&mut conn, &unfinished, None)?;
        drop(conn);
        give_place(&unfinished, path).map_err(|error| refused(&error))?;
        restore::sync_folder(path);
        Ok(())
    });
    // Either it has its name by now, or it is of no use.
    let _ = std::fs::remove_file(&unfinished);
    made
}

/// Gives a finished file its name unless another has it.
fn give_place(unfinished: &Path, path: &Path) -> std::io::Result<()> {
    match std::fs::hard_link(unfinished, path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        // A file system without second names (a USB stick) can still rename.
        Err(_) if !path.exists() => std::fs::rename(unfinished, path),
        other => other,
    }
}

/// Makes an empty file that only its owner may read, where the system knows such modes.
pub(in crate::store) fn owners_file(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn cannot_open(path: &Path, error: &rusqlite::Error) -> StoreError {
    // Asked as the register needs it: for reading and writing.
    let cause = match std::fs::OpenOptions::new().read(true).write(true).open(path) {
        Err(io) => io_cause(&io),
        Ok(_) => sqlite_cause(error),
    };
    StoreError::Open { path: path.to_owned(), cause }
}

/// The register holds citizens' data: only its owner may read it and what SQLite keeps beside it (0600 where the system
/// knows such modes).
fn restrict_to_owner(path: &Path) {
    #[cfg(unix)]
    for companion in ["", "-wal", "-shm"] {
        use std::os::unix::fs::PermissionsExt;
        let mut name = path.as_os_str().to_owned();
        name.push(companion);
        // A file system without modes (a USB stick) refuses; the register still works there.
        let _ = std::fs::set_permissions(PathBuf::from(name), std::fs::Permissions::from_mode(0o600));
    }
    #[cfg(not(unix))]
    let _ = path;
}
