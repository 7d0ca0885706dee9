//! Runs: stretches of text inside a paragraph, among them numbers that can be opened and real footnotes.

use crate::domain::figure::Grouping;
use crate::domain::period::Period;

/// What stands before a reason in an address.
const REASON: &str = "reason";

/// Names the dossiers behind a number: a figure, or one part of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FigureRef {
    /// The figure's id, e.g. `settled.overdue`.
    pub id: String,
    /// The part, as grouping and the code or name of the part; dossiers without an officer have the empty code.
    pub part: Option<(Grouping, String)>,
    /// The others: those of the figure's denominator that it does not count.
    pub lacking: bool,
    /// Of a gap, those alone whose officer wrote down this reason; the empty one where nobody wrote any.
    pub reason: Option<String>,
    /// The period that the number is of, where that is not the report's own: a number compared with.
    pub period: Option<Period>,
}

impl FigureRef {
    /// The whole figure.
    pub fn whole(id: &str) -> FigureRef {
        FigureRef { id: id.to_owned(), part: None, lacking: false, reason: None, period: None }
    }

    /// One part of a figure.
    pub fn part(id: &str, grouping: Grouping, key: &str) -> FigureRef {
        FigureRef { part: Some((grouping, key.to_owned())), ..FigureRef::whole(id) }
    }

    /// The others of the same whole or part: those of its denominator that the figure does not count.
    pub fn others(self) -> FigureRef {
        FigureRef { lacking: true, ..self }
    }

    /// Those of a gap that were given one reason.
    pub fn because(self, reason: &str) -> FigureRef {
        FigureRef { reason: Some(reason.to_owned()), ..self }
    }

    /// As the CSV and JSON forms name it: `received.in_period`, `received.in_period[week=2025-01-06]`; the others
    /// of a figure with a minus before it. A name may hold anything: a backslash stands before its own closing brackets
    /// and backslashes.
    pub fn address(&self) -> String {
        let sign = if self.lacking { "-" } else { "" };
        let bracket = |by: &str, key: &str| format!("[{by}={}]", escaped(key));
        let part = self.part.as_ref().map_or_else(String::new, |(by, key)| bracket(by.code(), key));
        let reason = self.reason.as_ref().map_or_else(String::new, |reason| bracket(REASON, reason));
        format!("{sign}{}{part}{reason}", self.id)
    }

    /// Reads what [`FigureRef::address`] wrote; `None` for what is none.
    pub fn read(text: &str) -> Option<FigureRef> {
        let (lacking, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let Some((id, brackets)) = text.split_once('[') else {
            return Some(FigureRef { lacking, ..FigureRef::whole(text) });
        };
        let mut reference = FigureRef { lacking, ..FigureRef::whole(id) };
        for bracket in brackets_of(brackets)? {
            let (by, key) = bracket.split_once('=')?;
            match Grouping::from_code(by) {
                Some(grouping) if reference.part.is_none() => reference.part = Some((grouping, key.to_owned())),
                None if by == REASON && reference.reason.is_none() => reference.reason = Some(key.to_owned()),
                _ => return None,
            }
        }
        Some(reference)
    }

    /// The same number of another period.
    pub fn of_period(self, period: Period) -> FigureRef {
        FigureRef { period: Some(period), ..self }
    }
}

/// A name as it stands in an address.
fn escaped(name: &str) -> String {
    name.replace('\\', "\\\\").replace(']', "\\]")
}

/// What stands in the brackets of an address, from behind the first `[`; `None` where the last one is not closed. A
/// closing bracket within a name that nobody escaped belongs to the name, unless it ends the text or what opens behind
/// it is another part of an address.
fn brackets_of(text: &str) -> Option<Vec<String>> {
    let (mut found, mut own) = (Vec::new(), String::new());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        let rest = letters.as_str();
        match (letter, rest.chars().next()) {
            ('\\', Some(next @ ('\\' | ']'))) => {
                own.push(next);
                letters.next();
            }
            (']', None) => {
                found.push(own);
                return Some(found);
            }
            (']', Some('[')) if begins_part(&rest[1..]) => {
                found.push(std::mem::take(&mut own));
                letters.next();
            }
            _ => own.push(letter),
        }
    }
    None
}

