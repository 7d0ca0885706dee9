//! The frame around the screens: tabs with a stack of screens each, popups above them, status and keys below.
//!
//! It routes input and carries out what screens ask of the screen itself; work and leaving go out to the loop.
//! Switching tabs never throws anything away. Drawing is in `shell_draw`.

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use crate::domain::day::Moment;
use crate::domain::typing::{Method, Style};
use crate::ui::action::{Around, Effect, Outward, Part, Screen, Work};
use crate::ui::input::{Input, Mouse};
use crate::ui::keymap::{Act, Scope, act, rows};
use crate::ui::look::{Look, Tone};
use crate::ui::parts::form::Form;
use crate::ui::parts::popup::Popup;
use crate::ui::shell_draw::{LEAST, above_keys, body};
use crate::ui::typing::{OUTSIDE, composed_outside, status as typing_status};
use crate::ui::unseen::Unseen;

mod effects;
mod route;

/// Minutes for which a reminder stays.
const REMINDED: i64 = 5;

/// What a tab's first screen does with a global action that is not the tab's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Also {
    /// The tab comes to the front and its first screen carries the action out.
    InFront,
    /// The first screen carries it out where it is: undo from anywhere.
    Behind,
}

/// One tab.
pub struct Tab<J: Work> {
    /// The action that brings it to the front.
    pub act: Act,
    /// Further global actions it answers.
    pub also: Vec<(Act, Also)>,
    /// It stands on the line of tabs only while it is in front; F11 leads to it, and its own key.
    pub aside: bool,
    /// Its screens; the last one is seen. Never empty.
    stack: Vec<Box<dyn Screen<J>>>,
}

impl<J: Work> Tab<J> {
    /// A tab with its first screen.
    pub fn new(act: Act, screen: Box<dyn Screen<J>>) -> Tab<J> {
        Tab { act, also: Vec::new(), aside: false, stack: vec![screen] }
    }

    /// The same tab with a place on the line of tabs only while it is in front.
    pub fn aside(mut self) -> Tab<J> {
        self.aside = true;
        self
    }

    /// The same tab answering another global action.
    pub fn also(mut self, act: Act, how: Also) -> Tab<J> {
        self.also.push((act, how));
        self
    }

    /// Its screens, the one that is seen last.
    pub(crate) fn screens(&self) -> impl Iterator<Item = &dyn Screen<J>> {
        self.stack.iter().map(AsRef::as_ref)
    }

    /// Title of its first screen.
    pub fn title(&self) -> String {
        self.stack.first().map(|screen| screen.title()).unwrap_or_default()
    }
}

/// A popup with the tab whose top screen hears its answer.
pub(crate) struct Held {
    pub(crate) tab: usize,
    pub(crate) popup: Popup,
    /// What its form held when it was opened: the rest is typed.
    pub(crate) initial: Vec<(String, String)>,
}

/// The whole state of the screen.
pub struct Shell<J: Work> {
    pub(crate) tabs: Vec<Tab<J>>,
    pub(crate) front: usize,
    pub(crate) popups: Vec<Held>,
    pub(crate) news: Option<(Tone, String)>,
    /// What is said while there is no news, and since when.
    pub(crate) reminder: Option<(Tone, String, Moment)>,
    pub(crate) look: Look,
    /// Who sits at the desk, shown at the top right.
    pub(crate) seat: String,
    /// What kind of register this is, where it goes when the program ends; empty for one that stays.
    pub(crate) passing: &'static str,
    pub(crate) now: Moment,
    /// What is typed into forms and not saved, by their names.
    pub(crate) drafts: BTreeMap<String, String>,
    /// How Vietnamese is typed.
    pub(crate) typing: Style,
    /// The method that the clerk chose; it is kept where another program's typing has switched it off.
    chosen: Method,
    size: Rect,
    pub(crate) out: Vec<Outward<J>>,
    /// Typed for a screen whose rows have not come, in order.
    ahead: Vec<Input>,
    unseen: Unseen<J>,
}

impl<J: Work> Shell<J> {
    /// A shell over its tabs, the first in front.
    pub fn new(tabs: Vec<Tab<J>>, look: Look, now: Moment) -> Shell<J> {
        Shell {
            tabs,
            front: 0,
            popups: Vec::new(),
            news: None,
            reminder: None,
            look,
            seat: String::new(),
            passing: "",
            now,
            drafts: BTreeMap::new(),
            typing: Style::default(),
            chosen: Method::Off,
            size: Rect::new(0, 0, 80, 24),
            out: Vec::new(),
            ahead: Vec::new(),
            unseen: Unseen::default(),
        }
    }

