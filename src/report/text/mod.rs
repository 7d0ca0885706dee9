//! Plain text, and the lines that the screen preview draws.
//!
//! [`layout`] lays a document out in lines of spans, each span still knowing what its number counts, so that the
//! preview can open it; [`write()`] is the same lines without that knowledge. Widths are display cells, not characters.

mod bars;
mod grid;
mod widths;
mod wrap;

#[cfg(test)]
mod tests;

use super::ReportError;
use super::model::{Align, Block, Document, Emphasis, FigureRef, Level, Line, Panes, Role, Rule, Run};
use crate::domain::text::width;
use crate::report::clean::clean;
pub(in crate::report) use widths::share;
use wrap::wrap;

/// Width of the text form in cells.
pub const WIDTH: usize = 96;

/// Indent of a paragraph's first line.
const INDENT: usize = 4;

/// A stretch of one line in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Harmless text, without line ends.
    pub text: String,
    /// How it stands out.
    pub emphasis: Emphasis,
    /// What its number counts.
    pub reference: Option<FigureRef>,
    /// The dossier that it names, by its id.
    pub dossier: Option<i64>,
}

impl Span {
    fn new(text: impl Into<String>, emphasis: Emphasis) -> Span {
        Span { text: text.into(), emphasis, reference: None, dossier: None }
    }

    fn width(&self) -> usize {
        width(&self.text)
    }
}

/// One line of spans.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextLine {
    /// The spans from the left; blanks for indents and padding are spans too.
    pub spans: Vec<Span>,
    /// Cells from the left that name the row of a table, with the frame around them; 0 outside tables. Who shows a table
    /// in part keeps them in sight.
    pub head: usize,
}

impl TextLine {
    fn of(text: impl Into<String>, emphasis: Emphasis) -> TextLine {
        TextLine { spans: vec![Span::new(text, emphasis)], head: 0 }
    }

    /// Its words alone, without blanks at the end.
    pub fn text(&self) -> String {
        let text: String = self.spans.iter().map(|span| span.text.as_str()).collect();
        text.trim_end().to_owned()
    }

    fn blank(&mut self, cells: usize) {
        if cells > 0 {
            self.spans.push(Span::new(" ".repeat(cells), Emphasis::Plain));
        }
    }
}

/// The document as text; lines end with a line feed.
pub fn write(document: &Document<'_>, width: usize) -> Result<String, ReportError> {
    let mut out = String::new();
    for line in layout(document, width)? {
        out.push_str(&line.text());
        out.push('\n');
    }
    Ok(out)
}

/// The document in lines of at most `width` cells; only a table with too many columns is wider.
pub fn layout(document: &Document<'_>, width: usize) -> Result<Vec<TextLine>, ReportError> {
    let mut layout = Layout { lines: Vec::new(), notes: Vec::new(), width: width.max(20) };
    for (i, block) in document.blocks.iter().enumerate() {
        layout.block(block, document.blocks.get(i + 1).map(AsRef::as_ref))?;
    }
    layout.footnotes();
    Ok(layout.lines)
}

struct Layout {
    lines: Vec<TextLine>,
    notes: Vec<Vec<Span>>,
    width: usize,
}

impl Layout {
    fn block(&mut self, block: &Block, next: Option<&Block>) -> Result<(), ReportError> {
        match block {
            Block::Heading { level, runs } => {
                let spans = self.spans(runs, Emphasis::Bold);
                self.gap();
                match level {
                    Level::Annex => self.aligned(&spans, Align::Centre),
                    Level::Part | Level::Section => self.flow(spans, 0, 0),
                }
            }
            Block::Paragraph(runs) => {
                let spans = self.spans(runs, Emphasis::Plain);
                self.flow(spans, INDENT, 0);
            }
            Block::Item { marker, level, runs } => self.item(marker, *level, runs),
            Block::Line(line) => {
                if matches!(line.role, Role::Kind | Role::Addressee) {
                    self.gap();
                }
                let goes_on = matches!(next, Some(Block::Line(after)) if after.role == line.role);
                let lines = self.line(line, self.width, goes_on);
                self.lines.extend(lines);
            }
            Block::Panes(panes) => self.panes(panes),
            Block::Field { label, runs } => {
                let mut spans = vec![Span::new(format!("{}: ", clean(label)), Emphasis::Plain)];
                spans.extend(self.spans(runs, Emphasis::Plain));
                self.flow(spans, 0, 2);
            }
            Block::Table(table) => {
                self.titles(&table.title, &table.unit);
                self.lines.extend(grid::draw(table, self.width)?);
                self.gap();
            }
            Block::Chart(chart) => {
                self.titles(&chart.title, &chart.unit);
                self.lines.extend(bars::draw(chart, self.width));
                self.gap();
            }
            Block::Note(runs) => {
                let spans = self.spans(runs, Emphasis::Italic);
                self.flow(spans, 0, 0);
            }
            Block::PageBreak => self.gap(),
        }
        Ok(())
    }

    /// Title and unit above a table or chart.
    fn titles(&mut self, title: &str, unit: &str) {
        self.gap();
        for (text, emphasis, align) in [(title, Emphasis::Bold, Align::Centre), (unit, Emphasis::Italic, Align::Right)]
        {
            if !text.is_empty() {
                self.aligned(&[Span::new(clean(text), emphasis)], align);
            }
        }
    }

