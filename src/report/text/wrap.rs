//! Breaking spans into lines by display cells, between words and never inside a letter with its marks.

use unicode_segmentation::UnicodeSegmentation;

use super::Span;
use crate::domain::text::width;
use crate::report::model::{Emphasis, FigureRef};

/// Lines of at most `first` cells, then `rest` cells. A word longer than a line is cut. Always at least one line.
pub fn wrap(spans: &[Span], first: usize, rest: usize) -> Vec<Vec<Span>> {
    let mut lines = Lines { done: Vec::new(), line: Vec::new(), used: 0, first: first.max(1), rest: rest.max(1) };
    for word in words(spans) {
        lines.word(word);
    }
    lines.done.push(lines.line);
    lines.done
}

/// A word in its pieces, and whether a blank stood before it.
struct Word {
    pieces: Vec<Span>,
    blank: bool,
    /// The blank before it belongs to its own span: `tăng 18 hồ sơ` is one door with its blanks.
    inner: bool,
}

/// Words may go on over the border of two spans: `hồ sơ` and its footnote number stay together.
fn words(spans: &[Span]) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut blank = true;
    for span in spans {
        let mut begun = false;
        for (i, piece) in span.text.split(' ').enumerate() {
            blank |= i > 0;
            if piece.is_empty() {
                continue;
            }
            let inner = std::mem::replace(&mut begun, true);
            let piece = Span { text: piece.to_owned(), ..span.clone() };
            match out.last_mut() {
                Some(word) if !blank => word.pieces.push(piece),
                _ => out.push(Word { pieces: vec![piece], blank, inner }),
            }
            blank = false;
        }
    }
    out
}

struct Lines {
    done: Vec<Vec<Span>>,
    line: Vec<Span>,
    used: usize,
    first: usize,
    rest: usize,
}

impl Lines {
    fn room(&self) -> usize {
        if self.done.is_empty() { self.first } else { self.rest }
    }

    fn end_line(&mut self) {
        self.done.push(std::mem::take(&mut self.line));
        self.used = 0;
    }

    fn word(&mut self, word: Word) {
        let width: usize = word.pieces.iter().map(Span::width).sum();
        let blank = usize::from(word.blank && self.used > 0);
        if self.used > 0 && self.used + blank + width > self.room() {
            self.end_line();
        } else if blank > 0 {
            let of_span = Span { text: " ".to_owned(), ..word.pieces[0].clone() };
            self.push(&if word.inner { of_span } else { Span { reference: None, dossier: None, ..of_span } });
        }
        for piece in word.pieces {
            self.piece(&piece);
        }
    }

    /// Puts a piece down, cut where even an empty line is too short for it.
    fn piece(&mut self, piece: &Span) {
        if self.used + piece.width() <= self.room() {
            return self.push(piece);
        }
        let mut part = String::new();
        for letter in piece.text.graphemes(true) {
            if self.used + width(&part) + width(letter) > self.room() && self.used + width(&part) > 0 {
                self.push(&Span { text: std::mem::take(&mut part), ..piece.clone() });
                self.end_line();
            }
            part.push_str(letter);
        }
        self.push(&Span { text: part, ..piece.clone() });
    }

    /// Joins what looks alike and counts the same, so that a line has few spans.
    fn push(&mut self, span: &Span) {
        if span.text.is_empty() {
            return;
        }
        self.used += span.width();
        match self.line.last_mut() {
            Some(last) if looks(last) == looks(span) => last.text.push_str(&span.text),
            _ => self.line.push(span.clone()),
        }
    }
}

/// All but the words of a span.
const fn looks(span: &Span) -> (Emphasis, &Option<FigureRef>, Option<i64>) {
    (span.emphasis, &span.reference, span.dossier)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, first: usize, rest: usize) -> Vec<String> {
        let spans = [Span::new(text, Emphasis::Plain)];
        wrap(&spans, first, rest).iter().map(|l| l.iter().map(|s| s.text.as_str()).collect()).collect()
    }

    #[test]
    fn lines_break_between_words_by_cells() {
        assert_eq!(lines("Đường đi  không đến", 9, 8), ["Đường đi", "không", "đến"]);
        assert_eq!(lines("", 5, 5), [""]);
        // Decomposed letters are one cell each, and a word too long is cut between letters.
        assert_eq!(lines("Hoàaa\u{301}bb", 3, 3), ["Hoà", "aa\u{301}b", "b"]);
    }

    #[test]
    fn the_words_of_a_door_are_one_span_and_the_blanks_around_it_are_none_of_it() {
        let door = Span {
            reference: Some(FigureRef::whole("settled.overdue")),
            ..Span::new("tăng 18 hồ sơ", Emphasis::Plain)
        };
        let spans = [Span::new("quá hạn ", Emphasis::Plain), door, Span::new(" so với", Emphasis::Plain)];
        let texts = |line: &[Span]| line.iter().map(|span| span.text.clone()).collect::<Vec<_>>();
        let wrapped = wrap(&spans, 80, 80);
        assert_eq!(texts(&wrapped[0]), ["quá hạn ", "tăng 18 hồ sơ", " so với"]);
        let broken = wrap(&spans, 16, 80);
        assert_eq!(
            (texts(&broken[0]), texts(&broken[1])),
            (vec!["quá hạn ".to_owned(), "tăng 18".to_owned()], vec!["hồ sơ".to_owned(), " so với".to_owned()],)
        );
    }

    #[test]
    fn a_footnote_number_stays_with_its_word() {
        let spans = [Span::new("ba bốn", Emphasis::Plain), Span::new("[1]", Emphasis::Plain)];
        let wrapped = wrap(&spans, 8, 8);
        assert_eq!(wrapped[1][0].text, "bốn[1]");
    }
}
