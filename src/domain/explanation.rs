//! The day-by-day account of a due date: what was counted, what was not, and why.
//!
//! It is told by the computation in `deadline` itself, step by step, so the account and the date cannot disagree. It
//! puts the steps into Vietnamese sentences and decides nothing.

use std::collections::BTreeMap;

use crate::domain::calendar::{Calendar, CalendarDay, Reason};
use crate::domain::clock_rule::PauseRule;
use crate::domain::day::{Day, Moment};
use crate::domain::deadline::{Silent, Step, Terms, Trace, count_whole, run};
use crate::domain::limit::Unit;
use crate::domain::pause::Pause;

/// One line of the account. A day may have several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedDay {
    /// The day the line is about.
    pub day: Day,
    /// Whether the day (or its minutes) counts towards the limit.
    pub counted: bool,
    /// Working minutes that count, for limits in hours; else 0.
    pub minutes: i64,
    /// One Vietnamese sentence, without the date.
    pub text: String,
}

/// The due date that would hold if the proposed rows of the calendar were adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The due moment then.
    pub due: Moment,
    /// The proposed days behind it, each with its date.
    pub days: Vec<String>,
}

/// Why a due date is what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The due moment in force.
    pub due: Moment,
    /// The pause rule that was applied.
    pub rule: PauseRule,
    /// The other outcome, where a proposed day would change the date.
    pub alternative: Option<Alternative>,
    /// Days, each with its date, that the due date depends on and that are still to be announced.
    pub expected: Vec<String>,
    lines: Vec<ExplainedDay>,
}

impl Explanation {
    /// The account, in the order of days.
    pub fn lines(&self) -> &[ExplainedDay] {
        &self.lines
    }

    /// The pause rule's name, as reports print it.
    pub fn rule_name(&self) -> &'static str {
        self.rule.name()
    }
}

/// Explains the due moment that `deadline::due` gives for the same arguments; `None` exactly where that is `None`.
pub fn explain(
    terms: &Terms,
    pauses: &[Pause],
    rule: PauseRule,
    calendar: &Calendar,
    seen_at: Moment,
) -> Option<Explanation> {
    let mut recorder = Recorder::new(terms, calendar);
    let due = run(terms, pauses, rule, calendar, seen_at, &mut recorder)?;
    let alternative = calendar.with_proposed().and_then(|adopted| {
        let other = run(terms, pauses, rule, &adopted, seen_at, &mut Silent).filter(|other| *other != due)?;
        let days = calendar.proposals(terms.start.day, due.max(other).day).map(dated).collect();
        Some(Alternative { due: other, days })
    });
    let (lines, expected) = recorder.finish(due);
    Some(Explanation { due, rule, alternative, expected, lines })
}

fn dated(row: &CalendarDay) -> String {
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
    text: String,
    minutes: i64,
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
    /// Number of the run of counting; an extension of another unit and a recorded promise begin a new one.
    run: u32,
    /// The promise is taken from the record, so what is counted after it makes up for pauses.
    recorded: bool,
}

