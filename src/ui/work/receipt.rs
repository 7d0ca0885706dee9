//! The receipt of a dossier (form 01) as a file, and to the printer.

use crate::ui::keymap::Act;

/// Save the receipt of a dossier and print it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What asked for it.
    pub act: Act,
    /// Id of the dossier.
    pub id: i64,
}

/// The receipt is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What asked for it.
    pub act: Act,
    /// Id of the dossier.
    pub id: i64,
    /// Whether the printer has it too.
    pub printed: bool,
    /// What to say: where the file is, and what became of printing.
    pub said: String,
}
