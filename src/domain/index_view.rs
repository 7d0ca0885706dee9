//! A dossier as the national index sees it (bộ chỉ số phục vụ người dân, doanh nghiệp; Quyết định 766/QĐ-TTg): the time of
//! a pause is always subtracted, and more than one supplement request counts as overdue (DOMAIN.md §3).
//!
//! It stands beside the legal due date and is never taken for it: no counter and no public figure uses it.

use crate::domain::clock_rule::PauseRule;
use crate::domain::day::Moment;
use crate::domain::deadline;
use crate::domain::facts::{Facts, ProcedureFacts};
use crate::domain::pause::{Pause, PauseReason};
use crate::domain::rulebook::Rulebook;
use crate::domain::standing::{self, Seen};

/// How the index sees a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndexView {
    /// Supplement requests by then.
    pub requests: u32,
    /// The due moment with every pause subtracted; `None` where there is no limit or the clock has not started.
    pub due: Option<Moment>,
    /// Counted as overdue.
    pub overdue: bool,
    /// Because of its requests alone: by the due moment it would be in time.
    pub because_of_requests: bool,
}

/// How many supplement requests were made before `until`.
pub fn requests(pauses: &[Pause], until: Moment) -> u32 {
    let asked = |pause: &&Pause| pause.reason == PauseReason::Supplement && pause.from < until;
    pauses.iter().filter(asked).count() as u32
}

/// How the index sees a dossier as of `seen`; lateness follows the desk's rule, from the index's own due moment.
pub fn index_view(facts: &Facts, procedure: &ProcedureFacts, rules: &Rulebook, seen: Seen) -> IndexView {
    let requests = requests(&facts.pauses, seen.until);
    let due = standing::terms_given(facts, procedure, seen)
        .and_then(|(terms, pauses)| deadline::due(&terms, &pauses, PauseRule::Subtract, &rules.calendar, seen.until));
    let late = due.is_some_and(|due| standing::late_from(facts, procedure, rules, due) <= seen.until);
    IndexView { requests, due, overdue: late || requests > 1, because_of_requests: !late && requests > 1 }
}

/// Whether the index counts it as overdue, given how the law judges it. Without a pause the two are one.
pub fn overdue(facts: &Facts, procedure: &ProcedureFacts, rules: &Rulebook, seen: Seen, by_law: bool) -> bool {
    if facts.pauses.is_empty() { by_law } else { index_view(facts, procedure, rules, seen).overdue }
}

impl IndexView {
    /// Why it says something else than the law does, as a sentence; empty where the two agree.
    pub fn why_different(&self, legal_due: Option<Moment>, legally_overdue: bool) -> String {
        let mut why = Vec::new();
        if self.requests > 1 && !legally_overdue {
            why.push(format!(
                "bộ chỉ số tính quá hạn vì đã yêu cầu bổ sung {:02} lần (chỉ được một lần)",
                self.requests
            ));
        }
        if let (Some(own), Some(legal)) = (self.due, legal_due)
            && own != legal
        {
            why.push(
                "bộ chỉ số chỉ trừ thời gian tạm dừng, còn hạn theo quy định được tính cách khác (tính lại từ khi bổ sung, \
                 hoặc theo ngày đã ghi trong sổ hạn trả)"
                    .to_owned(),
            );
        }
        why.join("; ")
    }
}
