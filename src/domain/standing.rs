//! How one dossier stands towards its deadline, as seen at an instant, and towards a period.
//!
//! The same functions serve the screen, the counters and the reports (decision 3 of the design): everything is
//! asked of the dossier's moments, never of its present stage, so a past period gives the same answer in any later
//! year.

use crate::domain::day::Moment;
use crate::domain::deadline::{self, LatenessRule};
use crate::domain::dossier::{Channel, Outcome};
use crate::domain::facts::{Facts, ProcedureFacts};
use crate::domain::lateness::{Lateness, lateness};
pub(in crate::domain) use crate::domain::ledger::first_terms;
pub use crate::domain::ledger::{FAR_FUTURE, Seen, due_by_calendar, due_seen, terms_given, terms_seen, terms_told};
use crate::domain::limit::Unit;
use crate::domain::pause::Pause;
use crate::domain::rulebook::Rulebook;

/// The first moment at which a dossier with this due moment is late, by the version of the rule that held on the day
/// its clock started.
pub fn late_from(facts: &Facts, procedure: &ProcedureFacts, rules: &Rulebook, due: Moment) -> Moment {
    // The unit alone decides here; the moment at which the clock started does not.
    let hour_limit = first_terms(facts, procedure, due).hour_limit();
    deadline::late_from(due, hour_limit, lateness_rule(facts, rules, due))
}

/// The due moment in force at the cut-off of a period, or at the end where that came first.
pub fn due_at(facts: &Facts, procedure: &ProcedureFacts, rules: &Rulebook, frame: &Frame) -> Option<Moment> {
    let ended = facts.settled_at.filter(|_| frame.happened(facts.settled_at));
    due_seen(facts, procedure, rules, Seen::from(frame.cutoff, ended))
}

/// How late a dossier is in a period: at its end, or at the last minute before the cut-off; `None` where it is not late.
pub fn lateness_seen(facts: &Facts, procedure: &ProcedureFacts, rules: &Rulebook, frame: &Frame) -> Option<Lateness> {
    let ended = facts.settled_at.filter(|_| frame.happened(facts.settled_at));
    let due = due_at(facts, procedure, rules, frame)?;
    let late = late_from(facts, procedure, rules, due);
    if ended.map_or(late > frame.cutoff, |ended| ended < late) {
        return None;
    }
    // What becomes late at the very midnight of the cut-off is late, and by no day yet.
    let last = ended.unwrap_or(frame.cutoff.plus_minutes(-1));
    let rule = lateness_rule(facts, rules, due);
    Some(lateness(due, last, unit_of(facts, procedure), &rules.calendar, rule))
}

/// The unit that decides how a dossier's lateness is measured.
pub fn unit_of(facts: &Facts, procedure: &ProcedureFacts) -> Unit {
    // The unit follows from limit and extension alone; the start does not matter.
    first_terms(facts, procedure, FAR_FUTURE).unit()
}

/// The lateness rule that holds for a dossier: that of the day its clock started. A due date that was recorded without
/// a start is judged by the rule of its own day.
pub fn lateness_rule(facts: &Facts, rules: &Rulebook, due: Moment) -> LatenessRule {
    rules.lateness.at(facts.clock_start().unwrap_or(due).day)
}

/// The pause that a dossier is in at `at`, if any.
pub fn pause_at(facts: &Facts, at: Moment) -> Option<&Pause> {
    facts.pauses.iter().find(|pause| pause.from < at && pause.to.is_none_or(|to| to >= at))
}

/// A period and its cut-off: what a figure is counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// 00:00 of the first day.
    pub from: Moment,
    /// 24:00 of the last day, i.e. 00:00 of the day after.
    pub end: Moment,
    /// The cut-off: the end, or now if that is earlier.
    pub cutoff: Moment,
    /// 00:00 of the first day of the report year.
    pub year_from: Moment,
}

impl Frame {
    /// Whether a moment lies in the period and has happened by the cut-off.
    ///
    /// A moment in the very minute of the cut-off has happened: what was just accepted is counted at once.
    pub fn holds(&self, moment: Option<Moment>) -> bool {
        moment.is_some_and(|moment| self.from <= moment && moment < self.end && self.happened(Some(moment)))
    }

