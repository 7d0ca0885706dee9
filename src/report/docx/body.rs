//! The body of the document and its footnotes.

use super::section;
use super::styles::{Sizes, role_style};
use super::xml::{paragraph, run};
use super::{chart, panes, table};
use crate::report::model::{Block, Document, Emphasis, Level, Line, Page, Role, Rule, Run};
use crate::report::{ReportError, measure};

/// What the body gives to the package.
pub struct Written {
    /// Content of `w:body`.
    pub body: String,
    /// The footnotes in order; the first has id 1.
    pub notes: Vec<String>,
    /// The chart parts in order; the first is `rIdChart1`.
    pub charts: Vec<String>,
}

/// The state of writing: what is out, the footnotes so far, and the section under way.
pub struct Writer {
    pub(super) out: String,
    notes: Vec<String>,
    pub(super) charts: Vec<String>,
    page: Page,
    pub(super) sizes: Sizes,
    turned: bool,
    sections: usize,
}

/// Writes every block.
pub fn write(document: &Document<'_>) -> Result<Written, ReportError> {
    let turned = section::turned(&document.blocks, document.page);
    let mut writer = Writer {
        out: String::new(),
        notes: Vec::new(),
        charts: Vec::new(),
        page: document.page,
        sizes: Sizes::of(document.page.type_size),
        turned: turned.first().copied().unwrap_or(document.page.landscape),
        sections: 0,
    };
    let mut break_due = false;
    for (i, block) in document.blocks.iter().enumerate() {
        if matches!(block.as_ref(), Block::PageBreak) {
            break_due = i > 0;
            continue;
        }
        if turned[i] != writer.turned {
            writer.close_section(turned[i]);
        } else if break_due {
            writer.out.push_str(&paragraph("Tiny", "<w:pageBreakBefore/>", ""));
        }
        break_due = false;
        let next = document.blocks.get(i + 1).map(AsRef::as_ref);
        writer.block(block, next)?;
    }
    let last = section::properties(writer.page, writer.turned, writer.sections == 0);
    writer.out.push_str(&last);
    Ok(Written { body: writer.out, notes: writer.notes, charts: writer.charts })
}

impl Writer {
    /// Width between the margins of the section under way, in twips.
    pub(super) fn text_width(&self) -> u32 {
        section::text_width(self.page, self.turned)
    }

    fn close_section(&mut self, turned: bool) {
        let properties = section::properties(self.page, self.turned, self.sections == 0);
        self.out.push_str(&paragraph("Tiny", &properties, ""));
        self.sections += 1;
        self.turned = turned;
    }

    fn block(&mut self, block: &Block, next: Option<&Block>) -> Result<(), ReportError> {
        match block {
            Block::Heading { level, runs } => {
                let style = match level {
                    Level::Annex => "Annex",
                    Level::Part => "Part",
                    Level::Section => "Section",
                };
                self.text(style, "", runs);
            }
            Block::Paragraph(runs) => self.text("Body", "", runs),
            Block::Item { marker, runs, .. } => self.text("Body", &run("", &format!("{marker} ")), runs),
            Block::Line(line) => {
                let goes_on = matches!(next, Some(Block::Line(after)) if after.role == line.role);
                let width = self.text_width();
                self.line(line, width, goes_on);
            }
            Block::Panes(panes) => panes::write(self, panes),
            Block::Field { label, runs } => self.text("Field", &run("", &format!("{label}: ")), runs),
            Block::Table(table) => table::write(self, table)?,
            Block::Chart(chart) => chart::write(self, chart),
            Block::Note(runs) => self.text("Note", "", runs),
            Block::PageBreak => {}
        }
        Ok(())
    }

    fn text(&mut self, style: &str, before: &str, runs: &[Run]) {
        let content = format!("{before}{}", self.runs(runs));
        self.out.push_str(&paragraph(style, "", &content));
    }

    /// A line with its role in a column of `width` twips, and the rule below it unless the next line `goes_on`.
    pub(super) fn line(&mut self, line: &Line, width: u32, goes_on: bool) {
        let content = if line.role == Role::SignSpace { String::new() } else { self.runs(&line.runs) };
        self.out.push_str(&paragraph(role_style(line.role), "", &content));
        if goes_on {
            return;
        }
        let Some(rule) = line.role.rule() else { return };
        let text = measure::bold_width(&line.plain(), self.sizes.role(line.role)).min(width);
        let length = match rule {
            Rule::Full => text,
            Rule::Short => text * 2 / 5,
        };
        let side = (width - length) / 2;
        self.out.push_str(&paragraph("Rule", &format!("<w:ind w:left=\"{side}\" w:right=\"{side}\"/>"), ""));
        if line.role == Role::Subject {
            self.out.push_str(&paragraph("Gap", "<w:keepNext/>", ""));
        }
    }

    /// Runs as XML; footnotes go to their part and leave their number here.
    pub(super) fn runs(&mut self, runs: &[Run]) -> String {
        let mut out = String::new();
        for item in runs {
            match item {
                Run::Text { text, emphasis } | Run::Figure { text, emphasis, .. } => {
                    out.push_str(&run(emphasis_properties(*emphasis), text));
                }
                Run::Footnote(note) => {
                    let id = self.add_note(note);
                    out.push_str(&format!(
                        "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>"
                    ));
                }
            }
        }
        out
    }

    fn add_note(&mut self, runs: &[Run]) -> usize {
        let id = self.notes.len() + 1;
        let mut content = String::from(
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>",
        );
        for item in runs {
            if let Run::Text { text, emphasis } | Run::Figure { text, emphasis, .. } = item {
                content.push_str(&run(emphasis_properties(*emphasis), text));
            }
        }
        let text = paragraph("FootnoteText", "", &content);
        self.notes.push(format!("<w:footnote w:id=\"{id}\">{text}</w:footnote>"));
        id
    }
}

const fn emphasis_properties(emphasis: Emphasis) -> &'static str {
    match emphasis {
        Emphasis::Plain => "",
        Emphasis::Bold => "<w:b/><w:bCs/>",
        Emphasis::Italic => "<w:i/><w:iCs/>",
        Emphasis::Raised => "<w:vertAlign w:val=\"superscript\"/>",
    }
}
