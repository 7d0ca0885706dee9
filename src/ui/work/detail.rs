//! Everything of one dossier, and what the desk has to choose from for a move.

use std::sync::Arc;

pub use crate::desk::look::{Aids, Whole};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The dossier with this id, and the aids.
    Load(i64),
    /// The aids alone: for moves of several dossiers whose rows are known.
    Aids,
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Answer {
    /// To [`Ask::Load`].
    Whole {
        /// Id that was asked for.
        id: i64,
        /// The dossier; `None` when it is not in the register.
        found: Option<Box<Whole>>,
        /// What there is to choose from.
        aids: Arc<Aids>,
    },
    /// To [`Ask::Aids`].
    Aids(Arc<Aids>),
}
