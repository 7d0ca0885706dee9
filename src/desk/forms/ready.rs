//! What a form cannot leave the desk without, and where it is filled in. It knows neither template nor paper.

use crate::domain::refusal::Refusal;
use crate::report::forms::sets::Form;

use super::known::Known;

/// Refuses a form that would have a hole, with the place where the missing words belong.
///
/// # Errors
/// [`Refusal`] in one sentence.
pub fn ready(form: Form, known: &Known) -> Result<(), Refusal> {
    let code = &known.dossier.code;
    if known.settings.get("unit").is_empty() {
        return Err(Refusal::whole("Chưa đặt tên đơn vị in trên phiếu: ghi ở Danh mục (F6), Thiết lập, “Tên đơn vị”."));
    }
    if matches!(form, Form::Supplement | Form::Refusal) && known.contact().is_empty() {
        return Err(Refusal::whole(format!(
            "{code}: phiếu chưa có nơi liên hệ. Ghi ở Danh mục (F6), Thiết lập, “Liên hệ khi vướng mắc” rồi in."
        )));
    }
    // What the desk notes of the cause is for the desk; the citizen reads only what was written to the citizen.
    if form == Form::Apology && known.dossier.apology.reason.trim().is_empty() {
        return Err(Refusal::whole(format!(
            "{code}: văn bản xin lỗi chưa có lý do chậm. Mở hồ sơ, phím a, ghi ô “Lý do chậm” rồi in."
        )));
    }
    Ok(())
}
