//! `motcua report`.

use std::io::Write;
use std::path::Path;

use crate::app::own_forms;
use crate::cli::args::Report;
use crate::cli::out::{self, Out};
use crate::cli::{Usage, period, register};
use crate::desk::count::Scope;
use crate::desk::{closed, report as desk};
use crate::domain::period::Period;
use crate::report::kind::ReportKind;
use crate::store::Store;

/// Counts, audits, writes and remembers a report.
pub fn run(db: Option<&Path>, args: &Report, out: &mut Out) -> anyhow::Result<()> {
    let kind = known_kind(&args.kind)?;
    if args.unmasked && !kind.names_citizens() {
        out.complain("Báo cáo này không nêu tên công dân nên --unmasked không có tác dụng.");
    }
    if kind != ReportKind::Daily {
        period::wanted(&args.period)?;
    }
    let mut store = register::open(db)?;
    let scope = match kind {
        ReportKind::Daily => period::scope_or_today(&store, &args.period)?,
        _ => period::scope(&store, &args.period)?,
    };
    if kind == ReportKind::Daily && scope.period.from != scope.period.to {
        let said = "Báo cáo ngày chỉ lập cho từng ngày; ghi --from và --to cùng một ngày, hoặc không ghi kỳ để lập cho \
                    hôm nay.";
        return Err(Usage(said.to_owned()).into());
    }
    let stem = format!("bao-cao-{}-{}", args.kind, period::file_part(&scope.period));
    let target = out::target(args.out.as_deref(), args.format, &stem)?;
    if args.closed {
        return reprint(&mut store, kind, &scope, args, target.as_deref(), out);
    }
    if let Some(unfinished) = desk::unfinished(kind, &scope) {
        out.complain(&unfinished);
    }
    let own = |file: &str| own_forms::read_file(store.path(), file);
    let written = desk::build_by(&store, kind, &scope, &own, |_| true)?;
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
    if let Some(note) = &written.recount {
        out.complain(note);
    }
    if let Some(unwritten) = written.narrative.unwritten_words() {
        out.complain(&unwritten);
    }
    if store.read().settings()?.get("unit").is_empty() {
        out.complain(
            "Chưa đặt tên đơn vị nên báo cáo in “(chưa đặt tên đơn vị)”: mở motcua, Danh mục (F6), Thiết lập.",
        );
    }
    let unmasked = args.unmasked && written.names_citizens();
    let bytes = desk::bytes(&store, &scope.period, &written, args.format, unmasked)?;
    let_out(&mut store, &scope.period, (args, unmasked), target.as_deref(), &bytes, out)?;
    if let Some(path) = target {
        out.say(&format!("Đã lập báo cáo {}: {}", scope.period.name(), path.display()));
    }
    Ok(())
}

/// Puts out a file of a closed period as it was reported.
fn reprint(
    store: &mut Store,
    kind: ReportKind,
    scope: &Scope,
    args: &Report,
    target: Option<&Path>,
    out: &mut Out,
) -> anyhow::Result<()> {
    let (closing, bytes) = closed::reprint(store, &scope.period, kind, args.format)?;
    let_out(store, &scope.period, (args, false), target, &bytes, out)?;
    out.complain(&format!("Bản đã chốt lúc {}, đúng mã kiểm tra.", closing.closed_at.vietnamese()));
    Ok(())
}

/// Writes the bytes and remembers that they left the office.
fn let_out(
    store: &mut Store,
    period: &Period,
    (args, unmasked): (&Report, bool),
    target: Option<&Path>,
    bytes: &[u8],
    out: &mut Out,
) -> anyhow::Result<()> {
    match target {
        Some(path) => out::save(path, |file| Ok(file.write_all(bytes)?))?,
        None => out.write_all(bytes)?,
    }
    let name = target.and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    let stamp = register::stamp(store, out)?;
    desk::remember(store, &stamp, period, (&args.kind, unmasked), args.format, &name, bytes)?;
    Ok(())
}

/// The kind with this code.
pub(super) fn known_kind(code: &str) -> anyhow::Result<ReportKind> {
    if let Some(kind) = ReportKind::from_code(code) {
        return Ok(kind);
    }
    let known = ReportKind::ALL.map(ReportKind::code).join(", ");
    Err(Usage(format!("không có loại báo cáo “{code}”; hiện có: {known}.")).into())
}
