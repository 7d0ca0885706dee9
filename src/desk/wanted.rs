//! Which records a number asks for: those that its figure counts, or the others of its denominator.
//!
//! It knows figures and their tests, and neither the register nor a report's layout.

use crate::domain::facts::ProcedureFacts;
use crate::domain::figure::{self, Count, FeedbackFacts, Figure, Usage, View};
use crate::domain::refusal::Refusal;
use crate::domain::standing::Frame;
use crate::report::model::FigureRef;

/// A figure, and the denominator that the others are looked for in.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    /// The figure.
    pub(super) figure: &'static Figure,
    whole: Option<&'static Figure>,
}

impl Wanted {
    /// What a reference asks for.
    ///
    /// # Errors
    /// A refusal for an id that does not exist, and for the others of a figure without a denominator.
    pub(super) fn of(reference: &FigureRef) -> Result<Wanted, Refusal> {
        let Some((_, figure)) = figure::by_id(&reference.id) else {
            let said = format!("Không có chỉ tiêu {}; xem danh sách bằng lệnh motcua figures.", reference.id);
            return Err(Refusal::whole(said));
        };
        if reference.reason.is_some() && !figure.id.ends_with(".gap") {
            return Err(Refusal::whole(format!("Chỉ tiêu {} không chia theo lý do.", figure.id)));
        }
        if !reference.lacking {
            return Ok(Wanted { figure, whole: None });
        }
        match figure.of.and_then(figure::by_id) {
            Some((_, whole)) => Ok(Wanted { figure, whole: Some(whole) }),
            None => Err(Refusal::whole(format!("Chỉ tiêu {} không có mẫu số nên không có phần còn lại.", figure.id))),
        }
    }

    fn has(&self, counts: impl Fn(&Figure) -> bool) -> bool {
        match self.whole {
            None => counts(self.figure),
            Some(whole) => counts(whole) && !counts(self.figure),
        }
    }

    /// Whether a dossier is asked for.
    pub(super) fn dossier(&self, view: &View<'_>) -> bool {
        self.has(|figure| view.counts_in(figure))
    }

    /// Whether a procedure in force is asked for.
    pub(super) fn procedure(&self, procedure: &ProcedureFacts, usage: &Usage) -> bool {
        self.has(|figure| matches!(figure.count, Count::Procedures(test) if test(procedure, usage)))
    }

    /// Whether a rating of the period is asked for.
    pub(super) fn rating(&self, level: &str) -> bool {
        self.has(|figure| matches!(figure.count, Count::Ratings(test) if test(level)))
    }

    /// Whether feedback received in the period is asked for.
    pub(super) fn feedback(&self, feedback: &FeedbackFacts, frame: &Frame) -> bool {
        self.has(|figure| matches!(figure.count, Count::Feedback(test) if test(feedback, frame)))
    }
}
