//! Who sits at the keyboard.

use crate::domain::officer::Officer;
use crate::domain::typing::Method;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The officers in office, to choose from.
    Officers,
    /// The officer with this code takes the seat.
    Sit(String),
    /// The way of typing that the desk is to remember.
    Typing(Method),
}

/// What comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The officers, and the code of the one who sits there.
    Officers {
        /// In office today.
        officers: Vec<Officer>,
        /// Who sits there; empty when nobody does.
        seated: String,
    },
    /// An officer took the seat; the name as it is shown.
    Seated(String),
    /// The way of typing is remembered.
    Remembered,
}
