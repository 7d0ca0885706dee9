//! Report texts as data: a line a block, placeholders for figures and values, brackets for what may be absent, and the
//! places where what a desk wrote itself is set in.
//!
//! An office may edit the file; a placeholder that is not known is an error with its name and line, never a gap in a
//! printed report. The syntax is described at the head of `assets/report/commune.txt`.

use crate::domain::narrative::Section;
use crate::report::figures::Figures;
use crate::report::model::{Block, Emphasis, Run, plain};
pub use crate::report::piece::{Body, Values};
use crate::report::piece::{Filler, Piece, check, parse};
use crate::report::repeated::{Part, parts, repeat_of};

/// What stands after a suggestion that is printed before anyone accepted it.
pub const UNACCEPTED: &str = "(gợi ý từ số liệu, chưa duyệt)";

/// A template or a text that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// In the template.
    #[error("Mẫu báo cáo, dòng {line}: {what}. Hãy sửa lại mẫu.")]
    Template {
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// In what the desk wrote.
    #[error("Lời văn mục “{}”: {what}. Hãy sửa lại lời văn.", section.label())]
    Text {
        /// The section.
        section: Section,
        /// What is wrong.
        what: String,
    },
}

impl TemplateError {
    /// The line of the template, from 1; a text of the desk has none.
    pub const fn line(&self) -> Option<usize> {
        match self {
            TemplateError::Template { line, .. } => Some(*line),
            TemplateError::Text { .. } => None,
        }
    }

    /// What is wrong.
    pub fn what(&self) -> &str {
        match self {
            TemplateError::Template { what, .. } | TemplateError::Text { what, .. } => what,
        }
    }
}

/// Fills a template in.
pub fn fill(template: &str, figures: &Figures, values: &Values) -> Result<Vec<Block>, TemplateError> {
    let mut blocks = Vec::new();
    for (at, line) in template.trim_start_matches('\u{feff}').lines().enumerate() {
        if line.trim().is_empty() || line.starts_with(';') {
            continue;
        }
        let fault = |what: String| TemplateError::Template { line: at + 1, what };
        let (repeat, line) = repeat_of(line).map_err(fault)?;
        let (shape, text) = shape_of(line);
        if let Some(with_block) = text.split_once("{block:").filter(|_| repeat.is_none()) {
            blocks.extend(section_block(with_block, shape, at + 1, figures, values)?);
            continue;
        }
        let pieces = parse(text, true).map_err(fault)?;
        check(&pieces, values, repeat.is_some()).map_err(fault)?;
        let filler = Filler { figures, values, part: None };
        let Some(of) = repeat else {
            blocks.extend(block(shape, filler.runs_of(&pieces)));
            continue;
        };
        for (name, _) in parts(figures, of) {
            let filler = Filler { part: Some(Part { of, name: &name }), ..filler };
            blocks.extend(block(shape, filler.runs_of(&pieces)));
        }
    }
    Ok(lists_ended(blocks))
}

/// A line with `{block:section|otherwise}`: what the desk wrote for the section, or else the words in its place.
fn section_block(
    (before, rest): (&str, &str),
    shape: Shape,
    line: usize,
    figures: &Figures,
    values: &Values,
) -> Result<Vec<Block>, TemplateError> {
    let fault = |what: String| TemplateError::Template { line, what };
    let (name, after) = rest.split_once('}').ok_or_else(|| fault("thiếu dấu }".to_owned()))?;
    let (name, otherwise) = name.split_once('|').unwrap_or((name, ""));
    let section =
        Section::from_code(name).ok_or_else(|| fault(format!("không có chỗ trống nào tên {{block:{name}}}")))?;
    let whole = |inner: &str| -> Result<Vec<Run>, TemplateError> {
        let pieces = parse(inner, true).map_err(fault)?;
        check(&pieces, values, false).map_err(fault)?;
        Ok(Filler { figures, values, part: None }.runs_of(&pieces))
    };
    let Some(body) = values.bodies.get(name).filter(|body| !body.text.trim().is_empty()) else {
        // Set apart by its slant: nobody shall take it for something that the desk said.
        let otherwise = whole(otherwise)?.into_iter().map(italic);
        let runs = whole(before)?.into_iter().chain(otherwise).chain(whole(after)?).collect();
        return Ok(block(shape, runs).into_iter().collect());
    };
    let mut blocks = set_in(section, body, shape, whole(before)?, figures, values)?;
    blocks.extend(block(shape, whole(after)?));
    Ok(blocks)
}

