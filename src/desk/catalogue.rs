//! Changing the catalogue: procedures, officers, calendar, office hours, targets, settings, each only while it is as the user saw it.
//!
//! Changing a day of the calendar moves no printed promise: dossiers keep the due date they were given.

use crate::desk::error::Error;
use crate::desk::{procedure_version, set_up};
use crate::domain::calendar::{CalendarDay, OfficeHours};
use crate::domain::change::Changes;
use crate::domain::day::Day;
use crate::domain::officer::Officer;
use crate::domain::pin;
use crate::domain::procedure::Procedure;
use crate::domain::rating::Levels;
use crate::domain::refusal::Refusal;
use crate::store::catalogue::StoredTarget;
use crate::store::{Op, Read, Stamp, Store, StoreError, Tx};

/// One row of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A version of a procedure.
    Procedure(Procedure),
    /// An officer.
    Officer(Officer),
    /// A day of the calendar.
    Day(CalendarDay),
    /// A version of the office hours.
    Hours(OfficeHours),
    /// A target.
    Target(StoredTarget),
}

/// A change of one row: what the user saw (nothing for a new row) and what is to be (nothing takes it away).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The row as the user saw it.
    pub seen: Option<Entry>,
    /// The row as it is to be.
    pub put: Option<Entry>,
}

/// Carries a change out as one entry of the journal.
///
/// # Errors
/// A refusal when a field is wrong, when the row was changed elsewhere meanwhile, or when a new one exists already.
pub fn change(store: &mut Store, stamp: &Stamp, change: &Change) -> Result<Changes, Error> {
    if let Some(put) = &change.put {
        put.check()?;
    }
    let ((), changes) = store.transact(&Op::new("catalogue"), stamp, |tx| -> Result<(), Error> {
        if let Some(seen) = &change.seen
            && seen.stored(&tx.read())?.as_ref() != Some(seen)
        {
            let said = "Dòng này vừa được thay đổi ở cửa sổ khác. Chưa lưu gì; hãy đóng phiếu, xem lại rồi sửa.";
            return Err(Refusal::whole(said).into());
        }
        match (&change.seen, &change.put) {
            (Some(Entry::Procedure(old)), Some(Entry::Procedure(new))) if old.valid_from != new.valid_from => {
                let said = "Bản mới phải có ngày bắt đầu hiệu lực.";
                let from = new.valid_from.ok_or_else(|| Refusal::at("valid_from", said))?;
                procedure_version::begin(tx, old, new, from)
            }
            (Some(Entry::Hours(old)), Some(put @ Entry::Hours(new))) if days(old) != days(new) => {
                if put.stored(&tx.read())?.is_some() {
                    return Err(put.exists().into());
                }
                tx.void_office_hours(old)?;
                Ok(put.write(tx)?)
            }
            (Some(_), Some(put)) => Ok(put.write(tx)?),
            (None, Some(put)) => match put.stored(&tx.read())? {
                None => {
                    if let Entry::Procedure(new) = put {
                        procedure_version::refuse_overlap(tx, new, None)?;
                    }
                    Ok(put.write(tx)?)
                }
                Some(_) => Err(put.exists().into()),
            },
            (Some(Entry::Day(day)), None) => Ok(tx.void_calendar_day(day.date).map(drop)?),
            (Some(Entry::Hours(hours)), None) => Ok(tx.void_office_hours(hours).map(drop)?),
            (Some(Entry::Target(target)), None) => Ok(tx.void_target(target).map(drop)?),
            (_, None) => Err(Refusal::whole("Không bỏ được dòng này; hãy ghi ngày hết hiệu lực.").into()),
        }
    })?;
    Ok(changes)
}

/// The first and the last day tell one version of the office hours from another.
pub(super) fn days(hours: &OfficeHours) -> (Option<Day>, Option<Day>) {
    (hours.valid_from(), hours.valid_to())
}

impl Entry {
    /// Whether its fields are right by themselves.
    ///
    /// # Errors
    /// The refusal that names what is wrong.
    pub fn check(&self) -> Result<(), Refusal> {
        match self {
            Entry::Procedure(procedure) => set_up::check_procedure(procedure),
            Entry::Officer(officer) => set_up::check_officer(officer),
            Entry::Day(day) => set_up::check_calendar_day(day),
            // Hours are checked as they are made.
            Entry::Hours(_) => Ok(()),
            Entry::Target(target) => set_up::check_target(target),
        }
    }

