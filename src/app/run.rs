//! Starting the program with its screen: register, terminal, threads, loop.

use std::path::PathBuf;

use crate::app::clock::{Clock, SystemClock};
use crate::app::event_loop::Event;
use crate::app::threads::{Queue, Worker, listen_for_end, read_terminal};
use crate::app::worker::Desk;
use crate::app::{event_loop, place, terminal};
use crate::store::{Mode, Store};
use crate::ui::look::Look;
use crate::ui::screens;
use crate::ui::shell::Shell;
use crate::ui::work::Job;

/// What the command line decides.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The register to open; see [`crate::app::place`] for the one taken otherwise.
    pub register: Option<PathBuf>,
}

/// Runs the program until someone leaves.
///
/// # Errors
/// When the register cannot be opened or the terminal cannot be used. The terminal is given back before the error is
/// returned.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let path = place::register(options.register.as_deref())?;
    place::make_folder(&path)?;
    let desk = Desk::new(Store::open(&path, Mode::CreateIfMissing)?, SystemClock)?;
    let look = Look::choose(|name| std::env::var(name).ok());
    let mut shell: Shell<Job> = Shell::new(screens::tabs(), look, SystemClock.now());
    let mut queue = Queue::default();
    let voice = queue.sender();
    let mut desk = desk.speaking(move |reply| {
        // Nobody hears an answer that comes after the program has ended.
        let _ = voice.send(Event::Reply(reply));
    });
    let mut worker = Worker::start(queue.sender(), move |job: Option<Job>, _| match job {
        Some(job) => Some(desk.carry_out(job)),
        None => desk.idle(),
    })?;
    let (guard, mut screen) =
        terminal::enter().map_err(|error| anyhow::anyhow!("không dùng được cửa sổ dòng lệnh này: {error}"))?;
    listen_for_end(queue.sender())?;
    read_terminal(queue.sender())?;
    let ended = event_loop::run(&mut screen, &mut shell, &mut queue, &mut worker, &SystemClock);
    // The terminal's own buffer is flushed by dropping it before the guard gives the terminal back.
    drop(screen);
    drop(guard);
    ended
}
