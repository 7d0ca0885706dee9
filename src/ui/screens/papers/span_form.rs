//! The form of a span of days: a first and a last day.

use crate::domain::day::Day;
use crate::domain::refusal::Refusal;
use crate::ui::entry::{DAY_HINT, Ground, day, day_echo};
use crate::ui::parts::form::{Form, FormRow};

/// The form, filled in with the days in use.
pub fn form(from: Day, to: Day) -> Form {
    Form::new(vec![
        FormRow::day("from", "Từ ngày", &from.vietnamese()).hint(DAY_HINT),
        FormRow::day("to", "Đến ngày", &to.vietnamese()).hint("Để trống: chỉ ngày trên"),
    ])
}

/// Shows what was understood of a field that holds a day.
pub fn echo(form: &mut Form, key: &str, ground: &Ground<'_>) {
    let text = form.get(key).to_owned();
    match day(&text, ground) {
        _ if text.is_empty() => form.set_echo(key, "", false),
        Ok(day) => form.set_echo(key, &day_echo(day, ground.calendar), false),
        Err(said) => form.set_echo(key, &said, true),
    }
}

/// Reads the days.
pub fn read(form: &Form, ground: &Ground<'_>) -> Result<(Day, Day), Refusal> {
    let mut refusal = Refusal::default();
    let mut one = |key: &'static str| {
        let read = day(form.get(key), ground);
        read.map_err(|said| refusal.add(key, said)).ok()
    };
    let from = one("from");
    let to = if form.get("to").is_empty() { from } else { one("to") };
    refusal.or_ok()?;
    match from.zip(to) {
        Some((from, to)) if from <= to => Ok((from, to)),
        _ => Err(Refusal::at("to", "Ngày cuối đứng trước ngày đầu; hãy sửa lại.")),
    }
}
