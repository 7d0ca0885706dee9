//! Taking the terminal and giving it back: always, also after a panic that aborts.
//!
//! Entering is our own, not the library's: an old console knows neither paste nor mouse, and that must not stop us.

use std::io::{self, BufWriter, Stdout, Write, stdout};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::style::ResetColor;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui_crossterm::CrosstermBackend;

use crate::app::old_console;
use crate::ui::look::Look;

/// Whether the terminal is ours at the moment; the panic hook has no other way to know.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the console knows no control sequences, as those of Windows 7 and 8; found out when it is taken.
static OLD: AtomicBool = AtomicBool::new(false);

/// The terminal of the program. Output is gathered, so that one frame is one write.
pub type Screen = Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// Holds the terminal and gives it back when dropped.
#[derive(Debug)]
pub struct Guard(());

/// Takes the terminal. Standard output need not be one: what stands behind a pipe may be.
///
/// # Errors
/// When keys cannot be read one by one, or the window's size is unknown.
pub fn enter() -> io::Result<(Guard, Screen)> {
    set_panic_hook();
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let guard = Guard(());
    OLD.store(!knows_sequences(), Ordering::SeqCst);
    let mut out = BufWriter::with_capacity(1 << 16, stdout());
    if !is_old() {
        // On an old console the other screen would be shown, and all that is written would go to this one.
        execute!(out, EnterAlternateScreen)?;
    }
    if !cfg!(windows) {
        // On Windows the marks around a paste arrive as keys, Esc among them.
        let _ = execute!(out, EnableBracketedPaste);
    }
    // A console without a mouse refuses; it is then simply without it.
    let _ = execute!(out, EnableMouseCapture);
    execute!(out, Clear(ClearType::All))?;
    Ok((guard, Terminal::new(CrosstermBackend::new(out))?))
}

/// Whether the terminal taken is a console that knows no control sequences.
pub fn is_old() -> bool {
    OLD.load(Ordering::SeqCst)
}

/// Makes a finished picture one that the terminal taken can show.
pub fn suit(picture: &mut Buffer) {
    if is_old() {
        old_console::adapt(picture);
    }
}

/// The look that the terminal to be taken can show.
pub fn look(chosen: Look) -> Look {
    if knows_sequences() { chosen } else { old_console::look(chosen) }
}

fn knows_sequences() -> bool {
    #[cfg(windows)]
    let knows = crossterm::ansi_support::supports_ansi();
    #[cfg(not(windows))]
    let knows = true;
    knows
}

/// Gives the terminal back. Every step is tried, whatever became of the others; twice does no harm.
pub fn leave() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = stdout();
    let _ = execute!(out, DisableMouseCapture);
    if !cfg!(windows) {
        let _ = execute!(out, DisableBracketedPaste);
    }
    // Leaving the other screen does not clear an old console, and citizens' names stand on it.
    let _ = queue!(out, ResetColor, Clear(ClearType::All));
    if !is_old() {
        let _ = queue!(out, LeaveAlternateScreen);
    }
    let _ = queue!(out, Show);
    let _ = out.flush();
    let _ = disable_raw_mode();
}

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

/// A panic in release aborts at once, without unwinding, so the hook is what restores the terminal. It names the place
/// in the source and not the panic's text, which could hold a citizen's name.
fn set_panic_hook() {
    std::panic::set_hook(Box::new(|info| {
        leave();
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        let _ = writeln!(
            io::stderr(),
            "Chương trình gặp lỗi và phải dừng ({place}). Mọi việc đã lưu vẫn còn nguyên; hãy mở lại chương trình."
        );
    }));
}
