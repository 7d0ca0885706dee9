//! The recording file layer of SQLite: every file lives on a [`Disk`] in memory.
//!
//! A path is `/crash/<disk>/<file>`. One connection a disk at a time: locks always succeed, and the shared memory of
//! the write-ahead log belongs to the handle and is gone after a crash, as the real one is.

#![allow(unsafe_code, reason = "SQLite's file layer is a table of C functions; this is the only unsafe of the project")]

use std::collections::BTreeMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::sync::atomic::{AtomicU64, Ordering, fence};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rusqlite::ffi;

use crate::disk::{Disk, Ino, Op};

/// Name under which the layer is registered.
pub const NAME: &str = "crash";

type Shared = Arc<Mutex<Disk>>;

fn disks() -> MutexGuard<'static, BTreeMap<String, Shared>> {
    static DISKS: Mutex<BTreeMap<String, Shared>> = Mutex::new(BTreeMap::new());
    DISKS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn lock(disk: &Shared) -> MutexGuard<'_, Disk> {
    disk.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A disk that is plugged in under a name of its own until it is dropped.
pub struct Plugged {
    name: String,
    disk: Shared,
}

impl Plugged {
    /// Plugs a disk in; registers the layer at the first one.
    pub fn new(disk: Disk) -> Plugged {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        register();
        let name = COUNT.fetch_add(1, Ordering::Relaxed).to_string();
        let disk = Arc::new(Mutex::new(disk));
        disks().insert(name.clone(), Arc::clone(&disk));
        Plugged { name, disk }
    }

    /// Path of the register on it.
    pub fn path(&self) -> String {
        format!("/crash/{}/register.db", self.name)
    }

    /// Notes that the user was told that `count` saves are safe.
    pub fn acknowledge(&self, count: usize) {
        lock(&self.disk).ask(Op::Acknowledge(count));
    }

    /// Everything the disk was asked to do.
    pub fn log(&self) -> Vec<Op> {
        lock(&self.disk).log.clone()
    }
}

impl Drop for Plugged {
    fn drop(&mut self) {
        disks().remove(&self.name);
    }
}

struct Handle {
    disk: Shared,
    ino: Ino,
    /// A journal that this handle created: its first sync makes the names of its folder safe.
    syncs_names: bool,
    /// Regions of shared memory, as words so that they are aligned.
    shared: Vec<Box<[u64]>>,
}

#[repr(C)]
struct File {
    base: ffi::sqlite3_file,
    handle: *mut Handle,
}

/// Runs `act` on the handle behind a file.
///
/// # Safety
/// `file` must have been filled in by [`open`] and not be closed.
unsafe fn with<T>(file: *mut ffi::sqlite3_file, act: impl FnOnce(&mut Handle) -> T) -> T {
    // SAFETY: SQLite hands back the file that `open` filled in, and never uses one from two threads at once.
    act(unsafe { &mut *(*file.cast::<File>()).handle })
}

