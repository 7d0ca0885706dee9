//! Drawing a form and finding its rows under the mouse. Both use the same places, worked out from state alone.

mod point;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::ui::look::{Look, Tone};
use crate::ui::paint::{boxed, fill, put, row};
use crate::ui::parts::field::Field;
use crate::ui::parts::form::{Form, FormRow, PICK_ROWS, Value};
use crate::ui::text::{width, wrap};
pub use point::{Pointed, point};

/// Where the parts of a form are.
struct Places {
    /// Cells of the label column.
    labels: u16,
    /// First line and number of lines of each row, counted from the top of the whole form.
    lines: Vec<(u16, u16)>,
    /// Lines scrolled out at the top.
    skip: u16,
    /// Lines that can be scrolled back and on from where the row in focus stands.
    reach: (u16, u16),
    /// Lines of the whole form.
    all: u16,
}

/// Widest field worth drawing: a name or an address; more only makes the eye travel.
const WIDEST: u16 = 64;

fn places(form: &Form, area: Rect) -> Places {
    let longest = form.rows().iter().filter(|row| row.shown).map(|row| width(&row.label)).max().unwrap_or(0) as u16;
    let labels = if longest == 0 { 0 } else { (longest + 2).min(area.width / 2) };
    let mut lines = Vec::with_capacity(form.rows().len());
    let mut at = 0u16;
    for row in form.rows() {
        if !row.shown {
            lines.push((at, 0));
            continue;
        }
        if let Value::Note(note) = &row.value {
            let height = note_lines(row, note, area.width).len() as u16;
            lines.push((at, height));
            at = at.saturating_add(height);
            continue;
        }
        let (head, indent) = stand(row, labels, area.width);
        let room = area.width.saturating_sub(indent);
        let below = value_lines(row, room) - 1 + doubt_lines(row, room).len() + problem_lines(form, row, room).len();
        let height = head + 1 + below as u16;
        lines.push((at, height));
        at = at.saturating_add(height);
    }
    let (from, height) = lines.get(form.focus()).copied().unwrap_or((0, 1));
    // The row in focus stays in sight with its problem, and with a row after it where there is one.
    let rest = (from + height + 1).min(at.max(1)).saturating_sub(area.height).min(from);
    let reach = (rest, at.saturating_sub(rest.saturating_add(area.height)));
    let moved = form.scrolled().clamp(-i32::from(reach.0), i32::from(reach.1));
    let skip = u16::try_from(i32::from(rest) + moved).unwrap_or(rest);
    Places { labels, lines, skip, reach, all: at }
}

/// Cells that a value stands in where its label has a line of its own.
const UNDER_LABEL: u16 = 2;

/// How a row stands: lines that its label has for itself, and cells before its value. A label or a choice that would be
/// cut in the narrow window has the value below the label instead; the longest choice decides, so that nothing jumps.
fn stand(row: &FormRow, labels: u16, all: u16) -> (u16, u16) {
    let room = usize::from(all.saturating_sub(labels));
    // A text of several lines has the whole width, below its label.
    if matches!(&row.value, Value::Text(field) if field.is_long()) {
        return (1, UNDER_LABEL.min(all));
    }
    let label_cut = width(&row.label) >= usize::from(labels);
    let cut = match &row.value {
        Value::Note(_) | Value::Paper(_) => false,
        Value::Choice { options, .. } => label_cut || options.iter().any(|(_, word)| width(word) + CHOICE_SIGNS > room),
        Value::Text(_) | Value::Check(_) | Value::Pick { .. } => label_cut,
    };
    if cut && !row.label.is_empty() && all > UNDER_LABEL { (1, UNDER_LABEL) } else { (0, labels) }
}

/// Cells of the signs around a choice.
const CHOICE_SIGNS: usize = 4;

/// The word chosen, broken where even a whole line does not hold it.
fn choice_words(word: &str, room: u16) -> Vec<String> {
    wrap(word, usize::from(room).saturating_sub(CHOICE_SIGNS).max(8))
}

/// Lines that a value takes.
fn value_lines(row: &FormRow, room: u16) -> usize {
    match &row.value {
        Value::Choice { options, at } => options.get(*at).map_or(1, |(_, word)| choice_words(word, room).len().max(1)),
        Value::Text(field) if field.is_long() => field.line_count(room).clamp(LONG.0, LONG.1),
        _ => 1,
    }
}

/// The fewest and the most lines that a text of several lines is shown in; it scrolls for the rest.
const LONG: (usize, usize) = (4, 8);

