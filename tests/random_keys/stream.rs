//! Streams of keys that look like chance and are the same in every run.

use motcua::ui::input::{Input, Key, KeyCode, Mouse};
use motcua::ui::keymap::{Act, Scope, key_of, rows};

/// Steps of a linear congruential sequence, and the keys of a way that is being gone.
pub struct Chance {
    at: u64,
    way: Vec<Key>,
}

/// Screens that stand on others and are hard to find by chance: the steps that lead there.
const WAYS: [&[(Scope, Act)]; 3] = [
    &[(Scope::Global, Act::Reports), (Scope::Reports, Act::Texts)],
    &[(Scope::Global, Act::Reports), (Scope::Reports, Act::SinceClosing)],
    &[(Scope::Global, Act::Calendar), (Scope::Calendar, Act::Differing)],
];

/// Letters as they are typed here, digits and signs of short hand, and characters that nobody should be able to hurt with.
const TYPED: [char; 32] = [
    'a', 'n', 'h', 't', 'k', 's', 'd', 'đ', 'ê', 'ễ', 'ư', 'Á', 'Q', '0', '1', '2', '5', '9', '/', ' ', '+', '-', '.',
    ':', '?', '\u{301}', '漢', '👩', '\u{200d}', '🇻', '\u{202e}', 'b',
];

const MOVES: [KeyCode; 14] = [
    KeyCode::Enter,
    KeyCode::Enter,
    KeyCode::Tab,
    KeyCode::Tab,
    KeyCode::Up,
    KeyCode::Down,
    KeyCode::Left,
    KeyCode::Right,
    KeyCode::Home,
    KeyCode::End,
    KeyCode::Backspace,
    KeyCode::Delete,
    KeyCode::Esc,
    KeyCode::PageDown,
];

const PASTED: [&str; 5] = ["Nguyễn Thị Thuỳ Dương", "25/6 0915", "a\r\nb\tc", "\u{1b}[2J\u{202e}x", "001099012345"];

const SIZES: [(u16, u16); 9] =
    [(80, 24), (120, 40), (40, 10), (39, 9), (1, 1), (200, 60), (80, 11), (60, 20), (80, 24)];

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance { at: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(1), way: Vec::new() }
    }

    fn below(&mut self, end: usize) -> usize {
        self.at = self.at.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.at >> 33) as usize % end
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// The next input: mostly keys that mean something where one is, letters, moves; now and then something else.
    pub fn input(&mut self, scope: Scope) -> Input {
        if let Some(key) = self.way.pop() {
            return Input::Key(key);
        }
        if self.below(60) == 0 {
            let steps = self.of(&WAYS).iter().rev();
            self.way = steps.map(|(scope, act)| key_of(*scope, *act).expect("a key of the table")).collect();
        }
        match self.below(100) {
            0..45 => {
                let all: Vec<Key> = rows(scope).flat_map(|row| row.keys.iter().copied()).collect();
                if all.is_empty() { Input::Key(Key::plain(KeyCode::Enter)) } else { Input::Key(self.of(&all)) }
            }
            45..70 => Input::Key(Key::char(self.of(&TYPED))),
            70..90 => {
                let (code, held) = (self.of(&MOVES), self.below(12));
                Input::Key(Key { code, ctrl: held == 0, shift: held == 1, alt: held == 2 })
            }
            90..93 => Input::Paste(self.of(&PASTED).to_owned()),
            93..96 => {
                let kind = self.of(&[Mouse::Click, Mouse::Click, Mouse::WheelUp, Mouse::WheelDown]);
                Input::Mouse(kind, self.below(90) as u16, self.below(30) as u16)
            }
            96 => {
                let (columns, rows) = self.of(&SIZES);
                Input::Resize(columns, rows)
            }
            // The window's clock goes on by itself; the moment in it is not used.
            97 => Input::Tick("2026-11-21 09:00".parse().expect("a moment")),
            _ => Input::Key(Key::ctrl(self.of(&['z', 'y', 's', 'n', 'a', 'd', 'p']))),
        }
    }
}

/// Inputs as one would press them.
pub fn spelled(inputs: &[Input]) -> String {
    let word = |input: &Input| match input {
        Input::Key(key) => key.to_string(),
        Input::Paste(text) => format!("dán({text:?})"),
        Input::Mouse(kind, x, y) => format!("{kind:?}({x},{y})"),
        Input::Resize(columns, rows) => format!("cỡ({columns}×{rows})"),
        Input::Tick(_) => "phút".to_owned(),
        Input::Pulse(_) => "nhịp".to_owned(),
        Input::Interrupt => "ngắt".to_owned(),
        Input::Hangup => "tắt".to_owned(),
    };
    inputs.iter().map(word).collect::<Vec<_>>().join(" ")
}
