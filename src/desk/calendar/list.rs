//! The list of a year's days off and worked Saturdays, as a file for the wall or to be edited and taken in again.

use crate::desk::calendar::whole;
use crate::desk::error::Error;
use crate::desk::list::letterhead;
use crate::domain::calendar::CalendarDay;
use crate::domain::day::{Day, Moment};
use crate::domain::refusal::Refusal;
use crate::domain::settings::Settings;
use crate::exchange;
use crate::report::model::{Block, Cell, Report, Row, Table};
use crate::report::{Format, docx, text};
use crate::store::Store;

/// The formats of the list. CSV is the canonical file: what was edited in it can be imported.
pub const FORMATS: [Format; 3] = [Format::Docx, Format::Text, Format::Csv];

const COLUMNS: [(&str, u16); 6] =
    [("STT", 5), ("Ngày", 12), ("Thứ", 10), ("Loại", 10), ("Tên", 30), ("Văn bản, tình trạng", 34)];

/// The list of a year in a format: its title and its bytes.
///
/// # Errors
/// A refusal for a year without any row, for a format that the list has not, or when the register fails.
pub fn file(store: &Store, year: i32, format: Format, now: Moment) -> Result<(String, Vec<u8>), Error> {
    let whole = whole(store)?;
    let rows = whole.year(year);
    if rows.is_empty() {
        return Err(Refusal::whole(format!("Năm {year} chưa có ngày nào trong lịch để xuất.")).into());
    }
    let title = format!("Lịch nghỉ và làm bù năm {year}");
    let failed = |error: &dyn std::fmt::Display| Refusal::whole(format!("Chưa lập được danh sách: {error}."));
    let working = match (Day::new(year, 1, 1), Day::new(year + 1, 1, 1)) {
        (Some(from), Some(to)) => whole.calendar.working_days_between(from, to),
        _ => 0,
    };
    let settings = store.read().settings()?;
    let page = || report(&settings, &title, &rows, working, now);
    let bytes = match format {
        Format::Csv => exchange::to_bytes(&rows).map_err(|error| failed(&error))?,
        Format::Text => text::write(&page().document(), text::WIDTH).map_err(|error| failed(&error))?.into_bytes(),
        Format::Docx => docx::write(&page().document()).map_err(|error| failed(&error))?,
        _ => return Err(Refusal::at("format", "Lịch không có định dạng này.").into()),
    };
    Ok((title, bytes))
}

fn report(settings: &Settings, title: &str, rows: &[CalendarDay], working: i32, now: Moment) -> Report {
    let mut table = Table::simple("Lịch", "", &COLUMNS);
    table.rows = rows.iter().zip(1..).map(|(row, n)| Row::new(cells(n, row))).collect();
    let mut report = Report::new("calendar", letterhead(settings, title, now));
    let said = format!("Theo lịch của sổ đến {}: cả năm có {working} ngày làm việc.", now.vietnamese());
    let note = "Ngày đề xuất chưa tính vào thời hạn giải quyết; ngày dự kiến đã tính, còn chờ thông báo.";
    report.blocks = vec![Block::paragraph(said), Block::paragraph(note), Block::Table(table)];
    report
}

fn cells(n: i64, row: &CalendarDay) -> Vec<Cell> {
    let source = if row.source.is_empty() { String::new() } else { format!("{}; ", row.source) };
    vec![
        Cell::Integer(n, None),
        Cell::date(Some(row.date)),
        Cell::text(row.date.weekday_name()),
        Cell::text(row.kind.label()),
        Cell::text(row.name.as_str()),
        Cell::text(format!("{source}{}", row.status.label())),
    ]
}
