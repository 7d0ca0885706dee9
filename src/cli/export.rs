//! `motcua export`.

use std::path::Path;

use crate::cli::args::Export;
use crate::cli::out::{self, Out};
use crate::cli::register;
use crate::desk::export;
use crate::domain::number::vietnamese_number;

/// Writes the full copy of a noun.
pub fn run(db: Option<&Path>, args: &Export, out: &mut Out) -> anyhow::Result<()> {
    let store = register::open(db)?;
    let Some(path) = &args.out else {
        export::export(&store, args.noun, out)?;
        return Ok(());
    };
    let rows = out::save(path, |file| Ok(export::export(&store, args.noun, file)?))?;
    out.say(&format!("Đã xuất {} {} ra {}.", vietnamese_number(rows as i64), args.noun.label(), path.display()));
    Ok(())
}
