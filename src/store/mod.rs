//! The register: the only SQL of the program.
//!
//! `open` and `migrate` bring a file into shape; `door` is the one way to write, `journal` its hash-chained history,
//! `record` the kinds of records as tables. `read` is what everybody may ask; one file a noun adds its questions and
//! its writings. `derived` keeps what lists and counters need without computing. `facts` streams a period for reports,
//! `pages` serves lists by key, `counters` the live numbers of the day, `reached` what came to its moment. `check`, `backup` and `restore` keep it safe.

pub mod backup;
pub mod catalogue;
pub mod check;
pub mod counters;
mod derived;
mod door;
pub mod dossier;
mod due_days;
mod error;
pub mod facts;
pub mod journal;
mod ledger;
mod list_column;
mod migrate;
mod open;
pub mod pages;
pub mod papers;
pub mod parts;
pub mod people;
pub mod reached;
mod read;
mod record;
pub mod restore;
pub mod rules;
pub mod setting;
mod sorted;
pub mod undo;
pub mod voice;

pub use door::Tx;
pub use error::{StoreError, io_cause};
pub use journal::{Op, Stamp};
pub use migrate::is_ahead as upgrade_is_ahead;
pub use open::{Mode, Store};
pub use read::Read;
