//! The ledger of apologies of a year: who will miss the date, who missed it, which step each letter waits for.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::domain::apology::{self, Told};
use crate::domain::day::Moment;
use crate::domain::dossier::Outcome;
use crate::store::letters::LetterRow;
use crate::store::{Store, StoreError};

pub use crate::domain::apology::Step;

/// So many dossiers of each part are held as rows, those that are due first: a part beyond that is nobody's day's work.
/// Counted are all; every one can be found by words, and the ids of all are known, so that a file has them all.
pub const MOST: usize = 1_000;

/// One dossier of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The dossier.
    pub found: LetterRow,
    /// Which step comes next.
    pub step: Step,
    /// Where it is overdue: what the citizen was told.
    pub told: Option<Told>,
}

/// The ledger of a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The year.
    pub year: i32,
    /// The minute as of which it was read.
    pub seen_at: Option<Moment>,
    /// The first [`MOST`] dossiers of each part in the order of their due dates.
    pub lines: Vec<Line>,
    ids: [Vec<i64>; Step::ALL.len()],
    /// Every dossier of each part, with the words or without, in the order of ids.
    held: [Vec<i64>; Step::ALL.len()],
    at: [usize; Step::ALL.len()],
    told: [usize; Told::ALL.len()],
}

impl Ledger {
    /// How many wait for a step.
    pub fn at(&self, step: Step) -> usize {
        self.at[step as usize]
    }

    /// How many overdue ones were told so.
    pub fn told(&self, told: Told) -> usize {
        self.told[told as usize]
    }

    /// How many are overdue.
    pub fn overdue(&self) -> usize {
        self.told.iter().sum()
    }

    /// How many dossiers the year has.
    pub fn dossiers(&self) -> usize {
        self.at.iter().sum()
    }

    /// Every wanted dossier of a part, in the order of the lines.
    pub fn ids(&self, step: Step) -> &[i64] {
        &self.ids[step as usize]
    }

    /// Whether a dossier is of a part, with the words or without.
    pub fn holds(&self, step: Step, id: i64) -> bool {
        self.held[step as usize].binary_search(&id).is_ok()
    }

    /// Some part has more dossiers than lines.
    pub fn more(&self) -> bool {
        Step::ALL.into_iter().any(|step| self.cut(step))
    }

    /// A part has more wanted dossiers than lines.
    pub fn cut(&self, step: Step) -> bool {
        self.ids(step).len() > MOST
    }
}

/// The ledger of a year as of `now`.
pub fn ledger(store: &Store, year: i32, now: Moment) -> Result<Ledger, StoreError> {
    ledger_of(store, year, now, |_| true)
}

/// The ledger of a year as of `now`, its lines those that are wanted, as the one that shows them finds words in them;
/// its counts are of all. Dossiers go by one at a time: of those beyond [`MOST`] only the ids are held.
pub fn ledger_of(store: &Store, year: i32, now: Moment, wanted: impl Fn(&Line) -> bool) -> Result<Ledger, StoreError> {
    let mut ledger = Ledger { year, seen_at: Some(now), ..Ledger::default() };
    let mut order: [Vec<(Option<Moment>, i64)>; Step::ALL.len()] = Default::default();
    let mut first: [BinaryHeap<First>; Step::ALL.len()] = Default::default();
    store.read().each_letter_row(year, now, |found| {
        let Some(line) = line(found, year, now) else { return };
        let part = line.step as usize;
        ledger.at[part] += 1;
        ledger.held[part].push(line.found.row.id);
        if let Some(told) = line.told {
            ledger.told[told as usize] += 1;
        }
        if !wanted(&line) {
            return;
        }
        order[part].push((line.found.row.due, line.found.row.id));
        let first = &mut first[part];
        first.push(First { due: line.found.row.due, id: line.found.row.id, line });
        if first.len() > MOST {
            first.pop();
        }
    })?;
    let mut lines: Vec<First> = first.into_iter().flatten().collect();
    lines.sort_unstable();
    ledger.lines = lines.into_iter().map(|first| first.line).collect();
    ledger.held.iter_mut().for_each(|part| part.sort_unstable());
    ledger.ids = order.map(|mut part| {
        part.sort_unstable();
        part.into_iter().map(|(_, id)| id).collect()
    });
    Ok(ledger)
}

/// A line in the order of the ledger: by due date, then by entry.
struct First {
    due: Option<Moment>,
    id: i64,
    line: Line,
}

impl Ord for First {
    fn cmp(&self, other: &First) -> Ordering {
        (self.due, self.id).cmp(&(other.due, other.id))
    }
}

impl PartialOrd for First {
    fn partial_cmp(&self, other: &First) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for First {
    fn eq(&self, other: &First) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for First {}

/// A dossier as a line; `None` where nothing of it belongs here, as one that was settled late in another year.
fn line(found: LetterRow, year: i32, now: Moment) -> Option<Line> {
    let row = &found.row;
    let accepted = row.milestones.accepted_at.is_some() && row.milestones.outcome != Some(Outcome::Refused);
    let at = row.milestones.settled_at.unwrap_or(now);
    let late = accepted && row.late_from.is_some_and(|late| late <= at);
    let near = accepted && row.milestones.settled_at.is_none() && row.clocks.warn_from.is_some_and(|warn| warn <= now);
    let step = apology::step(&found.letter, late, near)?;
    let of_year = row.milestones.settled_at.is_none_or(|settled| settled.day.year() == year);
    let told = (late && of_year).then(|| {
        let letter = &found.letter;
        apology::told(letter.issued_at, !letter.none_reason.is_empty(), row.due.map(|due| due.day))
    });
    Some(Line { found, step, told })
}
