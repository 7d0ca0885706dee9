//! The forms of the year's calendar, and what they read as. A field's name is that of the files.

use chrono::Weekday;

use crate::domain::calendar::{Calendar, CalendarDay, DayKind, DayStatus};
use crate::domain::day::{Day, Moment};
use crate::domain::holidays::{self, NationalDays, Pattern, TetDays};
use crate::domain::refusal::Refusal;
use crate::report::Format;
use crate::ui::entry::{Ground, day, day_echo};
use crate::ui::parts::form::{Form, FormRow, Value};
use crate::ui::screens::calendar::told;
use crate::ui::work::calendar::{FORMATS, Span, Whole};

const SOURCE: &str = "số, ngày của văn bản, ví dụ: 9441/TB-BNV ngày 16/10/2025";

fn kinds(kind: DayKind) -> FormRow {
    let options = [(DayKind::Off.code(), "nghỉ"), (DayKind::Work.code(), "làm bù (thứ Bảy, Chủ nhật)")];
    FormRow::choice("kind", "Loại", &options, kind.code())
}

fn statuses(status: DayStatus) -> FormRow {
    let options = DayStatus::ALL.map(|status| (status.code(), status.label()));
    FormRow::choice("status", "Tình trạng", &options, status.code())
        .hint("dự kiến: theo luật, đã tính, còn chờ thông báo; đề xuất: chưa tính vào hạn nào")
}

fn note(key: &'static str, text: &str) -> FormRow {
    FormRow::new(key, "", Value::Note(text.to_owned()))
}

/// The form for new days; `from` and `to` are the chosen stretch.
pub fn add(from: Day, to: Day, calendar: &Calendar) -> Form {
    let last = if from == to { String::new() } else { to.vietnamese() };
    // A weekend day alone is off anyway: whoever writes it down means that it is worked.
    let worked = from == to && matches!(from.weekday(), Weekday::Sat | Weekday::Sun);
    let kind = if worked { DayKind::Work } else { DayKind::Off };
    let mut first = FormRow::day("from", "Từ ngày", &from.vietnamese()).hint("25/6, 2506, 25/6/2026");
    first.echo = day_echo(from, calendar);
    Form::new(vec![
        first,
        FormRow::day("to", "Đến ngày", &last).hint("để trống: một ngày"),
        kinds(kind),
        FormRow::text("name", "Tên", "").hint("ví dụ: Nghỉ Tết Nguyên đán"),
        FormRow::text("source", "Văn bản", "").hint(SOURCE),
        statuses(DayStatus::Announced),
        FormRow::check("weekends", "Ghi cả cuối tuần", false)
            .hint("dấu cách để đánh dấu; thứ Bảy, Chủ nhật vốn đã nghỉ nên thường không cần"),
        note("told", ""),
    ])
}

/// The form for a day that has a row.
pub fn edit(row: &CalendarDay) -> Form {
    Form::new(vec![
        note("", &format!("Ngày {}", told::name(row.date))),
        FormRow::text("name", "Tên", &row.name),
        kinds(row.kind),
        FormRow::text("source", "Văn bản", &row.source).hint(SOURCE),
        statuses(row.status),
    ])
}

/// Says below the form of new days what would be written.
pub fn follow_add(form: &mut Form, whole: &Whole, now: Moment) {
    for key in ["from", "to"] {
        let read = read_day(form.get(key), now, &whole.calendar).unwrap_or_default();
        form.set_echo(key, &read.map_or(String::new(), |day| day_echo(day, &whole.calendar)), false);
    }
    let said = match read_span(form, None, now, &whole.calendar) {
        Ok(span) => {
            let days = span.days();
            let there = days.iter().filter(|day| whole.row(**day).is_some()).count();
            let again =
                if there == 0 { String::new() } else { format!("; {there} ngày đã có sẽ được ghi lại") };
            format!("Sẽ ghi {} ngày{again}.", days.len())
        }
        Err(_) => String::new(),
    };
    form.set("told", &said);
}

fn read_day(text: &str, now: Moment, calendar: &Calendar) -> Result<Option<Day>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    day(text, &Ground { now, calendar }).map(Some)
}

/// Reads the days of a form; `edited` is the day of the form of an existing row. What the register would refuse is
/// refused by it.
pub fn read_span(form: &Form, edited: Option<Day>, now: Moment, calendar: &Calendar) -> Result<Span, Refusal> {
    let mut refusal = Refusal::default();
    let mut read = |key: &'static str| match read_day(form.get(key), now, calendar) {
        Ok(day) => day,
        Err(said) => {
            refusal.add(key, said);
            None
        }
    };
    let from = edited.or_else(|| read("from"));
    let to = if edited.is_some() { edited } else { read("to").or(from) };
    let (Some(from), Some(to)) = (from, to) else {
        if refusal.problems.is_empty() {
            refusal.add("from", "Chưa nhập ngày.");
        }
        return Err(refusal);
    };
    refusal.or_ok()?;
    Ok(Span {
        from,
        to,
        kind: DayKind::from_code(form.get("kind")).unwrap_or(DayKind::Off),
        name: form.get("name").to_owned(),
        source: form.get("source").to_owned(),
        status: DayStatus::from_code(form.get("status")).unwrap_or(DayStatus::Announced),
        weekends: form.checked("weekends"),
    })
}

