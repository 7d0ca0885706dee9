//! The body of the document and its footnotes.

use std::borrow::Cow;

use super::section;
use super::styles::{Sizes, role_style};
use super::xml::{paragraph, run};
use super::{chart, keep, panes, table};
use crate::report::model::{Block, Document, Emphasis, Level, Line, Page, Role, Rule, Run, Table};
use crate::report::{ReportError, measure};

/// What the body gives to the package.
pub struct Written {
    /// Content of `w:body`.
    pub body: String,
    /// The footnotes in order; the first has id 1.
    pub notes: Vec<String>,
    /// The chart parts in order; the first is `rIdChart1`.
    pub charts: Vec<String>,
    /// Type sizes of the styles that the body names.
    pub sizes: Sizes,
}

/// The state of writing: what is out, the footnotes so far, and the section under way.
pub struct Writer {
    pub(super) out: String,
    notes: Vec<String>,
    pub(super) charts: Vec<String>,
    pub(super) page: Page,
    pub(super) sizes: Sizes,
    turned: bool,
    sections: usize,
    /// Where the last gap after a table begins and ends in `out`.
    gap: (usize, usize),
}

/// Writes every block.
pub fn write(document: &Document<'_>) -> Result<Written, ReportError> {
    let turned = section::turned(&document.blocks, document.page);
    let mut writer = Writer::new(document, turned.first().copied());
    writer.sizes.crowded = table::crowded(&document.blocks, &writer)?;
    let kept = keep::with_next(&document.blocks);
    let mut break_due = false;
    let mut written = 0;
    for (i, block) in document.blocks.iter().enumerate() {
        if i < written {
            continue;
        }
        if matches!(block.as_ref(), Block::PageBreak) {
            break_due = i > 0;
            continue;
        }
        if turned[i] != writer.turned {
            writer.close_section(turned[i]);
        } else if break_due {
            writer.drop_gap();
            writer.out.push_str(&paragraph("Tiny", "<w:pageBreakBefore/>", ""));
        }
        break_due = false;
        let notes = keep::small_print(&document.blocks, i);
        if let (Block::Panes(panes), false) = (block.as_ref(), notes.is_empty()) {
            panes::write(&mut writer, panes, &notes);
            written = i + 1 + notes.len();
            continue;
        }
        if let Block::Table(table) = block.as_ref()
            && let Some(signed) =
                keep::signature_below(&document.blocks, &kept, i).filter(|_| table::may_be_torn(table))
        {
            writer.table_with_end(table, &document.blocks, i, signed)?;
            written = signed + 1 + keep::small_print(&document.blocks, signed).len();
            continue;
        }
        let next = document.blocks.get(i + 1).map(AsRef::as_ref);
        writer.block(block, next, kept[i])?;
    }
    // A document cannot end with a table; what else it ends with fills its page to the last line.
    if writer.drop_gap() && writer.out.ends_with("</w:tbl>") {
        writer.out.push_str(&paragraph("Tiny", "", ""));
    }
    let last = section::properties(writer.page, writer.turned, writer.sections == 0);
    writer.out.push_str(&last);
    Ok(Written { body: writer.out, notes: writer.notes, charts: writer.charts, sizes: writer.sizes })
}

impl Writer {
    fn new(document: &Document<'_>, turned: Option<bool>) -> Writer {
        Writer {
            out: String::new(),
            notes: Vec::new(),
            charts: Vec::new(),
            page: document.page,
            sizes: Sizes::of(document.page.type_size),
            turned: turned.unwrap_or(document.page.landscape),
            sections: 0,
            gap: (0, 0),
        }
    }

    /// Width between the margins of the section under way, in twips.
    pub(super) fn text_width(&self) -> u32 {
        section::text_width(self.page, self.turned)
    }

    /// The room after a table or chart, and the paragraph that must stand between two tables.
    pub(super) fn add_gap(&mut self, properties: &str) {
        let begins = self.out.len();
        self.out.push_str(&paragraph("Gap", properties, ""));
        self.gap = (begins, self.out.len());
    }

    /// Takes the gap away again where the page ends below the table or chart: after one that fills its page it would stand
    /// alone on a page of its own. Tells whether there was one; a paragraph has to take its place.
    fn drop_gap(&mut self) -> bool {
        let (begins, ends) = self.gap;
        let stands = ends > begins && ends == self.out.len();
        if stands {
            self.out.truncate(begins);
        }
        stands
    }

    fn close_section(&mut self, turned: bool) {
        self.drop_gap();
        let properties = section::properties(self.page, self.turned, self.sections == 0);
        self.out.push_str(&paragraph("Tiny", &properties, ""));
        self.sections += 1;
        self.turned = turned;
    }

    /// A table that may be longer than a page, with its signature and what stands between them as its own last row, which
    /// shows no border: some word processors let go of what follows a table that goes on from an earlier page, and none
    /// of the row that follows another.
    fn table_with_end(
        &mut self,
        table: &Table,
        blocks: &[Cow<'_, Block>],
        at: usize,
        signed: usize,
    ) -> Result<(), ReportError> {
        table::write_rows(self, table, true)?;
        self.out.push_str(&table::end_row(table));
        self.out.push_str(&paragraph("Gap", keep::NEXT, ""));
        for block in &blocks[at + 1..signed] {
            self.block(block, None, true)?;
        }
        if let Block::Panes(panes) = blocks[signed].as_ref() {
            panes::write(self, panes, &keep::small_print(blocks, signed));
        }
        self.out.push_str("</w:tc></w:tr></w:tbl>");
        self.add_gap("");
        Ok(())
    }

    /// `kept`: it is to stand on the page of what follows.
    fn block(&mut self, block: &Block, next: Option<&Block>, kept: bool) -> Result<(), ReportError> {
        let keep = if kept { keep::NEXT } else { "" };
        match block {
            Block::Heading { level, runs } => {
                let style = match level {
                    Level::Annex => "Annex",
                    Level::Part => "Part",
                    Level::Section => "Section",
                };
                self.text((style, keep), "", runs);
            }
            Block::Paragraph(runs) => self.text(("Body", keep), "", runs),
            Block::Item { marker, runs, .. } => self.text(("Body", keep), &run("", &format!("{marker} ")), runs),
            Block::Line(line) => {
                let goes_on = matches!(next, Some(Block::Line(after)) if after.role == line.role);
                let width = self.text_width();
                self.line(line, (width, ""), goes_on);
            }
            Block::Panes(panes) => panes::write(self, panes, &[]),
            Block::Field { label, runs } => self.text(("Field", keep), &run("", &format!("{label}: ")), runs),
            Block::Table(table) => table::write(self, table, kept)?,
            Block::Chart(chart) => chart::write(self, chart),
            Block::Note(runs) => self.text(("Note", keep), "", runs),
            Block::PageBreak => {}
        }
        Ok(())
    }

    pub(super) fn text(&mut self, (style, properties): (&str, &str), before: &str, runs: &[Run]) {
        let content = format!("{before}{}", self.runs(runs));
        self.out.push_str(&paragraph(style, properties, &content));
    }

    /// A line with its role in a column of `width` twips, and the rule below it unless the next line `goes_on`.
    pub(super) fn line(&mut self, line: &Line, (width, keep): (u32, &str), goes_on: bool) {
        let content = if line.role == Role::SignSpace { String::new() } else { self.runs(&line.runs) };
        self.out.push_str(&paragraph(role_style(line.role), keep, &content));
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
