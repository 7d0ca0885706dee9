//! The frame around the screens: tabs with a stack of screens each, popups above them, status and keys below.
//!
//! It routes input and carries out what screens ask of the screen itself; work and leaving go out to the loop.
//! Switching tabs never throws anything away. Drawing is in `shell_draw`.

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use crate::domain::day::Moment;
use crate::domain::refusal::Refusal;
use crate::domain::typing::{Method, Style};
use crate::ui::action::{Around, Effect, Outward, Part, Screen, Work};
use crate::ui::help;
use crate::ui::input::{Input, Key, Mouse};
use crate::ui::keymap::{Act, Scope, act};
use crate::ui::look::{Look, Tone};
use crate::ui::parts::bars::{footer_rows, key_at};
use crate::ui::parts::form::Form;
use crate::ui::parts::popup::{Answer, Kind, Popup};
use crate::ui::shell_draw::{LEAST, above_keys, body};
use crate::ui::typing::{OUTSIDE, composed_outside, status as typing_status};
use crate::ui::unseen::Unseen;

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
    /// What kind of register this is, where that must not be forgotten.
    pub(crate) badge: &'static str,
    pub(crate) now: Moment,
    /// What is typed into forms and not saved, by their names.
    pub(crate) drafts: BTreeMap<String, String>,
    /// How Vietnamese is typed.
    pub(crate) typing: Style,
    /// The method that the clerk chose; it is kept where another program's typing has switched it off.
    chosen: Method,
    size: Rect,
    pub(crate) out: Vec<Outward<J>>,
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
            badge: "",
            now,
            drafts: BTreeMap::new(),
            typing: Style::default(),
            chosen: Method::Off,
            size: Rect::new(0, 0, 80, 24),
            out: Vec::new(),
            unseen: Unseen::default(),
        }
    }

    /// Names who sits at the desk.
    pub fn seat(&mut self, name: &str) {
        self.seat = name.to_owned();
    }

    /// Says at the top of every screen what kind of register this is.
    pub fn badge(&mut self, text: &'static str) {
        self.badge = text;
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
        std::mem::take(&mut self.out)
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
        !self.popups.is_empty() || self.top().is_none_or(|screen| screen.why_not(act).is_none())
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

    fn front_shown(&mut self) {
        self.out.extend(self.unseen.release(self.front).into_iter().map(Outward::Job));
        self.ask(self.front, |screen, around| screen.shown(around));
    }

    /// Tells the first screen of every tab that a minute began.
    fn minute(&mut self) {
        let around = self.around();
        for index in 0..self.tabs.len() {
            let effects = self.tabs[index].stack.first_mut().map(|screen| screen.minute(&around));
            self.carry_out(index, effects.unwrap_or_default());
        }
    }

    /// The key whose label stands at a cell of the footer.
    fn key_under(&self, x: u16, y: u16) -> Option<Key> {
        let lines = [(self.size.height.checked_sub(2)?, false), (self.size.height.checked_sub(1)?, true)];
        let (_, global) = lines.into_iter().find(|(line, _)| *line == y)?;
        key_at(&footer_rows(self.scope(), global, self.size.width, |act| self.possible(act)), x)
    }

    /// A screen that covers the window has every input to itself; what it does not take is nobody's.
    fn covering_input(&mut self, input: &Input) {
        self.ask(self.front, |screen, around| screen.input(input, around).unwrap_or_default());
    }

    fn screen_input(&mut self, input: &Input) {
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
                // Its first screen carries the action out, so that one has to be the screen that is seen.
                self.unstack(index);
                self.show(index);
                self.first_act(index, act);
            }
            Some((index, _, Also::Behind)) => self.first_act(index, act),
            None => self.ask(self.front, |screen, around| screen.act(act, around)),
        }
    }

    fn first_act(&mut self, index: usize, act: Act) {
        let around = self.around();
        if let Some(screen) = self.tabs.get_mut(index).and_then(|tab| tab.stack.first_mut()) {
            let effects = screen.act(act, &around);
            self.carry_out(index, effects);
        }
    }

    /// Brings a tab to the front as it was left. Its own key again, while it is in front, leads to its first screen:
    /// the one that the key is named after.
    fn show(&mut self, index: usize) {
        if self.front == index {
            self.unstack(index);
        }
        self.front = index;
        self.front_shown();
    }

    /// Takes away what stands on a tab's first screen. What those screens still had running is stopped by them.
    fn unstack(&mut self, index: usize) {
        let around = self.around();
        let above = self.tabs[index].stack.iter_mut().skip(1);
        let effects = above.rev().flat_map(|screen| screen.closing(&around)).collect();
        self.tabs[index].stack.truncate(1);
        self.carry_out(index, effects);
    }

    fn popup_input(&mut self, input: &Input) {
        let style = self.typing;
        let Some(Held { tab, popup, .. }) = self.popups.last_mut() else { return };
        let Some(answer) = popup.input(input, above_keys(self.size), style) else { return };
        let tab = *tab;
        match (&answer, &popup.kind) {
            (Answer::Asked(Act::Help), _) => {
                let scope = popup.scope();
                self.open(Popup::help(scope, Vec::new()));
            }
            (Answer::Chosen(id), Kind::Choose(_)) if matches!(popup.purpose, Act::Palette | Act::Duties) => {
                let act = help::chosen(id);
                self.popups.pop();
                if let Some(act) = act {
                    self.act(act);
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

    /// Carries out what a screen of a tab asked for.
    fn carry_out(&mut self, tab: usize, effects: Vec<Effect<J>>) {
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
    fn stack(&mut self, tab: usize, screen: Option<Box<dyn Screen<J>>>) {
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

    fn close(&mut self, act: Act) {
        if let Some(at) = self.popups.iter().rposition(|held| held.popup.purpose == act) {
            // A screen closes a form when it has been carried out: there is nothing left to keep.
            let held = self.popups.remove(at);
            self.keep(&held.popup.kept_as, String::new(), true);
        }
    }

    fn refuse(&mut self, tab: usize, act: Act, refusal: &Refusal) {
        let held = self.popups.iter_mut().rev().find(|held| held.popup.purpose == act);
        match held.and_then(|held| held.popup.form_mut()) {
            Some(form) => form.refuse(refusal),
            None => {
                let popup = Popup::message(act, Tone::Error, "Chưa làm được", &refusal.to_string());
                self.raise(tab, popup);
            }
        }
    }

    fn progress(&mut self, act: Act, text: &str, now: u64, of: u64) {
        let held = self.popups.iter_mut().find(|held| held.popup.purpose == act);
        if let Some(Kind::Progress { label, done, total }) = held.map(|held| &mut held.popup.kind) {
            (*label, *done, *total) = (text.to_owned(), now, of);
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::ui::input::KeyCode;
    use crate::ui::paint::{lines_of, put};
    use crate::ui::parts::form::{FormDid, FormRow};
    use crate::ui::parts::form_draw::draw_form;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Position;

    /// Work of the tests: a word goes out, a word comes back.
    #[derive(Debug, PartialEq, Eq)]
    pub(crate) struct Word(pub(crate) String);

    impl Work for Word {
        type Reply = String;
    }

    /// A list-like screen that asks for a reason when something is rejected.
    #[derive(Default)]
    pub(crate) struct Lists {
        heard: Vec<String>,
    }

    impl Screen<Word> for Lists {
        fn scope(&self) -> Scope {
            Scope::Detail
        }

        fn title(&self) -> String {
            "Hồ sơ".into()
        }

        fn act(&mut self, act: Act, _around: &Around) -> Vec<Effect<Word>> {
            match act {
                Act::Reject => {
                    let form = Form::new(vec![FormRow::text("reason", "Lý do", "")]);
                    vec![Effect::Popup(Box::new(Popup::prompt(act, "Trả lại", form)))]
                }
                Act::Overdue | Act::Undo => vec![Effect::Job(Word(format!("{act:?}")))],
                _ => Vec::new(),
            }
        }

        fn why_not(&self, act: Act) -> Option<String> {
            (act == Act::Resume).then(|| "Hồ sơ không tạm dừng.".into())
        }

        fn answered(&mut self, popup: &Popup, answer: &Answer, _around: &Around) -> Vec<Effect<Word>> {
            match (answer, popup.form()) {
                (Answer::Submitted, Some(form)) if form.get("reason").is_empty() => {
                    vec![Effect::Refuse(popup.purpose, Refusal::at("reason", "Phải ghi lý do."))]
                }
                (Answer::Submitted, Some(form)) => vec![Effect::Job(Word(form.get("reason").into()))],
                _ => Vec::new(),
            }
        }

        fn reply(&mut self, reply: &String, _around: &Around) -> Vec<Effect<Word>> {
            self.heard.push(reply.clone());
            vec![Effect::Close(Act::Reject), Effect::Say(Tone::Good, "Đã lưu.".into())]
        }

        fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
            put(buf, around.area, 0, 0, &self.heard.join(" "), look.style(Tone::Normal));
            None
        }
    }

    /// A form that keeps a draft.
    pub(crate) struct Entry(Form);

    impl Screen<Word> for Entry {
        fn scope(&self) -> Scope {
            Scope::Accept
        }

        fn title(&self) -> String {
            "Tiếp nhận".into()
        }

        fn input(&mut self, input: &Input, _around: &Around) -> Option<Vec<Effect<Word>>> {
            match self.0.input(input, Scope::Accept) {
                FormDid::Ignored => None,
                FormDid::Save => Some(vec![Effect::Job(Word(self.0.get("name").into()))]),
                _ => Some(Vec::new()),
            }
        }

        fn act(&mut self, _act: Act, _around: &Around) -> Vec<Effect<Word>> {
            Vec::new()
        }

        fn closing(&mut self, _around: &Around) -> Vec<Effect<Word>> {
            vec![Effect::Job(Word(format!("nháp {}", self.0.get("name"))))]
        }

        fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
            draw_form(&self.0, buf, around.area, look)
        }
    }

    pub(crate) fn shell() -> Shell<Word> {
        let lists = Tab::new(Act::Dossiers, Box::new(Lists::default()));
        let lists = lists.also(Act::Overdue, Also::InFront).also(Act::Undo, Also::Behind);
        let form = Form::new(vec![FormRow::text("name", "Người nộp", "")]);
        let entry = Tab::new(Act::NewDossier, Box::new(Entry(form)));
        let mut shell = Shell::new(vec![lists, entry], Look::mono(), "2026-11-20 09:15".parse().expect("a moment"));
        shell.start(80, 24);
        shell
    }

    fn press(shell: &mut Shell<Word>, keys: &[Key]) -> Vec<Outward<Word>> {
        keys.iter().flat_map(|key| shell.update(Input::Key(*key))).collect()
    }

    fn job(word: &str) -> Outward<Word> {
        Outward::Job(Word(word.into()))
    }

    fn drawn(shell: &Shell<Word>, width: u16, height: u16) -> Vec<String> {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a terminal");
        terminal.draw(|frame| shell.draw(frame)).expect("a frame");
        lines_of(terminal.backend().buffer())
    }

    const ENTER: Key = Key::plain(KeyCode::Enter);

    #[test]
    fn a_move_is_refused_in_its_popup_then_done_and_said() {
        let mut shell = shell();
        assert!(press(&mut shell, &[Key::char('l'), ENTER]).is_empty());
        assert!(drawn(&shell, 80, 24).iter().any(|line| line.contains("x Phải ghi lý do.")));
        assert_eq!(press(&mut shell, &[Key::char('t'), ENTER]), [job("t")]);
        shell.reply(&"xong".into());
        let lines = drawn(&shell, 80, 24);
        assert_eq!((lines[1].as_str(), lines[21].as_str()), ("xong", " + Đã lưu."));
        assert_eq!(shell.scope(), Scope::Detail);
    }

    #[test]
    fn the_picture_at_eighty_by_twenty_four() {
        let lines = drawn(&shell(), 80, 24);
        assert!(lines[0].starts_with("[Hồ sơ] Tiếp nhận"), "{}", lines[0]);
        assert!(lines[0].ends_with("09:15 20/11/2026"));
        assert!(lines[22].contains("g Giao việc") && lines[22].contains("r Trả kết quả"), "{}", lines[22]);
        assert!(!lines[22].contains("Tiếp tục"), "an impossible move is not offered");
        assert!(lines[23].starts_with("F1 Trợ giúp F2 Tiếp nhận") && lines[23].ends_with("F7 Quá hạn"));
    }

    #[test]
    fn an_impossible_key_says_why() {
        let mut shell = shell();
        press(&mut shell, &[Key::char('c')]);
        assert_eq!(drawn(&shell, 80, 24)[21], " ? Hồ sơ không tạm dừng.");
    }

    #[test]
    fn switching_tabs_and_a_small_window_lose_nothing() {
        let mut shell = shell();
        press(&mut shell, &[Key::f(2), Key::char('Á'), Key::char('n'), Key::char('h')]);
        assert_eq!(press(&mut shell, &[Key::f(7)]), [job("Overdue")]);
        assert_eq!(shell.scope(), Scope::Detail);
        shell.update(Input::Resize(20, 5));
        assert_eq!(drawn(&shell, 20, 5)[0], "? Cửa sổ quá nhỏ.".trim_start_matches("? "));
        shell.update(Input::Resize(80, 24));
        press(&mut shell, &[Key::alt('2')]);
        assert!(drawn(&shell, 80, 24)[1].contains("Ánh"));
        // The field has nothing of its own to take back after three steps. The fourth says so and stays in it.
        let undo = [Key::ctrl('z'), Key::ctrl('z'), Key::ctrl('z'), Key::ctrl('z')];
        assert_eq!(press(&mut shell, &undo), []);
        assert!(shell.form().is_none() && shell.scope() == Scope::Accept);
        // Outside of it the key is the register's.
        assert_eq!(press(&mut shell, &[Key::f(7), Key::ctrl('z')]), [job("Overdue"), job("Undo")]);
    }

    #[test]
    fn leaving_and_a_hang_up_keep_the_draft_first() {
        let mut shell = shell();
        press(&mut shell, &[Key::f(2), Key::char('a')]);
        assert_eq!(shell.update(Input::Hangup), [job("nháp a"), Outward::Quit]);
        assert_eq!(press(&mut shell, &[Key::ctrl('q')]), [job("nháp a"), Outward::Quit]);
    }

    #[test]
    fn the_palette_and_help_reach_everything_without_its_key() {
        let mut shell = shell();
        press(&mut shell, &[Key::ctrl('p')]);
        let typed: Vec<Key> = "qua han".chars().map(Key::char).collect();
        press(&mut shell, &typed);
        assert_eq!(press(&mut shell, &[ENTER]), [job("Overdue")]);
        press(&mut shell, &[Key::f(1)]);
        assert!(
            drawn(&shell, 80, 24)[0].contains("Trợ giúp: Một hồ sơ") || drawn(&shell, 80, 24)[1].contains("Trợ giúp")
        );
        press(&mut shell, &[Key::plain(KeyCode::Esc)]);
        assert_eq!(shell.scope(), Scope::Detail);
    }

    #[test]
    fn every_window_draws_and_the_corner_stays_empty() {
        let mut shell = shell();
        for popup in [false, true] {
            if popup {
                press(&mut shell, &[Key::f(1)]);
            }
            for (w, h) in [(1, 1), (40, 10), (39, 10), (80, 24), (300, 3), (200, 60)] {
                shell.update(Input::Resize(w, h));
                let mut terminal = Terminal::new(TestBackend::new(w, h)).expect("a terminal");
                terminal.draw(|frame| shell.draw(frame)).expect("a frame");
                let corner = terminal.backend().buffer().cell((w - 1, h - 1)).map(|cell| cell.symbol().to_owned());
                assert_eq!(corner.as_deref(), Some(" "), "{w}×{h}");
            }
        }
    }
}
