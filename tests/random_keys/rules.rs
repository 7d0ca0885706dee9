//! The rules that hold after every key, whatever was pressed.

use motcua::ui::action::Part;
use motcua::ui::entry::{DAY_HINT, LIMIT_HINT, MOMENT_HINT};
use motcua::ui::parts::field::Field;
use motcua::ui::parts::form::{Form, FormRow, Value};
use motcua::ui::parts::table::Table;
use motcua::ui::shell::Shell;
use motcua::ui::work::Job;
use unicode_normalization::is_nfc;
use unicode_segmentation::UnicodeSegmentation;

/// The first rule that does not hold.
pub fn broken(shell: &Shell<Job>) -> Result<(), String> {
    let parts = shell.parts().ok_or("một thẻ không còn màn hình nào")?;
    parts.iter().try_for_each(|part| match part {
        Part::Form(form) => form_rules(form),
        Part::Table(table) => table_rules(table),
    })
}

fn form_rules(form: &Form) -> Result<(), String> {
    let fields = form.rows().iter().filter(|row| row.takes_focus()).count();
    if fields > 0 && !form.focused().is_some_and(FormRow::takes_focus) {
        return Err(format!("con trỏ không ở ô nào: {:?}", form.focused().map(|row| row.key)));
    }
    for row in form.rows() {
        let number = [DAY_HINT, MOMENT_HINT, LIMIT_HINT].contains(&row.hint.as_str()) || row.echo.starts_with("Thứ ");
        match &row.value {
            Value::Text(_) if row.prose && number => {
                return Err(format!("{}: ô ngày, giờ, số mà bộ gõ vẫn đổi chữ", row.key));
            }
            Value::Text(field) => field_rules(field).map_err(|said| format!("{}: {said}", row.key))?,
            Value::Choice { options, at } if *at >= options.len() && !options.is_empty() => {
                return Err(format!("{}: lựa chọn {at} không có", row.key));
            }
            Value::Pick { pick, chosen: Some(id), .. } if pick.item(id).is_none() => {
                return Err(format!("{}: mục {id} không có trong danh sách", row.key));
            }
            _ => {}
        }
    }
    Ok(())
}

fn field_rules(field: &Field) -> Result<(), String> {
    let text = field.text();
    let boundary = |at: usize| at == text.len() || text.grapheme_indices(true).any(|(start, _)| start == at);
    if !boundary(field.cursor()) {
        return Err(format!("con trỏ {} ở giữa chữ: {text:?}", field.cursor()));
    }
    if field.selection().is_some_and(|(from, to)| !boundary(from) || !boundary(to)) {
        return Err(format!("vùng chọn cắt giữa chữ: {text:?}"));
    }
    let allowed = |c: char| !c.is_control() || c == '\n' && field.is_long();
    if !is_nfc(text) || !text.chars().all(allowed) {
        return Err(format!("chữ không sạch: {text:?}"));
    }
    Ok(())
}

fn table_rules(table: &Table) -> Result<(), String> {
    match (table.selected(), table.index()) {
        (None, _) if !table.rows().is_empty() => Err("có dòng mà không dòng nào được chọn".to_owned()),
        (Some(row), _) if table.rows().iter().all(|known| known.id != row.id) => {
            Err(format!("dòng được chọn {} không có", row.id))
        }
        _ => Ok(()),
    }
}

/// The first of some typed fields that is not in a kept text.
pub fn lost(typed: &[(String, String)], kept: &str) -> Option<String> {
    // Compared as JSON writes it, since that is what a kept text is.
    let written = |value: &str| serde_json::to_string(value).unwrap_or_default();
    let missing = typed.iter().find(|(_, value)| !kept.contains(&written(value)));
    missing.map(|(key, value)| format!("{key}: {value}"))
}
