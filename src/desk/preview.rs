//! What the form for a new dossier shows while it is being filled: the moment that would be promised now, and why.
//!
//! It counts by the same rule as the saving itself and writes nothing.

use std::ops::RangeInclusive;

use crate::desk::accept::procedure_on;
use crate::desk::error::Error;
use crate::desk::explain::imagined;
use crate::desk::promise;
use crate::domain::calendar::{Calendar, Reason};
use crate::domain::day::{Day, Moment};
use crate::domain::deadline::{self, Explanation, Mark, Terms};
use crate::domain::dossier::Dossier;
use crate::domain::limit::{Limit, Unit};
use crate::domain::number::prose_number;
use crate::domain::procedure::Procedure;
use crate::report::account::Account;
use crate::store::Store;

/// Holidays named one by one; more are only counted.
const NAMED: usize = 3;

/// What would be promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The catalogue knows no limit for this procedure and channel, so the form asks for one.
    pub asks_limit: bool,
    /// The limit that holds; `None` while there is none.
    pub limit: Option<Limit>,
    /// Whether the desk has checked the catalogue's limit.
    pub confirmed: bool,
    /// Its legal basis.
    pub basis: String,
    /// The moment; `None` without a limit or before the clock starts.
    pub due: Option<Moment>,
    /// The moment lies behind: what is noted late is overdue as soon as it is saved.
    pub passed: bool,
    /// Why that moment, in one line.
    pub why: String,
    /// The whole account of it, day by day; `None` where there is no moment.
    pub account: Option<Box<Account>>,
    /// The moment if the proposed days off were adopted, with those days; empty where that changes nothing.
    pub otherwise: String,
}

/// The promise for what is filled in so far; `None` without a known procedure. `new_limit` is the one typed for a
/// procedure that has none. Without a moment of acceptance nothing is promised.
///
/// # Errors
/// When the register cannot be read.
pub fn preview(
    store: &Store,
    dossier: &Dossier,
    new_limit: Option<Limit>,
    now: Moment,
) -> Result<Option<Preview>, Error> {
    let day = dossier.accepted_at.or(dossier.submitted_at).unwrap_or(now).day;
    let Some(procedure) = procedure_on(store, &dossier.procedure_code, day)? else { return Ok(None) };
    let known = promise::limit_of(dossier, &procedure);
    let limit = known.or(new_limit);
    let rules = store.rulebook()?;
    let explained = dossier.clock_start().and_then(|start| {
        let extension = dossier.extension.as_ref().map(|extension| extension.limit);
        let terms = Terms { extension, same_day_cutoff: procedure.same_day_cutoff, ..Terms::new(start, limit) };
        deadline::explain(&terms, &[], rules.pauses.at(start.day), &rules.calendar, start)
            .map(|explanation| (explanation, terms))
    });
    let why = match (&explained, limit) {
        (Some((explanation, terms)), Some(limit)) => why(explanation, limit, terms.start, &rules.calendar),
        (None, Some(limit)) => waiting(dossier, limit),
        (_, None) => String::new(),
    };
    let account = explained.as_ref().map(|(_, terms)| Box::new(imagined(Some(&procedure), terms, &[], &rules, now)));
    let Procedure { confirmed, basis, .. } = procedure;
    Ok(Some(Preview {
        asks_limit: known.is_none(),
        limit,
        confirmed,
        basis,
        due: explained.as_ref().map(|(explanation, _)| explanation.due),
        passed: explained.as_ref().is_some_and(|(explanation, _)| explanation.due < now),
        why,
        account,
        otherwise: explained.map(|(explanation, _)| otherwise(&explanation)).unwrap_or_default(),
    }))
}

fn waiting(dossier: &Dossier, limit: Limit) -> String {
    let from = if dossier.accepted_at.is_none() {
        "tính từ khi tiếp nhận"
    } else {
        "hồ sơ phi địa giới tính từ khi cơ quan giải quyết nhận được"
    };
    format!("{}, {from}", limit.vietnamese())
}

fn why(explanation: &Explanation, limit: Limit, start: Moment, calendar: &Calendar) -> String {
    let mut lines = explanation.lines().iter().filter(|line| line.day == start.day).map(|line| line.text.as_str());
    // The account of a same-day limit says until which hour "the same day" holds.
    let mut parts = match lines.find(|text| limit.unit == Unit::SameDay && text.contains("trả trong ngày")) {
        Some(text) => vec![text.trim_end_matches('.').to_owned()],
        None => {
            let passed_over = match limit.unit {
                Unit::CalendarDays | Unit::Months => rolled(explanation),
                Unit::WorkingDays | Unit::WorkingHours | Unit::SameDay => {
                    off(start.day.plus(1)..=explanation.due.day, calendar)
                }
            };
            std::iter::once(limit.vietnamese()).chain(passed_over).collect()
        }
    };
    let awaited = &explanation.expected;
    if !awaited.is_empty() {
        parts.push(format!("lịch còn chờ công bố: {}", awaited.join("; ")));
    }
    parts.join(", ")
}

/// Days off count in a limit of calendar days or months; only its last day rolls on.
fn rolled(explanation: &Explanation) -> Option<String> {
    let rolls = explanation.lines().iter().any(|line| line.mark == Mark::RolledTo);
    rolls.then(|| "ngày cuối là ngày nghỉ nên hẹn sang ngày làm việc kế tiếp".to_owned())
}

