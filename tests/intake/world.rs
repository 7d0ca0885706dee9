//! The real screens over a real register, driven by keys alone. The clock stands still unless a test moves it.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

use motcua::app::clock::Clock;
use motcua::app::event_loop::{self, Event, Events, Jobs};
use motcua::app::start;
use motcua::app::worker::Desk;
use motcua::domain::day::Moment;
use motcua::store::{Mode, Store};
use motcua::ui::input::{Input, Key, KeyCode};
use motcua::ui::look::Look;
use motcua::ui::paint::lines_of;
use motcua::ui::shell::Shell;
use motcua::ui::work::{Job, Reply};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

pub const ENTER: Key = Key::plain(KeyCode::Enter);
pub const TAB: Key = Key::plain(KeyCode::Tab);
pub const ESC: Key = Key::plain(KeyCode::Esc);

/// A clock that a test sets.
#[derive(Clone)]
pub struct Hand(pub Rc<Cell<Moment>>, pub i32);

impl Clock for Hand {
    fn now(&self) -> Moment {
        self.0.get()
    }

    fn utc_ms(&self) -> i64 {
        (self.now().epoch_minutes() - 420) * 60_000
    }

    fn pc_offset_min(&self) -> i32 {
        self.1
    }

    fn until_next_minute(&self) -> Duration {
        Duration::from_secs(30)
    }
}

type Replies = Rc<RefCell<VecDeque<Reply>>>;

/// Keys one at a time, each after the work that the one before asked for.
struct Script {
    keys: VecDeque<Input>,
    replies: Replies,
    /// All keys at once, before any work is done.
    burst: bool,
}

impl Events<Reply> for Script {
    fn next(&mut self, wait: Duration) -> io::Result<Option<Event<Reply>>> {
        if let Some(reply) = self.replies.borrow_mut().pop_front() {
            return Ok(Some(Event::Reply(reply)));
        }
        if wait.is_zero() && !self.burst {
            return Ok(None);
        }
        match self.keys.pop_front() {
            Some(key) => Ok(Some(Event::Input(key))),
            None if wait.is_zero() => Ok(None),
            None => Err(io::Error::new(io::ErrorKind::UnexpectedEof, "hết phím")),
        }
    }
}

struct Line<'a> {
    desk: &'a mut Desk<Hand>,
    replies: Replies,
}

impl Jobs<Job> for Line<'_> {
    fn start(&mut self, job: Job) {
        let reply = self.desk.carry_out(job);
        self.replies.borrow_mut().push_back(reply);
    }

    fn finish(&mut self) {}
}

/// One window.
pub struct World {
    /// Holds the register and what is saved beside it.
    pub folder: Rc<tempfile::TempDir>,
    pub clock: Hand,
    desk: Desk<Hand>,
    shell: Shell<Job>,
    terminal: Terminal<TestBackend>,
    /// The last run ended because someone left.
    pub left: bool,
}

pub fn moment(text: &str) -> Moment {
    text.parse().expect("a moment")
}

impl World {
    /// Opens the register of a folder as the program does at its start.
    pub fn open(folder: &Rc<tempfile::TempDir>, now: &str, columns: u16, rows: u16) -> World {
        let clock = Hand(Rc::new(Cell::new(moment(now))), 420);
        let store = Store::open(&path(folder), Mode::CreateIfMissing).expect("a register");
        let new = start::is_new(&store).expect("read");
        let mut desk = Desk::new(store, clock.clone()).expect("a desk");
        let shell = if new {
            start::first_shell(Look::mono(), &clock)
        } else {
            start::shell(&mut desk, Look::mono(), &clock).expect("screens")
        };
        let terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal");
        let mut world = World { folder: Rc::clone(folder), clock, desk, shell, terminal, left: false };
        world.keys(&[]);
        world
    }

    /// Presses keys, each after the work of the one before is done.
    pub fn keys(&mut self, keys: &[Key]) -> &mut World {
        self.inputs(keys.iter().map(|key| Input::Key(*key)).collect(), false)
    }

    /// Presses keys faster than any work is done.
    pub fn burst(&mut self, keys: &[Key]) -> &mut World {
        self.inputs(keys.iter().map(|key| Input::Key(*key)).collect(), true)
    }

    /// Types letters.
    pub fn typed(&mut self, text: &str) -> &mut World {
        self.keys(&letters(text))
    }

    fn inputs(&mut self, keys: VecDeque<Input>, burst: bool) -> &mut World {
        let replies: Replies = Rc::default();
        let mut script = Script { keys, replies: Rc::clone(&replies), burst };
        let mut line = Line { desk: &mut self.desk, replies };
        let ended = event_loop::run(&mut self.terminal, &mut self.shell, &mut script, &mut line, &self.clock);
        self.left = ended.is_ok();
        self
    }

    /// The picture.
    pub fn lines(&self) -> Vec<String> {
        lines_of(self.terminal.backend().buffer())
    }

    /// The picture as one text.
    pub fn picture(&self) -> String {
        self.lines().join("\n")
    }

    /// The line in which the terminal's cursor stands.
    pub fn cursor_line(&mut self) -> String {
        let at = self.terminal.get_cursor_position().expect("a cursor");
        self.lines().get(usize::from(at.y)).cloned().unwrap_or_default()
    }

    /// Whether a text is in the picture; the picture is shown where it is not.
    #[track_caller]
    pub fn sees(&self, text: &str) {
        assert!(self.picture().contains(text), "“{text}” không có trên màn hình:\n{}", self.picture());
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

pub fn path(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("sổ").join("motcua.db")
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
