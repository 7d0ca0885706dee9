//! What a list of dossiers is asked for: a set, filters, words to find, an order. It asks the register nothing.

use crate::domain::day::{Day, Moment};
use crate::domain::dossier::{Channel, Outcome};
use crate::domain::stage::Owed;
use crate::store::list_column::ListColumn;
use crate::store::order::Order;

/// Which dossiers a list shows beyond its filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Show {
    /// All.
    All,
    /// Accepted and not ended.
    Open,
    /// Open and late.
    Overdue,
    /// Open and late, without an apology.
    OverdueWithoutApology,
    /// Open, due on this day; not in a pause that still moves the day.
    DueOn(Day),
    /// Accepted or waiting for that, and not ended: every dossier whose clock is on.
    OnClock,
    /// Open, near its due date and not late.
    Warned,
    /// Open and not late, with an apology at its last moment should it be missed.
    ApologyDue,
    /// Open and to be handed over before now.
    HandoverLate,
    /// Online, waiting for acceptance after the limit.
    AcceptanceLate,
    /// Online, waiting for acceptance, the limit over by this moment and not yet.
    AcceptanceNear(Moment),
    /// In an open pause.
    Paused,
    /// Submitted online and not answered.
    Unanswered,
    /// Accepted on this day.
    AcceptedOn(Day),
    /// Returned on this day.
    ReturnedOn(Day),
    /// Ended on this day.
    SettledOn(Day),
    /// Work of this kind is owed.
    Owed(Owed),
    /// Ended with this outcome.
    Ended(Outcome),
}

/// What a list shows: a set, filters, words to find, an order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Query {
    /// The set.
    pub show: Show,
    /// Words to find: part of a name without marks, a code, a phone or ID number. Empty = no search.
    pub find: String,
    /// Only this field, by name.
    pub field: Option<String>,
    /// Only this officer, as receiver or handler, by code.
    pub officer: Option<String>,
    /// Only this procedure, by code.
    pub procedure: Option<String>,
    /// Only this channel.
    pub channel: Option<Channel>,
    /// Only dossiers accepted on one of these days.
    pub accepted: Option<(Day, Day)>,
    /// Only dossiers with these values of columns; a moment is given by its day, an officer by the code.
    pub only: Vec<(ListColumn, String)>,
    /// The order.
    pub order: Order,
}

impl Default for Query {
    fn default() -> Query {
        Query {
            show: Show::All,
            find: String::new(),
            field: None,
            officer: None,
            procedure: None,
            channel: None,
            accepted: None,
            only: Vec::new(),
            order: Order::Newest,
        }
    }
}
