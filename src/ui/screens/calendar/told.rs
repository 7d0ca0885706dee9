//! What is said of a day and of a year in words.

use crate::domain::calendar::{CalendarDay, DayKind, DayStatus, Reason};
use crate::domain::day::Day;
use crate::domain::holidays;
use crate::domain::lunar;
use crate::domain::number::vietnamese_number;
use crate::domain::office_hours::spans_text;
use crate::ui::look::Tone;
use crate::ui::screens::calendar::mark::Mark;
use crate::ui::work::calendar::Whole;

/// A line with its tone.
pub type Line = (Tone, String);

/// The day by the lunar calendar: `13/10 âm lịch, năm Bính Ngọ`.
pub fn lunar_date(day: Day) -> Option<String> {
    let (year, month, date) = lunar::on(day)?;
    let leap = if month.leap { " nhuận" } else { "" };
    Some(format!("{date}/{}{leap} âm lịch, năm {}", month.number, lunar::year_name(year)))
}

/// The day's name: `Thứ Bảy 21/11/2026`.
pub fn name(day: Day) -> String {
    format!("{} {}", day.weekday_name(), day.vietnamese())
}

/// What the day is, most important first; its name is not among it.
pub fn about(whole: &Whole, day: Day) -> Vec<Line> {
    let calendar = &whole.calendar;
    let mut lines = vec![what(whole, day)];
    let many = whole.due_on(day) > 0;
    if many {
        lines.push(due(whole, day));
    }
    let row = whole.row(day);
    if let Some(row) = row.filter(|row| row.status == DayStatus::Expected) {
        lines.push((Tone::Warning, format!("? chưa có thông báo, đã tính là ngày {}; v xác nhận", row.kind.label())));
    }
    if let Some(row) = calendar.proposed(day) {
        let said = format!("~ đề xuất {}: {}; không tính cho đến khi xác nhận (v)", row.kind.label(), row.name);
        lines.push((Tone::Waiting, said));
    }
    if !many {
        lines.push(due(whole, day));
    }
    lines.push(hours(whole, day));
    match row {
        Some(row) if row.source.is_empty() => lines.push((Tone::Dim, "chưa ghi văn bản".to_owned())),
        Some(row) => lines.push((Tone::Normal, format!("Văn bản: {}", row.source))),
        None => {}
    }
    lines
}

fn what(whole: &Whole, day: Day) -> Line {
    match whole.calendar.why(day) {
        Reason::Working => (Tone::Good, "Ngày làm việc".to_owned()),
        Reason::WorkedSaturday { name, .. } => (Tone::Good, format!("+ Làm việc: {name}")),
        Reason::Weekend => (Tone::Dim, ". Nghỉ cuối tuần".to_owned()),
        Reason::Holiday { name, .. } => (Tone::Overdue, format!("* Nghỉ: {name}")),
    }
}

fn due(whole: &Whole, day: Day) -> Line {
    let count = vietnamese_number(i64::try_from(whole.due_on(day)).unwrap_or(i64::MAX));
    match Mark::of(whole, day) {
        Mark::Clash => (Tone::Overdue, format!("! {count} hồ sơ hẹn trả vào ngày nghỉ này; Enter mở danh sách")),
        _ if whole.due_on(day) > 0 => (Tone::Title, format!("{count} hồ sơ hẹn trả; Enter mở danh sách")),
        _ => (Tone::Dim, "không có hồ sơ hẹn trả".to_owned()),
    }
}

fn hours(whole: &Whole, day: Day) -> Line {
    let calendar = &whole.calendar;
    let spans = spans_text(calendar.reception(day));
    if !calendar.is_working(day) {
        return match spans.as_str() {
            "" => (Tone::Dim, "không tiếp nhận".to_owned()),
            spans => (Tone::Normal, format!(": có tiếp nhận {spans}, không tính vào hạn")),
        };
    }
    let hours = calendar.hours(day);
    let by = if hours.source().is_empty() { String::new() } else { format!(", {}", hours.source()) };
    match hours.valid_to() {
        Some(last) if Some(last) == hours.valid_from() => {
            (Tone::LastMoment, format!("- giờ riêng ngày này {spans}{by}"))
        }
        Some(last) => (Tone::LastMoment, format!("- giờ đến hết {}: {spans}{by}", last.vietnamese())),
        None => (Tone::Normal, format!("giờ làm việc {spans}")),
    }
}

/// Days of one holiday that follow each other, with at most a weekend between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
    /// Rows in it.
    pub days: usize,
    /// A row of it.
    pub row: CalendarDay,
}

/// The rows of a year as stretches, in order.
pub fn runs(rows: &[CalendarDay]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for row in rows {
        let same = |run: &&mut Run| {
            let of = (run.row.kind, run.row.status, &run.row.name) == (row.kind, row.status, &row.name);
            of && row.date.since(run.to) <= 3
        };
        match runs.last_mut().filter(|run| same(run)) {
            Some(run) => (run.to, run.days) = (row.date, run.days + 1),
            None => runs.push(Run { from: row.date, to: row.date, days: 1, row: row.clone() }),
        }
    }
    runs
}

/// The days of a stretch: `16/02` or `16/02-20/02`.
pub fn dates(from: Day, to: Day) -> String {
    let short = |day: Day| format!("{:02}/{:02}", day.date(), day.month());
    if from == to { short(from) } else { format!("{}-{}", short(from), short(to)) }
}

/// The name of a row as it stands beside its mark, which says already that an announcement is awaited.
pub fn short_name(row: &CalendarDay) -> String {
    holidays::confirmed(row, "").name
}

/// The mark of a row, whatever falls due on its day.
pub fn mark_of(row: &CalendarDay) -> Mark {
    match (row.status, row.kind) {
        (DayStatus::Proposed, _) => Mark::Proposed,
        (DayStatus::Expected, _) => Mark::Expected,
        (DayStatus::Announced, DayKind::Off) => Mark::Off,
        (DayStatus::Announced, DayKind::Work) => Mark::Worked,
    }
}

/// What is said of a year: its working days, and what is not sure in it.
pub fn year(whole: &Whole, year: i32) -> Vec<Line> {
    let rows = whole.year(year);
    let mut said = Vec::new();
    if let (Some(from), Some(next)) = (Day::new(year, 1, 1), Day::new(year + 1, 1, 1)) {
        said.push((Tone::Normal, format!("{} ngày làm việc", whole.calendar.working_days_between(from, next))));
    }
    if rows.is_empty() {
        said.push((Tone::Warning, "? chưa có ngày nghỉ: p đề xuất".to_owned()));
        return said;
    }
    let of = |status: DayStatus| rows.iter().filter(|row| row.status == status).count();
    let off = rows.iter().filter(|row| row.kind == DayKind::Off && row.status != DayStatus::Proposed).count();
    said.push((Tone::Normal, format!("{off} ngày nghỉ")));
    for (status, tone, words) in [
        (DayStatus::Expected, Tone::Warning, "? {} chờ thông báo"),
        (DayStatus::Proposed, Tone::Waiting, "~ {} đề xuất"),
    ] {
        if of(status) > 0 {
            said.push((tone, words.replace("{}", &of(status).to_string())));
        }
    }
    said
}
