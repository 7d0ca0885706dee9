//! The due-date ledger of a dossier as it is shown and printed: every due moment it ever had, and what moved it.
//!
//! Nothing overwrites the first promise, which stands first. The lines are read as they were written down; only a pause
//! that lasts is computed, since its date still moves, and so is one that closed before the register wrote such lines.

use crate::domain::day::Moment;
use crate::domain::facts::{Facts, ProcedureFacts};
use crate::domain::limit::Limit;
use crate::domain::line_cause::{LineCause, VoidCause};
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
    /// A pause as it was before it was corrected.
    FormerPause {
        /// Why the clock stood still, in words.
        reason: String,
        /// The document that asked for it.
        document: String,
    },
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

impl Promise {
    /// The line in words, after its date: the hour, what made it, from when it holds, and its papers. Screen and paper
    /// say the same. `name` gives the printed name of an officer's code.
    pub fn told(&self, name: impl Fn(&str) -> String) -> String {
        let mut parts = vec![format!("{}, {}", self.due.clock(), self.what_happened())];
        let mut say = |label: &str, text: &str| {
            if !text.is_empty() {
                parts.push(format!("{label}{text}"));
            }
        };
        match &self.cause {
            Cause::First { .. } => {}
            Cause::Pause(pause) => say("văn bản ", &pause.document),
            Cause::FormerPause { document, .. } => say("văn bản ", document),
            Cause::Later { reason, document, .. } | Cause::Calendar { reason, document, .. } => {
                say("lý do: ", reason);
                say("văn bản ", document);
            }
            Cause::Extension { basis, approver, reason, document, .. } => {
                say("căn cứ: ", basis);
                say("lý do: ", reason);
                say("văn bản ", document);
                say("người duyệt: ", approver);
            }
            Cause::Amended { reason, .. } => say("lý do: ", reason),
        }
        say("cán bộ: ", &if self.officer.is_empty() { String::new() } else { name(&self.officer) });
        let void = self.voided.map(|cause| format!("{}: ", cause.label())).unwrap_or_default();
        format!("{void}{}", parts.join("; "))
    }

    fn what_happened(&self) -> String {
        let since = self.at.vietnamese();
        let moved = if self.moved || self.voided.is_some() { "lùi do" } else { "không đổi sau" };
        match &self.cause {
            Cause::First { computed: true } => format!("hẹn lần đầu lúc {since}"),
            Cause::First { computed: false } => format!("hẹn lần đầu lúc {since}, ghi theo giấy hẹn"),
            Cause::Pause(pause) if pause.to.is_none_or(|to| to > self.at) => {
                let moved = if self.moved { "đang lùi do" } else { "không đổi dù đang" };
                format!("{moved} {}", pause.reason.label())
            }
            Cause::Pause(pause) => format!("{moved} {}, từ {since}", pause.reason.label()),
            Cause::FormerPause { reason, .. } => format!("{moved} {reason}, từ {since}"),
            Cause::Later { .. } => format!("đổi hạn lúc {since}"),
            Cause::Calendar { .. } => format!("hẹn lại do lịch thay đổi, từ {since}"),
            Cause::Amended { .. } => format!("tính lại do sửa thông tin, từ {since}"),
            Cause::Extension { added: Some(added), .. } => format!("gia hạn thêm {} lúc {since}", added.vietnamese()),
            Cause::Extension { added: None, .. } => format!("gia hạn lúc {since}"),
        }
    }
}

/// The ledger as seen at `seen_at`: the first promise, then the other lines by the moment from which they held; empty
/// while the clock has not started or where no limit is known. `later` are the stored lines with those that a correction
/// voided.
pub fn ledger(
    facts: &Facts,
    procedure: &ProcedureFacts,
    rules: &Rulebook,
    later: &[DueDate],
    seen_at: Moment,
) -> Vec<Promise> {
    let Some(start) = facts.clock_start() else { return Vec::new() };
    let bare = Facts { pauses: Vec::new(), repromises: Vec::new(), ..facts.clone() };
    let Some(first) = standing::due_seen(&bare, procedure, rules, Seen::from(standing::FAR_FUTURE, None)) else {
        return Vec::new();
    };
    let shown = later.iter().enumerate().filter(|(_, due)| holds_at(due, seen_at));
    let mut lines: Vec<Promise> = shown
        .map(|(at, due)| Promise { voided: due.voided.or(overtaken(facts, due, &later[at..])), ..written(facts, due) })
        .collect();
    lines.extend(computed(facts, procedure, rules, later, seen_at));
    // A date that was given in the minute in which a pause closed contains it.
    let given = |line: &Promise| !matches!(line.cause, Cause::Pause(_) | Cause::FormerPause { .. });
    lines.sort_by_key(|line| (line.at, given(line)));
    lines.insert(0, line(start, Cause::First { computed: facts.due_computed }, first));
    let mut before = None;
    for line in lines.iter_mut().filter(|line| line.voided.is_none()) {
        line.moved = before.replace(line.due) != Some(line.due);
    }
    lines
}

fn line(at: Moment, cause: Cause, due: Moment) -> Promise {
    Promise { at, cause, due, moved: false, officer: String::new(), voided: None }
}

/// A pause that ended after the dossier did is told as lasting until then.
fn holds_at(due: &DueDate, seen_at: Moment) -> bool {
    due.cause != LineCause::Pause || due.effective_at <= seen_at
}

