//! What the recorder gathered, day by day, as numbered lines in Vietnamese.

use std::collections::BTreeMap;

use super::{Entry, Meaning, Note, Recorder, about, dated, named};
use crate::domain::account::{Basis, ExplainedDay, Mark};
use crate::domain::calendar::Reason;
use crate::domain::day::Day;
use crate::domain::limit::Unit;

/// What is said of a day, or minutes of it, that counted before the supplement came.
pub(super) const VOID: &str = "Trước khi nhận đủ hồ sơ bổ sung: không tính nữa.";

/// Turns the entries into lines, numbering the counted days of each run.
pub(super) struct Teller<'r, 'p, 'c> {
    recorder: &'r Recorder<'p, 'c>,
    /// Days counted so far in each run.
    pub(super) counted: BTreeMap<u32, i64>,
    pub(super) lines: Vec<ExplainedDay>,
    pub(super) expected: Vec<String>,
}

impl<'r, 'p, 'c> Teller<'r, 'p, 'c> {
    pub(super) fn new(recorder: &'r Recorder<'p, 'c>) -> Teller<'r, 'p, 'c> {
        Teller { recorder, counted: BTreeMap::new(), lines: Vec::new(), expected: Vec::new() }
    }

    pub(super) fn tell(&mut self, day: Day, entry: &Entry<'_>, matters: bool) {
        if matters && let Some((mark, number, text)) = self.sentence(day, entry) {
            let proposed = self.recorder.calendar.proposed(day);
            let text = match proposed {
                Some(row) => format!("{text} Đề xuất chưa có hiệu lực: {}.", named(&row.name, &row.source)),
                None => text,
            };
            self.lines.push(ExplainedDay { day, mark, counted: mark == Mark::Counted, minutes: 0, number, text });
        }
        for note in &entry.notes {
            let Note { mark, minutes, .. } = *note;
            let (counted, text) = (mark == Mark::Counted, note.text.clone());
            self.lines.push(ExplainedDay { day, mark, counted, minutes, number: 0, text });
        }
    }

    /// The sentence for what the day means, and the number of a counted day; a start is told by its note.
    fn sentence(&mut self, day: Day, entry: &Entry<'_>) -> Option<(Mark, u32, String)> {
        let calendar_unit = matches!(self.recorder.terms.unit(), Unit::CalendarDays | Unit::Months);
        let worked = self.recorder.calendar.is_working(day);
        if let (Some(pause), true) = (entry.paused, worked || calendar_unit) {
            self.depend(day, !calendar_unit);
            let started = entry.meaning == Some(Meaning::Start);
            return (!started).then(|| (Mark::Paused, 0, format!("Tạm dừng, {}: không tính.", about(pause))));
        }
        match entry.meaning {
            None if entry.paused.is_none() => None,
            None | Some(Meaning::Off) => {
                self.depend(day, true);
                Some((Mark::Off, 0, format!("{}; không tính.", self.recorder.off_text(day))))
            }
            Some(Meaning::Start) => None,
            Some(Meaning::Void) => Some((Mark::Void, 0, VOID.to_owned())),
            Some(Meaning::RolledTo) => {
                self.depend(day, true);
                Some((Mark::RolledTo, 0, "Ngày làm việc tiếp theo.".to_owned()))
            }
            Some(Meaning::Working { run }) => {
                self.depend(day, true);
                let number = self.next(run);
                Some((Mark::Counted, number, self.counted_working(day, run, number)))
            }
            Some(Meaning::Calendar { run, rolls }) => {
                self.depend(day, rolls);
                let number = self.next(run);
                Some((Mark::Counted, number, self.counted_calendar(day, run, number, rolls)))
            }
        }
    }

    fn counted_working(&self, day: Day, run: u32, number: u32) -> String {
        let makes_up = self.makes_up(run);
        match self.recorder.calendar.why(day) {
            Reason::WorkedSaturday { name, source, expected } => {
                let expected = if expected { ", dự kiến" } else { "" };
                let swapped = format!("{} làm việc: {}{expected}", day.weekday_name(), named(name, source));
                format!("Ngày làm việc thứ {number:02}{makes_up}; {swapped}.")
            }
            _ => format!("Ngày làm việc thứ {number:02}{makes_up}."),
        }
    }

    fn counted_calendar(&self, day: Day, run: u32, number: u32, rolls: bool) -> String {
        let makes_up = self.makes_up(run);
        if rolls {
            let off = self.recorder.off_text(day);
            return format!("Ngày thứ {number:02}{makes_up}. {off}; hạn chuyển sang ngày làm việc tiếp theo.");
        }
        format!("Ngày thứ {number:02}{makes_up}.")
    }

    fn next(&mut self, run: u32) -> u32 {
        let counted = self.counted.entry(run).or_default();
        *counted += 1;
        *counted as u32
    }

    fn makes_up(&self, run: u32) -> &'static str {
        match self.recorder.runs.get(run as usize) {
            Some(Basis::MakeUp) => " bù thời gian tạm dừng",
            Some(Basis::Extension(_)) => " của thời gian gia hạn",
            _ => "",
        }
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
