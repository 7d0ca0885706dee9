//! Popups as data: seven kinds serve every question of the program. They know no screen; each carries the [`Act`] it
//! is about, and the screen that opened it hears the [`Answer`].

use ratatui::layout::Rect;

use crate::domain::typing::Style;
use crate::ui::help;
use crate::ui::input::{Input, Key, KeyCode, Mouse};
use crate::ui::keymap::{Act, Scope, act};
use crate::ui::look::Tone;
use crate::ui::parts::field::{Field, Typed};
use crate::ui::parts::form::{Form, FormDid};
use crate::ui::parts::form_draw::{Pointed, long_columns, point, scroll};
use crate::ui::parts::page::Page;
use crate::ui::parts::pick::{Pick, Picked};
use crate::ui::parts::popup_draw::{button_at, form_area, inside};
use crate::ui::text::fold;

/// In place of a button's letter: no letter presses it. For questions that may open while someone is typing for
/// something else.
pub const NO_LETTER: char = ' ';

/// A button of a confirmation, with its own letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// The letter that presses it, or [`NO_LETTER`].
    pub key: char,
    /// What it does, in words.
    pub label: String,
    /// What the screen gets back.
    pub code: &'static str,
}

/// The kinds.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Something to read and close.
    Message {
        /// Good news, a warning, an error.
        tone: Tone,
        /// The text.
        page: Page,
    },
    /// A question with named buttons.
    Confirm {
        /// The question.
        page: Page,
        /// The buttons; the first is the harmless one and is chosen at first.
        buttons: Vec<Button>,
        /// The button in focus.
        at: usize,
    },
    /// A form: every move of a dossier uses it.
    Prompt(Box<Form>),
    /// One of a list.
    Choose(Box<Pick>),
    /// The keys of a scope.
    Help {
        /// Whose keys.
        scope: Scope,
        /// What is searched.
        search: Box<Field>,
        /// The lines found.
        page: Page,
        /// What is impossible now, each with its reason.
        whys: Vec<(Act, String)>,
    },
    /// A task that runs.
    Progress {
        /// What it does just now.
        label: String,
        /// Steps done.
        done: u64,
        /// Steps in all; 0 when unknown.
        total: u64,
    },
    /// A long text.
    Text(Page),
}

/// One popup.
#[derive(Clone, Debug)]
pub struct Popup {
    /// What it is about.
    pub purpose: Act,
    /// Its heading.
    pub title: String,
    /// Its contents.
    pub kind: Kind,
    /// Under which name what is typed into its form is kept; empty where it is not.
    pub kept_as: String,
}

