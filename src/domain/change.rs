//! What an action moved: the kinds and ids of the records it touched.
//!
//! A use case knows no screen; a screen hears these and decides whether what it shows is stale.

/// The kinds of records the register keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A dossier.
    Dossier,
    /// A code of another system for a dossier.
    DossierCode,
    /// A pause of a dossier.
    Pause,
    /// A line of a dossier's due-date ledger.
    DueDate,
    /// A component of a dossier.
    Component,
    /// A hand-over of a dossier.
    Handover,
    /// A version of a procedure.
    Procedure,
    /// A paper that a procedure asks for.
    ProcedureComponent,
    /// An officer.
    Officer,
    /// A rating.
    Rating,
    /// A piece of feedback.
    Feedback,
    /// A day of the calendar.
    CalendarDay,
    /// Office hours.
    OfficeHours,
    /// A target.
    Target,
    /// A setting.
    Setting,
    /// A number that was given out.
    IssuedNumber,
    /// An export.
    Export,
    /// A slip issued to a citizen.
    Slip,
    /// A published procedure to be posted.
    Posting,
    /// A document that directs the desk's work.
    DirectingDocument,
    /// A text block of a report.
    ReportText,
    /// Points that a portal published.
    PublishedScore,
    /// A closed period.
    Closing,
    /// A file of a closed period.
    ClosingFile,
}

/// The records that one action touched, in the order of its journal lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The journal entry's sequence; 0 when nothing was written.
    pub seq: i64,
    /// Kind and id of each touched record, without repeats.
    pub records: Vec<(Kind, i64)>,
}

impl Changes {
    /// Whether a record of this kind was touched.
    pub fn touches(&self, kind: Kind) -> bool {
        self.records.iter().any(|(touched, _)| *touched == kind)
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.seq == 0
    }
}
