//! Forms with a moment and little else: accepting and refusing what was filed online, and the ends of a dossier.

use crate::desk::end;
use crate::desk::slip::Draft;
use crate::domain::dossier::{Channel, Outcome};
use crate::domain::refusal::Refusal;
use crate::ui::keymap::Act;
use crate::ui::moves::Context;
use crate::ui::moves::clock::CLEARS;
use crate::ui::moves::fields::{Reader, moment_row, reason_row};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::work::step::Step;

/// The form of such a move.
pub fn form(act: Act, context: &Context) -> Form {
    let now = Some(context.now);
    let rows = match act {
        Act::AcceptFiled => vec![moment_row("accepted_at", "Tiếp nhận lúc", now)],
        Act::Done => vec![moment_row("done_at", "Xong việc lúc", now)],
        Act::Settle => {
            let why = FormRow::text("why", "Lý do ghi lùi", "").hint(WHY).hidden();
            vec![moment_row("settled_at", "Kết thúc lúc", now), warning(), why, clears()]
        }
        Act::GiveBack => vec![moment_row("returned_at", "Trả kết quả lúc", now), channel_row(context)],
        Act::Refuse => vec![
            reason_row("Vì sao không tiếp nhận; in trên phiếu từ chối"),
            FormRow::text("contact", "Liên hệ", context.aids.settings.get("contact"))
                .hint("Công dân hỏi thêm ở đâu; in trên phiếu từ chối"),
            moment_row("settled_at", "Từ chối lúc", now),
        ],
        Act::Reject => ending("Vì sao trả lại hồ sơ, không giải quyết", context),
        Act::Withdraw => ending("Ví dụ: công dân đề nghị rút, đơn ngày …", context),
        _ => stopping(context),
    };
    Form::new(rows)
}

fn ending(hint: &str, context: &Context) -> Vec<FormRow> {
    vec![reason_row(hint), moment_row("settled_at", "Kết thúc lúc", Some(context.now)), warning(), clears()]
}

/// What is asked for where an end noted backwards takes lateness away.
const WHY: &str = "Bắt buộc khi ghi lùi làm hồ sơ hết quá hạn: vì sao nay mới ghi";

/// The line that says what an end noted backwards takes away.
fn warning() -> FormRow {
    let mut row = FormRow::told("clearing", "").hidden();
    row.doubt = true;
    row
}

/// Asks whether an end from before the lateness is meant.
fn clears() -> FormRow {
    FormRow::check("clears", "Bỏ quá hạn", false).hint(CLEARS).hidden()
}

/// Says what an end at the moment that stands in the form would take away, and asks whether that is meant. Of several
/// dossiers at once only the register knows which are late.
pub fn warn(form: &mut Form, context: &Context) {
    let at = Reader::new(form, context).moment("settled_at");
    let said = context.one.as_ref().and_then(|whole| {
        let stored = &whole.stored;
        end::takes_away(&stored.dossier.apology, at, stored.late_from, context.now)
    });
    let asked = said.is_some() || (context.several() && at < context.now);
    form.set("clearing", said.as_deref().unwrap_or_default());
    form.show("clearing", said.is_some());
    for key in ["why", "clears"] {
        form.show(key, asked);
    }
}

/// A stop has a notice (form 05), so its legal basis and its signer are asked for.
fn stopping(context: &Context) -> Vec<FormRow> {
    let mut rows = ending("Vì sao dừng; in trên thông báo dừng", context);
    let basis = FormRow::text("basis", "Căn cứ", "").hint("Điều, khoản, văn bản làm căn cứ dừng");
    let signer = FormRow::text("signer", "Người ký", context.aids.settings.get("signer_name"));
    rows.splice(1..1, [basis, signer.hint("Người ký thông báo dừng")]);
    rows
}

/// The way back is the way in, unless the clerk says otherwise.
fn channel_row(context: &Context) -> FormRow {
    let options: Vec<(&str, &str)> = Channel::ALL.iter().map(|channel| (channel.code(), channel.label())).collect();
    let came = context.one.as_ref().map_or(Channel::Direct, |whole| whole.stored.dossier.channel);
    FormRow::choice("return_channel", "Cách trả", &options, came.code())
        .hint("← → hoặc vài chữ để đổi: trực tiếp, trực tuyến, bưu chính công ích")
}

fn ending_slip(act: Act, read: &mut Reader<'_>) -> Draft {
    let reason = read.needed("reason", "Kết thúc mà không có kết quả thì phải ghi lý do.");
    if act != Act::Stop {
        return Draft::because(&reason);
    }
    let basis = read.needed("basis", "Dừng giải quyết phải có căn cứ; căn cứ được in trên thông báo.");
    Draft { basis, signer: read.text("signer"), ..Draft::because(&reason) }
}

fn asks(form: &Form, key: &str) -> bool {
    form.row(key).is_some_and(|row| row.shown)
}

/// What the answered form asks for.
pub fn step(act: Act, form: &Form, context: &Context) -> Result<Step, Refusal> {
    let mut read = Reader::new(form, context);
    let step = match act {
        Act::AcceptFiled => Step::Accept { at: read.moment("accepted_at") },
        Act::Done => Step::Done { at: read.moment("done_at") },
        Act::Settle => {
            // What was answered to a moment that stands there no more is no answer to this one.
            let why = if asks(form, "why") { read.text("why") } else { String::new() };
            Step::Settle { at: read.moment("settled_at"), why, clears: asks(form, "clears") && form.checked("clears") }
        }
        Act::GiveBack => Step::GiveBack {
            at: read.moment("returned_at"),
            channel: Channel::from_code(form.get("return_channel")).unwrap_or(Channel::Direct),
        },
        Act::Refuse => Step::Refuse {
            at: read.moment("settled_at"),
            slip: Draft {
                contact: read.text("contact"),
                ..Draft::because(&read.needed("reason", "Từ chối tiếp nhận phải ghi lý do."))
            },
        },
        _ => Step::End {
            outcome: match act {
                Act::Reject => Outcome::Rejected,
                Act::Withdraw => Outcome::Withdrawn,
                _ => Outcome::Stopped,
            },
            at: read.moment("settled_at"),
            slip: ending_slip(act, &mut read),
            clears: asks(form, "clears") && form.checked("clears"),
        },
    };
    read.finish(step)
}
