//! Import of canonical files (REPORTS.md §5): bytes → rows → what the register says to them → one transaction.
//!
//! All or nothing: one bad row and nothing is written. The same file twice changes nothing and leaves no entry in the
//! history. Each noun is a `Batch`; this file runs one, first judging every row, then writing those that differ. It
//! knows no disk: the caller reads the file and names it.

mod catalogue;
mod components;
mod dossiers;
mod feedback;
mod keyed;
mod links;
mod named_officers;
mod preview;
mod ratings;

pub use preview::{ImportError, Imported, Preview, Update};

use crate::domain::calendar::CalendarDay;
use crate::domain::day::Moment;
use crate::domain::feedback::Feedback;
use crate::domain::officer::Officer;
use crate::domain::procedure::Procedure;
use crate::exchange::column::Canonical;
use crate::exchange::fault::RowError;
use crate::exchange::{Noun, Sheet};
use crate::store::{Op, Read, Stamp, Store, Tx};

use keyed::Keyed;

/// How often the caller hears of progress, in rows.
const STRIDE: usize = 64;

/// What the register says to one item of a file.
enum Verdict {
    /// It is not in the register.
    New,
    /// It is there and differs.
    Differs(Update),
    /// It is there as the file says.
    Same,
    /// It cannot be taken.
    Bad(Vec<RowError>),
}

/// The items of a file, ready to be judged and written one after another. An item is a row, except that all components
/// of one dossier are one item.
trait Batch {
    /// How many items there are.
    fn len(&self) -> usize;

    /// What the register says to an item.
    fn judge(&mut self, at: usize, read: Read<'_>) -> Result<Verdict, ImportError>;

    /// Writes an item that is new or differs.
    fn put(&mut self, at: usize, tx: &mut Tx<'_>, reason: &str) -> Result<(), ImportError>;

    /// What the items that are to be written are sorted by before they are; without a wish, in the order of the file.
    fn before(&self, _at: usize) -> Option<Moment> {
        None
    }

    /// Writes what could not be written while items were: what one item asks of another that comes later in the file.
    fn finish(&mut self, _tx: &mut Tx<'_>) -> Result<(), ImportError> {
        Ok(())
    }

    /// Officers that nobody knew before, in the order in which they were met.
    fn new_officers(&mut self) -> Vec<String> {
        Vec::new()
    }
}

/// Judges a file against the register and writes nothing.
///
/// # Errors
/// [`ImportError::File`] when the file cannot be read at all. Bad rows are in the preview.
pub fn preview(store: &Store, noun: Noun, bytes: &[u8]) -> Result<Preview, ImportError> {
    store.snapshot(|read| {
        let (mut batch, mut preview) = open(noun, bytes, read)?;
        judge_all(batch.as_mut(), read, &mut preview, &mut |_, _| true)?;
        Ok(preview)
    })
}

/// A row of a file of calendar days that would change the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayChange {
    /// The day as the register has it; `None` for one that it has not.
    pub before: Option<CalendarDay>,
    /// The day as it would stand.
    pub after: CalendarDay,
}

/// Judges a file of calendar days as [`preview`] does, with every row that would change something, in order of date;
/// none where the file has bad rows.
///
/// # Errors
/// As [`preview`].
pub fn preview_calendar(store: &Store, bytes: &[u8]) -> Result<(Preview, Vec<DayChange>), ImportError> {
    store.snapshot(|read| {
        let (mut batch, mut preview) = open(Noun::Calendar, bytes, read)?;
        let differing = judge_all(batch.as_mut(), read, &mut preview, &mut |_, _| true)?;
        let mut rows = Vec::new();
        if !preview.has_bad_rows() {
            let days = Keyed::new(crate::exchange::read::<CalendarDay>(bytes)?, read)?;
            rows.extend(differing.into_iter().map(|at| {
                let (before, after) = days.outcome(at);
                DayChange { before: before.cloned(), after }
            }));
            rows.sort_by_key(|row| row.after.date);
        }
        Ok((preview, rows))
    })
}

/// Takes a file into the register: one transaction, one journal entry with `file` as its reason.
///
/// `progress` hears how much is done of how much, and stops the import by returning `false`; nothing is written then.
///
/// # Errors
/// [`ImportError::Bad`] with every bad row; [`ImportError::Cancelled`]; the register's own failures. Nothing is written
/// in any of these cases.
pub fn import(
    store: &mut Store,
    stamp: &Stamp,
    noun: Noun,
    file: &str,
    bytes: &[u8],
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Imported, ImportError> {
    let (preview, changes) = store.transact(&Op::because("import", file), stamp, |tx| {
        let (mut batch, mut preview) = open(noun, bytes, tx.read())?;
        let mut differing = judge_all(batch.as_mut(), tx.read(), &mut preview, progress)?;
        if preview.has_bad_rows() {
            return Err(ImportError::Bad(Box::new(preview)));
        }
        differing.sort_by_key(|at| batch.before(*at));
        let reason = format!("nhập từ tệp {file}");
        for (done, at) in differing.iter().enumerate() {
            batch.put(*at, tx, &reason)?;
            if done % STRIDE == 0 && !progress(batch.len() + done, batch.len() + differing.len()) {
                return Err(ImportError::Cancelled);
            }
        }
        batch.finish(tx)?;
        Ok::<_, ImportError>(preview)
    })?;
    Ok(Imported { preview, changes })
}

/// Reads the file of a noun.
fn open(noun: Noun, bytes: &[u8], read: Read<'_>) -> Result<(Box<dyn Batch>, Preview), ImportError> {
    Ok(match noun {
        Noun::Dossiers => boxed(noun, bytes, |sheet| dossiers::Dossiers::new(sheet, read))?,
        Noun::Components => boxed(noun, bytes, |sheet| components::Components::new(sheet, read))?,
        Noun::Ratings => boxed(noun, bytes, |sheet| ratings::Ratings::new(sheet, read))?,
        Noun::Feedback => boxed(noun, bytes, |sheet| Keyed::<Feedback>::new(sheet, read))?,
        Noun::Procedures => boxed(noun, bytes, |sheet| Keyed::<Procedure>::new(sheet, read))?,
        Noun::Officers => boxed(noun, bytes, |sheet| Keyed::<Officer>::new(sheet, read))?,
        Noun::Calendar => boxed(noun, bytes, |sheet| Keyed::<CalendarDay>::new(sheet, read))?,
    })
}

fn boxed<T: Canonical, B: Batch + 'static>(
    noun: Noun,
    bytes: &[u8],
    make: impl FnOnce(Sheet<T>) -> Result<B, ImportError>,
) -> Result<(Box<dyn Batch>, Preview), ImportError> {
    let mut sheet = crate::exchange::read::<T>(bytes)?;
    let preview = Preview::new(noun, &mut sheet);
    Ok((Box::new(make(sheet)?), preview))
}

/// Judges every item into the preview; returns the places of those to be written.
fn judge_all(
    batch: &mut dyn Batch,
    read: Read<'_>,
    preview: &mut Preview,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Vec<usize>, ImportError> {
    let mut differing = Vec::new();
    for at in 0..batch.len() {
        if at % STRIDE == 0 && !progress(at, 2 * batch.len()) {
            return Err(ImportError::Cancelled);
        }
        let verdict = batch.judge(at, read)?;
        if matches!(verdict, Verdict::New | Verdict::Differs(_)) {
            differing.push(at);
        }
        preview.count(verdict);
    }
    preview.new_officers = batch.new_officers();
    preview.sort();
    Ok(differing)
}
