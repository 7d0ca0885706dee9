//! Filling the form in front in like the last one of its kind. What it takes over the screen knows that opened it.

use crate::ui::action::Work;
use crate::ui::look::Tone;
use crate::ui::shell::Shell;

impl<J: Work> Shell<J> {
    /// What the form in front takes over, or why there is nothing.
    fn like_last(&self) -> Result<Vec<(&'static str, String)>, String> {
        let held = self.popups.last().and_then(|held| Some((held, held.popup.form()?)));
        let Some((held, form)) = held else { return Err(String::new()) };
        let screen = self.tabs.get(held.tab).and_then(|tab| tab.screens().last());
        screen.map_or_else(|| Err(String::new()), |screen| screen.like_last(held.popup.purpose, form))
    }

    /// Whether the form in front has something to take over: the key is offered only then.
    pub(crate) fn can_be_like_last(&self) -> bool {
        self.like_last().is_ok()
    }

    /// Fills the form in front in.
    pub(crate) fn fill_like_last(&mut self) {
        let values = match self.like_last() {
            Ok(values) => values,
            Err(why) => return self.news = Some((Tone::Warning, why)),
        };
        let Some(held) = self.popups.last_mut() else { return };
        let tab = held.tab;
        if let Some(form) = held.popup.form_mut() {
            form.touch();
            values.iter().for_each(|(key, value)| form.set(key, value));
        }
        for (key, _) in values {
            self.edited(tab, key);
        }
        self.keep_front(true);
    }
}
