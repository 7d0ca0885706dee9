//! The one rule for due dates: limit, extension and pauses give the due moment (DOMAIN.md §4).
//!
//! The computation tells a `Trace` each step it takes. Silence costs nothing and gives the moment alone; the recorder
//! in `explanation` gives the day-by-day account of the very same run. It knows no dossier, store or screen, and never
//! asks what time it is: the caller says from when it looks.

use crate::domain::calendar::Calendar;
pub use crate::domain::clock_rule::{LatenessRule, LatenessRules, PauseRule, PauseRules};
use crate::domain::day::{Day, Moment};
pub use crate::domain::explanation::{Alternative, DayRow, ExplainedDay, Explanation, Mark, explain};
use crate::domain::limit::{Limit, Unit};
use crate::domain::pause::{Pause, PauseReason};

/// What the due date of one dossier rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// When the clock starts (`Dossier::clock_start`).
    pub start: Moment,
    /// The limit in force for the dossier.
    pub limit: Option<Limit>,
    /// A longer limit granted by law.
    pub extension: Option<Limit>,
    /// Minute after midnight up to which a same-day dossier is answered today; without it, the closing time.
    pub same_day_cutoff: Option<u16>,
    /// The recorded first promise, before any pause, extension included.
    pub promise: Option<Moment>,
    /// Whether that promise is the one that was computed from the limit when it was recorded.
    pub promise_computed: bool,
    /// For calendar days and months: the last day counted for that promise, before it rolled on. Where it is not known,
    /// a computed promise is counted again for it, and any other one stands for itself.
    pub counted_to: Option<Day>,
}

impl Terms {
    /// Terms with a limit alone: nothing promised yet, so the promise is computed.
    pub fn new(start: Moment, limit: Option<Limit>) -> Terms {
        Terms {
            start,
            limit,
            extension: None,
            same_day_cutoff: None,
            promise: None,
            promise_computed: false,
            counted_to: None,
        }
    }

    /// The unit that decides how pauses move the due date. A recorded promise without a limit moves by working days.
    pub fn unit(&self) -> Unit {
        unit_of(self.limit, self.extension)
    }

    /// Whether lateness is a matter of minutes (see [`late_from`]).
    pub fn hour_limit(&self) -> bool {
        self.unit() == Unit::WorkingHours
    }
}

/// The unit of a limit with its extension; see [`Terms::unit`].
pub fn unit_of(limit: Option<Limit>, extension: Option<Limit>) -> Unit {
    let Some(limit) = limit else { return Unit::WorkingDays };
    match extension {
        Some(extension) if extension.unit != Unit::SameDay => extension.unit,
        _ => limit.unit,
    }
}

