//! The program as it is started: by the command line, or under a terminal of its own.

#[path = "../terminal/mod.rs"]
mod terminal;

mod bad_places;
mod clipboard;
mod command_line;
mod drafts;
mod kill;
mod kiosk;
mod terminal_smoke;
mod terminal_story;
