//! The package: the fixed parts around the body, and the zip file.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::body::Written;
use super::styles;
use super::xml::escape;
use crate::report::ReportError;
use crate::report::model::Document;
use crate::report::zip_origin::of_one_system;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const CHART_TYPE: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Puts all parts into one file.
pub fn pack(document: &Document<'_>, written: &Written) -> Result<Vec<u8>, ReportError> {
    let numbered = document.page.numbered;
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), content_types(numbered, written.charts.len())),
        ("_rels/.rels".to_owned(), root_relations()),
        ("docProps/core.xml".to_owned(), core(document)),
        ("docProps/app.xml".to_owned(), app()),
        ("word/document.xml".to_owned(), body(&written.body)),
        ("word/_rels/document.xml.rels".to_owned(), relations(numbered, written.charts.len())),
        ("word/styles.xml".to_owned(), styles::part(written.sizes)),
        ("word/settings.xml".to_owned(), settings()),
        ("word/footnotes.xml".to_owned(), footnotes(&written.notes)),
    ];
    if numbered {
        parts.push(("word/header1.xml".to_owned(), header()));
    }
    parts.extend((1..).zip(&written.charts).map(|(n, chart)| (format!("word/charts/chart{n}.xml"), chart.clone())));
    zip_parts(parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes()))).map_err(ReportError::from)
}

/// Parts as a zip file, with a fixed time and system, so that the same parts give the same bytes.
pub fn zip_parts<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, options)?;
        zip.write_all(content)?;
    }
    Ok(of_one_system(zip.finish()?.into_inner()))
}

fn content_types(numbered: bool, charts: usize) -> String {
    let mut word = vec![("document", "document.main"), ("styles", "styles"), ("settings", "settings")];
    word.push(("footnotes", "footnotes"));
    if numbered {
        word.push(("header1", "header"));
    }
    let overrides: String = word
        .iter()
        .map(|(part, kind)| format!("<Override PartName=\"/word/{part}.xml\" ContentType=\"{WORD_TYPE}.{kind}+xml\"/>"))
        .collect();
    let charts: String = (1..=charts)
        .map(|n| format!("<Override PartName=\"/word/charts/chart{n}.xml\" ContentType=\"{CHART_TYPE}\"/>"))
        .collect();
    format!(
        "{XML}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{overrides}{charts}\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>\
         </Types>"
    )
}

fn root_relations() -> String {
    format!(
        "{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         <Relationship Id=\"rId3\" Type=\"{OFFICE}/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>"
    )
}

fn relations(numbered: bool, charts: usize) -> String {
    let header = if numbered {
        format!("<Relationship Id=\"rIdHeader\" Type=\"{OFFICE}/header\" Target=\"header1.xml\"/>")
    } else {
        String::new()
    };
    let charts: String = (1..=charts)
        .map(|n| format!("<Relationship Id=\"rIdChart{n}\" Type=\"{OFFICE}/chart\" Target=\"charts/chart{n}.xml\"/>"))
        .collect();
    format!(
        "{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rIdStyles\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/>\
         <Relationship Id=\"rIdSettings\" Type=\"{OFFICE}/settings\" Target=\"settings.xml\"/>\
         <Relationship Id=\"rIdNotes\" Type=\"{OFFICE}/footnotes\" Target=\"footnotes.xml\"/>{header}{charts}</Relationships>"
    )
}

/// Title, issuing body and the day of the document: nothing of the machine or of whoever sat at it.
fn core(document: &Document<'_>) -> String {
    let dates: String = document.date.map_or_else(String::new, |day| {
        ["created", "modified"]
            .iter()
            .map(|name| format!("<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:{name}>"))
            .collect()
    });
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dc:language>vi-VN</dc:language>{dates}</cp:coreProperties>",
        escape(&document.title),
        escape(&document.author),
    )
}

fn app() -> String {
    format!(
        "{XML}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>motcua</Application></Properties>"
    )
}

fn body(content: &str) -> String {
    format!("{XML}<w:document xmlns:w=\"{W}\" xmlns:r=\"{OFFICE}\"><w:body>{content}</w:body></w:document>")
}

fn settings() -> String {
    format!(
        "{XML}<w:settings xmlns:w=\"{W}\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/>\
         <w:characterSpacingControl w:val=\"doNotCompress\"/>\
         <w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"vi-VN\"/><w:decimalSymbol w:val=\",\"/><w:listSeparator w:val=\";\"/></w:settings>"
    )
}

/// The notes, after the two separators that Word asks for.
fn footnotes(notes: &[String]) -> String {
    let separator = |id: i32, kind: &str| {
        format!("<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>")
    };
    format!(
        "{XML}<w:footnotes xmlns:w=\"{W}\">{}{}{}</w:footnotes>",
        separator(-1, "separator"),
        separator(0, "continuationSeparator"),
        notes.concat()
    )
}

/// The page number, the only field of the document.
fn header() -> String {
    format!(
        "{XML}<w:hdr xmlns:w=\"{W}\"><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>\
         <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>2</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:hdr>"
    )
}
