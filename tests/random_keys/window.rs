//! One window under test: the real screens over the real worker on a register of its own, watched at every key.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::OnceLock;

use motcua::app::clock::Clock;
use motcua::app::start;
use motcua::app::worker::Desk;
use motcua::desk::close_period;
use motcua::desk::count::Scope;
use motcua::domain::period::{Cutoff, Period};
use motcua::store::{Mode, Stamp, Store};
use motcua::ui::action::{Outward, Part};
use motcua::ui::input::Input;
use motcua::ui::keymap::{self, Act, act};
use motcua::ui::look::Look;
use motcua::ui::parts::form::Form;
use motcua::ui::shell::Shell;
use motcua::ui::work::{
    Job, Reply, accept, calendar, catalogue, closing, differing, explain, feedback, history, list, papers, rating,
    report, seat as sitting,
};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::rules;
use super::seat::{self, Hand};

/// Where a stream begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// The sample register.
    Desk,
    /// The sample register in the least window.
    Small,
    /// The sample register in the first weeks of a year, with the half-year before closed.
    January,
    /// A register that nobody has set up.
    New,
}

/// Forms that ask what is to be shown: when they are answered nothing is written, and nothing typed is left.
const SHOWN: [&str; 5] = ["list.filter", "report.period", "ratings.period", "Period.", "ExplainLate."];

impl Start {
    fn clock(self) -> Hand {
        if self == Start::January { Hand::at("2027-01-05 09:00") } else { seat::hand() }
    }
}

/// What is typed into a form: its fields, and whether anybody typed at all.
type Typed = Vec<(String, String)>;

pub struct Window {
    pub shell: Shell<Job>,
    desk: Desk<Hand>,
    /// Another connection, to see what is written.
    watch: Store,
    clock: Hand,
    terminal: Terminal<TestBackend>,
    start: Start,
    folder: tempfile::TempDir,
    path: PathBuf,
    fed: usize,
    /// Something was written by the last input.
    wrote: bool,
    over: bool,
}

impl Window {
    pub fn open(start: Start) -> Window {
        let (folder, path) = match start {
            Start::New => {
                let folder = tempfile::tempdir().expect("a folder");
                let path = folder.path().join("so.db");
                drop(Store::open(&path, Mode::CreateIfMissing).expect("a register"));
                (folder, path)
            }
            Start::January => {
                let folder = tempfile::tempdir().expect("a folder");
                let path = folder.path().join("so.db");
                std::fs::copy(closed(), &path).expect("a copy");
                (folder, path)
            }
            Start::Desk | Start::Small => seat::register(no_printer),
        };
        Window::over(start, folder, path)
    }

    fn over(start: Start, folder: tempfile::TempDir, path: PathBuf) -> Window {
        let store = Store::open(&path, Mode::Existing).expect("the register");
        let watch = Store::open(&path, Mode::Existing).expect("a second connection");
        let clock = start.clock();
        let new = start::is_new(&store).expect("read");
        let mut desk = Desk::new(store, clock.clone()).expect("a desk").saving_in(&folder.path().join("ra"));
        let shell = if new {
            start::first_shell(&desk, Look::mono(), &clock).expect("a screen")
        } else {
            start::shell(&mut desk, Look::mono(), &clock).expect("screens")
        };
        let size = if start == Start::Small { (40, 10) } else { (80, 24) };
        let terminal = Terminal::new(TestBackend::new(size.0, size.1)).expect("a terminal");
        let (fed, wrote, over) = (0, false, false);
        let mut window = Window { shell, desk, watch, clock, terminal, start, folder, path, fed, wrote, over };
        let outward = window.shell.start(size.0, size.1);
        window.work(outward).expect("the first screen");
        window
    }

