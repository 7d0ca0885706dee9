//! Drawing popups, and the places that follow from their contents and the window.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::ui::look::{Look, Tone};
use crate::ui::paint::{boxed, fill, middle, put, put_right, row};
use crate::ui::parts::form::{Form, FormRow, PICK_ROWS, Value};
use crate::ui::parts::form_draw::{self, draw_form};
use crate::ui::parts::popup::{Button, Kind, NO_LETTER, Popup};
use crate::ui::text::{width, wrap};

/// A question of more lines than this is a sheet to read, not a sentence.
const SHEET: usize = 12;
/// Columns of a page of text, its frame included, where the window has them.
const PAGE: u16 = 100;

/// Columns that the widest popup of a window has, its frame included: all of a narrow one.
fn widest(window: u16) -> u16 {
    if window < NARROW { window } else { window - 4 }
}

/// Windows with fewer columns than this have none to spare.
const NARROW: u16 = 60;

/// Cells of a line on a page of text in a window so wide. Whoever breaks lines itself, to hang them, breaks them here.
pub fn page_width(window: u16) -> u16 {
    PAGE.min(widest(window)).saturating_sub(2)
}

/// Windows with fewer lines than this have none to spare.
const LOW: u16 = 14;

/// The whole place of a popup in a window.
pub fn place(popup: &Popup, screen: Rect) -> Rect {
    let widest = widest(screen.width);
    let (columns, rows) = match &popup.kind {
        Kind::Message { page, .. } => (60, page.height(58.min(widest.saturating_sub(2))) as u16),
        Kind::Confirm { page, .. } => {
            // A whole sheet to agree to stands in a wider box than a sentence.
            let columns = if page.height(62.min(widest.saturating_sub(2))) > SHEET { 84 } else { 64 };
            (columns, page.height((columns - 2).min(widest.saturating_sub(2))) as u16 + 2)
        }
        Kind::Prompt(form) => (84, form_height(form, 82.min(widest.saturating_sub(2))) + 2),
        Kind::Choose(pick) => (84, (pick.found().clamp(8, 20) + 1) as u16),
        Kind::Help { .. } | Kind::Text(_) => (PAGE, screen.height),
        Kind::Progress { .. } => (60, 3),
    };
    // In a low window every line is needed inside.
    let most = if screen.height < LOW { screen.height } else { screen.height.saturating_sub(2).max(3) };
    middle(screen, columns.min(widest), rows.saturating_add(2).min(most))
}

/// Lines of a form at rest, with room for a list where it has one to open.
fn form_height(form: &Form, room: u16) -> u16 {
    let list = form.rows().iter().any(|row| matches!(row.value, Value::Pick { .. }));
    let rows = form_draw::height(form, room).saturating_add(form.problems_of_the_whole().count() as u16);
    if list { rows.max(PICK_ROWS + 3) } else { rows }
}

/// The inside of a popup's frame.
pub fn inside(popup: &Popup, screen: Rect) -> Rect {
    let place = place(popup, screen);
    if place.width < 2 || place.height < 2 {
        return Rect { width: 0, height: 0, ..place };
    }
    Rect { x: place.x + 1, y: place.y + 1, width: place.width - 2, height: place.height - 2 }
}

/// Draws a popup and returns where the terminal's cursor belongs.
pub fn draw_popup(popup: &Popup, buf: &mut Buffer, screen: Rect, look: &Look) -> Option<Position> {
    let area = boxed(buf, place(popup, screen), &popup.title, look);
    match &popup.kind {
        Kind::Message { tone, page } => {
            page.draw(buf, area, look);
            if area.height > 0 {
                buf.set_style(row(area, 0), look.style(*tone));
            }
            None
        }
        Kind::Text(page) => {
            page.draw(buf, area, look);
            None
        }
        Kind::Confirm { page, buttons, at } => {
            let text = Rect { height: area.height.saturating_sub(2), ..area };
            page.draw(buf, text, look);
            draw_buttons(buf, row(area, area.height.saturating_sub(1)), look, buttons, *at)
        }
        Kind::Prompt(form) => draw_prompt(form, buf, area, look),
        Kind::Choose(pick) => {
            let cursor = pick.draw_query(buf, row(area, 0), look);
            let list = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
            pick.draw_list(buf, list, look);
            cursor
        }
        Kind::Help { search, page, .. } => {
            let label = put(buf, area, 0, 0, "Tìm: ", look.style(Tone::Title)).min(area.width);
            let line = row(area, 0);
            let cursor = search.draw(buf, Rect { x: line.x + label, width: line.width - label, ..line }, look, true);
            page.draw(buf, Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area }, look);
            cursor
        }
        Kind::Progress { label, done, total } => {
            put(buf, area, 0, 0, label, look.style(Tone::Normal));
            put(buf, area, 0, 1, &bar(*done, *total, area.width), look.style(Tone::Waiting));
            None
        }
    }
}