/// Disk and file name of a path; `None` for one that is not on a plugged disk.
unsafe fn place(path: *const c_char) -> Option<(Shared, String)> {
    // SAFETY: SQLite passes a terminated string.
    let path = unsafe { CStr::from_ptr(path) }.to_str().ok()?;
    let (disk, name) = path.strip_prefix("/crash/")?.split_once('/')?;
    disks().get(disk).map(|shared| (Arc::clone(shared), name.to_owned()))
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    path: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    let file = file.cast::<File>();
    // SAFETY: SQLite reserved `szOsFile` bytes; without methods it will not close what failed to open.
    unsafe { (*file).base.pMethods = std::ptr::null() };
    if path.is_null() {
        return ffi::SQLITE_CANTOPEN;
    }
    // SAFETY: the path is not null.
    let Some((disk, name)) = (unsafe { place(path) }) else { return ffi::SQLITE_CANTOPEN };
    let journal = flags & (ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_WAL) != 0;
    let (ino, created) = {
        let mut held = lock(&disk);
        match held.files.ino(&name) {
            Some(ino) => (ino, false),
            None if flags & ffi::SQLITE_OPEN_CREATE != 0 => (held.create(&name), true),
            None => return ffi::SQLITE_CANTOPEN,
        }
    };
    let handle = Box::new(Handle { disk, ino, syncs_names: created && journal, shared: Vec::new() });
    // SAFETY: as above; `out_flags` may be null.
    unsafe {
        (*file).handle = Box::into_raw(handle);
        (*file).base.pMethods = methods();
        if !out_flags.is_null() {
            *out_flags = flags;
        }
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: the handle came from `Box::into_raw` in `open` and SQLite closes a file once.
    drop(unsafe { Box::from_raw((*file.cast::<File>()).handle) });
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(file: *mut ffi::sqlite3_file, to: *mut c_void, amount: c_int, at: i64) -> c_int {
    // SAFETY: SQLite passes an open file and room for `amount` bytes.
    unsafe {
        let room = std::slice::from_raw_parts_mut(to.cast::<u8>(), amount as usize);
        with(file, |handle| {
            let held = lock(&handle.disk);
            let bytes = held.files.bytes(handle.ino);
            let from = bytes.get(at as usize..).unwrap_or_default();
            let there = from.len().min(room.len());
            room[..there].copy_from_slice(&from[..there]);
            room[there..].fill(0);
            if there < room.len() { ffi::SQLITE_IOERR_SHORT_READ } else { ffi::SQLITE_OK }
        })
    }
}

unsafe extern "C" fn write(file: *mut ffi::sqlite3_file, from: *const c_void, amount: c_int, at: i64) -> c_int {
    // SAFETY: SQLite passes an open file and `amount` bytes.
    unsafe {
        let bytes = std::slice::from_raw_parts(from.cast::<u8>(), amount as usize).to_vec();
        with(file, |handle| lock(&handle.disk).ask(Op::Write { ino: handle.ino, at: at as usize, bytes }));
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: i64) -> c_int {
    // SAFETY: SQLite passes an open file.
    unsafe { with(file, |handle| lock(&handle.disk).ask(Op::Truncate { ino: handle.ino, size: size as usize })) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    // SAFETY: SQLite passes an open file.
    unsafe {
        with(file, |handle| {
            let names = std::mem::take(&mut handle.syncs_names);
            lock(&handle.disk).ask(Op::Sync { ino: handle.ino, names });
        });
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, size: *mut i64) -> c_int {
    // SAFETY: SQLite passes an open file and a place for the size.
    unsafe { *size = with(file, |handle| lock(&handle.disk).files.bytes(handle.ino).len() as i64) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn lock_file(_: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved(_: *mut ffi::sqlite3_file, reserved: *mut c_int) -> c_int {
    // SAFETY: SQLite passes a place for the answer.
    unsafe { *reserved = 0 };
    ffi::SQLITE_OK
}

unsafe extern "C" fn control(_: *mut ffi::sqlite3_file, _: c_int, _: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_: *mut ffi::sqlite3_file) -> c_int {
    4096
}

/// What the usual file layers claim: a torn write harms no byte beside it.
unsafe extern "C" fn characteristics(_: *mut ffi::sqlite3_file) -> c_int {
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

unsafe extern "C" fn shm_map(
    file: *mut ffi::sqlite3_file,
    region: c_int,
    size: c_int,
    extend: c_int,
    at: *mut *mut c_void,
) -> c_int {
    // SAFETY: SQLite passes an open file and a place for the address; a region never moves while the handle lives.
    unsafe {
        *at = with(file, |handle| {
            let wanted = region as usize;
            while extend != 0 && handle.shared.len() <= wanted {
                handle.shared.push(vec![0; size as usize / 8].into_boxed_slice());
            }
            handle.shared.get_mut(wanted).map_or(std::ptr::null_mut(), |region| region.as_mut_ptr().cast())
        });
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn shm_lock(_: *mut ffi::sqlite3_file, _: c_int, _: c_int, _: c_int) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn shm_barrier(_: *mut ffi::sqlite3_file) {
    fence(Ordering::SeqCst);
}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    // SAFETY: SQLite passes an open file and does not use its regions after this.
    unsafe { with(file, |handle| handle.shared.clear()) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, path: *const c_char, sync_folder: c_int) -> c_int {
    // SAFETY: SQLite passes a terminated path.
    let Some((disk, name)) = (unsafe { place(path) }) else { return ffi::SQLITE_IOERR_DELETE };
    let mut held = lock(&disk);
    if held.files.ino(&name).is_none() {
        return ffi::SQLITE_IOERR_DELETE_NOENT;
    }
    held.ask(Op::Delete { name });
    if sync_folder != 0 {
        held.ask(Op::SyncNames);
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn access(_: *mut ffi::sqlite3_vfs, path: *const c_char, flags: c_int, out: *mut c_int) -> c_int {
    // SAFETY: SQLite passes a terminated path and a place for the answer.
    unsafe {
        let there = place(path).and_then(|(disk, name)| {
            let held = lock(&disk);
            held.files.ino(&name).map(|ino| held.files.bytes(ino).len())
        });
        // As the usual layers do: for "does it exist" an empty file does not count.
        let exists = if flags == ffi::SQLITE_ACCESS_EXISTS { there.is_some_and(|n| n > 0) } else { there.is_some() };
        *out = c_int::from(exists);
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn full_path(_: *mut ffi::sqlite3_vfs, path: *const c_char, room: c_int, out: *mut c_char) -> c_int {
    // SAFETY: SQLite passes a terminated path and room for `room` bytes.
    unsafe {
        let bytes = CStr::from_ptr(path).to_bytes_with_nul();
        if bytes.len() > room as usize {
            return ffi::SQLITE_CANTOPEN;
        }
        std::ptr::copy_nonoverlapping(bytes.as_ptr().cast(), out, bytes.len());
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn randomness(_: *mut ffi::sqlite3_vfs, amount: c_int, out: *mut c_char) -> c_int {
    // SAFETY: SQLite passes room for `amount` bytes. A fixed seed makes every run visit the same states.
    unsafe { std::ptr::write_bytes(out, 0x5a, amount as usize) };
    amount
}

unsafe extern "C" fn sleep(_: *mut ffi::sqlite3_vfs, micros: c_int) -> c_int {
    micros
}

unsafe extern "C" fn current_time(_: *mut ffi::sqlite3_vfs, day: *mut f64) -> c_int {
    // SAFETY: SQLite passes a place for the answer, a Julian day.
    unsafe { *day = 2_461_000.5 };
    ffi::SQLITE_OK
}

unsafe extern "C" fn last_error(_: *mut ffi::sqlite3_vfs, _: c_int, _: *mut c_char) -> c_int {
    0
}

fn methods() -> &'static ffi::sqlite3_io_methods {
    static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
        iVersion: 2,
        xClose: Some(close),
        xRead: Some(read),
        xWrite: Some(write),
        xTruncate: Some(truncate),
        xSync: Some(sync),
        xFileSize: Some(file_size),
        xLock: Some(lock_file),
        xUnlock: Some(lock_file),
        xCheckReservedLock: Some(check_reserved),
        xFileControl: Some(control),
        xSectorSize: Some(sector_size),
        xDeviceCharacteristics: Some(characteristics),
        xShmMap: Some(shm_map),
        xShmLock: Some(shm_lock),
        xShmBarrier: Some(shm_barrier),
        xShmUnmap: Some(shm_unmap),
        xFetch: None,
        xUnfetch: None,
    };
    &METHODS
}

/// Registers the layer once for the whole process.
fn register() {
    static DONE: OnceLock<()> = OnceLock::new();
    DONE.get_or_init(|| {
        let vfs = Box::leak(Box::new(ffi::sqlite3_vfs {
            iVersion: 1,
            szOsFile: size_of::<File>() as c_int,
            mxPathname: 512,
            pNext: std::ptr::null_mut(),
            zName: c"crash".as_ptr(),
            pAppData: std::ptr::null_mut(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            xFullPathname: Some(full_path),
            xDlOpen: None,
            xDlError: None,
            xDlSym: None,
            xDlClose: None,
            xRandomness: Some(randomness),
            xSleep: Some(sleep),
            xCurrentTime: Some(current_time),
            xGetLastError: Some(last_error),
            xCurrentTimeInt64: None,
            xSetSystemCall: None,
            xGetSystemCall: None,
            xNextSystemCall: None,
        }));
        // SAFETY: the table is complete for its version and lives for the whole process; it is not the default layer.
        let code = unsafe { ffi::sqlite3_vfs_register(vfs, 0) };
        assert_eq!(code, ffi::SQLITE_OK, "SQLite takes the file layer");
    });
}
