//! The Word form of every kind, and the letters of the forms, read back and held against the layout of official
//! documents (Nghị định 30/2020/NĐ-CP, Phụ lục I), as one table of ranges. The sheet for the wall is no such document:
//! it has its own large type, and only its paper and its face are looked at.

use std::sync::OnceLock;

use motcua::desk::set_up;
use motcua::report::forms::sets::{built_in, editions};
use motcua::report::kind::ReportKind;
use motcua::report::{Format, write};
use roxmltree::{Document, Node};

use crate::read_back::docx::{W, part};
use crate::sample_desk::{days, sample_register, scope, stamp, written};

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

/// A paper: its name, whether it is an official document, its file.
type Paper = (String, bool, Vec<u8>);

/// Every kind for the sample's half year (the book for a month), and the letters of both sets of forms.
fn papers() -> &'static [Paper] {
    static PAPERS: OnceLock<Vec<Paper>> = OnceLock::new();
    PAPERS.get_or_init(|| {
        let mut store = sample_register();
        let prefix = [
            ("signer_prefix".to_owned(), "KT. Giám đốc".to_owned()),
            ("signer_position".to_owned(), "Phó Giám đốc".to_owned()),
        ];
        set_up::change_settings(&mut store, &stamp(), &prefix).expect("set");
        let kinds = ReportKind::ALL.map(|kind| {
            let period = if kind == ReportKind::Register { "2025-03" } else { "2025-H1" };
            let package = write(&written(&store, kind, &scope(period)).report, Format::Docx).expect("Word");
            (kind.code().to_owned(), kind != ReportKind::Daily, package)
        });
        let letters = editions().iter().filter(|edition| edition.file().ends_with("04.docx"));
        let letters = letters.map(|edition| (edition.file(), true, built_in(edition).expect("a template").to_vec()));
        kinds.into_iter().chain(letters).collect()
    })
}

fn official() -> impl Iterator<Item = &'static Paper> {
    papers().iter().filter(|(_, official, _)| *official)
}

/// The file of the narrative report, which has every element.
fn narrative() -> &'static [u8] {
    &papers()[0].2
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
fn every_element_of_every_paper_has_the_size_and_face_of_the_decree() {
    let mut met = std::collections::BTreeSet::new();
    for (name, _, package) in official() {
        let (styles, body) = (part(package, "word/styles.xml"), part(package, "word/document.xml"));
        let (styles, body) = (styles.expect("styles"), body.expect("a body"));
        let (styles, body) = (Document::parse(&styles).expect("XML"), Document::parse(&body).expect("XML"));
        for Element { style: id, sizes, bold, italic, align, capitals } in ELEMENTS {
            let found = style(&styles, id);
            let size: u32 = value(found, &["rPr", "sz"], "val").and_then(|size| size.parse().ok()).expect("a size");
            assert!((sizes.0..=sizes.1).contains(&size), "{name}: {id} is {size} half-points");
            assert_eq!((has(found, &["rPr", "b"]), has(found, &["rPr", "i"])), (bold, italic), "{name}: face of {id}");
            // A style that names no side stands at the left.
            assert_eq!(value(found, &["pPr", "jc"], "val").as_deref().unwrap_or("left"), align, "{name}: side of {id}");
            let words = texts(&body, id);
            if !words.is_empty() {
                met.insert(id);
            }
            // A template has its fields in braces; titles of those who sign a form are written as the form has them.
            let large = |text: &String| text.starts_with('{') || *text == text.to_uppercase();
            let forms = id == "Position" && ["ii06a", "07a", "index766"].contains(&name.as_str());
            assert!(!capitals || forms || words.iter().all(large), "{name}, {id}: {words:?}");
        }
    }
    let unmet: Vec<&str> =
        ELEMENTS.iter().map(|element| element.style).filter(|id| *id != "Header" && !met.contains(id)).collect();
    assert_eq!(unmet, Vec::<&str>::new(), "elements that no paper has");
}

#[test]
fn the_narrative_has_its_words_where_the_decree_wants_them() {
    let body = part(narrative(), "word/document.xml").expect("a body");
    let body = Document::parse(&body).expect("XML");
    assert_eq!(texts(&body, "State"), ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]);
    assert_eq!(texts(&body, "Motto"), ["Độc lập - Tự do - Hạnh phúc"]);
    assert_eq!(texts(&body, "Kind"), ["BÁO CÁO"]);
    assert_eq!(texts(&body, "Position"), ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]);
    let recipients = texts(&body, "Recipient");
    assert!(recipients.iter().all(|line| line.starts_with("- ")));
    let (last, others) = recipients.split_last().expect("recipients");
    assert!(last.starts_with("- Lưu: VT") && last.ends_with('.') && others.iter().all(|line| line.ends_with(';')));
    for (name, _, package) in official().filter(|(name, ..)| ["commune", "directive", "overdue"].contains(&&**name)) {
        let body = part(package, "word/document.xml").expect("a body");
        let body = Document::parse(&body).expect("XML");
        assert!(texts(&body, "Body").last().is_some_and(|text| text.ends_with("./.")), "{name}");
    }
}

