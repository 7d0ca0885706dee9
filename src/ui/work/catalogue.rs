//! The catalogue: reading it whole, changing one row.

pub use crate::desk::catalogue::{Change, Entry};
pub use crate::desk::procedure_version::{Edit as VersionEdit, How};
pub use crate::desk::rule_change::{Asked, Change as RuleChange, Weight};
use crate::domain::refusal::Refusal;
use crate::domain::settings::Settings;
use crate::ui::keymap::Act;
use crate::ui::work::stop::Stop;

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
    /// How many dossiers came in under a procedure version.
    Uses {
        /// Question's number.
        ticket: u64,
        /// The version's id.
        version: i64,
    },
    /// Keep an edited procedure.
    Version {
        /// The edit.
        edit: Box<VersionEdit>,
    },
    /// What a change of a rule would do to the open dossiers.
    Weigh {
        /// Question's number.
        ticket: u64,
        /// The change.
        asked: Asked,
        /// The wish to stop.
        stop: Stop,
    },
    /// Change a rule.
    Rule {
        /// The change.
        asked: Asked,
    },
}

/// How many dossiers came in under a procedure version.
#[derive(Clone, Copy, Debug)]
pub struct Uses {
    /// The question's number.
    pub ticket: u64,
    /// The number of dossiers.
    pub dossiers: u64,
}

/// What comes back of a change that is weighed.
#[derive(Clone, Debug)]
pub enum Weighed {
    /// How far it is.
    Progress {
        /// The question's number.
        ticket: u64,
        /// Dossiers looked at.
        done: u64,
    },
    /// What it would do.
    Done {
        /// The question's number.
        ticket: u64,
        /// The numbers.
        weight: Weight,
    },
    /// It ended without an answer: refused, or stopped.
    Ended {
        /// The question's number.
        ticket: u64,
        /// Why, unless it was stopped.
        refusal: Option<Refusal>,
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
