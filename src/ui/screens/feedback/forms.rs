//! The forms of feedback, one for each step, and what the answered form asks for.

use crate::domain::feedback::{Feedback, Part};
use crate::domain::refusal::Refusal;
use crate::report::Format;
use crate::ui::keymap::{Act, Scope, rows};
use crate::ui::moves::Context;
use crate::ui::moves::fields::{Reader, moment_row, officer_row, reason_row};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::popup::Popup;
use crate::ui::screens::feedback::target;
use crate::ui::work::feedback::{FORMATS, Reply, Seen, Step, Wanted};

/// What stands in the choice of contentment where nobody asked.
const UNASKED: &str = "";

/// The name of a step, from the table of keys.
pub(super) fn title(act: Act) -> &'static str {
    rows(Scope::Feedback).find(|row| row.act == act).map_or("Phản ánh", |row| row.label)
}

/// The form.
pub(super) fn form(act: Act, about: Option<&Seen>, context: &Context) -> Form {
    let subject = about.map(|seen| FormRow::note(&seen.stored.feedback.subject));
    let now = Some(context.now);
    let own = match (act, about) {
        (Act::FeedbackAdd, _) => return Form::new(data(&Feedback::received(context.now), context)),
        (Act::FeedbackEdit, Some(seen)) => {
            let mut all = data(&seen.stored.feedback, context);
            all.extend(course(&seen.stored.feedback));
            all.push(reason_row("Bắt buộc; giá trị cũ được giữ trong nhật ký"));
            return Form::new(all);
        }
        (Act::FeedbackAsk, _) => vec![
            moment_row("supplement_asked_at", "Yêu cầu lúc", now),
            FormRow::text("what", "Cần bổ sung", "").hint("Bắt buộc; hạn trả lời đứng lại từ lúc này"),
        ],
        (Act::FeedbackCame, _) => vec![moment_row("supplemented_at", "Bổ sung lúc", now)],
        (Act::FeedbackRefuse, _) => {
            let due = about.map(|seen| format!("Từ chối chậm nhất {}.", seen.refuse_due.day.vietnamese()));
            let reason = FormRow::text("reason", "Lý do", "").hint("Bắt buộc, sẽ báo cho người gửi");
            let rows =
                [Some(moment_row("refused_at", "Từ chối lúc", now)), Some(reason), due.map(|due| FormRow::note(&due))];
            rows.into_iter().flatten().collect()
        }
        (Act::FeedbackAnswer, _) => vec![
            moment_row("handled_at", "Trả lời lúc", now),
            FormRow::text("answer", "Nội dung", "").hint("Nội dung trả lời người gửi"),
            FormRow::text("document", "Văn bản", "").hint("Số văn bản trả lời, nếu có"),
        ],
        _ => vec![moment_row("published_at", "Công khai lúc", now)],
    };
    Form::new(subject.into_iter().chain(own).collect())
}

/// How a part of the list leaves the desk: printed, or as a file.
pub(super) fn out(act: Act, part: Part) -> Popup {
    let names = [("masked", "viết tắt, không có nội dung"), ("full", "đầy đủ")];
    let mut rows = vec![
        FormRow::note(&format!("Phản ánh, kiến nghị: {}", part.label().to_lowercase())),
        FormRow::choice("names", "Người gửi", &names, "masked")
            .hint("← → để chọn. Đầy đủ chỉ khi thật cần: việc này được ghi vào nhật ký."),
    ];
    if act == Act::Print {
        return Popup::prompt(act, "In danh sách", Form::new(rows));
    }
    let formats = FORMATS.map(|format| (format.code(), format.label()));
    rows.insert(1, FormRow::choice("format", "Định dạng", &formats, Format::Xlsx.code()));
    Popup::prompt(act, "Xuất danh sách ra tệp", Form::new(rows))
}

/// What the answered form of [`out`] asks for.
pub(super) fn wanted(act: Act, form: &Form, part: Part, all: bool) -> Wanted {
    let format = match act {
        Act::Print => Format::Docx,
        _ => Format::from_code(form.get("format")).unwrap_or(Format::Xlsx),
    };
    Wanted { part, all, format, unmasked: form.get("names") == "full" }
}