fn draw_buttons(buf: &mut Buffer, line: Rect, look: &Look, buttons: &[Button], at: usize) -> Option<Position> {
    let mut cursor = None;
    for (index, (button, x)) in buttons.iter().zip(button_starts(buttons)).enumerate() {
        let tone = if index == at { Tone::Selected } else { Tone::Normal };
        if index == at && x < line.width {
            cursor = Some(Position { x: line.x + x, y: line.y }).filter(|_| line.height > 0);
        }
        put(buf, line, x, 0, &button_text(button, index == at), look.style(tone));
    }
    cursor
}

/// A button as it is drawn; it is as wide in focus as out of it.
fn button_text(button: &Button, focused: bool) -> String {
    match button.key {
        NO_LETTER if focused => format!("‹{}›", button.label),
        NO_LETTER => format!(" {} ", button.label),
        key => format!("[{key}] {}", button.label),
    }
}

/// Cells between two buttons.
const BETWEEN: u16 = 2;

/// Where each button begins on the line of buttons.
fn button_starts(buttons: &[Button]) -> impl Iterator<Item = u16> {
    buttons.iter().scan(0u16, |x, button| {
        let start = *x;
        *x = x.saturating_add(width(&button_text(button, false)) as u16 + BETWEEN);
        Some(start)
    })
}

/// The button of a question at a cell, for a click; `inside` is that of the popup's frame.
pub fn button_at(inside: Rect, buttons: &[Button], x: u16, y: u16) -> Option<usize> {
    let line = row(inside, inside.height.saturating_sub(1));
    if !line.contains(Position { x, y }) {
        return None;
    }
    let at = x - line.x;
    let wide = |button: &Button| width(&button_text(button, false)) as u16;
    let mut places = button_starts(buttons).zip(buttons);
    places.position(|(start, button)| (start..start.saturating_add(wide(button))).contains(&at))
}

/// A form with its hint, or what is wrong with the whole of it, on the line below.
fn draw_prompt(form: &Form, buf: &mut Buffer, area: Rect, look: &Look) -> Option<Position> {
    draw_hint(form, buf, area, look);
    let rows = form_area(form, area);
    let (above, below) = form_draw::beyond(form, rows);
    if above > 0 || below > 0 {
        let said = if below > 0 { format!(" PgDn: còn {below} dòng ") } else { " PgUp: lên lại ".to_owned() };
        let frame = Rect { y: area.bottom(), height: 1, ..area }.intersection(buf.area);
        put_right(buf, frame, 0, &said, look.style(Tone::Title));
    }
    draw_form(form, buf, rows, look)
}

/// The lines of a prompt's inside that its rows have, above the hint.
pub fn form_area(form: &Form, area: Rect) -> Rect {
    let (_, _, count) = hint(form, area);
    Rect { height: area.height.saturating_sub(count), ..area }
}

/// The hint of the field in focus, or what is wrong with the whole, and how many of its lines are shown.
fn hint(form: &Form, area: Rect) -> (Tone, Vec<String>, u16) {
    let whole = form.problems_of_the_whole().collect::<Vec<_>>().join(" ");
    let hint = form.focused().map_or("", |row: &FormRow| &row.hint);
    let (tone, text) = match (whole.as_str(), form.notice()) {
        ("", "") => (Tone::Dim, hint),
        ("", notice) => (Tone::Warning, notice),
        (whole, _) => (Tone::Error, whole),
    };
    let text = format!("{} {text}", tone.sign());
    let lines = wrap(text.trim(), usize::from(area.width));
    // What is wrong with the field in focus stands under it, and comes before its hint where there is little room.
    let wrong = whole.is_empty() && form.focused().is_some_and(|row| form.problem(row.key).is_some());
    // A text of several lines needs the little room that there is.
    let long = form.focused().is_some_and(|row| matches!(&row.value, Value::Text(field) if field.is_long()));
    let most = if long && tone == Tone::Dim { area.height.saturating_sub(7).min(3) } else { 3 };
    let count = (lines.len() as u16).min(most).min(area.height.saturating_sub(if wrong { 3 } else { 1 }));
    (tone, lines, count)
}

