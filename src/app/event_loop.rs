//! The loop: wait, take everything that waits, draw once. Terminal, events, work and clock are parameters, so that a
//! test drives the real program.

use std::io;
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::Backend;

use crate::app::clock::Clock;
use crate::ui::action::{Outward, Work};
use crate::ui::input::Input;
use crate::ui::shell::Shell;

/// What the loop hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<R> {
    /// From the keyboard, the mouse, the window, the system.
    Input(Input),
    /// From the worker.
    Reply(R),
}

/// Where events come from.
pub trait Events<R> {
    /// The next event, waiting at most so long; `None` when none came. A zero wait only looks.
    ///
    /// # Errors
    /// When there can be no further event; the loop ends with it.
    fn next(&mut self, wait: Duration) -> io::Result<Option<Event<R>>>;
}

/// Where work goes.
pub trait Jobs<J> {
    /// Begins a job; its reply comes as an event.
    fn start(&mut self, job: J);

    /// Waits until every job begun is done.
    fn finish(&mut self);
}

/// Events taken before a frame is drawn all the same: a key held down must not freeze the picture.
const BURST: usize = 500;

/// Runs the screens until someone leaves. Work handed over before that is finished first.
///
/// # Errors
/// When the terminal takes no picture, or the events end.
pub fn run<B, J, E, W, C>(
    terminal: &mut Terminal<B>,
    shell: &mut Shell<J>,
    events: &mut E,
    jobs: &mut W,
    clock: &C,
) -> anyhow::Result<()>
where
    B: Backend,
    J: Work,
    E: Events<J::Reply>,
    W: Jobs<J>,
    C: Clock,
{
    let ended = turns(terminal, shell, events, jobs, clock);
    jobs.finish();
    ended
}

fn turns<B, J, E, W, C>(
    terminal: &mut Terminal<B>,
    shell: &mut Shell<J>,
    events: &mut E,
    jobs: &mut W,
    clock: &C,
) -> anyhow::Result<()>
where
    B: Backend,
    J: Work,
    E: Events<J::Reply>,
    W: Jobs<J>,
    C: Clock,
{
    let size = terminal.size().map_err(unseen)?;
    let mut minute = clock.now();
    let mut outward = shell.update(Input::Tick(minute));
    outward.extend(shell.start(size.width, size.height));
    loop {
        if pass_on(outward, terminal, jobs)? {
            return Ok(());
        }
        terminal.draw(|frame| shell.draw(frame)).map_err(unseen)?;
        outward = Vec::new();
        let mut wait = clock.until_next_minute();
        for _ in 0..BURST {
            match events.next(wait)? {
                Some(Event::Input(input)) => outward.extend(shell.update(input)),
                Some(Event::Reply(reply)) => outward.extend(shell.reply(&reply)),
                None => break,
            }
            wait = Duration::ZERO;
        }
        let now = clock.now();
        if now != minute {
            minute = now;
            outward.extend(shell.update(Input::Tick(now)));
        }
    }
}

/// Does what the screens asked for; `true` when they want to leave.
fn pass_on<B: Backend, J, W: Jobs<J>>(
    outward: Vec<Outward<J>>,
    terminal: &mut Terminal<B>,
    jobs: &mut W,
) -> anyhow::Result<bool> {
    let mut quit = false;
    for ask in outward {
        match ask {
            Outward::Job(job) => jobs.start(job),
            Outward::Redraw => terminal.clear().map_err(unseen)?,
            Outward::Quit => quit = true,
        }
    }
    Ok(quit)
}

/// The error of a terminal that takes no picture. The back end's own error need not be one that can travel.
fn unseen(error: impl std::error::Error) -> anyhow::Error {
    anyhow::anyhow!("không vẽ được lên màn hình: {error}")
}
