//! `motcua export`.

use std::path::Path;

use crate::cli::args::Export;
use crate::cli::out::{self, Out, cause};
use crate::cli::register;
use crate::desk::export::{self, ExportError};
use crate::domain::number::vietnamese_number;

/// Writes the full copy of a noun.
pub fn run(db: Option<&Path>, args: &Export, out: &mut Out) -> anyhow::Result<()> {
    let store = register::open(db)?;
    let Some(path) = &args.out else {
        export::export(&store, args.noun, out)?;
        return Ok(());
    };
    let rows = out::save(path, |file| match export::export(&store, args.noun, file) {
        Err(ExportError::Write(error)) => {
            anyhow::bail!("Không ghi được tệp {}: {}. Chưa có tệp nào được tạo.", path.display(), cause(&error))
        }
        other => Ok(other?),
    })?;
    out.say(&format!("Đã xuất {} {} ra {}.", vietnamese_number(rows as i64), args.noun.label(), path.display()));
    Ok(())
}
