//! A file or a print that the worker makes in one go, and what is said when it is there.

use crate::ui::action::Effect;
use crate::ui::keymap::Act;
use crate::ui::look::Tone;
use crate::ui::parts::popup::Popup;
use crate::ui::work::{Job, Reply};

/// Whether one is under way, and which key asked for it.
#[derive(Debug, Default)]
pub struct Letting(Option<Act>);

impl Letting {
    /// Asks for one; nothing happens while another is under way.
    pub fn ask(&mut self, act: Act, job: Job) -> Vec<Effect<Job>> {
        if self.0.is_some() {
            return Vec::new();
        }
        self.0 = Some(act);
        vec![Effect::Job(job)]
    }

    /// What became of it; `None` when the reply is about something else. The popup that asked closes, and a message tells
    /// the whole path, which may be longer than the status line.
    pub fn answer(&mut self, reply: &Reply) -> Option<Vec<Effect<Job>>> {
        let own = self.0?;
        let effects = match reply {
            Reply::Wrote(wrote) if wrote.act == own => {
                let done = Popup::message(own, Tone::Good, "Xong", &wrote.said);
                vec![Effect::Close(own), Effect::Popup(Box::new(done))]
            }
            Reply::Refused(act, refusal) if *act == own => vec![Effect::Refuse(own, refusal.clone())],
            Reply::Failed(act, said) if *act == own => {
                vec![Effect::Close(own), Effect::Say(Tone::Error, said.clone())]
            }
            _ => return None,
        };
        self.0 = None;
        Some(effects)
    }
}
