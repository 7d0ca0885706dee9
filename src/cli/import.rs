//! `motcua import`.

use std::io::{IsTerminal, Write};
use std::path::Path;

use crate::cli::args::Import;
use crate::cli::out::{self, Out, cause};
use crate::cli::register;
use crate::desk::import::{self, ImportError, Preview};
use crate::desk::late_entry;
use crate::domain::number::vietnamese_number;
use crate::exchange::fault::{FileError, RowError};
use crate::exchange::{self, Noun, table};
use crate::store::{Mode, Stamp, Store};

/// How many faults and changed records are printed; all are counted.
const PRINTED: usize = 50;

/// Takes a file into the register, or says what that would do.
pub fn run(db: Option<&Path>, args: &Import, out: &mut Out) -> anyhow::Result<()> {
    let bytes = read(&args.file)?;
    let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let result = if args.dry_run { dry_run(db, args, &bytes) } else { write(db, args, &name, &bytes, out) };
    match result {
        Ok(preview) => {
            tell(&preview, args.dry_run, out);
            Ok(())
        }
        Err(ImportError::Bad(preview)) => {
            tell_faults(&preview.bad, preview.faults(), out);
            mend(args, &bytes, &preview.bad, out)?;
            Err(ImportError::Bad(preview).into())
        }
        Err(ImportError::File(error)) => anyhow::bail!("Không nhập được {}: {error}.", args.file.display()),
        Err(error) => Err(error.into()),
    }
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let refused = |error: std::io::Error| anyhow::anyhow!("Không đọc được tệp {}: {}.", path.display(), cause(&error));
    let size = std::fs::metadata(path).map_err(refused)?.len();
    // A file beyond the cap is not even read; the reader of the canonical files holds the cap.
    if size > table::MAX_BYTES as u64 {
        anyhow::bail!("Không nhập được {}: {}.", path.display(), FileError::TooLarge);
    }
    std::fs::read(path).map_err(refused)
}

fn dry_run(db: Option<&Path>, args: &Import, bytes: &[u8]) -> Result<Preview, ImportError> {
    let path = register::path(db).map_err(|error| crate::domain::refusal::Refusal::whole(error.to_string()))?;
    // A look ahead makes no register.
    let store = if path.exists() { Store::open(&path, Mode::Existing)? } else { Store::in_memory()? };
    let preview = import::preview(&store, args.noun, bytes)?;
    if preview.has_bad_rows() { Err(ImportError::Bad(Box::new(preview))) } else { Ok(preview) }
}

fn write(db: Option<&Path>, args: &Import, name: &str, bytes: &[u8], out: &mut Out) -> Result<Preview, ImportError> {
    let refused = |error: anyhow::Error| crate::domain::refusal::Refusal::whole(format!("{error:#}"));
    let mut store = register::open_or_create(db).map_err(refused)?;
    let stamp = register::stamp(&store, out).map_err(refused)?;
    if args.noun == Noun::Dossiers && store.read().calendar_days().map_err(ImportError::from)?.is_empty() {
        bring_calendar(&mut store, &stamp, bytes, out)?;
    }
    let shown = std::io::stderr().is_terminal();
    let mut last = 0;
    let mut progress = |done: usize, total: usize| {
        let percent = done * 100 / total.max(1);
        if shown && percent > last {
            last = percent;
            let _ = write!(std::io::stderr(), "\rĐang nhập… {percent}%");
        }
        true
    };
    let done = import::import(&mut store, &stamp, args.noun, name, bytes, &mut progress);
    if last > 0 {
        out.complain("");
    }
    let done = done?;
    if let Some(late) = late_entry::notice(&store.read(), done.changes.seq)? {
        out.say(&late);
    }
    Ok(done.preview)
}

/// Dossiers taken into a register that has no calendar would get their due dates without a single holiday, so the
/// calendar that ships with the program comes first: an entry of its own, said aloud. A file with bad rows changes
/// nothing, so it is looked through before.
fn bring_calendar(store: &mut Store, stamp: &Stamp, bytes: &[u8], out: &mut Out) -> Result<(), ImportError> {
    let preview = import::preview(store, Noun::Dossiers, bytes)?;
    if preview.has_bad_rows() {
        return Err(ImportError::Bad(Box::new(preview)));
    }
    let calendar = include_bytes!("../../assets/calendar.csv");
    let taken = import::import(store, stamp, Noun::Calendar, "calendar.csv", calendar, &mut |_, _| true)?.preview;
    out.say(&format!(
        "Sổ chưa có lịch nghỉ: đã nạp lịch đi kèm chương trình ({} ngày). Thay bằng motcua import calendar TỆP.",
        taken.new
    ));
    Ok(())
}

fn tell(preview: &Preview, dry_run: bool, out: &mut Out) {
    let count = |n: u64| vietnamese_number(n as i64);
    let (verb, noun) = (if dry_run { "Sẽ nhập" } else { "Đã nhập" }, preview.noun.label());
    out.say(&format!(
        "{verb} {noun}: {} mới, {} thay đổi, {} giữ nguyên.",
        count(preview.new),
        count(preview.updated),
        count(preview.same)
    ));
    if !preview.new_officers.is_empty() {
        let verb = if dry_run { "Sẽ lập" } else { "Đã lập" };
        out.say(&format!("{verb} cán bộ mới: {}.", preview.new_officers.join(", ")));
    }
    if !preview.unknown_columns.is_empty() {
        out.say(&format!("Không đọc các cột lạ: {}.", preview.unknown_columns.join(", ")));
    }
    for update in preview.updates.iter().take(PRINTED) {
        out.say(&format!("{} (dòng {}):", update.key, update.line));
        for field in &update.fields {
            out.say(&format!("    {}: “{}” → “{}”", field.column, field.before, field.after));
        }
    }
    if preview.updated > PRINTED as u64 {
        out.say(&format!("… và {} mục thay đổi nữa.", count(preview.updated - PRINTED as u64)));
    }
    if dry_run {
        out.say("Chỉ xem trước; sổ không thay đổi.");
    } else if !preview.changes_something() {
        out.say("Sổ đã có đủ như tệp; không thay đổi gì.");
    }
}

fn tell_faults(faults: &[RowError], all: u64, out: &mut Out) {
    for fault in faults.iter().take(PRINTED) {
        out.complain(&fault.to_string());
    }
    if all > PRINTED as u64 {
        out.complain(&format!("… và {} lỗi nữa.", vietnamese_number((all - PRINTED as u64) as i64)));
    }
}

fn mend(args: &Import, bytes: &[u8], faults: &[RowError], out: &mut Out) -> anyhow::Result<()> {
    let Some(path) = &args.errors_out else {
        out.complain("Thêm --errors-out TỆP để ghi các dòng lỗi ra một tệp mà sửa.");
        return Ok(());
    };
    let rows = exchange::mend(bytes, faults)?;
    out::save(path, |file| Ok(file.write_all(&rows)?))?;
    out.complain(&format!("Các dòng lỗi ở tệp {}; sửa xong thì nhập tệp ấy.", path.display()));
    Ok(())
}
