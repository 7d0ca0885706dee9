//! A page of titled sections to scroll: one column, or two where the window is wide. It knows no dossier.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put};
use crate::ui::text::{width, wrap};

/// From this width on a page has two columns.
pub const TWO_COLUMNS: u16 = 110;

/// Cells of the column of labels.
const LABELS: usize = 19;

/// Narrower than this, a label stands above its value.
const LABEL_BESIDE: usize = 36;

/// One line before it is broken to a width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A label and what stands beside it.
    Pair(String, Tone, String),
    /// A text over the whole width.
    Full(Tone, String),
}

/// A titled part of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: &'static str,
    /// Whether it goes into the right column where there are two.
    pub right: bool,
    /// Its lines.
    pub lines: Vec<Line>,
}

impl Section {
    /// An empty section of the left column.
    pub fn new(title: &'static str) -> Section {
        Section { title, right: false, lines: Vec::new() }
    }

    /// The same for the right column.
    pub fn right(title: &'static str) -> Section {
        Section { right: true, ..Section::new(title) }
    }

    /// Adds a label with its value; an empty value adds nothing.
    pub fn pair(&mut self, label: &str, value: impl Into<String>) {
        self.toned(label, Tone::Normal, value);
    }

    /// Adds a label with a value that has a meaning; an empty value adds nothing.
    pub fn toned(&mut self, label: &str, tone: Tone, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.lines.push(Line::Pair(label.to_owned(), tone, value));
        }
    }

    /// Adds a line over the whole width.
    pub fn full(&mut self, tone: Tone, text: impl Into<String>) {
        self.lines.push(Line::Full(tone, text.into()));
    }
}

/// Pieces of one drawn row: where from, meaning, text.
type Row = Vec<(u16, Tone, String)>;

/// The rows of a page in a width.
fn rows(sections: &[Section], page: u16) -> Vec<Row> {
    if page < TWO_COLUMNS {
        let all: Vec<&Section> = sections.iter().collect();
        return column(&all, usize::from(page), 0);
    }
    let half = page / 2 - 1;
    let side = |right: bool| -> Vec<&Section> { sections.iter().filter(|section| section.right == right).collect() };
    let mut rows = column(&side(false), usize::from(half), 0);
    let right = column(&side(true), usize::from(page - half - 2), half + 2);
    if rows.len() < right.len() {
        rows.resize(right.len(), Row::new());
    }
    for (row, more) in rows.iter_mut().zip(right) {
        row.extend(more);
    }
    rows
}

fn column(sections: &[&Section], room: usize, dx: u16) -> Vec<Row> {
    column_with(sections, room, dx, &mut |_, _, _| {})
}

/// A line of the page: the heading of its section, its text, and the row of the page in which it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The heading.
    pub title: &'static str,
    /// Label and value.
    pub text: String,
    /// Rows above it.
    pub row: usize,
}

/// Every line of the page with its place in a width.
pub fn places(sections: &[Section], page: u16) -> Vec<Place> {
    let mut found = Vec::new();
    let mut note = |section: &Section, line: &Line, row: usize| {
        let text = match line {
            Line::Pair(label, _, value) => format!("{label}: {value}"),
            Line::Full(_, text) => text.clone(),
        };
        found.push(Place { title: section.title, text, row });
    };
    let sides: &[Option<bool>] = if page < TWO_COLUMNS { &[None] } else { &[Some(false), Some(true)] };
    for side in sides {
        let of_side: Vec<&Section> = sections.iter().filter(|it| side.is_none_or(|right| it.right == right)).collect();
        let room = if page < TWO_COLUMNS { page } else { page / 2 - 1 };
        column_with(&of_side, usize::from(room), 0, &mut note);
    }
    found
}

/// The rows of a column; `note` hears of each line and the row in which it begins.
fn column_with(sections: &[&Section], room: usize, dx: u16, note: &mut dyn FnMut(&Section, &Line, usize)) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for section in sections.iter().filter(|section| !section.lines.is_empty()) {
        if !rows.is_empty() {
            rows.push(Row::new());
        }
        rows.push(vec![(dx, Tone::Title, heading(section.title, room))]);
        for line in &section.lines {
            note(section, line, rows.len());
            push_line(&mut rows, line, room, dx);
        }
    }
    rows
}

