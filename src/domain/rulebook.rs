//! The rules in force at a desk, gathered: calendar, and the dated versions of the rules of the clock.
//!
//! All of it is data of the register; this is only the value that the rules are asked with.

use crate::domain::calendar::Calendar;
use crate::domain::clock_rule::{AcceptanceLimits, LatenessRules, PauseRules, RuleKind};
use crate::domain::day::Day;
use crate::domain::warning::WarningRules;

/// The rules of one desk.
#[derive(Clone, Debug)]
pub struct Rulebook {
    /// Days off, worked Saturdays, office hours.
    pub calendar: Calendar,
    /// Which pause rule holds for clocks that started on a day.
    pub pauses: PauseRules,
    /// From when a dossier is late whose clock started on a day.
    pub lateness: LatenessRules,
    /// Within how long an online dossier is to be accepted that was submitted on a day.
    pub acceptance: AcceptanceLimits,
    /// How long before the desk is warned.
    pub warnings: WarningRules,
}

impl Rulebook {
    /// The rules of a desk that has set nothing: weekends off, pauses subtracted, late after the due date, 8 hours.
    pub fn plain(calendar: Calendar) -> Rulebook {
        Rulebook {
            calendar,
            pauses: PauseRules::default(),
            lateness: LatenessRules::default(),
            acceptance: AcceptanceLimits::default(),
            warnings: WarningRules::default(),
        }
    }

    /// The number of the version of a rule that holds on `day` (see `Versions::number_at`).
    pub fn number_at(&self, kind: RuleKind, day: Day) -> usize {
        match kind {
            RuleKind::Lateness => self.lateness.number_at(day),
            RuleKind::Pause => self.pauses.number_at(day),
            RuleKind::Acceptance => self.acceptance.number_at(day),
        }
    }

    /// Name and version of a rule as reports print them, by that number.
    pub fn printed(&self, kind: RuleKind, number: usize) -> String {
        match kind {
            RuleKind::Lateness => self.lateness.printed(number),
            RuleKind::Pause => self.pauses.printed(number),
            RuleKind::Acceptance => self.acceptance.printed(number),
        }
    }

    /// Name and version of the rule that holds on `day`.
    pub fn printed_at(&self, kind: RuleKind, day: Day) -> String {
        self.printed(kind, self.number_at(kind, day))
    }
}
