//! Open dossiers whose date would differ by today's calendar: finding them, weighing an edit, promising anew.

pub use crate::desk::differing::{Anew, Differing, Edit, Found, Weight};
use crate::ui::work::stop::Stop;

/// What is asked.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Which dossiers differ.
    Find {
        /// The question's number.
        ticket: u64,
        /// The wish to stop.
        stop: Stop,
        /// It is asked so that the clerk is warned, whichever screen is in front; not to fill a list.
        warns: bool,
    },
    /// How many would differ after an edit, which is not carried out.
    Weigh {
        /// The question's number.
        ticket: u64,
        /// The edit.
        edit: Edit,
        /// The wish to stop.
        stop: Stop,
    },
    /// Promise the dates by the calendar.
    Promise {
        /// The dossiers as they were seen.
        dossiers: Vec<Anew>,
        /// Why.
        reason: String,
        /// The document behind it.
        document: String,
    },
}

/// What comes back. A promise answers as every write does.
#[derive(Clone, Debug)]
pub enum Answer {
    /// How far a search or a weighing is.
    Progress {
        /// The question's number.
        ticket: u64,
        /// Dossiers looked at.
        done: u64,
    },
    /// Those that differ.
    Found {
        /// The question's number.
        ticket: u64,
        /// The dossiers.
        found: Found,
    },
    /// What an edit would do.
    Weighed {
        /// The question's number.
        ticket: u64,
        /// The numbers.
        weight: Weight,
    },
    /// It ended without an answer.
    Ended {
        /// The question's number.
        ticket: u64,
        /// Why, as one sentence.
        said: String,
    },
}
