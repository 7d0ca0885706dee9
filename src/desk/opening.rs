//! How a period joins up with the ones that were closed: its opening against what the one before it left open, and the
//! gaps and overlaps between them, each with its dossiers.

use std::collections::BTreeSet;

use crate::desk::closed;
use crate::desk::error::Error;
use crate::domain::figure::View;
use crate::domain::period::{Cutoff, Period};
use crate::domain::period_chain::{Link, Seam, seams};
use crate::report::audit::{Opening, Seamed};
use crate::store::{Read, StoreError};

/// What the period before left open, while this one is counted.
pub(super) struct Carried {
    closed: String,
    stored: u64,
    carried: u64,
    missing: BTreeSet<i64>,
    added: Vec<i64>,
}

impl Carried {
    /// Of the last closing that ends on the day before the period; `None` where none does.
    pub fn of(read: &Read<'_>, period: &Period) -> Result<Option<Carried>, Error> {
        let before = period.from.plus(-1);
        let closing = read.closings(false)?.into_iter().filter(|closing| closing.to == before).max_by_key(|c| c.upto);
        let Some(closing) = closing else { return Ok(None) };
        let kept = closed::Kept::of(&closing)?;
        let sets = read.closed_dossiers(&closing)?;
        let open = |set: &str| kept.order.read(set).is_some_and(|set| set.contains("open.total"));
        let missing: BTreeSet<i64> = sets.iter().filter(|(_, set)| open(set)).map(|(id, _)| *id).collect();
        let stored = missing.len() as u64;
        Ok(Some(Carried { closed: closed::days(&closing), stored, carried: 0, missing, added: Vec::new() }))
    }

    /// Takes note of a dossier.
    pub fn dossier(&mut self, view: &View<'_>) {
        if view.standing.is_carried {
            self.carried += 1;
            if !self.missing.remove(&view.facts.id) {
                self.added.push(view.facts.id);
            }
        }
    }

    /// What differs; `None` where nothing does. At most `most` dossiers are named.
    pub fn finish(self, read: &Read<'_>, most: usize) -> Result<Option<Opening>, StoreError> {
        let n = (self.missing.len() + self.added.len()) as u64;
        if n == 0 {
            return Ok(None);
        }
        let ids = self.added.into_iter().chain(self.missing).take(most);
        let named = ids.map(|id| Ok((id, read.code_of(id)?))).collect::<Result<_, StoreError>>()?;
        Ok(Some(Opening { closed: self.closed, stored: self.stored, carried: self.carried, n, named }))
    }
}

/// The gaps and overlaps between a period and the closed ones. At most `most` dossiers of each are named.
pub(super) fn seamed(read: &Read<'_>, period: &Period, most: usize) -> Result<Vec<Seamed>, StoreError> {
    // The days say what a period is, however it was asked for: May is a month also where it was typed day by day.
    let preset = |cutoff| Period::of_days(period.from, period.to, cutoff).is_ok_and(|period| period.code().is_some());
    let own = [Cutoff::Calendar, Cutoff::Administrative].into_iter().any(preset);
    let link = |period: &Period| Link { span: (period.from, period.to), preset: period.code().is_some() };
    let closed = read.closings(false)?;
    let closed: Vec<Link> = closed.iter().filter_map(|closing| Some(link(&closing.period().ok()?))).collect();
    let mut found = Vec::new();
    for (closed, seam) in seams(Link { preset: own, ..link(period) }, &closed) {
        let (Seam::Gap(from, to) | Seam::Overlap(from, to)) = seam;
        let (n, named) = read.dossiers_in(from, to, most)?;
        found.push(Seamed { closed, seam, open: read.open_through(from, to)?, n, named });
    }
    Ok(found)
}
