//! Ratings: their sums, the head's list, and the kiosk.

pub use crate::desk::ratings::{Apart, LEAST, OfOfficer, Sums};
pub use crate::domain::pin::SETTINGS as PINS;
pub use crate::domain::rating::{Level, Rating};
pub use crate::store::invitation::{Invitation, LASTS_MS};

use crate::domain::day::{Day, Moment};

/// The setting of the officer's PIN, which leaves the kiosk.
pub const KIOSK_PIN: &str = PINS[0];
/// The setting of the head's PIN, which opens the list of single ratings.
pub const HEAD_PIN: &str = PINS[1];

/// What is asked.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Sums of a span of days.
    Sums {
        /// The question's number.
        ticket: u64,
        /// First day.
        from: Day,
        /// Last day.
        to: Day,
    },
    /// Every rating of a span, for the head; answered while the head's PIN holds.
    Whole {
        /// The question's number.
        ticket: u64,
        /// From this moment.
        from: Moment,
        /// Until this one.
        end: Moment,
    },
    /// Whether this is a PIN of the desk.
    Pin {
        /// Its setting.
        key: &'static str,
        /// What was typed.
        typed: String,
    },
    /// The head's list is closed.
    Lock,
    /// What the kiosk shows.
    Kiosk,
    /// Whom the desk invites.
    Invited,
    /// A citizen pressed a level.
    Press {
        /// Its code.
        level: String,
        /// The invitation that was shown.
        invited: Option<Invitation>,
    },
    /// Invite to rate this dossier.
    Invite(i64),
}

/// What the kiosk shows.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// The unit's name.
    pub unit: String,
    /// The levels on offer.
    pub levels: Vec<Level>,
    /// An officer can leave it.
    pub pin_set: bool,
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Answer {
    /// It takes longer than a key waits: the answer follows. Until then the screen says so.
    Begun,
    /// Sums.
    Sums {
        /// The question's number.
        ticket: u64,
        /// The sums.
        sums: Box<Sums>,
    },
    /// Single ratings; `None` when the head's PIN does not hold.
    Whole {
        /// The question's number.
        ticket: u64,
        /// Id and rating, with words in the place of codes.
        rows: Option<Vec<(i64, Rating)>>,
    },
    /// Whether a PIN was right, and else how many seconds to wait.
    Pin {
        /// Its setting.
        key: &'static str,
        /// It was.
        right: bool,
        /// Seconds.
        wait: i64,
    },
    /// The head's list is closed.
    Locked,
    /// What the kiosk shows.
    Kiosk(Box<Front>),
    /// Whom the desk invites.
    Invited(Option<Invitation>),
    /// The invitation stands, for the dossier with this code.
    Inviting(String),
}
