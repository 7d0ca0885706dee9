//! A made-up report and slip for the writers' tests. Every person and body in it is invented.

use super::ii06a;
use super::model::{
    Block, Cell, Closing, Column, FigureRef, FigureRow, Grouping, HeaderCell, Letterhead, Report, Row, Run, Table,
};
use crate::domain::clock_rule::RuleKind;
use crate::domain::number::vietnamese_number;

/// A name that tries everything: markup, a formula, marks of direction, control characters.
pub const HOSTILE: &str = "=1+1 <w:p/> & \"Đặng\" 'Ư'\u{202e}\u{200b}\u{7}";
/// The same as it may be printed.
pub const HARMLESS: &str = "=1+1 <w:p/> & \"Đặng\" 'Ư'";

fn figure(n: i64, id: &str) -> Run {
    Run::figure(vietnamese_number(n), FigureRef::whole(id))
}

/// A report with every kind of block, footnotes, a long table, a wide one and an annex.
pub fn report() -> Report {
    let mut report = Report::new("commune", letterhead());
    report.blocks = narrative();
    report.blocks.push(Block::Table(long_table()));
    report.blocks.push(Block::Table(wide_table()));
    report.blocks.push(Block::part("III. NHIỆM VỤ KỲ TỚI"));
    report.blocks.push(Block::paragraph(
        "Trên đây là báo cáo tình hình tiếp nhận, giải quyết và trả kết quả thủ tục hành chính tháng 01 năm 2026, \
         Trung tâm Phục vụ hành chính công xã Đồng Xuân kính báo cáo Ủy ban nhân dân xã./.",
    ));
    report.closing = Some(Closing {
        recipients: vec!["UBND xã".into(), "Văn phòng HĐND và UBND xã".into(), "Lưu: VT, TTPVHCC".into()],
        prefix: "KT. Giám đốc".into(),
        position: "Phó Giám đốc".into(),
        signer: "Trần Thị Mẫu".into(),
    });
    report.rules = vec![(RuleKind::Lateness, "hết ngày hẹn trả (áp dụng từ 01/07/2025, theo văn bản thử)".into())];
    report.small_print = vec!["Cách tính hạn: hết ngày hẹn trả. Mã kiểm tra lịch sử: 3f9a-11c2.".into()];
    report.annexes = vec![Block::annex("PHỤ LỤC: DANH SÁCH HỒ SƠ QUÁ HẠN"), Block::Table(overdue())];
    report.figures = vec![
        row("settled.total", "Đã giải quyết", 1222, None),
        row("settled.overdue", "Quá hạn", 15, Some(1222)),
        row("open.overdue", "Quá hạn", 0, Some(0)),
    ];
    report.json = serde_json::json!({"kind": "commune", "figures": {"settled.total": {"n": 1222}}});
    report
}

fn row(id: &str, label: &str, n: i64, of: Option<i64>) -> FigureRow {
    FigureRow {
        id: id.into(),
        label: label.into(),
        n,
        of,
        rules: crate::domain::figure::by_id(id).map_or(Vec::new(), |(_, figure)| figure.rules.to_vec()),
    }
}

fn letterhead() -> Letterhead {
    Letterhead {
        superior: "UBND xã Đồng Xuân".into(),
        unit: "Trung tâm Phục vụ hành chính công".into(),
        number: Some(5),
        symbol: "BC-TTPVHCC".into(),
        place: "Đồng Xuân".into(),
        date: "2026-02-05".parse().ok(),
        kind_title: "Báo cáo".into(),
        subject: "Tình hình tiếp nhận, giải quyết và trả kết quả thủ tục hành chính tháng 01 năm 2026".into(),
        recipient: "Ủy ban nhân dân xã Đồng Xuân".into(),
    }
}