/// What a desk wrote, as blocks: its first paragraph goes on from the words `before`, an item begins a block of its own.
fn set_in(
    section: Section,
    body: &Body,
    shape: Shape,
    before: Vec<Run>,
    figures: &Figures,
    values: &Values,
) -> Result<Vec<Block>, TemplateError> {
    let mut blocks = Vec::new();
    let mut begun = (!plain(&before).trim().is_empty()).then_some(before);
    for (of, mut runs) in written(section, &body.text, figures, values)? {
        if body.suggested {
            runs = runs.into_iter().map(italic).chain([Run::italic(format!(" {UNACCEPTED}"))]).collect();
        }
        match (begun.take(), of) {
            (Some(before), Shape::Paragraph) => blocks.extend(block(shape, before.into_iter().chain(runs).collect())),
            (before, of) => {
                blocks.extend(before.and_then(|before| block(shape, before)));
                blocks.extend(block(of, runs));
            }
        }
    }
    Ok(blocks)
}

/// The lines of a text with their placeholders filled in.
fn written(
    section: Section,
    text: &str,
    figures: &Figures,
    values: &Values,
) -> Result<Vec<(Shape, Vec<Run>)>, TemplateError> {
    let mut lines = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        // Headings are the template's; a desk writes paragraphs and items.
        let (shape, inner) = match shape_of(line) {
            (Shape::Part | Shape::Section, _) => (Shape::Paragraph, line),
            other => other,
        };
        let pieces = pieces_of(section, inner, values)?;
        lines.push((shape, Filler { figures, values, part: None }.runs_of(&pieces)));
    }
    Ok(lines)
}

fn pieces_of(section: Section, text: &str, values: &Values) -> Result<Vec<Piece>, TemplateError> {
    let fault = |what: String| TemplateError::Text { section, what };
    let pieces = parse(text, false).map_err(fault)?;
    check(&pieces, values, false).map_err(fault)?;
    Ok(pieces)
}

/// A text of a desk as it reads with these figures, a line a paragraph.
///
/// # Errors
/// The first placeholder that stands for nothing, by its name.
pub fn preview(section: Section, text: &str, figures: &Figures, values: &Values) -> Result<String, TemplateError> {
    let lines = written(section, text, figures, values)?;
    let printed = lines.into_iter().map(|(shape, runs)| match shape {
        Shape::Dash => format!("- {}", plain(&runs)),
        Shape::Plus => format!("  + {}", plain(&runs)),
        _ => plain(&runs),
    });
    Ok(printed.collect::<Vec<_>>().join("\n"))
}

/// Refuses a text of a desk that has a placeholder which stands for nothing; no figures are needed to know that.
///
/// # Errors
/// Its name.
pub fn check_text(section: Section, text: &str, values: &Values) -> Result<(), TemplateError> {
    text.lines().try_for_each(|line| pieces_of(section, line, values).map(drop))
}

fn italic(run: Run) -> Run {
    match run {
        Run::Text { text, .. } => Run::Text { text, emphasis: Emphasis::Italic },
        Run::Figure { text, reference, .. } => Run::Figure { text, reference, emphasis: Emphasis::Italic },
        note @ Run::Footnote(_) => note,
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

fn shape_of(line: &str) -> (Shape, &str) {
    let marks = [("== ", Shape::Section), ("= ", Shape::Part), ("- ", Shape::Dash), ("+ ", Shape::Plus)];
    marks
        .into_iter()
        .find_map(|(mark, shape)| line.strip_prefix(mark).map(|rest| (shape, rest)))
        .unwrap_or((Shape::Paragraph, line))
}

/// A block of some words; nothing where there are none.
fn block(shape: Shape, runs: Vec<Run>) -> Option<Block> {
    let runs = trimmed(runs);
    if plain(&runs).trim().is_empty() {
        return None;
    }
    Some(match shape {
        Shape::Part => Block::part(plain(&runs)),
        Shape::Section => Block::section(plain(&runs)),
        Shape::Dash => Block::item("-", 0, runs),
        Shape::Plus => Block::item("+", 1, runs),
        Shape::Paragraph => Block::Paragraph(runs),
    })
}

/// The last item of a list ends in a full stop, whichever of the items that may be absent that is.
fn lists_ended(mut blocks: Vec<Block>) -> Vec<Block> {
    for at in 0..blocks.len() {
        let goes_on = matches!(blocks.get(at + 1), Some(Block::Item { .. }));
        if let Block::Item { runs, .. } = &mut blocks[at]
            && !goes_on
            && let Some(Run::Text { text, .. }) = runs.last_mut()
            && let Some(words) = text.strip_suffix(';')
        {
            *text = format!("{words}.");
        }
    }
    blocks
}

/// Brackets that were left out leave blanks at the edges of a line, before a mark, and two together within it.
fn trimmed(runs: Vec<Run>) -> Vec<Run> {
    let mut kept: Vec<Run> = Vec::with_capacity(runs.len());
    for mut run in runs {
        let after_blank = kept.last().is_none_or(|last| matches!(last, Run::Text { text, .. } if text.ends_with(' ')));
        if let Run::Text { text, .. } = &mut run
            && after_blank
        {
            *text = text.trim_start().to_owned();
        }
        if matches!(&run, Run::Text { text, .. } if text.starts_with([';', '.', ',']))
            && let Some(Run::Text { text, .. }) = kept.last_mut()
        {
            *text = text.trim_end().to_owned();
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
