//! A change of a rule that is being weighed, and the question that follows: what it would change, and whether to do it.

use crate::ui::action::Effect;
use crate::ui::keymap::Act;
use crate::ui::look::Tone;
use crate::ui::parts::popup::{Answer, Popup};
use crate::ui::work::Job;
use crate::ui::work::catalogue::{Ask, Asked, Weighed};
use crate::ui::work::stop::Stop;

/// Popups of this question are about saving; the form below it stays open until the rule is changed.
const ABOUT: Act = Act::Save;

/// One change on its way.
pub struct Weighing {
    ticket: u64,
    stop: Stop,
    asked: Asked,
    said: String,
    /// The popup with its progress is open.
    shown: bool,
}

impl Weighing {
    /// Begins; the answer carries the ticket.
    pub fn start(ticket: u64, asked: Asked, said: String) -> (Weighing, Vec<Effect<Job>>) {
        let stop = Stop::default();
        let ask = Ask::Weigh { ticket, asked: asked.clone(), stop: stop.clone() };
        (Weighing { ticket, stop, asked, said, shown: false }, vec![Effect::Job(Job::Catalogue(ask))])
    }

    /// Takes an answer about this change, and whether the weighing is over; `None` when it is about another.
    pub fn hear(&mut self, told: &Weighed) -> Option<(bool, Vec<Effect<Job>>)> {
        match told {
            Weighed::Progress { ticket, done } if *ticket == self.ticket && *done > 0 => {
                Some((false, self.progress(*done)))
            }
            Weighed::Done { ticket, weight } if *ticket == self.ticket => {
                let mut text = vec![format!("{}.", self.said), String::new()];
                text.extend(weight.sentences(self.asked.kind));
                text.push(String::new());
                text.push(
                    "Ngày hẹn đã in không đổi. Số liệu của các kỳ trước lập lại sẽ theo bản áp dụng mới.".to_owned(),
                );
                let buttons = [('k', "Không", "no"), ('g', "Ghi", "yes")];
                let confirm = Popup::confirm(ABOUT, self.asked.kind.label(), &text.join("\n"), &buttons);
                Some((false, self.end(Effect::Popup(Box::new(confirm)))))
            }
            Weighed::Ended { ticket, refusal } if *ticket == self.ticket => {
                let last = match refusal {
                    Some(refusal) => Effect::Refuse(Act::Edit, refusal.clone()),
                    None => Effect::Say(Tone::Warning, "Đã dừng; chưa ghi gì.".to_owned()),
                };
                Some((true, self.end(last)))
            }
            _ => None,
        }
    }

    /// Takes what became of its popups, and whether the weighing is over.
    pub fn answered(&self, answer: &Answer) -> (bool, Vec<Effect<Job>>) {
        match answer {
            Answer::Cancelled => {
                self.stop.ask();
                (false, Vec::new())
            }
            Answer::Chosen(code) if code == "yes" => {
                (true, vec![Effect::Job(Job::Catalogue(Ask::Rule { asked: self.asked.clone() }))])
            }
            _ => (true, Vec::new()),
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
