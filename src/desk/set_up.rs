//! First start: the desk's names, its officers, and the starter catalogue and calendar; later changes of settings.

use crate::desk::error::Error;
use crate::domain::calendar::CalendarDay;
use crate::domain::change::Changes;
use crate::domain::day::Day;
use crate::domain::officer::Officer;
use crate::domain::procedure::Procedure;
use crate::domain::refusal::Refusal;
use crate::domain::settings::Settings;
use crate::store::catalogue::StoredTarget;
use crate::store::{Op, Stamp, Store};

/// What the first start asks and offers.
#[derive(Clone, Debug, Default)]
pub struct SetUp {
    /// Settings by key.
    pub settings: Vec<(String, String)>,
    /// Officers.
    pub officers: Vec<Officer>,
    /// Procedures of the starter catalogue, when it is wanted.
    pub procedures: Vec<Procedure>,
    /// Days of the calendar, when it is wanted.
    pub calendar: Vec<CalendarDay>,
}

/// Writes it all as one entry.
pub fn set_up(store: &mut Store, stamp: &Stamp, answers: &SetUp) -> Result<Changes, Error> {
    check_settings(&answers.settings)?;
    if answers.settings.iter().any(|(key, value)| key == "unit" && value.trim().is_empty()) {
        return Err(Refusal::at("unit", "Chưa nhập tên đơn vị.").into());
    }
    let ((), changes) = store.transact(&Op::new("set_up"), stamp, |tx| -> Result<(), Error> {
        for (key, value) in &answers.settings {
            tx.set_setting(key, value)?;
        }
        for officer in &answers.officers {
            tx.put_officer(officer)?;
        }
        for procedure in &answers.procedures {
            tx.put_procedure(procedure)?;
        }
        for day in &answers.calendar {
            tx.put_calendar_day(day)?;
        }
        Ok(())
    })?;
    Ok(changes)
}

fn check_settings(settings: &[(String, String)]) -> Result<(), Refusal> {
    let mut refusal = Refusal::default();
    for (key, value) in settings {
        let key: &'static str =
            crate::domain::settings::SETTINGS.iter().find(|setting| setting.key == key).map_or("", |known| known.key);
        if let Some(problem) = Settings::problem(key, value) {
            refusal.add(key, problem);
        }
    }
    refusal.or_ok()
}

/// Changes settings.
pub fn change_settings(store: &mut Store, stamp: &Stamp, settings: &[(String, String)]) -> Result<Changes, Error> {
    check_settings(settings)?;
    let ((), changes) = store.transact(&Op::new("settings"), stamp, |tx| -> Result<(), Error> {
        for (key, value) in settings {
            tx.set_setting(key, value)?;
        }
        Ok(())
    })?;
    Ok(changes)
}

fn check_days(refusal: &mut Refusal, from: Option<Day>, to: Option<Day>) {
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        refusal.add("valid_to", "Ngày hết hiệu lực trước ngày bắt đầu; hãy sửa lại.");
    }
}

/// What is wrong with an officer before it is written.
pub(super) fn check_officer(officer: &Officer) -> Result<(), Refusal> {
    let mut refusal = Refusal::default();
    if officer.code.trim().is_empty() {
        refusal.add("code", "Chưa nhập mã cán bộ; có thể dùng chính họ tên.");
    }
    if officer.name.trim().is_empty() {
        refusal.add("name", "Chưa nhập họ tên cán bộ.");
    }
    check_days(&mut refusal, officer.valid_from, officer.valid_to);
    refusal.or_ok()
}

/// Adds or changes an officer.
pub fn put_officer(store: &mut Store, stamp: &Stamp, officer: &Officer) -> Result<Changes, Error> {
    check_officer(officer)?;
    let ((), changes) = store.transact(&Op::new("catalogue"), stamp, |tx| -> Result<(), Error> {
        tx.put_officer(officer)?;
        Ok(())
    })?;
    Ok(changes)
}

/// What is wrong with a procedure before it is written.
pub(super) fn check_procedure(procedure: &Procedure) -> Result<(), Refusal> {
    let mut refusal = Refusal::default();
    if procedure.code.trim().is_empty() {
        refusal.add("code", "Chưa nhập mã thủ tục.");
    }
    if procedure.name.trim().is_empty() {
        refusal.add("name", "Chưa nhập tên thủ tục.");
    }
    if procedure.field.trim().is_empty() {
        refusal.add("field", "Chưa nhập lĩnh vực.");
    }
    check_days(&mut refusal, procedure.valid_from, procedure.valid_to);
    refusal.or_ok()
}

/// Adds or changes a procedure version.
pub fn put_procedure(store: &mut Store, stamp: &Stamp, procedure: &Procedure) -> Result<Changes, Error> {
    check_procedure(procedure)?;
    let ((), changes) = store.transact(&Op::new("catalogue"), stamp, |tx| -> Result<(), Error> {
        tx.put_procedure(procedure)?;
        Ok(())
    })?;
    Ok(changes)
}

/// What is wrong with a day of the calendar before it is written.
pub(super) fn check_calendar_day(day: &CalendarDay) -> Result<(), Refusal> {
    if day.name.trim().is_empty() {
        return Err(Refusal::at("name", "Chưa nhập tên của ngày, ví dụ: Nghỉ bù Quốc khánh."));
    }
    Ok(())
}

/// Adds or changes a day of the calendar. No printed promise moves by it.
pub fn put_calendar_day(store: &mut Store, stamp: &Stamp, day: &CalendarDay) -> Result<Changes, Error> {
    check_calendar_day(day)?;
    let ((), changes) = store.transact(&Op::new("catalogue"), stamp, |tx| -> Result<(), Error> {
        tx.put_calendar_day(day)?;
        Ok(())
    })?;
    Ok(changes)
}

/// What is wrong with a target before it is written.
pub(super) fn check_target(target: &StoredTarget) -> Result<(), Refusal> {
    let known = crate::domain::figure::by_id(&target.figure);
    if known.is_none_or(|(_, figure)| figure.of.is_none() || !figure.is_public()) {
        let said = format!("Chỉ tiêu {} không có tỷ lệ phần trăm; hãy chọn chỉ tiêu khác.", target.figure);
        return Err(Refusal::at("figure", said));
    }
    if target.value > 10_000 {
        return Err(Refusal::at("value", "Chỉ tiêu phải từ 0 đến 100 phần trăm."));
    }
    Ok(())
}

/// Adds or changes a target.
pub fn put_target(store: &mut Store, stamp: &Stamp, target: &StoredTarget) -> Result<Changes, Error> {
    check_target(target)?;
    let ((), changes) = store.transact(&Op::new("catalogue"), stamp, |tx| -> Result<(), Error> {
        tx.put_target(target)?;
        Ok(())
    })?;
    Ok(changes)
}
