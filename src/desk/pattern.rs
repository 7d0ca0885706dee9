//! What a report is drawn by: the program's own text or table, or the office's copy of it, and whatever the report
//! takes from the register besides its figures.
//!
//! It does not know where an office keeps its copies: whoever asks for a report hands over how one is read.

use std::borrow::Cow;

use crate::desk::count::Scope;
use crate::desk::error::Error;
use crate::desk::unapologised;
use crate::domain::refusal::Refusal;
use crate::report::audit::Finding;
use crate::report::directive;
use crate::report::figures::Figures;
use crate::report::form07a::{self, Form};
use crate::report::index766::{self, Beside, Formula};
use crate::report::kind::ReportKind;
use crate::report::model::Report;
use crate::report::source::Source;
use crate::report::template::TemplateError;
use crate::store::Store;

/// Reads the office's own copy of a file, where there is one.
pub type Own<'a> = dyn Fn(&str) -> Result<Option<Vec<u8>>, String> + 'a;

/// Where an office keeps its own text of a kind, below the folder of its own templates; `None` for a kind without one.
pub fn own_file(kind: ReportKind) -> Option<&'static str> {
    match kind {
        ReportKind::Directive => Some("bao-cao/directive.txt"),
        ReportKind::Form07a => Some("bao-cao/07a.txt"),
        ReportKind::Index766 => Some("bao-cao/index766.txt"),
        ReportKind::Commune | ReportKind::Ii06a | ReportKind::Overdue | ReportKind::Register | ReportKind::Daily => {
            None
        }
    }
}

/// What a report is drawn by.
pub(super) enum Pattern {
    /// Nothing beside the report's own code.
    None,
    Directive(String),
    Form07a(Form),
    Index766(Formula),
}

impl Pattern {
    /// The office's own, or else the program's.
    ///
    /// # Errors
    /// A refusal that names the file and the line.
    pub(super) fn read(kind: ReportKind, own: &Own<'_>) -> Result<Pattern, Refusal> {
        let text = |built_in| text(kind, built_in, own);
        let faulty = |fault| faulty(kind, &fault);
        Ok(match kind {
            ReportKind::Directive => Pattern::Directive(text(directive::TEMPLATE)?.into_owned()),
            ReportKind::Form07a => Pattern::Form07a(Form::read(&text(form07a::COLUMNS)?).map_err(faulty)?),
            ReportKind::Index766 => Pattern::Index766(Formula::read(&text(index766::FORMULA)?).map_err(faulty)?),
            _ => Pattern::None,
        })
    }

    /// What does not add up by the pattern's own sums, and points that cannot have been published.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub(super) fn findings(&self, store: &Store, figures: &Figures) -> Result<Vec<Finding>, Error> {
        Ok(match self {
            Pattern::Form07a(form) => form07a::findings(form, figures),
            Pattern::Index766(formula) => index766::findings(formula, &store.read().published_scores(&figures.period)?),
            _ => Vec::new(),
        })
    }

    /// The report; `None` for a kind that is drawn without a pattern. `previous` are the figures of the period before, which
    /// the index prints.
    ///
    /// # Errors
    /// A refusal when the text cannot be filled in.
    pub(super) fn draw(
        &self,
        store: &Store,
        scope: &Scope,
        source: &Source<'_>,
        previous: Option<&Figures>,
    ) -> Result<Option<Report>, Error> {
        Ok(Some(match self {
            Pattern::None => return Ok(None),
            Pattern::Directive(text) => {
                let missing = unapologised::rows(store, scope, source.figures)?;
                directive::report(source, text, &missing).map_err(|fault| faulty(ReportKind::Directive, &fault))?
            }
            Pattern::Form07a(form) => form07a::report(source, form),
            Pattern::Index766(formula) => {
                let published = store.read().published_scores(&scope.period)?;
                let missing =
                    || Refusal::whole("Chưa đếm kỳ trước nên chưa lập được bảng chỉ số; hãy lập lại báo cáo.");
                let previous = previous.ok_or_else(missing)?;
                index766::report(source, formula, &Beside { previous, published: &published })
            }
        }))
    }
}

fn text(kind: ReportKind, built_in: &'static str, own: &Own<'_>) -> Result<Cow<'static, str>, Refusal> {
    let Some(file) = own_file(kind) else { return Ok(Cow::Borrowed(built_in)) };
    match own(file).map_err(Refusal::whole)? {
        None => Ok(Cow::Borrowed(built_in)),
        Some(bytes) => String::from_utf8(bytes)
            .map(Cow::Owned)
            .map_err(|_| Refusal::whole(format!("Mẫu {file} không phải văn bản UTF-8. Hãy lưu lại tệp dạng UTF-8."))),
    }
}

fn faulty(kind: ReportKind, fault: &TemplateError) -> Refusal {
    match own_file(kind) {
        Some(file) => Refusal::whole(format!("{file}: {fault}")),
        None => Refusal::whole(fault.to_string()),
    }
}
