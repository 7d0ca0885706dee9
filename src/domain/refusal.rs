//! What the user can put right: a refusal names the place, says what is wrong and what to do.
//!
//! A refusal is not a fault of the program. It carries sentences for a person, in Vietnamese, and keeps the field
//! so that a form can put the cursor there.

use std::fmt;

/// One thing that is wrong, where it is, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field it concerns, in the names of the canonical files (`accepted_at`); empty when it concerns the whole.
    pub field: &'static str,
    /// One Vietnamese sentence: what is wrong and the remedy.
    pub message: String,
}

/// One or more problems that stop an action before anything is written.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Refusal {
    /// The problems, in the order of the form.
    pub problems: Vec<Problem>,
}

impl Refusal {
    /// A refusal with one problem that belongs to `field`.
    pub fn at(field: &'static str, message: impl Into<String>) -> Refusal {
        Refusal { problems: vec![Problem { field, message: message.into() }] }
    }

    /// A refusal that concerns the action as a whole.
    pub fn whole(message: impl Into<String>) -> Refusal {
        Refusal::at("", message)
    }

    /// Adds a problem.
    pub fn add(&mut self, field: &'static str, message: impl Into<String>) {
        self.problems.push(Problem { field, message: message.into() });
    }

    /// `Ok` when nothing was added, else itself as the error.
    pub fn or_ok(self) -> Result<(), Refusal> {
        if self.problems.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.problems.iter().enumerate() {
            if i > 0 {
                f.write_str(" · ")?;
            }
            f.write_str(&problem.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}
