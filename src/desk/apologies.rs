//! The ledger of apologies of a year: who will miss the date, who missed it, which step each letter waits for.

use crate::domain::apology::{self, Told};
use crate::domain::day::Moment;
use crate::domain::dossier::Outcome;
use crate::store::letters::LetterRow;
use crate::store::{Store, StoreError};

pub use crate::domain::apology::Step;

/// So many dossiers of a year are shown at most; a list beyond that is nobody's day's work.
pub const MOST: usize = 20_000;

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
    /// Its dossiers in the order of their due dates.
    pub lines: Vec<Line>,
    /// There are more than are shown.
    pub more: bool,
}

impl Ledger {
    /// How many wait for a step.
    pub fn at(&self, step: Step) -> usize {
        self.lines.iter().filter(|line| line.step == step).count()
    }

    /// How many overdue ones were told so.
    pub fn told(&self, told: Told) -> usize {
        self.lines.iter().filter(|line| line.told == Some(told)).count()
    }

    /// How many are overdue.
    pub fn overdue(&self) -> usize {
        self.lines.iter().filter(|line| line.told.is_some()).count()
    }
}

/// The ledger of a year as of `now`.
pub fn ledger(store: &Store, year: i32, now: Moment) -> Result<Ledger, StoreError> {
    let mut found = store.read().letter_rows(year, now, MOST + 1)?;
    let more = found.len() > MOST;
    found.truncate(MOST);
    let lines = found.into_iter().filter_map(|found| line(found, year, now)).collect();
    Ok(Ledger { year, seen_at: Some(now), lines, more })
}

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
