//! Opening a register: connection settings, the check that the file is ours, and the upgrade.
//!
//! The order of the settings is fixed and the reasons are measured (RELIABILITY of the design): WAL with synchronous
//! EXTRA loses nothing on a power cut. A foreign or a newer file is refused before any write.

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::store::error::StoreError;
use crate::store::migrate;

/// Marks a file as a register of this program ("MCUA").
pub const APPLICATION_ID: i64 = 0x4d43_5541;

/// An open register.
pub struct Store {
    pub(in crate::store) conn: Connection,
    pub(in crate::store) path: PathBuf,
    pub(in crate::store) rules: std::cell::RefCell<Option<(i64, std::sync::Arc<crate::domain::rulebook::Rulebook>)>>,
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
        if mode == Mode::Existing && !path.exists() && vfs.is_none() {
            return Err(StoreError::Open { path: path.to_owned(), cause: "tệp không tồn tại".to_owned() });
        }
        if vfs.is_none() {
            refuse_special(path)?;
        }
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if mode == Mode::CreateIfMissing {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let opened = match vfs {
            Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs),
            None => Connection::open_with_flags(path, flags),
        };
        let conn = opened.map_err(|error| cannot_open(path, &error))?;
        let mut store = Store { conn, path: path.to_owned(), rules: std::cell::RefCell::new(None) };
        store.refuse_foreign()?;
        store.configure()?;
        migrate::upgrade(&mut store.conn, path)?;
        restrict_to_owner(path);
        Ok(store)
    }

    /// A register in memory, for a demonstration or a test.
    pub fn in_memory() -> Result<Store, StoreError> {
        let conn = Connection::open_in_memory()?;
        let mut store = Store { conn, path: PathBuf::from(":memory:"), rules: std::cell::RefCell::new(None) };
        store.conn.pragma_update(None, "foreign_keys", true)?;
        migrate::upgrade(&mut store.conn, Path::new(":memory:"))?;
        Ok(store)
    }

    /// Where the register lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A number that changes when another process has written to the register.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        Ok(self.conn.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    fn refuse_foreign(&self) -> Result<(), StoreError> {
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
        let tables: i64 = self.conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        if id == 0 && version == 0 && tables == 0 {
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
        conn.busy_timeout(std::time::Duration::from_secs(5))?;
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
        conn.set_prepared_statement_cache_capacity(96);
        Ok(())
    }
}

fn cannot_open(path: &Path, error: &rusqlite::Error) -> StoreError {
    use std::io::ErrorKind;
    let cause = match std::fs::OpenOptions::new().read(true).write(true).open(path).map_err(|io| io.kind()) {
        Err(ErrorKind::PermissionDenied) => "không có quyền đọc, ghi tệp này",
        Err(ErrorKind::ReadOnlyFilesystem) => "ổ đĩa chỉ cho phép đọc",
        Err(ErrorKind::NotFound) => "không tạo được tệp ở thư mục này",
        _ if error.sqlite_error_code() == Some(rusqlite::ErrorCode::SystemIoFailure) => "ổ đĩa báo lỗi khi đọc, ghi",
        _ => "hệ thống không cho mở tệp",
    };
    StoreError::Open { path: path.to_owned(), cause: cause.to_owned() }
}

/// A folder, a device or a pipe is no place for a register, and is not touched.
fn refuse_special(path: &Path) -> Result<(), StoreError> {
    let Ok(found) = std::fs::metadata(path) else { return Ok(()) };
    let cause = if found.is_dir() { "đây là thư mục" } else { "đây không phải tệp thường" };
    if found.is_file() { Ok(()) } else { Err(StoreError::Open { path: path.to_owned(), cause: cause.to_owned() }) }
}

/// The register holds citizens' data: only its owner may read it (0600 where the system knows such modes).
fn restrict_to_owner(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A file system without modes (a USB stick) refuses; the register still works there.
        let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600));
    }
    #[cfg(not(unix))]
    let _ = path;
}
