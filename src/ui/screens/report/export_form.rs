//! Letting a report out: the warning when the audit has findings, and the form for format and file name.

use crate::report::Format;
use crate::ui::keymap::Act;
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::popup::Popup;
use crate::ui::work::report::Made;

/// Let it out all the same.
pub const FORCE: &str = "force";
/// Show the findings.
pub const LOOK: &str = "look";

/// Citizens by their initials.
const MASKED: &str = "masked";
/// Citizens by their names.
const IN_FULL: &str = "full";

/// What stands in the form when the report goes out with its findings.
const FORCED: &str = "Các điểm chưa khớp được in rõ trong báo cáo.";

/// The question before a report with findings goes out.
pub fn warning(act: Act, made: &Made) -> Popup {
    let findings = &made.written.findings;
    let mut text = format!("Số liệu còn {} điểm chưa khớp:\n", findings.len());
    for finding in findings {
        text.push_str(&format!("- {}\n", finding.sentence));
    }
    text.push_str("Nên mở từng điểm, sửa hồ sơ rồi đếm lại.");
    let out = if act == Act::Print {
        "Vẫn in, ghi rõ các điểm chưa khớp"
    } else {
        "Vẫn xuất, in rõ các điểm chưa khớp"
    };
    Popup::confirm(act, "Số liệu chưa khớp", &text, &[('k', "Không", "no"), ('a', "Xem", LOOK), ('v', out, FORCE)])
}

/// The form, with a suggested name.
pub fn form(made: &Made, force: bool) -> Form {
    let formats = Format::ALL.map(|format| (format.code(), format.label()));
    let mut rows = vec![
        FormRow::choice("format", "Định dạng", &formats, Format::Docx.code()),
        FormRow::code("file", "Tên tệp", &made.file).hint("Tệp đã có thì không bị ghi đè: tệp mới thêm (2), (3)…"),
    ];
    if made.written.names_citizens() {
        let names = [(MASKED, "viết tắt"), (IN_FULL, "đầy đủ, ghi vào lịch sử của sổ")];
        rows.push(FormRow::choice("names", "Tên công dân", &names, MASKED));
    }
    if force {
        rows.push(FormRow::note(FORCED));
    }
    Form::new(rows)
}

/// The form for the register of the period (form 07): to the printer or as a file, with citizens named how.
pub fn book(made: &Made) -> Popup {
    let ways = [("print", "in"), ("save", "lưu tệp Word")];
    let names = [(MASKED, "viết tắt"), (IN_FULL, "đầy đủ, ghi vào lịch sử của sổ")];
    let form = Form::new(vec![
        FormRow::note(&format!("Sổ theo dõi hồ sơ, {}", made.scope.period.name())),
        FormRow::choice("way", "Việc", &ways, "print"),
        FormRow::choice("names", "Tên công dân", &names, MASKED)
            .hint("Sổ giữ ở quầy thì đầy đủ; bản gửi đi thì viết tắt"),
    ]);
    Popup::prompt(Act::PrintBook, "Sổ theo dõi hồ sơ (mẫu 07)", form)
}

/// Whether the book goes to the printer.
pub fn to_print(form: &Form) -> bool {
    form.get("way") == "print"
}

/// Whether citizens are to be named in full.
pub fn in_full(form: &Form) -> bool {
    form.get("names") == IN_FULL
}

/// Whether the form is one for a report with findings.
pub fn forced(form: &Form) -> bool {
    use crate::ui::parts::form::Value;
    form.rows().iter().any(|row| matches!(&row.value, Value::Note(note) if note == FORCED))
}

/// Gives the file name the ending of the chosen format.
pub fn follow_format(form: &mut Form) {
    let Some(format) = Format::from_code(form.get("format")) else { return };
    let file = form.get("file").to_owned();
    let known = |ending: &str| Format::ALL.iter().any(|format| format.extension() == ending);
    let stem = file.rsplit_once('.').filter(|(_, ending)| known(ending)).map_or(file.as_str(), |(stem, _)| stem);
    let named = format!("{stem}.{}", format.extension());
    form.set("file", &named);
}
