//! A filled form as plain text: the words of its body as they stand on paper, tables as columns.
//!
//! It reads the very bytes that are printed, so that preview and paper cannot disagree.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::archive::Package;
use super::render::parse;
use super::{Fault, FormError};
use crate::domain::text::width;
use crate::report::clean::clean;
use crate::report::text::share;

/// Least width of a column, for a word.
const NARROWEST: usize = 4;

/// The text of a document in lines of at most `cells`.
///
/// # Errors
/// A file that is no Word document.
pub fn text(name: &str, bytes: &[u8], cells: usize) -> Result<String, FormError> {
    read(bytes, cells).map_err(|fault| FormError { template: name.to_owned(), fault })
}

fn read(bytes: &[u8], cells: usize) -> Result<String, Fault> {
    let package = Package::read(bytes)?;
    let styles = match package.text("word/styles.xml")? {
        Some(text) => centred(&parse(text)?),
        None => BTreeMap::new(),
    };
    let body = package.text("word/document.xml")?.ok_or_else(|| Fault::Broken("thiếu word/document.xml".to_owned()))?;
    let xml = parse(body)?;
    let mut lines = Vec::new();
    let body = xml.root_element().children().find(|node| node.tag_name().name() == "body");
    if let Some(body) = body {
        blocks(body, cells, &styles, &mut lines);
    }
    let mut out = String::new();
    let mut blank = true;
    for line in lines {
        let line = line.trim_end();
        if !(blank && line.is_empty()) {
            out.push_str(line);
            out.push('\n');
        }
        blank = line.is_empty();
    }
    Ok(out)
}

/// Styles by id that set their text in the middle.
fn centred(xml: &Document<'_>) -> BTreeMap<String, bool> {
    let styles = xml.root_element().children().filter(|node| node.tag_name().name() == "style");
    styles.filter_map(|style| Some((value(style, "styleId")?.to_owned(), in_the_middle(style)?))).collect()
}

fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// What the paragraph properties of a style or paragraph say of its alignment.
fn in_the_middle(node: Node<'_, '_>) -> Option<bool> {
    let properties = node.children().find(|child| child.tag_name().name() == "pPr")?;
    let jc = properties.children().find(|child| child.tag_name().name() == "jc")?;
    value(jc, "val").map(|value| value == "center")
}

fn blocks(node: Node<'_, '_>, cells: usize, styles: &BTreeMap<String, bool>, lines: &mut Vec<String>) {
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "p" => paragraph(child, cells, styles, lines),
            "tbl" => table(child, cells, styles, lines),
            "sdt" | "sdtContent" => blocks(child, cells, styles, lines),
            _ => {}
        }
    }
}

fn paragraph(node: Node<'_, '_>, cells: usize, styles: &BTreeMap<String, bool>, lines: &mut Vec<String>) {
    let mut text = String::new();
    words(node, &mut text);
    let style =
        node.descendants().find(|child| child.tag_name().name() == "pStyle").and_then(|style| value(style, "val"));
    let middle = in_the_middle(node).or_else(|| styles.get(style?).copied()).unwrap_or(false);
    for line in text.split('\n') {
        for part in broken(&clean(line), cells) {
            let before = if middle { cells.saturating_sub(width(&part)) / 2 } else { 0 };
            lines.push(format!("{}{part}", " ".repeat(before)));
        }
    }
}

fn words(node: Node<'_, '_>, text: &mut String) {
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "t" => text.extend(child.children().filter_map(|part| part.text())),
            "tab" if node.tag_name().name() == "r" => text.push_str("    "),
            "br" | "cr" => text.push('\n'),
            "docPr" => text.push_str(&format!("[{}]", value(child, "descr").unwrap_or_default())),
            "Fallback" => {}
            _ => words(child, text),
        }
    }
}

/// Lines of at most so many cells, broken at blanks; a word longer than a line is cut.
fn broken(text: &str, cells: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let room = |line: &String| cells.saturating_sub(width(line) + usize::from(!line.is_empty()));
        let mut rest = word;
        if width(rest) > lines.last().map_or(0, room) && lines.last().is_some_and(|line| !line.is_empty()) {
            lines.push(String::new());
        }
        while width(rest) > cells.max(1) {
            let (head, tail) = cut(rest, cells.max(1));
            if let Some(last) = lines.last_mut() {
                last.push_str(head);
            }
            lines.push(String::new());
            rest = tail;
        }
        if let Some(last) = lines.last_mut() {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(rest);
        }
    }
    lines
}

fn cut(word: &str, cells: usize) -> (&str, &str) {
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    let at = ends.take_while(|at| width(&word[..*at]) <= cells).last();
    word.split_at(at.unwrap_or_else(|| word.chars().next().map_or(0, char::len_utf8)))
}

fn table(node: Node<'_, '_>, cells: usize, styles: &BTreeMap<String, bool>, lines: &mut Vec<String>) {
    let bordered = node.children().any(|child| {
        child.tag_name().name() == "tblPr" && child.children().any(|part| part.tag_name().name() == "tblBorders")
    });
    let grid = node.children().find(|child| child.tag_name().name() == "tblGrid");
    let parts: Vec<u16> = grid.map_or_else(Vec::new, |grid| {
        let width = |column| value(column, "w").and_then(|width| width.parse().ok()).unwrap_or(1);
        grid.children().filter(Node::is_element).map(width).collect()
    });
    let gap = if bordered { " | " } else { "   " };
    for row in node.children().filter(|child| child.tag_name().name() == "tr") {
        let columns: Vec<Node<'_, '_>> = row.children().filter(|child| child.tag_name().name() == "tc").collect();
        let widths = widths(&columns, &parts, cells.saturating_sub(gap.len() * columns.len().saturating_sub(1)));
        let texts: Vec<Vec<String>> = columns
            .iter()
            .zip(&widths)
            .map(|(column, room)| {
                let mut lines = Vec::new();
                blocks(*column, *room, styles, &mut lines);
                while lines.last().is_some_and(|line| line.trim().is_empty()) {
                    lines.pop();
                }
                lines
            })
            .collect();
        let height = texts.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let parts = texts.iter().zip(&widths).map(|(lines, room)| {
                let line = lines.get(at).map_or("", String::as_str);
                format!("{line}{}", " ".repeat(room.saturating_sub(width(line))))
            });
            lines.push(parts.collect::<Vec<_>>().join(gap));
        }
    }
}

/// The room of each cell of a row: its columns' share of the line.
fn widths(columns: &[Node<'_, '_>], parts: &[u16], room: usize) -> Vec<usize> {
    let mut at = 0;
    let shares: Vec<u16> = columns
        .iter()
        .map(|column| {
            let span = column.descendants().find(|node| node.tag_name().name() == "gridSpan");
            let span: usize = span.and_then(|span| value(span, "val")?.parse().ok()).unwrap_or(1).max(1);
            let own = parts.get(at..(at + span).min(parts.len())).unwrap_or_default();
            at += span;
            own.iter().fold(0_u16, |sum, part| sum.saturating_add(*part)).max(1)
        })
        .collect();
    share(room, &shares).into_iter().map(|width| width.max(NARROWEST)).collect()
}
