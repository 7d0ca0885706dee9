//! One window of the program for tests: the real event loop over a real register, driven by keys alone.
//!
//! The loop runs in a thread of its own from start to end, as in the program; a test sends keys, waits until there is
//! nothing left to do, and looks at the picture. The clock stands still unless a test moves it. No wait is a sleep.

#![allow(dead_code, reason = "each test binary uses its own part of this module")]

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use motcua::app::event_loop::{self, Event, Events, Jobs};
use motcua::app::start;
use motcua::app::worker::Desk;
use motcua::domain::day::Moment;
use motcua::store::{Mode, Store};
use motcua::ui::input::{Input, Key, KeyCode, Mouse};
use motcua::ui::look::Look;
use motcua::ui::paint::lines_of;
use motcua::ui::text::width;
use motcua::ui::work::{Job, Reply};
use ratatui::Terminal;
use ratatui::backend::{Backend, ClearType, TestBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::clock::Hand;

pub const ENTER: Key = Key::plain(KeyCode::Enter);
pub const TAB: Key = Key::plain(KeyCode::Tab);
pub const ESC: Key = Key::plain(KeyCode::Esc);

/// A terminal that the test sees as well as the loop that draws on it.
#[derive(Clone)]
struct Glass(Arc<Mutex<TestBackend>>);

impl Glass {
    fn with<T>(&self, f: impl FnOnce(&mut TestBackend) -> T) -> T {
        f(&mut self.0.lock().expect("the picture"))
    }
}

impl Backend for Glass {
    type Error = <TestBackend as Backend>::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> Result<(), Self::Error> {
        self.with(|glass| glass.draw(content))
    }

    fn hide_cursor(&mut self) -> Result<(), Self::Error> {
        self.with(Backend::hide_cursor)
    }

    fn show_cursor(&mut self) -> Result<(), Self::Error> {
        self.with(Backend::show_cursor)
    }

    fn get_cursor_position(&mut self) -> Result<Position, Self::Error> {
        self.with(Backend::get_cursor_position)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Self::Error> {
        self.with(|glass| glass.set_cursor_position(position))
    }

    fn clear(&mut self) -> Result<(), Self::Error> {
        self.with(Backend::clear)
    }

    fn clear_region(&mut self, region: ClearType) -> Result<(), Self::Error> {
        self.with(|glass| glass.clear_region(region))
    }

    fn size(&self) -> Result<Size, Self::Error> {
        self.with(|glass| glass.size())
    }

    fn window_size(&mut self) -> Result<WindowSize, Self::Error> {
        self.with(Backend::window_size)
    }

    fn flush(&mut self) -> Result<(), Self::Error> {
        self.with(Backend::flush)
    }
}

/// What a test wants of the loop before it is at rest again.
enum Order {
    /// Inputs, each after the work that the one before asked for.
    Inputs(Vec<Input>),
    /// Inputs all at once, before any work is done.
    Burst(Vec<Input>),
    /// Nothing came until the minute was over.
    Minute,
    /// Nothing came for a second: the worker looks whether another window has written.
    Idle,
}

type Replies = Rc<RefCell<VecDeque<Reply>>>;
type SharedDesk = Rc<RefCell<Desk<Hand>>>;

/// The keyboard's end of the loop.
struct Script {
    keys: VecDeque<Input>,
    burst: bool,
    replies: Replies,
    desk: SharedDesk,
    orders: Receiver<Order>,
    at_rest: Sender<()>,
}

impl Script {
    /// Says that everything is done, and waits for what the test wants next; `true` when only the clock moved.
    fn rest(&mut self) -> io::Result<bool> {
        // A test that has ended hears nothing any more, and sends no further order.
        let _ = self.at_rest.send(());
        let ended = |_| io::Error::new(io::ErrorKind::UnexpectedEof, "hết phím");
        match self.orders.recv().map_err(ended)? {
            Order::Minute => return Ok(true),
            Order::Idle => self.replies.borrow_mut().extend(self.desk.borrow_mut().idle()),
            Order::Inputs(inputs) => (self.keys, self.burst) = (inputs.into(), false),
            Order::Burst(inputs) => (self.keys, self.burst) = (inputs.into(), true),
        }
        Ok(false)
    }
}

impl Events<Reply> for Script {
    fn next(&mut self, wait: Duration) -> io::Result<Option<Event<Reply>>> {
        loop {
            if let Some(reply) = self.replies.borrow_mut().pop_front() {
                return Ok(Some(Event::Reply(reply)));
            }
            if wait.is_zero() && !self.burst {
                return Ok(None);
            }
            if let Some(key) = self.keys.pop_front() {
                return Ok(Some(Event::Input(key)));
            }
            if wait.is_zero() || self.rest()? {
                return Ok(None);
            }
        }
    }
}

/// The worker's end: a job is done as soon as it is asked for, and its reply waits for the loop.
struct Line {
    desk: SharedDesk,
    replies: Replies,
}

impl Jobs<Job> for Line {
    fn start(&mut self, job: Job) {
        let reply = self.desk.borrow_mut().carry_out(job);
        self.replies.borrow_mut().push_back(reply);
    }

    fn finish(&mut self) {}

    fn copy(&mut self, _text: &str) -> io::Result<()> {
        Ok(())
    }
}

/// The program from its start to its end, as `app::run` does it on a register that is open.
fn program(path: &Path, out: &Path, clock: &Hand, glass: Glass, orders: Receiver<Order>, at_rest: Sender<()>) {
    let store = Store::open(path, Mode::CreateIfMissing).expect("a register");
    let new = start::is_new(&store).expect("read");
    let mut desk = Desk::new(store, clock.clone()).expect("a desk").saving_in(out);
    let mut shell = if new {
        start::first_shell(&desk, Look::mono(), clock).expect("a screen")
    } else {
        start::shell(&mut desk, Look::mono(), clock).expect("screens")
    };
    let (desk, replies) = (Rc::new(RefCell::new(desk)), Replies::default());
    let mut line = Line { desk: Rc::clone(&desk), replies: Rc::clone(&replies) };
    let mut script = Script { keys: VecDeque::new(), burst: false, replies, desk, orders, at_rest };
    let mut terminal = Terminal::new(glass).expect("a terminal");
    if let Err(error) = event_loop::run(&mut terminal, &mut shell, &mut script, &mut line, clock) {
        let ended = error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::UnexpectedEof);
        assert!(ended, "{error:#}");
    }
}

/// One window.
pub struct World {
    /// Holds the register and what is saved beside it.
    pub folder: Rc<tempfile::TempDir>,
    pub clock: Hand,
    glass: Glass,
    orders: Option<Sender<Order>>,
    at_rest: Receiver<()>,
    thread: Option<JoinHandle<()>>,
    /// Someone left the program.
    pub left: bool,
}

pub fn moment(text: &str) -> Moment {
    text.parse().expect("a moment")
}

impl World {
    /// Opens the register of a folder as the program does at its start.
    pub fn open(folder: &Rc<tempfile::TempDir>, now: &str, columns: u16, rows: u16) -> World {
        let (clock, glass) = (Hand::at(now), Glass(Arc::new(Mutex::new(TestBackend::new(columns, rows)))));
        let (orders, taken) = channel();
        let (resting, at_rest) = channel();
        let (path, out) = (path(folder), out(folder));
        let (hand, shown) = (clock.clone(), glass.clone());
        let thread = std::thread::spawn(move || program(&path, &out, &hand, shown, taken, resting));
        let folder = Rc::clone(folder);
        let mut world =
            World { folder, clock, glass, orders: Some(orders), at_rest, thread: Some(thread), left: false };
        world.wait();
        world
    }

    /// Until the loop is at rest or has ended. What went wrong in it goes wrong here.
    fn wait(&mut self) {
        if self.at_rest.recv().is_ok() {
            return;
        }
        self.left = true;
        if let Some(Err(panic)) = self.thread.take().map(JoinHandle::join) {
            std::panic::resume_unwind(panic);
        }
    }

    fn order(&mut self, order: Order) -> &mut World {
        assert!(!self.left, "the program has ended:\n{}", self.picture());
        if let Some(orders) = &self.orders {
            orders.send(order).expect("the loop runs");
        }
        self.wait();
        self
    }

    /// Presses keys, each after the work of the one before is done.
    pub fn keys(&mut self, keys: &[Key]) -> &mut World {
        self.order(Order::Inputs(keys.iter().map(|key| Input::Key(*key)).collect()))
    }

    /// Presses keys faster than any work is done.
    pub fn burst(&mut self, keys: &[Key]) -> &mut World {
        self.order(Order::Burst(keys.iter().map(|key| Input::Key(*key)).collect()))
    }

    /// Types letters.
    pub fn typed(&mut self, text: &str) -> &mut World {
        self.keys(&letters(text))
    }

    /// The clock goes on to a moment.
    pub fn later(&mut self, now: &str) -> &mut World {
        self.clock.set(now);
        self.order(Order::Minute)
    }

    /// Nothing is pressed for a while: another window's writes are noticed.
    pub fn idle(&mut self) -> &mut World {
        self.order(Order::Idle)
    }

    /// The window gets another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut World {
        self.glass.with(|glass| glass.resize(columns, rows));
        self.order(Order::Inputs(vec![Input::Resize(columns, rows)]))
    }

    /// The window gets another size, and its console says nothing of it.
    pub fn resize_in_silence(&mut self, columns: u16, rows: u16) -> &mut World {
        self.glass.with(|glass| glass.resize(columns, rows));
        self.order(Order::Minute)
    }

    /// Clicks on the first place where a text stands.
    #[track_caller]
    pub fn click(&mut self, text: &str) -> &mut World {
        let lines = self.lines();
        let at = lines.iter().zip(0..).find_map(|(line, y)| Some((width(line.split_once(text)?.0), y)));
        let (x, y) = at.unwrap_or_else(|| panic!("{text} is nowhere:\n{}", self.picture()));
        self.order(Order::Inputs(vec![Input::Mouse(Mouse::Click, x as u16, y)]))
    }

    /// Tab until the terminal's cursor stands in the row with a label.
    #[track_caller]
    pub fn go_to(&mut self, label: &str) -> &mut World {
        for _ in 0..60 {
            if self.focused(label) {
                return self;
            }
            self.keys(&[TAB]);
        }
        panic!("no row {label}:\n{}", self.picture());
    }

    /// Whether the terminal's cursor stands in the row with a label; the frame of a popup is no part of the row.
    pub fn focused(&self, label: &str) -> bool {
        let line = self.cursor_line();
        let row = line.split_once('│').map_or(line.as_str(), |(_, inside)| inside);
        row.trim_start().starts_with(label)
    }

    /// The picture.
    pub fn lines(&self) -> Vec<String> {
        self.glass.with(|glass| lines_of(glass.buffer()))
    }

    /// The picture as one text.
    pub fn picture(&self) -> String {
        self.lines().join("\n")
    }

    /// The line in which the terminal's cursor stands.
    pub fn cursor_line(&self) -> String {
        let at = self.glass.with(|glass| glass.get_cursor_position().expect("a cursor"));
        self.lines().get(usize::from(at.y)).cloned().unwrap_or_default()
    }

    /// Whether a text is in the picture; the picture is shown where it is not.
    #[track_caller]
    pub fn sees(&self, text: &str) -> &World {
        let picture = self.picture();
        // News that is longer than a line goes on in the next one.
        let joined = picture.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(picture.contains(text) || joined.contains(text), "“{text}” không có trên màn hình:\n{picture}");
        self
    }

    #[track_caller]
    pub fn sees_not(&self, text: &str) {
        assert!(!self.picture().contains(text), "“{text}” còn trên màn hình:\n{}", self.picture());
    }

    /// The register, read through a connection of its own: what is committed.
    pub fn register(&self) -> Store {
        Store::open(&path(&self.folder), Mode::Existing).expect("the register")
    }
}

impl Drop for World {
    fn drop(&mut self) {
        // Without further orders the loop ends, and with it the connection to the register.
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            assert!(ended.is_ok() || std::thread::panicking(), "the program panicked at its end");
        }
    }
}

pub fn path(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("sổ").join("motcua.db")
}

/// Where exported files go.
pub fn out(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("ra")
}

pub fn letters(text: &str) -> Vec<Key> {
    text.chars().map(Key::char).collect()
}

/// An empty folder.
pub fn folder() -> Rc<tempfile::TempDir> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("sổ")).expect("made");
    Rc::new(folder)
}

/// A register set up by keys: one unit, the given officers, the starter catalogue and calendar.
pub fn set_up(officers: &[&str]) -> Rc<tempfile::TempDir> {
    let folder = folder();
    let mut world = World::open(&folder, "2026-11-19 08:00", 80, 24);
    world.typed("Trung tâm Phục vụ hành chính công xã Đồng Mẫu");
    // Past the other settings, to the officers.
    world.keys(&[TAB; 9]);
    for officer in officers {
        world.typed(officer).keys(&[TAB]).typed("công chức").keys(&[TAB]);
    }
    world.keys(&[Key::ctrl('s')]);
    assert!(world.left, "{}", world.picture());
    folder
}
