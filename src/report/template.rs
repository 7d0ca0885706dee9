//! Report texts as data: a line a block, placeholders for figures and values, brackets for what may be absent.
//!
//! An office may edit the file; a placeholder that is not known is an error with its name and line, never a gap in a
//! printed report. The syntax is described at the head of `assets/report/commune.txt`.

use std::collections::BTreeMap;

use crate::domain::figure;
use crate::report::figures::Figures;
use crate::report::model::{Block, Run, plain};

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
    Value(String),
    Footnote(String),
    Optional(Vec<Piece>),
}

/// Fills a template in.
pub fn fill(template: &str, figures: &Figures, values: &Values) -> Result<Vec<Block>, TemplateError> {
    let mut blocks = Vec::new();
    for (at, line) in template.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with(';') {
            continue;
        }
        let fault = |what: String| TemplateError { line: at + 1, what };
        let (shape, text) = shape_of(line);
        let pieces = parse(text).map_err(fault)?;
        check(&pieces, values).map_err(fault)?;
        let runs = trimmed(runs_of(&pieces, figures, values));
        if plain(&runs).trim().is_empty() {
            continue;
        }
        blocks.push(match shape {
            Shape::Part => Block::part(plain(&runs)),
            Shape::Section => Block::section(plain(&runs)),
            Shape::Dash => Block::item("-", 0, runs),
            Shape::Plus => Block::item("+", 1, runs),
            Shape::Paragraph => Block::Paragraph(runs),
        });
    }
    Ok(blocks)
}

#[derive(Clone, Copy)]
enum Shape {
    Part,
    Section,
    Dash,
    Plus,
    Paragraph,
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
        Some((id, "pct")) => Piece::Percent(id.to_owned()),
        Some((id, "share")) => Piece::Share(id.to_owned()),
        _ if figure::by_id(inner).is_some() => Piece::Count(inner.to_owned()),
        _ => Piece::Value(inner.to_owned()),
    }
}

fn check(pieces: &[Piece], values: &Values) -> Result<(), String> {
    for piece in pieces {
        let unknown = match piece {
            Piece::Text(_) | Piece::Count(_) => None,
            Piece::Optional(inner) => {
                check(inner, values)?;
                None
            }
            Piece::Percent(id) | Piece::Share(id) => {
                figure::by_id(id).is_none_or(|(_, figure)| figure.of.is_none()).then_some(id)
            }
            Piece::Value(name) => (!values.texts.contains_key(name.as_str())).then_some(name),
            Piece::Footnote(name) => (!values.footnotes.contains_key(name.as_str())).then_some(name),
        };
        if let Some(name) = unknown {
            return Err(format!("không có chỗ trống nào tên {{{name}}}"));
        }
    }
    Ok(())
}

fn runs_of(pieces: &[Piece], figures: &Figures, values: &Values) -> Vec<Run> {
    let mut runs = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => runs.push(Run::text(text)),
            Piece::Count(id) => runs.push(figures.prose(id)),
            Piece::Percent(id) => runs.push(figures.prose_percent(id)),
            Piece::Share(id) => runs.extend(figures.share(id)),
            Piece::Value(name) => runs.extend(values.texts.get(name.as_str()).cloned().unwrap_or_default()),
            Piece::Footnote(name) => {
                let note = values.footnotes.get(name.as_str()).cloned().unwrap_or_default();
                if !note.is_empty() {
                    runs.push(Run::footnote(note));
                }
            }
            Piece::Optional(inner) => {
                if inner.iter().all(|piece| present(piece, figures, values)) {
                    runs.extend(runs_of(inner, figures, values));
                }
            }
        }
    }
    runs
}

fn present(piece: &Piece, figures: &Figures, values: &Values) -> bool {
    match piece {
        Piece::Count(id) | Piece::Share(id) => figures.value(id).n > 0,
        // A share of something may be nothing; a share of nothing is not there.
        Piece::Percent(id) => figures.value(id).of.is_some_and(|of| of > 0),
        Piece::Value(name) => values.texts.get(name.as_str()).is_some_and(|runs| !plain(runs).is_empty()),
        Piece::Text(_) | Piece::Footnote(_) | Piece::Optional(_) => true,
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
        let said = |text: &str| parse(text).and_then(|pieces| check(&pieces, &values));
        assert_eq!(said("Có {received.totl} hồ sơ"), Err("không có chỗ trống nào tên {received.totl}".to_owned()));
        assert_eq!(said("{received.in_period:pct}"), Err("không có chỗ trống nào tên {received.in_period}".to_owned()));
        assert_eq!(said("Có {received.total"), Err("thiếu dấu }".to_owned()));
        assert_eq!(said("Có ] hồ sơ"), Err("dấu ] thừa".to_owned()));
        assert_eq!(said("[Có {received.total} hồ sơ] {received.online:pct}"), Ok(()));
    }
}
