//! Who sits at the keyboard: the list to choose from, and the name at the top right.
//!
//! It is no screen of its own; the screen that owns the key carries it.

use crate::domain::officer::Officer;
use crate::ui::action::Effect;
use crate::ui::keymap::Act;
use crate::ui::look::Tone;
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::parts::popup::{Answer, Popup};
use crate::ui::work::seat::{self, Ask};
use crate::ui::work::{Job, Reply};

/// The list of officers, the bar on the one who sits there or did last time.
pub fn choose(officers: &[Officer], seated: &str) -> Popup {
    let item = |officer: &Officer| {
        // A code that only repeats the name tells nothing.
        let code = if officer.code == officer.name { "" } else { officer.code.as_str() };
        PickItem::new(&officer.code, code, &officer.name, &officer.position)
    };
    let mut pick = Pick::new(officers.iter().map(item).collect());
    pick.highlight(seated);
    Popup::choose(Act::SwitchOfficer, "Cán bộ nào đang ngồi máy?", pick)
}

/// Asks for the list.
pub fn ask() -> Vec<Effect<Job>> {
    vec![Effect::Job(Job::Seat(Ask::Officers))]
}

/// What follows from an answer to the list.
pub fn answered(answer: &Answer) -> Vec<Effect<Job>> {
    match answer {
        Answer::Chosen(code) => vec![Effect::Job(Job::Seat(Ask::Sit(code.clone())))],
        _ => Vec::new(),
    }
}

/// What follows from a reply.
pub fn reply(reply: &Reply) -> Vec<Effect<Job>> {
    match reply {
        Reply::Seat(seat::Answer::Officers { officers, .. }) if officers.is_empty() => {
            let said = "Chưa có cán bộ nào; hãy thêm ở Danh mục.";
            vec![Effect::Say(Tone::Warning, said.to_owned())]
        }
        Reply::Seat(seat::Answer::Officers { officers, seated }) => {
            vec![Effect::Popup(Box::new(choose(officers, seated)))]
        }
        Reply::Seat(seat::Answer::Seated(name)) => {
            vec![Effect::Seat(name.clone()), Effect::Say(Tone::Good, format!("Cán bộ đang ngồi máy: {name}."))]
        }
        Reply::Refused(Act::SwitchOfficer, refusal) => vec![Effect::Refuse(Act::SwitchOfficer, refusal.clone())],
        Reply::Failed(Act::SwitchOfficer, said) => vec![Effect::Say(Tone::Error, said.clone())],
        _ => Vec::new(),
    }
}
