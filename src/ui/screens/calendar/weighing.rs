//! A change of the calendar that is being weighed before it is written, and the question that follows where it makes
//! promised dates differ. A change by which no day becomes worked or free is written at once.

use chrono::Weekday;

use crate::domain::calendar::{CalendarDay, DayKind, DayStatus};
use crate::domain::day::Day;
use crate::ui::action::Effect;
use crate::ui::keymap::Act;
use crate::ui::look::Tone;
use crate::ui::parts::popup::{Answer as Said, Popup};
use crate::ui::work::Job;
use crate::ui::work::calendar::{Ask, Whole};
use crate::ui::work::differing::{self, Answer, Edit};
use crate::ui::work::list::ticket;
use crate::ui::work::stop::Stop;

/// Popups of this question are about saving; the form below it stays open until the calendar is changed.
pub const ABOUT: Act = Act::Save;

/// One change on its way.
pub struct Weighing {
    ticket: u64,
    stop: Stop,
    /// What is asked for once it is weighed.
    ask: Ask,
    /// The popup with its progress is open.
    shown: bool,
}

/// Whether a day is worked by its row alone; a proposed row does not count.
fn worked(day: Day, row: Option<&CalendarDay>) -> bool {
    match row.filter(|row| row.status != DayStatus::Proposed) {
        Some(row) => row.kind == DayKind::Work,
        None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
    }
}

/// Whether some day becomes worked or free by an edit.
fn moves(edit: &Edit, whole: &Whole) -> bool {
    let differs = |day: Day, row| worked(day, row) != worked(day, whole.row(day));
    edit.put.iter().any(|row| differs(row.date, Some(row))) || edit.void.iter().any(|day| differs(*day, None))
}

impl Weighing {
    /// Begins; `None` with the change itself where there is nothing to weigh.
    pub fn start(ask: Ask, edit: Edit, whole: &Whole) -> (Option<Weighing>, Vec<Effect<Job>>) {
        if !moves(&edit, whole) {
            return (None, vec![Effect::Job(Job::Calendar(ask))]);
        }
        let (ticket, stop) = (ticket(), Stop::default());
        let weigh = differing::Ask::Weigh { ticket, edit, stop: stop.clone() };
        (Some(Weighing { ticket, stop, ask, shown: false }), vec![Effect::Job(Job::Differing(weigh))])
    }

    /// Takes an answer about this change, and whether it is over; `None` when it is about another.
    pub fn hear(&mut self, answer: &Answer) -> Option<(bool, Vec<Effect<Job>>)> {
        match answer {
            Answer::Progress { ticket, done } if *ticket == self.ticket && *done > 0 => {
                Some((false, self.progress(*done)))
            }
            Answer::Weighed { ticket, weight } if *ticket == self.ticket && weight.differ == 0 => {
                let write = Effect::Job(Job::Calendar(self.ask.clone()));
                Some((true, self.end(write)))
            }
            Answer::Weighed { ticket, weight } if *ticket == self.ticket => {
                let buttons = [('k', "Không", "no"), ('g', "Ghi", "yes")];
                let text = format!("{}\n\nGhi thay đổi này vào lịch?", weight.sentence());
                let confirm = Popup::confirm(ABOUT, "Lịch đổi làm lệch hạn đã hẹn", &text, &buttons);
                Some((false, self.end(Effect::Popup(Box::new(confirm)))))
            }
            Answer::Ended { ticket, said } if *ticket == self.ticket => {
                Some((true, self.end(Effect::Say(Tone::Warning, said.clone()))))
            }
            _ => None,
        }
    }

    /// Takes what became of its popups, and whether it is over.
    pub fn answered(&self, answer: &Said) -> (bool, Vec<Effect<Job>>) {
        match answer {
            Said::Cancelled => {
                self.stop.ask();
                (false, Vec::new())
            }
            Said::Chosen(code) if code == "yes" => (true, vec![Effect::Job(Job::Calendar(self.ask.clone()))]),
            _ => (true, Vec::new()),
        }
    }

    fn progress(&mut self, done: u64) -> Vec<Effect<Job>> {
        let label = "Đang xem các hồ sơ chưa kết thúc; Esc để dừng, khi đó không ghi gì.";
        let mut effects = Vec::new();
        if !std::mem::replace(&mut self.shown, true) {
            effects.push(Effect::Popup(Box::new(Popup::progress(ABOUT, "Xem trước thay đổi của lịch", label))));
        }
        effects.push(Effect::Progress(ABOUT, label.to_owned(), done, 0));
        effects
    }

    fn end(&mut self, last: Effect<Job>) -> Vec<Effect<Job>> {
        if std::mem::replace(&mut self.shown, false) { vec![Effect::Close(ABOUT), last] } else { vec![last] }
    }
}
