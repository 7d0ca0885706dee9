//! Figures: one number of a report is one row of one table.
//!
//! Counting, drilling down, explaining, exporting and auditing all read that row, so a rule exists once
//! (REPORTS.md). `table` holds the rows, `fold` counts them in one pass over the facts, `met`
//! notes which versions of the rules were met on the way.

mod fold;
mod met;
mod name;
mod table;

pub use fold::{Counted, FeedbackFacts, Fold, RatingFacts, View};
pub use met::RulesMet;
pub use name::full_name;
pub use table::{FIGURES, by_id};

use crate::domain::clock_rule::RuleKind;
use crate::domain::day::{Day, Moment};
use crate::domain::facts::{Facts, ProcedureFacts};
use crate::domain::standing::{Frame, Standing};

/// One figure.
#[derive(Clone, Copy)]
pub struct Figure {
    /// Stable id, e.g. `settled.overdue`. One that begins with `_` serves as a denominator or as one cell of a statutory table, and
    /// is not in the list of figures.
    pub id: &'static str,
    /// Vietnamese label.
    pub label: &'static str,
    /// The rule in words.
    pub rule: &'static str,
    /// Id of the denominator; `None` where the figure has none or is its own.
    pub of: Option<&'static str>,
    /// The rules of the clock that it depends on: their names and versions are printed with it.
    pub rules: &'static [RuleKind],
    /// What is counted.
    pub count: Count,
}

impl Figure {
    /// Whether reports show it.
    pub fn is_public(&self) -> bool {
        !self.id.starts_with('_')
    }

    /// Whether it stands beside the contract as a list alone (`_index.…`, the view of the national index): no report
    /// counts it, so that counting a period does not pay for it.
    pub fn only_listed(&self) -> bool {
        self.id.starts_with("_index.")
    }

    /// Whether its list can be asked for by its id.
    pub fn can_be_listed(&self) -> bool {
        self.is_public() || self.only_listed()
    }
}

/// What a figure counts: its population and its predicate.
#[derive(Clone, Copy)]
pub enum Count {
    /// Dossiers of a set that pass a test.
    Dossiers {
        /// The set they are counted in.
        set: Set,
        /// Which officer answers for it.
        role: Role,
        /// The test beyond the set.
        test: fn(&View<'_>) -> bool,
    },
    /// Procedures in force at the end of the period, with what was filed under them.
    Procedures(fn(&ProcedureFacts, &Usage) -> bool),
    /// Ratings of the period, by their level.
    Ratings(fn(&str) -> bool),
    /// Feedback received in the period.
    Feedback(fn(&FeedbackFacts, &Frame) -> bool),
}

/// The set that a dossier figure is counted in (REPORTS.md §1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// IN + CARRIED.
    Handled,
    /// Accepted in the period.
    In,
    /// Carried over.
    Carried,
    /// Refused in the period.
    Refused,
    /// Settled in the period.
    Settled,
    /// Not settled at the cut-off.
    Open,
    /// Returned in the period.
    Returned,
    /// Settled in the report year.
    Year,
    /// Online dossiers, for the clock of acceptance.
    Online,
}

impl Set {
    /// Whether a dossier with this standing belongs to the set.
    pub fn contains(self, standing: &Standing) -> bool {
        match self {
            Set::Handled => standing.is_handled(),
            Set::In => standing.is_in,
            Set::Carried => standing.is_carried,
            Set::Refused => standing.is_refused,
            Set::Settled => standing.is_settled,
            Set::Open => standing.is_open,
            Set::Returned => standing.is_returned,
            Set::Year => standing.is_settled_in_year,
            Set::Online => standing.acceptance != crate::domain::standing::Acceptance::Outside,
        }
    }

    /// Whether every dossier of the set is in it by one moment of its own within the period.
    pub const fn is_dated(self) -> bool {
        matches!(self, Set::In | Set::Settled | Set::Refused | Set::Returned)
    }

    /// The moment by which a dossier is in the set; `None` for sets that are not of one moment of the period.
    pub fn dated_by(self, facts: &Facts) -> Option<Moment> {
        match self {
            Set::In => facts.accepted_at,
            Set::Settled | Set::Refused => facts.settled_at,
            Set::Returned => facts.returned_at,
            Set::Handled | Set::Carried | Set::Open | Set::Year | Set::Online => None,
        }
    }

    /// Monday of the week in which a dossier came into the set.
    pub fn week(self, facts: &Facts) -> Option<Day> {
        self.dated_by(facts).map(|at| at.day.monday())
    }
}

/// Which officer a dossier figure is attributed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// received_by.
    Reception,
    /// handled_by.
    Settlement,
}

/// By what a figure is split. The parts of a figure always add up to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grouping {
    /// Officer of reception or of settlement, by the figure's role; key: the register's id, 0 = chưa phân công.
    Officer,
    /// Field; key: the reader's index.
    Field,
    /// Procedure; key: the reader's index.
    Procedure,
    /// Source system; key: the reader's index.
    System,
    /// Settling office; key: the reader's index, the empty name where none is named.
    Office,
    /// Week of the moment that puts a dossier into the figure's set; key: the Monday's number of days. Only sets of one
    /// moment within the period have weeks ([`Set::dated_by`]).
    Week,
}

impl Grouping {
    /// The groupings of every figure that counts dossiers; weeks are only those of some.
    pub const ALL: [Grouping; 5] =
        [Grouping::Officer, Grouping::Field, Grouping::Procedure, Grouping::System, Grouping::Office];

    /// The word of files.
    pub const fn code(self) -> &'static str {
        match self {
            Grouping::Officer => "officer",
            Grouping::Field => "field",
            Grouping::Procedure => "procedure",
            Grouping::System => "system",
            Grouping::Office => "office",
            Grouping::Week => "week",
        }
    }

    /// Reads the word of files.
    pub fn from_code(text: &str) -> Option<Grouping> {
        Grouping::ALL.into_iter().chain([Grouping::Week]).find(|grouping| grouping.code() == text)
    }
}

/// What was filed under a procedure in the period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Online dossiers accepted in the period.
    pub received_online: u64,
    /// Dossiers accepted in the period by post.
    pub received_postal: u64,
    /// Results returned in the period by post.
    pub returned_postal: u64,
    /// Dossiers settled in the period whose fee was paid online.
    pub settled_paid_online: u64,
}
