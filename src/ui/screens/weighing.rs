//! A change that is weighed before it is written: what it would do to open dossiers is counted first, and asked where
//! there is something to ask.
//!
//! A change of the calendar or the office hours that moves no date is written at once; a change of a rule is always
//! asked about. Whoever lets go of a weighing stops it: nothing is written any more by an answer that comes late.

use crate::ui::action::Effect;
use crate::ui::keymap::Act;
use crate::ui::look::Tone;
use crate::ui::parts::popup::{Answer as Said, Popup};
use crate::ui::work::catalogue::{Ask as RuleAsk, Asked, Weighed as OfRule};
use crate::ui::work::differing::{Answer as OfDates, Ask as DatesAsk, Edit};
use crate::ui::work::list::ticket;
use crate::ui::work::stop::Stop;
use crate::ui::work::{Job, Reply};

/// Popups of this question are about the dates that would differ; the form below stays open until it is written.
pub const ABOUT: Act = Act::Differing;

/// Whether it is over, and what it asks for.
pub type Heard = (bool, Vec<Effect<Job>>);

/// What is weighed.
enum What {
    /// An edit of the calendar or the office hours.
    Edit,
    /// Another version of a rule, and what the form said of it.
    Rule(Asked, String),
}

/// One change on its way.
pub struct Weighing {
    ticket: u64,
    stop: Stop,
    what: What,
    /// What writes the change.
    write: Job,
    /// The popup with its progress is open.
    shown: bool,
}

impl Drop for Weighing {
    fn drop(&mut self) {
        self.stop.ask();
    }
}

impl Weighing {
    /// Begins to weigh an edit of the calendar or the office hours, which `write` would carry out.
    pub fn edit(edit: Edit, write: Job) -> (Weighing, Effect<Job>) {
        let it = Weighing::of(What::Edit, write);
        let ask = DatesAsk::Weigh { ticket: it.ticket, edit, stop: it.stop.clone() };
        (it, Effect::Job(Job::Differing(ask)))
    }

    /// Begins to weigh a change of a rule; `said` is what the form said of it.
    pub fn rule(asked: Asked, said: String) -> (Weighing, Effect<Job>) {
        let write = Job::Catalogue(RuleAsk::Rule { asked: asked.clone() });
        let it = Weighing::of(What::Rule(asked.clone(), said), write);
        let ask = RuleAsk::Weigh { ticket: it.ticket, asked, stop: it.stop.clone() };
        (it, Effect::Job(Job::Catalogue(ask)))
    }

    fn of(what: What, write: Job) -> Weighing {
        Weighing { ticket: ticket(), stop: Stop::default(), what, write, shown: false }
    }

    /// Takes an answer about this change; `None` when it is about another.
    pub fn hear(&mut self, reply: &Reply) -> Option<Heard> {
        let own = self.ticket;
        match reply {
            Reply::Differing(OfDates::Progress { ticket, done })
            | Reply::Weighed(OfRule::Progress { ticket, done })
                if *ticket == own && *done > 0 =>
            {
                Some((false, self.progress(*done)))
            }
            Reply::Differing(OfDates::Weighed { ticket, weight }) if *ticket == own => Some(match weight.moved {
                0 => (true, self.end(Effect::Job(self.write.clone()))),
                _ if weight.parted > 0 => self.ask("Ngày hẹn sẽ lệch lịch", &weight.sentence()),
                _ => self.ask("Hạn theo lịch sẽ đổi", &weight.sentence()),
            }),
            Reply::Weighed(OfRule::Done { ticket, weight }) if *ticket == own => {
                let What::Rule(asked, said) = &self.what else { return None };
                let kind = asked.kind;
                let mut text = vec![format!("{said}."), String::new()];
                text.extend(weight.sentences(kind));
                text.push(String::new());
                text.push(
                    "Ngày hẹn đã in không đổi. Số liệu của các kỳ trước lập lại sẽ theo bản áp dụng mới.".to_owned(),
                );
                Some(self.ask(kind.label(), &text.join("\n")))
            }
            Reply::Differing(OfDates::Ended { ticket, said }) if *ticket == own => {
                Some((true, self.end(Effect::Say(Tone::Warning, format!("{said} Chưa ghi gì.")))))
            }
            Reply::Weighed(OfRule::Ended { ticket, refusal }) if *ticket == own => {
                let last = match refusal {
                    Some(refusal) => Effect::Refuse(Act::Edit, refusal.clone()),
                    None => Effect::Say(Tone::Warning, "Đã dừng; chưa ghi gì.".to_owned()),
                };
                Some((true, self.end(last)))
            }
            _ => None,
        }
    }

    /// Takes what became of its popups.
    pub fn answered(&self, answer: &Said) -> Heard {
        match answer {
            Said::Cancelled => {
                self.stop.ask();
                (false, Vec::new())
            }
            Said::Chosen(code) if code == "yes" => (true, vec![Effect::Job(self.write.clone())]),
            _ => (true, vec![Effect::Say(Tone::Normal, "Chưa ghi gì.".to_owned())]),
        }
    }

    fn ask(&mut self, title: &str, text: &str) -> Heard {
        let buttons = [('k', "Không", "no"), ('g', "Ghi", "yes")];
        let confirm = Popup::confirm(ABOUT, title, text, &buttons);
        (false, self.end(Effect::Popup(Box::new(confirm))))
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
