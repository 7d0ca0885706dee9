//! The kiosk: the citizens' own screen, with a box for each level of satisfaction and nothing else.
//!
//! It covers the whole window and takes every key, so that no way leads into the register: only the officer's PIN,
//! typed after Ctrl+K, leaves it. It knows no citizen: an invitation shows the last digits of a dossier's code.

mod draw;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::ui::action::{Around, Effect, Screen};
use crate::ui::input::{Input, Key, KeyCode, Mouse};
use crate::ui::keymap::{Act, Scope, act as act_of};
use crate::ui::look::Look;
use crate::ui::parts::pin::{PinDid, PinPad};
use crate::ui::work::rating::{Answer, Ask, Front, Invitation, KIOSK_PIN, LASTS_MS};
use crate::ui::work::{Job, Reply};

/// How long the thank-you stays.
const THANKS_MS: i64 = 4_000;

/// How long a PIN may rest half typed.
const PIN_MS: i64 = 20_000;

/// How long no key may come after the PIN's box closed by itself, before the boxes take keys again.
const QUIET_MS: i64 = 5_000;

/// What it shows.
#[derive(Clone, Debug)]
enum Face {
    /// The boxes.
    Start,
    /// A level was pressed and is not on disk yet.
    Saving,
    /// It is on disk.
    Thanks(i64),
    /// It could not be written.
    Failed(i64),
    /// The officer types the PIN.
    Pin(PinPad, i64),
    /// The PIN's box closed by itself. Whoever still types a PIN must not rate with its digits, so each key begins the
    /// wait anew.
    Shut(i64),
}

/// The screen.
pub struct Kiosk {
    front: Front,
    face: Face,
    invited: Option<Invitation>,
    now_ms: i64,
    /// It is all that this program shows: leaving it ends the program.
    alone: bool,
    begun: bool,
}

impl Kiosk {
    /// The screen in front of a register, or all that a program shows.
    pub fn new(alone: bool) -> Kiosk {
        Kiosk { front: Front::default(), face: Face::Start, invited: None, now_ms: 0, alone, begun: false }
    }

    fn ask(ask: Ask) -> Effect<Job> {
        Effect::Job(Job::Rating(ask))
    }

    /// A level was pressed, by its place. While one is being saved or thanked for, keys that bounce are nobody's.
    fn press(&mut self, at: usize) -> Vec<Effect<Job>> {
        let (Face::Start, Some(level)) = (&self.face, self.front.levels.get(at)) else { return Vec::new() };
        let ask = Ask::Press { level: level.code.clone(), invited: self.invited.clone() };
        self.face = Face::Saving;
        vec![Self::ask(ask)]
    }

    fn key(&mut self, key: Key) -> Vec<Effect<Job>> {
        if let Face::Pin(pad, until) = &mut self.face {
            *until = self.now_ms + PIN_MS;
            return match pad.key(key) {
                PinDid::Typed => Vec::new(),
                PinDid::Submitted(typed) => vec![Self::ask(Ask::Pin { key: KIOSK_PIN, typed })],
                PinDid::Left => {
                    self.face = Face::Start;
                    Vec::new()
                }
            };
        }
        if let Face::Shut(until) = &mut self.face {
            *until = self.now_ms + QUIET_MS;
        }
        match (act_of(Scope::Kiosk, key), key.code) {
            (Some(Act::Unlock), _) if !matches!(self.face, Face::Saving) => {
                self.face = Face::Pin(PinPad::default(), self.now_ms + PIN_MS);
                Vec::new()
            }
            (Some(Act::Rate), KeyCode::Char(digit)) => {
                let at = digit.to_digit(10).and_then(|n| n.checked_sub(1));
                at.map_or_else(Vec::new, |at| self.press(at as usize))
            }
            _ => Vec::new(),
        }
    }

    /// What is over goes back to the start.
    fn pulse(&mut self, now_ms: i64) {
        let first = self.now_ms == 0;
        self.now_ms = now_ms;
        match &mut self.face {
            // A face that came up before the time was known begins to count now.
            Face::Pin(_, until) | Face::Thanks(until) | Face::Failed(until) if first => *until += now_ms,
            Face::Pin(_, until) if now_ms >= *until => self.face = Face::Shut(now_ms + QUIET_MS),
            Face::Thanks(until) | Face::Failed(until) | Face::Shut(until) if now_ms >= *until => {
                self.face = Face::Start;
            }
            _ => {}
        }
        self.invited.take_if(|invited| now_ms >= invited.at_utc_ms + LASTS_MS);
    }

    fn pin_answered(&mut self, right: bool, wait: i64) -> Vec<Effect<Job>> {
        if right {
            self.face = Face::Start;
            return vec![if self.alone { Effect::Quit } else { Effect::Back }];
        }
        if let Face::Pin(pad, until) = &mut self.face {
            pad.wrong(wait);
            // The time that must pass first is no resting.
            *until = self.now_ms + wait * 1_000 + PIN_MS;
        }
        Vec::new()
    }

    /// The last digits of the dossier that the desk invites to rate.
    fn invited_digits(&self) -> Option<String> {
        let code = &self.invited.as_ref()?.code;
        let last: Vec<char> = code.chars().rev().take(4).collect();
        Some(last.into_iter().rev().collect())
    }
}

impl Screen<Job> for Kiosk {
    fn scope(&self) -> Scope {
        Scope::Kiosk
    }

    fn title(&self) -> String {
        "Đánh giá".to_owned()
    }

    fn covers(&self) -> bool {
        true
    }

    fn input(&mut self, input: &Input, around: &Around) -> Option<Vec<Effect<Job>>> {
        Some(match input {
            Input::Key(key) => self.key(*key),
            Input::Mouse(Mouse::Click, x, y) => {
                let boxes = draw::boxes(around.area, self.front.levels.len());
                let hit = boxes.iter().position(|place: &Rect| place.contains(Position { x: *x, y: *y }));
                hit.map_or_else(Vec::new, |at| self.press(at))
            }
            Input::Pulse(now_ms) => {
                self.pulse(*now_ms);
                Vec::new()
            }
            _ => Vec::new(),
        })
    }

    /// Every key came to [`Screen::input`]; the palette cannot be opened here.
    fn act(&mut self, _act: Act, _around: &Around) -> Vec<Effect<Job>> {
        Vec::new()
    }

    fn shown(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        let first = !std::mem::replace(&mut self.begun, true);
        let front = first.then(|| Self::ask(Ask::Kiosk));
        front.into_iter().chain([Self::ask(Ask::Invited)]).collect()
    }

    fn reply(&mut self, reply: &Reply, _around: &Around) -> Vec<Effect<Job>> {
        match reply {
            Reply::Rating(Answer::Kiosk(front)) => self.front = front.as_ref().clone(),
            Reply::Rating(Answer::Invited(invited)) => self.invited.clone_from(invited),
            Reply::Rating(Answer::Pin { key, right, wait }) if *key == KIOSK_PIN => {
                return self.pin_answered(*right, *wait);
            }
            Reply::Wrote(wrote) if wrote.act == Act::Kiosk => {
                (self.face, self.invited) = (Face::Thanks(self.now_ms + THANKS_MS), None);
            }
            Reply::Refused(Act::Kiosk, _) | Reply::Failed(Act::Kiosk, _) => {
                self.face = Face::Failed(self.now_ms + THANKS_MS);
                return vec![Self::ask(Ask::Kiosk)];
            }
            Reply::Elsewhere => return vec![Self::ask(Ask::Kiosk), Self::ask(Ask::Invited)],
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        draw::draw(self, buf, around.area, look)
    }
}

#[cfg(test)]
mod tests;
