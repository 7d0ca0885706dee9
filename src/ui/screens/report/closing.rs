//! The closing of the period that a report is about: asking before it, opening again, choosing what is printed once more.

use crate::report::Format;
use crate::report::kind::ReportKind;
use crate::ui::keymap::Act;
use crate::ui::look::Tone;
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::parts::popup::Popup;
use crate::ui::work::report::Made;

/// Close it.
pub const CLOSE: &str = "close";
/// Close it with its findings.
pub const FORCE: &str = "force";

/// The question before a period is closed, or the form for opening it again.
pub fn ask(made: &Made) -> Popup {
    let period = &made.scope.period;
    if let Some(closing) = &made.closed {
        let about = format!(
            "Kỳ {} đã chốt lúc {}. Mở lại thì bản đã chốt không còn hiệu lực, nhưng vẫn nằm trong lịch sử.",
            period.name(),
            closing.closed_at.vietnamese()
        );
        let reason = FormRow::text("reason", "Lý do mở lại", "").hint("Bắt buộc, ví dụ: sót hồ sơ, báo cáo bị trả về");
        return Popup::prompt(Act::ClosePeriod, "Mở lại kỳ đã chốt", Form::new(vec![FormRow::note(&about), reason]));
    }
    let findings = &made.written.findings;
    let mut text = format!(
        "Chốt số liệu {}: giữ nguyên các báo cáo như lúc này, mọi định dạng, để in lại đúng từng byte và so về sau. Các \
         loại được giữ: {}.\n",
        period.name(),
        ReportKind::reported().map(ReportKind::label).collect::<Vec<_>>().join("; ")
    );
    if findings.is_empty() {
        let buttons = [('k', "Không", "no"), ('c', "Chốt kỳ", CLOSE)];
        return Popup::confirm(Act::ClosePeriod, "Chốt số liệu kỳ báo cáo", &text, &buttons);
    }
    text.push_str(&format!("Số liệu còn {} điểm chưa khớp:\n", findings.len()));
    findings.iter().for_each(|finding| text.push_str(&format!("- {}\n", finding.sentence)));
    let buttons = [('k', "Không", "no"), ('v', "Vẫn chốt, ghi lại các điểm ấy", FORCE)];
    Popup::confirm(Act::ClosePeriod, "Số liệu chưa khớp", &text, &buttons)
}

/// Which of the files that the closing keeps is wanted.
pub fn choose_file(made: &Made) -> Popup {
    let item = |(kind, format): &(ReportKind, Format)| {
        let id = format!("{} {}", kind.code(), format.code());
        PickItem::new(&id, format.code(), kind.label(), format.label())
    };
    Popup::choose(Act::Reprint, "In lại tệp đã chốt", Pick::new(made.kept.iter().map(item).collect()))
}

/// The file that was chosen.
pub fn file(id: &str) -> Option<(ReportKind, Format)> {
    let (kind, format) = id.split_once(' ')?;
    ReportKind::from_code(kind).zip(Format::from_code(format))
}

/// How the heading speaks of a closed period; `None` where it is not closed.
pub fn state(made: &Made) -> Option<(Tone, String)> {
    let closing = made.closed.as_ref()?;
    let day = closing.closed_at.day.vietnamese();
    Some(match made.written.recount {
        Some(_) => (Tone::Warning, format!("đã chốt {day}, nay khác: nhấn d")),
        None => (Tone::Good, format!("đã chốt {day}, số liệu khớp")),
    })
}

/// Why a key about a closing can do nothing now.
pub fn why_not(act: Act, made: Option<&Made>) -> Option<String> {
    let Some(made) = made else { return Some("Chưa có báo cáo; nhấn r để lập báo cáo.".to_owned()) };
    let period = &made.scope.period;
    match act {
        Act::ClosePeriod if made.scope.now < period.end() => {
            Some(format!("Kỳ chưa kết thúc; chốt được từ ngày {}.", period.to.plus(1).vietnamese()))
        }
        Act::Reprint | Act::SinceClosing if made.closed.is_none() => {
            Some("Kỳ này chưa chốt; nhấn c để chốt.".to_owned())
        }
        _ => None,
    }
}
