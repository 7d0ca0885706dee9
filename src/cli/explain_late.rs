//! `motcua explain-late`: the explanation of a period's late dossiers, officer by officer. It names no citizen.

use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::cli::args::ExplainLate;
use crate::cli::out::{self, Out};
use crate::cli::{period, register};
use crate::desk::papers::sheet::{self, Sheet};
use crate::domain::text::hex;

/// Writes the explanation and remembers that it left the desk.
pub fn run(db: Option<&Path>, args: &ExplainLate, out: &mut Out) -> anyhow::Result<()> {
    period::wanted(&args.period)?;
    let mut store = register::open(db)?;
    let scope = period::scope(&store, &args.period)?;
    let stem = format!("giai-trinh-qua-han-{}", period::file_part(&scope.period));
    let target = out::target(args.out.as_deref(), args.format, &stem)?;
    let name = scope.period.name();
    let sheet = Sheet::ExplainLate { scope, officer: args.officer.clone().unwrap_or_default() };
    let stamp = register::stamp(&store, out)?;
    let bytes = sheet::write(&store, &sheet, args.format, &stamp, || true)?;
    match &target {
        Some(path) => out::save(path, |file| Ok(file.write_all(&bytes)?))?,
        None => out.write_all(&bytes)?,
    }
    let file = target.as_deref().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    let sha256 = hex(&Sha256::digest(&bytes));
    sheet::remember(&mut store, &stamp, &sheet.title(), args.format, (&file, &sha256))?;
    if let Some(path) = target {
        out.say(&format!("Đã lập báo cáo giải trình {name}: {}", path.display()));
    }
    Ok(())
}
