//! The Word form of every kind, read back and held against the layout of official documents (Nghị định 30/2020/NĐ-CP,
//! Phụ lục I), as one table of ranges.

use motcua::desk::set_up;
use motcua::report::kind::ReportKind;
use motcua::report::{Format, write};
use roxmltree::{Document, Node};

use crate::desk::{KINDS, sample_register, scope, stamp, written};
use crate::read_back::docx::{W, part};

/// Sizes in half-points from–to, and how the letters stand.
struct Element {
    style: &'static str,
    sizes: (u32, u32),
    bold: bool,
    italic: bool,
    align: &'static str,
    /// The words are capitals.
    capitals: bool,
}

const fn element(style: &'static str, from: u32, to: u32) -> Element {
    Element { style, sizes: (2 * from, 2 * to), bold: false, italic: false, align: "center", capitals: false }
}

/// The decree's elements in its order.
const ELEMENTS: [Element; 16] = [
    Element { bold: true, capitals: true, ..element("State", 12, 13) },
    Element { bold: true, ..element("Motto", 13, 14) },
    Element { capitals: true, ..element("Superior", 12, 13) },
    Element { bold: true, capitals: true, ..element("Issuer", 12, 13) },
    element("Number", 13, 13),
    Element { italic: true, ..element("PlaceDate", 13, 14) },
    Element { bold: true, capitals: true, ..element("Kind", 13, 14) },
    Element { bold: true, ..element("Subject", 13, 14) },
    Element { align: "both", ..element("Body", 13, 14) },
    Element { bold: true, align: "left", ..element("Part", 13, 14) },
    Element { bold: true, align: "left", ..element("Section", 13, 14) },
    Element { bold: true, capitals: true, ..element("Position", 13, 14) },
    Element { bold: true, ..element("Signer", 13, 14) },
    Element { bold: true, italic: true, align: "left", ..element("RecipientsHead", 12, 12) },
    Element { align: "left", ..element("Recipient", 11, 11) },
    element("Header", 13, 14),
];

fn value(node: Node<'_, '_>, path: &[&str], attribute: &str) -> Option<String> {
    let mut at = node;
    for name in path {
        at = at.children().find(|child| child.has_tag_name((W, *name)))?;
    }
    at.attribute((W, attribute)).map(str::to_owned)
}

fn has(node: Node<'_, '_>, path: &[&str]) -> bool {
    let mut at = Some(node);
    for name in path {
        at = at.and_then(|at| at.children().find(|child| child.has_tag_name((W, *name))));
    }
    at.is_some()
}

fn style<'a>(styles: &'a Document<'a>, id: &str) -> Node<'a, 'a> {
    let named = |node: &Node<'_, '_>| node.has_tag_name((W, "style")) && node.attribute((W, "styleId")) == Some(id);
    styles.descendants().find(named).unwrap_or_else(|| panic!("no style {id}"))
}

fn package(kind: ReportKind) -> Vec<u8> {
    let mut store = sample_register();
    let prefix = [
        ("signer_prefix".to_owned(), "KT. Giám đốc".to_owned()),
        ("signer_position".to_owned(), "Phó Giám đốc".to_owned()),
    ];
    set_up::change_settings(&mut store, &stamp(), &prefix).expect("set");
    write(&written(&store, kind, &scope("2025-H1")).report, Format::Docx).expect("Word")
}

/// Texts of the paragraphs of a style.
fn texts(body: &Document<'_>, id: &str) -> Vec<String> {
    let of_style = |node: &Node<'_, '_>| {
        node.has_tag_name((W, "p")) && value(*node, &["pPr", "pStyle"], "val").as_deref() == Some(id)
    };
    let words = |node: Node<'_, '_>| -> String {
        node.descendants().filter(|n| n.has_tag_name((W, "t"))).filter_map(|n| n.text()).collect()
    };
    body.descendants().filter(of_style).map(words).collect()
}

