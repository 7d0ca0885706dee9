//! The engine on documents that are made here: split runs, hostile values, wrong templates, the reading of what was
//! filled in by another library.

use std::io::Read;

use roxmltree::Document as Xml;

use super::*;
use crate::report::docx::zip_parts;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn docx(body: &str) -> Vec<u8> {
    let body = format!(
        "<w:document xmlns:w=\"{W}\"><w:body>{body}<w:sectPr><w:pgSz w:w=\"8391\"/></w:sectPr></w:body></w:document>"
    );
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let parts = [("[Content_Types].xml", types.as_bytes()), ("word/document.xml", body.as_bytes())];
    zip_parts(parts).expect("a package")
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    zip.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

/// The text of each paragraph as another library reads it.
fn paragraphs(bytes: &[u8]) -> Vec<String> {
    let text = part(bytes, "word/document.xml");
    let xml = Xml::parse(&text).expect("XML");
    let paragraphs = xml.descendants().filter(|node| node.has_tag_name((W, "p")));
    let text = |node: roxmltree::Node<'_, '_>| {
        node.descendants().filter(|node| node.has_tag_name((W, "t"))).filter_map(|node| node.text()).collect::<String>()
    };
    paragraphs.map(text).collect()
}

const fn slot(name: &'static str, shape: Shape, need: Need, list: Option<&'static str>) -> Slot {
    Slot { name, label: "thử", shape, need, list }
}

fn slots() -> Vec<Slot> {
    vec![
        slot("ten", Shape::Text, Need::Always, None),
        slot("email", Shape::Text, Need::Free, None),
        slot("ma_qr", Shape::Picture, Need::Free, None),
        slot("giay", Shape::List, Need::Free, None),
        slot("g_ten", Shape::Text, Need::Free, Some("giay")),
    ]
}

fn values(name: &str) -> Values {
    let mut values = Values::default();
    values.text("ten", name);
    values
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>")
}

fn open(body: &str) -> Result<Template, FormError> {
    Template::open("thử", &docx(body), slots())
}

fn filled(body: &str, values: &Values) -> Vec<u8> {
    open(body).expect("a sound template").fill(values).expect("filled")
}

#[test]
fn a_placeholder_that_word_cut_into_runs_is_found() {
    let runs = ["Ông/Bà {", "t", "e", "n} ", "kính mến"];
    let runs: String = runs
        .map(|run| format!("<w:r><w:t xml:space=\"preserve\">{run}</w:t></w:r><w:proofErr w:type=\"spellStart\"/>"))
        .concat();
    let bytes = filled(&format!("<w:p>{runs}</w:p>"), &values("Lê Thị Mẫu"));
    assert_eq!(paragraphs(&bytes), ["Ông/Bà Lê Thị Mẫu kính mến"]);
}

#[test]
fn hostile_names_stay_names() {
    let long = "Rất dài ".repeat(400);
    for (name, printed) in [
        ("A & B <w:br/> \"C\" 'D' ]]>", "A & B <w:br/> \"C\" 'D' ]]>"),
        ("{ten} {#giay}", "{ten} {#giay}"),
        ("Lê\u{202e} Thị\u{2066} \u{200b}Mẫu\u{feff}\u{7}", "Lê Thị Mẫu"),
        (long.trim(), long.trim()),
    ] {
        let bytes = filled(&p("{ten}"), &values(name));
        assert_eq!(paragraphs(&bytes), [printed]);
        assert!(!part(&bytes, "word/document.xml").contains(['\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}', '\u{7}']));
    }
}

#[test]
fn rows_and_paragraphs_repeat_and_optional_ones_go() {
    let row = |text: &str| format!("<w:tr><w:tc>{}</w:tc></w:tr>", p(text));
    let body = format!(
        "{}{}<w:tbl>{}{}</w:tbl>{}",
        p("{ten}"),
        p("{?email}Email: {email}"),
        row("Giấy tờ"),
        row("{#giay}{g_ten}"),
        p("{#giay}- {g_ten};")
    );
    let mut with = values("A");
    let rows = ["Đơn", "Bản đồ"].map(|name| Values([("g_ten", Value::Text(name.to_owned()))].into()));
    with.0.insert("giay", Value::Rows(rows.to_vec()));
    assert_eq!(paragraphs(&filled(&body, &with)), ["A", "Giấy tờ", "Đơn", "Bản đồ", "- Đơn;", "- Bản đồ;"]);
    assert_eq!(paragraphs(&filled(&body, &values("A"))), ["A", "Giấy tờ"]);
    with.text("email", "a@b.vn\nc@d.vn");
    let bytes = filled(&body, &with);
    assert_eq!(paragraphs(&bytes)[1], "Email: a@b.vnc@d.vn");
    assert!(part(&bytes, "word/document.xml").contains("a@b.vn</w:t><w:br/><w:t xml:space=\"preserve\">c@d.vn"));
}

#[test]
fn a_cell_keeps_its_last_paragraph() {
    let body = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>{}", p("{?email}{email}"), p("{ten}"));
    assert_eq!(paragraphs(&filled(&body, &values("A"))), ["", "A"]);
}

#[test]
fn wrong_templates_are_named() {
    let said = |body: &str| open(body).expect_err("a wrong template");
    assert_eq!(said(&p("{ten} {tne}")).fault, Fault::Unknown("tne".into()));
    assert!(said(&p("{ten} {tne}")).to_string().contains("Mẫu thử: không có chỗ trống nào tên {tne}"));
    assert_eq!(said(&p("{email}")).fault, Fault::Missing { name: "ten".into(), label: "thử".into() });
    assert_eq!(said(&p("{ten} {email")).fault, Fault::Unclosed("{email".into()));
    assert_eq!(said(&p("{ten} {g_ten}")).fault, Fault::OutsideList { name: "g_ten".into(), list: "giay".into() });
    assert_eq!(said(&p("{ten} {giay}")).fault, Fault::Misused("giay".into()));
    assert_eq!(said(&p("{ten} {#email}")).fault, Fault::Misused("email".into()));
    assert!(said("<w:p>").to_string().contains("(.docx): nội dung không đọc được từ dòng "), "{}", said("<w:p>"));
}

#[test]
fn a_value_that_is_missing_leaves_no_half_letter() {
    let template = open(&p("Kính gửi {ten}")).expect("sound");
    let error = template.fill(&Values::default()).expect_err("no name");
    assert_eq!(error.fault, Fault::NoValue { name: "ten".into(), label: "thử".into() });
    assert_eq!(template.fill_all(&[&values("A"), &values(" ")]).expect_err("no name"), error);
}

#[test]
fn files_that_are_no_forms_are_refused() {
    let fault = |bytes: &[u8]| Template::open("thử", bytes, slots()).expect_err("no form").fault;
    assert_eq!(fault(b"PK\x03\x04"), Fault::Broken("không mở được gói tệp".into()));
    let sound = docx(&p("{ten}"));
    assert!(matches!(fault(&sound[..sound.len() - 30]), Fault::Broken(_)));
    let bomb = vec![b' '; 60 << 20];
    assert_eq!(fault(&zip_parts([("word/document.xml", &bomb[..])]).expect("packed")), Fault::TooLarge);
    let deep = format!("{}{}{}", "<w:sdt>".repeat(5_000), p("{ten}"), "</w:sdt>".repeat(5_000));
    assert!(matches!(fault(&docx(&deep)), Fault::Broken(_)));
    let entity = "<!DOCTYPE x [<!ENTITY a \"b\">]><w:document/>";
    assert!(matches!(fault(&zip_parts([("word/document.xml", entity.as_bytes())]).expect("packed")), Fault::Broken(_)));
}

#[test]
fn a_code_becomes_a_picture_with_its_relation() {
    let mut with = values("A");
    with.0.insert("ma_qr", Value::Picture(qr::picture("H15-1 & \"2\"", 20).expect("a code")));
    let template = open(&format!("{}{}", p("{ten}"), p("Mã {ma_qr}"))).expect("sound");
    let bytes = template.fill_all(&[&with, &with]).expect("filled");
    let body = part(&bytes, "word/document.xml");
    let xml = Xml::parse(&body).expect("XML");
    let embedded: Vec<&str> = xml
        .descendants()
        .filter(|node| node.tag_name().name() == "blip")
        .filter_map(|node| node.attributes().next().map(|embed| embed.value()))
        .collect();
    let relations = part(&bytes, "word/_rels/document.xml.rels");
    let relations = Xml::parse(&relations).expect("XML");
    let known: Vec<&str> = relations.root_element().children().filter_map(|node| node.attribute("Id")).collect();
    assert_eq!((embedded.len(), &embedded), (2, &known));
    assert!(part(&bytes, "[Content_Types].xml").contains("image/png"));
    assert_eq!(xml.descendants().filter(|node| node.has_tag_name((W, "sectPr"))).count(), 2);
    assert_eq!(bytes, template.fill_all(&[&with, &with]).expect("filled"));
    assert!(preview::text("thử", &bytes, 60).expect("text").contains("[Mã QR: H15-1 & \"2\"]"));
}

#[test]
fn the_preview_reads_columns_and_breaks_lines() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(text));
    let grid =
        "<w:tblPr><w:tblBorders/></w:tblPr><w:tblGrid><w:gridCol w:w=\"100\"/><w:gridCol w:w=\"300\"/></w:tblGrid>";
    let body =
        format!("{}<w:tbl>{grid}<w:tr>{}{}</w:tr></w:tbl>", p("{ten}"), cell("01"), cell("Tờ khai đăng ký khai sinh"));
    let text = preview::text("thử", &filled(&body, &values("Nguyễn Thị Hòa Đặng Ánh Tuyết")), 23).expect("text");
    assert_eq!(text, "Nguyễn Thị Hòa Đặng Ánh\nTuyết\n01    | Tờ khai đăng ký\n      | khai sinh\n");
}