/// One step of the computation, in the order it is taken.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'p> {
    /// The clock starts; days are counted after this moment's day.
    Started { at: Moment },
    /// The recorded promise is taken as it stands.
    Recorded { due: Moment },
    /// The limit is used up; an extension of another unit is counted on from here.
    Extended { at: Moment },
    /// Working days in `(after, to]` are counted.
    Working { after: Day, to: Day },
    /// Calendar days in `(after, to]` are counted.
    Calendar { after: Day, to: Day },
    /// The last day is not worked, so the due date rolls on.
    Rolled { from: Day, to: Day },
    /// A same-day limit: accepted up to `until` on a working day it is due today, else the next working day.
    SameDay { start: Moment, to: Day, until: u16 },
    /// Working minutes in `[from, to)` are counted.
    Hours { from: Moment, to: Moment },
    /// The clock stood still in `[from, to)`, the part of the pause that was not covered before.
    Paused { pause: &'p Pause, from: Moment, to: Moment },
    /// The pause began after the due date had passed and moves nothing.
    Ignored { pause: &'p Pause },
    /// The supplement arrived and the whole limit begins anew.
    Restarted { pause: &'p Pause, at: Moment },
}

/// Who listens to the computation.
pub(super) trait Trace<'p> {
    fn step(&mut self, step: Step<'p>);
}

/// Nobody listens.
pub(super) struct Silent;

impl<'p> Trace<'p> for Silent {
    #[inline(always)]
    fn step(&mut self, _: Step<'p>) {}
}

/// The outcome of counting a limit.
#[derive(Clone, Copy)]
pub(super) struct Count {
    /// The last day before rolling on.
    raw: Day,
    /// The due moment.
    pub(super) due: Moment,
}

/// The first promise: the limit, extension included, counted from `start`.
pub fn promise(
    start: Moment,
    limit: Limit,
    extension: Option<Limit>,
    same_day_cutoff: Option<u16>,
    calendar: &Calendar,
) -> Moment {
    let terms = Terms { extension, same_day_cutoff, ..Terms::new(start, Some(limit)) };
    count_whole(&terms, limit, start, calendar, &mut Silent).due
}

/// Counts the whole limit from `start`. An extension of the same unit adds to the count; one of another unit is
/// counted on from the due date so reached.
pub(super) fn count_whole<'p>(
    terms: &Terms,
    mut limit: Limit,
    start: Moment,
    calendar: &Calendar,
    trace: &mut impl Trace<'p>,
) -> Count {
    let mut further = terms.extension.filter(|extension| extension.unit != Unit::SameDay);
    if let Some(extension) = further.take_if(|extension| extension.unit == limit.unit) {
        limit.count = limit.count.saturating_add(extension.count);
    }
    trace.step(Step::Started { at: start });
    let first = count(limit, start, terms.same_day_cutoff, calendar, trace);
    match further {
        Some(extension) => {
            trace.step(Step::Extended { at: first.due });
            count(extension, first.due, None, calendar, trace)
        }
        None => first,
    }
}

fn count<'p>(
    limit: Limit,
    from: Moment,
    cutoff: Option<u16>,
    calendar: &Calendar,
    trace: &mut impl Trace<'p>,
) -> Count {
    match limit.unit {
        Unit::WorkingDays => {
            let day = calendar.add_working_days(from.day, limit.count);
            trace.step(Step::Working { after: from.day, to: day });
            closing(day, day, calendar)
        }
        Unit::CalendarDays => rolled(from.day, from.day.plus(limit.count as i32), calendar, trace),
        Unit::Months => rolled(from.day, from.day.plus_months(limit.count), calendar, trace),
        Unit::WorkingHours => {
            let due = calendar.add_working_minutes(from, i64::from(limit.count) * 60);
            trace.step(Step::Hours { from, to: due });
            Count { raw: due.day, due }
        }
        Unit::SameDay => {
            // On a half day nobody is answered today after the office has closed, whatever the procedure's own hour.
            let closing_hour = calendar.closing(from.day);
            let until = cutoff.map_or(closing_hour, |cutoff| cutoff.min(closing_hour));
            let day = calendar.next_working(if from.minute > until { from.day.plus(1) } else { from.day });
            trace.step(Step::SameDay { start: from, to: day, until });
            closing(day, day, calendar)
        }
    }
}

fn closing(raw: Day, day: Day, calendar: &Calendar) -> Count {
    Count { raw, due: day.at(calendar.closing(day)) }
}

fn rolled<'p>(after: Day, raw: Day, calendar: &Calendar, trace: &mut impl Trace<'p>) -> Count {
    let day = calendar.next_working(raw);
    trace.step(Step::Calendar { after, to: raw });
    if day != raw {
        trace.step(Step::Rolled { from: raw, to: day });
    }
    closing(raw, day, calendar)
}

/// A due moment with what a later pause needs to move it on. It is what a line of the ledger keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The due moment.
    pub due: Moment,
    /// For calendar days and months: the last day counted, before the date rolled on.
    pub counted_to: Option<Day>,
    /// Due at closing time, as counted; otherwise its clock time stays when the day moves.
    pub closing: bool,
}

/// The first promise, with what later pauses need of it.
pub fn promise_counted(terms: &Terms, calendar: &Calendar) -> Option<Counted> {
    counted(&Terms { promise: None, ..*terms }, &[], PauseRule::Subtract, calendar, terms.start)
}

/// A due moment moved on by an extension: counted from the due date in force, as a clerk and the paper tell it.
pub fn extend(from: Counted, added: Limit, calendar: &Calendar) -> Counted {
    let at = |day: Day| day.at(if from.closing { calendar.closing(day) } else { from.due.minute });
    let on_from = |raw: Day| Counted { due: at(calendar.next_working(raw)), counted_to: Some(raw), ..from };
    let raw = from.counted_to.unwrap_or(from.due.day);
    match added.unit {
        Unit::WorkingDays => {
            let due = at(calendar.add_working_days(from.due.day, added.count));
            Counted { due, counted_to: None, ..from }
        }
        Unit::CalendarDays => on_from(raw.plus(added.count as i32)),
        Unit::Months => on_from(raw.plus_months(added.count)),
        Unit::WorkingHours => {
            let due = calendar.add_working_minutes(from.due, i64::from(added.count) * 60);
            Counted { due, counted_to: None, closing: false }
        }
        Unit::SameDay => from,
    }
}

