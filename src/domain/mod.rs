//! Pure values and rules of the desk. No SQL, screen, files, clock on the wall or threads.

pub mod component;
pub mod day;
pub mod dossier;
pub mod feedback;
pub mod limit;
pub mod officer;
pub mod pause;
pub mod procedure;
pub mod rating;
pub mod refusal;
pub mod sense;
