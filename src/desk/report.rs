//! Writing a report: one count, the audit, the document; and remembering that it left the office.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::desk::compare::Counted;
use crate::desk::count::{self, Scope};
use crate::desk::error::Error;
use crate::desk::exported::{EXPORT, IN_FULL};
use crate::desk::fact_head;
use crate::desk::held_targets;
use crate::desk::named;
use crate::desk::narrate;
use crate::desk::pattern::Pattern;
pub use crate::desk::pattern::{Own, own_file};
use crate::desk::recount;
use crate::desk::register_book::{self, Book};
use crate::domain::change::Changes;
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;
use crate::domain::text::hex;
use crate::report::audit::{self, Finding};
use crate::report::compare::Comparison;
use crate::report::figures::Figures;
use crate::report::kind::ReportKind;
use crate::report::model::{FigureRef, Report};
use crate::report::narrative::Narrative;
use crate::report::source::Source;
use crate::report::template::{TemplateError, Values};
use crate::report::{self, Format, commune, daily, ii06a, overdue, rounding};
use crate::store::setting::Exported;
use crate::store::{Op, Stamp, Store};

/// A report with what it was written from.
#[derive(Clone, Debug)]
pub struct Written {
    /// The figures.
    pub figures: Figures,
    /// Findings of the audit, those about the desk's own words last.
    pub findings: Vec<Finding>,
    /// Those of them that were found while the figures were counted.
    pub counted_findings: Vec<Finding>,
    /// What the desk wrote, what the figures suggest, what the period is compared with.
    pub narrative: Narrative,
    /// What the placeholders of its texts stand for.
    pub values: Values,
    /// The figures of the period before, for a kind that prints them and has no comparison of its own.
    pub previous: Option<Arc<Figures>>,
    /// How it differs from what was reported, where its period is closed and something does.
    pub recount: Option<String>,
    /// The document; citizens are named by their initials.
    pub report: Report,
    /// The same with their names in full, for a kind that names them.
    pub named: Option<Report>,
    /// It is longer than paper: only a workbook or CSV holds it whole, and they are written from the register.
    pub long: bool,
}

impl Written {
    /// Whether it can name citizens at all.
    pub fn names_citizens(&self) -> bool {
        self.named.is_some()
    }

    /// The document with or without names in full; where it names nobody there is but one.
    pub fn document(&self, unmasked: bool) -> &Report {
        self.named.as_ref().filter(|_| unmasked).unwrap_or(&self.report)
    }
}

impl Written {
    /// The figures that a number of the report belongs to: those of the period compared with, where it is one of that.
    pub fn figures_of(&self, reference: &FigureRef) -> &Figures {
        let compared = self.narrative.comparison.as_deref().into_iter();
        let compared = compared.flat_map(|comparison| [&comparison.previous, &comparison.last_year]);
        let mut others = compared.filter_map(|beside| beside.figures.as_ref()).chain(self.previous.as_deref());
        others.find(|figures| Some(figures.period) == reference.period).unwrap_or(&self.figures)
    }
}

/// Counts a period and writes a report of one kind. Findings do not stop it here; [`refuse_findings`] does.
///
/// # Errors
/// [`Error::Cancelled`] when `progress` answers `false`; a refusal when the text of the report cannot be filled in.
pub fn build(
    store: &Store,
    kind: ReportKind,
    scope: &Scope,
    progress: impl FnMut(u64) -> bool,
) -> Result<Written, Error> {
    build_by(store, kind, scope, &|_| Ok(None), progress)
}

/// The same by the office's own texts, where it has any.
///
/// # Errors
/// As [`build`]; a refusal that names the line for a text of the office's own that cannot be used.
pub fn build_by(
    store: &Store,
    kind: ReportKind,
    scope: &Scope,
    own: &Own<'_>,
    progress: impl FnMut(u64) -> bool,
) -> Result<Written, Error> {
    build_beside(store, kind, scope, own, &Counted::default(), progress)
}