#[test]
fn every_element_has_the_size_and_face_of_the_decree() {
    let package = package(ReportKind::Commune);
    let (styles, body) = (part(&package, "word/styles.xml"), part(&package, "word/document.xml"));
    let (styles, body) = (styles.expect("styles"), body.expect("a body"));
    let (styles, body) = (Document::parse(&styles).expect("XML"), Document::parse(&body).expect("XML"));
    for Element { style: id, sizes, bold, italic, align, capitals } in ELEMENTS {
        let found = style(&styles, id);
        let size: u32 = value(found, &["rPr", "sz"], "val").and_then(|size| size.parse().ok()).expect("a size");
        assert!((sizes.0..=sizes.1).contains(&size), "{id} is {size} half-points");
        assert_eq!((has(found, &["rPr", "b"]), has(found, &["rPr", "i"])), (bold, italic), "face of {id}");
        // A style that names no side stands at the left.
        assert_eq!(value(found, &["pPr", "jc"], "val").as_deref().unwrap_or("left"), align, "side of {id}");
        let words = texts(&body, id);
        assert!(id == "Header" || !words.is_empty(), "{id} is in no document");
        if capitals {
            assert!(words.iter().all(|text| *text == text.to_uppercase()), "{id}: {words:?}");
        }
    }
    assert_eq!(texts(&body, "State"), ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]);
    assert_eq!(texts(&body, "Motto"), ["Độc lập - Tự do - Hạnh phúc"]);
    assert_eq!(texts(&body, "Kind"), ["BÁO CÁO"]);
    assert_eq!(texts(&body, "Position"), ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]);
    let recipients = texts(&body, "Recipient");
    assert!(recipients.iter().all(|line| line.starts_with("- ")));
    let (last, others) = recipients.split_last().expect("recipients");
    assert!(last.starts_with("- Lưu: VT") && last.ends_with('.') && others.iter().all(|line| line.ends_with(';')));
    assert!(texts(&body, "Body").last().is_some_and(|text| text.ends_with("./.")));
}

#[test]
fn black_times_new_roman_and_nothing_else() {
    for kind in KINDS {
        let package = package(kind);
        for name in ["word/styles.xml", "word/document.xml", "word/footnotes.xml", "word/header1.xml"] {
            let xml = part(&package, name).expect("the part");
            let tree = Document::parse(&xml).expect("XML");
            for node in tree.descendants() {
                for side in ["ascii", "hAnsi", "cs", "eastAsia"] {
                    let font = node.attribute((W, side)).filter(|_| node.has_tag_name((W, "rFonts")));
                    assert!(font.is_none_or(|font| font == "Times New Roman"), "{name}: {font:?}");
                }
                let colour = node.attribute((W, "val")).filter(|_| node.has_tag_name((W, "color")));
                assert!(colour.is_none_or(|colour| colour == "000000"), "{name}: {colour:?}");
            }
        }
        let styles = part(&package, "word/styles.xml").expect("styles");
        assert!(styles.contains("w:ascii=\"Times New Roman\"") && styles.contains("<w:color w:val=\"000000\"/>"));
    }
}

#[test]
fn paper_and_margins_of_every_section() {
    let twips = |millimetres: f64| (millimetres * 1440.0 / 25.4).round() as i64;
    for kind in KINDS {
        let body = part(&package(kind), "word/document.xml").expect("a body");
        let body = Document::parse(&body).expect("XML");
        let sections: Vec<Node<'_, '_>> = body.descendants().filter(|n| n.has_tag_name((W, "sectPr"))).collect();
        for section in &sections {
            let number = |path: &[&str], attribute| -> i64 {
                value(*section, path, attribute).and_then(|v| v.parse().ok()).expect("a measure")
            };
            let turned = value(*section, &["pgSz"], "orient").as_deref() == Some("landscape");
            let size = (number(&["pgSz"], "w"), number(&["pgSz"], "h"));
            let a4 = (twips(210.0), twips(297.0));
            assert_eq!(size, if turned { (a4.1, a4.0) } else { a4 }, "{}", kind.code());
            for (side, from, to) in
                [("top", 20.0, 25.0), ("bottom", 20.0, 25.0), ("left", 30.0, 35.0), ("right", 15.0, 20.0)]
            {
                let margin = number(&["pgMar"], side);
                assert!((twips(from)..=twips(to)).contains(&margin), "{} {side}: {margin}", kind.code());
            }
            assert!(number(&["pgMar"], "header") < number(&["pgMar"], "top"), "the page number stands in the margin");
            assert_eq!(value(*section, &["headerReference"], "type").as_deref(), Some("default"));
        }
        let titled: Vec<bool> = sections.iter().map(|section| has(*section, &["titlePg"])).collect();
        assert!(titled[0] && titled[1..].iter().all(|titled| !titled), "only page 1 has no number");
    }
}

