//! The day-by-day account of a due date: what was counted, what was not, and why.
//!
//! It is told by the computation in `deadline` itself, step by step, so the account and the date cannot disagree. It
//! puts the steps into Vietnamese sentences and decides nothing.

mod teller;

use std::collections::BTreeMap;

pub use crate::domain::account::{Alternative, Basis, DayRow, ExplainedDay, Explanation, Mark, Sum, amount};
use crate::domain::calendar::{Calendar, CalendarDay, Reason};
use crate::domain::clock_rule::PauseRule;
use crate::domain::day::{Day, Moment};
use crate::domain::deadline::{self, Silent, Step, Terms, Trace, count_whole, run};
use crate::domain::limit::{Limit, Unit};
use crate::domain::pause::Pause;
use teller::Teller;

/// Explains the due moment that `deadline::due` gives for the same arguments; `None` exactly where that is `None`.
pub fn explain(
    terms: &Terms,
    pauses: &[Pause],
    rule: PauseRule,
    calendar: &Calendar,
    seen_at: Moment,
) -> Option<Explanation> {
    let mut recorder = Recorder::new(terms, calendar);
    let due = run(terms, pauses, rule, calendar, seen_at, &mut recorder)?.due;
    let alternative = calendar.with_proposed().and_then(|adopted| {
        let other = deadline::due(terms, pauses, rule, &adopted, seen_at).filter(|other| *other != due)?;
        let days = calendar.proposals(terms.start.day, due.max(other).day).map(dated).collect();
        Some(Alternative { due: other, days })
    });
    let told = recorder.finish(due);
    Some(Explanation {
        due,
        terms: *terms,
        rule,
        alternative,
        expected: told.expected,
        recorded: told.recorded,
        sums: told.sums,
        lines: told.lines,
    })
}

/// A day of the calendar with its date and its source.
pub fn dated(row: &CalendarDay) -> String {
    format!("{} {}", row.date.vietnamese(), named(&row.name, &row.source))
}

fn named(name: &str, source: &str) -> String {
    if source.is_empty() { name.to_owned() } else { format!("{name} ({source})") }
}

/// What a day means for the limit. A later step may give the day another meaning.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// The clock starts, or starts anew.
    Start,
    /// A working day that counts, in the n-th run of counting.
    Working { run: u32 },
    /// A calendar day that counts; `rolls` when it is the last one and not worked.
    Calendar { run: u32, rolls: bool },
    /// Not worked, passed over.
    Off,
    /// The working day that a due date rolled on to.
    RolledTo,
    /// Counted before the supplement came, and no more.
    Void,
}

struct Note {
    mark: Mark,
    text: String,
    minutes: i64,
    run: u32,
}

/// What the recorder has to tell.
struct Told {
    lines: Vec<ExplainedDay>,
    expected: Vec<String>,
    recorded: bool,
    sums: Vec<Sum>,
}

#[derive(Default)]
struct Entry<'p> {
    meaning: Option<Meaning>,
    paused: Option<&'p Pause>,
    notes: Vec<Note>,
}

struct Recorder<'p, 'c> {
    terms: &'c Terms,
    calendar: &'c Calendar,
    entries: BTreeMap<Day, Entry<'p>>,
    /// What each run of counting is for. An extension of another unit begins a new one, and so does time that makes up
    /// for pauses where it cannot be told from within the limit: after a recorded promise, a same-day limit, and such
    /// an extension.
    runs: Vec<Basis>,
    /// The promise is taken from the record.
    recorded: bool,
}

impl<'p> Trace<'p> for Recorder<'p, '_> {
    fn step(&mut self, step: Step<'p>) {
        match step {
            Step::Started { at } => self.started(at),
            Step::Recorded { due } => self.promised(due),
            Step::Extended { at } => {
                let extension = self.terms.extension.unwrap_or(Limit::SAME_DAY);
                self.runs.push(Basis::Extension(extension));
                self.note(at.day, "Hết thời hạn ban đầu; từ đây tính thời gian gia hạn.");
            }
            Step::Working { after, to } => self.working(after, to),
            Step::Calendar { after, to } => self.calendar_days(after, to),
            Step::Rolled { from, to } => self.rolled(from, to),
            Step::SameDay { start, to, until } => self.same_day(start, to, until),
            Step::Hours { from, to } => self.hours(from, to),
            Step::Paused { pause, from, to } => self.paused(pause, from, to),
            Step::Ignored { pause } => {
                self.note(pause.from.day, "Tạm dừng bắt đầu sau khi đã hết hạn, không làm hạn lùi.");
            }
            Step::Restarted { pause, at } => self.restarted(pause, at),
        }
    }
}

