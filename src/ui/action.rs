//! What a screen is, and what it may ask for. A screen never reaches outside: it returns [`Effect`]s.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::day::Moment;
use crate::domain::refusal::Refusal;
use crate::domain::typing::Style;
use crate::ui::input::Input;
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::{Look, Tone};
use crate::ui::parts::form::Form;
use crate::ui::parts::popup::{Answer, Popup};
use crate::ui::parts::table::Table;

/// Work that is done off the screen: commands that write, queries that read. The worker turns each into a reply.
pub trait Work: Sized {
    /// What comes back.
    type Reply;

    /// The work of keeping what is typed into a form, by the form's name; an empty text forgets it. `now`: on disk at
    /// once. A program that keeps nothing has none.
    fn keep(_form: &str, _body: String, _now: bool) -> Option<Self> {
        None
    }

    /// The kind of a question about what a screen shows; `None` for other work. Nobody waits for the answer while the
    /// screen is not seen.
    fn of_what_is_shown(&self) -> Option<&'static str> {
        None
    }
}

/// A program without work, as the tests of the parts use it.
impl Work for std::convert::Infallible {
    type Reply = std::convert::Infallible;
}

/// What a screen asks for.
pub enum Effect<J: Work> {
    /// Do this work; the reply comes to every screen's [`Screen::reply`].
    Job(J),
    /// Bring the tab with this act to the front.
    Show(Act),
    /// Put a screen on top of the present one in the same tab.
    Push(Box<dyn Screen<J>>),
    /// Take the top screen of the tab away; the first one stays.
    Back,
    /// Open a popup.
    Popup(Box<Popup>),
    /// Close the topmost popup about this act.
    Close(Act),
    /// Show a refusal: in the popup about this act where it has a form, else as a message.
    Refuse(Act, Refusal),
    /// Bring a progress popup about this act up to date: label, done, total.
    Progress(Act, String, u64, u64),
    /// Say something on the status line.
    Say(Tone, String),
    /// Say something on the status line that keys typed meanwhile do not wipe away: it stays for some minutes, below
    /// whatever else is said.
    Remind(Tone, String),
    /// Name who sits at the desk, at the top right.
    Seat(String),
    /// From now on Vietnamese is typed so: a setting was changed.
    Typing(Style),
    /// Put this text onto the clipboard and say so: the second text.
    Copy(String, String),
    /// Leave the program.
    Quit,
}

/// What the loop has to do for the screens.
#[derive(Debug, PartialEq, Eq)]
pub enum Outward<J> {
    /// Do this work.
    Job(J),
    /// Draw everything anew.
    Redraw,
    /// Put this text onto the clipboard.
    Copy(String),
    /// End, after the work handed over before.
    Quit,
}

/// What a screen may lean on: nothing in it belongs to the screen.
#[derive(Clone, Copy, Debug)]
pub struct Around {
    /// The present minute.
    pub now: Moment,
    /// The screen's own place in the window.
    pub area: Rect,
}

/// A part of a screen with rules of its own, for those who watch over them: the cursor of a form stands in a field, the
/// selected row of a table exists.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// A form.
    Form(&'a Form),
    /// A table.
    Table(&'a Table),
}

/// Said by a form that takes nothing over from the last one of its kind.
pub const NOTHING_LIKE_LAST: &str = "Hộp này không có gì để chép từ lần trước.";

/// A screen: state, `update` in pieces, a pure `draw`.
pub trait Screen<J: Work> {
    /// Whose keys hold.
    fn scope(&self) -> Scope;

    /// Its name on the tab line and in help.
    fn title(&self) -> String;

    /// The first look at an input: typed text, pastes, clicks. `None` lets the key table decide.
    fn input(&mut self, _input: &Input, _around: &Around) -> Option<Vec<Effect<J>>> {
        None
    }

    /// How Vietnamese is typed in its fields; said before every input.
    fn set_typing(&mut self, _style: Style) {}

    /// Carries out what a key asked for.
    fn act(&mut self, act: Act, around: &Around) -> Vec<Effect<J>>;

    /// Why an action is impossible now, in one sentence; `None` when it is possible.
    fn why_not(&self, _act: Act) -> Option<String> {
        None
    }

    /// Whether what its keys are about is asked for and has not come yet: keys typed ahead wait for it.
    fn expects(&self) -> bool {
        false
    }

    /// Hears what became of a popup that it opened. The popup is handed over so that its form can be read.
    fn answered(&mut self, _popup: &Popup, _answer: &Answer, _around: &Around) -> Vec<Effect<J>> {
        Vec::new()
    }

    /// A field of a prompt it opened changed: set echoes and values that follow from it.
    fn edited(&mut self, _purpose: Act, _form: &mut Form, _key: &'static str, _around: &Around) {}

    /// What a prompt it opened takes over from the last one of its kind that was carried out: fields with their values.
    ///
    /// # Errors
    /// Why there is nothing to take over, in one sentence.
    fn like_last(&self, _purpose: Act, _form: &Form) -> Result<Vec<(&'static str, String)>, String> {
        Err(NOTHING_LIKE_LAST.to_owned())
    }

    /// Hears a reply. Every screen hears every reply and takes what concerns it; a late one is to be passed over.
    fn reply(&mut self, _reply: &J::Reply, _around: &Around) -> Vec<Effect<J>> {
        Vec::new()
    }

    /// It comes to the front, the window changed its size, or a minute began.
    fn shown(&mut self, _around: &Around) -> Vec<Effect<J>> {
        Vec::new()
    }

    /// It is the first screen of its tab, and the key that is named after the tab brought it to the front, after
    /// [`Screen::shown`].
    fn called(&mut self, _around: &Around) -> Vec<Effect<J>> {
        Vec::new()
    }

    /// A minute began. The first screen of every tab hears it, also while another one is in front.
    fn minute(&mut self, _around: &Around) -> Vec<Effect<J>> {
        Vec::new()
    }

    /// The program ends: the last chance to keep a draft.
    fn closing(&mut self, _around: &Around) -> Vec<Effect<J>> {
        Vec::new()
    }

    /// Its parts with rules of their own.
    fn parts(&self) -> Vec<Part<'_>> {
        Vec::new()
    }

    /// What is typed here and not saved, in a few words; asked about before the program is left.
    fn unsaved(&self) -> Option<String> {
        None
    }

    /// What stands at the right of the status line: the place in a list.
    fn status(&self) -> String {
        String::new()
    }

    /// It covers the whole window: no tab, key line or popup is drawn, every key is its own, and what other screens ask
    /// for does not bring them to the front.
    fn covers(&self) -> bool {
        false
    }

    /// Draws itself and returns where the terminal's cursor belongs. Reads state only.
    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position>;
}
