//! The papers that a desk forgets: their lists, what stands behind a number, what is written, and their sheets.

use std::path::PathBuf;

use crate::desk::Target;
pub use crate::desk::papers::fees::{Fees, Sum, Taker, Way};
pub use crate::desk::papers::head_page::{HeadAt, HeadGroup, HeadNumber, HeadPage, HeadRow};
pub use crate::desk::papers::posting::Seen;
pub use crate::desk::papers::sheet::{FORMATS, Sheet, span};
use crate::domain::day::Day;
pub use crate::domain::directing::DirectingDocument;
pub use crate::domain::posting::Posting;
use crate::report::Format;
pub use crate::store::postings::Held;
use crate::ui::keymap::Act;
use crate::ui::work::stop::Stop;

/// A list that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// The head's page.
    Head(HeadGroup),
    /// Fees taken, first and last day.
    Fees(Day, Day),
    /// Postings.
    Postings,
    /// Directing documents, first and last day.
    Directing(Day, Day),
}

/// A list that came.
#[derive(Clone, Debug)]
pub enum Listed {
    /// The head's page.
    Head(HeadPage),
    /// Fees taken.
    Fees(Fees),
    /// Postings.
    Postings(Vec<Seen>),
    /// Directing documents.
    Directing(Vec<Held<DirectingDocument>>),
}

/// What is written.
#[derive(Clone, Debug)]
pub enum Change {
    /// A posting, new or over the one that was seen.
    Posting {
        /// The one that was seen.
        target: Option<Target>,
        /// As it is to be.
        posting: Box<Posting>,
        /// Why it is changed.
        reason: String,
    },
    /// Some were posted.
    Posted {
        /// Those.
        targets: Vec<Target>,
        /// When.
        on: Day,
        /// Where.
        place: String,
        /// Code of the officer.
        officer: String,
    },
    /// Postings are taken back.
    VoidPostings(Vec<Target>, String),
    /// A directing document, new or over the one that was seen.
    Directing {
        /// The one that was seen.
        target: Option<Target>,
        /// As it is to be.
        document: Box<DirectingDocument>,
        /// Why it is changed.
        reason: String,
    },
    /// Directing documents are taken back.
    VoidDirecting(Vec<Target>, String),
}

/// A sheet that is on disk.
#[derive(Clone, Debug)]
pub struct OnDisk {
    /// What it is called.
    pub title: String,
    /// Format.
    pub format: Format,
    /// The file.
    pub path: PathBuf,
    /// SHA-256 of its bytes in hexadecimal.
    pub sha256: String,
}

/// What is asked. `ticket` comes back with the answer.
#[derive(Clone, Debug)]
pub enum Ask {
    /// A list.
    Load {
        /// Question's number.
        ticket: u64,
        /// Which.
        list: List,
        /// The wish to stop.
        stop: Stop,
    },
    /// The dossiers behind a number of the head's page.
    Behind {
        /// Question's number.
        ticket: u64,
        /// The number.
        number: HeadNumber,
        /// By what the page tells numbers apart.
        group: HeadGroup,
        /// The row; all of them where there is none.
        of: Option<i64>,
        /// What the page was counted at.
        at: HeadAt,
        /// The wish to stop.
        stop: Stop,
    },
    /// Write something.
    Write {
        /// What asked for it.
        act: Act,
        /// What.
        change: Change,
    },
    /// A sheet as a file.
    Out {
        /// Question's number.
        ticket: u64,
        /// The sheet.
        sheet: Box<Sheet>,
        /// Format.
        format: Format,
        /// The wish to stop.
        stop: Stop,
    },
    /// Remember that a sheet left the desk, and print it where that is wanted.
    LetOut {
        /// The file.
        file: Box<OnDisk>,
        /// Print it.
        print: bool,
    },
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Answer {
    /// It is being worked on.
    Begun,
    /// A list.
    Listed {
        /// The question's number.
        ticket: u64,
        /// The list.
        listed: Box<Listed>,
    },
    /// The dossiers behind a number.
    Behind {
        /// The question's number.
        ticket: u64,
        /// The dossiers.
        ids: Vec<i64>,
    },
    /// A sheet is on disk.
    Made {
        /// The question's number.
        ticket: u64,
        /// The file.
        file: Box<OnDisk>,
    },
    /// It ended without an answer.
    Ended {
        /// The question's number.
        ticket: u64,
        /// Why, as one sentence.
        said: String,
    },
}
