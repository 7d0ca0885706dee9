//! One row of a form: a label, a hint, and what it holds. It knows no other row and no key.

use crate::ui::parts::field::Field;
use crate::ui::parts::paper::Paper;
use crate::ui::parts::pick::Pick;

/// What a row holds.
#[derive(Clone, Debug)]
pub enum Value {
    /// Typed text; dates and moments too, read by the screen through `entry`.
    Text(Field),
    /// One of a few words: (code, word).
    Choice {
        /// The code kept and the word shown.
        options: Vec<(String, String)>,
        /// The one chosen.
        at: usize,
    },
    /// Yes or no.
    Check(bool),
    /// One of many, found by typing.
    Pick {
        /// The list and its query.
        pick: Box<Pick>,
        /// The id chosen, if one is.
        chosen: Option<String>,
        /// Whether the list is open below the field.
        open: bool,
    },
    /// A paper of a dossier: a line of small cells.
    Paper(Box<Paper>),
    /// A line to read; the focus passes over it.
    Note(String),
}

/// How a choice is made.
pub const CHOICE_HINT: &str = "← → để đổi, hoặc gõ vài chữ của mục, không cần dấu";

/// One row of a form.
#[derive(Clone, Debug)]
pub struct FormRow {
    /// The field's name in the canonical files, by which a refusal finds it.
    pub key: &'static str,
    /// What stands before it.
    pub label: String,
    /// How to fill it in; shown below the form while the row has the focus.
    pub hint: String,
    /// What the screen understood or doubts, shown after the field: `Thứ Năm 25/06/2026`.
    pub echo: String,
    /// Whether `echo` is a warning.
    pub doubt: bool,
    /// What it holds.
    pub value: Value,
    /// Whether it is asked at all; the screen switches rows that depend on other answers.
    pub shown: bool,
    /// Whether it holds Vietnamese text, so that the program's own way of typing works in it.
    pub prose: bool,
}

impl FormRow {
    /// A row with an empty hint.
    pub fn new(key: &'static str, label: &str, value: Value) -> FormRow {
        FormRow {
            key,
            label: label.to_owned(),
            hint: String::new(),
            echo: String::new(),
            doubt: false,
            value,
            shown: true,
            prose: true,
        }
    }

    /// A row for a text of several lines.
    pub fn long(key: &'static str, label: &str, text: &str) -> FormRow {
        FormRow::new(key, label, Value::Text(Field::long(text)))
    }

    /// A line to read that the screen changes, by its key.
    pub fn told(key: &'static str, text: &str) -> FormRow {
        FormRow::new(key, "", Value::Note(text.to_owned()))
    }

    /// A row for a day.
    pub fn day(key: &'static str, label: &str, text: &str) -> FormRow {
        FormRow::text(key, label, text).plain()
    }

    /// A row for a day with its hour.
    pub fn moment(key: &'static str, label: &str, text: &str) -> FormRow {
        FormRow::text(key, label, text).plain()
    }

    /// A row for a count, a sum, a share or a limit.
    pub fn number(key: &'static str, label: &str, text: &str) -> FormRow {
        FormRow::text(key, label, text).plain()
    }

    /// A row for what is no text in any language: codes, phones, mail addresses, hours of the day, files, patterns.
    pub fn code(key: &'static str, label: &str, text: &str) -> FormRow {
        FormRow::text(key, label, text).plain()
    }

    /// The same row for codes, patterns and numbers: keys are taken as they come.
    fn plain(mut self) -> FormRow {
        self.prose = false;
        self
    }

    /// A row of typed text: words. For anything else there is a row of its kind.
    pub fn text(key: &'static str, label: &str, text: &str) -> FormRow {
        FormRow::new(key, label, Value::Text(Field::new(text)))
    }

    /// A row with a few words to choose from; the first is chosen unless `code` names another. Its hint says how to
    /// choose, where the row has none of its own.
    pub fn choice(key: &'static str, label: &str, options: &[(&str, &str)], code: &str) -> FormRow {
        let at = options.iter().position(|(option, _)| *option == code).unwrap_or(0);
        let options = options.iter().map(|(code, word)| ((*code).to_owned(), (*word).to_owned())).collect();
        FormRow::new(key, label, Value::Choice { options, at }).hint(CHOICE_HINT)
    }

    /// A row to tick.
    pub fn check(key: &'static str, label: &str, on: bool) -> FormRow {
        FormRow::new(key, label, Value::Check(on))
    }

    /// A row that chooses one of many by typing.
    pub fn pick(key: &'static str, label: &str, pick: Pick, chosen: Option<&str>) -> FormRow {
        let chosen = chosen.map(str::to_owned);
        FormRow::new(key, label, Value::Pick { pick: Box::new(pick), chosen, open: false })
    }

    /// A line to read.
    pub fn note(text: &str) -> FormRow {
        FormRow::new("", "", Value::Note(text.to_owned()))
    }

    /// A paper of a dossier.
    pub fn paper(key: &'static str, label: &str, paper: Paper) -> FormRow {
        FormRow::new(key, label, Value::Paper(Box::new(paper)))
    }

    /// The same row, asked only while the screen says so.
    pub fn hidden(mut self) -> FormRow {
        self.shown = false;
        self
    }

    /// The same row with a hint.
    pub fn hint(mut self, hint: &str) -> FormRow {
        self.hint = hint.to_owned();
        self
    }

    /// The value as one text: typed text, the chosen code or id, `1` or nothing for a tick.
    pub fn get(&self) -> &str {
        match &self.value {
            Value::Text(field) => field.text().trim(),
            Value::Choice { options, at } => options.get(*at).map_or("", |(code, _)| code),
            Value::Check(on) => {
                if *on {
                    "1"
                } else {
                    ""
                }
            }
            Value::Pick { chosen, .. } => chosen.as_deref().unwrap_or(""),
            Value::Paper(paper) => paper.name(),
            Value::Note(_) => "",
        }
    }

    /// The paper it holds, where it holds one.
    pub fn as_paper(&self) -> Option<&Paper> {
        match &self.value {
            Value::Paper(paper) => Some(paper),
            _ => None,
        }
    }

    /// Whether the focus can stand here.
    pub fn takes_focus(&self) -> bool {
        self.shown && !matches!(self.value, Value::Note(_))
    }
}
