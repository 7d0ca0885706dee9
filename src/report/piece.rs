//! The pieces of a line of report text: words, placeholders for figures and values, brackets for what may be absent.
//!
//! `{id}` is a count, `{id:pct}` its share, `{id:share}` both in words; `{id:target}` holds it against its target,
//! `{id:previous}` and `{id:last_year}` say how far it moved, `{id:officers}` who has most of it, `{id:reasons}` why,
//! `{id:formula}` how its share is counted. `{part}`, `{part:n}`, `{part:pct}` and `{part:id}` stand in repeated lines.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::figure::{self, Count, Figure, Grouping};
use crate::domain::number::prose_number;
use crate::report::compare::{Comparison, Which};
use crate::report::figures::{Figures, Reasons, printed_name};
use crate::report::model::{FigureRef, Run, plain};
use crate::report::repeated::Part;
use crate::report::targets::Target;

/// Officers and reasons that are named; the rest is left to the annex.
const NAMED: usize = 3;

/// The words of one section as they are to be printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// Lines; `- ` and `+ ` begin an item.
    pub text: String,
    /// Computed from the figures and not yet accepted by anyone: printed so that it is seen.
    pub suggested: bool,
}

/// What placeholders other than figures stand for.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// Named stretches of text; an empty list counts as absent.
    pub texts: BTreeMap<&'static str, Vec<Run>>,
    /// Named footnotes.
    pub footnotes: BTreeMap<&'static str, Vec<Run>>,
    /// What the desk wrote, by the code of the section; an empty body counts as absent.
    pub bodies: BTreeMap<&'static str, Body>,
    /// The targets that figures are held against.
    pub targets: Vec<Target>,
    /// The periods that figures are compared with.
    pub comparison: Option<Arc<Comparison>>,
}

/// What is told of a figure beyond its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Percent,
    Share,
    Formula,
    Target,
    Moved(Which),
    Officers,
    Reasons,
}

impl Told {
    fn from_code(code: &str) -> Option<Told> {
        Some(match code {
            "pct" => Told::Percent,
            "share" => Told::Share,
            "formula" => Told::Formula,
            "target" => Told::Target,
            "previous" => Told::Moved(Which::Previous),
            "last_year" => Told::Moved(Which::LastYear),
            "officers" => Told::Officers,
            "reasons" => Told::Reasons,
            _ => return None,
        })
    }

    /// Whether it can be told of a figure.
    fn fits(self, figure: &Figure) -> bool {
        match self {
            Told::Percent | Told::Share | Told::Formula | Told::Target => figure.of.is_some(),
            Told::Moved(_) => true,
            Told::Officers => matches!(figure.count, Count::Dossiers { .. }),
            Told::Reasons => matches!(figure.id, "digitized.components.gap" | "digitized.results.gap"),
        }
    }
}

/// A piece of a line.
pub(super) enum Piece {
    Text(String),
    Count(String),
    Told(String, Told),
    Value(String),
    Footnote(String),
    Optional(Vec<Piece>),
    PartName,
    /// Count of a figure for the part of a repeated line; `None` for the figure that the line is repeated by.
    PartCount(Option<String>),
    PartPercent,
}

/// What pieces are filled in from.
#[derive(Clone, Copy)]
pub(super) struct Filler<'a> {
    pub(super) figures: &'a Figures,
    pub(super) values: &'a Values,
    /// The part, in a repeated line.
    pub(super) part: Option<Part<'a>>,
}

/// Reads a line. In a template brackets mark what may be absent; in what a desk writes they are only brackets.
pub(super) fn parse(text: &str, brackets: bool) -> Result<Vec<Piece>, String> {
    let special: &[char] = if brackets { &['{', '[', '}', ']'] } else { &['{', '}'] };
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let at = rest.find(special).unwrap_or(rest.len());
        if at > 0 {
            pieces.push(Piece::Text(rest[..at].to_owned()));
        }
        rest = &rest[at..];
        let closing = match rest.chars().next() {
            None => break,
            Some('{') => '}',
            Some('[') => ']',
            Some(other) => return Err(format!("dấu {other} thừa")),
        };
        let end = rest.find(closing).ok_or_else(|| format!("thiếu dấu {closing}"))?;
        let inner = &rest[1..end];
        pieces.push(if closing == '}' {
            placeholder(inner, brackets)
        } else {
            Piece::Optional(parse(inner, brackets)?)
        });
        rest = &rest[end + 1..];
    }
    Ok(pieces)
}