/// Why a line that stands in the register holds no more: one written after it holds from before, or the dossier had
/// ended. `since` begins with the line.
fn overtaken(facts: &Facts, due: &DueDate, since: &[DueDate]) -> Option<VoidCause> {
    let given = |due: &DueDate| due.voided.is_none() && due.cause != LineCause::Pause;
    if due.cause != LineCause::Amend && facts.settled_at.is_some_and(|ended| ended < due.effective_at) {
        return Some(VoidCause::Ended);
    }
    let after = since.iter().skip(1);
    let earlier = after.filter(|later| given(later)).any(|later| later.effective_at < due.effective_at);
    earlier.then_some(VoidCause::Amend).filter(|_| given(due))
}

/// A line as it was written down.
fn written(facts: &Facts, due: &DueDate) -> Promise {
    let (reason, document, officer) = (due.reason.clone(), due.document.clone(), due.officer.clone());
    let cause = match due.cause {
        LineCause::Hand => Cause::Later { reason, document, officer },
        LineCause::Calendar => Cause::Calendar { reason, document, officer },
        LineCause::Amend => Cause::Amended { reason, officer },
        LineCause::Extension => {
            let (added, basis, approver) = (due.extension, due.basis.clone(), due.approver.clone());
            Cause::Extension { added, basis, approver, reason, document, officer }
        }
        LineCause::Pause => match facts.pauses.iter().find(|pause| due.voided.is_none() && is_line_of(due, pause)) {
            Some(pause) => Cause::Pause(pause.clone()),
            None => Cause::FormerPause { reason, document },
        },
    };
    Promise { officer: due.officer.clone(), voided: due.voided, ..line(due.effective_at, cause, due.due_at) }
}

fn is_line_of(due: &DueDate, pause: &Pause) -> bool {
    due.cause == LineCause::Pause
        && pause.to == Some(due.effective_at)
        && (due.reason.as_str(), &due.document) == (pause.reason.label(), &pause.document)
}

/// The lines of pauses that are not written down: of each what the desk knew when it ended, or knows while it lasts.
fn computed(
    facts: &Facts,
    procedure: &ProcedureFacts,
    rules: &Rulebook,
    later: &[DueDate],
    seen_at: Moment,
) -> Vec<Promise> {
    let stored = |pause: &Pause| {
        later.iter().any(|due| due.voided.is_none() && is_line_of(due, pause) && holds_at(due, seen_at))
    };
    let mut known = Facts { pauses: Vec::new(), ..facts.clone() };
    let mut lines = Vec::new();
    for pause in facts.pauses.iter().filter(|pause| pause.from < seen_at) {
        known.pauses.push(pause.clone());
        let end = pause.to.map_or(seen_at, |to| to.min(seen_at));
        if !stored(pause)
            && let Some(due) = standing::due_seen(&known, procedure, rules, Seen::from(end, None))
        {
            lines.push(line(end, Cause::Pause(pause.clone()), due));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::domain::deadline::Counted;
    use crate::domain::dossier::Channel;
    use crate::domain::facts::Repromise;
    use crate::domain::pause::PauseReason;

    fn at(text: &str) -> Moment {
        text.parse().expect("a moment")
    }

    fn facts() -> Facts {
        Facts {
            accepted_at: Some(at("2026-06-01 08:00")),
            limit: Some("5wd".parse().expect("a limit")),
            due_at: Some(at("2026-06-08 17:00")),
            ..Facts::new(Channel::Direct)
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
        let told = ledger(&facts, &ProcedureFacts::unknown(), &rules, &[later], at("2026-06-18 08:00"));
        let dues: Vec<(String, bool)> = told.iter().map(|line| (line.due.day.to_string(), line.moved)).collect();
        let want = [("2026-06-08", true), ("2026-06-10", true), ("2026-06-19", true), ("2026-06-23", true)];
        assert_eq!(dues, want.map(|(day, moved)| (day.to_owned(), moved)));
        assert_eq!(told[0].cause, Cause::First { computed: true });
    }

    #[test]
    fn a_line_that_a_later_one_overtook_is_not_shown_as_in_force() {
        let (mut facts, procedure) = (facts(), ProcedureFacts::unknown());
        // A correction of the terms that was written after an extension, and holds from the start of the clock.
        let granted = Counted { due: at("2026-06-15 17:00"), counted_to: None, closing: true };
        let mut extension = DueDate::counted(LineCause::Extension, &granted, at("2026-06-03 08:00"));
        extension.extension = "5wd".parse().ok();
        let corrected = Counted { due: at("2026-06-10 17:00"), ..granted };
        let later = [extension, DueDate::counted(LineCause::Amend, &corrected, at("2026-06-01 08:00"))];
        facts.repromises = later
            .iter()
            .map(|due| Repromise {
                cause: due.cause,
                closing: due.closing,
                extension: due.extension,
                ..Repromise::by_hand(due.due_at, due.effective_at)
            })
            .collect();
        let rules = Rulebook::plain(Calendar::new([], Vec::new()));
        let now = at("2026-06-18 08:00");
        let told = ledger(&facts, &procedure, &rules, &later, now);
        let live = told.iter().rfind(|line| line.voided.is_none()).map(|line| line.due);
        assert_eq!(live, Some(corrected.due));
        assert_eq!(live, standing::due_seen(&facts, &procedure, &rules, Seen::from(now, None)));
        assert_eq!(told.last().map(|line| line.voided), Some(Some(VoidCause::Amend)), "it stays visible");
    }
}