#[test]
fn black_times_new_roman_and_nothing_else() {
    for (name, _, package) in papers() {
        for file in ["word/styles.xml", "word/document.xml", "word/footnotes.xml", "word/header1.xml"] {
            let Some(xml) = part(package, file) else {
                assert!(!["word/styles.xml", "word/document.xml"].contains(&file), "{name} has no {file}");
                continue;
            };
            let tree = Document::parse(&xml).expect("XML");
            for node in tree.descendants() {
                for side in ["ascii", "hAnsi", "cs", "eastAsia"] {
                    let font = node.attribute((W, side)).filter(|_| node.has_tag_name((W, "rFonts")));
                    assert!(font.is_none_or(|font| font == "Times New Roman"), "{name}, {file}: {font:?}");
                }
                let colour = node.attribute((W, "val")).filter(|_| node.has_tag_name((W, "color")));
                assert!(colour.is_none_or(|colour| colour == "000000"), "{name}, {file}: {colour:?}");
            }
        }
        let styles = part(package, "word/styles.xml").expect("styles");
        assert!(styles.contains("w:ascii=\"Times New Roman\"") && styles.contains("<w:color w:val=\"000000\"/>"));
    }
}

#[test]
fn paper_and_margins_of_every_section() {
    let twips = |millimetres: f64| (millimetres * 1440.0 / 25.4).round() as i64;
    for (name, official, package) in papers() {
        let body = part(package, "word/document.xml").expect("a body");
        let body = Document::parse(&body).expect("XML");
        let sections: Vec<Node<'_, '_>> = body.descendants().filter(|n| n.has_tag_name((W, "sectPr"))).collect();
        assert!(!sections.is_empty(), "{name}");
        for section in &sections {
            let number = |path: &[&str], attribute| -> i64 {
                value(*section, path, attribute).and_then(|v| v.parse().ok()).expect("a measure")
            };
            let turned = value(*section, &["pgSz"], "orient").as_deref() == Some("landscape");
            let size = (number(&["pgSz"], "w"), number(&["pgSz"], "h"));
            let a4 = (twips(210.0), twips(297.0));
            assert_eq!(size, if turned { (a4.1, a4.0) } else { a4 }, "{name}");
            let least = [("top", 20.0, 25.0), ("bottom", 20.0, 25.0), ("left", 30.0, 35.0), ("right", 15.0, 20.0)];
            for (side, from, to) in least {
                let (from, to) = if *official { (from, to) } else { (12.0, 20.0) };
                let margin = number(&["pgMar"], side);
                assert!((twips(from)..=twips(to)).contains(&margin), "{name} {side}: {margin}");
            }
            assert!(number(&["pgMar"], "header") < number(&["pgMar"], "top"), "the page number stands in the margin");
            let header = value(*section, &["headerReference"], "type");
            assert_eq!(header.as_deref(), official.then_some("default"), "{name}");
        }
        let titled: Vec<bool> = sections.iter().map(|section| has(*section, &["titlePg"])).collect();
        assert!(titled[0] && titled[1..].iter().all(|titled| !titled), "{name}: only page 1 has no number");
    }
}

#[test]
fn the_page_number_is_an_arabic_field_in_the_middle_above() {
    for (name, _, package) in official() {
        let header = part(package, "word/header1.xml").expect("a header");
        let tree = Document::parse(&header).expect("XML");
        let field = tree.descendants().filter(|n| n.has_tag_name((W, "instrText"))).filter_map(|n| n.text());
        assert_eq!(field.collect::<String>().trim(), "PAGE", "{name}");
        let styles = tree.descendants().filter(|n| n.has_tag_name((W, "pStyle")));
        assert_eq!(styles.filter_map(|n| n.attribute((W, "val"))).collect::<Vec<_>>(), ["Header"], "{name}");
        assert!(part(package, "word/footer1.xml").is_none(), "{name}");
    }
}

