//! The screens: state, `update` and `draw`. Nothing here knows a thread, a clock on the wall, a file or a terminal.
//!
//! One key goes `Input` → [`keymap`] → [`keymap::Act`] → `Screen::act` → [`action::Effect`]; one frame is
//! `Shell::draw`, which reads state only.

pub mod action;
pub mod due;
pub mod entry;
pub mod help;
pub mod input;
pub mod keymap;
pub mod keys;
pub mod look;
pub mod moves;
pub mod paint;
pub mod parts;
pub mod screens;
pub mod shell;
mod shell_drafts;
pub mod shell_draw;
mod shell_like;
pub mod text;
pub mod typing;
mod unseen;
pub mod work;