/// Lines of its place that a long text is drawn in.
fn long_height(field: &Field, place: Rect) -> u16 {
    (field.line_count(place.width).clamp(LONG.0, LONG.1) as u16).min(place.height)
}

/// Cells of the lines of a long text in a form so wide.
pub fn long_columns(width: u16) -> u16 {
    width.saturating_sub(UNDER_LABEL)
}

/// Lines that a form takes at rest in so many cells of width.
pub fn height(form: &Form, width: u16) -> u16 {
    places(form, Rect { x: 0, y: 0, width, height: u16::MAX }).all
}

/// Lines that lie above an area now, and below it.
pub fn beyond(form: &Form, area: Rect) -> (u16, u16) {
    let places = places(form, area);
    (places.skip, places.all.saturating_sub(places.skip.saturating_add(area.height)))
}

/// Scrolls a form so many lines on, or back, as far as it goes; `false` where it all stands in the area.
pub fn scroll(form: &mut Form, area: Rect, lines: i32) -> bool {
    let reach = places(form, area).reach;
    form.scroll(lines, reach);
    reach != (0, 0)
}

/// A doubt that has no room beside what is typed, broken into lines that stand below it: what was typed is seen first,
/// but the doubt must be seen too.
fn doubt_lines(row: &FormRow, room: u16) -> Vec<String> {
    match &row.value {
        Value::Text(field) if row.doubt && !row.echo.is_empty() => {
            if field.is_long() {
                return wrap(&format!("{} {}", Tone::Warning.sign(), row.echo), usize::from(room.max(8)));
            }
            let typed = (width(field.text()) + 2).max(LEAST_FIELD);
            let beside = width(&row.echo) + 3 + typed <= usize::from(room);
            let said = || wrap(&format!("{} {}", Tone::Warning.sign(), row.echo), usize::from(room.max(8)));
            if beside { Vec::new() } else { said() }
        }
        _ => Vec::new(),
    }
}

/// The problem beside a row, broken into lines.
fn problem_lines(form: &Form, row: &FormRow, room: u16) -> Vec<String> {
    let Some(problem) = form.problem(row.key) else { return Vec::new() };
    wrap(&format!("{} {problem}", Tone::Error.sign()), usize::from(room.max(8)))
}

/// A line to read, broken to the width; a doubtful one is a warning with its sign.
pub fn note_lines(row: &FormRow, note: &str, room: u16) -> Vec<String> {
    let sign = if row.doubt { Tone::Warning.sign() } else { "" };
    wrap(format!("{sign} {note}").trim_start(), usize::from(room.max(8)))
}

/// The row of a form at a cell, for a click.
pub fn row_at(form: &Form, area: Rect, x: u16, y: u16) -> Option<usize> {
    if !area.contains(Position { x, y }) {
        return None;
    }
    let places = places(form, area);
    let line = y - area.y + places.skip;
    places.lines.iter().position(|(from, height)| (*from..from + height).contains(&line))
}

/// The place of a value in the lines of its row, below `head` lines and after `indent` cells; what is said of it stands
/// after it.
fn value_place(row_of: &FormRow, lines: Rect, head: u16, indent: u16) -> Rect {
    let line = row(lines, head);
    let indent = indent.min(line.width);
    let below = !doubt_lines(row_of, line.width - indent).is_empty();
    let echo = if row_of.echo.is_empty() || below {
        0
    } else {
        (width(&row_of.echo) + 3).min(echo_room(row_of, line, indent)) as u16
    };
    let long = matches!(&row_of.value, Value::Text(field) if field.is_long());
    let room = (line.width - indent).saturating_sub(echo).min(if long { u16::MAX } else { WIDEST });
    Rect { x: line.x + indent, width: room, height: lines.height.saturating_sub(head), ..line }
}

/// Draws a form and returns where the terminal's cursor belongs. An open list hangs below its field.
pub fn draw_form(form: &Form, buf: &mut Buffer, area: Rect, look: &Look) -> Option<Position> {
    let area = area.intersection(buf.area);
    let places = places(form, area);
    let mut cursor = None;
    for (index, (form_row, (from, height))) in form.rows().iter().zip(&places.lines).enumerate() {
        if !form_row.shown {
            continue;
        }
        if let Value::Note(note) = &form_row.value {
            let tone = if form_row.doubt { Tone::Warning } else { Tone::Dim };
            for (line, text) in (*from..).zip(note_lines(form_row, note, area.width)) {
                if let Some(dy) = line.checked_sub(places.skip) {
                    put(buf, row(area, dy), 0, 0, &text, look.style(tone));
                }
            }
            continue;
        }
        let focused = index == form.focus();
        let lines = |y: u16| Rect { y, height: *height, ..area };
        match from.checked_sub(places.skip) {
            Some(dy) if dy < area.height => {
                let at = draw_whole(
                    form,
                    form_row,
                    buf,
                    lines(area.y + dy).intersection(area),
                    look,
                    places.labels,
                    focused,
                );
                cursor = at.or(cursor);
            }
            // The head of the row is scrolled out: its other lines are cut from the whole.
            None if from + height > places.skip => {
                let mut whole = Buffer::empty(lines(0));
                draw_whole(form, form_row, &mut whole, lines(0), look, places.labels, false);
                let out = places.skip - from;
                for dy in out..*height {
                    copy_line(&whole, row(lines(0), dy), buf, row(area, dy - out));
                }
            }
            _ => {}
        }
    }
    draw_open_list(form, buf, area, look).or(cursor)
}

