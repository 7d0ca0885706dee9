//! The fee taken: the amount, how, when and by whom; a reason where it was noted before.

use crate::domain::dossier::PaidBy;
use crate::domain::fee::Fee;
use crate::domain::refusal::Refusal;
use crate::ui::entry;
use crate::ui::moves::Context;
use crate::ui::moves::fields::{Reader, moment_row, officer_row, reason_row};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::work::step::Step;

/// What is on record, where the dossier is known whole.
fn known(context: &Context) -> Fee {
    context.one.as_ref().map(|whole| whole.fee.clone()).unwrap_or_default()
}

/// The form, filled in with what is on record; for a fee that nothing is said of, with now and the officer at reception.
pub fn form(context: &Context) -> Form {
    let known = known(context);
    let noted = known.taken();
    let mut ways = vec![("", "chưa thu")];
    ways.extend(PaidBy::ALL.iter().map(|by| (by.code(), by.label())));
    let way = known.paid_by.map_or(if noted { "" } else { PaidBy::Cash.code() }, PaidBy::code);
    let at = if noted { known.paid_at } else { Some(context.now) };
    let amount = known.amount.map(|amount| amount.to_string()).unwrap_or_default();
    let mut rows = vec![
        FormRow::number("fee", "Số tiền (đồng)", &amount).hint("Chỉ gồm chữ số, ví dụ 12000; không thu thì ghi 0"),
        FormRow::choice("paid_by", "Cách thu", &ways, way),
        moment_row("paid_at", "Lúc thu", at).hint("Để trống: tính vào lúc tiếp nhận"),
        officer_row("paid_to", "Người thu", context, &known.paid_to),
    ];
    if noted {
        rows.push(reason_row("Khoản thu này đã ghi; sửa thì phải ghi lý do"));
    }
    Form::new(rows)
}

/// What the answered form asks for. Nothing stays said of a fee that was not taken.
pub fn step(form: &Form, context: &Context) -> Result<Step, Refusal> {
    let mut read = Reader::new(form, context);
    let amount = match form.get("fee") {
        "" => None,
        typed => entry::money(typed).map_err(|said| read.problem("fee", said)).ok(),
    };
    let paid_by = PaidBy::from_code(form.get("paid_by"));
    let (mut paid_at, mut paid_to) = (None, String::new());
    if paid_by.is_some() {
        paid_at = read.moment_or_none("paid_at");
        form.get("paid_to").clone_into(&mut paid_to);
    }
    let reason = read.text("reason");
    read.finish(Step::Fee { fee: Fee { amount, paid_by, paid_at, paid_to }, reason })
}