/// Draws the hint of the field in focus at the foot of an area and returns the lines it took.
pub fn draw_hint(form: &Form, buf: &mut Buffer, area: Rect, look: &Look) -> u16 {
    let (tone, lines, count) = hint(form, area);
    for (index, line) in lines.iter().take(usize::from(count)).enumerate() {
        let at = row(area, area.height - count + index as u16);
        fill(buf, at, look.style(Tone::Normal));
        put(buf, at, 0, 0, line, look.style(tone));
    }
    count
}

/// A bar of blocks with the share in figures; only figures where the total is unknown.
fn bar(done: u64, total: u64, room: u16) -> String {
    if total == 0 {
        return format!("{done}");
    }
    let done = done.min(total);
    let figures = format!(" {done}/{total}");
    let cells = usize::from(room).saturating_sub(width(&figures) + 2) as u64;
    let full = (u128::from(done) * u128::from(cells) / u128::from(total)) as usize;
    format!("[{}{}]{figures}", "=".repeat(full), " ".repeat(cells as usize - full))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::refusal::Refusal;
    use crate::ui::keymap::{Act, Scope};
    use crate::ui::paint::lines_of;
    use crate::ui::parts::page::Page;
    use crate::ui::parts::pick::{Pick, PickItem};

    fn every_kind() -> Vec<Popup> {
        let form = || Form::new(vec![FormRow::text("reason", "Lý do", "").hint("Ghi rõ lý do.")]);
        let mut refused = form();
        refused.refuse(&Refusal::whole("Hồ sơ đã đổi ở cửa sổ khác."));
        vec![
            Popup::message(Act::Save, Tone::Good, "Đã lưu", "Hồ sơ H-1 đã được lưu."),
            Popup::confirm(Act::Undo, "Hoàn tác", "Hoàn tác lần ghi này?", &[('k', "Không", "no"), ('c', "Có", "yes")]),
            Popup::prompt(Act::Reject, "Trả lại", form()),
            Popup::prompt(Act::Reject, "Trả lại", refused),
            Popup::choose(Act::Period, "Kỳ", Pick::new(vec![PickItem::new("a", "", "Hôm nay", "")])),
            Popup::help(Scope::Detail, Vec::new()),
            Popup::text(Act::Explain, "Giải trình", Page::new("một\nhai")),
            Popup {
                kind: Kind::Progress { label: "x".into(), done: 7, total: 9 },
                ..Popup::progress(Act::Export, "", "")
            },
        ]
    }

    #[test]
    fn every_kind_draws_in_every_size_and_keeps_the_cursor_inside() {
        for popup in every_kind() {
            for (w, h) in [(0, 0), (1, 1), (3, 3), (12, 5), (40, 10), (80, 24), (300, 90)] {
                let mut buf = Buffer::empty(Rect::new(0, 0, w, h));
                let area = buf.area;
                let cursor = draw_popup(&popup, &mut buf, area, &Look::mono());
                assert!(cursor.is_none_or(|at| area.contains(at)), "{} {w}×{h}", popup.title);
            }
        }
    }

    #[test]
    fn a_page_has_the_width_that_is_told_to_whoever_breaks_its_lines() {
        let page = Popup::text(Act::Explain, "Giải trình", Page::new("một"));
        for window in [1, 10, 40, 80, 104, 105, 120, 300] {
            assert_eq!(inside(&page, Rect::new(0, 0, window, 24)).width, page_width(window), "{window}");
        }
    }

    #[test]
    fn a_prompt_shows_its_hint_or_what_is_wrong() {
        let shown = |popup: &Popup| {
            let mut buf = Buffer::empty(Rect::new(0, 0, 80, 24));
            let area = buf.area;
            draw_popup(popup, &mut buf, area, &Look::mono());
            lines_of(&buf).join("\n")
        };
        let popups = every_kind();
        assert!(shown(&popups[2]).contains("Ghi rõ lý do."));
        assert!(shown(&popups[3]).contains("x Hồ sơ đã đổi ở cửa sổ khác."));
        assert!(shown(&popups[1]).contains("[k] Không  [c] Có"));
        assert!(shown(&popups[7]).contains("] 7/9"));
    }
}
