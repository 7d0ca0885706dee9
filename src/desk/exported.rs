//! What the history says of files that left the office, in the clerk's words: the kind of a report and the format of a
//! file are kept by their codes, and shown by their names.

use crate::report::Format;
use crate::report::forms::sets::Form;
use crate::report::kind::ReportKind;
use crate::report::model::FigureRef;
use crate::report::reference;
use crate::store::journal::Entry;

/// The verb of such an entry.
pub(super) const EXPORT: &str = "export";

/// Stands at the end of the reason where citizens were named in full.
pub(super) const IN_FULL: &str = ", tên đầy đủ";

/// The reason of an entry as it is shown. That of a file that left the office was written as `commune từ ngày … đến
/// ngày … text` for a paper of a period and as `<tên>, docx` for any other; what is neither stays as it is.
pub fn reason(entry: &Entry) -> String {
    let told = if entry.op == EXPORT { in_words(&entry.reason) } else { None };
    told.unwrap_or_else(|| entry.reason.clone())
}

fn in_words(reason: &str) -> Option<String> {
    let (body, full) = reason.strip_suffix(IN_FULL).map_or((reason, ""), |body| (body, IN_FULL));
    let known = |code: &str| Format::from_code(code).map(Format::label);
    if let Some((title, format)) = body.rsplit_once(", ").and_then(|(title, code)| Some((title, known(code)?))) {
        return Some(format!("{title}, {format}{full}"));
    }
    let (paper, code) = body.rsplit_once(' ')?;
    let (what, dates) = paper.split_once(" từ ngày ")?;
    Some(format!("{} từ ngày {dates}, {}{full}", paper_name(what), known(code)?))
}

/// A field of such a record in words; `None` for one that has none of its own.
pub(super) fn field(column: &str, value: &str) -> Option<String> {
    match column {
        "what" => Some(paper_name(value)),
        "format" => Format::from_code(value).map(|format| format.label().to_owned()),
        _ => None,
    }
}

/// What a paper is called, by the words that it is kept by; those words where they are unknown.
fn paper_name(what: &str) -> String {
    if let Some(kind) = ReportKind::from_code(what) {
        return kind.label().to_owned();
    }
    let said = match what.split_once(' ') {
        Some(("list", figure)) => {
            FigureRef::read(figure).map(|figure| format!("Danh sách {}", reference::title(&figure)))
        }
        Some(("form", form)) => Form::from_code(form).map(|form| form.label().to_owned()),
        _ => None,
    };
    said.unwrap_or_else(|| {
        match what {
            "list" => "Danh sách hồ sơ",
            "letters" => "Số văn bản xin lỗi đã cấp",
            "feedback" => "Sổ phản ánh, kiến nghị",
            "due" => "Giải trình hạn trả",
            "papers" => "Sổ việc",
            "diff" => "Thay đổi sau chốt",
            other => other,
        }
        .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_left_the_office_is_told_in_words() {
        let told = |reason: &str| in_words(reason).unwrap_or_else(|| "–".to_owned());
        let dates = "từ ngày 01/01/2025 đến ngày 30/06/2025";
        for kind in ReportKind::ALL {
            for format in Format::ALL {
                let said = told(&format!("{} {dates} {}", kind.code(), format.code()));
                assert_eq!(said, format!("{} {dates}, {}", kind.label(), format.label()));
            }
        }
        assert_eq!(told(&format!("list open.overdue[officer=A, từ B] {dates} csv")).split(' ').next(), Some("Danh"));
        assert_eq!(told(&format!("form 07 {dates} docx")), format!("Sổ theo dõi hồ sơ {dates}, Word (.docx)"));
        assert_eq!(told(&format!("Phí đã thu {dates}, csv")), format!("Phí đã thu {dates}, CSV (.csv)"));
        assert_eq!(told("Hồ sơ quá hạn, docx, tên đầy đủ"), "Hồ sơ quá hạn, Word (.docx), tên đầy đủ");
        assert_eq!(told("mục 8"), "–");
        for what in ["list", "letters", "feedback", "due", "papers", "diff", "list open.overdue"] {
            assert_ne!(paper_name(what), what);
        }
    }
}
