//! Linked legs (liên thông): linking to a request, unlinking, accepting a new leg from the request's page.

use crate::desk::legs::NewLeg;
use crate::domain::refusal::Refusal;
use crate::ui::keymap::Act;
use crate::ui::moves::Context;
use crate::ui::moves::fields::{Reader, moment_row, officer_row, procedure_row, reason_row};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::work::detail::Whole;
use crate::ui::work::step::Step;

/// The form of either.
pub fn form(act: Act, context: &Context) -> Form {
    match act {
        Act::LinkLeg => Form::new(vec![
            FormRow::code("request_code", "Mã yêu cầu", "")
                .hint("Mã hồ sơ của yêu cầu liên thông; gõ tên hay số điện thoại thì được chỉ mã nào khớp"),
            FormRow::check("of_another", "Khác người nộp", false)
                .hint("Phím cách để đánh dấu: yêu cầu đứng tên người khác, và vẫn đúng là yêu cầu của hồ sơ này"),
            FormRow::note(
                "Yêu cầu được tính vào báo cáo, các chặng thì không; chặng vẫn có hạn riêng và vẫn được nhắc.",
            ),
        ]),
        Act::UnlinkLeg => Form::new(vec![
            reason_row("Bắt buộc; từ đó hồ sơ được tính riêng trong báo cáo"),
            FormRow::note(&context.one.as_ref().and_then(|whole| leg_of(whole)).unwrap_or_default()),
        ]),
        _ => Form::new(new_leg(context)),
    }
}

fn leg_of(whole: &Whole) -> Option<String> {
    whole.request.as_ref().map(|request| format!("Đang là chặng của yêu cầu {}.", request.code))
}

fn new_leg(context: &Context) -> Vec<FormRow> {
    let total = context.one.as_ref().and_then(|whole| whole.due);
    let total = total.map_or("Yêu cầu chưa có hạn chung.".to_owned(), |due| {
        format!("Hạn chung của yêu cầu: {}. Người nộp và kênh lấy theo yêu cầu.", due.vietnamese())
    });
    vec![
        procedure_row(context, None),
        moment_row("accepted_at", "Tiếp nhận lúc", Some(context.now)),
        moment_row("due_at", "Hẹn trả của chặng", None).hint("Để trống: tính theo thời hạn của thủ tục"),
        officer_row("handled_by", "Cán bộ thụ lý", context, ""),
        FormRow::text("office", "Cơ quan giải quyết", ""),
        FormRow::note(&total),
    ]
}

/// What the answered form asks for.
pub fn step(act: Act, form: &Form, context: &Context) -> Result<Step, Refusal> {
    let mut read = Reader::new(form, context);
    match act {
        Act::LinkLeg => {
            let request_code = read.needed("request_code", "Hãy ghi mã hồ sơ của yêu cầu liên thông.");
            read.finish(Step::LinkLeg { request_code, of_another: form.checked("of_another") })
        }
        Act::UnlinkLeg => {
            let reason = read.needed("reason", "Bỏ liên thông phải ghi lý do.");
            read.finish(Step::UnlinkLeg { reason })
        }
        _ => {
            let new = NewLeg {
                procedure_code: read
                    .needed("procedure_code", "Chưa chọn thủ tục của chặng; gõ vài chữ của tên để tìm."),
                accepted_at: read.moment("accepted_at"),
                due_at: read.moment_or_none("due_at"),
                handled_by: form.get("handled_by").to_owned(),
                office: read.text("office"),
            };
            read.finish(Step::AcceptLeg(new))
        }
    }
}

/// Why a dossier that is known whole cannot be linked, unlinked or have a leg.
pub fn why_not(act: Act, whole: &Whole) -> Option<&'static str> {
    let (is_leg, has_legs) = (whole.request.is_some(), !whole.legs.is_empty());
    match act {
        Act::LinkLeg if is_leg => Some("Hồ sơ đã là chặng của một yêu cầu; bỏ liên thông: phím -."),
        Act::LinkLeg if has_legs => Some("Hồ sơ này là yêu cầu có các chặng, không thể là chặng của hồ sơ khác."),
        Act::UnlinkLeg if !is_leg => Some("Hồ sơ không là chặng của yêu cầu nào."),
        Act::AcceptLeg if is_leg => Some("Một chặng không có chặng con; hãy mở yêu cầu rồi thêm chặng ở đó."),
        _ => None,
    }
}
