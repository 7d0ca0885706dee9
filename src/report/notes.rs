//! Footnotes for forms that have no page foot: numbered in the text, listed at the end.

use super::clean::clean;
use super::model::{Run, plain};

/// The notes met so far.
#[derive(Debug, Default)]
pub struct Notes(Vec<String>);

impl Notes {
    /// Takes up a note and returns its number, from 1.
    pub fn add(&mut self, note: &[Run]) -> usize {
        self.0.push(clean(&plain(note)).into_owned());
        self.0.len()
    }

    /// Runs as one text; each footnote leaves its number in brackets.
    pub fn inline(&mut self, runs: &[Run]) -> String {
        runs.iter()
            .map(|run| match run {
                Run::Text { text, .. } | Run::Figure { text, .. } => clean(text).into_owned(),
                Run::Footnote(note) => format!("[{}]", self.add(note)),
            })
            .collect()
    }

    /// The notes with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.0.iter().map(String::as_str))
    }
}
