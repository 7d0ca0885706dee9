//! Open dossiers whose due date would differ, were it counted again with the calendar and the rules of today; and
//! promising such a date anew, with a reason.
//!
//! An edited calendar moves no promise (DOMAIN.md §4). What it would move is found here, and an officer decides: each
//! date that is promised anew is a line of the ledger, and the ones before it stay.

use crate::desk::catalogue::days as days_of;
use crate::desk::change::{self, Target, lawful};
use crate::desk::error::Error;
use crate::domain::calendar::{Calendar, CalendarDay, OfficeHours};
use crate::domain::change::Changes;
use crate::domain::day::{Day, Moment};
use crate::domain::deadline::Counted;
use crate::domain::facts::{Facts, ProcedureFacts};
use crate::domain::ledger;
use crate::domain::line_cause::LineCause;
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::domain::rulebook::Rulebook;
use crate::domain::standing;
use crate::store::facts::Systems;
use crate::store::parts::DueDate;
use crate::store::{Op, Read, Stamp, Store};

/// More rows than a list is read through are counted and not held.
pub const MOST: usize = 20_000;

/// Dossiers looked at between two words about progress.
const STEP: u64 = 1024;

/// An open dossier whose date differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Id and the version that is seen.
    pub target: Target,
    /// Its code.
    pub code: String,
    /// Who handed it in.
    pub applicant: String,
    /// The date in force.
    pub in_force: Moment,
    /// The date as today's calendar gives it.
    pub by_calendar: Moment,
    /// The minute as of which both were counted.
    pub seen_at: Moment,
    /// Why it cannot be promised anew, where it cannot.
    pub why_not: Option<WhyNot>,
}

/// Why a date cannot be promised anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// The dossier is late by the date in force. Another date would take its lateness away; it is apologised for
    /// (DOMAIN.md §5), or its data are corrected with a reason.
    Late,
    /// The other date has passed, so that the dossier would be late at once.
    Passed,
}

impl WhyNot {
    /// Two or three words for a row.
    pub const fn label(self) -> &'static str {
        match self {
            WhyNot::Late => "đã quá hạn",
            WhyNot::Passed => "ngày mới đã qua",
        }
    }

    /// What the clerk is told.
    pub const fn said(self) -> &'static str {
        match self {
            WhyNot::Late => {
                "đã quá hạn theo ngày đã hẹn; hẹn lại không xóa được quá hạn, hãy xin lỗi, hoặc dùng Sửa nếu ngày hẹn sai"
            }
            WhyNot::Passed => "ngày tính lại đã qua; giữ ngày đã hẹn với công dân",
        }
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Those that differ, by the date in force; at most [`MOST`].
    pub rows: Vec<Differing>,
    /// How many differ.
    pub total: u64,
    /// How many open dossiers were looked at.
    pub open: u64,
}

/// The dossiers whose date differs as of `now`. `progress` is told how many were looked at and answers `false` to stop.
///
/// # Errors
/// [`Error::Cancelled`].
pub fn differing(store: &Store, now: Moment, mut progress: impl FnMut(u64) -> bool) -> Result<Found, Error> {
    let rules = store.rulebook()?;
    let mut found = Found::default();
    let mut ids = Vec::new();
    store.snapshot(|read| {
        found.open = each_open(&read, now, &mut progress, |facts, procedure| {
            if let Some((in_force, other)) = differs(facts, procedure, &rules, now) {
                found.total += 1;
                if ids.len() < MOST {
                    ids.push((facts.id, in_force, other.due, why_not(facts, procedure, &rules, in_force, &other, now)));
                }
            }
        })?;
        ids.sort_unstable_by_key(|(id, in_force, ..)| (*in_force, *id));
        for (id, in_force, by_calendar, why_not) in ids {
            let Some(stored) = read.dossier(id)? else { continue };
            found.rows.push(Differing {
                target: Target { id, version: stored.version },
                code: stored.dossier.code,
                applicant: stored.dossier.applicant.name,
                in_force,
                by_calendar,
                seen_at: now,
                why_not,
            });
        }
        Ok::<(), Error>(())
    })?;
    Ok(found)
}