#[test]
fn the_page_number_is_an_arabic_field_in_the_middle_above() {
    let package = package(ReportKind::Commune);
    let header = part(&package, "word/header1.xml").expect("a header");
    let tree = Document::parse(&header).expect("XML");
    assert_eq!(
        tree.descendants()
            .filter(|n| n.has_tag_name((W, "instrText")))
            .filter_map(|n| n.text())
            .collect::<String>()
            .trim(),
        "PAGE"
    );
    assert_eq!(
        tree.descendants()
            .filter(|n| n.has_tag_name((W, "pStyle")))
            .filter_map(|n| n.attribute((W, "val")))
            .collect::<Vec<_>>(),
        ["Header"]
    );
    assert!(part(&package, "word/footer1.xml").is_none());
}

#[test]
fn body_lines_have_their_indent_gap_and_spacing() {
    let styles = part(&package(ReportKind::Commune), "word/styles.xml").expect("styles");
    let styles = Document::parse(&styles).expect("XML");
    let body = style(&styles, "Body");
    let number =
        |path: &[&str], attribute| -> Option<i64> { value(body, path, attribute).and_then(|v| v.parse().ok()) };
    // 1 or 1.27 cm in twips.
    assert!([Some(567), Some(720)].contains(&number(&["pPr", "ind"], "firstLine")));
    assert!(number(&["pPr", "spacing"], "after").is_some_and(|after| after >= 120));
    // 240 is single; without a line of its own the style has the document's.
    assert!(number(&["pPr", "spacing"], "line").is_none_or(|line| (240..=360).contains(&line)));
    let usual = styles.descendants().find(|n| n.has_tag_name((W, "pPrDefault"))).expect("the usual paragraph");
    let line = value(usual, &["pPr", "spacing"], "line").and_then(|line| line.parse::<i64>().ok()).expect("a spacing");
    assert!((240..=360).contains(&line));
}

#[test]
fn tables_repeat_their_heads_and_wide_ones_lie_on_turned_pages() {
    for kind in KINDS {
        let body = part(&package(kind), "word/document.xml").expect("a body");
        let body = Document::parse(&body).expect("XML");
        let (mut wide, mut turned) = (Vec::new(), false);
        // A section's properties stand behind its blocks, so the blocks are read from the end.
        for node in body.descendants().collect::<Vec<_>>().into_iter().rev() {
            if node.has_tag_name((W, "sectPr")) {
                turned = value(node, &["pgSz"], "orient").as_deref() == Some("landscape");
            }
            let bordered = node.has_tag_name((W, "tbl")) && has(node, &["tblPr", "tblBorders"]);
            if bordered {
                let columns = node.descendants().filter(|n| n.has_tag_name((W, "gridCol"))).count();
                wide.push((columns, turned));
                let rows: Vec<Node<'_, '_>> = node.children().filter(|n| n.has_tag_name((W, "tr"))).collect();
                assert!(has(rows[0], &["trPr", "tblHeader"]), "{}: a table without a repeated head", kind.code());
                assert!(!has(rows[rows.len() - 1], &["trPr", "tblHeader"]));
                assert!(rows.iter().all(|row| has(*row, &["trPr", "cantSplit"])));
            }
        }
        assert!(wide.iter().any(|(columns, _)| *columns == 13), "{}", kind.code());
        assert!(wide.iter().all(|(columns, turned)| *columns < 11 || *turned), "{}: {wide:?}", kind.code());
    }
}