/// As [`build_by`], with the periods compared with counted no more than once as long as nothing is written.
///
/// # Errors
/// As [`build_by`].
pub fn build_beside(
    store: &Store,
    kind: ReportKind,
    scope: &Scope,
    own: &Own<'_>,
    counted: &Counted,
    mut progress: impl FnMut(u64) -> bool,
) -> Result<Written, Error> {
    let pattern = Pattern::read(kind, own)?;
    let mut most = 0;
    let (figures, noticed) = count::count_listing(store, scope, kind.listed(), |done| {
        most = done;
        progress(done)
    })?;
    let mut findings = audit::audit(&figures, &noticed);
    findings.extend(pattern.findings(store, &figures)?);
    let comparison = if kind.sections().is_empty() {
        None
    } else {
        Some(Arc::new(counted.compare(store, scope, |done| progress(most + done))?))
    };
    let kept = Kept::read(store, kind, scope, |done| progress(most + done))?;
    let by_pattern = |source: &Source<'_>| pattern.draw(store, scope, source, kept.previous().map(|before| &**before));
    compose(store, (kind, scope), (figures, findings), comparison, &kept, by_pattern)
}

/// Writes a report with sections of its own words anew from figures that were counted before: its texts, documents,
/// targets and settings as they are now, its numbers as they were.
///
/// # Errors
/// As [`build`].
pub fn compose_again(store: &Store, kind: ReportKind, scope: &Scope, written: &Written) -> Result<Written, Error> {
    let comparison = written.narrative.comparison.clone();
    let counted = (written.figures.clone(), written.counted_findings.clone());
    compose(store, (kind, scope), counted, comparison, &Kept::Nothing, |_| Ok(None))
}

