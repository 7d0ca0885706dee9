//! Keeping what is typed into a form that is not saved yet, beside the register: a draft is no part of its history.

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keep {
    /// Name of the form, and of what it is about.
    pub form: String,
    /// What is typed; an empty text forgets it.
    pub body: String,
    /// On disk at once: the field was left, the form or the program was closed. Else within a moment, so that a key does
    /// not wait for the disk.
    pub now: bool,
}
