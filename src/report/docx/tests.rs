//! The Word form read back: layout of the decree, footnotes, repeated headers, harmless text, same bytes.

use std::io::{Cursor, Read};

use proptest::prelude::*;
use roxmltree::{Document as Xml, Node};

use crate::report::measure::bold_width;
use crate::report::model::{Block, Cell, Document, Line, Page, Panes, Role, Row, Run, STATE, Table};
use crate::report::sample;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn part(bytes: &[u8], name: &str) -> Option<String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut text = String::new();
    zip.by_name(name).ok()?.read_to_string(&mut text).expect("UTF-8");
    Some(text)
}

fn report() -> Vec<u8> {
    super::write(&sample::report().document()).expect("written")
}

fn all<'a>(xml: &'a Xml<'_>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    xml.root().descendants().filter(move |n| n.has_tag_name((W, name)))
}

fn value<'a>(node: Node<'a, '_>, attribute: &str) -> &'a str {
    node.attribute((W, attribute)).unwrap_or_default()
}

fn text_of(node: Node<'_, '_>) -> String {
    node.descendants().filter(|n| n.has_tag_name((W, "t"))).filter_map(|n| n.text()).collect()
}

#[test]
fn every_part_is_well_formed_and_named() {
    let bytes = report();
    let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a zip file");
    let names: Vec<String> = zip.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let types = part(&bytes, "[Content_Types].xml").expect("content types");
    for name in &names {
        let mut text = String::new();
        zip.by_name(name).expect("a part").read_to_string(&mut text).expect("UTF-8");
        Xml::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(name.ends_with(".rels") || name.starts_with('[') || types.contains(&format!("\"/{name}\"")), "{name}");
        assert!(!text.contains("TargetMode"), "{name} points outside");
    }
    assert_eq!(names.len(), 10);
}

#[test]
fn the_page_follows_the_decree() {
    let bytes = report();
    let text = part(&bytes, "word/document.xml").expect("the body");
    let xml = Xml::parse(&text).expect("XML");
    let sections: Vec<Node<'_, '_>> = all(&xml, "sectPr").collect();
    let turned =
        |s: &Node<'_, '_>| s.children().any(|n| n.has_tag_name((W, "pgSz")) && value(n, "orient") == "landscape");
    assert_eq!(sections.iter().map(turned).collect::<Vec<_>>(), [false, true, false]);
    for margins in all(&xml, "pgMar") {
        // 20, 20, 30 and 15 mm in twips.
        let sides = ["top", "bottom", "left", "right"].map(|side| value(margins, side));
        assert_eq!(sides, ["1134", "1134", "1701", "850"]);
    }
    let titled = sections.iter().map(|s| s.children().any(|n| n.has_tag_name((W, "titlePg"))));
    assert_eq!(titled.collect::<Vec<_>>(), [true, false, false], "only the first page has no number");
    let header = part(&bytes, "word/header1.xml").expect("the header");
    assert_eq!(header.matches("instrText xml").count(), 1);
    assert!(!text.contains("fldChar") && !text.contains("instrText") && !text.contains("fldSimple"));
}

#[test]
fn the_type_follows_the_decree() {
    let styles = part(&report(), "word/styles.xml").expect("styles");
    let xml = Xml::parse(&styles).expect("XML");
    let fonts = all(&xml, "rFonts").next().expect("a font");
    assert!(["ascii", "hAnsi", "cs", "eastAsia"].iter().all(|a| value(fonts, a) == "Times New Roman"));
    let style = |id: &str| all(&xml, "style").find(|s| value(*s, "styleId") == id).expect("a style");
    let size = |id: &str| {
        style(id).descendants().find(|n| n.has_tag_name((W, "sz"))).map_or("", |n| value(n, "val")).to_owned()
    };
    let sizes = ["State", "Motto", "Number", "PlaceDate", "Kind", "Subject", "Body", "RecipientsHead", "Recipient"];
    assert_eq!(sizes.map(size), ["26", "28", "26", "28", "28", "28", "28", "24", "22"]);
    assert_eq!(size("Header"), "26");
    let body = style("Body");
    let indent = body.descendants().find(|n| n.has_tag_name((W, "ind"))).expect("an indent");
    let spacing = body.descendants().find(|n| n.has_tag_name((W, "spacing"))).expect("spacing");
    assert_eq!((value(indent, "firstLine"), value(spacing, "after")), ("720", "120"));
}

