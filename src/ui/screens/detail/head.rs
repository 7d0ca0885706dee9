//! What the head of the page says of the deadline: in words, with days left or late, never by colour alone.

use crate::domain::calendar::Calendar;
use crate::domain::day::Moment;
use crate::domain::lateness::Lateness;
use crate::domain::stage::Stage;
use crate::ui::look::Tone;
use crate::ui::work::detail::Whole;

/// Working days before the due date from which it is soon.
const SOON: i32 = 2;

/// One sentence about the deadline, with its meaning.
pub fn deadline(whole: &Whole, calendar: &Calendar, now: Moment) -> (Tone, String) {
    let dossier = &whole.stored.dossier;
    match (whole.stage, whole.due) {
        (Stage::Submitted, _) => acceptance(whole.acceptance_due, calendar, now),
        (Stage::Refused, _) => (Tone::Normal, format!("Không tiếp nhận lúc {}", moment(dossier.settled_at))),
        (_, None) if dossier.out_of_area && dossier.forwarded_at.is_none() => {
            (Tone::Waiting, "Chưa tính hạn: chờ nơi giải quyết nhận hồ sơ".to_owned())
        }
        (_, None) => (Tone::Warning, "Chưa có hạn trả; hãy sửa hồ sơ để ghi thời hạn".to_owned()),
        (stage, Some(due)) if stage.ended() => ended(whole, due, calendar),
        (_, Some(due)) => open(whole, due, calendar, now),
    }
}

fn moment(at: Option<Moment>) -> String {
    at.map(Moment::vietnamese).unwrap_or_default()
}

fn acceptance(due: Option<Moment>, calendar: &Calendar, now: Moment) -> (Tone, String) {
    let Some(due) = due else { return (Tone::DueSoon, "Chờ tiếp nhận".to_owned()) };
    let until = format!("Phải tiếp nhận hoặc từ chối trước {}", due.vietnamese());
    if now > due {
        let late = calendar.working_minutes_between(due, now);
        return (Tone::Overdue, format!("{until}: đã quá {} làm việc", hours(late)));
    }
    let left = calendar.working_minutes_between(now, due);
    (Tone::DueSoon, format!("{until}: còn {} làm việc", hours(left)))
}

fn open(whole: &Whole, due: Moment, calendar: &Calendar, now: Moment) -> (Tone, String) {
    let said = format!("Hạn trả {}", due.vietnamese());
    let paused = whole.stored.dossier.pauses.iter().find(|pause| pause.to.is_none());
    let by_hours = by_hours(whole, due);
    if whole.late_from.is_some_and(|late| now >= late) {
        let late = whole.late.map(Lateness::words).unwrap_or_default();
        let also = if paused.is_some() { "; đang tạm dừng" } else { "" };
        return (Tone::Overdue, format!("{said}: quá hạn {late}{also}"));
    }
    if let Some(pause) = paused {
        let from = pause.from.vietnamese();
        return (
            Tone::Waiting,
            format!("Tạm dừng từ {from}, {}; hạn đến nay {}", pause.reason.label(), due.vietnamese()),
        );
    }
    let days = calendar.working_days_between(now.day.plus(1), due.day.plus(1));
    let left = match (due.day == now.day, by_hours) {
        (_, true) => format!("còn {} làm việc", hours(calendar.working_minutes_between(now, due))),
        (true, false) => "đến hạn hôm nay".to_owned(),
        (false, false) => format!("còn {days:02} ngày làm việc"),
    };
    (if days <= SOON { Tone::DueSoon } else { Tone::Normal }, format!("{said}: {left}"))
}

fn ended(whole: &Whole, due: Moment, calendar: &Calendar) -> (Tone, String) {
    let Some(settled) = whole.stored.dossier.settled_at else { return (Tone::Normal, String::new()) };
    let by_hours = by_hours(whole, due);
    let told = |at: Moment| if by_hours { at.vietnamese() } else { at.day.vietnamese() };
    let said = format!("Kết thúc {}, hạn trả {}", told(settled), told(due));
    if whole.late_from.is_some_and(|late| settled >= late) {
        let late = whole.late.map(Lateness::words).unwrap_or_default();
        return (Tone::Overdue, format!("{said}: quá hạn {late}"));
    }
    if settled.day < due.day {
        let early = calendar.working_days_between(settled.day.plus(1), due.day.plus(1));
        return (Tone::Good, format!("{said}: trước hạn {early:02} ngày làm việc"));
    }
    (Tone::Good, format!("{said}: đúng hạn"))
}

/// A limit in hours is late within the day, one in days from the midnight after; the desk's rule decided that.
fn by_hours(whole: &Whole, due: Moment) -> bool {
    whole.late_from.is_some_and(|late| late < due.day.plus(1).start())
}

/// `2 giờ 05 phút`
fn hours(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} phút"),
        (hours, 0) => format!("{hours} giờ"),
        (hours, minutes) => format!("{hours} giờ {minutes:02} phút"),
    }
}