/// Whether a text goes on as what stands in a bracket: `officer=…`, `reason=…`.
fn begins_part(text: &str) -> bool {
    text.split_once('=').is_some_and(|(by, _)| by == REASON || Grouping::from_code(by).is_some())
}

/// How a run stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Emphasis {
    /// Upright.
    #[default]
    Plain,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Small and above the line, where a form can do that: a mark that leads to the small print.
    Raised,
}

/// A stretch of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Words.
    Text {
        /// What is printed.
        text: String,
        /// How.
        emphasis: Emphasis,
    },
    /// A number printed as text, whose dossiers the preview can open.
    Figure {
        /// The number as printed, e.g. `1.234`.
        text: String,
        /// What it counts.
        reference: FigureRef,
        /// How it is printed.
        emphasis: Emphasis,
    },
    /// A footnote, numbered by the writer. A footnote within a footnote is left out: paper has no place for it.
    Footnote(Vec<Run>),
}

impl Run {
    /// Upright words.
    pub fn text(text: impl Into<String>) -> Run {
        Run::Text { text: text.into(), emphasis: Emphasis::Plain }
    }

    /// Bold words.
    pub fn bold(text: impl Into<String>) -> Run {
        Run::Text { text: text.into(), emphasis: Emphasis::Bold }
    }

    /// Italic words.
    pub fn italic(text: impl Into<String>) -> Run {
        Run::Text { text: text.into(), emphasis: Emphasis::Italic }
    }

    /// A mark above the line.
    pub fn raised(text: impl Into<String>) -> Run {
        Run::Text { text: text.into(), emphasis: Emphasis::Raised }
    }

    /// A number that can be opened.
    pub fn figure(text: impl Into<String>, reference: FigureRef) -> Run {
        Run::Figure { text: text.into(), reference, emphasis: Emphasis::Plain }
    }

    /// A footnote.
    pub fn footnote(runs: Vec<Run>) -> Run {
        Run::Footnote(runs)
    }
}

/// The words of some runs without footnotes, for titles and plain cells.
pub fn plain(runs: &[Run]) -> String {
    runs.iter()
        .filter_map(|run| match run {
            Run::Text { text, .. } | Run::Figure { text, .. } => Some(text.as_str()),
            Run::Footnote(_) => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_back() {
        let gap = || FigureRef::part("digitized.results.gap", Grouping::Officer, "");
        for reference in [
            FigureRef::whole("settled.overdue"),
            FigureRef::part("settled.overdue", Grouping::Field, "Đất đai = nhà ở"),
            FigureRef::part("online.share", Grouping::Week, "2025-01-06").others(),
            gap().because("máy quét hỏng"),
            gap().because(""),
            gap().because("máy ][ hỏng]"),
            FigureRef::part("settled.overdue", Grouping::Officer, "Lò [A][B] (hư cấu)"),
            FigureRef::part("settled.overdue", Grouping::Officer, r"A][reason=b\]\"),
        ] {
            assert_eq!(FigureRef::read(&reference.address()), Some(reference));
        }
        for name in ["Tổ 1] B", "Lò [A][B] (hư cấu)", "][", "]"] {
            let unescaped = FigureRef::part("a", Grouping::Officer, name);
            assert_eq!(FigureRef::read(&format!("a[officer={name}]")), Some(unescaped), "typed as it is printed");
        }
        for wrong in ["a[officer=x", "a[người=x]", "a[officer]", "a[field=x][officer=y]"] {
            assert_eq!(FigureRef::read(wrong), None, "{wrong}");
        }
    }
}
