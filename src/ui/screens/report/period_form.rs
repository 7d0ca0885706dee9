//! The form that chooses a period: a preset with its year and cut-off, or any days from–to.

use crate::domain::period::{Cutoff, Period};
use crate::domain::refusal::Refusal;
use crate::ui::entry::{DAY_HINT, Ground, day, day_echo};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::pick::{Pick, PickItem};

/// Parts of a year: as presets write them, the short word that one types, their name, and the same in digits.
const PARTS: [(&str, &str, &str, &str); 20] = [
    ("H1", "6T", "06 tháng đầu năm", "H1, 6 tháng đầu"),
    ("H2", "6TC", "06 tháng cuối năm", "H2, 6 tháng cuối"),
    ("Q1", "Q1", "quý I", "quý 1"),
    ("Q2", "Q2", "quý II", "quý 2"),
    ("Q3", "Q3", "quý III", "quý 3"),
    ("Q4", "Q4", "quý IV", "quý 4"),
    ("9M", "9T", "09 tháng", "9 tháng"),
    (YEAR, "N", "cả năm", "12 tháng"),
    ("01", "T1", "tháng 01", "tháng 1"),
    ("02", "T2", "tháng 02", "tháng 2"),
    ("03", "T3", "tháng 3", "tháng 03"),
    ("04", "T4", "tháng 4", "tháng 04"),
    ("05", "T5", "tháng 5", "tháng 05"),
    ("06", "T6", "tháng 6", "tháng 06"),
    ("07", "T7", "tháng 7", "tháng 07"),
    ("08", "T8", "tháng 8", "tháng 08"),
    ("09", "T9", "tháng 9", "tháng 09"),
    ("10", "T10", "tháng 10", ""),
    ("11", "T11", "tháng 11", ""),
    ("12", "T12", "tháng 12", ""),
];

/// What stands among the parts for the whole year, which a preset writes as nothing.
const YEAR: &str = "Y";

/// What stands in the choice of parts for a free period.
const FREE: &str = "free";

/// The form, filled in with the period in use.
pub fn form(period: Option<&Period>, cutoff: Cutoff, ground: &Ground) -> Form {
    let code = period.and_then(Period::code);
    let (year, part) = match code.as_deref().map(|code| code.split_once('-').unwrap_or((code, YEAR))) {
        Some((year, part)) => (year.to_owned(), part.to_owned()),
        None => (ground.now.day.year().to_string(), if period.is_some() { FREE } else { "H1" }.to_owned()),
    };
    let item = |(id, code, name, side): (&str, &str, &str, &str)| PickItem::new(id, code, name, side);
    let free = item((FREE, "TD", "từ ngày … đến ngày …", "tự chọn"));
    let parts = PARTS.into_iter().map(item).chain([free]).collect();
    let cutoffs = Cutoff::ALL.map(|cutoff| (cutoff.code(), cutoff.label()));
    let days = |day: fn(&Period) -> String| period.map(day).unwrap_or_default();
    let mut form = Form::new(vec![
        FormRow::pick("period", "Kỳ", Pick::new(parts), Some(&part))
            .hint("Gõ q2, quý 2, t3, tháng 3, 6t, 9t, năm…; dấu cách: mở cả danh sách"),
        FormRow::number("year", "Năm", &year).hint("bốn chữ số, ví dụ 2026"),
        FormRow::choice("cutoff", "Chốt số liệu", &cutoffs, cutoff.code()),
        FormRow::day("from", "Từ ngày", &days(|p| p.from.vietnamese())).hint(DAY_HINT),
        FormRow::day("to", "Đến ngày", &days(|p| p.to.vietnamese())).hint(DAY_HINT),
    ]);
    echo(&mut form, ground);
    form
}

/// Shows what days the choice means; a preset fills the two days in.
pub fn echo(form: &mut Form, ground: &Ground) {
    if form.get("period") == FREE {
        for key in ["from", "to"] {
            let text = form.get(key).to_owned();
            match day(&text, ground) {
                Ok(day) => form.set_echo(key, &day_echo(day, ground.calendar), false),
                Err(_) if text.is_empty() => form.set_echo(key, "", false),
                Err(said) => form.set_echo(key, &said, true),
            }
        }
        form.set_echo("period", "", false);
        return;
    }
    match read(form, ground) {
        Ok((period, _)) => {
            form.set("from", &period.from.vietnamese());
            form.set("to", &period.to.vietnamese());
            form.set_echo("from", "", false);
            form.set_echo("to", "", false);
        }
        Err(_) => form.set_echo("period", "", false),
    }
}

/// A day that was typed makes the period a free one; the days that the preset itself filled in do not.
pub fn typed_a_day(form: &mut Form, ground: &Ground) {
    let of_preset = read(form, ground).is_ok_and(|(period, _)| {
        (form.get("from"), form.get("to")) == (period.from.vietnamese().as_str(), period.to.vietnamese().as_str())
    });
    if !of_preset {
        form.set("period", FREE);
    }
}

/// Reads the form.
pub fn read(form: &Form, ground: &Ground) -> Result<(Period, Cutoff), Refusal> {
    let cutoff = Cutoff::from_code(form.get("cutoff")).unwrap_or_default();
    let part = form.get("period");
    if part.is_empty() {
        return Err(Refusal::at("period", "Chưa chọn kỳ; gõ q2, t3, 6t hoặc mở danh sách bằng dấu cách."));
    }
    if part != FREE {
        let year = form.get("year");
        let code = if part == YEAR { year.to_owned() } else { format!("{year}-{part}") };
        let year_said = |_| Refusal::at("year", "Viết năm đủ bốn chữ số, ví dụ 2026.");
        return Ok((Period::preset(&code, cutoff).map_err(year_said)?, cutoff));
    }
    let mut refusal = Refusal::default();
    let mut days = Vec::new();
    for key in ["from", "to"] {
        match day(form.get(key), ground) {
            Ok(day) => days.push(day),
            Err(said) => refusal.add(key, said),
        }
    }
    refusal.or_ok()?;
    let period = Period::free(days[0], days[1])?;
    Ok((period, cutoff))
}
