//! The form for a new dossier: what it leans on, what it remembers, and the saving of what was filled in.

use std::sync::Arc;

use crate::desk::accept::{Draft, Preview};
use crate::domain::dossier::{Applicant, Dossier};
use crate::domain::limit::Limit;
use crate::domain::officer::Officer;
use crate::domain::procedure::Procedure;
use crate::domain::rulebook::Rulebook;
use crate::store::catalogue::AskedPaper;

/// What is asked.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Procedures, officers, rules, and the draft that was left.
    Ground,
    /// The papers that a procedure asks for.
    Papers {
        /// Its code.
        procedure: String,
    },
    /// What the register knows of an applicant.
    Applicant {
        /// ID number; may be empty.
        id: String,
        /// Phone; may be empty.
        phone: String,
    },
    /// The newest dossier, to take over from: what usually stays the same, or one field alone.
    Last {
        /// The field, by its key in the form.
        field: Option<&'static str>,
    },
    /// The due moment as it would be promised. `ticket` comes back: only the answer to the last question counts.
    Due {
        /// Question's number.
        ticket: u64,
        /// What is filled in so far.
        dossier: Box<Dossier>,
        /// The limit typed for a procedure that has none.
        new_limit: Option<Limit>,
    },
    /// Save; answered by `Wrote` or `Refused` about `Act::NewDossier`.
    Save(Box<Draft>),
}

/// What the form leans on.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The version of each procedure in force today, the most used first.
    pub procedures: Vec<Procedure>,
    /// Officers in office.
    pub officers: Vec<Officer>,
    /// Calendar and rules.
    pub rules: Arc<Rulebook>,
    /// The draft that was left; empty when there is none.
    pub draft: String,
}

/// What the register knows of an applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// As their newest dossier has them.
    pub applicant: Applicant,
    /// Code and procedure of that dossier, where it was accepted today.
    pub today: Option<(String, String)>,
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Answer {
    /// What the form leans on.
    Ground(Box<Ground>),
    /// Papers of a procedure.
    Papers {
        /// Its code.
        procedure: String,
        /// The papers.
        papers: Vec<AskedPaper>,
    },
    /// The applicant that was asked for.
    Applicant {
        /// ID number as asked.
        id: String,
        /// Phone as asked.
        phone: String,
        /// `None` for someone new.
        found: Option<Box<Known>>,
    },
    /// The newest dossier; `None` in an empty register.
    Last {
        /// The field that was asked for alone.
        field: Option<&'static str>,
        /// What it has.
        last: Option<Last>,
    },
    /// The due moment.
    Due {
        /// The question's number.
        ticket: u64,
        /// What would be promised; `None` without a known procedure.
        preview: Option<Box<Preview>>,
    },
}

/// What a new dossier can take over from the one before: the fields of the form by their keys, as the form holds them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Last(pub Vec<(&'static str, String)>);

impl Last {
    /// The value of a field.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == key).map(|(_, value)| value.as_str())
    }
}
