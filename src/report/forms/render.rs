//! Filling one part of a document in: what has no placeholder is copied byte by byte, paragraphs with one are written
//! anew.

use std::collections::BTreeSet;

use roxmltree::{Document, Node, ParsingOptions};

use super::marks::{Mark, Sort, marks};
use super::picture::{self, Picture};
use super::{Fault, Need, Shape, Slot, Value, Values};
use crate::report::docx::escape;

/// Elements within each other, of which no real document has as many.
const DEEPEST: usize = 120;
/// Nodes of a part.
const MOST_NODES: u32 = 2_000_000;

/// What is gathered while the parts of a document are filled in.
#[derive(Default)]
pub struct Gathered {
    /// Names that were used.
    pub used: BTreeSet<&'static str>,
    /// Pictures of the part under way.
    pub pictures: Vec<Picture>,
    /// Number of the next picture.
    pub next_picture: usize,
}

/// Reads a part; the depth is checked so that walking it cannot run out of stack.
pub fn parse(text: &str) -> Result<Document<'_>, Fault> {
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let xml = Document::parse_with_options(text, options).map_err(|error| Fault::xml(&error))?;
    let (mut depth, mut node) = (0_usize, Some(xml.root()));
    while let Some(at) = node {
        if depth > DEEPEST {
            return Err(Fault::Broken("các phần lồng nhau quá sâu".to_owned()));
        }
        node = at.first_child().inspect(|_| depth += 1).or_else(|| {
            let mut up = at;
            loop {
                match up.next_sibling() {
                    Some(next) => break Some(next),
                    None => {
                        up = up.parent()?;
                        depth = depth.saturating_sub(1);
                    }
                }
            }
        });
    }
    Ok(xml)
}

/// Writes one part with values.
pub struct Renderer<'a> {
    source: &'a str,
    slots: &'a [Slot],
    /// The values, and those of the rows of the lists around.
    scope: Vec<(Option<&'static str>, &'a Values)>,
    gathered: &'a mut Gathered,
    /// Rows of tables that were written.
    rows: usize,
    /// What is written so far.
    pub out: String,
}