/// The form that confirms a row, or all of those that it belongs to: a holiday, a swap, the days that were `chosen`.
pub fn confirm(row: &CalendarDay, with: &[CalendarDay], chosen: bool) -> Form {
    let mut rows = Vec::new();
    if with.len() > 1 {
        let what = match chosen {
            true => "mọi ngày đang chọn",
            false if holidays::swapped(with.iter()) => "cả đợt hoán đổi",
            false => "cả kỳ nghỉ",
        };
        let all = format!("{what}, {} ngày", with.len());
        // The day that the words name is the one that is confirmed.
        let (code, one) = (row.date.to_string(), format!("chỉ ngày {}", row.date.vietnamese()));
        rows.push(FormRow::choice("which", "Xác nhận", &[("all", &all), (&code, &one)], "all"));
    }
    rows.push(FormRow::text("source", "Văn bản công bố", "").hint(SOURCE));
    let days = with.iter().map(|row| format!("{} {}", told::dates(row.date, row.date), row.name));
    rows.push(note("told", &days.collect::<Vec<_>>().join("\n")));
    Form::new(rows)
}

/// The rows that the form confirms, of those that it is about.
pub fn confirmed(form: &Form, with: &[CalendarDay]) -> Vec<CalendarDay> {
    let one: Option<Day> = form.get("which").parse().ok();
    with.iter().filter(|row| one.is_none_or(|day| row.date == day)).cloned().collect()
}

/// The form that proposes a year.
pub fn propose(whole: &Whole, year: i32) -> Form {
    let usual = Pattern::usual(year);
    let tet = TetDays::ALL.map(|it| (it.code(), it.label()));
    let national = NationalDays::ALL.map(|it| (it.code(), it.label()));
    let mut form = Form::new(vec![
        FormRow::number("year", "Năm", &year.to_string()),
        FormRow::choice("tet", "Tết Nguyên đán", &tet, usual.tet.code()).hint("← → để chọn phương án"),
        FormRow::choice("national", "Quốc khánh", &national, usual.national.code()).hint("← → để chọn phương án"),
        note("told", ""),
    ]);
    follow_propose(&mut form, whole, "");
    form
}

/// Says below the form what would be proposed; another year brings its usual patterns.
pub fn follow_propose(form: &mut Form, whole: &Whole, key: &str) {
    let Ok(year) = form.get("year").parse::<i32>() else {
        form.set("told", "");
        return;
    };
    if key == "year" {
        let usual = Pattern::usual(year);
        form.set("tet", usual.tet.code());
        form.set("national", usual.national.code());
    }
    let Ok((_, pattern)) = read_proposal(form) else { return };
    let missing = holidays::missing(year, pattern, &whole.year(year));
    let runs = told::runs(&missing);
    let mut lines: Vec<String> =
        runs.iter().map(|run| format!("~ {:<11} {}", told::dates(run.from, run.to), run.row.name)).collect();
    lines.insert(
        0,
        match missing.len() {
            0 if holidays::YEARS.contains(&year) => format!("Năm {year} không thiếu ngày nghỉ nào."),
            0 => format!("Chỉ đề xuất được các năm {}–{}.", holidays::YEARS.start(), holidays::YEARS.end()),
            n => format!("Sẽ đề xuất {n} ngày, chưa tính vào hạn nào cho đến khi xác nhận:"),
        },
    );
    form.set("told", &lines.join("\n"));
}

/// The year and the patterns of that form.
pub fn read_proposal(form: &Form) -> Result<(i32, Pattern), Refusal> {
    let year = form.get("year").parse().map_err(|_| Refusal::at("year", "Viết năm đủ bốn số, ví dụ 2028."))?;
    let usual = Pattern::usual(year);
    let tet = TetDays::ALL.into_iter().find(|it| it.code() == form.get("tet")).unwrap_or(usual.tet);
    let national = NationalDays::ALL.into_iter().find(|it| it.code() == form.get("national"));
    Ok((year, Pattern { tet, national: national.unwrap_or(usual.national) }))
}

/// The form that asks for a file.
pub fn import() -> Form {
    let path = FormRow::code("file", "Tệp CSV", "").hint("gõ đường dẫn, hoặc kéo thả tệp vào cửa sổ");
    let told = "Các cột: date, kind (off, work), name, source, status (announced, expected, proposed). \
                Xuất CSV từ màn hình này (x) được một tệp đúng mẫu. Sẽ xem trước từng ngày rồi mới ghi.";
    Form::new(vec![path, note("told", told)])
}

/// The form that asks for the format of the year's list.
pub fn export() -> Form {
    let formats = FORMATS.map(|format| (format.code(), format.label()));
    Form::new(vec![
        FormRow::choice("format", "Định dạng", &formats, Format::Docx.code()).hint("← → để chọn; CSV nhập lại được"),
    ])
}
