//! The first start: what the desk says of itself, and the starter files it takes.

use crate::domain::officer::Officer;

/// Write it all as one entry; answered by `Wrote` or `Refused` about `Act::Save`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Settings by key.
    pub settings: Vec<(String, String)>,
    /// Officers, at least one.
    pub officers: Vec<Officer>,
    /// Take the starter catalogue of procedures.
    pub catalogue: bool,
    /// Take the calendar.
    pub calendar: bool,
}
