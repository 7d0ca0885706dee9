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
use ratatui_crossterm::CrosstermBackend;

/// Whether the terminal is ours at the moment; the panic hook has no other way to know.
static TAKEN: AtomicBool = AtomicBool::new(false);

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
    let mut out = BufWriter::with_capacity(1 << 16, stdout());
    execute!(out, EnterAlternateScreen)?;
    // An old console refuses these two; it is then simply without them.
    let _ = execute!(out, EnableBracketedPaste);
    let _ = execute!(out, EnableMouseCapture);
    execute!(out, Clear(ClearType::All))?;
    Ok((guard, Terminal::new(CrosstermBackend::new(out))?))
}

/// Gives the terminal back. Every step is tried, whatever became of the others; twice does no harm.
pub fn leave() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = stdout();
    let _ = execute!(out, DisableMouseCapture);
    let _ = execute!(out, DisableBracketedPaste);
    // Leaving the other screen does not clear an old console, and citizens' names stand on it.
    let _ = queue!(out, ResetColor, Clear(ClearType::All), LeaveAlternateScreen, Show);
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
