//! The catalogue: reading it whole, changing one row.

pub use crate::desk::catalogue::{Change, Entry};
use crate::domain::settings::Settings;
use crate::ui::keymap::Act;

/// What is asked.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Everything.
    Load,
    /// Change a row.
    Change {
        /// What asked for it.
        act: Act,
        /// The change.
        change: Box<Change>,
    },
    /// Change a setting.
    Setting {
        /// Its key.
        key: &'static str,
        /// Its value as the user saw it.
        seen: String,
        /// Its value as it is to be.
        value: String,
    },
}

/// The whole catalogue. A province's procedures are some hundreds, so it is held whole.
#[derive(Clone, Debug, Default)]
pub struct Whole {
    /// Procedure versions, officers, days, office hours and targets, each with an id that stays.
    pub entries: Vec<(i64, Entry)>,
    /// Settings.
    pub settings: Settings,
}
