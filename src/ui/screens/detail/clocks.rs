//! The two clocks of a dossier and its reminders, each moment with how it stands. Pure: a dossier in, words out.

use crate::domain::apology::{Told, told};
use crate::domain::calendar::Calendar;
use crate::domain::day::Moment;
use crate::domain::stage::Stage;
use crate::domain::standing;
use crate::domain::time_left::time_left;
use crate::ui::look::Tone;
use crate::ui::screens::detail::sheet::Section;
use crate::ui::work::detail::Whole;

/// The acceptance clock of an online dossier: its last moment, and whether it was kept.
pub fn acceptance(whole: &Whole, calendar: &Calendar) -> Option<(Tone, String)> {
    let (due, dossier) = (whole.acceptance_due?, &whole.stored.dossier);
    let answered = standing::answered_at(dossier.accepted_at, dossier.settled_at, dossier.outcome);
    let (tone, said) = match answered {
        Some(at) if at <= due => (Tone::Good, "đúng hạn".to_owned()),
        Some(at) => (Tone::Overdue, format!("trễ {} làm việc", time_left(due, at, calendar).words())),
        // It ended in another way; figures count it as unanswered, so the screen hides nothing of it.
        None if dossier.settled_at.is_some() => {
            let tone = if due < whole.seen_at { Tone::Overdue } else { Tone::Normal };
            (tone, "kết thúc khi chưa trả lời".to_owned())
        }
        None if due < whole.seen_at => {
            (Tone::Overdue, format!("đã quá {} làm việc", time_left(due, whole.seen_at, calendar).words()))
        }
        None => (Tone::DueSoon, format!("còn {} làm việc", time_left(whole.seen_at, due, calendar).words())),
    };
    Some((tone, format!("{}: {said}", due.vietnamese())))
}

/// When the desk is reminded of an open dossier.
pub fn reminders(whole: &Whole) -> Section {
    let mut section = Section::right("Nhắc hạn");
    if !whole.stage.open() {
        return section;
    }
    let (now, dossier) = (whole.seen_at, &whole.stored.dossier);
    let paused = dossier.pauses.iter().any(|pause| pause.to.is_none());
    let late = whole.late_from.is_some_and(|late| late <= now);
    if let (Some(warnings), false) = (whole.warnings, paused) {
        let (tone, state) = come(warnings.warn_from, now, Tone::DueSoon);
        section.toned("Nhắc từ", tone, format!("{}: {state}", warnings.warn_from.vietnamese()));
        // A number may be set apart before the letter is written.
        // The moment is from when the letter is due: one of that day is in time as long as it comes before the due day.
        let after = told(dossier.apology.issued_at, false, whole.due.map(|due| due.day)) == Told::After;
        let (tone, state) = match (dossier.apology.issued_at, dossier.done_at.is_some(), late) {
            (Some(issued), ..) if after && issued > warnings.apology_by => {
                (Tone::Warning, "đã có văn bản, ban hành muộn")
            }
            (Some(_), ..) => (Tone::Good, "đã có văn bản xin lỗi"),
            _ if !dossier.apology.none_reason.is_empty() => (Tone::Normal, "đã ghi lý do không xin lỗi"),
            (_, true, _) => (Tone::Normal, "không cần, đã xong việc"),
            (_, _, true) => (Tone::Overdue, "đã qua, chưa xin lỗi"),
            _ => come(warnings.apology_by, now, Tone::LastMoment),
        };
        section.toned("Xin lỗi chậm nhất", tone, format!("{}: {state}", warnings.apology_by.vietnamese()));
    } else if paused {
        section.toned("Nhắc từ", Tone::Waiting, "chưa nhắc: đồng hồ đứng yên khi tạm dừng");
    }
    if let Some(due) = whole.handover_due {
        let (tone, state) = handover(whole, due);
        section.toned("Bàn giao trước", tone, format!("{}: {state}", due.vietnamese()));
    }
    section
}

fn come(moment: Moment, now: Moment, tone: Tone) -> (Tone, &'static str) {
    if moment <= now { (tone, "đã đến") } else { (Tone::Normal, "chưa đến") }
}

fn handover(whole: &Whole, due: Moment) -> (Tone, String) {
    let (dossier, plain) = (&whole.stored.dossier, |said: &str| (Tone::Normal, said.to_owned()));
    let given = whole.handovers.first().map(|over| over.given_at).or(dossier.forwarded_at);
    match given {
        Some(at) if at <= due => (Tone::Good, format!("đã bàn giao lúc {}", at.vietnamese())),
        Some(at) => (Tone::Warning, format!("bàn giao trễ, lúc {}", at.vietnamese())),
        None if whole.stage == Stage::Done => plain("không cần, đã xong việc"),
        None if whole.stage == Stage::Paused => plain("chưa nhắc trong lúc tạm dừng"),
        None if due < whole.seen_at => (Tone::Overdue, "đã quá, chưa bàn giao".to_owned()),
        None => plain("chưa bàn giao"),
    }
}
