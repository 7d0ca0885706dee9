//! A clerk at a keyboard for tests: the real screens over the real worker, on a copy of the sample register.

#![allow(dead_code, reason = "each file of tests uses a part of it")]

#[path = "../support/clock.rs"]
pub mod clock;

use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

pub use clock::Hand;
use motcua::app::clock::Clock;
use motcua::app::worker::{Desk, Patience};
use motcua::desk::sample;
use motcua::domain::day::Moment;
use motcua::store::{Mode, Stamp, Store};
use motcua::ui::action::Outward;
use motcua::ui::input::{Input, Key, KeyCode};
use motcua::ui::keymap::{Act, Scope, key_of};
use motcua::ui::look::Look;
use motcua::ui::paint::lines_of;
use motcua::ui::screens;
use motcua::ui::shell::Shell;
use motcua::ui::work::list::Answer;
use motcua::ui::work::{Job, Reply};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

/// Saturday 21 November 2026, 09:00.
pub const NOW: &str = "2026-11-21 09:00";

/// [`NOW`] as a moment.
pub fn now() -> Moment {
    NOW.parse().expect("a moment")
}

/// A clock of this seat, for another window beside it.
pub fn hand() -> Hand {
    Hand::at(NOW)
}

/// The stamp of a write outside the screens.
pub fn stamp() -> Stamp {
    let clock = hand();
    Stamp { at: now(), utc_ms: clock.utc_ms(), utc_offset_min: 420, officer: "kiểm thử".into(), desk: 1 }
}

/// The sample register, made once.
fn original() -> &'static PathBuf {
    static MADE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("goc.db");
        let mut store = Store::open(&path, Mode::CreateIfMissing).expect("a register");
        sample::fill(&mut store, &stamp()).expect("the sample");
        (folder, path)
    });
    path
}

/// A folder with a copy of the sample register, changed by `change` before anyone sits down.
pub fn register(change: impl FnOnce(&mut Store)) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("so.db");
    std::fs::copy(original(), &path).expect("a copy");
    change(&mut Store::open(&path, Mode::Existing).expect("the copy"));
    (folder, path)
}

/// The clerk.
pub struct Seat {
    pub shell: Shell<Job>,
    desk: Desk<Hand>,
    pub folder: tempfile::TempDir,
    path: PathBuf,
    terminal: Terminal<TestBackend>,
    /// Jobs asked for and not yet carried out.
    waiting: Vec<Job>,
    /// Texts that were put onto the clipboard.
    pub copied: Vec<String>,
    /// What is answered beside the worker, and how many such answers are still to come.
    spoken: Option<Receiver<Reply>>,
    awaited: usize,
}

impl Seat {
    /// Sits down at a window of some size.
    pub fn new(columns: u16, rows: u16, change: impl FnOnce(&mut Store)) -> Seat {
        let (folder, path) = register(change);
        Seat::over(columns, rows, folder, path)
    }

    /// Sits down at a register.
    pub fn over(columns: u16, rows: u16, folder: tempfile::TempDir, path: PathBuf) -> Seat {
        Seat::looking(columns, rows, folder, path, Look::mono())
    }

    /// Sits down at a register with a look of one's own.
    pub fn looking(columns: u16, rows: u16, folder: tempfile::TempDir, path: PathBuf, look: Look) -> Seat {
        let store = Store::open(&path, Mode::Existing).expect("the register");
        let desk = Desk::new(store, hand()).expect("a desk").saving_in(&folder.path().join("ra"));
        Seat::at(columns, rows, folder, path, look, (desk, None))
    }

    /// Sits down where no key waits for words or for an order: they are answered when [`Seat::hear`] is called.
    pub fn impatient(columns: u16, rows: u16, change: impl FnOnce(&mut Store)) -> Seat {
        let (folder, path) = register(change);
        let store = Store::open(&path, Mode::Existing).expect("the register");
        let (voice, spoken) = channel();
        let desk = Desk::new(store, hand()).expect("a desk").saving_in(&folder.path().join("ra"));
        let desk = desk.patient(Patience { wait: Duration::ZERO, rows: 0, ..Patience::default() });
        // Nobody listens any more when the clerk has gone.
        let desk = desk.speaking(move |reply| drop(voice.send(reply)));
        Seat::at(columns, rows, folder, path, Look::mono(), (desk, Some(spoken)))
    }

    fn at(
        columns: u16,
        rows: u16,
        folder: tempfile::TempDir,
        path: PathBuf,
        look: Look,
        (desk, spoken): (Desk<Hand>, Option<Receiver<Reply>>),
    ) -> Seat {
        let mut shell = Shell::new(screens::tabs(), look, now());
        let terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal");
        let outward = shell.start(columns, rows);
        let (waiting, copied) = (Vec::new(), Vec::new());
        let mut seat = Seat { shell, desk, folder, path, terminal, waiting, copied, spoken, awaited: 0 };
        seat.take(outward);
        seat.work();
        seat
    }