/// What a popup says to whoever opened it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It was closed without a choice; it is gone already.
    Closed,
    /// The code of a button or the id of an item; it is gone already.
    Chosen(String),
    /// The form is to be saved. The popup stays until the screen closes it, so that a refusal can be shown in it.
    Submitted,
    /// A field of the form changed.
    Edited(&'static str),
    /// A field of the form was left.
    Left(&'static str),
    /// The task is to stop; the popup stays until it has.
    Cancelled,
    /// A key of the popup that is carried out outside it, such as its help.
    Asked(Act),
}

impl Popup {
    /// A message.
    pub fn message(purpose: Act, tone: Tone, title: &str, text: &str) -> Popup {
        Popup {
            purpose,
            title: title.to_owned(),
            kind: Kind::Message { tone, page: Page::new(text) },
            kept_as: String::new(),
        }
    }

    /// A question. Buttons are (letter, label, code), the harmless one first.
    pub fn confirm(purpose: Act, title: &str, text: &str, buttons: &[(char, &str, &'static str)]) -> Popup {
        let button = |&(key, label, code): &(char, &str, &'static str)| Button { key, label: label.to_owned(), code };
        let buttons = buttons.iter().map(button).collect();
        Popup {
            purpose,
            title: title.to_owned(),
            kind: Kind::Confirm { page: Page::new(text), buttons, at: 0 },
            kept_as: String::new(),
        }
    }

    /// A form. What is typed into it is kept while it is not saved, and filled in when it is opened again; a form of
    /// choices only keeps nothing, since nothing is typed there.
    pub fn prompt(purpose: Act, title: &str, form: Form) -> Popup {
        let popup =
            Popup { purpose, title: title.to_owned(), kind: Kind::Prompt(Box::new(form)), kept_as: String::new() };
        popup.kept(format!("{purpose:?}.{title}"))
    }

    /// The same popup whose form is kept under a name of its own, where its title does not tell it from others.
    pub fn kept(mut self, name: String) -> Popup {
        self.kept_as = if self.form().is_some_and(Form::is_typed) { name } else { String::new() };
        self
    }

    /// The same popup of which nothing is kept: a secret, or words that are searched while they are typed.
    pub fn unkept(mut self) -> Popup {
        self.kept_as.clear();
        self
    }

    /// A list to choose from.
    pub fn choose(purpose: Act, title: &str, pick: Pick) -> Popup {
        Popup { purpose, title: title.to_owned(), kind: Kind::Choose(Box::new(pick)), kept_as: String::new() }
    }

    /// A text to read.
    pub fn text(purpose: Act, title: &str, page: Page) -> Popup {
        Popup { purpose, title: title.to_owned(), kind: Kind::Text(page), kept_as: String::new() }
    }

    /// The help of a scope and, below it, of all others. `whys` says what is impossible now.
    pub fn help(scope: Scope, whys: Vec<(Act, String)>) -> Popup {
        let page = Page::toned(help::lines(scope, "", &whys));
        let kind = Kind::Help { scope, search: Box::default(), page, whys };
        Popup { purpose: Act::Help, title: format!("Trợ giúp: {}", scope.label()), kind, kept_as: String::new() }
    }

    /// A running task.
    pub fn progress(purpose: Act, title: &str, label: &str) -> Popup {
        let kind = Kind::Progress { label: label.to_owned(), done: 0, total: 0 };
        Popup { purpose, title: title.to_owned(), kind, kept_as: String::new() }
    }

    /// The scope whose keys hold in it.
    pub const fn scope(&self) -> Scope {
        match self.kind {
            Kind::Message { .. } | Kind::Text(_) => Scope::Text,
            Kind::Confirm { .. } => Scope::Confirm,
            Kind::Prompt(_) => Scope::Prompt,
            Kind::Choose(_) => Scope::Choose,
            Kind::Help { .. } => Scope::Help,
            Kind::Progress { .. } => Scope::Progress,
        }
    }

    /// The form of a prompt.
    pub fn form(&self) -> Option<&Form> {
        match &self.kind {
            Kind::Prompt(form) => Some(form),
            _ => None,
        }
    }

    /// The form of a prompt, for a refusal, an echo or a value that follows from another.
    pub fn form_mut(&mut self) -> Option<&mut Form> {
        match &mut self.kind {
            Kind::Prompt(form) => Some(form),
            _ => None,
        }
    }

    /// Whether a key means anything in it: one of its scope, or the letter of a button.
    pub fn knows(&self, key: Key) -> bool {
        let lettered = match &self.kind {
            Kind::Confirm { buttons, .. } => lettered(buttons, key).is_some(),
            _ => false,
        };
        lettered || act(self.scope(), key).is_some()
    }

    /// Whether its key line offers an action: there is no scrolling where all is in sight, and no other button where
    /// there is but one. `screen` is as for [`Popup::input`].
    pub fn offers(&self, act: Act, screen: Rect) -> bool {
        match (&self.kind, act) {
            (Kind::Message { page, .. } | Kind::Text(page), Act::Down | Act::PageDown) => {
                let inside = inside(self, screen);
                page.height(inside.width) > usize::from(inside.height)
            }
            (Kind::Confirm { buttons, .. }, Act::NextField) => buttons.len() > 1,
            _ => true,
        }
    }

    /// Gives the popup an input. `screen` is the whole window, from which its own place follows; `style` is how
    /// Vietnamese is typed in its fields.
    pub fn input(&mut self, input: &Input, screen: Rect, style: Style) -> Option<Answer> {
        let (scope, inside) = (self.scope(), inside(self, screen));
        let asked = match input {
            Input::Key(key) => act(scope, *key),
            Input::Mouse(Mouse::WheelUp, ..) => Some(Act::Up),
            Input::Mouse(Mouse::WheelDown, ..) => Some(Act::Down),
            _ => None,
        };
        match &mut self.kind {
            Kind::Message { page, .. } | Kind::Text(page) => page_input(page, asked?, inside),
            Kind::Confirm { page, buttons, at } => confirm_input(page, buttons, at, input, asked, inside),
            Kind::Prompt(form) => {
                form.set_typing(style);
                prompt_input(form, input, inside)
            }
            Kind::Choose(pick) => choose_input(pick, input, asked, inside, style),
            Kind::Help { scope, search, page, whys } => {
                // The first line inside is the search field; the rest scrolls.
                let below = Rect { height: inside.height.saturating_sub(2), ..inside };
                if asked == Some(Act::Close) {
                    return Some(Answer::Closed);
                }
                // What is looked for is a word or two; the ends that are meant are those of the page.
                let asked = asked.map(|act| match act {
                    Act::TextStart => Act::First,
                    Act::TextEnd => Act::Last,
                    act => act,
                });
                if !asked.is_some_and(|act| page.act(act, below)) && search.typed(input, style) == Typed::Changed {
                    *page = Page::toned(help::lines(*scope, search.text(), whys));
                }
                None
            }
            Kind::Progress { .. } => (asked? == Act::Cancel).then_some(Answer::Cancelled),
        }
    }
}

fn page_input(page: &mut Page, asked: Act, inside: Rect) -> Option<Answer> {
    match asked {
        Act::Close => Some(Answer::Closed),
        act => {
            page.act(act, inside);
            None
        }
    }
}

fn confirm_input(
    page: &mut Page,
    buttons: &[Button],
    at: &mut usize,
    input: &Input,
    asked: Option<Act>,
    inside: Rect,
) -> Option<Answer> {
    let count = buttons.len().max(1);
    match asked {
        Some(Act::Close) => return Some(Answer::Closed),
        Some(Act::Accept) => {
            let chosen = buttons.get(*at).map(|button| Answer::Chosen(button.code.to_owned()));
            return Some(chosen.unwrap_or(Answer::Closed));
        }
        Some(Act::NextField) => *at = (*at + 1) % count,
        Some(Act::PreviousField) => *at = (*at + count - 1) % count,
        Some(act) => {
            // The buttons and the line above them do not scroll.
            page.act(act, Rect { height: inside.height.saturating_sub(2), ..inside });
        }
        None => {
            if let Input::Mouse(Mouse::Click, x, y) = input {
                let button = buttons.get(button_at(inside, buttons, *x, *y)?)?;
                return Some(Answer::Chosen(button.code.to_owned()));
            }
            let Input::Key(key) = input else { return None };
            return lettered(buttons, *key).map(|button| Answer::Chosen(button.code.to_owned()));
        }
    }
    None
}

/// The button that a letter presses, in either case and with a typing program switched on (đ is d).
fn lettered(buttons: &[Button], key: Key) -> Option<&Button> {
    let letter = fold(&key.typed()?.to_string());
    let mut lettered = buttons.iter().filter(|button| button.key != NO_LETTER);
    lettered.find(|button| fold(&button.key.to_string()) == letter)
}

fn prompt_input(form: &mut Form, input: &Input, inside: Rect) -> Option<Answer> {
    let page = match input {
        Input::Key(key) if !form.choosing() => act(Scope::Prompt, *key),
        _ => None,
    };
    if let Some(page @ (Act::PageDown | Act::PageUp)) = page {
        let area = form_area(form, inside);
        let lines = i32::from(area.height.max(2) - 1);
        scroll(form, area, if page == Act::PageDown { lines } else { -lines });
        return None;
    }
    form.fit(long_columns(inside.width));
    let mut pressed = input.clone();
    if let Input::Mouse(mouse, x, y) = *input {
        let (before, left) = (form.focus(), form.focused().map(|row| row.key));
        match point(form, form_area(form, inside), (mouse, x, y)) {
            Pointed::Key(key) => pressed = Input::Key(key),
            Pointed::Moved | Pointed::Nothing => {
                return left.filter(|_| form.focus() != before).map(Answer::Left);
            }
        }
    }
    match form.input(&pressed, Scope::Prompt) {
        FormDid::Save => Some(Answer::Submitted),
        FormDid::Leave => Some(Answer::Closed),
        FormDid::Changed(key) => Some(Answer::Edited(key)),
        FormDid::Moved(Some(key)) => Some(Answer::Left(key)),
        FormDid::Moved(None) => None,
        FormDid::Ignored => match input {
            Input::Key(key) => act(Scope::Prompt, *key).map(Answer::Asked),
            _ => None,
        },
    }
}

fn choose_input(pick: &mut Pick, input: &Input, asked: Option<Act>, inside: Rect, style: Style) -> Option<Answer> {
    match (asked, input) {
        (Some(Act::Close), _) => Some(Answer::Closed),
        // Enter on an empty list does nothing: there is nothing it could mean.
        (Some(Act::Accept), _) => pick.current().map(|item| Answer::Chosen(item.id.clone())),
        (_, Input::Key(key)) if pick.keyed(*key).is_some() => pick.keyed(*key).map(Answer::Chosen),
        (_, Input::Mouse(Mouse::Click, _, y)) => {
            let line = y.checked_sub(inside.y + 1)?;
            let shown = pick.top(inside.height.saturating_sub(1)) + usize::from(line);
            let hit = line + 1 < inside.height && pick.point(shown);
            hit.then(|| pick.current().map(|item| Answer::Chosen(item.id.clone()))).flatten()
        }
        (Some(Act::Down), Input::Key(key)) if key.code == KeyCode::Tab => {
            pick.step(1);
            None
        }
        (Some(Act::Up), Input::Mouse(..)) => {
            pick.step(-1);
            None
        }
        (Some(Act::Down), Input::Mouse(..)) => {
            pick.step(1);
            None
        }
        _ => {
            let _: Picked = pick.input(input, inside.height.saturating_sub(2), style);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::keymap::rows;
    use crate::ui::parts::form::FormRow;
    use crate::ui::parts::pick::PickItem;

    const SCREEN: Rect = Rect { x: 0, y: 0, width: 80, height: 24 };

    fn press(popup: &mut Popup, keys: &[Key]) -> Option<Answer> {
        keys.iter().map(|key| popup.input(&Input::Key(*key), SCREEN, Style::default())).last().flatten()
    }

    const ENTER: Key = Key::plain(KeyCode::Enter);
    const ESC: Key = Key::plain(KeyCode::Esc);

    #[test]
    fn a_question_takes_its_letters_and_enter_is_harmless() {
        let make = || Popup::confirm(Act::Undo, "Hoàn tác", "Hoàn tác?", &[('k', "Không", "no"), ('đ', "Được", "yes")]);
        assert_eq!(press(&mut make(), &[ENTER]), Some(Answer::Chosen("no".into())));
        assert_eq!(press(&mut make(), &[Key::char('D')]), Some(Answer::Chosen("yes".into())));
        assert_eq!(press(&mut make(), &[Key::plain(KeyCode::Tab), ENTER]), Some(Answer::Chosen("yes".into())));
        assert_eq!(press(&mut make(), &[ESC]), Some(Answer::Closed));
        assert_eq!(press(&mut make(), &[Key::char('x')]), None);
    }

    #[test]
    fn what_a_popup_knows_and_what_its_key_line_offers() {
        let question = Popup::confirm(Act::NewForm, "Làm lại", "Bỏ?", &[(NO_LETTER, "Giữ", "no"), ('b', "Bỏ", "yes")]);
        assert!(question.knows(Key::char('B')) && question.knows(ENTER) && question.knows(Key::plain(KeyCode::Left)));
        assert!(!question.knows(Key::char('x')) && !question.knows(Key::char(' ')));
        assert!(question.offers(Act::NextField, SCREEN) && question.offers(Act::Accept, SCREEN));
        assert!(!Popup::confirm(Act::Undo, "", "Bỏ?", &[('b', "Bỏ", "yes")]).offers(Act::NextField, SCREEN));
        let message = |text: &str| Popup::message(Act::Help, Tone::Warning, "Đồng hồ", text);
        for act in [Act::Down, Act::PageDown] {
            assert!(!message("một\nhai").offers(act, SCREEN), "all of it is in sight");
            assert!(message(&"một\n".repeat(60)).offers(act, SCREEN));
        }
        assert!(message("một").offers(Act::Close, SCREEN));
    }

    #[test]
    fn no_key_of_a_page_is_dead() {
        let mut page = Page::new("một\nhai");
        for row in rows(Scope::Text) {
            // A page knows scrolling and closing; whatever else its scope named would do nothing in most pages.
            assert!(row.act == Act::Close || page.act(row.act, SCREEN), "{row:?}");
        }
    }

    #[test]
    fn a_prompt_is_answered_by_typing_and_enter() {
        let form = Form::new(vec![FormRow::text("reason", "Lý do", "")]);
        let mut popup = Popup::prompt(Act::Reject, "Trả lại", form);
        assert_eq!(press(&mut popup, &[Key::char('a')]), Some(Answer::Edited("reason")));
        assert_eq!(press(&mut popup, &[ENTER]), Some(Answer::Submitted));
        assert_eq!(popup.form().map(|form| form.get("reason")), Some("a"));
        assert_eq!(press(&mut popup, &[Key::f(1)]), Some(Answer::Asked(Act::Help)));
    }

    #[test]
    fn a_list_is_chosen_from_by_letters_or_a_click() {
        let items = vec![PickItem::new("a", "", "Hôm nay", ""), PickItem::new("b", "", "Tuần này", "")];
        let mut popup = Popup::choose(Act::Period, "Kỳ", Pick::new(items));
        assert_eq!(press(&mut popup, &[Key::char('t'), Key::char('u'), ENTER]), Some(Answer::Chosen("b".into())));
        assert_eq!(press(&mut popup, &[Key::char('q'), ENTER]), None);
        press(&mut popup, &[Key::ctrl('a'), Key::plain(KeyCode::Backspace)]);
        let place = inside(&popup, SCREEN);
        let click = Input::Mouse(Mouse::Click, place.x + 1, place.y + 2);
        assert_eq!(popup.input(&click, SCREEN, Style::default()), Some(Answer::Chosen("b".into())));
    }

    #[test]
    fn help_searches_while_one_types() {
        let mut popup = Popup::help(Scope::Detail, Vec::new());
        for c in "tam dung tinh han".chars() {
            assert_eq!(press(&mut popup, &[Key::char(c)]), None);
        }
        let Kind::Help { page, .. } = &popup.kind else { panic!("a help popup") };
        assert_eq!(page.height(200), 2);
        // The ends are those of the page, whatever stands in the search.
        let mut popup = Popup::help(Scope::Detail, Vec::new());
        let drawn = |popup: &Popup| {
            let mut buf = ratatui::buffer::Buffer::empty(SCREEN);
            let Kind::Help { page, .. } = &popup.kind else { panic!("a help popup") };
            page.draw(&mut buf, inside(popup, SCREEN), &crate::ui::look::Look::mono());
            buf
        };
        let top = drawn(&popup);
        press(&mut popup, &[Key::plain(KeyCode::End)]);
        let end = drawn(&popup);
        assert_ne!(end, top);
        press(&mut popup, &[Key::plain(KeyCode::PageDown)]);
        assert_eq!(drawn(&popup), end, "there is nothing after the end");
        press(&mut popup, &[Key::plain(KeyCode::Home)]);
        assert_eq!(drawn(&popup), top);
        assert_eq!(press(&mut popup, &[ESC]), Some(Answer::Closed));
    }

    #[test]
    fn a_running_task_can_only_be_cancelled() {
        let mut popup = Popup::progress(Act::Export, "Nhập tệp", "đang đọc");
        assert_eq!(press(&mut popup, &[ENTER]), None);
        assert_eq!(press(&mut popup, &[ESC]), Some(Answer::Cancelled));
    }
}
