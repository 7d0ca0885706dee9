//! Writing days of the calendar, one or a stretch of them, and taking them away: an entry of the journal each.

use chrono::Weekday;

use crate::desk::error::Error;
use crate::desk::set_up;
use crate::domain::calendar::{CalendarDay, DayKind, DayStatus};
use crate::domain::change::Changes;
use crate::domain::day::Day;
use crate::domain::refusal::Refusal;
use crate::store::{Op, Stamp, Store};

/// The longest stretch that is written at once, in calendar days. No holiday comes near it; a wrong year does.
pub const LONGEST: i32 = 31;

/// A stretch of days that get the same row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
    /// Off or worked.
    pub kind: DayKind,
    /// Name of the days.
    pub name: String,
    /// The document; may be empty.
    pub source: String,
    /// How sure the rows are.
    pub status: DayStatus,
    /// Days off are written for Saturdays and Sundays of the stretch as well.
    pub weekends: bool,
}

fn weekend(day: Day) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

impl Span {
    /// The days that get a row. A day off on a weekend changes nothing, so of a stretch it is left out unless asked for.
    pub fn days(&self) -> Vec<Day> {
        let all = (0..=self.to.since(self.from).min(LONGEST)).map(|n| self.from.plus(n));
        let every = self.from == self.to || self.weekends || self.kind == DayKind::Work;
        all.filter(|day| every || !weekend(*day)).collect()
    }

    /// What is wrong with it before it is written.
    ///
    /// # Errors
    /// At `to` for a stretch that runs backwards, is too long or has no day; at `kind` for a weekday as a worked day; at
    /// `name` without a name.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut refusal = Refusal::default();
        if self.to < self.from {
            refusal.add("to", "Ngày cuối đứng trước ngày đầu.");
        } else if self.to.since(self.from) >= LONGEST {
            refusal.add("to", format!("Mỗi lần ghi được nhiều nhất {LONGEST} ngày; hãy xem lại năm của hai ngày."));
        } else if self.days().is_empty() {
            refusal.add("to", "Khoảng này chỉ có thứ Bảy, Chủ nhật; hãy đánh dấu ô cuối tuần nếu vẫn muốn ghi.");
        } else if self.kind == DayKind::Work
            && let Some(day) = self.days().into_iter().find(|day| !weekend(*day))
        {
            let day = format!("{} {}", day.weekday_name(), day.vietnamese());
            refusal.add("kind", format!("{day} vốn là ngày làm việc; ngày làm bù là thứ Bảy hoặc Chủ nhật."));
        }
        if let Err(wrong) = set_up::check_calendar_day(&self.row(self.from)) {
            refusal.problems.extend(wrong.problems);
        }
        refusal.or_ok()
    }

    /// The rows that are written.
    pub fn rows(&self) -> Vec<CalendarDay> {
        self.days().into_iter().map(|day| self.row(day)).collect()
    }

    fn row(&self, date: Day) -> CalendarDay {
        let (name, source) = (self.name.trim().to_owned(), self.source.trim().to_owned());
        CalendarDay { date, kind: self.kind, name, source, status: self.status }
    }
}

/// Writes the stretch. `seen` are the rows that the user saw within it; they are replaced.
///
/// # Errors
/// As [`Span::check`], and as a whole where the calendar within the stretch was changed elsewhere meanwhile.
pub fn put(store: &mut Store, stamp: &Stamp, span: &Span, seen: &[CalendarDay]) -> Result<Changes, Error> {
    span.check()?;
    let ((), changes) =
        store.transact(&Op::because("calendar_days", &span.name), stamp, |tx| -> Result<(), Error> {
            let known = tx.read().calendar_days()?;
            for row in span.rows() {
                let now = known.iter().find(|known| known.date == row.date);
                if now != seen.iter().find(|seen| seen.date == row.date) {
                    return Err(elsewhere(row.date).into());
                }
                tx.put_calendar_day(&row)?;
            }
            Ok(())
        })?;
    Ok(changes)
}

/// Takes rows away; they stay in the register, voided. `seen` are the rows as the user saw them.
///
/// # Errors
/// A refusal where one of them was changed elsewhere meanwhile.
pub fn void(store: &mut Store, stamp: &Stamp, seen: &[CalendarDay]) -> Result<Changes, Error> {
    let ((), changes) = store.transact(&Op::new("calendar_days"), stamp, |tx| -> Result<(), Error> {
        let known = tx.read().calendar_days()?;
        for row in seen {
            if !known.contains(row) {
                return Err(elsewhere(row.date).into());
            }
            tx.void_calendar_day(row.date)?;
        }
        Ok(())
    })?;
    Ok(changes)
}

fn elsewhere(day: Day) -> Refusal {
    let said = "vừa được thay đổi ở cửa sổ khác. Chưa lưu gì; hãy xem lại lịch rồi làm lại.";
    Refusal::whole(format!("Ngày {} {said}", day.vietnamese()))
}
