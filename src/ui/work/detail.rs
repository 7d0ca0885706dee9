//! Everything of one dossier.

pub use crate::desk::look::Whole;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The dossier with this id.
    Load(i64),
}

/// What comes back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Id that was asked for.
    pub id: i64,
    /// The dossier; `None` when it is not in the register.
    pub found: Option<Whole>,
}
