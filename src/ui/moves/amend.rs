//! Changing a dossier's data with a reason: every field that can be amended, and only what was changed is changed.

use crate::domain::dossier::{ApplicantKind, Channel, Dossier, OtherCode, PaidBy};
use crate::domain::identity;
use crate::domain::limit::{Extension, Limit};
use crate::domain::refusal::Refusal;
use crate::domain::text;
use crate::ui::entry::COLLECT_HINT;
use crate::ui::moves::Context;
use crate::ui::moves::fields::{Reader, moment_row, officer_row, procedure_row, typed};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::work::detail::Whole;
use crate::ui::work::step::Step;

/// The form, filled with the dossier as it stands.
pub fn form(context: &Context) -> Form {
    let Some(whole) = context.one.as_ref() else { return Form::default() };
    let mut rows = applicant(&whole.stored.dossier);
    rows.extend(terms(whole, context));
    rows.extend(moments(whole));
    rows.extend(rest(&whole.stored.dossier, context));
    let reason = FormRow::text("reason", "Lý do sửa", "");
    rows.push(reason.hint("Bắt buộc; giá trị cũ được giữ trong lịch sử. Ctrl+S: lưu từ bất cứ ô nào"));
    Form::new(rows)
}

fn applicant(dossier: &Dossier) -> Vec<FormRow> {
    let who = &dossier.applicant;
    let mut kinds = vec![("", "không rõ")];
    kinds.extend(ApplicantKind::ALL.iter().map(|kind| (kind.code(), kind.label())));
    vec![
        FormRow::text("applicant_name", "Người nộp", &who.name),
        FormRow::choice("applicant_kind", "Đối tượng", &kinds, who.kind.map_or("", ApplicantKind::code)),
        FormRow::code("applicant_id", "Số CCCD, MST", &who.id),
        FormRow::code("phone", "Điện thoại", &who.phone),
        FormRow::code("email", "Email", &who.email),
        FormRow::text("address", "Địa chỉ", &who.address),
        FormRow::text("delegate_name", "Người được ủy quyền", &who.delegate),
    ]
}

fn terms(whole: &Whole, context: &Context) -> Vec<FormRow> {
    let dossier = &whole.stored.dossier;
    let channels: Vec<(&str, &str)> = Channel::ALL.iter().map(|channel| (channel.code(), channel.label())).collect();
    let limit = dossier.limit.map(|limit| limit.to_string()).unwrap_or_default();
    let extension = dossier.extension.as_ref().map(ToString::to_string).unwrap_or_default();
    vec![
        procedure_row(context, Some(&whole.procedure)),
        FormRow::choice("channel", "Kênh", &channels, dossier.channel.code()),
        FormRow::check("out_of_area", "Phi địa giới", dossier.out_of_area),
        FormRow::number("sets", "Số bộ", &dossier.sets.map(|sets| sets.to_string()).unwrap_or_default()),
        FormRow::number("limit", "Thời hạn riêng", &limit)
            .hint("Để trống: theo thủ tục. 5wd ngày làm việc, 8wh giờ làm việc, 10cd ngày, 1mo tháng, sd trong ngày"),
        FormRow::text("extension", "Gia hạn theo luật", &extension)
            .hint("Thời hạn và căn cứ, ví dụ 5wd:Điều 7 khoản 2"),
        moment_row("due_at", "Hạn trả", whole.due.or(whole.stored.dossier.due_at))
            .hint("Sửa hạn thêm một dòng vào sổ hạn trả; hẹn đầu tiên vẫn được giữ"),
    ]
}

fn moments(whole: &Whole) -> Vec<FormRow> {
    let dossier = &whole.stored.dossier;
    let mut channels = vec![("", "chưa trả")];
    channels.extend(Channel::ALL.iter().map(|channel| (channel.code(), channel.label())));
    let how = dossier.return_channel.map_or("", Channel::code);
    vec![
        moment_row("submitted_at", "Nộp lúc", dossier.submitted_at),
        moment_row("accepted_at", "Tiếp nhận lúc", dossier.accepted_at),
        moment_row("forwarded_at", "Nơi giải quyết nhận", dossier.forwarded_at),
        moment_row("done_at", "Xong việc lúc", dossier.done_at),
        moment_row("settled_at", "Kết thúc lúc", dossier.settled_at),
        moment_row("returned_at", "Trả kết quả lúc", dossier.returned_at),
        FormRow::choice("return_channel", "Trả qua", &channels, how),
    ]
}

fn rest(dossier: &Dossier, context: &Context) -> Vec<FormRow> {
    let mut paid = vec![("", "chưa ghi")];
    paid.extend(PaidBy::ALL.iter().map(|how| (how.code(), how.label())));
    let others: Vec<String> =
        dossier.other_codes.iter().map(|other| format!("{}={}", other.system, other.code)).collect();
    vec![
        officer_row("received_by", "Cán bộ tiếp nhận", context, &dossier.received_by),
        officer_row("handled_by", "Cán bộ thụ lý", context, &dossier.handled_by),
        FormRow::text("office", "Cơ quan giải quyết", &dossier.office),
        FormRow::number("fee", "Phí, lệ phí", &dossier.fee.map(|fee| fee.to_string()).unwrap_or_default()).hint("Đồng"),
        FormRow::choice("paid_by", "Cách nộp phí", &paid, dossier.paid_by.map_or("", PaidBy::code)),
        FormRow::code("code", "Mã hồ sơ", &dossier.code),
        FormRow::code("source_code", "Mã nguồn", &dossier.source_code),
        FormRow::code("other_codes", "Mã khác", &others.join("; "))
            .hint("Tên hệ thống=mã, cách nhau bằng dấu chấm phẩy, ví dụ: Cổng tỉnh=H99-0001"),
        FormRow::text("note", "Ghi chú", &dossier.note),
        FormRow::text("collect_at", "Nhận kết quả tại", &dossier.collect_at).hint(COLLECT_HINT),
    ]
}

