//! Where an input goes: to the popup in front, to the screen that is seen, or to the tab that an action belongs to.

use crate::ui::action::{Outward, Work};
use crate::ui::help;
use crate::ui::input::{Input, Key, KeyCode};
use crate::ui::keymap::{Act, KeyRow, Scope, act, key_of};
use crate::ui::look::Tone;
use crate::ui::parts::bars::{footer, key_at};
use crate::ui::parts::popup::{Answer, Kind, Popup};
use crate::ui::shell::{Also, Held, Shell};
use crate::ui::shell_draw::above_keys;

/// What is said of a key that means nothing where it was pressed.
const UNBOUND: &str = "không dùng ở đây.";

impl<J: Work> Shell<J> {
    /// Whether an input waits for rows that are on their way: who types quickly means the first of them, and not that
    /// there are none. A key that leads elsewhere, and Esc, end the waiting with all that was typed for it.
    pub(super) fn keeps_ahead(&mut self, input: &Input) -> bool {
        let typed = match input {
            Input::Key(key) => key.code != KeyCode::Esc && act(Scope::Global, *key).is_none(),
            Input::Paste(_) => true,
            _ => return false,
        };
        if !typed {
            self.ahead.clear();
        }
        let begun = !self.ahead.is_empty();
        typed && (begun || (self.popups.is_empty() && self.top().is_some_and(|screen| screen.expects())))
    }

    pub(super) fn front_shown(&mut self) {
        self.out.extend(self.unseen.release(self.front).into_iter().map(Outward::Job));
        self.ask(self.front, |screen, around| screen.shown(around));
    }

    /// Tells the first screen of every tab that a minute began.
    pub(super) fn minute(&mut self) {
        let around = self.around();
        for index in 0..self.tabs.len() {
            let effects = self.tabs[index].stack.first_mut().map(|screen| screen.minute(&around));
            self.carry_out(index, effects.unwrap_or_default());
        }
    }

    /// The key whose label stands at a cell of the footer.
    pub(super) fn key_under(&self, x: u16, y: u16) -> Option<Key> {
        let lines = [(self.size.height.checked_sub(2)?, false), (self.size.height.checked_sub(1)?, true)];
        let (_, global) = lines.into_iter().find(|(line, _)| *line == y)?;
        key_at(&footer(self.scope(), global, self.size.width, |act| self.offered(act)), x)
    }

    /// A screen that covers the window has every input to itself; what it does not take is nobody's.
    pub(super) fn covering_input(&mut self, input: &Input) {
        self.ask(self.front, |screen, around| screen.input(input, around).unwrap_or_default());
    }

    pub(super) fn screen_input(&mut self, input: &Input) {
        let around = self.around();
        let style = self.typing;
        let top = self.tabs.get_mut(self.front).and_then(|tab| tab.stack.last_mut());
        let answered = top.and_then(|screen| {
            screen.set_typing(style);
            screen.input(input, &around)
        });
        if let Some(effects) = answered {
            self.carry_out(self.front, effects);
            return;
        }
        if let Input::Key(key) = input {
            self.key(*key);
        }
    }

    pub(super) fn key(&mut self, key: Key) {
        match act(self.scope(), key) {
            Some(act) => self.act(act),
            None => self.say_unbound(key),
        }
    }

    /// A key that means nothing here says so, lest it seem to have done something. Where letters are typed, and keys that
    /// move about in what is typed, only those with Ctrl or Alt and the function keys are meant for the frame. Help is
    /// named where it can be asked for.
    fn say_unbound(&mut self, key: Key) {
        let framed = key.ctrl || key.alt || matches!(key.code, KeyCode::F(_));
        if self.scope().types_text() && !framed {
            return;
        }
        let help = key_of(self.scope(), Act::Help).and_then(|_| key_of(Scope::Global, Act::Help));
        let help = help.map(|help| format!(" {help}: các phím dùng được.")).unwrap_or_default();
        self.news = Some((Tone::Normal, format!("Phím {key} {UNBOUND}{help}")));
    }

    /// Carries out an action, whether from a key or from the palette. An impossible one says why.
    pub(super) fn act(&mut self, act: Act) {
        if let Some(why) = self.top().and_then(|screen| screen.why_not(act)) {
            self.news = Some((Tone::Warning, why));
            return;
        }
        match act {
            Act::Help => self.open(Popup::help(self.scope(), self.whys())),
            Act::Palette => {
                let pick = help::palette(self.scope(), |act| self.top().and_then(|screen| screen.why_not(act)));
                self.open(Popup::choose(Act::Palette, "Bảng lệnh: gõ tên việc", pick));
            }
            Act::Duties => {
                let duties = help::duties(self.tabs.iter().filter(|tab| tab.aside).map(|tab| tab.act));
                self.open(Popup::choose(Act::Duties, "Sổ việc: gõ tên hoặc chọn", duties));
            }
            Act::Redraw => self.out.push(Outward::Redraw),
            Act::Typing => self.switch_typing(),
            Act::Quit => self.ask_leave(),
            act => self.tab_act(act),
        }
    }

