//! The steps of a letter of apology in its ledger, one key each: issued, uploaded, posted, or none and why.

use crate::desk::apologise;
use crate::domain::apology::Deed;
use crate::domain::dossier::Apology;
use crate::domain::officer;
use crate::domain::refusal::Refusal;
use crate::ui::keymap::Act;
use crate::ui::moves::Context;
use crate::ui::moves::fields::{Reader, moment_row};
use crate::ui::parts::form::{Form, FormRow, Value};
use crate::ui::work::step::{Issue, Step};

/// Reasons for having no letter that desks give again and again; others are typed.
const NO_LETTER: [&str; 3] = [
    "công dân đồng ý chờ, đã nhận kết quả",
    "hồ sơ đã rút hoặc dừng theo đề nghị của công dân",
    "trễ do thao tác trên hệ thống, công dân đã nhận kết quả đúng hẹn",
];

/// When a new letter wants a reason for how it is written down.
pub const UNUSUAL: &str = "Chỉ khi hẹn lại lần nữa, hoặc ghi lại văn bản cũ có ngày hẹn đã qua";

/// What a key of the ledger does about a letter; `None` for a key that does nothing about one.
pub const fn deed(act: Act) -> Option<Deed> {
    Some(match act {
        Act::IssueLetter => Deed::Issue,
        Act::UploadLetter => Deed::Upload,
        Act::PostLetter => Deed::Post,
        Act::ExcuseLetter => Deed::Excuse,
        _ => return None,
    })
}

/// Why a key of the ledger can do nothing about a letter, as a sentence.
pub fn why_not(act: Act, letter: &Apology) -> Option<String> {
    let why = apologise::why_not(deed(act)?, letter)?;
    let mut letters = why.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect())
}

/// The form of such a step.
pub fn form(act: Act, context: &Context) -> Form {
    let now = Some(context.now);
    match act {
        Act::UploadLetter => Form::new(vec![moment_row("apology_uploaded_at", "Đăng tải lúc", now)]),
        Act::PostLetter => Form::new(vec![moment_row("apology_posted_at", "Niêm yết lúc", now)]),
        Act::ExcuseLetter => Form::new(vec![
            FormRow::text("no_apology_reason", "Lý do không có", "").hint("Vì sao không có văn bản xin lỗi"),
            usual("Hay gặp", &NO_LETTER.map(str::to_owned)),
        ]),
        _ => issuing(context),
    }
}

fn issuing(context: &Context) -> Form {
    let known = context.one.as_ref().map(|whole| whole.stored.dossier.clone());
    let signer = match context.coming.signer.as_str() {
        last if last.is_empty() || officer::is_position(last) => context.aids.settings.get("signer_name"),
        last => last,
    };
    let mut rows = vec![FormRow::note(&numbers(&context.coming.numbers))];
    if let Some(dossier) = &known {
        let due = context.one.as_ref().and_then(|whole| whole.due).map(|due| due.vietnamese()).unwrap_or_default();
        rows.push(FormRow::note(&format!("{} · {} · hẹn trả {due}", dossier.code, dossier.applicant.name)));
    }
    rows.extend([
        FormRow::text("apology_reason", "Lý do chậm", "").hint("In trong văn bản gửi công dân"),
        reasons(context),
        FormRow::text("reappointed_at", "Hẹn lại", "")
            .hint("+5: sau 5 ngày làm việc; 25/6: ngày ấy. Hẹn một lần; để trống khi hồ sơ đã kết thúc"),
        FormRow::text("apology_signer", "Người ký", signer),
        moment_row("apology_issued_at", "Ban hành", Some(context.now)),
    ]);
    if !context.several() {
        rows.push(FormRow::text("apology_number", "Số khác", "").hint("Chỉ ghi khi văn bản giấy đã mang một số khác"));
    }
    rows.push(FormRow::text("reason", "Lý do ghi khác", "").hint(UNUSUAL));
    Form::new(rows)
}

/// The list of usual reasons of letters, a setting of the desk. It stands below the line that it fills: who types at
/// once types the reason.
pub fn reasons(context: &Context) -> FormRow {
    usual("Hay dùng", &context.aids.settings.apology_reasons())
}

fn usual(label: &str, texts: &[String]) -> FormRow {
    let mut options = vec![("", "tự gõ ở dòng trên")];
    options.extend(texts.iter().map(|text| (text.as_str(), text.as_str())));
    FormRow::choice("usual", label, &options, "").hint("← → hoặc gõ vài chữ: chọn một lý do để điền vào dòng trên")
}

/// `Số sẽ cấp: 06/PXL`, `Số sẽ cấp: 06/PXL … 09/PXL (04 văn bản)`.
fn numbers(coming: &[String]) -> String {
    match coming {
        [] => "Số sẽ cấp: số tiếp theo của năm".to_owned(),
        [one] => format!("Số sẽ cấp: {one}"),
        [first, .., last] => format!("Số sẽ cấp: {first} … {last} ({:02} văn bản, mỗi hồ sơ một số)", coming.len()),
    }
}

/// A usual reason that was chosen fills the line above it.
pub fn edited(form: &mut Form, key: &str) {
    if key == "usual" {
        fill(form, "usual", &["apology_reason", "no_apology_reason"]);
    }
}

/// A text chosen from a list of usual ones fills those of the lines that are asked. Only a line that is empty or holds
/// another of the list is filled: what somebody typed stays, and that is said. The choice of none
/// changes nothing.
pub fn fill(form: &mut Form, list: &str, lines: &[&str]) {
    let Some(Value::Choice { options, at }) = form.row(list).map(|row| &row.value) else { return };
    let usual: Vec<String> = options.iter().map(|(text, _)| text.clone()).collect();
    let chosen = usual.get(*at).cloned().unwrap_or_default();
    let mut kept = false;
    for line in lines {
        let Some(held) = form.row(line).filter(|row| row.shown).map(|row| row.get().trim()) else { continue };
        let free = held.is_empty() || usual.iter().any(|text| text == held);
        kept |= !free && !chosen.is_empty() && held != chosen;
        if free && !chosen.is_empty() {
            form.set(line, &chosen);
        }
    }
    if kept {
        form.say(KEPT);
    }
}

/// Said where a usual text was chosen and another one had been typed.
const KEPT: &str = "Lý do đã gõ được giữ nguyên; muốn thay thì xóa dòng ấy rồi chọn lại.";

/// What the answered form asks for.
pub fn step(act: Act, form: &Form, context: &Context) -> Result<Step, Refusal> {
    let mut read = Reader::new(form, context);
    let step = match act {
        Act::UploadLetter => Step::Upload { at: read.moment("apology_uploaded_at") },
        Act::PostLetter => Step::Post { at: read.moment("apology_posted_at") },
        Act::ExcuseLetter => Step::Excuse {
            reason: read.needed("no_apology_reason", "Hãy ghi vì sao không có văn bản xin lỗi."),
        },
        _ => Step::Issue(Issue {
            number: read.text("apology_number"),
            reason: read.text("apology_reason"),
            signer: read.text("apology_signer"),
            at: read.moment("apology_issued_at"),
            reappointed_at: read.moment_or_none("reappointed_at"),
            why: read.text("reason"),
        }),
    };
    read.finish(step)
}
