//! Report texts as data: a line a block, placeholders for figures and values, brackets for what may be absent.
//!
//! An office may edit the file; a placeholder that is not known is an error with its name and line, never a gap in a
//! printed report. The syntax is described at the head of `assets/report/commune.txt`.

use std::collections::BTreeMap;

use crate::domain::figure::{self, Grouping};
use crate::domain::number::{percent, prose_number};
use crate::report::figures::{Figures, printed_name};
use crate::report::model::{Block, FigureRef, Run, plain};

/// A template that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Mẫu báo cáo, dòng {line}: {what}. Hãy sửa lại mẫu.")]
pub struct TemplateError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

/// What placeholders other than figures stand for.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// Named stretches of text; an empty list counts as absent.
    pub texts: BTreeMap<&'static str, Vec<Run>>,
    /// Named footnotes.
    pub footnotes: BTreeMap<&'static str, Vec<Run>>,
}

enum Piece {
    Text(String),
    Count(String),
    Percent(String),
    Share(String),
    Formula(String),
    Value(String),
    Footnote(String),
    Optional(Vec<Piece>),
    PartName,
    /// Count of a figure for the part of a repeated line; `None` for the figure that the line is repeated by.
    PartCount(Option<String>),
    PartPercent,
}

/// What a line is repeated by: a figure and how it is split.
type Repeat<'a> = (&'a str, Grouping);

/// One part of such a figure, by name.
#[derive(Clone, Copy)]
struct Part<'a> {
    of: Repeat<'a>,
    name: &'a str,
}

impl Part<'_> {
    fn printed(&self) -> &str {
        match (self.of.1, self.name) {
            (Grouping::Office, "") => "Chưa ghi đơn vị giải quyết",
            (_, name) => printed_name(name),
        }
    }

    fn count(&self, figures: &Figures, id: &str) -> u64 {
        let parts = figures.parts(id, self.of.1);
        parts.into_iter().find(|(name, _)| name == self.name).map_or(0, |(_, n)| n)
    }

    fn number(&self, figures: &Figures, id: &str) -> Run {
        let n = prose_number(self.count(figures, id) as i64);
        Run::figure(n, FigureRef::part(id, self.of.1, self.name))
    }

    fn percent(&self, figures: &Figures) -> Run {
        let (id, _) = self.of;
        let whole = figure::by_id(id).and_then(|(_, figure)| figure.of).map_or(0, |of| self.count(figures, of));
        match percent(self.count(figures, id) as i64, whole as i64) {
            Some(share) => Run::figure(format!("{share}%"), FigureRef::part(id, self.of.1, self.name)),
            None => Run::text("không phát sinh"),
        }
    }
}

/// What pieces are filled in from.
#[derive(Clone, Copy)]
struct Filler<'a> {
    figures: &'a Figures,
    values: &'a Values,
    part: Option<Part<'a>>,
}

/// Fills a template in.
pub fn fill(template: &str, figures: &Figures, values: &Values) -> Result<Vec<Block>, TemplateError> {
    let mut blocks = Vec::new();
    for (at, line) in template.trim_start_matches('\u{feff}').lines().enumerate() {
        if line.trim().is_empty() || line.starts_with(';') {
            continue;
        }
        let fault = |what: String| TemplateError { line: at + 1, what };
        let (repeat, line) = repeat_of(line).map_err(fault)?;
        let (shape, text) = shape_of(line);
        let pieces = parse(text).map_err(fault)?;
        check(&pieces, values, repeat.is_some()).map_err(fault)?;
        let filler = Filler { figures, values, part: None };
        let Some(of) = repeat else {
            blocks.extend(shape.block(filler.runs_of(&pieces)));
            continue;
        };
        for (name, _) in parts(figures, of) {
            let filler = Filler { part: Some(Part { of, name: &name }), ..filler };
            blocks.extend(shape.block(filler.runs_of(&pieces)));
        }
    }
    Ok(blocks)
}

/// The parts that a line is repeated for. Where no settling office is named at all, there is nothing to split by.
fn parts(figures: &Figures, (id, grouping): Repeat<'_>) -> Vec<(String, u64)> {
    let parts = figures.parts(id, grouping);
    let nameless = grouping == Grouping::Office && parts.iter().all(|(name, _)| name.is_empty());
    if nameless { Vec::new() } else { parts }
}

/// `@field:settled.overdue ` or `@officer:…` before a line repeats it for every part of the figure.
fn repeat_of(line: &str) -> Result<(Option<Repeat<'_>>, &str), String> {
    let Some(rest) = line.strip_prefix('@') else { return Ok((None, line)) };
    let (head, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let (by, id) = head.split_once(':').unwrap_or((head, ""));
    let grouping = match by {
        "field" => Grouping::Field,
        "officer" => Grouping::Officer,
        "office" => Grouping::Office,
        _ => return Err(format!("không lặp được theo “{by}”; dùng @field:, @officer: hoặc @office:")),
    };
    match figure::by_id(id) {
        Some((_, figure)) => Ok((Some((figure.id, grouping)), rest)),
        None => Err(format!("không có chỉ tiêu “{id}” để lặp")),
    }
}

#[derive(Clone, Copy)]
enum Shape {
    Part,
    Section,
    Dash,
    Plus,
    Paragraph,
}

impl Shape {
    /// The block; nothing for a line that was left empty.
    fn block(self, runs: Vec<Run>) -> Option<Block> {
        let runs = trimmed(runs);
        if plain(&runs).trim().is_empty() {
            return None;
        }
        Some(match self {
            Shape::Part => Block::part(plain(&runs)),
            Shape::Section => Block::section(plain(&runs)),
            Shape::Dash => Block::item("-", 0, runs),
            Shape::Plus => Block::item("+", 1, runs),
            Shape::Paragraph => Block::Paragraph(runs),
        })
    }
}

fn shape_of(line: &str) -> (Shape, &str) {
    let marks = [("== ", Shape::Section), ("= ", Shape::Part), ("- ", Shape::Dash), ("+ ", Shape::Plus)];
    marks
        .into_iter()
        .find_map(|(mark, shape)| line.strip_prefix(mark).map(|rest| (shape, rest)))
        .unwrap_or((Shape::Paragraph, line))
}

fn parse(text: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let special = rest.find(['{', '[', '}', ']']).unwrap_or(rest.len());
        if special > 0 {
            pieces.push(Piece::Text(rest[..special].to_owned()));
        }
        rest = &rest[special..];
        let closing = match rest.chars().next() {
            None => break,
            Some('{') => '}',
            Some('[') => ']',
            Some(other) => return Err(format!("dấu {other} thừa")),
        };
        let end = rest.find(closing).ok_or_else(|| format!("thiếu dấu {closing}"))?;
        let inner = &rest[1..end];
        pieces.push(if closing == '}' { placeholder(inner) } else { Piece::Optional(parse(inner)?) });
        rest = &rest[end + 1..];
    }
    Ok(pieces)
}