/// Draws a row with the doubt and the problem below it.
fn draw_whole(
    form: &Form,
    form_row: &FormRow,
    buf: &mut Buffer,
    lines: Rect,
    look: &Look,
    labels: u16,
    focused: bool,
) -> Option<Position> {
    let (head, indent) = stand(form_row, labels, lines.width);
    let cursor = draw_row(form_row, buf, lines, look, (head, indent), focused);
    let room = lines.width.saturating_sub(indent);
    let value = head + value_lines(form_row, room) as u16;
    let doubt = doubt_lines(form_row, room).into_iter().map(|text| (Tone::Warning, text));
    let below = doubt.chain(problem_lines(form, form_row, room).into_iter().map(|text| (Tone::Error, text)));
    for (dy, (tone, text)) in (value..).zip(below) {
        put(buf, row(lines, dy), indent, 0, &text, look.style(tone));
    }
    cursor
}

/// Copies the cells of one line.
fn copy_line(from: &Buffer, source: Rect, to: &mut Buffer, target: Rect) {
    for (at, put_at) in source.positions().zip(target.positions()) {
        if let (Some(cell), Some(other)) = (from.cell(at), to.cell_mut(put_at)) {
            *other = cell.clone();
        }
    }
}

/// Draws a row in its lines: the label, and the value after or below it.
fn draw_row(
    form_row: &FormRow,
    buf: &mut Buffer,
    lines: Rect,
    look: &Look,
    (head, labels): (u16, u16),
    focused: bool,
) -> Option<Position> {
    let label = if focused { Tone::Title } else { Tone::Normal };
    let room = if head > 0 { lines.width } else { lines.width.min(labels.saturating_sub(1)) };
    put(buf, Rect { width: room, height: 1, ..lines }, 0, 0, &form_row.label, look.style(label));
    let line = row(lines, head);
    if line.is_empty() {
        return None;
    }
    let row = form_row;
    let place = value_place(row, lines, head, labels);
    let cursor = draw_value(&row.value, buf, place, look, focused);
    let beside = doubt_lines(row, line.width.saturating_sub(labels)).is_empty();
    if !row.echo.is_empty() && beside {
        let after = Rect { x: place.right(), width: line.right().saturating_sub(place.right()), ..line };
        let tone = if row.doubt { Tone::Warning } else { Tone::Dim };
        put(buf, after, 1, 0, format!("{} {}", tone.sign(), row.echo).trim_start(), look.style(tone));
    }
    cursor
}

/// Cells an echo may take: what is typed comes first. A doubt that finds no room here stands below.
fn echo_room(row: &FormRow, line: Rect, labels: u16) -> usize {
    let room = usize::from(line.width - labels);
    match &row.value {
        Value::Text(field) if !row.doubt => {
            let left = room.saturating_sub(width(field.text()) + 2);
            if left < LEAST_ECHO { 0 } else { left }
        }
        Value::Text(field) => room.saturating_sub((width(field.text()) + 2).max(LEAST_FIELD)),
        _ => room.saturating_sub(LEAST_FIELD).max(usize::from(line.width) / 3),
    }
}

/// Cells that a field keeps beside a doubt: a moment's width.
const LEAST_FIELD: usize = 18;

/// Cells in which an echo can still say something.
const LEAST_ECHO: usize = 12;

