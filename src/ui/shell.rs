//! The frame around the screens: tabs with a stack of screens each, popups above them, status and keys below.
//!
//! It routes input and carries out what screens ask of the screen itself; work and leaving go out to the loop.
//! Switching tabs never throws anything away. Drawing is in `shell_draw`.

use ratatui::layout::Rect;

use crate::domain::day::Moment;
use crate::ui::action::{Around, Effect, Outward, Screen, Work};
use crate::ui::help;
use crate::ui::input::{Input, Key};
use crate::ui::keymap::{Act, Scope, act};
use crate::ui::look::{Look, Tone};
use crate::ui::parts::popup::{Answer, Kind, Popup};
use crate::ui::shell_draw::body;

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
    /// Its screens; the last one is seen. Never empty.
    stack: Vec<Box<dyn Screen<J>>>,
}

impl<J: Work> Tab<J> {
    /// A tab with its first screen.
    pub fn new(act: Act, screen: Box<dyn Screen<J>>) -> Tab<J> {
        Tab { act, also: Vec::new(), stack: vec![screen] }
    }

    /// The same tab answering another global action.
    pub fn also(mut self, act: Act, how: Also) -> Tab<J> {
        self.also.push((act, how));
        self
    }

    /// Title of its first screen.
    pub fn title(&self) -> String {
        self.stack.first().map(|screen| screen.title()).unwrap_or_default()
    }
}

/// The whole state of the screen.
pub struct Shell<J: Work> {
    pub(crate) tabs: Vec<Tab<J>>,
    pub(crate) front: usize,
    pub(crate) popups: Vec<Popup>,
    pub(crate) news: Option<(Tone, String)>,
    pub(crate) look: Look,
    /// Who sits at the desk, shown at the top right.
    pub(crate) seat: String,
    pub(crate) now: Moment,
    size: Rect,
    out: Vec<Outward<J>>,
}

impl<J: Work> Shell<J> {
    /// A shell over its tabs, the first in front.
    pub fn new(tabs: Vec<Tab<J>>, look: Look, now: Moment) -> Shell<J> {
        Shell {
            tabs,
            front: 0,
            popups: Vec::new(),
            news: None,
            look,
            seat: String::new(),
            now,
            size: Rect::new(0, 0, 80, 24),
            out: Vec::new(),
        }
    }

    /// Names who sits at the desk.
    pub fn seat(&mut self, name: &str) {
        self.seat = name.to_owned();
    }

    /// Opens a popup from outside, such as what a start has recovered.
    pub fn open(&mut self, popup: Popup) {
        self.popups.push(popup);
    }

    /// The first frame is about to be drawn in a window of this size.
    pub fn start(&mut self, columns: u16, rows: u16) -> Vec<Outward<J>> {
        self.update(Input::Resize(columns, rows))
    }

    /// Takes one input and says what the loop has to do.
    pub fn update(&mut self, input: Input) -> Vec<Outward<J>> {
        match input {
            Input::Resize(columns, rows) => {
                self.size = Rect::new(0, 0, columns, rows);
                self.front_shown();
            }
            Input::Tick(now) => {
                self.now = now;
                self.front_shown();
            }
            Input::Hangup => self.leave(),
            Input::Key(_) | Input::Paste(_) | Input::Mouse(..) if self.popups.is_empty() => {
                self.news = None;
                self.screen_input(&input);
            }
            Input::Key(_) | Input::Paste(_) | Input::Mouse(..) => self.popup_input(&input),
        }
        std::mem::take(&mut self.out)
    }

    /// Hands a reply to every screen.
    pub fn reply(&mut self, reply: &J::Reply) -> Vec<Outward<J>> {
        let around = self.around();
        let mut effects = Vec::new();
        for tab in &mut self.tabs {
            for screen in &mut tab.stack {
                effects.extend(screen.reply(reply, &around));
            }
        }
        self.carry_out(effects);
        std::mem::take(&mut self.out)
    }