/// The days off within the time, holidays by their names, weekends by their number.
fn off(days: RangeInclusive<Day>, calendar: &Calendar) -> Option<String> {
    let (mut holidays, mut weekend) = (Vec::new(), 0);
    for day in (days.start().epoch()..=days.end().epoch()).map(Day::from_epoch) {
        match calendar.why(day) {
            Reason::Holiday { name, .. } => holidays.push(format!("{:02}/{:02} {name}", day.date(), day.month())),
            Reason::Weekend => weekend += 1,
            Reason::Working | Reason::WorkedSaturday { .. } => {}
        }
    }
    let more = holidays.len().saturating_sub(NAMED) as i64;
    holidays.truncate(NAMED);
    if more > 0 {
        holidays.push(format!("{} ngày nghỉ lễ khác", prose_number(more)));
    }
    if weekend > 0 {
        holidays.push(format!("{} ngày cuối tuần", prose_number(weekend)));
    }
    (!holidays.is_empty()).then(|| format!("nghỉ {}", holidays.join(", ")))
}

fn otherwise(explanation: &Explanation) -> String {
    explanation.alternative.as_ref().map_or_else(String::new, |other| {
        format!("{} nếu lịch đề xuất được duyệt ({})", other.due.vietnamese(), other.days.join("; "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{CalendarDay, DayKind, DayStatus};
    use crate::domain::dossier::Channel;
    use crate::store::{Op, Stamp, StoreError};

    fn register() -> Store {
        let mut store = Store::in_memory().expect("a register");
        let at = "2026-11-02 08:00".parse().expect("a moment");
        let stamp = Stamp { at, utc_ms: 0, utc_offset_min: 420, officer: String::new(), desk: 1 };
        let written = store.transact(&Op::new("set_up"), &stamp, |tx| -> Result<(), StoreError> {
            for (code, limit) in [("1", Some("5wd")), ("2", None), ("3", Some("sd"))] {
                let limit = limit.map(|limit| limit.parse().expect("a limit"));
                tx.put_procedure(&Procedure {
                    limit_direct: limit, ..Procedure::new(code, "Thủ tục", "Hộ tịch")
                })?;
            }
            let day = |date: &str, name: &str, status| CalendarDay {
                date: date.parse().expect("a day"),
                kind: DayKind::Off,
                name: name.to_owned(),
                source: String::new(),
                status,
            };
            tx.put_calendar_day(&day("2026-11-24", "Ngày Văn hóa Việt Nam", DayStatus::Announced))?;
            tx.put_calendar_day(&day("2026-11-23", "Nghỉ hoán đổi", DayStatus::Proposed))?;
            Ok(())
        });
        written.expect("written");
        store
    }

    fn seen(procedure: &str, new_limit: Option<&str>) -> Preview {
        let mut dossier = Dossier::new("", procedure, Channel::Direct);
        dossier.accepted_at = Some("2026-11-19 09:15".parse().expect("a moment"));
        let limit = new_limit.map(|limit| limit.parse().expect("a limit"));
        let now = "2026-11-19 09:15".parse().expect("a moment");
        preview(&register(), &dossier, limit, now).expect("read").expect("a procedure")
    }

    #[test]
    fn the_reason_names_limit_holidays_and_the_other_outcome() {
        let seen = seen("1", None);
        assert_eq!(seen.due.map(|due| due.to_string()).as_deref(), Some("2026-11-27 17:00"));
        assert_eq!(seen.why, "05 ngày làm việc, nghỉ 24/11 Ngày Văn hóa Việt Nam, 02 ngày cuối tuần");
        assert!(seen.otherwise.starts_with("17:00 30/11/2026 nếu lịch đề xuất được duyệt (23/11/2026"));
        assert!(!seen.asks_limit);
    }

    #[test]
    fn a_procedure_without_a_limit_asks_for_one_and_counts_with_it() {
        let bare = seen("2", None);
        assert!(bare.asks_limit && bare.due.is_none() && bare.limit.is_none());
        let typed = seen("2", Some("3wd"));
        assert!(typed.asks_limit, "it is still the form's own limit");
        assert_eq!(typed.due.map(|due| due.to_string()).as_deref(), Some("2026-11-25 17:00"));
    }

    #[test]
    fn days_off_count_in_a_limit_of_calendar_days_and_its_last_day_rolls_on() {
        let whole = seen("2", Some("20cd"));
        assert_eq!(whole.due.map(|due| due.to_string()).as_deref(), Some("2026-12-09 17:00"));
        assert_eq!(whole.why, "20 ngày");
        let rolled = seen("2", Some("5cd"));
        assert_eq!(rolled.due.map(|due| due.to_string()).as_deref(), Some("2026-11-25 17:00"));
        assert_eq!(rolled.why, "05 ngày, ngày cuối là ngày nghỉ nên hẹn sang ngày làm việc kế tiếp");
    }

    #[test]
    fn a_promise_that_has_passed_is_known_as_that() {
        assert!(!seen("1", None).passed);
        let mut dossier = Dossier::new("", "1", Channel::Direct);
        dossier.accepted_at = Some("2026-11-02 09:15".parse().expect("a moment"));
        let now = "2026-11-19 09:15".parse().expect("a moment");
        assert!(preview(&register(), &dossier, None, now).expect("read").expect("a procedure").passed);
    }

    #[test]
    fn a_same_day_limit_says_until_when() {
        assert!(seen("3", None).why.contains("trả trong ngày"), "{}", seen("3", None).why);
    }
}