/// An edit of the calendar or of the office hours that is being weighed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// Rows that are put in.
    pub put: Vec<CalendarDay>,
    /// Days whose row is taken out.
    pub void: Vec<Day>,
    /// Versions of the office hours that are put in; each replaces one of the same days.
    pub put_hours: Vec<OfficeHours>,
    /// Versions of the office hours that are taken out.
    pub void_hours: Vec<OfficeHours>,
}

/// What an edit would do to open dossiers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// Looked at.
    pub open: u64,
    /// Whose date by the calendar, or the one in force, would be another than before the edit.
    pub moved: u64,
    /// Whose date in force agrees with the calendar before the edit and would not after it.
    pub parted: u64,
    /// Whose date in force does not agree before the edit and would after it.
    pub agreed: u64,
    /// Whose date would differ from the one in force after the edit.
    pub differ: u64,
}

/// What an edit, which is not carried out, would do to each open dossier: dossiers are held against themselves, since
/// one that parts and one that agrees again leave the count of those that differ as it was.
///
/// # Errors
/// [`Error::Cancelled`].
pub fn weigh(store: &Store, edit: &Edit, now: Moment, mut progress: impl FnMut(u64) -> bool) -> Result<Weight, Error> {
    let before = store.rulebook()?;
    let mut weight = Weight::default();
    store.snapshot(|read| {
        let after = Rulebook { calendar: edit.carried_out(&read)?, ..(*before).clone() };
        weight.open = each_open(&read, now, &mut progress, |facts, procedure| {
            let was = both(facts, procedure, &before, now);
            // A date that an open pause moves follows the calendar by itself: it is held against the one after the edit.
            let would = both(facts, procedure, &after, now);
            let differ =
                |dates: Option<(Moment, Counted)>| dates.is_some_and(|(in_force, other)| other.due != in_force);
            let dues = |dates: Option<(Moment, Counted)>| dates.map(|(in_force, other)| (in_force, other.due));
            weight.moved += u64::from(dues(was) != dues(would));
            weight.parted += u64::from(!differ(was) && differ(would));
            weight.agreed += u64::from(differ(was) && !differ(would));
            weight.differ += u64::from(differ(would));
        })?;
        Ok::<(), Error>(())
    })?;
    Ok(weight)
}

impl Edit {
    /// The calendar as it would be.
    fn carried_out(&self, read: &Read<'_>) -> Result<Calendar, Error> {
        let mut days = read.calendar_days()?;
        days.retain(|row| !self.void.contains(&row.date) && !self.put.iter().any(|put| put.date == row.date));
        days.extend(self.put.iter().cloned());
        let mut hours = read.office_hours()?;
        let replaced = self.void_hours.iter().chain(&self.put_hours).map(days_of);
        hours.retain(|row| !replaced.clone().any(|of| of == days_of(row)));
        hours.extend(self.put_hours.iter().cloned());
        Ok(Calendar::new(days, hours))
    }
}

impl Weight {
    /// What is said before the edit is carried out.
    pub fn sentence(&self) -> String {
        let Weight { open, moved, parted, agreed, differ } = self;
        format!(
            "Đã xem {open} hồ sơ chưa kết thúc: {moved} hồ sơ có hạn theo lịch mới khác trước. So với ngày đã hẹn: \
             {parted} hồ sơ lệch thêm, {agreed} hồ sơ khớp lại, tất cả {differ} hồ sơ lệch.\n\nNgày đã hẹn không đổi; \
             có thể hẹn lại từ danh sách lệch lịch."
        )
    }
}

/// Walks the accepted open dossiers with their procedures; returns how many.
fn each_open(
    read: &Read<'_>,
    now: Moment,
    progress: &mut impl FnMut(u64) -> bool,
    mut each: impl FnMut(&Facts, &ProcedureFacts),
) -> Result<u64, Error> {
    let catalogue = read.catalogue(now.day)?;
    let mut looked = 0;
    read.stream_open(&mut Systems::default(), |facts| -> Result<(), Error> {
        if facts.accepted_at.is_none() {
            return Ok(());
        }
        looked += 1;
        if looked % STEP == 0 && !progress(looked) {
            return Err(Error::Cancelled);
        }
        if let Some(procedure) = catalogue.versions.get(&facts.procedure) {
            each(&facts, procedure);
        }
        Ok(())
    })?;
    Ok(looked)
}

