//! The rating that is offered right after a result was returned: one key on the status line. Any other key passes it
//! over, and no answer is no rating.

use crate::desk::Target;
use crate::domain::rating::Levels;
use crate::ui::action::Effect;
use crate::ui::input::{Input, Key, KeyCode};
use crate::ui::keymap::Act;
use crate::ui::look::Tone;
use crate::ui::text::width;
use crate::ui::work::step::{Command, Step};
use crate::ui::work::{Job, Wrote};

/// An offer that stands until the next key.
#[derive(Clone, Debug)]
pub struct Offer {
    target: Target,
    /// Code and word of each level.
    levels: Vec<(String, String)>,
}

impl Offer {
    /// What is offered after a write about this dossier; nothing unless it returned the result.
    pub fn after(wrote: &Wrote, id: i64, levels: &Levels) -> Option<Offer> {
        let returned = wrote.act == Act::GiveBack && !wrote.changes.is_empty();
        // The entry that returned it is the version that is seen since.
        let target = Target { id, version: wrote.changes.seq };
        let levels = levels.offered().map(|level| (level.code.clone(), level.label.clone())).collect();
        returned.then_some(Offer { target, levels })
    }

    /// What the status line says: all levels where there is room for them.
    pub fn said(&self, done: &str, columns: u16) -> String {
        let levels: Vec<String> =
            self.levels.iter().enumerate().map(|(n, (_, word))| format!("{} {word}", n + 1)).collect();
        let full = format!("{done} Đánh giá: {}", levels.join(" · "));
        if width(&full) + 2 <= usize::from(columns) {
            return full;
        }
        let keys: Vec<String> = (1..=self.levels.len()).map(|n| n.to_string()).collect();
        format!("Đã trả. Đánh giá? {}, Esc: thôi", keys.join(" "))
    }

    /// What the next input makes of it: a rating, a refusal to answer, or nothing, when the input is the screen's own.
    pub fn answer(self, input: &Input) -> Option<Vec<Effect<Job>>> {
        let Input::Key(key) = input else { return None };
        if *key == Key::plain(KeyCode::Esc) {
            return Some(vec![Effect::Say(Tone::Normal, "Công dân không trả lời: không ghi đánh giá.".to_owned())]);
        }
        let at = key.typed()?.to_digit(10)?.checked_sub(1)?;
        let (level, _) = self.levels.get(at as usize)?;
        let step = Step::Rate { level: level.clone(), comment: String::new() };
        Some(vec![Effect::Job(Job::Step(Command { act: Act::Rate, targets: vec![self.target], step }))])
    }
}
