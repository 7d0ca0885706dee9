//! The real shell over the real worker in a window in memory, driven key by key without a terminal.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use motcua::app::clock::Clock;
use motcua::app::worker::Desk;
use motcua::desk::accept::Draft;
use motcua::domain::day::Moment;
use motcua::store::{Mode, Steps, Store};
use motcua::ui::action::Outward;
use motcua::ui::input::{Input, Key};
use motcua::ui::look::Look;
use motcua::ui::screens;
use motcua::ui::shell::Shell;
use motcua::ui::work::accept::Ask;
use motcua::ui::work::list::Answer;
use motcua::ui::work::{Job, Reply, apologies, differing, feedback, gaps, history, papers, rating};
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
        Reply::Apologies(answer) => matches!(answer, apologies::Answer::Begun),
        Reply::Rating(answer) => matches!(answer, rating::Answer::Begun),
        Reply::Feedback(answer) => matches!(answer, feedback::Answer::Begun { .. }),
        Reply::History(answer) => matches!(answer, history::Answer::Begun),
        _ => false,
    }
}

/// Whether a spoken reply ends such a search. A list that nobody wants any more is answered as one that is sought.
fn ends(reply: &Reply) -> bool {
    match reply {
        Reply::List(_) | Reply::Failed(..) => true,
        Reply::Papers(_) | Reply::Gaps(_) | Reply::Differing(_) => !begins(reply),
        Reply::Apologies(_) | Reply::Rating(_) | Reply::Feedback(_) | Reply::History(_) => true,
        _ => false,
    }
}

/// The window.
pub struct Window {
    desk: Desk<Still>,
    shell: Shell<Job>,
    terminal: Terminal<TestBackend>,
    /// Steps that SQLite took on the connection of the keys, where they are counted.
    steps: Option<Steps>,
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
        Window::over(Store::open(path, Mode::Existing)?, None, now)
    }

    /// The same, counting steps.
    ///
    /// # Errors
    /// When the register cannot be opened.
    pub fn counting(path: &Path, now: Moment) -> Result<Window, Box<dyn std::error::Error>> {
        let mut store = Store::open(path, Mode::Existing)?;
        let steps = store.count_steps()?;
        Window::over(store, Some(steps), now)
    }

    fn over(store: Store, steps: Option<Steps>, now: Moment) -> Result<Window, Box<dyn std::error::Error>> {
        let (voice, spoken) = channel();
        let desk = Desk::new(store, Still::at(now))?;
        // Nobody listens any more when the window is closed.
        let desk = desk.speaking(move |reply| drop(voice.send(reply)));
        let shell = Shell::new(screens::tabs(), Look::choose(|_| None), now);
        let terminal = Terminal::new(TestBackend::new(120, 40))?;
        let mut window = Window { desk, shell, terminal, steps, spoken, awaited: 0 };
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

    /// Keys in their order; all of them together.
    pub fn press(&mut self, keys: &[Key]) -> Duration {
        keys.iter().map(|key| self.key(*key)).sum()
    }

    /// Steps that the keys took since the window was opened; none where they are not counted.
    pub fn steps(&self) -> u64 {
        self.steps.as_ref().map_or(0, Steps::taken)
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
