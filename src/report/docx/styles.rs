//! The styles part: one named style per element, so that an office can restyle a report in one place.

use std::fmt::Write;

use crate::report::model::{Align, Role, TypeSize};

/// Type sizes in half-points (DOMAIN.md §7).
#[derive(Clone, Copy)]
pub struct Sizes {
    /// Body, headings, title, signature.
    pub body: u32,
    /// The name of the kind of document.
    pub kind: u32,
    /// Quốc hiệu, bodies, number.
    pub head: u32,
    /// Tiêu ngữ, place and date.
    pub motto: u32,
    /// `Nơi nhận:`; its list is a point smaller.
    pub recipients: u32,
    /// Text in tables of few columns; many columns take [`Sizes::narrow`].
    pub table: u32,
    /// Text in tables that hardly fit a turned page: as large as their words allow.
    pub crowded: u32,
    /// Small print and footnotes.
    pub small: u32,
    /// Space between paragraphs, in twips.
    pub gap: u32,
    /// Room for a signature, in twips.
    pub signature: u32,
}

/// The smallest that can be read, in half-points.
const CROWDED_LEAST: u32 = 14;

impl Sizes {
    /// The sizes of a set.
    pub const fn of(set: TypeSize) -> Sizes {
        match set {
            TypeSize::Official => Sizes {
                body: 28,
                kind: 28,
                head: 26,
                motto: 28,
                recipients: 24,
                table: 24,
                crowded: CROWDED_LEAST,
                small: 20,
                gap: 120,
                signature: 1100,
            },
            TypeSize::Slip => Sizes {
                body: 22,
                kind: 22,
                head: 20,
                motto: 21,
                recipients: 20,
                table: 20,
                crowded: 12,
                small: 17,
                gap: 50,
                signature: 800,
            },
            // A usual day fills one page with its lists; the rules below them are for whoever asks.
            TypeSize::Wall => Sizes {
                body: 32,
                kind: 72,
                head: 28,
                motto: 28,
                recipients: 24,
                table: 27,
                crowded: CROWDED_LEAST,
                small: 16,
                gap: 60,
                signature: 0,
            },
        }
    }

    /// Size of text in tables of many columns.
    pub const fn narrow(self) -> u32 {
        self.table - 3
    }

    /// The size of a role.
    pub const fn role(self, role: Role) -> u32 {
        match role {
            Role::Superior | Role::Issuer | Role::State | Role::Number => self.head,
            Role::Motto | Role::PlaceDate => self.motto,
            Role::Kind => self.kind,
            Role::RecipientsHead => self.recipients,
            Role::Recipient | Role::SignHint => self.recipients - 2,
            _ => self.body,
        }
    }
}

/// Style id of a role.
pub const fn role_style(role: Role) -> &'static str {
    match role {
        Role::Superior => "Superior",
        Role::Issuer => "Issuer",
        Role::State => "State",
        Role::Motto => "Motto",
        Role::Number => "Number",
        Role::PlaceDate => "PlaceDate",
        Role::Kind => "Kind",
        Role::Subject => "Subject",
        Role::Addressee => "Addressee",
        Role::Position => "Position",
        Role::SignHint => "SignHint",
        Role::SignSpace => "SignSpace",
        Role::Signer => "Signer",
        Role::RecipientsHead => "RecipientsHead",
        Role::Recipient => "Recipient",
        Role::Plain => "PlainLine",
        Role::Centred => "CentredLine",
    }
}

/// What Word's list of styles calls it.
const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Superior => "Cơ quan chủ quản",
        Role::Issuer => "Cơ quan ban hành",
        Role::State => "Quốc hiệu",
        Role::Motto => "Tiêu ngữ",
        Role::Number => "Số, ký hiệu",
        Role::PlaceDate => "Địa danh, thời gian",
        Role::Kind => "Tên loại văn bản",
        Role::Subject => "Trích yếu",
        Role::Addressee => "Kính gửi",
        Role::Position => "Chức vụ người ký",
        Role::SignHint => "Chỉ dẫn ký",
        Role::SignSpace => "Chỗ ký",
        Role::Signer => "Người ký",
        Role::RecipientsHead => "Nơi nhận",
        Role::Recipient => "Danh sách nơi nhận",
        Role::Plain => "Dòng trái",
        Role::Centred => "Dòng giữa",
    }
}

/// The value of `w:jc`.
pub const fn jc(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Centre => "center",
        Align::Right => "right",
    }
}

/// One style: id, name, paragraph properties, run properties, each in schema order.
struct Style<'a> {
    id: &'a str,
    name: &'a str,
    paragraph: String,
    run: String,
}

fn size(half_points: u32) -> String {
    format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>")
}

fn face(bold: bool, italic: bool) -> &'static str {
    match (bold, italic) {
        (true, true) => "<w:b/><w:bCs/><w:i/><w:iCs/>",
        (true, false) => "<w:b/><w:bCs/>",
        (false, true) => "<w:i/><w:iCs/>",
        (false, false) => "",
    }
}