#[test]
fn footnotes_match_one_to_one() {
    let bytes = report();
    let (body, notes) = (part(&bytes, "word/document.xml"), part(&bytes, "word/footnotes.xml"));
    let (body, notes) = (body.expect("the body"), notes.expect("the notes"));
    let (body, notes) = (Xml::parse(&body).expect("XML"), Xml::parse(&notes).expect("XML"));
    let referred: Vec<&str> = all(&body, "footnoteReference").map(|n| value(n, "id")).collect();
    let written: Vec<&str> = all(&notes, "footnote").map(|n| value(n, "id")).filter(|id| *id > "0").collect();
    assert_eq!(referred, ["1", "2"]);
    assert_eq!(written, referred);
    let second = all(&notes, "footnote").find(|n| value(*n, "id") == "2").expect("the note");
    assert_eq!(text_of(second), format!(" Nguyễn Văn Thử: 20 hồ sơ, máy quét hỏng; {}: 14 hồ sơ.", sample::HARMLESS));
}

#[test]
fn header_rows_repeat_and_rows_do_not_split() {
    let text = part(&report(), "word/document.xml").expect("the body");
    let xml = Xml::parse(&text).expect("XML");
    let repeated = |table: Node<'_, '_>| table.descendants().filter(|n| n.has_tag_name((W, "tblHeader"))).count();
    let counts: Vec<usize> = all(&xml, "tbl").map(repeated).collect();
    // Letterhead, two rows and numbers, three rows and numbers, signature, one row.
    assert_eq!(counts, [0, 3, 4, 0, 1]);
    assert_eq!(all(&xml, "tr").count(), all(&xml, "cantSplit").count());
    for table in all(&xml, "tbl") {
        let columns = table.descendants().filter(|n| n.has_tag_name((W, "gridCol"))).count();
        for row in table.children().filter(|n| n.has_tag_name((W, "tr"))) {
            let span = |n: Node<'_, '_>| {
                let span = n.descendants().find(|n| n.has_tag_name((W, "gridSpan")));
                span.map_or(1, |n| value(n, "val").parse().expect("a number"))
            };
            let cells: usize = row.children().filter(|n| n.has_tag_name((W, "tc"))).map(span).sum();
            assert_eq!(cells, columns);
        }
    }
}

#[test]
fn hostile_text_stays_text() {
    let text = part(&report(), "word/document.xml").expect("the body");
    let xml = Xml::parse(&text).expect("XML");
    assert!(all(&xml, "p").any(|p| text_of(p) == sample::HARMLESS));
    let harmful = |c: char| matches!(c, '\u{202e}' | '\u{200b}' | '\u{7}');
    assert!(!text.contains(harmful));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let bytes = report();
    assert_eq!(bytes, report());
    let core = part(&bytes, "docProps/core.xml").expect("properties");
    assert!(core.contains("2026-02-05T00:00:00Z") && core.contains("Trung tâm Phục vụ hành chính công"));
}

/// A slip on A5 with the state's name at its head.
fn slip() -> Vec<u8> {
    let right = vec![Line::new(Role::State, STATE)];
    let heads = Panes { widths: vec![38, 62], rows: vec![vec![vec![Line::new(Role::Issuer, "ĐƠN VỊ")], right]] };
    super::write(&Document::of("t", "", None, Page::slip(), vec![Block::Panes(heads)])).expect("written")
}

#[test]
fn a_slip_is_a5_without_page_numbers() {
    let bytes = slip();
    let text = part(&bytes, "word/document.xml").expect("the body");
    let xml = Xml::parse(&text).expect("XML");
    let size = all(&xml, "pgSz").next().expect("a size");
    assert_eq!((value(size, "w"), value(size, "h")), ("8391", "11906"));
    assert!(part(&bytes, "word/header1.xml").is_none() && !text.contains("headerReference"));
}

