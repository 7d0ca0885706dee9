//! Extending a limit (gia hạn): how much or until when, on which basis, who approved it.
//!
//! Amount and date are two ways to say one thing: editing one fills in the other, counted from the due date in force.

use crate::desk::extend::{By, Grant};
use crate::domain::calendar::Calendar;
use crate::domain::deadline;
use crate::domain::ledger::{self, InForce};
use crate::domain::limit::{Limit, Unit};
use crate::domain::refusal::Refusal;
use crate::ui::entry;
use crate::ui::moves::Context;
use crate::ui::moves::fields::{self, Reader, moment_row, typed};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::work::step::Step;

/// The form.
pub fn form(context: &Context) -> Form {
    let calendar = &context.aids.rules.calendar;
    let from =
        in_force(context).map(|from| format!("Hạn đang có: {}. Hẹn đầu tiên vẫn được giữ.", told(from, calendar)));
    let from = from.unwrap_or_else(|| "Mỗi hồ sơ được tính thêm từ hạn đang có của nó.".to_owned());
    let signer = context.aids.settings.get("signer_name");
    Form::new(vec![
        FormRow::note(&from),
        FormRow::number("added", "Gia hạn thêm", "")
            .hint("5 hoặc +5; cũng được: 5 ngày làm việc, 8 giờ, 10 ngày (ngày lịch), 1 tháng"),
        moment_row("due_at", "Hạn mới", None)
            .hint("Ghi ngày thì số ngày thêm được tính ra, và ngược lại; 25/6, +9 (tính từ hôm nay)"),
        FormRow::text("basis", "Căn cứ pháp lý", "").hint("Bắt buộc: điều, khoản, văn bản quy định cho gia hạn"),
        FormRow::text("approver", "Người duyệt", signer).hint("Bắt buộc: họ tên, chức vụ người quyết định gia hạn"),
        FormRow::text("document", "Số văn bản", "").hint("Bắt buộc: văn bản gia hạn đã ban hành, ví dụ 7/CV-UBND"),
        FormRow::text("reason", "Lý do", "").hint("Ví dụ: chờ kết quả xác minh; để trống cũng được"),
    ])
}

fn told(from: &InForce, calendar: &Calendar) -> String {
    entry::moment_echo(from.counted.due, calendar)
}

/// The due date in force, where the move is for one dossier.
fn in_force(context: &Context) -> Option<&InForce> {
    context.one.as_ref().filter(|_| !context.several()).and_then(|whole| whole.in_force.as_ref())
}

/// Reads an amount: `5wd`, `5 ngày làm việc`, or a bare number in the unit of the dossier's own limit.
fn amount(text: &str, unit: Unit) -> Result<Limit, String> {
    let text = text.trim().trim_start_matches('+');
    let bare = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let read = if bare { entry::limit(&format!("{text}{}", unit.code())) } else { entry::limit(text) };
    read.and_then(|added| match added.unit {
        Unit::SameDay => Err("Gia hạn phải ghi số ngày hoặc số giờ, ví dụ 5 ngày làm việc.".to_owned()),
        _ => Ok(added),
    })
}

fn unit(context: &Context) -> Unit {
    in_force(context).map_or(Unit::WorkingDays, |from| from.unit)
}

/// One of the two was edited: the other follows.
pub fn edited(form: &mut Form, key: &str, context: &Context) {
    let calendar = &context.aids.rules.calendar;
    let read = amount(form.get("added"), unit(context)).ok();
    match (key, in_force(context)) {
        ("added", Some(from)) => {
            let due = read.map(|added| deadline::extend(from.counted, added, calendar).due);
            form.set("due_at", &typed(due));
            fields::echo(form, "due_at", context);
        }
        ("due_at", Some(from)) => {
            let due = Reader::new(form, context).moment_or_none("due_at");
            let added = due.filter(|_| fields::reads(form, "due_at", context));
            let added = added.and_then(|due| ledger::amount_to(from, due, calendar));
            form.set("added", &added.map(|added| added.to_string()).unwrap_or_default());
        }
        _ => {}
    }
    let added = amount(form.get("added"), unit(context));
    let (said, doubt) = match added {
        _ if form.get("added").is_empty() => (String::new(), false),
        Ok(added) => (added.vietnamese(), false),
        Err(_) => ("chưa hiểu".to_owned(), true),
    };
    form.set_echo("added", &said, doubt);
}

/// What the answered form asks for.
pub fn step(form: &Form, context: &Context) -> Result<Step, Refusal> {
    let mut read = Reader::new(form, context);
    let by = match (form.get("added"), form.get("due_at")) {
        ("", "") => {
            read.problem("added", "Chưa ghi gia hạn thêm bao nhiêu; ghi số ngày hoặc hạn mới.");
            By::Date(context.now)
        }
        ("", _) => By::Date(read.moment("due_at")),
        (text, _) => match amount(text, unit(context)) {
            Ok(added) => By::Amount(added),
            Err(problem) => {
                read.problem("added", problem);
                By::Date(context.now)
            }
        },
    };
    let basis = read.needed("basis", "Gia hạn phải ghi căn cứ (điều, khoản, văn bản quy định).");
    let approver = read.needed("approver", "Gia hạn phải có người duyệt; hãy ghi họ tên, chức vụ.");
    let document = read.needed("document", "Gia hạn phải có văn bản; hãy ghi số văn bản.");
    let reason = read.text("reason");
    read.finish(Step::Extend(Grant { by, basis, approver, document, reason }))
}
