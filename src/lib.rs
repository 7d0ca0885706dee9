//! # The map
//!
//! `motcua` is the register, clock and report writer of a Vietnamese commune's one-stop desk (Một cửa).
//! The words in code come from the desk's own glossary: a *dossier* is one citizen's application, a *procedure* what
//! it asks for, *due* the promised moment, a *figure* one number of a report.
//!
//! | folder | what it is for |
//! |---|---|
//! | [`domain`] | pure values and rules: days, the calendar, limits, dossiers, figures. No SQL, screen, files or clock |
//! | [`store`] | the only SQL: opening, migrating, the one door to write, the journal, pages of lists |
//! | [`report`] | facts of a period → figures → report model → audit → bytes (DOCX, XLSX, CSV, JSON, text) |
//! | [`exchange`] | the canonical files: reading, writing, checking |
//! | [`desk`] | one use case per file, a verb each: rules → one transaction → journal → what changed |
//! | [`ui`] | screens: state + update + draw. It knows no thread, clock or terminal |
//! | [`app`] | the only threads, clock, terminal and disk: loop, worker, saving, places |
//! | [`cli`] | the command line, a file per command family |
//!
//! Imports point one way: `domain` ← `store`, `report`, `exchange` ← `desk` ← `ui` ← `app`, `cli` ← `main`.
//! `tests/house.rs` reads every `use crate::…` line and holds it against this order.

pub mod app;
pub mod cli;
pub mod desk;
pub mod domain;
pub mod exchange;
pub mod report;
pub mod store;
pub mod ui;
