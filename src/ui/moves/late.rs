//! The apology letter with its separate facts, and the kind of lateness.

use crate::domain::day::Moment;
use crate::domain::dossier::{Apology, LateKind, Lateness};
use crate::domain::refusal::Refusal;
use crate::ui::keymap::Act;
use crate::ui::moves::fields::{Reader, moment_row, officer_row};
use crate::ui::moves::{Context, letter as steps};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::work::detail::Whole;
use crate::ui::work::step::Step;

/// Fields that are asked only where there is a letter.
const LETTER: [&str; 8] = [
    "apology_number",
    "usual",
    "apology_reason",
    "apology_signer",
    "apology_issued_at",
    "apology_uploaded_at",
    "apology_posted_at",
    "reappointed_at",
];

/// Causes that desks write again and again; others are typed.
const CAUSES: [&str; 6] = [
    "hồ sơ phức tạp, phải xác minh thêm",
    "chờ ý kiến cơ quan phối hợp",
    "lỗi hệ thống, mất kết nối Cổng dịch vụ công",
    "chưa kịp thời kết thúc hồ sơ trên Cổng",
    "quá tải, thiếu người giải quyết",
    "công dân chậm đến nhận, chậm thực hiện nghĩa vụ",
];

/// Whether a dossier is late now, or was when it ended.
pub fn was_late(whole: &Whole, now: Moment) -> bool {
    let seen = whole.stored.dossier.settled_at.unwrap_or(now);
    whole.late_from.is_some_and(|late| late <= seen)
}

/// The form of the letter, or of the kind of lateness.
pub fn form(act: Act, context: &Context) -> Form {
    if act == Act::Classify { classifying(context) } else { letter(context) }
}

fn letter(context: &Context) -> Form {
    let known = letter_of(context);
    let fresh = known == Apology::default();
    let issued = if fresh { Some(context.now) } else { known.issued_at };
    let signer = if known.signer.is_empty() { context.aids.settings.get("signer_name") } else { &known.signer };
    let how = if known.none_reason.is_empty() { "letter" } else { "none" };
    let options = [("letter", "có văn bản xin lỗi"), ("none", "không có văn bản")];
    let mut rows = vec![FormRow::choice("how", "Hình thức", &options, how)];
    if !context.several() {
        let row = FormRow::text("apology_number", "Số văn bản", &known.number);
        rows.push(row.hint("Để trống: lấy số tiếp theo của năm"));
    }
    rows.extend([
        FormRow::text("apology_reason", "Lý do chậm", &known.reason).hint("In trong văn bản gửi công dân"),
        steps::reasons(context),
        FormRow::text("apology_signer", "Người ký", signer),
        moment_row("apology_issued_at", "Ban hành", issued),
        moment_row("apology_uploaded_at", "Đăng tải lúc", known.uploaded_at)
            .hint("Ngày đăng lên hệ thống của tỉnh; để trống nếu chưa đăng"),
        moment_row("apology_posted_at", "Niêm yết lúc", known.posted_at)
            .hint("Ngày niêm yết tại Bộ phận Một cửa; để trống nếu chưa niêm yết"),
        moment_row("reappointed_at", "Hẹn lại", known.reappointed_at)
            .hint("+5: sau 5 ngày làm việc; một lần, không đổi hạn dùng để tính trễ"),
        FormRow::text("no_apology_reason", "Lý do không có", &known.none_reason)
            .hint("Vì sao không có văn bản xin lỗi"),
    ]);
    let (label, hint) = match is_known(&known) {
        true => ("Lý do đổi", "Hẹn lại lần nữa, đổi số hoặc bỏ văn bản thì phải ghi lý do; số cũ được giữ là đã hủy"),
        false => ("Lý do ghi khác", steps::UNUSUAL),
    };
    rows.push(FormRow::text("reason", label, "").hint(hint));
    Form::new(rows)
}

/// Shows the fields of a letter, or the reason for none.
pub fn follow(form: &mut Form, context: &Context) {
    let none = form.get("how") == "none";
    for key in LETTER {
        form.show(key, !none);
    }
    form.show("no_apology_reason", none);
    form.show("reason", !none || is_known(&letter_of(context)));
}

fn letter_of(context: &Context) -> Apology {
    context.one.as_ref().map(|whole| whole.stored.dossier.apology.clone()).unwrap_or_default()
}

/// Whether something stands that a change would take away from.
fn is_known(letter: &Apology) -> bool {
    letter.issued_at.is_some() || letter.reappointed_at.is_some()
}

