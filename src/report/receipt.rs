//! Form 01: the receipt for a dossier with the promised moment (giấy tiếp nhận hồ sơ và hẹn trả kết quả), on A5.
//!
//! It prints what it is given and leaves dots for a pen where something is not known: a receipt without a due date
//! promises none.

use super::model::{Align, Block, Cell, Document, Line, MOTTO, Page, Panes, Role, Row, Run, STATE, Table, long_date};
use crate::domain::day::Moment;
use crate::domain::number::{prose_number, vietnamese_number};

const TITLE: &str = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ";

/// Room for a pen.
const DOTS: &str = "……………………";

/// One paper handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceiptComponent {
    /// Name of the paper.
    pub name: String,
    /// `Bản chính` or `Bản sao`, as it is to be printed.
    pub kind: String,
    /// How many copies; left to a pen where nobody said.
    pub copies: Option<u32>,
}

/// Everything a receipt says. Empty texts print dots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceiptData {
    /// Superior body.
    pub superior: String,
    /// The desk that issues the receipt.
    pub unit: String,
    /// Place, for the date line.
    pub place: String,
    /// Code of the dossier.
    pub code: String,
    /// Who applies.
    pub applicant_name: String,
    /// ID number (CCCD) or tax code.
    pub applicant_id: String,
    /// Address.
    pub address: String,
    /// Phone number.
    pub phone: String,
    /// Email address.
    pub email: String,
    /// Name of the procedure.
    pub procedure: String,
    /// The papers handed in.
    pub components: Vec<ReceiptComponent>,
    /// Sets of the dossier.
    pub sets: Option<u32>,
    /// The limit in words: `05 ngày làm việc`.
    pub limit: String,
    /// When the dossier was received.
    pub received: Option<Moment>,
    /// When the result is promised.
    pub due: Option<Moment>,
    /// Where or how the result is to be collected.
    pub collect_at: String,
    /// Fee in đồng; zero prints `không`.
    pub fee: Option<i64>,
    /// Number of the register's book.
    pub book: String,
    /// Number in the book.
    pub book_number: Option<u32>,
    /// Who handed in: the applicant or the person authorized.
    pub handed_in_by: String,
    /// The officer who received.
    pub received_by: String,
}

/// The slip as a document.
pub fn receipt(data: &ReceiptData) -> Document<'static> {
    let mut blocks = vec![Block::Panes(heads(data)), Block::Line(Line::new(Role::Kind, TITLE))];
    blocks.push(Block::Line(Line {
        role: Role::Centred,
        runs: vec![Run::text("Mã hồ sơ: "), Run::bold(or_dots(&data.code))],
    }));
    blocks.extend(applicant(data));
    blocks.extend(components(data));
    blocks.extend(promise(data));
    blocks.push(Block::Panes(signatures(data)));
    Document::of(
        &format!("{TITLE} {}", data.code),
        &data.unit,
        data.received.map(|moment| moment.day),
        Page::slip(),
        blocks,
    )
}

fn heads(data: &ReceiptData) -> Panes {
    let mut left = Vec::new();
    if !data.superior.is_empty() {
        left.push(Line::new(Role::Superior, data.superior.to_uppercase()));
    }
    left.push(Line::new(Role::Issuer, data.unit.to_uppercase()));
    let date = data.received.map_or_else(|| "ngày … tháng … năm …".to_owned(), |moment| long_date(moment.day));
    let date = if data.place.is_empty() { date } else { format!("{}, {date}", data.place) };
    let right = vec![Line::new(Role::State, STATE), Line::new(Role::Motto, MOTTO), Line::new(Role::PlaceDate, date)];
    Panes { widths: vec![38, 62], rows: vec![vec![left, right]] }
}

fn applicant(data: &ReceiptData) -> Vec<Block> {
    let field = |label: &str, value: &str| Block::field(label, or_dots(value));
    vec![
        Block::Field {
            label: "Tiếp nhận hồ sơ của".to_owned(), runs: vec![Run::bold(or_dots(&data.applicant_name))]
        },
        field("Số CCCD/Mã số thuế", &data.applicant_id),
        field("Địa chỉ", &data.address),
        Block::field("Số điện thoại", format!("{}     Email: {}", or_dots(&data.phone), or_dots(&data.email))),
        field("Nội dung yêu cầu giải quyết", &data.procedure),
    ]
}