    /// From when on an end counts in a figure of the period: its own first day, or that of its report year.
    pub fn since(&self) -> Moment {
        self.from.min(self.year_from)
    }

    /// The first minute that has not happened by the cut-off.
    pub fn until(&self) -> Moment {
        if self.cutoff == self.end { self.end } else { self.cutoff.plus_minutes(1) }
    }

    /// Whether a moment had happened by the cut-off. Where the cut-off is the end of the period (24:00), a moment of
    /// the next midnight belongs to the next period.
    pub fn happened(&self, moment: Option<Moment>) -> bool {
        moment.is_some_and(|moment| moment < self.until())
    }
}

/// Early, on time or overdue (DOMAIN.md §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timeliness {
    /// Settled on an earlier date than the due date.
    Early,
    /// Neither early nor late; open: in time.
    OnTime,
    /// Late.
    Overdue,
}

/// Where an online dossier stands in the eight hours for its acceptance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acceptance {
    /// Not online, or not of this period.
    Outside,
    /// Answered in the period within the limit.
    InTime,
    /// Answered in the period after the limit.
    Late,
    /// Not answered at the cut-off, the limit not over.
    Waiting,
    /// Not answered at the cut-off, the limit over.
    WaitingOverdue,
}

/// How a dossier stands in a period: the sets of REPORTS.md §1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Accepted in the period.
    pub is_in: bool,
    /// Accepted before the period and not settled before it.
    pub is_carried: bool,
    /// Of these, settled in the period.
    pub is_settled: bool,
    /// Of these, the rest.
    pub is_open: bool,
    /// Returned in the period.
    pub is_returned: bool,
    /// Refused in the period.
    pub is_refused: bool,
    /// Settled in the report year up to the cut-off.
    pub is_settled_in_year: bool,
    /// For settled and open ones.
    pub timeliness: Timeliness,
    /// The due moment in force, as seen at the cut-off or at the end if that came first.
    pub due: Option<Moment>,
    /// Open and in a pause at the cut-off.
    pub is_waiting: bool,
    /// The clock of acceptance.
    pub acceptance: Acceptance,
}

impl Standing {
    /// In no set at all.
    pub const OUTSIDE: Standing = Standing {
        is_in: false,
        is_carried: false,
        is_settled: false,
        is_open: false,
        is_returned: false,
        is_refused: false,
        is_settled_in_year: false,
        timeliness: Timeliness::OnTime,
        due: None,
        is_waiting: false,
        acceptance: Acceptance::Outside,
    };

    /// HANDLED of REPORTS.md §1.
    pub fn is_handled(&self) -> bool {
        self.is_in || self.is_carried
    }

    /// Counted as overdue, settled or open.
    pub fn is_overdue(&self) -> bool {
        self.timeliness == Timeliness::Overdue
    }
}

/// How a dossier stands in a period.
///
/// A leg of a request is in no set: the request is counted, and its legs with it (DOMAIN.md §4). This is the one place
/// that says so; figures, drill-downs, the audit and lists of a figure follow from it.
pub fn standing(facts: &Facts, procedure: &ProcedureFacts, rules: &Rulebook, frame: &Frame) -> Standing {
    if facts.is_leg {
        return Standing::OUTSIDE;
    }
    let refused = facts.outcome == Some(Outcome::Refused);
    let accepted = facts.accepted_at.filter(|_| !refused);
    let is_in = frame.holds(accepted);
    let is_carried =
        accepted.is_some_and(|at| at < frame.from) && facts.settled_at.is_none_or(|settled| settled >= frame.from);
    let handled = is_in || is_carried;
    let is_settled = handled && frame.holds(facts.settled_at);
    let is_settled_in_year = accepted.is_some()
        && facts.settled_at.is_some_and(|at| at >= frame.year_from)
        && frame.happened(facts.settled_at);
    let is_open = handled && !is_settled;
    let judged = is_settled || is_settled_in_year || is_open;
    let ended = facts.settled_at.filter(|_| is_settled || is_settled_in_year);
    let (due, timeliness) =
        if judged { timeliness(facts, procedure, rules, ended, frame.cutoff) } else { (None, Timeliness::OnTime) };
    Standing {
        is_in,
        is_carried,
        is_settled,
        is_open,
        is_returned: frame.holds(facts.returned_at),
        is_refused: refused && frame.holds(facts.settled_at),
        is_settled_in_year,
        timeliness,
        due,
        is_waiting: is_open && pause_at(facts, frame.cutoff).is_some(),
        acceptance: acceptance(facts, rules, frame),
    }
}

