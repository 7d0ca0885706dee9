//! The account as an official page: A4 upright, letterhead, facts, a table of days for each due date, the ledger, two
//! signatures, small print (DOMAIN.md §7).

use super::{Account, DAYS, Imprint, LEDGER, Part};
use crate::domain::day::Moment;
use crate::domain::deadline::DayRow;
use crate::domain::masking;
use crate::report::model::{
    Align, Block, Cell, CsvContent, Letterhead, Line, Panes, Report, Row, Run, Table, long_date,
};

/// The page. The same account and imprint give the same bytes in every format.
pub fn report(account: &Account, imprint: &Imprint) -> Report {
    let mut report = Report::new("due", letterhead(imprint));
    report.csv = CsvContent::FirstTable;
    report.blocks = facts(account, imprint);
    report.blocks.extend(days(account));
    report.blocks.extend(ledger(account));
    report.blocks.extend(remarks(account));
    // What is only imagined is a sheet to reckon with, which nobody signs.
    if !account.code.is_empty() {
        report.blocks.push(Block::Panes(signatures(imprint)));
    }
    report.small_print = small_print(imprint);
    report.json = super::files::json(account, imprint);
    report
}

fn letterhead(imprint: &Imprint) -> Letterhead {
    Letterhead {
        superior: imprint.superior.clone(),
        unit: imprint.unit.clone(),
        place: imprint.place.clone(),
        date: imprint.day(),
        kind_title: "Bản giải trình".to_owned(),
        subject: "Thời hạn giải quyết hồ sơ".to_owned(),
        ..Letterhead::default()
    }
}

/// The applicant's name as it leaves the desk.
pub(super) fn applicant(account: &Account, imprint: &Imprint) -> String {
    if imprint.unmasked { account.applicant.clone() } else { masking::name(&account.applicant) }
}

fn facts(account: &Account, imprint: &Imprint) -> Vec<Block> {
    let name = applicant(account, imprint);
    let own = [("Mã hồ sơ", &account.code), ("Người nộp", &name), ("Thủ tục", &account.procedure)];
    let own = own.into_iter().map(|(label, value)| (label, value.as_str()));
    let facts = account.facts.iter().map(|(label, value)| (label.as_str(), value.as_str()));
    let mut blocks: Vec<Block> = own
        .chain(facts)
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| Block::field(label, value))
        .collect();
    let said = match account.due {
        Some(due) => long_moment(due),
        None => format!("chưa có. {}", account.why_none),
    };
    blocks.push(Block::Field {
        label: "Hạn trả kết quả đang có hiệu lực".to_owned(), runs: vec![Run::bold(said)]
    });
    blocks
}

/// `17 giờ 00 phút, ngày 27 tháng 11 năm 2026`.
fn long_moment(at: Moment) -> String {
    format!("{:02} giờ {:02} phút, {}", at.minute / 60, at.minute % 60, long_date(at.day))
}

fn days(account: &Account) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !account.parts.is_empty() {
        blocks.push(Block::part("I. CÁCH TÍNH TỪNG NGÀY"));
    }
    for (n, part) in (1..).zip(&account.parts) {
        blocks.push(Block::section(format!("{n}. {}: {}", part.title, long_moment(part.explanation.due))));
        blocks.push(Block::Table(table(part)));
    }
    blocks
}

/// The days of one part, with the sum as its last row.
pub(super) fn table(part: &Part) -> Table {
    let mut table = Table::simple(&part.title, "", &DAYS);
    for column in [0, 2, 3] {
        table.columns[column].align = Some(Align::Centre);
    }
    table.rows = part.explanation.rows().iter().map(|row| Row::new(cells(row))).collect();
    let total = vec![Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::text(part.explanation.total())];
    table.rows.push(Row::total(total));
    table
}

fn cells(row: &DayRow) -> Vec<Cell> {
    vec![
        Cell::Date(row.day),
        Cell::text(row.day.weekday_name()),
        Cell::text(row.verdict()),
        Cell::text(row.ordinal()),
        Cell::text(row.why.as_str()),
    ]
}

fn ledger(account: &Account) -> Vec<Block> {
    if account.ledger.is_empty() {
        return Vec::new();
    }
    let mut table = Table::simple("Sổ hạn trả", "", &LEDGER);
    table.columns[0].align = Some(Align::Centre);
    table.rows = (1..)
        .zip(&account.ledger)
        .map(|(n, line)| {
            Row::new(vec![
                Cell::text(format!("{n:02}")),
                Cell::Moment(line.due),
                Cell::Moment(line.at),
                Cell::text(line.why.as_str()),
                Cell::text(line.document.as_str()),
                Cell::text(line.officer.as_str()),
            ])
        })
        .collect();
    vec![Block::part("II. CÁC LẦN HẸN TRẢ KẾT QUẢ"), Block::Table(table)]
}

fn remarks(account: &Account) -> Vec<Block> {
    if account.remarks.is_empty() {
        return Vec::new();
    }
    let head = if account.ledger.is_empty() { "II. LƯU Ý" } else { "III. LƯU Ý" };
    let items = account.remarks.iter().map(|said| Block::item("-", 0, vec![Run::text(said.as_str())]));
    std::iter::once(Block::part(head)).chain(items).collect()
}

fn signatures(imprint: &Imprint) -> Panes {
    let row = vec![
        Line::signature(&["Người lập"], &imprint.printed_by),
        Line::signature(&[&imprint.signer_prefix, &imprint.signer_position], &imprint.signer),
    ];
    Panes { widths: vec![1, 1], rows: vec![row] }
}

fn small_print(imprint: &Imprint) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(at) = imprint.printed_at {
        let by = if imprint.printed_by.is_empty() {
            String::new()
        } else {
            format!("; người in: {}", imprint.printed_by)
        };
        lines.push(format!("In lúc {}{by}.", at.vietnamese()));
    }
    if let Some((seq, hash)) = &imprint.chain_head {
        lines.push(format!("Mã kiểm tra lịch sử: {seq}-{}.", hash.get(..16).unwrap_or(hash)));
    }
    lines
}
