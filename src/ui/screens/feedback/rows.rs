//! Feedback in words: a row of the list, and everything of one to read.

use crate::domain::calendar::Calendar;
use crate::domain::day::Moment;
use crate::domain::deadline::days_late;
use crate::domain::feedback::{Awaited, Clock};
use crate::domain::time_left::time_left;
use crate::ui::look::Tone;
use crate::ui::parts::page::Page;
use crate::ui::parts::table::{Cell, Column, Row};
use crate::ui::work::detail::Aids;
use crate::ui::work::feedback::Seen;

/// The columns.
pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::new("Mã", 14, 20, 0),
        Column::new("Hạn", 24, 30, 1).tight(18),
        Column::new("Nội dung", 16, 80, 0),
        Column::new("Người gửi", 12, 26, 3),
        Column::new("Tiếp nhận", 16, 16, 4),
        Column::new("Hình thức", 10, 20, 6),
        Column::new("Mã hồ sơ", 14, 26, 5),
        Column::new("Cán bộ", 10, 24, 5),
    ]
}

/// One row.
pub(super) fn row(seen: &Seen, calendar: Option<&Calendar>, now: Moment) -> Row {
    let feedback = &seen.stored.feedback;
    let (tone, said) = match (seen.clock, calendar) {
        (Some(clock), Some(calendar)) => told(&clock, calendar, now),
        _ => (Tone::Normal, feedback.refused_at.map_or(String::new(), |at| format!("từ chối {}", at.day.vietnamese()))),
    };
    let officer = if seen.officer.is_empty() { "chưa phân công" } else { seen.officer.as_str() };
    Row {
        id: seen.stored.id,
        version: seen.stored.version,
        cells: vec![
            Cell::plain(feedback.code.as_str()),
            Cell::toned(said, tone).by(seen.clock.map_or(String::new(), |clock| clock.due.to_string())),
            Cell::plain(feedback.subject.as_str()),
            Cell::plain(feedback.sender.as_str()),
            Cell::plain(feedback.received_at.vietnamese()).by(feedback.received_at.to_string()),
            Cell::plain(feedback.channel.as_str()),
            Cell::plain(feedback.dossier_code.as_str()),
            Cell::plain(officer),
        ],
        tone,
    }
}

/// How a clock stands: `trả lời: còn 3 ngày 2g`, `công khai: trễ 2 ngày`.
pub(super) fn told(clock: &Clock, calendar: &Calendar, now: Moment) -> (Tone, String) {
    let what = clock.awaited.label();
    match (clock.met_at, clock.late(now)) {
        (Some(at), true) => (Tone::Overdue, format!("{what} trễ {} ngày", days_late(clock.due, at.day, calendar))),
        (Some(_), false) => (Tone::Good, format!("{what} đúng hạn")),
        (None, true) => {
            let days = days_late(clock.due, now.day, calendar);
            (Tone::Overdue, if days > 0 { format!("{what}: trễ {days} ngày") } else { format!("{what}: vừa quá hạn") })
        }
        (None, false) => {
            let tone = match clock.awaited {
                _ if clock.near(calendar, now) => Tone::DueSoon,
                Awaited::Supplement => Tone::Waiting,
                _ => Tone::Normal,
            };
            let said = if now >= clock.due {
                "hết hôm nay".to_owned()
            } else {
                time_left(now, clock.due, calendar).short()
            };
            (tone, format!("{what}: còn {said}"))
        }
    }
}

/// Everything of one.
pub(super) fn page(seen: &Seen, aids: &Aids) -> Page {
    let (feedback, settings) = (&seen.stored.feedback, &aids.settings);
    let mut lines = vec![(Tone::Title, seen.part.label().to_owned())];
    let mut pair = |name: &str, value: &str| {
        if !value.is_empty() {
            lines.push((Tone::Normal, format!("{name}: {value}")));
        }
    };
    let at = |at: Option<Moment>| at.map_or(String::new(), Moment::vietnamese);
    pair("Nội dung", &feedback.subject);
    pair("Người gửi", &feedback.sender);
    pair("Liên hệ", &feedback.contact);
    pair("Hình thức gửi", &feedback.channel);
    pair("Hồ sơ", &feedback.dossier_code);
    pair("Cán bộ trả lời", &seen.officer);
    pair("Tiếp nhận", &feedback.received_at.vietnamese());
    pair("Yêu cầu bổ sung", &at(feedback.supplement_asked_at));
    pair("Bổ sung", &at(feedback.supplemented_at));
    pair("Từ chối", &at(feedback.refused_at));
    pair("Trả lời", &at(feedback.handled_at));
    pair("Công khai", &at(feedback.published_at));
    pair("Nội dung trả lời", &feedback.answer);
    pair("Văn bản trả lời", &feedback.document);
    pair("Người gửi hài lòng", feedback.satisfied.map_or("", |yes| if yes { "có" } else { "không" }));
    pair("Ghi chú", &feedback.note);
    if let Some(clock) = seen.clock {
        pair("Hạn", &format!("{}, {}", clock.awaited.label(), clock.due.vietnamese()));
    }
    if seen.part == crate::domain::feedback::Part::Open {
        pair("Từ chối chậm nhất", &seen.refuse_due.vietnamese());
    }
    let days = settings.feedback_days();
    let source = match settings.get("feedback_source") {
        "" => "chưa ghi căn cứ",
        source => source,
    };
    lines.push((Tone::Normal, String::new()));
    let rule = format!(
        "Cách tính: trả lời {} ngày làm việc (đứng lại trong lúc chờ bổ sung), từ chối {}, bổ sung {}, công khai {}; {source}.",
        days.answer, days.refuse, days.supplement, days.publish
    );
    lines.push((Tone::Dim, rule));
    Page::toned(lines)
}