    /// The row of the register with the same key.
    fn stored(&self, read: &Read<'_>) -> Result<Option<Entry>, StoreError> {
        Ok(match self {
            Entry::Procedure(own) => {
                let same = |p: &Procedure| p.code == own.code && p.valid_from == own.valid_from;
                read.procedures()?.into_iter().map(|(_, p)| p).find(same).map(Entry::Procedure)
            }
            Entry::Officer(own) => {
                read.officers()?.into_iter().map(|(_, o)| o).find(|o| o.code == own.code).map(Entry::Officer)
            }
            Entry::Day(own) => read.calendar_days()?.into_iter().find(|day| day.date == own.date).map(Entry::Day),
            Entry::Hours(own) => {
                read.office_hours()?.into_iter().find(|hours| days(hours) == days(own)).map(Entry::Hours)
            }
            Entry::Target(own) => {
                let same = |t: &StoredTarget| t.figure == own.figure && t.valid_from == own.valid_from;
                read.every_target()?.into_iter().map(|(_, t)| t).find(same).map(Entry::Target)
            }
        })
    }

    fn write(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        match self {
            Entry::Procedure(procedure) => tx.put_procedure(procedure).map(drop),
            Entry::Officer(officer) => tx.put_officer(officer).map(drop),
            Entry::Day(day) => tx.put_calendar_day(day).map(drop),
            Entry::Hours(hours) => tx.put_office_hours(hours).map(drop),
            Entry::Target(target) => tx.put_target(target).map(drop),
        }
    }

    fn exists(&self) -> Refusal {
        match self {
            Entry::Procedure(_) => {
                Refusal::at("code", "Mã thủ tục này đã có bản từ ngày ấy; hãy chọn dòng đó rồi sửa.")
            }
            Entry::Officer(_) => {
                Refusal::at("code", "Mã cán bộ này đã có; hãy chọn dòng đó rồi sửa, hoặc đặt mã khác.")
            }
            Entry::Day(_) => Refusal::at("date", "Ngày này đã có trong lịch; hãy chọn dòng đó rồi sửa."),
            Entry::Hours(_) => {
                Refusal::at("valid_from", "Đã có giờ làm việc của đúng những ngày ấy; hãy chọn dòng đó rồi sửa.")
            }
            Entry::Target(_) => Refusal::at("figure", "Chỉ tiêu này đã có từ ngày ấy; hãy chọn dòng đó rồi sửa."),
        }
    }
}

/// Changes one setting, only while it is as the user saw it.
///
/// # Errors
/// A refusal at `value` when the value cannot be used, or when the setting was changed elsewhere meanwhile.
pub fn change_setting(store: &mut Store, stamp: &Stamp, key: &str, seen: &str, value: &str) -> Result<Changes, Error> {
    let value = value.trim();
    let stored = store.read().settings()?.get(key).to_owned();
    let value = if pin::SETTINGS.contains(&key) { crate::desk::pin::replaced(&stored, value)? } else { value };
    if let Some(problem) = crate::domain::settings::Settings::problem(key, value) {
        return Err(Refusal::at("value", problem).into());
    }
    // What stays of a PIN is its hash, also in the history.
    let hashed = crate::desk::pin::kept(key, value)?;
    let value = hashed.as_deref().unwrap_or(value);
    if key == "unit" && value.is_empty() {
        return Err(Refusal::at("value", "Tên đơn vị không được để trống.").into());
    }
    let ((), changes) = store.transact(&Op::new("settings"), stamp, |tx| -> Result<(), Error> {
        // Compared while the lock is held, so that no other window's change comes between.
        if tx.read().settings()?.get(key) != seen {
            let said = "Thiết lập này vừa được thay đổi ở cửa sổ khác; hãy đóng phiếu và xem lại.";
            return Err(Refusal::at("value", said).into());
        }
        if key == "rating_levels" {
            refuse_lost_level(&tx.read(), value)?;
        }
        Ok(tx.set_setting(key, value)?)
    })?;
    Ok(changes)
}

/// A level that ratings hold stays known: without it nobody could say as what they count.
fn refuse_lost_level(read: &Read<'_>, value: &str) -> Result<(), Error> {
    let levels = Levels::read(value).unwrap_or_default();
    for level in read.settings()?.levels().0 {
        if levels.0.iter().all(|kept| kept.code != level.code) && read.level_is_used(&level.code)? {
            let said = format!(
                "Mức \"{}\" đã có lượt đánh giá; hãy giữ mã {} và thêm x sau cách đếm để thôi dùng.",
                level.label, level.code
            );
            return Err(Refusal::at("value", said).into());
        }
    }
    Ok(())
}