/// [`due`], with what a line of the ledger keeps.
pub fn counted(
    terms: &Terms,
    pauses: &[Pause],
    rule: PauseRule,
    calendar: &Calendar,
    seen_at: Moment,
) -> Option<Counted> {
    let clock = run(terms, pauses, rule, calendar, seen_at, &mut Silent)?;
    let rolls = matches!(clock.unit, Unit::CalendarDays | Unit::Months);
    let closing = clock.minute.is_none() && clock.unit != Unit::WorkingHours;
    Some(Counted { due: clock.due, counted_to: rolls.then_some(clock.raw), closing })
}

/// The due moment in force as seen at `seen_at`, or `None` where there is neither a limit nor a promise.
///
/// The caller passes the cut-off, or the moment of settling when that is earlier. Pauses that begin at or after it do
/// not exist yet; one that is still open then counts as if it closed then.
pub fn due(terms: &Terms, pauses: &[Pause], rule: PauseRule, calendar: &Calendar, seen_at: Moment) -> Option<Moment> {
    run(terms, pauses, rule, calendar, seen_at, &mut Silent).map(|clock| clock.due)
}

/// A pause as it is seen from a moment.
#[derive(Clone, Copy)]
struct Stop<'p> {
    pause: &'p Pause,
    from: Moment,
    to: Moment,
}

/// The pauses that exist at `seen_at`, closed then at the latest, in the order of their beginning.
fn stops(pauses: &[Pause], seen_at: Moment) -> Vec<Stop<'_>> {
    let exist = pauses.iter().filter(|pause| pause.from < seen_at);
    let mut stops: Vec<Stop> = exist
        .map(|pause| Stop { pause, from: pause.from, to: pause.to.map_or(seen_at, |to| to.min(seen_at)) })
        .collect();
    stops.sort_by_key(|stop| (stop.from, stop.to));
    stops
}

/// The computation behind [`due`] and `explain`.
pub(super) fn run<'p>(
    terms: &Terms,
    pauses: &'p [Pause],
    rule: PauseRule,
    calendar: &Calendar,
    seen_at: Moment,
    trace: &mut impl Trace<'p>,
) -> Option<Clock> {
    let mut clock = Clock::begin(terms, calendar, trace)?;
    let stops = stops(pauses, seen_at);
    for (i, stop) in stops.iter().enumerate() {
        match terms.limit {
            Some(limit) if rule == PauseRule::Restart && stop.pause.reason == PauseReason::Supplement => {
                if clock.passed_at(stop.from) {
                    trace.step(Step::Ignored { pause: stop.pause });
                } else if stop.to > clock.start {
                    trace.step(Step::Restarted { pause: stop.pause, at: stop.to });
                    clock = Clock::counted(terms, limit, stop.to, calendar, trace);
                    // A fee pause that began before and outlasts the supplement still stops the new clock.
                    for earlier in stops[..i].iter().filter(|s| s.pause.reason != PauseReason::Supplement) {
                        clock.subtract(*earlier, calendar, trace);
                    }
                }
            }
            _ => clock.subtract(*stop, calendar, trace),
        }
    }
    Some(clock)
}

/// Whether `at` lies after the due date (after the due minute for an hour limit): a pause that begins then moves
/// nothing, whatever the rule of lateness says.
pub fn passed_at(unit: Unit, due: Moment, at: Moment) -> bool {
    if unit == Unit::WorkingHours { at > due } else { at.day > due.day }
}

/// The clock of one dossier while its pauses are applied one after the other.
pub(super) struct Clock {
    unit: Unit,
    start: Moment,
    /// For calendar days and months: the last day before rolling on.
    raw: Day,
    pub(super) due: Moment,
    /// The clock time of a recorded promise that was not computed; it stays when the day moves.
    minute: Option<u16>,
    /// Time before this moment is already accounted for by the start or an earlier pause.
    covered: Moment,
}

