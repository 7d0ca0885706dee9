//! What the head of the page says of the deadline: in words, with days left or late, never by colour alone.

use crate::domain::calendar::Calendar;
use crate::domain::day::Moment;
use crate::domain::lateness::Lateness;
use crate::domain::stage::Stage;
use crate::domain::time_left::{WorkingTime, time_left};
use crate::ui::due;
use crate::ui::look::Tone;
use crate::ui::work::detail::Whole;

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
        return (Tone::Overdue, format!("{until}: đã quá {} làm việc", time_left(due, now, calendar).words()));
    }
    (Tone::DueSoon, format!("{until}: còn {} làm việc", time_left(now, due, calendar).words()))
}

fn open(whole: &Whole, due: Moment, calendar: &Calendar, now: Moment) -> (Tone, String) {
    let said = format!("Hạn trả {}", due.vietnamese());
    let paused = whole.stored.dossier.pauses.iter().find(|pause| pause.to.is_none());
    if whole.late_from.is_some_and(|late| now >= late) {
        let late = whole.late.map(Lateness::words).unwrap_or_default();
        let also = if paused.is_some() { "; đang tạm dừng" } else { "" };
        return (Tone::Overdue, format!("{said}: quá hạn {late}{also}"));
    }
    if let Some(pause) = paused {
        let from = pause.from.vietnamese();
        let left = whole.clocks.left_paused.map(|minutes| WorkingTime::of(minutes, now, calendar).words());
        let left = left.map(|left| format!("; còn {left} làm việc khi tiếp tục")).unwrap_or_default();
        return (
            Tone::Waiting,
            format!("Tạm dừng từ {from}, {}; hạn đến nay {}{left}", pause.reason.label(), due.vietnamese()),
        );
    }
    let left = time_left(now, due, calendar);
    let left = match (left.minutes, due.day == now.day) {
        (0, _) => "đã hết giờ làm việc của hạn".to_owned(),
        (_, true) => format!("đến hạn hôm nay, còn {} làm việc", left.words()),
        (_, false) => format!("còn {} làm việc", left.words()),
    };
    let level = due::level(&whole.clocks, now);
    let ask = if level == Tone::LastMoment { "; đến lúc xin lỗi nếu không kịp" } else { "" };
    (level, format!("{said}: {left}{ask}"))
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
