//! The only threads, clock, terminal and disk of the program: everything the screens take as given is made here.

pub mod burst;
pub mod clipboard;
pub mod clock;
pub mod copies;
pub mod event_loop;
pub mod keys;
mod letter_files;
pub mod old_console;
pub mod own_forms;
pub mod place;
pub mod print;
pub mod run;
pub mod save;
pub mod scans;
pub mod start;
pub mod terminal;
pub mod threads;
pub mod worker;

pub use run::{Options, run};
