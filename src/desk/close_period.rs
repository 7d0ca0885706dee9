//! Closing a period (chốt số liệu): what is reported is frozen, files and all; and opening it again with a reason.

use crate::desk::closed::{self, Kept, members};
use crate::desk::count::Scope;
use crate::desk::error::Error;
use crate::desk::report;
use crate::domain::change::Changes;
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;
use crate::report::Format;
use crate::report::audit::Finding;
use crate::report::kind::ReportKind;
use crate::store::closing::NewClosing;
use crate::store::{Op, Stamp, Store};

/// A period that has just been closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Dossiers that counted in it.
    pub dossiers: u64,
    /// Files that were kept.
    pub files: u64,
    /// Codes of the kinds whose files were kept.
    pub kinds: Vec<String>,
    /// Findings that it was closed with.
    pub findings: Vec<String>,
}

/// Everything that a closing keeps, made before the register is written.
#[derive(Clone, Debug)]
pub struct Prepared {
    scope: Scope,
    upto: i64,
    figures: String,
    members: Vec<(i64, String)>,
    note: String,
    files: Vec<(String, String, Vec<u8>)>,
    findings: Vec<String>,
}

/// Counts a period and writes its reports of these kinds in every format; without any, those that are reported to
/// others. Nothing is written to the register.
///
/// # Errors
/// A refusal when the period has not ended, is closed already, or has findings and is not forced.
pub fn prepare(
    store: &Store,
    scope: &Scope,
    kinds: &[ReportKind],
    force: bool,
    progress: impl FnMut(u64) -> bool,
) -> Result<Prepared, Error> {
    prepare_by(store, scope, (kinds, force), &|_| Ok(None), progress)
}

/// The same by the office's own texts, where it has any.
///
/// # Errors
/// As [`prepare`]; a refusal that names the line for a text of the office's own that cannot be used.
pub fn prepare_by(
    store: &Store,
    scope: &Scope,
    (kinds, force): (&[ReportKind], bool),
    own: &report::Own<'_>,
    mut progress: impl FnMut(u64) -> bool,
) -> Result<Prepared, Error> {
    may_close(store, scope)?;
    let (upto, _) = store.chain_head()?;
    let reported: Vec<ReportKind> = ReportKind::reported().collect();
    let kinds = if kinds.is_empty() { &reported[..] } else { kinds };
    let (mut files, mut figures, mut findings) = (Vec::new(), String::new(), Vec::<String>::new());
    for kind in kinds {
        let written = report::build_by(store, *kind, scope, own, &mut progress)?;
        if !force && !written.findings.is_empty() {
            return Err(unsound(&written.findings).into());
        }
        for format in Format::ALL {
            let bytes = report::bytes(store, &scope.period, &written, format, false)?;
            files.push((kind.code().to_owned(), format.code().to_owned(), bytes));
        }
        figures = Kept::counted(&written.figures).json();
        // Each kind is looked over by itself; what any of them was forced over is said once.
        for finding in written.findings {
            if !findings.contains(&finding.sentence) {
                findings.push(finding.sentence);
            }
        }
    }
    let members = members(store, scope, progress)?.into_iter().collect();
    let note = findings.join("\n");
    Ok(Prepared { scope: scope.clone(), upto, figures, members, note, files, findings })
}

/// Closes a period with what was prepared, in one entry of the history.
///
/// # Errors
/// A refusal when the register has moved on since: what is kept must be what was counted.
pub fn close(store: &mut Store, stamp: &Stamp, prepared: &Prepared) -> Result<(Closed, Changes), Error> {
    let scope = &prepared.scope;
    let op = Op::because("close", &scope.period.dates());
    let ((), changes) = store.transact(&op, stamp, |tx| -> Result<(), Error> {
        if tx.read().closing_of(&scope.period)?.is_some() {
            return Err(already(&scope.period).into());
        }
        if tx.read().journal_length()? != prepared.upto {
            let said = "Sổ vừa có thay đổi trong lúc đếm nên chưa chốt; hãy chốt lại.";
            return Err(Refusal::whole(said).into());
        }
        let new = NewClosing {
            period: &scope.period,
            cutoff: scope.cutoff,
            upto: prepared.upto,
            figures: prepared.figures.clone(),
            members: &prepared.members,
            note: prepared.note.clone(),
        };
        tx.close_period(&new, &prepared.files)?;
        Ok(())
    })?;
    let (dossiers, files) = (prepared.members.len() as u64, prepared.files.len() as u64);
    let mut kinds: Vec<String> = prepared.files.iter().map(|(kind, ..)| kind.clone()).collect();
    kinds.dedup();
    Ok((Closed { dossiers, files, kinds, findings: prepared.findings.clone() }, changes))
}

/// Whether a period can be closed at all: it has ended, and is not closed.
///
/// # Errors
/// A refusal that says why not.
pub fn may_close(store: &Store, scope: &Scope) -> Result<(), Error> {
    let period = &scope.period;
    if period.end() > scope.now {
        let said = format!(
            "Kỳ {} chưa kết thúc nên chưa chốt được; chốt được từ 00:00 ngày {}.",
            period.dates(),
            period.to.plus(1).vietnamese()
        );
        return Err(Refusal::whole(said).into());
    }
    if store.read().closing_of(period)?.is_some() {
        return Err(already(period).into());
    }
    Ok(())
}

/// The field under which a refusal names the findings of the audit: these, and nothing else, a wish can pass over.
pub const FINDINGS: &str = "audit";

fn unsound(findings: &[Finding]) -> Refusal {
    let mut refusal = Refusal::default();
    findings.iter().for_each(|finding| refusal.add(FINDINGS, &finding.sentence));
    refusal
}

fn already(period: &Period) -> Refusal {
    Refusal::whole(format!(
        "Kỳ {} đã được chốt. Xem thay đổi sau chốt bằng motcua diff, hoặc mở lại kỳ (có lý do) rồi chốt lại.",
        period.dates()
    ))
}

/// Opens a closed period again. The closing and its files stay in the history, voided.
///
/// # Errors
/// A refusal without a reason, or where the period is not closed.
pub fn reopen(store: &mut Store, stamp: &Stamp, period: &Period, reason: &str) -> Result<Changes, Error> {
    if reason.trim().is_empty() {
        return Err(Refusal::at("reason", "Chưa ghi lý do mở lại kỳ đã chốt.").into());
    }
    let op = Op::because("reopen", reason.trim());
    let ((), changes) = store.transact(&op, stamp, |tx| -> Result<(), Error> {
        let closing = closed::standing(&tx.read(), period)?;
        tx.reopen_period(closing.id)?;
        Ok(())
    })?;
    Ok(changes)
}
