//! Stopping the clock and letting it run again.

use crate::desk::pause;
use crate::desk::slip::Draft;
use crate::domain::pause::PauseReason;
use crate::domain::refusal::Refusal;
use crate::ui::keymap::Act;
use crate::ui::moves::Context;
use crate::ui::moves::fields::{Reader, moment_row};
use crate::ui::parts::form::{Form, FormRow, Value};
use crate::ui::work::step::Step;

/// Lines for warnings below the form of a pause.
const WARNINGS: [&str; 2] = ["warning_1", "warning_2"];

/// The form of such a move.
pub fn form(act: Act, context: &Context) -> Form {
    let now = Some(context.now);
    match act {
        Act::Resume => Form::new(vec![moment_row("to_at", "Tính tiếp từ", now)]),
        _ => {
            let options: Vec<(&str, &str)> = PauseReason::ALL.iter().map(|why| (why.code(), why.label())).collect();
            let mut rows = vec![
                FormRow::choice("reason", "Lý do", &options, ""),
                FormRow::text("document", "Số văn bản", ""),
                moment_row("from_at", "Tạm dừng từ", now),
                FormRow::text("items", "Cần bổ sung", "").hint(ITEMS),
                FormRow::text("slip_reason", "Vì sao bổ sung", "").hint("In trên phiếu yêu cầu bổ sung (mẫu 02)"),
                FormRow::text("contact", "Liên hệ", context.aids.settings.get("contact"))
                    .hint("Công dân hỏi thêm ở đâu; in trên phiếu yêu cầu bổ sung"),
            ];
            rows.extend(WARNINGS.map(|key| FormRow::new(key, "", Value::Note(String::new())).hidden()));
            rows.push(FormRow::check("second", "Vẫn yêu cầu lần hai", false).hint(SECOND).hidden());
            rows.push(FormRow::text("why", "Lý do ghi lùi", "").hint(WHY).hidden());
            rows.push(FormRow::check("clears", "Bỏ quá hạn", false).hint(CLEARS).hidden());
            Form::new(rows)
        }
    }
}

/// What is asked for of the document, by reason.
const fn paper_asked(reason: PauseReason) -> &'static str {
    match reason {
        PauseReason::Supplement => {
            "Để trống: phiếu (mẫu 02) lập từ các dòng dưới, được cấp số kế tiếp. Phiếu đã lập bằng tay: ghi số của nó, \
             ví dụ 12/HDHS, và để trống các dòng dưới"
        }
        PauseReason::Fee => "Số thông báo nộp tiền, ví dụ 7/TB-T; để trống nếu chưa có số",
        PauseReason::Other => "Số văn bản làm căn cứ tạm dừng; để trống nếu chưa có số",
    }
}

/// What is asked for of the document where a pause is noted backwards.
const PAPER_THEN: &str = "Bắt buộc khi ghi lùi ngày: số của phiếu, văn bản đã lập lúc ấy, ví dụ 12/HDHS";

/// How the things to bring are written.
const ITEMS: &str = "Các việc cách nhau bằng dấu chấm phẩy, mỗi việc một dòng trên phiếu; để trống khi dòng trên đã ghi số phiếu lập tay";

/// Rows of the slip that goes with a request for papers.
const SLIP: [&str; 3] = ["items", "slip_reason", "contact"];

/// Why a second request is asked about.
const SECOND: &str = "Phím cách để đánh dấu; chỉ được yêu cầu bổ sung một lần, lần hai bị tính là quá hạn";

/// What is asked for where a pause is noted backwards.
const WHY: &str = "Bắt buộc khi ghi lùi ngày, cùng với số văn bản: vì sao nay mới ghi";

/// What a pause, or an end, from before the lateness does.
pub(super) const CLEARS: &str =
    "Phím cách để đánh dấu: ghi lùi như vậy thì hồ sơ đang quá hạn không còn tính là quá hạn";

/// Says what a clerk is to be warned of before the pause as it stands in the form, and asks whether a second request for
/// papers is meant. Of several dossiers at once the register is asked only when the form is answered.
pub fn warn(form: &mut Form, context: &Context) {
    let reason = PauseReason::from_code(form.get("reason")).unwrap_or(PauseReason::Other);
    let from = Reader::new(form, context).moment("from_at");
    for key in SLIP {
        form.show(key, reason == PauseReason::Supplement);
    }
    let dossier = context.one.as_ref().map(|whole| &whole.stored.dossier);
    let said = dossier.map(|dossier| pause::warnings(dossier, &context.aids.rules, reason, from)).unwrap_or_default();
    for (n, key) in WARNINGS.into_iter().enumerate() {
        form.set(key, said.get(n).map_or("", String::as_str));
        form.show(key, said.len() > n);
        if let Some(row) = form.row_mut(key) {
            row.doubt = true;
        }
    }
    let second = dossier.is_some_and(|dossier| pause::is_second(dossier, reason));
    form.show("second", second || (context.several() && reason == PauseReason::Supplement));
    let late_from = context.one.as_ref().and_then(|whole| whole.stored.late_from);
    // Which of several are late only the register knows.
    let earlier = context.several() && from < context.now;
    let backwards = earlier || pause::is_backwards(from, late_from, context.now);
    if let Some(row) = form.row_mut("document") {
        row.hint = if backwards { PAPER_THEN } else { paper_asked(reason) }.to_owned();
    }
    form.show("why", backwards);
    form.show("clears", earlier || pause::before_lateness(from, late_from, context.now));
}

/// The slip to issue; none where nothing is said of it, for one that was written by hand.
fn slip(read: &Reader<'_>) -> Option<Draft> {
    let items: Vec<String> = read.text("items").split(';').map(|item| item.trim().to_owned()).collect();
    let items: Vec<String> = items.into_iter().filter(|item| !item.is_empty()).collect();
    let reason = read.text("slip_reason");
    (!items.is_empty() || !reason.is_empty()).then(|| Draft {
        items: items.join("\n"),
        reason,
        contact: read.text("contact"),
        ..Draft::default()
    })
}

/// What the answered form asks for.
pub fn step(act: Act, form: &Form, context: &Context) -> Result<Step, Refusal> {
    let mut read = Reader::new(form, context);
    let step = match act {
        Act::Resume => Step::Resume { to: read.moment("to_at") },
        _ => Step::Pause {
            reason: PauseReason::from_code(form.get("reason")).unwrap_or(PauseReason::Other),
            document: read.text("document"),
            from: read.moment("from_at"),
            second: form.checked("second"),
            why: read.text("why"),
            clears: form.checked("clears"),
            slip: slip(&read),
        },
    };
    read.finish(step)
}