/// `── Hạn trả ─────`
fn heading(title: &str, room: usize) -> String {
    let rest = room.saturating_sub(width(title) + 4);
    format!("── {title} {}", "─".repeat(rest))
}

fn push_line(rows: &mut Vec<Row>, line: &Line, room: usize, dx: u16) {
    let signed = |tone: Tone, text: &str| format!("{} {text}", tone.sign()).trim_start().to_owned();
    match line {
        Line::Full(tone, text) => {
            rows.extend(wrap(&signed(*tone, text), room).into_iter().map(|part| vec![(dx, *tone, part)]));
        }
        Line::Pair(label, tone, value) if room < LABEL_BESIDE => {
            rows.push(vec![(dx, Tone::Dim, label.clone())]);
            let parts = wrap(&signed(*tone, value), room.saturating_sub(2));
            rows.extend(parts.into_iter().map(|part| vec![(dx + 2, *tone, part)]));
        }
        Line::Pair(label, tone, value) => {
            let mut label = Some(label.clone());
            for part in wrap(&signed(*tone, value), room - LABELS - 1) {
                let mut row = Row::new();
                if let Some(label) = label.take() {
                    row.push((dx, Tone::Dim, label));
                }
                row.push((dx + LABELS as u16 + 1, *tone, part));
                rows.push(row);
            }
        }
    }
}

/// Rows of the whole page in a width.
pub fn height(sections: &[Section], page: u16) -> usize {
    rows(sections, page).len()
}

/// Draws the part of the page that begins `top` rows down; a sign in the corner tells of more below.
pub fn draw(sections: &[Section], top: usize, buf: &mut Buffer, area: Rect, look: &Look) {
    fill(buf, area, look.style(Tone::Normal));
    let rows = rows(sections, area.width);
    let most = rows.len().saturating_sub(usize::from(area.height));
    let top = top.min(most);
    for (dy, row) in rows.iter().skip(top).take(usize::from(area.height)).enumerate() {
        for (dx, tone, text) in row {
            put(buf, area, *dx, dy as u16, text, look.style(*tone));
        }
    }
    if top < most && area.height > 0 {
        put(buf, area, area.width.saturating_sub(1), area.height - 1, "↓", look.style(Tone::Dim));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::paint::lines_of;

    fn sections() -> Vec<Section> {
        let mut left = Section::new("Người nộp");
        left.pair("Họ tên", "Lê Thị Ánh (người hư cấu)");
        left.pair("Email", "");
        let mut right = Section::right("Hạn trả");
        right.toned("Hạn", Tone::Overdue, "quá hạn 02 ngày làm việc");
        vec![left, right]
    }

    fn drawn(w: u16, h: u16) -> Vec<String> {
        let mut buf = Buffer::empty(Rect::new(0, 0, w, h));
        let area = buf.area;
        draw(&sections(), 0, &mut buf, area, &Look::mono());
        lines_of(&buf)
    }

    #[test]
    fn one_column_two_columns_and_labels_above_where_it_is_narrow() {
        let lines = drawn(60, 8);
        assert!(lines[0].starts_with("── Người nộp ─"), "{lines:?}");
        assert_eq!(lines[1], "Họ tên              Lê Thị Ánh (người hư cấu)");
        assert_eq!(lines[4], "Hạn                 ! quá hạn 02 ngày làm việc");
        let wide = drawn(120, 3);
        assert!(wide[1].contains("Lê Thị Ánh") && wide[1].contains("! quá hạn"), "{wide:?}");
        let narrow = drawn(30, 8);
        assert_eq!((narrow[1].as_str(), narrow[2].as_str()), ("Họ tên", "  Lê Thị Ánh (người hư cấu)"));
    }

    #[test]
    fn a_line_is_found_in_the_row_in_which_it_is_drawn() {
        let sections = sections();
        for page in [30, 60, 120] {
            let drawn = drawn(page, 12);
            for place in places(&sections, page) {
                let (label, _) = place.text.split_once(':').expect("a label");
                assert!(drawn[place.row].contains(label), "{page}: {place:?} {drawn:?}");
            }
        }
    }

    #[test]
    fn every_size_draws() {
        for (w, h) in [(0, 0), (1, 1), (5, 3), (17, 4), (34, 2), (110, 1), (300, 80)] {
            drawn(w, h);
        }
    }
}
