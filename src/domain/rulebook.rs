//! The rules in force at a desk, gathered: calendar, pause rules by date, lateness rule, acceptance limit.
//!
//! All of it is data of the register; this is only the value that the rules are asked with.

use crate::domain::calendar::Calendar;
use crate::domain::deadline::{LatenessRule, PauseRules};
use crate::domain::warning::WarningRules;

/// The rules of one desk.
#[derive(Clone, Debug)]
pub struct Rulebook {
    /// Days off, worked Saturdays, office hours.
    pub calendar: Calendar,
    /// Which pause rule holds from which day.
    pub pauses: PauseRules,
    /// From when a dossier is late.
    pub lateness: LatenessRule,
    /// Working hours within which an online dossier is to be accepted or refused (8 by the decree).
    pub acceptance_hours: u32,
    /// How long before the desk is warned.
    pub warnings: WarningRules,
}

impl Rulebook {
    /// The rules of a desk that has set nothing: weekends off, pauses subtracted, late after the due date.
    pub fn plain(calendar: Calendar) -> Rulebook {
        Rulebook {
            calendar,
            pauses: PauseRules::default(),
            lateness: LatenessRule::AfterDueDate,
            acceptance_hours: 8,
            warnings: WarningRules::default(),
        }
    }
}
