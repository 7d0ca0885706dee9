//! `motcua close` and `motcua diff`: freezing what was reported of a period, and what has changed since.

use std::io::{IsTerminal, Write};
use std::path::Path;

use crate::app::own_forms;
use crate::cli::args::{Close, ClosedPeriod, Diff, PeriodArgs};
use crate::cli::out::{self, Out};
use crate::cli::report::known_kind;
use crate::cli::{Usage, period, register};
use crate::desk::count::Scope;
use crate::desk::{Error, close_period, since_closing, since_closing_paper};
use crate::domain::number::vietnamese_number;
use crate::report;
use crate::store::Store;

/// Closes a period, or opens it again.
pub fn close(db: Option<&Path>, args: &Close, out: &mut Out) -> anyhow::Result<()> {
    let kinds = args.kind.iter().map(|code| known_kind(code)).collect::<Result<Vec<_>, _>>()?;
    let mut store = register::open(db)?;
    let scope = scope(&store, &args.period)?;
    if args.reopen {
        let stamp = register::stamp(&store, out)?;
        close_period::reopen(&mut store, &stamp, &scope.period, &args.reason)?;
        out.say(&format!("Đã mở lại kỳ {}; bản đã chốt vẫn còn trong lịch sử.", scope.period.dates()));
        return Ok(());
    }
    let own = |file: &str| own_forms::read_file(store.path(), file);
    let prepared = close_period::prepare_by(&store, &scope, (&kinds, args.force), &own, progress()).map_err(|error| match error {
        Error::Refused(refusal) if refusal.problems.iter().all(|problem| problem.field == close_period::FINDINGS) => {
            refusal.problems.iter().for_each(|problem| out.complain(&format!("Chưa khớp: {}", problem.message)));
            anyhow::anyhow!(
                "Số liệu còn {} điểm chưa khớp nên chưa chốt. Hãy sửa hồ sơ, hoặc thêm --force để chốt kèm các điểm ấy.",
                refusal.problems.len()
            )
        }
        other => other.into(),
    })?;
    let stamp = register::stamp(&store, out)?;
    let (closed, changes) = close_period::close(&mut store, &stamp, &prepared)?;
    closed.findings.iter().for_each(|finding| out.complain(&format!("Chưa khớp: {finding}")));
    out.say(&format!(
        "Đã chốt kỳ {}: {} hồ sơ, {} tệp ({}), mục {} của nhật ký.",
        scope.period.dates(),
        vietnamese_number(closed.dossiers as i64),
        closed.files,
        closed.kinds.join(", "),
        changes.seq
    ));
    Ok(())
}

/// What has changed since a closing.
pub fn diff(db: Option<&Path>, args: &Diff, out: &mut Out) -> anyhow::Result<()> {
    let store = register::open(db)?;
    let scope = scope(&store, &args.period)?;
    let own = |file: &str| own_forms::read_file(store.path(), file);
    let since = since_closing::since_closing_by(&store, &scope, &own, progress())?;
    let settings = store.read().settings()?;
    let report = since_closing_paper::report(&settings, &since, args.format, scope.now);
    let bytes = report::write(&report, args.format)?;
    match &args.out {
        Some(path) => out::save(path, |file| Ok(file.write_all(&bytes)?))?,
        None => out.write_all(&bytes)?,
    }
    let counted = since_closing_paper::counted(&since);
    out.complain(&format!("{}: {counted}", since_closing_paper::title(&since)));
    Ok(())
}

fn scope(store: &Store, args: &ClosedPeriod) -> anyhow::Result<Scope> {
    if args.period.is_none() && args.from.is_none() {
        return Err(Usage("Chưa ghi kỳ: motcua close 2025-H1, hoặc --from NGÀY --to NGÀY.".to_owned()).into());
    }
    let ClosedPeriod { period, from, to, cutoff } = args.clone();
    period::scope(store, &PeriodArgs { period, from, to, cutoff })
}

/// How far a count is, where somebody looks on.
fn progress() -> impl FnMut(u64) -> bool {
    let shown = std::io::stderr().is_terminal();
    move |done| {
        if shown {
            let _ = write!(std::io::stderr(), "\rĐang đếm {} hồ sơ…", vietnamese_number(done as i64));
        }
        true
    }
}
