//! The way of a dossier (form 06): who gave it to whom and when, and how each step stands towards its time.

use crate::domain::calendar::Calendar;
use crate::domain::day::Moment;
use crate::domain::dossier::Dossier;
use crate::domain::standing::{FAR_FUTURE, Timeliness, judged};
use crate::store::parts::Handover;

/// One step of the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Office or unit.
    pub office: String,
    /// It only takes part (phối hợp).
    pub assisting: bool,
    /// Who gave.
    pub from: String,
    /// Given.
    pub given_at: Option<Moment>,
    /// Who received.
    pub to: String,
    /// Received.
    pub received_at: Option<Moment>,
    /// The time that the step has.
    pub due_at: Option<Moment>,
    /// Early, on time or late; empty while open and in time, or without a time of its own.
    pub result: &'static str,
    /// Note.
    pub note: String,
}

/// The first step: the counter.
#[derive(Clone, Debug)]
pub struct Reception {
    /// Name of the desk.
    pub office: String,
    /// Who received.
    pub officer: String,
    /// Until when the dossier is to be handed over.
    pub due: Option<Moment>,
}

/// The steps from the counter on. A step ends when the next begins, the last with the work.
pub fn steps(
    dossier: &Dossier,
    due_now: Option<Moment>,
    handovers: &[Handover],
    reception: Reception,
    calendar: &Calendar,
    now: Moment,
) -> Vec<Step> {
    let applicant = &dossier.applicant;
    let by = if applicant.delegate.is_empty() { &applicant.name } else { &applicant.delegate };
    let leading: Vec<&Handover> = handovers.iter().filter(|over| !over.assisting).collect();
    let ended = dossier.done_at.or(dossier.settled_at);
    let first_end = leading.first().map(|over| over.given_at).or(ended);
    let mut steps = vec![Step {
        office: reception.office,
        from: by.clone(),
        given_at: dossier.accepted_at,
        to: reception.officer,
        received_at: dossier.accepted_at,
        due_at: reception.due,
        result: result(reception.due, first_end, calendar, now),
        ..Step::default()
    }];
    for over in handovers {
        let next = leading
            .iter()
            .find(|next| next.given_at > over.given_at || (next.given_at == over.given_at && next.id > over.id));
        let end = next.map(|next| next.given_at).or(ended);
        // The last step has the dossier's own time where none was set for it.
        let due_at = over.due_at.or(due_now.filter(|_| next.is_none() && !over.assisting));
        steps.push(Step {
            office: over.office.clone(),
            assisting: over.assisting,
            from: over.from.clone(),
            given_at: Some(over.given_at),
            to: over.to.clone(),
            received_at: over.received_at,
            due_at,
            // When an office that only took part was done, nobody noted: nothing is said of its time.
            result: if over.assisting { "" } else { result(due_at, end, calendar, now) },
            note: over.note.clone(),
        });
    }
    steps
}

/// How the dossier itself stands towards its own date, as the reports judge it; empty while it is open and in time.
pub fn verdict(ended: Option<Moment>, due: Option<Moment>, late_from: Option<Moment>, now: Moment) -> &'static str {
    let Some(due) = due else { return "" };
    let late = late_from.unwrap_or(FAR_FUTURE);
    match ended {
        Some(ended) => match judged(ended, due, late) {
            Timeliness::Early => "Trước hạn",
            Timeliness::OnTime => "Đúng hạn",
            Timeliness::Overdue => "Quá hạn",
        },
        None if now >= late => "Quá hạn, chưa giải quyết xong",
        None => "",
    }
}

/// A step due at closing time is late from the next midnight, any other from the minute after (DOMAIN.md §4).
fn result(due: Option<Moment>, end: Option<Moment>, calendar: &Calendar, now: Moment) -> &'static str {
    let Some(due) = due else { return "" };
    let whole_day = due.minute == calendar.closing(due.day);
    let late = |at: Moment| if whole_day { at.day > due.day } else { at > due };
    match end {
        Some(end) if late(end) => "Quá hạn",
        Some(end) if end.day < due.day => "Trước hạn",
        Some(_) => "Đúng hạn",
        None if late(now) => "Quá hạn",
        None => "",
    }
}
