//! Due dates the slowest way: a tape with every minute of two years on it, and a finger that walks along it.
//!
//! Nothing of it is shared with the program: no count of days is computed, no due date is moved by a sum. The clock of a
//! dossier stands still where its pauses lie on the tape; a due date is where the finger stands when enough has passed.

pub mod case;
pub mod draw;

use motcua::domain::day::{Day, Moment};
use motcua::domain::deadline::PauseRule;
use motcua::domain::limit::{Limit, Unit};
use motcua::domain::pause::PauseReason;

use case::{Case, Desk, FIRST, Record};

/// Days on the tape.
const DAYS: i32 = 760;
const DAY: usize = 1440;

/// A minute of the office's time.
const OFFICE: u8 = 1;
/// The first minute of any day.
const MIDNIGHT: u8 = 2;
/// The first minute of a day that is worked.
const WORKED: u8 = 4;
/// The minute at which that day's office closes (worked or not).
const CLOSING: u8 = 8;
/// The first minute of the first day of a month.
const MONTH: u8 = 16;

/// Every minute from [`FIRST`] on.
pub struct Tape(Vec<u8>);

impl Tape {
    pub fn of(desk: &Desk) -> Tape {
        let mut minutes = vec![0; DAYS as usize * DAY];
        for (day, tape) in (0..DAYS).map(|n| Day::from_epoch(FIRST + n)).zip(minutes.chunks_mut(DAY)) {
            let (worked, spans) = (desk.works(day), desk.spans(day));
            if worked {
                for (from, to) in &spans {
                    tape[usize::from(*from)..usize::from(*to)].fill(OFFICE);
                }
            }
            tape[0] |= MIDNIGHT | if worked { WORKED } else { 0 } | if day.date() == 1 { MONTH } else { 0 };
            tape[spans.last().map_or(0, |span| usize::from(span.1))] |= CLOSING;
        }
        Tape(minutes)
    }

    fn marks(&self, at: usize, mark: u8) -> bool {
        self.0[at] & mark != 0
    }

    /// The first minute of the day of a minute, by walking back to it.
    fn midnight(&self, mut at: usize) -> usize {
        while self.0[at] & MIDNIGHT == 0 {
            at -= 1;
        }
        at
    }
}

fn place(at: Moment) -> usize {
    (at.day.epoch() - FIRST) as usize * DAY + usize::from(at.minute)
}

fn moment(at: usize) -> Moment {
    Day::from_epoch(FIRST + (at / DAY) as i32).at((at % DAY) as u16)
}

/// A stretch in which the clock stands still: from its first minute up to its end.
#[derive(Clone, Copy)]
struct Still {
    from: usize,
    to: usize,
    /// The first minutes of the days on which it begins and ends.
    days: (usize, usize),
}

/// One who walks a dossier's time.
struct Walker<'a> {
    tape: &'a Tape,
    stills: &'a [Still],
    start: usize,
    unit: Unit,
}

