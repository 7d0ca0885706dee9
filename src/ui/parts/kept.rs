//! What was typed into a form and not saved, as a text: only the fields that differ from what the form was opened with,
//! so that a form opened again later shows everything else as it is by then.

use serde::{Deserialize, Serialize};

use crate::domain::day::Moment;
use crate::ui::parts::form::Form;

/// The draft of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// When it was typed, in words.
    at: String,
    /// The form's heading.
    title: String,
    /// Fields by their keys.
    fields: Vec<(String, String)>,
}

impl Kept {
    /// What differs in a form from what it held at first; `None` where nothing does.
    pub fn of(form: &Form, initial: &[(String, String)], title: &str, at: Moment) -> Option<Kept> {
        let fields: Vec<_> = form.draft().into_iter().filter(|field| !initial.contains(field)).collect();
        (!fields.is_empty()).then(|| Kept { at: at.vietnamese(), title: title.to_owned(), fields })
    }

    /// Reads a kept text; one of another version of the program that does not read is passed over.
    pub fn read(body: &str) -> Option<Kept> {
        serde_json::from_str(body).ok()
    }

    /// The text to keep.
    pub fn write(&self) -> String {
        // Texts alone: there is nothing in it that could not be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The form's heading.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Fills a form in and says so above it. Returns the keys that were filled, for what follows from them.
    pub fn restore(&self, form: &mut Form) -> Vec<&'static str> {
        form.restore(&self.fields);
        form.head(&format!("Chữ gõ dở lúc {} được lấy lại. Ctrl+N: bỏ, làm lại từ đầu.", self.at));
        let kept = |key: &str| self.fields.iter().any(|(of, _)| of == key);
        form.rows().iter().map(|row| row.key).filter(|key| kept(key)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::parts::form::FormRow;

    #[test]
    fn only_what_was_typed_comes_back() {
        let form =
            |name: &str| Form::new(vec![FormRow::text("name", "Tên", name), FormRow::text("note", "Ghi chú", "")]);
        let at = "2026-11-20 09:15".parse().expect("a moment");
        let mut typed = form("Lê Thị Ánh");
        let initial = typed.draft();
        assert_eq!(Kept::of(&typed, &initial, "Sửa", at), None);
        typed.set("note", "gọi lại");
        let body = Kept::of(&typed, &initial, "Sửa", at).expect("something typed").write();
        // Another window corrected the name meanwhile: that stays.
        let mut again = form("Lê Thị Ánh Tuyết");
        let kept = Kept::read(&body).expect("reads");
        assert_eq!(kept.restore(&mut again), ["note"]);
        assert_eq!((again.get("name"), again.get("note")), ("Lê Thị Ánh Tuyết", "gọi lại"));
        assert!(again.touched() && again.focused().is_some_and(|row| row.key == "name"));
        assert_eq!(Kept::read("cũ"), None);
    }
}