#[test]
fn body_lines_have_their_indent_gap_and_spacing() {
    for (name, _, package) in official() {
        let styles = part(package, "word/styles.xml").expect("styles");
        body_lines(name, &Document::parse(&styles).expect("XML"));
    }
}

fn body_lines(name: &str, styles: &Document<'_>) {
    let body = style(styles, "Body");
    let number =
        |path: &[&str], attribute| -> Option<i64> { value(body, path, attribute).and_then(|v| v.parse().ok()) };
    // 1 or 1.27 cm in twips.
    assert!([Some(567), Some(720)].contains(&number(&["pPr", "ind"], "firstLine")), "{name}");
    assert!(number(&["pPr", "spacing"], "after").is_some_and(|after| after >= 120), "{name}");
    // 240 is single; without a line of its own the style has the document's.
    assert!(number(&["pPr", "spacing"], "line").is_none_or(|line| (240..=360).contains(&line)));
    let usual = styles.descendants().find(|n| n.has_tag_name((W, "pPrDefault"))).expect("the usual paragraph");
    let line = value(usual, &["pPr", "spacing"], "line").and_then(|line| line.parse::<i64>().ok()).expect("a spacing");
    assert!((240..=360).contains(&line));
}

#[test]
fn tables_repeat_their_heads_and_wide_ones_lie_on_turned_pages() {
    for (name, _, package) in papers() {
        let body = part(package, "word/document.xml").expect("a body");
        let body = Document::parse(&body).expect("XML");
        let (mut wide, mut turned) = (Vec::new(), false);
        // A section's properties stand behind its blocks, so the blocks are read from the end.
        for node in body.descendants().collect::<Vec<_>>().into_iter().rev() {
            if node.has_tag_name((W, "sectPr")) {
                turned = value(node, &["pgSz"], "orient").as_deref() == Some("landscape");
            }
            let bordered = node.has_tag_name((W, "tbl")) && has(node, &["tblPr", "tblBorders"]);
            if bordered {
                // Its own columns; a signature in its last row has others.
                let grid = node.children().find(|n| n.has_tag_name((W, "tblGrid"))).expect("a grid");
                let columns = grid.children().filter(|n| n.has_tag_name((W, "gridCol"))).count();
                wide.push((columns, turned));
                let rows: Vec<Node<'_, '_>> = node.children().filter(|n| n.has_tag_name((W, "tr"))).collect();
                assert!(has(rows[0], &["trPr", "tblHeader"]), "{name}: a table without a repeated head");
                assert!(!has(rows[rows.len() - 1], &["trPr", "tblHeader"]));
                assert!(rows.iter().all(|row| has(*row, &["trPr", "cantSplit"])));
            }
        }
        let widest = wide.iter().map(|(columns, _)| *columns).max().unwrap_or(0);
        let expected = match name.as_str() {
            "commune" | "ii06a" | "overdue" | "index766" | "register" => 13,
            "07a" => 26,
            "directive" => 6,
            "daily" => 4,
            _ => 0,
        };
        assert_eq!(widest, expected, "{name}");
        assert!(wide.iter().all(|(columns, turned)| *columns < 11 || *turned), "{name}: {wide:?}");
    }
}

/// A signature stands with the end of what is signed, and no page below a table is left without a word.
#[test]
fn a_signature_is_not_alone_and_no_page_is_empty() {
    for (name, _, package) in papers() {
        let body = part(package, "word/document.xml").expect("a body");
        let body = Document::parse(&body).expect("XML");
        let kept = |node: Node<'_, '_>| {
            let mut paragraphs = node.descendants().filter(|n| n.has_tag_name((W, "p")));
            paragraphs.all(|paragraph| has(paragraph, &["pPr", "keepNext"]))
        };
        let blocks: Vec<Node<'_, '_>> = body.root_element().first_element_child().expect("a body").children().collect();
        let signed = |node: &Node<'_, '_>| {
            let styles = node.descendants().filter(|n| n.has_tag_name((W, "pStyle")));
            node.has_tag_name((W, "tbl")) && styles.into_iter().any(|n| n.attribute((W, "val")) == Some("Signer"))
        };
        for at in (0..blocks.len()).filter(|at| signed(&blocks[*at])) {
            // The signature of a long list is its own last row: the rows above it stand on its page.
            let rows: Vec<_> = blocks[at].children().filter(|n| n.has_tag_name((W, "tr"))).collect();
            if let [.., above, end] = rows.as_slice()
                && end.descendants().any(|n| n.has_tag_name((W, "tbl")))
            {
                assert!(kept(*above), "{name}: a signature may stand alone");
                continue;
            }
            // The room above the signature, and the block or the last row above that.
            let mut above = blocks[..at].iter().rev().filter(|n| !empty(**n));
            let last = above.next().expect("something is signed");
            let last = if last.has_tag_name((W, "tbl")) { last.last_element_child().expect("a row") } else { *last };
            assert!(kept(blocks[at - 1]) && kept(last), "{name}: a signature may stand alone");
        }
        for pair in blocks.windows(3) {
            let breaks = has(pair[2], &["pPr", "sectPr"]) || has(pair[2], &["pPr", "pageBreakBefore"]);
            let gap = pair[0].has_tag_name((W, "tbl")) && empty(pair[1]);
            assert!(!(gap && breaks), "{name}: room below a table before a new page");
        }
    }
}