fn draw_value(value: &Value, buf: &mut Buffer, place: Rect, look: &Look, focused: bool) -> Option<Position> {
    let tone = if focused { Tone::FieldFocus } else { Tone::Field };
    let words = place;
    if let Value::Text(field) = value
        && field.is_long()
    {
        return field.draw(buf, Rect { height: long_height(field, place), ..place }, look, focused);
    }
    let place = row(place, 0);
    let start = focused.then_some(Position { x: place.x, y: place.y }).filter(|_| !place.is_empty());
    match value {
        Value::Text(field) => return field.draw(buf, place, look, focused),
        Value::Choice { options, at } => {
            let word = options.get(*at).map_or("", |(_, word)| word);
            let parts = choice_words(word, words.width);
            let last = parts.len() - 1;
            for (dy, part) in parts.iter().enumerate() {
                let (open, close) =
                    (if focused && dy == 0 { "‹" } else { " " }, if focused && dy == last { " ›" } else { "" });
                put(buf, words, 0, dy as u16, &format!("{open} {part}{close}"), look.style(tone));
            }
        }
        Value::Check(on) => {
            put(buf, place, 0, 0, if *on { "[x]" } else { "[ ]" }, look.style(tone));
            return start.map(|at| Position { x: at.x + 1, ..at }).filter(|at| place.contains(*at));
        }
        Value::Pick { pick, chosen, .. } => {
            fill(buf, place, look.style(tone));
            let item = chosen.as_deref().and_then(|id| pick.item(id));
            let shown = item.map(|item| format!("{} {}", item.code, item.name)).unwrap_or_default();
            put(buf, place, 0, 0, shown.trim_start(), look.style(tone));
        }
        Value::Paper(paper) => return paper.draw(buf, place, look, focused),
        Value::Note(_) => {}
    }
    start
}

/// The place of the words of an open pick, and that of its list below or above them, frame included.
fn list_places(form: &Form, area: Rect) -> (Rect, Rect) {
    let places = places(form, area);
    let (focus_line, _) = places.lines.get(form.focus()).copied().unwrap_or((0, 1));
    let (head, labels) = form.focused().map_or((0, places.labels), |row| stand(row, places.labels, area.width));
    let dy = focus_line.saturating_sub(places.skip) + head;
    let line = row(area, dy);
    let labels = labels.min(line.width);
    let field = Rect { x: line.x + labels, width: (line.width - labels).min(WIDEST), ..line };
    let found = match form.focused().map(|row| &row.value) {
        Some(Value::Pick { pick, .. }) => pick.found().max(unanswered(form, area).len()),
        _ => 0,
    };
    let height = (found.max(1) as u16).min(PICK_ROWS) + 2;
    let (above, below) = (dy, area.height.saturating_sub(dy + 1));
    let list = if below >= height || below >= above {
        Rect { y: area.y + dy + 1, height: height.min(below), ..area }
    } else {
        let height = height.min(above);
        Rect { y: area.y + dy - height, height, ..area }
    };
    (field, list)
}

/// Draws the list of an open pick, with its query in the field's own place.
fn draw_open_list(form: &Form, buf: &mut Buffer, area: Rect, look: &Look) -> Option<Position> {
    let Some(Value::Pick { pick, open: true, .. }) = form.focused().map(|row| &row.value) else { return None };
    let (field, list) = list_places(form, area);
    let cursor = pick.draw_query(buf, field, look);
    let inside = boxed(buf, list, &format!("{} mục", pick.found()), look);
    pick.draw_list(buf, inside, look);
    for (dy, line) in (0..inside.height).zip(unanswered(form, area)) {
        fill(buf, row(inside, dy), look.style(Tone::Normal));
        put(buf, row(inside, dy), 1, 0, &line, look.style(Tone::Error));
    }
    cursor
}

