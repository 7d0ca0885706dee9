//! The sheet of fees taken: the sums by officer, each fee, and the signatures.

use crate::desk::error::Error;
use crate::desk::papers::fees::{self, Way};
use crate::desk::papers::names_by_code;
use crate::desk::papers::sheet::{PAPER_ROWS, blank, span};
use crate::domain::day::Day;
use crate::domain::number::{prose_number, vietnamese_number};
use crate::domain::refusal::Refusal;
use crate::report::Format;
use crate::report::model::{Block, Cell, Line, Panes, Report, Row, Table};
use crate::store::fees::FeeRow;
use crate::store::{Stamp, Store};

pub(super) fn fees(store: &Store, span_of: (Day, Day), format: Format, stamp: &Stamp) -> Result<Report, Error> {
    let (summed, rows) = (fees::taken(store, span_of)?, fees::rows(store, span_of)?);
    if rows.is_empty() {
        let said = format!("Không có khoản phí, lệ phí nào {}.", span(span_of.0, span_of.1));
        return Err(Refusal::whole(said).into());
    }
    let (settings, names) = (store.read().settings()?, names_by_code(&store.read())?);
    let mut report =
        blank(&settings, "Bảng kê", &format!("Phí, lệ phí đã thu {}", span(span_of.0, span_of.1)), stamp.at);
    let list = Block::Table(fee_list(&rows));
    if matches!(format, Format::Csv | Format::Xlsx) {
        report.blocks = vec![list];
        return Ok(report);
    }
    if rows.len() > PAPER_ROWS {
        let said = "Có quá nhiều khoản thu để in; hãy chọn khoảng ngày ngắn hơn hoặc xuất ra Excel, CSV.";
        return Err(Refusal::whole(said).into());
    }
    let whole = summed.whole.taken();
    let said = format!(
        "Đã thu {} đồng của {} hồ sơ. Khoản không ghi riêng lúc thu, người thu được tính vào lúc tiếp nhận, người tiếp \
         nhận; khoản chưa ghi thu không nằm trong tổng số.",
        vietnamese_number(whole.amount),
        prose_number(whole.dossiers.len() as i64)
    );
    report.blocks = vec![
        Block::paragraph(said),
        Block::section("1. Theo cán bộ thu"),
        Block::Table(fee_sums(&summed)),
        Block::section("2. Từng khoản"),
        list,
    ];
    let by = names.get(&stamp.officer).map_or("", String::as_str);
    let signatures = vec![
        Line::signature(&["Người lập"], by),
        Line::signature(&["Người nhận tiền"], ""),
        Line::signature(&[settings.get("signer_position")], settings.get("signer_name")),
    ];
    report.blocks.push(Block::Panes(Panes { widths: vec![1, 1, 1], rows: vec![signatures] }));
    Ok(report)
}

fn fee_sums(summed: &fees::Fees) -> Table {
    let columns = [
        ("Cán bộ", 26),
        ("Số hồ sơ", 8),
        ("Trực tiếp (đồng)", 14),
        ("Trực tuyến (đồng)", 14),
        ("Chưa ghi cách thu (đồng)", 14),
        ("Tổng đã thu (đồng)", 15),
        ("Chưa ghi thu (đồng)", 14),
    ];
    let mut table = Table::simple("Theo cán bộ", "", &columns);
    let cells = |taker: &fees::Taker| {
        let amount = |way: Way| Cell::Integer(taker.way(way).amount, None);
        let taken = taker.taken();
        vec![
            Cell::text(taker.name.as_str()),
            Cell::Integer(taken.dossiers.len() as i64, None),
            amount(Way::Cash),
            amount(Way::Online),
            amount(Way::Unsaid),
            Cell::Integer(taken.amount, None),
            amount(Way::Open),
        ]
    };
    table.rows = summed.takers.iter().map(|taker| Row::new(cells(taker))).collect();
    table.rows.push(Row::total(cells(&summed.whole)));
    table
}

fn fee_list(rows: &[(String, FeeRow)]) -> Table {
    let columns =
        [("TT", 5), ("Cán bộ", 20), ("Lúc thu", 16), ("Mã hồ sơ", 24), ("Cách thu", 14), ("Số tiền (đồng)", 13)];
    let mut table = Table::simple("Từng khoản", "", &columns);
    let cells = |(n, (name, row)): (i64, &(String, FeeRow))| {
        Row::new(vec![
            Cell::Integer(n, None),
            Cell::text(name.as_str()),
            Cell::Moment(row.at),
            Cell::text(row.code.as_str()),
            Cell::text(Way::of(row).label()),
            Cell::Integer(row.amount, None),
        ])
    };
    table.rows = (1..).zip(rows).map(cells).collect();
    table
}
