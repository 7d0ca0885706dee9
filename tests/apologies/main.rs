//! The ledger of apologies: its parts add up and agree with the figures, its use cases refuse what is wrong, and a clerk
//! goes through it by keys alone.

mod properties;
#[path = "../seat/mod.rs"]
mod seat;
mod steps;
mod story;
#[path = "../support/mod.rs"]
mod support;
