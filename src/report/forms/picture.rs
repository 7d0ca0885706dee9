//! Pictures in a filled document: the drawing in the text, the file, its relation and its type.

use super::Fault;
use super::archive::Package;

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";

/// English Metric Units in a millimetre.
const EMU: u32 = 36_000;

/// A picture to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// PNG bytes.
    pub png: Vec<u8>,
    /// Printed width and height in millimetres.
    pub millimetres: (u32, u32),
    /// What it shows, for those who cannot see it.
    pub said: String,
}

/// The drawing as content of a run. `number` is the picture's own in the document, from 1.
pub fn drawing(picture: &Picture, number: usize, said: &str) -> String {
    let (width, height) = (picture.millimetres.0 * EMU, picture.millimetres.1 * EMU);
    let (id, name) = (9_000 + number, format!("Hình {number}"));
    format!(
        "<w:drawing xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <wp:inline xmlns:wp=\"{DRAWING}/wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
         <wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:docPr id=\"{id}\" name=\"{name}\" descr=\"{said}\"/>\
         <wp:cNvGraphicFramePr/><a:graphic xmlns:a=\"{DRAWING}/main\"><a:graphicData uri=\"{DRAWING}/picture\">\
         <pic:pic xmlns:pic=\"{DRAWING}/picture\"><pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"{name}\"/><pic:cNvPicPr/>\
         </pic:nvPicPr><pic:blipFill><a:blip xmlns:r=\"{OFFICE}\" r:embed=\"{}\"/><a:stretch><a:fillRect/></a:stretch>\
         </pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>\
         </w:drawing>",
        relation(number)
    )
}

fn relation(number: usize) -> String {
    format!("motcuaHinh{number}")
}

/// Puts the files of the pictures of one part into the package. `first` is the number of the first of them.
pub fn attach(package: &mut Package, part: &str, first: usize, pictures: &[Picture]) -> Result<(), Fault> {
    if pictures.is_empty() {
        return Ok(());
    }
    let mut relations = String::new();
    for (number, picture) in (first..).zip(pictures) {
        let file = format!("media/motcua-hinh-{number}.png");
        relations.push_str(&format!(
            "<Relationship xmlns=\"{RELATIONS}\" Id=\"{}\" Type=\"{OFFICE}/image\" Target=\"{file}\"/>",
            relation(number)
        ));
        package.put(&format!("word/{file}"), picture.png.clone());
    }
    let name = part
        .rsplit_once('/')
        .map_or_else(|| format!("_rels/{part}.rels"), |(folder, file)| format!("{folder}/_rels/{file}.rels"));
    let empty = format!("<Relationships xmlns=\"{RELATIONS}\"/>");
    let old = package.text(&name)?.unwrap_or(&empty).to_owned();
    package.put(&name, with_child(&old, &relations)?.into_bytes());
    let types = "[Content_Types].xml";
    let old = package.text(types)?.ok_or_else(|| Fault::Broken(format!("thiếu {types}")))?.to_owned();
    if !has_png(&old)? {
        let png = format!("<Default xmlns=\"{TYPES}\" Extension=\"png\" ContentType=\"image/png\"/>");
        package.put(types, with_child(&old, &png)?.into_bytes());
    }
    Ok(())
}

fn has_png(types: &str) -> Result<bool, Fault> {
    let xml = roxmltree::Document::parse(types).map_err(|error| Fault::xml(&error))?;
    let mut extensions = xml.root_element().children().filter_map(|node| node.attribute("Extension"));
    Ok(extensions.any(|extension| extension.eq_ignore_ascii_case("png")))
}

/// An XML text with more content at the beginning of its root element.
fn with_child(text: &str, child: &str) -> Result<String, Fault> {
    let xml = roxmltree::Document::parse(text).map_err(|error| Fault::xml(&error))?;
    let root = xml.root_element();
    let range = root.range();
    if let Some(first) = root.first_child() {
        let at = first.range().start;
        return Ok(format!("{}{child}{}", &text[..at], &text[at..]));
    }
    let tag = text[range.clone()].trim_start_matches('<').split([' ', '/', '>', '\t', '\r', '\n']).next().unwrap_or("");
    let open = text[range.clone()].split_once("/>").map_or(&text[range.clone()], |(open, _)| open);
    let open = open.split_once("></").map_or(open, |(open, _)| open);
    Ok(format!("{}{open}>{child}</{tag}>{}", &text[..range.start], &text[range.end..]))
}
