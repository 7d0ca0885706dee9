//! The program for Windows, run by wine beside the one of this system. `.ci/windows` builds it, names it in `MOTCUA_EXE`
//! and asks for these tests; `cargo test` alone does not build them (`Cargo.toml`). All people are invented.
//!
//! Wine shows what it can: files, text, keys, locks, the end by force. Ctrl+C, Ctrl+Break, resizing, the clipboard, fonts
//! and typing programs of a real PC are not among it.

#![cfg(unix)]

#[path = "../forms/world.rs"]
mod forms_world;
#[path = "../support/mod.rs"]
mod support;
#[path = "../terminal/mod.rs"]
mod terminal;

mod same;
mod screen;

use std::path::Path;

/// The program for Windows.
fn exe() -> String {
    std::env::var("MOTCUA_EXE").expect(".ci/windows names the program in MOTCUA_EXE")
}

/// A path of this system as wine names it.
fn windows_path(path: &Path) -> String {
    format!("Z:{}", path.to_string_lossy().replace('/', "\\"))
}
