//! The due-date ledger of a dossier: every due moment it ever had, and what moved it. Nothing overwrites the first
//! promise; what a pause did is computed, never stored.

use crate::domain::day::Moment;
use crate::domain::facts::{Facts, ProcedureFacts};
use crate::domain::limit::Limit;
use crate::domain::line_cause::VoidCause;
use crate::domain::pause::Pause;
use crate::domain::rulebook::Rulebook;
use crate::domain::standing::{self, Seen};
use crate::store::parts::DueDate;

/// Why a due moment came to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The promise of the acceptance.
    First {
        /// Whether it is the computed one, not one recorded by hand or by another system.
        computed: bool,
    },
    /// A pause; while it is open the date still moves.
    Pause(Pause),
    /// A date that somebody named later.
    Later {
        /// Why it was given.
        reason: String,
        /// The document behind it.
        document: String,
        /// Code of the officer who gave it.
        officer: String,
    },
    /// The limit was extended (gia hạn).
    Extension {
        /// How much was added, where it was told as an amount.
        added: Option<Limit>,
        /// Legal basis.
        basis: String,
        /// Who approved it.
        approver: String,
        /// Why.
        reason: String,
        /// The document behind it.
        document: String,
        /// Code of the officer who recorded it.
        officer: String,
    },
    /// The calendar was edited and the date promised anew.
    Calendar {
        /// Why it was given.
        reason: String,
        /// The document behind it.
        document: String,
        /// Code of the officer who gave it.
        officer: String,
    },
    /// The date was counted anew because what it follows from was corrected.
    Amended {
        /// Why.
        reason: String,
        /// Code of the officer who corrected it.
        officer: String,
    },
}

/// One line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// From when it held. For a pause: its end, or the moment of looking while it lasts.
    pub at: Moment,
    /// Why.
    pub cause: Cause,
    /// The due moment from then on.
    pub due: Moment,
    /// Whether it differs from the line before; a voided line is not compared with.
    pub moved: bool,
    /// Code of the officer who wrote it; empty for the first promise and for a line that is not written down.
    pub officer: String,
    /// The correction that took it out of the ledger again; such a line stays visible and holds no more.
    pub voided: Option<VoidCause>,
}

/// The ledger as seen at `seen_at`, oldest first; empty while the clock has not started or where no limit is known.
pub fn ledger(
    facts: &Facts,
    procedure: &ProcedureFacts,
    rules: &Rulebook,
    later: &[DueDate],
    seen_at: Moment,
) -> Vec<Promise> {
    let Some(start) = facts.clock_start() else { return Vec::new() };
    let mut bare = Facts { pauses: Vec::new(), repromises: Vec::new(), ..facts.clone() };
    let first = standing::due_seen(&bare, procedure, rules, Seen::from(standing::FAR_FUTURE, None));
    let mut lines: Vec<(Moment, Cause, Option<Moment>)> =
        vec![(start, Cause::First { computed: facts.due_computed }, first)];
    for due in later {
        let cause =
            Cause::Later { reason: due.reason.clone(), document: due.document.clone(), officer: due.officer.clone() };
        lines.push((due.effective_at, cause, Some(due.due_at)));
    }
    bare.repromises.clone_from(&facts.repromises);
    for pause in facts.pauses.iter().filter(|pause| pause.from < seen_at) {
        // The first k pauses, seen when the last of them ends: what the desk knew then.
        bare.pauses.push(pause.clone());
        let end = pause.to.map_or(seen_at, |to| to.min(seen_at));
        lines.push((
            end,
            Cause::Pause(pause.clone()),
            standing::due_seen(&bare, procedure, rules, Seen::from(end, None)),
        ));
    }
    lines.sort_by_key(|(at, ..)| *at);
    let mut before = None;
    let told = lines.into_iter().filter_map(|(at, cause, due)| {
        let due = due?;
        let moved = before.replace(due) != Some(due);
        Some(Promise { at, cause, due, moved, officer: String::new(), voided: None })
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::domain::dossier::{Channel, ComponentCounts};
    use crate::domain::facts::Repromise;
    use crate::domain::pause::PauseReason;
    use crate::domain::procedure::OnlineLevel;

    fn at(text: &str) -> Moment {
        text.parse().expect("a moment")
    }

    fn facts() -> Facts {
        Facts {
            id: 1,
            procedure: 1,
            received_by: 0,
            handled_by: 0,
            system: 0,
            channel: Channel::Direct,
            out_of_area: false,
            submitted_at: None,
            accepted_at: Some(at("2026-06-01 08:00")),
            forwarded_at: None,
            limit: Some("5wd".parse().expect("a limit")),
            extension: None,
            due_at: Some(at("2026-06-08 17:00")),
            due_computed: true,
            repromises: Vec::new(),
            pauses: Vec::new(),
            settled_at: None,
            done_at: None,
            returned_at: None,
            return_channel: None,
            outcome: None,
            fee: 0,
            paid_by: None,
            components: ComponentCounts::default(),
            result_digitized: false,
            late_kind: None,
            apology_issued_at: None,
            apology_uploaded_at: None,
            apology_posted_at: None,
            no_apology_reason: false,
            handed_over: false,
        }
    }

    fn procedure() -> ProcedureFacts {
        ProcedureFacts {
            index: 0,
            field: 0,
            limits: [None; 3],
            same_day_cutoff: None,
            online_level: OnlineLevel::None,
            fee: false,
            online_payment: false,
            postal_receive: false,
            postal_return: false,
            result_document: true,
        }
    }

    fn pause(from: &str, to: &str) -> Pause {
        Pause { reason: PauseReason::Supplement, document: "12/HDHS".into(), from: at(from), to: to.parse().ok() }
    }

    #[test]
    fn each_promise_and_each_pause_has_its_line_and_the_first_stays() {
        let mut facts = facts();
        facts.pauses = vec![pause("2026-06-02 08:00", "2026-06-04 08:00"), pause("2026-06-16 08:00", "")];
        let later = DueDate {
            reason: "xác minh".into(),
            document: "7/CV".into(),
            officer: "an".into(),
            ..DueDate::by_hand(at("2026-06-19 17:00"), at("2026-06-10 09:00"))
        };
        facts.repromises = vec![Repromise::by_hand(later.due_at, later.effective_at)];
        let rules = Rulebook::plain(Calendar::new([], Vec::new()));
        let told = ledger(&facts, &procedure(), &rules, &[later], at("2026-06-18 08:00"));
        let dues: Vec<(String, bool)> = told.iter().map(|line| (line.due.day.to_string(), line.moved)).collect();
        let want = [("2026-06-08", true), ("2026-06-10", true), ("2026-06-19", true), ("2026-06-23", true)];
        assert_eq!(dues, want.map(|(day, moved)| (day.to_owned(), moved)));
        assert_eq!(told[0].cause, Cause::First { computed: true });
    }
}
