//! Reports: counting a period, the records behind a number, saving and printing what the preview shows.

use std::sync::Arc;

pub use crate::desk::behind::Listing;
use crate::desk::count::Scope;
pub use crate::desk::publish_score::Typed;
use crate::desk::report::Written;
use crate::domain::narrative::Section;
use crate::domain::period::{Cutoff, Period};
use crate::domain::published_score::PublishedScore;
use crate::report::Format;
use crate::report::kind::ReportKind;
use crate::report::model::FigureRef;
use crate::store::closing::Closing;
use crate::ui::work::stop::Stop;

/// A report with all that it was made from. What is saved, printed and opened later is this one and no newer count.
#[derive(Clone, Debug)]
pub struct Made {
    /// The kind.
    pub kind: ReportKind,
    /// Period, cut-off and the minute as of which it was counted.
    pub scope: Scope,
    /// Figures, findings, document.
    pub written: Written,
    /// The closing of its period, where it is closed.
    pub closed: Option<Closing>,
    /// The files that the closing keeps.
    pub kept: Vec<(ReportKind, Format)>,
    /// A name for the file it may be saved as, with the ending of a Word document.
    pub file: String,
}

/// What is asked. `ticket` comes back with the answer: a screen passes over answers that are not to its last question.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Count a period and write a report of it.
    Make {
        /// Question's number.
        ticket: u64,
        /// Kind.
        kind: ReportKind,
        /// Period; where it is left open, the half-year that a report of today is about.
        period: Option<Period>,
        /// Calendar of the report year; where it is left open, the desk's setting.
        cutoff: Option<Cutoff>,
        /// The wish to stop.
        stop: Stop,
    },
    /// What stands behind a number of a report.
    Behind {
        /// Question's number.
        ticket: u64,
        /// As the report was counted.
        scope: Scope,
        /// The number.
        reference: FigureRef,
        /// The wish to stop.
        stop: Stop,
    },
    /// The points that a portal published for a period.
    Scores {
        /// Question's number.
        ticket: u64,
        /// Period.
        period: Period,
    },
    /// Write such points down.
    Publish {
        /// Period.
        period: Period,
        /// What was typed.
        typed: Typed,
    },
    /// Write one section of a report's own words.
    Write {
        /// The report, whose period and kind the words belong to.
        made: Arc<Made>,
        /// The section.
        section: Section,
        /// The words as the user saw them.
        seen: String,
        /// The words as they are to be.
        body: String,
    },
    /// Copy the words of the last period into the sections that are empty yet.
    CopyLast {
        /// The report.
        made: Arc<Made>,
    },
    /// Write a report anew with its words as they are now; nothing is counted.
    Compose {
        /// The report.
        made: Arc<Made>,
    },
    /// Save a report as a file.
    Export {
        /// The report.
        made: Arc<Made>,
        /// Format.
        format: Format,
        /// Name of the file without a folder.
        file: String,
        /// Although the audit has findings; they are printed in it.
        force: bool,
        /// With citizens' names in full, where the kind names them.
        unmasked: bool,
    },
    /// Save the register of a period (form 07), and print it where that is asked.
    Book {
        /// Period.
        period: Period,
        /// To the printer as well.
        print: bool,
        /// With citizens' names in full.
        unmasked: bool,
    },
    /// Print a report.
    Print {
        /// The report.
        made: Arc<Made>,
        /// Although the audit has findings; they are printed in it.
        force: bool,
    },
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Answer {
    /// How far a task is.
    Progress {
        /// The question's number.
        ticket: u64,
        /// Dossiers read.
        done: u64,
        /// Dossiers in the register; the task reads at most so many.
        total: u64,
    },
    /// The report.
    Made {
        /// The question's number.
        ticket: u64,
        /// The report.
        made: Arc<Made>,
    },
    /// A report with its words as they are now.
    Composed {
        /// The report that was asked about.
        of: Arc<Made>,
        /// The same one anew.
        made: Arc<Made>,
    },
    /// What stands behind a number.
    Behind {
        /// The question's number.
        ticket: u64,
        /// What was found.
        found: Found,
    },
    /// The points that a portal published.
    Scores {
        /// The question's number.
        ticket: u64,
        /// Their period.
        period: Period,
        /// As they are known.
        scores: Vec<PublishedScore>,
    },
    /// The task ended without a result; one sentence says why.
    Ended {
        /// The question's number.
        ticket: u64,
        /// Why.
        said: String,
    },
}

/// What stands behind a number.
#[derive(Clone, Debug)]
pub enum Found {
    /// Ids of dossiers.
    Dossiers(Vec<i64>),
    /// Other records, ready to be read.
    Listing(Listing),
}
