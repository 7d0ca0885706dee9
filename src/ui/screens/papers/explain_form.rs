//! The form of the explanation report: a period, an officer or all, and whether it is printed or saved as a file.

use crate::desk::count::Scope;
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;
use crate::report::Format;
use crate::ui::entry::Ground;
use crate::ui::keymap::Act;
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::parts::popup::Popup;
use crate::ui::screens::report::period_form;
use crate::ui::work::detail::Aids;
use crate::ui::work::papers::Sheet;

/// What stands among the formats for the printer.
pub const PRINT: &str = "print";

/// The form, for the month of today.
pub fn popup(aids: &Aids, ground: &Ground<'_>, officer: &str) -> Popup {
    let cutoff = aids.settings.cutoff();
    let month = format!("{}-{:02}", ground.now.day.year(), ground.now.day.month());
    let period = Period::preset(&month, cutoff).ok().filter(|period| period.start() <= ground.now);
    let mut rows = period_form::form(period.as_ref(), cutoff, ground).rows().to_vec();
    let mut items = vec![PickItem::new("", "", "tất cả cán bộ", "")];
    items.extend(aids.officers.iter().map(|known| PickItem::new(&known.code, "", &known.name, &known.position)));
    let chosen = Some(officer).filter(|code| items.iter().any(|item| item.id == *code)).unwrap_or("");
    rows.push(
        FormRow::pick("officer", "Cán bộ", Pick::new(items), Some(chosen)).hint("Gõ vài chữ của tên, hoặc tất cả"),
    );
    let formats = [Format::Docx, Format::Text, Format::Xlsx, Format::Csv].map(|format| (format.code(), format.label()));
    let mut ways = vec![(PRINT, "in ra giấy")];
    ways.extend(formats);
    rows.push(FormRow::choice("format", "In hay xuất", &ways, PRINT));
    Popup::prompt(Act::ExplainLate, "Giải trình hồ sơ quá hạn", Form::new(rows))
}

/// The sheet and the format that the form asks for.
pub fn read(form: &Form, ground: &Ground<'_>) -> Result<(Sheet, Format), Refusal> {
    let (period, cutoff) = period_form::read(form, ground)?;
    if period.start() > ground.now {
        return Err(Refusal::at("period", format!("Kỳ {} chưa bắt đầu.", period.dates())));
    }
    let scope = Scope { period, cutoff, now: ground.now };
    let format = Format::from_code(form.get("format")).unwrap_or(Format::Docx);
    Ok((Sheet::ExplainLate { scope, officer: form.get("officer").to_owned() }, format))
}