fn components(data: &ReceiptData) -> Vec<Block> {
    let sets = data.sets.map_or_else(|| DOTS.to_owned(), |sets| prose_number(i64::from(sets)));
    let sets = Block::field("Số lượng hồ sơ", format!("{sets} (bộ)"));
    if data.components.is_empty() {
        return vec![Block::field("Thành phần hồ sơ nộp gồm", DOTS), sets];
    }
    let titles = [("STT", 6), ("Tên giấy tờ", 52), ("Bản chính/Bản sao", 18), ("Số lượng", 12)];
    let mut table = Table::simple("Thành phần hồ sơ", "", &titles);
    for column in [0, 2, 3] {
        table.columns[column].align = Some(Align::Centre);
    }
    table.rows = (1..)
        .zip(&data.components)
        .map(|(no, c)| {
            Row::new(vec![
                Cell::Integer(no, None),
                Cell::text(&c.name),
                Cell::text(&c.kind),
                c.copies.map_or_else(|| Cell::text("……"), |copies| Cell::Integer(i64::from(copies), None)),
            ])
        })
        .collect();
    let head = Block::Field { label: "Thành phần hồ sơ nộp gồm".to_owned(), runs: Vec::new() };
    vec![head, Block::Table(table), sets]
}

fn promise(data: &ReceiptData) -> Vec<Block> {
    let fee = match data.fee {
        None => DOTS.to_owned(),
        Some(0) => "không".to_owned(),
        Some(fee) => format!("{} đồng", vietnamese_number(fee)),
    };
    let book_number = data.book_number.map_or_else(|| "…………".to_owned(), |n| prose_number(i64::from(n)));
    let book = if data.book.is_empty() { "…………" } else { &data.book };
    vec![
        Block::field("Thời gian giải quyết theo quy định", or_dots(&data.limit)),
        Block::field("Thời gian nhận hồ sơ", moment(data.received)),
        Block::Field { label: "Thời gian trả kết quả".to_owned(), runs: vec![Run::bold(moment(data.due))] },
        Block::field("Đăng ký nhận kết quả tại", or_dots(&data.collect_at)),
        Block::field("Phí, lệ phí", fee),
        Block::Field {
            label: "Vào Sổ theo dõi hồ sơ, Quyển số".to_owned(),
            runs: vec![Run::text(format!("{book}; Số thứ tự: {book_number}"))],
        },
    ]
}

fn signatures(data: &ReceiptData) -> Panes {
    let block = |title: &str, name: &str| {
        vec![
            Line::new(Role::Position, title),
            Line::new(Role::SignHint, "(Ký và ghi rõ họ tên)"),
            Line::new(Role::SignSpace, ""),
            Line::new(Role::Signer, name),
        ]
    };
    let row = vec![block("NGƯỜI NỘP HỒ SƠ", &data.handed_in_by), block("NGƯỜI TIẾP NHẬN HỒ SƠ", &data.received_by)];
    Panes { widths: vec![1, 1], rows: vec![row] }
}

fn or_dots(text: &str) -> &str {
    if text.trim().is_empty() { DOTS } else { text }
}

/// `09 giờ 15 phút, ngày 20 tháng 11 năm 2026`, or dots.
fn moment(moment: Option<Moment>) -> String {
    match moment {
        Some(m) => format!("{:02} giờ {:02} phút, {}", m.minute / 60, m.minute % 60, long_date(m.day)),
        None => "…… giờ …… phút, ngày …… tháng …… năm ………".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use crate::report::text;

    fn printed(data: &ReceiptData) -> String {
        text::write(&receipt(data), 80).expect("written")
    }

    #[test]
    fn a_receipt_says_what_the_form_asks_for() {
        let text = printed(&sample::receipt_data());
        for expected in [
            "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
            "Mã hồ sơ: H15.12-261120-0007",
            "Số lượng hồ sơ: 01 (bộ)",
            "Thời gian nhận hồ sơ: 09 giờ 15 phút, ngày 20 tháng 11 năm 2026",
            "Thời gian trả kết quả: 17 giờ 00 phút, ngày 27 tháng 11 năm 2026",
            "Phí, lệ phí: 12.000 đồng",
            "Quyển số: 03; Số thứ tự: 07",
            "NGƯỜI NỘP HỒ SƠ",
            "NGƯỜI TIẾP NHẬN HỒ SƠ",
        ] {
            assert!(text.contains(expected), "{expected}\n{text}");
        }
    }

    #[test]
    fn without_a_due_date_nothing_is_promised() {
        let data = ReceiptData { due: None, limit: String::new(), fee: Some(0), ..sample::receipt_data() };
        let text = printed(&data);
        assert!(text.contains("Thời gian trả kết quả: …… giờ …… phút, ngày ……"), "{text}");
        assert!(text.contains("Thời gian giải quyết theo quy định: ……"), "{text}");
        assert!(text.contains("Phí, lệ phí: không"), "{text}");
        assert!(!text.contains("ngày 27"), "{text}");
    }
}