/// `hidden`: figures that reports count without listing them may be named too, as a template does.
fn placeholder(inner: &str, hidden: bool) -> Piece {
    let known = |id: &str| figure::by_id(id).is_some_and(|(_, figure)| hidden || figure.is_public());
    if let Some(name) = inner.strip_prefix('^') {
        return Piece::Footnote(name.to_owned());
    }
    match inner.split_once(':') {
        None if inner == "part" => return Piece::PartName,
        Some(("part", "n")) => return Piece::PartCount(None),
        Some(("part", "pct")) => return Piece::PartPercent,
        Some(("part", id)) => return Piece::PartCount(Some(id.to_owned())),
        _ => {}
    }
    // A value may have a colon in its name too: `annex:officers`.
    let told = inner.split_once(':').filter(|(id, _)| known(id));
    let told = told.and_then(|(id, told)| Some((id, Told::from_code(told)?)));
    match told {
        Some((id, told)) => Piece::Told(id.to_owned(), told),
        None if known(inner) => Piece::Count(inner.to_owned()),
        None => Piece::Value(inner.to_owned()),
    }
}

/// Refuses a placeholder that stands for nothing, by its name. `repeated`: the line is one that is repeated.
pub(super) fn check(pieces: &[Piece], values: &Values, repeated: bool) -> Result<(), String> {
    for piece in pieces {
        let unknown = match piece {
            Piece::Text(_) | Piece::Count(_) => None,
            Piece::Optional(inner) => {
                check(inner, values, repeated)?;
                None
            }
            Piece::Told(id, told) => figure::by_id(id).is_none_or(|(_, figure)| !told.fits(figure)).then_some(id),
            Piece::Value(name) => (!values.texts.contains_key(name.as_str())).then_some(name),
            Piece::Footnote(name) => (!values.footnotes.contains_key(name.as_str())).then_some(name),
            Piece::PartName | Piece::PartCount(_) | Piece::PartPercent if !repeated => {
                return Err("{part} chỉ dùng trong dòng lặp bắt đầu bằng @field:, @officer: hoặc @office:".to_owned());
            }
            Piece::PartCount(Some(id)) => figure::by_id(id).is_none().then_some(id),
            Piece::PartName | Piece::PartCount(None) | Piece::PartPercent => None,
        };
        if let Some(name) = unknown {
            return Err(format!("không có chỗ trống nào tên {{{name}}}"));
        }
    }
    Ok(())
}

impl Filler<'_> {
    /// The pieces filled in.
    pub(super) fn runs_of(&self, pieces: &[Piece]) -> Vec<Run> {
        pieces.iter().flat_map(|piece| self.runs(piece)).collect()
    }

    fn runs(&self, piece: &Piece) -> Vec<Run> {
        let (figures, values) = (self.figures, self.values);
        match piece {
            Piece::Text(text) => vec![Run::text(text)],
            Piece::Count(id) => vec![figures.prose(id)],
            Piece::Told(id, told) => tell(id, *told, figures, values),
            Piece::Value(name) => values.texts.get(name.as_str()).cloned().unwrap_or_default(),
            Piece::Footnote(name) => {
                let note = values.footnotes.get(name.as_str()).cloned().unwrap_or_default();
                if note.is_empty() { Vec::new() } else { vec![Run::footnote(note)] }
            }
            Piece::Optional(inner) if inner.iter().all(|piece| self.present(piece)) => self.runs_of(inner),
            Piece::Optional(_) => Vec::new(),
            Piece::PartName => self.part.map_or_else(Vec::new, |part| vec![Run::text(part.printed())]),
            Piece::PartPercent => self.part.map_or_else(Vec::new, |part| vec![part.percent(figures)]),
            Piece::PartCount(id) => {
                self.part.map_or_else(Vec::new, |part| vec![part.number(figures, id.as_deref().unwrap_or(part.of.0))])
            }
        }
    }

    fn present(&self, piece: &Piece) -> bool {
        let (figures, values) = (self.figures, self.values);
        match piece {
            Piece::Count(id) | Piece::Told(id, Told::Officers | Told::Reasons) => figures.value(id).n > 0,
            // A share of something may be nothing; a share of nothing is not there.
            Piece::Told(id, Told::Percent | Told::Share) => figures.value(id).of.is_some_and(|of| of > 0),
            Piece::Told(id, Told::Target) => values.targets.iter().any(|target| target.figure == *id),
            Piece::Told(id, Told::Moved(which)) => {
                values.comparison.as_ref().is_some_and(|comparison| comparison.moved(figures, id, *which).is_some())
            }
            Piece::Value(name) => values.texts.get(name.as_str()).is_some_and(|runs| !plain(runs).is_empty()),
            Piece::PartCount(Some(id)) => self.part.is_some_and(|part| part.count(figures, id) > 0),
            _ => true,
        }
    }
}