    /// Gives one input, does the work that it asks for, and holds every rule.
    pub fn feed(&mut self, input: &Input) -> Result<(), String> {
        if self.over {
            return Ok(());
        }
        self.fed += 1;
        let (before, scope) = (self.typed(), self.shell.scope());
        // A form that chooses what is shown writes nothing when it is answered.
        let answers = matches!(input, Input::Key(key) if matches!(act(scope, *key), Some(Act::Save | Act::NextField)));
        self.wrote = false;
        let outward = match input {
            Input::Tick(_) => {
                let now = self.clock.now().plus_minutes(1);
                self.clock.set(&now.to_string());
                self.shell.update(Input::Tick(now))
            }
            Input::Resize(columns, rows) => {
                self.terminal = Terminal::new(TestBackend::new(*columns, *rows)).expect("a terminal");
                self.shell.update(input.clone())
            }
            other => self.shell.update(other.clone()),
        };
        let leaves = outward.iter().any(|ask| matches!(ask, Outward::Quit));
        self.work(outward)?;
        rules::broken(&self.shell)?;
        self.nothing_lost(&before, scope, answers)?;
        // Drawing is a pure function of what was checked already; every few keys are enough to see that it draws.
        if self.fed.is_multiple_of(5) || matches!(input, Input::Resize(..)) {
            let shell = &self.shell;
            self.terminal.draw(|frame| shell.draw(frame)).map_err(|error| error.to_string())?;
        }
        if leaves { self.again() } else { Ok(()) }
    }

    fn work(&mut self, outward: Vec<Outward<Job>>) -> Result<(), String> {
        let mut waiting: VecDeque<Outward<Job>> = outward.into();
        while let Some(next) = waiting.pop_front() {
            let Outward::Job(job) = next else { continue };
            let (name, writes, before) = (format!("{job:?}"), writes(&job), self.head());
            let reply = self.desk.carry_out(job);
            let written = self.head() != before;
            // A save that found nothing to change is a save all the same.
            self.wrote |= written || matches!(reply, Reply::Wrote(_));
            if written && !writes {
                return Err(format!("việc chỉ đọc đã ghi vào sổ: {}", name.chars().take(80).collect::<String>()));
            }
            waiting.extend(self.shell.reply(&reply));
        }
        Ok(())
    }

    /// The newest entry of the history.
    fn head(&self) -> i64 {
        self.watch.chain_head().expect("the history").0
    }

    /// What is typed into forms that are kept, by name; the form of acceptance under its own.
    fn typed(&self) -> Vec<(String, Typed)> {
        let changed = |form: &Form, initial: &[(String, String)]| -> Typed {
            form.draft().into_iter().filter(|field| !initial.contains(field)).collect()
        };
        let popups = self.shell.open_forms().filter(|(name, ..)| !name.is_empty());
        let popups = popups.map(|(name, form, initial)| (name.to_owned(), changed(form, initial)));
        let mut all: Vec<(String, Typed)> = popups.filter(|(_, typed)| !typed.is_empty()).collect();
        let parts = self.shell.parts().unwrap_or_default();
        let screens = parts.iter().filter_map(|part| match part {
            Part::Form(form) if form.row("applicant_name").is_some() && form.row("component.0").is_some() => {
                Some(*form)
            }
            _ => None,
        });
        let filled = |form: &Form| form.draft().into_iter().filter(|(_, value)| !value.is_empty()).collect();
        all.extend(screens.filter(|form| form.touched()).map(|form| ("accept".to_owned(), filled(form))));
        all
    }

    /// A form that was open and is not any more was saved, is kept, or was thrown away in answer to a question.
    fn nothing_lost(&self, before: &[(String, Typed)], scope: keymap::Scope, answers: bool) -> Result<(), String> {
        let now = self.typed();
        for (name, _) in before {
            let open = self.shell.open_forms().any(|(known, ..)| known == name);
            let still = open || now.iter().any(|(typed, _)| typed == name);
            let kept = self.shell.kept().contains_key(name);
            let asked = matches!(scope, keymap::Scope::Confirm);
            let shown = answers && SHOWN.iter().any(|shown| name.starts_with(shown));
            if !still && !kept && !self.wrote && !asked && !shown {
                return Err(format!("chữ đã gõ trong {name} mất mà không hỏi"));
            }
        }
        Ok(())
    }

    /// The program is left and opened again.
    fn again(&mut self) -> Result<(), String> {
        if self.start == Start::New {
            self.over = true;
            return Ok(());
        }
        self.reopen()
    }

