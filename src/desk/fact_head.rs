//! The entry of the history that a report of a period prints: the last one that touched a fact of the period.
//!
//! A fact of the period is a fact of a dossier that counts in any of its figures, as the period sees it at its cut-off
//! (`touched` says which lines those are), and what its dossiers share or its reports print beside them (`printed` says
//! which lines those are, and the same is asked when a closed period is compared). Exports, closings, views, columns, notes,
//! dossiers of other periods, and what happens to a dossier after the cut-off are none, and an entry that was undone is
//! none together with its undo. What only some kinds of report print is a fact for those alone (`prints`). So the same facts give the same bytes at any later day, and a printed head vouches for
//! every entry that the figures rest on.
//!
//! It is cheap: a dossier's version is read with its facts, and only the dossiers touched last are looked at line by line,
//! newest first, until one line holds. So it is with what is shared. Should all of the [`MOST`] newest have been touched by nothing but later events,
//! the oldest of their versions is taken: later than the true one, and the same in every run.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use crate::desk::printed::{Sides, kinds_of_records, kinds_of_rules};
use crate::desk::prints::{self, Place};
use crate::desk::touched::{Ended, touches};
use crate::domain::figure::View;
use crate::domain::standing::{Acceptance, Frame};
use crate::report::figures::Figures;
use crate::report::kind::ReportKind;
use crate::store::journal::Line;
use crate::store::{FactLine, Read, StoreError};

/// Dossiers that are remembered by their version.
const MOST: usize = 4096;

/// The dossiers of a period that were touched last, while the period is counted.
#[derive(Default)]
pub(super) struct Heads {
    newest: BinaryHeap<Reverse<(i64, i64, Ended)>>,
}

impl Heads {
    /// Takes note of a dossier, if it counts in the period.
    pub fn dossier(&mut self, view: &View<'_>) {
        let (standing, facts) = (&view.standing, view.facts);
        let counts = standing.is_handled() || standing.is_settled_in_year || standing.is_returned;
        if !counts && !standing.is_refused && standing.acceptance == Acceptance::Outside {
            return;
        }
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

    /// Sequence and hash of the last entry that the figures rest on.
    pub fn finish(self, read: &Read<'_>, frame: &Frame) -> Result<(i64, String), StoreError> {
        let mut best = read.last_voice(frame.from, frame.until())?;
        for kind in kinds_of_rules() {
            best = last_shared(read, kind, best, |sides| Ok(sides.judges() && sides.touches(read, frame)?))?;
        }
        let full = self.newest.len() == MOST;
        let newest_first = self.newest.into_sorted_vec();
        let least = newest_first.last().filter(|_| full).map_or(0, |least| least.0.0);
        for Reverse((version, id, ended)) in newest_first {
            if version <= best {
                return Ok((best, read.entry_hash(best)?));
            }
            let lines = read.dossier_lines_after(id, best)?;
            best = best.max(last_standing(lines, |line| Ok(touches(line, frame, ended)))?);
        }
        let best = best.max(least);
        Ok((best, read.entry_hash(best)?))
    }
}

/// The entry that a kind of report prints, from the figures that it was counted with: theirs, or a later one that changed
/// what the kind prints beside them, words or a dossier that it names. `compared` is the last entry that the figures of the
/// periods rest on which it compares with; 0 where it compares with none. Named in full, citizens tell more than masked.
pub(super) fn of_kind(
    read: &Read<'_>,
    frame: &Frame,
    (kind, masked): (ReportKind, bool),
    (figures, compared): (&Figures, i64),
) -> Result<(i64, String), StoreError> {
    let mut best = figures.chain_head.0.max(compared);
    for record in kinds_of_records() {
        let told = |sides: &Sides<'_>| Ok(sides.printed_by(kind) && sides.touches(read, frame)?);
        best = last_shared(read, record, best, told)?;
    }
    let best = last_named(read, (kind, masked), figures, best)?;
    if best == figures.chain_head.0 { Ok(figures.chain_head.clone()) } else { Ok((best, read.entry_hash(best)?)) }
}

/// The last entry that changed what a kind prints of the dossiers that it names, and no figure counts by.
fn last_named(
    read: &Read<'_>,
    (kind, masked): (ReportKind, bool),
    figures: &Figures,
    after: i64,
) -> Result<i64, StoreError> {
    if !kind.names_citizens() {
        return Ok(after);
    }
    let listed: BTreeSet<i64> = figures.listed.values().flatten().copied().collect();
    let book = prints::book_of(read, kind, &figures.period)?;
    let mut best = after;
    for (version, id) in read.touched_of_kind("dossier", after)? {
        if version <= best {
            break;
        }
        let place = Place { figures: BTreeSet::new(), listed: listed.contains(&id), in_book: book.contains(&id) };
        if place.listed || place.in_book {
            let lines = read.dossier_lines_after(id, best)?;
            best = best.max(last_standing(lines, |line| Ok(place.renamed(kind, line, masked)))?);
        }
    }
    Ok(best)
}

/// The last entry of which a line about a kind of records that belong to no dossier is told; `after` where none is since.
fn last_shared(
    read: &Read<'_>,
    kind: &str,
    after: i64,
    told: impl Fn(&Sides<'_>) -> Result<bool, StoreError>,
) -> Result<i64, StoreError> {
    let mut best = after;
    for (version, id) in read.touched_of_kind(kind, after)? {
        if version <= best {
            break;
        }
        let lines = read.record_lines_after((None, kind, id), best)?;
        let told = |line: &Line| Sides::of_line(read, line)?.map_or(Ok(false), |sides| told(&sides));
        best = best.max(last_standing(lines, told)?);
    }
    Ok(best)
}

/// The first of these lines, newest first, that touched a fact and still stands: its entry; 0 where there is none.
fn last_standing(lines: Vec<FactLine>, touches: impl Fn(&Line) -> Result<bool, StoreError>) -> Result<i64, StoreError> {
    let mut undone = BTreeSet::new();
    for found in lines {
        let seq = found.line.seq;
        if undone.contains(&seq) {
            continue;
        }
        match found.reverts {
            Some(reverted) => {
                undone.extend([reverted, seq]);
            }
            None if touches(&found.line)? => return Ok(seq),
            None => {}
        }
    }
    Ok(0)
}
