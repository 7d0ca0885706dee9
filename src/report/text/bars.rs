//! Charts as bars of blocks, each with its number: what colour would tell, the names beside the bars tell.

use super::{Span, TextLine};
use crate::domain::number::vietnamese_number;
use crate::domain::text::width;
use crate::report::clean::clean;
use crate::report::model::{Bar, Chart, Emphasis};

/// Fills of the series in turn; they differ in shape, so that a screen without colours and a copy show them.
const FILLS: [&str; 3] = ["█", "▒", "░"];

/// Cells that a bar has to have for the names to stand beside it.
const ROOM: usize = 16;

/// Blank at the left of a series below its category.
const INDENT: usize = 2;

/// Where things stand in a line.
struct Places {
    /// Cells of the category's name beside the bars; `None` puts it on a line of its own.
    beside: Option<usize>,
    /// Cells of the series' names; 0 where one series needs no name.
    series: usize,
    /// Cells of the longest bar.
    bar: usize,
}

/// The lines of a chart, at most `room` cells wide.
pub fn draw(chart: &Chart, room: usize) -> Vec<TextLine> {
    let places = places(chart, room);
    let mut lines = Vec::new();
    for category in &chart.categories {
        let label = clean(&category.label);
        if places.beside.is_none() {
            lines.push(TextLine::of(label.as_ref(), Emphasis::Plain));
        }
        for (at, bar) in category.bars.iter().enumerate() {
            let mut line = TextLine::default();
            match places.beside {
                Some(cells) => {
                    let said = if at == 0 { label.as_ref() } else { "" };
                    line.spans.push(Span::new(padded(said, cells + 1), Emphasis::Plain));
                }
                None => line.blank(INDENT),
            }
            if places.series > 0 {
                let name = chart.series.get(at).map_or("", String::as_str);
                line.spans.push(Span::new(padded(&clean(name), places.series + 1), Emphasis::Plain));
            }
            draw_bar(&mut line, bar, at, chart.top(), places.bar);
            lines.push(line);
        }
    }
    lines
}

fn places(chart: &Chart, room: usize) -> Places {
    let longest = |names: &mut dyn Iterator<Item = &String>| names.map(|name| width(name)).max().unwrap_or(0);
    let label = longest(&mut chart.categories.iter().map(|category| &category.label));
    let series = if chart.series.len() > 1 { longest(&mut chart.series.iter()) } else { 0 };
    let number = vietnamese_number(chart.top()).len() + 1;
    let names = if series > 0 { series + 1 } else { 0 };
    let beside = label + 1 + names + ROOM + number <= room;
    let before = if beside { label + 1 } else { INDENT };
    let bar = room.saturating_sub(before + names + number).max(1);
    Places { beside: beside.then_some(label), series, bar }
}

fn draw_bar(line: &mut TextLine, bar: &Bar, series: usize, top: i64, room: usize) {
    let share = |n: i64| (n as usize * room + top as usize / 2) / top.max(1) as usize;
    // A dossier that is there is seen, however many others stand beside it.
    let cells = if bar.n > 0 { share(bar.n).max(1) } else { 0 };
    if cells > 0 {
        line.spans.push(Span::new(FILLS[series % FILLS.len()].repeat(cells), Emphasis::Plain));
        line.blank(1);
    }
    let text = vietnamese_number(bar.n);
    line.spans.push(Span { reference: Some(bar.reference.clone()), ..Span::new(text, Emphasis::Plain) });
}

fn padded(text: &str, cells: usize) -> String {
    format!("{text}{}", " ".repeat(cells.saturating_sub(width(text))))
}
