//! The same streams as the console of Windows tells of them: each letter and each Backspace as a key that goes down and,
//! from most programs, up again; one by one, several in one reading, and the whole line at once.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use motcua::app::burst::{Bursts, Source};
use motcua::ui::parts::field::Field;

use crate::stream::all;

/// Readings written down beforehand; between two of them nothing waits.
struct Script(VecDeque<VecDeque<Event>>);

impl Source for Script {
    fn read(&mut self) -> io::Result<Event> {
        while self.0.front().is_some_and(VecDeque::is_empty) {
            self.0.pop_front();
        }
        self.0.front_mut().and_then(VecDeque::pop_front).ok_or(io::ErrorKind::UnexpectedEof.into())
    }

    fn more(&mut self, _: Duration) -> bool {
        self.0.front().is_some_and(|reading| !reading.is_empty())
    }
}

/// What the console tells of one character that a typing program sends.
fn told(c: char, releases: bool) -> Vec<Event> {
    let code = match c {
        '\u{7f}' | '\u{8}' => KeyCode::Backspace,
        other => KeyCode::Char(other),
    };
    let held = if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    let event = |kind| Event::Key(KeyEvent::new_with_kind(code, held, kind));
    let mut events = vec![event(KeyEventKind::Press)];
    events.extend(releases.then(|| event(KeyEventKind::Release)));
    events
}

/// The text of a field after a line came in readings of so many characters.
fn typed(sent: &[char], at_once: usize, releases: bool) -> String {
    let reading = |chars: &[char]| chars.iter().flat_map(|c| told(*c, releases)).collect();
    let mut bursts = Bursts::new(Script(sent.chunks(at_once).map(reading).collect()));
    let mut field = Field::default();
    while let Ok(inputs) = bursts.heard() {
        for input in &inputs {
            field.input(input);
        }
    }
    field.text().to_owned()
}

#[test]
fn every_stream_makes_its_line_on_the_console_of_windows() {
    // The characters sent for Backspace come as one key here.
    for typing in all().into_iter().filter(|typing| typing.backspace == '\u{8}') {
        let sent: Vec<char> = typing.sent().chars().collect();
        for at_once in [1, 2, 5, 13, usize::MAX] {
            for releases in [true, false] {
                assert_eq!(typed(&sent, at_once, releases), typing.line(), "{typing:?} {at_once} {releases}");
            }
        }
    }
}
