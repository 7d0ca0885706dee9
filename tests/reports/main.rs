//! Every kind of report in every format, read back by other libraries and held against the one model.

#[allow(dead_code, reason = "the counting of figures uses the rest of it")]
#[path = "../support/generate.rs"]
mod generate;
#[path = "../support/sample_desk.rs"]
mod sample_desk;

mod charts;
mod layout;
mod odd_periods;
mod one_dossier;
mod paper;
mod random_registers;
mod read_back;
mod same_bytes;
mod sentences;
