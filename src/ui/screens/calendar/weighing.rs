//! A change of the calendar that is being weighed: how many promised dates would differ by it, asked before it is
//! written. A change that leaves every date as it was is written at once.

use crate::domain::holidays;
use crate::ui::action::Effect;
use crate::ui::keymap::Act;
use crate::ui::look::Tone;
use crate::ui::parts::popup::{Answer as Said, Popup};
use crate::ui::work::Job;
use crate::ui::work::calendar::Ask;
use crate::ui::work::differing::{Answer, Ask as Question, Edit, Weight};
use crate::ui::work::list::ticket;
use crate::ui::work::stop::Stop;

/// Popups of this question are about the dates that would differ; the form below stays open until the days are written.
pub const ABOUT: Act = Act::Differing;

/// One change on its way.
pub struct Weighing {
    ticket: u64,
    stop: Stop,
    ask: Ask,
    /// The popup with its progress is open.
    shown: bool,
}

/// What a change does to the calendar; `None` for one that moves no date, or that is a question.
pub fn edit(ask: &Ask, file: &[crate::domain::calendar::CalendarDay]) -> Option<Edit> {
    let mut edit = Edit::default();
    match ask {
        Ask::Put { span, .. } => edit.put = span.rows(),
        Ask::Void { seen } => edit.void = seen.iter().map(|row| row.date).collect(),
        // Without a document it is refused, so there is nothing to weigh.
        Ask::Confirm { source, .. } if source.is_empty() => return None,
        Ask::Confirm { seen, source } => {
            edit.put = seen.iter().map(|row| holidays::confirmed(row, source)).collect();
        }
        Ask::Import { .. } => edit.put = file.to_vec(),
        Ask::Load | Ask::Propose { .. } | Ask::Preview { .. } | Ask::LetOut { .. } => return None,
    }
    Some(edit)
}

impl Weighing {
    /// Begins to weigh what `ask` would do.
    pub fn start(ask: Ask, edit: Edit) -> (Weighing, Effect<Job>) {
        let (ticket, stop) = (ticket(), Stop::default());
        let question = Question::Weigh { ticket, edit, stop: stop.clone() };
        (Weighing { ticket, stop, ask, shown: false }, Effect::Job(Job::Differing(question)))
    }

    /// Takes an answer about this change, and whether it is over; `None` when it is about another.
    pub fn hear(&mut self, answer: &Answer) -> Option<(bool, Vec<Effect<Job>>)> {
        match answer {
            Answer::Progress { ticket, done } if *ticket == self.ticket && *done > 0 => {
                Some((false, self.progress(*done)))
            }
            Answer::Weighed { ticket, weight } if *ticket == self.ticket => Some(self.weighed(*weight)),
            Answer::Ended { ticket, said } if *ticket == self.ticket => {
                Some((true, self.end(Effect::Say(Tone::Warning, format!("{said} Chưa ghi gì.")))))
            }
            _ => None,
        }
    }

    fn weighed(&mut self, weight: Weight) -> (bool, Vec<Effect<Job>>) {
        if weight.differ == weight.before {
            let write = Effect::Job(Job::Calendar(self.ask.clone()));
            return (true, self.end(write));
        }
        let buttons = [('k', "Không", "no"), ('g', "Ghi", "yes")];
        let confirm = Popup::confirm(ABOUT, "Ngày hẹn sẽ lệch lịch", &weight.sentence(), &buttons);
        (false, self.end(Effect::Popup(Box::new(confirm))))
    }

    /// Takes what became of its popups, and whether it is over.
    pub fn answered(&self, answer: &Said) -> (bool, Vec<Effect<Job>>) {
        match answer {
            Said::Cancelled => {
                self.stop.ask();
                (false, Vec::new())
            }
            Said::Chosen(code) if code == "yes" => (true, vec![Effect::Job(Job::Calendar(self.ask.clone()))]),
            _ => (true, vec![Effect::Say(Tone::Normal, "Chưa ghi gì vào lịch.".to_owned())]),
        }
    }

    fn progress(&mut self, done: u64) -> Vec<Effect<Job>> {
        let label = "Đang xem các hồ sơ chưa kết thúc; Esc để dừng, khi đó không ghi gì.";
        let mut effects = Vec::new();
        if !std::mem::replace(&mut self.shown, true) {
            effects.push(Effect::Popup(Box::new(Popup::progress(ABOUT, "Xem trước thay đổi", label))));
        }
        effects.push(Effect::Progress(ABOUT, label.to_owned(), done, 0));
        effects
    }

    fn end(&mut self, last: Effect<Job>) -> Vec<Effect<Job>> {
        if std::mem::replace(&mut self.shown, false) { vec![Effect::Close(ABOUT), last] } else { vec![last] }
    }
}