#[test]
fn a_page_break_before_a_turned_table_leaves_no_empty_page() {
    let mut blocks = vec![Block::Paragraph(vec![Run::text("x")]), Block::PageBreak, Block::annex("PHỤ LỤC")];
    blocks.extend(sample::report().tables().filter(|t| t.landscape).map(|t| Block::Table(t.clone())));
    let bytes = super::write(&Document::of("t", "", None, Page::official(), blocks)).expect("written");
    let text = part(&bytes, "word/document.xml").expect("the body");
    assert!(!text.contains("pageBreakBefore"));
    assert_eq!(text.matches("<w:sectPr>").count(), 2);
}

#[test]
fn the_states_name_stays_on_one_line() {
    let slip = slip();
    for (bytes, size) in [(report(), 26), (slip, 20)] {
        let text = part(&bytes, "word/document.xml").expect("the body");
        let xml = Xml::parse(&text).expect("XML");
        let column: u32 = all(&xml, "gridCol").nth(1).and_then(|n| value(n, "w").parse().ok()).expect("a width");
        assert!(column > bold_width(STATE, size) + 2 * super::panes::MARGIN, "{column}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_makes_a_well_formed_document(text in any::<String>()) {
        let mut table = Table::simple(&text, &text, &[(&text, 1)]);
        table.rows.push(Row::new(vec![Cell::text(&text)]));
        let note = Run::footnote(vec![Run::text(&text)]);
        let blocks = vec![Block::Paragraph(vec![Run::bold(&text), note]), Block::field(&text, &text), Block::Table(table)];
        let bytes = super::write(&Document::of(&text, &text, None, Page::official(), blocks)).expect("written");
        for name in ["word/document.xml", "word/footnotes.xml", "docProps/core.xml"] {
            let xml = part(&bytes, name).expect("a part");
            prop_assert!(Xml::parse(&xml).is_ok(), "{}", xml);
        }
    }
}

/// A table of so many columns on a turned page, each headed by a word.
fn crowded(word: &str) -> Document<'static> {
    let titles: Vec<(&str, u16)> = vec![(word, 1); 26];
    let mut table = Table { landscape: true, ..Table::simple("t", "", &titles) };
    table.rows.push(Row::new(vec![Cell::Integer(7, None); 26]));
    Document::of("t", "", None, Page::official(), vec![Block::Table(table)])
}

#[test]
fn a_crowded_table_is_set_as_large_as_its_words_fit() {
    let size = |word: &str| -> u32 {
        let bytes = super::write(&crowded(word)).expect("written");
        let styles = part(&bytes, "word/styles.xml").expect("styles");
        let xml = Xml::parse(&styles).expect("XML");
        let crowded = all(&xml, "style").find(|s| value(*s, "styleId") == "TableTextCrowded").expect("a style");
        let size = crowded.descendants().find(|n| n.has_tag_name((W, "sz"))).expect("a size");
        value(size, "val").parse().expect("half-points")
    };
    assert_eq!(size("TT"), 19);
    let between = size("chuyển");
    assert!((15..19).contains(&between), "{between}");
    assert_eq!(size("Nghiêngnghiêng"), 14);
}

#[test]
fn what_a_page_ends_with_leaves_no_page_below_it() {
    let heading = || Block::annex("Phụ lục");
    let table = || Block::Table(Table { landscape: true, ..Table::simple("t", "", &[("TT", 1), ("Tên", 9)]) });
    let blocks = vec![table(), Block::PageBreak, table(), heading(), Block::paragraph("xong"), table()];
    let bytes = super::write(&Document::of("t", "", None, Page::official(), blocks)).expect("written");
    let text = part(&bytes, "word/document.xml").expect("the body");
    let gap = "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>";
    assert!(!text.contains(gap), "room after a table at the end of a page: {text}");
    assert_eq!(text.matches("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Tiny\"/>").count(), 3, "{text}");
}
