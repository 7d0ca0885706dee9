//! Closing a period, opening it again, printing what was reported, and what has changed since.

use std::sync::Arc;

pub use crate::desk::close_period::Prepared;
use crate::desk::count::Scope;
pub use crate::desk::since_closing::SinceClosing;
use crate::domain::period::Period;
use crate::report::Format;
use crate::report::kind::ReportKind;
use crate::ui::work::stop::Stop;

/// What is asked.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Count a period and make all that its closing keeps.
    Prepare {
        /// The question's number.
        ticket: u64,
        /// Period and cut-off.
        scope: Scope,
        /// Although the audit has findings.
        force: bool,
        /// The wish to stop.
        stop: Stop,
    },
    /// Close it with what was made.
    Close {
        /// What was made.
        prepared: Arc<Prepared>,
    },
    /// Open a closed period again.
    Reopen {
        /// The period.
        period: Period,
        /// Why.
        reason: String,
    },
    /// Save a file of a closed period as it was reported.
    Reprint {
        /// The period.
        period: Period,
        /// Kind of report.
        kind: ReportKind,
        /// Format.
        format: Format,
    },
    /// What has changed since the closing.
    Since {
        /// The question's number.
        ticket: u64,
        /// Period and cut-off.
        scope: Scope,
        /// The wish to stop.
        stop: Stop,
    },
    /// Save what has changed as a file.
    SinceOut {
        /// What has changed.
        since: Arc<SinceClosing>,
        /// Format.
        format: Format,
    },
}

/// What comes back. Writes answer as every write does.
#[derive(Clone, Debug)]
pub enum Answer {
    /// How far a task is.
    Progress {
        /// The question's number.
        ticket: u64,
        /// Dossiers read.
        done: u64,
    },
    /// All that the closing keeps.
    Prepared {
        /// The question's number.
        ticket: u64,
        /// It.
        prepared: Arc<Prepared>,
    },
    /// What has changed.
    Since {
        /// The question's number.
        ticket: u64,
        /// It.
        since: Arc<SinceClosing>,
    },
    /// The task ended without a result; one sentence says why.
    Ended {
        /// The question's number.
        ticket: u64,
        /// Why.
        said: String,
    },
}