impl Walker<'_> {
    fn midnight(&self, at: usize) -> usize {
        self.tape.midnight(at)
    }

    /// On to the first minute of the next day.
    fn next_midnight(&self, at: usize) -> usize {
        let (tape, mut at) = (&self.tape.0, at + 1);
        while tape[at] & MIDNIGHT == 0 {
            at += 1;
        }
        at
    }

    fn closing(&self, mut at: usize) -> usize {
        while !self.tape.marks(at, CLOSING) {
            at += 1;
        }
        at
    }

    /// Whether the clock of days stands still on the day that begins at `midnight`: a pause had begun by the end of that
    /// day and had not ended on it. What lies before the start does not matter.
    fn day_is_still(&self, midnight: usize) -> bool {
        self.stills.iter().any(|still| {
            still.to > self.start && (still.days.0 <= midnight || still.from <= self.start) && midnight < still.days.1
        })
    }

    fn minute_is_still(&self, at: usize) -> bool {
        self.stills.iter().any(|still| still.from <= at && at < still.to)
    }

    /// Whether a day counts in the unit in which pauses are measured.
    fn counts(&self, midnight: usize) -> bool {
        matches!(self.unit, Unit::CalendarDays | Unit::Months) || self.tape.marks(midnight, WORKED)
    }

    /// Walks days on from the day of `at` until `count` of them have counted; those on which the clock stands still do
    /// not. Returns the midnight of the last one.
    fn days(&self, at: usize, mut count: u32, still: bool) -> usize {
        let mut at = self.midnight(at);
        while count > 0 {
            at = self.next_midnight(at);
            if self.counts(at) && !(still && self.day_is_still(at)) {
                count -= 1;
            }
        }
        at
    }

    /// Walks on from a last day that is not worked; a day on which the clock stands still cannot be the end either.
    fn roll(&self, mut at: usize, still: bool) -> usize {
        if self.tape.marks(at, WORKED) {
            return at;
        }
        while !self.tape.marks(at, WORKED) || still && self.day_is_still(at) {
            at = self.next_midnight(at);
        }
        at
    }

    /// Walks minutes until `count` of the office's have passed while the clock ran.
    fn minutes(&self, mut at: usize, mut count: usize, still: bool) -> usize {
        while count > 0 {
            if self.tape.marks(at, OFFICE) && !(still && self.minute_is_still(at)) {
                count -= 1;
            }
            at += 1;
        }
        at
    }

    /// A pause that begins in the very minute at which an hour limit would end moves it all the same; one that begins
    /// after the end, as far as it has been moved, does not.
    fn linger(&self, due: usize) -> usize {
        let (mut at, mut end) = (due, due);
        while self.stills.iter().any(|still| still.from <= end && at < still.to && still.to > self.start) {
            if self.tape.marks(at, OFFICE) {
                end = at + 1;
            }
            at += 1;
        }
        end
    }

    /// The end of a limit that no pause touches: last day counted, and due minute.
    fn plain(&self, limit: Limit, from: usize, cutoff: Option<u16>) -> (usize, usize) {
        let free = Walker { unit: limit.unit, stills: &[], ..*self };
        let raw = match limit.unit {
            Unit::WorkingDays | Unit::CalendarDays => free.days(from, limit.count, false),
            Unit::Months => free.months(from, limit.count),
            Unit::WorkingHours => {
                let due = free.minutes(from, limit.count as usize * 60, false);
                return (free.midnight(due), due);
            }
            Unit::SameDay => {
                let today = free.midnight(from);
                let closing = free.closing(today);
                let until = cutoff.map_or(closing, |minute| closing.min(today + usize::from(minute)));
                if from > until { free.next_midnight(today) } else { today }
            }
        };
        (raw, free.closing(free.roll(raw, false)))
    }

    /// The same date so many months later: on to that month, then to that date or the month's last day.
    fn months(&self, from: usize, count: u32) -> usize {
        let mut at = self.midnight(from);
        let date = moment(at).day.date();
        let mut left = count;
        while left > 0 {
            at = self.next_midnight(at);
            left -= u32::from(self.tape.marks(at, MONTH));
        }
        for _ in 1..date {
            let next = self.next_midnight(at);
            if self.tape.marks(next, MONTH) {
                return at;
            }
            at = next;
        }
        at
    }

    /// From a date that stands: the days (or minutes) before it on which the clock stood still are owed, and walked
    /// after it. `keeps` is the clock time that a date named by somebody has on any day.
    fn owed(&self, raw: usize, due: usize, keeps: Option<u16>) -> usize {
        if self.unit == Unit::WorkingHours {
            return self.owed_minutes(due);
        }
        // What is owed is counted up to the day on which the limit ends; days over which the date only rolls on are
        // none of the limit's.
        let rolls = matches!(self.unit, Unit::CalendarDays | Unit::Months);
        let last = if rolls { raw } else { self.midnight(due) };
        let (mut owed, mut at) = (0, self.midnight(self.start));
        while at <= last {
            owed += u32::from(self.counts(at) && self.day_is_still(at));
            at = self.next_midnight(at);
        }
        let close = |midnight: usize| keeps.map_or(self.closing(midnight), |minute| midnight + usize::from(minute));
        if rolls {
            // Nothing is owed and the clock does not stand still while the date rolls on: it stays as it was.
            if owed == 0 && !self.waits_while_rolling(last, due) {
                return due;
            }
            return close(self.roll(self.days(last, owed, true), true)).max(due);
        }
        if owed > 0 {
            return close(self.days(last, owed, true));
        }
        self.end_of_waiting(last).map_or(due, close)
    }

    fn owed_minutes(&self, due: usize) -> usize {
        let (mut owed, mut at) = (0, self.start);
        while at < due {
            owed += usize::from(self.tape.marks(at, OFFICE) && self.minute_is_still(at));
            at += 1;
        }
        self.linger(self.minutes(due, owed, true))
    }

    /// Whether the clock stands still on a day over which the date rolls on, the due day among them.
    fn waits_while_rolling(&self, last: usize, due: usize) -> bool {
        let mut at = last;
        while at <= self.midnight(due) {
            if at > last && self.day_is_still(at) {
                return true;
            }
            at = self.next_midnight(at);
        }
        false
    }

    /// A date that somebody put on a day off waits while a pause lasts that has begun by then: worked days of the pause
    /// move it on, as they would from a worked day.
    fn end_of_waiting(&self, last: usize) -> Option<usize> {
        let (mut at, mut end) = (last, None);
        while self
            .stills
            .iter()
            .any(|still| still.days.0 <= end.unwrap_or(last) && at < still.days.1 && still.to > self.start)
        {
            end = if self.counts(at) { Some(at) } else { end };
            at = self.next_midnight(at);
        }
        end
    }
}

