//! Feedback (phản ánh, kiến nghị): the list of it, and its steps.

pub use crate::desk::Target;
pub use crate::desk::feedback::{Answer as Reply, Seen};
pub use crate::desk::feedback_list::{FORMATS, Wanted};

use crate::domain::day::Moment;
use crate::domain::feedback::Feedback;
use crate::ui::keymap::Act;

/// What is asked.
#[derive(Clone, Debug)]
pub enum Ask {
    /// What is not done with, and what came in the last year or, where `all` is set, ever.
    List {
        /// The question's number.
        ticket: u64,
        /// Of every year.
        all: bool,
    },
    /// A step.
    Step(Act, Step),
    /// Let one part of the list out, as a file or to the printer.
    Out(Act, Wanted),
}

/// One step.
#[derive(Clone, Debug)]
pub enum Step {
    /// Receive it.
    Receive(Box<Feedback>),
    /// Ask the sender for more.
    AskSupplement(Target, Moment, String),
    /// That came.
    Supplemented(Target, Moment),
    /// Refuse it, with the reason.
    Refuse(Target, Moment, String),
    /// Answer it.
    Answer(Target, Reply),
    /// The answer is public.
    Publish(Target, Moment),
    /// Bring it to this, with a reason.
    Amend(Target, Box<Feedback>, String),
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Answer {
    /// It takes longer than a key waits: the answer follows. Until then the screen says so.
    Begun {
        /// The question's number.
        ticket: u64,
    },
    /// All of it, in the order of the parts.
    List {
        /// The question's number.
        ticket: u64,
        /// The records.
        list: Vec<Seen>,
    },
}
