//! Standard output, standard error and files. Results are buffered; a reader that goes away (`motcua … | head`) ends
//! the talking, not the program; a file appears under its name only when it is whole.

use std::fs::File;
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use crate::report::Format;
use anyhow::Context;

pub use crate::store::io_cause as cause;

/// Standard output that nobody needs to read to the end.
pub struct Out {
    stdout: BufWriter<Stdout>,
    closed: bool,
}

impl Out {
    /// Buffered standard output.
    pub fn new() -> Out {
        Out { stdout: BufWriter::with_capacity(64 * 1024, io::stdout()), closed: false }
    }

    /// One line of a result.
    pub fn say(&mut self, line: &str) {
        // A refused write comes up again when the buffer is flushed at the end.
        let _ = writeln!(self, "{line}");
    }

    /// One line about how it goes, on standard error. Where that is closed nobody wants to know.
    pub fn complain(&mut self, line: &str) {
        let _ = self.flush();
        let _ = writeln!(io::stderr(), "{line}");
    }

    fn quiet<T>(&mut self, done: io::Result<T>, otherwise: T) -> io::Result<T> {
        match done {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(otherwise)
            }
            other => other,
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.closed {
            return Ok(bytes.len());
        }
        let done = self.stdout.write(bytes);
        self.quiet(done, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        let done = self.stdout.flush();
        self.quiet(done, ())
    }
}

/// Where a report goes: the name that was typed, the standard output for what can be read there, else a name of the
/// program's in the present folder, which overwrites nothing.
pub fn target(typed: Option<&Path>, format: Format, stem: &str) -> anyhow::Result<Option<PathBuf>> {
    if typed.is_some() || matches!(format, Format::Csv | Format::Json | Format::Text) {
        return Ok(typed.map(Path::to_owned));
    }
    let path = PathBuf::from(format!("{stem}.{}", format.extension()));
    if path.exists() {
        anyhow::bail!("Đã có tệp {}; hãy ghi tên khác, hoặc chính tên ấy, sau --out.", path.display());
    }
    Ok(Some(path))
}

/// Writes a file: beside its place under another name, flushed to the disk, then renamed. On any failure nothing is
/// left, and a file that stood there before is as it was.
pub fn save<T>(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> anyhow::Result<T>) -> anyhow::Result<T> {
    if path.is_dir() {
        anyhow::bail!("Không ghi được tệp {}: đây là thư mục; hãy ghi thêm tên tệp.", path.display());
    }
    if path.exists() && !path.is_file() {
        return write_through(path, write);
    }
    let name = path.file_name().with_context(|| format!("{} không phải tên tệp", path.display()))?;
    let mut unfinished = name.to_owned();
    unfinished.push(format!(".dang-ghi-{}", std::process::id()));
    let unfinished = path.with_file_name(unfinished);
    let done = save_as(path, &unfinished, write);
    if done.is_err() {
        let _ = std::fs::remove_file(&unfinished);
    }
    done
}

fn save_as<T>(
    path: &Path,
    unfinished: &PathBuf,
    write: impl FnOnce(&mut BufWriter<File>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let refused = |error: &io::Error| cannot_write(path, error);
    let mut options = File::options();
    options.write(true).create_new(true);
    // The files hold citizens' data: nobody but their owner reads them.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(unfinished).map_err(|error| refused(&error))?;
    let mut buffer = BufWriter::with_capacity(256 * 1024, file);
    let value = write(&mut buffer).map_err(|error| of_file(path, error))?;
    let file = buffer.into_inner().map_err(|error| refused(error.error()))?;
    file.sync_all().map_err(|error| refused(&error))?;
    drop(file);
    std::fs::rename(unfinished, path).map_err(|error| refused(&error))?;
    Ok(value)
}

/// Writes into a device or a pipe. Renaming a file over it would take it away from everybody who uses it.
fn write_through<T>(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let file = File::options().write(true).open(path).map_err(|error| cannot_write(path, &error))?;
    let mut buffer = BufWriter::with_capacity(256 * 1024, file);
    let value = write(&mut buffer).map_err(|error| of_file(path, error))?;
    buffer.flush().map_err(|error| cannot_write(path, &error))?;
    Ok(value)
}

/// An error while writing: the file's own is said with its name, any other as it is.
fn of_file(path: &Path, error: anyhow::Error) -> anyhow::Error {
    let io = error.chain().find_map(|cause| cause.downcast_ref::<io::Error>());
    io.map(|io| cannot_write(path, io)).unwrap_or(error)
}

fn cannot_write(path: &Path, error: &io::Error) -> anyhow::Error {
    anyhow::anyhow!("Không ghi được tệp {}: {}. Chưa có tệp nào được tạo.", path.display(), cause(error))
}
