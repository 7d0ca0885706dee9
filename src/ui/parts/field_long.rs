//! A text field of several lines: where its lines break, what keys do in it beyond those of one line, and drawing.
//!
//! Lines break as the place is wide, at blanks; the blanks belong to the line before the break, so that every place in
//! the text stands on exactly one line.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use crate::ui::input::{Key, KeyCode};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put, row};
use crate::ui::parts::field::{Field, Typed};
use crate::ui::parts::field_draw::nearest;
use crate::ui::text::width;

impl Field {
    /// Whether the text may have several lines.
    pub const fn is_long(&self) -> bool {
        self.columns.is_some()
    }

    /// The place has so many cells; a field of one line does not mind.
    pub fn fit(&mut self, columns: u16) {
        if let Some(known) = &mut self.columns {
            *known = columns.max(1);
        }
    }

    /// What a key does in a text of several lines that it does not do in one line.
    pub(super) fn long_key(&mut self, key: Key) -> Option<Typed> {
        let columns = usize::from(self.columns?);
        if key.ctrl || key.alt {
            return None;
        }
        let lines = lines(self.text(), columns);
        let at = line_of(&lines, self.cursor());
        match key.code {
            KeyCode::Enter if !key.shift => Some(self.insert("\n")),
            // From the first and the last line the arrows lead out of the field, as in any other.
            KeyCode::Up if at > 0 => Some(self.go(self.below(&lines[at], &lines[at - 1]), key.shift)),
            KeyCode::Down if at + 1 < lines.len() => Some(self.go(self.below(&lines[at], &lines[at + 1]), key.shift)),
            KeyCode::Home => Some(self.go(lines[at].start, key.shift)),
            KeyCode::End => Some(self.go(self.end_of(&lines[at]), key.shift)),
            _ => None,
        }
    }

    /// The place on another line that is nearest below or above the caret.
    fn below(&self, here: &Range<usize>, there: &Range<usize>) -> usize {
        let cells = width(&self.text()[here.start..self.cursor()]);
        let mut at = there.start;
        for (byte, grapheme) in self.text()[there.clone()].grapheme_indices(true) {
            let next = there.start + byte + grapheme.len();
            if width(&self.text()[there.start..next]) > cells || next > self.end_of(there) {
                break;
            }
            at = next;
        }
        at
    }

    /// The last place on a line: before the blank or the line end at which it breaks.
    fn end_of(&self, line: &Range<usize>) -> usize {
        let text = &self.text()[line.clone()];
        if line.end == self.text().len() && !text.ends_with('\n') {
            return line.end;
        }
        let kept = text.strip_suffix('\n').unwrap_or_else(|| text.strip_suffix(' ').unwrap_or(text));
        line.start + kept.len()
    }

    /// Draws the lines around the caret and returns where the terminal's cursor belongs.
    pub(super) fn draw_long(&self, buf: &mut Buffer, area: Rect, look: &Look, focused: bool) -> Option<Position> {
        let tone = if focused { Tone::FieldFocus } else { Tone::Field };
        fill(buf, area, look.style(tone));
        if area.is_empty() {
            return None;
        }
        let lines = lines(self.text(), usize::from(area.width));
        let (at, room) = (line_of(&lines, self.cursor()), usize::from(area.height));
        let top = self.top(&lines, room, focused);
        for (dy, line) in lines.iter().skip(top).take(room).enumerate() {
            let shown = self.text()[line.clone()].trim_end_matches('\n');
            put(buf, row(area, dy as u16), 0, 0, shown, look.style(tone));
            if let Some((from, to)) = self.selection().filter(|_| focused) {
                let cell = |byte: usize| width(&self.text()[line.start..byte.clamp(line.start, line.end)]) as u16;
                let (from, to) = (cell(from).min(area.width), cell(to).min(area.width));
                let place = Rect { x: area.x + from, width: to - from, ..row(area, dy as u16) };
                buf.set_style(place, look.style(Tone::Marked));
            }
        }
        if top + room < lines.len() {
            put(buf, row(area, area.height - 1), area.width - 1, 0, "↓", look.style(Tone::Dim));
        }
        if top > 0 {
            put(buf, row(area, 0), area.width - 1, 0, "↑", look.style(Tone::Dim));
        }
        let caret = width(&self.text()[lines[at].start..self.cursor()]).min(usize::from(area.width) - 1) as u16;
        focused.then_some(Position { x: area.x + caret, y: area.y + (at - top) as u16 })
    }

    /// The place in the text at a cell of the place in which it is drawn.
    pub(super) fn long_at(&self, place: Rect, (x, y): (u16, u16), focused: bool) -> usize {
        let lines = lines(self.text(), usize::from(place.width));
        let top = self.top(&lines, usize::from(place.height), focused);
        let line = &lines[(top + usize::from(y.saturating_sub(place.y))).min(lines.len() - 1)];
        let end = self.end_of(line);
        line.start + nearest(&self.text()[line.start..end], usize::from(x.saturating_sub(place.x)))
    }

    /// The first line in sight: the caret's line is always seen.
    fn top(&self, lines: &[Range<usize>], room: usize, focused: bool) -> usize {
        if focused { (line_of(lines, self.cursor()) + 1).saturating_sub(room) } else { 0 }
    }

