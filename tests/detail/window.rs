//! One window of the program with the screen of a dossier in front: keys in, the picture and the register out.
//!
//! Work is carried out by the real worker against a real register, at once and in order.

use std::path::Path;

use motcua::app::worker::Desk;
use motcua::store::dossier::Stored;
use motcua::store::{Mode, Store};
use motcua::ui::action::Outward;
use motcua::ui::input::{Input, Key, KeyCode};
use motcua::ui::keymap::{Act, Scope, key_of};
use motcua::ui::look::Look;
use motcua::ui::paint::lines_of;
use motcua::ui::screens::detail::Detail;
use motcua::ui::shell::{Shell, Tab};
use motcua::ui::work::Job;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::clock::Hand;
use crate::support::at;

/// A worker on the register at `path`, at a moment.
pub fn worker(path: &Path, now: &str) -> Desk<Hand> {
    let store = Store::open(path, Mode::Existing).expect("the register opens");
    Desk::new(store, Hand::at(now)).expect("the worker starts")
}

/// The window.
pub struct Window {
    shell: Shell<Job>,
    desk: Desk<Hand>,
    clock: Hand,
    /// A second connection, to see what is on disk.
    pub disk: Store,
    size: (u16, u16),
    id: i64,
}

impl Window {
    /// Opens a dossier of the register at `path` at a moment, 80×24.
    pub fn open(path: &Path, id: i64, now: &str) -> Window {
        let clock = Hand::at(now);
        let store = Store::open(path, Mode::Existing).expect("the register opens");
        let desk = Desk::new(store, clock.clone()).expect("the worker starts");
        let disk = Store::open(path, Mode::Existing).expect("a second connection");
        let tab = Tab::new(Act::Dossiers, Box::new(Detail::new(id)));
        let shell = Shell::new(vec![tab], Look::mono(), at(now));
        let mut window = Window { shell, desk, clock, disk, size: (80, 24), id };
        let out = window.shell.start(80, 24);
        window.work(out);
        window
    }

    fn work(&mut self, out: Vec<Outward<Job>>) {
        let mut waiting: std::collections::VecDeque<_> = out.into();
        while let Some(next) = waiting.pop_front() {
            if let Outward::Job(job) = next {
                let reply = self.desk.carry_out(job);
                waiting.extend(self.shell.reply(&reply));
            }
        }
    }

    /// Another window has written: this one hears of it as it would when idle.
    pub fn idle(&mut self) {
        if let Some(reply) = self.desk.idle() {
            let out = self.shell.reply(&reply);
            self.work(out);
        }
    }

    /// The clock goes on.
    pub fn tick(&mut self, now: &str) {
        self.clock.set(now);
        let out = self.shell.update(Input::Tick(at(now)));
        self.work(out);
    }

    /// Another size.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.size = (width, height);
        let out = self.shell.update(Input::Resize(width, height));
        self.work(out);
    }

    /// Presses a key.
    pub fn press(&mut self, key: Key) -> &mut Window {
        let out = self.shell.update(Input::Key(key));
        self.work(out);
        self
    }

    /// Presses the key that the table has for an action on one dossier.
    pub fn act(&mut self, act: Act) -> &mut Window {
        let key = key_of(Scope::Detail, act).expect("a key of the table");
        self.press(key)
    }

    /// Types a text, letter by letter.
    pub fn typed(&mut self, text: &str) -> &mut Window {
        for letter in text.chars() {
            self.press(Key::char(letter));
        }
        self
    }

    /// Enter.
    pub fn enter(&mut self) -> &mut Window {
        self.press(Key::plain(KeyCode::Enter))
    }

    /// Esc.
    pub fn esc(&mut self) -> &mut Window {
        self.press(Key::plain(KeyCode::Esc))
    }

    /// To the field whose label begins so, by Tab.
    pub fn to(&mut self, label: &str) -> &mut Window {
        for _ in 0..60 {
            if self.focused().starts_with(label) {
                return self;
            }
            self.press(Key::plain(KeyCode::Tab));
        }
        panic!("no field {label}:\n{}", self.picture());
    }

    /// The line of the terminal's cursor, from the popup's frame on.
    fn focused(&self) -> String {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).expect("a terminal");
        terminal.draw(|frame| self.shell.draw(frame)).expect("a frame");
        let cursor = terminal.get_cursor_position().expect("a cursor");
        let line = lines_of(terminal.backend().buffer()).get(usize::from(cursor.y)).cloned().unwrap_or_default();
        line.split_once('│').map_or(String::new(), |(_, inside)| inside.to_owned())
    }

    /// Ctrl+S.
    pub fn save(&mut self) -> &mut Window {
        self.press(Key::ctrl('s'))
    }

    /// The picture, line by line.
    pub fn lines(&self) -> Vec<String> {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).expect("a terminal");
        terminal.draw(|frame| self.shell.draw(frame)).expect("a frame");
        lines_of(terminal.backend().buffer())
    }

    /// The picture as one text.
    pub fn picture(&self) -> String {
        self.lines().join("\n")
    }

    /// Holds that every text is in the picture.
    pub fn shows(&self, texts: &[&str]) {
        let picture = self.picture();
        for text in texts {
            assert!(picture.contains(text), "“{text}” is not shown:\n{picture}");
        }
    }

    /// Holds that every text stands somewhere on the whole page, wherever its lines were broken.
    pub fn tells(&mut self, texts: &[&str]) {
        let size = self.size;
        self.resize(100, 90);
        let page = self.picture().split_whitespace().collect::<Vec<_>>().join(" ");
        self.resize(size.0, size.1);
        for text in texts {
            assert!(page.contains(text), "“{text}” is not told:\n{page}");
        }
    }

    /// Whether no popup is open.
    pub fn at_rest(&self) -> bool {
        self.shell.scope() == Scope::Detail
    }

    /// The dossier as it is on disk.
    pub fn stored(&self) -> Stored {
        self.disk.read().dossier(self.id).expect("readable").expect("there")
    }

    /// The verb and reason of the newest entry of its history.
    pub fn newest(&self) -> (String, String) {
        let history = self.disk.read().history(self.id, 1).expect("readable");
        history.into_iter().next().map(|(entry, _)| (entry.op, entry.reason)).expect("an entry")
    }

    /// Undoes and holds that the dossier is as it was.
    pub fn undo_to(&mut self, before: &Stored) {
        self.press(Key::ctrl('z'));
        self.shows(&["Đã hoàn tác"]);
        assert_eq!(self.stored().dossier, before.dossier);
        assert_eq!(self.newest().0, "undo");
    }
}
