//! Correcting a pause that is on record: which one, then its begin, end, reason and document, and why.

use crate::domain::pause::{Pause, PauseReason};
use crate::domain::refusal::Refusal;
use crate::ui::moves::Context;
use crate::ui::moves::fields::{self, Reader, moment_row, typed};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::work::step::Step;

fn pauses(context: &Context) -> &[Pause] {
    context.one.as_ref().map_or(&[], |whole| &whole.stored.dossier.pauses)
}

/// The form, filled with the last pause; another one is chosen in the first row.
pub fn form(context: &Context) -> Form {
    let pauses = pauses(context);
    let name = |(n, pause): (usize, &Pause)| {
        (n.to_string(), format!("Lần {}: {}, {}", n + 1, pause.from.day.vietnamese(), pause.reason.label()))
    };
    let names: Vec<(String, String)> = pauses.iter().enumerate().map(name).collect();
    let options: Vec<(&str, &str)> = names.iter().map(|(n, name)| (n.as_str(), name.as_str())).collect();
    let chosen = options.last().map_or("", |(n, _)| *n);
    let reasons: Vec<(&str, &str)> = PauseReason::ALL.iter().map(|why| (why.code(), why.label())).collect();
    let mut form = Form::new(vec![
        FormRow::choice("pause", "Lần tạm dừng", &options, chosen).hint("Mũi tên trái, phải để chọn lần khác"),
        FormRow::choice("pause_reason", "Lý do", &reasons, ""),
        FormRow::text("document", "Số văn bản", "").hint("Yêu cầu bổ sung phải có số, ví dụ 12/HDHS"),
        moment_row("from_at", "Tạm dừng từ", None),
        moment_row("to_at", "Tính tiếp từ", None).hint("Để trống nếu còn đang tạm dừng"),
        FormRow::text("reason", "Lý do sửa", "").hint("Bắt buộc; hạn đã ghi vẫn hiện trong sổ hạn trả, ghi là đã hủy"),
    ]);
    fill(&mut form, context);
    form
}

/// Fills the fields with the pause that is chosen.
fn fill(form: &mut Form, context: &Context) {
    let Some(pause) = form.get("pause").parse().ok().and_then(|n: usize| pauses(context).get(n)) else { return };
    form.set("pause_reason", pause.reason.code());
    form.set("document", &pause.document);
    form.set("from_at", &typed(Some(pause.from)));
    form.set("to_at", &typed(pause.to));
    fields::echo_all(form, context);
}

/// Another pause was chosen: its fields come up.
pub fn edited(form: &mut Form, key: &str, context: &Context) {
    if key == "pause" {
        fill(form, context);
    }
}

/// What the answered form asks for.
pub fn step(form: &Form, context: &Context) -> Result<Step, Refusal> {
    let mut read = Reader::new(form, context);
    let pause = Pause {
        reason: PauseReason::from_code(form.get("pause_reason")).unwrap_or(PauseReason::Other),
        document: read.text("document"),
        from: read.moment("from_at"),
        to: read.moment_or_none("to_at"),
    };
    let reason = read.needed("reason", "Sửa tạm dừng phải ghi lý do.");
    let at = form.get("pause").parse().unwrap_or(usize::MAX);
    read.finish(Step::CorrectPause { at, pause, reason })
}
