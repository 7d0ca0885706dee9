//! The account of a due date (bản giải trình thời hạn giải quyết hồ sơ): every due date of a dossier, step after step,
//! and every day between, as one value that screen, paper, files and the command line share.
//!
//! What is in it is gathered by `desk::explain`; the counting itself is `domain::deadline`'s.

mod files;
mod page;

use crate::domain::day::{Day, Moment};
use crate::domain::deadline::Explanation;

pub use files::write;
pub use page::report;

/// Titles and relative widths of the table of days.
pub const DAYS: [(&str, u16); 5] = [("Ngày", 11), ("Thứ", 9), ("Tính", 9), ("Thứ tự", 5), ("Vì sao", 44)];

/// Titles and relative widths of the due-date ledger.
pub const LEDGER: [(&str, u16); 6] =
    [("Lần", 4), ("Ngày hẹn", 11), ("Từ lúc", 11), ("Vì sao", 36), ("Văn bản", 12), ("Cán bộ", 14)];

/// One stretch of the account: how one due date came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is the account of: `Hẹn lần đầu`.
    pub title: String,
    /// The days.
    pub explanation: Explanation,
}

/// One line of the due-date ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerLine {
    /// The due moment from then on.
    pub due: Moment,
    /// From when it held.
    pub at: Moment,
    /// Why, as one sentence without a full stop.
    pub why: String,
    /// The document behind it.
    pub document: String,
    /// Who gave it.
    pub officer: String,
}

/// Everything that is said of the due date of a dossier, or of a dossier that is only imagined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Code of the dossier; empty where it is only imagined.
    pub code: String,
    /// Who applies, in full.
    pub applicant: String,
    /// Code and name of the procedure; may be empty.
    pub procedure: String,
    /// What the date rests on, as label and value: limit, basis, moments, rules.
    pub facts: Vec<(String, String)>,
    /// The due moment in force.
    pub due: Option<Moment>,
    /// Why there is none, where there is none.
    pub why_none: String,
    /// The first promise and, where it is another one, the due date in force.
    pub parts: Vec<Part>,
    /// Every due date it ever had, oldest first.
    pub ledger: Vec<LedgerLine>,
    /// What is not certain, and other ways to look at it: a sentence each.
    pub remarks: Vec<String>,
}

/// Who prints it, under whose name, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imprint {
    /// Superior body.
    pub superior: String,
    /// The desk.
    pub unit: String,
    /// Place, for the date line.
    pub place: String,
    /// `KT. GIÁM ĐỐC`; may be empty.
    pub signer_prefix: String,
    /// `GIÁM ĐỐC`.
    pub signer_position: String,
    /// Name of the signer.
    pub signer: String,
    /// Printed when.
    pub printed_at: Option<Moment>,
    /// Printed by whom.
    pub printed_by: String,
    /// Sequence and hash of the last entry of the history; `None` without a register.
    pub chain_head: Option<(i64, String)>,
    /// Whether the applicant's name is printed in full.
    pub unmasked: bool,
}

impl Imprint {
    /// The day that the page bears.
    pub fn day(&self) -> Option<Day> {
        self.printed_at.map(|at| at.day)
    }
}
