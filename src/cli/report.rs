//! `motcua report`.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::args::Report;
use crate::cli::out::{self, Out};
use crate::cli::{Usage, period, register};
use crate::desk::report as desk;
use crate::report::Format;
use crate::report::kind::ReportKind;

/// Kinds of the contract that it does not write yet.
const LATER: [&str; 3] = ["directive", "07a", "index766"];

/// Counts, audits, writes and remembers a report.
pub fn run(db: Option<&Path>, args: &Report, out: &mut Out) -> anyhow::Result<()> {
    let kind = known_kind(&args.kind)?;
    if args.unmasked && !kind.names_citizens() {
        out.complain("Báo cáo này không nêu tên công dân nên --unmasked không có tác dụng.");
    }
    let mut store = register::open(db)?;
    let scope = match kind {
        ReportKind::Daily => period::scope_or_today(&store, &args.period)?,
        _ => period::scope(&store, &args.period)?,
    };
    let target = target(args, &period::file_part(&scope.period))?;
    let written = desk::build(&store, kind, &scope, |_| true)?;
    for finding in &written.findings {
        out.complain(&format!("Chưa khớp: {}", finding.sentence));
    }
    if !written.findings.is_empty() && !args.force {
        anyhow::bail!(
            "Số liệu còn {} điểm chưa khớp nên chưa lập báo cáo. Hãy sửa hồ sơ, hoặc thêm --force để in các điểm \
             ấy vào báo cáo.",
            written.findings.len()
        );
    }
    let unmasked = args.unmasked && written.names_citizens();
    let bytes = desk::bytes(&store, &scope.period, &written, args.format, unmasked)?;
    match &target {
        Some(path) => out::save(path, |file| Ok(file.write_all(&bytes)?))?,
        None => out.write_all(&bytes)?,
    }
    let name = target.as_deref().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    let stamp = register::stamp(&store, out)?;
    desk::remember(&mut store, &stamp, &written.figures, (&args.kind, unmasked), args.format, &name, &bytes)?;
    if let Some(path) = target {
        out.say(&format!("Đã lập báo cáo {}: {}", scope.period.name(), path.display()));
    }
    Ok(())
}

fn known_kind(code: &str) -> anyhow::Result<ReportKind> {
    if let Some(kind) = ReportKind::from_code(code) {
        return Ok(kind);
    }
    let known = ReportKind::ALL.map(ReportKind::code).join(", ");
    if LATER.contains(&code) {
        anyhow::bail!("Bản này chưa lập được loại báo cáo “{code}”; hiện có: {known}.");
    }
    Err(Usage(format!("không có loại báo cáo “{code}”; hiện có: {known}.")).into())
}

/// Where the report goes; `None` = standard output. A name that nobody typed overwrites nothing.
fn target(args: &Report, period: &str) -> anyhow::Result<Option<PathBuf>> {
    if args.out.is_some() || matches!(args.format, Format::Csv | Format::Json | Format::Text) {
        return Ok(args.out.clone());
    }
    let path = PathBuf::from(format!("bao-cao-{}-{period}.{}", args.kind, args.format.extension()));
    if path.exists() {
        anyhow::bail!("Đã có tệp {}; hãy ghi tên khác, hoặc chính tên ấy, sau --out.", path.display());
    }
    Ok(Some(path))
}