impl<'p, 'c> Recorder<'p, 'c> {
    fn new(terms: &'c Terms, calendar: &'c Calendar) -> Recorder<'p, 'c> {
        Recorder { terms, calendar, entries: BTreeMap::new(), runs: vec![whole_limit(terms)], recorded: false }
    }

    /// The number of the present run.
    fn run(&self) -> u32 {
        self.runs.len() as u32 - 1
    }

    /// An extension of another unit than the limit's.
    fn mixed(&self) -> bool {
        matches!(self.runs.last(), Some(Basis::Extension(_)))
            || self.runs.len() > 1 && matches!(self.runs[self.runs.len() - 2], Basis::Extension(_))
    }

    fn entry(&mut self, day: Day) -> &mut Entry<'p> {
        self.entries.entry(day).or_default()
    }

    fn mean(&mut self, day: Day, meaning: Meaning) {
        self.entry(day).meaning = Some(meaning);
    }

    fn note(&mut self, day: Day, text: impl Into<String>) {
        self.say(day, Mark::Note, text.into(), 0);
    }

    fn say(&mut self, day: Day, mark: Mark, text: String, minutes: i64) {
        let run = self.run();
        self.entry(day).notes.push(Note { mark, text, minutes, run });
    }

    fn started(&mut self, at: Moment) {
        self.mean(at.day, Meaning::Start);
        let excluded = match self.terms.limit.map(|limit| limit.unit) {
            Some(Unit::WorkingHours | Unit::SameDay) => "",
            _ => "; ngày này không tính vào thời hạn",
        };
        self.say(at.day, Mark::Start, format!("Bắt đầu tính lúc {}{excluded}.", at.clock()), 0);
    }

    /// A recorded promise is told day by day only while counting again leads to the very same moment.
    fn promised(&mut self, due: Moment) {
        let limit = self.terms.limit.filter(|_| self.terms.promise_computed);
        let (terms, calendar) = (self.terms, self.calendar);
        let same = limit.filter(|limit| count_whole(terms, *limit, terms.start, calendar, &mut Silent).due == due);
        if let Some(limit) = same {
            count_whole(terms, limit, terms.start, calendar, self);
            return;
        }
        self.started(terms.start);
        (self.recorded, self.runs) = (true, vec![Basis::MakeUp]);
        let kept = if limit.is_some() { "; giữ nguyên dù lịch đã thay đổi sau đó" } else { "" };
        self.note(due.day, format!("Hẹn trả đã ghi trong hồ sơ: {}{kept}.", due.vietnamese()));
    }

    fn working(&mut self, after: Day, to: Day) {
        let run = self.run();
        for day in days(after.plus(1), to.plus(1)) {
            let works = self.calendar.is_working(day);
            self.mean(day, if works { Meaning::Working { run } } else { Meaning::Off });
        }
    }

    fn calendar_days(&mut self, after: Day, to: Day) {
        let run = self.run();
        if let Some(Meaning::Calendar { rolls, .. }) = self.entry(after).meaning.as_mut() {
            *rolls = false;
        }
        for day in days(after.plus(1), to.plus(1)) {
            self.mean(day, Meaning::Calendar { run, rolls: false });
        }
    }

    fn rolled(&mut self, from: Day, to: Day) {
        if let Some(Meaning::Calendar { rolls, .. }) = self.entry(from).meaning.as_mut() {
            *rolls = true;
        }
        for day in days(from.plus(1), to) {
            self.mean(day, Meaning::Off);
        }
        self.mean(to, Meaning::RolledTo);
    }

    fn same_day(&mut self, start: Moment, to: Day, until: u16) {
        let hour = start.day.at(until).clock();
        let text = if !self.calendar.is_working(start.day) {
            format!("{}: trả trong ngày làm việc tiếp theo.", self.off_text(start.day))
        } else if start.minute > until {
            format!("Nhận lúc {}, sau giờ chốt {hour}: trả trong ngày làm việc tiếp theo.", start.clock())
        } else if start.minute == until {
            format!("Nhận đúng giờ chốt {hour}, vẫn tính là trong ngày: trả trong ngày.")
        } else {
            format!("Nhận lúc {}, trước giờ chốt {hour}: trả trong ngày.", start.clock())
        };
        self.note(start.day, text);
        if to != start.day {
            for day in days(start.day.plus(1), to) {
                self.mean(day, Meaning::Off);
            }
            self.mean(to, Meaning::RolledTo);
        }
    }

    fn hours(&mut self, from: Moment, to: Moment) {
        for day in days(from.day, to.day.plus(1)) {
            if !self.calendar.is_working(day) {
                self.entry(day).meaning.get_or_insert(Meaning::Off);
                continue;
            }
            let (minutes, clocks) = self.worked(day, from, to);
            if minutes > 0 {
                self.say(day, Mark::Counted, format!("Tính {minutes} phút làm việc ({clocks})."), minutes);
            }
        }
    }

    /// The working minutes of a worked day that lie in `[from, to)`, and their hours in words.
    fn worked(&self, day: Day, from: Moment, to: Moment) -> (i64, String) {
        let first = if day == from.day { from.minute } else { 0 };
        let last = if day == to.day { to.minute } else { u16::MAX };
        let spans = self.calendar.hours(day).spans().iter();
        let parts: Vec<(u16, u16)> = spans.map(|&(a, b)| (a.max(first), b.min(last))).filter(|(a, b)| a < b).collect();
        let clocks: Vec<String> =
            parts.iter().map(|&(a, b)| format!("{}–{}", day.at(a).clock(), day.at(b).clock())).collect();
        (parts.iter().map(|(a, b)| i64::from(b - a)).sum(), clocks.join(", "))
    }

    fn paused(&mut self, pause: &'p Pause, from: Moment, to: Moment) {
        let about = about(pause);
        let mixed = self.mixed();
        let same_day = matches!(self.runs.last(), Some(Basis::Limit(limit)) if limit.unit == Unit::SameDay);
        if (mixed || same_day) && self.runs.last() != Some(&Basis::MakeUp) {
            self.runs.push(Basis::MakeUp);
        }
        if self.terms.unit() == Unit::WorkingHours {
            return self.paused_hours(&about, from, to);
        }
        if from.day == to.day {
            return self.note(from.day, format!("Tạm dừng trong ngày, {about}: không làm hạn lùi."));
        }
        if mixed {
            return self.paused_after_extension(&about, from.day, to.day);
        }
        if self.entry(from.day).meaning == Some(Meaning::Start) {
            self.note(from.day, format!("Tạm dừng ngay từ ngày này, {about}: hạn lùi cả phần của ngày này."));
        }
        for day in days(from.day, to.day) {
            self.entry(day).paused = Some(pause);
        }
    }

    /// The minutes of a pause, day by day: they are taken away from what was counted. Where they are made up for in a
    /// run of their own, nothing is taken away, and the same number of minutes is added at the end.
    fn paused_hours(&mut self, about: &str, from: Moment, to: Moment) {
        let makes_up = self.runs.last() == Some(&Basis::MakeUp);
        let mut still = 0;
        for day in days(from.day, to.day.plus(1)) {
            let (minutes, clocks) = match self.calendar.is_working(day) {
                true => self.worked(day, from, to),
                false => (0, String::new()),
            };
            if minutes > 0 && makes_up {
                let text = format!("Tạm dừng, {about}: {minutes} phút làm việc ({clocks}) được bù vào cuối.");
                self.say(day, Mark::Paused, text, 0);
            } else if minutes > 0 {
                let text = format!("Tạm dừng, {about}: không tính {minutes} phút làm việc ({clocks}).");
                self.say(day, Mark::Paused, text, -minutes);
            }
            still += minutes;
        }
        if still == 0 {
            self.note(from.day, format!("Tạm dừng ngoài giờ làm việc, {about}: không làm hạn lùi."));
        }
    }

    /// Where an extension is counted in another unit, a day of a pause may lie in the limit and is made up for in the
    /// unit of the extension: so it goes on counting where it stands, and the same number of days is added at the end.
    fn paused_after_extension(&mut self, about: &str, from: Day, to: Day) {
        let calendar_unit = matches!(self.terms.unit(), Unit::CalendarDays | Unit::Months);
        for day in days(from, to) {
            if calendar_unit || self.calendar.is_working(day) {
                self.say(day, Mark::Paused, format!("Tạm dừng, {about}: ngày này được bù vào cuối."), 0);
            }
        }
    }

    /// What was counted so far counts no more; the pause itself stays visible.
    fn restarted(&mut self, pause: &'p Pause, at: Moment) {
        self.drop_minutes(pause.from.day, at.day);
        let mut after = self.entries.split_off(&at.day);
        for entry in self.entries.values_mut() {
            let counted = matches!(entry.meaning, Some(Meaning::Working { .. } | Meaning::Calendar { .. }));
            if counted {
                entry.meaning = Some(Meaning::Void);
            }
        }
        for entry in after.values_mut() {
            (entry.meaning, entry.paused) = (None, None);
        }
        self.entries.append(&mut after);
        for day in days(pause.from.day, at.day) {
            self.entry(day).paused = Some(pause);
        }
        let open = pause.to.is_none_or(|to| to > at);
        let arrived =
            if open { "Hồ sơ bổ sung chưa về, coi như về" } else { "Nhận đủ hồ sơ bổ sung" };
        self.note(at.day, format!("{arrived} lúc {}: tính lại toàn bộ thời hạn.", at.clock()));
        self.runs.push(whole_limit(self.terms));
        self.recorded = false;
    }

    /// Minutes counted so far count no more. A day on which some were counted before the pause began says so, and one
    /// on which the clock had started.
    fn drop_minutes(&mut self, paused: Day, anew: Day) {
        for (day, entry) in &mut self.entries {
            let dropped = entry.notes.iter().any(|note| note.minutes > 0);
            entry.notes.retain(|note| note.minutes == 0);
            let started = *day < anew && entry.meaning == Some(Meaning::Start);
            if dropped && (*day <= paused || started) {
                entry.notes.push(Note { mark: Mark::Void, text: teller::VOID.to_owned(), minutes: 0, run: 0 });
            }
        }
    }

    /// Why a day is off, without a full stop.
    fn off_text(&self, day: Day) -> String {
        match self.calendar.why(day) {
            Reason::Holiday { name, source, expected } => {
                format!("Nghỉ: {}{}", named(name, source), if expected { ", dự kiến" } else { "" })
            }
            _ => "Nghỉ hằng tuần".to_owned(),
        }
    }

    fn finish(mut self, due: Moment) -> Told {
        let hours = self.calendar.hours(due.day);
        if hours.spans() != self.calendar.hours(self.terms.start.day).spans() {
            let spans = hours.spans().iter();
            let clocks: Vec<String> =
                spans.map(|&(a, b)| format!("{}–{}", due.day.at(a).clock(), due.day.at(b).clock())).collect();
            self.note(due.day, format!("Giờ làm việc ngày này: {}.", clocks.join(", ")));
        }
        self.say(due.day, Mark::Due, format!("Hạn trả kết quả: {}.", due.vietnamese()), 0);
        let mut teller = Teller::new(&self);
        for (day, entry) in &self.entries {
            // Days of a pause that outlasts the due date say nothing about it.
            teller.tell(*day, entry, *day <= due.day || entry.meaning.is_some());
        }
        let (lines, expected, counted) = (teller.lines, teller.expected, teller.counted);
        Told { lines, expected, recorded: self.recorded, sums: self.sums(&counted) }
    }

    /// What was counted in each run since the last time the clock started.
    fn sums(&self, counted: &BTreeMap<u32, i64>) -> Vec<Sum> {
        let anew = self.runs.iter().rposition(|basis| matches!(basis, Basis::Limit(_))).unwrap_or(0);
        let runs = self.runs.iter().enumerate().skip(anew);
        let sum = |(run, basis): (usize, &Basis)| {
            let unit = match basis {
                Basis::Limit(limit) | Basis::Extension(limit) => limit.unit,
                Basis::MakeUp => self.terms.unit(),
            };
            let notes = self.entries.values().flat_map(|entry| &entry.notes);
            let minutes = notes.filter(|note| note.run == run as u32).map(|note| note.minutes).sum::<i64>();
            let days = counted.get(&(run as u32)).copied().unwrap_or(0);
            Sum { basis: *basis, unit, counted: if unit == Unit::WorkingHours { minutes } else { days } }
        };
        runs.map(sum).collect()
    }
}

/// The limit with an extension of its unit; what there is to count for a recorded promise without a limit are pauses.
fn whole_limit(terms: &Terms) -> Basis {
    let Some(limit) = terms.limit else { return Basis::MakeUp };
    let further = terms.extension.filter(|extension| extension.unit == limit.unit && limit.unit != Unit::SameDay);
    let count = limit.count.saturating_add(further.map_or(0, |extension| extension.count));
    Basis::Limit(Limit { count, ..limit })
}

fn about(pause: &Pause) -> String {
    let document = if pause.document.is_empty() { String::new() } else { format!(" (văn bản {})", pause.document) };
    format!("{}{document}", pause.reason.label())
}

fn days(from: Day, before: Day) -> impl Iterator<Item = Day> {
    (from.epoch()..before.epoch()).map(Day::from_epoch)
}
