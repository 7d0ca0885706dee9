//! The loop: wait, take everything that waits, draw once. Terminal, events, work and clock are parameters, so that a
//! test drives the real program.

use std::io;
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::layout::Rect;

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

    /// Puts a text onto the clipboard, where there is one.
    fn copy(&mut self, _text: &str) {}
}

/// Events taken before a frame is drawn all the same: a key held down must not freeze the picture.
const BURST: usize = 500;

/// How long a screen that covers the window waits at most until it hears of the time: it counts in seconds.
const PULSE: Duration = Duration::from_millis(500);

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
        if let Err(ended) = take_waiting(shell, events, clock, &mut outward) {
            // What was asked for before the end is still done: a draft, a save.
            pass_on(outward, terminal, jobs)?;
            return Err(ended.into());
        }
        if shell.covered() {
            outward.extend(shell.update(Input::Pulse(clock.utc_ms())));
        }
        let now = clock.now();
        if now != minute {
            minute = now;
            outward.extend(shell.update(Input::Tick(now)));
        }
    }
}

/// Waits for an event and takes all that wait with it, up to a burst or the wish to leave.
fn take_waiting<J, E, C>(
    shell: &mut Shell<J>,
    events: &mut E,
    clock: &C,
    outward: &mut Vec<Outward<J>>,
) -> io::Result<()>
where
    J: Work,
    E: Events<J::Reply>,
    C: Clock,
{
    let mut wait = clock.until_next_minute();
    if shell.covered() {
        wait = wait.min(PULSE);
    }
    for _ in 0..BURST {
        match events.next(wait)? {
            Some(Event::Input(input)) => outward.extend(shell.update(input)),
            Some(Event::Reply(reply)) => outward.extend(shell.reply(&reply)),
            None => break,
        }
        if matches!(outward.last(), Some(Outward::Quit)) {
            break;
        }
        wait = Duration::ZERO;
    }
    Ok(())
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
            Outward::Redraw => {
                // Not `clear`: that asks the terminal where its cursor is, and behind a pipe nobody answers.
                let size = terminal.size().map_err(unseen)?;
                terminal.resize(Rect::new(0, 0, size.width, size.height)).map_err(unseen)?;
            }
            Outward::Copy(text) => jobs.copy(&text),
            Outward::Quit => quit = true,
        }
    }
    Ok(quit)
}

/// The error of a terminal that takes no picture. The back end's own error need not be one that can travel.
fn unseen(error: impl std::error::Error) -> anyhow::Error {
    anyhow::anyhow!("không vẽ được lên màn hình: {error}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::collections::VecDeque;

    use ratatui::backend::TestBackend;

    use crate::domain::day::Moment;
    use crate::ui::input::Key;
    use crate::ui::paint::lines_of;
    use crate::ui::shell::tests::{Word, shell};

    /// A clock that goes on by a minute whenever nothing happens.
    struct Hand(Cell<Moment>);

    impl Clock for Hand {
        fn now(&self) -> Moment {
            self.0.get()
        }

        fn utc_ms(&self) -> i64 {
            self.now().epoch_minutes() * 60_000
        }

        fn pc_offset_min(&self) -> i32 {
            420
        }

        fn until_next_minute(&self) -> Duration {
            Duration::from_secs(30)
        }
    }

    /// Events written down beforehand; `None` is a time of rest.
    struct Script<'a> {
        events: VecDeque<Option<Event<String>>>,
        clock: &'a Hand,
        blocked: usize,
    }

    impl Events<String> for Script<'_> {
        fn next(&mut self, wait: Duration) -> io::Result<Option<Event<String>>> {
            if wait > Duration::ZERO {
                self.blocked += 1;
            }
            match self.events.pop_front() {
                Some(None) => {
                    self.clock.0.set(self.clock.0.get().plus_minutes(1));
                    Ok(None)
                }
                Some(event) => Ok(event),
                None => Err(io::Error::new(io::ErrorKind::UnexpectedEof, "hết phím")),
            }
        }
    }

    #[derive(Default)]
    struct Done(Vec<String>, bool);

    impl Jobs<Word> for Done {
        fn start(&mut self, job: Word) {
            self.0.push(job.0);
        }

        fn finish(&mut self) {
            self.1 = true;
        }
    }

    fn play(events: Vec<Option<Event<String>>>) -> (anyhow::Result<()>, Vec<String>, Done, usize) {
        let clock = Hand(Cell::new("2026-11-20 09:15".parse().expect("a moment")));
        let mut script = Script { events: events.into(), clock: &clock, blocked: 0 };
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a terminal");
        let (mut shell, mut done) = (shell(), Done::default());
        let ended = run(&mut terminal, &mut shell, &mut script, &mut done, &clock);
        (ended, lines_of(terminal.backend().buffer()), done, script.blocked)
    }

    fn key(key: Key) -> Option<Event<String>> {
        Some(Event::Input(Input::Key(key)))
    }

    #[test]
    fn a_burst_is_taken_whole_before_one_frame() {
        let mut events = vec![key(Key::f(2))];
        events.extend("Lê Thị Ánh".chars().map(|c| key(Key::char(c))));
        events.extend([None, key(Key::f(10))]);
        let (ended, lines, done, blocked) = play(events);
        assert!(ended.is_ok());
        assert_eq!(blocked, 2, "one wait for the burst with the rest after it, one for F10");
        assert!(lines[1].contains("Lê Thị Ánh"));
        assert!(lines[0].contains("09:16"), "the minute went on: {}", lines[0]);
        assert_eq!(done.0, ["nháp Lê Thị Ánh"]);
        assert!(done.1, "work is finished before the program ends");
    }

    #[test]
    fn replies_and_the_end_of_all_keys_are_heard() {
        let (ended, lines, done, _) = play(vec![Some(Event::Reply("xong".into())), None]);
        assert!(ended.is_err() && done.1);
        assert_eq!(lines[1], "xong");
    }
}