    /// Goes where an action of another screen is done, and says by which key; it is not done unseen.
    fn go_there(&mut self, row: &KeyRow) {
        if let Some(way) = row.scope.way() {
            self.act(way);
        }
        let key = row.keys.first().map(ToString::to_string).unwrap_or_default();
        let place =
            if self.scope() == row.scope { "Ở đây".to_owned() } else { format!("Ở “{}”", row.scope.label()) };
        self.news = Some((Tone::Normal, format!("{place} nhấn {key}: {}. {}", row.label, row.help)));
    }

    /// A global action goes to the tab that owns it, any other to the screen that is seen.
    pub(super) fn tab_act(&mut self, act: Act) {
        if let Some(index) = self.tabs.iter().position(|tab| tab.act == act) {
            self.show(index);
            if self.tabs[index].stack.len() == 1 {
                self.ask(index, |screen, around| screen.called(around));
            }
            return;
        }
        let owner = self.tabs.iter().enumerate();
        let owner = owner.flat_map(|(index, tab)| tab.also.iter().map(move |(act, how)| (index, *act, *how)));
        let found = owner.into_iter().find(|(_, also, _)| *also == act);
        match found {
            Some((index, _, Also::InFront)) => {
                // Its first screen carries the action out, so that one has to be the screen that is seen.
                self.unstack(index);
                self.show(index);
                self.first_act(index, act);
            }
            Some((index, _, Also::Behind)) => self.first_act(index, act),
            None => self.ask(self.front, |screen, around| screen.act(act, around)),
        }
    }

    pub(super) fn first_act(&mut self, index: usize, act: Act) {
        let around = self.around();
        if let Some(screen) = self.tabs.get_mut(index).and_then(|tab| tab.stack.first_mut()) {
            let effects = screen.act(act, &around);
            self.carry_out(index, effects);
        }
    }

    /// Brings a tab to the front as it was left. Its own key again, while it is in front, leads to its first screen:
    /// the one that the key is named after.
    pub(super) fn show(&mut self, index: usize) {
        if self.front == index {
            self.unstack(index);
        }
        self.front = index;
        self.front_shown();
    }

    /// Takes away what stands on a tab's first screen. What those screens still had running is stopped by them.
    pub(super) fn unstack(&mut self, index: usize) {
        let around = self.around();
        let above = self.tabs[index].stack.iter_mut().skip(1);
        let effects = above.rev().flat_map(|screen| screen.closing(&around)).collect();
        self.tabs[index].stack.truncate(1);
        self.carry_out(index, effects);
    }

    pub(super) fn popup_input(&mut self, input: &Input) {
        let style = self.typing;
        self.news.take_if(|(_, said)| said.contains(UNBOUND));
        if let Input::Key(key) = input
            && self.popups.last().is_some_and(|held| !held.popup.knows(*key))
        {
            self.say_unbound(*key);
        }
        let Some(Held { tab, popup, .. }) = self.popups.last_mut() else { return };
        let Some(answer) = popup.input(input, above_keys(self.size), style) else { return };
        let tab = *tab;
        match (&answer, &popup.kind) {
            (Answer::Asked(Act::Help), _) => {
                let scope = popup.scope();
                self.open(Popup::help(scope, Vec::new()));
            }
            (Answer::Chosen(id), Kind::Choose(_)) if matches!(popup.purpose, Act::Palette | Act::Duties) => {
                let (act, there) = (help::chosen(id), help::chosen_there(id));
                self.popups.pop();
                match (act, there) {
                    (Some(act), _) => self.act(act),
                    (None, Some(row)) => self.go_there(row),
                    (None, None) => {}
                }
            }
            (Answer::Asked(Act::NewForm), _) => self.ask_anew(),
            (Answer::Asked(Act::LikeLast), _) => self.fill_like_last(),
            (Answer::Chosen(code), Kind::Confirm { .. }) if code == "anew" && popup.purpose == Act::NewForm => {
                self.popups.pop();
                self.anew();
            }
            (Answer::Chosen(code), Kind::Confirm { .. }) if popup.purpose == Act::Quit => {
                let leaves = code == "leave";
                self.popups.pop();
                if leaves {
                    self.leave();
                }
            }
            (Answer::Closed | Answer::Chosen(_), _) => {
                if let Some(held) = self.popups.pop() {
                    self.left(&held);
                    let popup = held.popup;
                    self.ask(tab, |screen, around| screen.answered(&popup, &answer, around));
                }
            }
            (Answer::Edited(key), _) => {
                self.edited(tab, key);
                self.keep_front(false);
            }
            _ => {
                let popup = popup.clone();
                if matches!(answer, Answer::Left(_)) {
                    self.keep_front(true);
                }
                self.ask(tab, |screen, around| screen.answered(&popup, &answer, around));
            }
        }
    }

    pub(crate) fn edited(&mut self, tab: usize, key: &'static str) {
        let around = self.around();
        let top = self.tabs.get_mut(tab).and_then(|tab| tab.stack.last_mut());
        if let (Some(screen), Some(Held { popup, .. })) = (top, self.popups.last_mut()) {
            let purpose = popup.purpose;
            if let Some(form) = popup.form_mut() {
                screen.edited(purpose, form, key, &around);
            }
        }
    }
}
