//! The register: the only SQL of the program.
//!
//! `open` and `migrate` bring a file into shape; `door` is the one way to write, `journal` its hash-chained history,
//! `record` the kinds of records as tables. `read` is what everybody may ask; one file a noun adds its questions and
//! its writings. `derived` keeps what lists and counters need without computing. `facts` streams a period for reports.
//! `query`, `order` and `list_column` say what a list is, `conditions` and `find` how SQLite is asked for it; `pages`,
//! `walked` and `late_by_entry` serve it by key. `counters` are the live numbers of the day, `tallies` the numbers that
//! are kept and not counted, `reached` is what came to its moment. `patience` is how far a question may go. `closing`
//! keeps what a closed period reported, `fact_lines` which entries touched it. `book` gives every accepted dossier its
//! number of the year. `check`, `backup` and `restore` keep it safe.

pub mod backup;
mod book;
pub mod catalogue;
pub mod check;
pub mod closing;
mod conditions;
pub mod counters;
mod derived;
mod door;
pub mod dossier;
mod due_days;
mod error;
mod fact_lines;
pub mod facts;
pub mod fees;
mod find;
mod found;
pub mod gaps;
pub mod head_page;
pub mod invitation;
pub mod journal;
pub mod journal_list;
pub mod last_moves;
mod late_by_entry;
mod ledger;
mod legs;
pub mod letters;
mod list_column;
mod list_row;
mod migrate;
mod open;
mod order;
pub mod pages;
pub mod papers;
pub mod parts;
mod patience;
pub mod people;
pub mod postings;
mod published_score;
mod query;
pub mod reached;
mod read;
mod record;
pub mod report_text;
pub mod restore;
pub mod rules;
pub mod setting;
mod sorted;
mod tallies;
pub mod undo;
pub mod voice;
mod walked;
mod words;

pub use door::Tx;
pub use error::{StoreError, io_cause};
pub use fact_lines::FactLine;
pub use found::Found;
pub use journal::{Op, Stamp};
pub use migrate::is_ahead as upgrade_is_ahead;
pub use open::{Mode, Store};
pub use patience::Steps;
pub use read::Read;
