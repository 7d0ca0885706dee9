//! The form and the row of a version of the office hours.

use crate::domain::calendar::OfficeHours;
use crate::domain::day::Day;
use crate::domain::office_hours::{Span, spans_text};
use crate::domain::refusal::Refusal;
use crate::ui::entry::{Ground, day, spans};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::table::{Cell, Column};

/// The columns of the table.
pub fn columns() -> Vec<Column> {
    vec![
        Column::new("Từ ngày", 10, 10, 0),
        Column::new("Đến hết ngày", 12, 12, 1),
        Column::new("Các buổi", 23, 36, 0),
        Column::new("Thứ Bảy nhận", 12, 24, 2),
        Column::new("Văn bản", 8, 40, 3),
    ]
}

/// The cells of a version.
pub fn cells(it: &OfficeHours) -> Vec<Cell> {
    let or = |text: String, none: &str| if text.is_empty() { none.to_owned() } else { text };
    vec![
        it.valid_from()
            .map_or(Cell::plain("từ trước").by(""), |day| Cell::plain(day.vietnamese()).by(day.to_string())),
        it.valid_to().map_or(Cell::plain("–"), |day| Cell::plain(day.vietnamese()).by(day.to_string())),
        Cell::plain(spans_text(it.spans())),
        Cell::plain(or(spans_text(it.saturday()), "không")),
        Cell::plain(it.source()),
    ]
}

/// The form of a version; an empty one for a new version.
pub fn form(it: Option<&OfficeHours>) -> Form {
    let shown = |day: Option<Day>| day.map_or(String::new(), Day::vietnamese);
    let usual = OfficeHours::default();
    let text = |of: fn(&OfficeHours) -> &[Span]| spans_text(of(it.unwrap_or(&usual)));
    Form::new(vec![
        FormRow::day("valid_from", "Từ ngày", &shown(it.and_then(OfficeHours::valid_from)))
            .hint("25/6/2026; để trống: từ trước đến nay"),
        FormRow::day("valid_to", "Đến hết ngày", &shown(it.and_then(OfficeHours::valid_to)))
            .hint("chỉ cho giờ tạm thời; một buổi nghỉ thì ghi trùng ngày đầu; để trống: đến khi có giờ mới"),
        FormRow::code("spans", "Các buổi", &text(OfficeHours::spans))
            .hint("07:30-11:30 13:00-17:00, gõ tắt 730-1130 13-17; chỉ làm nửa ngày thì ghi một buổi"),
        FormRow::code("saturday", "Thứ Bảy nhận", &text(OfficeHours::saturday))
            .hint("730-1130; chỉ nhận hồ sơ, ngày ấy vẫn không tính vào hạn; để trống: không tiếp nhận"),
        FormRow::text("source", "Văn bản", it.map_or("", OfficeHours::source)).hint("thông báo, quyết định"),
        FormRow::note("Giờ tạm thời đứng trên giờ lâu dài. Ngày hẹn trả đã in không đổi theo giờ làm việc mới."),
    ])
}

/// What is understood of a field: the spans in full, with the working time they make.
pub fn echo(key: &str, text: &str) -> Option<String> {
    let found = matches!(key, "spans" | "saturday").then(|| spans(text).ok()).flatten()?;
    let minutes: u16 = found.iter().map(|(from, to)| to.saturating_sub(*from)).sum();
    let length = match (minutes / 60, minutes % 60) {
        (hours, 0) => format!("{hours} giờ"),
        (hours, minutes) => format!("{hours} giờ {minutes} phút"),
    };
    (!found.is_empty()).then(|| format!("{}: {length}", spans_text(&found)))
}

/// Reads the form. What does not read is told to `refusal`.
pub fn read(form: &Form, ground: &Ground, refusal: &mut Refusal) -> Option<OfficeHours> {
    let mut day_of = |key: &'static str| {
        let text = form.get(key);
        let read = (!text.is_empty()).then(|| day(text, ground)).transpose();
        read.unwrap_or_else(|said| {
            refusal.add(key, said);
            None
        })
    };
    let (from, to) = (day_of("valid_from"), day_of("valid_to"));
    let mut spans_of = |key: &'static str| {
        spans(form.get(key)).unwrap_or_else(|said| {
            refusal.add(key, said);
            Vec::new()
        })
    };
    let (spans, saturday) = (spans_of("spans"), spans_of("saturday"));
    if form.get("spans").is_empty() {
        refusal.add("spans", "Chưa nhập các buổi làm việc, ví dụ 07:30-11:30 13:00-17:00.");
    }
    if !refusal.problems.is_empty() {
        return None;
    }
    let mut take = |key: &'static str, made: Result<OfficeHours, crate::domain::calendar::HoursError>| {
        made.map_err(|error| refusal.add(key, format!("Chưa đúng: {error}."))).ok()
    };
    let hours = take("spans", OfficeHours::new(from, &spans))?;
    let hours = take("saturday", hours.receiving_on_saturday(&saturday))?.by(form.get("source"));
    for_a_while(hours, to).map_err(|(key, said)| refusal.add(key, said)).ok()
}

/// The hours with their last day, where there is one; else which field is wrong, and how.
fn for_a_while(hours: OfficeHours, last: Option<Day>) -> Result<OfficeHours, (&'static str, &'static str)> {
    let Some(last) = last else { return Ok(hours) };
    if hours.valid_from().is_none() {
        return Err(("valid_from", "Giờ tạm thời phải có ngày đầu; hãy ghi ngày, hoặc để trống ngày cuối."));
    }
    hours.until(last).map_err(|_| ("valid_to", "Ngày cuối đứng trước ngày đầu; hãy sửa lại."))
}
