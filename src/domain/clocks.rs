//! The clocks that run on one dossier, derived so that lists and counters of a desk need no computation: warnings of
//! the due date, the hand-over, the acceptance of an online dossier, and what is left of a clock that stands still.
//!
//! What depends on the passing of time is left to the reader, who compares these moments with now.

use crate::domain::clock_rule::PauseRule;
use crate::domain::day::Moment;
use crate::domain::deadline::{self, Terms};
use crate::domain::dossier::Outcome;
use crate::domain::facts::{Facts, ProcedureFacts};
use crate::domain::ledger::{self, FAR_FUTURE, Seen};
use crate::domain::pause::{Pause, PauseReason};
use crate::domain::rulebook::Rulebook;
use crate::domain::standing::{self, Acceptance};
use crate::domain::warning::{self, Span, Warnings};

/// The moments of one dossier's clocks. All are empty once it has ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clocks {
    /// From when the due date is near; empty in a pause, since the clock stands still.
    pub warn_from: Option<Moment>,
    /// From when an apology is at its last moment; empty in a pause, and once the letter is written, a reason for none
    /// is on record, or the work is done: then the warning has nothing to ask for.
    pub apology_by: Option<Moment>,
    /// Until when it is to be handed over; empty in a pause, and once it is handed over or the work is done.
    pub handover_due: Option<Moment>,
    /// Until when an online dossier is to be accepted or refused; empty once it is.
    pub acceptance_due: Option<Moment>,
    /// In a pause that counts: the working minutes that were left when it began, or those of the whole limit where it
    /// begins anew.
    pub left_paused: Option<i64>,
}

/// The clocks of a dossier that is due at `due` after its closed pauses. `shield` is the open pause that keeps it from
/// becoming late.
pub fn clocks(
    facts: &Facts,
    procedure: &ProcedureFacts,
    rules: &Rulebook,
    due: Option<Moment>,
    shield: Option<&Pause>,
) -> Clocks {
    let mut clocks = Clocks::default();
    if facts.settled_at.is_some() || facts.outcome == Some(Outcome::Refused) {
        return clocks;
    }
    let Some(accepted) = facts.accepted_at else {
        clocks.acceptance_due = standing::acceptance_due(facts, rules);
        return clocks;
    };
    clocks.left_paused = shield.zip(due).map(|(pause, due)| left(facts, procedure, rules, due, pause));
    if facts.pauses.iter().any(|pause| pause.to.is_none()) {
        return clocks;
    }
    let done = facts.done_at.is_some();
    if !facts.handed_over && !done {
        clocks.handover_due = Some(warning::handover_due(accepted, &rules.calendar, &rules.warnings));
    }
    if let Some(warnings) = due.and_then(|due| warnings(facts, procedure, rules, due)) {
        let told = facts.apology_issued_at.is_some() || facts.no_apology_reason;
        clocks.warn_from = Some(warnings.warn_from);
        clocks.apology_by = Some(warnings.apology_by).filter(|_| !told && !done);
    }
    clocks
}

/// The warnings of a dossier that is due at `due`, whatever has become of it since.
pub fn warnings(facts: &Facts, procedure: &ProcedureFacts, rules: &Rulebook, due: Moment) -> Option<Warnings> {
    let (latest, _) = ledger::terms_seen(facts, procedure, Seen::from(FAR_FUTURE, None))?;
    let terms = Terms { extension: latest.extension, ..ledger::first_terms(facts, procedure, latest.start) };
    let span = Span::of(&terms, &rules.calendar)?;
    warning::warnings(terms.start, due, span, &rules.calendar, &rules.warnings)
}

impl Acceptance {
    /// The word in lists; empty where the clock does not run.
    pub const fn label(self) -> &'static str {
        match self {
            Acceptance::Outside => "",
            Acceptance::InTime => "đúng hạn",
            Acceptance::Late => "trễ",
            Acceptance::Waiting => "chờ, còn hạn",
            Acceptance::WaitingOverdue => "chờ, quá hạn",
        }
    }
}

