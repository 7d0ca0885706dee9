//! What the console of Windows sends for a paste: keys, one by one, as if they had been typed, only all at once. By that
//! they are told from typing and become one paste, so that a line break in them saves no form and the program's own
//! typing does not compose them.
//!
//! It knows events and no console: where they come from is a parameter. Terminals that mark a paste pass through.

use std::io;
use std::time::Duration;

use crossterm::event::{Event, KeyCode as Code, KeyEventKind};
use unicode_normalization::char::is_combining_mark;

use crate::app::keys;
use crate::ui::input::{Input, Key, KeyCode};
use crate::ui::text::one_line;

/// Where events come from.
pub trait Source {
    /// The next event, however long it takes.
    ///
    /// # Errors
    /// When there can be no further event.
    fn read(&mut self) -> io::Result<Event>;

    /// Whether another event comes within that time; no time at all only looks.
    fn more(&mut self, within: Duration) -> bool;
}

/// Fewest letters that make a paste where some of them are no keys of the keyboard. Nobody types four at once; what is
/// pasted shorter than that does as little harm as four keys can.
const LEAST: usize = 4;

/// Fewest where all could have been typed while the PC stood still: with a line break, by which they do harm; and without.
const LEAST_PLAIN: usize = 8;
const LEAST_LINE: usize = 24;

/// How long the next piece of a paste may take: a terminal hands a long one over in several.
const GAP: Duration = Duration::from_millis(30);

/// Inputs taken at most before they are passed on, whatever still waits.
const MOST: usize = 200_000;

/// Reads events and hands on inputs, those of one burst together.
#[derive(Debug)]
pub struct Bursts<S> {
    source: S,
    /// Signs whose key is down, so that its release is not taken for a sign of its own.
    down: Vec<char>,
}

impl<S: Source> Bursts<S> {
    /// Reads from a source.
    pub fn new(source: S) -> Bursts<S> {
        Bursts { source, down: Vec::new() }
    }

    /// The inputs of the next event and of all that wait behind it. None, where an event is no input.
    ///
    /// # Errors
    /// As the source's; what was read before is handed on first.
    pub fn heard(&mut self) -> io::Result<Vec<Input>> {
        let mut inputs = Vec::new();
        let mut event = self.source.read()?;
        loop {
            match self.sign(&event) {
                Some(sign) => inputs.push(Input::Key(Key::char(sign))),
                None => inputs.extend(keys::inputs(event)),
            }
            let waits = self.source.more(Duration::ZERO) || (is_paste(&inputs) && self.source.more(GAP));
            if !waits || inputs.len() >= MOST {
                break;
            }
            match self.source.read() {
                Ok(next) => event = next,
                // It will be the first thing that the next call hears.
                Err(_) => break,
            }
        }
        Ok(joined(inputs))
    }

    /// The sign that a release brings. The console pastes a sign which no key of the keyboard has (`–`, `“`) as Alt with
    /// its number, and the library hands that on as a release that no press came before.
    fn sign(&mut self, event: &Event) -> Option<char> {
        let Event::Key(key) = event else { return None };
        let Code::Char(c) = key.code else { return None };
        // Letters and their marks have keys, and with Shift let go first their release differs from their press.
        if c.is_ascii() || c.is_alphanumeric() || is_combining_mark(c) || c == '₫' {
            return None;
        }
        let pressed = self.down.iter().position(|held| *held == c);
        match (key.kind, pressed) {
            (KeyEventKind::Release, None) => Some(c),
            (KeyEventKind::Release, Some(at)) => {
                self.down.swap_remove(at);
                None
            }
            (_, None) => {
                self.down.push(c);
                None
            }
            (_, Some(_)) => None,
        }
    }
}

/// What a key brings into a text. A line break in a paste may carry Ctrl.
fn text_of(key: Key) -> Option<char> {
    match key.code {
        KeyCode::Enter if !key.alt && !key.shift => Some('\n'),
        KeyCode::Tab if key == Key::plain(KeyCode::Tab) => Some('\t'),
        _ => key.typed(),
    }
}

/// Whether inputs of one burst are a paste: text and nothing else. A program that types Vietnamese takes letters back
/// first, or is about to where it has just sent a character that nobody sees; and a key held down repeats itself.
fn is_paste(inputs: &[Input]) -> bool {
    let mut text = String::new();
    for input in inputs {
        match input {
            Input::Key(key) => match text_of(*key) {
                Some(c) => text.push(c),
                None => return false,
            },
            Input::Paste(_) => return false,
            _ => {}
        }
    }
    let least = match (text.is_ascii(), text.contains(['\n', '\t'])) {
        (false, _) => LEAST,
        (true, true) => LEAST_PLAIN,
        (true, false) => LEAST_LINE,
    };
    let letters = text.chars().filter(|c| !matches!(c, '\n' | '\t')).count();
    let differ = text.chars().any(|c| !text.starts_with(c));
    let unseen = text.chars().last().is_some_and(|c| one_line(c.encode_utf8(&mut [0; 4])).is_empty());
    letters >= least && differ && !unseen
}