/// What is wrong with the letters in an open list that has nothing for them, broken into lines: the list covers the
/// place below its field, so that it is said in it.
fn unanswered(form: &Form, area: Rect) -> Vec<String> {
    match form.focused() {
        Some(row) if form.asks_of_letters() => problem_lines(form, row, area.width.saturating_sub(4)),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::refusal::Refusal;
    use crate::ui::input::{Input, Key, KeyCode};
    use crate::ui::keymap::Scope;
    use crate::ui::paint::lines_of;
    use crate::ui::parts::pick::{Pick, PickItem};

    fn form() -> Form {
        let pick = Pick::new(vec![PickItem::new("p1", "1.001193", "Đăng ký khai sinh", "Hộ tịch")]);
        Form::new(vec![
            FormRow::pick("procedure_code", "Thủ tục", pick, None),
            FormRow::text("applicant_name", "Người nộp", "Lê Thị Ánh"),
            FormRow::check("out_of_area", "Phi địa giới", true),
        ])
    }

    #[test]
    fn a_problem_stands_under_its_field_and_the_cursor_in_it() {
        let mut form = form();
        form.refuse(&Refusal::at("applicant_name", "Phải có tên người nộp."));
        let mut buf = Buffer::empty(Rect::new(0, 0, 60, 6));
        let area = buf.area;
        let cursor = draw_form(&form, &mut buf, area, &Look::mono());
        let lines = lines_of(&buf);
        assert_eq!(lines[1], "Người nộp     Lê Thị Ánh");
        assert_eq!(lines[2], "              x Phải có tên người nộp.");
        assert_eq!(lines[3], "Phi địa giới  [x]");
        assert_eq!(cursor, Some(Position { x: 24, y: 1 }));
        assert_eq!(row_at(&form, area, 20, 3), Some(2));
        assert_eq!(row_at(&form, area, 20, 2), Some(1));
    }

    #[test]
    fn an_open_list_hangs_below_and_every_size_draws() {
        let mut form = form();
        form.input(&Input::Key(Key::char('k')), Scope::Form);
        for (w, h) in [(0, 0), (1, 1), (9, 2), (40, 3), (200, 60)] {
            let mut buf = Buffer::empty(Rect::new(0, 0, w, h));
            let area = buf.area;
            let cursor = draw_form(&form, &mut buf, area, &Look::mono());
            assert!(cursor.is_none_or(|at| area.contains(at)), "{w}×{h}: {cursor:?}");
        }
        let mut buf = Buffer::empty(Rect::new(0, 0, 60, 8));
        let area = buf.area;
        draw_form(&form, &mut buf, area, &Look::mono());
        assert!(lines_of(&buf)[2].contains("Đăng ký khai sinh"));
    }

    #[test]
    fn the_row_in_focus_is_always_in_sight() {
        let rows = (0..40).map(|n| FormRow::text("note", &format!("Dòng {n}"), "")).collect();
        let mut form = Form::new(rows);
        for _ in 0..40 {
            let mut buf = Buffer::empty(Rect::new(0, 0, 40, 5));
            let area = buf.area;
            assert!(draw_form(&form, &mut buf, area, &Look::mono()).is_some());
            form.input(&Input::Key(Key::plain(KeyCode::Tab)), Scope::Form);
        }
    }

    #[test]
    fn where_it_is_narrow_labels_and_choices_are_seen_whole() {
        let kinds = [("a", "có văn bản xin lỗi đã ký, đã đóng dấu"), ("b", "không")];
        let mut form = Form::new(vec![
            FormRow::choice("how", "Hình thức", &kinds, "a"),
            FormRow::check("second", "Vẫn yêu cầu bổ sung lần hai", true),
            FormRow::text("note", "Ghi chú", "gọi lại"),
        ]);
        let drawn = |form: &Form| {
            let mut buf = Buffer::empty(Rect::new(0, 0, 34, 7));
            let area = buf.area;
            let cursor = draw_form(form, &mut buf, area, &Look::mono());
            (lines_of(&buf), cursor)
        };
        let (lines, cursor) = drawn(&form);
        assert_eq!(lines[..3], ["Hình thức", "  ‹ có văn bản xin lỗi đã ký, đã", "    đóng dấu ›"]);
        assert_eq!(lines[3..6], ["Vẫn yêu cầu bổ sung lần hai", "  [x]", "Ghi chú          gọi lại"]);
        assert_eq!((cursor, height(&form, 34)), (Some(Position { x: 2, y: 1 }), 6));
        // The other choice is short, and stands where the long one did.
        form.set("how", "b");
        assert_eq!(drawn(&form).0[..3], ["Hình thức", "  ‹ không ›", "Vẫn yêu cầu bổ sung lần hai"]);
        assert_eq!(row_at(&form, Rect::new(0, 0, 34, 7), 4, 3), Some(1));
        form.refuse(&Refusal::at("how", "Chưa được."));
        assert_eq!(drawn(&form).0[2], "  x Chưa được.");
    }

    #[test]
    fn a_date_is_seen_whole_and_the_doubt_about_it_below() {
        let mut form = Form::new(vec![FormRow::text("from", "Từ ngày đầu tiên", "16/02/2027")]);
        form.set_echo("from", "Thứ Ba 16/02/2027, ngày nghỉ", true);
        let mut buf = Buffer::empty(Rect::new(0, 0, 34, 4));
        let area = buf.area;
        draw_form(&form, &mut buf, area, &Look::mono());
        let lines = lines_of(&buf);
        assert!(lines[0].ends_with("16/02/2027"), "{lines:?}");
        assert_eq!(lines[1].trim(), "? Thứ Ba", "{lines:?}");
        assert_eq!((lines[2].trim(), height(&form, 34)), ("16/02/2027, ngày", 4), "{lines:?}");
    }
}