    /// Names who sits at the desk.
    pub fn seat(&mut self, name: &str) {
        self.seat = name.to_owned();
    }

    /// This register goes when the program ends: what kind it is stands at the top of every screen, and nothing that is
    /// typed is promised to be kept.
    pub fn passing(&mut self, kind: &'static str) {
        self.passing = kind;
    }

    /// From now on Vietnamese is typed so.
    pub fn set_typing(&mut self, style: Style) {
        (self.typing, self.chosen) = (style, style.method);
    }

    /// Goes on to the next way of typing.
    fn switch_typing(&mut self) {
        let method = self.typing.method.next();
        self.set_typing(Style { method, ..self.typing });
        let said = match method {
            Method::Off => "Đã tắt bộ gõ của chương trình.".to_owned(),
            method => format!("Bộ gõ của chương trình: {} (F1: cách gõ).", method.label()),
        };
        self.news = Some((Tone::Good, said));
        self.reminder.take_if(|(_, text, _)| text == OUTSIDE);
    }

    /// Another program types Vietnamese: two at once would spoil every word.
    fn hear_typing(&mut self, input: &Input) {
        let Input::Key(key) = input else { return };
        if self.typing.method != Method::Off && key.typed().is_some_and(composed_outside) {
            self.typing.method = Method::Off;
            self.reminder = Some((Tone::Warning, OUTSIDE.to_owned(), self.now));
        }
    }

    /// What the status line says of typing; nothing where nobody types and the method is off.
    pub(crate) fn typing_shown(&self, wide: bool) -> Option<String> {
        let on = self.typing.method != Method::Off || self.scope().types_text();
        on.then(|| typing_status(self.typing.method, wide))
    }

    /// Opens a popup from outside, such as what a start has recovered.
    pub fn open(&mut self, popup: Popup) {
        self.raise(self.front, popup);
    }

    /// Opens a popup that the first screen of the tab with this act answers for, whichever tab is in front.
    pub fn open_for(&mut self, act: Act, popup: Popup) {
        if let Some(tab) = self.tabs.iter().position(|tab| tab.act == act) {
            self.raise(tab, popup);
        }
    }

    /// The first frame is about to be drawn in a window of this size.
    pub fn start(&mut self, columns: u16, rows: u16) -> Vec<Outward<J>> {
        self.update(Input::Resize(columns, rows))
    }

    /// Takes one input and says what the loop has to do.
    pub fn update(&mut self, input: Input) -> Vec<Outward<J>> {
        if self.keeps_ahead(&input) {
            self.ahead.push(input);
            return Vec::new();
        }
        match input {
            Input::Resize(columns, rows) => {
                // In a window too small to be worked nothing is seen, so nothing moves: it is as before when it grows.
                if columns >= LEAST.0 && rows >= LEAST.1 {
                    self.size = Rect::new(0, 0, columns, rows);
                }
                self.front_shown();
            }
            Input::Tick(now) => {
                self.now = now;
                self.reminder.take_if(|(_, _, since)| now >= since.plus_minutes(REMINDED));
                self.front_shown();
                self.minute();
            }
            Input::Hangup => self.leave(),
            Input::Key(_) | Input::Paste(_) | Input::Mouse(..) | Input::Pulse(_) if self.covered() => {
                self.covering_input(&input);
            }
            Input::Interrupt if !self.covered() => self.leave(),
            Input::Interrupt | Input::Pulse(_) => {}
            Input::Mouse(Mouse::Click, x, y) if self.key_under(x, y).is_some() => {
                // A label is pressed as its key is.
                if let Some(key) = self.key_under(x, y) {
                    return self.update(Input::Key(key));
                }
            }
            Input::Key(key) if act(self.scope(), key) == Some(Act::Typing) => self.switch_typing(),
            Input::Key(_) | Input::Paste(_) | Input::Mouse(..) if self.popups.is_empty() => {
                self.news = None;
                self.hear_typing(&input);
                self.screen_input(&input);
            }
            Input::Key(_) | Input::Paste(_) | Input::Mouse(..) => {
                self.hear_typing(&input);
                self.popup_input(&input);
            }
        }
        std::mem::take(&mut self.out)
    }

