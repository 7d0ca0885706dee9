//! The work that screens ask for, as data: commands that write, questions that read, and what comes back.
//!
//! One file an area. A screen sends a [`Job`] and hears every [`Reply`]; `app::worker` carries jobs out against the
//! register. Nothing here touches the register.

pub mod accept;
pub mod apologies;
pub mod calendar;
pub mod catalogue;
pub mod closing;
pub mod detail;
pub mod differing;
pub mod draft;
pub mod explain;
pub mod feedback;
pub mod gaps;
pub mod history;
pub mod list;
pub mod paper;
pub mod papers;
pub mod rating;
pub mod report;
pub mod seat;
pub mod set_up;
pub mod step;
pub mod stop;
pub mod today;

use crate::domain::change::Changes;
use crate::domain::refusal::Refusal;
use crate::ui::action::Work;
use crate::ui::keymap::Act;

/// What a screen asks for.
#[derive(Clone, Debug)]
pub enum Job {
    /// The counters of the day.
    Today(today::Ask),
    /// A window of a list, or its length.
    List(list::Ask),
    /// Everything of one dossier.
    Detail(detail::Ask),
    /// Why a due date is what it is.
    Explain(explain::Ask),
    /// Dossiers whose date would differ by today's calendar.
    Differing(differing::Ask),
    /// What is not digitized, and the scans that are kept.
    Gaps(gaps::Ask),
    /// The ledger of apologies.
    Apologies(apologies::Ask),
    /// The history of the register.
    History(history::Ask),
    /// A step in the life of dossiers.
    Step(step::Command),
    /// The catalogue: reading it, changing a row.
    Catalogue(catalogue::Ask),
    /// The calendar by the year: reading it, changing days.
    Calendar(calendar::Ask),
    /// A report: counting, what stands behind a number, saving, printing.
    Report(report::Ask),
    /// A closed period, and closing one.
    Closing(closing::Ask),
    /// The form for a new dossier.
    Accept(accept::Ask),
    /// Ratings, their PINs and the kiosk.
    Rating(rating::Ask),
    /// Feedback: the list of it, a step.
    Feedback(feedback::Ask),
    /// Who sits at the keyboard.
    Seat(seat::Ask),
    /// The first start.
    SetUp(set_up::Command),
    /// The forms of a dossier: which it has, one as text, to a file or the printer.
    Paper(paper::Ask),
    /// The papers that a desk forgets.
    Papers(papers::Ask),
    /// Keep what is typed into a form; answered by nothing but [`Reply::Kept`].
    Keep(draft::Keep),
    /// Undo (or redo) the last action of this window.
    Undo {
        /// Redo instead.
        redo: bool,
    },
}

/// What comes back. Every screen hears every reply and takes what concerns it.
#[derive(Clone, Debug)]
pub enum Reply {
    /// The counters of the day.
    Today(today::Answer),
    /// A window of a list, or its length.
    List(list::Answer),
    /// Everything of one dossier.
    Detail(Box<detail::Answer>),
    /// Why a due date is what it is.
    Explain(explain::Answer),
    /// Dossiers whose date would differ by today's calendar.
    Differing(differing::Answer),
    /// What is not digitized, and the scans that are kept.
    Gaps(gaps::Answer),
    /// The ledger of apologies.
    Apologies(apologies::Answer),
    /// The history of the register.
    History(history::Answer),
    /// The whole catalogue.
    Catalogue(std::sync::Arc<catalogue::Whole>),
    /// How many dossiers came in under a procedure version.
    Uses(catalogue::Uses),
    /// What a change of a rule would do.
    Weighed(catalogue::Weighed),
    /// The calendar by the year, or what a file would change in it.
    Calendar(calendar::Answer),
    /// A report, or how far it is.
    Report(report::Answer),
    /// A closed period, or how far its closing is.
    Closing(closing::Answer),
    /// The form for a new dossier.
    Accept(accept::Answer),
    /// Ratings, their PINs and the kiosk.
    Rating(rating::Answer),
    /// Feedback.
    Feedback(feedback::Answer),
    /// Who sits at the keyboard.
    Seat(seat::Answer),
    /// The forms of a dossier.
    Paper(paper::Answer),
    /// The papers that a desk forgets.
    Papers(papers::Answer),
    /// What was typed is kept.
    Kept,
    /// Something was written: it is on disk.
    Wrote(Wrote),
    /// Something was refused; nothing was written. The act names the popup or form that asked for it.
    Refused(Act, Refusal),
    /// The register failed; nothing was written. One sentence.
    Failed(Act, String),
    /// Another window has written; what is shown may be stale.
    Elsewhere,
}

/// A finished action.
#[derive(Clone, Debug)]
pub struct Wrote {
    /// What asked for it.
    pub act: Act,
    /// What it touched.
    pub changes: Changes,
    /// What to say on the status line, e.g. `Đã lưu: tạm dừng H99-…`.
    pub said: String,
}

impl Work for Job {
    type Reply = Reply;

    fn keep(form: &str, body: String, now: bool) -> Option<Job> {
        Some(Job::Keep(draft::Keep { form: form.to_owned(), body, now }))
    }

    fn of_what_is_shown(&self) -> Option<&'static str> {
        match self {
            Job::Today(today::Ask::Counters) => Some("counters"),
            Job::List(list::Ask::Window { .. }) => Some("list window"),
            Job::List(list::Ask::Count { .. }) => Some("list length"),
            Job::List(list::Ask::Whole { .. }) => Some("list whole length"),
            Job::List(list::Ask::Among { .. }) => Some("list among"),
            Job::List(list::Ask::Rows { .. }) => Some("list rows"),
            Job::History(history::Ask::Page { .. }) => Some("history page"),
            Job::History(history::Ask::List { .. }) => Some("history list"),
            Job::History(history::Ask::Rows { .. }) => Some("history rows"),
            Job::Detail(detail::Ask::Load(_)) => Some("detail"),
            Job::Apologies(apologies::Ask::Load { .. }) => Some("apologies"),
            Job::Rating(rating::Ask::Sums { .. }) => Some("rating sums"),
            Job::Feedback(feedback::Ask::List { .. }) => Some("feedback"),
            Job::Gaps(gaps::Ask::Find { .. }) => Some("gaps"),
            Job::Papers(papers::Ask::Load { .. }) => Some("papers"),
            Job::Differing(differing::Ask::Find { warns: false, .. }) => Some("differing"),
            _ => None,
        }
    }
}
