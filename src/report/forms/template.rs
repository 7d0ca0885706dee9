//! A template: checked when it is opened, so that filling it in can only fail for want of a value.

use super::archive::Package;
use super::picture::{self, Picture};
use super::render::{Gathered, Renderer, parse};
use super::{Fault, FormError, Need, Shape, Slot, Value, Values};

const BODY: &str = "word/document.xml";

/// A template that was read and checked.
#[derive(Clone, Debug)]
pub struct Template {
    name: String,
    slots: Vec<Slot>,
    package: Package,
}

impl Template {
    /// Reads a template and checks every placeholder in it against `slots`.
    ///
    /// # Errors
    /// What is wrong, with the name of the template and of the placeholder.
    pub fn open(name: &str, bytes: &[u8], slots: Vec<Slot>) -> Result<Template, FormError> {
        let fail = |fault| FormError { template: name.to_owned(), fault };
        let package = Package::read(bytes).map_err(fail)?;
        let template = Template { name: name.to_owned(), slots, package };
        let used = template.render(&[&template.probe()]).map_err(fail)?.1.used;
        let missing = template.slots.iter().find(|slot| slot.need != Need::Free && !used.contains(slot.name));
        match missing {
            Some(slot) => Err(fail(Fault::Missing { name: slot.name.to_owned(), label: slot.label.to_owned() })),
            None => Ok(template),
        }
    }

    /// The template with these values.
    ///
    /// # Errors
    /// A value that the form needs and that is empty.
    pub fn fill(&self, values: &Values) -> Result<Vec<u8>, FormError> {
        self.fill_all(&[values])
    }

    /// One document of several letters, each from the beginning of a page.
    ///
    /// # Errors
    /// As [`Template::fill`], for the first letter that cannot be filled in.
    pub fn fill_all(&self, letters: &[&Values]) -> Result<Vec<u8>, FormError> {
        let filled = self.render(letters).and_then(|(package, _)| package.write());
        filled.map_err(|fault| FormError { template: self.name.clone(), fault })
    }

    /// Whether a letter can be filled in; nothing is made.
    ///
    /// # Errors
    /// As [`Template::fill`].
    pub fn check(&self, values: &Values) -> Result<(), FormError> {
        let checked = self.render(&[values]).map(drop);
        checked.map_err(|fault| FormError { template: self.name.clone(), fault })
    }

    /// A value for everything, one row for every list: what reaches each placeholder at least once.
    fn probe(&self) -> Values {
        let rows_of = |list| {
            let own = self.slots.iter().filter(|slot| slot.list == list);
            let text =
                own.filter(|slot| slot.shape == Shape::Text).map(|slot| (slot.name, Value::Text("x".to_owned())));
            Values(text.collect())
        };
        let mut all = rows_of(None);
        for slot in &self.slots {
            let value = match slot.shape {
                Shape::Text => continue,
                Shape::Picture => Value::Picture(Picture { png: Vec::new(), millimetres: (1, 1), said: String::new() }),
                Shape::List => Value::Rows(vec![rows_of(Some(slot.name))]),
            };
            all.0.insert(slot.name, value);
        }
        all
    }

    fn render(&self, letters: &[&Values]) -> Result<(Package, Gathered), Fault> {
        let mut package = self.package.clone();
        let mut gathered = Gathered::default();
        let body = self.package.text(BODY)?.ok_or_else(|| Fault::Broken(format!("thiếu {BODY}")))?;
        let filled = self.body(body, letters, &mut gathered)?;
        package.put(BODY, filled.into_bytes());
        picture::attach(&mut package, BODY, 1, &gathered.pictures)?;
        // Heads and feet are the same on all pages, so they can only speak of the first letter.
        let Some(first) = letters.first() else { return Ok((package, gathered)) };
        let parts: Vec<String> = package.0.iter().map(|(name, _)| name.clone()).filter(|name| has_text(name)).collect();
        for part in parts {
            gathered.pictures.clear();
            let number = gathered.next_picture + 1;
            let Some(text) = self.package.text(&part)? else { continue };
            let xml = parse(text)?;
            let mut renderer = Renderer::new(text, &self.slots, first, &mut gathered);
            renderer.node(xml.root_element())?;
            let filled = around(text, &xml, &renderer.out);
            package.put(&part, filled.into_bytes());
            picture::attach(&mut package, &part, number, &gathered.pictures)?;
        }
        Ok((package, gathered))
    }

    /// The body for each letter; between two the section ends, so that every letter begins on a first page.
    fn body(&self, text: &str, letters: &[&Values], gathered: &mut Gathered) -> Result<String, Fault> {
        let xml = parse(text)?;
        let body = xml.root_element().children().find(|node| node.tag_name().name() == "body");
        let body = body.filter(|body| body.has_children());
        let body = body.ok_or_else(|| Fault::Broken("văn bản không có nội dung".to_owned()))?;
        let section = body.last_element_child().filter(|node| node.tag_name().name() == "sectPr");
        let section_text = section.map_or("", |node| &text[node.range()]);
        let mut out = String::new();
        for (at, values) in letters.iter().enumerate() {
            if at > 0 {
                out.push_str(&new_page(section_text));
            }
            let mut renderer = Renderer::new(text, &self.slots, values, gathered);
            let content = body.children().filter(|node| Some(*node) != section);
            content.into_iter().try_for_each(|node| renderer.node(node))?;
            out.push_str(&renderer.out);
        }
        let (start, end) = (body.first_child(), body.last_child());
        let start = start.map_or(0, |node| node.range().start);
        let end = end.map_or(text.len(), |node| node.range().end);
        Ok(format!("{}{out}{section_text}{}", &text[..start], &text[end..]))
    }
}

/// The end of a section in a line of no height: a paragraph of ordinary height could itself need a page.
fn new_page(section: &str) -> String {
    const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let tiny = "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>";
    match section {
        "" => format!("<w:p {W}><w:pPr><w:pageBreakBefore/>{tiny}</w:pPr></w:p>"),
        _ => format!("<w:p {W}><w:pPr>{tiny}{section}</w:pPr></w:p>"),
    }
}

/// What stands before and after the root element stays.
fn around(text: &str, xml: &roxmltree::Document<'_>, root: &str) -> String {
    let range = xml.root_element().range();
    format!("{}{root}{}", &text[..range.start], &text[range.end..])
}

/// Parts besides the body that can hold placeholders.
fn has_text(name: &str) -> bool {
    let kinds = ["word/header", "word/footer", "word/footnotes", "word/endnotes"];
    name.ends_with(".xml") && kinds.iter().any(|kind| name.starts_with(kind))
}