fn empty(node: Node<'_, '_>) -> bool {
    !node.descendants().any(|n| n.has_tag_name((W, "t")) || n.has_tag_name((W, "drawing")))
}

/// The narrative ends with its last chart, and not with room below it that would take a page of its own.
#[test]
fn nothing_stands_behind_the_last_chart() {
    let body = part(narrative(), "word/document.xml").expect("a body");
    let body = Document::parse(&body).expect("XML");
    let blocks: Vec<Node<'_, '_>> = body.root_element().first_element_child().expect("a body").children().collect();
    let [.., last, section] = blocks.as_slice() else { panic!("a body has an end") };
    assert!(section.has_tag_name((W, "sectPr")));
    assert!(last.descendants().any(|n| n.has_tag_name((W, "drawing"))), "{:?}", last.text());
}

/// Height of the sheet of a day in points, from its sizes: lines of text at 1,15 of their size, a row as its tallest cell.
fn height_of_the_wall(package: &[u8]) -> f64 {
    let (styles, body) =
        (part(package, "word/styles.xml").expect("styles"), part(package, "word/document.xml").expect("a body"));
    let (styles, body) = (Document::parse(&styles).expect("XML"), Document::parse(&body).expect("XML"));
    let number =
        |node, path: &[&str], attribute: &str| value(node, path, attribute).and_then(|n| n.parse::<f64>().ok());
    let paragraph = |node: Node<'_, '_>| -> f64 {
        let id = value(node, &["pPr", "pStyle"], "val").expect("a style");
        let style = style(&styles, &id);
        let spacing = |attribute| number(style, &["pPr", "spacing"], attribute).unwrap_or(0.0) / 20.0;
        if value(style, &["pPr", "spacing"], "lineRule").as_deref() == Some("exact") {
            return spacing("before") + spacing("after") + spacing("line");
        }
        let size = number(style, &["rPr", "sz"], "val").expect("a size") / 2.0;
        let letters: usize = node
            .descendants()
            .filter(|n| n.has_tag_name((W, "t")))
            .filter_map(|n| n.text())
            .map(|t| t.chars().count())
            .sum();
        // A letter is 0,45 of its height wide; the lines are 180 mm long, and only small print is longer.
        let lines = if id == "Note" { (letters as f64 * size * 0.45 / 510.0).ceil().max(1.0) } else { 1.0 };
        spacing("before") + spacing("after") + lines * size * 1.15
    };
    let own = |node: Node<'_, '_>| node.children().filter(|n| n.has_tag_name((W, "p"))).map(paragraph).sum::<f64>();
    let blocks = body.root_element().first_element_child().expect("a body").children();
    let block = |node: Node<'_, '_>| match node.tag_name().name() {
        "p" => paragraph(node),
        "tbl" => {
            let rows = node.children().filter(|n| n.has_tag_name((W, "tr")));
            let row = |row: Node<'_, '_>| {
                row.children().filter(|n| n.has_tag_name((W, "tc"))).map(own).fold(0.0, f64::max) + 0.5
            };
            rows.map(row).sum()
        }
        _ => 0.0,
    };
    blocks.map(block).sum()
}

/// A usual day (10, 9, 7 and 13 dossiers) with its rules is one page for the wall: 297 mm less the margins.
#[test]
fn a_usual_day_is_one_page() {
    let store = sample_register();
    let day = written(&store, ReportKind::Daily, &days("2025-06-16", "2025-06-16"));
    let lists: Vec<usize> = day.report.tables().map(|table| table.rows.len()).collect();
    assert_eq!(lists, [5, 5, 4, 7], "nothing is cut");
    let height = height_of_the_wall(&write(&day.report, Format::Docx).expect("Word"));
    assert!(height > 500.0 && height < (297.0 - 27.0) / 25.4 * 72.0, "{height} pt");
}