/// `styles.xml`.
pub fn part(sizes: Sizes) -> String {
    let mut out = String::from(HEAD);
    // Writing to a String cannot fail.
    let _ = write!(out, "{}", defaults(sizes));
    for style in text_styles(sizes).into_iter().chain(role_styles(sizes)) {
        let _ = write!(
            out,
            "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{}\"><w:name w:val=\"{}\"/>\
             <w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>{}</w:pPr><w:rPr>{}</w:rPr></w:style>",
            style.id, style.name, style.paragraph, style.run
        );
    }
    let _ = write!(out, "{}</w:styles>", built_in(sizes));
    out
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">";

fn defaults(sizes: Sizes) -> String {
    format!(
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:eastAsia=\"Times New Roman\" \
         w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/><w:color w:val=\"000000\"/>{}\
         <w:lang w:val=\"vi-VN\" w:eastAsia=\"vi-VN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr>\
         </w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">\
         <w:name w:val=\"Default Paragraph Font\"/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr>\
         <w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"0\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>",
        size(sizes.body)
    )
}

/// First line indented by 1.27 cm.
const INDENT: &str = "<w:ind w:firstLine=\"720\"/>";

/// An exact line height in twips for lines that only hold a place.
fn exact(twips: u32) -> String {
    format!("<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{twips}\" w:lineRule=\"exact\"/>")
}

fn text_styles(sizes: Sizes) -> Vec<Style<'static>> {
    let after = |twips: u32| format!("<w:spacing w:before=\"0\" w:after=\"{twips}\"/>");
    let heading = |id, name, rank: u8, place: &str| Style {
        id,
        name,
        paragraph: format!("<w:keepNext/>{}{place}<w:outlineLvl w:val=\"{rank}\"/>", after(sizes.gap)),
        run: format!("<w:b/><w:bCs/>{}", size(sizes.body)),
    };
    let plain = |id, name, paragraph: String, run: String| Style { id, name, paragraph, run };
    let body = format!("{}{INDENT}<w:jc w:val=\"both\"/>", after(sizes.gap));
    vec![
        plain("Body", "Đoạn văn", body, size(sizes.body)),
        heading("Annex", "Phụ lục", 0, "<w:jc w:val=\"center\"/>"),
        heading("Part", "Phần", 0, INDENT),
        heading("Section", "Mục", 1, INDENT),
        plain("Field", "Trường của phiếu", format!("{}<w:jc w:val=\"left\"/>", after(sizes.gap)), size(sizes.body)),
        plain(
            "Note",
            "Ghi chú nhỏ",
            "<w:spacing w:before=\"60\" w:after=\"0\"/><w:jc w:val=\"both\"/>".to_owned(),
            format!("<w:i/><w:iCs/>{}", size(sizes.small)),
        ),
        plain(
            "TableTitle",
            "Tên bảng",
            "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\"/><w:jc w:val=\"center\"/>".to_owned(),
            format!("<w:b/><w:bCs/>{}", size(sizes.body)),
        ),
        plain(
            "TableUnit",
            "Đơn vị tính",
            "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"60\"/><w:jc w:val=\"right\"/>".to_owned(),
            format!("<w:i/><w:iCs/>{}", size(sizes.table)),
        ),
        plain("TableText", "Chữ trong bảng", String::new(), size(sizes.table)),
        plain("TableTextNarrow", "Chữ trong bảng nhiều cột", String::new(), size(sizes.narrow())),
        plain("TableTextCrowded", "Chữ trong bảng chật cột", String::new(), size(sizes.crowded)),
        plain(
            "Picture",
            "Biểu đồ",
            "<w:spacing w:before=\"0\" w:after=\"60\"/><w:jc w:val=\"center\"/>".to_owned(),
            size(sizes.table),
        ),
        plain("Gap", "Khoảng cách", exact(160), size(2)),
        plain("Tiny", "Chuyển trang", exact(20), size(2)),
        plain(
            "Rule",
            "Đường kẻ",
            "<w:keepNext/><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/></w:pBdr>\
             <w:spacing w:before=\"30\" w:after=\"0\" w:line=\"60\" w:lineRule=\"exact\"/>"
                .to_owned(),
            size(2),
        ),
    ]
}

fn role_styles(sizes: Sizes) -> impl Iterator<Item = Style<'static>> {
    Role::ALL.into_iter().map(move |role| {
        let (before, after) = match role {
            Role::Kind => (sizes.gap * 2, 0),
            Role::Addressee => (sizes.gap, sizes.gap * 2),
            Role::Centred => (0, sizes.gap),
            Role::Number | Role::PlaceDate => (60, 0),
            Role::SignSpace => (sizes.signature, 0),
            _ => (0, 0),
        };
        // The title stays with the text below it; signature blocks are held together by their row.
        let keep = if matches!(role, Role::Kind | Role::Subject | Role::Addressee) { "<w:keepNext/>" } else { "" };
        Style {
            id: role_style(role),
            name: role_name(role),
            paragraph: format!(
                "{keep}<w:spacing w:before=\"{before}\" w:after=\"{after}\"/><w:jc w:val=\"{}\"/>",
                jc(role.align())
            ),
            run: format!("{}{}", face(role.bold(), role.italic()), size(sizes.role(role))),
        }
    })
}

/// Styles that Word knows by name: header, footnotes.
fn built_in(sizes: Sizes) -> String {
    format!(
        "<w:style w:type=\"paragraph\" w:styleId=\"Header\"><w:name w:val=\"header\"/><w:basedOn w:val=\"Normal\"/>\
         <w:pPr><w:jc w:val=\"center\"/></w:pPr><w:rPr>{}</w:rPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"FootnoteText\"><w:name w:val=\"footnote text\"/>\
         <w:basedOn w:val=\"Normal\"/><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:rPr>{}</w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/>\
         <w:basedOn w:val=\"DefaultParagraphFont\"/><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>",
        size(sizes.head),
        size(sizes.small)
    )
}