impl<'p> Trace<'p> for Recorder<'p, '_> {
    fn step(&mut self, step: Step<'p>) {
        match step {
            Step::Started { at } => self.started(at),
            Step::Recorded { due } => self.promised(due),
            Step::Extended { at } => {
                self.run += 1;
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
        Recorder { terms, calendar, entries: BTreeMap::new(), run: 0, recorded: false }
    }

    fn entry(&mut self, day: Day) -> &mut Entry<'p> {
        self.entries.entry(day).or_default()
    }

    fn mean(&mut self, day: Day, meaning: Meaning) {
        self.entry(day).meaning = Some(meaning);
    }

    fn note(&mut self, day: Day, text: impl Into<String>) {
        self.entry(day).notes.push(Note { text: text.into(), minutes: 0 });
    }

    fn started(&mut self, at: Moment) {
        self.mean(at.day, Meaning::Start);
        let excluded = match self.terms.limit.map(|limit| limit.unit) {
            Some(Unit::WorkingHours | Unit::SameDay) => "",
            _ => "; ngày này không tính vào thời hạn",
        };
        self.note(at.day, format!("Bắt đầu tính lúc {}{excluded}.", at.clock()));
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
        self.recorded = true;
        let kept = if limit.is_some() { "; giữ nguyên dù lịch đã thay đổi sau đó" } else { "" };
        self.note(due.day, format!("Hẹn trả đã ghi trong hồ sơ: {}{kept}.", due.vietnamese()));
    }

    fn working(&mut self, after: Day, to: Day) {
        let run = self.run;
        for day in days(after.plus(1), to.plus(1)) {
            let works = self.calendar.is_working(day);
            self.mean(day, if works { Meaning::Working { run } } else { Meaning::Off });
        }
    }

    fn calendar_days(&mut self, after: Day, to: Day) {
        let run = self.run;
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
        let text = if to == start.day {
            format!("Nhận không muộn hơn {hour} của ngày làm việc: trả trong ngày.")
        } else if self.calendar.is_working(start.day) {
            format!("Nhận sau {hour}: trả trong ngày làm việc tiếp theo.")
        } else {
            format!("{}: trả trong ngày làm việc tiếp theo.", self.off_text(start.day))
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
            let (first, last) =
                (if day == from.day { from.minute } else { 0 }, if day == to.day { to.minute } else { u16::MAX });
            let spans = self.calendar.hours(day).spans().iter();
            let parts: Vec<(u16, u16)> =
                spans.map(|&(a, b)| (a.max(first), b.min(last))).filter(|(a, b)| a < b).collect();
            if !parts.is_empty() {
                let minutes = parts.iter().map(|(a, b)| i64::from(b - a)).sum();
                let clocks: Vec<String> =
                    parts.iter().map(|&(a, b)| format!("{}–{}", day.at(a).clock(), day.at(b).clock())).collect();
                let text = format!("Tính {minutes} phút làm việc ({}).", clocks.join(", "));
                self.entry(day).notes.push(Note { text, minutes });
            }
        }
    }

    fn paused(&mut self, pause: &'p Pause, from: Moment, to: Moment) {
        let about = about(pause);
        if self.terms.unit() == Unit::WorkingHours {
            let minutes = self.calendar.working_minutes_between(from, to);
            let text = format!(
                "Tạm dừng từ {} đến {}, {about}: không tính {minutes} phút làm việc.",
                from.vietnamese(),
                to.vietnamese()
            );
            return self.note(from.day, text);
        }
        if from.day == to.day {
            return self.note(from.day, format!("Tạm dừng trong ngày, {about}: không làm hạn lùi."));
        }
        if self.entry(from.day).meaning == Some(Meaning::Start) {
            self.note(from.day, format!("Tạm dừng ngay từ ngày này, {about}: hạn lùi cả phần của ngày này."));
        }
        for day in days(from.day, to.day) {
            self.entry(day).paused = Some(pause);
        }
    }

    /// What was counted so far counts no more; the pause itself stays visible.
    fn restarted(&mut self, pause: &'p Pause, at: Moment) {
        let mut after = self.entries.split_off(&at.day);
        for entry in self.entries.values_mut() {
            if matches!(entry.meaning, Some(Meaning::Working { .. } | Meaning::Calendar { .. })) {
                entry.meaning = Some(Meaning::Void);
            }
        }
        for entry in after.values_mut() {
            (entry.meaning, entry.paused) = (None, None);
        }
        self.entries.append(&mut after);
        for entry in self.entries.values_mut() {
            entry.notes.retain(|note| note.minutes == 0);
        }
        for day in days(pause.from.day, at.day) {
            self.entry(day).paused = Some(pause);
        }
        let open = pause.to.is_none_or(|to| to > at);
        let arrived =
            if open { "Hồ sơ bổ sung chưa về, coi như về" } else { "Nhận đủ hồ sơ bổ sung" };
        self.note(at.day, format!("{arrived} lúc {}: tính lại toàn bộ thời hạn.", at.clock()));
        (self.run, self.recorded) = (self.run + 1, false);
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

    fn finish(mut self, due: Moment) -> (Vec<ExplainedDay>, Vec<String>) {
        self.note(due.day, format!("Hạn trả kết quả: {}.", due.vietnamese()));
        let mut teller = Teller { recorder: &self, run: 0, number: 0, lines: Vec::new(), expected: Vec::new() };
        for (day, entry) in &self.entries {
            // Days of a pause that outlasts the due date say nothing about it.
            teller.tell(*day, entry, *day <= due.day || entry.meaning.is_some());
        }
        (teller.lines, teller.expected)
    }
}

fn about(pause: &Pause) -> String {
    let document = if pause.document.is_empty() { String::new() } else { format!(" (văn bản {})", pause.document) };
    format!("{}{document}", pause.reason.label())
}

fn days(from: Day, before: Day) -> impl Iterator<Item = Day> {
    (from.epoch()..before.epoch()).map(Day::from_epoch)
}

/// Turns the entries into lines, numbering the counted days of each run.
struct Teller<'r, 'p, 'c> {
    recorder: &'r Recorder<'p, 'c>,
    run: u32,
    number: u32,
    lines: Vec<ExplainedDay>,
    expected: Vec<String>,
}

impl Teller<'_, '_, '_> {
    fn tell(&mut self, day: Day, entry: &Entry<'_>, matters: bool) {
        if let Some((counted, text)) = self.sentence(day, entry).filter(|_| matters) {
            let proposed = self.recorder.calendar.proposed(day);
            let text = match proposed {
                Some(row) => format!("{text} Đề xuất chưa có hiệu lực: {}.", named(&row.name, &row.source)),
                None => text,
            };
            self.lines.push(ExplainedDay { day, counted, minutes: 0, text });
        }
        for note in &entry.notes {
            let (counted, minutes, text) = (note.minutes > 0, note.minutes, note.text.clone());
            self.lines.push(ExplainedDay { day, counted, minutes, text });
        }
    }

