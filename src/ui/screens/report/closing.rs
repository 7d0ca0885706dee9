//! The closing of the period that a report is about: asking before it, opening again, choosing what is printed once more.

use std::sync::Arc;

use crate::report::Format;
use crate::report::kind::ReportKind;
use crate::ui::action::Effect;
use crate::ui::keymap::Act;
use crate::ui::look::Tone;
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::parts::popup::{Answer, Popup};
use crate::ui::screens::report::Reports;
use crate::ui::screens::since_closing::Since;
use crate::ui::work::Job;
use crate::ui::work::closing as closings;
use crate::ui::work::report::Made;
use crate::ui::work::stop::Stop;

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
        let form = Form::new(vec![FormRow::note(&about), reason]);
        let kept = format!("ClosePeriod.{}", period.dates());
        return Popup::prompt(Act::ClosePeriod, "Mở lại kỳ đã chốt", form).kept(kept);
    }
    let findings = &made.written.findings;
    let mut text = format!(
        "Chốt số liệu {}: giữ nguyên các báo cáo như lúc này, mọi định dạng, để in lại đúng từng byte và so về sau. Các \
         loại được giữ: {}.\n",
        period.name(),
        ReportKind::reported().map(ReportKind::label).collect::<Vec<_>>().join("; ")
    );
    if let Some(words) = made.written.narrative.unwritten_words() {
        text.push_str(&format!("{words}\n"));
    }
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

impl Reports {
    /// Counts and writes everything that the closing keeps; it is closed when that is made.
    pub(super) fn seal(&mut self, force: bool) -> Vec<Effect<Job>> {
        let Some(made) = &self.made else { return Vec::new() };
        let (scope, stop) = (made.scope.clone(), Stop::default());
        let ticket = self.next_ticket();
        self.sealing = Some((ticket, stop.clone()));
        let ask = closings::Ask::Prepare { ticket, scope, force, stop };
        vec![
            Effect::Job(Job::Closing(ask)),
            Effect::Popup(Box::new(Popup::progress(Act::ClosePeriod, "Chốt kỳ", "Đang lập các báo cáo của kỳ"))),
        ]
    }

    pub(super) fn sealed(&mut self, answer: &closings::Answer) -> Vec<Effect<Job>> {
        let Some((own, _)) = &self.sealing else { return Vec::new() };
        match answer {
            closings::Answer::Progress { ticket, done } if ticket == own => {
                let label = "Đang lập các báo cáo của kỳ".to_owned();
                vec![Effect::Progress(Act::ClosePeriod, label, *done, 0)]
            }
            closings::Answer::Prepared { ticket, prepared } if ticket == own => {
                self.sealing = None;
                let close = closings::Ask::Close { prepared: Arc::clone(prepared) };
                vec![Effect::Close(Act::ClosePeriod), Effect::Job(Job::Closing(close))]
            }
            closings::Answer::Ended { ticket, said } if ticket == own => {
                self.sealing = None;
                vec![Effect::Close(Act::ClosePeriod), Effect::Say(Tone::Warning, said.clone())]
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn about_closing(&mut self, act: Act) -> Vec<Effect<Job>> {
        let Some(made) = &self.made else { return Vec::new() };
        match act {
            Act::ClosePeriod => vec![Effect::Popup(Box::new(ask(made)))],
            Act::Reprint => vec![Effect::Popup(Box::new(choose_file(made)))],
            _ => vec![Effect::Push(Box::new(Since::new(made.scope.clone())))],
        }
    }

    /// What was answered to a question about a closing.
    pub(super) fn closing_answered(&mut self, popup: &Popup, answer: &Answer) -> Vec<Effect<Job>> {
        let period = self.made.as_ref().map(|made| made.scope.period);
        match (popup.purpose, answer, popup.form(), period) {
            (Act::ClosePeriod, Answer::Chosen(code), ..) if code == CLOSE => self.seal(false),
            (Act::ClosePeriod, Answer::Chosen(code), ..) if code == FORCE => self.seal(true),
            (Act::ClosePeriod, Answer::Cancelled, ..) => {
                self.sealing.iter().for_each(|(_, stop)| stop.ask());
                Vec::new()
            }
            (Act::ClosePeriod, Answer::Submitted, Some(form), Some(period)) => {
                let reason = form.get("reason").to_owned();
                vec![Effect::Job(Job::Closing(closings::Ask::Reopen { period, reason }))]
            }
            (Act::Reprint, Answer::Chosen(id), _, Some(period)) => file(id).map_or_else(Vec::new, |file| {
                let (kind, format) = file;
                vec![Effect::Job(Job::Closing(closings::Ask::Reprint { period, kind, format }))]
            }),
            _ => Vec::new(),
        }
    }
}
