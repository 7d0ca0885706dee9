//! The plain text read back: words without regard to where lines break, tables column by column, bars line by line.

use motcua::domain::number::vietnamese_number;
use motcua::report::model::{Block, Cell, Chart, Report, Run, Table};

use super::{expected, first_difference};

fn pressed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Differences between the model and a text file.
pub fn differences(report: &Report, bytes: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let lines: Vec<&str> = text.lines().collect();
    let mut found = words(report, &lines);
    let mut from = 0;
    for block in &report.document().blocks {
        match block.as_ref() {
            Block::Table(table) => found.extend(self::table(table, &lines, &mut from)),
            Block::Chart(chart) => found.extend(self::chart(chart, &lines, &mut from)),
            _ => {}
        }
    }
    found
}

/// Paragraphs and notes that the text lacks. Columns side by side are not looked for: their lines are mixed.
fn words(report: &Report, lines: &[&str]) -> Vec<String> {
    let mut whole = pressed(&lines.concat());
    for n in 1..20 {
        whole = whole.replace(&format!("[{n}]"), "");
    }
    let mut wanted: Vec<String> = Vec::new();
    for block in &report.document().blocks {
        if let Block::Heading { runs, .. } | Block::Paragraph(runs) | Block::Note(runs) | Block::Item { runs, .. } =
            block.as_ref()
        {
            wanted.push(motcua::report::model::plain(runs));
            wanted.extend(runs.iter().filter_map(|run| match run {
                Run::Footnote(note) => Some(motcua::report::model::plain(note)),
                _ => None,
            }));
        }
    }
    let mut found = beside(report, lines);
    assert!(wanted.len() <= expected::printed(report).body.len() + expected::printed(report).notes.len());
    let missing = wanted.into_iter().filter(|words| !whole.contains(&pressed(words)));
    found.extend(missing.map(|words| format!("lacks {words:?}")));
    found
}

/// Numbers in columns side by side: one line has them all, in their order.
fn beside(report: &Report, lines: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for block in &report.document().blocks {
        let Block::Panes(panes) = block.as_ref() else { continue };
        let runs = panes.rows.iter().flatten().flatten().flat_map(|line| &line.runs);
        let numbers: Vec<&str> = runs
            .filter_map(|run| match run {
                Run::Figure { text, .. } => Some(text.as_str()),
                _ => None,
            })
            .collect();
        if !numbers.is_empty() && !lines.iter().any(|line| line.split_whitespace().eq(numbers.iter().copied())) {
            found.push(format!("no line of {numbers:?}"));
        }
    }
    found
}

/// The body of a table, column by column, in the grid that begins at or after `from`.
fn table(table: &Table, lines: &[&str], from: &mut usize) -> Vec<String> {
    let Some(top) = lines.iter().skip(*from).position(|line| line.starts_with('┌')).map(|at| at + *from) else {
        return vec![format!("no table {}", table.name)];
    };
    let end = lines.iter().skip(top).position(|line| line.starts_with('└')).map_or(lines.len(), |at| at + top);
    *from = end;
    let mut columns = vec![Vec::new(); table.columns.len()];
    for line in &lines[top..end] {
        let Some(inner) = line.strip_prefix('│') else { continue };
        let cells: Vec<&str> = inner.trim_end_matches('│').split('│').collect();
        if cells.len() == columns.len() {
            columns.iter_mut().zip(cells).for_each(|(column, cell)| column.push(pressed(cell)));
        }
    }
    let mut found = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let cells: Vec<&Cell> = table.rows.iter().map(|row| &row.cells[at]).collect();
        let numbers = cells.iter().all(|cell| !matches!(cell, Cell::Text(_)));
        // Numbers never break over lines, so that they are told apart; words are put together again.
        let between = if numbers { ";" } else { "" };
        let filled = |words: Vec<String>| words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(between);
        let (read, wanted) =
            (filled(column.clone()), filled(cells.iter().map(|cell| pressed(&cell.printed())).collect()));
        if !read.ends_with(&wanted) {
            found.push(format!("{}, column {}: the model has {wanted}, the file {read}", table.name, at + 1));
        }
    }
    found
}

/// The bars below a chart's title: one number a line, the category's name on its first.
fn chart(chart: &Chart, lines: &[&str], from: &mut usize) -> Option<String> {
    let Some(title) = lines.iter().skip(*from).position(|line| line.trim() == chart.title) else {
        return Some(format!("no chart {}", chart.title));
    };
    let title = title + *from;
    let bars: Vec<&str> = lines[title + 2..].iter().copied().take_while(|line| !line.is_empty()).collect();
    *from = title + 2 + bars.len();
    let read: Vec<String> = bars.iter().filter_map(|line| line.rsplit(' ').next()).map(str::to_owned).collect();
    let wanted: Vec<String> = chart.bars().map(|bar| vietnamese_number(bar.n)).collect();
    let labels = chart.categories.iter().zip(bars.iter().step_by(chart.series.len()));
    let strange = labels.into_iter().find(|(category, line)| !line.starts_with(category.label.as_str()));
    first_difference(&chart.title, &wanted, &read)
        .or_else(|| strange.map(|(category, line)| format!("{} is drawn as {line}", category.label)))
}