    /// One empty line, but never two.
    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.spans.is_empty()) {
            self.lines.push(TextLine::default());
        }
    }

    fn item(&mut self, marker: &str, level: u8, runs: &[Run]) {
        let indent = INDENT + 2 * usize::from(level);
        let marker = format!("{} ", clean(marker));
        let hang = indent + width(&marker);
        let mut spans = vec![Span::new(marker, Emphasis::Plain)];
        spans.extend(self.spans(runs, Emphasis::Plain));
        self.flow(spans, indent, hang);
    }

    /// Words from the left, the first line and the others indented by so many cells.
    fn flow(&mut self, spans: Vec<Span>, first: usize, rest: usize) {
        for (i, spans) in wrap(&spans, self.width - first, self.width - rest).into_iter().enumerate() {
            let mut line = TextLine::default();
            line.blank(if i == 0 { first } else { rest });
            line.spans.extend(spans);
            self.lines.push(line);
        }
    }

    fn aligned(&mut self, spans: &[Span], align: Align) {
        let lines = wrap(spans, self.width, self.width);
        self.lines.extend(lines.into_iter().map(|spans| place(spans, self.width, align)));
    }

    /// A line with its role in a column of `width` cells, and its rule unless the next line `goes_on`.
    fn line(&mut self, line: &Line, width: usize, goes_on: bool) -> Vec<TextLine> {
        if line.role == Role::SignSpace {
            return vec![TextLine::default(); 3];
        }
        let emphasis = match (line.role.bold(), line.role.italic()) {
            (true, _) => Emphasis::Bold,
            (false, true) => Emphasis::Italic,
            (false, false) => Emphasis::Plain,
        };
        let spans = self.spans(&line.runs, emphasis);
        let wrapped = wrap(&spans, width, width);
        let longest = wrapped.iter().map(|l| l.iter().map(Span::width).sum()).max().unwrap_or(0_usize);
        let mut out: Vec<TextLine> = wrapped.into_iter().map(|spans| place(spans, width, line.role.align())).collect();
        let length = match line.role.rule() {
            Some(Rule::Full) => longest,
            Some(Rule::Short) => longest * 2 / 5,
            None => 0,
        };
        if length > 0 && !goes_on {
            let rule = vec![Span::new("─".repeat(length), Emphasis::Plain)];
            out.push(place(rule, width, Align::Centre));
            if line.role == Role::Subject {
                out.push(TextLine::default());
            }
        }
        out
    }

    fn panes(&mut self, panes: &Panes) {
        self.gap();
        let widths = widths::share(self.width, &panes.widths);
        for row in &panes.rows {
            let columns: Vec<Vec<TextLine>> =
                row.iter().zip(&widths).map(|(pane, &width)| self.pane(pane, width.saturating_sub(1).max(1))).collect();
            let height = columns.iter().map(Vec::len).max().unwrap_or(0);
            for i in 0..height {
                let mut line = TextLine::default();
                for (column, &width) in columns.iter().zip(&widths) {
                    let spans = column.get(i).map_or(Vec::new(), |l| l.spans.clone());
                    let used: usize = spans.iter().map(Span::width).sum();
                    line.spans.extend(spans);
                    line.blank(width.saturating_sub(used));
                }
                self.lines.push(line);
            }
        }
        self.gap();
    }

    fn pane(&mut self, lines: &[Line], width: usize) -> Vec<TextLine> {
        let mut out = Vec::new();
        for (i, line) in lines.iter().enumerate() {
            let goes_on = lines.get(i + 1).is_some_and(|next| next.role == line.role);
            out.extend(self.line(line, width, goes_on));
        }
        out
    }

    /// Runs as spans; a footnote leaves its number in brackets.
    fn spans(&mut self, runs: &[Run], base: Emphasis) -> Vec<Span> {
        let mut out = Vec::new();
        for run in runs {
            if let Run::Footnote(note) = run {
                self.notes.push(note.iter().filter_map(|run| span(run, Emphasis::Plain)).collect());
                out.push(Span::new(format!("[{}]", self.notes.len()), base));
            } else {
                out.extend(span(run, base));
            }
        }
        out
    }

    fn footnotes(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        if notes.is_empty() {
            return;
        }
        self.gap();
        self.lines.push(TextLine::of("─".repeat(self.width / 4), Emphasis::Plain));
        for (number, note) in (1..).zip(notes) {
            let mut spans = vec![Span::new(format!("[{number}] "), Emphasis::Plain)];
            spans.extend(note);
            self.flow(spans, 0, INDENT);
        }
    }
}

/// Text and figures as a span; a footnote is none.
fn span(run: &Run, base: Emphasis) -> Option<Span> {
    let strong = |emphasis: Emphasis| if emphasis == Emphasis::Plain { base } else { emphasis };
    match run {
        Run::Text { text, emphasis } => Some(Span::new(clean(text), strong(*emphasis))),
        Run::Figure { text, reference, emphasis } => Some(Span {
            text: clean(text).into_owned(),
            emphasis: strong(*emphasis),
            reference: Some(reference.clone()),
            dossier: None,
        }),
        Run::Footnote(_) => None,
    }
}

/// Spans between the edges of a column.
fn place(spans: Vec<Span>, width: usize, align: Align) -> TextLine {
    let free = width.saturating_sub(spans.iter().map(Span::width).sum());
    let mut line = TextLine::default();
    line.blank(match align {
        Align::Left => 0,
        Align::Centre => free / 2,
        Align::Right => free,
    });
    line.spans.extend(spans);
    line
}