    /// Lines that the text takes in so many cells.
    pub fn line_count(&self, columns: u16) -> usize {
        lines(self.text(), usize::from(columns)).len()
    }
}

/// The line on which a place stands.
fn line_of(lines: &[Range<usize>], at: usize) -> usize {
    lines.iter().rposition(|line| line.start <= at).unwrap_or(0)
}

/// The lines of a text as stretches that follow each other without a gap; never none.
fn lines(text: &str, columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(1);
    let (mut lines, mut start, mut cells) = (Vec::new(), 0, 0);
    // Where the line may break, with the cells that would go on to the next one.
    let mut blank: Option<(usize, usize)> = None;
    for (byte, grapheme) in text.grapheme_indices(true) {
        let after = byte + grapheme.len();
        if grapheme.ends_with('\n') {
            lines.push(start..after);
            (start, cells, blank) = (after, 0, None);
            continue;
        }
        let wide = width(grapheme);
        if cells + wide > columns && grapheme != " " {
            let (at, carried) = blank.unwrap_or((byte, cells));
            if at > start {
                lines.push(start..at);
                (start, cells, blank) = (at, cells - carried, None);
            }
        }
        cells += wide;
        if grapheme == " " {
            blank = Some((after, cells));
        }
    }
    lines.push(start..text.len());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::typing::Style;
    use crate::ui::input::Input;
    use crate::ui::paint::lines_of;
    use proptest::prelude::*;

    fn press(field: &mut Field, keys: &[Key]) {
        for key in keys {
            field.typed(&Input::Key(*key), Style::default());
        }
    }

    fn texts(text: &str, columns: usize) -> Vec<&str> {
        lines(text, columns).into_iter().map(|line| &text[line]).collect()
    }

    #[test]
    fn lines_break_at_blanks_and_lose_nothing() {
        assert_eq!(texts("một hai ba", 7), ["một hai ", "ba"], "the blank at the edge stays with its line");
        assert_eq!(texts("một hai ba", 6), ["một ", "hai ba"]);
        assert_eq!(texts("a\n\nb", 5), ["a\n", "\n", "b"]);
        assert_eq!(texts("nghiêng", 3), ["ngh", "iên", "g"]);
        assert_eq!(texts("", 3), [""]);
        assert_eq!(texts("a\n", 3), ["a\n", ""]);
    }

    #[test]
    fn keys_go_by_the_lines_that_are_seen() {
        let mut field = Field::long("một hai ba\nbốn");
        field.fit(8);
        let (up, home, end) = (Key::plain(KeyCode::Up), Key::plain(KeyCode::Home), Key::plain(KeyCode::End));
        press(&mut field, &[up]);
        assert_eq!(&field.text()[field.cursor()..], "\nbốn", "the line above has two letters only");
        press(&mut field, &[up, end]);
        assert_eq!(&field.text()[field.cursor()..], " ba\nbốn");
        press(&mut field, &[home, Key::char('x'), Key::plain(KeyCode::Enter)]);
        assert_eq!(field.text(), "x\nmột hai ba\nbốn");
        press(&mut field, &[Key::ctrl('z')]);
        assert_eq!(field.text(), "xmột hai ba\nbốn");
        press(&mut field, &[up, Key::plain(KeyCode::Backspace)]);
        assert_eq!(field.input(&Input::Key(up)), Typed::Ignored, "from the first line the key leads out");
    }

    #[test]
    fn what_is_pasted_keeps_its_lines() {
        let mut field = Field::long("");
        field.input(&Input::Paste("- một\r\n- ha\u{7}i".into()));
        assert_eq!(field.text(), "- một\n- hai");
        let mut buf = Buffer::empty(Rect::new(0, 0, 10, 3));
        let area = buf.area;
        assert_eq!(field.draw(&mut buf, area, &Look::mono(), true), Some(Position { x: 5, y: 1 }));
        assert_eq!(lines_of(&buf)[..2], ["- một", "- hai"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn lines_follow_each_other_and_the_caret_stays_inside(
            text in "[a-cđư \n漢]{0,60}", keys in prop::collection::vec(0usize..8, 0..30), columns in 1u16..12, height in 0u16..5,
        ) {
            let all = [KeyCode::Up, KeyCode::Down, KeyCode::Home, KeyCode::End, KeyCode::Enter, KeyCode::Backspace,
                KeyCode::Left, KeyCode::Char('e')];
            let mut field = Field::long(&text);
            field.fit(columns);
            for key in keys {
                press(&mut field, &[Key::plain(all[key])]);
                let lines = lines(field.text(), usize::from(columns));
                prop_assert_eq!(lines.first().map(|line| line.start), Some(0));
                prop_assert_eq!(lines.last().map(|line| line.end), Some(field.text().len()));
                prop_assert!(lines.windows(2).all(|pair| pair[0].end == pair[1].start));
                let area = Rect::new(0, 0, columns, height);
                let mut buf = Buffer::empty(area);
                let caret = field.draw(&mut buf, area, &Look::mono(), true);
                prop_assert!(caret.is_none_or(|caret| area.contains(caret)));
            }
        }
    }
}
