//! The forms of a dossier (01 to 06): which it has, one as text, one as a file, one to the printer.

use crate::report::forms::sets::Form;
use crate::ui::keymap::Act;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What asked for it.
    pub act: Act,
    /// Id of the dossier.
    pub id: i64,
    /// What to do.
    pub what: What,
}

/// What to do with the forms of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Tell which forms there are.
    Choices,
    /// Give one as text.
    Preview(Form),
    /// Save one as a Word file.
    Save(Form),
    /// Save one and print it.
    Print(Form),
}

/// What comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What asked for it.
    pub act: Act,
    /// Id of the dossier.
    pub id: i64,
    /// What came of it.
    pub got: Got,
}

/// What came of an [`Ask`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Got {
    /// Every form with why the dossier does not have it, if so.
    Choices(Vec<(Form, Option<&'static str>)>),
    /// A form as text.
    Preview {
        /// The form.
        form: Form,
        /// Which edition it is, in words.
        edition: String,
        /// The text.
        text: String,
    },
    /// A form is saved.
    Out {
        /// All that was asked for was done: the printer has it too, where it was to.
        done: bool,
        /// What to say: where the file is, and what became of printing.
        said: String,
    },
}
