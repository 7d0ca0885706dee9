//! Random desks and cases from a seed, and smaller ones of a case that fails.

use motcua::domain::calendar::{DayKind, DayStatus};
use motcua::domain::day::{Day, Moment};
use motcua::domain::deadline::PauseRule;
use motcua::domain::limit::{Limit, Unit};
use motcua::domain::pause::{Pause, PauseReason};

use super::case::{Case, Desk, EARLIEST, Record, Spans};
use super::{Tape, promised};

/// SplitMix64: a seed gives the same cases on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number in `from..to`.
    pub fn within(&mut self, from: i64, to: i64) -> i64 {
        from + (self.next() % (to - from) as u64) as i64
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[(self.next() % of.len() as u64) as usize]
    }
}

/// A desk: up to forty days that differ, and up to two changes of the hours, half days among them.
pub fn desk(dice: &mut Dice) -> Desk {
    let mut desk = Desk::default();
    for _ in 0..dice.within(0, 40) {
        let kind = if dice.chance(75) { DayKind::Off } else { DayKind::Work };
        let status = dice.one(&DayStatus::ALL);
        let first = Day::from_epoch(EARLIEST + dice.within(-5, 160) as i32);
        // Holidays come in stretches as often as alone.
        let length = if dice.chance(30) { dice.within(2, 8) } else { 1 };
        for day in (0..length).map(|n| first.plus(n as i32)) {
            desk.rows.insert(day, (kind, status));
        }
    }
    let spans: [&[(u16, u16)]; 4] =
        [&[(480, 705)], &[(450, 690), (780, 990)], &[(420, 660), (810, 1050)], &[(450, 1020)]];
    for _ in 0..dice.within(0, 3) {
        let from = Day::from_epoch(EARLIEST + dice.within(0, 120) as i32);
        let hours: Spans = dice.one(&spans).to_vec();
        let last = dice.chance(40).then(|| from.plus(dice.within(0, 20) as i32));
        desk.hours.insert(from, (hours, last));
        if dice.chance(40) {
            // For one day only.
            desk.hours.entry(from.plus(1)).or_insert_with(|| (vec![(450, 690), (780, 1020)], None));
        }
    }
    desk
}

fn moment(dice: &mut Dice, days: i64) -> Moment {
    let day = Day::from_epoch(EARLIEST + dice.within(0, days) as i32);
    let edges = [0, 449, 450, 689, 690, 691, 720, 779, 780, 899, 900, 901, 1019, 1020, 1021, 1439];
    let minute = match dice.within(0, 3) {
        0 => dice.within(0, 1440) as u16,
        1 => dice.within(450, 1021) as u16,
        _ => dice.one(&edges),
    };
    day.at(minute)
}

fn limit(dice: &mut Dice) -> Limit {
    let (unit, most) = match dice.within(0, 10) {
        0..3 => (Unit::WorkingDays, 22),
        3..5 => (Unit::CalendarDays, 30),
        5 => (Unit::Months, 3),
        6..9 => (Unit::WorkingHours, 20),
        _ => return Limit::SAME_DAY,
    };
    Limit { unit, count: dice.within(1, most) as u32 }
}

fn pause(dice: &mut Dice, near: Moment, due: Moment) -> Pause {
    // Near the start, near the end, on the rolled-on days, or anywhere.
    let from = match dice.within(0, 4) {
        0 => near.plus_minutes(dice.within(-2000, 4000)),
        1 => due.plus_minutes(dice.within(-3000, 1500)),
        2 => due.day.plus(dice.within(-3, 2) as i32).at(dice.one(&[0, 480, 690, 780, 1020, 1439])),
        _ => moment(dice, 60),
    };
    let minutes = match dice.within(0, 4) {
        0 => dice.within(0, 500),
        1 => dice.within(0, 6000),
        2 => 0,
        _ => dice.within(0, 18_000),
    };
    let to = (!dice.chance(12)).then(|| from.plus_minutes(minutes));
    Pause { reason: dice.one(&PauseReason::ALL), document: "12/HDHS".to_owned(), from, to }
}

/// A case on a desk.
pub fn case(dice: &mut Dice, tape: &Tape) -> Case {
    let (start, limit) = (moment(dice, 50), limit(dice));
    let extension = if dice.chance(20) { Some(self::limit(dice)) } else { None };
    let mut case = Case {
        start,
        limit,
        extension: extension.filter(|extension| extension.unit != Unit::SameDay),
        cutoff: if dice.chance(60) { Some(dice.one(&[900, 660, 1020, 1080])) } else { None },
        pauses: Vec::new(),
        rule: dice.one(&PauseRule::ALL),
        record: Record::None,
        seen_at: moment(dice, 130),
    };
    let due = promised(tape, &case);
    case.record = match dice.within(0, 12) {
        0..4 => Record::Computed(due),
        4 => Record::Other(due.plus_minutes(dice.within(-3000, 6000)).max(start)),
        5 => Record::WithoutLimit(start.plus_minutes(dice.within(0, 20_000))),
        _ => Record::None,
    };
    for _ in 0..dice.within(0, 4) {
        let pause = pause(dice, start, due);
        case.pauses.push(pause);
    }
    if dice.chance(8) {
        // Seen in the very minute at which something happens.
        let at = case.pauses.first().map_or(start, |pause| pause.to.unwrap_or(pause.from));
        case.seen_at = at.max(start).plus_minutes(dice.within(0, 2));
    }
    case
}

/// Cases and desks a step simpler, simplest first.
pub fn simpler(desk: &Desk, case: &Case) -> Vec<(Desk, Case)> {
    let mut found = Vec::new();
    let mut with = |case: Case| found.push((desk.clone(), case));
    for at in 0..case.pauses.len() {
        let mut pauses = case.pauses.clone();
        pauses.remove(at);
        with(Case { pauses, ..case.clone() });
    }
    if case.extension.is_some() {
        with(Case { extension: None, ..case.clone() });
    }
    if case.record != Record::None {
        with(Case { record: Record::None, ..case.clone() });
    }
    if case.limit.count > 1 {
        for count in [case.limit.count / 2, case.limit.count - 1] {
            // A promise computed from the longer limit is none of the shorter one's.
            let record = if case.record.named().is_some() { case.record } else { Record::None };
            with(Case { limit: Limit { count, ..case.limit }, record, ..case.clone() });
        }
    }
    for day in desk.rows.keys() {
        let mut less = desk.clone();
        less.rows.remove(day);
        found.push((less, case.clone()));
    }
    for day in desk.hours.keys() {
        let mut less = desk.clone();
        less.hours.remove(day);
        found.push((less, case.clone()));
    }
    found
}