/// What the answered form asks for: the dossier with the changed fields, and only those, as the form has them.
pub fn step(form: &Form, context: &Context, changed: &dyn Fn(&str) -> bool) -> Result<Step, Refusal> {
    let Some(whole) = context.one.as_ref() else { return Err(Refusal::whole("Hãy mở hồ sơ rồi sửa.")) };
    let mut data = whole.stored.dossier.clone();
    let mut read = Reader::new(form, context);
    texts(&mut data, &read, changed);
    words(&mut data, form, changed);
    numbers(&mut data, &mut read, changed);
    for (key, at) in [
        ("submitted_at", &mut data.submitted_at),
        ("accepted_at", &mut data.accepted_at),
        ("forwarded_at", &mut data.forwarded_at),
        ("done_at", &mut data.done_at),
        ("settled_at", &mut data.settled_at),
        ("returned_at", &mut data.returned_at),
    ] {
        if changed(key) {
            *at = read.moment_or_none(key);
        }
    }
    if data.settled_at.is_none() {
        data.outcome = None;
    }
    if data.settled_at.is_some() && data.outcome.is_none() {
        read.problem("settled_at", "Hồ sơ chưa kết thúc; hãy dùng Kết thúc, Trả lại, Rút hoặc Dừng.");
    }
    if data.returned_at.is_none() {
        data.return_channel = None;
    }
    let due_at = if changed("due_at") { read.moment_or_none("due_at") } else { None };
    if changed("due_at") && form.get("due_at").is_empty() {
        read.problem(
            "due_at",
            format!(
                "Không xóa được hạn đã hẹn {}; chỉ hẹn ngày khác.",
                typed(whole.due.or(whole.stored.dossier.due_at))
            ),
        );
    }
    let reason = read.needed("reason", "Sửa hồ sơ phải ghi lý do.");
    read.finish(Step::Amend { data: Box::new(data), due_at, reason })
}

fn texts(data: &mut Dossier, read: &Reader<'_>, changed: &dyn Fn(&str) -> bool) {
    let who = &mut data.applicant;
    for (key, field) in [
        ("applicant_name", &mut who.name),
        ("applicant_id", &mut who.id),
        ("phone", &mut who.phone),
        ("email", &mut who.email),
        ("address", &mut who.address),
        ("delegate_name", &mut who.delegate),
        ("office", &mut data.office),
        ("code", &mut data.code),
        ("source_code", &mut data.source_code),
        ("note", &mut data.note),
        ("collect_at", &mut data.collect_at),
        ("received_by", &mut data.received_by),
        ("handled_by", &mut data.handled_by),
        ("procedure_code", &mut data.procedure_code),
    ] {
        if changed(key) {
            *field = match key {
                "applicant_id" => identity::kept_id(&read.text(key)),
                "phone" => identity::kept_phone(&read.text(key)),
                _ => text::tidy(&read.text(key)),
            };
        }
    }
}

fn words(data: &mut Dossier, form: &Form, changed: &dyn Fn(&str) -> bool) {
    if changed("applicant_kind") {
        data.applicant.kind = ApplicantKind::from_code(form.get("applicant_kind"));
    }
    if changed("channel") {
        data.channel = Channel::from_code(form.get("channel")).unwrap_or(data.channel);
    }
    if changed("out_of_area") {
        data.out_of_area = form.checked("out_of_area");
    }
    if changed("return_channel") {
        data.return_channel = Channel::from_code(form.get("return_channel"));
    }
    if changed("paid_by") {
        data.paid_by = PaidBy::from_code(form.get("paid_by"));
    }
}

fn numbers(data: &mut Dossier, read: &mut Reader<'_>, changed: &dyn Fn(&str) -> bool) {
    if changed("sets") {
        data.sets = Some(read.count("sets")).filter(|sets| *sets > 0);
    }
    if changed("fee") {
        let fee = read.text("fee").replace(['.', ' '], "");
        data.fee = if fee.is_empty() { None } else { fee.parse().ok().filter(|fee: &i64| *fee >= 0) };
        if !fee.is_empty() && data.fee.is_none() {
            read.problem("fee", "Hãy ghi số tiền bằng đồng, ví dụ 8000.");
        }
    }
    if changed("limit") {
        data.limit = parsed::<Limit>(read, "limit");
    }
    if changed("extension") {
        data.extension = parsed::<Extension>(read, "extension");
    }
    if changed("other_codes") {
        data.other_codes = other_codes(read);
    }
}

/// A value that may be missing; what cannot be read is a problem of its field.
fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(read: &mut Reader<'_>, key: &'static str) -> Option<T> {
    let text = read.text(key);
    if text.is_empty() {
        return None;
    }
    text.parse().map_err(|error| read.problem(key, format!("{text}: {error}."))).ok()
}

fn other_codes(read: &mut Reader<'_>) -> Vec<OtherCode> {
    let text = read.text("other_codes");
    let mut codes = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        match part.split_once('=') {
            Some((system, code)) if !system.trim().is_empty() && !code.trim().is_empty() => {
                codes.push(OtherCode { system: system.trim().to_owned(), code: code.trim().to_owned() });
            }
            _ => read.problem("other_codes", format!("“{part}”: hãy viết tên hệ thống=mã.")),
        }
    }
    codes
}
