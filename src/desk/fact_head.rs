//! The entry of the history that a report of a period prints: the last one that touched a fact of the period.
//!
//! A fact of the period is a fact of a dossier that counts in any of its figures, as the period sees it at its cut-off
//! (`touched` says which lines those are); the procedures, calendar, office hours, targets, ratings, feedback, narrative and
//! settings that it is written from; and the officers whom its dossiers name. Exports, closings, views, columns, notes,
//! dossiers of other periods, and what happens to a dossier after the cut-off are none, and an entry that was undone is
//! none together with its undo. So the same facts give the same bytes at any later day, and a printed head vouches for
//! every entry that the figures rest on.
//!
//! It is cheap: a dossier's version is read with its facts, and only the dossiers touched last are looked at line by line,
//! newest first, until one line holds. Should all of the [`MOST`] newest have been touched by nothing but later events,
//! the oldest of their versions is taken: later than the true one, and the same in every run.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use crate::desk::touched::{Ended, touches};
use crate::domain::figure::View;
use crate::domain::period::Period;
use crate::domain::standing::{Acceptance, Frame};
use crate::store::{Read, StoreError};

/// Dossiers that are remembered by their version.
const MOST: usize = 4096;

/// Settings that are printed in a report or judge its dossiers.
const SETTINGS: [&str; 17] = [
    "unit",
    "superior",
    "place",
    "symbol",
    "recipient",
    "recipients",
    "signer_prefix",
    "signer_position",
    "signer_name",
    "cutoff",
    "pause_rules",
    "lateness",
    "acceptance_hours",
    "rating_levels",
    "apology_threshold",
    "charts",
    "suggestions",
];

/// The dossiers of a period that were touched last, while the period is counted.
#[derive(Default)]
pub(super) struct Heads {
    newest: BinaryHeap<Reverse<(i64, i64, Ended)>>,
    officers: BTreeSet<i64>,
}

impl Heads {
    /// Takes note of a dossier, if it counts in the period.
    pub fn dossier(&mut self, view: &View<'_>) {
        let (standing, facts) = (&view.standing, view.facts);
        let counts = standing.is_handled() || standing.is_settled_in_year || standing.is_returned;
        if !counts && !standing.is_refused && standing.acceptance == Acceptance::Outside {
            return;
        }
        self.officers.extend([facts.received_by, facts.handled_by]);
        let ended =
            Ended { settled: view.frame.happened(facts.settled_at), returned: view.frame.happened(facts.returned_at) };
        let full = self.newest.len() == MOST;
        if full && self.newest.peek().is_some_and(|least| least.0.0 >= facts.version) {
            return;
        }
        if full {
            self.newest.pop();
        }
        self.newest.push(Reverse((facts.version, facts.id, ended)));
    }

    /// Sequence and hash of the entry.
    pub fn finish(self, read: &Read<'_>, period: &Period, frame: &Frame) -> Result<(i64, String), StoreError> {
        let mut best = read.last_shared_fact(period, frame.cutoff, &SETTINGS)?;
        best = best.max(read.last_touch_of_officers(self.officers.into_iter())?);
        let full = self.newest.len() == MOST;
        let newest_first = self.newest.into_sorted_vec();
        let least = newest_first.last().filter(|_| full).map_or(0, |least| least.0.0);
        for Reverse((version, id, ended)) in newest_first {
            if version <= best {
                return Ok((best, read.entry_hash(best)?));
            }
            best = best.max(last_touch(read, id, best, frame, ended)?);
        }
        let best = best.max(least);
        Ok((best, read.entry_hash(best)?))
    }
}

/// The last entry after `after` that touched a fact of one dossier and still stands; 0 where there is none.
fn last_touch(read: &Read<'_>, id: i64, after: i64, frame: &Frame, ended: Ended) -> Result<i64, StoreError> {
    let mut undone = BTreeSet::new();
    for found in read.dossier_lines_after(id, after)? {
        let seq = found.line.seq;
        if undone.contains(&seq) {
            continue;
        }
        match found.reverts {
            Some(reverted) => {
                undone.extend([reverted, seq]);
            }
            None if touches(&found.line, frame, ended) => return Ok(seq),
            None => {}
        }
    }
    Ok(0)
}
