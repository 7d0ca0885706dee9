//! Forms with a moment and little else: accepting and refusing what was filed online, and the ends of a dossier.

use crate::domain::dossier::{Channel, Outcome};
use crate::domain::refusal::Refusal;
use crate::ui::keymap::Act;
use crate::ui::moves::Context;
use crate::ui::moves::fields::{Reader, moment_row, reason_row};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::work::step::Step;

/// The form of such a move.
pub fn form(act: Act, context: &Context) -> Form {
    let now = Some(context.now);
    let rows = match act {
        Act::AcceptFiled => vec![moment_row("accepted_at", "Tiếp nhận lúc", now)],
        Act::Done => vec![moment_row("done_at", "Xong việc lúc", now)],
        Act::Settle => vec![moment_row("settled_at", "Kết thúc lúc", now)],
        Act::GiveBack => vec![moment_row("returned_at", "Trả kết quả lúc", now), channel_row(context)],
        Act::Refuse => vec![
            reason_row("Vì sao không tiếp nhận; in trên phiếu từ chối"),
            moment_row("settled_at", "Từ chối lúc", now),
        ],
        Act::Reject => ending("Vì sao trả lại hồ sơ, không giải quyết", context),
        Act::Withdraw => ending("Ví dụ: công dân đề nghị rút, đơn ngày …", context),
        _ => ending("Vì sao dừng, theo văn bản hoặc điều khoản nào", context),
    };
    Form::new(rows)
}

fn ending(hint: &str, context: &Context) -> Vec<FormRow> {
    vec![reason_row(hint), moment_row("settled_at", "Kết thúc lúc", Some(context.now))]
}

/// The way back is the way in, unless the clerk says otherwise.
fn channel_row(context: &Context) -> FormRow {
    let options: Vec<(&str, &str)> = Channel::ALL.iter().map(|channel| (channel.code(), channel.label())).collect();
    let came = context.one.as_ref().map_or(Channel::Direct, |whole| whole.stored.dossier.channel);
    FormRow::choice("return_channel", "Cách trả", &options, came.code())
        .hint("Mũi tên trái, phải hoặc chữ đầu để đổi: trực tiếp, trực tuyến, bưu chính công ích")
}

/// What the answered form asks for.
pub fn step(act: Act, form: &Form, context: &Context) -> Result<Step, Refusal> {
    let mut read = Reader::new(form, context);
    let step = match act {
        Act::AcceptFiled => Step::Accept { at: read.moment("accepted_at") },
        Act::Done => Step::Done { at: read.moment("done_at") },
        Act::Settle => Step::Settle { at: read.moment("settled_at") },
        Act::GiveBack => Step::GiveBack {
            at: read.moment("returned_at"),
            channel: Channel::from_code(form.get("return_channel")).unwrap_or(Channel::Direct),
        },
        Act::Refuse => Step::Refuse {
            reason: read.needed("reason", "Từ chối tiếp nhận phải ghi lý do."),
            at: read.moment("settled_at"),
        },
        _ => Step::End {
            outcome: match act {
                Act::Reject => Outcome::Rejected,
                Act::Withdraw => Outcome::Withdrawn,
                _ => Outcome::Stopped,
            },
            reason: read.needed("reason", "Kết thúc mà không có kết quả thì phải ghi lý do."),
            at: read.moment("settled_at"),
        },
    };
    read.finish(step)
}
