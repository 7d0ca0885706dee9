//! Starting the program with its screen: place, terminal, threads, loop.

use std::convert::Infallible;
use std::path::PathBuf;

use crate::app::clock::{Clock, SystemClock};
use crate::app::threads::{Queue, Worker, listen_for_end, read_terminal};
use crate::app::{event_loop, terminal};
use crate::ui::keymap::Act;
use crate::ui::look::Look;
use crate::ui::screens::start::Start;
use crate::ui::shell::{Shell, Tab};

/// What the command line decides.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The register to open; see [`crate::app::place`] for the one taken otherwise.
    pub register: Option<PathBuf>,
}

/// Runs the program until someone leaves.
///
/// # Errors
/// When the terminal cannot be used. The terminal is given back before the error is returned.
pub fn run(_options: Options) -> anyhow::Result<()> {
    let clock = SystemClock;
    let look = Look::choose(|name| std::env::var(name).ok());
    let mut shell: Shell<Infallible> = Shell::new(vec![Tab::new(Act::Today, Box::new(Start))], look, clock.now());
    let mut queue = Queue::default();
    let mut worker = Worker::start(queue.sender(), |job: Infallible, _| match job {})?;
    let (guard, mut screen) =
        terminal::enter().map_err(|error| anyhow::anyhow!("không dùng được cửa sổ dòng lệnh này: {error}"))?;
    listen_for_end(queue.sender())?;
    read_terminal(queue.sender())?;
    let ended = event_loop::run(&mut screen, &mut shell, &mut queue, &mut worker, &clock);
    // The terminal's own buffer is flushed by dropping it before the guard gives the terminal back.
    drop(screen);
    drop(guard);
    ended
}
