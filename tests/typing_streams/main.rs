//! What typing programs send, and what the program's own method is given, in every field of text: the saved text is
//! read from the file and is right byte for byte. All people are invented.

#[path = "../typing/keys.rs"]
mod keys;
#[path = "../seat/mod.rs"]
mod seat;
mod stream;
#[path = "../typing/syllables.rs"]
mod syllables;
#[path = "../support/world.rs"]
mod world;

#[cfg(unix)]
#[path = "../terminal/mod.rs"]
mod terminal;

mod console;
mod forms;
mod screens;
#[cfg(unix)]
mod wire;

use seat::clock;