fn classifying(context: &Context) -> Form {
    let known = context.one.as_ref().map(|whole| whole.stored.dossier.late.clone()).unwrap_or_default();
    let mut kinds = vec![("", "chưa phân loại")];
    kinds.extend(LateKind::ALL.iter().map(|kind| (kind.code(), kind.label())));
    let mut causes = vec![("", "tự gõ ở dòng dưới")];
    causes.extend(CAUSES.map(|cause| (cause, cause)));
    let kind = known.kind.map_or("", LateKind::code);
    let mut rows = vec![
        FormRow::choice("late_kind", "Loại trễ", &kinds, kind)
            .hint("Trễ do thao tác: việc đã xong trong hạn, chỉ kết thúc muộn trên hệ thống; vẫn là quá hạn"),
        FormRow::choice("cause_of", "Hay gặp", &causes, "").hint("Chọn một nguyên nhân hay gặp để điền vào dòng dưới"),
        FormRow::text("late_cause", "Nguyên nhân", &known.cause),
        officer_row("late_officer", "Cán bộ liên quan", context, &code_of(&known.officer, context)),
        FormRow::text("late_evidence", "Minh chứng", &known.evidence)
            .hint("Bắt buộc khi trễ do thao tác: số văn bản, ảnh chụp Cổng, đường dẫn tệp"),
    ];
    if let Some(whole) = &context.one {
        rows.insert(0, FormRow::note(&ends(whole)));
        if whole.stored.dossier.done_at.is_none() {
            let row = moment_row("done_at", "Xong việc lúc", None);
            rows.push(row.hint("Lúc việc thực sự xong, trong hạn; bắt buộc khi trễ do thao tác"));
        }
    }
    if known.kind.is_some() {
        rows.push(FormRow::text("reason", "Lý do đổi", "").hint("Đổi loại đã ghi thì phải nêu lý do"));
    }
    Form::new(rows)
}

/// Both end moments: when the work was really done, and when the system showed it.
fn ends(whole: &Whole) -> String {
    let dossier = &whole.stored.dossier;
    let said = |at: Option<Moment>| at.map_or_else(|| "chưa ghi".to_owned(), Moment::vietnamese);
    let (done, ended) = (said(dossier.done_at), said(dossier.settled_at));
    format!("Xong việc thực tế: {done} · Kết thúc trên Cổng: {ended} · Hẹn trả: {}", said(whole.due))
}

/// Evidence and the real end are asked only of lateness by operation.
pub fn follow_kind(form: &mut Form) {
    let operational = form.get("late_kind") == LateKind::Operational.code();
    for key in ["late_evidence", "done_at"] {
        form.show(key, operational);
    }
}

/// Lateness keeps an officer's name; the form chooses by code.
fn code_of(name: &str, context: &Context) -> String {
    let known = context.aids.officers.iter().find(|officer| officer.name == name);
    known.map_or_else(|| name.to_owned(), |officer| officer.code.clone())
}

/// A common cause that was chosen becomes the cause, a usual reason of letters the reason.
pub fn edited(form: &mut Form, key: &str) {
    steps::edited(form, key);
    if key == "cause_of" {
        steps::fill(form, key, &["late_cause"]);
    }
}

/// What the answered form asks for.
pub fn step(act: Act, form: &Form, context: &Context, changed: &dyn Fn(&str) -> bool) -> Result<Step, Refusal> {
    let mut read = Reader::new(form, context);
    let reason = read.text("reason");
    if act == Act::Classify {
        let late = lateness(form, context, &read);
        let operational = late.kind == Some(LateKind::Operational);
        let done_at = if operational { read.moment_or_none("done_at") } else { None };
        return read.finish(Step::Classify { late, done_at, reason });
    }
    let letter = if form.get("how") == "none" {
        let none_reason = read.needed("no_apology_reason", "Hãy ghi vì sao không có văn bản xin lỗi.");
        Apology { none_reason, ..Apology::default() }
    } else {
        written(context, &mut read, changed)
    };
    read.finish(Step::Apologise { letter, reason })
}

fn lateness(form: &Form, context: &Context, read: &Reader<'_>) -> Lateness {
    let officer = form.get("late_officer");
    let named = context.aids.officers.iter().find(|known| known.code == officer);
    Lateness {
        kind: LateKind::from_code(form.get("late_kind")),
        cause: read.text("late_cause"),
        officer: named.map_or_else(|| officer.to_owned(), |known| known.name.clone()),
        evidence: read.text("late_evidence"),
    }
}

/// What another window wrote into the letter meanwhile stays, unless this form changed the same field.
fn written(context: &Context, read: &mut Reader<'_>, changed: &dyn Fn(&str) -> bool) -> Apology {
    let mut letter = letter_of(context);
    letter.none_reason.clear();
    if changed("apology_number") && !context.several() {
        letter.number = read.text("apology_number");
    }
    if changed("apology_reason") {
        letter.reason = read.text("apology_reason");
    }
    letter.signer = read.text("apology_signer");
    let fresh = letter.issued_at.is_none();
    for (key, at) in [
        ("apology_issued_at", &mut letter.issued_at),
        ("apology_uploaded_at", &mut letter.uploaded_at),
        ("apology_posted_at", &mut letter.posted_at),
        ("reappointed_at", &mut letter.reappointed_at),
    ] {
        if changed(key) || (fresh && key == "apology_issued_at") {
            *at = read.moment_or_none(key);
        }
    }
    if letter.issued_at.is_none() {
        read.problem("apology_issued_at", "Hãy ghi ngày ban hành văn bản.");
    }
    letter
}
