//! Pure values and rules of the desk. No SQL, screen, files, clock on the wall or threads.

pub mod calendar;
pub mod clock_rule;
pub mod collation;
pub mod component;
pub mod day;
pub mod deadline;
pub mod dossier;
pub mod explanation;
pub mod feedback;
pub mod limit;
pub mod number;
pub mod office_hours;
pub mod officer;
pub mod pause;
pub mod period;
pub mod procedure;
pub mod rating;
pub mod refusal;
pub mod sense;
pub mod text;
