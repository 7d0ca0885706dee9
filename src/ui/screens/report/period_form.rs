//! The form that chooses a period: a preset with its year and cut-off, or any days from–to.

use crate::domain::day::Moment;
use crate::domain::period::{Cutoff, Period};
use crate::domain::refusal::Refusal;
use crate::ui::entry::{Ground, day, day_echo};
use crate::ui::parts::form::{Form, FormRow};

/// How a day of a period is typed; working days from today make no period.
const DAYS: &str = "25/6, 2506, 25/6/2026, hn (hôm nay), hq (hôm qua)";

/// Parts of a year as presets write them, and their words.
const PARTS: [(&str, &str); 20] = [
    ("H1", "06 tháng đầu năm"),
    ("H2", "06 tháng cuối năm"),
    ("Q1", "quý I"),
    ("Q2", "quý II"),
    ("Q3", "quý III"),
    ("Q4", "quý IV"),
    ("9M", "09 tháng"),
    ("", "cả năm"),
    ("01", "tháng 01"),
    ("02", "tháng 02"),
    ("03", "tháng 3"),
    ("04", "tháng 4"),
    ("05", "tháng 5"),
    ("06", "tháng 6"),
    ("07", "tháng 7"),
    ("08", "tháng 8"),
    ("09", "tháng 9"),
    ("10", "tháng 10"),
    ("11", "tháng 11"),
    ("12", "tháng 12"),
];

/// What stands in the choice of parts for a free period.
const FREE: &str = "free";

/// The form, filled in with the period in use.
pub fn form(period: Option<&Period>, cutoff: Cutoff, now: Moment) -> Form {
    let code = period.and_then(Period::code);
    let (year, part) = match code.as_deref().map(|code| code.split_once('-').unwrap_or((code, ""))) {
        Some((year, part)) => (year.to_owned(), part.to_owned()),
        None => (now.day.year().to_string(), if period.is_some() { FREE } else { "H1" }.to_owned()),
    };
    let mut parts = PARTS.to_vec();
    parts.push((FREE, "từ ngày … đến ngày …"));
    let cutoffs = Cutoff::ALL.map(|cutoff| (cutoff.code(), cutoff.label()));
    let days = |day: fn(&Period) -> String| period.map(day).unwrap_or_default();
    let mut form = Form::new(vec![
        FormRow::choice("period", "Kỳ", &parts, &part).hint("← → hoặc gõ chữ đầu để chọn"),
        FormRow::text("year", "Năm", &year).hint("bốn chữ số, ví dụ 2026"),
        FormRow::choice("cutoff", "Chốt số liệu", &cutoffs, cutoff.code()),
        FormRow::text("from", "Từ ngày", &days(|p| p.from.vietnamese())).hint(DAYS),
        FormRow::text("to", "Đến ngày", &days(|p| p.to.vietnamese())).hint(DAYS),
    ]);
    echo(&mut form, now);
    form
}

/// Shows what days the choice means; a preset fills the two days in.
pub fn echo(form: &mut Form, now: Moment) {
    if form.get("period") == FREE {
        for key in ["from", "to"] {
            let read = with_ground(now, |ground| day(form.get(key), ground));
            let text = read.as_ref().map_or_else(|_| String::new(), |day| day_echo(*day));
            form.set_echo(key, &text, false);
        }
        form.set_echo("period", "", false);
        return;
    }
    match read(form, now) {
        Ok((period, _)) => {
            form.set("from", &period.from.vietnamese());
            form.set("to", &period.to.vietnamese());
            form.set_echo("from", "", false);
            form.set_echo("to", "", false);
        }
        Err(_) => form.set_echo("period", "", false),
    }
}

/// A day that was typed makes the period a free one.
pub fn typed_a_day(form: &mut Form) {
    form.set("period", FREE);
}

/// Reads the form.
pub fn read(form: &Form, now: Moment) -> Result<(Period, Cutoff), Refusal> {
    let cutoff = Cutoff::from_code(form.get("cutoff")).unwrap_or_default();
    let part = form.get("period");
    if part != FREE {
        let year = form.get("year");
        let code = if part.is_empty() { year.to_owned() } else { format!("{year}-{part}") };
        let year_said = |_| Refusal::at("year", "Viết năm đủ bốn chữ số, ví dụ 2026.");
        return Ok((Period::preset(&code, cutoff).map_err(year_said)?, cutoff));
    }
    let mut refusal = Refusal::default();
    let mut days = Vec::new();
    for key in ["from", "to"] {
        match with_ground(now, |ground| day(form.get(key), ground)) {
            Ok(day) => days.push(day),
            Err(said) => refusal.add(key, said),
        }
    }
    refusal.or_ok()?;
    let period = Period::free(days[0], days[1])?;
    Ok((period, cutoff))
}

/// A report is about days that are over or named outright: working days ahead mean nothing here.
fn with_ground<T>(now: Moment, f: impl FnOnce(&Ground) -> T) -> T {
    f(&Ground { now, working_day_after: &|_, _| None })
}