    fn take(&mut self, outward: Vec<Outward<Job>>) {
        self.waiting.extend(outward.into_iter().filter_map(|ask| match ask {
            Outward::Job(job) => Some(job),
            Outward::Copy(text) => {
                self.copied.push(text);
                None
            }
            Outward::Redraw | Outward::Quit => None,
        }));
    }

    /// Presses a key without doing any work.
    pub fn hold(&mut self, key: Key) {
        let outward = self.shell.update(Input::Key(key));
        self.take(outward);
    }

    /// Carries out all that was asked for.
    pub fn work(&mut self) {
        while !self.waiting.is_empty() {
            let job = self.waiting.remove(0);
            let reply = self.desk.carry_out(job);
            self.awaited += usize::from(matches!(reply, Reply::List(Answer::Seeking { .. })));
            let outward = self.shell.reply(&reply);
            self.take(outward);
        }
    }

    /// Waits for all that is answered beside the worker.
    pub fn hear(&mut self) {
        self.hear_until(|_| false);
    }

    /// Waits for what is answered beside the worker, until the screen is as wanted; whether it was.
    pub fn hear_until(&mut self, wanted: impl Fn(&mut Seat) -> bool) -> bool {
        while self.awaited > 0 {
            if wanted(self) {
                return true;
            }
            let spoken = self.spoken.as_ref().expect("a seat that hears");
            let reply = spoken.recv_timeout(Duration::from_secs(60)).expect("an answer");
            self.awaited -= 1;
            let outward = self.shell.reply(&reply);
            self.take(outward);
            self.work();
        }
        wanted(self)
    }

    /// What the worker does when there is nothing to do: it looks whether another window has written.
    pub fn idle(&mut self) {
        if let Some(reply) = self.desk.idle() {
            let outward = self.shell.reply(&reply);
            self.take(outward);
        }
        self.work();
    }

    /// The window gets another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal");
        let outward = self.shell.update(Input::Resize(columns, rows));
        self.take(outward);
        self.work();
    }

    /// Gives any input and waits for what it leads to.
    pub fn give(&mut self, input: Input) {
        let outward = self.shell.update(input);
        self.take(outward);
        self.work();
    }

    /// Presses a key and waits for what it leads to.
    pub fn press(&mut self, key: Key) {
        self.hold(key);
        self.work();
    }

    /// Presses the key that the table gives an action in a scope.
    pub fn act(&mut self, scope: Scope, act: Act) {
        let key = key_of(scope, act).unwrap_or_else(|| panic!("{act:?} has a key in {scope:?}"));
        self.press(key);
    }

    /// Types a text; it replaces what a field that was tabbed into holds.
    pub fn type_text(&mut self, text: &str) {
        text.chars().for_each(|c| self.press(Key::char(c)));
    }

    /// Presses Tab some times.
    pub fn tab(&mut self, times: usize) {
        (0..times).for_each(|_| self.press(Key::plain(KeyCode::Tab)));
    }

    /// Saves the form in front.
    pub fn save(&mut self) {
        self.press(Key::ctrl('s'));
    }

    /// The window as lines.
    pub fn lines(&mut self) -> Vec<String> {
        let shell = &self.shell;
        self.terminal.draw(|frame| shell.draw(frame)).expect("a picture");
        lines_of(self.terminal.backend().buffer())
    }

    /// The window as it is drawn, with its styles.
    pub fn frame(&mut self) -> Buffer {
        let shell = &self.shell;
        self.terminal.draw(|frame| shell.draw(frame)).expect("a picture");
        self.terminal.backend().buffer().clone()
    }

    /// The window as one text.
    pub fn text(&mut self) -> String {
        self.lines().join("\n")
    }

    /// The status line at the right, e.g. `1/57`.
    pub fn status(&mut self) -> String {
        let lines = self.lines();
        let line = &lines[lines.len() - 3];
        line.split_whitespace().last().unwrap_or("").to_owned()
    }

    /// Where the register is.
    pub fn path(&self) -> &std::path::Path {
        &self.path
    }

    /// Another look at the register, as another program would have.
    pub fn register(&self) -> Store {
        Store::open(&self.path, Mode::Existing).expect("the register")
    }

    /// What the last entry of the journal did.
    pub fn last_op(&self) -> String {
        let store = self.register();
        let (seq, _) = store.chain_head().expect("the journal");
        store.read().entry(seq).expect("read").expect("an entry").op
    }
}
