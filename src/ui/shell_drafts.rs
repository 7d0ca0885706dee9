//! Drafts of the forms in popups: kept while one types, filled in when the form is opened again, thrown away only when
//! asked. A screen names the form that is to be kept and needs to do nothing else.

use crate::ui::action::Work;
use crate::ui::keymap::Act;
use crate::ui::look::Tone;
use crate::ui::parts::kept::Kept;
use crate::ui::parts::popup::{NO_LETTER, Popup};
use crate::ui::shell::{Held, Shell};

impl<J: Work> Shell<J> {
    /// Takes over what an earlier run of the program kept: names of forms with their texts.
    pub fn drafts(&mut self, kept: impl IntoIterator<Item = (String, String)>) {
        self.drafts.extend(kept);
    }

    /// Puts a popup on top. A form of which something was kept is filled in with it.
    pub(crate) fn raise(&mut self, tab: usize, popup: Popup) {
        let initial = popup.form().map(|form| form.draft()).unwrap_or_default();
        let kept = self.drafts.get(&popup.kept_as).and_then(|body| Kept::read(body));
        self.popups.push(Held { tab, popup, initial });
        let Some(kept) = kept else { return };
        let form = self.popups.last_mut().and_then(|held| held.popup.form_mut());
        let keys = form.map(|form| kept.restore(form)).unwrap_or_default();
        for key in keys {
            self.edited(tab, key);
        }
    }

    /// Keeps what the form in front holds; on disk at once where `now` says so.
    pub(crate) fn keep_front(&mut self, now: bool) {
        if let Some(at) = self.popups.len().checked_sub(1) {
            self.keep_held(at, now);
        }
    }

    /// Keeps what every open form holds.
    pub(crate) fn keep_all(&mut self) {
        (0..self.popups.len()).for_each(|at| self.keep_held(at, true));
    }

    fn keep_held(&mut self, at: usize, now: bool) {
        let Held { popup, initial, .. } = &self.popups[at];
        let (name, Some(form)) = (popup.kept_as.clone(), popup.form()) else { return };
        if name.is_empty() {
            return;
        }
        let body = Kept::of(form, initial, &popup.title, self.now).map(|kept| kept.write()).unwrap_or_default();
        self.keep(&name, body, now);
    }

    /// The popup is closed without having been saved.
    pub(crate) fn left(&mut self, held: &Held) {
        let Some(form) = held.popup.form().filter(|_| !held.popup.kept_as.is_empty()) else { return };
        match Kept::of(form, &held.initial, &held.popup.title, self.now) {
            Some(kept) => {
                self.keep(&held.popup.kept_as, kept.write(), true);
                let said = "Chưa lưu; chữ đã gõ được giữ, mở lại phiếu này để làm tiếp.";
                self.news = Some((Tone::Normal, said.to_owned()));
            }
            None => self.keep(&held.popup.kept_as, String::new(), true),
        }
    }

    /// Keeps a text, or forgets it where it is empty.
    pub(crate) fn keep(&mut self, name: &str, body: String, now: bool) {
        let known = self.drafts.contains_key(name);
        if name.is_empty() || (body.is_empty() && !known) {
            return;
        }
        if body.is_empty() {
            self.drafts.remove(name);
        } else {
            self.drafts.insert(name.to_owned(), body.clone());
        }
        self.out.extend(J::keep(name, body, now).map(crate::ui::action::Outward::Job));
    }

    /// Asks before what was typed into the form in front is thrown away.
    pub(crate) fn ask_anew(&mut self) {
        let Some(held) = self.popups.last() else { return };
        let typed = held.popup.form().is_some_and(|form| form.draft() != held.initial);
        if typed {
            let buttons = [(NO_LETTER, "Giữ lại", "stay"), (NO_LETTER, "Bỏ, làm lại từ đầu", "anew")];
            let text = "Bỏ những gì đã gõ trong phiếu này?";
            let popup = Popup::confirm(Act::NewForm, "Làm lại", text, &buttons);
            self.raise(held.tab, popup);
        }
    }

    /// The form in front is as it was when it was opened.
    pub(crate) fn anew(&mut self) {
        let Some(Held { tab, popup, initial }) = self.popups.last_mut() else { return };
        let (tab, name) = (*tab, popup.kept_as.clone());
        let Some(form) = popup.form_mut() else { return };
        form.begin_anew(initial);
        let keys: Vec<&'static str> = form.rows().iter().map(|row| row.key).filter(|key| !key.is_empty()).collect();
        for key in keys {
            self.edited(tab, key);
        }
        self.keep(&name, String::new(), true);
    }

    /// What is typed and not saved, in words: asked about before the program is left.
    pub(crate) fn unsaved(&self) -> Vec<String> {
        let screens = self.tabs.iter().flat_map(|tab| tab.screens()).filter_map(|screen| screen.unsaved());
        let forms = self.drafts.values().filter_map(|body| Kept::read(body));
        screens.chain(forms.map(|kept| kept.title().to_owned())).collect()
    }

    /// Leaves, or asks first where something is typed and not saved.
    pub(crate) fn ask_leave(&mut self) {
        let unsaved = self.unsaved();
        if unsaved.is_empty() {
            return self.leave();
        }
        const MOST: usize = 6;
        let mut list: Vec<String> = unsaved.iter().take(MOST).map(|what| format!("- {what}")).collect();
        if unsaved.len() > MOST {
            list.push(format!("- và {} phiếu khác", unsaved.len() - MOST));
        }
        let (becomes, leave) = match self.passing {
            "" => ("Thoát thì chữ được giữ; lần sau mở lại sẽ hiện.", "Thoát, giữ chữ đã gõ"),
            _ => ("Đây là bản trình diễn: thoát thì cả sổ và chữ đã gõ đều bị bỏ.", "Thoát, bỏ hết"),
        };
        let text = format!("Còn phiếu gõ dở, chưa lưu:\n{}\n{becomes}", list.join("\n"));
        let buttons = [('t', leave, "leave"), ('o', "Ở lại", "stay")];
        self.raise(self.front, Popup::confirm(Act::Quit, "Thoát", &text, &buttons));
    }
}