    /// The screen that is seen.
    pub(crate) fn top(&self) -> Option<&dyn Screen<J>> {
        self.tabs.get(self.front).and_then(|tab| tab.stack.last()).map(AsRef::as_ref)
    }

    /// Whose keys hold now.
    pub fn scope(&self) -> Scope {
        match (self.popups.last(), self.top()) {
            (Some(popup), _) => popup.scope(),
            (None, Some(screen)) => screen.scope(),
            (None, None) => Scope::Global,
        }
    }

    /// Whether an action can be carried out now; keys for impossible ones are not offered.
    pub fn possible(&self, act: Act) -> bool {
        self.top().is_none_or(|screen| screen.why_not(act).is_none())
    }

    pub(crate) fn around(&self) -> Around {
        Around { now: self.now, area: body(self.size) }
    }

    fn ask(&mut self, f: impl FnOnce(&mut dyn Screen<J>, &Around) -> Vec<Effect<J>>) {
        let around = self.around();
        if let Some(screen) = self.tabs.get_mut(self.front).and_then(|tab| tab.stack.last_mut()) {
            let effects = f(screen.as_mut(), &around);
            self.carry_out(effects);
        }
    }

    fn front_shown(&mut self) {
        self.ask(|screen, around| screen.shown(around));
    }

    fn screen_input(&mut self, input: &Input) {
        let around = self.around();
        let top = self.tabs.get_mut(self.front).and_then(|tab| tab.stack.last_mut());
        if let Some(effects) = top.and_then(|screen| screen.input(input, &around)) {
            self.carry_out(effects);
            return;
        }
        if let Input::Key(key) = input {
            self.key(*key);
        }
    }

    fn key(&mut self, key: Key) {
        if let Some(act) = act(self.scope(), key) {
            self.act(act);
        }
    }

    /// Carries out an action, whether from a key or from the palette. An impossible one says why.
    fn act(&mut self, act: Act) {
        if let Some(why) = self.top().and_then(|screen| screen.why_not(act)) {
            self.news = Some((Tone::Warning, why));
            return;
        }
        match act {
            Act::Help => self.popups.push(Popup::help(self.scope())),
            Act::Palette => {
                let pick = help::palette(self.scope(), |act| self.possible(act));
                self.popups.push(Popup::choose(Act::Palette, "Bảng lệnh: gõ tên việc", pick));
            }
            Act::Redraw => self.out.push(Outward::Redraw),
            Act::Quit => self.leave(),
            act => self.tab_act(act),
        }
    }

    /// A global action goes to the tab that owns it, any other to the screen that is seen.
    fn tab_act(&mut self, act: Act) {
        if let Some(index) = self.tabs.iter().position(|tab| tab.act == act) {
            return self.show(index);
        }
        let owner = self.tabs.iter().enumerate();
        let owner = owner.flat_map(|(index, tab)| tab.also.iter().map(move |(act, how)| (index, *act, *how)));
        let found = owner.into_iter().find(|(_, also, _)| *also == act);
        match found {
            Some((index, _, Also::InFront)) => {
                self.show(index);
                self.first_act(index, act);
            }
            Some((index, _, Also::Behind)) => self.first_act(index, act),
            None => self.ask(|screen, around| screen.act(act, around)),
        }
    }

    fn first_act(&mut self, index: usize, act: Act) {
        let around = self.around();
        if let Some(screen) = self.tabs.get_mut(index).and_then(|tab| tab.stack.first_mut()) {
            let effects = screen.act(act, &around);
            self.carry_out(effects);
        }
    }

    /// Brings a tab to the front. Its own key again, while it is in front, means back.
    fn show(&mut self, index: usize) {
        if self.front == index && self.tabs[index].stack.len() > 1 {
            self.ask(|screen, around| screen.act(Act::Back, around));
            return;
        }
        self.front = index;
        self.front_shown();
    }

