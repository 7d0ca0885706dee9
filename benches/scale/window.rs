//! The real shell over the real worker in a window in memory, driven key by key without a terminal.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use motcua::app::clock::Clock;
use motcua::app::worker::Desk;
use motcua::desk::accept::Draft;
use motcua::domain::day::Moment;
use motcua::store::{Mode, Store};
use motcua::ui::action::Outward;
use motcua::ui::input::{Input, Key};
use motcua::ui::look::Look;
use motcua::ui::screens;
use motcua::ui::shell::Shell;
use motcua::ui::work::accept::Ask;
use motcua::ui::work::list::Answer;
use motcua::ui::work::{Job, Reply, differing, gaps, papers};
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

/// Whether a reply says that an answer is looked for beside the worker, or how far that is.
fn begins(reply: &Reply) -> bool {
    match reply {
        Reply::Papers(answer) => matches!(answer, papers::Answer::Begun),
        Reply::Gaps(answer) => matches!(answer, gaps::Answer::Looking { .. }),
        Reply::Differing(answer) => matches!(answer, differing::Answer::Progress { .. }),
        _ => false,
    }
}

/// Whether a spoken reply ends such a search. A list that nobody wants any more is answered as one that is sought.
fn ends(reply: &Reply) -> bool {
    let beside = matches!(reply, Reply::Papers(_) | Reply::Gaps(_) | Reply::Differing(_));
    matches!(reply, Reply::List(_) | Reply::Failed(..)) || (beside && !begins(reply))
}

/// The window.
pub struct Window {
    desk: Desk<Still>,
    shell: Shell<Job>,
    terminal: Terminal<TestBackend>,
    /// What is answered beside the worker, and how many such answers are still to come.
    spoken: Receiver<Reply>,
    awaited: usize,
}

impl Window {
    /// Opens a register at a moment and shows the first screen.
    ///
    /// # Errors
    /// When the register cannot be opened.
    pub fn open(path: &Path, now: Moment) -> Result<Window, Box<dyn std::error::Error>> {
        let (voice, spoken) = channel();
        let desk = Desk::new(Store::open(path, Mode::Existing)?, Still::at(now))?;
        // Nobody listens any more when the window is closed.
        let desk = desk.speaking(move |reply| drop(voice.send(reply)));
        let shell = Shell::new(screens::tabs(), Look::choose(|_| None), now);
        let terminal = Terminal::new(TestBackend::new(120, 40))?;
        let mut window = Window { desk, shell, terminal, spoken, awaited: 0 };
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
                self.awaited += usize::from(begins(&reply) || matches!(reply, Reply::List(Answer::Seeking { .. })));
                outward.extend(self.shell.reply(&reply));
            }
        }
        let shell = &self.shell;
        self.terminal.draw(|frame| shell.draw(frame)).expect("a picture in memory");
    }

    /// One key to its drawn frame, all its work included but what is done beside the worker.
    pub fn key(&mut self, key: Key) -> Duration {
        let begun = Instant::now();
        let outward = self.shell.update(Input::Key(key));
        self.settle(outward);
        begun.elapsed()
    }

    /// Waits for what is answered beside the worker, and draws it. How long lists were waited for, where any were.
    pub fn hear(&mut self) -> Option<Duration> {
        let (begun, waited) = (Instant::now(), self.awaited > 0);
        while self.awaited > 0 {
            let reply = self.spoken.recv().expect("the desk lives as long as its window");
            self.awaited -= usize::from(ends(&reply));
            let outward = self.shell.reply(&reply);
            self.settle(outward);
        }
        while let Ok(reply) = self.spoken.try_recv() {
            let outward = self.shell.reply(&reply);
            self.settle(outward);
        }
        waited.then(|| begun.elapsed())
    }

    /// A dossier accepted, from the key that saves it to the drawn frame that says so.
    ///
    /// # Errors
    /// When it is not saved.
    pub fn save(&mut self, draft: Draft) -> Result<Duration, Box<dyn std::error::Error>> {
        let begun = Instant::now();
        let reply = self.desk.carry_out(Job::Accept(Ask::Save(Box::new(draft))));
        if !matches!(reply, Reply::Wrote(_)) {
            return Err("not saved".into());
        }
        let outward = self.shell.reply(&reply);
        self.settle(outward);
        Ok(begun.elapsed())
    }
}