/// The due moment of a case.
pub fn due(tape: &Tape, case: &Case) -> Moment {
    let mut seen: Vec<(Still, bool)> = case
        .pauses
        .iter()
        .filter(|pause| pause.from < case.seen_at)
        .map(|pause| {
            let to = pause.to.map_or(case.seen_at, |to| to.min(case.seen_at));
            let (from, to) = (place(pause.from), place(to));
            (
                Still { from, to, days: (tape.midnight(from), tape.midnight(to)) },
                pause.reason == PauseReason::Supplement,
            )
        })
        .collect();
    seen.sort_by_key(|(still, _)| (still.from, still.to));
    let (mut start, mut anew, mut stills) = (place(case.start), false, Vec::new());
    for (still, supplement) in seen {
        let restarts = case.rule == PauseRule::Restart && supplement && case.record.has_limit();
        if !restarts {
            stills.push(still);
            continue;
        }
        let due = end(tape, case, start, anew, &stills);
        let passed = if case.unit() == Unit::WorkingHours { still.from > due } else { still.from / DAY > due / DAY };
        if !passed && still.to > start {
            (start, anew) = (still.to, true);
        }
    }
    moment(end(tape, case, start, anew, &stills))
}

/// Where the clock that started at `start` ends.
fn end(tape: &Tape, case: &Case, start: usize, anew: bool, stills: &[Still]) -> usize {
    let walker = Walker { tape, stills, start, unit: case.unit() };
    if let (Some((promise, keeps)), false) = (case.record.named(), anew) {
        let at = place(promise);
        return walker.owed(walker.midnight(at), at, keeps.then_some(promise.minute));
    }
    let mut limit = case.limit;
    let further = case.extension.filter(|further| {
        let same = further.unit == limit.unit;
        limit.count += if same { further.count } else { 0 };
        !same
    });
    match (further, limit.unit) {
        (Some(further), _) => {
            let (_, first) = walker.plain(limit, start, case.cutoff);
            let (raw, due) = walker.plain(further, first, None);
            walker.owed(raw, due, None)
        }
        (None, Unit::SameDay | Unit::Months) => {
            let (raw, due) = walker.plain(limit, start, case.cutoff);
            walker.owed(raw, due, None)
        }
        // The clock of these is walked outright: it simply does not tick while it stands still.
        (None, Unit::WorkingHours) => walker.linger(walker.minutes(start, limit.count as usize * 60, true)),
        (None, Unit::WorkingDays | Unit::CalendarDays) => {
            // The day of acceptance is none of the limit's, yet one on which the clock stood still is made up for.
            let today = walker.midnight(start);
            let owed = u32::from(walker.counts(today) && walker.day_is_still(today));
            let raw = walker.days(start, limit.count + owed, true);
            walker.closing(if limit.unit == Unit::CalendarDays { walker.roll(raw, true) } else { raw })
        }
    }
}

/// A case whose record is the promise that the walk itself gives.
pub fn promised(tape: &Tape, case: &Case) -> Moment {
    let plain = Case { record: Record::None, pauses: Vec::new(), ..case.clone() };
    due(tape, &plain)
}
