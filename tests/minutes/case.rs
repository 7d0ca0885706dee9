//! What a case is: a desk with its calendar and hours, a dossier, and how the program is asked about it.

use std::collections::BTreeMap;
use std::fmt;

use chrono::Weekday;
use motcua::domain::calendar::{Calendar, CalendarDay, DayKind, DayStatus, OfficeHours};
use motcua::domain::day::{Day, Moment};
use motcua::domain::deadline::{PauseRule, Terms};
use motcua::domain::limit::{Limit, Unit};
use motcua::domain::pause::Pause;

/// 2025-12-01, some time before the earliest start.
pub const FIRST: i32 = 20_423;
/// The first day on which a case begins: 2026-01-01.
pub const EARLIEST: i32 = FIRST + 31;

pub type Spans = Vec<(u16, u16)>;

/// A calendar and dated office hours, as plain data.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    pub rows: BTreeMap<Day, (DayKind, DayStatus)>,
    /// Hours by the day from which they hold, with their last day where they hold for a while only; where none holds,
    /// the usual ones.
    pub hours: BTreeMap<Day, (Spans, Option<Day>)>,
}

impl Desk {
    pub fn works(&self, day: Day) -> bool {
        match self.rows.get(&day) {
            Some((kind, status)) if *status != DayStatus::Proposed => *kind == DayKind::Work,
            _ => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }

    pub fn spans(&self, day: Day) -> Spans {
        // Hours for a while lie over those that hold on and on, whichever began later.
        let holds = |last: &Option<Day>| last.is_none_or(|last| day <= last);
        let begun = || self.hours.range(..=day).rev();
        let for_a_while = begun().find(|(_, (_, last))| last.is_some() && holds(last));
        let version = for_a_while.or_else(|| begun().find(|(_, (_, last))| last.is_none()));
        version.map_or_else(|| vec![(450, 690), (780, 1020)], |(_, (spans, _))| spans.clone())
    }

    /// The program's own calendar of this desk.
    pub fn calendar(&self) -> Calendar {
        let rows = self.rows.iter().map(|(date, (kind, status))| CalendarDay {
            date: *date,
            kind: *kind,
            name: format!("Ngày {date}"),
            source: String::new(),
            status: *status,
        });
        // Receiving on a Saturday makes no day a counted one, so the walker need not know of it.
        let hours = self.hours.iter().map(|(from, (spans, last))| {
            let hours =
                OfficeHours::new(Some(*from), spans).and_then(|hours| hours.receiving_on_saturday(&[(450, 690)]));
            last.map_or(hours.clone(), |last| hours.and_then(|hours| hours.until(last))).expect("hours")
        });
        Calendar::new(rows, hours.collect())
    }
}

/// How the first promise stands on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// Not at all: it is computed.
    None,
    /// As computed then, on the same calendar.
    Computed(Moment),
    /// Some other moment.
    Other(Moment),
    /// Some moment, and the dossier has no limit.
    WithoutLimit(Moment),
}

impl Record {
    pub fn has_limit(self) -> bool {
        !matches!(self, Record::WithoutLimit(_))
    }

    /// A moment that somebody named, and whether its clock time stays.
    pub fn named(self) -> Option<(Moment, bool)> {
        match self {
            Record::None | Record::Computed(_) => None,
            Record::Other(at) | Record::WithoutLimit(at) => Some((at, true)),
        }
    }
}

/// One dossier and one look at it.
#[derive(Clone, Debug)]
pub struct Case {
    pub start: Moment,
    pub limit: Limit,
    pub extension: Option<Limit>,
    pub cutoff: Option<u16>,
    pub pauses: Vec<Pause>,
    pub rule: PauseRule,
    pub record: Record,
    pub seen_at: Moment,
}

impl Case {
    /// The unit in which pauses move the date.
    pub fn unit(&self) -> Unit {
        match self.record {
            Record::WithoutLimit(_) => Unit::WorkingDays,
            _ => self.extension.map_or(self.limit.unit, |extension| extension.unit),
        }
    }

    /// The terms that the program is asked with.
    pub fn terms(&self) -> Terms {
        let plain = Terms {
            extension: self.extension,
            same_day_cutoff: self.cutoff,
            ..Terms::new(self.start, Some(self.limit))
        };
        match self.record {
            Record::None => plain,
            Record::Computed(at) => Terms { promise: Some(at), promise_computed: true, ..plain },
            Record::Other(at) => Terms { promise: Some(at), ..plain },
            Record::WithoutLimit(at) => Terms { promise: Some(at), limit: None, extension: None, ..plain },
        }
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let weekday = self.start.day.weekday();
        writeln!(f, "  accepted  {} ({weekday})   limit {}   rule {:?}", self.start, self.limit, self.rule)?;
        let extension = self.extension.map_or_else(|| "-".to_owned(), |extension| extension.to_string());
        writeln!(f, "  extension {extension}   cut-off {:?}   record {:?}", self.cutoff, self.record)?;
        for pause in &self.pauses {
            let to = pause.to.map_or_else(|| "still open".to_owned(), |to| to.to_string());
            writeln!(f, "  pause     {} > {to} ({:?})", pause.from, pause.reason)?;
        }
        write!(f, "  seen at   {}", self.seen_at)
    }
}
