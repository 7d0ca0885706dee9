//! Counting the period before and the same period of the year before. Each is counted once as long as nothing is written
//! to the register, however often a report is made anew.

use std::sync::{Arc, Mutex, PoisonError};

use crate::desk::count::{self, Scope};
use crate::desk::error::Error;
use crate::domain::day::Moment;
use crate::domain::period::{Cutoff, Period};
use crate::report::compare::{Beside, Comparison};
use crate::report::figures::Figures;
use crate::store::Store;

/// Counts that are kept; a desk looks at a few periods of one kind.
const MOST: usize = 6;

/// What a count depends on: the period, the calendar of the report year, the cut-off, and the last entry of the history.
type Key = (Period, Cutoff, Moment, (i64, String));

/// Counts by what they depend on, the oldest first.
type Kept = Vec<(Key, Option<Figures>)>;

/// The counts of this run. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Counted(Arc<Mutex<Kept>>);

impl Counted {
    /// Both periods that a report of a scope is compared with.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when `progress`, told how many dossiers were read in all, answers `false`.
    pub fn compare(
        &self,
        store: &Store,
        scope: &Scope,
        mut progress: impl FnMut(u64) -> bool,
    ) -> Result<Comparison, Error> {
        let mut read = 0;
        let mut beside = |period: Period| -> Result<Beside, Error> {
            let (before, mut last) = (read, 0);
            let figures = self.count(store, &Scope { period, ..scope.clone() }, |done| {
                last = done;
                progress(before + done)
            })?;
            read += last;
            Ok(Beside { period, figures })
        };
        Ok(Comparison { previous: beside(scope.period.previous())?, last_year: beside(scope.period.same_last_year())? })
    }

    /// The figures of one period; `None` where the register holds nothing of it.
    fn count(&self, store: &Store, scope: &Scope, progress: impl FnMut(u64) -> bool) -> Result<Option<Figures>, Error> {
        let key = (scope.period, scope.cutoff, scope.frame().cutoff, store.chain_head()?);
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, figures)) = kept().iter().find(|(known, _)| *known == key) {
            return Ok(figures.clone());
        }
        let (figures, _) = count::count(store, scope, progress)?;
        let figures = (figures.value("received.total").n > 0).then_some(figures);
        let mut kept = kept();
        if kept.len() >= MOST {
            kept.remove(0);
        }
        kept.push((key, figures.clone()));
        Ok(figures)
    }
}
