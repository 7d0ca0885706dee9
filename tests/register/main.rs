//! The register and its rules through the library: what may be written, what it means, what is counted from it.

#[path = "../support/acts.rs"]
mod acts;
#[path = "../support/all_ratings.rs"]
mod all_ratings;
#[path = "../support/clock.rs"]
mod clock;
#[path = "../support/generate.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod generate;
#[path = "../support/sample_desk.rs"]
mod sample_desk;
#[path = "../lunar/sky.rs"]
mod sky;
#[path = "../support/mod.rs"]
mod support;
#[path = "../support/world.rs"]
mod world;

mod amend;
mod audit;
mod book;
mod closing;
mod deadlines;
mod derived;
mod differing;
mod digitising;
mod explained;
mod files;
mod history;
mod holidays;
mod ledger;
mod ledger_properties;
mod ledger_shown;
mod legs;
mod list_orders;
mod lunar;
mod named_reports;
mod office_hours;
mod procedure_versions;
mod report_doors;
mod report_kinds;
mod rerun;
mod rule_versions;
mod safety;
mod sample_explained;
mod sample_figures;
mod tallies;
mod upgrade;
mod voices;
mod warnings;
