//! `motcua report`.

use std::io::Write;
use std::path::Path;

use crate::cli::args::Report;
use crate::cli::out::{self, Out};
use crate::cli::{Usage, period, register};
use crate::desk::report as desk;
use crate::report;
use crate::report::kind::ReportKind;

/// Kinds of the contract that it does not write yet.
const LATER: [&str; 6] = ["directive", "07a", "overdue", "index766", "register", "daily"];

/// Counts, audits, writes and remembers a report.
pub fn run(db: Option<&Path>, args: &Report, out: &mut Out) -> anyhow::Result<()> {
    let kind = known_kind(&args.kind)?;
    if args.unmasked {
        out.complain("Báo cáo này không nêu tên công dân nên --unmasked không có tác dụng.");
    }
    let mut store = register::open(db)?;
    let scope = period::scope(&store, &args.period)?;
    let stem = format!("bao-cao-{}-{}", args.kind, period::file_part(&scope.period));
    let target = out::target(args.out.as_deref(), args.format, &stem)?;
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
    let bytes = report::write(&written.report, args.format)?;
    match &target {
        Some(path) => out::save(path, |file| Ok(file.write_all(&bytes)?))?,
        None => out.write_all(&bytes)?,
    }
    let name = target.as_deref().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    let stamp = register::stamp(&store, out)?;
    desk::remember(&mut store, &stamp, &written.figures, &args.kind, args.format, &name, &bytes)?;
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