impl Clock {
    fn begin<'p>(terms: &Terms, calendar: &Calendar, trace: &mut impl Trace<'p>) -> Option<Clock> {
        let Some(promise) = terms.promise else {
            return Some(Clock::counted(terms, terms.limit?, terms.start, calendar, trace));
        };
        trace.step(Step::Recorded { due: promise });
        let computed = terms.limit.filter(|_| terms.promise_computed);
        let unit = terms.unit();
        let raw = match computed {
            _ if terms.counted_to.is_some() => terms.counted_to.unwrap_or(promise.day),
            Some(limit) if matches!(unit, Unit::CalendarDays | Unit::Months) => {
                count_whole(terms, limit, terms.start, calendar, &mut Silent).raw
            }
            _ => promise.day,
        };
        let minute = if computed.is_some() { None } else { Some(promise.minute) };
        Some(Clock { unit, start: terms.start, raw, due: promise, minute, covered: terms.start })
    }

    fn counted<'p>(
        terms: &Terms,
        limit: Limit,
        start: Moment,
        calendar: &Calendar,
        trace: &mut impl Trace<'p>,
    ) -> Clock {
        let Count { raw, due } = count_whole(terms, limit, start, calendar, trace);
        Clock { unit: terms.unit(), start, raw, due, minute: None, covered: start }
    }

    fn passed_at(&self, at: Moment) -> bool {
        passed_at(self.unit, self.due, at)
    }

    fn subtract<'p>(&mut self, stop: Stop<'p>, calendar: &Calendar, trace: &mut impl Trace<'p>) {
        if self.passed_at(stop.from) {
            trace.step(Step::Ignored { pause: stop.pause });
            return;
        }
        let (from, to) = (stop.from.max(self.covered), stop.to);
        if to <= from {
            return;
        }
        self.covered = to;
        trace.step(Step::Paused { pause: stop.pause, from, to });
        match self.unit {
            Unit::WorkingHours => self.step_minutes(calendar.working_minutes_between(from, to), calendar, trace),
            Unit::WorkingDays | Unit::SameDay => {
                let days = calendar.working_days_between(from.day, to.day);
                let day = calendar.add_working_days(self.due.day, days.max(0) as u32);
                self.step_to(self.due.day, day, calendar, trace);
            }
            Unit::CalendarDays | Unit::Months => self.step_calendar(from.day, to.day, calendar, trace),
        }
    }

    fn step_minutes<'p>(&mut self, minutes: i64, calendar: &Calendar, trace: &mut impl Trace<'p>) {
        let due = calendar.add_working_minutes(self.due, minutes);
        trace.step(Step::Hours { from: self.due, to: due });
        self.due = due;
    }

    fn step_to<'p>(&mut self, from: Day, to: Day, calendar: &Calendar, trace: &mut impl Trace<'p>) {
        if from != to {
            trace.step(Step::Working { after: from, to });
            self.due = to.at(self.minute.unwrap_or_else(|| calendar.closing(to)));
        }
    }

    /// Days are added before rolling on. A pause that begins in the days over which the due date had rolled on counts
    /// from the day it began, so that a waiting dossier does not become late. A promise that had rolled over a day since
    /// taken out of the calendar is not pulled back by that.
    fn step_calendar<'p>(&mut self, from: Day, to: Day, calendar: &Calendar, trace: &mut impl Trace<'p>) {
        let days = to.since(from);
        if days == 0 {
            return;
        }
        self.raw = self.raw.max(from);
        let moved = rolled(self.raw, self.raw.plus(days), calendar, trace);
        self.raw = moved.raw;
        let day = moved.due.day;
        self.due = self.due.max(day.at(self.minute.unwrap_or(moved.due.minute)));
    }
}

/// The first moment at which a dossier with this due moment is late.
pub fn late_from(due: Moment, hour_limit: bool, rule: LatenessRule) -> Moment {
    match rule {
        LatenessRule::AfterDueDate if !hour_limit => due.day.plus(1).start(),
        LatenessRule::AfterDueDate | LatenessRule::ExactTime => due.plus_minutes(1),
    }
}

/// Days late: working days after the due date, up to and including `last` (the day it was settled, or the last day
/// before the cut-off).
pub fn days_late(due: Moment, last: Day, calendar: &Calendar) -> i32 {
    calendar.working_days_between(due.day.plus(1), last.plus(1)).max(0)
}