fn narrative() -> Vec<Block> {
    let gap = vec![
        Run::text("Nguyễn Văn Thử: "),
        Run::figure("20", FigureRef::part("digitized.components.gap", Grouping::Officer, "thu")),
        Run::text(format!(" hồ sơ, máy quét hỏng; {HOSTILE}: 14 hồ sơ.")),
    ];
    vec![
        Block::part("II. KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT (số liệu từ ngày 01/01/2026 đến ngày 31/01/2026)"),
        Block::section("1. Tiếp nhận hồ sơ"),
        Block::Paragraph(vec![
            Run::text("Tổng số tiếp nhận: "),
            figure(1801, "received.total"),
            Run::text(" hồ sơ"),
            Run::footnote(vec![Run::text("Gồm cả hồ sơ kỳ trước chuyển sang.")]),
            Run::text(", gồm:"),
        ]),
        Block::item("-", 0, vec![Run::text("Trực tuyến: "), figure(1790, "received.online"), Run::text(" hồ sơ;")]),
        Block::item(
            "+",
            1,
            vec![
                Run::text("Số hóa thành phần hồ sơ khi tiếp nhận: còn 34 hồ sơ chưa số hóa đầy đủ"),
                Run::footnote(gap),
                Run::text(" và phải bổ sung xong trong tháng sau, không để lẫn với hồ sơ mới tiếp nhận."),
            ],
        ),
    ]
}

/// Forty rows below a header of two rows.
fn long_table() -> Table {
    let mut table = Table {
        name: "Theo lĩnh vực".into(),
        title: "Kết quả theo lĩnh vực".into(),
        unit: "Đơn vị tính: Số hồ sơ TTHC".into(),
        columns: [5, 30, 10, 10, 10, 10, 10].map(|width| Column { width, align: None }).to_vec(),
        header: vec![
            vec![
                HeaderCell::spanning("STT", 1, 2),
                HeaderCell::spanning("Lĩnh vực", 1, 2),
                HeaderCell::spanning("Tiếp nhận", 2, 1),
                HeaderCell::spanning("Đã giải quyết", 2, 1),
                HeaderCell::spanning("Tỷ lệ đúng hạn (%)", 1, 2),
            ],
            ["Trực tiếp", "Trực tuyến", "Đúng hạn", "Quá hạn"].map(HeaderCell::new).to_vec(),
        ],
        numbers: ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"].map(str::to_owned).to_vec(),
        ..Table::default()
    };
    for i in 1..=40 {
        table.rows.push(Row::new(vec![
            Cell::Integer(i, None),
            Cell::text(format!("Hộ tịch – Chứng thực số {i}")),
            Cell::Integer(1234, None),
            Cell::Integer(567, None),
            Cell::Integer(1790, None),
            Cell::figure(11, FigureRef::part("settled.overdue", Grouping::Field, &format!("{i}"))),
            Cell::Percent { n: 1790, of: if i == 7 { 0 } else { 1801 }, reference: None },
        ]));
    }
    let mut total = vec![Cell::Empty, Cell::text("Tổng cộng")];
    total.extend([49_360, 22_680, 71_600, 440].map(|n| Cell::Integer(n, None)));
    total.push(Cell::Percent { n: 71_600, of: 72_040, reference: None });
    table.rows.push(Row::total(total));
    table
}

/// Thirteen columns on a turned page, as table II.06a has.
fn wide_table() -> Table {
    let mut widths = vec![5, 26];
    widths.resize(13, 9);
    let mut table = Table {
        name: "Biểu II.06a".into(),
        title: "Tình hình, kết quả giải quyết thủ tục hành chính".into(),
        columns: widths.into_iter().map(|width| Column { width, align: None }).collect(),
        header: ii06a::header(),
        numbers: ii06a::numbers(),
        landscape: true,
        ..Table::default()
    };
    for (i, field) in ["Hộ tịch", "Đất đai", "Bảo trợ xã hội, chăm sóc người cao tuổi"].iter().enumerate()
    {
        let mut cells = vec![Cell::Integer(i as i64 + 1, None), Cell::text(*field)];
        cells.extend((0..11).map(|n| Cell::Integer(n * 117, None)));
        table.rows.push(Row::new(cells));
    }
    table
}

fn overdue() -> Table {
    let columns = [("Mã hồ sơ", 22), ("Người nộp", 30), ("Ngày nhận", 16), ("Hẹn trả", 12), ("Số ngày", 8)];
    let mut table = Table::simple("Quá hạn", "", &columns);
    for (i, name) in ["Nguyễn V** T**".to_owned(), HOSTILE.to_owned(), "Rất dài ".repeat(60), "=1+1".to_owned()]
        .into_iter()
        .enumerate()
    {
        table.rows.push(Row::new(vec![
            Cell::text(format!("H15.12-260105-{:04}", i + 1)),
            Cell::text(name),
            Cell::moment("2026-01-05 09:15".parse().ok()),
            Cell::date("2026-01-12".parse().ok()),
            Cell::Decimal(150 + i as i64, None),
        ]));
    }
    table
}