/// Inputs of one burst, as one paste where they are one.
fn joined(mut inputs: Vec<Input>) -> Vec<Input> {
    if !is_paste(&inputs) {
        return inputs;
    }
    // What ended one word is meant, whether the word before it is a paste or a code that a scanner typed.
    if let Some(ending) = taken_ending(&mut inputs) {
        let mut out = joined(inputs);
        out.push(ending);
        return out;
    }
    let (mut out, mut text) = (Vec::new(), String::new());
    for input in inputs {
        match input {
            Input::Key(key) => text.extend(text_of(key)),
            other => out.push(other),
        }
    }
    out.push(Input::Paste(text));
    out
}

/// Takes the Enter or Tab from behind one word, where nothing follows it. The system's own typing hands a Vietnamese word
/// over at once, with the key that ended it; and a scanner types a code with Enter behind it faster than any hand.
fn taken_ending(inputs: &mut Vec<Input>) -> Option<Input> {
    let text: String =
        inputs.iter().filter_map(|input| if let Input::Key(key) = input { text_of(*key) } else { None }).collect();
    let word = text.strip_suffix(['\n', '\t'])?;
    let ends = [Key::plain(KeyCode::Enter), Key::plain(KeyCode::Tab)].map(Input::Key);
    if word.contains(char::is_whitespace) || !inputs.last().is_some_and(|last| ends.contains(last)) {
        return None;
    }
    inputs.pop()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::parts::field::Field;
    use crossterm::event::{KeyEvent, KeyModifiers};
    use std::collections::VecDeque;

    /// Bursts written down beforehand; between two of them there is silence.
    struct Script(VecDeque<VecDeque<Event>>);

    impl Source for Script {
        fn read(&mut self) -> io::Result<Event> {
            while self.0.front().is_some_and(VecDeque::is_empty) {
                self.0.pop_front();
            }
            self.0.front_mut().and_then(VecDeque::pop_front).ok_or(io::ErrorKind::UnexpectedEof.into())
        }

        fn more(&mut self, within: Duration) -> bool {
            // What comes in pieces is here by the second look.
            if within > Duration::ZERO && self.0.front().is_some_and(VecDeque::is_empty) {
                self.0.pop_front();
            }
            self.0.front().is_some_and(|burst| !burst.is_empty())
        }
    }

    /// What is read of bursts, one list for each call.
    fn read(bursts: Vec<Vec<Event>>) -> Vec<Vec<Input>> {
        let mut reader = Bursts::new(Script(bursts.into_iter().map(VecDeque::from).collect()));
        std::iter::from_fn(|| reader.heard().ok()).filter(|inputs| !inputs.is_empty()).collect()
    }

    fn event(code: Code, kind: KeyEventKind) -> Event {
        Event::Key(KeyEvent::new_with_kind(code, KeyModifiers::NONE, kind))
    }

    /// A key goes down and up, as the console tells of it.
    fn stroke(code: Code) -> [Event; 2] {
        [event(code, KeyEventKind::Press), event(code, KeyEventKind::Release)]
    }

    /// A text as the console pastes it.
    fn pasted(text: &str) -> Vec<Event> {
        text.chars().flat_map(|c| stroke(if c == '\r' { Code::Enter } else { Code::Char(c) })).collect()
    }

    fn keys(text: &str) -> Vec<Input> {
        text.chars().map(|c| Input::Key(Key::char(c))).collect()
    }

    /// The text of a field that was given every input.
    fn typed(reads: &[Vec<Input>]) -> String {
        let mut field = Field::default();
        for input in reads.iter().flatten() {
            field.input(input);
        }
        field.text().to_owned()
    }

    #[test]
    fn a_line_break_in_a_paste_is_no_key() {
        let paste = |text: &str| vec![vec![Input::Paste(text.to_owned())]];
        assert_eq!(read(vec![pasted("Lê Thị Ánh\r0912 345 678\r")]), paste("Lê Thị Ánh\n0912 345 678\n"));
        assert_eq!(read(vec![pasted("Lê Th"), pasted("ị Ánh\rx")]), paste("Lê Thị Ánh\nx"), "in two pieces");
        assert_eq!(read(vec![pasted("079123456789\r0912345678\r")]), paste("079123456789\n0912345678\n"), "cells");
        assert_eq!(read(vec![pasted("079123456789\r"), pasted("0912")]), paste("079123456789\n0912"), "behind a while");
        assert_eq!(read(vec![pasted("Tran Van Thu\r")]), paste("Tran Van Thu\n"), "several words");
        let mut with_ctrl = pasted("một");
        with_ctrl.push(Event::Key(KeyEvent::new(Code::Enter, KeyModifiers::CONTROL)));
        with_ctrl.extend(pasted("hai"));
        assert_eq!(read(vec![with_ctrl]), paste("một\nhai"));
    }

    #[test]
    fn what_is_typed_stays_keys() {
        let enter = Input::Key(Key::plain(KeyCode::Enter));
        let one_by_one = pasted("Lê Ánh\r").chunks(2).map(<[Event]>::to_vec).collect();
        let read_one_by_one: Vec<Input> = read(one_by_one).concat();
        assert_eq!(read_one_by_one, [keys("Lê Ánh"), vec![enter.clone()]].concat());
        assert_eq!(read(vec![pasted("jjjjjjjj")]), [keys("jjjjjjjj")], "a key held down");
        assert_eq!(read(vec![pasted("ab\r")]), [[keys("ab"), vec![enter.clone()]].concat()]);
        assert_eq!(read(vec![pasted("Nguyeenx Thij Thu")]), [keys("Nguyeenx Thij Thu")], "the PC stood still");
        let line = "Trung tam Phuc vu hanh chinh cong";
        assert_eq!(read(vec![pasted(line)]), [[Input::Paste(line.to_owned())]]);
        let word = Input::Paste("Nguyễn".to_owned());
        assert_eq!(read(vec![pasted("Nguyễn\r")]), [vec![word, enter]], "the system's own typing ends a word");
    }

    #[test]
    fn a_scanner_ends_its_code_with_a_key() {
        let ends = [(Code::Enter, KeyCode::Enter), (Code::Tab, KeyCode::Tab)];
        for (sent, key) in ends {
            let end = Input::Key(Key::plain(key));
            for code in ["079123456789", "MC-260302-0001", "H99.07-250627-0001"] {
                let scanned = [pasted(code), stroke(sent).to_vec()].concat();
                assert_eq!(read(vec![scanned]), [[keys(code), vec![end.clone()]].concat()], "{code}");
            }
            let long = "https://dichvucong.vidu.vn/MC-260302-0001";
            let scanned = [pasted(long), stroke(sent).to_vec()].concat();
            assert_eq!(read(vec![scanned]), [[Input::Paste(long.to_owned()), end]], "{long}");
        }
        // A line break with Ctrl comes from a clipboard only.
        let mut broken = pasted("MC-260302-0001");
        broken.push(Event::Key(KeyEvent::new(Code::Enter, KeyModifiers::CONTROL)));
        assert_eq!(read(vec![broken]), [[Input::Paste("MC-260302-0001\n".to_owned())]]);
    }

    #[test]
    fn a_typing_programs_stream_makes_the_word() {
        // "tiếng" by Telex: t i e e → ê, n g s → the syllable taken back and sent again.
        let mut stream = vec![stroke(Code::Char('t')).to_vec(), stroke(Code::Char('i')).to_vec()];
        stream.push(stroke(Code::Char('e')).to_vec());
        stream.push([stroke(Code::Backspace), stroke(Code::Char('ê'))].concat());
        stream.extend([stroke(Code::Char('n')).to_vec(), stroke(Code::Char('g')).to_vec()]);
        let whole = [vec![Code::Backspace; 3], "ếng".chars().map(Code::Char).collect()].concat();
        stream.push(whole.into_iter().flat_map(stroke).collect());
        assert_eq!(typed(&read(stream.clone())), "tiếng");
        assert_eq!(typed(&read(vec![stream.concat()])), "tiếng", "the PC stood still, and all came at once");
        // Packets of letters without a release of their own.
        let presses = |text: &str| text.chars().map(|c| event(Code::Char(c), KeyEventKind::Press)).collect();
        assert_eq!(typed(&read(vec![presses("đ"), presses("ượ"), presses("c")])), "được");
    }

    #[test]
    fn marks_of_their_own_are_composed_and_rare_letters_whole() {
        assert_eq!(typed(&read(vec![pasted("tie\u{302}\u{301}ng Vie\u{323}\u{302}t")])), "tiếng Việt");
        let one_by_one = pasted("e\u{302}\u{301}").chunks(2).map(<[Event]>::to_vec).collect();
        assert_eq!(typed(&read(one_by_one)), "ế");
        assert_eq!(typed(&read(vec![pasted("𡨸喃")])), "𡨸喃");
    }

    #[test]
    fn a_sign_pasted_by_its_number_is_a_release_alone() {
        let alone = |c| event(Code::Char(c), KeyEventKind::Release);
        let mut paste = vec![alone('“')];
        paste.extend(pasted("Một cửa"));
        paste.extend([alone('”'), alone('–')]);
        assert_eq!(read(vec![paste]), [[Input::Paste("“Một cửa”–".to_owned())]]);
        assert_eq!(read(vec![pasted("§")]), [keys("§")], "a key of its own types it once");
        let shift_first = vec![event(Code::Char('Ă'), KeyEventKind::Press), alone('ă')];
        assert_eq!(read(vec![shift_first]), [keys("Ă")]);
        assert!(read(vec![vec![alone('a')], vec![event(Code::Enter, KeyEventKind::Release)]]).is_empty());
    }

    #[test]
    fn sizes_and_clicks_in_a_burst_are_kept_and_its_end_is_heard_later() {
        let mut burst = pasted("Lê Ánh");
        burst.insert(3, Event::Resize(100, 30));
        let inputs = read(vec![burst]);
        assert_eq!(inputs, [[Input::Resize(100, 30), Input::Paste("Lê Ánh".to_owned())]]);
        let marked = read(vec![vec![Event::Paste("a\nb".to_owned())]]);
        assert_eq!(marked, [[Input::Paste("a\nb".to_owned())]]);
    }
}
