//! Confirming proposed or expected days of the calendar when their announcement has come.

use crate::desk::error::Error;
use crate::domain::calendar::{CalendarDay, DayStatus};
use crate::domain::change::Changes;
use crate::domain::holidays;
use crate::domain::refusal::Refusal;
use crate::store::{Op, Stamp, Store};

/// Makes the rows `announced`, by the document `source`, in one entry that can be undone. `seen` are the rows as the
/// user saw them.
///
/// # Errors
/// A refusal at `source` without a document, and as a whole where a row was changed elsewhere meanwhile, or where none
/// of them awaits an announcement.
pub fn confirm_days(store: &mut Store, stamp: &Stamp, seen: &[CalendarDay], source: &str) -> Result<Changes, Error> {
    let source = source.trim();
    if source.is_empty() {
        return Err(Refusal::at("source", "Chưa nhập văn bản công bố, ví dụ: 9441/TB-BNV.").into());
    }
    if seen.iter().all(|day| day.status == DayStatus::Announced) {
        return Err(Refusal::whole("Không có ngày nào còn chờ công bố.").into());
    }
    let ((), changes) = store.transact(&Op::because("confirm_days", source), stamp, |tx| -> Result<(), Error> {
        let known = tx.read().calendar_days()?;
        for day in seen {
            if !known.contains(day) {
                let said = "vừa được thay đổi ở cửa sổ khác. Chưa lưu gì; hãy xem lại lịch rồi xác nhận.";
                return Err(Refusal::whole(format!("Ngày {} {said}", day.date.vietnamese())).into());
            }
            if day.status != DayStatus::Announced {
                tx.put_calendar_day(&holidays::confirmed(day, source))?;
            }
        }
        Ok(())
    })?;
    Ok(changes)
}