/// The due moment and the judgement of a dossier that ended at `ended`, or is open at `cutoff`.
fn timeliness(
    facts: &Facts,
    procedure: &ProcedureFacts,
    rules: &Rulebook,
    ended: Option<Moment>,
    cutoff: Moment,
) -> (Option<Moment>, Timeliness) {
    // A pause that was never closed ended with the dossier at the latest.
    let Some(due) = due_seen(facts, procedure, rules, Seen::from(cutoff, ended)) else {
        return (None, Timeliness::OnTime);
    };
    let late = late_from(facts, procedure, rules, due);
    let timeliness = match ended {
        Some(ended) => judged(ended, due, late),
        None if late <= cutoff => Timeliness::Overdue,
        None => Timeliness::OnTime,
    };
    (Some(due), timeliness)
}

/// How a dossier that was due at `due` and is late from `late` on stands when it ended at `ended`.
pub fn judged(ended: Moment, due: Moment, late: Moment) -> Timeliness {
    match () {
        () if ended >= late => Timeliness::Overdue,
        () if ended.day < due.day => Timeliness::Early,
        () => Timeliness::OnTime,
    }
}

/// The last moment for accepting or refusing an online dossier, by the version of the limit that held on the day of its
/// submission; `None` where the clock does not run.
pub fn acceptance_due(facts: &Facts, rules: &Rulebook) -> Option<Moment> {
    if facts.channel != Channel::Online {
        return None;
    }
    facts.submitted_at.map(|submitted| acceptance_due_of(submitted, rules))
}

/// The same for a submission.
pub fn acceptance_due_of(submitted: Moment, rules: &Rulebook) -> Moment {
    rules.calendar.add_working_minutes(submitted, rules.acceptance.at(submitted.day).minutes())
}

/// When an online dossier was answered: accepted, or else refused. One that was withdrawn or stopped before that was
/// never answered, and its clock of acceptance stays as unanswered as the figures count it.
pub fn answered_at(accepted: Option<Moment>, settled: Option<Moment>, outcome: Option<Outcome>) -> Option<Moment> {
    accepted.or(settled.filter(|_| outcome == Some(Outcome::Refused)))
}

/// How the clock of acceptance stands that ends at `due`, seen from `now`. The minute of the limit itself is in time.
pub fn acceptance_state(due: Moment, answered: Option<Moment>, now: Moment) -> Acceptance {
    match answered.filter(|at| *at <= now) {
        Some(at) if at <= due => Acceptance::InTime,
        Some(_) => Acceptance::Late,
        None if due < now => Acceptance::WaitingOverdue,
        None => Acceptance::Waiting,
    }
}

fn acceptance(facts: &Facts, rules: &Rulebook, frame: &Frame) -> Acceptance {
    if facts.channel != Channel::Online {
        return Acceptance::Outside;
    }
    let answered = answered_at(facts.accepted_at, facts.settled_at, facts.outcome);
    let answered = answered.filter(|at| frame.happened(Some(*at)));
    let of_period = if answered.is_some() { frame.holds(answered) } else { frame.happened(facts.submitted_at) };
    match acceptance_due(facts, rules) {
        _ if !of_period => Acceptance::Outside,
        Some(due) => acceptance_state(due, answered, frame.cutoff),
        // Answered, and when it was submitted is not on record: nothing shows that it was in time.
        None => Acceptance::Late,
    }
}
