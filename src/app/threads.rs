//! The threads: one reads the terminal, one listens for the system's signals, one does the work. All speak to the
//! loop through one channel, so that the loop can sleep until something happens.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::app::burst::{Bursts, Source};
use crate::app::clipboard;
use crate::app::event_loop::{Event, Events, Jobs};
use crate::ui::action::Work;
use crate::ui::input::Input;

/// The loop's end of the channel.
#[derive(Debug)]
pub struct Queue<R> {
    receiver: Receiver<Event<R>>,
    sender: Sender<Event<R>>,
}

impl<R> Default for Queue<R> {
    fn default() -> Queue<R> {
        let (sender, receiver) = channel();
        Queue { receiver, sender }
    }
}

impl<R> Queue<R> {
    /// Another end to speak into.
    pub fn sender(&self) -> Sender<Event<R>> {
        self.sender.clone()
    }
}

impl<R> Events<R> for Queue<R> {
    fn next(&mut self, wait: Duration) -> io::Result<Option<Event<R>>> {
        match self.receiver.recv_timeout(wait) {
            Ok(event) => Ok(Some(event)),
            // The queue holds a sender itself, so the channel never closes while it is read.
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Ok(None),
        }
    }
}

/// The terminal, as the source of events.
struct Console;

/// How often is looked whether an event waits. What the console of Windows tells of Shift and Alt goes down and up
/// without an event, and each look passes over one of them; a sign given by its number comes with a dozen.
const LOOKS: usize = 16;

impl Source for Console {
    fn read(&mut self) -> io::Result<crossterm::event::Event> {
        let event = crossterm::event::read()?;
        Ok(match event {
            // Windows tells the size of its buffer, which is not that of the window.
            crossterm::event::Event::Resize(..) if cfg!(windows) => crossterm::terminal::size()
                .map_or(event, |(columns, rows)| crossterm::event::Event::Resize(columns, rows)),
            other => other,
        })
    }

    fn more(&mut self, within: Duration) -> bool {
        // Other terminals mark a paste. What cannot be looked at is heard of at the next reading.
        let waits = |within| crossterm::event::poll(within).unwrap_or(false);
        cfg!(windows) && if within.is_zero() { (0..LOOKS).any(|_| waits(within)) } else { waits(within) }
    }
}

/// Starts the thread that reads keys. It ends with the program; a terminal that can no longer be read is a hang-up.
///
/// # Errors
/// When the system gives no thread.
pub fn read_terminal<R: Send + 'static>(to: Sender<Event<R>>) -> io::Result<()> {
    thread::Builder::new().name("keys".into()).spawn(move || {
        let mut bursts = Bursts::new(Console);
        loop {
            let Ok(inputs) = bursts.heard() else {
                // Whoever listened may be gone already.
                let _ = to.send(Event::Input(Input::Hangup));
                return;
            };
            for input in inputs {
                if to.send(Event::Input(input)).is_err() {
                    return;
                }
            }
        }
    })?;
    Ok(())
}

/// Starts listening for the signals by which a system asks a program to end: the window was closed, the PC shuts down.
///
/// # Errors
/// When the system gives no thread or no signals.
#[cfg(unix)]
pub fn listen_for_end<R: Send + 'static>(to: Sender<Event<R>>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            let input = match signal {
                SIGINT | SIGQUIT => Input::Interrupt,
                // Stopped halfway the terminal would be nobody's: its keys raw, another screen on it.
                SIGTSTP => continue,
                _ => Input::Hangup,
            };
            if to.send(Event::Input(input)).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

/// Ctrl+Break, and the closing of the window, as the C runtime of Windows tells of them.
#[cfg(windows)]
const SIGBREAK: i32 = 21;

/// How often is looked whether the system has asked. A handler may do no more than leave a mark.
#[cfg(windows)]
const WATCH: Duration = Duration::from_millis(250);

/// Starts listening for Ctrl+Break, which no reading of keys takes from Windows. A window that is closed leaves no time
/// to answer: what was typed is on disk by then, but for the last tenths of a second.
///
/// # Errors
/// When the system gives no thread or no signals.
#[cfg(windows)]
pub fn listen_for_end<R: Send + 'static>(to: Sender<Event<R>>) -> io::Result<()> {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    let asked = Arc::new(AtomicBool::new(false));
    for signal in [SIGBREAK, signal_hook::consts::SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&asked))?;
    }
    thread::Builder::new().name("signals".into()).spawn(move || {
        loop {
            thread::sleep(WATCH);
            if asked.swap(false, Ordering::SeqCst) && to.send(Event::Input(Input::Interrupt)).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

/// The thread that does the work, one job after the other.
#[derive(Debug)]
pub struct Worker<J> {
    jobs: Option<Sender<J>>,
    thread: Option<JoinHandle<()>>,
}

impl<J: Work + Send + 'static> Worker<J>
where
    J::Reply: Send + 'static,
{
    /// Starts the worker. `do_job` owns the register; it gets a sender so that a long job can tell of its progress,
    /// and is called without a job when nothing was asked for as long as it said the last time, to write what is left and
    /// to see whether another process has written.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start<F>(to: Sender<Event<J::Reply>>, mut do_job: F) -> io::Result<Worker<J>>
    where
        F: FnMut(Option<J>, &Sender<Event<J::Reply>>) -> (Option<J::Reply>, Duration) + Send + 'static,
    {
        let (jobs, waiting) = channel::<J>();
        let thread = thread::Builder::new().name("work".into()).spawn(move || {
            let mut rest = Duration::ZERO;
            loop {
                let (reply, next) = match waiting.recv_timeout(rest) {
                    Ok(job) => do_job(Some(job), &to),
                    Err(RecvTimeoutError::Timeout) => do_job(None, &to),
                    Err(RecvTimeoutError::Disconnected) => return,
                };
                rest = next;
                if let Some(reply) = reply
                    && to.send(Event::Reply(reply)).is_err()
                {
                    return;
                }
            }
        })?;
        Ok(Worker { jobs: Some(jobs), thread: Some(thread) })
    }
}

impl<J> Jobs<J> for Worker<J> {
    fn start(&mut self, job: J) {
        if let Some(jobs) = &self.jobs {
            // A worker that is gone has aborted the program already.
            let _ = jobs.send(job);
        }
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        // The frame before is on the terminal by now, so nothing comes between these bytes.
        clipboard::send(text)
    }

    fn finish(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
