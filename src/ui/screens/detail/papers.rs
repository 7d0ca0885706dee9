//! The forms of a dossier on its screen: the choice, and the preview with its ways out.

use crate::report::forms::sets::Form;
use crate::ui::keymap::Act;
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::parts::popup::Popup;
use crate::ui::work::paper::What;

/// The popup that lists every form; one that the dossier does not have says why and stands at the end.
pub fn choose(code: &str, forms: &[(Form, Option<&'static str>)]) -> Popup {
    let (mut have, mut lack) = (Vec::new(), Vec::new());
    for (form, why) in forms {
        let key = form.code().trim_start_matches('0');
        match why {
            None => have.push(PickItem::new(form.code(), key, form.label(), "")),
            Some(why) => {
                let name = format!("{}, chưa có: {why}", form.short());
                lack.push(PickItem::new(form.code(), key, &name, ""));
            }
        }
    }
    have.append(&mut lack);
    let title = format!("In phiếu: {code} — bấm số của mẫu, hoặc / để tìm");
    Popup::choose(Act::Print, &title, Pick::new(have).with_keys())
}

/// The preview of a form.
pub fn preview(form: Form, edition: &str, text: &str) -> Popup {
    let title = format!("Mẫu {}: {}", form.code(), form.short());
    let buttons = [('t', "Thôi", "close"), ('i', "In", "print"), ('l', "Lưu tệp Word", "save")];
    Popup::confirm(Act::Print, &title, &format!("{text}\n{edition}."), &buttons)
}

/// What an answer to either popup asks for; `shown` is the form in the preview.
pub fn asked(answer: &str, shown: Option<Form>) -> Option<What> {
    match answer {
        "print" => shown.map(What::Print),
        "save" => shown.map(What::Save),
        code => Form::from_code(code).map(What::Preview),
    }
}
