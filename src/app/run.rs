//! Starting the program with its screen: register, terminal, threads, loop.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::app::clock::{Clock, SystemClock};
use crate::app::event_loop::Event;
use crate::app::threads::{Queue, Worker, listen_for_end, read_terminal};
use crate::app::worker::Desk;
use crate::app::{copies, event_loop, place, start, terminal};
use crate::store::{Mode, Store};
use crate::ui::look::Look;
use crate::ui::work::{Job, Reply};

/// What the command line decides.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The register to open; see [`crate::app::place`] for the one taken otherwise.
    pub register: Option<PathBuf>,
    /// A register of invented people, which goes when the program ends: said at the top of every screen.
    pub demo: bool,
    /// The citizens' own screen and nothing else.
    pub kiosk: bool,
}

/// Runs the program until someone leaves. A register that nobody has set up yet asks its questions first.
///
/// # Errors
/// When the register cannot be opened or the terminal cannot be used. The terminal is given back before the error is
/// returned.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let path = place::register(options.register.as_deref())?;
    place::make_folder(&path)?;
    // Opened before the terminal is taken: what is wrong with the file is said on the plain screen.
    place::tell_of_upgrade(&path);
    let store = Store::open(&path, Mode::CreateIfMissing)?;
    if options.kiosk {
        start::refuse_kiosk(&store)?;
    }
    let look = terminal::look(Look::choose(|name| std::env::var(name).ok()));
    let (guard, mut screen) =
        terminal::enter().map_err(|error| anyhow::anyhow!("không dùng được cửa sổ dòng lệnh này: {error}"))?;
    let ended = turns(store, &path, look, options, &mut screen);
    // The terminal's own buffer is flushed by dropping it before the guard gives the terminal back.
    drop(screen);
    drop(guard);
    if ended.is_ok() && !options.demo {
        copy(&path);
    }
    ended
}

/// Copies what was written. The work is saved by now, so a copy that fails is said and is no failure of the program.
fn copy(path: &Path) {
    if let Err(error) = copies::at_exit(path, SystemClock.now()) {
        // Where standard error is closed nobody wants to know.
        let _ = writeln!(std::io::stderr(), "Chú ý: {error}");
    }
}

/// The first start where it is needed, then the screens.
fn turns(
    mut store: Store,
    path: &Path,
    look: Look,
    options: &Options,
    screen: &mut terminal::Screen,
) -> anyhow::Result<()> {
    let mut queue = Queue::default();
    listen_for_end(queue.sender())?;
    read_terminal(queue.sender())?;
    if start::is_new(&store)? {
        let desk = Desk::new(store, SystemClock)?;
        let mut shell = start::first_shell(&desk, look, &SystemClock)?;
        let mut worker = worker(desk, &queue)?;
        event_loop::run(screen, &mut shell, &mut queue, &mut worker, &SystemClock)?;
        // The worker is finished by now and has closed the register.
        store = Store::open(path, Mode::Existing)?;
        if start::is_new(&store)? {
            return Ok(());
        }
    }
    let mut desk = Desk::new(store, SystemClock)?;
    let mut shell = match options.kiosk {
        true => start::kiosk_shell(look, &SystemClock),
        false => start::shell(&mut desk, look, &SystemClock)?,
    };
    if options.demo {
        shell.passing("BẢN TRÌNH DIỄN");
    }
    let mut worker = worker(desk, &queue)?;
    event_loop::run(screen, &mut shell, &mut queue, &mut worker, &SystemClock)
}

fn worker(desk: Desk<SystemClock>, queue: &Queue<Reply>) -> std::io::Result<Worker<Job>> {
    let voice = queue.sender();
    let mut desk = desk.speaking(move |reply| {
        // Nobody hears an answer that comes after the program has ended.
        let _ = voice.send(Event::Reply(reply));
    });
    Worker::start(queue.sender(), move |job: Option<Job>, _| {
        let reply = match job {
            Some(job) => Some(desk.carry_out(job)),
            None => desk.idle(),
        };
        (reply, desk.rest())
    })
}
