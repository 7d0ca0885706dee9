//! Drawing the frame around the screens. Reads state only.

use ratatui::Frame;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

use crate::ui::action::{Around, Work};
use crate::ui::keymap::{Act, key_of};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put, row};
use crate::ui::parts::bars::{Corner, draw_footer, draw_status, draw_tabs, footer};
use crate::ui::parts::popup_draw::draw_popup;
use crate::ui::shell::Shell;

/// The smallest window in which a screen can be worked.
pub const LEAST: (u16, u16) = (40, 10);

/// Lines below a screen: status, its keys, the keys that hold everywhere.
const BELOW: u16 = 3;

/// The place of a screen in a window: without the tab line and the lines below.
pub fn body(window: Rect) -> Rect {
    let top = window.height.min(1);
    Rect { y: window.y + top, height: window.height.saturating_sub(top + BELOW), ..window }
}

/// The place of popups in a window: the keys stay in sight below them.
pub fn above_keys(window: Rect) -> Rect {
    Rect { height: window.height.saturating_sub(2), ..window }
}

impl<J: Work> Shell<J> {
    /// Draws everything and puts the terminal's cursor where typing goes.
    pub fn draw(&self, frame: &mut Frame) {
        let window = frame.area();
        let buf = frame.buffer_mut();
        let cursor = if let Some(screen) = self.top().filter(|screen| screen.covers()) {
            screen.draw(buf, &Around { area: window, ..self.around() }, &self.look)
        } else if window.width < LEAST.0 || window.height < LEAST.1 {
            draw_too_small(buf, window, &self.look);
            None
        } else {
            self.draw_all(buf, window)
        };
        leave_corner_empty(buf, window);
        if let Some(at) = cursor {
            frame.set_cursor_position(at);
        }
    }

    /// How Vietnamese is typed, with its key where there is room, and the place in the list.
    fn at_the_right(&self, status: String, columns: u16) -> String {
        let wide = columns >= 60;
        let Some(typing) = self.typing_shown(wide) else { return status };
        let key = key_of(self.scope(), Act::Typing).filter(|_| wide);
        let typing = key.map_or(typing.clone(), |key| format!("{key} {typing}"));
        if status.is_empty() { typing } else { format!("{typing}  {status}") }
    }

    fn draw_all(&self, buf: &mut Buffer, window: Rect) -> Option<Position> {
        let look = &self.look;
        let tabs = self.tabs.iter().enumerate().filter(|(index, tab)| !tab.aside || *index == self.front);
        let tabs: Vec<(String, bool)> = tabs.map(|(index, tab)| (tab.title(), index == self.front)).collect();
        let (clock, date) = (self.now.clock().to_string(), self.now.day.vietnamese());
        let corner = Corner { badge: self.passing, seat: &self.seat, clock: &clock, date: &date };
        draw_tabs(buf, row(window, 0), look, &tabs, &corner);
        let mut cursor = None;
        if let Some(screen) = self.top() {
            let around = Around { area: body(window), ..self.around() };
            cursor = screen.draw(buf, &around, look);
            let reminder = || self.reminder.as_ref().map(|(tone, text, _)| (*tone, text.as_str()));
            let news = self.news.as_ref().map(|(tone, text)| (*tone, text.as_str())).or_else(reminder);
            draw_status(buf, lines_for_news(window), look, news, &self.at_the_right(screen.status(), window.width));
        }
        let scope = self.scope();
        let keys = |global| footer(scope, global, window.width, |act| self.offered(act));
        draw_footer(buf, row(window, window.height - 2), look, &keys(false));
        draw_footer(buf, row(window, window.height - 1), look, &keys(true));
        let above = above_keys(window);
        for held in &self.popups {
            cursor = draw_popup(&held.popup, buf, above, look);
        }
        cursor
    }
}

/// The status line with the lines above it that long news may take: half of the screen.
fn lines_for_news(window: Rect) -> Rect {
    let height = 1 + body(window).height / 2;
    Rect { y: window.bottom() - BELOW + 1 - height, height, ..window }
}

fn draw_too_small(buf: &mut Buffer, window: Rect, look: &Look) {
    fill(buf, window, look.style(Tone::Normal));
    put(buf, window, 0, 0, "Cửa sổ quá nhỏ.", look.style(Tone::Warning));
    let advice = format!("Cần ít nhất {}×{}; không mất gì cả.", LEAST.0, LEAST.1);
    put(buf, window, 0, 1, &advice, look.style(Tone::Normal));
}

/// Writing the last cell scrolls a console that knows no VT sequences, so it is never written.
fn leave_corner_empty(buf: &mut Buffer, window: Rect) {
    let corner = Position { x: window.right().saturating_sub(1), y: window.bottom().saturating_sub(1) };
    if let Some(cell) = buf.cell_mut(corner) {
        *cell = Cell::default();
    }
}