/// Working minutes that were left when the pause began, or those of the whole limit, with every extension granted so
/// far, where a supplement makes it begin anew.
fn left(facts: &Facts, procedure: &ProcedureFacts, rules: &Rulebook, due: Moment, pause: &Pause) -> i64 {
    let minutes = |from: Moment, to: Moment| rules.calendar.working_minutes_between(from, to).max(0);
    let Some(start) = facts.clock_start() else { return 0 };
    let anew = pause.reason == PauseReason::Supplement && rules.pauses.at(start.day) == PauseRule::Restart;
    let terms = ledger::terms_seen(facts, procedure, Seen::from(FAR_FUTURE, None)).map(|(terms, _)| terms);
    match terms.and_then(|terms| terms.limit.map(|limit| (terms, limit))).filter(|_| anew) {
        Some((terms, limit)) => {
            let cutoff = terms.same_day_cutoff;
            minutes(start, deadline::promise(start, limit, terms.extension, cutoff, &rules.calendar))
        }
        None => minutes(pause.from, due),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::domain::deadline::PauseRules;
    use crate::domain::dossier::Channel;
    use crate::domain::facts::Repromise;
    use crate::domain::line_cause::LineCause;
    use crate::domain::procedure::OnlineLevel;

    fn at(text: &str) -> Moment {
        text.parse().expect("a moment")
    }

    fn procedure() -> ProcedureFacts {
        ProcedureFacts { limits: ["5wd".parse().ok(); 3], online_level: OnlineLevel::Full, ..ProcedureFacts::unknown() }
    }

    /// Submitted online on Monday 16 November 2026 at 08:00, accepted at 09:00, due on the 23rd.
    fn facts() -> Facts {
        Facts {
            submitted_at: Some(at("2026-11-16 08:00")),
            accepted_at: Some(at("2026-11-16 09:00")),
            due_at: Some(at("2026-11-23 17:00")),
            ..Facts::new(Channel::Online)
        }
    }

    fn told(facts: &Facts, rules: &Rulebook) -> Clocks {
        let shield = facts.pauses.iter().find(|pause| pause.to.is_none());
        clocks(facts, &procedure(), rules, facts.due_at, shield)
    }

    #[test]
    fn each_clock_runs_until_what_it_asks_for_is_done() {
        let rules = Rulebook::plain(Calendar::new([], Vec::new()));
        let open = told(&facts(), &rules);
        let expected = Clocks {
            warn_from: Some(at("2026-11-19 07:30")),
            apology_by: Some(at("2026-11-20 07:30")),
            handover_due: Some(at("2026-11-16 17:00")),
            ..Clocks::default()
        };
        assert_eq!(open, expected);
        let issued = Facts { apology_issued_at: Some(at("2026-11-19 09:00")), ..facts() };
        assert_eq!(told(&issued, &rules), Clocks { apology_by: None, ..expected });
        let done = Facts { done_at: Some(at("2026-11-19 09:00")), ..facts() };
        assert_eq!(told(&done, &rules), Clocks { apology_by: None, handover_due: None, ..expected });
        assert_eq!(told(&Facts { handed_over: true, ..facts() }, &rules), Clocks { handover_due: None, ..expected });
        let ended = Facts { settled_at: Some(at("2026-11-19 09:00")), outcome: Some(Outcome::Settled), ..facts() };
        assert_eq!(told(&ended, &rules), Clocks::default());
        let waiting = Facts { accepted_at: None, due_at: None, ..facts() };
        assert_eq!(told(&waiting, &rules).acceptance_due, Some(at("2026-11-17 08:00")));
        let direct = Facts { channel: Channel::Direct, ..waiting };
        assert_eq!(told(&direct, &rules), Clocks::default());
    }

    #[test]
    fn in_a_pause_the_time_that_is_left_stands_still() {
        let mut rules = Rulebook::plain(Calendar::new([], Vec::new()));
        let pause = |reason| Pause { reason, document: String::new(), from: at("2026-11-20 13:00"), to: None };
        let paused = |reason| Facts { pauses: vec![pause(reason)], ..facts() };
        // Friday afternoon and Monday.
        let left = |reason, rules: &Rulebook| told(&paused(reason), rules);
        let still = Clocks { left_paused: Some(720), ..Clocks::default() };
        assert_eq!(left(PauseReason::Supplement, &rules), still);
        rules.pauses = PauseRules::read("2018-06-21=restart").expect("versions");
        assert_eq!(left(PauseReason::Fee, &rules), still);
        // The whole limit begins anew: five days and what was left of the first.
        assert_eq!(left(PauseReason::Supplement, &rules).left_paused, Some(390 + 5 * 480));
        // Two days were granted while it ran: the limit that begins anew has them too.
        let granted = Repromise {
            cause: LineCause::Extension,
            extension: "2wd".parse().ok(),
            ..Repromise::by_hand(at("2026-11-25 17:00"), at("2026-11-19 09:00"))
        };
        let longer = Facts { repromises: vec![granted], ..paused(PauseReason::Supplement) };
        assert_eq!(told(&longer, &rules).left_paused, Some(390 + 7 * 480));
    }
}