    fn popup_input(&mut self, input: &Input) {
        let Some(popup) = self.popups.last_mut() else { return };
        let Some(answer) = popup.input(input, self.size) else { return };
        match (&answer, &popup.kind) {
            (Answer::Asked(Act::Help), _) => {
                let scope = popup.scope();
                self.popups.push(Popup::help(scope));
            }
            (Answer::Chosen(id), Kind::Choose(_)) if popup.purpose == Act::Palette => {
                let act = help::chosen(id);
                self.popups.pop();
                if let Some(act) = act {
                    self.act(act);
                }
            }
            (Answer::Closed | Answer::Chosen(_), _) => {
                if let Some(popup) = self.popups.pop() {
                    self.ask(|screen, around| screen.answered(&popup, &answer, around));
                }
            }
            (Answer::Edited(key), _) => self.edited(key),
            _ => {
                let popup = popup.clone();
                self.ask(|screen, around| screen.answered(&popup, &answer, around));
            }
        }
    }

    fn edited(&mut self, key: &'static str) {
        let around = self.around();
        let top = self.tabs.get_mut(self.front).and_then(|tab| tab.stack.last_mut());
        if let (Some(screen), Some(popup)) = (top, self.popups.last_mut()) {
            let purpose = popup.purpose;
            if let Some(form) = popup.form_mut() {
                screen.edited(purpose, form, key, &around);
            }
        }
    }

    /// Lets every screen keep its draft, then ends.
    fn leave(&mut self) {
        let around = self.around();
        let mut effects = Vec::new();
        for screen in self.tabs.iter_mut().flat_map(|tab| &mut tab.stack) {
            effects.extend(screen.closing(&around));
        }
        self.carry_out(effects);
        self.out.push(Outward::Quit);
    }

    fn carry_out(&mut self, effects: Vec<Effect<J>>) {
        for effect in effects {
            match effect {
                Effect::Job(job) => self.out.push(Outward::Job(job)),
                Effect::Show(act) => {
                    if let Some(index) = self.tabs.iter().position(|tab| tab.act == act) {
                        self.show(index);
                    }
                }
                Effect::Push(screen) => {
                    if let Some(tab) = self.tabs.get_mut(self.front) {
                        tab.stack.push(screen);
                    }
                    self.front_shown();
                }
                Effect::Back => {
                    if let Some(tab) = self.tabs.get_mut(self.front).filter(|tab| tab.stack.len() > 1) {
                        tab.stack.pop();
                    }
                    self.front_shown();
                }
                Effect::Popup(popup) => self.popups.push(*popup),
                Effect::Close(act) => self.close(act),
                Effect::Refuse(act, refusal) => self.refuse(act, &refusal),
                Effect::Progress(act, label, done, total) => self.progress(act, &label, done, total),
                Effect::Say(tone, text) => self.news = Some((tone, text)),
                Effect::Quit => self.leave(),
            }
        }
    }

    fn close(&mut self, act: Act) {
        if let Some(at) = self.popups.iter().rposition(|popup| popup.purpose == act) {
            self.popups.remove(at);
        }
    }

    fn refuse(&mut self, act: Act, refusal: &crate::domain::refusal::Refusal) {
        let prompt = self.popups.iter_mut().rev().find(|popup| popup.purpose == act);
        match prompt.and_then(Popup::form_mut) {
            Some(form) => form.refuse(refusal),
            None => self.popups.push(Popup::message(act, Tone::Error, "Chưa làm được", &refusal.to_string())),
        }
    }

    fn progress(&mut self, act: Act, text: &str, now: u64, of: u64) {
        let popup = self.popups.iter_mut().find(|popup| popup.purpose == act);
        if let Some(Kind::Progress { label, done, total }) = popup.map(|popup| &mut popup.kind) {
            (*label, *done, *total) = (text.to_owned(), now, of);
        }
    }
}
