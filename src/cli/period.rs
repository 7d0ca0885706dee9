//! The period that a report or list is asked for.

use crate::cli::Usage;
use crate::cli::args::PeriodArgs;
use crate::cli::register;
use crate::desk::count::Scope;
use crate::domain::period::Period;
use crate::store::Store;

/// Refuses a command without a period before any register is opened.
pub fn wanted(args: &PeriodArgs) -> Result<(), Usage> {
    let written = args.period.is_some() || (args.from.is_some() && args.to.is_some());
    if written { Ok(()) } else { Err(unwritten()) }
}

fn unwritten() -> Usage {
    Usage("Chưa ghi kỳ: --period KỲ hoặc --from NGÀY --to NGÀY.".to_owned())
}

/// Reads the period; the cut-off is the desk's setting where none is given.
pub fn scope(store: &Store, args: &PeriodArgs) -> anyhow::Result<Scope> {
    let cutoff = match args.cutoff {
        Some(cutoff) => cutoff,
        None => store.read().settings()?.cutoff(),
    };
    let period = match (&args.period, args.from, args.to) {
        (Some(text), ..) => Period::preset(text, cutoff),
        (None, Some(from), Some(to)) => Period::free(from, to),
        _ => return Err(unwritten().into()),
    };
    let period = period.map_err(|refusal| Usage(refusal.to_string()))?;
    let now = register::now();
    Ok(Scope { period, cutoff, now })
}

/// The same, with today where no period is written: what hangs on the wall is about today.
pub fn scope_or_today(store: &Store, args: &PeriodArgs) -> anyhow::Result<Scope> {
    if args.period.is_some() || args.from.is_some() {
        return scope(store, args);
    }
    let (now, cutoff) = (register::now(), args.cutoff.map_or_else(|| store.read().settings().map(|s| s.cutoff()), Ok)?);
    let period = Period::free(now.day, now.day).map_err(|refusal| Usage(refusal.to_string()))?;
    Ok(Scope { period, cutoff, now })
}

/// The period as part of a file name: `2025-H1`, or both days.
pub fn file_part(period: &Period) -> String {
    period.code().unwrap_or_else(|| format!("{}_{}", period.from, period.to))
}