impl<'a> Renderer<'a> {
    /// For a part's text.
    pub fn new(source: &'a str, slots: &'a [Slot], values: &'a Values, gathered: &'a mut Gathered) -> Renderer<'a> {
        Renderer {
            source,
            slots,
            scope: vec![(None, values)],
            gathered,
            rows: 0,
            out: String::with_capacity(source.len()),
        }
    }

    /// Writes a node and all that is in it.
    pub fn node(&mut self, node: Node<'_, '_>) -> Result<(), Fault> {
        let source = &self.source[node.range()];
        // A brace may also be written as a reference to its number.
        if node.tag_name().name() == "tr" && !(source.contains(['{', '}']) || source.contains("&#")) {
            self.rows += 1;
        }
        if !node.is_element() || !(source.contains(['{', '}']) || source.contains("&#")) {
            self.out.push_str(source);
            return Ok(());
        }
        match node.tag_name().name() {
            "tr" => self.row(node),
            "tbl" => self.table(node),
            "p" if is_word(node) => self.repeated(node, &text_of(node), Renderer::paragraph),
            _ => self.inside(node),
        }
    }

    /// Start tag, content, end tag.
    fn inside(&mut self, node: Node<'_, '_>) -> Result<(), Fault> {
        let (start, end) = edges(node);
        self.out.push_str(&self.source[node.range().start..start]);
        node.children().try_for_each(|child| self.node(child))?;
        self.out.push_str(&self.source[end..node.range().end]);
        Ok(())
    }

    /// Writes a row, unless it names a list that is empty: the head of a list without rows goes.
    fn row(&mut self, node: Node<'_, '_>) -> Result<(), Fault> {
        let text = row_text(node);
        for mark in marks(&text)?.iter().filter(|mark| mark.sort == Sort::Optional) {
            let slot = self.slot(&mark.name)?;
            let empty = self.value(slot).is_none_or(|(values, name)| values.is_empty(name));
            if slot.shape == Shape::List && empty {
                return Ok(());
            }
        }
        self.repeated(node, &text, Renderer::row_once)
    }

    /// Writes a table, unless all its rows went.
    fn table(&mut self, node: Node<'_, '_>) -> Result<(), Fault> {
        let (from, rows) = (self.out.len(), self.rows);
        self.inside(node)?;
        if self.rows == rows && node.children().any(|child| child.tag_name().name() == "tr") {
            self.out.truncate(from);
        }
        Ok(())
    }

    fn row_once(&mut self, node: Node<'_, '_>) -> Result<(), Fault> {
        self.rows += 1;
        self.inside(node)
    }

    /// Writes a block once, or once for each row of the list that its text names.
    fn repeated(
        &mut self,
        node: Node<'_, '_>,
        text: &str,
        write: fn(&mut Self, Node<'_, '_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let open =
            |mark: &&Mark| mark.sort == Sort::Repeat && !self.scope.iter().any(|(of, _)| *of == Some(&mark.name));
        let Some(mark) = marks(text)?.iter().find(open).cloned() else { return write(self, node) };
        let slot = self.slot(&mark.name)?;
        if slot.shape != Shape::List {
            return Err(Fault::Misused(mark.name));
        }
        self.gathered.used.insert(slot.name);
        let rows: &'a [Values] = match self.scope.iter().rev().find_map(|(_, values)| values.0.get(slot.name)) {
            Some(Value::Rows(rows)) => rows,
            _ => &[],
        };
        if rows.is_empty() && slot.need == Need::Always {
            return Err(no_value(slot));
        }
        for row in rows {
            self.scope.push((Some(slot.name), row));
            let written = write(self, node);
            self.scope.pop();
            written?;
        }
        if rows.is_empty() {
            self.blank(node);
        }
        Ok(())
    }

    /// A cell must end in a paragraph, so the last one of it stays, without its content. Rows and other paragraphs go.
    fn blank(&mut self, node: Node<'_, '_>) {
        let last = node.next_sibling_element().is_none();
        let in_cell = node.parent_element().is_some_and(|parent| parent.tag_name().name() == "tc");
        if !(node.tag_name().name() == "p" && in_cell && last) {
            return;
        }
        let (start, end) = edges(node);
        self.out.push_str(&self.source[node.range().start..start]);
        let properties = node.children().find(|child| child.tag_name().name() == "pPr");
        self.out.push_str(properties.map_or("", |child| &self.source[child.range()]));
        self.out.push_str(&self.source[end..node.range().end]);
    }

    fn paragraph(&mut self, node: Node<'_, '_>) -> Result<(), Fault> {
        let text = text_of(node);
        let found = marks(&text)?;
        for mark in found.iter().filter(|mark| mark.sort == Sort::Optional) {
            let slot = self.slot(&mark.name)?;
            if self.value(slot).is_none_or(|(values, name)| values.is_empty(name)) {
                self.blank(node);
                return Ok(());
            }
        }
        let mut at = 0;
        self.paragraph_part(node, &found, &mut at)
    }

    /// Writes what is in a paragraph; `at` is the place in its text that was reached.
    fn paragraph_part(&mut self, node: Node<'_, '_>, found: &[Mark], at: &mut usize) -> Result<(), Fault> {
        let (start, end) = edges(node);
        self.out.push_str(&self.source[node.range().start..start]);
        for child in node.children() {
            if let Some(breaking) = breaking(child) {
                *at += breaking.len_utf8();
                self.out.push_str(&self.source[child.range()]);
            } else if is_text(child) {
                self.text(child, found, at)?;
            } else if is_word(child) && child.tag_name().name() == "p" {
                // The text of a box within the paragraph is a text of its own.
                self.node(child)?;
            } else if child.is_element() && child.has_children() {
                self.paragraph_part(child, found, at)?;
            } else {
                self.out.push_str(&self.source[child.range()]);
            }
        }
        self.out.push_str(&self.source[end..node.range().end]);
        Ok(())
    }

    /// Writes one `w:t`: a value goes where its placeholder begins, the rest of the placeholder goes.
    fn text(&mut self, node: Node<'_, '_>, found: &[Mark], at: &mut usize) -> Result<(), Fault> {
        let text = own_text(node);
        let (from, to) = (*at, *at + text.len());
        *at = to;
        let tag = self.source[node.range()].trim_start_matches('<');
        let tag = tag.split([' ', '/', '>', '\t', '\r', '\n']).next().unwrap_or("w:t");
        let (open, close) = (format!("<{tag} xml:space=\"preserve\">"), format!("</{tag}>"));
        let line = format!("{close}<{}br/>{open}", tag.strip_suffix('t').unwrap_or("w:"));
        self.out.push_str(&open);
        let mut done = from;
        for mark in found.iter().filter(|mark| mark.range.end > from && mark.range.start < to) {
            if mark.range.start >= from {
                self.out.push_str(&escape(&text[done - from..mark.range.start - from]));
                self.value_of(mark, &line, (&open, &close))?;
            }
            done = mark.range.end.min(to);
        }
        self.out.push_str(&escape(&text[done - from..]));
        self.out.push_str(&close);
        Ok(())
    }

    /// Writes the value of a placeholder.
    fn value_of(&mut self, mark: &Mark, line: &str, (open, close): (&str, &str)) -> Result<(), Fault> {
        if mark.sort != Sort::Value {
            // Which rows and whether the paragraph stands was decided before.
            return Ok(());
        }
        let slot = self.slot(&mark.name)?;
        let Some((values, name)) = self.value(slot) else {
            let list = slot.list.unwrap_or_default().to_owned();
            return Err(Fault::OutsideList { name: mark.name.clone(), list });
        };
        self.gathered.used.insert(name);
        if slot.need == Need::Always && values.is_empty(name) {
            return Err(no_value(slot));
        }
        match (slot.shape, values.0.get(name)) {
            (Shape::List, _) => return Err(Fault::Misused(mark.name.clone())),
            (Shape::Text, Some(Value::Text(text))) => {
                let lines: Vec<String> = text.trim_end_matches('\n').split('\n').map(escape).collect();
                self.out.push_str(&lines.join(line));
            }
            (Shape::Picture, Some(Value::Picture(picture))) => {
                self.gathered.next_picture += 1;
                let drawn = picture::drawing(picture, self.gathered.next_picture, &escape(&picture.said));
                self.out.push_str(&format!("{close}{drawn}{open}"));
                self.gathered.pictures.push(picture.clone());
            }
            _ => {}
        }
        Ok(())
    }

    fn slot(&self, name: &str) -> Result<&'a Slot, Fault> {
        self.slots.iter().find(|slot| slot.name == name).ok_or_else(|| Fault::Unknown(name.to_owned()))
    }

    /// Where the value of a placeholder is to be found; `None` outside the rows of its list.
    fn value(&self, slot: &'a Slot) -> Option<(&'a Values, &'static str)> {
        let (_, values) = self.scope.iter().rev().find(|(of, _)| *of == slot.list)?;
        Some((values, slot.name))
    }
}