/// What is known when it comes in.
fn data(feedback: &Feedback, context: &Context) -> Vec<FormRow> {
    vec![
        moment_row("received_at", "Tiếp nhận lúc", Some(feedback.received_at)),
        FormRow::text("channel", "Hình thức", &feedback.channel).hint("Ví dụ: trực tiếp, điện thoại, Cổng DVCQG"),
        FormRow::text("subject", "Nội dung", &feedback.subject),
        FormRow::text("sender", "Người gửi", &feedback.sender).hint("Có thể để trống"),
        FormRow::text("contact", "Liên hệ", &feedback.contact).hint("Số điện thoại, địa chỉ hoặc email"),
        FormRow::code("dossier_code", "Mã hồ sơ", &feedback.dossier_code)
            .hint("Cả mã; gõ vài số cuối để xem là hồ sơ nào; có thể để trống"),
        officer_row("officer", "Cán bộ", context, &feedback.officer),
        FormRow::text("note", "Ghi chú", &feedback.note),
    ]
}

/// What happened since.
fn course(feedback: &Feedback) -> Vec<FormRow> {
    let options = [(UNASKED, "chưa hỏi"), ("1", "có"), ("0", "không")];
    let satisfied = feedback.satisfied.map_or(UNASKED, |yes| if yes { "1" } else { "0" });
    vec![
        moment_row("supplement_asked_at", "Yêu cầu bổ sung", feedback.supplement_asked_at),
        moment_row("supplemented_at", "Bổ sung lúc", feedback.supplemented_at),
        moment_row("refused_at", "Từ chối lúc", feedback.refused_at),
        moment_row("handled_at", "Trả lời lúc", feedback.handled_at),
        moment_row("published_at", "Công khai lúc", feedback.published_at),
        FormRow::text("answer", "Trả lời", &feedback.answer),
        FormRow::text("document", "Văn bản", &feedback.document),
        FormRow::choice("satisfied", "Hài lòng", &options, satisfied),
    ]
}

/// What the answered form asks for.
pub(super) fn step(act: Act, about: Option<&Seen>, form: &Form, context: &Context) -> Result<Step, Refusal> {
    let mut read = Reader::new(form, context);
    let gone = || Refusal::whole("Phản ánh này không còn trong danh sách; hãy đóng phiếu và chọn lại.");
    if act == Act::FeedbackAdd {
        let given = given(&mut read, form);
        return read.finish(Step::Receive(Box::new(given)));
    }
    let seen = about.ok_or_else(gone)?;
    let target = target(seen);
    let step = match act {
        Act::FeedbackAsk => Step::AskSupplement(target, read.moment("supplement_asked_at"), read.text("what")),
        Act::FeedbackCame => Step::Supplemented(target, read.moment("supplemented_at")),
        Act::FeedbackRefuse => Step::Refuse(target, read.moment("refused_at"), read.text("reason")),
        Act::FeedbackAnswer => {
            let at = read.moment("handled_at");
            Step::Answer(target, Reply { at, text: read.text("answer"), document: read.text("document") })
        }
        Act::FeedbackPublish => Step::Publish(target, read.moment("published_at")),
        _ => {
            let amended = Feedback {
                supplement_asked_at: read.moment_or_none("supplement_asked_at"),
                supplemented_at: read.moment_or_none("supplemented_at"),
                refused_at: read.moment_or_none("refused_at"),
                handled_at: read.moment_or_none("handled_at"),
                published_at: read.moment_or_none("published_at"),
                answer: read.text("answer"),
                document: read.text("document"),
                satisfied: match form.get("satisfied") {
                    UNASKED => None,
                    code => Some(code == "1"),
                },
                ..given(&mut read, form)
            };
            Step::Amend(target, Box::new(amended), read.text("reason"))
        }
    };
    read.finish(step)
}

fn given(read: &mut Reader<'_>, form: &Form) -> Feedback {
    Feedback {
        channel: read.text("channel"),
        subject: read.text("subject"),
        sender: read.text("sender"),
        contact: read.text("contact"),
        dossier_code: read.text("dossier_code"),
        officer: form.get("officer").to_owned(),
        note: read.text("note"),
        ..Feedback::received(read.moment("received_at"))
    }
}
