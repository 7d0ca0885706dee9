//! Files that leave the register: written beside their place under a passing name, flushed to the disk, then renamed,
//! so that a power cut or a full disk never leaves half a file under a name somebody would open.
//!
//! It knows neither reports nor the register. Where files go is in `place`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use sha2::{Digest, Sha256};

use crate::domain::text::fold;

/// A file that is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its full path.
    pub path: PathBuf,
    /// SHA-256 of its bytes in hexadecimal, for the journal.
    pub sha256: String,
}

/// Where the bytes of a file being written go; it counts the hash along the way.
#[derive(Debug)]
pub struct Sink {
    out: BufWriter<File>,
    hash: Sha256,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.out.write(bytes)?;
        self.hash.update(&bytes[..n]);
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The passing file; it goes away unless the save came to its end.
struct Passing(PathBuf);

impl Drop for Passing {
    fn drop(&mut self) {
        // After a rename there is nothing left to remove; a failure here has been reported as the save's own.
        let _ = fs::remove_file(&self.0);
    }
}

/// The passing folder, with what was written into it so far.
struct PassingFolder(PathBuf);

impl Drop for PassingFolder {
    fn drop(&mut self) {
        // As with a passing file: after a rename there is nothing left to remove.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Saves what `fill` writes as `name` in `folder`, which is made where it is missing. A file that exists is never
/// overwritten: the new one is called `name (2)` and so on.
///
/// # Errors
/// Those of `fill` and of the file system; nothing stands under the name then.
pub fn save<E: From<io::Error>>(
    folder: &Path,
    name: &str,
    fill: impl FnOnce(&mut Sink) -> Result<(), E>,
) -> Result<Saved, E> {
    crate::app::place::make_folder(&folder.join(name))?;
    let passing = Passing(folder.join(passing_name()));
    let mut sink = Sink { out: BufWriter::new(create(&passing.0)?), hash: Sha256::new() };
    fill(&mut sink)?;
    let file = sink.out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.sync_all()?;
    drop(file);
    let path = free_name(folder, name);
    fs::rename(&passing.0, &path)?;
    flush_folder(folder)?;
    let digest = sink.hash.finalize();
    let sha256 = crate::domain::text::hex(&digest);
    Ok(Saved { path: std::path::absolute(&path).unwrap_or(path), sha256 })
}

/// [`save`] of bytes that are there already.
///
/// # Errors
/// As the file system says.
pub fn save_bytes(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<Saved> {
    save(folder, name, |sink| sink.write_all(bytes))
}

/// Fills a folder `name` in `folder`, which stands under its name only when `fill` came to its end; a folder that exists
/// is left alone, the new one is called `name (2)` and so on.
///
/// # Errors
/// Those of `fill` and of the file system; nothing stands under the name then, and nothing is left behind.
pub fn save_folder<E: From<io::Error>>(
    folder: &Path,
    name: &str,
    fill: impl FnOnce(&Path) -> Result<(), E>,
) -> Result<PathBuf, E> {
    crate::app::place::make_folder(&folder.join(name))?;
    let passing = PassingFolder(folder.join(passing_name()));
    create_folder(&passing.0)?;
    fill(&passing.0)?;
    let path = free_name(folder, name);
    fs::rename(&passing.0, &path)?;
    flush_folder(folder)?;
    Ok(std::path::absolute(&path).unwrap_or(path))
}

/// A name any file system takes, from words: `Hồ sơ quá hạn 21/11/2026` and `docx` give
/// `ho-so-qua-han-21-11-2026.docx`.
pub fn file_name(words: &str, extension: &str) -> String {
    let folded = fold(words);
    let parts: Vec<&str> = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let mut stem = parts.join("-");
    stem.truncate(100);
    if stem.is_empty() {
        stem.push_str("motcua");
    }
    if is_device(&stem) {
        stem.insert_str(0, "tep-");
    }
    format!("{stem}.{extension}")
}

/// Whether Windows takes a file's name for a device, whatever its ending: a report saved as `con.docx` would go to the
/// screen.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered =
        |kind| stem.strip_prefix(kind).is_some_and(|n| n.len() == 1 && n.chars().all(|c| c.is_ascii_digit()));
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// Why a file could not be saved, in one sentence with what to do.
pub fn sentence(error: &io::Error, folder: &Path) -> String {
    let folder = folder.display();
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            format!("Ổ đĩa đã đầy, chưa lưu được tệp vào {folder}. Hãy giải phóng dung lượng rồi làm lại.")
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            format!("Không được phép ghi vào {folder}, chưa lưu tệp. Hãy chọn thư mục khác bằng biến MOTCUA_OUT.")
        }
        _ => format!("Chưa lưu được tệp vào {folder}: {error}."),
    }
}

/// No two saves of this or another window take the same passing name.
fn passing_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!(".motcua-{}-{}.tmp", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// Names of citizens may stand in it, so nobody but the user may read it.
fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// As with a file: names of citizens stand in the names of what is inside.
fn create_folder(path: &Path) -> io::Result<()> {
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn free_name(folder: &Path, name: &str) -> PathBuf {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let numbered = (2..).map(|n: u32| match extension {
        "" => format!("{stem} ({n})"),
        _ => format!("{stem} ({n}).{extension}"),
    });
    let mut names = std::iter::once(name.to_owned()).chain(numbered).map(|name| folder.join(name));
    // The numbers go on for ever, so one is always found.
    names.find(|path| !path.exists()).unwrap_or_else(|| folder.join(name))
}

/// The new name itself is on disk only when the folder is.
#[cfg(unix)]
fn flush_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows opens no folder as a file; its own log keeps the name.
#[cfg(not(unix))]
fn flush_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub(in crate::app) mod tests {
    use super::*;

    /// What lies in a folder, by name.
    pub(in crate::app) fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_save_is_whole_and_overwrites_nothing() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("Tài liệu").join("motcua");
        let first = save_bytes(&folder, "ds.txt", b"abc").expect("saved");
        assert_eq!(first.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let second = save_bytes(&folder, "ds.txt", b"xyz").expect("saved");
        assert_eq!(fs::read(&first.path).expect("there"), b"abc");
        assert_eq!(fs::read(&second.path).expect("there"), b"xyz");
        assert_eq!(names(&folder), ["ds (2).txt", "ds.txt"]);
    }

    #[test]
    fn a_save_that_fails_leaves_nothing() {
        let root = tempfile::tempdir().expect("a folder");
        let failed: Result<Saved, io::Error> = save(root.path(), "ds.txt", |sink| {
            sink.write_all(b"half")?;
            Err(io::Error::from(io::ErrorKind::StorageFull))
        });
        let error = failed.expect_err("it failed");
        assert!(sentence(&error, root.path()).starts_with("Ổ đĩa đã đầy"));
        assert!(names(root.path()).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_saved_is_the_users_alone() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempfile::tempdir().expect("a folder");
        let saved = save_bytes(root.path(), "ds.txt", b"abc").expect("saved");
        assert_eq!(fs::metadata(saved.path).expect("there").permissions().mode() & 0o777, 0o600);
        let folder = save_folder(root.path(), "thu", |_| Ok::<_, io::Error>(())).expect("saved");
        assert_eq!(fs::metadata(folder).expect("there").permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn names_become_names_of_files() {
        assert_eq!(file_name("Hồ sơ quá hạn 21/11/2026", "docx"), "ho-so-qua-han-21-11-2026.docx");
        assert_eq!(file_name("../..\\CON:*?", "txt"), "tep-con.txt");
        assert_eq!(file_name("Lpt1", "docx"), "tep-lpt1.docx");
        assert_eq!(file_name("Con trai, COM10", "txt"), "con-trai-com10.txt");
        assert!(is_device("NUL.tar.gz") && is_device("aux ") && !is_device("connect.docx") && !is_device("sổ.con"));
        assert_eq!(file_name("…", "txt"), "motcua.txt");
    }
}
