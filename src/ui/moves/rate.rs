//! The citizen's rating: a level by its number, and a comment.

use crate::domain::refusal::Refusal;
use crate::ui::moves::Context;
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::work::step::Step;

/// The form. Nothing is chosen at first, so that Enter alone rates nobody.
pub fn form(context: &Context) -> Form {
    let levels = context.aids.levels.offered().enumerate();
    let numbered: Vec<(String, String)> =
        levels.map(|(n, level)| (level.code.clone(), format!("{} {}", n + 1, level.label))).collect();
    let mut options = vec![("", "chưa chọn")];
    options.extend(numbered.iter().map(|(code, label)| (code.as_str(), label.as_str())));
    let keys: Vec<&str> = numbered.iter().map(|(_, label)| label.as_str()).collect();
    Form::new(vec![
        FormRow::choice("level", "Mức độ", &options, "").hint(&format!("Bấm số: {}", keys.join(", "))),
        FormRow::text("comment", "Ý kiến", "").hint("Lời của công dân, nếu có"),
    ])
}

/// What the answered form asks for.
pub fn step(form: &Form) -> Result<Step, Refusal> {
    let level = form.get("level").to_owned();
    if level.is_empty() {
        return Err(Refusal::at("level", "Hãy chọn mức độ hài lòng."));
    }
    Ok(Step::Rate { level, comment: crate::domain::text::nfc(form.get("comment")) })
}
