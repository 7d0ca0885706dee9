//! The account of a dossier's due date: asked for, and let out as a page.

use crate::report::Format;
pub use crate::report::account::Account;
use crate::ui::keymap::Act;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The account of the dossier with this id.
    Load(i64),
    /// The account as a file, printed where `act` is `Print`; answered by `Wrote`, `Refused` or `Failed` about `act`.
    LetOut {
        /// Id of the dossier.
        id: i64,
        /// What asked for it: `Print` or `Export`.
        act: Act,
        /// As which kind of file.
        format: Format,
        /// The applicant's name in full.
        unmasked: bool,
    },
}

/// The answer to [`Ask::Load`].
#[derive(Clone, Debug)]
pub struct Answer {
    /// Id that was asked for.
    pub id: i64,
    /// The account; `None` when the dossier is not in the register.
    pub account: Option<Box<Account>>,
}
