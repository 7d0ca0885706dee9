//! The screen of a register that has no other one yet: what the program is, and the keys to begin with.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::ui::action::{Around, Effect, Screen, Work};
use crate::ui::keymap::{Act, Scope, key_of};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put};

/// It has no state.
#[derive(Debug, Default)]
pub struct Start;

impl<J: Work> Screen<J> for Start {
    fn scope(&self) -> Scope {
        Scope::Global
    }

    fn title(&self) -> String {
        "Một cửa".into()
    }

    fn act(&mut self, _act: Act, _around: &Around) -> Vec<Effect<J>> {
        Vec::new()
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        fill(buf, around.area, look.style(Tone::Normal));
        put(buf, around.area, 2, 1, "Sổ theo dõi hồ sơ của Bộ phận Một cửa", look.style(Tone::Title));
        for (dy, (act, what)) in [(Act::Help, "trợ giúp"), (Act::Quit, "thoát")].into_iter().enumerate() {
            let key = key_of(Scope::Global, act).map(|key| key.to_string()).unwrap_or_default();
            put(buf, around.area, 2, 3 + dy as u16, &format!("{key:<4} {what}"), look.style(Tone::Normal));
        }
        None
    }
}