fn no_value(slot: &Slot) -> Fault {
    Fault::NoValue { name: slot.name.to_owned(), label: slot.label.to_owned() }
}

fn is_word(node: Node<'_, '_>) -> bool {
    node.tag_name().namespace().is_some_and(|namespace| namespace.contains("wordprocessingml"))
}

fn is_text(node: Node<'_, '_>) -> bool {
    is_word(node) && node.tag_name().name() == "t"
}

/// Through a tab or a line end no placeholder goes.
fn breaking(node: Node<'_, '_>) -> Option<char> {
    let in_run = node.parent_element().is_some_and(|parent| parent.tag_name().name() == "r");
    match node.tag_name().name() {
        "tab" if in_run => Some('\t'),
        "br" | "cr" if in_run => Some('\n'),
        _ => None,
    }
}

fn own_text(node: Node<'_, '_>) -> String {
    node.children().filter_map(|child| child.text()).collect()
}

/// Where the content of an element begins and ends. An element without content has none to write.
fn edges(node: Node<'_, '_>) -> (usize, usize) {
    let range = node.range();
    let start = node.first_child().map_or(range.end, |child| child.range().start);
    let end = node.last_child().map_or(range.end, |child| child.range().end);
    (start, end)
}

/// The text of a paragraph without that of boxes in it.
fn text_of(node: Node<'_, '_>) -> String {
    let mut text = String::new();
    gather(node, &mut text, &|child| is_word(child) && child.tag_name().name() == "p");
    text
}

/// The text of a row, its paragraphs apart, without that of tables in it.
fn row_text(node: Node<'_, '_>) -> String {
    let mut text = String::new();
    gather(node, &mut text, &|child| child.tag_name().name() == "tr");
    text
}

fn gather(node: Node<'_, '_>, text: &mut String, stop: &dyn Fn(Node<'_, '_>) -> bool) {
    for child in node.children().filter(|child| child.is_element() && !stop(*child)) {
        if is_text(child) {
            text.push_str(&own_text(child));
        } else if let Some(breaking) = breaking(child) {
            text.push(breaking);
        } else {
            gather(child, text, stop);
            if child.tag_name().name() == "p" {
                text.push('\n');
            }
        }
    }
}
