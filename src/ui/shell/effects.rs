//! Carrying out what screens ask of the frame: tabs, stacks of screens, popups, what is said.

use crate::domain::refusal::Refusal;
use crate::domain::typing::Style;
use crate::ui::action::{Effect, Outward, Screen, Work};
use crate::ui::keymap::Act;
use crate::ui::look::Tone;
use crate::ui::parts::popup::{Kind, Popup};
use crate::ui::shell::{Shell, Tab};

impl<J: Work> Shell<J> {
    /// Lets every screen keep its draft, then ends.
    pub(crate) fn leave(&mut self) {
        self.keep_all();
        let around = self.around();
        // What the clerk chose is remembered, whatever another program made of it.
        let style = Style { method: self.chosen, ..self.typing };
        for screen in self.tabs.iter_mut().flat_map(|tab| tab.stack.iter_mut()) {
            screen.set_typing(style);
        }
        for index in 0..self.tabs.len() {
            let screens = self.tabs[index].stack.iter_mut();
            let effects = screens.flat_map(|screen| screen.closing(&around)).collect();
            self.carry_out(index, effects);
        }
        self.out.push(Outward::Quit);
    }

    /// Hears that what was to be copied is not on the clipboard.
    pub fn uncopied(&mut self) {
        let said = "Chưa chép được: máy không cho dùng bộ nhớ tạm.";
        self.news = Some((Tone::Error, said.to_owned()));
    }

    /// Carries out what a screen of a tab asked for.
    pub(super) fn carry_out(&mut self, tab: usize, effects: Vec<Effect<J>>) {
        for effect in effects {
            match effect {
                Effect::Job(job) => self.out.push(Outward::Job(job)),
                Effect::Show(_) if self.covered() => {}
                Effect::Show(act) => {
                    if let Some(index) = self.tabs.iter().position(|tab| tab.act == act) {
                        self.front = index;
                        self.front_shown();
                    }
                }
                Effect::Push(screen) => self.stack(tab, Some(screen)),
                Effect::Back => self.stack(tab, None),
                Effect::Popup(popup) => self.raise(tab, *popup),
                Effect::Close(act) => self.close(act),
                Effect::Refuse(act, refusal) => self.refuse(tab, act, &refusal),
                Effect::Progress(act, label, done, total) => self.progress(act, &label, done, total),
                Effect::Say(tone, text) => self.news = Some((tone, text)),
                Effect::Remind(tone, text) => self.reminder = Some((tone, text, self.now)),
                Effect::Seat(name) => self.seat = name,
                Effect::Typing(style) => self.set_typing(style),
                Effect::Copy(text, said) => {
                    self.out.push(Outward::Copy(text));
                    self.news = Some((Tone::Good, said));
                }
                Effect::Quit => self.leave(),
            }
        }
    }

    /// Puts a screen on top of a tab, or takes the top one away; the first one stays.
    pub(super) fn stack(&mut self, tab: usize, screen: Option<Box<dyn Screen<J>>>) {
        let Some(Tab { stack, .. }) = self.tabs.get_mut(tab) else { return };
        match screen {
            Some(screen) => stack.push(screen),
            None if stack.len() > 1 => drop(stack.pop()),
            None => {}
        }
        if tab == self.front {
            self.front_shown();
        }
    }

    pub(super) fn close(&mut self, act: Act) {
        if let Some(at) = self.popups.iter().rposition(|held| held.popup.purpose == act) {
            // A screen closes a form when it has been carried out: there is nothing left to keep.
            let held = self.popups.remove(at);
            self.keep(&held.popup.kept_as, String::new(), true);
        }
    }

    pub(super) fn refuse(&mut self, tab: usize, act: Act, refusal: &Refusal) {
        let held = self.popups.iter_mut().rev().find(|held| held.popup.purpose == act);
        match held.and_then(|held| held.popup.form_mut()) {
            Some(form) => form.refuse(refusal),
            None => {
                let popup = Popup::message(act, Tone::Error, "Chưa làm được", &refusal.to_string());
                self.raise(tab, popup);
            }
        }
    }

    pub(super) fn progress(&mut self, act: Act, text: &str, now: u64, of: u64) {
        let held = self.popups.iter_mut().find(|held| held.popup.purpose == act);
        if let Some(Kind::Progress { label, done, total }) = held.map(|held| &mut held.popup.kind) {
            (*label, *done, *total) = (text.to_owned(), now, of);
        }
    }
}
