//! The loop: wait, take everything that waits, draw once. Terminal, events, work and clock are parameters, so that a
//! test drives the real program.

use std::io;
use std::time::Duration;

use ratatui::backend::Backend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};

use crate::app::clock::Clock;
use crate::app::terminal;
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

    /// Puts a text onto the clipboard.
    ///
    /// # Errors
    /// When no clipboard takes it, as far as that can be known.
    fn copy(&mut self, text: &str) -> io::Result<()>;
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
    let mut size = terminal.size().map_err(unseen)?;
    let mut minute = clock.now();
    let mut outward = shell.update(Input::Tick(minute));
    outward.extend(shell.start(size.width, size.height));
    loop {
        if pass_on(outward, terminal, shell, jobs)? {
            return Ok(());
        }
        draw(terminal, shell)?;
        outward = Vec::new();
        if let Err(ended) = take_waiting(shell, events, clock, &mut outward) {
            // What was asked for before the end is still done: a draft, a save.
            pass_on(outward, terminal, shell, jobs)?;
            return Err(ended.into());
        }
        if shell.covered() {
            outward.extend(shell.update(Input::Pulse(clock.utc_ms())));
        }
        // Not every console tells of a window that was made smaller. A terminal that hung up tells nothing any more, and
        // what was asked for before, a draft among it, is still done.
        if let Some(seen) = terminal.size().ok().filter(|seen| *seen != size) {
            size = seen;
            outward.extend(shell.update(Input::Resize(size.width, size.height)));
        }
        let now = clock.now();
        if now != minute {
            minute = now;
            outward.extend(shell.update(Input::Tick(now)));
        }
    }
}

/// Draws the picture that the terminal can show.
fn draw<B: Backend, J: Work>(terminal: &mut Terminal<B>, shell: &Shell<J>) -> anyhow::Result<()> {
    let picture = |frame: &mut Frame<'_>| {
        shell.draw(frame);
        terminal::suit(frame.buffer_mut());
    };
    terminal.draw(picture).map(drop).map_err(unseen)
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
fn pass_on<B: Backend, J: Work, W: Jobs<J>>(
    outward: Vec<Outward<J>>,
    terminal: &mut Terminal<B>,
    shell: &mut Shell<J>,
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
            // No reason to stop, but the screens are not drawn saying that it was done.
            Outward::Copy(text) => {
                if jobs.copy(&text).is_err() {
                    shell.uncopied();
                }
            }
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
    use std::rc::Rc;

    use ratatui::backend::{ClearType, TestBackend, WindowSize};
    use ratatui::buffer::Cell as Cells;
    use ratatui::layout::{Position, Size};

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

        fn copy(&mut self, text: &str) -> io::Result<()> {
            if text == "ô lạ" { Err(io::ErrorKind::NotFound.into()) } else { Ok(()) }
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

    /// A back end that tells its size only while the terminal is there.
    struct Line(TestBackend, Rc<Cell<bool>>);

    impl Backend for Line {
        type Error = io::Error;

        fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cells)>>(&mut self, content: I) -> io::Result<()> {
            self.0.draw(content).map_err(io::Error::other)
        }

        fn hide_cursor(&mut self) -> io::Result<()> {
            Ok(())
        }

        fn show_cursor(&mut self) -> io::Result<()> {
            Ok(())
        }

        fn get_cursor_position(&mut self) -> io::Result<Position> {
            Ok(Position::ORIGIN)
        }

        fn set_cursor_position<P: Into<Position>>(&mut self, _at: P) -> io::Result<()> {
            Ok(())
        }

        fn clear(&mut self) -> io::Result<()> {
            Ok(())
        }

        fn clear_region(&mut self, _region: ClearType) -> io::Result<()> {
            Ok(())
        }

        fn size(&self) -> io::Result<Size> {
            if self.1.get() { Err(io::Error::other("không còn cửa sổ")) } else { Ok(Size::new(80, 24)) }
        }

        fn window_size(&mut self) -> io::Result<WindowSize> {
            Ok(WindowSize { columns_rows: self.size()?, pixels: Size::ZERO })
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// The same events, until the terminal is gone.
    struct HangsUp<'a>(Script<'a>, Rc<Cell<bool>>);

    impl Events<String> for HangsUp<'_> {
        fn next(&mut self, wait: Duration) -> io::Result<Option<Event<String>>> {
            let next = self.0.next(wait);
            self.1.set(matches!(next, Ok(Some(Event::Input(Input::Hangup)))));
            next
        }
    }

    #[test]
    fn a_draft_is_kept_by_a_terminal_that_hung_up_and_has_no_size_any_more() {
        let clock = Hand(Cell::new("2026-11-20 09:15".parse().expect("a moment")));
        let events = vec![key(Key::f(2)), key(Key::char('a')), None, Some(Event::Input(Input::Hangup))];
        let gone = Rc::new(Cell::new(false));
        let script = Script { events: events.into(), clock: &clock, blocked: 0 };
        let mut events = HangsUp(script, Rc::clone(&gone));
        let mut terminal = Terminal::new(Line(TestBackend::new(80, 24), Rc::clone(&gone))).expect("a terminal");
        let (mut shell, mut done) = (shell(), Done::default());
        let ended = run(&mut terminal, &mut shell, &mut events, &mut done, &clock);
        assert!(gone.get() && ended.is_ok(), "{ended:?}");
        assert_eq!(done.0, ["nháp a"]);
    }

    #[test]
    fn replies_and_the_end_of_all_keys_are_heard() {
        let (ended, lines, done, _) = play(vec![Some(Event::Reply("xong".into())), None]);
        assert!(ended.is_err() && done.1);
        assert_eq!(lines[1], "xong");
    }

    #[test]
    fn only_what_is_on_the_clipboard_is_called_copied() {
        let says = |text: &str| play(vec![Some(Event::Reply(format!("chép {text}"))), None]).1.join("\n");
        let (copied, not) = (says("Lê Thị Ánh"), says("ô lạ"));
        assert!(copied.contains("Đã chép: Lê Thị Ánh") && !copied.contains("Chưa chép được"), "{copied}");
        assert!(not.contains("Chưa chép được") && !not.contains("Đã chép"), "{not}");
    }
}