    /// The power fails after a moment of rest, and the program is started again: what was kept is there.
    pub fn crash(mut self) -> Result<(), String> {
        if self.over {
            return Ok(());
        }
        if let Some(reply) = self.desk.idle() {
            self.shell.reply(&reply);
        }
        let kept = self.shell.kept().clone();
        let accept = self.typed().into_iter().find(|(name, _)| name == "accept");
        let on_disk = self.desk.drafts().map_err(|error| error.to_string())?;
        for (name, body) in &kept {
            if !on_disk.iter().any(|(known, text)| known == name && text == body) {
                return Err(format!("bản nháp {name} không có trên đĩa"));
            }
        }
        if let Some((_, typed)) = accept {
            let body = on_disk.iter().find(|(name, _)| name == "accept").map_or("", |(_, body)| body);
            let names: Typed = typed.into_iter().filter(|(key, _)| key == "applicant_name" || key == "note").collect();
            if let Some(lost) = rules::lost(&names, body) {
                return Err(format!("phiếu tiếp nhận mất sau khi mất điện: {lost}"));
            }
        }
        self.reopen()?;
        for (name, body) in kept {
            if self.shell.kept().get(&name) != Some(&body) && name != "set_up" {
                return Err(format!("bản nháp {name} không được đưa lại"));
            }
        }
        Ok(())
    }

    fn reopen(&mut self) -> Result<(), String> {
        let folder = std::mem::replace(&mut self.folder, tempfile::tempdir().map_err(|error| error.to_string())?);
        *self = Window::over(self.start, folder, self.path.clone());
        Ok(())
    }
}

/// The sample register as it stands in January, made once.
fn closed() -> &'static PathBuf {
    static MADE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = MADE.get_or_init(|| {
        seat::register(|store| {
            no_printer(store);
            let (now, cutoff) = (Start::January.clock().now(), Cutoff::Calendar);
            let scope = Scope { period: Period::half_year_for(now.day, cutoff), cutoff, now };
            let prepared = close_period::prepare(store, &scope, &[], true, |_| true).expect("countable");
            close_period::close(store, &Stamp { at: now, ..seat::stamp() }, &prepared).expect("closed");
        })
    });
    path
}

/// A register whose printer takes everything: no program is opened, whatever is pressed.
fn no_printer(store: &mut Store) {
    let setting = ("print_command".to_owned(), "true {file}".to_owned());
    motcua::desk::set_up::change_settings(store, &seat::stamp(), &[setting]).expect("written");
}

/// Work that may write into the history.
fn writes(job: &Job) -> bool {
    match job {
        Job::Step(_) | Job::Undo { .. } | Job::SetUp(_) | Job::Paper(_) => true,
        Job::Accept(ask) => matches!(ask, accept::Ask::Save(_)),
        Job::Catalogue(ask) => !matches!(ask, catalogue::Ask::Load | catalogue::Ask::Uses { .. }),
        Job::Seat(ask) => matches!(ask, sitting::Ask::Sit(_) | sitting::Ask::Typing(_)),
        Job::List(ask) => {
            matches!(ask, list::Ask::LetOut { .. } | list::Ask::View(_) | list::Ask::KeepColumns { .. })
        }
        Job::Closing(ask) => !matches!(ask, closing::Ask::Prepare { .. } | closing::Ask::Since { .. }),
        Job::Report(ask) => !matches!(
            ask,
            report::Ask::Make { .. }
                | report::Ask::Behind { .. }
                | report::Ask::Scores { .. }
                | report::Ask::Compose { .. }
        ),
        Job::Explain(ask) => matches!(ask, explain::Ask::LetOut { .. }),
        Job::History(ask) => matches!(ask, history::Ask::Undo(_)),
        Job::Differing(ask) => matches!(ask, differing::Ask::Promise { .. }),
        Job::Calendar(ask) => !matches!(ask, calendar::Ask::Load | calendar::Ask::Preview { .. }),
        Job::Rating(ask) => matches!(ask, rating::Ask::Press { .. } | rating::Ask::Invite(_)),
        Job::Papers(ask) => matches!(ask, papers::Ask::Write { .. } | papers::Ask::LetOut { .. }),
        Job::Feedback(ask) => matches!(ask, feedback::Ask::Step(..)),
        Job::Today(_) | Job::Gaps(_) | Job::Apologies(_) | Job::Detail(_) | Job::Keep(_) => false,
    }
}