fn placeholder(inner: &str) -> Piece {
    if let Some(name) = inner.strip_prefix('^') {
        return Piece::Footnote(name.to_owned());
    }
    match inner.split_once(':') {
        None if inner == "part" => Piece::PartName,
        Some(("part", "n")) => Piece::PartCount(None),
        Some(("part", "pct")) => Piece::PartPercent,
        Some(("part", id)) => Piece::PartCount(Some(id.to_owned())),
        Some((id, "formula")) => Piece::Formula(id.to_owned()),
        Some((id, "pct")) => Piece::Percent(id.to_owned()),
        Some((id, "share")) => Piece::Share(id.to_owned()),
        _ if figure::by_id(inner).is_some() => Piece::Count(inner.to_owned()),
        _ => Piece::Value(inner.to_owned()),
    }
}

fn check(pieces: &[Piece], values: &Values, repeated: bool) -> Result<(), String> {
    for piece in pieces {
        let unknown = match piece {
            Piece::Text(_) | Piece::Count(_) => None,
            Piece::Optional(inner) => {
                check(inner, values, repeated)?;
                None
            }
            Piece::Percent(id) | Piece::Share(id) | Piece::Formula(id) => {
                figure::by_id(id).is_none_or(|(_, figure)| figure.of.is_none()).then_some(id)
            }
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
    fn runs_of(&self, pieces: &[Piece]) -> Vec<Run> {
        pieces.iter().flat_map(|piece| self.runs(piece)).collect()
    }

    fn runs(&self, piece: &Piece) -> Vec<Run> {
        let (figures, values) = (self.figures, self.values);
        match piece {
            Piece::Text(text) => vec![Run::text(text)],
            Piece::Count(id) => vec![figures.prose(id)],
            Piece::Percent(id) => vec![figures.prose_percent(id)],
            Piece::Share(id) => figures.share(id),
            Piece::Formula(id) => vec![Run::text(figures.formula(id))],
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
        match piece {
            Piece::Count(id) | Piece::Share(id) => self.figures.value(id).n > 0,
            // A share of something may be nothing; a share of nothing is not there.
            Piece::Percent(id) => self.figures.value(id).of.is_some_and(|of| of > 0),
            Piece::Value(name) => self.values.texts.get(name.as_str()).is_some_and(|runs| !plain(runs).is_empty()),
            Piece::PartCount(Some(id)) => self.part.is_some_and(|part| part.count(self.figures, id) > 0),
            _ => true,
        }
    }
}

/// Brackets that were left out leave blanks at the edges of a line, and two together within it.
fn trimmed(runs: Vec<Run>) -> Vec<Run> {
    let mut kept: Vec<Run> = Vec::with_capacity(runs.len());
    for mut run in runs {
        let after_blank = kept.last().is_none_or(|last| matches!(last, Run::Text { text, .. } if text.ends_with(' ')));
        if let Run::Text { text, .. } = &mut run
            && after_blank
        {
            *text = text.trim_start().to_owned();
        }
        if !matches!(&run, Run::Text { text, .. } if text.is_empty()) {
            kept.push(run);
        }
    }
    if let Some(Run::Text { text, .. }) = kept.last_mut() {
        *text = text.trim_end().to_owned();
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_and_unclosed_placeholders_are_named() {
        let values = Values::default();
        let said = |text: &str| parse(text).and_then(|pieces| check(&pieces, &values, false));
        assert_eq!(said("Có {received.totl} hồ sơ"), Err("không có chỗ trống nào tên {received.totl}".to_owned()));
        assert_eq!(said("{received.in_period:pct}"), Err("không có chỗ trống nào tên {received.in_period}".to_owned()));
        assert_eq!(said("Có {received.total"), Err("thiếu dấu }".to_owned()));
        assert_eq!(said("Có ] hồ sơ"), Err("dấu ] thừa".to_owned()));
        assert_eq!(said("[Có {received.total} hồ sơ] {received.online:pct}"), Ok(()));
        assert!(said("{part}: {part:n}").is_err_and(|what| what.contains("@field:")));
        let by_field = Some(("settled.overdue", Grouping::Field));
        assert_eq!(repeat_of("@field:settled.overdue + {part}"), Ok((by_field, "+ {part}")));
        assert!(repeat_of("@xã:settled.overdue + x").is_err_and(|what| what.contains("“xã”")));
        assert!(repeat_of("@field:settled.overdu + x").is_err_and(|what| what.contains("settled.overdu")));
    }
}