/// The date in force and the one by the calendar.
fn both(facts: &Facts, procedure: &ProcedureFacts, rules: &Rulebook, now: Moment) -> Option<(Moment, Counted)> {
    let in_force = ledger::in_force(facts, procedure, rules, now)?.counted.due;
    Some((in_force, ledger::by_calendar(facts, procedure, rules, now)?))
}

/// The same two, where they differ.
fn differs(facts: &Facts, procedure: &ProcedureFacts, rules: &Rulebook, now: Moment) -> Option<(Moment, Counted)> {
    both(facts, procedure, rules, now).filter(|(in_force, other)| other.due != *in_force)
}

fn why_not(
    facts: &Facts,
    procedure: &ProcedureFacts,
    rules: &Rulebook,
    in_force: Moment,
    other: &Counted,
    now: Moment,
) -> Option<WhyNot> {
    if standing::late_from(facts, procedure, rules, in_force) <= now {
        Some(WhyNot::Late)
    } else if standing::late_from(facts, procedure, rules, other.due) <= now {
        Some(WhyNot::Passed)
    } else {
        None
    }
}

/// A dossier to be promised anew, with the date that the user saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anew {
    /// The dossier as it was seen.
    pub target: Target,
    /// The date by the calendar as it was seen.
    pub due: Moment,
    /// The minute as of which it was seen: while a dossier is paused, its date goes on moving with the clock.
    pub seen_at: Moment,
}

/// Promises the date by today's calendar for each dossier, all in one transaction.
///
/// # Errors
/// [`Refusal`] without a reason; where a dossier is late already or the date has passed; where it, or the date that
/// the calendar gives, is no longer what the user saw.
pub fn promise_anew(
    store: &mut Store,
    stamp: &Stamp,
    dossiers: &[Anew],
    reason: &str,
    document: &str,
) -> Result<Changes, Error> {
    if reason.trim().is_empty() {
        return Err(Refusal::at("reason", "Hẹn lại phải ghi lý do, ví dụ: bổ sung ngày nghỉ theo thông báo.").into());
    }
    let ((), changes) =
        store.transact(&Op::because("promise_anew", reason.trim()), stamp, |tx| -> Result<(), Error> {
            let rules = tx.rules();
            for anew in dossiers {
                let stored = change::load(tx, anew.target)?;
                lawful(&stored, Move::Repromise, stamp.at)?;
                let refuse = |said: &str| Refusal::whole(format!("{}: {said}.", stored.dossier.code));
                let read = tx.read();
                let (facts, procedure) = (read.facts(stored.id)?, read.procedure(stored.procedure)?);
                let (Some(facts), Some(procedure)) =
                    (facts, procedure.map(|procedure| read.procedure_facts(&procedure)))
                else {
                    return Err(refuse("hồ sơ không còn trong sổ").into());
                };
                // Held against the minute of looking: what a lasting pause has added since is no change of the calendar.
                let as_seen = ledger::by_calendar(&facts, &procedure, &rules, anew.seen_at);
                let (in_force, counted) = differs(&facts, &procedure, &rules, stamp.at)
                    .filter(|_| as_seen.is_some_and(|counted| counted.due == anew.due))
                    .ok_or_else(|| {
                        refuse("lịch vừa thay đổi, ngày tính lại không còn như đã xem; hãy tìm lại danh sách")
                    })?;
                if let Some(why) = why_not(&facts, &procedure, &rules, in_force, &counted, stamp.at) {
                    return Err(refuse(why.said()).into());
                }
                let line = DueDate {
                    reason: reason.trim().to_owned(),
                    document: document.trim().to_owned(),
                    officer: stamp.officer.clone(),
                    ..DueDate::counted(LineCause::Calendar, &counted, stamp.at)
                };
                tx.add_due_date(stored.id, &line)?;
            }
            Ok(())
        })?;
    Ok(changes)
}
