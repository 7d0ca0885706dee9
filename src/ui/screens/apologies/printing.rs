//! Letters under way to files and the printer: how far they are, and what became of them.

use crate::ui::action::Effect;
use crate::ui::keymap::Act;
use crate::ui::look::Tone;
use crate::ui::parts::popup::Popup;
use crate::ui::work::apologies::{Answer, Ask};
use crate::ui::work::list::ticket;
use crate::ui::work::stop::Stop;
use crate::ui::work::{Job, Reply};

/// What the box says while letters are written.
const LABEL: &str = "Đang lập văn bản; Esc để dừng, khi đó không tệp nào được lưu, số đã cấp vẫn giữ.";

/// Letters that are being written.
pub struct Printing {
    ticket: u64,
    stop: Stop,
    /// The box with the progress is open.
    shown: bool,
}

impl Printing {
    /// Starts the letters of some dossiers.
    pub fn start(ids: Vec<i64>) -> (Printing, Vec<Effect<Job>>) {
        let (ticket, stop) = (ticket(), Stop::default());
        let ask = Ask::Letters { ticket, ids, stop: stop.clone() };
        (Printing { ticket, stop, shown: false }, vec![Effect::Job(Job::Apologies(ask))])
    }

    /// Asks them to stop.
    pub fn stop(&self) {
        self.stop.ask();
    }

    /// Takes an answer about these letters, and whether they are done with; `None` for anything else.
    pub fn answer(&mut self, reply: &Reply) -> Option<(bool, Vec<Effect<Job>>)> {
        let Reply::Apologies(answer) = reply else { return None };
        match answer {
            Answer::LettersAt { ticket, done, total } if *ticket == self.ticket => {
                let mut effects = Vec::new();
                if !std::mem::replace(&mut self.shown, true) {
                    effects.push(Effect::Popup(Box::new(Popup::progress(Act::Print, "Văn bản xin lỗi", LABEL))));
                }
                effects.push(Effect::Progress(Act::Print, LABEL.to_owned(), *done, *total));
                Some((false, effects))
            }
            Answer::LettersEnded { ticket, saved, said } if *ticket == self.ticket => {
                let mut effects = Vec::new();
                if self.shown {
                    effects.push(Effect::Close(Act::Print));
                }
                let (tone, title) =
                    if *saved { (Tone::Good, "Xong") } else { (Tone::Warning, "Chưa lập được văn bản") };
                effects.push(Effect::Popup(Box::new(Popup::message(Act::Print, tone, title, said))));
                Some((true, effects))
            }
            _ => None,
        }
    }
}
