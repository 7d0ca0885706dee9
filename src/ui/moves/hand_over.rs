//! Handing over to an officer or an office, and noting that it was received.

use crate::desk::hand_over::HandOver;
use crate::domain::refusal::Refusal;
use crate::ui::keymap::Act;
use crate::ui::moves::Context;
use crate::ui::moves::fields::{Reader, moment_row, officer_row};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::work::step::Step;

/// The form of handing over, or of receiving.
pub fn form(act: Act, context: &Context) -> Form {
    if act == Act::Receive {
        return Form::new(receiving(context));
    }
    Form::new(vec![
        officer_row("to_officer", "Cán bộ nhận", context, ""),
        FormRow::text("to_office", "Đơn vị nhận", "")
            .hint("Cơ quan, đơn vị giải quyết; để trống nếu giao trong bộ phận"),
        moment_row("given_at", "Giao lúc", Some(context.now)),
        moment_row("received_at", "Nhận lúc", None)
            .hint("Để trống nếu bên nhận chưa ký nhận; ghi sau bằng Nhận bàn giao"),
        moment_row("step_due_at", "Hạn của bước", None)
            .hint("Bên nhận phải xong lúc nào, in trên phiếu kiểm soát; để trống nếu theo hạn chung"),
        FormRow::check("assisting", "Chỉ phối hợp", false)
            .hint("Phím cách để đánh dấu: bên nhận chỉ tham gia, người thụ lý không đổi"),
        FormRow::text("note", "Ghi chú", ""),
    ])
}

fn receiving(context: &Context) -> Vec<FormRow> {
    let mut rows = vec![moment_row("received_at", "Nhận lúc", Some(context.now))];
    let over = context.one.as_ref().and_then(|whole| whole.handovers.iter().rev().find(|o| o.received_at.is_none()));
    if let Some(over) = over {
        let to = [over.to.as_str(), over.office.as_str()].into_iter().filter(|part| !part.is_empty());
        let to = to.collect::<Vec<_>>().join(", ");
        rows.push(FormRow::note(&format!("Đã giao lúc {} cho {to}.", over.given_at.vietnamese())));
    }
    rows
}

/// What the answered form asks for.
pub fn step(act: Act, form: &Form, context: &Context) -> Result<Step, Refusal> {
    let mut read = Reader::new(form, context);
    if act == Act::Receive {
        let at = read.moment("received_at");
        return read.finish(Step::Receive { at });
    }
    let to = HandOver {
        to_officer: form.get("to_officer").to_owned(),
        to_office: read.text("to_office"),
        given_at: read.moment("given_at"),
        received_at: read.moment_or_none("received_at"),
        note: read.text("note"),
        due_at: read.moment_or_none("step_due_at"),
        assisting: form.checked("assisting"),
    };
    if to.to_officer.is_empty() && to.to_office.is_empty() {
        read.problem("to_officer", "Hãy chọn cán bộ nhận hoặc ghi đơn vị nhận.");
    }
    read.finish(Step::HandOver(to))
}
