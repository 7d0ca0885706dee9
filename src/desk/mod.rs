//! The use cases of the desk, a verb each: rules, then one transaction with its journal entry, then what changed.
//!
//! A use case knows no screen and no file. It refuses with sentences that name the field, and then nothing was
//! written.

pub mod accept;
pub mod amend;
pub mod apologies;
pub mod apologise;
pub mod behind;
pub mod calendar;
pub mod catalogue;
mod change;
pub mod close_period;
pub mod closed;
pub mod compare;
pub mod confirm_days;
pub mod count;
pub mod differing;
pub mod digitise;
pub mod end;
mod error;
pub mod explain;
pub mod export;
pub mod extend;
mod fact_head;
pub mod feedback;
pub mod forms;
pub mod gaps;
pub mod hand_over;
pub mod history;
pub mod import;
pub mod late_entry;
pub mod ledger;
pub mod legs;
pub mod letter_numbers;
pub mod list;
pub mod list_cells;
pub mod look;
mod named;
pub mod narrate;
pub mod number;
mod opening;
pub mod papers;
pub mod pause;
pub mod pin;
mod preview;
pub mod procedure_version;
mod promise;
pub mod propose_year;
pub mod rate;
pub mod ratings;
mod register_book;
pub mod report;
mod row;
pub mod rule_change;
pub mod sample;
pub mod set_up;
pub mod since_closing;
pub mod since_closing_paper;
pub mod slip;
mod touched;
pub mod undo;
pub mod views;

pub use change::Target;
pub use error::Error;
