//! The ledger of apologies: read, its letters prepared, printed, its numbers listed. Steps of letters are those of
//! `step`.

use std::sync::Arc;

pub use crate::desk::apologies::{Ledger, Line, MOST, Step};
pub use crate::desk::letter_numbers::{Cancelled, FORMATS, Fate, Numbered, summary};
use crate::domain::dossier::Apology;
use crate::report::Format;
use crate::store::pages::ListRow;
use crate::ui::keymap::Act;
use crate::ui::work::detail::{Aids, Whole};
use crate::ui::work::stop::Stop;

/// What is asked.
#[derive(Clone, Debug)]
pub enum Ask {
    /// The ledger of a year.
    Load {
        /// The question's number.
        ticket: u64,
        /// The year.
        year: i32,
        /// The words that its lines have; empty = every line.
        words: String,
    },
    /// What a form needs of some dossiers: the one whole, or the rows of several, and the numbers to come.
    Prepare {
        /// The question's number.
        ticket: u64,
        /// The form.
        act: Act,
        /// The dossiers.
        ids: Vec<i64>,
    },
    /// Letters as files, each by itself and where there are several all in one more; then to the printer.
    Letters {
        /// The question's number.
        ticket: u64,
        /// The dossiers in the order of the list.
        ids: Vec<i64>,
        /// The wish to stop.
        stop: Stop,
    },
    /// The numbers of a year.
    Numbers {
        /// The question's number.
        ticket: u64,
        /// The year.
        year: i32,
    },
    /// The numbers of a year as a file, printed where `act` is `Print`.
    NumbersOut {
        /// What asked for it: `Print` or `Export`.
        act: Act,
        /// The year.
        year: i32,
        /// As which kind of file.
        format: Format,
    },
}

/// What the form of a new letter offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coming {
    /// The numbers that would be given, in the order of the dossiers.
    pub numbers: Vec<String>,
    /// Who signed the last letter.
    pub signer: String,
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Answer {
    /// It takes longer than a key waits: the answer follows. Until then the screen says so.
    Begun,
    /// The ledger.
    Ledger {
        /// The question's number.
        ticket: u64,
        /// The ledger.
        ledger: Arc<Ledger>,
        /// What there is to choose from.
        aids: Arc<Aids>,
    },
    /// What a form needs.
    Prepared {
        /// The question's number.
        ticket: u64,
        /// The form.
        act: Act,
        /// The dossier where it is only one.
        one: Option<Box<Whole>>,
        /// The dossiers.
        rows: Vec<ListRow>,
        /// Their letters, in the same order.
        letters: Vec<Apology>,
        /// What there is to choose from.
        aids: Arc<Aids>,
        /// What a new letter would get.
        coming: Coming,
    },
    /// How many letters are written.
    LettersAt {
        /// The question's number.
        ticket: u64,
        /// Written so far.
        done: u64,
        /// In all.
        total: u64,
    },
    /// The letters are on disk, or why none is.
    LettersEnded {
        /// The question's number.
        ticket: u64,
        /// Whether they are on disk.
        saved: bool,
        /// What there is to say.
        said: String,
    },
    /// The numbers of a year.
    Numbers {
        /// The question's number.
        ticket: u64,
        /// The numbers in their order.
        rows: Vec<Numbered>,
    },
}