fn tell(id: &str, told: Told, figures: &Figures, values: &Values) -> Vec<Run> {
    match told {
        Told::Percent => vec![figures.prose_percent(id)],
        Told::Share => figures.share(id),
        Told::Formula => vec![Run::text(figures.formula(id))],
        Told::Target => match values.targets.iter().find(|target| target.figure == id) {
            Some(target) => target.account(figures),
            None => vec![Run::text("chưa được giao chỉ tiêu")],
        },
        Told::Moved(which) => vec![Run::figure(moved(id, which, figures, values), FigureRef::whole(id))],
        Told::Officers => officers(id, figures),
        Told::Reasons => reasons(id, figures),
    }
}

fn moved(id: &str, which: Which, figures: &Figures, values: &Values) -> String {
    match &values.comparison {
        Some(comparison) => comparison.words(figures, id, which),
        None => "không so sánh".to_owned(),
    }
}

/// Who has most of a figure: `Lê Thị Ánh (31), Trần Văn Bảo (12)`.
fn officers(id: &str, figures: &Figures) -> Vec<Run> {
    let parts = figures.parts(id, Grouping::Officer);
    let named: Vec<_> = parts.iter().filter(|(name, n)| !name.is_empty() && *n > 0).take(NAMED).collect();
    if named.is_empty() {
        // Words taken over from another period may ask who has most of nothing.
        return vec![Run::text(if figures.value(id).n == 0 { "không có" } else { "chưa phân công" })];
    }
    let mut runs = Vec::new();
    for (at, (name, n)) in named.iter().enumerate() {
        runs.push(Run::text(format!("{}{} (", if at == 0 { "" } else { ", " }, printed_name(name))));
        runs.push(Run::figure(prose_number(*n as i64), FigureRef::part(id, Grouping::Officer, name)));
        runs.push(Run::text(")"));
    }
    runs
}

/// The reasons that officers wrote down most often: `máy quét hỏng (20), chưa ký số (11)`.
fn reasons(id: &str, figures: &Figures) -> Vec<Run> {
    let named = most_given(id, figures);
    if named.is_empty() {
        return vec![Run::text("không ghi lý do")];
    }
    let mut runs = Vec::new();
    for (at, (reason, n)) in named.iter().take(NAMED).enumerate() {
        runs.push(Run::text(format!("{}{reason} (", if at == 0 { "" } else { ", " })));
        runs.push(Run::figure(prose_number(*n as i64), FigureRef::whole(id).because(reason)));
        runs.push(Run::text(")"));
    }
    runs
}

/// The reasons for a gap that were written down, the most frequent first.
pub(super) fn most_given(id: &str, figures: &Figures) -> Vec<(String, u64)> {
    let reasons: &Reasons =
        if id == "digitized.components.gap" { &figures.component_reasons } else { &figures.result_reasons };
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    for ((_, reason), n) in reasons.iter().filter(|((_, reason), _)| !reason.is_empty()) {
        *sums.entry(reason.as_str()).or_default() += n;
    }
    let mut given: Vec<(String, u64)> = sums.into_iter().map(|(reason, n)| (reason.to_owned(), n)).collect();
    given.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_and_unclosed_placeholders_are_named() {
        let values = Values::default();
        let said = |text: &str| parse(text, true).and_then(|pieces| check(&pieces, &values, false));
        assert_eq!(said("Có {received.totl} hồ sơ"), Err("không có chỗ trống nào tên {received.totl}".to_owned()));
        assert_eq!(said("{received.in_period:pct}"), Err("không có chỗ trống nào tên {received.in_period}".to_owned()));
        assert_eq!(
            said("{received.online:prc}"),
            Err("không có chỗ trống nào tên {received.online:prc}".to_owned()),
            "a figure that is known by a way of telling that is not"
        );
        assert_eq!(said("Có {received.total"), Err("thiếu dấu }".to_owned()));
        assert_eq!(said("Có ] hồ sơ"), Err("dấu ] thừa".to_owned()));
        assert_eq!(said("[Có {received.total} hồ sơ] {received.online:pct}"), Ok(()));
        assert!(said("{part}: {part:n}").is_err_and(|what| what.contains("@field:")));
    }

    #[test]
    fn a_desk_may_write_brackets() {
        let values = Values::default();
        let said = |text: &str| parse(text, false).and_then(|pieces| check(&pieces, &values, false));
        assert_eq!(said("theo [1], ] và {settled.overdue:officers}"), Ok(()));
        assert!(said("{_received.not_online}").is_err(), "a figure that no report shows");
        assert_eq!(said("{settled.overdue:reasons}"), Err("không có chỗ trống nào tên {settled.overdue}".to_owned()));
    }
}
