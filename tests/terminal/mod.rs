//! Drives the real program in a real (pseudo) terminal and reads its screen. No fixed sleeps: every wait ends as soon as the
//! screen shows what is awaited, or fails at a deadline with the screen that was there.

#![allow(dead_code, reason = "each test binary uses its own part of this module")]

pub mod desk;

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// Longest wait for anything.
const DEADLINE: Duration = Duration::from_secs(20);

/// A terminal has at least one row and one column.
fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap_or(NonZero::<u16>::MIN)
}

/// Waits until something holds that no screen shows.
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let end = Instant::now() + DEADLINE;
    while !holds() {
        assert!(Instant::now() < end, "chờ {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// What the program has written so far, as a terminal understands it.
struct Shown {
    parser: vt100::Parser,
    /// Every byte, for what no screen shows.
    bytes: Vec<u8>,
    closed: bool,
}

type Shared = Arc<(Mutex<Shown>, Condvar)>;

/// The program in its terminal.
pub struct Pty {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    shown: Shared,
}

impl Pty {
    /// Starts any command, such as a shell that pipes the program's output.
    pub fn command(name: &str, arguments: &[&str], variables: &[(&str, &str)], columns: u16, rows: u16) -> Pty {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo terminal");
        let mut command = CommandBuilder::new(name);
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        for (name, value) in variables {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let shown: Shared = Arc::new((
            Mutex::new(Shown {
                parser: vt100::Parser::new(cells(rows), cells(columns), 0),
                bytes: Vec::new(),
                closed: false,
            }),
            Condvar::new(),
        ));
        read_into(pair.master.try_clone_reader().expect("a reader"), Arc::clone(&shown));
        let writer = pair.master.take_writer().expect("a writer");
        Pty { child, master: pair.master, writer, shown }
    }

    /// Sends bytes as a keyboard would.
    pub fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("keys are taken");
        self.writer.flush().expect("keys are sent");
    }

    /// Sends bytes that need not be whole letters.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).expect("bytes are taken");
        self.writer.flush().expect("bytes are sent");
    }

    /// Waits until the screen fulfils a condition; fails with what it shows instead.
    pub fn wait(&self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let (lock, changed) = &*self.shown;
        let end = Instant::now() + DEADLINE;
        let mut shown = lock.lock().expect("the screen");
        while !holds(shown.parser.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            // What came last may have come with the end.
            assert!(!left.is_zero() && !shown.closed, "chờ {what}; màn hình:\n{}", shown.parser.screen().contents());
            shown = changed.wait_timeout(shown, left.min(Duration::from_millis(200))).expect("the screen").0;
        }
    }

    /// Waits until the program has written these bytes, which need not show on the screen.
    pub fn wait_for_bytes(&self, wanted: &[u8]) {
        let sent = || {
            let shown = self.shown.0.lock().expect("the screen");
            shown.bytes.windows(wanted.len()).any(|bytes| bytes == wanted)
        };
        until("bytes that no screen shows", sent);
    }

    /// Waits until a text is on the screen.
    pub fn wait_for(&self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    /// Looks at every picture that comes until the program ends, `look` says that it is enough, or the time is up.
    pub fn watch(&self, until: Instant, mut look: impl FnMut(&vt100::Screen) -> bool) {
        let (lock, changed) = &*self.shown;
        let mut shown = lock.lock().expect("the screen");
        while !look(shown.parser.screen()) && !shown.closed {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            shown = changed.wait_timeout(shown, left).expect("the screen").0;
        }
    }

    /// Ends the program as a power cut does: it hears nothing of it.
    pub fn kill(&mut self) {
        let killed = std::process::Command::new("kill").args(["-KILL", &self.pid().to_string()]).status();
        assert!(killed.is_ok_and(|status| status.success()));
        self.wait_end();
    }

    /// How the terminal treats keys and output now: whole lines or single keys, echo, signals.
    #[cfg(unix)]
    pub fn modes(&self) -> String {
        let modes = self.master.get_termios().expect("the terminal's modes");
        format!("{:?} {:?} {:?}", modes.input_flags, modes.output_flags, modes.local_flags)
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        self.shown.0.lock().expect("the screen").parser.screen().contents()
    }

    /// Changes the window's size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.shown.0.lock().expect("the screen").parser.screen_mut().set_size(cells(rows), cells(columns));
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("resized");
    }

    /// The program's process id.
    pub fn pid(&self) -> u32 {
        self.child.process_id().expect("a process")
    }

    /// Waits until the program has ended.
    pub fn wait_end(&mut self) -> ExitStatus {
        let mut ended = None;
        until("chương trình kết thúc", || {
            ended = self.child.try_wait().expect("the program's state");
            ended.is_some()
        });
        ended.expect("an exit status")
    }

    /// Whether the terminal is as it was before the program: no other screen, no paste or mouse mode, cursor seen.
    pub fn wait_restored(&self) {
        self.wait("cửa sổ được trả lại như cũ", |screen| {
            !screen.alternate_screen()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
                && !screen.hide_cursor()
        });
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Feeds all output into the screen until the terminal closes.
fn read_into(mut reader: Box<dyn Read + Send>, shown: Shared) {
    std::thread::spawn(move || {
        let mut bytes = [0; 8192];
        loop {
            let count = reader.read(&mut bytes).unwrap_or(0);
            let mut shown_now = shown.0.lock().expect("the screen");
            shown_now.parser.process(&bytes[..count]);
            shown_now.bytes.extend_from_slice(&bytes[..count]);
            shown_now.closed = count == 0;
            drop(shown_now);
            shown.1.notify_all();
            if count == 0 {
                return;
            }
        }
    });
}