    /// The sentence for what the day means; a start is told by its note.
    fn sentence(&mut self, day: Day, entry: &Entry<'_>) -> Option<(bool, String)> {
        let calendar_unit = matches!(self.recorder.terms.unit(), Unit::CalendarDays | Unit::Months);
        let worked = self.recorder.calendar.is_working(day);
        if let (Some(pause), true) = (entry.paused, worked || calendar_unit) {
            self.depend(day, !calendar_unit);
            let started = entry.meaning == Some(Meaning::Start);
            return (!started).then(|| (false, format!("Tạm dừng, {}: không tính.", about(pause))));
        }
        match entry.meaning {
            None if entry.paused.is_none() => None,
            None | Some(Meaning::Off) => {
                self.depend(day, true);
                Some((false, format!("{}; không tính.", self.recorder.off_text(day))))
            }
            Some(Meaning::Start) => None,
            Some(Meaning::Void) => Some((false, "Trước khi nhận đủ hồ sơ bổ sung: không tính nữa.".to_owned())),
            Some(Meaning::RolledTo) => {
                self.depend(day, true);
                Some((false, "Ngày làm việc tiếp theo.".to_owned()))
            }
            Some(Meaning::Working { run }) => {
                self.depend(day, true);
                Some((true, self.counted_working(day, run)))
            }
            Some(Meaning::Calendar { run, rolls }) => {
                self.depend(day, rolls);
                Some((true, self.counted_calendar(day, run, rolls)))
            }
        }
    }

    fn counted_working(&mut self, day: Day, run: u32) -> String {
        let number = self.next(run);
        let makes_up = self.makes_up();
        match self.recorder.calendar.why(day) {
            Reason::WorkedSaturday { name, source, expected } => {
                let expected = if expected { ", dự kiến" } else { "" };
                let swapped = format!("{} làm việc: {}{expected}", day.weekday_name(), named(name, source));
                format!("Ngày làm việc thứ {number:02}{makes_up}; {swapped}.")
            }
            _ => format!("Ngày làm việc thứ {number:02}{makes_up}."),
        }
    }

    fn counted_calendar(&mut self, day: Day, run: u32, rolls: bool) -> String {
        let number = self.next(run);
        let makes_up = self.makes_up();
        if rolls {
            let off = self.recorder.off_text(day);
            return format!("Ngày thứ {number:02}{makes_up}. {off}; hạn chuyển sang ngày làm việc tiếp theo.");
        }
        format!("Ngày thứ {number:02}{makes_up}.")
    }

    fn next(&mut self, run: u32) -> u32 {
        self.number = if self.run == run { self.number + 1 } else { 1 };
        self.run = run;
        self.number
    }

    fn makes_up(&self) -> &'static str {
        if self.recorder.recorded { " bù thời gian tạm dừng" } else { "" }
    }

    /// Names the day when the due date rests on it and it is still to be announced.
    fn depend(&mut self, day: Day, rests: bool) {
        let expected = match self.recorder.calendar.why(day) {
            Reason::Holiday { expected, .. } | Reason::WorkedSaturday { expected, .. } => expected,
            Reason::Working | Reason::Weekend => false,
        };
        if rests && expected {
            self.expected.extend(self.recorder.calendar.rows(day, day).map(dated));
        }
    }
}
