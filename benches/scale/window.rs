//! The real shell over the real worker in a window in memory, driven key by key without a terminal.

use std::path::Path;
use std::time::{Duration, Instant};

use motcua::app::clock::Clock;
use motcua::app::worker::Desk;
use motcua::domain::day::Moment;
use motcua::store::{Mode, Store};
use motcua::ui::action::Outward;
use motcua::ui::input::{Input, Key};
use motcua::ui::look::Look;
use motcua::ui::screens;
use motcua::ui::shell::Shell;
use motcua::ui::work::Job;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// A clock that stands still.
pub struct Still(Moment);

impl Still {
    /// Stands at `now`.
    pub fn at(now: Moment) -> Still {
        Still(now)
    }
}

impl Clock for Still {
    fn now(&self) -> Moment {
        self.0
    }

    fn utc_ms(&self) -> i64 {
        (self.0.epoch_minutes() - 420) * 60_000
    }

    fn pc_offset_min(&self) -> i32 {
        420
    }

    fn until_next_minute(&self) -> Duration {
        Duration::from_secs(60)
    }
}

/// The window.
pub struct Window {
    desk: Desk<Still>,
    shell: Shell<Job>,
    terminal: Terminal<TestBackend>,
}

impl Window {
    /// Opens a register at a moment and shows the first screen.
    ///
    /// # Errors
    /// When the register cannot be opened.
    pub fn open(path: &Path, now: Moment) -> Result<Window, Box<dyn std::error::Error>> {
        let desk = Desk::new(Store::open(path, Mode::Existing)?, Still::at(now))?;
        let shell = Shell::new(screens::tabs(), Look::choose(|_| None), now);
        let mut window = Window { desk, shell, terminal: Terminal::new(TestBackend::new(120, 40))? };
        let mut outward = window.shell.update(Input::Tick(now));
        outward.extend(window.shell.start(120, 40));
        window.settle(outward);
        Ok(window)
    }

    /// Carries out whatever the shell asks for until it asks for nothing, then draws.
    fn settle(&mut self, mut outward: Vec<Outward<Job>>) {
        while let Some(next) = outward.pop() {
            if let Outward::Job(job) = next {
                let reply = self.desk.carry_out(job);
                outward.extend(self.shell.reply(&reply));
            }
        }
        let shell = &self.shell;
        self.terminal.draw(|frame| shell.draw(frame)).expect("a picture in memory");
    }

    /// One key to its drawn frame, all its work included.
    pub fn key(&mut self, key: Key) -> Duration {
        let begun = Instant::now();
        let outward = self.shell.update(Input::Key(key));
        self.settle(outward);
        begun.elapsed()
    }
}