/// `by_pattern` draws a kind that has a pattern of its own, and gives nothing for any other.
fn compose(
    store: &Store,
    (kind, scope): (ReportKind, &Scope),
    (figures, counted_findings): (Figures, Vec<Finding>),
    comparison: Option<Arc<Comparison>>,
    kept: &Kept,
    by_pattern: impl FnOnce(&Source<'_>) -> Result<Option<Report>, Error>,
) -> Result<Written, Error> {
    let read = store.read();
    let settings = read.settings()?;
    let (targets, next_targets) = held_targets::of(&read, &figures.period)?;
    let narrative = match comparison {
        Some(comparison) => {
            let (texts, documents) =
                (narrate::texts(&read, kind, &figures.period)?, narrate::documents(&read, &figures.period)?);
            Narrative::new(texts, documents, comparison, &figures, (&targets, &next_targets))
        }
        None => Narrative::default(),
    };
    let findings = [counted_findings.clone(), narrative.findings(&figures, &targets)].concat();
    let beside = narrative.comparison.iter().flat_map(|comparison| [&comparison.previous, &comparison.last_year]);
    let beside = beside.filter_map(|beside| beside.figures.as_ref()).chain(kept.previous().map(|before| &**before));
    let beside: Vec<&Figures> = beside.collect();
    let compared = beside.iter().map(|figures| figures.chain_head.0).max().unwrap_or(0);
    let restated = beside.iter().map(|figures| recount::beside(&read, figures)).collect::<Result<Vec<_>, _>>()?;
    let restated: Vec<String> = restated.into_iter().flatten().collect();
    let head = |masked: bool| fact_head::of_kind(&read, &scope.frame(), (kind, masked), (&figures, compared));
    let lists = named::lists(store, scope, &figures)?;
    let source = Source {
        figures: &figures,
        settings: &settings,
        targets: &targets,
        next_targets: &next_targets,
        narrative: &narrative,
        findings: &findings,
        chain_head: head(true)?,
        lists: &lists,
        masked: true,
        date: None,
    };
    let report = match by_pattern(&source)? {
        Some(drawn) => drawn,
        None => draw(kind, &source, kept)?,
    };
    let completed = |mut report: Report| {
        restated.iter().for_each(|note| recount::say(&mut report, note));
        completed(report, &source)
    };
    let mut report = completed(report);
    let recount = recount::note(&read, kind, &figures, &report)?;
    let values = commune::text_values(&source);
    let unmasked = Source { masked: false, chain_head: head(!kind.names_citizens())?, ..source.clone() };
    let in_full = kind.names_citizens().then(|| draw(kind, &unmasked, kept)).transpose()?;
    let mut in_full = in_full.map(completed);
    if let Some(in_full) = &mut in_full {
        // Named in full, citizens read otherwise where their initials do not.
        let note = match &recount {
            Some(note) => Some(note.clone()),
            None => recount::note_in_full(&read, kind, &figures)?,
        };
        note.iter().for_each(|note| recount::say(in_full, note));
    }
    recount.iter().for_each(|note| recount::say(&mut report, note));
    let previous = kept.previous().cloned();
    let long = matches!(kept, Kept::Book(book) if book.is_long());
    Ok(Written {
        figures,
        findings,
        counted_findings,
        narrative,
        values,
        previous,
        recount,
        report,
        named: in_full,
        long,
    })
}

/// A drawn report with what every kind says alike: the findings, and shares that do not add up by rounding.
fn completed(mut report: Report, source: &Source<'_>) -> Report {
    report.findings = source.findings.iter().map(|finding| finding.sentence.clone()).collect();
    rounding::say(&mut report, source.figures);
    report
}

/// What one kind is written from beside the figures.
enum Kept {
    /// Nothing.
    Nothing,
    /// The figures of the period before.
    Previous(Arc<Figures>),
    /// The lines of the register.
    Book(Book),
}

impl Kept {
    fn previous(&self) -> Option<&Arc<Figures>> {
        match self {
            Kept::Previous(previous) => Some(previous),
            Kept::Nothing | Kept::Book(_) => None,
        }
    }

    fn read(store: &Store, kind: ReportKind, scope: &Scope, progress: impl FnMut(u64) -> bool) -> Result<Kept, Error> {
        Ok(match kind {
            ReportKind::Overdue | ReportKind::Index766 => {
                let before = Scope { period: scope.period.previous(), ..scope.clone() };
                // The numbers of the index that are of the period before open its dossiers.
                let listed = if kind == ReportKind::Index766 { kind.listed() } else { &[] };
                Kept::Previous(Arc::new(count::count_listing(store, &before, listed, progress)?.0))
            }
            ReportKind::Register => Kept::Book(Book::read(store, scope)?),
            _ => Kept::Nothing,
        })
    }
}

fn draw(kind: ReportKind, source: &Source<'_>, kept: &Kept) -> Result<Report, Refusal> {
    let wrong = |error: TemplateError| Refusal::whole(error.to_string());
    match (kind, kept) {
        (ReportKind::Overdue, Kept::Previous(previous)) => overdue::report(source, previous).map_err(wrong),
        (ReportKind::Register, Kept::Book(book)) => Ok(register_book::report(source, book)),
        (ReportKind::Daily, _) => Ok(daily::report(source)),
        (ReportKind::Ii06a, _) => Ok(ii06a::report(source)),
        _ => commune::report(source).map_err(wrong),
    }
}

/// The bytes of a report in one format. What is longer than paper is read once more and written line by line.
///
/// # Errors
/// A refusal for a format that does not hold it.
pub fn bytes(
    store: &Store,
    period: &Period,
    written: &Written,
    format: Format,
    unmasked: bool,
) -> Result<Vec<u8>, Error> {
    if !written.long {
        return Ok(report::write(written.document(unmasked), format)?);
    }
    let mut bytes = Vec::new();
    register_book::write_long(store, *period, (format, !unmasked), &written.report.findings, &mut bytes)?;
    Ok(bytes)
}

/// `Kỳ … chưa kết thúc: số liệu tính đến …`, where that is so: said beside a report that is let out. The sheet of today
/// is always about a day that is not over.
pub fn unfinished(kind: ReportKind, scope: &Scope) -> Option<String> {
    if scope.now >= scope.period.end() || kind == ReportKind::Daily {
        return None;
    }
    let begun = if scope.now < scope.period.start() { "chưa bắt đầu" } else { "chưa kết thúc" };
    Some(format!("Kỳ {} {begun}: số liệu tính đến {}.", scope.period.dates(), scope.now.vietnamese()))
}

/// Refuses to let a report out while the audit has findings.
pub fn refuse_findings(findings: &[Finding]) -> Result<(), Refusal> {
    let mut refusal = Refusal::default();
    for finding in findings {
        refusal.add("", &finding.sentence);
    }
    refusal.or_ok()
}

/// Remembers in the journal that a file left the office: its kind, period, name and hash, and whether citizens' names
/// stood in it in full.
pub fn remember(
    store: &mut Store,
    stamp: &Stamp,
    period: &Period,
    (kind, unmasked): (&str, bool),
    format: Format,
    file: &str,
    bytes: &[u8],
) -> Result<Changes, Error> {
    note_period(store, stamp, period, &Exported { unmasked, ..exported(kind, period, format, file, bytes) })
}

/// Remembers in the journal that a list with citizens' names in full was shown: its figure, period and hash.
pub fn remember_list(
    store: &mut Store,
    stamp: &Stamp,
    scope: &Scope,
    figure: &str,
    format: Format,
    bytes: &[u8],
) -> Result<Changes, Error> {
    remember_of_period(store, stamp, (&format!("list {figure}"), &scope.period), format, ("", bytes), true)
}

/// Remembers in the journal that the list behind a figure left the desk as a file: the figure's address, its period, the
/// list's title, the file's name and hash, and whether citizens' names stood in it in full.
pub fn remember_behind(
    store: &mut Store,
    stamp: &Stamp,
    (figure, period): (&str, &Period),
    (title, format): (&str, Format),
    (file, sha256): (&str, &str),
    unmasked: bool,
) -> Result<Changes, Error> {
    let exported = Exported {
        what: format!("list {figure}"),
        period: (period.from.to_string(), period.to.to_string()),
        format: format.code().to_owned(),
        file: file.to_owned(),
        sha256: sha256.to_owned(),
        unmasked,
    };
    note(store, stamp, &op_of(title, format, unmasked), &exported)
}

/// Remembers in the journal that a paper of a period left the office: what it is, the file's name and hash, and whether
/// citizens stood in it in full.
pub(super) fn remember_of_period(
    store: &mut Store,
    stamp: &Stamp,
    (what, period): (&str, &Period),
    format: Format,
    (file, bytes): (&str, &[u8]),
    unmasked: bool,
) -> Result<Changes, Error> {
    let exported = exported(what, period, format, file, bytes);
    note_period(store, stamp, period, &Exported { unmasked, ..exported })
}

/// Remembers in the journal that a list of dossiers left the office as a file: what it was called, the file's name and
/// hash, and whether citizens' names stood in it in full.
pub fn remember_dossiers(
    store: &mut Store,
    stamp: &Stamp,
    title: &str,
    format: Format,
    (file, sha256): (&str, &str),
    unmasked: bool,
) -> Result<Changes, Error> {
    remember_named(store, stamp, ("list", title), format, (file, sha256), unmasked)
}

/// Remembers in the journal that a paper without a period left the office: what it is and is called, the file's name
/// and hash, and whether citizens' names stood in it in full.
pub(super) fn remember_named(
    store: &mut Store,
    stamp: &Stamp,
    (what, title): (&str, &str),
    format: Format,
    (file, sha256): (&str, &str),
    unmasked: bool,
) -> Result<Changes, Error> {
    let exported = Exported {
        what: what.to_owned(),
        period: (String::new(), String::new()),
        format: format.code().to_owned(),
        file: file.to_owned(),
        sha256: sha256.to_owned(),
        unmasked,
    };
    note(store, stamp, &op_of(title, format, unmasked), &exported)
}

fn op_of(title: &str, format: Format, unmasked: bool) -> Op {
    let names = if unmasked { IN_FULL } else { "" };
    Op::because(EXPORT, &format!("{title}, {}{names}", format.code()))
}

fn exported(what: &str, period: &Period, format: Format, file: &str, bytes: &[u8]) -> Exported {
    Exported {
        what: what.to_owned(),
        period: (period.from.to_string(), period.to.to_string()),
        format: format.code().to_owned(),
        file: file.to_owned(),
        sha256: hex(&Sha256::digest(bytes)),
        unmasked: false,
    }
}

fn note_period(store: &mut Store, stamp: &Stamp, period: &Period, exported: &Exported) -> Result<Changes, Error> {
    let op = Op::because(EXPORT, &format!("{} {} {}", exported.what, period.dates(), exported.format));
    note(store, stamp, &op, exported)
}

fn note(store: &mut Store, stamp: &Stamp, op: &Op, exported: &Exported) -> Result<Changes, Error> {
    let ((), changes) = store.transact(op, stamp, |tx| -> Result<(), Error> {
        tx.note_export(exported)?;
        Ok(())
    })?;
    Ok(changes)
}