    /// Hands a reply to every screen. What a screen behind asks for happens in its own tab.
    pub fn reply(&mut self, reply: &J::Reply) -> Vec<Outward<J>> {
        let around = self.around();
        for index in 0..self.tabs.len() {
            let mut effects = Vec::new();
            for (depth, screen) in self.tabs[index].stack.iter_mut().enumerate() {
                let asked = screen.reply(reply, &around);
                effects.extend(if index == self.front { asked } else { self.unseen.hold(index, depth, asked) });
            }
            self.carry_out(index, effects);
        }
        let mut out = std::mem::take(&mut self.out);
        if !self.top().is_some_and(|screen| screen.expects()) {
            for input in std::mem::take(&mut self.ahead) {
                out.extend(self.update(input));
            }
        }
        out
    }

    /// The screen that is seen.
    pub(crate) fn top(&self) -> Option<&dyn Screen<J>> {
        self.tabs.get(self.front).and_then(|tab| tab.stack.last()).map(AsRef::as_ref)
    }

    /// Whether the screen in front covers the whole window.
    pub fn covered(&self) -> bool {
        self.top().is_some_and(|screen| screen.covers())
    }

    /// The form of the popup in front.
    pub fn form(&self) -> Option<&Form> {
        self.popups.last().and_then(|held| held.popup.form())
    }

    /// Whose keys hold now.
    pub fn scope(&self) -> Scope {
        match (self.popups.last(), self.top()) {
            (Some(held), _) => held.popup.scope(),
            (None, Some(screen)) => screen.scope(),
            (None, None) => Scope::Global,
        }
    }

    /// Whether an action can be carried out now; keys for impossible ones are not offered.
    pub fn possible(&self, act: Act) -> bool {
        if act == Act::LikeLast && !self.popups.is_empty() {
            return self.can_be_like_last();
        }
        // A popup has keys of its own; what its screen cannot do is no matter of theirs.
        match self.popups.last() {
            Some(held) => held.popup.offers(act, above_keys(self.size)),
            None => self.top().is_none_or(|screen| screen.why_not(act).is_none()),
        }
    }

    /// Whether the footer names the key of an action. The key of every list that leads back is named where a screen lies
    /// below this one.
    pub(crate) fn offered(&self, act: Act) -> bool {
        let of_lists = || rows(self.scope()).any(|row| row.act == Act::Back && row.scope == Scope::List);
        let below = self.tabs.get(self.front).is_some_and(|tab| tab.stack.len() > 1);
        self.possible(act) && (act != Act::Back || below || !of_lists())
    }

    /// The forms in open popups, each with the name under which it is kept and what it held when it was opened.
    pub fn open_forms(&self) -> impl Iterator<Item = (&str, &Form, &[(String, String)])> {
        let popups = self.popups.iter();
        popups.filter_map(|held| Some((held.popup.kept_as.as_str(), held.popup.form()?, held.initial.as_slice())))
    }

    /// What is typed into forms and not saved, by their names.
    pub fn kept(&self) -> &BTreeMap<String, String> {
        &self.drafts
    }

    /// Every part with rules of its own, of all screens and popups; `None` where a tab has no screen at all, which must
    /// never be.
    pub fn parts(&self) -> Option<Vec<Part<'_>>> {
        if self.front >= self.tabs.len() || self.tabs.iter().any(|tab| tab.stack.is_empty()) {
            return None;
        }
        let screens = self.tabs.iter().flat_map(|tab| tab.screens()).flat_map(|screen| screen.parts());
        Some(screens.chain(self.open_forms().map(|(_, form, _)| Part::Form(form))).collect())
    }

    /// What is impossible now, each with its reason.
    fn whys(&self) -> Vec<(Act, String)> {
        let Some(screen) = self.top() else { return Vec::new() };
        Act::ALL.iter().filter_map(|act| Some((*act, screen.why_not(*act)?))).collect()
    }

    pub(crate) fn around(&self) -> Around {
        Around { now: self.now, area: if self.covered() { self.size } else { body(self.size) } }
    }

    /// Asks the top screen of a tab.
    fn ask(&mut self, tab: usize, f: impl FnOnce(&mut dyn Screen<J>, &Around) -> Vec<Effect<J>>) {
        let around = self.around();
        if let Some(screen) = self.tabs.get_mut(tab).and_then(|tab| tab.stack.last_mut()) {
            let effects = f(screen.as_mut(), &around);
            self.carry_out(tab, effects);
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
