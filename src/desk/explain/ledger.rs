//! The due-date ledger in sentences: what made each date, from which to which, and what today's calendar would give.

use super::Case;
use crate::desk::ledger::{Cause, Promise};
use crate::domain::day::Moment;
use crate::domain::limit::{Limit, Unit};
use crate::domain::pause::Pause;
use crate::domain::standing::{self, Seen};
use crate::report::account::LedgerLine;

/// The lines, and a remark for each date that today's calendar would count differently.
pub(super) fn lines(
    case: &Case<'_>,
    promises: &[Promise],
    name: impl Fn(&str) -> String,
) -> (Vec<LedgerLine>, Vec<String>) {
    let (mut lines, mut remarks, mut before) = (Vec::new(), Vec::new(), None::<Moment>);
    for promise in promises {
        let mut line = line(case, promise, before, &name);
        if promise.voided.is_none() {
            before = Some(promise.due);
            if let Some(today) = today(case, promise).filter(|today| *today != promise.due) {
                let today = today.vietnamese();
                line.why.push_str(&format!("; tính theo lịch lúc ấy, theo lịch nay là {today}"));
                remarks.push(format!(
                    "Hẹn {} tính theo lịch lúc ấy; theo lịch nay là {today}. Hẹn đã ghi được giữ nguyên.",
                    promise.due.vietnamese()
                ));
            }
        }
        lines.push(line);
    }
    (lines, remarks)
}

/// What the rules and today's calendar give for a date of the ledger, all else being as it was then.
fn today(case: &Case<'_>, promise: &Promise) -> Option<Moment> {
    let at = promise.at;
    let seen = Seen { known_at: at.plus_minutes(1), until: at };
    standing::due_by_calendar(case.facts, case.procedure, case.rules, seen).map(|counted| counted.due)
}

fn line(case: &Case<'_>, promise: &Promise, before: Option<Moment>, name: &impl Fn(&str) -> String) -> LedgerLine {
    let (why, document, officer) = match &promise.cause {
        Cause::First { computed: true } => ("hẹn lần đầu, tính theo thời hạn".to_owned(), "", ""),
        Cause::First { computed: false } => ("hẹn lần đầu, ghi theo giấy hẹn".to_owned(), "", ""),
        Cause::Pause(pause) => (paused(case, pause), pause.document.as_str(), ""),
        Cause::FormerPause { reason, document } => (because("tạm dừng", reason), document.as_str(), ""),
        Cause::Later { reason, document, officer } => (because("đổi hạn", reason), document.as_str(), officer.as_str()),
        Cause::Extension { added, basis, approver, reason, document, officer } => {
            (extended(*added, basis, approver, reason), document.as_str(), officer.as_str())
        }
        Cause::Calendar { reason, document, officer } => {
            (because("hẹn lại do lịch thay đổi", reason), document.as_str(), officer.as_str())
        }
        Cause::Amended { reason, officer } => (because("tính lại do sửa thông tin", reason), "", officer.as_str()),
    };
    let moved = match before {
        Some(before) if promise.voided.is_none() && before != promise.due => {
            format!("; hạn từ {} sang {}", before.vietnamese(), promise.due.vietnamese())
        }
        Some(_) if promise.voided.is_none() => "; hạn không đổi".to_owned(),
        _ => String::new(),
    };
    let voided = promise.voided.map_or_else(String::new, |cause| format!(" ({})", cause.label()));
    let officer = if officer.is_empty() { &promise.officer } else { officer };
    LedgerLine {
        due: promise.due,
        at: promise.at,
        why: format!("{why}{moved}{voided}"),
        document: document.to_owned(),
        officer: if officer.is_empty() { String::new() } else { name(officer) },
    }
}

fn because(what: &str, reason: &str) -> String {
    if reason.is_empty() { what.to_owned() } else { format!("{what}: {reason}") }
}

fn extended(added: Option<Limit>, basis: &str, approver: &str, reason: &str) -> String {
    let mut said = added.map_or_else(|| "gia hạn".to_owned(), |added| format!("gia hạn thêm {}", added.vietnamese()));
    for (label, text) in [(": ", reason), ("; căn cứ ", basis), ("; người duyệt: ", approver)] {
        if !text.is_empty() {
            said.push_str(label);
            said.push_str(text);
        }
    }
    said
}

/// How long a pause was, in the unit in which it moves the date.
fn paused(case: &Case<'_>, pause: &Pause) -> String {
    let to = pause.to.map_or(case.seen.until, |to| to.min(case.seen.until));
    let calendar = &case.rules.calendar;
    let unit = case.bare().map_or(Unit::WorkingDays, |terms| terms.unit());
    let long = match unit {
        Unit::WorkingHours => format!("{} phút làm việc", calendar.working_minutes_between(pause.from, to)),
        Unit::CalendarDays | Unit::Months => format!("{:02} ngày", to.day.since(pause.from.day)),
        _ => format!("{:02} ngày làm việc", calendar.working_days_between(pause.from.day, to.day)),
    };
    let end = match pause.to {
        Some(_) => format!("đến {}", to.vietnamese()),
        None => "còn đang tạm dừng".to_owned(),
    };
    format!("tạm dừng {} từ {} {end}: {long}", pause.reason.label(), pause.from.vietnamese())
}
