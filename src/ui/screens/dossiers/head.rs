//! The lines above the big list: what it is, what is sought, what narrows it; and what it says when it is empty.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::store::pages::{Query, Show};
use crate::ui::action::Around;
use crate::ui::keymap::{Act, Scope, key_of};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put, put_right, row};
use crate::ui::screens::dossiers::{Dossiers, filter};
use crate::ui::text::width;

/// The label before the find field.
const FIND: &str = "Tìm: ";

impl Dossiers {
    /// Lines above the table: one, and one more while something narrows the list.
    pub(super) fn head_lines(&self) -> u16 {
        1 + u16::from(self.narrowed())
    }

    fn narrowed(&self) -> bool {
        self.list.query().is_some_and(|query| {
            let plain = Query { order: query.order, find: query.find.clone(), ..Query::default() };
            *query != plain
        })
    }

    /// Draws them and returns where the cursor belongs.
    pub(super) fn draw_head(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        let (area, today) = (around.area, around.now.day);
        fill(buf, area, look.style(Tone::Normal));
        let line = row(area, 0);
        let order = self.list.query().map_or_else(String::new, |query| query.order.label());
        // In a narrow window the name of the list or what is sought needs the room.
        let whole = width(&order) + 30 <= usize::from(line.width);
        let order = if whole { order.as_str() } else { order.split(',').next().unwrap_or_default() };
        let order = if order.is_empty() { String::new() } else { format!("{order} ") };
        put_right(buf, line, 0, &order, look.style(Tone::Dim));
        let room = Rect { width: line.width.saturating_sub(width(&order) as u16 + 1), ..line };
        let cursor = if self.finding || !self.find.text().is_empty() {
            let label = put(buf, room, 1, 0, FIND, look.style(Tone::Title)) + 1;
            let field = Rect { x: room.x + label, width: room.width.saturating_sub(label), ..room };
            self.find.draw(buf, field, look, self.finding)
        } else {
            put(buf, room, 1, 0, &self.name(around), look.style(Tone::Title));
            None
        };
        if let Some(query) = self.list.query().filter(|_| self.narrowed()) {
            let back = key_of(Scope::Dossiers, Act::Back).map(|key| format!(" ({key}: bỏ)")).unwrap_or_default();
            let said = format!("Lọc{back}: {}", filter::line(query, self.aids.as_deref(), today));
            put(buf, row(area, 1), 1, 0, &said, look.style(Tone::DueSoon));
        }
        cursor
    }

    /// What stands in place of rows.
    pub(super) fn nothing(&self, around: &Around) -> String {
        if !self.list.known() {
            return "Đang đọc danh sách…".to_owned();
        }
        let key = |act| key_of(Scope::Dossiers, act).map(|key| key.to_string()).unwrap_or_default();
        let Some(query) = self.list.query() else { return "Không có hồ sơ nào.".to_owned() };
        let back = key(Act::Back);
        if !query.find.is_empty() {
            return format!("Không tìm thấy “{}”. {back} để bỏ tìm.", query.find);
        }
        match query.show {
            Show::All if !self.narrowed() => {
                format!("Sổ chưa có hồ sơ nào. {} để tiếp nhận hồ sơ đầu tiên.", key(Act::NewDossier))
            }
            show if self.base.as_ref().is_some_and(|base| *query == Query { order: query.order, ..base.clone() }) => {
                format!("Không có hồ sơ nào {}.", filter::show_label(show, around.now.day))
            }
            _ => format!("Không có hồ sơ nào khớp bộ lọc. {back} để bỏ lọc."),
        }
    }
}

/// The text with a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
